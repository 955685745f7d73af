//go:build !purego

package wire

import (
	"reflect"
	"slices"
	"sync/atomic"
	"unsafe"
)

// This is the only file that uses package unsafe. It does what place_reflect.go,
// which replaces it under the build tag purego, does by package reflect: reads
// and writes fields whose types are known from their layout. What keeps it safe:
// every goType was made from the reflect.Type of the variable that a place points
// at, by following fields, elements and pointers of that type only; a pointer
// is read as the type that its goType's form stands for; and the memory is what
// Go's allocator made for that type.

// A place is where a variable of a known type stands.
type place struct{ p unsafe.Pointer }

// placeOf returns where the pointer v points.
func placeOf(v Shape) place { return place{reflect.ValueOf(v).UnsafePointer()} }

// at returns a pointer to the variable, whose type has T for its underlying type.
func at[T any](p place) *T { return (*T)(p.p) }

// pointer returns a pointer to the variable, of its own type.
func (p place) pointer(t *goType) any { return reflect.NewAt(t.rt, p.p).Interface() }

// field returns where a field of a structure stands.
func (p place) field(f *field) place { return place{unsafe.Add(p.p, f.offset)} }

// isNil reports whether a pointer, slice, map or interface is nil: all of them
// begin with a word that is zero then, and only then.
func (p place) isNil() bool { return *(*unsafe.Pointer)(p.p) == nil }

// setZero sets a variable to its type's zero value.
func (p place) setZero(t *goType) {
	switch t.form {
	case formString:
		*(*string)(p.p) = ""
	case formPointer, formBigInt, formDecimal:
		*(*unsafe.Pointer)(p.p) = nil
	case formUnion:
		*(*Shape)(p.p) = nil
	default:
		reflect.NewAt(t.rt, p.p).Elem().SetZero()
	}
}

// set copies a variable of the same type.
func (p place) set(t *goType, from place) {
	reflect.NewAt(t.rt, p.p).Elem().Set(reflect.NewAt(t.rt, from.p).Elem())
}

// newPlace returns a new variable.
func newPlace(t *goType) place { return place{reflect.New(t.rt).UnsafePointer()} }

// A room has space for variables of one type, in blocks that grow with their number.
type room struct {
	t     *goType
	many  reflect.Type // a slice of them, once there are some
	block slice        // its length is how many are taken
	given int
}

// take returns a new variable.
func (r *room) take(t *goType) place {
	if r.t != t {
		*r = room{t: t}
	}
	if r.block.len == r.block.cap {
		r.block = slice{}
		if n := blockSize(r.given, t.bytes); n > 1 {
			if r.many == nil {
				r.many = reflect.SliceOf(t.rt)
			}
			reflect.NewAt(r.many, unsafe.Pointer(&r.block)).Elem().Grow(n)
		} else {
			r.block = slice{reflect.New(t.rt).UnsafePointer(), 0, 1}
		}
		r.given += r.block.cap
	}
	r.block.len++
	return place{unsafe.Add(r.block.data, uintptr(r.block.len-1)*t.bytes)}
}

// point makes a pointer of any type point to the variable.
func (p place) point(to place) { *(*unsafe.Pointer)(p.p) = to.p }

// deref returns where a pointer points.
func (p place) deref() place { return place{*(*unsafe.Pointer)(p.p)} }

// fresh makes a pointer point to a new variable, and returns where that stands.
func (p place) fresh(elem *goType) place {
	v := reflect.New(elem.rt).UnsafePointer()
	*(*unsafe.Pointer)(p.p) = v
	return place{v}
}

// point makes a pointer to a T, or to a type that has T for its underlying type,
// point to v.
func point[T any](p place, v *T) { *(*unsafe.Pointer)(p.p) = unsafe.Pointer(v) }

// A slice is what a slice of any type consists of.
type slice struct {
	data     unsafe.Pointer
	len, cap int
}

// listLen returns the length of a list.
func (p place) listLen() int { return (*slice)(p.p).len }

// listElem returns where an element of a list stands.
func (p place) listElem(t *goType, i int) place {
	return place{unsafe.Add((*slice)(p.p).data, uintptr(i)*t.size)}
}

// makeList makes a list empty and not nil, with room for n elements.
func (p place) makeList(t *goType, n int) {
	if n == 0 {
		*(*slice)(p.p) = slice{data: unsafe.Pointer(&nothing)}
		return
	}
	switch t.words {
	case wordsString:
		*(*[]string)(p.p) = make([]string, 0, n)
	case wordsPointer:
		*(*[]unsafe.Pointer)(p.p) = make([]unsafe.Pointer, 0, n)
	case wordsUnion:
		*(*[]Shape)(p.p) = make([]Shape, 0, n)
	default:
		*(*slice)(p.p) = slice{}
		reflect.NewAt(t.rt, p.p).Elem().Grow(n)
	}
}

var nothing struct{}

// reserve makes room for more elements of a list.
func (p place) reserve(t *goType, more int) {
	if s := (*slice)(p.p); s.cap-s.len < more {
		reflect.NewAt(t.rt, p.p).Elem().Grow(more)
	}
}

// grow adds an element to a list and returns where it stands. It is zero, unless
// the list is a caller's who left something in it behind its end.
func (p place) grow(t *goType) place {
	s := (*slice)(p.p)
	if s.len == s.cap {
		switch t.words {
		case wordsString:
			grown((*[]string)(p.p))
		case wordsPointer:
			grown((*[]unsafe.Pointer)(p.p))
		case wordsUnion:
			grown((*[]Shape)(p.p))
		default:
			reflect.NewAt(t.rt, p.p).Elem().Grow(1)
		}
	}
	s.len++
	return place{unsafe.Add(s.data, uintptr(s.len-1)*t.size)}
}

// grown makes room for another element of a full list; there is seldom only one.
func grown[T any](list *[]T) { *list = slices.Grow(*list, max(1, 2-len(*list))) }

// view returns a string that shares the bytes, which nobody may change as long as
// it is in use.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// A memo is what many goroutines may find out, and keep: an atomic.Pointer without
// methods. Those of a generic type are compiled again in each package that has a variable
// it is in, a schema.
type memo[T any] struct{ p unsafe.Pointer }

// recall returns what is kept, nil if nothing is.
func recall[T any](m *memo[T]) *T { return (*T)(atomic.LoadPointer(&m.p)) }

// remember keeps v.
func remember[T any](m *memo[T], v *T) { atomic.StorePointer(&m.p, unsafe.Pointer(v)) }

// settle keeps v unless something is kept, and returns what is.
func settle[T any](m *memo[T], v *T) *T {
	atomic.CompareAndSwapPointer(&m.p, nil, unsafe.Pointer(v))
	return recall(m)
}

// words are the elements of lists and values of maps that this file makes room for,
// reads and writes by itself. Types with elements of equal size and with pointers in
// equal places differ in nothing that the runtime looks at.
type words uint8

const (
	wordsOther   words = iota // left to package reflect
	wordsString               // strings of any type
	wordsPointer              // pointers
	wordsUnion                // interfaces with methods
)

func wordsOf(elem *goType) words {
	switch elem.form {
	case formString:
		return wordsString
	case formPointer, formBigInt, formDecimal:
		return wordsPointer
	case formUnion:
		return wordsUnion
	}
	return wordsOther
}

// An iface is what an interface consists of. The collector does not follow the
// first word of one, nor has it to.
type iface struct {
	itab itab
	data unsafe.Pointer
}

type itab unsafe.Pointer

// makeMap makes a map empty and not nil, with room for n entries.
func (p place) makeMap(t *goType, n int) {
	switch t.words {
	case wordsString:
		*(*map[string]string)(p.p) = make(map[string]string, n)
	case wordsPointer:
		*(*map[string]unsafe.Pointer)(p.p) = make(map[string]unsafe.Pointer, n)
	case wordsUnion:
		*(*map[string]Shape)(p.p) = make(map[string]Shape, n)
	default:
		*(*unsafe.Pointer)(p.p) = reflect.MakeMapWithSize(t.rt, n).UnsafePointer()
	}
}

// mapLen returns the length of a map, which has nothing to do with what is in it.
func (p place) mapLen(*goType) int { return len(*(*map[string]struct{})(p.p)) }

// mapPut copies a value into a map.
func (p place) mapPut(t *goType, key string, value place) {
	switch t.words {
	case wordsString:
		(*(*map[string]string)(p.p))[key] = *(*string)(value.p)
	case wordsPointer:
		(*(*map[string]unsafe.Pointer)(p.p))[key] = *(*unsafe.Pointer)(value.p)
	case wordsUnion:
		(*(*map[string]Shape)(p.p))[key] = *(*Shape)(value.p)
	default:
		reflectMapPut(reflect.NewAt(t.rt, p.p).Elem(), key, reflect.NewAt(t.elem.rt, value.p).Elem())
	}
}

// mapDelete takes a key out of a map.
func (p place) mapDelete(t *goType, key string) {
	reflectMapPut(reflect.NewAt(t.rt, p.p).Elem(), key, reflect.Value{})
}

// mapGet copies the value of a key out of a map that has it.
func (p place) mapGet(t *goType, key string, value place) {
	switch t.words {
	case wordsString:
		*(*string)(value.p) = (*(*map[string]string)(p.p))[key]
	case wordsPointer:
		*(*unsafe.Pointer)(value.p) = (*(*map[string]unsafe.Pointer)(p.p))[key]
	case wordsUnion:
		*(*Shape)(value.p) = (*(*map[string]Shape)(p.p))[key]
	default:
		reflectMapGet(reflect.NewAt(t.rt, p.p).Elem(), key, reflect.NewAt(t.elem.rt, value.p).Elem())
	}
}

// mapHas reports whether a map has all the keys.
func (p place) mapHas(t *goType, keys []string) bool {
	for _, key := range keys {
		var has bool
		switch t.words {
		case wordsString:
			_, has = (*(*map[string]string)(p.p))[key]
		case wordsPointer:
			_, has = (*(*map[string]unsafe.Pointer)(p.p))[key]
		case wordsUnion:
			_, has = (*(*map[string]Shape)(p.p))[key]
		default:
			has = reflectMapHas(reflect.NewAt(t.rt, p.p).Elem(), key)
		}
		if !has {
			return false
		}
	}
	return true
}

// mapKeys appends the keys of a map.
func (p place) mapKeys(t *goType, keys []string) []string {
	switch t.words {
	case wordsString:
		for key := range *(*map[string]string)(p.p) {
			keys = append(keys, key)
		}
	case wordsPointer:
		for key := range *(*map[string]unsafe.Pointer)(p.p) {
			keys = append(keys, key)
		}
	case wordsUnion:
		for key := range *(*map[string]Shape)(p.p) {
			keys = append(keys, key)
		}
	default:
		return reflectMapKeys(reflect.NewAt(t.rt, p.p).Elem(), keys)
	}
	return keys
}

// unions appends the entries of a map whose values are unions, false if it has others.
func (p place) unions(t *goType, keys []string, values []Shape) ([]string, []Shape, bool) {
	if t.words != wordsUnion {
		return keys, values, false
	}
	for key, value := range *(*map[string]Shape)(p.p) {
		keys, values = append(keys, key), append(values, value)
	}
	return keys, values, true
}

// unionAt refers to a union of a type that stands in a list of unions.
func unionAt(t *goType, v *Shape) ref { return ref{t, place{unsafe.Pointer(v)}} }

// itabOf returns what an interface type says of the pointers in it.
func itabOf(union, ptr reflect.Type) itab {
	v := reflect.New(union)
	v.Elem().Set(reflect.Zero(ptr))
	return (*iface)(v.UnsafePointer()).itab
}

// modeledError returns a pointer to the variable, which is an error.
func (p place) modeledError(t *goType) ModeledError {
	return *(*ModeledError)(unsafe.Pointer(&iface{t.asError, p.p}))
}

// variant returns the index of the variant that stands in a union, and where its
// wrapper stands; -1 for none, or for a nil pointer.
func (p place) variant(u *union) (int, place) {
	i := (*iface)(p.p)
	if i.data == nil {
		return -1, place{}
	}
	for n := range u.variants {
		if u.variants[n].itab == i.itab {
			return n, place{i.data}
		}
	}
	return -1, place{}
}

// setVariant puts a wrapper into a union.
func (p place) setVariant(v *variant, wrapper place) { *(*iface)(p.p) = iface{v.itab, wrapper.p} }
