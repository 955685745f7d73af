package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A badResponse is a response with status 200 to an operation whose output is a
// record.
type badResponse struct {
	row, protocol, body string
	path                string
	at                  int64
	want                string // the cause of the DecodeError; "" if the response is accepted
	holds               record // what it is read as
}

const (
	jsonRecord  = `{"child":{"name":3}}`
	noText      = "expected text, found element <b>"
	noObject    = "expected an object, found '<'"
	htmlPage    = "<html><body>Welcome</body></html>"
	htmlRefused = "expected an output, found an HTML page"
)

var badResponses = []badResponse{
	{row: "response-empty", protocol: "restJson1", body: ""},
	{row: "response-empty", protocol: "restXml", body: ""},
	{row: "response-empty", protocol: "awsJson1_0", body: ""},
	{row: "response-empty", protocol: "awsJson1_1", body: "\r\n"},
	{row: "response-empty", protocol: "awsQuery", body: ""},
	{row: "response-empty", protocol: "ec2Query", body: " "},
	{row: "response-empty", protocol: "rpcv2Json", body: "null"},
	{row: "response-empty", protocol: "rpcv2Cbor", body: ""},
	{row: "response-empty", protocol: "rpcv2Cbor", body: "\xf6"},
	{row: "response-empty", protocol: "rpcv2Cbor", body: " ", want: "expected a map, found an integer"},

	{row: "response-malformed", protocol: "restJson1", body: jsonRecord, path: "child.name", at: 17, want: "expected a string, found a number"},
	{row: "response-malformed", protocol: "restXml", body: "<Record><child><title><b/></title></child></Record>", path: "child.name", at: 22, want: noText},
	{row: "response-malformed", protocol: "awsJson1_0", body: jsonRecord, path: "child.name", at: 17, want: "expected a string, found a number"},
	{row: "response-malformed", protocol: "awsJson1_1", body: jsonRecord, path: "child.name", at: 17, want: "expected a string, found a number"},
	{row: "response-malformed", protocol: "awsQuery", body: "<DoResponse><DoResult><child><title><b/></title></child></DoResult></DoResponse>", path: "child.name", at: 36, want: noText},
	{row: "response-malformed", protocol: "ec2Query", body: "<DoResponse><child><title><b/></title></child></DoResponse>", path: "child.name", at: 26, want: noText},
	{row: "response-malformed", protocol: "rpcv2Json", body: jsonRecord, path: "child.name", at: 17, want: "expected a string, found a number"},
	{row: "response-malformed", protocol: "rpcv2Cbor", body: "\xa1\x65child\xa1\x64name\x03", path: "child.name", at: 13, want: "expected a text, found an integer"},

	{row: "response-html", protocol: "restJson1", body: htmlPage, want: noObject},
	{row: "response-html", protocol: "restXml", body: htmlPage, want: htmlRefused},
	{row: "response-html", protocol: "awsJson1_0", body: htmlPage, want: noObject},
	{row: "response-html", protocol: "awsJson1_1", body: htmlPage, want: noObject},
	{row: "response-html", protocol: "awsQuery", body: htmlPage, want: htmlRefused},
	{row: "response-html", protocol: "ec2Query", body: htmlPage, want: htmlRefused},
	{row: "response-html", protocol: "rpcv2Json", body: htmlPage, want: noObject},
	{row: "response-html", protocol: "rpcv2Cbor", body: htmlPage, want: "expected a map, found an integer"},

	{row: "response-root", protocol: "restXml", body: "<Other><title>a</title></Other>", holds: record{Name: new("a")}},
	{row: "response-root", protocol: "awsQuery", body: "<DoResult><title>a</title></DoResult>", want: `expected DoResponse, found "DoResult"`},
	{row: "response-root", protocol: "awsQuery", body: "<OldResponse><DoResult><title>a</title></DoResult></OldResponse>", holds: record{Name: new("a")}},
	{row: "response-root", protocol: "ec2Query", body: "<Other><title>a</title></Other>", want: `expected DoResponse, found "Other"`},
	{row: "response-root", protocol: "ec2Query", body: "<OldResponse><title>a</title></OldResponse>", holds: record{Name: new("a")}},

	{row: "response-result", protocol: "awsQuery", body: "<DoResponse><ResponseMetadata/></DoResponse>"},
	{row: "response-result", protocol: "awsQuery", body: "<DoResponse><title>a</title></DoResponse>", at: 12, want: "expected element <DoResult>, found <title>"},

	{row: "response-trailing", protocol: "restJson1", body: "{} {}", at: 3, want: "unexpected data after the value, starting with an object"},
	{row: "response-trailing", protocol: "restXml", body: "<Record/>x", at: 9, want: "unexpected content after the root element"},
	{row: "response-trailing", protocol: "awsJson1_0", body: "{} {}", at: 3, want: "unexpected data after the value, starting with an object"},
	{row: "response-trailing", protocol: "awsJson1_1", body: "{} {}", at: 3, want: "unexpected data after the value, starting with an object"},
	{row: "response-trailing", protocol: "awsQuery", body: "<DoResponse><DoResult/></DoResponse>x", at: 36, want: "unexpected content after the root element"},
	{row: "response-trailing", protocol: "ec2Query", body: "<DoResponse/>x", at: 13, want: "unexpected content after the root element"},
	{row: "response-trailing", protocol: "rpcv2Json", body: "{} {}", at: 3, want: "unexpected data after the value, starting with an object"},
	{row: "response-trailing", protocol: "rpcv2Cbor", body: "\xa0\xa0", at: 1, want: "unexpected data after the value"},
}

// speaking returns the protocol of that name and the header that its responses
// have to have.
func speaking(name string) (p protocol, header string) {
	if name == "rpcv2Cbor" {
		return RPCV2CBOR, "rpc-v2-cbor"
	}
	return protocols[name], "rpc-v2-json"
}

func TestBadResponses(t *testing.T) {
	for _, c := range badResponses {
		p, header := speaking(c.protocol)
		var out record
		resp, body := reply(200, c.body, rpcHeader, header)
		err := p.ParseResponse(resp, &recordOperation, &out)
		if !body.closed {
			t.Errorf("%s %s: the body was not closed", c.row, c.protocol)
		}
		if c.want == "" {
			if diff := cmp.Diff(c.holds, out, equal); err != nil || diff != "" {
				t.Errorf("%s %s: %v\n%s", c.row, c.protocol, err, diff)
			}
			continue
		}
		e, ok := errors.AsType[*DecodeError](err)
		if !ok || e.Shape != "Record" || e.Path != c.path || e.Offset != c.at || e.Err.Error() != c.want || string(e.Body) != c.body {
			t.Errorf("%s %s:\n got %#v: %v\nwant %s at %s, %d", c.row, c.protocol, e, err, c.want, c.path, c.at)
		}
	}
}

// Whatever was cut off, the rest is no answer.
func TestTruncatedResponses(t *testing.T) {
	for name, whole := range map[string]string{
		"restJson1": `{"name":"a","tags":["b",{"c":[null,true,1.5e3]}],"x":"\u0041"}`,
		"restXml":   `<?xml version="1.0"?><!-- c --><Record a="b"><title>a&lt;</title><x><![CDATA[d]]></x><tags><item/></tags></Record>`,
		"awsQuery":  "<DoResponse><DoResult><title>a</title></DoResult><ResponseMetadata/></DoResponse>",
		"ec2Query":  "<DoResponse><title>a</title></DoResponse>",
		"rpcv2Json": `{"labels":{"k":"v"}}`,
		"rpcv2Cbor": "\xbf\x64name\x7f\x61a\xff\x64tags\x82\x61b\x61c\x61x\xc1\xfb\x41\xd4\x52\xd9\xec\x20\x00\x00\xff",
	} {
		p, header := speaking(name)
		for n := 1; n < len(whole); n++ {
			resp, _ := reply(200, whole[:n], rpcHeader, header)
			err := p.ParseResponse(resp, &recordOperation, new(record))
			e, ok := errors.AsType[*DecodeError](err)
			if !ok || e.Shape != "Record" || e.Offset > int64(n) || string(e.Body) != whole[:n] {
				t.Errorf("%s, %q: %v", name, whole[:n], err)
			}
		}
	}
}

// RPC v2 says in a header that a response is of the protocol, if it says nothing else.
func TestForeignResponses(t *testing.T) {
	for _, body := range []string{"", "{}", htmlPage} {
		for _, p := range []protocol{RPCV2JSON, RPCV2CBOR} {
			resp, closer := reply(200, body)
			err := p.ParseResponse(resp, &recordOperation, new(record))
			e, ok := errors.AsType[*DecodeError](err)
			if !ok || !errors.Is(err, errNotRPCv2) || e.Shape != "Record" || string(e.Body) != body || !closer.closed {
				t.Errorf("%q: %v", body, err)
			}
		}
	}
}

// A header that is malformed does not lose what else was said.
func TestBadResponseHeader(t *testing.T) {
	for name, body := range map[string]string{"restJson1": `{"Text":"t"}`, "restXml": "<Bindings><Text>t</Text></Bindings>"} {
		resp, _ := reply(200, body, "X-Flag", "maybe")
		err := protocols[name].ParseResponse(resp, &bindOperation, new(bindings))
		e, ok := errors.AsType[*DecodeError](err)
		if !ok || e.Shape != "Bindings" || e.Path != "Flag" || e.Offset != 0 || string(e.Body) != body {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

// An error under status 200 is an error, of an output that is a payload too.
func TestErrorInsteadOfOutput(t *testing.T) {
	inner := "<Code>MissingException</Code><Message>gone</Message>"
	for name, body := range map[string]string{
		"restXml": "<Error>" + inner + "</Error>", "awsQuery": "<ErrorResponse><Error>" + inner + "</Error></ErrorResponse>",
		"ec2Query": "<Response><Errors><Error>" + inner + "</Error></Errors></Response>",
	} {
		for _, out := range []Shape{new(record), new(payload[*everything])} {
			resp, _ := reply(200, body, "X-Amz-Request-Id", "q")
			err := protocols[name].ParseResponse(resp, &recordOperation, out)
			if e, ok := errors.AsType[*missing](err); !ok || e.ErrorMessage() != "gone" || e.Status != 200 || e.RequestID != "q" {
				t.Errorf("%s, %T: %v", name, out, err)
			}
			resp, _ = reply(200, strings.Replace(body, "Missing", "Newer", 1))
			err = protocols[name].ParseResponse(resp, &recordOperation, out)
			if e, ok := err.(*otherError); !ok || e.Code != "NewerException" || len(e.Body) == 0 {
				t.Errorf("%s, %T, unknown: %v", name, out, err)
			}
		}
	}
}
