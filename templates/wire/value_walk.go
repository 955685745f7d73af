package wire

import (
	"fmt"
	"sync"
)

// The walk out of a Value tree. It does what the walk of decode.go does by asking
// a Decoder, without a call through an interface for each member; scalars that are
// rare, or not of the kind wanted, are read as there.

// A treeWalk is a walk from a Value into a shape.
type treeWalk struct {
	decoding
	in valueDecoder // of the scalar that stands next
}

// FromValue fills v, a pointer to a zero value, from a Value of its shape: one
// that ToValue made, or one built by hand. Its error is a *DecodeError.
//
//go:noinline
func FromValue(value Value, v any) error {
	r := refTo(met(shapeOf(v)))
	s := recall(&r.t.schema)
	w := treeWalks.Get().(*treeWalk)
	w.d, w.rooms.few = &w.in, r.t.few
	err := w.into(&value, s, r)
	w.reset()
	w.in = valueDecoder{}
	treeWalks.Put(w)
	return err
}

// treeWalks keeps the memory of walks from one to the next.
var treeWalks = sync.Pool{New: func() any { return new(treeWalk) }}

// into fills a structure.
func (w *treeWalk) into(value *Value, s *Schema, r ref) error {
	if s == nil {
		w.fail(errNilOutput)
	} else if value.isNull() || w.structure(value, s, r) {
		return nil
	}
	return w.error(s)
}

// enter counts a level of nesting, of a value that has to be of a kind.
func (w *treeWalk) enter(v *Value, kinds ...Kind) bool {
	if !w.decoding.enter() {
		return false
	}
	if v.node.kind == kinds[0] {
		return true
	}
	w.in.next.node = v.node
	return w.in.expect(kinds...)
}

// structure is decoding.structure for a Value.
func (w *treeWalk) structure(v *Value, s *Schema, r ref) bool {
	if !w.enter(v, Structure, Map) {
		return false
	}
	if r.t.defaults {
		r.any().(defaulter).WireDefaults()
	}
	values := v.node.values
	if known := v.node.structure; known != nil && known.t == r.t && v.node.schema == s {
		for n, m := range known.members {
			v, field := &values[n], r.field(&m.field)
			if m.text && v.node == m.of {
				point(field, w.rooms.text(v.text))
			} else if !w.member(v, s, m.Member, ref{m.field.t, field}) {
				return false
			}
		}
		w.depth--
		return true
	}
	fields, i := r.t.members(s), -1
	if fields == nil && len(s.Members) > 0 {
		return w.fail(errNoSuchField)
	}
	for n, name := range v.node.names {
		if i = s.memberFrom(i+1, name); i < 0 {
			return w.fail(fmt.Errorf("%s has no member %q", s.Name(), name))
		}
		if !w.member(&values[n], s, &s.Members[i], ref{fields[i].t, r.field(&fields[i])}) {
			return false
		}
	}
	w.depth--
	return true
}

// member fills the field for a member of a structure.
func (w *treeWalk) member(v *Value, s *Schema, m *Member, r ref) bool {
	switch {
	case m.Flags&Streaming != 0:
	case v.isNull() && r.t.form != formValue:
		if m.Flags&Present == 0 {
			r.unset()
		}
	case !w.value(v, m, r):
		return w.underMember(s, m)
	}
	return true
}

// memberFrom is MemberIndex, looking from index start on: a tree has the members
// in the model's order.
func (s *Schema) memberFrom(start int, name string) int {
	for i := start; i < len(s.Members); i++ {
		if s.Members[i].Name == name {
			return i
		}
	}
	return s.MemberIndex(name)
}

// value is decoding.value for a Value.
func (w *treeWalk) value(v *Value, m *Member, r ref) bool {
	t := r.t
	if t.form == formPointer {
		if t = t.elem; t.form == formString {
			if !w.isText(v) {
				return false
			}
			point(r.place, w.rooms.text(v.text))
			return true
		}
		r = w.fresh(r)
	}
	switch t.form {
	case formString:
		if !w.isText(v) {
			return false
		}
		*at[string](r.place) = v.text
		return true
	case formStruct:
		return w.structure(v, t.schemaIn(m), r)
	case formList:
		return w.list(v, m, m.Schema(), r)
	case formMap:
		return w.mapping(v, m, m.Schema(), r)
	case formUnion:
		return w.union(v, t.schemaIn(m), r)
	case formBool:
		if v.Kind() == Boolean {
			*at[bool](r.place) = v.text != ""
			return true
		}
	case formInt32:
		if n := int64(unpacked(v.text)); v.Kind() == Integer && n == int64(int32(n)) {
			*at[int32](r.place) = int32(n)
			return true
		}
	case formInt64:
		if v.Kind() == Long {
			*at[int64](r.place) = int64(unpacked(v.text))
			return true
		}
	}
	w.in.next = *v
	return w.scalar(m, r)
}

func (w *treeWalk) isText(v *Value) bool {
	if v.Kind().isText() {
		return true
	}
	w.in.next.node = v.node
	return w.in.expect(String, Enum)
}

// list is decoding.list for a Value.
func (w *treeWalk) list(v *Value, m *Member, s *Schema, r ref) bool {
	if !w.enter(v, List) {
		return false
	}
	values := v.node.values
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeList(r.t, len(values))
	}
	elem := &s.Members[0]
	for n := range values {
		v := &values[n]
		if v.isNull() && r.t.elem.form != formValue {
			if s.Flags&Sparse != 0 {
				r.append()
			}
		} else if !w.value(v, elem, r.append()) {
			return w.underElem(s, r.listLen()-1)
		}
	}
	w.depth--
	return true
}

// mapping is decoding.mapping for a Value.
func (w *treeWalk) mapping(v *Value, m *Member, s *Schema, r ref) bool {
	if !w.enter(v, Map, Structure) {
		return false
	}
	values := v.node.values
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeMap(r.t, len(values))
	}
	value := &s.Members[1]
	if r.t.rt == textMapType {
		return w.texts(v, s, *at[map[string]string](r.place))
	}
	entry := w.spare.take(r.t.elem)
	for n, key := range v.node.names {
		v := &values[n]
		if n > 0 {
			entry.setZero(entry.t)
		}
		if !v.isNull() || entry.t.form == formValue {
			if !w.value(v, value, entry) {
				return w.underKey(s, key)
			}
		} else if s.Flags&Sparse == 0 {
			r.mapDelete(r.t, key)
			continue
		}
		r.put(key, entry)
	}
	w.depth--
	w.spare.free(entry)
	return true
}

// texts fills a map of strings.
func (w *treeWalk) texts(v *Value, s *Schema, texts map[string]string) bool {
	for n, key := range v.node.names {
		v := &v.node.values[n]
		switch {
		case !v.isNull():
			if !w.isText(v) {
				return w.underKey(s, key)
			}
			texts[key] = v.text
		case s.Flags&Sparse == 0:
			delete(texts, key)
		default:
			texts[key] = ""
		}
	}
	w.depth--
	return true
}

// union is decoding.union for a Value.
func (w *treeWalk) union(v *Value, s *Schema, r ref) bool {
	if !w.enter(v, Union, Structure, Map) {
		return false
	}
	u := r.t.unionOf(s)
	if len(u.variants) <= len(s.Members) {
		return w.fail(errNoSuchField)
	}
	var held ref // the field for the member read, once one has been
	known, unknown := -1, false
	c, values := v.node.class, v.node.values
	for n, tag := range c.names {
		v := &values[n]
		i := c.memberIndex(s, tag)
		switch {
		case v.isNull() && (i < 0 || v.node == nil || !s.holdsDocument(i)):
		case i < 0 && (known >= 0 || unknown || tag == "__type"):
		case i < 0:
			unknown, w.in.next = true, *v
			if !w.unknown(&u.variants[len(s.Members)], r, tag) {
				return w.under(tag)
			}
		case known >= 0 && (known != i || s.Members[i].Flags&Flattened == 0):
			w.fail(errTwoMembers)
			return w.underMember(s, &s.Members[i])
		default:
			if known < 0 {
				known, held = i, u.setVariant(r, i, w.rooms.take(u.variants[i].t))
			}
			if !w.value(v, &s.Members[i], held) {
				return w.underMember(s, &s.Members[i])
			}
		}
	}
	w.depth--
	return true
}
