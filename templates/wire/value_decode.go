package wire

import (
	"errors"
	"fmt"
	"math/big"
	"time"
)

// FromValue fills v, a pointer to a zero value, from a Value of its shape: one
// that ToValue made, or one built by hand. Its error is a *DecodeError.
//
//go:noinline
func FromValue(value Value, v any) error {
	return Decode(&valueDecoder{next: value}, shapeOf(v))
}

// A valueDecoder is the Decoder whose format is the Value tree.
type valueDecoder struct {
	next Value     // what stands next
	rest [][]Field // what is still to come of the aggregates entered, outermost first
	name string    // of the union member that the schema does not have
	err  error
}

func (d *valueDecoder) Offset() int64 { return 0 }
func (d *valueDecoder) Err() error    { return d.err }
func (d *valueDecoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// expect reports whether a value of one of the kinds stands next.
func (d *valueDecoder) expect(kinds ...Kind) bool {
	for _, k := range kinds {
		if d.next.kind == k {
			return true
		}
	}
	d.fail(fmt.Errorf("expected a value of kind %v, found %v", kinds[0], d.next.kind))
	return false
}

func (d *valueDecoder) enter(kinds ...Kind) bool {
	if !d.expect(kinds...) {
		return false
	}
	d.rest = append(d.rest, d.next.fields())
	return true
}

// step moves to the next field of the innermost aggregate, or leaves it.
func (d *valueDecoder) step() (name string, more bool) {
	top := len(d.rest) - 1
	if len(d.rest[top]) == 0 {
		d.rest = d.rest[:top]
		return "", false
	}
	f := d.rest[top][0]
	d.rest[top] = d.rest[top][1:]
	d.next = f.Value
	return f.Name, true
}

func (d *valueDecoder) Struct(s *Schema) bool {
	if s.Kind == Union {
		return d.enter(Union, Structure, Map)
	}
	return d.enter(Structure, Map)
}

func (d *valueDecoder) Next(s *Schema, prev int) int {
	name, more := d.step()
	if !more {
		return End
	}
	if i := s.MemberIndex(name); i >= 0 {
		return i
	}
	if s.Kind == Union {
		d.name = name
		return Unknown
	}
	d.fail(fmt.Errorf("%s has no member %q", s.Name(), name))
	return Failed
}

// Name returns the name of the unknown member.
func (d *valueDecoder) Name() string { return d.name }

func (d *valueDecoder) List(*Member) bool { return d.enter(List) }
func (d *valueDecoder) Map(*Member) bool  { return d.enter(Map, Structure) }

func (d *valueDecoder) Elem(*Member) int {
	if _, more := d.step(); !more {
		return End
	}
	return 0
}

func (d *valueDecoder) Key(*Schema) (string, int) {
	name, more := d.step()
	if !more {
		return "", End
	}
	return name, 0
}

func (d *valueDecoder) Null() bool              { return d.next.kind == Null || d.next.kind == Invalid }
func (d *valueDecoder) Skip() bool              { return true }
func (d *valueDecoder) Document() (Value, bool) { return d.next, true }
func (d *valueDecoder) Bool() (bool, bool)      { return d.next.Bool(), d.expect(Boolean) }
func (d *valueDecoder) String() (string, bool)  { return d.next.text, d.expect(String, Enum) }
func (d *valueDecoder) Blob() ([]byte, bool)    { return d.next.Bytes(), d.expect(Blob) }
func (d *valueDecoder) Time(*Member) (time.Time, bool) {
	return d.next.Time(), d.expect(Timestamp)
}

var errRange = errors.New("number out of range")

func (d *valueDecoder) Int(bits int) (int64, bool) {
	if !d.expect(Long, Integer, Short, Byte, IntEnum) {
		return 0, false
	}
	n := d.next.Int()
	if n<<(64-bits)>>(64-bits) != n {
		d.fail(errRange)
		return 0, false
	}
	return n, true
}

func (d *valueDecoder) Float(int) (float64, bool) {
	return d.next.Float(), d.expect(Double, Float, Long, Integer, Short, Byte)
}

func (d *valueDecoder) BigInt() (*big.Int, bool) {
	return d.next.BigInteger(), d.expect(BigInteger, Long, Integer, Short, Byte)
}

func (d *valueDecoder) BigDecimal() (*Decimal, bool) {
	return d.next.BigDecimal(), d.expect(BigDecimal, BigInteger, Long, Integer, Short, Byte)
}
