package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// An Operation is an operation as a value, for programs that choose by name what
// they call: schemas, and the two ends of a call with Values in and out.
type Operation struct {
	*OperationSchema
	Waiters []*Waiter // smithy.waiters#waitable, in order of name

	// NewRequest builds the request for an input, whose members may be given in a
	// Structure or a Map; a stream is a Blob, one of events a List of Unions. The
	// error is a *DecodeError if the input is not what the schema says, otherwise the
	// one of the operation's typed function.
	NewRequest func(ctx context.Context, endpoint string, in Value) (*http.Request, error)
	// ParseResponse reads a response, whose body it closes. A stream becomes a Blob
	// of at most MaxBody bytes, one of events the List of those that come in as many.
	// The error is the operation's typed error or a *DecodeError; one that ends a
	// stream of events comes beside the output, with the events before it.
	ParseResponse func(resp *http.Response) (Value, error)
}

// A Protocol makes requests of inputs and outputs of responses: RestJSON1 and its
// like.
type Protocol interface {
	// NewRequest returns the request of an operation to an endpoint such as
	// "https://connect.us-east-1.amazonaws.com", whose path comes before the
	// operation's. The input may be nil if the model declares none. The error is a
	// *RequestError. The request is not signed.
	NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error)
	// ParseResponse fills out, a pointer to a zero value, from a response, and closes
	// the body unless it is handed on as a stream. out may be nil for nothing. The
	// error is an APIError if the service answered with one, and a *DecodeError if
	// the response is not what the model promises.
	ParseResponse(resp *http.Response, op *OperationSchema, out any) error
}

// An OperationTypes is what generated code tells of an operation.
type OperationTypes struct {
	Operation *OperationSchema
	Waiters   []*Waiter
}

// NewOperations makes Operations of what generated code tells of them: a table,
// since calls would cost the compiler more than the operations themselves.
func NewOperations(p Protocol, table []OperationTypes) []*Operation {
	operations := make([]*Operation, len(table))
	for i, t := range table {
		operations[i] = newOperation(p, t.Operation)
		operations[i].Waiters = t.Waiters
	}
	return operations
}

func newOperation(p Protocol, op *OperationSchema) *Operation {
	return &Operation{
		OperationSchema: op,
		NewRequest: func(ctx context.Context, endpoint string, value Value) (*http.Request, error) {
			in := op.Input.New()
			if err := FromValue(value, in); err != nil {
				return nil, err
			}
			if err := setStream(in, value); err != nil {
				return nil, err
			}
			return p.NewRequest(ctx, endpoint, op, in)
		},
		ParseResponse: func(resp *http.Response) (Value, error) {
			if op.Output.events() >= 0 {
				boundEvents(resp)
			}
			out := op.Output.New()
			if err := p.ParseResponse(resp, op, out); err != nil {
				return Value{}, err
			}
			return withStream(op, out)
		},
	}
}

// stream returns the index of the member that is a stream of bytes, or -1. Only
// inputs and outputs can have one.
func (s *Schema) stream() int {
	for i := range s.Members {
		if m := &s.Members[i]; m.Flags&Streaming != 0 && m.Schema().Kind == Blob {
			return i
		}
	}
	return -1
}

// A blobStream is a Blob that is read as a stream.
type blobStream struct{ *strings.Reader }

// Close does nothing.
func (blobStream) Close() error { return nil }

// setStream gives the Blob that the input has for a stream to the field that
// streams it.
func setStream(typed Shape, in Value) error {
	s := SchemaOf(typed)
	if i := s.events(); i >= 0 {
		return setEvents(typed, i, in)
	}
	i := s.stream()
	if i < 0 {
		return nil
	}
	name := s.Members[i].Name
	blob := in.Member(name)
	if blob.isNull() {
		return nil
	}
	if blob.Kind() != Blob {
		return &DecodeError{Shape: s.Name(), Path: name, Err: fmt.Errorf("expected a value of kind %v, found %v", Blob, blob.Kind())}
	}
	reader := strings.NewReader(blob.text)
	field := memberOf(typed, i)
	switch p := field.any().(type) {
	case *io.Reader:
		*p = reader
	case *io.ReadCloser:
		*p = blobStream{reader}
	default:
		return &DecodeError{Shape: s.Name(), Path: name, Err: errNoSuchField}
	}
	return nil
}

// withStream returns an output as a Value, its stream read to the end.
func withStream(op *OperationSchema, out Shape) (Value, error) {
	s := SchemaOf(out)
	if i := s.events(); i >= 0 {
		return withEvents(out, i)
	}
	i := s.stream()
	if i < 0 {
		return out.ToValue(), nil
	}
	stream := memberOf(out, i).reader()
	if stream == nil {
		return out.ToValue(), nil
	}
	m := &s.Members[i]
	content, err := io.ReadAll(io.LimitReader(stream, MaxBody+1))
	if closer, ok := stream.(io.Closer); ok {
		err = errors.Join(err, closer.Close())
	}
	if err != nil {
		return Value{}, fmt.Errorf("reading the response of %s: %w", op.Name, err)
	}
	if len(content) > MaxBody {
		return Value{}, &DecodeError{Shape: s.Name(), Path: m.Name, Offset: MaxBody, Err: errTooLong}
	}
	blob := BlobValue(m.Schema(), content)
	if m.Flags&Sensitive != 0 {
		blob = blob.WithSensitive()
	}
	return withMember(out, i, blob), nil
}

// withMember returns an output as a Value with one more member, by its index.
func withMember(out Shape, i int, member Value) Value {
	value, s := out.ToValue(), SchemaOf(out)
	at := slices.IndexFunc(value.names(), func(name string) bool { return s.MemberIndex(name) > i })
	if at < 0 {
		at = value.Len()
	}
	return value.with(at, s.Members[i].Name, member)
}
