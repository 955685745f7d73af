package wire

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// spell returns the spellings of an error's code that services use.
func spell(name string) []string {
	return []string{
		name, "test#" + name, "another.namespace#" + name, name + ":http://internal.example/coral/",
		"test#" + name + ":http://internal.example/a#b/", " " + name + " ",
	}
}

func TestErrorFromJSONIdentity(t *testing.T) {
	for _, code := range append(spell("MissingException"), "missingexception") {
		for _, body := range []string{
			`{"__type":"` + code + `","Message":"gone"}`,
			`{"Message":"gone","code":"` + code + `"}`,
			`{"message":"gone","Code":"` + code + `"}`,
			`{"code":"BusyException","message":"gone","__type":"` + code + `"}`,
			`{"code":404,"__type":"` + code + `","Message":"gone","details":[{"__type":"BusyException"}]}`,
		} {
			checkMissing(t, "", body)
		}
		checkMissing(t, code, `{"Message":"gone"}`)
		checkMissing(t, code, `{"message":"gone","__type":"BusyException"}`)
		checkMissing(t, code, `{"MESSAGE":"gone","code":7,"unknown":{"deep":[1]}}`)
	}
}

func checkMissing(t *testing.T, code, body string) {
	t.Helper()
	err, failed := ErrorFromJSON(&findOperation, code, []byte(body))
	if failed != nil {
		t.Fatalf("ErrorFromJSON(%q, %s): %v", code, body, failed)
	}
	v, ok := errors.AsType[*missing](err)
	if !ok {
		t.Fatalf("ErrorFromJSON(%q, %s) = %T %v", code, body, err, err)
	}
	if v.ErrorCode() != "MissingException" || v.ErrorMessage() != "gone" {
		t.Errorf("ErrorFromJSON(%q, %s): code %q, message %q", code, body, v.ErrorCode(), v.ErrorMessage())
	}
}

// Of duplicates the last one counts, unless a body begins with its type: that is read no
// further.
func TestErrorHeadDuplicates(t *testing.T) {
	v, err := ErrorFromJSON(&findOperation, "", []byte(`{"message":"one","__type":"First","__type":"Second","message":"two","message":""}`))
	if e, ok := v.(*otherError); !ok || e.Code != "Second" || e.Message != "two" {
		t.Errorf("got %#v, %v", v, err)
	}
	v, err = ErrorFromCBOR(&findOperation, "", []byte("\xa3\x66__type\x65First\x66__type\xd9\x12\x34\x66Second\x67message\xc6\x63two"))
	if e, ok := v.(*otherError); !ok || e.Code != "Second" || e.Message != "two" {
		t.Errorf("got %#v, %v", v, err)
	}
}

func TestErrorFromJSONTyped(t *testing.T) {
	tests := []struct {
		name, code, body string
		want             APIError
	}{
		{"empty", "MissingException", "", &missing{}},
		{"blank", "MissingException", " \n", &missing{}},
		{"null", "MissingException", "null", &missing{}},
		{"no members", "MissingException", "{}", &missing{}},
		{"null members", "MissingException", `{"Message":null,"Choice":null}`, &missing{}},
		{"members", "MissingException", `{"Resource":"r","Choice":{"text":"x"}}`, &missing{Resource: new("r"), Choice: &choiceText{"x"}}},
		{"unknown union member", "MissingException", `{"Choice":{"newer":{"a":1}}}`,
			&missing{Choice: &choiceUnknown{UnknownMember{"newer", MapValue(nil, Field{"a", IntValue(nil, 1)})}}}},
		{"by the code of a query protocol", "Service.Busy", `{"Count":3}`, &busy{Count: new(int32(3))}},
		{"by name in spite of such a code", "BusyException", `{"Count":3}`, &busy{Count: new(int32(3))}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err, failed := ErrorFromJSON(&findOperation, tt.code, []byte(tt.body))
			if failed != nil {
				t.Fatal(failed)
			}
			if diff := cmp.Diff(tt.want, err, equal); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestErrorFromJSONMalformed(t *testing.T) {
	tests := []struct {
		name, body string
		path       string
		offset     int64
		cause      string
	}{
		{"HTML", "<html>502</html>", "", 0, "expected an object, found '<'"},
		{"truncated", `{"Message":"gone`, "Message", 16, "unterminated string"},
		{"wrong type", `{"Message":["gone"]}`, "Message", 11, "expected a string, found an array"},
		{"wrong type inside", `{"Choice":{"number":"x"}}`, "Choice.number", 20, "expected a number, found a string"},
		{"not an object", `"gone"`, "", 0, "expected an object, found a string"},
		{"two values", `{} {}`, "", 3, "unexpected data after the value, starting with an object"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			apiErr, err := ErrorFromJSON(&findOperation, "MissingException", []byte(tt.body))
			e, ok := errors.AsType[*DecodeError](err)
			if !ok || apiErr != nil {
				t.Fatalf("got %v and %v", apiErr, err)
			}
			if e.Shape != "MissingException" || e.Path != tt.path || e.Offset != tt.offset || string(e.Body) != tt.body {
				t.Errorf("got shape %q, path %q, offset %d, body %q", e.Shape, e.Path, e.Offset, e.Body)
			}
			if !strings.Contains(e.Err.Error(), tt.cause) {
				t.Errorf("cause %q, want %q", e.Err, tt.cause)
			}
		})
	}
}

func TestErrorFromJSONUnknown(t *testing.T) {
	long := `{"__type":"NewException","message":"m","pad":"` + strings.Repeat("x", MaxRawBody) + `"}`
	tests := []struct{ name, code, body, wantCode, wantMessage string }{
		{"code given", "x#NewException", `{"message":"m"}`, "NewException", "m"},
		{"code of the body", "", `{"__type":"x#NewException:http://y","Message":"m"}`, "NewException", "m"},
		{"another message", "", `{"code":"NewException","errorMessage":"m"}`, "NewException", "m"},
		{"message in no case we know", "", `{"code":"NewException","msg":"m"}`, "NewException", ""},
		{"cut off", "", `{"code":"NewException","message":"m","de`, "NewException", "m"},
		{"wrong types", "", `{"code":7,"__type":null,"message":{}}`, "", ""},
		{"empty", "", "", "", ""},
		{"null", "", "null", "", ""},
		{"HTML", "", "<html>502</html>", "", ""},
		{"HTML under a code", "NewException", "<html>502</html>", "NewException", ""},
		{"a list", "", `["code","NewException"]`, "", ""},
		{"long", "", long, "NewException", "m"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err, failed := ErrorFromJSON(&findOperation, tt.code, []byte(tt.body))
			if failed != nil {
				t.Fatal(failed)
			}
			e, ok := err.(*otherError)
			if !ok {
				t.Fatalf("got %T", err)
			}
			want := UnknownError{Code: tt.wantCode, Message: tt.wantMessage, Body: []byte(tt.body[:min(len(tt.body), MaxRawBody)])}
			if diff := cmp.Diff(want, e.UnknownError, cmp.Transformer("text", func(b []byte) string { return string(b) })); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestErrorOfAnotherOperation(t *testing.T) {
	err, failed := ErrorFromJSON(&findOperation, "", []byte(`{"__type":"ElsewhereException","message":"there"}`))
	if failed != nil {
		t.Fatal(failed)
	}
	if _, ok := err.(*otherError); !ok {
		t.Errorf("got %T, which the operation's union does not have", err)
	}
	typed, ok := errors.AsType[*elsewhere](err)
	if !ok || *typed.Message != "there" || err.ErrorMessage() != "there" || err.ErrorCode() != "ElsewhereException" {
		t.Errorf("got %v behind %v", typed, err)
	}
	err, failed = ErrorFromJSON(&findOperation, "ElsewhereException", []byte(`{"message":3}`))
	if e, ok := err.(*otherError); failed != nil || !ok || e.Err != nil || string(e.Body) != `{"message":3}` {
		t.Errorf("got %#v, %v", err, failed)
	}
}

func TestErrorWithoutPackageType(t *testing.T) {
	op := OperationSchema{Name: "Bare", Service: &ServiceSchema{}}
	err, failed := ErrorFromJSON(&op, "Odd", nil)
	if e, ok := err.(*UnknownError); failed != nil || !ok || e.Code != "Odd" {
		t.Errorf("got %#v, %v", err, failed)
	}
}

// A code and a name may contradict: the name wins where the protocol sends names.
func TestErrorCodeAgainstName(t *testing.T) {
	swapped := []*Schema{
		{ID: "test#A", Error: &ErrorTraits{Code: "B"}},
		{ID: "test#B", Error: &ErrorTraits{Code: "A"}},
	}
	if s := findError(swapped, "A", false); s != swapped[0] {
		t.Errorf("by name: %v", s.ID)
	}
	if s := findError(swapped, "A", true); s != swapped[1] {
		t.Errorf("by code: %v", s.ID)
	}
	if s := findError(swapped, "", true); s != nil {
		t.Errorf("without a code: %v", s.ID)
	}
}

func FuzzErrorFromJSON(f *testing.F) {
	f.Add("", `{"__type":"test#MissingException:http://x","Message":"gone","Choice":{"text":"x"}}`)
	f.Add("BusyException", `{"Count":`)
	f.Add("::#", `{"code":{"code":[[[]]]},"message":"\ud800"}`)
	f.Add("", "<html>")
	f.Fuzz(func(t *testing.T, code, body string) {
		err, failed := ErrorFromJSON(&findOperation, code, []byte(body))
		checkFuzzedError(t, err, failed, body)
		checkPlain(t, jsonErrors{}, errorReply{code: code, body: []byte(body)})
	})
}

// checkFuzzedError checks what holds for any body: an error or the reason why
// there is none, and nothing lost.
func checkFuzzedError(t *testing.T, err APIError, failed error, body string) {
	if (err == nil) == (failed == nil) {
		t.Fatalf("got %v and %v", err, failed)
	}
	raw := body[:min(len(body), MaxRawBody)]
	if failed != nil {
		e, ok := failed.(*DecodeError)
		if !ok || string(e.Body) != raw || e.Offset > int64(len(body)) || e.Err == nil {
			t.Fatalf("got %#v", failed)
		}
		return
	}
	_ = err.Error()
	if e, ok := err.(*otherError); ok && string(e.Body) != raw {
		t.Fatalf("the body is lost: %q", e.Body)
	}
}
