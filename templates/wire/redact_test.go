package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// secretive is a value with a secret in every place that can hold one.
func secretive() everything {
	v := everything{Plain: "shown", Secret: new("hidden"), Vault: &vault{new("hidden")}}
	v.Child = &everything{Secret: new("hidden")}
	v.Kids = []everything{{Secret: new("hidden")}}
	v.Nested = map[string][]everything{"k": {{Secret: new("hidden")}}}
	return v
}

func TestNothingPrintsSecrets(t *testing.T) {
	v := secretive()
	type own struct {
		In  everything
		Ptr *everything
	}
	nested := []any{v, &v, []everything{v}, []*everything{&v}, map[string]everything{"k": v}, own{v, &v}, &own{v, &v}, []any{v},
		v.ToValue(), []Value{v.ToValue()}, struct{ V Value }{v.ToValue()}}
	for _, in := range nested {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t", "%30v", "%-5.3s"} {
			if out := fmt.Sprintf(verb, in); strings.Contains(out, "hidden") || strings.Contains(out, "68696464656e") {
				t.Errorf("%s of %T: %s", verb, in, out)
			}
		}
		for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
			"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
			"JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
		} {
			var out bytes.Buffer
			slog.New(handler(&out)).With("with", in).Info("message", "in", in, slog.Group("g", "in", in))
			if strings.Contains(out.String(), "hidden") {
				t.Errorf("slog's %s handler of %T: %s", name, in, out.String())
			}
			if !strings.Contains(out.String(), "shown") {
				t.Errorf("slog's %s handler of %T shows nothing: %s", name, in, out.String())
			}
		}
	}
}

// A deep value stands below others, whose methods call it.
type deep struct {
	below int
	value any
}

func (d deep) MarshalJSON() ([]byte, error) {
	if d.below > 0 {
		return deep{d.below - 1, d.value}.MarshalJSON()
	}
	return json.Marshal(d.value)
}

// However far above package slog is, it is seen.
func TestSecretsFarBelowSlog(t *testing.T) {
	for below := range 200 {
		var out bytes.Buffer
		slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "in", deep{below, secretive()})
		if strings.Contains(out.String(), "hidden") || !strings.Contains(out.String(), "shown") {
			t.Fatalf("%d calls below: %s", below, out.String())
		}
	}
}

func TestRedactedText(t *testing.T) {
	v := everything{Plain: `say "hi"`, Secret: new("hidden"), Vault: &vault{new("hidden")}, Tags: []string{"a"}, Data: []byte("abc"), Labels: map[string]string{"k": "v"}, Choice: &choiceNothing{}}
	const want = `Everything{Plain: "say \"hi\"", On: false, Total: 0, Data: blob(3 bytes), Paint: "", Tags: ["a"], Labels: {"k": "v"}, ` +
		`Choice: Choice{nothing: Unit{}}, Secret: [REDACTED], Vault: Vault{[REDACTED]}}`
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, v); got != want {
			t.Errorf("%s\n got: %s\nwant: %s", verb, got, want)
		}
	}
	if got, want := fmt.Sprintf("%q", v), fmt.Sprintf("%q", want); got != want {
		t.Errorf("%%q\n got: %s\nwant: %s", got, want)
	}
	if got, want := fmt.Sprintf("%d|%12.4v|%-6.2v|", v, v, v), "%!d("+want+")|        Ever|Ev    |"; got != want {
		t.Errorf("\n got: %s\nwant: %s", got, want)
	}
}

// Anything can be printed.
func TestRedactedOfAnything(t *testing.T) {
	secret := drawer{Keys: map[string]int32{"hidden": 1}}
	const text = "Drawer{Keys: [REDACTED]}"
	for _, test := range []struct {
		v    any
		want string
	}{
		{secret, text}, {&secret, text}, {secret.ToValue(), text}, {[]drawer{secret}, "[" + text + "]"}, {map[string]drawer{"k": secret}, "map[k:" + text + "]"},
		{nil, "<nil>"}, {choice(nil), "<nil>"}, {[]choice{nil}, "[<nil>]"}, {(*drawer)(nil), "Drawer{}"},
		{choiceUnknown{UnknownMember{Tag: "new"}}, "Choice{new: invalid}"}, {Value{}, "invalid"}, {7, "7"}, {struct{ A int }{1}, "{1}"},
	} {
		if got := Redacted(test.v); got != test.want {
			t.Errorf("%T: got %s, want %s", test.v, got, test.want)
		}
	}
}

// A type of somebody's own that embeds a shape has its methods, not its fields.
func TestTypesThatEmbedShapes(t *testing.T) {
	type byValue struct {
		drawer
		Extra string
	}
	type byPointer struct {
		Extra string
		*drawer
	}
	secret := drawer{Keys: map[string]int32{"hidden": 1}}
	for _, v := range []any{byValue{drawer: secret}, &byValue{drawer: secret}, byPointer{drawer: &secret}, &byPointer{drawer: &secret}} {
		if got, want := Redacted(v), "Drawer{Keys: [REDACTED]}"; got != want {
			t.Errorf("%T: got %s, want %s", v, got, want)
		}
	}
	if got, want := Redacted(&byPointer{}), "Drawer{}"; got != want {
		t.Errorf("nothing embedded: got %s, want %s", got, want)
	}
	if err := Validate(byValue{}); err != nil {
		t.Errorf("checking: %v", err)
	}
	if _, err := AppendJSON(nil, &byValue{}); !errors.Is(err, errNoSuchField) {
		t.Errorf("writing: %v", err)
	}
	if err := DecodeJSON([]byte("{}"), &byValue{}); !errors.Is(err, errNoSuchField) {
		t.Errorf("reading: %v", err)
	}
}

// What prints a shape prints what its Value does.
func TestTextOfShape(t *testing.T) {
	check := func(t interface{ Errorf(string, ...any) }, v Shape) {
		if got, want := Redacted(v), v.ToValue().String(); got != want {
			t.Errorf("\n got: %s\nwant: %s", got, want)
		}
	}
	deep := &everything{}
	for range MaxDepth {
		deep = &everything{Child: deep}
	}
	secret := secretive()
	keys := &drawer{Keys: map[string]int32{"hidden": 1}, Dates: []time.Time{time.Unix(1, 5)}}
	for _, v := range []Shape{&everything{}, (*everything)(nil), deep, deep.Child, &everything{Choice: (*choiceText)(nil)}, &secret, keys,
		&vault{}, &choiceText{"x"}, &choiceNothing{}, &choiceUnknown{UnknownMember{"new", IntValue(nil, 3)}}, &payload[Value]{}, &payload[Value]{Body: ListValue(nil)}} {
		check(t, v)
	}
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		check(t, &v)
	})
}

func TestSecretsReachTheWire(t *testing.T) {
	out, err := json.Marshal([]any{secretive()})
	if err != nil || strings.Count(string(out), "hidden") != 5 {
		t.Errorf("%s, %v", out, err)
	}
	secret := secretive()
	if pin := secret.ToValue().Member("Vault").Member("Pin").Text(); pin != "hidden" {
		t.Errorf("got %q", pin)
	}
}

// The body of a response is kept with the error, and may hold what the error's
// text leaves out.
func TestErrorsPrintNoBodies(t *testing.T) {
	decode := &DecodeError{Shape: "S", Path: "M", Err: errRange, Body: []byte("hidden")}
	unknown := &UnknownError{Code: "Odd", Message: "m", Body: []byte("hidden")}
	type own struct{ Err error }
	for in, text := range map[any]string{decode: "decoding S.M: at byte 0: number out of range", unknown: "Odd: m"} {
		in := []any{in, []any{in}, own{in.(error)}, *decode, *unknown}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			out := fmt.Sprintf(verb, in)
			if strings.Contains(out, "hidden") || strings.Contains(out, "104") || strings.Contains(out, "6869") || strings.Contains(out, "0x68") {
				t.Errorf("%s: %s", verb, out)
			}
			if !strings.Contains(out, text) {
				t.Errorf("%s says nothing: %s", verb, out)
			}
		}
		var out bytes.Buffer
		slog.New(slog.NewJSONHandler(&out, nil)).Info("", "in", in, "top", in[0])
		slog.New(slog.NewTextHandler(&out, nil)).Info("", "in", in, "top", in[0])
		if strings.Contains(out.String(), "hidden") || strings.Contains(out.String(), "aGlkZGVu") {
			t.Errorf("slog: %s", out.String())
		}
	}
	if got, err := json.Marshal(own{decode}); err != nil || string(got) != `{"Err":"decoding S.M: at byte 0: number out of range"}` {
		t.Errorf("got %s, %v", got, err)
	}
}

// A drawer has secrets where they are easily forgotten: in a map's keys, in the
// elements of lists and maps, in a header.
type drawer struct {
	Keys   map[string]int32
	Count  *int32
	Dates  []time.Time
	Pins   []int32
	Marks  map[string]float64
	Counts []int32
}

func (v *drawer) ToValue() Value { return ToValue(&drawerSchema, v) }

func (v drawer) Format(f fmt.State, verb rune) { Format(f, verb, &drawerSchema, &v) }
func (v drawer) MarshalJSON() ([]byte, error)  { return MarshalJSON(&v) }

var drawerSchema = Schema{ID: "test#Drawer", Kind: Structure, Type: (*drawer)(nil), Members: []Member{
	{Name: "Keys", Target: &Schema{ID: "test#Keys", Kind: Map, Codec: MapCodec{}, Members: []Member{{Name: "key", Target: &tokenSchema}, {Name: "value", Target: &IntegerSchema}}}},
	{Name: "Count", Target: &IntegerSchema, Flags: Sensitive, Location: InHeader, Key: "X-Count"},
	{Name: "Dates", Target: listSchema("test#Dates", &dateSchema, 0)},
	{Name: "Pins", Target: pinsSchema},
	{Name: "Marks", Target: &Schema{ID: "test#Marks", Kind: Map, Codec: MapCodec{}, Members: []Member{{Name: "key", Target: &StringSchema}, {Name: "value", Target: &DoubleSchema, Flags: Sensitive}}}},
	{Name: "Counts", Target: pinsSchema, Location: InHeader, Key: "X-Counts"},
}}

var pinsSchema = &Schema{ID: "test#Pins", Kind: List, Members: []Member{{Name: "member", Target: &IntegerSchema, Flags: Sensitive}}}

func TestSecretsEasilyForgotten(t *testing.T) {
	v := drawer{Keys: map[string]int32{"hidden": 1}}
	for _, in := range []any{v, &v, []drawer{v}, v.ToValue()} {
		var out bytes.Buffer
		fmt.Fprintf(&out, "%v %+v %#v ", in, in, in)
		slog.New(slog.NewTextHandler(&out, nil)).Info("m", "in", in)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "in", in)
		if strings.Contains(out.String(), "hidden") {
			t.Errorf("%T: %s", in, out.String())
		}
	}
	err := DecodeJSON([]byte(`{"Keys":{"hidden":"x"}}`), new(drawer))
	const want = `decoding Drawer.Keys["[REDACTED]"]: at byte 18: malformed value of a sensitive member: [REDACTED]`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	text := func(s string) Value { return StringValue(nil, s) }
	tree := func(name string, v Value) error {
		return FromValue(StructureValue(&drawerSchema, Field{name, v}), new(drawer))
	}
	for name, err := range map[string]error{
		"JSON list":     DecodeJSON([]byte(`{"Pins":[1,"hidden"]}`), new(drawer)),
		"JSON map":      DecodeJSON([]byte(`{"Marks":{"k":"hidden"}}`), new(drawer)),
		"XML list":      DecodeXML([]byte(`<d><Pins><member>hidden</member></Pins></d>`), new(drawer)),
		"XML map":       DecodeXML([]byte(`<d><Marks><entry><key>k</key><value>hidden</value></entry></Marks></d>`), new(drawer)),
		"tree, list":    tree("Pins", ListValue(nil, text("hidden"))),
		"tree, map":     tree("Marks", MapValue(nil, Field{"k", text("hidden")})),
		"tree, keys":    tree("Keys", MapValue(nil, Field{"hidden", text("x")})),
		"header":        readHeaders(new(drawer), http.Header{"X-Count": {"hidden"}}, 200),
		"header, list":  readHeaders(new(drawer), http.Header{"X-Counts": {"1, hidden"}}, 200),
		"CBOR list":     DecodeCBOR([]byte("\xa1\x64Pins\x81\x66hidden"), new(drawer)),
		"CBOR map":      DecodeCBOR([]byte("\xa1\x65Marks\xa1\x61k\x66hidden"), new(drawer)),
		"CBOR, map key": DecodeCBOR([]byte("\xa1\x64Keys\xa1\x66hidden\x61x"), new(drawer)),
	} {
		if err == nil || strings.Contains(err.Error(), "hidden") || !strings.Contains(err.Error(), "[REDACTED]") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if out, err := json.Marshal(v); err != nil || string(out) != `{"Keys":{"hidden":1}}` {
		t.Errorf("got %s, %v", out, err)
	}
}

// An error that stands behind an unknown one keeps its message from being shown.
func TestSecretMessageOfUnlistedError(t *testing.T) {
	unlisted := &UnknownError{Code: "Quiet", Message: "hidden", Err: new(quiet{Message: new("hidden")})}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%v %+v %#v %s %q %v", unlisted, unlisted, unlisted, unlisted, unlisted, *unlisted)
	slog.New(slog.NewTextHandler(&out, nil)).Info("m", "err", unlisted)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "err", unlisted, "errs", []any{unlisted})
	if strings.Contains(out.String(), "hidden") {
		t.Error(out.String())
	}
	if unlisted.ErrorMessage() != "hidden" {
		t.Errorf("the message is gone: %q", unlisted.ErrorMessage())
	}
}

// quiet is an error whose message is sensitive.
type quiet struct {
	Message *string
	ErrorInfo
}

func (v *quiet) ToValue() Value       { return ToValue(&quietSchema, v) }
func (v *quiet) Error() string        { return ErrorString(&quietSchema, v) }
func (v *quiet) ErrorCode() string    { return CodeOf(&quietSchema, v) }
func (v *quiet) ErrorMessage() string { return MessageOf(&quietSchema, v) }
func (*quiet) ErrorFault() Fault      { return FaultClient }
func (*quiet) ErrorRetryable() bool   { return false }
func (*quiet) ErrorThrottling() bool  { return false }

var quietSchema = Schema{ID: "test#Quiet", Kind: Structure, Error: &ErrorTraits{Fault: FaultClient}, Type: (*quiet)(nil),
	Members: []Member{{Name: "Message", Target: &tokenSchema, Flags: ErrorText | Sensitive}}}
