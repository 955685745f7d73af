package wire

import (
	"context"
	"net/http"
)

// An Operation is an operation as a value, for programs that choose by name what
// they call: schemas, and the two ends of a call with Values in and out.
type Operation struct {
	*OperationSchema
	Input, Output *Schema

	// NewRequest builds the request for an input, whose members may be given in a
	// Structure or a Map. The error is a *DecodeError if the input is not what the
	// schema says, otherwise the one of the operation's typed function.
	NewRequest func(ctx context.Context, endpoint string, in Value) (*http.Request, error)
	// ParseResponse reads a response, whose body it closes. The error is the
	// operation's typed error or a *DecodeError.
	ParseResponse func(resp *http.Response) (Value, error)
}

// A shapeOf is a pointer to a generated structure.
type shapeOf[T any] interface {
	*T
	Shape
}

// NewOperation makes an Operation of an operation's typed functions.
func NewOperation[I, O any, In shapeOf[I], Out shapeOf[O]](
	schema *OperationSchema,
	newRequest func(context.Context, string, In) (*http.Request, error),
	parseResponse func(*http.Response) (Out, error),
) *Operation {
	return &Operation{
		OperationSchema: schema,
		Input:           In(nil).WireSchema(),
		Output:          Out(nil).WireSchema(),
		NewRequest: func(ctx context.Context, endpoint string, in Value) (*http.Request, error) {
			typed := In(new(I))
			if err := FromValue(in, typed); err != nil {
				return nil, err
			}
			return newRequest(ctx, endpoint, typed)
		},
		ParseResponse: func(resp *http.Response) (Value, error) {
			out, err := parseResponse(resp)
			if err != nil {
				return Value{}, err
			}
			return ToValue(out), nil
		},
	}
}
