package connect_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// A structure is what every generated structure and error can do.
type structure interface {
	wire.Shape
	FromValue(wire.Value) error
	json.Marshaler
	json.Unmarshaler
}

func TestEveryStructure(t *testing.T) {
	tests := []struct {
		in         structure
		json, text string
	}{
		{&request{InstanceId: new("i")}, `{"InstanceId":"i"}`, `GetFederationTokenRequest{InstanceId: "i"}`},
		{full(), fullJSON, fullText},
		{&connect.Credentials{AccessToken: new("access-secret")}, `{"AccessToken":"access-secret"}`, credentialsText},
	}
	for _, m := range modeled {
		err, ok := m.with(new("no"), wire.ErrorInfo{}).(structure)
		if !ok {
			t.Fatalf("%s cannot do what structures can", m.code)
		}
		tests = append(tests, struct {
			in         structure
			json, text string
		}{err, `{"Message":"no"}`, m.code + `{Message: "no"}`})
	}
	for _, tt := range tests {
		t.Run(wire.SchemaOf(tt.in).Name(), func(t *testing.T) {
			for name, back := range map[string]func(to structure) error{
				"value": func(to structure) error { return to.FromValue(tt.in.ToValue()) },
				"JSON":  func(to structure) error { return to.UnmarshalJSON([]byte(tt.json)) },
			} {
				got := reflect.New(reflect.TypeOf(tt.in).Elem()).Interface().(structure)
				if err := back(got); err != nil {
					t.Errorf("%s: %v", name, err)
				} else if diff := cmp.Diff(tt.in, got); diff != "" {
					t.Errorf("%s: want -, got +:\n%s", name, diff)
				}
			}
			if out, err := tt.in.MarshalJSON(); err != nil || string(out) != tt.json {
				t.Errorf("JSON: got %s, %v, want %s", out, err, tt.json)
			}
			if got := wire.Redacted(tt.in); got != tt.text {
				t.Errorf("text: got %s, want %s", got, tt.text)
			}
		})
	}
}

// Any format reads and writes any structure.
func TestEncodeDecode(t *testing.T) {
	e := wire.NewJSONEncoder(nil)
	if err := wire.Encode(e, full()); err != nil || string(e.Bytes()) != fullJSON {
		t.Errorf("got %s, %v", e.Bytes(), err)
	}
	var out response
	if err := wire.Decode(wire.NewXMLDecoder([]byte(fullXML)), &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full(), &out); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	q := wire.NewQueryEncoder(nil)
	if err := wire.Encode(q, &request{InstanceId: new("a b&c")}); err != nil || string(q.Bytes()) != "InstanceId=a%20b%26c" {
		t.Errorf("got %s, %v", q.Bytes(), err)
	}
	var in request
	if err := wire.Decode(wire.NewJSONDecoder([]byte(`{"InstanceId":"i"}`)), &in); err != nil || *in.InstanceId != "i" {
		t.Errorf("got %v, %v", in, err)
	}
}
