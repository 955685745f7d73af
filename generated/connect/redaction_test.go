package connect_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

const (
	credentialsText = `Credentials{[REDACTED]}`
	fullText        = `GetFederationTokenResponse{Credentials: Credentials{[REDACTED]}, SignInUrl: "` + signInURL +
		`", UserArn: "` + userARN + `", UserId: "u-1"}`
)

// holder is a caller's own type with exported fields.
type holder struct {
	Response    connect.GetFederationTokenResponse
	Ptr         *connect.GetFederationTokenResponse
	Credentials connect.Credentials
	Any         any
	List        []connect.Credentials
	Map         map[string]connect.Credentials
}

// nested returns the secrets in everything that can hold them.
func nested() map[string]any {
	v := full()
	c := v.Credentials
	own := holder{*v, v, *c, v, []connect.Credentials{*c}, map[string]connect.Credentials{"k": *c}}
	return map[string]any{
		"value": *v, "pointer": v, "inner value": *c, "inner pointer": c,
		"slice": []response{*v}, "slice of pointers": []*connect.Credentials{c}, "slice of any": []any{*v, c, []any{c}},
		"array": [1]connect.Credentials{*c}, "map": map[string]response{"k": *v}, "map of pointers": map[int]*connect.Credentials{1: c},
		"struct": own, "pointer to struct": &own, "struct in slice": []holder{own}, "tree": v.ToValue(), "tree in struct": struct{ V any }{c.ToValue()},
		"pointer to pointer": &v, "interface": fmt.Stringer(v),
	}
}

// leaks reports whether a text shows a secret in any spelling that fmt has.
func leaks(text string) bool {
	for _, secret := range []string{"access-secret", "refresh-secret"} {
		for _, spelled := range []string{
			secret, hex.EncodeToString([]byte(secret)), strings.ToUpper(hex.EncodeToString([]byte(secret))),
			strings.Trim(fmt.Sprint([]byte(secret)), "[]"), strings.Trim(fmt.Sprintf("%#v", []byte(secret)), "[]uint8{}"),
		} {
			if strings.Contains(text, spelled) {
				return true
			}
		}
	}
	return false
}

func TestNothingPrintsSecrets(t *testing.T) {
	for name, in := range nested() {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%60v", "%-5.3s"} {
			if out := fmt.Sprintf(verb, in); leaks(out) {
				t.Errorf("%s: %s: %s", name, verb, out)
			}
		}
		for _, err := range []error{fmt.Errorf("got %v", in), fmt.Errorf("got %+v, %#v, %s, %q", in, in, in, in)} {
			if leaks(err.Error()) || leaks(fmt.Sprintf("%+v", err)) {
				t.Errorf("%s: in an error: %v", name, err)
			}
		}
		if out := fmt.Sprint(in) + fmt.Sprintln(in); leaks(out) {
			t.Errorf("%s: Sprint: %s", name, out)
		}
	}
}

func TestNothingLogsSecrets(t *testing.T) {
	for name, in := range nested() {
		for format, handler := range map[string]func(*bytes.Buffer) slog.Handler{
			"text": func(b *bytes.Buffer) slog.Handler {
				return slog.NewTextHandler(b, &slog.HandlerOptions{AddSource: true})
			},
			"JSON": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
		} {
			var out bytes.Buffer
			log := slog.New(handler(&out))
			log.Info("plain", "in", in)
			log.With("with", in).WithGroup("g").Info("grouped", slog.Group("h", "in", in), "list", []any{in, map[string]any{"k": in}})
			if leaks(out.String()) {
				t.Errorf("%s: %s: %s", name, format, out.String())
			}
			if name != "pointer to pointer" && strings.Count(out.String(), "[REDACTED]") < 4 {
				t.Errorf("%s: %s does not show that something is left out: %s", name, format, out.String())
			}
		}
	}
}

func TestRedactedText(t *testing.T) {
	v, c := full(), full().Credentials
	long := []struct{ got, want string }{
		{v.String(), fullText}, {wire.Redacted(v), fullText}, {v.ToValue().String(), fullText},
		{fmt.Sprintf("%v|%+v|%#v|%s", v, v, *v, *v), fullText + "|" + fullText + "|" + fullText + "|" + fullText},
		{fmt.Sprintf("%q", v), fmt.Sprintf("%q", fullText)},
		{c.String(), credentialsText}, {wire.Redacted(c), credentialsText},
		{fmt.Sprintf("%v|%+v|%#v|%s|%q", c, *c, c, *c, c), credentialsText + "|" + credentialsText + "|" + credentialsText + "|" + credentialsText + `|"` + credentialsText + `"`},
		{fmt.Sprintf("%x|%d", c, *c), "%!x(" + credentialsText + ")|%!d(" + credentialsText + ")"},
		{fmt.Sprintf("%30v|%-30s|%.11v", c, c, c), "       " + credentialsText + "|" + credentialsText + "       |Credentials"},
		{fmt.Sprint([]*connect.Credentials{c}), "[" + credentialsText + "]"},
		{fmt.Sprint(&connect.Credentials{}), credentialsText},
		{fmt.Sprint(&response{}), "GetFederationTokenResponse{}"},
		{fmt.Sprint((*response)(nil)), "<nil>"},
		{wire.Redacted(&request{InstanceId: new(`a"b`)}), `GetFederationTokenRequest{InstanceId: "a\"b"}`},
	}
	for _, tt := range long {
		if tt.got != tt.want {
			t.Errorf("\n got: %s\nwant: %s", tt.got, tt.want)
		}
	}
}

func TestLogText(t *testing.T) {
	plain := &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey || a.Key == slog.MessageKey) {
			return slog.Attr{}
		}
		return a
	}}
	v := user("u")
	v.Credentials = full().Credentials
	err := &connect.InvalidRequestException{Message: new("no"), Reason: &reasonFile{Value: "INVALID_FILE_AGE"}}
	var text, js bytes.Buffer
	slog.New(slog.NewTextHandler(&text, plain)).Info("", "in", v, "err", err)
	slog.New(slog.NewJSONHandler(&js, plain)).Info("", "in", v, "list", []*response{v}, "err", err)
	if want := `in="GetFederationTokenResponse{Credentials: Credentials{[REDACTED]}, UserId: \"u\"}" ` +
		`err="InvalidRequestException: no"` + "\n"; text.String() != want {
		t.Errorf("\n got: %swant: %s", text.String(), want)
	}
	if want := `{"in":{"Credentials":"[REDACTED]","UserId":"u"},"list":[{"Credentials":"[REDACTED]","UserId":"u"}],` +
		`"err":{"code":"InvalidRequestException","Message":"no","Reason":{"AttachedFileInvalidRequestExceptionReason":"INVALID_FILE_AGE"}}}` + "\n"; js.String() != want {
		t.Errorf("\n got: %swant: %s", js.String(), want)
	}
}

// A failure to read a response keeps the body, which may have the tokens in it.
func TestDecodeErrorHidesBody(t *testing.T) {
	_, err := connect.ParseGetFederationTokenHTTPResponse(answer(200, strings.Replace(fullJSON, `"u-1"`, `7`, 1)))
	e, ok := errors.AsType[*wire.DecodeError](err)
	if !ok || !bytes.Contains(e.Body, []byte("access-secret")) {
		t.Fatalf("got %v", err)
	}
	for _, in := range []any{err, e, *e, []error{err}, struct{ Err error }{err}, fmt.Errorf("signing in: %w", err)} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if out := fmt.Sprintf(verb, in); leaks(out) {
				t.Errorf("%s of %T: %s", verb, in, out)
			}
		}
		var out bytes.Buffer
		slog.New(slog.NewTextHandler(&out, nil)).Info("", "err", in)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("", "err", in)
		if leaks(out.String()) || strings.Contains(out.String(), "YWNjZXNz") {
			t.Errorf("logs of %T: %s", in, out.String())
		}
	}
}

// Redaction is for eyes: programs get what they ask for.
func TestPlainValuesReachable(t *testing.T) {
	v := full()
	if *v.Credentials.AccessToken != "access-secret" {
		t.Error("not in the field")
	}
	if got := v.ToValue().Member("Credentials").Member("RefreshToken"); got.Text() != "refresh-secret" || !got.Sensitive() {
		t.Errorf("not in the tree: %q", got.Text())
	}
	for _, in := range []any{v, *v} {
		if body, err := json.Marshal(in); err != nil || !strings.Contains(string(body), `"AccessToken":"access-secret"`) {
			t.Errorf("not in JSON: %s, %v", body, err)
		}
	}
}
