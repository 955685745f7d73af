package wire

import (
	"errors"
	"io"
	"iter"
)

// Streams of events: an output's member that targets a streaming union is an
// EventReader, an input's an iter.Seq2. See
// https://smithy.io/2.0/spec/streaming.html#event-streams
//
// Messages are not signed: what services with AWS's Signature Version 4 want
// around each of them is up to EventBody.Wrap.

// An EventReader reads the events of a response, members of the union U. The
// zero EventReader has none. Next and All are for one goroutine at a time; Close
// may be called from any.
type EventReader[U any] struct{ stream eventStream }

// Next waits for the next event. The error is io.EOF after the last one. An
// error that the service sent in place of an event ends the stream: it is an
// APIError, the union's typed one or an unknown one, as in responses. A
// *DecodeError ends it too. An event that the union does not have is its
// unknown member; see UnknownEvent.
func (r *EventReader[U]) Next() (U, error) {
	var none U
	if r.stream == nil {
		return none, io.EOF
	}
	v, err := r.stream.next()
	if err != nil {
		return none, err
	}
	event, ok := v.(U)
	if !ok {
		return none, errNoSuchField
	}
	return event, nil
}

// All returns the events that are still to come, and the error that ends them
// early. It closes the stream when the loop ends.
func (r *EventReader[U]) All() iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		defer r.Close()
		for {
			event, err := r.Next()
			if err == io.EOF || !yield(event, err) || err != nil {
				return
			}
		}
	}
}

// Close ends the stream, and the response with it. It may be called more than
// once.
func (r *EventReader[U]) Close() error {
	if r.stream == nil {
		return nil
	}
	return r.stream.Close()
}

// Events returns a sequence of the events given, for inputs.
func Events[U any](events ...U) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		for _, event := range events {
			if !yield(event, nil) {
				return
			}
		}
	}
}

// EventsOf refers to a sequence of events that an input sends: field is a pointer
// to an iter.Seq2[U, error].
func EventsOf[U any](field any) any {
	p, ok := field.(*iter.Seq2[U, error])
	if !ok {
		return nil
	}
	return eventSequence[U]{p}
}

// eventsOf returns the reference to a field that streams events.
func eventsOf(m *Member, r ref) (eventsRef, bool) {
	events, ok := r.any().(eventsRef)
	if !ok && m.Traits != nil && m.Traits.Events != nil {
		events, ok = m.Traits.Events(r.any()).(eventsRef)
	}
	return events, ok
}

// eventField refers to the field of a wrapper that has the event.
func eventField(wrapper Shape) ref {
	v := variantOf(typeOf(wrapper))
	return v.held(placeOf(wrapper))
}

// An eventStream is where events come from, one by one.
type eventStream interface {
	next() (Shape, error) // io.EOF at the end
	Close() error
}

// An eventsRef refers to a field that streams events.
type eventsRef interface {
	// send returns the events that are in the field, nil for no stream.
	send() iter.Seq2[Shape, error]
	// receive makes the field stream the events.
	receive(eventStream)
	// open makes the field stream the events of a response. It is a method so that
	// programs without such fields do not link what it takes.
	open(*eventResponse) error
	// body returns the *EventBody that streams the field's events, nil for none; its
	// type is not told for the same reason.
	body(*eventRequest) (io.Reader, error)
}

func (r *EventReader[U]) send() iter.Seq2[Shape, error] {
	if r.stream == nil {
		return nil
	}
	return variants(r.All())
}
func (r *EventReader[U]) receive(s eventStream)                     { r.stream = s }
func (r *EventReader[U]) open(resp *eventResponse) error            { return openEvents(r, resp) }
func (r *EventReader[U]) body(req *eventRequest) (io.Reader, error) { return newEventBody(r, req) }

type eventSequence[U any] struct{ p *iter.Seq2[U, error] }

func (r eventSequence[U]) send() iter.Seq2[Shape, error] {
	if *r.p == nil {
		return nil
	}
	return variants(*r.p)
}
func (r eventSequence[U]) receive(s eventStream)          { *r.p = (&EventReader[U]{s}).All() }
func (r eventSequence[U]) open(resp *eventResponse) error { return openEvents(r, resp) }
func (r eventSequence[U]) body(req *eventRequest) (io.Reader, error) {
	return newEventBody(r, req)
}

func variants[U any](events iter.Seq2[U, error]) iter.Seq2[Shape, error] {
	return func(yield func(Shape, error) bool) {
		for event, err := range events {
			v, _ := any(event).(Shape)
			if !yield(v, err) {
				return
			}
		}
	}
}

// events returns the index of the member that is a stream of events, or -1. Only
// inputs and outputs can have one.
func (s *Schema) events() int {
	for i := range s.Members {
		if m := &s.Members[i]; m.Flags&Streaming != 0 && m.Schema().Kind == Union {
			return i
		}
	}
	return -1
}

const eventMediaType = "application/vnd.amazon.eventstream"

var errEventStream = errors.New("event streams are not supported by this protocol")
