package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
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
		ToValue(&v), []Value{ToValue(&v)}, struct{ V Value }{ToValue(&v)}}
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

func TestSecretsReachTheWire(t *testing.T) {
	out, err := json.Marshal([]any{secretive()})
	if err != nil || strings.Count(string(out), "hidden") != 5 {
		t.Errorf("%s, %v", out, err)
	}
	if pin := ToValue(new(secretive())).Member("Vault").Member("Pin").Text(); pin != "hidden" {
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
