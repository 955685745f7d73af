package wire

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// A JSONDecoder is the Decoder of JSON as AWS's JSON protocols write it: blobs
// in base64, timestamps as numbers or strings, NaN and the infinities as
// strings. See https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
type JSONDecoder struct {
	jsonScanner
	first bool   // pos is behind an opening bracket
	name  string // of the union member that the schema does not have
}

// NewJSONDecoder returns a decoder of one JSON text, of which it makes a copy.
func NewJSONDecoder(body []byte) *JSONDecoder {
	d := &JSONDecoder{jsonScanner: jsonScanner{src: string(body)}}
	d.space()
	return d
}

// DecodeJSON fills v, a pointer to a zero value, from a JSON text. Its error is
// a *DecodeError. Strings are substrings of one copy of the body, which lives as
// long as any of them.
func DecodeJSON(body []byte, v Shape) error {
	s := newScratch()
	r := s.root.met(v)
	err := s.decodeJSON(body, string(body), recall(&r.t.schema), r)
	s.free()
	return err
}

// decodeOwnJSON is DecodeJSON for a body that nobody changes: strings are
// substrings of that.
func decodeOwnJSON(body []byte, v Shape) error { return newScratch().decodeOwn(body, v) }

// decodeOwnBody is decodeOwnJSON for the members that stay in the body of an HTTP message.
func decodeOwnBody(body []byte, v Shape) error {
	s := newScratch()
	s.walk.bodyOnly = true
	return s.decodeOwn(body, v)
}

func (s *scratch) decodeOwn(body []byte, v Shape) error {
	r := refTo(v)
	err := s.decodeJSON(body, owned(body), recall(&r.t.schema), r)
	s.free()
	return err
}

// owned returns the text of a body that nobody changes. It is copied if keeping it
// would keep much more than it.
func owned(body []byte) string {
	if cap(body)-len(body) > len(body)/4 {
		return string(body)
	}
	return view(body)
}

// A scratch is memory that reading JSON needs only while it runs. It is kept from
// one body to the next: for a small one it would cost as much as the result.
type scratch struct {
	json JSONDecoder
	walk decoding
	root lastRoot
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newScratch() *scratch { return scratches.Get().(*scratch) }

// free gives the memory back.
func (s *scratch) free() {
	s.reset()
	scratches.Put(s)
}

// reset makes the memory fit for another body, with nothing in it that belongs to a
// caller.
func (s *scratch) reset() {
	s.json = JSONDecoder{}
	s.walk.reset()
}

// decodeJSON fills a structure from a body, given also as a text.
func (s *scratch) decodeJSON(body []byte, text string, schema *Schema, r ref) error {
	d := &s.json
	d.src = text
	d.space()
	s.walk.d, s.walk.own = d, d
	return s.decoded(s.walk.into(schema, r), body, schema)
}

// decoded returns the error of a walk, or of what stands behind the value that it
// has read.
func (s *scratch) decoded(err error, body []byte, schema *Schema) error {
	if err == nil {
		if err = s.json.end(); err == nil {
			return nil
		}
		err = &DecodeError{Shape: schema.Name(), Offset: s.json.Offset(), Err: err}
	}
	if decodeErr, ok := errors.AsType[*DecodeError](err); ok {
		decodeErr.Body = bounded(body)
	}
	return err
}

// UnmarshalJSON is what generated types do for encoding/json. v keeps the members
// that the text does not have; a null takes back one that can be absent.
//
//go:noinline
func UnmarshalJSON(data []byte, v any) error { return DecodeJSON(data, shapeOf(v)) }

// end checks that nothing but white space follows.
func (d *JSONDecoder) end() error {
	if d.space(); d.pos < len(d.src) {
		return fmt.Errorf("unexpected data after the value, starting with %s", d.found())
	}
	return nil
}

// Offset returns how many bytes have been consumed.
func (d *JSONDecoder) Offset() int64 { return int64(d.pos) }

// Err returns what was malformed, nil if nothing was.
func (d *JSONDecoder) Err() error { return d.err }

func (d *JSONDecoder) open(c byte, what string) bool {
	if d.peek() != c {
		d.expected(what)
		return false
	}
	if d.pos++; d.peek() <= ' ' {
		d.space()
	}
	d.first = true
	return true
}

// step moves to the next element of an object or array: 0, End or Failed.
func (d *JSONDecoder) step(closing byte) int {
	if !d.first {
		return d.more(closing)
	}
	d.first = false
	if d.peek() != closing {
		return 0
	}
	d.pos++
	return End
}

// Struct enters an object.
func (d *JSONDecoder) Struct(*Schema) bool { return d.open('{', "an object") }

// Next moves to the next member that the schema has. Services tend to write
// members in the model's order, so the one after the last is tried first.
func (d *JSONDecoder) Next(s *Schema, prev int) int {
	for {
		if step := d.step('}'); step < 0 {
			return step
		}
		if i := prev + 1; i < len(s.Members) && d.expect(s.Members[i].json()) {
			return i
		}
		name, ok := d.key()
		if !ok {
			return Failed
		}
		if i := s.jsonMember(name, prev+1); i >= 0 {
			return i
		}
		if s.Kind == Union {
			d.name = name
			return Unknown
		}
		if !d.Skip() {
			return Failed
		}
	}
}

// expect consumes a key and what is around it if it is name, as it stands.
func (d *JSONDecoder) expect(name string) bool {
	rest := d.src[d.pos:]
	if len(rest) < len(name)+3 || rest[0] != '"' || rest[len(name)+1] != '"' || rest[1:len(name)+1] != name {
		return false
	}
	if rest[len(name)+2] != ':' { // leave the rarer spellings to key
		return false
	}
	d.pos += len(name) + 3
	d.space()
	return true
}

// key consumes a key and what is around it.
func (d *JSONDecoder) key() (string, bool) {
	if d.peek() != '"' {
		d.expected("a key")
		return "", false
	}
	name, ok := d.text()
	return name, ok && d.colon()
}

// Name returns the name of the member for which Next returned Unknown.
func (d *JSONDecoder) Name() string { return d.name }

// List enters an array.
func (d *JSONDecoder) List(*Member) bool { return d.open('[', "an array") }

// Elem moves to the next element.
func (d *JSONDecoder) Elem(*Member) int { return d.step(']') }

// Map enters an object.
func (d *JSONDecoder) Map(*Member) bool { return d.open('{', "an object") }

// Key moves to the next entry and returns its key.
func (d *JSONDecoder) Key(*Schema) (string, int) {
	if step := d.step('}'); step < 0 {
		return "", step
	}
	key, ok := d.key()
	if !ok {
		return "", Failed
	}
	return key, 0
}

// Null consumes a null.
func (d *JSONDecoder) Null() bool { return d.peek() == 'n' && d.literal("null") }

// Skip consumes any value.
func (d *JSONDecoder) Skip() bool { return d.skip(0) }

// String reads a string.
func (d *JSONDecoder) String() (string, bool) { return d.text() }

// Bool reads a boolean.
func (d *JSONDecoder) Bool() (bool, bool) {
	switch {
	case d.literal("true"):
		return true, true
	case d.literal("false"):
		return false, true
	}
	d.expected("a boolean")
	return false, false
}

// bad fails because of a value that began at from.
func (d *JSONDecoder) bad(from int, err error) {
	d.pos = from
	d.fail(err)
}

// clip shortens what an error message quotes of a body.
func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// Blob reads a string in base64.
func (d *JSONDecoder) Blob() ([]byte, bool) {
	from := d.pos
	text, ok := d.text()
	if !ok {
		return nil, false
	}
	blob, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		d.bad(from, fmt.Errorf("not base64: %w", err))
		return nil, false
	}
	return blob, true
}

// Time reads a timestamp: a number, or a string in any of the formats.
func (d *JSONDecoder) Time(*Member) (time.Time, bool) {
	from := d.pos
	text, ok := d.textOrNumber()
	if !ok {
		return time.Time{}, false
	}
	t, err := parseTime(text)
	if err != nil {
		d.bad(from, err)
	}
	return t, err == nil
}
