package ir

// A Type is a Go type that a field can have.
type Type interface {
	// String returns the type as Go source spells it.
	String() string
}

// A Basic type is predeclared, or another package's.
type Basic string

// The basic types that shapes become.
const (
	Bool    Basic = "bool"
	Int8    Basic = "int8"
	Int16   Basic = "int16"
	Int32   Basic = "int32"
	Int64   Basic = "int64"
	Float32 Basic = "float32"
	Float64 Basic = "float64"
	String  Basic = "string"

	Bytes      Basic = "[]byte"
	Time       Basic = "time.Time"
	Document   Basic = "wire.Value"
	BigInt     Basic = "*big.Int"
	Decimal    Basic = "*wire.Decimal"
	Reader     Basic = "io.Reader"
	ReadCloser Basic = "io.ReadCloser"
	Unit       Basic = "wire.Unit"
)

// A Named type is one of the package itself.
type Named struct {
	Name string
	Sort Sort
}

// A Sort is what kind of type a Named type is.
type Sort uint8

// The sorts of named types.
const (
	Structure Sort = iota
	StringEnum
	IntEnum
	UnionInterface
)

// A Pointer, Slice or Map is the composite type of that name.
type (
	Pointer struct{ Elem Type }
	Slice   struct{ Elem Type }
	Map     struct{ Key, Elem Type }
)

// An EventReader or Events is a stream of the members of a union: what responses
// are read with and what requests are made of.
type (
	EventReader struct{ Union Type }
	Events      struct{ Union Type }
)

func (t EventReader) String() string { return "wire.EventReader[" + t.Union.String() + "]" }
func (t Events) String() string      { return "iter.Seq2[" + t.Union.String() + ", error]" }

func (t Basic) String() string   { return string(t) }
func (t Named) String() string   { return t.Name }
func (t Pointer) String() string { return "*" + t.Elem.String() }
func (t Slice) String() string   { return "[]" + t.Elem.String() }
func (t Map) String() string     { return "map[" + t.Key.String() + "]" + t.Elem.String() }

// Nilable reports whether the type has a nil, so that it needs no pointer to be
// absent. A document has its own way of being nothing.
func Nilable(t Type) bool {
	switch t := t.(type) {
	case Basic:
		switch t {
		case Bytes, Document, BigInt, Decimal, Reader, ReadCloser:
			return true
		}
		return false
	case Named:
		return t.Sort == UnionInterface
	}
	return true
}
