package wire

import (
	"fmt"
	"slices"
	"strings"
)

// What stands around a structure in XML: the elements that protocols wrap
// outputs and errors in. A decoder is moved to where the structure begins, and
// the walk takes over from there.

// rootName returns the local name of the root element, "" if there is none. It
// tells nothing once the decoder has moved.
func (d *XMLDecoder) rootName() string { return d.Name() }

// result enters the first of the current element's remaining children that has
// that local name. It returns false, with the current element left, if there is
// none: a response with nothing to say may have no result, but then it has nothing
// else either, beside what every response has, or is malformed. Err tells which.
func (d *XMLDecoder) result(name string) bool {
	other := ""
	at := d.pos
	for d.child(name) {
		switch found := d.Name(); {
		case found == name:
			return true
		case other == "" && found != "ResponseMetadata" && !isRequestID(found):
			other, at = found, d.tag
		}
		d.skip()
	}
	if other != "" {
		d.failAt(at, fmt.Errorf("expected element <%s>, found <%s>", name, clip(other)))
	}
	return false
}

// finish reads the rest of the document and reports whether it is well-formed.
func (d *XMLDecoder) finish() bool {
	for d.err == nil && len(d.stack) > 0 {
		d.skip()
	}
	return d.err == nil
}

// xmlErrorBody reads the body of an error: ErrorResponse/Error (awsQuery and
// restXml), Response/Errors/Error (ec2Query), Error (restXml without wrapping),
// or a root element of any other name, which then is the error's structure and
// its code, unless it has a Code of its own. The request id stands beside or in
// the error, or in ResponseMetadata. All of the body is read; fields is moved
// back to the element that holds the error's members. Of a malformed body what
// was found before that point is returned too; err is a *DecodeError that lacks
// the name of a shape.
// See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
// and https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
func xmlErrorBody(body []byte) (head errorHead, fields *XMLDecoder, err error) {
	d := openXML(string(body))
	root, start := d.rootName(), d.place()
	var e xmlError
	wrapped := root == "ErrorResponse" || root == "Response"
	if wrapped {
		e.wrapper(d)
	}
	if !e.found && d.err == nil {
		d.moveTo(start)
		e.members(d)
	}
	if e.code == "" && e.found && !wrapped && root != "Error" && !strings.EqualFold(root, "html") {
		e.code = root
	}
	if d.err != nil {
		defer d.free()
		return e.errorHead, nil, &DecodeError{Offset: d.Offset(), Err: d.err, Body: bounded(body)}
	}
	d.moveTo(e.start)
	return e.errorHead, d, nil
}

// An xmlError is what all errors have in common.
type xmlError struct {
	errorHead
	start xmlPlace // where the error's members stand
	found bool
}

// wrapper reads an element that has an error, or part of one, in it.
func (e *xmlError) wrapper(d *XMLDecoder) {
	for d.child("") {
		switch name := d.Name(); {
		case name == "Error" && !e.found:
			e.members(d)
		case name == "Errors" || name == "ResponseMetadata":
			e.wrapper(d)
		case isRequestID(name):
			keepText(d, &e.requestID)
		case name == "HostId":
			keepText(d, &e.hostID)
		default:
			d.skip()
		}
	}
}

// members reads the element that holds the error's members.
func (e *xmlError) members(d *XMLDecoder) {
	e.found, e.start = d.err == nil, d.place()
	for d.err == nil && d.child("") {
		switch name := d.Name(); {
		case name == "Code":
			keepText(d, &e.code)
		case strings.EqualFold(name, "message"):
			keepText(d, &e.message)
		case isRequestID(name):
			keepText(d, &e.requestID)
		case name == "HostId":
			keepText(d, &e.hostID)
		default:
			d.skip()
		}
	}
}

func isRequestID(name string) bool { return strings.EqualFold(name, "requestid") }

// keepText reads an element's text into the first of its kind. An element that
// holds others has none.
func keepText(d *XMLDecoder, to *string) {
	var text string
	if end := plainText(d.src, d.pos); d.attrs == (xmlSpan{}) && !d.empty && strings.HasPrefix(d.src[end:], "</") {
		text, _ = d.text()
	} else {
		v, _ := d.document()
		text = v.Text()
	}
	if text = strings.TrimSpace(text); *to == "" && d.err == nil {
		*to = text
	}
}

// An xmlPlace is where a decoder can go back to.
type xmlPlace struct {
	pos   int
	name  xmlSpan
	attrs xmlSpan
	empty bool
	stack []xmlSpan // of the elements around
}

// place returns where the decoder is, directly behind a start tag.
func (d *XMLDecoder) place() xmlPlace {
	return xmlPlace{d.pos, d.name, d.attrs, d.empty, slices.Clone(d.stack[:max(len(d.stack)-1, 0)])}
}

// moveTo goes back to a place of the same document.
func (d *XMLDecoder) moveTo(p xmlPlace) {
	d.pos, d.name, d.attrs, d.empty = p.pos, p.name, p.attrs, p.empty
	d.stack = append(append(d.stack[:0], p.stack...), p.name)
}
