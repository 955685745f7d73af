package wire

import (
	"fmt"
	"io"
	"net/http"
)

// Events as Values, for programs that choose operations by name: a stream is a
// List of Unions.

// setEvents gives the List that the input has for a stream to the field that
// streams it.
func setEvents(typed Shape, i int, in Value) error {
	s := SchemaOf(typed)
	m := &s.Members[i]
	list := in.Member(m.Name)
	if list.isNull() {
		return nil
	}
	if list.Kind() != List {
		return &DecodeError{Shape: s.Name(), Path: m.Name, Err: fmt.Errorf("expected a value of kind %v, found %v", List, list.Kind())}
	}
	ref, ok := eventsOf(m, memberOf(typed, i))
	if !ok {
		return &DecodeError{Shape: s.Name(), Path: m.Name, Err: errNoSuchField}
	}
	var events eventList
	for n := range list.Len() {
		event := anyUnion()
		if err := decodeTarget(&valueDecoder{next: list.Elem(n)}, &Member{Target: m.Schema()}, event); err != nil {
			return underMember(err, s, &Member{Name: fmt.Sprintf("%s[%d]", m.Name, n)})
		}
		events = append(events, *at[Shape](event.place))
	}
	ref.receive(&events)
	return nil
}

// anyUnion returns a variable for a member of any union.
func anyUnion() ref {
	t := newGoType(shapeType)
	return ref{t, newPlace(t)}
}

// An eventList is an eventStream of events that are there.
type eventList []Shape

func (l *eventList) next() (Shape, error) {
	if len(*l) == 0 {
		return nil, io.EOF
	}
	v := (*l)[0]
	*l = (*l)[1:]
	return v, nil
}

// Close does nothing.
func (l *eventList) Close() error { return nil }

// withEvents returns an output as a Value, its stream read to the end. If that
// is an error, the events before it are in the Value.
func withEvents(out Shape, i int) (Value, error) {
	s := SchemaOf(out)
	m := &s.Members[i]
	ref, ok := eventsOf(m, memberOf(out, i))
	if !ok {
		return Value{}, &DecodeError{Shape: s.Name(), Path: m.Name, Err: errNoSuchField}
	}
	var events []Value
	var failed error
	if sequence := ref.send(); sequence != nil {
		for event, err := range sequence {
			if err != nil {
				failed = err
				break
			}
			events = append(events, event.ToValue())
		}
	}
	list := &Schema{ID: m.Schema().ID, Kind: List, Flags: m.Schema().Flags, Members: []Member{{Name: "member", Target: m.Schema()}}}
	return withMember(out, i, ListValue(list, events...)), failed
}

// boundEvents makes reading more than MaxBody of a response an error.
func boundEvents(resp *http.Response) {
	if resp.Body != nil {
		resp.Body = &boundedBody{resp.Body, MaxBody}
	}
}

type boundedBody struct {
	io.ReadCloser
	left int64
}

// Read reads on, as long as something is left.
func (b *boundedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
