package wire

import (
	"math/big"
	"time"
)

// What Next, Elem and Key return beside an index.
const (
	End     = -1 // the aggregate has ended
	Failed  = -2 // the input is malformed; Err tells why
	Unknown = -3 // Next met a union member that the schema does not have; Name tells which
)

// A Decoder reads one value of a format as the walk asks for it. The boolean
// that reading methods return last is false once something was malformed; Err
// then tells what, and nothing more may be asked.
type Decoder interface {
	Struct(s *Schema) bool
	// Next returns the index of the member that stands next, given the index it
	// returned before (-1 at first), or End or Failed. Members that a structure's
	// schema does not have are skipped; those of a union are Unknown.
	Next(s *Schema, prev int) int
	// Name returns the name of the member for which Next returned Unknown.
	Name() string
	List(m *Member) bool
	Elem(m *Member) int // 0 before an element, End or Failed
	Map(m *Member) bool
	Key(s *Schema) (string, int) // s is the map; 0 before a value, End or Failed

	// Null consumes a null if that is what stands next, and reports it.
	Null() bool
	Bool() (bool, bool)
	Int(bits int) (int64, bool)
	Float(bits int) (float64, bool)
	String() (string, bool)
	Blob() ([]byte, bool)
	Time(m *Member) (time.Time, bool)
	BigInt() (*big.Int, bool)
	BigDecimal() (*Decimal, bool)
	// Document reads whatever stands next.
	Document() (Value, bool)
	Skip() bool

	Offset() int64 // bytes consumed
	Err() error
	fail(err error)
}
