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

// readBody is readBody for an output.
func (in *incoming) readBody() (err error) {
	in.body, err = readBody(in.op, in.resp, MaxBody+1)
	if err == nil && len(in.body) > MaxBody {
		err = &DecodeError{Shape: schemaOf(in.out).Name(), Offset: MaxBody, Err: errTooLong, Body: bounded(in.body)}
	}
	return err
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

// An incoming is a response while it is read.
type incoming struct {
	op     *OperationSchema
	resp   *http.Response // nil of an error, whose body has been read
	out    Shape          // never nil
	header http.Header
	status int
	body   []byte      // once it has been read
	format bodyFormat  // of a protocol with HTTP bindings
	events eventFormat // nil if the protocol has none
	open   bool        // the body has been handed on
}

// newIncoming starts to read an output.
func newIncoming(resp *http.Response, op *OperationSchema, v any) (*incoming, error) {
	out, err := outputOf(op, v)
	if err != nil {
		discard(resp)
		return nil, err
	}
	return &incoming{op: op, resp: resp, out: out, header: resp.Header, status: resp.StatusCode}, nil
}

// close closes a body that is of no use.
func (in *incoming) close() {
	if in.resp.Body != nil {
		_ = in.resp.Body.Close()
	}
}

// parseMessage reads an output that is all of the body, or the events of one; f
// is nil where there are none.
func parseMessage(resp *http.Response, op *OperationSchema, v any, f eventFormat, decode func(body []byte, out Shape) error) error {
	in, err := newIncoming(resp, op, v)
	if err != nil {
		return err
	}
	in.events = f
	for _, part := range op.Response {
		if err := part(in); err != nil {
			in.close()
			return err
		}
	}
	if in.open {
		return nil
	}
	if err := in.readBody(); err != nil {
		return err
	}
	if len(in.body) == 0 {
		setDefaults(in.out)
		return nil
	}
	return decode(in.body, in.out)
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
		format, binding := f.errors()
		return responseError(resp, op, format, binding, f)
	}
	in, err := newIncoming(resp, op, v)
	if err != nil {
		return err
	}
	in.format, in.events = f, f.events()
	for _, part := range op.Response {
		if err := part(in); err != nil {
			in.close()
			if e, ok := err.(*DecodeError); ok && e.Body == nil {
				e.Body = bounded(in.body)
			}
			return err
		}
	}
	return nil
}

// ReadNothing reads past a body that has no members.
func ReadNothing(in *incoming) error {
	discard(in.resp)
	setDefaults(in.out)
	return nil
}

// ReadBody reads the members that are bound to nothing else; a protocol without
// bindings reads them itself.
func ReadBody(in *incoming) error {
	if in.format == nil {
		return nil
	}
	if err := in.readBody(); err != nil {
		return err
	}
	if blank(in.body) {
		setDefaults(in.out)
		return nil
	}
	return in.format.decodeBody(in.op, in.body, in.out)
}

// ReadStream gives the unread body to the member that streams it.
func ReadStream(in *incoming) error {
	setDefaults(in.out)
	body := in.resp.Body
	if body == nil {
		body = http.NoBody
	}
	s := schemaOf(in.out)
	i := s.payload()
	if in.open = memberOf(in.out, i).setReader(body); !in.open {
		return &DecodeError{Shape: s.Name(), Path: s.Members[i].Name, Err: errNoSuchField}
	}
	return nil
}

// ReadEvents gives the unread body to the member that streams its events. Headers
// are checked to say what has to be known before; in an RPC protocol a message
// says it, which fills the output.
func ReadEvents(in *incoming) error {
	s := schemaOf(in.out)
	i := s.events()
	m := &s.Members[i]
	ref, ok := eventsOf(m, memberOf(in.out, i))
	if !ok {
		return &DecodeError{Shape: s.Name(), Path: m.Name, Err: errNoSuchField}
	}
	if in.events == nil {
		return &DecodeError{Shape: s.Name(), Path: m.Name, Err: errEventStream}
	}
	r := newEventResponse(in.resp, in.op, m.Schema(), in.events)
	if in.format == nil {
		r.out = in.out
	} else {
		setDefaults(in.out)
		if err := missingHeader(s, in.header); err != nil {
			return err
		}
	}
	in.open = true
	return ref.open(r)
}

// ReadPayload fills the member that is the whole body. An empty body leaves it
// unset.
func ReadPayload(in *incoming) error {
	if in.resp != nil { // else it is an error, whose body has been read
		if err := in.readBody(); err != nil {
			return err
		}
		setDefaults(in.out)
	}
	s := schemaOf(in.out)
	i := s.payload()
	m, r, body := &s.Members[i], memberOf(in.out, i), in.body
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
		if len(bytes.TrimSpace(body)) == 0 {
			return nil
		}
		return underMember(in.format.decodePayload(in.op, m, body, r), s, m)
	}
	if !ok {
		return &DecodeError{Shape: s.Name(), Path: m.Name, Err: errNoSuchField}
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
