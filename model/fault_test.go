package model

import "testing"

// An error says whose fault it is, and comes with a status of errors.
func TestErrorTraits(t *testing.T) {
	text := func(traits string) []byte {
		return []byte(`{"smithy":"2.0","shapes":{"x#E":{"type":"structure","traits":{` + traits + `}}}}`)
	}
	tests := []struct{ traits, want string }{
		{`"smithy.api#error":"client","smithy.api#httpError":404`, ""},
		{`"smithy.api#error":"banana"`, `m.json:1:27: x#E is an error of fault "banana"; the fault is "client" or "server"`},
		{`"smithy.api#error":"server","smithy.api#httpError":99999`, "m.json:1:27: x#E is an error with HTTP status 99999; an error has a status from 300 to 599"},
	}
	for _, test := range tests {
		got := ""
		if _, err := Load("m.json", text(test.traits)); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.traits, got, test.want)
		}
	}
}
