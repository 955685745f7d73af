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

func FuzzErrorFromXML(f *testing.F) {
	f.Add("", "<ErrorResponse><Error><Code>MissingException</Code><Message>gone</Message><Choice><text>x</text></Choice></Error><RequestId>r</RequestId></ErrorResponse>")
	f.Add("BusyException", "<Error><Count>")
	f.Add("::#", "<Response><Errors><Error/><Error/></Errors></Response>")
	f.Add("", "<html>&nbsp;")
	f.Fuzz(func(t *testing.T, code, body string) {
		err, failed := ErrorFromXML(&findOperation, code, []byte(body))
		checkFuzzedError(t, err, failed, body)
	})
}
