package wire

import (
	"context"
	"net/http"
)

// RPCV2CBOR is the protocol smithy.protocols#rpcv2Cbor: inputs and outputs are
// CBOR bodies, the path names the operation. See
// https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
var RPCV2CBOR rpcv2CBOR

type rpcv2CBOR struct{}

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (rpcv2CBOR) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	o, err := newRPCv2(op, in, "rpc-v2-cbor", "application/cbor", cborEvents{})
	if err != nil {
		return nil, err
	}
	if o.stream == nil && op.Flags&NoInput == 0 {
		body, err := appendCBOR(newBody(), o.in)
		if err != nil {
			return nil, requestError(op, err)
		}
		o.setBody(body, "application/cbor")
	}
	return o.request(ctx, endpoint)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (rpcv2CBOR) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	return parseRPCv2(resp, op, out, "rpc-v2-cbor", cborErrors{}, cborEvents{}, func(body []byte, out Shape) error {
		if len(body) == 1 && (body[0] == cborNull || body[0] == cborUndefined) {
			setDefaults(out)
			return nil
		}
		return decodeOwnCBOR(body, out)
	})
}

// ErrorFromCBOR is ErrorFromJSON for a CBOR body, whose "__type" names the error.
func ErrorFromCBOR(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, cborErrors{}, &errorReply{code: code, body: body})
}

// cborErrors is the errorFormat of RPC v2 in CBOR.
type cborErrors struct{ neverPlain }

func (cborErrors) open(body []byte) errorBody { return cborErrorBody(body) }

type cborErrorBody []byte

func (b cborErrorBody) byCode() bool { return false }

func (b cborErrorBody) code() string { return "" }

func (b cborErrorBody) head() errorHead { return readErrorHead(NewCBORDecoder(b), true) }

func (b cborErrorBody) decode(_ *Schema, v ModeledError, _ ref) error {
	return decodeCBOR(b, string(b), v)
}

func (b cborErrorBody) free() {}
