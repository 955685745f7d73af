// Package kitchensink_test runs the code that is generated from model.json; the
// generator's tests copy it beside that code.
package kitchensink_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.com/generated/kitchensink"
	"example.com/generated/wire"
)

const everything = `{"blob":"AQI=","boolean":false,"string":"s","byte":-8,"short":-16,"integer":-32,"long":-64,` +
	`"float":0.5,"double":"NaN","bigInteger":123456789012345678901234567890,"bigDecimal":1.50,"timestamp":1.5,` +
	`"document":{"a":[1,null,"x"]},"httpDate":"Thu, 01 Jan 1970 00:00:01 GMT","color":"purple","mood":"good","size":7,` +
	`"strings":[],"sparseStrings":["a",null],"blobs":["AQ=="],"colors":["red"],"sparseColors":[null,"red"],` +
	`"matrix":[[1,10],[]],"times":[null,0],"choices":[{"text":"t"},{"novel":{"x":1}}],"documents":[null,1],` +
	`"nodes":[{"name":"n","next":{"name":"m"}}],"sparseNodes":[null,{"name":"o"}],"secretStrings":["hush"],"bigIntegers":[1],` +
	`"stringMap":{"k":"v"},"colorMap":{"red":"blue"},"sparseMap":{"a":null,"b":1},"nodeMap":{"k":{"name":"p"}},` +
	`"mapOfLists":{"red":[[1]]},"maps":[{"red":[]}],"choiceMap":{"k":{"nothing":{}}},"choice":{"nested":{"nodes":[]}},` +
	`"single":{"only":{"name":"q"}},"node":{"name":"r"},"egg":{"chicken":{"egg":{"weight":1}},"weight":2},"empty":{},` +
	`"vault":{"pin":"open sesame"},"secret":"hush","hidden":{"error":"e","string":"s","toValue":"v","type":"t"},` +
	`"cause":{"message":"m"},"re-named":"r"}`

func decoded(t *testing.T) *kitchensink.Everything {
	t.Helper()
	v := new(kitchensink.Everything)
	if err := json.Unmarshal([]byte(everything), v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestEveryType(t *testing.T) {
	v := decoded(t)
	for name, ok := range map[string]bool{
		"blob":          string(v.Blob) == "\x01\x02",
		"byte":          *v.Byte == -8,
		"bigInteger":    v.BigInteger.String() == "123456789012345678901234567890",
		"bigDecimal":    v.BigDecimal.String() == "1.50",
		"timestamp":     v.Timestamp.Equal(time.Unix(1, 500e6)),
		"httpDate":      v.HttpDate.Equal(time.Unix(1, 0)),
		"document":      v.Document.Member("a").Len() == 3,
		"unknown enum":  *v.Color == "purple" && !v.Color.Known(),
		"known enum":    v.Mood.Known() && *v.Mood == kitchensink.MoodGood,
		"intEnum":       *v.Size == 7 && !v.Size.Known(),
		"empty list":    v.Strings != nil && len(v.Strings) == 0,
		"sparse":        *v.SparseStrings[0] == "a" && v.SparseStrings[1] == nil,
		"matrix":        v.Matrix[0][1] == kitchensink.SizeLarge && len(v.Matrix[1]) == 0,
		"sparse times":  v.Times[0] == nil && v.Times[1].Equal(time.Unix(0, 0)),
		"sparse node":   v.SparseNodes[0] == nil && v.SparseNodes[1].Name == "o",
		"enum keys":     v.ColorMap[kitchensink.ColorRed] == "blue",
		"sparse map":    v.SparseMap["a"] == nil && *v.SparseMap["b"] == 1,
		"recursion":     v.Nodes[0].Next.Name == "m",
		"boxed":         v.Egg.Chicken.Egg.Weight == 1 && v.Egg.Chicken.Egg.Chicken == nil,
		"error as data": v.Cause.Message == "m",
		"renamed":       *v.Renamed == "r",
		"like methods":  *v.Hidden.String_ == "s" && *v.Hidden.ToValue_ == "v" && *v.Hidden.Error == "e",
	} {
		if !ok {
			t.Error(name)
		}
	}
}

func TestUnions(t *testing.T) {
	v := decoded(t)
	switch c := v.Choices[0].(type) {
	case *kitchensink.ChoiceMemberText:
		if c.Value != "t" {
			t.Error(c.Value)
		}
	default:
		t.Errorf("%T", c)
	}
	unknown, ok := v.Choices[1].(*kitchensink.ChoiceUnknown)
	if !ok || unknown.Tag != "novel" || unknown.Value.Member("x").Int() != 1 {
		t.Errorf("%T %v", v.Choices[1], v.Choices[1])
	}
	if _, ok := v.ChoiceMap["k"].(*kitchensink.ChoiceMemberNothing); !ok {
		t.Errorf("%T", v.ChoiceMap["k"])
	}
	if nested := v.Choice.(*kitchensink.ChoiceMemberNested); len(nested.Value.(*kitchensink.ChoiceMemberNodes).Value) != 0 {
		t.Error(nested)
	}
}

// What was read is written back as it came, through JSON, XML and Value trees.
func TestRoundTrips(t *testing.T) {
	v := decoded(t)
	again := new(kitchensink.Everything)
	if err := again.FromValue(v.ToValue()); err != nil {
		t.Fatal(err)
	}
	v.Note = "" // bound to a header, but a member like others in JSON
	for name, value := range map[string]*kitchensink.Everything{"as read": v, "through Value": again} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var got, want map[string]any
		if err := errors.Join(json.Unmarshal(text, &got), json.Unmarshal([]byte(everything), &want)); err != nil {
			t.Fatal(err)
		}
		want["note"] = ""                                                                                // required
		want["egg"].(map[string]any)["chicken"].(map[string]any)["egg"].(map[string]any)["weight"] = 1.0 // defaulted, written
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%v\n%v", name, got, want)
		}
	}
}

func TestDefaults(t *testing.T) {
	var v kitchensink.Dished
	if err := v.UnmarshalJSON([]byte(`{"color":null,"plain":{"note":"n","inner":{}}}`)); err != nil {
		t.Fatal(err)
	}
	for name, ok := range map[string]bool{
		"zero for missing required": v.Name == "" && v.Count == 0 && v.Since.Equal(time.Unix(0, 0)) && v.Mood == "" && v.Raw == nil && v.Choice == nil,
		"numbers":                   v.Ratio == 0.5 && v.Size == kitchensink.SizeLarge && v.Tiny == -1 && v.Long == 5_000_000_000 && v.Word == 2 && v.Inherited == 4,
		"booleans":                  v.Enabled && !v.Off,
		"strings":                   v.Color == kitchensink.ColorRed && v.Title == "none yet" && string(v.Data) == "\x01\x02",
		"time":                      v.At.Equal(time.Unix(0, 0)),
		"document":                  v.Doc.Kind() == wire.Map && v.Doc.Len() == 0 && v.Docs.Kind() == wire.Invalid,
		"big":                       v.Big.Cmp(big.NewInt(12)) == 0 && v.Precise.String() == "1.5",
		"beyond 64 bits":            v.Huge.String() == "-123456789012345678901234567890" && v.Round.String() == "1"+strings.Repeat("0", 30) && v.Exact.String() == "123456789012345678901234567890.25",
		"optional":                  v.Later == nil && v.Cancelled == nil && v.Sure == nil,
		"nested":                    v.Plain.Inner.N == 7,
	} {
		if !ok {
			t.Error(name)
		}
	}
	text, err := v.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"count":0`, `"tags":[]`, `"labels":{}`, `"raw":""`, `"off":false`, `"title":"none yet"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if strings.Contains(string(text), "later") || strings.Contains(string(text), "choice") {
		t.Errorf("%s", text)
	}
}

// What a structure holds by value is a value to package json too; what it only points to
// needs no method for that.
func TestMethodsOfValues(t *testing.T) {
	text, err := json.Marshal([]any{kitchensink.Inner{N: 7}, kitchensink.Node{Name: "n"}})
	if err != nil || string(text) != `[{"n":7},{"name":"n"}]` {
		t.Errorf("%s %v", text, err)
	}
	if _, ok := any(kitchensink.Hidden{}).(json.Marshaler); ok {
		t.Error("a method on values that are nowhere")
	}
}

func TestSecrets(t *testing.T) {
	v := decoded(t)
	mood := kitchensink.MoodBad
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "v", v, "value", *v, "mood", mood, "vault", v.Vault)
	slog.New(slog.NewTextHandler(&log, nil)).Info("m", "v", v, "value", *v, "mood", mood, "vault", v.Vault)
	throttled := &kitchensink.Throttled{Message: new("hush")}
	text := log.String()
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		text += fmt.Sprintf(verb, v) + fmt.Sprintf(verb, []any{*v, mood, &mood, v.Vault, *v.Vault, v.Choices, throttled, *throttled})
	}
	for _, secret := range []string{"hush", "sesame", "good", "bad"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s in %s", secret, text)
		}
	}
	if value := v.ToValue().Member("secret"); value.Text() != "hush" || !value.Sensitive() {
		t.Error(value)
	}
}

func TestErrors(t *testing.T) {
	err, derr := kitchensink.GetDishErrorFromJSON("", []byte(`{"__type":"x#Spilled:http://y","message":"m","node":{"name":"n"}}`))
	if derr != nil {
		t.Fatal(derr)
	}
	var spilled *kitchensink.Spilled
	var union kitchensink.GetDishError
	var api wire.APIError
	if !errors.As(err, &spilled) || !errors.As(err, &union) || !errors.As(err, &api) || spilled.Node.Name != "n" {
		t.Errorf("%T", err)
	}
	if err.Error() != "Spilled: m" || api.ErrorMessage() != "m" || api.ErrorFault() != wire.FaultClient || api.ErrorRetryable() {
		t.Error(err)
	}
	text, _ := wire.ErrorJSON(spilled)
	var form struct {
		Error   string
		Details struct{ Message string }
	}
	if err := json.Unmarshal(text, &form); err != nil || form.Error != "Spilled" || form.Details.Message != "m" {
		t.Errorf("%s", text)
	}

	err, _ = kitchensink.GetDishErrorFromXML("", []byte(`<ErrorResponse><Error><Code>Throttled</Code><Message>m</Message></Error></ErrorResponse>`))
	if !errors.As(err, new(*kitchensink.Throttled)) || !err.ErrorRetryable() || !err.ErrorThrottling() {
		t.Errorf("%T %v", err, err)
	}

	err, _ = kitchensink.GetDishErrorFromJSON("Bare", []byte(`{}`))
	if !errors.As(err, new(*kitchensink.UnknownOperationError)) || !errors.As(err, new(*kitchensink.Bare)) {
		t.Errorf("an error of another operation: %T %v", err, err)
	}
	err, _ = kitchensink.GetDishErrorFromJSON("", []byte(`{"__type":"Brandnew","message":"m"}`))
	if !errors.As(err, new(*kitchensink.UnknownOperationError)) || err.ErrorCode() != "Brandnew" || err.ErrorMessage() != "m" {
		t.Errorf("%T %v", err, err)
	}
}

func TestValidate(t *testing.T) {
	err := (&kitchensink.GetDishInput{Name: new("lower"), Limit: new(int32(10))}).Validate()
	var invalid *wire.ValidationError
	if !errors.As(err, &invalid) || len(invalid.Violations) != 2 {
		t.Error(err)
	}
	err = (&kitchensink.UploadInput{Path: new("p")}).Validate()
	if want := "UploadInput.body is required"; err == nil || err.Error() != want {
		t.Errorf("a stream: got %v, want %s", err, want)
	}
	if err := (&kitchensink.UploadInput{Path: new("p"), Body: strings.NewReader("")}).Validate(); err != nil {
		t.Error(err)
	}
	if err := (&kitchensink.GetDishInput{Name: new("AZ"), Limit: new(int32(9))}).Validate(); err != nil {
		t.Error(err)
	}
	if err := wire.Validate(&kitchensink.Everything{BigIntegers: []*big.Int{big.NewInt(1), big.NewInt(1)}}); err == nil {
		t.Error("the same element twice")
	}
}

func TestHTTP(t *testing.T) {
	req, err := kitchensink.NewUploadHTTPRequest(context.Background(), "https://x.example", &kitchensink.UploadInput{Path: new("a/b"), Body: strings.NewReader("streamed")})
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(req.Body)
	if err != nil || string(body) != "streamed" || req.URL.String() != "https://x.example/upload/a/b?x=1" || req.Method != "POST" {
		t.Errorf("%s %s %q %v", req.Method, req.URL, body, err)
	}
	if _, err := kitchensink.NewUploadHTTPRequest(t.Context(), "https://x.example", &kitchensink.UploadInput{Path: new("a"), Body: io.MultiReader()}); err == nil {
		t.Error("a stream of unknown length is sent")
	}
	out, err := kitchensink.ParseUploadHTTPResponse(&http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"text/x"}}, Body: io.NopCloser(strings.NewReader("streamed"))})
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(out.Body); string(body) != "streamed" || *out.Kind != "text/x" {
		t.Errorf("%q %v", body, out.Kind)
	}
	_, err = kitchensink.ParseGetDishHTTPResponse(&http.Response{StatusCode: 418, Header: http.Header{"X-Amzn-Errortype": {"Spilled"}, "Retry-After": {"3"}},
		Body: io.NopCloser(strings.NewReader(`{"message":"m"}`))})
	var spilled *kitchensink.Spilled
	if !errors.As(err, &spilled) || *spilled.RetryAfter != 3 || spilled.ErrorStatus() != 418 {
		t.Errorf("%T %v", err, err)
	}
	in := &kitchensink.GetDishInput{Name: new("a/b c"), Limit: new(int32(1))}
	if req, err = kitchensink.NewGetDishHTTPRequest(context.Background(), "https://x.example", in); err != nil || req.URL.RequestURI() != "/dish%20of/a%2Fb%20c?limit=1" {
		t.Errorf("%v %v", req, err)
	}
	if req, err = kitchensink.NewPingHTTPRequest(context.Background(), "https://x.example", nil); err != nil || req.URL.Path != "/ping" {
		t.Errorf("%v %v", req, err)
	}
}

func TestEvents(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
		for {
			m, err := wire.ReadMessage(r.Body)
			if err != nil {
				return
			}
			frame, _ := wire.AppendMessage(nil, m)
			_, _ = w.Write(frame)
		}
	}))
	defer server.Close()
	sent := []kitchensink.Events{
		&kitchensink.EventsMemberNode{Value: kitchensink.Node{Name: "n"}},
		&kitchensink.EventsMemberChunk{Value: kitchensink.Chunk{Part: new(int32(7)), Bytes: []byte("\x00raw")}},
		&kitchensink.EventsMemberEnd{},
		&kitchensink.EventsUnknown{UnknownMember: wire.UnknownEvent("newer", &wire.Message{Payload: []byte("kept")})},
	}
	failure := &kitchensink.EventsMemberFailed{Value: kitchensink.Spilled{Message: "m"}}
	in := &kitchensink.WatchInput{Events: wire.Events(append(sent, failure)...)}
	req, err := kitchensink.NewWatchHTTPRequest(t.Context(), server.URL, in)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	out, err := kitchensink.ParseWatchHTTPResponse(resp)
	if err != nil {
		t.Fatal(err)
	}
	var got []kitchensink.Events
	for event, failed := range out.Events.All() {
		if err = failed; err == nil {
			got = append(got, event)
		}
	}
	if !reflect.DeepEqual(got, sent) {
		t.Errorf("got %v, want %v", got, sent)
	}
	if spilled, ok := errors.AsType[*kitchensink.Spilled](err); !ok || spilled.Message != "m" {
		t.Errorf("%T %v", err, err)
	}
}

func TestOperations(t *testing.T) {
	var names []string
	for _, op := range kitchensink.Operations() {
		names = append(names, op.Name)
	}
	if got := strings.Join(names, " "); got != "CountDishes GetDish Ping PutAll UpdateDish Upload Watch" {
		t.Error(got)
	}
}

// What an input leaves out is not sent, though the input lacks the trait: an update that
// says nothing of a member is not one that says no. What is neither zero nor left to the
// service is sent.
func TestLeftOut(t *testing.T) {
	for _, test := range []struct {
		in              kitchensink.UpdateDishInput
		uri, body, tree string
		weight          []string
	}{
		{in: kitchensink.UpdateDishInput{Name: "A", Covers: 1}, uri: "/dish/A", body: `{"must":false,"covers":1}`,
			tree: `UpdateDishInput{name: "A", must: false, covers: 1}`},
		{in: kitchensink.UpdateDishInput{Name: "A", Must: true, Hot: true, Guests: 3, Weight: 0.5, Color: "red", Notes: []string{}, Since: time.Unix(1, 0).UTC()},
			uri: "/dish/A?guests=3", body: `{"must":true,"hot":true,"color":"red","notes":[],"since":1,"covers":0}`, weight: []string{"0.5"},
			tree: `UpdateDishInput{name: "A", must: true, hot: true, guests: 3, weight: 0.5, color: "red", notes: [], since: 1970-01-01T00:00:01Z, covers: 0}`},
	} {
		r, err := kitchensink.NewUpdateDishHTTPRequest(t.Context(), "https://kitchen.example", &test.in)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		if r.URL.RequestURI() != test.uri || string(body) != test.body || err != nil || !reflect.DeepEqual(r.Header["X-Weight"], test.weight) {
			t.Errorf("%s %s %v, %v", r.URL, body, r.Header, err)
		}
		if got := test.in.ToValue().String(); got != test.tree {
			t.Errorf("tree %s, want %s", got, test.tree)
		}
		if err := test.in.Validate(); err != nil {
			t.Error(err)
		}
		var back kitchensink.UpdateDishInput
		if err := back.FromValue(test.in.ToValue()); err != nil || !reflect.DeepEqual(back, test.in) {
			t.Errorf("back: %+v, %v", back, err)
		}
	}
}

// A sum is one of the body, by the algorithm that the input names.
func TestChecksum(t *testing.T) {
	r, err := kitchensink.NewUpdateDishHTTPRequest(t.Context(), "https://kitchen.example", &kitchensink.UpdateDishInput{Name: "A", Algorithm: new("SHA256")})
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r.Body)
	sum := sha256.Sum256(body)
	if got := r.Header.Get("X-Amz-Checksum-Sha256"); got != base64.StdEncoding.EncodeToString(sum[:]) || len(body) == 0 || err != nil {
		t.Errorf("sum %s of %s, %v", got, body, err)
	}
}
