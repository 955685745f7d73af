package wire

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Messages as events: what eventstream_encode.go does, in reverse, and errors,
// which stand in place of events.

// An eventResponse is the beginning of a response whose events are to be read.
type eventResponse struct {
	op     *OperationSchema
	union  *Schema
	format eventFormat
	status int
	id     string // of the request
	body   io.ReadCloser
	out    Shape // whose members beside the stream come first, in a message; nil if they come elsewhere
}

// newEventResponse tells what the events of a response depend on.
func newEventResponse(resp *http.Response, op *OperationSchema, union *Schema, f eventFormat) *eventResponse {
	r := &eventResponse{op: op, union: union, format: f, status: resp.StatusCode, id: requestID(resp.Header), body: resp.Body}
	if r.body == nil {
		r.body = http.NoBody
	}
	return r
}

// An eventSource is the eventStream of a response.
type eventSource struct {
	eventResponse
	offset int64    // of the next message in the body
	at     int64    // of the last one
	ahead  *Message // has been read already
	err    error    // what ended the stream
}

// openEvents makes the field stream the events of a response, once the initial
// message, if one is to be waited for, has been read.
func openEvents(ref eventsRef, resp *eventResponse) error {
	s := &eventSource{eventResponse: *resp}
	if s.out != nil && len(schemaOf(s.out).Members) > 1 {
		if err := s.readInitial(); err != nil {
			return s.end(err)
		}
	}
	ref.receive(s)
	return nil
}

var errNoInitial = errors.New("required, and the response to an operation with events came without it")

// readInitial fills the output from the message that comes first. A service may
// leave it out, or its payload, if nothing in it is required.
func (s *eventSource) readInitial() error {
	var err error
	if s.ahead, err = s.read(); err != nil && err != io.EOF {
		return err
	}
	if s.ahead != nil && s.isInitial(s.ahead) {
		payload := s.ahead.Payload
		if s.ahead = nil; len(payload) > 0 {
			return s.decode(payload, s.out)
		}
	}
	if s.ahead != nil && s.ahead.Header(":message-type").Text() != "event" {
		return nil // an error says more
	}
	schema := schemaOf(s.out)
	for i := range schema.Members {
		if m := &schema.Members[i]; m.Flags&Required != 0 && m.Flags&Streaming == 0 {
			return &DecodeError{Shape: schema.Name(), Path: m.Name, Err: errNoInitial}
		}
	}
	setDefaults(s.out)
	return nil
}

func (s *eventSource) isInitial(msg *Message) bool {
	return msg.Header(":message-type").Text() == "event" && msg.Header(":event-type").Text() == "initial-response"
}

// missingHeader is readInitial's check where headers are the initial message.
func missingHeader(s *Schema, h http.Header) error {
	for i := range s.Members {
		if m := &s.Members[i]; m.Flags&Required != 0 && m.Location == InHeader && h.Values(m.Key) == nil {
			return &DecodeError{Shape: s.Name(), Path: m.Name, Err: errNoInitial}
		}
	}
	return nil
}

// read returns the next message.
func (s *eventSource) read() (*Message, error) {
	counted := counter{r: s.body}
	s.at = s.offset
	msg, err := ReadMessage(&counted)
	if e, ok := errors.AsType[*DecodeError](err); ok {
		e.Shape, e.Offset = s.union.Name(), e.Offset+s.offset
	}
	s.offset += counted.n
	return msg, err
}

// A counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

// Read reads on.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (s *eventSource) next() (Shape, error) {
	if s.err != nil {
		return nil, s.err
	}
	v, err := s.event()
	if err != nil {
		return nil, s.end(err)
	}
	return v, nil
}

// end closes the body: nothing comes after an error.
func (s *eventSource) end(err error) error {
	s.err = err
	_ = s.body.Close()
	return err
}

// Close ends the response.
func (s *eventSource) Close() error { return s.body.Close() }

func (s *eventSource) event() (Shape, error) {
	for {
		msg := s.ahead
		s.ahead = nil
		if msg == nil {
			var err error
			if msg, err = s.read(); err != nil {
				return nil, err
			}
		}
		if s.isInitial(msg) && s.union.MemberIndex("initial-response") < 0 {
			continue // which a service may begin to send
		}
		return s.eventOf(msg)
	}
}

func (s *eventSource) eventOf(msg *Message) (Shape, error) {
	kind, err := s.text(msg, ":message-type")
	if err != nil {
		return nil, err
	}
	switch kind {
	case "event":
		name, err := s.text(msg, ":event-type")
		if err != nil {
			return nil, err
		}
		return s.variant(msg, name)
	case "exception":
		name, err := s.text(msg, ":exception-type")
		if err != nil {
			return nil, err
		}
		return nil, s.exception(msg, name)
	case "error":
		return nil, s.unknown(msg, msg.Header(":error-code").Text(), msg.Header(":error-message").Text())
	}
	return nil, s.malformed(":message-type", fmt.Errorf("expected event, exception or error, found %q", clip(kind)))
}

// text returns a header that every message of a kind has.
func (s *eventSource) text(msg *Message, name string) (string, error) {
	v := msg.Header(name)
	if v.Kind() != String {
		return "", s.malformed(name, fmt.Errorf("expected a header of kind %v, found %v", String, v.Kind()))
	}
	return v.text, nil
}

func (s *eventSource) malformed(path string, err error) error {
	return &DecodeError{Shape: s.union.Name(), Path: path, Offset: s.at, Err: err}
}

// variant returns the member of the union that the message is.
func (s *eventSource) variant(msg *Message, name string) (Shape, error) {
	i := s.union.MemberIndex(name)
	if i < 0 {
		v := s.union.newVariant(-1)
		if u, ok := v.(interface{ unknown() *UnknownMember }); ok {
			*u.unknown() = UnknownEvent(name, msg)
		}
		return v, nil
	}
	if s.union.Members[i].Schema().Error != nil {
		return nil, s.exception(msg, name)
	}
	v := s.union.newVariant(i)
	event, ok := eventField(v).made().any().(Shape)
	if !ok {
		return nil, s.malformed(name, errNoSuchField)
	}
	typeOf(event).learn(s.union.Members[i].Schema())
	return v, underMember(s.fill(msg, event), s.union, &s.union.Members[i])
}

// exception returns the error that the message is: the one of the union's or the
// operation's that it names.
func (s *eventSource) exception(msg *Message, name string) error {
	var target *Schema
	known := s.op.Errors
	for i := range s.union.Members {
		if m := &s.union.Members[i]; m.Schema().Error != nil {
			if known = append(known[:len(known):len(known)], m.Schema()); m.Name == name {
				target = m.Schema()
			}
		}
	}
	if target == nil {
		target = findError(known, name, false)
	}
	if target == nil {
		return s.unknown(msg, name, "")
	}
	v, ok := target.New().(ModeledError)
	if !ok {
		return s.malformed(name, errNoSuchField)
	}
	if err := s.fill(msg, v); err != nil {
		return err
	}
	info := v.info()
	info.Status, info.RequestID = s.status, s.id
	return v
}

// unknown returns the open case. If there is no message, it is looked for in the
// payload.
func (s *eventSource) unknown(msg *Message, code, message string) error {
	reply := errorReply{message: message, status: s.status, requestID: s.id, contentType: msg.Header(":content-type").Text(), body: msg.Payload}
	body := s.format.errors().open(msg.Payload)
	defer body.free()
	return reply.unknown(s.op, body, errorCode(code), errorHead{})
}

// fill fills an event, a pointer to a zero value, from its message.
func (s *eventSource) fill(msg *Message, event Shape) error {
	schema := schemaOf(event)
	headers, payload := schema.eventMembers()
	if payload < 0 && headers < len(schema.Members) && len(msg.Payload) > 0 {
		if err := s.decodeEvent(msg.Payload, event); err != nil {
			return err
		}
	} else {
		setDefaults(event)
	}
	fields := refTo(event)
	for i := range schema.Members {
		m := &schema.Members[i]
		var err error
		switch {
		case i == payload:
			err = s.payload(m, msg.Payload, fields.member(i))
		case m.Flags&EventHeader != 0:
			if v := msg.Header(m.Name); v.IsValid() {
				err = decodeTarget(&valueDecoder{next: v}, m, fields.member(i))
			}
		}
		if err != nil {
			return underMember(err, schema, m)
		}
	}
	return nil
}

// payload fills the member that is the payload. An empty one leaves it unset.
func (s *eventSource) payload(m *Member, payload []byte, r ref) error {
	if len(payload) == 0 {
		return nil
	}
	switch m.Schema().Kind {
	case Blob:
		return storedText(r.setBlob(payload))
	case String, Enum:
		return storedText(r.setText(string(payload)))
	}
	d := s.format.decoder(payload)
	return s.ended(d, payload, decodeTarget(d, m, r))
}

// decode fills a structure from a payload.
func (s *eventSource) decode(payload []byte, v Shape) error {
	w := newDecoding(s.format.decoder(payload))
	return s.filled(&w, payload, v)
}

// decodeEvent is decode for an event without the members that are headers.
func (s *eventSource) decodeEvent(payload []byte, event Shape) error {
	w := newDecoding(s.format.decoder(payload))
	w.inEvent = true
	return s.filled(&w, payload, event)
}

func (s *eventSource) filled(w *decoding, payload []byte, v Shape) error {
	if err := w.root(v); err != nil {
		return withBody(err, payload)
	}
	return s.ended(w.d, payload, nil)
}

// ended checks that nothing follows what has been read of a payload.
func (s *eventSource) ended(d Decoder, payload []byte, err error) error {
	if err == nil {
		if end := s.format.end(d); end != nil {
			err = &DecodeError{Shape: s.union.Name(), Offset: d.Offset(), Err: end}
		}
	}
	return withBody(err, payload)
}

// UnknownEvent returns an event that the model does not know, for a union's
// unknown member: a Map of "headers", a Map of all but those that say what the
// message is, and of "payload", a Blob.
func UnknownEvent(name string, msg *Message) UnknownMember {
	var headers []Field
	for _, h := range msg.Headers {
		if h.Name != ":message-type" && h.Name != ":event-type" {
			headers = append(headers, Field(h))
		}
	}
	return UnknownMember{Tag: name, Value: MapValue(nil,
		Field{"headers", MapValue(nil, headers...)}, Field{"payload", BlobValue(nil, msg.Payload)})}
}

// unknownMessage is UnknownEvent in reverse.
func unknownMessage(v Shape) (*Message, error) {
	u, ok := v.(interface{ unknown() *UnknownMember })
	if !ok {
		return nil, errNoSuchField
	}
	value := u.unknown().Value
	headers, payload := value.Member("headers"), value.Member("payload")
	if headers.Kind() != Map || payload.Kind() != Blob {
		return nil, errUnknownEvent
	}
	msg := &Message{Payload: payload.Bytes()}
	msg.add(":message-type", "event")
	msg.add(":event-type", u.unknown().Tag)
	for name, header := range headers.Entries() {
		if strings.HasPrefix(name, ":") && name != ":content-type" {
			continue
		}
		msg.Headers = append(msg.Headers, MessageHeader{name, header})
	}
	return msg, nil
}
