package wire

import (
	"fmt"
	"reflect"
	"strings"
)

// A Shape is a pointer to a generated structure, or to the wrapper of a union's
// member. Called on a nil pointer, ToValue returns a null that has the schema of
// the type.
type Shape interface{ ToValue() Value }

// Unit is the value of a union member that carries nothing (smithy.api#Unit).
type Unit struct{}

// ToValue returns a structure without members.
func (u *Unit) ToValue() Value { return ToValue(&UnitSchema, u) }

// newUnit returns a Unit whose schema is known.
func newUnit() Shape {
	UnitSchema.tell()
	return new(Unit)
}

// An UnknownMember is a union member that the model the package was made from
// does not know: newer services send them. It keeps what it said and is written
// back as it came.
type UnknownMember struct {
	Tag   string // the member's name on the wire
	Value Value  // what stood there, as a document
}

// unknown gives the walks access to the member through its embedding type.
func (u *UnknownMember) unknown() *UnknownMember { return u }

// shapeOf returns the shape that v is, nil if it is none. Generated code hands out
// its types as any: for each that it hands out as a Shape the compiler makes a
// table, which is most of what little it has to do.
func shapeOf(v any) Shape {
	s, _ := v.(Shape)
	return s
}

// SchemaOf returns the schema of the shape, which may be a nil pointer; nil for
// nil itself.
func SchemaOf(v Shape) *Schema {
	if v == nil {
		return nil
	}
	t := typeOf(v)
	if s := recall(&t.schema); s != nil {
		return s
	}
	empty, _ := reflect.New(t.rt).Interface().(Shape) // nil would not do where another type embeds the shape
	t.learn(empty.ToValue().Schema())
	return recall(&t.schema)
}

// tell makes the schema known to its type.
func (s *Schema) tell() {
	if s != nil && s.Type != nil {
		s.goType()
	}
}

// schemaOf is SchemaOf for a shape whose schema has been met, in an operation's
// table or on the way to it: asking for it would link the walk into trees.
func schemaOf(v Shape) *Schema {
	if v == nil {
		return nil
	}
	return recall(&typeOf(v).schema)
}

// met returns the shape, whose schema is known from then on. It is where functions
// begin that are given any shape.
func met(v Shape) Shape {
	SchemaOf(v)
	return v
}

// typeOf returns what is known of the structure that v points to.
func typeOf(v Shape) *goType { return goTypeOf(reflect.TypeOf(v).Elem()) }

// isNil reports whether the shape is a nil pointer.
func isNil(v Shape) bool { return v == nil || reflect.ValueOf(v).IsNil() }

// goType returns what is known of a structure's generated type.
func (s *Schema) goType() *goType {
	if t := recall(&s.layout); t != nil {
		return t
	}
	t := typeOf(shapeOf(s.Type))
	remember(&t.schema, s)
	remember(&s.layout, t)
	return t
}

// New returns a new, empty structure of the generated type.
func (s *Schema) New() Shape { return s.new().(Shape) }

func (s *Schema) new() any { return reflect.New(s.goType().rt).Interface() }

// newVariant returns a new, empty member of a union, by its index in Members, or
// the union's unknown member for -1.
func (s *Schema) newVariant(i int) Shape {
	if i < 0 {
		i = len(s.Variants) - 1
	}
	return reflect.New(reflect.TypeOf(s.Variants[i]).Elem()).Interface().(Shape)
}

// variantIndex returns the index of the member that a wrapper of a union holds,
// -1 for one that the model does not know.
func (s *Schema) variantIndex(wrapper reflect.Type) int {
	for i := range s.Members {
		if reflect.TypeOf(s.Variants[i]).Elem() == wrapper {
			return i
		}
	}
	return -1
}

// memberAt follows a path through structures. It returns nil if something on the
// way is absent or no structure.
func memberAt(v Shape, path string) (*Member, ref) {
	r, s := refTo(v), SchemaOf(v)
	for {
		name, rest, more := strings.Cut(path, ".")
		i := s.MemberIndex(name)
		if i < 0 || s.Kind != Structure {
			return nil, ref{}
		}
		m := &s.Members[i]
		if r = r.member(i); !more {
			return m, r
		}
		var ok bool
		if r, ok = r.target(); !ok || r.t.form != formStruct {
			return nil, ref{}
		}
		s, path = m.Schema(), rest
		r.t.learn(s) // nobody may have walked it yet
	}
}

// valueAt returns what stands at a path, the zero Value if nothing does.
func valueAt(v Shape, path string) Value {
	m, r := memberAt(v, path)
	if m == nil || !m.stands(r) {
		return Value{}
	}
	return valueOf(m, r)
}

// setAt writes the member at a path, in place of what stands there: a null leaves
// it unset, and a list or map is a new one.
func setAt(v Shape, path string, value Value) error {
	m, r := memberAt(v, path)
	if m == nil {
		return fmt.Errorf("%s has no member %q", SchemaOf(v).Name(), path)
	}
	if r.unset(); value.Kind() == Null {
		return nil
	}
	return decodeTarget(&valueDecoder{next: value}, m, r)
}

// A lastRoot is the type of the structure that was walked last. Programs tend to walk
// the same again.
type lastRoot struct {
	ptr reflect.Type // of the pointer
	t   *goType
}

// met refers to the structure that v points to, whose schema is known from then on.
func (l *lastRoot) met(v Shape) ref {
	if isNil(v) {
		return ref{t: noType}
	}
	if ptr := reflect.TypeOf(v); ptr != l.ptr {
		met(v)
		l.ptr, l.t = ptr, typeOf(v)
	}
	return ref{l.t, placeOf(v)}
}
