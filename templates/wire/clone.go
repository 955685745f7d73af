package wire

import (
	"math/big"
	"reflect"
	"strings"
	"time"
)

// Clone returns a copy of what was decoded, or of a part of it, that has nothing in
// common with anything else: the strings of an output are parts of one copy of its
// body, which lives as long as any of them, and variables behind pointers share
// blocks. Who keeps little of a large output clones that. It is a tree, as all that
// was decoded is. What is no data is not copied, as streams are, nor is what lies
// deeper than MaxDepth, or is come to after that.
func Clone[T any](v T) T {
	const within = 2 // structures that a level has in Go alone: what is embedded, and a Value
	copied := v
	c := cloning{left: MaxDepth + within}
	c.into(reflect.ValueOf(&copied).Elem())
	return copied
}

// A cloning is one walk of Clone.
type cloning struct {
	left int  // how many structures, lists and maps may yet be in each other
	over bool // there were more: what contains itself twice is not to be followed both ways
}

// into puts copies into a variable in place of what it shares with another.
func (c *cloning) into(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Struct:
		if c.over = c.over || c.left == 0; c.over {
			return
		}
		c.left--
		defer func() { c.left++ }()
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Clone(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			v.Set(c.of(v.Elem()).Addr())
		}
	case reflect.Interface:
		switch v.Interface().(type) {
		case Shape, APIError: // unknown errors are no Shapes
			v.Set(c.of(v.Elem()))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		old := v.Slice(0, v.Len())
		v.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		reflect.Copy(v, old)
		for i := range v.Len() {
			c.into(v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		all := reflect.MakeMapWithSize(v.Type(), v.Len())
		for key, value := range v.Seq2() {
			all.SetMapIndex(c.of(key), c.of(value))
		}
		v.Set(all)
	case reflect.Struct:
		c.structure(v)
	}
}

// of returns a new variable with a copy.
func (c *cloning) of(v reflect.Value) reflect.Value {
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	c.into(copied)
	return copied
}

// structure is into for a structure. Of those that are not generated it knows the
// ones that generated types consist of.
func (c *cloning) structure(v reflect.Value) {
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
	case *Value:
		*p = p.clone()
	case *big.Int:
		v.Set(reflect.ValueOf(new(big.Int).Set(p)).Elem())
	default:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				c.into(field)
			}
		}
	}
}

// clone returns a value that shares no text with this one.
func (v Value) clone() Value {
	v.text = strings.Clone(v.text)
	if len(v.names()) == 0 && len(v.values()) == 0 {
		return v
	}
	c := *v.node.class
	if c.structure == nil && c.tag == 0 { // else the names are the schema's
		c.names = make([]string, len(v.names()))
		for i, name := range v.names() {
			c.names[i] = strings.Clone(name)
		}
	}
	values := make([]Value, len(v.values()))
	for i, value := range v.values() {
		values[i] = value.clone()
	}
	v.node = &node{&c, values}
	return v
}
