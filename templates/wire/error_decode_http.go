package wire

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
)

// An errorBinding says what a protocol reads of an error beside the body.
type errorBinding uint8

const (
	codeHeader    errorBinding = 1 << iota // X-Amzn-Errortype names the error
	messageHeader                          // X-Amzn-Errormessage is its message
	memberHeaders                          // its members may be bound to headers
)

// responseError returns the error that a response holds and closes its body: an
// APIError, or a *DecodeError under a message that tells the status. A member that is the
// whole body is of the given format.
func responseError(resp *http.Response, op *OperationSchema, f errorFormat, b errorBinding, payload bodyFormat) error {
	body, err := readBody(op, resp, maxErrorBody)
	r := &errorReply{
		status:      resp.StatusCode,
		requestID:   requestID(resp.Header),
		hostID:      resp.Header.Get("X-Amz-Id-2"),
		contentType: resp.Header.Get("Content-Type"),
		body:        body,
	}
	if err != nil {
		return fmt.Errorf("%s answered with HTTP status %d: %w", op.Name, r.status, err)
	}
	if b&codeHeader != 0 {
		r.code = resp.Header.Get("X-Amzn-Errortype")
	}
	if b&messageHeader != 0 {
		r.message = resp.Header.Get("X-Amzn-Errormessage")
	}
	if b&memberHeaders != 0 {
		r.header, r.format = resp.Header, payload
	}
	if op.Service.Flags&QueryCompatible != 0 {
		r.queryCode = queryErrorCode(resp.Header)
	}
	apiErr, err := apiError(op, f, r)
	if err != nil {
		return fmt.Errorf("%s answered with HTTP status %d: %w", op.Name, r.status, err)
	}
	return apiErr
}

// queryErrorCode returns the code under which the users of an older, query
// protocol know an error: "code;fault" in a header.
// See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
func queryErrorCode(h http.Header) string {
	code, _, _ := strings.Cut(h.Get("X-Amzn-Query-Error"), ";")
	return strings.TrimSpace(code)
}

// requestID returns the id that a response's headers give the request.
func requestID(h http.Header) string {
	return cmp.Or(h.Get("X-Amzn-Requestid"), h.Get("X-Amz-Request-Id"), h.Get("X-Amz-Requestid"))
}
