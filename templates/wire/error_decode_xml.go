package wire

import (
	"errors"
	"strings"
)

// ErrorFromXML is ErrorFromJSON for an XML body: ErrorResponse/Error,
// Response/Errors/Error, or the error itself as the root.
//
//go:noinline
func ErrorFromXML(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, &xmlErrors{}, errorReply{code: code, body: body})
}

// xmlErrors is the errorFormat of the XML protocols. It reads one error.
type xmlErrors struct {
	bodyOnly bool        // some members may be bound to headers
	asked    bool        // for the head
	found    errorHead   // what it was
	fields   *XMLDecoder // where head found the members; nil if it was not asked, or decode was
	err      error       // why head found none
}

func (f *xmlErrors) head(body []byte) errorHead {
	if !f.asked {
		f.asked = true
		f.found, f.fields, f.err = xmlErrorBody(body)
	}
	return f.found
}

// free gives back the decoder of an error whose members nobody wanted.
func (f *xmlErrors) free() {
	if f.fields != nil {
		f.fields.free()
		f.fields = nil
	}
}

func (*xmlErrors) code([]byte) string { return "" }

var errHTML = errors.New("expected an error, found an HTML page")

func (f *xmlErrors) decode(body []byte, _ *Schema, v ModeledError) error {
	if f.fields == nil && f.err == nil {
		f.asked = false
		head := f.head(body)
		v.info().RequestID, v.info().HostID = head.requestID, head.hostID
	}
	d, err := f.fields, f.err
	f.fields, f.err = nil, nil
	if err == nil {
		if isHTML(d) {
			err = &DecodeError{Err: errHTML}
		} else {
			err = decode(d, d, v, f.bodyOnly)
		}
		d.free()
	}
	if e, ok := errors.AsType[*DecodeError](err); ok {
		e.Shape, e.Body = schemaOf(v).Name(), bounded(body)
	}
	return err
}

// isHTML reports whether the element entered last is a web page: it is
// well-formed too often to be told by that.
func isHTML(d *XMLDecoder) bool { return strings.EqualFold(d.rootName(), "html") }

func (*xmlErrors) byCode() bool { return true }
