package wire

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"time"
)

// A valueDecoder is the Decoder whose format is the Value tree.
type valueDecoder struct {
	next Value    // what stands next
	open []opened // the aggregates entered, outermost first
	name string   // of the union member that the schema does not have
	err  error
}

// An opened is an aggregate of which some fields have been read.
type opened struct {
	value Value
	read  int
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
		if d.next.Kind() == k {
			return true
		}
	}
	d.fail(fmt.Errorf("expected a value of kind %v, found %v", kinds[0], d.next.Kind()))
	return false
}

func (d *valueDecoder) enter(kinds ...Kind) bool {
	if !d.expect(kinds...) {
		return false
	}
	d.open = append(d.open, opened{value: d.next})
	return true
}

// step moves to the next field of the innermost aggregate, or leaves it.
func (d *valueDecoder) step() (name string, more bool) {
	top := &d.open[len(d.open)-1]
	if top.read == top.value.Len() {
		d.open = d.open[:len(d.open)-1]
		return "", false
	}
	if names := top.value.names(); names != nil {
		name = names[top.read]
	}
	d.next = top.value.Elem(top.read)
	top.read++
	return name, true
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

func (d *valueDecoder) Null() bool              { return d.next.isNull() }
func (d *valueDecoder) Skip() bool              { return true }
func (d *valueDecoder) Document() (Value, bool) { return d.next, true }
func (d *valueDecoder) Bool() (bool, bool)      { return d.next.Bool(), d.expect(Boolean) }
func (d *valueDecoder) String() (string, bool)  { return d.next.text, d.expect(String, Enum) }
func (d *valueDecoder) Blob() ([]byte, bool)    { return d.next.Bytes(), d.expect(Blob) }
func (d *valueDecoder) Time(*Member) (time.Time, bool) {
	return d.next.Time(), d.expect(Timestamp)
}

var errRange = errors.New("number out of range")

// Numbers of documents are of the narrowest kind that holds them, whatever kind
// is wanted, so that every kind is read as any other that can hold its value.

func (d *valueDecoder) Int(bits int) (int64, bool) {
	var n int64
	var err error
	switch d.next.Kind() {
	case Float, Double, BigInteger, BigDecimal:
		var exact *Decimal
		if exact, err = d.next.decimal(); err == nil {
			n, err = exact.integer(bits)
		}
	default:
		if !d.expect(Long, Integer, Short, Byte, IntEnum) {
			return 0, false
		}
		if n = d.next.Int(); n<<(64-bits)>>(64-bits) != n {
			err = errRange
		}
	}
	if err != nil {
		d.fail(err)
	}
	return n, err == nil
}

// Float reads the nearest floating-point number.
func (d *valueDecoder) Float(bits int) (float64, bool) {
	if !d.expect(Double, Float, Long, Integer, Short, Byte, IntEnum, BigInteger, BigDecimal) {
		return 0, false
	}
	f := d.next.Float()
	given := d.next.Kind() == Double || d.next.Kind() == Float // an infinity or NaN may be meant
	if bits == 32 && !given {
		if n, err := d.next.decimal(); err == nil { // f is the nearest of 64 bits, whose nearest is another
			f, _ = strconv.ParseFloat(n.String(), 32)
		}
	}
	if !given && math.IsInf(f, 0) || bits == 32 && !math.IsInf(f, 0) && math.IsInf(float64(float32(f)), 0) {
		d.fail(errRange)
		return 0, false
	}
	return f, true
}

func (d *valueDecoder) BigInt() (*big.Int, bool) {
	return d.next.BigInteger(), d.expect(BigInteger, Long, Integer, Short, Byte)
}

func (d *valueDecoder) BigDecimal() (*Decimal, bool) {
	if !d.expect(BigDecimal, BigInteger, Long, Integer, Short, Byte, Double, Float) {
		return nil, false
	}
	n, err := d.next.decimal()
	if err != nil {
		d.fail(err)
	}
	return n, err == nil
}

// decimal returns any number as a decimal one: a floating-point number as the
// shortest that reads back as it.
func (v Value) decimal() (*Decimal, error) {
	if k := v.Kind(); k != Float && k != Double {
		return v.BigDecimal(), nil
	}
	return ParseDecimal(formatFloat(v.Float(), width(v.Kind())))
}
