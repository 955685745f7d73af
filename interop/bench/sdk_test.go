//go:build bench

package bench

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// An official is the official client of one service and what it is made of.
type official struct {
	answer    *http.Response // to the next request
	config    aws.Config
	serialize middleware.SerializeMiddleware
	input     middleware.SerializeInput
	decode    middleware.DeserializeMiddleware
	context   context.Context
}

func newOfficial() *official {
	o := new(official)
	o.config = aws.Config{
		Region:           "us-east-1",
		Credentials:      credentials.NewStaticCredentialsProvider("id", "secret", ""),
		HTTPClient:       o,
		RetryMaxAttempts: 1,
		APIOptions:       []func(*middleware.Stack) error{o.capture},
	}
	return o
}

// Do is the transport.
func (o *official) Do(*http.Request) (*http.Response, error) { return o.answer, nil }

// capture takes the steps that are measured alone out of the middleware of a call.
func (o *official) capture(stack *middleware.Stack) error {
	step, ok := stack.Deserialize.Get("OperationDeserializer")
	if !ok {
		return errors.New("no OperationDeserializer")
	}
	o.decode = step
	if o.serialize, ok = stack.Serialize.Get("OperationSerializer"); !ok {
		return errors.New("no OperationSerializer")
	}
	return stack.Serialize.Insert(middleware.SerializeMiddlewareFunc("Capture", func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
		o.context, o.input = ctx, in
		return next.HandleSerialize(ctx, in)
	}), "OperationSerializer", middleware.Before)
}

// respond returns a response with the headers that tell the clients its format.
func respond(status int, body []byte) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body))}
}

// decoders returns the deserializer by itself and the whole call.
func decoders[In, Out, Opt any](tb testing.TB, o *official, call func(context.Context, *In, ...Opt) (*Out, error), in *In, status int, body []byte) []decoder {
	whole := func(body []byte) (any, error) {
		o.answer = respond(status, body)
		return answered(call(context.Background(), in))
	}
	if _, err := whole(body); err != nil { // which captures
		tb.Fatal(err)
	}
	// A copy, as clients are shared by topics.
	step, ctx := o.decode, o.context
	answer := func(body []byte) middleware.DeserializeHandler {
		return middleware.DeserializeHandlerFunc(func(context.Context, middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
			return middleware.DeserializeOutput{RawResponse: &smithyhttp.Response{Response: respond(status, body)}}, middleware.Metadata{}, nil
		})
	}
	alone := func(body []byte) (any, error) {
		out, _, err := step.HandleDeserialize(ctx, middleware.DeserializeInput{}, answer(body))
		result, ok := out.Result.(*Out)
		if !ok {
			result = new(Out)
		}
		v, err := answered(result, err)
		if err == nil && ok {
			// The schema-driven deserializers have one output for a client's
			// call, which they fill again.
			kept := new(Out)
			*kept, *result = *result, *kept
			if status == http.StatusOK {
				v = kept
			}
		}
		return v, err
	}
	return []decoder{{"sdk", alone}, {"sdk-call", whole}}
}

// A coded is an error of a service, by ours and by theirs.
type coded interface {
	error
	ErrorCode() string
	ErrorMessage() string
}

// answered makes an output of a service's error.
func answered[Out any](out *Out, err error) (any, error) {
	if apiErr, ok := errors.AsType[coded](err); ok {
		return apiErr, nil
	}
	return out, err
}
