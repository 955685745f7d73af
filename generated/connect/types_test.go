package connect_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// A structure is what every generated structure and error can do.
type structure interface {
	wire.Shape
	ToValue() wire.Value
	FromValue(wire.Value) error
	json.Marshaler
	json.Unmarshaler
	Redacted() string
	fmt.Stringer
	fmt.GoStringer
	fmt.Formatter
	slog.LogValuer
}

func TestEveryStructure(t *testing.T) {
	tests := []struct {
		in         structure
		json, text string
		log        string // as a text handler would show the group
	}{
		{&request{InstanceId: new("i")}, `{"InstanceId":"i"}`, `GetFederationTokenRequest{InstanceId: "i"}`, "[InstanceId=i]"},
		{full(), fullJSON, fullText, "[Credentials=[REDACTED] SignInUrl=" + signInURL + " UserArn=" + userARN + " UserId=u-1]"},
		{&connect.Credentials{AccessToken: new("access-secret")}, `{"AccessToken":"access-secret"}`, credentialsText, "[REDACTED]"},
	}
	for _, m := range modeled {
		err, ok := m.with(new("no"), wire.ErrorInfo{}).(structure)
		if !ok {
			t.Fatalf("%s cannot do what structures can", m.code)
		}
		tests = append(tests, struct {
			in              structure
			json, text, log string
		}{err, `{"Message":"no"}`, m.code + `{Message: "no"}`, "[code=" + m.code + " Message=no]"})
	}
	for _, tt := range tests {
		t.Run(tt.in.WireSchema().Name(), func(t *testing.T) {
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
			for _, got := range []string{tt.in.Redacted(), tt.in.String(), tt.in.GoString(), fmt.Sprintf("%+v", tt.in), fmt.Sprintf("%#v", reflect.ValueOf(tt.in).Elem().Interface())} {
				if got != tt.text {
					t.Errorf("text: got %s, want %s", got, tt.text)
				}
			}
			if got := tt.in.LogValue().String(); got != tt.log {
				t.Errorf("log: got %s, want %s", got, tt.log)
			}
		})
	}
}

// Inputs and outputs meet any format by themselves.
func TestEncodeDecode(t *testing.T) {
	e := wire.NewJSONEncoder(nil)
	if err := full().Encode(e); err != nil || string(e.Bytes()) != fullJSON {
		t.Errorf("got %s, %v", e.Bytes(), err)
	}
	var out response
	if err := out.Decode(wire.NewXMLDecoder([]byte(fullXML))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full(), &out); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	q := wire.NewQueryEncoder(nil)
	if err := (&request{InstanceId: new("a b&c")}).Encode(q); err != nil || string(q.Bytes()) != "InstanceId=a%20b%26c" {
		t.Errorf("got %s, %v", q.Bytes(), err)
	}
	var in request
	if err := in.Decode(wire.NewJSONDecoder([]byte(`{"InstanceId":"i"}`))); err != nil || *in.InstanceId != "i" {
		t.Errorf("got %v, %v", in, err)
	}
}
