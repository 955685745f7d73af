package wire

import (
	"errors"
	"strings"
	"sync"
)

// ErrorFromXML is ErrorFromJSON for an XML body: ErrorResponse/Error,
// Response/Errors/Error, or the error itself as the root.
//
//go:noinline
func ErrorFromXML(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, xmlErrors{}, &errorReply{code: code, body: body})
}

// xmlErrors is the errorFormat of the XML protocols.
type xmlErrors struct {
	neverPlain
	bodyOnly bool // some members may be bound to headers
}

// An xmlErrorBody is the body of an error in XML. All of it is read for what all
// errors have in common; the code may stand behind the members. On the way it is
// noted where the elements stand that may be members: what the walk then looks at
// is their content alone.
type xmlErrorBody struct {
	xmlErrors
	body    []byte
	xml     XMLDecoder // of the body itself: what is kept of it is copied
	walk    decoding
	isRead  bool
	found   errorHead
	within  xmlPlace     // the element that holds the error's members
	isFound bool         // there is one
	members [16]xmlPlace // the elements in it
	n       int          // how many there are, also if more than have room
}

var xmlErrorBodies = sync.Pool{New: func() any { return new(xmlErrorBody) }}

func (f xmlErrors) open(body []byte) errorBody {
	b := xmlErrorBodies.Get().(*xmlErrorBody)
	b.xmlErrors, b.body = f, body
	return b
}

// free gives the memory back, with nothing in it that belongs to a caller.
func (b *xmlErrorBody) free() {
	b.xml.forget()
	b.walk.reset()
	b.body, b.isRead, b.found, b.isFound, b.n = nil, false, errorHead{}, false, 0
	xmlErrorBodies.Put(b)
}

func (b *xmlErrorBody) byCode() bool { return true }

func (b *xmlErrorBody) code() string {
	b.read()
	return b.found.code
}

func (b *xmlErrorBody) head() errorHead {
	b.read()
	return b.found
}

// read reads the body of an error: ErrorResponse/Error (awsQuery and restXml),
// Response/Errors/Error (ec2Query), Error (restXml without wrapping), or a root
// element of any other name, which then is the error's structure and its code,
// unless it has a Code of its own. The request id stands beside or in the error,
// or in ResponseMetadata. Of a malformed body what was found before that point is
// returned.
// See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
// and https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
func (b *xmlErrorBody) read() {
	if b.isRead {
		return
	}
	b.isRead = true
	d := &b.xml
	d.open(view(b.body))
	root, wrapped := d.rootName(), true
	switch root {
	case "ErrorResponse":
		b.readWrapper("Error", "RequestId")
	case "Response":
		b.readWrapper("Errors", "RequestID")
	default:
		wrapped = false
	}
	if wrapped && !b.isFound && d.err == nil {
		d.open(d.src)
	}
	if !b.isFound && d.err == nil {
		b.readError()
	}
	if b.found.code == "" && b.isFound && !wrapped && root != "Error" && !isPage(root) {
		b.found.code = root
	}
	b.own()
}

// own makes what was found independent of the body, in one block.
func (b *xmlErrorBody) own() {
	d, h := &b.xml, &b.found
	d.kept = make([]byte, 0, len(h.code)+len(h.message)+len(h.requestID)+len(h.hostID))
	*h = errorHead{d.keep(h.code), d.keep(h.message), d.keep(h.requestID), d.keep(h.hostID)}
}

// readWrapper reads an element that has an error, or part of one, in it. The names are
// those of the children that it is most likely to have, the first and any other.
func (b *xmlErrorBody) readWrapper(first, other string) {
	d := &b.xml
	for want := first; d.child(want); want = other {
		switch name := d.nameOr(want); {
		case name == "Error" && !b.isFound:
			b.readError()
		case name == "Errors" || name == "ResponseMetadata":
			b.readWrapper("Error", "RequestId")
		default:
			b.readID(name)
		}
	}
}

// readError reads the element that holds the error's members.
func (b *xmlErrorBody) readError() {
	d := &b.xml
	b.isFound, b.within = true, d.xmlPlace
	for want := "Code"; d.child(want); want = "Message" {
		if b.n < len(b.members) {
			b.members[b.n] = d.xmlPlace
		}
		b.n++
		switch name := d.nameOr(want); {
		case name == "Code":
			keepText(d, &b.found.code)
		case isMessage(name):
			keepText(d, &b.found.message)
		default:
			b.readID(name)
		}
	}
}

// readID reads the id of a request or a host, and skips any other element.
func (b *xmlErrorBody) readID(name string) {
	switch {
	case isRequestID(name):
		keepText(&b.xml, &b.found.requestID)
	case name == "HostId":
		keepText(&b.xml, &b.found.hostID)
	default:
		b.xml.skip()
	}
}

var errHTML = errors.New("expected an error, found an HTML page")

func (b *xmlErrorBody) decode(s *Schema, v ModeledError, r ref) error {
	b.read()
	info := v.info()
	info.RequestID, info.HostID = b.found.requestID, b.found.hostID
	if err := b.decodeMembers(s, r); err != nil {
		err.Shape, err.Body = s.Name(), bounded(b.body)
		return err
	}
	return nil
}

func (b *xmlErrorBody) decodeMembers(s *Schema, r ref) *DecodeError {
	d, w := &b.xml, &b.walk
	if d.err != nil {
		return &DecodeError{Offset: d.Offset(), Err: d.err}
	}
	if isPage(localName(d.of(b.within.name))) {
		return &DecodeError{Err: errHTML}
	}
	if b.plainMembers(s, r) {
		return nil
	}
	d.src = string(b.body)
	d.goBack(b.within)
	if b.n <= len(b.members) {
		d.noted = b.members[:b.n]
	}
	w.d, w.own, w.bodyOnly = d, d, b.bodyOnly
	err, _ := w.into(s, r).(*DecodeError)
	return err
}

// plainMembers fills a structure from elements that were noted and hold nothing but
// text, as most do. False is for any other, whatever it is.
func (b *xmlErrorBody) plainMembers(s *Schema, to ref) bool {
	fields, names := to.t.members(s), s.xmlNames()
	if to.t.defaults || len(fields) != len(names) || b.n > len(b.members) || b.within.attrs != (xmlSpan{}) && s.hasAttributes() {
		return false
	}
	if len(names) == 0 {
		return true
	}
	src, last := b.xml.src, 0
	for _, p := range b.members[:b.n] {
		i := s.xmlMember(names, src[p.name.from:p.name.to], last)
		if i < 0 {
			continue
		}
		last = i
		end := plainText(src, p.pos)
		if names[i].skips || b.bodyOnly && !s.Members[i].Location.inResponseBody() ||
			p.empty || p.attrs != (xmlSpan{}) || !strings.HasPrefix(src[end:], "</") {
			return false
		}
		text := b.found.message
		if src[p.pos:end] != text {
			text = b.xml.keep(src[p.pos:end])
		}
		if !setPlain(ref{fields[i].t, to.field(&fields[i])}, text) {
			return false
		}
	}
	return true
}

// isHTML reports whether the element entered last is a web page: it is
// well-formed too often to be told by that.
func isHTML(d *XMLDecoder) bool { return isPage(d.rootName()) }

func isPage(root string) bool { return len(root) == len("html") && strings.EqualFold(root, "html") }
