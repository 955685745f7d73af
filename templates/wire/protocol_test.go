package wire

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Requests and responses of the protocols other than restJson1, which the tests
// of the bindings go through. Expected texts follow the official cases.

// A protocol is what every protocol does.
type protocol interface {
	NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error)
	ParseResponse(resp *http.Response, op *OperationSchema, out any) error
}

var protocols = map[string]protocol{
	"restJson1": RestJSON1, "restXml": RestXML, "awsJson1_0": AWSJSON10, "awsJson1_1": AWSJSON11,
	"awsQuery": AWSQuery, "ec2Query": EC2Query, "rpcv2Json": RPCV2JSON,
}

// A record is an input and output without bindings.
type record struct {
	Name   *string
	When   *time.Time
	Score  *float64
	Big    *Decimal
	Tags   []string
	Flat   []string
	Labels map[string]string
	Child  *record
	Token  *string
}

func (v *record) ToValue() Value    { return ToValue(&recordSchema, v) }
func (*record) WireSchema() *Schema { return &recordSchema }

var recordSchema = Schema{ID: "test#Record", Kind: Structure, Type: (*record)(nil), Members: []Member{
	{Name: "name", Target: &StringSchema, XML: "title"},
	{Name: "when", Target: &dateSchema, EC2: "at"},
	{Name: "score", Target: &DoubleSchema},
	{Name: "big", Target: &BigDecimalSchema},
	{Name: "tags", Target: &Schema{ID: "test#XTags", Kind: List, Members: []Member{{Name: "member", Target: &StringSchema, XML: "item"}}}},
	{Name: "flat", Target: stringsSchema, Flags: Flattened, XML: "Hi"},
	{Name: "labels", Target: mapSchema("test#Labels", &StringSchema, 0)},
	{Name: "child", Lazy: (*record)(nil)},
	{Name: "token", Target: &StringSchema, Flags: Idempotency},
}}

var recordOperation = OperationSchema{Name: "Do", Service: &testService, Method: "POST", URI: "/do", Input: &recordSchema, Output: &recordSchema, Request: []RequestPart{SendToken, SendBody}, Response: []ResponsePart{ReadBody}, Errors: findOperation.Errors}

func fullRecord() *record {
	when := time.Date(2015, 1, 25, 8, 0, 0, 0, time.UTC)
	return &record{
		Name: new("a b&ü"), When: &when, Score: new(math.NaN()), Big: decimal("1.50"), Tags: []string{"x", "y"}, Flat: []string{"z"},
		Labels: map[string]string{"k2": "", "k1": "v"}, Child: &record{Name: new("c"), Token: new("kept")},
	}
}

func TestProtocolRequests(t *testing.T) {
	withTestToken(t)
	json := `{"name":"a b&ü","when":"2015-01-25T08:00:00Z","score":"NaN","big":1.50,"tags":["x","y"],"flat":["z"],` +
		`"labels":{"k1":"v","k2":""},"child":{"name":"c","token":"kept"},"token":"token-1"}`
	xml := `<Record><title>a b&amp;ü</title><when>2015-01-25T08:00:00Z</when><score>NaN</score><big>1.50</big><tags><item>x</item><item>y</item></tags><Hi>z</Hi>` +
		`<labels><entry><key>k1</key><value>v</value></entry><entry><key>k2</key><value></value></entry></labels><child><title>c</title><token>kept</token></child><token>token-1</token></Record>`
	tests := []struct {
		protocol, uri, body string
		header              http.Header
	}{
		{"restJson1", "/do", json, http.Header{"Content-Type": {"application/json"}}},
		{"restXml", "/do", xml, http.Header{"Content-Type": {"application/xml"}}},
		{"awsJson1_0", "/", json, http.Header{"Content-Type": {"application/x-amz-json-1.0"}, "X-Amz-Target": {"Service_20260101.Do"}}},
		{"awsJson1_1", "/", json, http.Header{"Content-Type": {"application/x-amz-json-1.1"}, "X-Amz-Target": {"Service_20260101.Do"}}},
		{"awsQuery", "/", "Action=Do&Version=2026-01-01&title=a%20b%26%C3%BC&when=2015-01-25T08%3A00%3A00Z&score=NaN&big=1.50&tags.item.1=x&tags.item.2=y&Hi.1=z" +
			"&labels.entry.1.key=k1&labels.entry.1.value=v&labels.entry.2.key=k2&labels.entry.2.value=&child.title=c&child.token=kept&token=token-1",
			http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}},
		{"ec2Query", "/", "Action=Do&Version=2026-01-01&Title=a%20b%26%C3%BC&at=2015-01-25T08%3A00%3A00Z&Score=NaN&Big=1.50&Tags.1=x&Tags.2=y&Hi.1=z" +
			"&Labels.entry.1.key=k1&Labels.entry.1.value=v&Labels.entry.2.key=k2&Labels.entry.2.value=&Child.Title=c&Child.Token=kept&Token=token-1",
			http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}},
		{"rpcv2Json", "/service/Service_20260101/operation/Do",
			strings.NewReplacer(`"2015-01-25T08:00:00Z"`, "1422172800", "1.50", `"1.50"`).Replace(json),
			http.Header{"Content-Type": {"application/json"}, "Accept": {"application/json"}, "Smithy-Protocol": {"rpc-v2-json"}}},
	}
	for _, tt := range tests {
		t.Run(tt.protocol, func(t *testing.T) {
			r, err := protocols[tt.protocol].NewRequest(context.Background(), testEndpoint+"/", &recordOperation, fullRecord())
			if err != nil {
				t.Fatal(err)
			}
			if r.Method != "POST" || r.URL.RequestURI() != tt.uri {
				t.Errorf("%s %s", r.Method, r.URL.RequestURI())
			}
			if diff := cmp.Diff(tt.header, r.Header); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.body, bodyOf(t, r.Body)); diff != "" {
				t.Error(diff)
			}
			if r.ContentLength != int64(len(tt.body)) {
				t.Errorf("length %d", r.ContentLength)
			}
		})
	}
}

// What is not there, and what is empty.
func TestProtocolRequestsOfNothing(t *testing.T) {
	empty := &record{Tags: []string{}, Flat: []string{}, Labels: map[string]string{}, Token: new("")}
	tests := []struct{ protocol, none, empty string }{
		{"restJson1", "", `{"tags":[],"flat":[],"labels":{},"token":""}`},
		{"restXml", "", `<Record><tags></tags><labels></labels><token></token></Record>`},
		{"awsJson1_0", "{}", `{"tags":[],"flat":[],"labels":{},"token":""}`},
		{"awsQuery", "Action=Ping&Version=2026-01-01", "Action=Do&Version=2026-01-01&tags=&Hi=&token="},
		{"ec2Query", "Action=Ping&Version=2026-01-01", "Action=Do&Version=2026-01-01&Token="},
		{"rpcv2Json", "", `{"tags":[],"flat":[],"labels":{},"token":""}`},
	}
	for _, tt := range tests {
		t.Run(tt.protocol, func(t *testing.T) {
			r, err := protocols[tt.protocol].NewRequest(context.Background(), testEndpoint, &pingOperation, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := bodyOf(t, r.Body); got != tt.none || (got == "") != (r.Header.Get("Content-Type") == "") {
				t.Errorf("no input: %q with %v", got, r.Header)
			}
			r, err = protocols[tt.protocol].NewRequest(context.Background(), testEndpoint, &recordOperation, empty)
			if err != nil {
				t.Fatal(err)
			}
			if got := bodyOf(t, r.Body); got != tt.empty {
				t.Errorf("empty input:\n got %s\nwant %s", got, tt.empty)
			}
		})
	}
}

func TestProtocolRequestErrors(t *testing.T) {
	deep := &record{}
	for range MaxDepth + 1 {
		deep = &record{Child: deep}
	}
	for name, p := range protocols {
		if _, err := p.NewRequest(context.Background(), testEndpoint, &recordOperation, deep); !errors.Is(err, errTooDeep) || !strings.HasPrefix(err.Error(), "Do: ") {
			t.Errorf("%s, too deep: %v", name, err)
		}
		if _, err := p.NewRequest(context.Background(), testEndpoint, &recordOperation, (*record)(nil)); !errors.Is(err, errNilInput) {
			t.Errorf("%s, nil: %v", name, err)
		}
	}
	for _, p := range []protocol{AWSQuery, EC2Query} {
		in := &payload[Value]{Body: NullValue()}
		if _, err := p.NewRequest(context.Background(), testEndpoint, &recordOperation, in); !errors.Is(err, errQueryDocument) {
			t.Errorf("document: %v", err)
		}
	}
}

const rpcHeader = "Smithy-Protocol"

func TestProtocolResponses(t *testing.T) {
	want := fullRecord()
	json := `{"name":"a b&ü","when":"2015-01-25T08:00:00Z","score":"NaN","big":1.50,"tags":["x","y"],"flat":["z"],` +
		`"labels":{"k1":"v","k2":""},"child":{"name":"c","token":"kept"},"newer":[1]}`
	fields := `<title>a b&amp;ü</title><when>2015-01-25T08:00:00Z</when><score>NaN</score><big>1.50</big><tags><item>x</item><item>y</item></tags><Hi>z</Hi>` +
		`<labels><entry><key>k1</key><value>v</value></entry><entry><key>k2</key><value/></entry></labels><child><title>c</title><token>kept</token></child><newer/>`
	tests := []struct{ protocol, body string }{
		{"restJson1", json},
		{"restXml", "<?xml version=\"1.0\"?>\n<Whatever xmlns=\"urn:x\">" + fields + "</Whatever>"},
		{"awsJson1_0", json},
		{"awsJson1_1", json},
		{"awsQuery", "<DoResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata><DoResult>" + fields + "</DoResult></DoResponse>"},
		{"ec2Query", "<DoResponse><requestId>r</requestId>" + fields + "</DoResponse>"},
		{"rpcv2Json", strings.NewReplacer(`"2015-01-25T08:00:00Z"`, "1422172800", "1.50", `"1.50"`).Replace(json)},
	}
	for _, tt := range tests {
		t.Run(tt.protocol, func(t *testing.T) {
			var out record
			resp, body := reply(200, tt.body, rpcHeader, "rpc-v2-json")
			if err := protocols[tt.protocol].ParseResponse(resp, &recordOperation, &out); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, &out, equal); diff != "" {
				t.Error(diff)
			}
			if !body.closed {
				t.Error("the body was not closed")
			}
		})
	}
}

func TestProtocolResponsesWithoutMembers(t *testing.T) {
	bodies := map[string][]string{
		"restXml": {"<DoOutput/>"}, "ec2Query": {"<DoResponse><requestId>r</requestId></DoResponse>"},
		"awsQuery": {"<DoResponse/>", "<DoResponse><DoResult/></DoResponse>", "<DoResponse><ResponseMetadata/></DoResponse>"},
	}
	for name, p := range protocols {
		own := bodies[name]
		if own == nil {
			own = []string{"{}", "null"}
		}
		for _, body := range append(own, "", " ") {
			var out record
			resp, _ := reply(200, body, rpcHeader, "rpc-v2-json")
			if err := p.ParseResponse(resp, &recordOperation, &out); err != nil {
				t.Errorf("%s, %q: %v", name, body, err)
			}
			if diff := cmp.Diff(record{}, out); diff != "" {
				t.Errorf("%s, %q: %s", name, body, diff)
			}
		}
	}
}

func TestProtocolResponsesMalformed(t *testing.T) {
	tests := []struct{ protocol, body, want string }{
		{"awsJson1_1", `{"child":{"name":3}}`, "decoding Record.child.name: at byte 17: expected a string, found a number"},
		{"restXml", "<html><body/></html>", "decoding Record: at byte 0: expected an output, found an HTML page"},
		{"restXml", "<Record><score>x</score></Record>", `decoding Record.score: at byte 15: expected a number, found "x"`},
		{"ec2Query", "<html><body/></html>", "decoding Record: at byte 0: expected an output, found an HTML page"},
		{"awsQuery", "<html><body/></html>", `decoding Record: at byte 0: expected an output, found an HTML page`},
		{"awsQuery", "<DoResponse><DoResult><when>x</when></DoResult></DoResponse>", "decoding Record.when: at byte 28: not a timestamp: expected epoch seconds, a date-time or an http-date"},
		{"rpcv2Json", `[]`, "decoding Record: at byte 0: expected an object, found an array"},
	}
	for _, tt := range tests {
		resp, _ := reply(200, tt.body, rpcHeader, "rpc-v2-json")
		err := protocols[tt.protocol].ParseResponse(resp, &recordOperation, new(record))
		if e, ok := errors.AsType[*DecodeError](err); !ok || err.Error() != tt.want || string(e.Body) != tt.body {
			t.Errorf("%s:\n got %v\nwant %s", tt.protocol, err, tt.want)
		}
	}
	for name, truncated := range map[string]string{"restXml": "<Record><title>", "ec2Query": "<DoResponse>", "awsQuery": "<DoResponse><DoResult></DoResult>", "awsJson1_0": "{"} {
		resp, _ := reply(200, truncated)
		err := protocols[name].ParseResponse(resp, &recordOperation, new(record))
		if e, ok := errors.AsType[*DecodeError](err); !ok || e.Offset != int64(len(truncated)) {
			t.Errorf("%s, truncated: %v", name, err)
		}
	}
}

// Every protocol's error, known and unknown, where that protocol puts it.
func TestProtocolErrors(t *testing.T) {
	json := `{"__type":"test#MissingException","message":"gone","Resource":"r"}`
	xml := "<Type>Sender</Type><Code>MissingException</Code><Message>gone</Message><Resource>r</Resource>"
	bodies := map[string]string{
		"restJson1": json, "awsJson1_0": json, "awsJson1_1": json, "rpcv2Json": json,
		"restXml":  "<ErrorResponse><Error>" + xml + "</Error><RequestId>q</RequestId></ErrorResponse>",
		"awsQuery": "<ErrorResponse xmlns=\"urn:x\"><Error>" + xml + "</Error><RequestId>q</RequestId></ErrorResponse>",
		"ec2Query": "<Response><Errors><Error>" + xml + "</Error></Errors><RequestID>q</RequestID></Response>",
	}
	for name, p := range protocols {
		id := "q"
		if strings.HasPrefix(bodies[name], "{") {
			id = ""
		}
		resp, _ := reply(404, bodies[name], rpcHeader, "rpc-v2-json")
		want := error(&missing{Message: new("gone"), Resource: new("r"), ErrorInfo: ErrorInfo{Status: 404, RequestID: id}})
		if diff := cmp.Diff(want, p.ParseResponse(resp, &recordOperation, new(record)), equal); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		newer := strings.Replace(bodies[name], "MissingException", "NewException", 1)
		resp, _ = reply(418, newer, rpcHeader, "rpc-v2-json", "x-amzn-requestid", "h", "Content-Type", "text/x")
		e, ok := p.ParseResponse(resp, &recordOperation, new(record)).(*otherError)
		if !ok {
			t.Errorf("%s: no unknown error", name)
			continue
		}
		unknown := UnknownError{Code: "NewException", Message: "gone", Status: 418, RequestID: "h", ContentType: "text/x", Body: []byte(newer)}
		if diff := cmp.Diff(unknown, e.UnknownError); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		resp, _ = reply(502, "<html><body>Bad Gateway</body></html>", rpcHeader, "rpc-v2-json")
		if e, ok := p.ParseResponse(resp, &recordOperation, new(record)).(*otherError); !ok || e.Code != "" || e.Status != 502 || len(e.Body) == 0 {
			t.Errorf("%s: a proxy's page is %v", name, e)
		}
	}
}

// Only protocols that say so look at the header, and RPC v2 wants its own.
func TestProtocolErrorHeaders(t *testing.T) {
	for name, p := range protocols {
		resp, _ := reply(404, "", "X-Amzn-Errortype", "MissingException", rpcHeader, "rpc-v2-json")
		err := p.ParseResponse(resp, &recordOperation, new(record))
		if _, got := errors.AsType[*missing](err); got != (strings.Contains(strings.ToLower(name), "json1")) && name != "restXml" {
			t.Errorf("%s: %v", name, err)
		}
	}
	resp, _ := reply(404, `{"__type":"MissingException"}`)
	if e, ok := RPCV2JSON.ParseResponse(resp, &recordOperation, nil).(*otherError); !ok || e.Code != "" || len(e.Body) == 0 {
		t.Errorf("without the protocol's header: %v", e)
	}
	resp, _ = reply(200, `{}`, rpcHeader, "rpc-v2-cbor")
	if err := RPCV2JSON.ParseResponse(resp, &recordOperation, nil); !errors.Is(err, errNotRPCv2) {
		t.Errorf("of another protocol: %v", err)
	}
	resp, _ = reply(201, `{}`, rpcHeader, "rpc-v2-json")
	if _, ok := RPCV2JSON.ParseResponse(resp, &recordOperation, nil).(*otherError); !ok {
		t.Error("201 is no success")
	}
}

func TestQueryCompatibleErrors(t *testing.T) {
	service := testService
	service.Flags = QueryCompatible
	op := recordOperation
	op.Service = &service
	for _, p := range []protocol{AWSJSON10, RPCV2JSON} {
		r, err := p.NewRequest(context.Background(), testEndpoint, &op, new(record))
		if err != nil || r.Header.Get("X-Amzn-Query-Mode") != "true" {
			t.Errorf("request: %v, %v", r, err)
		}
		body := `{"__type":"test#MissingException","message":"Hi"}`
		resp, _ := reply(400, body, "x-amzn-query-error", "Customized;Sender", rpcHeader, "rpc-v2-json")
		typed, ok := errors.AsType[*missing](p.ParseResponse(resp, &op, nil))
		if !ok || typed.ErrorCode() != "Customized" || typed.ErrorMessage() != "Hi" {
			t.Errorf("typed: %v", typed)
		}
		resp, _ = reply(400, body, rpcHeader, "rpc-v2-json")
		if typed, ok := errors.AsType[*missing](p.ParseResponse(resp, &op, nil)); !ok || typed.ErrorCode() != "MissingException" {
			t.Errorf("without the header: %v", typed)
		}
		resp, _ = reply(400, `{"__type":"Newer"}`, "x-amzn-query-error", "Older.Code;Sender", rpcHeader, "rpc-v2-json")
		if e, ok := p.ParseResponse(resp, &op, nil).(*otherError); !ok || e.Code != "Older.Code" {
			t.Errorf("unknown: %v", e)
		}
	}
}

// S3 answers GetBucketLocation with the member as the root, and HeadObject
// without a body.
func TestRestXMLOddities(t *testing.T) {
	op := recordOperation
	op.Flags |= UnwrappedXML
	resp, _ := reply(200, `<?xml version="1.0"?><LocationConstraint xmlns="urn:x">us-west-2</LocationConstraint>`)
	var out record
	if err := RestXML.ParseResponse(resp, &op, &out); err != nil || *out.Name != "us-west-2" {
		t.Errorf("got %v, %v", out.Name, err)
	}
	resp, _ = reply(400, "<Error><Code>Service.Busy</Code><Count>3</Count><RequestId>q</RequestId></Error>")
	if e, ok := errors.AsType[*busy](RestXML.ParseResponse(resp, &op, &out)); !ok || *e.Count != 3 || e.RequestID != "q" {
		t.Errorf("without wrapping: %v", e)
	}
	resp, _ = reply(404, "", "X-Amz-Request-Id", "r")
	op.Method = http.MethodHead
	if e, ok := errors.AsType[*missing](RestXML.ParseResponse(resp, &op, &out)); !ok || e.RequestID != "r" {
		t.Errorf("without a body: %v", e)
	}
}

// A region is an output of one member.
type region struct{ LocationConstraint *string }

func (v *region) ToValue() Value { return ToValue(&regionSchema, v) }

var regionSchema = Schema{ID: "test#Region", Kind: Structure, Type: (*region)(nil), Members: []Member{{Name: "LocationConstraint", Target: &StringSchema}}}

// The older form of S3's model does not say that the member is the root.
func TestRestXMLRootMember(t *testing.T) {
	op := OperationSchema{Name: "Find", Service: &testService, Output: &regionSchema, Response: []ResponsePart{ReadBody}}
	for _, flags := range []OperationFlags{0, UnwrappedXML} {
		op.Flags = flags
		for body, want := range map[string]string{
			`<LocationConstraint xmlns="urn:x">eu-west-1</LocationConstraint>`: `Region{LocationConstraint: "eu-west-1"}`,
			`<x:LocationConstraint xmlns:x="urn:x"/>`:                          `Region{LocationConstraint: ""}`,
			`<html>login</html>`:               "decoding Region: at byte 0: expected an output, found an HTML page",
			`<Error><Code>Gone</Code></Error>`: "Gone",
		} {
			resp, _ := reply(200, body)
			var out region
			err := RestXML.ParseResponse(resp, &op, &out)
			got := Redacted(&out)
			if e, ok := errors.AsType[*UnknownError](err); ok {
				got = e.Code
			} else if err != nil {
				got = err.Error()
			}
			if got != want {
				t.Errorf("%s: got %s, want %s", body, got, want)
			}
		}
	}
	op.Flags = 0
	resp, _ := reply(200, `<Region><LocationConstraint>eu-west-1</LocationConstraint></Region>`)
	var out region
	if err := RestXML.ParseResponse(resp, &op, &out); err != nil || *out.LocationConstraint != "eu-west-1" {
		t.Errorf("got %v, %v", out, err)
	}
}

func TestRestXMLPayload(t *testing.T) {
	tests := []struct {
		in   Shape
		body string
	}{
		{&payload[*everything]{}, ""},
		{&payload[choice]{}, ""},
		{&payload[choice]{Body: &choiceText{"x<"}}, "<Choice><text>x&lt;</text></Choice>"},
		{&payload[[]byte]{Body: []byte("<raw")}, "<raw"},
	}
	for _, tt := range tests {
		r, err := RestXML.NewRequest(context.Background(), testEndpoint, &putOperation, tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := bodyOf(t, r.Body); got != tt.body || (got == "") != (r.Header.Get("Content-Type") == "") {
			t.Errorf("got %q with %v", got, r.Header)
		}
	}
	var out payload[choice]
	resp, _ := reply(200, "<Choice><number>4</number></Choice>")
	if err := RestXML.ParseResponse(resp, &putOperation, &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(choice(&choiceNumber{4}), out.Body); diff != "" {
		t.Error(diff)
	}
	resp, _ = reply(200, "<Choice><number>x</number></Choice>")
	err := RestXML.ParseResponse(resp, &putOperation, &out)
	if want := `decoding Union.Body.number: at byte 16: expected an integer, found "x"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestRPCV2CBOR(t *testing.T) {
	withTestToken(t)
	r, err := RPCV2CBOR.NewRequest(context.Background(), testEndpoint, &recordOperation, &record{Name: new("n")})
	if err != nil {
		t.Fatal(err)
	}
	want := "\xbf\x64name\x61n\x65token\x67token-1\xff"
	if got := bodyOf(t, r.Body); got != want || r.URL.Path != "/service/Service_20260101/operation/Do" {
		t.Errorf("got %q to %s", got, r.URL)
	}
	header := http.Header{"Content-Type": {"application/cbor"}, "Accept": {"application/cbor"}, rpcHeader: {"rpc-v2-cbor"}}
	if diff := cmp.Diff(header, r.Header); diff != "" {
		t.Error(diff)
	}
	r, err = RPCV2CBOR.NewRequest(context.Background(), testEndpoint, &pingOperation, nil)
	if err != nil || r.Body != nil && bodyOf(t, r.Body) != "" || r.Header.Get("Content-Type") != "" {
		t.Errorf("without input: %v, %v", r, err)
	}
	var out record
	resp, _ := reply(200, want, rpcHeader, "rpc-v2-cbor")
	if err := RPCV2CBOR.ParseResponse(resp, &recordOperation, &out); err != nil || *out.Name != "n" {
		t.Errorf("got %v, %v", out, err)
	}
	body := "\xa2\x66__type\x75test#MissingException\x67Message\x64gone"
	resp, _ = reply(400, body, rpcHeader, "rpc-v2-cbor", "X-Amzn-Errortype", "BusyException")
	if e, ok := errors.AsType[*missing](RPCV2CBOR.ParseResponse(resp, &recordOperation, nil)); !ok || e.ErrorMessage() != "gone" {
		t.Errorf("got %v", e)
	}
}

// An output without members may be said in words, but not by a page.
func TestNothingButWords(t *testing.T) {
	for body, read := range map[string]bool{"": true, " {} ": true, "success": true, `"success"`: true, "<html></html>": false, " <!DOCTYPE html>": false, "{": false, "{}x": false} {
		resp, _ := reply(200, body)
		if err := AWSJSON11.ParseResponse(resp, &OperationSchema{Name: "Do", Service: &testService, Output: &UnitSchema}, new(Unit)); (err == nil) != read {
			t.Errorf("%s: %v", body, err)
		}
	}
}
