package wire

import (
	"cmp"
	"strings"
	"sync"
)

// ErrorFromJSON returns the error that a JSON body describes: the typed one if
// the operation declares it, else the package's unknown error. code may be
// spelled in any of the ways services do ("Name", "namespace#Name",
// "Name:http://…"); if it is "", the body's "__type" or "code" is taken. A body
// that is empty or null is an error without members. The error returned beside
// is a *DecodeError, for a declared error whose body is not what its shape
// promises.
//
//go:noinline
func ErrorFromJSON(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, jsonErrors{}, &errorReply{code: code, body: body})
}

// jsonErrors is the errorFormat of the JSON protocols.
type jsonErrors struct {
	bodyOnly bool // some members may be bound to headers
	typeOnly bool // only "__type" names the error
}

// A jsonErrorBody is the body of an error in JSON.
type jsonErrorBody struct {
	jsonErrors
	body       []byte
	text       string // a copy of it
	memory     scratch
	behindType bool // the decoder stands behind the type that the body begins with
}

var jsonErrorBodies = sync.Pool{New: func() any { return new(jsonErrorBody) }}

func (f jsonErrors) open(body []byte) errorBody {
	b := jsonErrorBodies.Get().(*jsonErrorBody)
	b.jsonErrors, b.body, b.text = f, body, string(body)
	return b
}

// free gives the memory back, with nothing in it that belongs to a caller.
func (b *jsonErrorBody) free() {
	b.again()
	b.body, b.text = nil, ""
	jsonErrorBodies.Put(b)
}

func (b *jsonErrorBody) byCode() bool { return false }

// code looks for a code no further than where most services have it.
func (b *jsonErrorBody) code() (code string) {
	d := &b.memory.json
	d.src = b.text
	code, b.behindType = d.leadingType()
	return code
}

func (b *jsonErrorBody) head() errorHead {
	b.again()
	d := &b.memory.json
	d.src = b.text
	d.space()
	return readErrorHead(d, b.typeOnly)
}

// again goes back to where the body begins.
func (b *jsonErrorBody) again() {
	b.memory.reset()
	b.behindType = false
}

func (b *jsonErrorBody) decode(s *Schema, v ModeledError, r ref) error {
	if err := b.decodeMembers(s, r); err != nil {
		return err
	}
	if v.info().RequestID = b.memory.walk.requestID; v.info().RequestID == "" {
		v.info().RequestID = requestIDIn(s, r)
	}
	return nil
}

// requestIDIn returns the id that stands in a member of an error, "" if none does.
func requestIDIn(s *Schema, r ref) (id string) {
	for i := range s.Members {
		if id == "" && isJSONRequestID(s.Members[i].json()) {
			id, _ = r.member(i).text()
		}
	}
	return id
}

// decodeMembers goes on where the code was found, unless that is a member.
func (b *jsonErrorBody) decodeMembers(s *Schema, r ref) error {
	m := &b.memory
	if !b.behindType || s.jsonMember("__type", 0) >= 0 {
		b.again()
		m.walk.bodyOnly = b.bodyOnly
		return m.decodeJSON(b.body, b.text, s, r)
	}
	d, w := &m.json, &m.walk
	w.d, w.own, w.bodyOnly, w.depth = d, d, b.bodyOnly, 1
	w.rooms.few = r.t.few
	if !d.walkMembers(w, s, r) {
		return m.decoded(w.error(s), b.body, s)
	}
	return m.decoded(nil, b.body, s)
}

// errorHeadSchema lists the keys that identify an error, the stronger before the
// weaker of a kind.
var errorHeadSchema = Schema{Kind: Structure, Members: []Member{
	{Name: "__type"}, {Name: "code"}, {Name: "Code"},
	{Name: "message"}, {Name: "Message"}, {Name: "errorMessage"},
	{Name: "RequestId"}, {Name: "requestId"},
}}

// atText reports whether a string stands next.
func (d *JSONDecoder) atText() bool { return d.peek() == '"' }

// readErrorHead reads as far as the body is well-formed: what stands before a
// malformed place counts.
func readErrorHead(d interface {
	Decoder
	atText() bool
}, typeOnly bool) errorHead {
	var found [8]string
	if !d.Struct(&errorHeadSchema) {
		return errorHead{}
	}
	for i := d.Next(&errorHeadSchema, -1); i >= 0; i = d.Next(&errorHeadSchema, i) {
		if !d.atText() { // some errors have a number there
			if !d.Skip() {
				break
			}
			continue
		}
		text, ok := d.String()
		if !ok {
			break
		}
		found[i] = cmp.Or(text, found[i])
	}
	h := errorHead{code: found[0], message: cmp.Or(found[3:6]...), requestID: cmp.Or(found[6:8]...)}
	if !typeOnly {
		h.code = cmp.Or(found[0:3]...)
	}
	return h
}

// leadingType returns the "__type" that an object begins with, false if it begins
// with anything else.
func (s *jsonScanner) leadingType() (string, bool) {
	s.space()
	if s.peek() != '{' {
		return "", false
	}
	s.pos++
	s.space()
	if !strings.HasPrefix(s.src[s.pos:], typeKey) {
		return "", false
	}
	s.pos += len(typeKey)
	s.space()
	if s.peek() != '"' {
		return "", false
	}
	return s.text()
}
