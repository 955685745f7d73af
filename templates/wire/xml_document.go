package wire

import "slices"

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
