package wire

import (
	"bytes"
	"context"
	"net/http"
)

// The protocols aws.protocols#awsJson1_0 and awsJson1_1: inputs and outputs are
// JSON bodies, a header names the operation. They differ in their media type.
// See https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
var (
	AWSJSON10 = awsJSON{"application/x-amz-json-1.0"}
	AWSJSON11 = awsJSON{"application/x-amz-json-1.1"}
)

type awsJSON struct{ mediaType string }

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (p awsJSON) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	o, err := newOutgoing(op, in, outgoing{method: http.MethodPost, path: []byte("/"), events: jsonEvents{}})
	if err != nil {
		return nil, err
	}
	if o.stream == nil {
		body, err := appendJSON(newBody(), o.in)
		if err != nil {
			return nil, requestError(op, err)
		}
		o.setBody(body, p.mediaType)
	}
	o.header.Set("X-Amz-Target", op.Service.Name()+"."+op.Name)
	if op.Service.Flags&QueryCompatible != 0 {
		o.header.Set("X-Amzn-Query-Mode", "true")
	}
	return o.request(ctx, endpoint)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (p awsJSON) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	if resp.StatusCode/100 != 2 {
		return responseError(resp, op, jsonErrors{}, codeHeader, nil)
	}
	return parseMessage(resp, op, out, jsonEvents{}, unlessBlank(decodeAWSJSON))
}

// decodeAWSJSON reads an output. One without members is what a service says that has
// nothing to say, and some say it in words: success. A web page is none of theirs.
func decodeAWSJSON(body []byte, out Shape) error {
	if c := bytes.TrimSpace(body)[0]; len(schemaOf(out).Members) == 0 && c != '{' && c != '<' {
		return nil
	}
	return decodeOwnJSON(body, out)
}
