// Package connect_test proves the generated package by using it: nothing here
// reaches behind its exported names.
package connect_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

type (
	request  = connect.GetFederationTokenRequest
	response = connect.GetFederationTokenResponse
)

const (
	signInURL = "https://example.awsapps.com/connect/auth/sign-in?a=1&b=%20"
	userARN   = "arn:aws:connect:us-east-1:123456789012:instance/i/agent/u"
)

// full is a response with every member set; fullJSON and fullXML say the same.
func full() *response {
	return &response{
		Credentials: &connect.Credentials{
			AccessToken:            new("access-secret"),
			AccessTokenExpiration:  new(time.Unix(1700000000, 0).UTC()),
			RefreshToken:           new("refresh-secret"),
			RefreshTokenExpiration: new(time.Unix(1700003600, 500e6).UTC()),
		},
		SignInUrl: new(signInURL),
		UserArn:   new(userARN),
		UserId:    new("u-1"),
	}
}

const fullJSON = `{"Credentials":{"AccessToken":"access-secret","AccessTokenExpiration":1700000000,` +
	`"RefreshToken":"refresh-secret","RefreshTokenExpiration":1700003600.5},` +
	`"SignInUrl":"` + signInURL + `","UserArn":"` + userARN + `","UserId":"u-1"}`

// In XML the format of a timestamp is a date-time where the model names none.
const fullXML = `<GetFederationTokenResponse><Credentials><AccessToken>access-secret</AccessToken>` +
	`<AccessTokenExpiration>2023-11-14T22:13:20Z</AccessTokenExpiration><RefreshToken>refresh-secret</RefreshToken>` +
	`<RefreshTokenExpiration>2023-11-14T23:13:20.5Z</RefreshTokenExpiration></Credentials>` +
	`<SignInUrl>https://example.awsapps.com/connect/auth/sign-in?a=1&amp;b=%20</SignInUrl>` +
	`<UserArn>` + userARN + `</UserArn><UserId>u-1</UserId></GetFederationTokenResponse>`

// answer is a response of the service.
func answer(status int, body string, header ...string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// jsonDecoders are the ways to read a response's JSON.
var jsonDecoders = map[string]func(body string) (*response, error){
	"DecodeJSON": func(body string) (*response, error) {
		v := new(response)
		return v, wire.DecodeJSON([]byte(body), v)
	},
	"Unmarshal": func(body string) (*response, error) {
		v := new(response)
		return v, v.UnmarshalJSON([]byte(body))
	},
	"HTTP": func(body string) (*response, error) {
		return connect.ParseGetFederationTokenHTTPResponse(answer(200, body))
	},
}

func user(id string) *response { return &response{UserId: &id} }

func TestDecodeJSON(t *testing.T) {
	tests := []struct {
		name, body string
		want       *response
	}{
		{"all members", fullJSON, full()},
		{"no members", `{}`, &response{}},
		{"null members", `{"Credentials":null,"SignInUrl":null,"UserArn":null,"UserId":null}`, &response{}},
		{"empty members", `{"Credentials":{},"SignInUrl":"","UserId":""}`,
			&response{Credentials: &connect.Credentials{}, SignInUrl: new(""), UserId: new("")}},
		{"any order", `{"UserId":"u","Credentials":{"RefreshToken":"r","AccessToken":"a"}}`,
			&response{UserId: new("u"), Credentials: &connect.Credentials{AccessToken: new("a"), RefreshToken: new("r")}}},
		{"white space", " \n{ \"UserId\"\t:\r\"u\" } \n", user("u")},
		{"duplicate keys", `{"UserId":"a","UserId":"b"}`, user("b")},
		{"unknown keys", `{"Later":{"UserId":["x",{"y":null}]},"UserId":"u","userid":1,"":[]}`, user("u")},
		{"escaped key", `{"User\u0049d":"u"}`, user("u")},
		{"escapes", `{"UserId":"\"\\\/\b\f\n\r\t\u00e9"}`, user("\"\\/\b\f\n\r\té")},
		{"surrogates", `{"UserId":"\ud83d\ude00"}`, user("😀")},
		{"lone surrogates", `{"UserId":"\ud83d|\ude00"}`, user("\ufffd|\ufffd")},
		{"invalid UTF-8", "{\"UserId\":\"a\xff\xc3b\"}", user("a\ufffd\ufffdb")},
		{"unknown and deep", `{"Later":` + strings.Repeat("[", 500) + strings.Repeat("]", 500) + `,"UserId":"u"}`, user("u")},
	}
	for _, tt := range tests {
		for name, decode := range jsonDecoders {
			t.Run(tt.name+"/"+name, func(t *testing.T) {
				got, err := decode(tt.body)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("want -, got +:\n%s", diff)
				}
			})
		}
	}
}

// A body that says nothing is a response without members; only a caller who
// asks for JSON is told that there is none.
func TestDecodeNothing(t *testing.T) {
	for _, body := range []string{"", " \n", "null"} {
		got, err := connect.ParseGetFederationTokenHTTPResponse(answer(200, body))
		if err != nil {
			t.Errorf("%q: %v", body, err)
		} else if diff := cmp.Diff(&response{}, got); diff != "" {
			t.Errorf("%q: want -, got +:\n%s", body, diff)
		}
	}
	if got, err := connect.ParseGetFederationTokenHTTPResponse(&http.Response{StatusCode: 200}); err != nil || *got != (response{}) {
		t.Errorf("no body at all: %v, %v", got, err)
	}
	err := wire.DecodeJSON(nil, new(response))
	checkText(t, err, "decoding GetFederationTokenResponse: at byte 0: expected an object, found the end of the input")
}

// json.Unmarshal does with a value in use what it does with any structure.
func TestUnmarshalIntoUsed(t *testing.T) {
	v := full()
	for _, body := range []string{`null`, `{}`, `{"Credentials":{"AccessToken":"a"},"UserId":"u"}`} {
		if err := json.Unmarshal([]byte(body), v); err != nil {
			t.Fatal(err)
		}
	}
	want := full()
	want.UserId, want.Credentials = new("u"), &connect.Credentials{AccessToken: new("a")}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

// checkText compares an error's text with what it has to be; "" stands for no error.
func checkText(t *testing.T, err error, want string) {
	t.Helper()
	got := ""
	if err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("\n got: %s\nwant: %s", got, want)
	}
}

func TestTimestamps(t *testing.T) {
	second := time.Unix(1700000000, 0).UTC()
	tests := []struct {
		name, json, xml string
		want            time.Time
	}{
		{"epoch", `1700000000`, `1700000000`, second},
		{"fraction", `1700000000.25`, `1700000000.25`, second.Add(250 * time.Millisecond)},
		{"exponent", `1.7e9`, `1.7e9`, second},
		{"zero", `0`, `0`, time.Unix(0, 0).UTC()},
		{"before 1970", `-1.5`, `-1.5`, time.Unix(-2, 500e6).UTC()},
		{"epoch as text", `"1700000000"`, ` 1700000000 `, second},
		{"date-time", `"2023-11-14T22:13:20Z"`, `2023-11-14T22:13:20Z`, second},
		{"date-time with fraction", `"2023-11-14T22:13:20.25Z"`, `2023-11-14T22:13:20.25Z`, second.Add(250 * time.Millisecond)},
		{"date-time with offset", `"2023-11-14T23:43:20+01:30"`, `2023-11-14T23:43:20+01:30`, second},
		{"http-date", `"Tue, 14 Nov 2023 22:13:20 GMT"`, `Tue, 14 Nov 2023 22:13:20 GMT`, second},
		{"http-date with fraction", `"Tue, 14 Nov 2023 22:13:20.25 GMT"`, `Tue, 14 Nov 2023 22:13:20.25 GMT`, second.Add(250 * time.Millisecond)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := connect.Credentials{AccessTokenExpiration: &tt.want}
			var fromJSON, fromXML connect.Credentials
			if err := wire.DecodeJSON([]byte(`{"AccessTokenExpiration":`+tt.json+`}`), &fromJSON); err != nil {
				t.Error(err)
			}
			if err := wire.DecodeXML([]byte(`<Credentials><AccessTokenExpiration>`+tt.xml+`</AccessTokenExpiration></Credentials>`), &fromXML); err != nil {
				t.Error(err)
			}
			for format, got := range map[string]connect.Credentials{"JSON": fromJSON, "XML": fromXML} {
				if diff := cmp.Diff(want.AccessTokenExpiration, got.AccessTokenExpiration); diff != "" {
					t.Errorf("%s: want -, got +:\n%s", format, diff)
				}
			}
		})
	}
}

func TestDecodeXML(t *testing.T) {
	wrap := func(s string) string { return "<GetFederationTokenResponse>" + s + "</GetFederationTokenResponse>" }
	tests := []struct {
		name, body string
		want       *response
	}{
		{"all members", fullXML, full()},
		{"no members", `<GetFederationTokenResponse/>`, &response{}},
		{"prolog, namespace, comments", "<?xml version=\"1.0\"?>\n<!-- c --><a:R xmlns:a='urn:x'><a:UserId>u</a:UserId></a:R>", user("u")},
		{"duplicate elements", wrap("<UserId>a</UserId><UserId>b</UserId>"), user("b")},
		{"unknown elements", wrap("<Later><UserId>x</UserId></Later><UserId>u</UserId>"), user("u")},
		{"references", wrap("<UserId>&lt;&#x1F600;&#233;&amp;&quot;</UserId>"), user(`<😀é&"`)},
		{"CDATA", wrap("<UserId><![CDATA[a<b]]>&gt;c</UserId>"), user("a<b>c")},
		{"empty structure", wrap("<Credentials/>"), &response{Credentials: &connect.Credentials{}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := new(response)
			if err := wire.DecodeXML([]byte(tt.body), got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

const decoding = "decoding GetFederationTokenResponse"

func TestDecodeJSONMalformed(t *testing.T) {
	tests := []struct {
		name, body, path string
		offset           int64
		text             string
	}{
		{"truncated", `{"UserId":"u`, "UserId", 12, decoding + ".UserId: at byte 12: unterminated string"},
		{"truncated between members", `{"UserId":"u",`, "", 14, decoding + ": at byte 14: expected a key, found the end of the input"},
		{"HTML", `<html><body>busy</body></html>`, "", 0, decoding + ": at byte 0: expected an object, found '<'"},
		{"a list", `[{"UserId":"u"}]`, "", 0, decoding + ": at byte 0: expected an object, found an array"},
		{"text", `"u"`, "", 0, decoding + ": at byte 0: expected an object, found a string"},
		{"wrong type", `{"UserId":7}`, "UserId", 10, decoding + ".UserId: at byte 10: expected a string, found a number"},
		{"wrong type for a structure", `{"Credentials":["access-secret"]}`, "Credentials", 15,
			decoding + ".Credentials: at byte 15: malformed value of a sensitive member: [REDACTED]"},
		{"wrong type inside", `{"Credentials":{"AccessToken":{"x":"access-secret"}}}`, "Credentials.AccessToken", 30,
			decoding + ".Credentials.AccessToken: at byte 30: malformed value of a sensitive member: [REDACTED]"},
		{"no time", `{"Credentials":{"AccessTokenExpiration":"tomorrow"}}`, "Credentials.AccessTokenExpiration", 40,
			decoding + ".Credentials.AccessTokenExpiration: at byte 40: malformed value of a sensitive member: [REDACTED]"},
		{"bad escape", `{"UserId":"\q"}`, "UserId", 11, decoding + ".UserId: at byte 11: invalid escape in a string"},
		{"control character", "{\"UserId\":\"a\x00\"}", "UserId", 12, decoding + ".UserId: at byte 12: control character in a string"},
		{"trailing bytes", `{"UserId":"u"} {}`, "", 15, decoding + ": at byte 15: unexpected data after the value, starting with an object"},
		{"trailing comma", `{"UserId":"u",}`, "", 14, decoding + ": at byte 14: expected a key, found '}'"},
		{"too deep", `{"Later":` + strings.Repeat(`{"a":[`, 100_000), "", 1545, decoding + ": at byte 1545: nested deeper than 512 levels"},
	}
	for _, tt := range tests {
		for name, decode := range jsonDecoders {
			t.Run(tt.name+"/"+name, func(t *testing.T) {
				_, err := decode(tt.body)
				checkDecodeError(t, err, "GetFederationTokenResponse", tt.path, tt.offset, tt.text, tt.body)
			})
		}
	}
}

// checkDecodeError checks that an error tells what is malformed, keeps the body,
// and is nobody's answer.
func checkDecodeError(t *testing.T, err error, shape, path string, offset int64, text, body string) {
	t.Helper()
	e, ok := errors.AsType[*wire.DecodeError](err)
	if !ok {
		t.Fatalf("got %T: %v", err, err)
	}
	if _, ok := errors.AsType[wire.APIError](err); ok {
		t.Errorf("%v passes for a service's error", err)
	}
	if e.Shape != shape || e.Path != path || e.Offset != offset || e.Err == nil {
		t.Errorf("got shape %q, path %q, offset %d, cause %v", e.Shape, e.Path, e.Offset, e.Err)
	}
	if want := body[:min(len(body), wire.MaxRawBody)]; string(e.Body) != want {
		t.Errorf("got a body of %d bytes, want %d", len(e.Body), len(want))
	}
	checkText(t, e, text)
}

func TestDecodeXMLMalformed(t *testing.T) {
	tests := []struct {
		name, body, path string
		offset           int64
		text             string
	}{
		{"empty", ``, "", 0, ": at byte 0: an empty body: expected an XML document"},
		{"JSON", `{}`, "", 0, `: at byte 0: expected an XML element, found '{'`},
		{"truncated", `<R><UserId>u`, "UserId", 12, ".UserId: at byte 12: the body ends inside element <UserId>"},
		{"trailing bytes", `<R/><R/>`, "", 4, ": at byte 4: unexpected content after the root element"},
		{"element for text", `<R><UserId><a/></UserId></R>`, "UserId", 11, ".UserId: at byte 11: expected text, found element <a>"},
		{"DOCTYPE", `<!DOCTYPE r [<!ENTITY e "x">]><R><UserId>&e;</UserId></R>`, "", 0,
			": at byte 0: a document type declaration, which is refused: entities are not expanded"},
		{"entity", `<R><UserId>&e;</UserId></R>`, "UserId", 11, `.UserId: at byte 11: "&e;" is no reference that XML knows`},
		{"invalid UTF-8", "<R><UserId>\xff</UserId></R>", "", 11, `: at byte 11: invalid UTF-8`},
		{"too deep", strings.Repeat("<a>", 100_000), "", 1536, `: at byte 1536: nested deeper than 512 levels`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := wire.DecodeXML([]byte(tt.body), new(response))
			checkDecodeError(t, err, "GetFederationTokenResponse", tt.path, tt.offset, decoding+tt.text, tt.body)
		})
	}
}
