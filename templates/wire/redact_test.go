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
	nested := []any{v, &v, []everything{v}, []*everything{&v}, map[string]everything{"k": v}, own{v, &v}, &own{v, &v}, []any{v}}
	for _, in := range nested {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%30v", "%-5.3s"} {
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
