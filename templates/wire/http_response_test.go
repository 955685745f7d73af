package wire

import (
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A reply is a response under test; its body knows whether it was closed.
func reply(status int, body string, headers ...string) (*http.Response, *closer) {
	c := &closer{Reader: strings.NewReader(body)}
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: c, ContentLength: int64(len(body))}, c
}

type closer struct {
	io.Reader
	closed bool
}

func (c *closer) Read(p []byte) (int, error) {
	if c.closed {
		return 0, http.ErrBodyReadAfterClose
	}
	return c.Reader.Read(p)
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestResponseBindings(t *testing.T) {
	when := time.Date(2019, 12, 16, 23, 48, 18, 0, time.UTC)
	resp, body := reply(201, `{"Text":"t","Name":"not from here","unknown":[1],"Plain":3}`,
		"x-name", "n", "X-Names", `"b,c", "\"def\"", a`, "X-Names", `"", d`, "X-When", "2019-12-16T23:48:18Z",
		"X-Whens", "Mon, 16 Dec 2019 23:48:18 GMT, Monday, 16-Dec-19 23:48:18 GMT,1576540098, 2019-12-16T23:48:18Z",
		"X-Numbers", "1,-2 , 3", "X-Score", "-Infinity", "X-Flag", "true", "X-Color", "MAUVE", "X-Colors", "RED,BLUE",
		"X-Json", "dHJ1ZQ==", "X-META-ABC", "1", "X-Meta-Def", "", "X-Other", "x")
	var got bindings
	if err := RestJSON1.ParseResponse(resp, &bindOperation, &got); err != nil {
		t.Fatal(err)
	}
	want := bindings{
		Name: new("n"), Names: []string{"b,c", `"def"`, "a", "", "d"}, When: &when, Whens: []time.Time{when, when, when, when},
		Numbers: []int32{1, -2, 3}, Score: got.Score, Flag: new(true), Color: new(color("MAUVE")), Colors: []color{"RED", "BLUE"},
		Secret: new("true"), Meta: map[string]string{"abc": "1", "def": ""}, Status: new(int32(201)), Text: new("t"), Plain: 3,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Score == nil || *got.Score > -1e308 {
		t.Errorf("score %v", got.Score)
	}
	if !body.closed {
		t.Error("the body was not closed")
	}
}

func TestResponseEmptyHeaders(t *testing.T) {
	resp, _ := reply(200, "", "X-Name", "", "X-Names", "", "X-When", "", "X-Score", "", "X-Flag", "")
	var got bindings
	if err := RestJSON1.ParseResponse(resp, &bindOperation, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bindings{Name: new(""), Names: []string{}, Meta: map[string]string{}, Status: new(int32(200))}, got); diff != "" {
		t.Error(diff)
	}
}

func TestResponseMalformedHeaders(t *testing.T) {
	tests := []struct{ header, value, want string }{
		{"X-Numbers", "1, 2147483648", `decoding Bindings.Numbers: at byte 0: header X-Numbers: expected an integer of 32 bits, found "2147483648"`},
		{"X-Numbers", "one", `decoding Bindings.Numbers: at byte 0: header X-Numbers: expected an integer of 32 bits, found "one"`},
		{"X-Names", `a, "b`, `decoding Bindings.Names: at byte 0: header X-Names: a quoted element is not closed`},
		{"X-Names", `"b\`, `decoding Bindings.Names: at byte 0: header X-Names: a quoted element is not closed`},
		{"X-When", "yesterday", `decoding Bindings.When: at byte 0: header X-When: not a timestamp: expected epoch seconds, a date-time or an http-date, found "yesterday"`},
		{"X-Whens", "Mon, 16 Dec 2019 23:48:18 GMT, Mon", `decoding Bindings.Whens: at byte 0: header X-Whens: not a timestamp: expected epoch seconds, a date-time or an http-date, found "Mon"`},
		{"X-Score", "much", `decoding Bindings.Score: at byte 0: header X-Score: expected a number of 64 bits, found "much"`},
		{"X-Flag", "TRUE", `decoding Bindings.Flag: at byte 0: header X-Flag: expected true or false, found "TRUE"`},
		{"X-Json", "?", `decoding Bindings.Secret: at byte 0: header X-Json: not base64: illegal base64 data at input byte 0`},
	}
	for _, tt := range tests {
		resp, body := reply(200, "{}", tt.header, tt.value)
		err := RestJSON1.ParseResponse(resp, &bindOperation, new(bindings))
		if _, ok := errors.AsType[*DecodeError](err); !ok || err.Error() != tt.want {
			t.Errorf("\n got %v\nwant %s", err, tt.want)
		}
		if !body.closed {
			t.Error("the body was not closed")
		}
	}
}

func TestResponsePayload(t *testing.T) {
	tests := []struct {
		name, body string
		out, want  Shape
	}{
		{"blob", "b", new(payload[[]byte]), &payload[[]byte]{Body: []byte("b")}},
		{"no blob", "", new(payload[[]byte]), &payload[[]byte]{}},
		{"text", `"raw"`, new(payload[*string]), &payload[*string]{Body: new(`"raw"`)}},
		{"no text", "", new(payload[*string]), &payload[*string]{}},
		{"enum", "GREEN", new(payload[*color]), &payload[*color]{Body: new(color("GREEN"))}},
		{"structure", `{"Name":"n"}`, new(payload[*everything]), &payload[*everything]{Body: &everything{Name: new("n")}}},
		{"no structure", "", new(payload[*everything]), &payload[*everything]{}},
		{"white space for a structure", " \r\n", new(payload[*everything]), &payload[*everything]{}},
		{"null for a structure", "null", new(payload[*everything]), &payload[*everything]{}},
		{"union", `{"number":3}`, new(payload[choice]), &payload[choice]{Body: &choiceNumber{3}}},
		{"unknown union member", `{"newer":3}`, new(payload[choice]), &payload[choice]{Body: &choiceUnknown{UnknownMember{"newer", IntValue(nil, 3)}}}},
		{"no union", "", new(payload[choice]), &payload[choice]{}},
		{"document", "null", new(payload[Value]), &payload[Value]{Body: NullValue()}},
		{"no document", "", new(payload[Value]), &payload[Value]{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := reply(200, tt.body)
			if err := RestJSON1.ParseResponse(resp, &putOperation, tt.out); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, tt.out, equal); diff != "" {
				t.Error(diff)
			}
			if !body.closed {
				t.Error("the body was not closed")
			}
		})
	}
}

func TestResponseStream(t *testing.T) {
	resp, body := reply(200, "streamed", "Content-Type", "text/plain")
	var out payload[io.ReadCloser]
	if err := RestJSON1.ParseResponse(resp, &putOperation, &out); err != nil {
		t.Fatal(err)
	}
	if out.Body != io.ReadCloser(body) || body.closed || *out.Type != "text/plain" {
		t.Errorf("got %#v", out)
	}
	if got := bodyOf(t, out.Body); got != "streamed" {
		t.Errorf("%q is left of the body", got)
	}
	resp.Body = nil
	if err := RestJSON1.ParseResponse(resp, &putOperation, &out); err != nil || bodyOf(t, out.Body) != "" {
		t.Errorf("without a body: %v", err)
	}
}

func TestResponseMalformed(t *testing.T) {
	tests := []struct {
		name, body string
		out        Shape
		want       string
	}{
		{"HTML", "<html>", new(bindings), "decoding Bindings: at byte 0: expected an object, found '<'"},
		{"truncated", `{"Text":"t"`, new(bindings), "decoding Bindings: at byte 11: expected ',' or '}', found the end of the input"},
		{"wrong type", `{"Text":1}`, new(bindings), "decoding Bindings.Text: at byte 8: expected a string, found a number"},
		{"wrong type in a payload", `{"Child":{"Name":1}}`, new(payload[*everything]), "decoding Structure.Body.Child.Name: at byte 17: expected a string, found a number"},
		{"more than a payload", `{} x`, new(payload[*everything]), "decoding Structure.Body: at byte 3: unexpected data after the value, starting with 'x'"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp, _ := reply(200, tt.body)
			op := bindOperation
			if schemaOf(tt.out).payload() >= 0 {
				op = putOperation
			}
			err := RestJSON1.ParseResponse(resp, &op, tt.out)
			e, ok := errors.AsType[*DecodeError](err)
			if !ok || err.Error() != tt.want || string(e.Body) != tt.body {
				t.Errorf("\n got %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestResponseForNobody(t *testing.T) {
	resp, body := reply(200, "whatever")
	unread := strings.NewReader("whatever")
	body.Reader = unread
	if err := RestJSON1.ParseResponse(resp, &pingOperation, nil); err != nil || !body.closed {
		t.Errorf("got %v, closed %v", err, body.closed)
	}
	if unread.Len() != 0 {
		t.Errorf("%d bytes are left, and the connection can't be used again", unread.Len())
	}
	resp, body = reply(200, "{}")
	if err := RestJSON1.ParseResponse(resp, &bindOperation, (*bindings)(nil)); !errors.Is(err, errNilOutput) || !body.closed {
		t.Errorf("got %v, closed %v", err, body.closed)
	}
}

func TestResponseBreaksOff(t *testing.T) {
	for _, status := range []int{200, 500} {
		resp, _ := reply(status, "")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"Te`), broken{}))
		err := RestJSON1.ParseResponse(resp, &bindOperation, new(bindings))
		if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "Bind") {
			t.Errorf("%d: %v", status, err)
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// An endless body is read up to the limit and no further.
func TestResponseTooLong(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 128 MiB")
	}
	resp, body := reply(200, "")
	body.Reader = endless{}
	err := RestJSON1.ParseResponse(resp, &putOperation, new(payload[[]byte]))
	if e, ok := errors.AsType[*DecodeError](err); !ok || e.Err != errTooLong || len(e.Body) != MaxRawBody || !body.closed {
		t.Errorf("got %v", err)
	}
}

// Nor is room made for what a response only says it has.
func TestResponseThatPromises(t *testing.T) {
	const promise = 1 << 30
	resp, _ := reply(200, `{"Text":"t"}`)
	resp.ContentLength = promise
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var got bindings
	if err := RestJSON1.ParseResponse(resp, &bindOperation, &got); err != nil || *got.Text != "t" {
		t.Errorf("got %v, %v", got, err)
	}
	runtime.ReadMemStats(&after)
	if room := after.TotalAlloc - before.TotalAlloc; room > promise/100 {
		t.Errorf("%d bytes of room for a body of 12", room)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
