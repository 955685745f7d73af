package wire

import (
	"context"
	"net/http"
)

// A bodyFormat is the body side of a protocol that obeys the HTTP bindings:
// JSON or XML.
type bodyFormat interface {
	mediaType() string
	errors() (errorFormat, errorBinding)
	events() eventFormat

	// encodeBody writes the members that are bound to nothing else.
	encodeBody(op *OperationSchema, in Shape) ([]byte, error)
	// encodePayload writes the structure, union or document that is the body; nil
	// is none.
	encodePayload(op *OperationSchema, m *Member, r ref) ([]byte, error)
	decodeBody(op *OperationSchema, body []byte, out Shape) error
	decodePayload(op *OperationSchema, m *Member, body []byte, r ref) error
}

// bodyMembers returns the index of the member that is the payload, or -1, and
// whether there are members in the body.
func (s *Schema) bodyMembers(inBody func(Location) bool) (payload int, body bool) {
	payload = -1
	for i := range s.Members {
		switch l := s.Members[i].Location; {
		case l == InPayload:
			payload = i
		case inBody(l):
			body = true
		}
	}
	return payload, body
}

// newBoundRequest makes a request by the HTTP bindings.
func newBoundRequest(ctx context.Context, endpoint string, op *OperationSchema, in any, f bodyFormat) (*http.Request, error) {
	o, err := newOutgoing(op, in, op.Method, "")
	if err != nil {
		return nil, err
	}
	if err := o.bind(f); err != nil {
		return nil, requestError(op, err)
	}
	return o.request(ctx, endpoint)
}

func (o *outgoing) bind(f bodyFormat) error {
	if err := checkBoundTimes(o.in); err != nil {
		return err
	}
	path, literals, err := expandURI(o.op.URI, o.in)
	if err != nil {
		return err
	}
	query := newQueryWriter(literals)
	query.write(o.in)
	o.path, o.query = path, query.out
	if err := o.bindBody(f); err != nil {
		return err
	}
	return encodeHeaders(o.header, o.in) // last: a member may be the content type
}

func (o *outgoing) bindBody(f bodyFormat) error {
	s := schemaOf(o.in)
	payload, body := s.bodyMembers(Location.inRequestBody)
	if payload >= 0 {
		return o.bindPayload(f, &s.Members[payload], memberOf(o.in, payload))
	}
	if !body {
		return nil
	}
	out, err := f.encodeBody(o.op, o.in)
	o.setBody(out, f.mediaType())
	return err
}

func (o *outgoing) setBody(body []byte, contentType string) {
	o.body = body
	o.header.Set("Content-Type", contentType)
}

// bindPayload writes the member that is the whole body. If it is not set there
// is neither body nor content type.
func (o *outgoing) bindPayload(f bodyFormat, m *Member, r ref) error {
	if m.Flags&Streaming != 0 {
		return o.bindStream(m, r, f.events())
	}
	switch m.Schema().Kind {
	case Blob:
		if v := r.blob(); v != nil {
			o.setBody(v, m.mediaType("application/octet-stream"))
		}
	case String, Enum:
		if v, ok := r.text(); ok {
			o.setBody([]byte(v), m.mediaType("text/plain"))
		}
	default:
		out, err := f.encodePayload(o.op, m, r)
		if err != nil {
			return &RequestError{Member: m.Name, Err: err}
		}
		if out != nil {
			o.setBody(out, m.mediaType(f.mediaType()))
		}
	}
	return nil
}

func (o *outgoing) bindStream(m *Member, r ref, f eventFormat) error {
	if !r.isStream() {
		events, ok := eventsOf(m, r)
		if !ok {
			return errNoSuchField
		}
		return o.bindEvents(m, events, f, nil)
	}
	if o.stream = r.reader(); o.stream != nil {
		o.header.Set("Content-Type", m.mediaType("application/octet-stream"))
	}
	return nil
}

// bindEvents makes the body a stream of events, after a message with the members
// of in, if that is not nil.
func (o *outgoing) bindEvents(m *Member, ref eventsRef, f eventFormat, in Shape) error {
	body, err := ref.body(&eventRequest{op: o.op, union: m.Schema(), in: in, format: f})
	if body != nil {
		o.stream = body
		o.header.Set("Content-Type", eventMediaType)
	}
	return err
}

// rpcEvents makes the body a stream of events if the input of an RPC protocol has
// one, and reports whether it has.
func (o *outgoing) rpcEvents(f eventFormat) (bool, error) {
	s := schemaOf(o.in)
	i := s.events()
	if i < 0 {
		return false, nil
	}
	m := &s.Members[i]
	ref, ok := eventsOf(m, memberOf(o.in, i))
	if !ok {
		return true, errNoSuchField
	}
	return true, o.bindEvents(m, ref, f, o.in)
}

// mediaType returns the media type of the member's target, else the one given.
func (m *Member) mediaType(otherwise string) string {
	if m.Traits != nil && m.Traits.MediaType != "" {
		return m.Traits.MediaType
	}
	return otherwise
}
