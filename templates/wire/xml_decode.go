package wire

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

// An XMLDecoder is the Decoder of XML as AWS's XML protocols write it: blobs in
// base64, timestamps in any format, NaN and the infinities by name. Elements are
// matched by their local names; xsi:nil is the only null, and an empty element
// is an empty string, list, map or structure.
// See https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
type XMLDecoder struct {
	xmlReading
	names    [16]xmlSpan // where stack begins, so that most documents need no other
	markRoom [8]xmlMark  // where marks begins
}

// An xmlReading is what a decoder knows of the document.
type xmlReading struct {
	xmlScanner
	rest        string     // the current structure's attributes that are still to come
	value       string     // the attribute that stands next, as written
	isAttribute bool       // an attribute stands next
	isPiece     bool       // the element that stands next is one piece of a flattened list or map
	isMissing   bool       // what stands next is the value of an entry that has none
	noted       []xmlPlace // the elements that are still to come in the outermost structure; nil if they are to be found
	from        int        // where the value read last began
	marks       []xmlMark
}

// NewXMLDecoder returns a decoder of the root element of a document, whatever
// its name, of which it makes a copy.
func NewXMLDecoder(body []byte) *XMLDecoder {
	d := new(XMLDecoder)
	d.open(string(body))
	return d
}

// xmlDecoders keeps the memory of decoders from one body to the next: for a small
// one it would cost as much as the result.
var xmlDecoders = sync.Pool{New: func() any { return new(XMLDecoder) }}

// openXML is NewXMLDecoder for a text. The decoder is to be freed.
func openXML(text string) *XMLDecoder {
	d := xmlDecoders.Get().(*XMLDecoder)
	d.open(text)
	return d
}

func (d *XMLDecoder) open(text string) {
	d.stack, d.marks = d.names[:0], d.markRoom[:0]
	d.start(text)
}

// free gives the decoder's memory back, with nothing in it that belongs to a caller.
func (d *XMLDecoder) free() {
	d.forget()
	xmlDecoders.Put(d)
}

// forget lets go of everything that belongs to a caller.
func (d *XMLDecoder) forget() { d.xmlReading = xmlReading{} }

// DecodeXML fills v, a pointer to a zero value, from the root element of an XML
// document. Protocols call that after shape, operation or member, so that any
// name will do but that of a web page. Its error is a *DecodeError. Strings are substrings of one copy of
// the body, which lives as long as any of them.
func DecodeXML(body []byte, v Shape) error {
	met(v)
	d := openXML(string(body))
	defer d.free()
	if isHTML(d) {
		return &DecodeError{Shape: schemaOf(v).Name(), Err: errHTMLOutput, Body: bounded(body)}
	}
	return withBody(decode(d, d, v), body)
}

// Offset returns how many bytes have been consumed, or where the error is.
func (d *XMLDecoder) Offset() int64 {
	if d.err != nil {
		return int64(d.at)
	}
	return int64(d.pos)
}

// Err returns what was malformed, nil if nothing was.
func (d *XMLDecoder) Err() error { return d.err }

// bad fails because of the value read last.
func (d *XMLDecoder) bad(err error) { d.failAt(d.from, err) }

func (d *XMLDecoder) expected(what, text string) {
	d.bad(fmt.Errorf("expected %s, found %q", what, clip(text)))
}

var errAttributeKind = errors.New("an attribute holds neither structures, lists nor maps")

// Struct enters the element that stands next.
func (d *XMLDecoder) Struct(s *Schema) bool {
	if d.isAttribute {
		d.bad(errAttributeKind)
		return false
	}
	d.rest = ""
	if d.attrs != (xmlSpan{}) && s.hasAttributes() {
		d.rest = d.of(d.attrs)
	}
	return d.err == nil
}

func (s *Schema) hasAttributes() bool {
	for i := range s.Members {
		if s.Members[i].Flags&Attribute != 0 {
			return true
		}
	}
	return false
}

// Next moves to the next member that the schema has: first among attributes,
// then among child elements. A flattened list or map is met piece by piece.
func (d *XMLDecoder) Next(s *Schema, prev int) int {
	for d.rest != "" {
		if i := d.attribute(s); i >= 0 {
			return i
		}
	}
	if d.noted != nil && len(d.stack) == outermost {
		return d.nextNoted(s, prev)
	}
	return d.next(s, s.xmlNames(), prev)
}

// end returns End if the current element has ended well.
func (d *XMLDecoder) end() int {
	if d.err != nil {
		return Failed
	}
	return End
}

// attribute moves to the next attribute and returns the index of its member, or
// -1 if the schema has none.
func (d *XMLDecoder) attribute(s *Schema) int {
	name, value, end := attribute(d.rest, 0)
	d.rest = d.rest[behindSpace(d.rest, end):]
	for i := range s.Members {
		m := &s.Members[i]
		if m.Flags&Attribute != 0 && localName(m.xml()) == localName(name) && !strings.HasPrefix(name, "xmlns") {
			d.value, d.isAttribute = value, true
			return i
		}
	}
	return -1
}

// xml returns the member's name in XML.
func (m *Member) xml() string {
	if m.XML != "" {
		return m.XML
	}
	return m.Name
}

// Name returns the local name of the element for which Next returned Unknown.
func (d *XMLDecoder) Name() string { return localName(d.of(d.name)) }

// An xmlMark is the depth at which a flattened list or map, or an entry, ends:
// when as many elements are open again.
type xmlMark struct {
	depth int
	of    xmlMarked
}

// An xmlMarked is what ends at a mark.
type xmlMarked uint8

const (
	xmlPieces xmlMarked = iota // a flattened list or map
	xmlEntry
)

// reached reports whether the innermost mark is of that and is reached,
// and removes it.
func (d *XMLDecoder) reached(of xmlMarked) bool {
	last := len(d.marks) - 1
	if last < 0 || d.marks[last] != (xmlMark{len(d.stack), of}) {
		return false
	}
	d.marks = d.marks[:last]
	return true
}

// enterPieces prepares for the elements of a list or the entries of a map. Of a
// flattened one, the element that stands next is the only piece.
func (d *XMLDecoder) enterPieces() bool {
	if d.isAttribute {
		d.bad(errAttributeKind)
	}
	if d.isPiece {
		d.marks = append(d.marks, xmlMark{len(d.stack) - 1, xmlPieces})
	}
	return d.err == nil
}

// piece moves to the next element or entry: 0, End or Failed.
func (d *XMLDecoder) piece(want string) int {
	switch {
	case d.isPiece:
		d.isPiece = false
		return 0
	case d.reached(xmlPieces):
		return End
	case d.child(want):
		return 0
	}
	return d.end()
}

// List enters the element that stands next.
func (d *XMLDecoder) List(*Member) bool { return d.enterPieces() }

// Elem moves to the next child element, whatever its name.
func (d *XMLDecoder) Elem(m *Member) int { return d.piece(m.xml()) }

// Map enters the element that stands next.
func (d *XMLDecoder) Map(*Member) bool { return d.enterPieces() }

var errNoKey = errors.New("a map entry without a key")

// Key moves to the value of the next entry, whatever the entry's name, and
// returns its key, which may stand behind the value. An entry without a value
// has a null.
func (d *XMLDecoder) Key(s *Schema) (string, int) {
	if d.reached(xmlEntry) && !d.skip() {
		return "", Failed
	}
	if step := d.piece("entry"); step < 0 {
		return "", step
	}
	keyName, valueName := s.Members[0].xml(), s.Members[1].xml()
	key, found, value := "", false, -1
	for want := keyName; d.child(want); {
		switch name := d.Name(); {
		case !found && name == localName(keyName):
			key, found = d.text()
			if want = valueName; found && value >= 0 {
				d.pos = value
				d.startTag(valueName)
				return key, d.entry()
			}
		case found && name == localName(valueName):
			return key, d.entry()
		case value < 0 && name == localName(valueName):
			value = d.tag
			d.skip()
		default:
			d.skip()
		}
	}
	if d.err == nil && !found {
		d.fail(errNoKey)
	}
	d.isMissing = d.err == nil
	return key, d.entered()
}

// entry marks the parent of the element that stands next as an entry.
func (d *XMLDecoder) entry() int {
	d.marks = append(d.marks, xmlMark{len(d.stack) - 1, xmlEntry})
	return d.entered()
}

// entered returns 0 if all is well.
func (d *XMLDecoder) entered() int {
	if d.err != nil {
		return Failed
	}
	return 0
}

// Null consumes an element that says it is null.
func (d *XMLDecoder) Null() bool {
	if d.isMissing {
		d.isMissing = false
		return true
	}
	return d.attrs != (xmlSpan{}) && !d.isPiece && !d.isAttribute && d.isNil() && d.skip()
}

// isNil reports whether the element entered last has xsi:nil set.
func (d *XMLDecoder) isNil() bool {
	for rest := d.of(d.attrs); rest != ""; {
		name, value, end := attribute(rest, 0)
		if name != "nil" && localName(name) == "nil" && (value == "true" || value == "1") {
			return true
		}
		rest = rest[behindSpace(rest, end):]
	}
	return false
}

// Skip consumes an element or attribute.
func (d *XMLDecoder) Skip() bool {
	d.isPiece, d.isMissing = false, false
	if d.isAttribute {
		d.isAttribute = false
		return true
	}
	return d.skip()
}
