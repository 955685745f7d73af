package wire

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// An XMLEncoder is the Encoder of XML as AWS's XML protocols read it; see
// XMLDecoder. It writes no white space. What XML cannot hold, control characters
// and invalid UTF-8, is an error.
type XMLEncoder struct {
	// Namespace is that of the service: the outermost element's, unless its shape
	// has one of its own.
	Namespace *Namespace

	out  []byte
	err  error
	root xmlElement // name and namespace of a payload's element, where its member has any
	next xmlElement // what the value that follows is written as
	open []xmlFrame
}

// An xmlElement says how a value is written.
type xmlElement struct {
	name      string
	namespace *Namespace
	attribute bool
}

// An xmlFrame is an aggregate that is being written.
type xmlFrame struct {
	xmlElement
	attributes int    // where in out the start tag of a structure takes attributes
	flattened  bool   // a list or map without an element of its own: its pieces have the name
	entry      string // of a map: the name of the entry to be ended, "" if none is open
	key        xmlElement
}

// NewXMLEncoder returns an encoder that appends to dst.
func NewXMLEncoder(dst []byte) *XMLEncoder { return &XMLEncoder{out: dst} }

// AppendXML appends the XML element of v to dst.
func AppendXML(dst []byte, v Shape) ([]byte, error) {
	e := XMLEncoder{out: dst}
	err := Encode(&e, v)
	return e.out, err
}

// payload makes the outermost element that of a member bound to the payload,
// whose name and namespace go before its target's.
func (e *XMLEncoder) payload(m *Member) {
	e.root = xmlElement{name: m.XML, namespace: m.namespace()}
}

// Bytes returns what has been written.
func (e *XMLEncoder) Bytes() []byte { return e.out }

// Err returns what could not be written, nil if everything could.
func (e *XMLEncoder) Err() error { return e.err }

func (e *XMLEncoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (m *Member) namespace() *Namespace {
	if m.Traits == nil {
		return nil
	}
	return m.Traits.Namespace
}

func (m *Member) xmlElement() xmlElement {
	return xmlElement{m.xml(), m.namespace(), m.Flags&Attribute != 0}
}

// rootElement returns what the outermost element is called.
func (e *XMLEncoder) rootElement(s *Schema) xmlElement {
	element := e.root
	if s.XML != nil && element.name == "" {
		element.name = s.XML.Name
	}
	if element.name == "" {
		element.name = s.Name()
	}
	if s.XML != nil && element.namespace == nil {
		element.namespace = s.XML.Namespace
	}
	if element.namespace == nil {
		element.namespace = e.Namespace
	}
	return element
}

func (e *XMLEncoder) startTag(element xmlElement) {
	e.out = append(append(e.out, '<'), element.name...)
	if ns := element.namespace; ns != nil {
		e.out = append(e.out, " xmlns"...)
		if ns.Prefix != "" {
			e.out = append(append(e.out, ':'), ns.Prefix...)
		}
		e.out = append(e.out, `="`...)
		e.escape(ns.URI, true)
		e.out = append(e.out, '"')
	}
	e.out = append(e.out, '>')
}

func (e *XMLEncoder) endTag(name string) {
	e.out = append(append(append(e.out, "</"...), name...), '>')
}

func (e *XMLEncoder) pop() xmlFrame {
	last := len(e.open) - 1
	top := e.open[last]
	e.open = e.open[:last]
	return top
}

// Struct writes a start tag. A structure's own namespace counts for the
// outermost element only: those below are in it already.
func (e *XMLEncoder) Struct(m *Member, s *Schema) {
	if m == nil {
		e.next = e.rootElement(s)
	}
	e.startTag(e.next)
	e.open = append(e.open, xmlFrame{xmlElement: e.next, attributes: len(e.out) - 1})
}

// Member says what the value that follows is written as.
func (e *XMLEncoder) Member(m *Member) { e.next = m.xmlElement() }

// EndStruct writes an end tag.
func (e *XMLEncoder) EndStruct() { e.endTag(e.pop().name) }

// List writes a start tag, unless the list is flattened.
func (e *XMLEncoder) List(m *Member, _ int) { e.pieces(m, xmlFrame{}) }

// Elem says what the element that follows is written as.
func (e *XMLEncoder) Elem(m *Member) {
	top := &e.open[len(e.open)-1]
	if !top.flattened {
		e.next = m.xmlElement()
		return
	}
	e.next = top.xmlElement
	if e.next.namespace == nil {
		e.next.namespace = m.namespace()
	}
}

// EndList writes an end tag, unless the list is flattened.
func (e *XMLEncoder) EndList() {
	if top := e.pop(); !top.flattened {
		e.endTag(top.name)
	}
}

func (e *XMLEncoder) pieces(m *Member, f xmlFrame) {
	f.xmlElement, f.flattened = e.next, m.Flags&Flattened != 0
	if !f.flattened {
		e.startTag(e.next)
	}
	e.open = append(e.open, f)
}

// Map writes a start tag, unless the map is flattened.
func (e *XMLEncoder) Map(m *Member, _ int) {
	e.pieces(m, xmlFrame{key: m.Schema().Members[0].xmlElement()})
}

// Key writes the start of an entry and its key.
func (e *XMLEncoder) Key(m *Member, key string) {
	top := &e.open[len(e.open)-1]
	e.endEntry(top)
	entry := xmlElement{name: "entry"}
	if top.flattened {
		entry = top.xmlElement
	}
	top.entry = entry.name
	e.startTag(entry)
	e.next = top.key
	e.String(nil, key)
	e.next = m.xmlElement()
}

func (e *XMLEncoder) endEntry(f *xmlFrame) {
	if f.entry != "" {
		e.endTag(f.entry)
	}
}

// EndMap ends the last entry and writes an end tag, unless the map is flattened.
func (e *XMLEncoder) EndMap() {
	top := e.pop()
	e.endEntry(&top)
	if !top.flattened {
		e.endTag(top.name)
	}
}

// begin writes what stands before a scalar and returns where the scalar starts.
func (e *XMLEncoder) begin() int {
	if !e.next.attribute {
		e.startTag(e.next)
	}
	return len(e.out)
}

// end writes what stands behind the scalar that starts there. That of an
// attribute is moved into the start tag, which is written already: members come
// in the model's order, and attributes are rare.
func (e *XMLEncoder) end(start int) {
	if !e.next.attribute {
		e.endTag(e.next.name)
		return
	}
	attribute := slices.Concat([]byte(" "+e.next.name+`="`), e.out[start:], []byte(`"`))
	top := &e.open[len(e.open)-1]
	e.out = slices.Insert(e.out[:start], top.attributes, attribute...)
	top.attributes += len(attribute)
}

// Null writes an empty element that says it is null, as it only does in a
// sparse list or map.
func (e *XMLEncoder) Null(*Member) {
	if e.next.attribute {
		return
	}
	e.startTag(e.next)
	e.out = append(e.out[:len(e.out)-1], ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">`...)
	e.endTag(e.next.name)
}

// Bool writes a boolean.
func (e *XMLEncoder) Bool(_ *Member, v bool) {
	start := e.begin()
	e.out = strconv.AppendBool(e.out, v)
	e.end(start)
}

// Int writes an integer.
func (e *XMLEncoder) Int(_ *Member, v int64) {
	start := e.begin()
	e.out = strconv.AppendInt(e.out, v, 10)
	e.end(start)
}

// Float writes a number, or the name of a value that is none.
func (e *XMLEncoder) Float(_ *Member, v float64, bits int) {
	start := e.begin()
	if name := nameOfNonNumber(v); name != "" {
		e.out = append(e.out, name...)
	} else {
		e.out = appendFloat(e.out, v, bits)
	}
	e.end(start)
}

// String writes text.
func (e *XMLEncoder) String(_ *Member, v string) {
	start := e.begin()
	e.escape(v, e.next.attribute)
	e.end(start)
}

// Blob writes text in base64.
func (e *XMLEncoder) Blob(_ *Member, v []byte) {
	start := e.begin()
	e.out = base64.StdEncoding.AppendEncode(e.out, v)
	e.end(start)
}

// Time writes a date-time, or what the member's format says.
func (e *XMLEncoder) Time(m *Member, v time.Time) {
	if err := checkTime(v); err != nil {
		e.fail(err)
	}
	start := e.begin()
	e.out = appendTime(e.out, v, m.format(DateTime))
	e.end(start)
}

// BigInt writes an integer of any size.
func (e *XMLEncoder) BigInt(_ *Member, v *big.Int) {
	start := e.begin()
	e.out = v.Append(e.out, 10)
	e.end(start)
}

// BigDecimal writes a number of any size and precision.
func (e *XMLEncoder) BigDecimal(_ *Member, v *Decimal) {
	start := e.begin()
	e.out = append(e.out, v.String()...)
	e.end(start)
}

var errInvalidText = errors.New("invalid UTF-8 in a string, which XML cannot hold")

// escape appends text. White space that a reader would change is written as
// references, as are the two line ends of XML 1.1.
func (e *XMLEncoder) escape(s string, attribute bool) {
	start := 0
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		reference := ""
		switch c {
		case '&':
			reference = "&amp;"
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		case '"':
			reference = "&quot;"
		case '\r':
			reference = "&#xD;"
		case '\n':
			reference = "&#xA;"
		case '\t':
			if attribute {
				reference = "&#x9;"
			}
		case '\u0085':
			reference = "&#x85;"
		case '\u2028':
			reference = "&#x2028;"
		case utf8.RuneError:
			if n == 1 {
				e.fail(errInvalidText)
			}
		default:
			if c < ' ' || c == 0xFFFE || c == 0xFFFF {
				e.fail(fmt.Errorf("a string with the character %U, which XML cannot hold", c))
			}
		}
		if reference != "" {
			e.out = append(append(e.out, s[start:i]...), reference...)
			start = i + n
		}
		i += n
	}
	e.out = append(e.out, s[start:]...)
}
