package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestErrorFromXMLIdentity(t *testing.T) {
	for _, code := range append(spell("MissingException"), "missingexception") {
		for _, body := range []string{
			"<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>gone</Message></Error></ErrorResponse>",
			"<ErrorResponse><RequestId>r</RequestId><Error><message>gone</message><Code>" + code + "</Code></Error></ErrorResponse>",
			"<Response><Errors><Error><Code>" + code + "</Code><Message>gone</Message></Error></Errors></Response>",
			"<Error xmlns='urn:x'><Code>" + code + "</Code><Message>gone</Message></Error>",
			"<?xml version='1.0'?>\n<!-- c --><x:Error xmlns:x='urn:x'><x:Code>" + code + "</x:Code><x:Message>gone</x:Message></x:Error>",
		} {
			checkMissingXML(t, "", body)
		}
		checkMissingXML(t, code, "<ErrorResponse><Error><Code>BusyException</Code><Message>gone</Message></Error></ErrorResponse>")
		checkMissingXML(t, code, "<MissingException><MESSAGE>gone</MESSAGE></MissingException>")
	}
}

func checkMissingXML(t *testing.T, code, body string) {
	t.Helper()
	err, failed := ErrorFromXML(&findOperation, code, []byte(body))
	if failed != nil {
		t.Fatalf("ErrorFromXML(%q, %s): %v", code, body, failed)
	}
	if v, ok := errors.AsType[*missing](err); !ok || v.ErrorMessage() != "gone" {
		t.Errorf("ErrorFromXML(%q, %s) = %T %v", code, body, err, err)
	}
}

func TestErrorFromXML(t *testing.T) {
	unknown := func(code, message, body string) APIError {
		return &otherError{UnknownError{Code: code, Message: message, Body: []byte(body)}}
	}
	cut := "<ErrorResponse><Error><Code>NewException</Code><Message>m</Message><X"
	tests := []struct {
		name, code, body string
		want             APIError
	}{
		{"empty", "MissingException", "", &missing{}},
		{"null", "MissingException", "null", &missing{}},
		{"no members", "MissingException", "<Error/>", &missing{}},
		{"by code", "", "<Error><Code>Service.Busy</Code><Count> 3 </Count></Error>", &busy{Count: new(int32(3))}},
		{"union", "", "<Error><Code>MissingException</Code><Choice><newer><a>1</a></newer></Choice></Error>",
			&missing{Choice: &choiceUnknown{UnknownMember{"newer", MapValue(nil, Field{"a", StringValue(nil, "1")})}}}},
		{"unknown", "", "<Error><Code>x#New</Code><Message>m</Message></Error>", unknown("New", "m", "<Error><Code>x#New</Code><Message>m</Message></Error>")},
		{"unknown and cut off", "", cut, unknown("NewException", "m", cut)},
		{"unknown and nothing", "", "", unknown("", "", "")},
		{"HTML", "", "<html><p>502<br></html>", unknown("", "", "<html><p>502<br></html>")},
		{"HTML that is XML", "", "<html><Code>x</Code></html>", unknown("x", "", "<html><Code>x</Code></html>")},
		{"JSON", "", `{"code":"x"}`, unknown("", "", `{"code":"x"}`)},
		{"HTML under an unknown code", "New", "<html>", unknown("New", "", "<html>")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err, failed := ErrorFromXML(&findOperation, tt.code, []byte(tt.body))
			if failed != nil {
				t.Fatal(failed)
			}
			if e, ok := err.(*otherError); ok && len(e.Body) == 0 {
				e.Body = []byte{}
			}
			if diff := cmp.Diff(tt.want, err, equal); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestErrorFromXMLMalformed(t *testing.T) {
	tests := []struct{ name, code, body, path, cause string }{
		{"HTML", "MissingException", "<html><body/></html>", "", "expected an error, found an HTML page"},
		{"JSON", "MissingException", "{}", "", ""},
		{"truncated", "", "<Error><Code>MissingException</Code><Message>go", "", ""},
		{"wrong type", "BusyException", "<Error><Count>many</Count></Error>", "Count", `expected an integer, found "many"`},
		{"structure for a string", "MissingException", "<Error><Resource><a/></Resource></Error>", "Resource", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			apiErr, err := ErrorFromXML(&findOperation, tt.code, []byte(tt.body))
			e, ok := errors.AsType[*DecodeError](err)
			if !ok || apiErr != nil {
				t.Fatalf("got %v and %v", apiErr, err)
			}
			if !strings.HasSuffix(e.Shape, "Exception") || e.Path != tt.path || string(e.Body) != tt.body || !strings.Contains(e.Err.Error(), tt.cause) {
				t.Errorf("got %#v: %v", e, e)
			}
		})
	}
}

// checkNoted holds a structure that was read from the places noted on the way to its
// end against one that was looked for.
func checkNoted(t *testing.T, body string, s *Schema, noted, sought Shape) {
	t.Helper()
	read := func(v Shape, from int) *DecodeError {
		b := xmlErrors{}.open([]byte(body)).(*xmlErrorBody)
		defer b.free()
		b.read()
		b.n += from
		return b.decodeMembers(s, refTo(v))
	}
	got, want := read(noted, 0), read(sought, len(xmlErrorBody{}.members)+1)
	if (got == nil) != (want == nil) || got != nil && got.Error() != want.Error() {
		t.Fatalf("%s: %v, but %v", body, got, want)
	}
	if diff := cmp.Diff(sought, noted, equal); diff != "" {
		t.Fatalf("%s:\n%s", body, diff)
	}
}

func TestErrorFromXMLNoted(t *testing.T) {
	for _, body := range []string{
		`<x lang="&lt;" xsi:type='T'><ns:bare/><tags>1</tags><tags/><chunk id="i"><tags>2</tags></chunk><gaps xsi:nil="true"/></x>`,
		`<x><tags>1</tags><other><tags>0</tags></other><chunk><tags>2</tags><tags>3</tags></chunk><tags>4</tags><title>t</title><title>u</title></x>`,
		`<x><kvp><k>a</k><v>b</v></kvp><kvp><v>d</v><k>c</k></kvp><index><entry><v id="1"/><k>c</k></entry></index><holes><e><key>d</key></e></holes></x>`,
		`<x><choice><new><a>1</a><a>2</a><b/></new></choice><at>1.5</at><matrix><m>1</m></matrix><groups/></x>`,
		`<x><title>t</title><title xsi:nil="true"/><part id="p"><tags>1</tags></part><items><item>1</item></items></x>`,
		`<x xsi:nil="true"><title>t</title></x>`,
		`<ErrorResponse><Error lang="l"><title>t</title><Code>c</Code></Error><Error><title>u</title></Error></ErrorResponse>`,
		`<Response><title>t</title></Response>`,
		`<x/>`,
		`<Error><Type>a</Type><Code>b</Code><Other>c</Other><Detail/><Message>d</Message></Error>`,
		`<Error><Message> d </Message><title>t</title><part>p</part></Error>`,
		`<Error lang="l"><title>t</title></Error>`,
		`<html><title>t</title></html>`,
		`<x><at>never</at></x>`,
		`<x><part><tags><a/></tags></part></x>`,
		`<x><title>&nbsp;</title></x>`,
		`<x><title>t</title>`,
	} {
		checkNoted(t, body, &xmlThingSchema, new(xmlThing), new(xmlThing))
		checkNoted(t, body, &missingSchema, new(missing), new(missing))
	}
}

// More elements than are noted are looked for.
func TestErrorFromXMLMany(t *testing.T) {
	for n := range 40 {
		body := "<Error>" + strings.Repeat("<tags>1</tags>", n) + "<title>t</title><Code>c</Code></Error>"
		v := new(xmlThing)
		b := xmlErrors{}.open([]byte(body)).(*xmlErrorBody)
		b.read()
		if err := b.decodeMembers(&xmlThingSchema, refTo(v)); err != nil || len(v.Tags) != n || *v.Title != "t" {
			t.Errorf("of %d: %v, %v", n, v.Tags, err)
		}
	}
}

func FuzzErrorFromXML(f *testing.F) {
	f.Add("", "<ErrorResponse><Error><Code>MissingException</Code><Message>gone</Message><Choice><text>x</text></Choice></Error><RequestId>r</RequestId></ErrorResponse>")
	f.Add("BusyException", "<Error><Count>")
	f.Add("::#", "<Response><Errors><Error/><Error/></Errors></Response>")
	f.Add("", "<html>&nbsp;")
	f.Fuzz(func(t *testing.T, code, body string) {
		err, failed := ErrorFromXML(&findOperation, code, []byte(body))
		checkFuzzedError(t, err, failed, body)
		checkNoted(t, body, &missingSchema, new(missing), new(missing))
		checkNoted(t, body, &xmlThingSchema, new(xmlThing), new(xmlThing))
	})
}
