package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
)

// RestXML is the protocol aws.protocols#restXml: HTTP bindings with bodies in
// XML. See https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
var RestXML restXML

type restXML struct{}

// NewRequest returns the request of an operation; see Protocol.
//
//go:noinline
func (p restXML) NewRequest(ctx context.Context, endpoint string, op *OperationSchema, in any) (*http.Request, error) {
	return newBoundRequest(ctx, endpoint, op, in, p)
}

// ParseResponse fills out from a response; see Protocol.
//
//go:noinline
func (p restXML) ParseResponse(resp *http.Response, op *OperationSchema, out any) error {
	return errorInstead(parseBoundResponse(resp, op, out, p), resp, op, memberHeaders, p)
}

func (restXML) mediaType() string { return "application/xml" }

func (restXML) events() eventFormat { return xmlEvents{} }

// errors reads errors with and without an ErrorResponse around them, whatever
// the service's trait says.
func (restXML) errors() (errorFormat, errorBinding) {
	return xmlErrors{bodyOnly: true}, memberHeaders
}

func (restXML) encodeBody(op *OperationSchema, in Shape) ([]byte, error) {
	e := NewXMLEncoder(newBody())
	e.Namespace = op.Service.Namespace
	err := encodeBody(e, in)
	return e.Bytes(), err
}

func (restXML) encodePayload(op *OperationSchema, m *Member, r ref) ([]byte, error) {
	v := r.shape(m.Schema())
	if v == nil {
		if r.absent() {
			return nil, nil
		}
		return nil, errXMLPayload
	}
	e := NewXMLEncoder(newBody())
	e.Namespace = op.Service.Namespace
	e.payload(m)
	err := encode(e, v)
	return e.Bytes(), err
}

var errXMLPayload = errors.New("only structures and unions can be bodies in XML")

func (restXML) decodeBody(op *OperationSchema, body []byte, out Shape) error {
	d := openXML(owned(body))
	defer d.free()
	s := schemaOf(out)
	if i := s.rootMember(op, d); i >= 0 {
		return withBody(decodeUnwrapped(d, out, i), body)
	}
	return withBody(decodeXMLOutput(d, out), body)
}

// rootMember returns the index of the member that the root element is, -1 if it is the
// output. S3's bucket locations come as their only member's element, which the older form
// of its model does not say.
func (s *Schema) rootMember(op *OperationSchema, d *XMLDecoder) int {
	only := -1
	for i := range s.Members {
		switch m := &s.Members[i]; {
		case !m.Location.inResponseBody():
		case op.Flags&UnwrappedXML != 0:
			return i
		case only >= 0 || m.Schema().Kind.isAggregate():
			return -1
		default:
			only = i
		}
	}
	if root := d.rootName(); only < 0 || root == s.Name() || root != localName(s.Members[only].xml()) {
		return -1
	}
	return only
}

func (restXML) decodePayload(_ *OperationSchema, m *Member, body []byte, r ref) error {
	d := openXML(owned(body))
	defer d.free()
	if err := checkRoot(d, m.Schema()); err != nil {
		return withBody(&DecodeError{Err: err}, body)
	}
	return withBody(decodeTarget(d, m, r), body)
}

var (
	errHTMLOutput  = errors.New("expected an output, found an HTML page")
	errErrorOutput = errors.New("expected an output, found an error")
)

// checkRoot refuses the root elements that are no output of that schema. Any
// other name will do: services do not agree with their models about it.
func checkRoot(d *XMLDecoder, s *Schema) error {
	root := d.rootName()
	own := root == s.Name() || s.XML != nil && root == localName(s.XML.Name)
	switch {
	case isHTML(d):
		return errHTMLOutput
	case !own && (root == "Error" || root == "ErrorResponse" || root == "Response"):
		return errErrorOutput
	}
	return nil
}

// decodeXMLOutput reads an output whose element the decoder has entered.
func decodeXMLOutput(d *XMLDecoder, out Shape) error {
	if err := checkRoot(d, schemaOf(out)); err != nil {
		return &DecodeError{Shape: schemaOf(out).Name(), Err: err}
	}
	return decodeBody(d, d, out)
}

// errorInstead returns the error that stands where a success should: S3 answers
// so where it has sent the status before it was done. Any other err is returned
// as it is.
func errorInstead(err error, resp *http.Response, op *OperationSchema, b errorBinding, payload bodyFormat) error {
	e, ok := errors.AsType[*DecodeError](err)
	if !ok || e.Err != errErrorOutput {
		return err
	}
	again := *resp
	again.Body = io.NopCloser(bytes.NewReader(e.Body))
	return responseError(&again, op, xmlErrors{bodyOnly: b&memberHeaders != 0}, b, payload)
}

// decodeUnwrapped reads an output of which a member is the root element.
func decodeUnwrapped(d *XMLDecoder, out Shape, member int) error {
	s := schemaOf(out)
	if err := checkRoot(d, s); err != nil {
		return &DecodeError{Shape: s.Name(), Err: err}
	}
	setDefaults(out)
	m := &s.Members[member]
	return underMember(decodeTarget(d, m, memberOf(out, member)), s, m)
}
