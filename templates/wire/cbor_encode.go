package wire

import (
	"encoding/binary"
	"math"
	"math/big"
	"time"
)

// A CBOREncoder is the Encoder of CBOR (RFC 8949) as Smithy's RPC v2 protocol
// reads it: structures are maps of indefinite length, timestamps have tag 1 and
// milliseconds at most, big numbers the tags 2, 3 and 4. See
// https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
type CBOREncoder struct {
	out []byte
	err error
}

// The major types of CBOR, in the high bits of an initial byte.
const (
	cborUint  byte = 0 << 5
	cborNeg   byte = 1 << 5
	cborBytes byte = 2 << 5
	cborText  byte = 3 << 5
	cborArray byte = 4 << 5
	cborMap   byte = 5 << 5
	cborTag   byte = 6 << 5
	cborOther byte = 7 << 5
)

// Initial bytes that stand for themselves.
const (
	cborFalse      = cborOther | 20
	cborTrue       = cborOther | 21
	cborNull       = cborOther | 22
	cborUndefined  = cborOther | 23
	cborHalf       = cborOther | 25
	cborSingle     = cborOther | 26
	cborDouble     = cborOther | 27
	cborBreak      = cborOther | cborIndefinite
	cborIndefinite = 31 // in the low bits: the length is not known
)

// The tags that Smithy has a use for.
const (
	cborEpoch    = 1
	cborPositive = 2
	cborNegative = 3
	cborDecimal  = 4
)

// NewCBOREncoder returns an encoder that appends to dst.
func NewCBOREncoder(dst []byte) *CBOREncoder { return &CBOREncoder{out: dst} }

// AppendCBOR appends the CBOR map of v to dst.
func AppendCBOR(dst []byte, v Shape) ([]byte, error) { return appendCBOR(dst, met(v)) }

func appendCBOR(dst []byte, v Shape) ([]byte, error) {
	e := CBOREncoder{out: dst}
	err := encode(&e, v)
	return e.out, err
}

// Bytes returns what has been written.
func (e *CBOREncoder) Bytes() []byte { return e.out }

// Err returns what could not be written, nil if everything could.
func (e *CBOREncoder) Err() error { return e.err }

func (e *CBOREncoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// head writes an initial byte and its argument, as short as it can be.
func (e *CBOREncoder) head(major byte, n uint64) {
	switch {
	case n < 24:
		e.out = append(e.out, major|byte(n))
	case n <= math.MaxUint8:
		e.out = append(e.out, major|24, byte(n))
	case n <= math.MaxUint16:
		e.out = binary.BigEndian.AppendUint16(append(e.out, major|25), uint16(n))
	case n <= math.MaxUint32:
		e.out = binary.BigEndian.AppendUint32(append(e.out, major|26), uint32(n))
	default:
		e.out = binary.BigEndian.AppendUint64(append(e.out, major|27), n)
	}
}

func (e *CBOREncoder) text(s string) {
	e.head(cborText, uint64(len(s)))
	e.out = append(e.out, s...)
}

func (e *CBOREncoder) integer(v int64) {
	if v < 0 {
		e.head(cborNeg, uint64(^v))
		return
	}
	e.head(cborUint, uint64(v))
}

// Struct opens a map of indefinite length.
func (e *CBOREncoder) Struct(*Member, *Schema) { e.out = append(e.out, cborMap|cborIndefinite) }

// Member writes a member's key.
func (e *CBOREncoder) Member(m *Member) { e.text(m.Name) }

// EndStruct ends a map of indefinite length.
func (e *CBOREncoder) EndStruct() { e.out = append(e.out, cborBreak) }

// List opens an array.
func (e *CBOREncoder) List(_ *Member, n int) { e.head(cborArray, uint64(n)) }

// Elem writes nothing.
func (e *CBOREncoder) Elem(*Member) {}

// EndList writes nothing: the length stood before.
func (e *CBOREncoder) EndList() {}

// Map opens a map.
func (e *CBOREncoder) Map(_ *Member, n int) { e.head(cborMap, uint64(n)) }

// Key writes an entry's key.
func (e *CBOREncoder) Key(_ *Member, key string) { e.text(key) }

// EndMap writes nothing: the length stood before.
func (e *CBOREncoder) EndMap() {}

// Null writes a null.
func (e *CBOREncoder) Null(*Member) { e.out = append(e.out, cborNull) }

// Bool writes a boolean.
func (e *CBOREncoder) Bool(_ *Member, v bool) {
	if v {
		e.out = append(e.out, cborTrue)
		return
	}
	e.out = append(e.out, cborFalse)
}

// Int writes an integer.
func (e *CBOREncoder) Int(_ *Member, v int64) { e.integer(v) }

// Float writes a number of single or double precision.
func (e *CBOREncoder) Float(_ *Member, v float64, bits int) {
	if bits == 32 {
		e.out = binary.BigEndian.AppendUint32(append(e.out, cborSingle), math.Float32bits(float32(v)))
		return
	}
	e.out = binary.BigEndian.AppendUint64(append(e.out, cborDouble), math.Float64bits(v))
}

// String writes a text string.
func (e *CBOREncoder) String(_ *Member, v string) { e.text(validText(v)) }

// Blob writes a byte string.
func (e *CBOREncoder) Blob(_ *Member, v []byte) {
	e.head(cborBytes, uint64(len(v)))
	e.out = append(e.out, v...)
}

// Time writes seconds since 1970, whatever the member's format.
func (e *CBOREncoder) Time(m *Member, v time.Time) {
	if err := checkTime(v); err != nil {
		e.fail(err)
	}
	e.head(cborTag, cborEpoch)
	e.Float(m, float64(v.UnixMilli())/1e3, 64)
}

// BigInt writes an integer, tagged where it is too long for a plain one.
func (e *CBOREncoder) BigInt(_ *Member, v *big.Int) {
	if v.IsInt64() {
		e.integer(v.Int64())
		return
	}
	tag, magnitude := uint64(cborPositive), v
	if v.Sign() < 0 {
		tag, magnitude = cborNegative, new(big.Int).Not(v)
	}
	e.head(cborTag, tag)
	e.Blob(nil, magnitude.Bytes())
}

// BigDecimal writes a decimal fraction.
func (e *CBOREncoder) BigDecimal(m *Member, v *Decimal) {
	e.head(cborTag, cborDecimal)
	e.head(cborArray, 2)
	e.integer(int64(v.Exponent))
	e.BigInt(m, &v.Unscaled)
}
