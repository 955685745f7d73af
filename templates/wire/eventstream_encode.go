package wire

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"
)

// Events as messages: members with smithy.api#eventHeader are headers; the one
// with eventPayload, or else all the others together, is the payload. See
// https://smithy.io/2.0/aws/amazon-eventstream.html#amazon-event-semantics

// An eventRequest is what the events of a request depend on.
type eventRequest struct {
	op     *OperationSchema
	union  *Schema
	in     Shape // whose members beside the stream go first, in a message; nil if they go elsewhere
	format eventFormat
}

var (
	errNoEvent      = errors.New("an event is nil")
	errBodyClosed   = errors.New("the body of the request has been closed")
	errUnknownEvent = errors.New("an event that the model does not know has to be what UnknownEvent returns")
)

// message returns the message of an event.
func (r *eventRequest) message(v Shape) (*Message, error) {
	if v == nil {
		return nil, errNoEvent
	}
	i := r.union.variantIndex(typeOf(v).rt)
	if i < 0 {
		return unknownMessage(v)
	}
	m := &r.union.Members[i]
	msg := new(Message)
	if m.Schema().Error != nil {
		msg.add(":message-type", "exception")
		msg.add(":exception-type", m.Name)
	} else {
		msg.add(":message-type", "event")
		msg.add(":event-type", m.Name)
	}
	event := eventField(v).shape(m.Schema())
	if isNil(event) {
		return nil, errNoEvent
	}
	typeOf(event).learn(m.Schema())
	return msg, r.fill(msg, event)
}

// fill adds to the message what is in the event.
func (r *eventRequest) fill(msg *Message, event Shape) error {
	s, fields := schemaOf(event), refTo(event)
	headers, payload := s.eventMembers()
	var err error
	switch {
	case payload >= 0:
		err = r.payload(msg, &s.Members[payload], fields.member(payload))
	case headers == 0 || headers < len(s.Members):
		msg.Payload, err = r.encodeEvent(event)
		msg.add(":content-type", r.format.mediaType())
	}
	for i := range s.Members {
		m, field := &s.Members[i], fields.member(i)
		if m.Flags&EventHeader != 0 && m.stands(field) {
			msg.Headers = append(msg.Headers, MessageHeader{m.Name, valueOf(m, field)})
		}
	}
	return err
}

// eventMembers returns how many members of an event are headers, and the index
// of the one that is the payload, or -1.
func (s *Schema) eventMembers() (headers, payload int) {
	payload = -1
	for i := range s.Members {
		switch f := s.Members[i].Flags; {
		case f&EventHeader != 0:
			headers++
		case f&EventPayload != 0:
			payload = i
		}
	}
	return headers, payload
}

// payload makes a member the message's payload. If it is not set there is none.
func (r *eventRequest) payload(msg *Message, m *Member, field ref) (err error) {
	switch m.Schema().Kind {
	case Blob:
		if b := field.blob(); b != nil {
			msg.Payload = b
			msg.add(":content-type", m.mediaType("application/octet-stream"))
		}
	case String, Enum:
		if text, ok := field.text(); ok {
			msg.Payload = []byte(text)
			msg.add(":content-type", m.mediaType("text/plain"))
		}
	default:
		if v := field.shape(m.Schema()); v != nil {
			msg.Payload, err = r.encode(v, m)
			msg.add(":content-type", m.mediaType(r.format.mediaType()))
		}
	}
	return err
}

// encode returns a structure or union in the protocol's format.
func (r *eventRequest) encode(v Shape, payload *Member) ([]byte, error) {
	e := r.format.encoder(r.op, payload)
	w := encoding{e: e}
	w.root(refTo(v))
	return e.Bytes(), e.Err()
}

// encodeEvent is encode for an event without the members that are headers.
func (r *eventRequest) encodeEvent(event Shape) ([]byte, error) {
	e := r.format.encoder(r.op, nil)
	w := encoding{e: e, inEvent: true}
	w.root(refTo(event))
	return e.Bytes(), e.Err()
}

// An EventBody is the body of a request that streams events, http.Request.Body
// of one that a generated package made. Each event is taken from the input's
// sequence when there is room for it; that runs in a goroutine of its own, for which
// Close does not wait, and must end when nobody wants its events any more.
type EventBody struct {
	// Wrap, if not nil, is called with each message, encoded, and once with nil
	// after the last; what it returns is sent instead. It is where signatures
	// belong. Set it before the request is sent.
	Wrap func(message []byte) ([]byte, error)

	request eventRequest
	events  iter.Seq2[Shape, error]

	reading sync.Mutex    // guards what follows
	asked   chan struct{} // that an event is wanted; nil before the first is
	given   chan taken    // what the sequence gave for it
	waiting bool          // for what has been asked
	rest    []byte        // encoded, still to be read
	initial bool          // rest is a message that has not been wrapped
	err     error         // what follows rest

	close   sync.Once
	closing chan struct{} // closed by Close
}

// taken is what a sequence gave.
type taken struct {
	v    Shape
	err  error
	more bool
}

// newEventBody returns nil if the field has no stream.
func newEventBody(ref eventsRef, req *eventRequest) (io.Reader, error) {
	b := &EventBody{request: *req, events: ref.send(), closing: make(chan struct{})}
	if b.events == nil {
		if req.in == nil {
			return nil, nil
		}
		b.events = func(func(Shape, error) bool) {}
	}
	if req.in == nil {
		return b, nil
	}
	msg := new(Message)
	msg.add(":message-type", "event")
	msg.add(":event-type", "initial-request")
	msg.add(":content-type", req.format.mediaType())
	var err error
	if msg.Payload, err = req.encode(req.in, nil); err != nil {
		return nil, err
	}
	b.rest, err = AppendMessage(nil, msg)
	b.initial = true
	return b, err
}

// Read reads the messages of the events, one after the other.
func (b *EventBody) Read(p []byte) (int, error) {
	b.reading.Lock()
	defer b.reading.Unlock()
	if b.initial && b.Wrap != nil {
		b.rest, b.err = b.Wrap(b.rest)
	}
	b.initial = false
	for len(b.rest) == 0 && b.err == nil && !b.isClosed() {
		b.rest, b.err = b.message()
	}
	if b.isClosed() {
		return 0, errBodyClosed
	}
	n := copy(p, b.rest)
	if b.rest = b.rest[n:]; n == 0 && len(b.rest) == 0 {
		return 0, b.err
	}
	return n, nil
}

// message returns the message of the next event, or the last bytes and io.EOF.
func (b *EventBody) message() ([]byte, error) {
	v, err, more := b.take()
	if err != nil {
		return nil, err
	}
	var frame []byte
	if more {
		msg, err := b.request.message(v)
		if err != nil {
			return nil, fmt.Errorf("encoding an event of %s: %w", b.request.op.Name, err)
		}
		if frame, err = AppendMessage(nil, msg); err != nil {
			return nil, fmt.Errorf("encoding an event of %s: %w", b.request.op.Name, err)
		}
	}
	if b.Wrap != nil {
		if frame, err = b.Wrap(frame); err != nil {
			return nil, err
		}
	}
	if !more {
		return frame, io.EOF
	}
	return frame, nil
}

// take waits for the next event, or for Close: HTTP/2 waits for a Read to end
// before it closes a response, and the sequence may wait for that.
func (b *EventBody) take() (Shape, error, bool) {
	if b.asked == nil {
		b.asked, b.given = make(chan struct{}, 1), make(chan taken, 1)
		go b.run()
	}
	if !b.waiting {
		b.asked <- struct{}{}
		b.waiting = true
	}
	select {
	case t := <-b.given:
		b.waiting = false
		return t.v, t.err, t.more
	case <-b.closing:
		return nil, errBodyClosed, false
	}
}

var errSequence = errors.New("the sequence of events neither ended nor gave one: its goroutine did")

// run gives the events as they are asked for, to the end of the sequence or the body.
func (b *EventBody) run() {
	last := taken{err: errSequence} // unless the loop ends
	defer func() {
		select {
		case b.given <- last:
		case <-b.closing:
		}
	}()
	if !b.isAsked() {
		return
	}
	for v, err := range b.events {
		b.given <- taken{v, err, true} // there is room: nobody asks twice
		if !b.isAsked() {
			break
		}
	}
	last = taken{}
}

// isAsked waits until an event is wanted; false is for none any more.
func (b *EventBody) isAsked() bool {
	select {
	case <-b.asked:
		return true
	case <-b.closing:
		return false
	}
}

// Close ends a Read that waits for the sequence, and the sequence when it gives
// its next event.
func (b *EventBody) Close() error {
	b.close.Do(func() { close(b.closing) })
	return nil
}

func (b *EventBody) isClosed() bool {
	select {
	case <-b.closing:
		return true
	default:
		return false
	}
}
