package wire

import (
	"fmt"
	"strconv"
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
	s := r.t.schema.Load()
	var w treeWalk
	w.d = &w.in
	if s == nil {
		w.fail(errNilOutput)
	} else if value.isNull() || w.structure(&value, s, r) {
		return nil
	}
	return w.error(s)
}

func (v *Value) isNull() bool { return v.kind == Null || v.kind == Invalid }

// enter counts a level of nesting, of a value that has to be of a kind.
func (w *treeWalk) enter(v *Value, kinds ...Kind) ([]Field, bool) {
	if !w.decoding.enter() {
		return nil, false
	}
	if w.in.next.kind = v.kind; !w.in.expect(kinds...) {
		return nil, false
	}
	return v.fields(), true
}

// structure is decoding.structure for a Value.
func (w *treeWalk) structure(v *Value, s *Schema, r ref) bool {
	values, ok := w.enter(v, Structure, Map)
	if !ok {
		return false
	}
	if r.t.defaults {
		r.any().(defaulter).WireDefaults()
	}
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		return w.fail(errNoSuchField)
	}
	next := 0
	for n := range values {
		v := &values[n].Value
		i := s.memberFrom(next, values[n].Name)
		if i < 0 {
			return w.fail(fmt.Errorf("%s has no member %q", s.Name(), values[n].Name))
		}
		next = i + 1
		m := &s.Members[i]
		if m.Flags&Streaming != 0 {
			continue
		}
		if field := (ref{fields[i].t, r.field(&fields[i])}); v.isNull() && field.t.form != formValue {
			if m.Flags&Present == 0 {
				field.unset()
			}
		} else if !w.value(v, m, field) {
			return w.underMember(s, m)
		}
	}
	w.depth--
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
		if t = t.elem; t.rt == stringType {
			if !w.isText(v) {
				return false
			}
			*at[*string](r.place) = w.newString(v.text)
			return true
		}
		r = ref{t, r.fresh(t)}
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
		if v.kind == Boolean {
			*at[bool](r.place) = v.num != 0
			return true
		}
	case formInt32:
		if n := int64(v.num); v.kind == Integer && n == int64(int32(n)) {
			*at[int32](r.place) = int32(n)
			return true
		}
	case formInt64:
		if v.kind == Long {
			*at[int64](r.place) = int64(v.num)
			return true
		}
	}
	w.in.next = *v
	return w.scalar(m, r)
}

func (w *treeWalk) isText(v *Value) bool {
	if v.kind == String || v.kind == Enum {
		return true
	}
	w.in.next.kind = v.kind
	return w.in.expect(String, Enum)
}

// list is decoding.list for a Value.
func (w *treeWalk) list(v *Value, m *Member, s *Schema, r ref) bool {
	values, ok := w.enter(v, List)
	if !ok {
		return false
	}
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeList(r.t, len(values))
	}
	elem := &s.Members[0]
	for n := range values {
		v := &values[n].Value
		if v.isNull() && r.t.elem.form != formValue {
			if s.Flags&Sparse != 0 {
				r.append()
			}
		} else if !w.value(v, elem, r.append()) {
			return w.under("[" + strconv.Itoa(r.listLen()-1) + "]")
		}
	}
	w.depth--
	return true
}

// mapping is decoding.mapping for a Value.
func (w *treeWalk) mapping(v *Value, m *Member, s *Schema, r ref) bool {
	values, ok := w.enter(v, Map, Structure)
	if !ok {
		return false
	}
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeMap(r.t, len(values))
	}
	value := &s.Members[1]
	entry := r.entry()
	for n := range values {
		key, v := values[n].Name, &values[n].Value
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
	return true
}

// union is decoding.union for a Value.
func (w *treeWalk) union(v *Value, s *Schema, r ref) bool {
	values, ok := w.enter(v, Union, Structure, Map)
	if !ok {
		return false
	}
	u := r.t.unionOf(s)
	if len(u.variants) <= len(s.Members) {
		return w.fail(errNoSuchField)
	}
	var held ref // the field for the member read, once one has been
	known, unknown := -1, false
	for n := range values {
		tag, v := values[n].Name, &values[n].Value
		i := s.MemberIndex(tag)
		switch {
		case v.isNull():
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
				known, held = i, u.variants[i].held(r.setVariant(&u.variants[i]))
			}
			if !w.value(v, &s.Members[i], held) {
				return w.underMember(s, &s.Members[i])
			}
		}
	}
	w.depth--
	return true
}
