package wire

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// checkPlain holds what plain reads against what the walk makes of the same, and
// reports whether plain has read it.
func checkPlain(t *testing.T, f jsonErrors, r errorReply) bool {
	t.Helper()
	s, got := f.plain(&findOperation, r.code, r.body)
	if got == nil || r.complete(s, got, r.message) != nil {
		return false
	}
	b := f.open(r.body)
	defer b.free()
	want, err := r.read(&findOperation, b)
	if diff := cmp.Diff(want, APIError(got), equal); err != nil || diff != "" {
		t.Errorf("%q: %s %v\n%s", r.code, r.body, err, diff)
	}
	return true
}

func TestPlainErrors(t *testing.T) {
	tests := []struct {
		code, body string
		bodyOnly   bool
		plain      bool
	}{
		{"", `{"__type":"test#MissingException","Message":"gone"}`, false, true},
		{"", ` { "__type": "MissingException:http://x" , "message" : "g\u006fne" , "Resource" : "r" } `, false, true},
		{"", `{"__type":"MissingException","Resource":"r","Message":"gone","Message":"again"}`, false, true},
		{"", `{"__type":"MissingException","newer":{"a":[1]},"Message":"gone"}`, false, true},
		{"", `{"__type":"MissingException"}`, false, true},
		{"", `{"__type":"MissingException","__type":"BusyException","Message":"gone"}`, false, true},
		{"", "{\"__type\":\"MissingException\",\"Message\":\"\xff\"}", false, true},
		{"MissingException", `{"Message":"gone"}`, true, true},
		{"MissingException", `{"__type":"BusyException","Message":"gone"}`, true, true},
		{"MissingException", `{}`, true, true},
		{"", `{"Message":"gone","__type":"MissingException"}`, false, false},
		{"", `{"__type":"MissingException","RequestId":"r"}`, false, false},
		{"", `{"__type":"MissingException","Message":null}`, false, false},
		{"", `{"__type":"MissingException","Choice":{"text":"x"}}`, false, false},
		{"", `{"__type":"BusyException","Count":2}`, false, false},
		{"", `{"__type":"NewException","Message":"m"}`, false, false},
		{"", `{"__type":7}`, false, false},
		{"MissingException", `{"RetryAfter":"1"}`, true, false},
		{"MissingException", `{"Message":"gone"`, true, false},
		{"MissingException", `{"Message":"gone"}}`, true, false},
		{"MissingException", `{"Message":"gone",}`, true, false},
		{"MissingException", `{"newer":}`, true, false},
		{"MissingException", `[]`, true, false},
		{"MissingException", ``, true, false},
		{"MissingException", `null`, true, false},
	}
	for _, tt := range tests {
		r := errorReply{code: tt.code, message: "header", status: 404, requestID: "r", hostID: "h", body: []byte(tt.body)}
		if tt.bodyOnly {
			r.header = http.Header{"Retry-After": {"30"}}
		}
		if plain := checkPlain(t, jsonErrors{bodyOnly: tt.bodyOnly}, r); plain != tt.plain {
			t.Errorf("%q: %s: plain is %v", tt.code, tt.body, plain)
		}
	}
}

// Two errors of one name are told apart by their namespaces, wherever the type stands and
// whatever else is in the body.
func TestErrorsOfOneName(t *testing.T) {
	first := &Schema{ID: "test#Gone", Error: &ErrorTraits{}}
	second := &Schema{ID: "other#Gone", Error: &ErrorTraits{}}
	for spelled, want := range map[string]*Schema{
		"other#Gone": second, "other#Gone:http://x": second, "test#Gone": first, "test#Gone:": first,
		"Gone": first, "newer#Gone": first, "other#gone": first, "Gone:other#Gone": first, "other#": nil, "": nil,
	} {
		if got := errorFor([]*Schema{first, second}, spelled, false); got != want {
			t.Errorf("%q: got %v", spelled, got)
		}
	}
}
