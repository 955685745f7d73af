package connect_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// Values at random: every member set or not, enum values and union members that
// the model does not know as often as those it does.
var (
	texts = rapid.StringMatching(`[ -~\n\té€😀]{0,20}`)
	// Timestamps are written to the millisecond.
	times = rapid.Map(rapid.Int64Range(-62135596800000, 253402300799999), func(ms int64) time.Time { return time.UnixMilli(ms).UTC() })

	responses = rapid.Custom(func(t *rapid.T) *response {
		v := &response{
			SignInUrl: rapid.Ptr(texts, true).Draw(t, "SignInUrl"),
			UserArn:   rapid.Ptr(texts, true).Draw(t, "UserArn"),
			UserId:    rapid.Ptr(texts, true).Draw(t, "UserId"),
		}
		if rapid.Bool().Draw(t, "credentials") {
			v.Credentials = &connect.Credentials{
				AccessToken:            rapid.Ptr(texts, true).Draw(t, "AccessToken"),
				AccessTokenExpiration:  rapid.Ptr(times, true).Draw(t, "AccessTokenExpiration"),
				RefreshToken:           rapid.Ptr(texts, true).Draw(t, "RefreshToken"),
				RefreshTokenExpiration: rapid.Ptr(times, true).Draw(t, "RefreshTokenExpiration"),
			}
		}
		return v
	})

	// XML has no types, so that of an unknown member only texts come back as they
	// were.
	textReasons = rapid.OneOf(
		rapid.Just[reason](nil),
		rapid.Map(rapid.SampledFrom(fileReason("").Values()), func(e fileReason) reason { return &reasonFile{Value: e} }),
		rapid.Map(texts, func(s string) reason { return &reasonFile{Value: fileReason(s)} }),
		rapid.Map(texts, func(s string) reason { return later("Later", wire.StringValue(nil, s)) }),
	)
	reasons = rapid.OneOf(textReasons, rapid.Map(documents(2), func(v wire.Value) reason { return later("Later", v) }))
)

func documents(depth int) *rapid.Generator[wire.Value] {
	scalars := rapid.OneOf(
		rapid.Map(texts, func(s string) wire.Value { return wire.StringValue(nil, s) }),
		rapid.Map(rapid.Int64(), func(n int64) wire.Value { return wire.IntValue(nil, n) }),
		rapid.Map(rapid.Bool(), func(b bool) wire.Value { return wire.BoolValue(nil, b) }),
	)
	if depth == 0 {
		return scalars
	}
	inner := rapid.OneOf(documents(depth-1), rapid.Just(wire.NullValue()))
	return rapid.OneOf(scalars,
		rapid.Map(rapid.SliceOfN(inner, 0, 3), func(v []wire.Value) wire.Value { return wire.ListValue(nil, v...) }),
		rapid.Map(rapid.MapOfN(texts, inner, 0, 3), func(m map[string]wire.Value) wire.Value {
			var fields []wire.Field
			for _, k := range slices.Sorted(maps.Keys(m)) {
				fields = append(fields, field(k, m[k]))
			}
			return wire.MapValue(nil, fields...)
		}),
	)
}

func exceptions(reasons *rapid.Generator[reason]) *rapid.Generator[*connect.InvalidRequestException] {
	return rapid.Custom(func(t *rapid.T) *connect.InvalidRequestException {
		return &connect.InvalidRequestException{Message: rapid.Ptr(texts, true).Draw(t, "Message"), Reason: reasons.Draw(t, "Reason")}
	})
}

// A codec is a way out of a type and the way back.
type codec func(from, to wire.Shape) (text string, err error)

var codecs = map[string]codec{
	"Value": func(from, to wire.Shape) (string, error) { return "", wire.FromValue(from.ToValue(), to) },
	"encoding/json": func(from, to wire.Shape) (string, error) {
		body, err := json.Marshal(from)
		if err != nil {
			return "", err
		}
		return string(body), json.Unmarshal(body, to)
	},
	"JSON": func(from, to wire.Shape) (string, error) {
		body, err := wire.AppendJSON(nil, from)
		if err != nil {
			return "", err
		}
		return string(body), wire.DecodeJSON(body, to)
	},
	"XML": func(from, to wire.Shape) (string, error) {
		body, err := wire.AppendXML(nil, from)
		if err != nil {
			return "", err
		}
		return string(body), wire.DecodeXML(body, to)
	},
}

func there(t *rapid.T, name string, convert codec, from, to wire.Shape) {
	t.Helper()
	text, err := convert(from, to)
	if err != nil {
		t.Fatalf("%s: %s: %v", name, text, err)
	}
	if diff := cmp.Diff(from, to); diff != "" {
		t.Fatalf("%s: through %s: want -, got +:\n%s", name, text, diff)
	}
}

func TestRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		out, e := responses.Draw(t, "response"), exceptions(reasons).Draw(t, "exception")
		text := exceptions(textReasons).Draw(t, "exception of text")
		in := &request{InstanceId: rapid.Ptr(texts, true).Draw(t, "InstanceId")}
		for name, convert := range codecs {
			there(t, name, convert, out, new(response))
			there(t, name, convert, in, new(request))
			there(t, name, convert, text, new(connect.InvalidRequestException))
			if name != "XML" {
				there(t, name, convert, e, new(connect.InvalidRequestException))
			}
		}
	})
}

// What is written is JSON and XML to the standard library's parsers too.
func TestWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := responses.Draw(t, "response")
		body, err := wire.AppendJSON(nil, v)
		if err != nil || !json.Valid(body) {
			t.Fatalf("%s, %v", body, err)
		}
		body, err = wire.AppendXML(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(body)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", body, err)
			}
		}
	})
}

func TestEncode(t *testing.T) {
	if body, err := wire.AppendJSON(nil, full()); err != nil || string(body) != fullJSON {
		t.Errorf("\n got: %s, %v\nwant: %s", body, err, fullJSON)
	}
	if body, err := wire.AppendXML(nil, full()); err != nil || string(body) != fullXML {
		t.Errorf("\n got: %s, %v\nwant: %s", body, err, fullXML)
	}
}

// Types of the package inside the caller's own, by value and by pointer.
func TestStandardJSON(t *testing.T) {
	type session struct {
		Name  string                                        `json:"name"`
		Value response                                      `json:"value"`
		Ptr   *response                                     `json:"ptr"`
		Nil   *response                                     `json:"nil"`
		List  []connect.Credentials                         `json:"list"`
		Map   map[string]*connect.GetFederationTokenRequest `json:"map"`
	}
	in := session{"s", *full(), full(), nil, []connect.Credentials{{AccessToken: new("a")}, {}}, map[string]*request{"k": {InstanceId: new("i")}}}
	want := `{"name":"s","value":` + fullJSON + `,"ptr":` + fullJSON + `,"nil":null,"list":[{"AccessToken":"a"},{}],"map":{"k":{"InstanceId":"i"}}}`
	for _, v := range []any{in, &in} {
		var body bytes.Buffer
		e := json.NewEncoder(&body)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil || body.String() != want+"\n" {
			t.Errorf("\n got: %s, %v\nwant: %s", body.String(), err, want)
		}
	}
	var got session
	if err := json.Unmarshal([]byte(want), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	err := json.Unmarshal([]byte(`{"name":"s","ptr":{"UserId":7}}`), &got)
	checkText(t, err, decoding+".UserId: at byte 10: expected a string, found a number")
}
