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
// deeper than MaxDepth.
func Clone[T any](v T) T {
	const within = 2 // structures that a level has in Go alone: what is embedded, and a Value
	c := v
	cloneInto(reflect.ValueOf(&c).Elem(), MaxDepth+within)
	return c
}

// cloneInto puts copies into a variable in place of what it shares with another. The
// depth is how many structures, lists and maps may yet be in each other.
func cloneInto(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Struct:
		if depth--; depth < 0 {
			return
		}
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Clone(v.String()))
	case reflect.Pointer:
		if !v.IsNil() {
			v.Set(cloneOf(v.Elem(), depth).Addr())
		}
	case reflect.Interface:
		switch v.Interface().(type) {
		case Shape, APIError: // unknown errors are no Shapes
			v.Set(cloneOf(v.Elem(), depth))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		old := v.Slice(0, v.Len())
		v.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		reflect.Copy(v, old)
		for i := range v.Len() {
			cloneInto(v.Index(i), depth)
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		all := reflect.MakeMapWithSize(v.Type(), v.Len())
		for key, value := range v.Seq2() {
			all.SetMapIndex(cloneOf(key, depth), cloneOf(value, depth))
		}
		v.Set(all)
	case reflect.Struct:
		cloneStruct(v, depth)
	}
}

// cloneOf returns a new variable with a copy.
func cloneOf(v reflect.Value, depth int) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	cloneInto(c, depth)
	return c
}

// cloneStruct is cloneInto for a structure. Of those that are not generated it knows
// the ones that generated types consist of.
func cloneStruct(v reflect.Value, depth int) {
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
	case *Value:
		*p = p.clone()
	case *big.Int:
		v.Set(reflect.ValueOf(new(big.Int).Set(p)).Elem())
	default:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				cloneInto(field, depth)
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
