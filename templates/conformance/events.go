package conformance

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/smithygen/smithygen/templates/wire"
)

// Cases of event streams (smithy.test#eventStreamTests). Messages are compared
// by what is in them, read here without help of what is tested: their headers
// may stand in any order.

// An event is one message of a case.
type event struct {
	Type          string // "request" or "response"
	Params        any    // nil where the message is malformed
	Headers       map[string]map[string]any
	Body          *string
	BodyMediaType string
	Bytes         []byte
}

// An expectation is what is to come of a case: nothing wrong, unless it says so.
type expectation struct {
	Failure *struct{ ErrorID string }
}

// checkEvents runs a case of an event stream.
func (c *testCase) checkEvents(op *wire.Operation) (f findings) {
	if c.InitialRequest != nil || len(c.Events) > 0 && c.Events[0].Type == "request" {
		c.checkEventRequest(&f, op)
	} else {
		c.checkEventResponse(&f, op)
	}
	return f
}

// stream returns the name and schema of the member that streams events.
func stream(s *wire.Schema) (string, *wire.Schema, error) {
	for i := range s.Members {
		if m := &s.Members[i]; m.Flags&wire.Streaming != 0 && m.Schema().Kind == wire.Union {
			return m.Name, m.Schema(), nil
		}
	}
	return "", nil, fmt.Errorf("%s has no stream of events", s.ID)
}

// withEvents returns what the params of a case and of its events describe.
func (c *testCase) withEvents(s *wire.Schema, params any) (wire.Value, error) {
	if params == nil {
		params = map[string]any{}
	}
	v, err := valueOf(s, params)
	if err != nil {
		return v, err
	}
	name, union, err := stream(s)
	if err != nil {
		return v, err
	}
	var events []wire.Value
	for _, e := range c.Events {
		value, err := valueOf(union, e.Params)
		if err != nil {
			return v, err
		}
		events = append(events, value)
	}
	var members []wire.Field
	for name, member := range v.Entries() {
		members = append(members, wire.Field{Name: name, Value: member})
	}
	list := &wire.Schema{ID: union.ID, Kind: wire.List, Members: []wire.Member{{Name: "member", Target: union}}}
	return wire.StructureValue(s, append(members, wire.Field{Name: name, Value: wire.ListValue(list, events...)})...), nil
}

// checkEventRequest makes the request of a case and checks the messages sent.
func (c *testCase) checkEventRequest(f *findings, op *wire.Operation) {
	in, err := c.withEvents(op.Input, c.InitialRequestParams)
	if err != nil {
		f.add("params", "", err.Error())
		return
	}
	made, err := op.NewRequest(context.Background(), c.endpoint(), in)
	if err != nil {
		f.add("request", "", "error: "+err.Error())
		return
	}
	f.equal("Content-Type", eventMediaType, made.Header.Get("Content-Type"))
	r, body, err := sent(made)
	if err != nil {
		f.add("request", "", "cannot be sent: "+err.Error())
		return
	}
	if initial := c.InitialRequest; initial != nil {
		f.equal("method", initial.Method, r.Method)
		f.equal("path", initial.URI, r.URL.EscapedPath())
		initial.checkHeaders(f, made, r)
	}
	for i, e := range c.Events {
		var got frame
		if got, body, err = readFrame(body); err != nil {
			f.add(fmt.Sprintf("message %d", i), "", err.Error())
			return
		}
		e.check(f, got)
	}
	if len(body) > 0 {
		f.add("after the messages", "nothing", show(string(body)))
	}
}

const eventMediaType = "application/vnd.amazon.eventstream"

// check compares a message with the bytes that the case has for it, and with the
// headers and body that it says are in them.
func (e *event) check(f *findings, got frame) {
	want, rest, err := readFrame(e.Bytes)
	if err != nil || len(rest) > 0 {
		f.add("bytes of the case", "one message", fmt.Sprint(err, len(rest)))
		return
	}
	if wanted, sent := show(want.headers), show(got.headers); wanted != sent {
		f.add("headers", wanted, sent)
	}
	for _, name := range slices.Sorted(maps.Keys(e.Headers)) {
		if wanted, sent := show(e.Headers[name]), show(got.headers[name]); wanted != sent {
			f.add("header "+name, wanted, sent)
		}
	}
	body := string(want.payload)
	if e.Body != nil {
		body = *e.Body
	}
	form := formOf(e.BodyMediaType, nil)
	wanted, err := form([]byte(body))
	if err == nil {
		var sent string
		if sent, err = form(got.payload); err == nil {
			if wanted != sent {
				f.add("payload", wanted, sent)
			}
		}
	}
	if err != nil {
		f.add("payload", show(body), show(string(got.payload)))
	}
}

// checkEventResponse hands the messages of a case to the operation and checks
// what that makes of them.
func (c *testCase) checkEventResponse(f *findings, op *wire.Operation) {
	initial := c.InitialResponse
	if initial == nil {
		initial = &testCase{Code: 200}
	}
	resp, err := initial.response()
	if err != nil {
		f.add("body of the case", "", err.Error())
		return
	}
	if len(c.Events) > 0 {
		var body []byte
		for _, e := range c.Events {
			body = append(body, e.Bytes...)
		}
		resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), -1
		resp.Header.Set("Content-Type", eventMediaType)
	}
	out, err := op.ParseResponse(resp)
	if c.Expectation.Failure != nil {
		c.checkEventError(f, err)
		return
	}
	if err != nil {
		f.add("output", "", describe(err))
		return
	}
	want, err := c.withEvents(op.Output, c.InitialResponseParams)
	if err != nil {
		f.add("params", "", err.Error())
		return
	}
	f.compare("", want, out)
}

// checkEventError checks that an error is the one that the case expects: the
// modeled one it names; what an unmodeled message or response says; else none
// that the service could have sent.
func (c *testCase) checkEventError(f *findings, err error) {
	var last *event
	if len(c.Events) > 0 {
		last = c.Events[len(c.Events)-1]
	}
	if id := c.Expectation.Failure.ErrorID; id != "" {
		typed, ok := err.(wire.ModeledError)
		if !ok || wire.SchemaOf(typed).ID != id {
			f.add("error", id, describe(err))
			return
		}
		c.checkEventErrorMembers(f, typed, last)
		return
	}
	apiErr, isAPI := errors.AsType[wire.APIError](err)
	switch {
	case last == nil:
		if !isAPI || apiErr.ErrorStatus() != c.InitialResponse.Code {
			f.add("error", fmt.Sprintf("an unknown one with status %d", c.InitialResponse.Code), describe(err))
		}
	case last.Headers[":exception-type"] != nil:
		if !isAPI {
			f.add("error", "one that the service sent", describe(err))
		}
	case last.Headers[":error-code"] != nil:
		if !isAPI {
			f.add("error", "an unknown one", describe(err))
			return
		}
		f.equal("ErrorCode", fmt.Sprint(last.Headers[":error-code"]["string"]), apiErr.ErrorCode())
		f.equal("ErrorMessage", fmt.Sprint(last.Headers[":error-message"]["string"]), apiErr.ErrorMessage())
	default:
		if _, ok := errors.AsType[*wire.DecodeError](err); !ok {
			f.add("error", "a *wire.DecodeError", describe(err))
		}
	}
}

func (c *testCase) checkEventErrorMembers(f *findings, typed wire.ModeledError, last *event) {
	var params any
	if last != nil {
		if members, ok := last.Params.(map[string]any); ok && len(members) == 1 {
			for _, params = range members {
			}
		}
	} else if body, err := c.InitialResponse.body(); err == nil {
		_ = json.Unmarshal(body, &params)
	}
	want, err := valueOf(wire.SchemaOf(typed), params)
	if err != nil {
		f.add("params", "", err.Error())
		return
	}
	f.compare("", want, typed.ToValue())
}

// A frame is a message; its headers are as cases spell them.
type frame struct {
	headers map[string]map[string]any
	payload []byte
}

var errFrame = errors.New("not a message of an event stream, or one whose checksums are wrong")

// readFrame reads the message that src begins with.
func readFrame(src []byte) (frame, []byte, error) {
	f := frame{headers: map[string]map[string]any{}}
	if len(src) < 16 {
		return f, src, errFrame
	}
	total, headers := binary.BigEndian.Uint32(src), binary.BigEndian.Uint32(src[4:])
	if uint64(total) > uint64(len(src)) || total < 16 || headers > total-16 {
		return f, src, errFrame
	}
	message, rest := src[:total], src[total:]
	end := len(message) - 4
	if crc32.ChecksumIEEE(message[:8]) != binary.BigEndian.Uint32(message[8:]) || crc32.ChecksumIEEE(message[:end]) != binary.BigEndian.Uint32(message[end:]) {
		return f, src, errFrame
	}
	f.payload = message[12+headers : end]
	in := bytes.NewReader(message[12 : 12+headers])
	for in.Len() > 0 {
		name := take(in, int64(number[uint8](in)))
		kind, value := readHeader(in)
		if kind == "" || f.headers[string(name)] != nil {
			return f, src, errFrame
		}
		f.headers[string(name)] = map[string]any{kind: value}
	}
	return f, rest, nil
}

// readHeader returns the value of a header and how cases call its type, "" if
// there is none.
func readHeader(in io.Reader) (string, any) {
	switch number[uint8](in) {
	case 0:
		return "boolean", true
	case 1:
		return "boolean", false
	case 2:
		return "byte", number[int8](in)
	case 3:
		return "short", number[int16](in)
	case 4:
		return "integer", number[int32](in)
	case 5:
		return "long", number[int64](in)
	case 6:
		return "blob", base64.StdEncoding.EncodeToString(take(in, int64(number[uint16](in))))
	case 7:
		return "string", string(take(in, int64(number[uint16](in))))
	case 8:
		return "timestamp", time.UnixMilli(number[int64](in)).UTC().Format(time.RFC3339Nano)
	}
	return "", nil
}

// number reads an integer, 0 where there is none.
func number[T any](in io.Reader) (n T) {
	_ = binary.Read(in, binary.BigEndian, &n)
	return n
}

func take(in io.Reader, n int64) []byte {
	taken, _ := io.ReadAll(io.LimitReader(in, n))
	return taken
}
