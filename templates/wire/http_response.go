package wire

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// MaxBody bounds how much of a response is read into memory. A body that is
// handed on as a stream has no bound.
const MaxBody = 128 << 20

// maxErrorBody bounds how much of an error is read: what is beyond it is not
// looked at.
const maxErrorBody = 1 << 20

var (
	errTooLong   = fmt.Errorf("the body is longer than %d bytes", MaxBody)
	errNilOutput = errors.New("the output is nil; pass a pointer to a structure")
)

// readBody reads the whole body and closes it.
func readBody(op *OperationSchema, resp *http.Response, most int64) ([]byte, error) {
	if resp.Body == nil {
		return nil, nil
	}
	defer resp.Body.Close()
	var buf bytes.Buffer
	if n := min(resp.ContentLength, 1<<20); n > 0 { // no more on the strength of a promise
		buf.Grow(int(n) + bytes.MinRead)
	}
	_, err := buf.ReadFrom(io.LimitReader(resp.Body, most))
	if err != nil {
		return buf.Bytes(), fmt.Errorf("reading the response of %s: %w", op.Name, err)
	}
	return buf.Bytes(), nil
}

// readOutput is readBody for an output.
func readOutput(op *OperationSchema, resp *http.Response, out Shape) ([]byte, error) {
	body, err := readBody(op, resp, MaxBody+1)
	if err == nil && len(body) > MaxBody {
		return nil, &DecodeError{Shape: schemaOf(out).Name(), Offset: MaxBody, Err: errTooLong, Body: bounded(body)}
	}
	return body, err
}

// discard closes a body that nobody wants, after reading a little so that the
// connection can be used again.
func discard(resp *http.Response) {
	if resp.Body != nil {
		_, _ = io.CopyN(io.Discard, resp.Body, maxErrorBody)
		_ = resp.Body.Close()
	}
}

// outputOf returns the structure to fill; nil stands for none.
func outputOf(op *OperationSchema, v any) (Shape, error) {
	out := shapeOf(v)
	if out == nil {
		return newUnit(), nil
	}
	if isNil(out) {
		return nil, fmt.Errorf("%s: %w", op.Name, errNilOutput)
	}
	if op.Output.tell(); schemaOf(out) == nil {
		return nil, fmt.Errorf("%s: %w", op.Name, errOtherType)
	}
	return out, nil
}

// setDefaults does what decoding a body without members would.
func setDefaults(v Shape) {
	if d, ok := v.(defaulter); ok {
		d.WireDefaults()
	}
}

// parseMessage reads an output that is all of the body, or the events of one; f
// is nil where there are none.
func parseMessage(resp *http.Response, op *OperationSchema, v any, f eventFormat, decode func(body []byte, out Shape) error) error {
	out, err := outputOf(op, v)
	if err != nil {
		discard(resp)
		return err
	}
	if i := schemaOf(out).events(); i >= 0 {
		return handOnEvents(resp, op, out, i, f, out)
	}
	body, err := readOutput(op, resp, out)
	if err != nil {
		return err
	}
	if len(body) == 0 {
		setDefaults(out)
		return nil
	}
	return decode(body, out)
}

// unlessBlank decodes a text that says something, and takes one that does not as
// an output without members.
func unlessBlank(decode func(body []byte, out Shape) error) func(body []byte, out Shape) error {
	return func(body []byte, out Shape) error {
		if blank(body) {
			setDefaults(out)
			return nil
		}
		return decode(body, out)
	}
}

// parseBoundResponse reads a response by the HTTP bindings.
func parseBoundResponse(resp *http.Response, op *OperationSchema, v any, f bodyFormat) error {
	if resp.StatusCode/100 != 2 {
		errors, binding := f.errors()
		return responseError(resp, op, errors, binding)
	}
	out, err := outputOf(op, v)
	if err != nil {
		discard(resp)
		return err
	}
	body, err := parseBoundBody(resp, op, out, f)
	if err != nil {
		return err
	}
	if err := decodeHeaders(out, resp.Header, resp.StatusCode); err != nil {
		if resp.Body != nil {
			_ = resp.Body.Close()
		}
		err.Body = bounded(body)
		return err
	}
	return nil
}

// parseBoundBody reads the members that are in the body, and returns the body
// unless nobody wants it or it is handed on.
func parseBoundBody(resp *http.Response, op *OperationSchema, out Shape, f bodyFormat) ([]byte, error) {
	s := schemaOf(out)
	payload, members := s.bodyMembers(Location.inResponseBody)
	if payload < 0 && !members {
		discard(resp)
		setDefaults(out)
		return nil, nil
	}
	if payload >= 0 && s.Members[payload].Flags&Streaming != 0 {
		setDefaults(out)
		return nil, handOn(resp, op, payload, out, f.events())
	}
	body, err := readOutput(op, resp, out)
	if err != nil {
		return nil, err
	}
	if payload < 0 && !blank(body) {
		return body, f.decodeBody(op, body, out)
	}
	if setDefaults(out); payload >= 0 {
		err = parsePayload(op, &s.Members[payload], body, out, f)
	}
	return body, err
}

// handOn gives the unread body to the member that streams it.
func handOn(resp *http.Response, op *OperationSchema, payload int, out Shape, f eventFormat) error {
	body := resp.Body
	if body == nil {
		body = http.NoBody
	}
	if memberOf(out, payload).setReader(body) {
		return nil
	}
	return handOnEvents(resp, op, out, payload, f, nil)
}

// handOnEvents gives the unread body to the member that streams its events.
// Headers are checked to say what has to be known before, unless a message says
// it, which fills initial.
func handOnEvents(resp *http.Response, op *OperationSchema, out Shape, member int, f eventFormat, initial Shape) error {
	s := schemaOf(out)
	m := &s.Members[member]
	ref, ok := eventsOf(m, memberOf(out, member))
	err := errNoSuchField
	if ok && f == nil {
		err = errEventStream
	} else if ok {
		r := newEventResponse(resp, op, m.Schema(), f)
		if r.out = initial; initial == nil {
			if err := missingHeader(s, resp.Header); err != nil {
				_ = r.body.Close()
				return err
			}
		}
		return ref.open(r)
	}
	if resp.Body != nil {
		_ = resp.Body.Close()
	}
	return &DecodeError{Shape: s.Name(), Path: m.Name, Err: err}
}

// parsePayload fills the member that is the whole body. An empty body leaves it
// unset.
func parsePayload(op *OperationSchema, m *Member, body []byte, out Shape, f bodyFormat) error {
	r := memberOf(out, schemaOf(out).MemberIndex(m.Name))
	if len(body) == 0 {
		return nil
	}
	var ok bool
	switch m.Schema().Kind {
	case Blob:
		ok = r.setBlob(body)
	case String, Enum:
		ok = r.setText(string(body))
	default:
		return underMember(f.decodePayload(op, m, body, r), schemaOf(out), m)
	}
	if !ok {
		return &DecodeError{Shape: schemaOf(out).Name(), Path: m.Name, Err: errNoSuchField}
	}
	return nil
}

// underMember places a DecodeError inside a member of the output.
func underMember(err error, s *Schema, m *Member) error {
	e, ok := errors.AsType[*DecodeError](err)
	if !ok {
		return err
	}
	e.Shape = s.Name()
	if e.Path != "" && e.Path[0] != '[' {
		e.Path = "." + e.Path
	}
	e.Path = m.Name + e.Path
	return e
}

// decodeTarget reads the value of a member that stands alone: a payload.
func decodeTarget(d Decoder, m *Member, r ref) error {
	w := newDecoding(d)
	w.secret = m.Flags&Sensitive != 0
	if w.null(r) || d.Err() == nil && w.value(m, r) {
		return nil
	}
	return w.error(m.Schema())
}

// withBody adds the body that was malformed to a DecodeError.
func withBody(err error, body []byte) error {
	if e, ok := errors.AsType[*DecodeError](err); ok {
		e.Body = bounded(body)
	}
	return err
}
