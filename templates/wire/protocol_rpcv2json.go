package wire

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"time"
)

// RPCV2JSON is the protocol smithy.protocols#rpcv2Json: inputs and outputs are
// JSON bodies, the path names the operation. Unlike in AWS's older JSON
// protocols, timestamps are always numbers and big numbers strings. See
// https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
var RPCV2JSON rpcv2JSON

type rpcv2JSON struct{}

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (rpcv2JSON) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	o, err := newRPCv2(op, in, "rpc-v2-json", "application/json", rpcv2JSONEvents{})
	if err != nil {
		return nil, err
	}
	if o.stream == nil && op.Flags&NoInput == 0 {
		e := rpcv2Encoder{NewJSONEncoder(newBody())}
		if err := encode(e, o.in); err != nil {
			return nil, requestError(op, err)
		}
		o.setBody(e.Bytes(), "application/json")
	}
	return o.request(ctx, endpoint)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (rpcv2JSON) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	return parseRPCv2(resp, op, out, "rpc-v2-json", jsonErrors{typeOnly: true}, rpcv2JSONEvents{}, unlessBlank(decodeOwnJSON))
}

// newRPCv2 starts the request of either RPC v2 protocol.
func newRPCv2(op *OperationSchema, in any, protocol, mediaType string, events eventFormat) (*outgoing, error) {
	path := appendEscaped([]byte("/service/"), op.Service.Name())
	path = appendEscaped(append(path, "/operation/"...), op.Name)
	o, err := newOutgoing(op, in, outgoing{method: http.MethodPost, path: path, events: events})
	if err != nil {
		return nil, err
	}
	o.header.Set("Smithy-Protocol", protocol)
	o.header.Set("Accept", mediaType)
	if op.Flags&EventOutput != 0 {
		o.header.Set("Accept", eventMediaType)
	}
	if op.Service.Flags&QueryCompatible != 0 {
		o.header.Set("X-Amzn-Query-Mode", "true")
	}
	return o, nil
}

var errNotRPCv2 = errors.New("the response does not say that it is of the protocol")

// parseRPCv2 reads a response of either RPC v2 protocol. One that does not name
// the protocol is not from the service: as a success it is malformed, as an
// error it is an unknown one.
func parseRPCv2(resp *http.Response, op *OperationSchema, out any, protocol string, f errorFormat, events eventFormat, decode func([]byte, Shape) error) error {
	said := resp.Header.Get("Smithy-Protocol")
	if resp.StatusCode != http.StatusOK {
		if said != protocol {
			f = foreignErrors{}
		}
		return responseError(resp, op, f, 0, nil)
	}
	if said == protocol {
		return parseMessage(resp, op, out, events, decode)
	}
	shape, err := outputOf(op, out)
	if err != nil {
		discard(resp)
		return err
	}
	foreign := &DecodeError{
		Shape: schemaOf(shape).Name(),
		Err:   fmt.Errorf("%w: Smithy-Protocol is %q instead of %q", errNotRPCv2, clip(said), protocol),
	}
	if schemaOf(shape).events() >= 0 { // it may have no end
		if resp.Body != nil {
			_ = resp.Body.Close()
		}
		return foreign
	}
	body, err := readBody(op, resp, maxErrorBody)
	if err != nil {
		return err
	}
	foreign.Body = bounded(body)
	return foreign
}

// foreignErrors is the errorFormat of bodies that mean nothing, and any such body.
type foreignErrors struct{ neverPlain }

func (f foreignErrors) open([]byte) errorBody                 { return f }
func (foreignErrors) byCode() bool                            { return false }
func (foreignErrors) code() string                            { return "" }
func (foreignErrors) head() errorHead                         { return errorHead{} }
func (foreignErrors) decode(*Schema, ModeledError, ref) error { return errNotRPCv2 }
func (foreignErrors) free()                                   {}

// An rpcv2Encoder writes JSON where it differs from AWS's older protocols.
type rpcv2Encoder struct{ *JSONEncoder }

// Time writes a number of seconds, whatever the member's format.
func (e rpcv2Encoder) Time(_ *Member, v time.Time) { e.JSONEncoder.Time(epochMember, v) }

// epochMember describes a timestamp as a number of seconds.
var epochMember = &Member{Name: "member", Target: &TimestampSchema, Time: EpochSeconds}

// BigInt writes a string.
func (e rpcv2Encoder) BigInt(m *Member, v *big.Int) { e.String(m, v.String()) }

// BigDecimal writes a string.
func (e rpcv2Encoder) BigDecimal(m *Member, v *Decimal) { e.String(m, v.String()) }
