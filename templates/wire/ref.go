package wire

import (
	"math/big"
	"slices"
	"time"
)

// References are how the walks read and write the fields of generated
// structures without reflection: WireMembers hands out a pointer to each in an `any`,
// and the functions here know what may stand behind it:
//
//	*T, **T            T is bool, int8, int16, int32, int64, float32, float64, string, time.Time
//	*[]byte, *Value    blobs and documents; **big.Int, **Decimal: big numbers
//	Shape              a structure held by value, or the value of a union member
//	ListRef            a slice of structures
//	Optional …         what the constructors below return
//
// Every constructor returns a value of one pointer word, so that putting it
// into an `any` allocates nothing; ListBy and MapBy, for rare shapes, do.

// Optional refers to a structure behind a pointer that may be nil.
func Optional[P Shape](p *P) any { return optional[P]{p} }

// OptionalEnum refers to an enum behind a pointer that may be nil.
func OptionalEnum[E ~string](p **E) any { return optionalEnum[E]{p} }

// OptionalIntEnum refers to an intEnum behind a pointer that may be nil.
func OptionalIntEnum[E ~int32](p **E) any { return optionalIntEnum[E]{p} }

// EnumOf refers to an enum held by value.
func EnumOf[E ~string](p *E) any { return enum[E]{p} }

// IntEnumOf refers to an intEnum held by value.
func IntEnumOf[E ~int32](p *E) any { return intEnum[E]{p} }

// UnionOf refers to a union: p points to a variable of its interface type.
func UnionOf[U any](p *U) any { return union[U]{p} }

// ListOf refers to a list whose elements' pointers are references themselves.
func ListOf[T any](p *[]T) any { return list[T]{p} }

// ListBy refers to a list whose elements are referred to by ref, such as
// OptionalEnum for the elements of a sparse list of enums.
func ListBy[T any](p *[]T, ref func(*T) any) any { return &listBy[T]{list[T]{p}, ref} }

// MapOf refers to a map whose values' pointers are references themselves.
func MapOf[K ~string, V any](p *map[K]V) any { return mapping[K, V]{p} }

// MapBy refers to a map whose values are referred to by ref.
func MapBy[K ~string, V any](p *map[K]V, ref func(*V) any) any { return &mapBy[K, V]{p, ref} }

// An optionalRef refers to a structure that may not be there.
type optionalRef interface {
	get() Shape    // what is there, nil for nothing
	create() Shape // a new structure, now there
}

// optional has the pointer's type for its parameter, not the structure's: the
// compiler makes one body for all pointers, but one for each structure.
type optional[P Shape] struct{ p *P }

func (o optional[P]) get() Shape {
	var none P
	if any(*o.p) == any(none) {
		return nil
	}
	return *o.p
}

func (o optional[P]) unset() {
	var none P
	*o.p = none
}

func (o optional[P]) create() Shape {
	v := (*o.p).WireSchema().New()
	*o.p = v.(P)
	return v
}

// A stringRef refers to a string-like field of a named type.
type stringRef interface {
	getString() (string, bool)
	setString(string)
}

type enum[E ~string] struct{ p *E }

func (e enum[E]) getString() (string, bool) { return string(*e.p), true }
func (e enum[E]) setString(s string)        { *e.p = E(s) }

type optionalEnum[E ~string] struct{ p **E }

func (e optionalEnum[E]) getString() (string, bool) {
	if *e.p == nil {
		return "", false
	}
	return string(**e.p), true
}
func (e optionalEnum[E]) setString(s string) { *e.p = new(E(s)) }
func (e optionalEnum[E]) unset()             { *e.p = nil }

// An intRef refers to an int32-like field of a named type.
type intRef interface {
	getInt() (int32, bool)
	setInt(int32)
}

type intEnum[E ~int32] struct{ p *E }

func (e intEnum[E]) getInt() (int32, bool) { return int32(*e.p), true }
func (e intEnum[E]) setInt(n int32)        { *e.p = E(n) }

type optionalIntEnum[E ~int32] struct{ p **E }

func (e optionalIntEnum[E]) getInt() (int32, bool) {
	if *e.p == nil {
		return 0, false
	}
	return int32(**e.p), true
}
func (e optionalIntEnum[E]) setInt(n int32) { *e.p = new(E(n)) }
func (e optionalIntEnum[E]) unset()         { *e.p = nil }

// A unionRef refers to a variable of a union's interface type.
type unionRef interface {
	variant() Variant // nil for an unset union
	set(Variant) bool // false if v is no member of this union
}

type union[U any] struct{ p *U }

func (u union[U]) variant() Variant {
	v, _ := any(*u.p).(Variant)
	return v
}

func (u union[U]) unset() {
	var none U
	*u.p = none
}

func (u union[U]) set(v Variant) bool {
	member, ok := v.(U)
	if ok {
		*u.p = member
	}
	return ok
}

// A ListRef refers to a slice. Generated packages implement it for slices of
// structures, where a generic type would cost the compiler dearly.
type ListRef interface {
	IsNil() bool
	Len() int
	At(i int) any // a reference to an element
	Clear()       // to an empty list that is not nil
	Append() any  // a reference to a new last element
}

type list[T any] struct{ p *[]T }

func (l list[T]) IsNil() bool  { return *l.p == nil }
func (l list[T]) Len() int     { return len(*l.p) }
func (l list[T]) At(i int) any { return &(*l.p)[i] }
func (l list[T]) Clear()       { *l.p = []T{} }
func (l list[T]) Append() any {
	var zero T
	*l.p = append(*l.p, zero)
	return &(*l.p)[len(*l.p)-1]
}

type listBy[T any] struct {
	list[T]
	ref func(*T) any
}

func (l *listBy[T]) At(i int) any { return l.ref(&(*l.p)[i]) }
func (l *listBy[T]) Append() any {
	l.list.Append()
	return l.At(len(*l.p) - 1)
}

// A mapRef refers to a map with string-like keys.
type mapRef interface {
	isNil() bool
	len() int
	clear()                              // to an empty map that is not nil
	each(func(key string, ref any) bool) // in key order, until false
	slot() mapSlot                       // for writing
}

// A mapSlot takes the values of a map one by one.
type mapSlot interface {
	next() any        // a reference to a fresh value
	store(key string) // puts that value into the map
	drop(key string)  // takes out what an earlier entry put there
}

type mapping[K ~string, V any] struct{ p *map[K]V }

func (m mapping[K, V]) isNil() bool { return *m.p == nil }
func (m mapping[K, V]) len() int    { return len(*m.p) }
func (m mapping[K, V]) clear()      { *m.p = map[K]V{} }
func (m mapping[K, V]) each(yield func(string, any) bool) {
	eachEntry(*m.p, func(v *V) any { return v }, yield)
}
func (m mapping[K, V]) slot() mapSlot {
	return &slotOf[K, V]{m: m.p, ref: func(v *V) any { return v }}
}

type mapBy[K ~string, V any] struct {
	p   *map[K]V
	ref func(*V) any
}

func (m *mapBy[K, V]) isNil() bool { return *m.p == nil }
func (m *mapBy[K, V]) len() int    { return len(*m.p) }
func (m *mapBy[K, V]) clear()      { *m.p = map[K]V{} }
func (m *mapBy[K, V]) each(yield func(string, any) bool) {
	eachEntry(*m.p, m.ref, yield)
}
func (m *mapBy[K, V]) slot() mapSlot { return &slotOf[K, V]{m: m.p, ref: m.ref} }

func eachEntry[K ~string, V any](m map[K]V, ref func(*V) any, yield func(string, any) bool) {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	value := new(V)
	for _, k := range keys {
		*value = m[k]
		if !yield(string(k), ref(value)) {
			return
		}
	}
}

type slotOf[K ~string, V any] struct {
	m     *map[K]V
	ref   func(*V) any
	value V
}

func (s *slotOf[K, V]) next() any {
	var zero V
	s.value = zero
	return s.ref(&s.value)
}

func (s *slotOf[K, V]) store(key string) {
	if *s.m == nil {
		*s.m = map[K]V{}
	}
	(*s.m)[K(key)] = s.value
}

func (s *slotOf[K, V]) drop(key string) { delete(*s.m, K(key)) }

// load reads a field that is held by value or behind a pointer; present is
// false for a nil pointer and for a reference to another type.
func load[T any](ref any) (v T, present bool) {
	switch p := ref.(type) {
	case *T:
		return *p, true
	case **T:
		if *p != nil {
			return **p, true
		}
	}
	return v, false
}

// store writes a field that is held by value or behind a pointer, and reports
// whether the reference was to such a field.
func store[T any](ref any, v T) bool {
	switch p := ref.(type) {
	case *T:
		*p = v
	case **T:
		*p = &v
	default:
		return false
	}
	return true
}

// loadInt reads an integer field of any width.
func loadInt(ref any, k Kind) (int64, bool) {
	switch k {
	case Byte:
		n, ok := load[int8](ref)
		return int64(n), ok
	case Short:
		n, ok := load[int16](ref)
		return int64(n), ok
	case Long:
		return load[int64](ref)
	}
	if r, ok := ref.(intRef); ok {
		n, ok := r.getInt()
		return int64(n), ok
	}
	n, ok := load[int32](ref)
	return int64(n), ok
}

// storeInt writes an integer field; n is known to fit its width.
func storeInt(ref any, k Kind, n int64) bool {
	switch k {
	case Byte:
		return store(ref, int8(n))
	case Short:
		return store(ref, int16(n))
	case Long:
		return store(ref, n)
	}
	if r, ok := ref.(intRef); ok {
		r.setInt(int32(n))
		return true
	}
	return store(ref, int32(n))
}

// width returns the width of an integer or floating-point kind.
func width(k Kind) int {
	switch k {
	case Byte:
		return 8
	case Short:
		return 16
	case Long, Double:
		return 64
	}
	return 32
}

// loadFloat reads a floating-point field.
func loadFloat(ref any, k Kind) (float64, bool) {
	if k == Float {
		f, ok := load[float32](ref)
		return float64(f), ok
	}
	return load[float64](ref)
}

// storeFloat writes a floating-point field.
func storeFloat(ref any, k Kind, f float64) bool {
	if k == Float {
		return store(ref, float32(f))
	}
	return store(ref, f)
}

// loadString reads a string or enum field.
func loadString(ref any) (string, bool) {
	if r, ok := ref.(stringRef); ok {
		return r.getString()
	}
	return load[string](ref)
}

// loadBig reads a big number: its field is a pointer, nil when absent.
func loadBig[T big.Int | Decimal](ref any) (*T, bool) {
	p, ok := ref.(**T)
	if !ok || *p == nil {
		return nil, false
	}
	return *p, true
}

// absent reports whether nothing stands behind the reference: a nil pointer,
// slice, map or union, or the zero Value. A list or map member that is Present
// is written although nil; the walk decides that.
func absent(ref any) bool {
	switch r := ref.(type) {
	case **string:
		return *r == nil
	case optionalRef:
		return r.get() == nil
	case stringRef:
		_, ok := r.getString()
		return !ok
	case ListRef:
		return r.IsNil()
	case mapRef:
		return r.isNil()
	case unionRef:
		return r.variant() == nil
	case intRef:
		_, ok := r.getInt()
		return !ok
	}
	return absentScalar(ref)
}

func absentScalar(ref any) bool {
	switch r := ref.(type) {
	case **bool:
		return *r == nil
	case **int8:
		return *r == nil
	case **int16:
		return *r == nil
	case **int32:
		return *r == nil
	case **int64:
		return *r == nil
	case **float32:
		return *r == nil
	case **float64:
		return *r == nil
	case **time.Time:
		return *r == nil
	case *[]byte:
		return *r == nil
	case **big.Int:
		return *r == nil
	case **Decimal:
		return *r == nil
	case *Value:
		return r.kind == Invalid
	}
	return ref == nil
}
