package wire

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// AWSQuery is the protocol aws.protocols#awsQuery: inputs are form bodies,
// outputs XML. See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
var AWSQuery awsQuery

// EC2Query is the protocol aws.protocols#ec2Query, a variant of awsQuery.
// See https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
var EC2Query ec2Query

type (
	awsQuery struct{}
	ec2Query struct{}
)

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (awsQuery) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	return newQueryRequest(ctx, endpoint, op, in, NewQueryEncoder)
}

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (ec2Query) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	return newQueryRequest(ctx, endpoint, op, in, NewEC2QueryEncoder)
}

func newQueryRequest(ctx context.Context, endpoint string, op *OperationSchema, in any, encoder func([]byte) *QueryEncoder) (*http.Request, error) {
	o, err := newOutgoing(op, in, outgoing{method: http.MethodPost, path: []byte("/")})
	if err != nil {
		return nil, err
	}
	body := appendEscaped(append(newBody(), "Action="...), op.Name)
	body = appendEscaped(append(body, "&Version="...), op.Service.Version)
	e := encoder(body)
	if err := encode(e, o.in); err != nil {
		return nil, requestError(op, err)
	}
	o.setBody(e.Bytes(), "application/x-www-form-urlencoded")
	return o.request(ctx, endpoint)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (awsQuery) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	return parseQueryResponse(resp, op, out, decodeResult)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (ec2Query) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	return parseQueryResponse(resp, op, out, func(d *XMLDecoder, _ *OperationSchema, out Shape) error {
		return decode(d, d, out)
	})
}

// parseQueryResponse reads a response; read is for what stands in the root element.
func parseQueryResponse(resp *http.Response, op *OperationSchema, out any, read func(*XMLDecoder, *OperationSchema, Shape) error) error {
	if resp.StatusCode/100 != 2 {
		return responseError(resp, op, xmlErrors{}, 0, nil)
	}
	return errorInstead(parseMessage(resp, op, out, nil, unlessBlank(func(body []byte, out Shape) error {
		d := openXML(owned(body))
		defer d.free()
		if err := checkResponse(d, op, out); err != nil {
			return withBody(err, body)
		}
		return withBody(read(d, op, out), body)
	})), resp, op, 0, nil)
}

// checkResponse refuses a root element that is no response of a query protocol.
func checkResponse(d *XMLDecoder, op *OperationSchema, out Shape) error {
	err := checkRoot(d, schemaOf(out))
	if root := d.rootName(); err == nil && d.Err() == nil && !strings.HasSuffix(root, "Response") {
		err = fmt.Errorf("expected %sResponse, found %q", op.Name, clip(root))
	}
	if err != nil {
		return &DecodeError{Shape: schemaOf(out).Name(), Err: err}
	}
	return nil
}

// decodeResult reads an output from within <Operation>Result.
func decodeResult(d *XMLDecoder, op *OperationSchema, out Shape) error {
	if d.result(op.Name + "Result") {
		if err := decode(d, d, out); err != nil {
			return err
		}
		d.finish()
	} else {
		setDefaults(out)
	}
	if d.Err() != nil {
		return &DecodeError{Shape: schemaOf(out).Name(), Offset: d.Offset(), Err: d.Err()}
	}
	return nil
}
