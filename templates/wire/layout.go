package wire

import (
	"io"
	"math"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Layouts are how the walks find their way in generated types, which bring no
// code of their own for it: what a structure's fields are and where they stand is
// asked of package reflect once for each type that a program uses, and kept.
// The fields of a structure are its schema's members, in their order.

// A form is how a Go type holds the values of a shape.
type form uint8

// The forms. What stands behind a pointer, in a list or in a map is the type's elem.
const (
	formOther form = iota // a stream, or nothing that the walks know
	formBool
	formInt8
	formInt16
	formInt32
	formInt64
	formFloat32
	formFloat64
	formString
	formTime
	formBlob
	formValue
	formBigInt
	formDecimal
	formPointer
	formStruct
	formUnion
	formList
	formMap
)

// A goType is what the walks know of a Go type.
type goType struct {
	form     form
	isText   bool         // Go's own string
	words    words        // of a map: what its values look like
	defaults bool         // a structure that sets defaults itself
	few      pointers     // of a structure
	asError  itab         // of an error: what a ModeledError says of a pointer to it
	rt       reflect.Type // the type
	bytes    uintptr      // that a variable of it has
	room     uint8        // of a walk, where new variables of it are
	elem     *goType      // what a pointer, list or map holds
	size     uintptr      // of elem

	layout memo[layout] // of a structure, once somebody asked
	schema memo[Schema] // of a structure or a union's wrapper, likewise
	union  memo[union]  // of a union, likewise
}

// A layout says where a structure has the members of its schema.
type layout struct {
	schema *Schema
	fields []field // in the order of the schema's members
}

// A field is a field of a structure.
type field struct {
	offset uintptr
	index  int
	t      *goType
}

// A union is what the walks know of a union's interface type.
type union struct {
	schema   *Schema
	variants []variant // in the order of the schema's Variants
}

// A variant is a wrapper type, which holds one member of a union.
type variant struct {
	ptr   reflect.Type // the pointer, which is what stands in the interface
	t     *goType      // the structure
	value []field      // the field that has the member; none for a Unit
	itab  itab         // what the interface says of it
}

var (
	goTypes sync.Map      // of *goType by reflect.Type
	known   atomic.Uint32 // how many there are that have a room, about
)

var (
	stringType     = reflect.TypeFor[string]()
	textMapType    = reflect.TypeFor[map[string]string]()
	timeType       = reflect.TypeFor[time.Time]()
	shapeType      = reflect.TypeFor[Shape]()
	defaulterType  = reflect.TypeFor[defaulter]()
	errorType      = reflect.TypeFor[ModeledError]()
	readerType     = reflect.TypeFor[io.Reader]()
	readCloserType = reflect.TypeFor[io.ReadCloser]()
)

// goTypeOf returns what is known of a type.
func goTypeOf(rt reflect.Type) *goType {
	if t, ok := goTypes.Load(rt); ok {
		return t.(*goType)
	}
	t, _ := goTypes.LoadOrStore(rt, newGoType(rt))
	return t.(*goType)
}

func newGoType(rt reflect.Type) *goType {
	t := &goType{form: formOf(rt), rt: rt, isText: rt == stringType, bytes: rt.Size()}
	switch t.form {
	case formPointer, formList, formMap:
		t.elem = goTypeOf(rt.Elem())
		t.size = rt.Elem().Size()
		t.words = wordsOf(t.elem)
		return t // of which walks make no variables one by one
	case formStruct:
		t.defaults = reflect.PointerTo(rt).Implements(defaulterType)
		t.few.count(rt, true)
		if ptr := reflect.PointerTo(rt); ptr.Implements(errorType) {
			t.asError = itabOf(errorType, ptr)
		}
	}
	t.room = uint8(known.Add(1) % otherRooms)
	return t
}

// A pointers counts the pointers to strings and to times in a structure, and in the
// structures that its fields point to: those that a body is likely to fill.
type pointers struct{ texts, times uint8 }

func (p *pointers) count(rt reflect.Type, deeper bool) {
	for i := range rt.NumField() {
		f := rt.Field(i).Type
		if f.Kind() != reflect.Pointer {
			continue
		}
		switch f = f.Elem(); {
		case f == stringType && p.texts < math.MaxUint8:
			p.texts++
		case f == timeType && p.times < math.MaxUint8:
			p.times++
		case f.Kind() == reflect.Struct && deeper:
			p.count(f, false)
		}
	}
}

func formOf(rt reflect.Type) form {
	switch rt {
	case timeType:
		return formTime
	case readerType, readCloserType:
		return formOther
	}
	switch rt.Kind() {
	case reflect.Struct:
		if isOurs(rt, "Value") {
			return formValue
		}
	case reflect.Pointer:
		if elem := rt.Elem(); isOurs(elem, "Decimal") {
			return formDecimal
		} else if elem.Name() == "Int" && elem.PkgPath() == "math/big" {
			return formBigInt
		}
	case reflect.Slice:
		if rt.Elem().Kind() == reflect.Uint8 {
			return formBlob
		}
		return formList
	case reflect.Interface:
		if rt.Implements(shapeType) {
			return formUnion
		}
	case reflect.Map:
		if rt.Key().Kind() == reflect.String {
			return formMap
		}
	}
	return forms[rt.Kind()]
}

// isOurs reports whether a type is the one of that name in this package. Asking
// package reflect for the type itself would link all that prints its values.
func isOurs(rt reflect.Type, name string) bool {
	return rt.Name() == name && rt.PkgPath() == reflect.TypeFor[form]().PkgPath()
}

var forms = [...]form{
	reflect.Bool: formBool, reflect.Int8: formInt8, reflect.Int16: formInt16, reflect.Int32: formInt32, reflect.Int64: formInt64,
	reflect.Float32: formFloat32, reflect.Float64: formFloat64, reflect.String: formString,
	reflect.Pointer: formPointer, reflect.Struct: formStruct, reflect.UnsafePointer: formOther,
}

// members returns the fields of a structure for the members of its schema, nil if
// the type is not the schema's.
func (t *goType) members(s *Schema) []field {
	if known := recall(&t.layout); known != nil && known.schema == s {
		return known.fields
	}
	fields := t.fields()
	if len(fields) != len(s.Members) {
		return nil
	}
	for i := range fields {
		if !fields[i].t.holds(s.Members[i].Schema(), s.Members[i].Flags) {
			return nil
		}
	}
	t.learn(s)
	remember(&t.layout, &layout{s, fields})
	return fields
}

// fields returns the fields of a structure that are not embedded.
func (t *goType) fields() []field {
	fields := make([]field, 0, t.rt.NumField())
	for i := range t.rt.NumField() {
		if f := t.rt.Field(i); !f.Anonymous {
			fields = append(fields, field{f.Offset, i, goTypeOf(f.Type)})
		}
	}
	return fields
}

// holds reports whether the type is one for values of the schema.
func (t *goType) holds(s *Schema, flags Flags) bool {
	switch {
	case s == nil:
		return false
	case flags&Streaming != 0:
		return true
	case t.form == formPointer:
		return t.elem.form != formPointer && t.elem.holds(s, 0)
	case t.form == formList:
		return s.Kind == List && t.elem.holds(s.Members[0].Schema(), 0)
	case t.form == formMap:
		return s.Kind == Map && t.elem.holds(s.Members[1].Schema(), 0)
	}
	return slices.Contains(kindsOf[t.form], s.Kind)
}

var kindsOf = [...][]Kind{
	formBool: {Boolean}, formInt8: {Byte}, formInt16: {Short}, formInt32: {Integer, IntEnum}, formInt64: {Long},
	formFloat32: {Float}, formFloat64: {Double}, formString: {String, Enum}, formTime: {Timestamp}, formBlob: {Blob},
	formValue: {Document}, formBigInt: {BigInteger}, formDecimal: {BigDecimal}, formStruct: {Structure}, formUnion: {Union},
	formMap: nil,
}

// learn tells what the schema of a structure's type is, unless that is known.
func (t *goType) learn(s *Schema) {
	if recall(&t.schema) == nil && t != noType {
		remember(&t.schema, s)
	}
}

// schemaIn returns the schema of a member whose values the type holds: what the
// type knows already saves looking for that of a lazy member.
func (t *goType) schemaIn(m *Member) *Schema {
	if m.Target != nil {
		return m.Target
	}
	switch t.form {
	case formStruct:
		if s := recall(&t.schema); s != nil {
			return s
		}
	case formUnion:
		if u := recall(&t.union); u != nil {
			return u.schema
		}
	}
	return m.Schema()
}

// unionOf returns what is known of a union's interface type.
func (t *goType) unionOf(s *Schema) *union {
	if u := recall(&t.union); u != nil {
		return u
	}
	u := &union{schema: s}
	for i, wrapper := range s.Variants {
		v := variantOf(typeOf(shapeOf(wrapper)))
		v.t.learn(s)
		v.ptr = reflect.TypeOf(wrapper)
		if !v.ptr.Implements(t.rt) || i < len(s.Members) && !v.held(newPlace(v.t)).t.holds(s.Members[i].Schema(), 0) {
			u.variants = nil // the schema is another union's
			break
		}
		v.itab = itabOf(t.rt, v.ptr)
		u.variants = append(u.variants, v)
	}
	remember(&t.union, u)
	return u
}

// setVariant puts a new wrapper into a union and refers to the field that has the
// member.
func (u *union) setVariant(r ref, i int, wrapper place) ref {
	v := &u.variants[i]
	r.place.setVariant(v, wrapper)
	return v.held(wrapper)
}

// variantOf returns what is known of a wrapper's type.
func variantOf(t *goType) variant { return variant{t: t, value: t.fields()} }

// held refers to the field of a wrapper that has the member.
func (v *variant) held(wrapper place) ref {
	if len(v.value) == 0 {
		return refTo(new(Unit))
	}
	return ref{v.value[0].t, wrapper.field(&v.value[0])}
}
