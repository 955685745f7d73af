package wire

import (
	"fmt"
	"slices"
	"unicode"
)

// Documents in XML: what stands in an element that no schema describes. Text is
// a String, child elements are the entries of a Map, those that share a name one
// List. Attributes, prefixes and text beside elements are lost; Smithy has no
// documents in XML, so that this is only how unknown union members are kept.

// Document reads whatever stands next.
func (d *XMLDecoder) Document() (Value, bool) {
	if d.isMissing {
		d.isMissing = false
		return NullValue(), true
	}
	if d.isAttribute {
		text, ok := d.String()
		return StringValue(nil, text), ok
	}
	return d.document()
}

func (d *XMLDecoder) document() (Value, bool) {
	if d.attrs != (xmlSpan{}) && d.isNil() {
		return NullValue(), d.skip()
	}
	pos, depth, empty := d.pos, len(d.stack), d.empty
	if !d.child("") {
		if d.err != nil {
			return Value{}, false
		}
		d.pos, d.stack, d.empty = pos, d.stack[:depth], empty // nothing has taken its place
		text, ok := d.text()
		return StringValue(nil, text), ok
	}
	var children xmlChildren
	for more := true; more; more = d.child("") {
		name := d.Name()
		v, ok := d.document()
		if !ok {
			return Value{}, false
		}
		children.add(name, v)
	}
	return children.value(), d.err == nil
}

// xmlChildren collects child elements by name, in the order of their first
// appearance.
type xmlChildren struct {
	names  []string
	values [][]Value
	index  map[string]int // of names, once there are too many to look through
}

func (c *xmlChildren) add(name string, v Value) {
	i := c.find(name)
	if i < 0 {
		i = len(c.names)
		c.names, c.values = append(c.names, name), append(c.values, nil)
		if c.index != nil {
			c.index[name] = i
		}
	}
	c.values[i] = append(c.values[i], v)
}

func (c *xmlChildren) find(name string) int {
	const few = 16
	if len(c.names) <= few {
		return slices.Index(c.names, name)
	}
	if c.index == nil {
		c.index = make(map[string]int, 2*few)
		for i, name := range c.names {
			c.index[name] = i
		}
	}
	if i, ok := c.index[name]; ok {
		return i
	}
	return -1
}

func (c *xmlChildren) value() Value {
	fields := make([]Field, len(c.names))
	for i, name := range c.names {
		fields[i] = Field{name, c.values[i][0]}
		if len(c.values[i]) > 1 {
			fields[i].Value = ListValue(nil, c.values[i]...)
		}
	}
	return MapValue(nil, fields...)
}

// document writes a document as elements; see XMLDecoder.Document.
func (e *XMLEncoder) document(_ *Member, v Value) { e.tree(v, 0) }

func (e *XMLEncoder) tree(v Value, depth int) {
	element := e.next
	switch {
	case depth >= MaxDepth:
		e.fail(errTooDeep)
		return
	case !isXMLName(element.name):
		e.fail(fmt.Errorf("%q cannot be the name of an XML element", clip(element.name)))
		return
	}
	switch v.Kind() {
	case Structure, Union, Map:
		e.startTag(element)
		for name, child := range v.Entries() {
			e.next = xmlElement{name: name}
			if child.Kind() == List && child.Len() > 0 {
				e.trees(child, depth+1)
			} else {
				e.tree(child, depth+1)
			}
		}
		e.endTag(element.name)
	case List:
		e.startTag(element)
		e.next = xmlElement{name: "member"}
		e.trees(v, depth+1)
		e.endTag(element.name)
	default:
		w := encoding{e: e}
		w.leaf(documentMember, v)
	}
}

// trees writes the elements of a list, each under the name that comes next.
func (e *XMLEncoder) trees(v Value, depth int) {
	element := e.next
	for _, elem := range v.Entries() {
		e.next = element
		e.tree(elem, depth)
	}
}

// isXMLName reports whether an element can be called name: the rest of an
// encoder's names are a schema's, those in documents come from anywhere.
func isXMLName(name string) bool {
	for i, r := range name {
		later := i > 0 && (unicode.IsDigit(r) || r == '-' || r == '.')
		if !later && !unicode.IsLetter(r) && r != '_' {
			return false
		}
	}
	return name != ""
}
