package wire

import (
	"context"
	"net/http"
	"slices"
	"strings"
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

// newBoundRequest makes a request by the HTTP bindings.
func newBoundRequest(ctx context.Context, endpoint string, op *OperationSchema, in any, f bodyFormat) (*http.Request, error) {
	path, query, _ := strings.Cut(op.URI, "?")
	o, err := newOutgoing(op, in, outgoing{method: op.Method, path: []byte(path), query: []byte(query), format: f, events: f.events()})
	if err != nil {
		return nil, err
	}
	return o.request(ctx, endpoint)
}

// SendBody writes the members that are bound to nothing else; a protocol without
// bindings writes them itself.
func SendBody(o *outgoing) error {
	if o.format == nil {
		return nil
	}
	out, err := o.format.encodeBody(o.op, o.in)
	o.setBody(out, o.format.mediaType())
	return err
}

func (o *outgoing) setBody(body []byte, contentType string) {
	o.body = body
	o.header.Set("Content-Type", contentType)
}

// payload returns the index of the member that is the whole body.
func (s *Schema) payload() int {
	return slices.IndexFunc(s.Members, func(m Member) bool { return m.Location == InPayload })
}

// SendPayload writes the member that is the whole body. If it is not set there is
// neither body nor content type.
func SendPayload(o *outgoing) error {
	s := schemaOf(o.in)
	i := s.payload()
	m, r, f := &s.Members[i], memberOf(o.in, i), o.format
	switch m.Schema().Kind {
	case Blob:
		if v := r.blob(); v != nil {
			o.setBody(v, m.mediaType("application/octet-stream"))
		}
	case String, Enum:
		if v, ok := r.text(); ok && m.stands(r) {
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

// SendStream makes the body what the input's stream of bytes has.
func SendStream(o *outgoing) error {
	s := schemaOf(o.in)
	i := s.payload()
	if o.stream = memberOf(o.in, i).reader(); o.stream != nil {
		o.header.Set("Content-Type", s.Members[i].mediaType("application/octet-stream"))
		o.length = (*outgoing).streamLength
	}
	return nil
}

// SendSizedStream is SendStream for a stream whose length has to be known before it is
// sent. See https://smithy.io/2.0/spec/streaming.html#requireslength-trait
func SendSizedStream(o *outgoing) error {
	err := SendStream(o)
	if o.stream != nil {
		o.length = (*outgoing).sizedStream
	}
	return err
}

// SendEvents makes the body a stream of events, in an RPC protocol after a message
// with the other members.
func SendEvents(o *outgoing) error {
	if o.events == nil {
		return errEventStream
	}
	s := schemaOf(o.in)
	i := s.events()
	m := &s.Members[i]
	ref, ok := eventsOf(m, memberOf(o.in, i))
	if !ok {
		return errNoSuchField
	}
	request := eventRequest{op: o.op, union: m.Schema(), format: o.events}
	if o.format == nil {
		request.in = o.in
	}
	body, err := ref.body(&request)
	if body != nil {
		o.stream = body
		o.header.Set("Content-Type", eventMediaType)
		o.length = (*outgoing).streamLength
	}
	return err
}

// mediaType returns the media type of the member's target, else the one given.
func (m *Member) mediaType(otherwise string) string {
	if m.Traits != nil && m.Traits.MediaType != "" {
		return m.Traits.MediaType
	}
	return otherwise
}
