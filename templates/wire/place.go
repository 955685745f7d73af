package wire

import (
	"io"
	"math/big"
	"reflect"
	"time"
)

// A ref refers to a variable: a field of a generated structure, what a field
// points to, an element of a list. The zero ref refers to nothing.
type ref struct {
	t *goType
	place
}

// refTo refers to the structure that v points to, to nothing if v is nil.
func refTo(v Shape) ref {
	if isNil(v) {
		return ref{t: noType}
	}
	return ref{typeOf(v), placeOf(v)}
}

// memberOf refers to the field for a member of the structure that v points to,
// by its index in the schema; to nothing if the type is not the schema's.
func memberOf(v Shape, i int) ref { return refTo(v).member(i) }

func (r ref) member(i int) ref {
	s := recall(&r.t.schema)
	if s == nil {
		return ref{t: noType}
	}
	fields := r.t.members(s)
	if i >= len(fields) {
		return ref{t: noType}
	}
	return ref{fields[i].t, r.field(&fields[i])}
}

// noType is the type of what is not there.
var noType = &goType{form: formOther}

// any returns a pointer to the variable, of its own type.
func (r ref) any() any {
	if r.t.rt == nil {
		return nil
	}
	return r.pointer(r.t)
}

// absent reports whether nothing stands in the variable: a nil pointer, slice,
// map or union, or the zero Value. A list or map member that is Present is
// written although nil; the walk decides that.
func (r ref) absent() bool { return !r.says(0) }

// says reports whether anything stands in the variable that is to be told: not in one
// that is absent, nor in a plain one that is zero if its member is Unsaid.
func (r ref) says(flags Flags) bool {
	switch r.t.form {
	case formPointer, formUnion, formList, formMap, formBlob, formBigInt, formDecimal:
		return !r.isNil()
	case formValue:
		return at[Value](r.place).IsValid()
	case formOther:
		return r.t.rt != nil && (r.t.rt.Kind() != reflect.Interface || !r.isNil())
	}
	return flags&Unsaid == 0 || !r.isZero()
}

// isZero reports whether a plain value is its type's zero.
func (r ref) isZero() bool {
	switch r.t.form {
	case formString:
		return *at[string](r.place) == ""
	case formBool:
		return !*at[bool](r.place)
	case formTime:
		return at[time.Time](r.place).IsZero()
	}
	if n, ok := r.int(); ok {
		return n == 0
	}
	f, ok := r.float()
	return ok && f == 0
}

// stands reports whether the member's field has anything that is to be told.
func (m *Member) stands(r ref) bool { return m.Flags&Present != 0 || r.says(m.Flags) }

// unset takes back what is there, for a null: an earlier member of the same name,
// or the value that encoding/json was given to read into. What cannot be absent
// stays as it is.
func (r ref) unset() {
	switch r.t.form {
	case formPointer, formUnion, formList, formMap, formBlob, formBigInt, formDecimal:
		if !r.isNil() {
			r.setZero(r.t)
		}
	}
}

// target is what the variable holds or points to; false if that is nothing.
func (r ref) target() (ref, bool) {
	if r.t.form != formPointer {
		return r, r.t.form != formOther
	}
	if r.isNil() {
		return ref{t: noType}, false
	}
	return ref{r.t.elem, r.deref()}, true
}

// made is target for writing: it makes what a pointer is to point to.
func (r ref) made() ref {
	if r.t.form != formPointer {
		return r
	}
	return ref{r.t.elem, r.fresh(r.t.elem)}
}

// shape returns the structure that the variable holds or points to, or the wrapper
// that stands in a union; nil if there is none.
func (r ref) shape(s *Schema) Shape {
	r, ok := r.target()
	if !ok {
		return nil
	}
	switch r.t.form {
	case formStruct:
		r.t.learn(s)
		v, _ := r.any().(Shape)
		return v
	case formUnion:
		u := r.t.unionOf(s)
		if i, wrapper := r.variant(u); i >= 0 {
			v, _ := wrapper.pointer(u.variants[i].t).(Shape)
			return v
		}
	}
	return nil
}

// text reads a string of any type.
func (r ref) text() (string, bool) {
	if r, ok := r.target(); ok && r.t.form == formString {
		return *at[string](r.place), true
	}
	return "", false
}

func (r ref) setText(v string) bool {
	if r = r.made(); r.t.form != formString {
		return false
	}
	*at[string](r.place) = v
	return true
}

func (r ref) bool() (bool, bool) {
	if r, ok := r.target(); ok && r.t.form == formBool {
		return *at[bool](r.place), true
	}
	return false, false
}

func (r ref) setBool(v bool) bool {
	if r = r.made(); r.t.form != formBool {
		return false
	}
	*at[bool](r.place) = v
	return true
}

// int reads an integer of any width.
func (r ref) int() (int64, bool) {
	r, ok := r.target()
	if !ok {
		return 0, false
	}
	switch r.t.form {
	case formInt8:
		return int64(*at[int8](r.place)), true
	case formInt16:
		return int64(*at[int16](r.place)), true
	case formInt32:
		return int64(*at[int32](r.place)), true
	case formInt64:
		return *at[int64](r.place), true
	}
	return 0, false
}

// setInt writes an integer, which is known to fit its width.
func (r ref) setInt(v int64) bool {
	switch r = r.made(); r.t.form {
	case formInt8:
		*at[int8](r.place) = int8(v)
	case formInt16:
		*at[int16](r.place) = int16(v)
	case formInt32:
		*at[int32](r.place) = int32(v)
	case formInt64:
		*at[int64](r.place) = v
	default:
		return false
	}
	return true
}

func (r ref) float() (float64, bool) {
	r, ok := r.target()
	if !ok {
		return 0, false
	}
	switch r.t.form {
	case formFloat32:
		return float64(*at[float32](r.place)), true
	case formFloat64:
		return *at[float64](r.place), true
	}
	return 0, false
}

func (r ref) setFloat(v float64) bool {
	switch r = r.made(); r.t.form {
	case formFloat32:
		*at[float32](r.place) = float32(v)
	case formFloat64:
		*at[float64](r.place) = v
	default:
		return false
	}
	return true
}

func (r ref) time() (time.Time, bool) {
	if r, ok := r.target(); ok && r.t.form == formTime {
		return *at[time.Time](r.place), true
	}
	return time.Time{}, false
}

func (r ref) setTime(v time.Time) bool {
	if r = r.made(); r.t.form != formTime {
		return false
	}
	*at[time.Time](r.place) = v
	return true
}

// blob reads a blob, nil for none.
func (r ref) blob() []byte {
	if r, ok := r.target(); ok && r.t.form == formBlob {
		return *at[[]byte](r.place)
	}
	return nil
}

func (r ref) setBlob(v []byte) bool {
	if r = r.made(); r.t.form != formBlob {
		return false
	}
	*at[[]byte](r.place) = v
	return true
}

// document reads a document, the zero Value for none.
func (r ref) document() Value {
	if r.t.form == formValue {
		return *at[Value](r.place)
	}
	return Value{}
}

// integer reads a big integer, nil for none.
func (r ref) integer() *big.Int {
	if r.t.form == formBigInt {
		return *at[*big.Int](r.place)
	}
	return nil
}

func (r ref) setInteger(v *big.Int) bool {
	if r.t.form == formBigInt {
		*at[*big.Int](r.place) = v
	}
	return r.t.form == formBigInt
}

// decimal reads a big decimal, nil for none.
func (r ref) decimal() *Decimal {
	if r.t.form == formDecimal {
		return *at[*Decimal](r.place)
	}
	return nil
}

func (r ref) setDecimal(v *Decimal) bool {
	if r.t.form == formDecimal {
		*at[*Decimal](r.place) = v
	}
	return r.t.form == formDecimal
}

// isList and isMap report what the variable is; elem, append and put are for
// such only.
func (r ref) isList() bool { return r.t.form == formList }
func (r ref) isMap() bool  { return r.t.form == formMap }

func (r ref) elem(i int) ref { return ref{r.t.elem, r.listElem(r.t, i)} }
func (r ref) append() ref    { return ref{r.t.elem, r.grow(r.t)} }

// entry returns a variable for the values of a map.
func (r ref) entry() ref { return ref{r.t.elem, newPlace(r.t.elem)} }

// sortedKeys appends the keys of a map in order.
func (r ref) sortedKeys(keys []string) []string {
	first := len(keys)
	keys = r.mapKeys(r.t, keys)
	sortTexts(keys[first:])
	return keys
}

func (r ref) put(key string, value ref) { r.mapPut(r.t, key, value.place) }

// each hands out the entries of a map in the order of their keys, until false.
func (r ref) each(yield func(key string, value ref) bool) {
	value := r.entry()
	for _, key := range r.sortedKeys(nil) {
		r.mapGet(r.t, key, value.place)
		if !yield(key, value) {
			return
		}
	}
}

// reader returns the stream that the variable holds, nil for none.
func (r ref) reader() io.Reader {
	switch p := r.any().(type) {
	case *io.Reader:
		return *p
	case *io.ReadCloser:
		if *p != nil {
			return *p
		}
	}
	return nil
}

func (r ref) setReader(v io.ReadCloser) bool {
	switch p := r.any().(type) {
	case *io.Reader:
		*p = v
	case *io.ReadCloser:
		*p = v
	default:
		return false
	}
	return true
}

func reflectMapPut(m reflect.Value, key string, value reflect.Value) {
	m.SetMapIndex(mapKey(m, key), value)
}

func reflectMapGet(m reflect.Value, key string, value reflect.Value) {
	value.Set(m.MapIndex(mapKey(m, key)))
}

func reflectMapHas(m reflect.Value, key string) bool { return m.MapIndex(mapKey(m, key)).IsValid() }

func mapKey(m reflect.Value, key string) reflect.Value {
	k := reflect.ValueOf(key)
	if t := m.Type().Key(); t != k.Type() {
		return k.Convert(t)
	}
	return k
}

func reflectMapKeys(m reflect.Value, keys []string) []string {
	for _, key := range m.MapKeys() {
		keys = append(keys, key.String())
	}
	return keys
}
