package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Event streams through the protocols; the frames are eventstream_frame_test.go's,
// the official cases the conformance package's.

var eventProtocols = map[string]protocol{
	"restJson1": RestJSON1, "restXml": RestXML, "awsJson1_0": AWSJSON10, "awsJson1_1": AWSJSON11,
	"rpcv2Json": RPCV2JSON, "rpcv2Cbor": RPCV2CBOR,
}

func isREST(protocol string) bool { return strings.HasPrefix(protocol, "rest") }

// ticks has an event of every form; of an unknown one too.
func ticks() []tick {
	at := time.UnixMilli(1700000000123).UTC()
	return []tick{
		&tickReading{reading{At: &at, Seq: new(int32(-7)), Celsius: new(21.5), Label: new("ü<")}},
		&tickReading{reading{Seq: new(int32(0))}},
		&tickChunk{chunk{Part: new(int16(3)), Bytes: []byte{0, 1, 2}}},
		&tickChunk{},
		&tickNote{note{Text: new("hello")}},
		&tickNested{nested{Id: []byte("id"), Record: &record{Name: new("n"), Tags: []string{"a", "b"}, Child: &record{Token: new("")}}}},
		&tickNested{},
		&tickEnd{},
		&tickUnknown{UnknownEvent("newer", &Message{
			Headers: []MessageHeader{{":content-type", StringValue(&StringSchema, "x/y")}, {"id", UUIDValue([16]byte{15: 1})}},
			Payload: []byte("kept"),
		})},
	}
}

// eventReply is a response with these messages.
func eventReply(t *testing.T, name string, messages ...*Message) (*http.Response, *closer) {
	t.Helper()
	var body []byte
	for _, m := range messages {
		for i, h := range m.Headers {
			if h.Value.Text() == "initial-request" {
				m.Headers[i].Value = StringValue(&StringSchema, "initial-response")
			}
		}
		var err error
		if body, err = AppendMessage(body, m); err != nil {
			t.Fatal(err)
		}
	}
	resp, c := reply(200, "", "X-Name", "n", "X-Amzn-Requestid", "q", rpcHeader, map[string]string{"rpcv2Json": "rpc-v2-json", "rpcv2Cbor": "rpc-v2-cbor"}[name])
	c.Reader = iotest.HalfReader(bytes.NewReader(body))
	return resp, c
}

func readAll(t *testing.T, r io.Reader) (all []*Message) {
	t.Helper()
	for {
		m, err := ReadMessage(r)
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
}

// message is one with texts for headers, named and valued in turns.
func message(payload string, headers ...string) *Message {
	m := &Message{Payload: []byte(payload)}
	for pair := range slices.Chunk(headers, 2) {
		m.add(pair[0], pair[1])
	}
	return m
}

func initial(t *testing.T, name string) *Message {
	t.Helper()
	r, err := eventProtocols[name].NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Name: new("n")})
	if err != nil {
		t.Fatal(err)
	}
	if isREST(name) {
		return nil
	}
	return readAll(t, r.Body)[0]
}

// What goes out comes back in every protocol that has events.
func TestEventsRoundTrip(t *testing.T) {
	for name, p := range eventProtocols {
		t.Run(name, func(t *testing.T) {
			want := ticks()
			in := &watchInput{Name: new("n"), Ticks: Events(want...)}
			r, err := p.NewRequest(context.Background(), testEndpoint, &watchOperation, in)
			if err != nil {
				t.Fatal(err)
			}
			if r.ContentLength != -1 || r.Header.Get("Content-Type") != eventMediaType {
				t.Errorf("length %d, %v", r.ContentLength, r.Header)
			}
			if accept := r.Header.Get("Accept"); strings.HasPrefix(name, "rpc") && accept != eventMediaType {
				t.Errorf("Accept %q", accept)
			}
			resp, body := eventReply(t, name, readAll(t, iotest.OneByteReader(r.Body))...)
			var out watchOutput
			if err := p.ParseResponse(resp, &watchOperation, &out); err != nil {
				t.Fatal(err)
			}
			if out.Name == nil || *out.Name != "n" {
				t.Errorf("name %v", out.Name)
			}
			var got []tick
			for event, err := range out.Ticks.All() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, event)
			}
			if diff := cmp.Diff(want, got, equal); diff != "" {
				t.Error(diff)
			}
			if !body.closed {
				t.Error("the body was not closed")
			}
			if _, err := out.Ticks.Next(); err != io.EOF {
				t.Errorf("after the end: %v", err)
			}
		})
	}
}

// Headers and payloads, as the specification shows them.
func TestEventMessages(t *testing.T) {
	events := ticks()
	r, err := RestJSON1.NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Name: new("n"), Ticks: Events(events...)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range readAll(t, r.Body) {
		var line strings.Builder
		for _, h := range m.Headers {
			line.WriteString(h.Name + "=" + h.Value.String() + " ")
		}
		got = append(got, line.String()+string(m.Payload))
	}
	want := []string{
		`:message-type="event" :event-type="reading" :content-type="application/json" at=2023-11-14T22:13:20.123Z seq=-7 {"celsius":21.5,"l":"ü<"}`,
		`:message-type="event" :event-type="reading" :content-type="application/json" seq=0 {}`,
		`:message-type="event" :event-type="chunk" :content-type="application/octet-stream" part=3 ` + "\x00\x01\x02",
		`:message-type="event" :event-type="chunk" `,
		`:message-type="event" :event-type="note" :content-type="text/plain" hello`,
		`:message-type="event" :event-type="nested" :content-type="application/json" id=blob(2 bytes) {"name":"n","tags":["a","b"],"child":{"token":""}}`,
		`:message-type="event" :event-type="nested" `,
		`:message-type="event" :event-type="end" :content-type="application/json" {}`,
		`:message-type="event" :event-type="newer" :content-type="x/y" id=blob(16 bytes) kept`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Errors stand in place of events and end the stream.
func TestEventErrors(t *testing.T) {
	const json = `{"Message":"gone","Resource":"r","RetryAfter":3}`
	for name, test := range map[string]struct {
		message *Message
		want    error
	}{
		"by member": {message(json, ":message-type", "exception", ":exception-type", "gone"),
			&missing{Message: new("gone"), Resource: new("r"), RetryAfter: new(int32(3)), ErrorInfo: ErrorInfo{Status: 200, RequestID: "q"}}},
		"by shape":          {message("", ":message-type", "exception", ":exception-type", "missingException"), &missing{ErrorInfo: ErrorInfo{Status: 200, RequestID: "q"}}},
		"of the operation":  {message(`{"Count":2}`, ":message-type", "exception", ":exception-type", "BusyException"), &busy{Count: new(int32(2)), ErrorInfo: ErrorInfo{Status: 200, RequestID: "q"}}},
		"as an event":       {message(`{}`, ":message-type", "event", ":event-type", "gone"), &missing{ErrorInfo: ErrorInfo{Status: 200, RequestID: "q"}}},
		"of the service":    {message(`{"Message":"m"}`, ":message-type", "exception", ":exception-type", "ElsewhereException", ":content-type", "application/json"), &otherError{UnknownError{Code: "ElsewhereException", Message: "m", Status: 200, RequestID: "q", ContentType: "application/json", Body: []byte(`{"Message":"m"}`), Err: &elsewhere{Message: new("m"), ErrorInfo: ErrorInfo{Status: 200, RequestID: "q"}}}}},
		"unknown":           {message(`{"message":"m"}`, ":message-type", "exception", ":exception-type", "a#Newer:x"), &otherError{UnknownError{Code: "Newer", Message: "m", Status: 200, RequestID: "q", Body: []byte(`{"message":"m"}`)}}},
		"of no union":       {message("", ":message-type", "error", ":error-code", "Internal", ":error-message", "sorry"), &otherError{UnknownError{Code: "Internal", Message: "sorry", Status: 200, RequestID: "q"}}},
		"that says nothing": {message("", ":message-type", "error"), &otherError{UnknownError{Status: 200, RequestID: "q"}}},
	} {
		t.Run(name, func(t *testing.T) {
			resp, body := eventReply(t, "restJson1", message("hi", ":message-type", "event", ":event-type", "note"), test.message, message("not read"))
			var out watchOutput
			if err := RestJSON1.ParseResponse(resp, &watchOperation, &out); err != nil {
				t.Fatal(err)
			}
			if _, err := out.Ticks.Next(); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				event, err := out.Ticks.Next()
				if diff := cmp.Diff(test.want, err, equal, cmp.AllowUnexported(elsewhere{})); diff != "" || event != nil {
					t.Errorf("%v\n%s", event, diff)
				}
			}
			if !body.closed {
				t.Error("the body was not closed")
			}
		})
	}
}

func TestEventsMalformed(t *testing.T) {
	for want, m := range map[string]*Message{
		"decoding Tick.:message-type: at byte 0: expected a header of kind String, found Invalid":    message("xxxx"),
		"decoding Tick.:event-type: at byte 0: expected a header of kind String, found Invalid":      message("", ":message-type", "event"),
		"decoding Tick.:exception-type: at byte 0: expected a header of kind String, found Invalid":  message("", ":message-type", "exception"),
		`decoding Tick.:message-type: at byte 0: expected event, exception or error, found "null"`:   message("", ":message-type", "null"),
		`decoding Tick.reading.celsius: at byte 11: expected a number, found the string "x"`:         message(`{"celsius":"x"}`, ":message-type", "event", ":event-type", "reading"),
		"decoding Tick.reading: at byte 2: unexpected data after the value, starting with an object": message(`{}{}`, ":message-type", "event", ":event-type", "reading"),
		"decoding Tick.reading.seq: at byte 0: expected a value of kind Long, found String":          message("", ":message-type", "event", ":event-type", "reading", "seq", "1"),
		"decoding Tick.nested.record.name: at byte 8: expected a string, found a number":             message(`{"name":1}`, ":message-type", "event", ":event-type", "nested"),
		"decoding MissingException.Message: at byte 11: expected a string, found an array":           message(`{"Message":[]}`, ":message-type", "exception", ":exception-type", "gone"),
	} {
		resp, body := eventReply(t, "restJson1", m)
		var out watchOutput
		if err := RestJSON1.ParseResponse(resp, &watchOperation, &out); err != nil {
			t.Fatal(err)
		}
		_, err := out.Ticks.Next()
		if _, ok := errors.AsType[*DecodeError](err); !ok || err.Error() != want || !body.closed {
			t.Errorf("got %v\nwant %s", err, want)
		}
		if _, again := out.Ticks.Next(); again != err {
			t.Errorf("and then %v", again)
		}
	}
}

// Where a frame of a stream is broken is told from the stream's beginning.
func TestEventsCutShort(t *testing.T) {
	frame, _ := AppendMessage(nil, message("hi", ":message-type", "event", ":event-type", "note"))
	resp, _ := reply(200, string(frame)+string(frame[:20]), "X-Name", "n")
	var out watchOutput
	if err := RestJSON1.ParseResponse(resp, &watchOperation, &out); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Ticks.Next(); err != nil {
		t.Fatal(err)
	}
	_, err := out.Ticks.Next()
	if e, ok := errors.AsType[*DecodeError](err); !ok || e.Shape != "Tick" || e.Offset != int64(len(frame)+20) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// The initial message may be left out where nothing in it is required.
func TestInitialResponse(t *testing.T) {
	event := message("hi", ":message-type", "event", ":event-type", "note")
	failure := message("", ":message-type", "error", ":error-code", "Internal", ":error-message", "sorry")
	required := "decoding WatchOutput.name: at byte 0: " + errNoInitial.Error()
	for name, p := range eventProtocols {
		resp, body := eventReply(t, name, event)
		resp.Header.Del("X-Name")
		if err := p.ParseResponse(resp, &watchOperation, new(watchOutput)); err == nil || err.Error() != required || !body.closed {
			t.Errorf("%s, required: %v", name, err)
		}
		resp, _ = eventReply(t, name, event)
		resp.Header.Del("X-Name")
		var out optionalOutput
		if err := p.ParseResponse(resp, &watchOperation, &out); err != nil {
			t.Errorf("%s, optional: %v", name, err)
		} else if event, err := out.Ticks.Next(); err != nil || *event.(*tickNote).Value.Text != "hi" {
			t.Errorf("%s, optional: %v, %v", name, event, err)
		}
		resp, _ = eventReply(t, name, failure)
		out = optionalOutput{}
		if err := p.ParseResponse(resp, &watchOperation, &out); err != nil {
			t.Errorf("%s, failure: %v", name, err)
		} else if _, err := out.Ticks.Next(); err == nil || err.Error() != "Internal: sorry (request id q)" {
			t.Errorf("%s, failure: %v", name, err)
		}
		if isREST(name) {
			continue
		}
		resp, _ = eventReply(t, name, initial(t, name), event)
		var only streamOutput
		if err := p.ParseResponse(resp, &watchOperation, &only); err != nil {
			t.Errorf("%s, unexpected: %v", name, err)
		} else if event, err := only.Ticks.Next(); err != nil || *event.(*tickNote).Value.Text != "hi" {
			t.Errorf("%s, unexpected: %v, %v", name, event, err)
		}
		resp, _ = eventReply(t, name, message("", ":message-type", "event", ":event-type", "initial-response"), event)
		out = optionalOutput{}
		if err := p.ParseResponse(resp, &watchOperation, &out); err != nil {
			t.Errorf("%s, empty: %v", name, err)
		} else if event, err := out.Ticks.Next(); err != nil || *event.(*tickNote).Value.Text != "hi" {
			t.Errorf("%s, empty: %v, %v", name, event, err)
		}
		resp, _ = eventReply(t, name, message("", ":message-type", "event", ":event-type", "initial-response"), event)
		if err := p.ParseResponse(resp, &watchOperation, new(watchOutput)); err == nil || err.Error() != required {
			t.Errorf("%s, empty and required: %v", name, err)
		}
		resp, body = eventReply(t, name, message("\x01", ":message-type", "event", ":event-type", "initial-response"))
		err := p.ParseResponse(resp, &watchOperation, new(watchOutput))
		if _, ok := errors.AsType[*DecodeError](err); !ok || !body.closed {
			t.Errorf("%s, malformed: %v", name, err)
		}
	}
}

// An optionalOutput is a watchOutput of which nothing is required, a streamOutput
// one with nothing but events.
type (
	optionalOutput watchOutput
	streamOutput   struct{ Ticks EventReader[tick] }
)

func (v *optionalOutput) ToValue() Value { return ToValue(&optionalOutputSchema, v) }
func (v *streamOutput) ToValue() Value   { return ToValue(&streamOutputSchema, v) }

var (
	optionalOutputSchema = Schema{ID: "test#OptionalOutput", Kind: Structure, Members: []Member{
		{Name: "name", Target: &StringSchema, Location: InHeader, Key: "x-name"}, watchMembers[1]}}
	streamOutputSchema = Schema{ID: "test#StreamOutput", Kind: Structure, Members: watchMembers[1:]}
)

func TestEventStreamsNotSupported(t *testing.T) {
	for _, p := range []protocol{AWSQuery, EC2Query} {
		resp, body := eventReply(t, "")
		if err := p.ParseResponse(resp, &watchOperation, new(watchOutput)); !errors.Is(err, errEventStream) || !body.closed {
			t.Errorf("response: %v", err)
		}
		if _, err := p.NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Ticks: Events[tick]()}); !errors.Is(err, errEventStream) {
			t.Errorf("request: %v", err)
		}
	}
	for _, p := range []protocol{RPCV2JSON, RPCV2CBOR} {
		resp, body := eventReply(t, "")
		if err := p.ParseResponse(resp, &watchOperation, new(watchOutput)); !errors.Is(err, errNotRPCv2) || !body.closed {
			t.Errorf("of another protocol: %v", err)
		}
	}
}

// Without events there is no body, but the members of an RPC.
func TestNoEvents(t *testing.T) {
	for name, p := range eventProtocols {
		r, err := p.NewRequest(context.Background(), testEndpoint, &watchOperation, &watchInput{Name: new("n")})
		if err != nil {
			t.Fatal(err)
		}
		if isREST(name) {
			if r.Body != nil || r.Header.Get("Content-Type") != "" {
				t.Errorf("%s: %v, %v", name, r.Body, r.Header)
			}
			continue
		}
		if all := readAll(t, r.Body); len(all) != 1 || all[0].Header(":event-type").Text() != "initial-request" || len(all[0].Payload) < 5 {
			t.Errorf("%s: %v", name, all)
		}
	}
	var none EventReader[tick]
	for range none.All() {
		t.Error("an event from nowhere")
	}
	if err := none.Close(); err != nil {
		t.Error(err)
	}
}

// Generic access: a stream is a list, both ways.
func TestEventValues(t *testing.T) {
	op := newOperation(RestJSON1, &watchOperation)
	var events []Value
	for _, event := range ticks() {
		events = append(events, event.ToValue())
	}
	in := MapValue(nil, Field{"name", StringValue(nil, "n")}, Field{"ticks", ListValue(nil, events...)})
	r, err := op.NewRequest(context.Background(), testEndpoint, in)
	if err != nil {
		t.Fatal(err)
	}
	sent := readAll(t, r.Body)
	resp, _ := eventReply(t, "restJson1", sent...)
	out, err := op.ParseResponse(resp)
	if err != nil || out.Member("name").Text() != "n" || out.Member("ticks").Len() != len(events) {
		t.Fatalf("got %v, %v", out, err)
	}
	for i, want := range events {
		if got := out.Member("ticks").Elem(i); !got.Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	resp, _ = eventReply(t, "restJson1", append(sent[:2], message(`{"Message":"m"}`, ":message-type", "exception", ":exception-type", "gone"))...)
	out, err = op.ParseResponse(resp)
	if _, ok := errors.AsType[*missing](err); !ok || out.Member("ticks").Len() != 2 {
		t.Errorf("with an error: %v, %v", out, err)
	}
	for want, ticks := range map[string]Value{
		"decoding WatchInput.ticks: at byte 0: expected a value of kind List, found Blob":                   BlobValue(nil, nil),
		"decoding WatchInput.ticks[0]: at byte 0: expected a value of kind Union, found Long":               ListValue(nil, IntValue(nil, 1)),
		`decoding WatchInput.ticks[1].note.text: at byte 0: expected a value of kind String, found Boolean`: ListValue(nil, events[0], MapValue(nil, Field{"note", MapValue(nil, Field{"text", BoolValue(nil, true)})})),
	} {
		in := MapValue(nil, Field{"name", StringValue(nil, "n")}, Field{"ticks", ticks})
		if _, err := op.NewRequest(context.Background(), testEndpoint, in); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	bound := &boundedBody{io.NopCloser(strings.NewReader("abc")), 2}
	if got, err := io.ReadAll(bound); string(got) != "ab" || err != errTooLong {
		t.Errorf("bounded: %q, %v", got, err)
	}
}

// What an event's tree says of its type is no member of the union.
func TestEventValueWithType(t *testing.T) {
	newer := message("kept", "id", "1")
	event := MapValue(nil, Field{"__type", StringValue(nil, "test#Tick")}, Field{"newer", UnknownEvent("newer", newer).Value})
	in := MapValue(nil, Field{"name", StringValue(nil, "n")}, Field{"ticks", ListValue(nil, event)})
	r, err := newOperation(RestJSON1, &watchOperation).NewRequest(t.Context(), testEndpoint, in)
	if err != nil {
		t.Fatal(err)
	}
	sent := readAll(t, r.Body)
	if len(sent) != 1 || sent[0].Header(":event-type").Text() != "newer" || string(sent[0].Payload) != "kept" {
		t.Errorf("got %v", sent)
	}
}

// A conversation: each event is sent when the one before has been answered.
func TestDuplex(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Name", r.Header.Get("X-Name"))
		w.WriteHeader(200)
		_ = http.NewResponseController(w).Flush()
		for {
			m, err := ReadMessage(r.Body)
			if err != nil {
				return
			}
			frame, _ := AppendMessage(nil, m)
			_, _ = w.Write(frame)
			_ = http.NewResponseController(w).Flush()
		}
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	answers := make(chan string, 1)
	talk := func(yield func(tick, error) bool) {
		text := "0"
		for len(text) < 5 && yield(&tickNote{note{&text}}, nil) {
			text = <-answers + "1"
		}
	}
	r, err := RestJSON1.NewRequest(t.Context(), server.URL, &watchOperation, &watchInput{Name: new("n"), Ticks: talk})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	var out watchOutput
	if err := RestJSON1.ParseResponse(resp, &watchOperation, &out); err != nil {
		t.Fatal(err)
	}
	var got []string
	for event, err := range out.Ticks.All() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, *event.(*tickNote).Value.Text)
		answers <- got[len(got)-1]
	}
	if diff := cmp.Diff([]string{"0", "01", "011", "0111"}, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzEvents checks that no message makes reading or writing an event panic, and
// that an event that was read can be sent.
func FuzzEvents(f *testing.F) {
	names := slices.Sorted(maps.Keys(eventProtocols))
	for i := range names {
		f.Add(i, "event", "reading", "seq", []byte(`{"celsius":1}`))
		f.Add(i, "exception", "gone", ":error-code", []byte("<a><Message>x</Message></a>"))
		f.Add(i, "event", "nested", "id", []byte("\xa1\x64name\x61n"))
	}
	f.Fuzz(func(t *testing.T, which int, kind, typ, header string, payload []byte) {
		name := names[uint(which)%uint(len(names))]
		m := message(string(payload), ":message-type", kind, ":"+kind+"-type", typ, header, kind)
		frame, err := AppendMessage(nil, m)
		if err != nil {
			return
		}
		resp, _ := eventReply(t, name)
		resp.Body = io.NopCloser(bytes.NewReader(frame))
		var out streamOutput
		if err := eventProtocols[name].ParseResponse(resp, &watchOperation, &out); err != nil {
			t.Fatal(err)
		}
		event, err := out.Ticks.Next()
		if err == nil {
			request := eventRequest{op: &watchOperation, union: &tickSchema, format: jsonEvents{}}
			if m, err := request.message(event); err != nil {
				t.Fatal(err)
			} else if _, err := AppendMessage(nil, m); err != nil && !errors.Is(err, errHeaderTwice) {
				t.Fatal(err)
			}
		}
	})
}
