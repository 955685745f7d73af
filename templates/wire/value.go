package wire

import (
	"iter"
	"math"
	"math/big"
	"slices"
	"time"
)

// A Value is any value of any shape, with its schema: what a generated type
// reflects itself as, and what a document holds. Members keep the model's order,
// names and sensitivity. The zero Value is Invalid: no value at all. Values are
// immutable.
type Value struct {
	node *node  // nil if Invalid
	text string // of a scalar: what it holds, as packed has it unless it is a text
}

// A node says what a Value is, and has what an aggregate consists of. Trees are
// large, so what values have in common stands once: all scalars of a shape share a
// node, and structures that have the same members a class.
type node struct {
	*class
	values []Value // of the elements, entries or members
}

// A Field is a named Value: a member of a structure or union, or a map's entry.
type Field struct {
	Name  string
	Value Value
}

// NullValue returns the null.
func NullValue() Value { return Value{node: &documentScalars[Null][0]} }

// BoolValue returns a Boolean. This and the other constructors take the schema
// of the value's shape, which gives the kind, name and sensitivity; with a nil
// schema the value is a document's.
func BoolValue(s *Schema, v bool) Value { return Value{newNode(s, Boolean), packedBool(v)} }

// IntValue returns an integer of the schema's kind, else a Long.
func IntValue(s *Schema, v int64) Value { return Value{newNode(s, Long), packed(uint64(v))} }

// FloatValue returns a floating-point number of the schema's kind, else a Double.
func FloatValue(s *Schema, v float64) Value {
	return Value{newNode(s, Double), packed(math.Float64bits(v))}
}

// StringValue returns a String, or an Enum if the schema is one.
func StringValue(s *Schema, v string) Value { return Value{newNode(s, String), v} }

// BlobValue returns a Blob with a copy of v.
func BlobValue(s *Schema, v []byte) Value { return Value{newNode(s, Blob), string(v)} }

// TimeValue returns a Timestamp.
func TimeValue(s *Schema, v time.Time) Value { return Value{newNode(s, Timestamp), packedTime(v)} }

// BigIntegerValue returns a BigInteger with a copy of v.
func BigIntegerValue(s *Schema, v *big.Int) Value {
	return Value{newNode(s, BigInteger), packedDecimal(v, 0)}
}

// BigDecimalValue returns a BigDecimal with a copy of v.
func BigDecimalValue(s *Schema, v *Decimal) Value {
	return Value{newNode(s, BigDecimal), packedDecimal(&v.Unscaled, v.Exponent)}
}

// ListValue returns a List.
func ListValue(s *Schema, elems ...Value) Value {
	return newNode(s, List).value(nil, slices.Clone(elems))
}

// MapValue returns a Map with its entries in the order given.
func MapValue(s *Schema, entries ...Field) Value { return fieldsValue(s, Map, entries) }

// StructureValue returns a Structure with the members given; members that the
// schema does not have are kept, and refused when a generated type reads them.
func StructureValue(s *Schema, members ...Field) Value { return fieldsValue(s, Structure, members) }

// UnionValue returns a Union whose member tag is set to v.
func UnionValue(s *Schema, tag string, v Value) Value {
	return newNode(s, Union).value([]string{tag}, []Value{v})
}

func fieldsValue(s *Schema, k Kind, fields []Field) Value {
	names, values := make([]string, len(fields)), make([]Value, len(fields))
	for i, f := range fields {
		names[i], values[i] = f.Name, f.Value
	}
	return newNode(s, k).value(names, values)
}

// value returns an aggregate of what n says that it is.
func (n *node) value(names []string, values []Value) Value {
	if n.kind == List {
		names = nil
	} else if names == nil {
		names = make([]string, len(values))
	}
	return Value{node: &node{&class{kind: n.kind, sensitive: n.sensitive, schema: n.schema, names: names}, values}}
}

// WithSensitive returns the value marked as sensitive: its member is, though its
// shape is not.
func (v Value) WithSensitive() Value {
	if v.node == nil {
		v.node = newNode(nil, Invalid)
	}
	if scalars := scalarsOf(v.node.schema, v.node.kind); v.node == &scalars[0] {
		v.node = &scalars[1]
	} else if !v.node.sensitive {
		c := *v.node.class
		c.sensitive = true
		v.node = &node{&c, v.node.values}
	}
	return v
}

// Kind returns what sort of value it is.
func (v Value) Kind() Kind {
	if v.node == nil {
		return Invalid
	}
	return v.node.kind
}

// Schema returns the schema of the value's shape, nil inside a document.
func (v Value) Schema() *Schema {
	if v.node == nil {
		return nil
	}
	return v.node.schema
}

// Shape returns the name of the value's shape, "" inside a document.
func (v Value) Shape() string { return v.Schema().Name() }

// Sensitive reports whether the value's shape or member is sensitive as a whole.
func (v Value) Sensitive() bool { return v.node != nil && v.node.sensitive }

// IsValid reports whether there is a value, if only a null.
func (v Value) IsValid() bool { return v.Kind() != Invalid }

// isNull reports whether the value is a null, or none at all.
func (v *Value) isNull() bool { return v.node == nil || v.node.kind == Null || v.node.kind == Invalid }

// Bool returns a Boolean's value, false for any other kind.
func (v Value) Bool() bool { return v.Kind() == Boolean && v.text != "" }

// Int returns the value of an integer kind; 0 for any other, and for a
// BigInteger that does not fit.
func (v Value) Int() int64 {
	switch v.Kind() {
	case Byte, Short, Integer, IntEnum, Long:
		return int64(unpacked(v.text))
	case BigInteger:
		if n := v.BigInteger(); n.IsInt64() {
			return n.Int64()
		}
	}
	return 0
}

// Float returns the value of a Float or Double and the nearest one of any other
// number, 0 for anything else.
func (v Value) Float() float64 {
	switch v.Kind() {
	case Float, Double:
		return math.Float64frombits(unpacked(v.text))
	case BigInteger:
		f, _ := new(big.Float).SetInt(v.BigInteger()).Float64()
		return f
	case BigDecimal:
		return v.BigDecimal().Float64()
	}
	return float64(v.Int())
}

// Text returns the content of a String or Enum, "" for any other kind.
func (v Value) Text() string {
	if v.Kind().isText() {
		return v.text
	}
	return ""
}

// Bytes returns a copy of a Blob's content, nil for any other kind.
func (v Value) Bytes() []byte {
	if v.Kind() != Blob {
		return nil
	}
	return []byte(v.text)
}

// Time returns a Timestamp in UTC, the zero time for any other kind.
func (v Value) Time() time.Time {
	if v.Kind() != Timestamp {
		return time.Time{}
	}
	return unpackedTime(v.text)
}

// BigInteger returns a copy of a BigInteger, or any other integer as one; nil
// for anything else.
func (v Value) BigInteger() *big.Int {
	switch v.Kind() {
	case BigInteger:
		return &unpackedDecimal(v.text).Unscaled
	case Byte, Short, Integer, IntEnum, Long:
		return big.NewInt(v.Int())
	}
	return nil
}

// BigDecimal returns a copy of a BigDecimal, or any integer as one; nil for
// anything else.
func (v Value) BigDecimal() *Decimal {
	if v.Kind() == BigDecimal {
		return unpackedDecimal(v.text)
	}
	n := v.BigInteger()
	if n == nil {
		return nil
	}
	d := new(Decimal)
	d.Unscaled.Set(n)
	return d
}

// Len returns the number of elements, entries or members; 0 for a scalar.
func (v Value) Len() int { return len(v.values()) }

// Elem returns element i of a List, or the i-th entry or member of another
// aggregate; the zero Value if there is none.
func (v Value) Elem(i int) Value {
	if values := v.values(); i >= 0 && i < len(values) {
		return values[i]
	}
	return Value{}
}

// Member returns the member or entry of that name, the zero Value if there is none.
func (v Value) Member(name string) Value {
	if i := slices.Index(v.names(), name); i >= 0 {
		return v.node.values[i]
	}
	return Value{}
}

// Entries yields members, entries or elements in order. Elements have no names.
func (v Value) Entries() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		names := v.names()
		for i, value := range v.values() {
			name := ""
			if names != nil {
				name = names[i]
			}
			if !yield(name, value) {
				return
			}
		}
	}
}

// Tag returns the name of the member that a Union has set, "" for any other kind.
func (v Value) Tag() string {
	if v.Kind() != Union || v.Len() == 0 {
		return ""
	}
	return v.node.names[0]
}

// with returns an aggregate with one more field, before the i-th.
func (v Value) with(i int, name string, field Value) Value {
	return v.node.value(slices.Insert(slices.Clone(v.names()), i, name), slices.Insert(slices.Clone(v.values()), i, field))
}

func (v Value) values() []Value {
	if v.node == nil {
		return nil
	}
	return v.node.values
}

// names returns as many names as there are values, but none of a List.
func (v Value) names() []string {
	if v.node == nil {
		return nil
	}
	return v.node.names
}

func (v Value) schemaOr(s *Schema) *Schema {
	if own := v.Schema(); own != nil {
		return own
	}
	return s
}

// member returns the description of a member of a structure or union.
func (v Value) member(name string) *Member {
	if s := v.Schema(); s != nil {
		if i := s.MemberIndex(name); i >= 0 {
			return &s.Members[i]
		}
	}
	return &Member{Name: name, Target: &DocumentSchema}
}

// Equal reports whether two values are of one kind and shape and hold the same.
// NaN equals NaN, and entries of maps may come in any order.
func (v Value) Equal(o Value) bool {
	if v.Kind() != o.Kind() || v.Sensitive() != o.Sensitive() || v.Shape() != o.Shape() || v.Len() != o.Len() {
		return false
	}
	switch v.Kind() {
	case Float, Double:
		a, b := v.Float(), o.Float()
		return a == b || a != a && b != b
	case BigDecimal:
		return v.BigDecimal().String() == o.BigDecimal().String()
	}
	if v.Kind() != Map && !slices.Equal(v.names(), o.names()) {
		return false
	}
	var places map[string]int // of names in o, where the order is another
	for i, value := range v.values() {
		j, ok := i, true
		if v.node.kind == Map && v.node.names[i] != o.node.names[i] {
			if places == nil {
				places = o.places()
			}
			j, ok = places[v.node.names[i]]
		}
		if !ok || !value.Equal(o.node.values[j]) {
			return false
		}
	}
	return v.text == o.text
}

// places returns where the entries of a map stand.
func (v Value) places() map[string]int {
	places := make(map[string]int, v.Len())
	for i, name := range slices.Backward(v.names()) {
		places[name] = i
	}
	return places
}
