package wire

import (
	"context"
	"net/http"
)

// RestJSON1 is the protocol aws.protocols#restJson1: HTTP bindings with bodies
// in JSON. See https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
var RestJSON1 restJSON1

type restJSON1 struct{}

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (p restJSON1) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	return newBoundRequest(ctx, endpoint, op, in, p)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (p restJSON1) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	return parseBoundResponse(resp, op, out, p)
}

func (restJSON1) mediaType() string { return "application/json" }

func (restJSON1) events() eventFormat { return jsonEvents{} }

func (restJSON1) errors() (errorFormat, errorBinding) {
	return jsonErrors{bodyOnly: true}, codeHeader | messageHeader | memberHeaders
}

func (restJSON1) encodeBody(_ *OperationSchema, in Shape) ([]byte, error) {
	e := NewJSONEncoder(newBody())
	err := encodeBody(e, in)
	return e.Bytes(), err
}

// encodePayload writes an unset structure as one without members, which is what
// services expect; of an unset union or document nothing is sent.
func (restJSON1) encodePayload(_ *OperationSchema, m *Member, r ref) ([]byte, error) {
	if r.absent() {
		if m.Schema().Kind == Structure {
			return []byte("{}"), nil
		}
		return nil, nil
	}
	e := NewJSONEncoder(newBody())
	w := newEncoding(e)
	w.value(m, r, true)
	w.free()
	return e.Bytes(), e.Err()
}

func (restJSON1) decodeBody(_ *OperationSchema, body []byte, out Shape) error {
	return decodeOwnBody(body, out)
}

func (restJSON1) decodePayload(_ *OperationSchema, m *Member, body []byte, r ref) error {
	return decodeJSONTarget(body, m, r)
}

// decodeJSONTarget is decodeTarget for a whole body.
func decodeJSONTarget(body []byte, m *Member, r ref) error {
	d := NewJSONDecoder(body)
	err := decodeTarget(d, m, r)
	if err == nil {
		if err = d.end(); err == nil {
			return nil
		}
		err = &DecodeError{Offset: d.Offset(), Err: err}
	}
	return withBody(err, body)
}
