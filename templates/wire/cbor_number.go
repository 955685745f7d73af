package wire

import (
	"fmt"
	"math"
	"math/big"
)

// Numbers in CBOR: integers and floating-point numbers of every width, and tagged ones of any.

// Int reads an integer of that many bits.
func (d *CBORDecoder) Int(bits int) (int64, bool) {
	d.untag()
	if !d.major(cborUint) && !d.major(cborNeg) {
		d.expected("an integer")
		return 0, false
	}
	major, _, n, ok := d.head()
	if !ok {
		return 0, false
	}
	if n >= 1<<(bits-1) {
		d.bad(errRange)
		return 0, false
	}
	if major == cborNeg {
		return ^int64(n), true
	}
	return int64(n), true
}

// Float reads a number.
func (d *CBORDecoder) Float(bits int) (float64, bool) {
	v, ok := d.number(bits)
	if ok && bits == 32 && math.Abs(v) > math.MaxFloat32 && !math.IsInf(v, 0) {
		d.bad(errRange)
		return 0, false
	}
	return v, ok
}

// number reads a number of any type, an integer as the nearest of that many bits.
func (d *CBORDecoder) number(bits int) (float64, bool) {
	d.untag()
	switch c, _ := d.peek(); {
	case c == cborHalf || c == cborSingle || c == cborDouble:
		return d.float()
	case d.major(cborUint), d.major(cborNeg):
		major, _, n, ok := d.head()
		if major == cborNeg {
			if n++; n == 0 {
				return -0x1p64, ok
			}
			return -nearest(n, bits), ok
		}
		return nearest(n, bits), ok
	}
	d.expected("a number")
	return 0, false
}

// nearest returns the floating-point number nearest to n.
func nearest(n uint64, bits int) float64 {
	if bits == 32 {
		return float64(float32(n))
	}
	return float64(n)
}

// BigInt reads an integer of any size.
func (d *CBORDecoder) BigInt() (*big.Int, bool) {
	tag, tagged := d.tag()
	if tagged && (tag == cborPositive || tag == cborNegative) {
		return d.bigInt(tag)
	}
	d.untag()
	if !d.major(cborUint) && !d.major(cborNeg) {
		d.expected("an integer")
		return nil, false
	}
	major, _, n, ok := d.head()
	v := new(big.Int).SetUint64(n)
	if major == cborNeg {
		v.Not(v)
	}
	return v, ok
}

// bigInt reads what follows a big number's tag.
func (d *CBORDecoder) bigInt(tag uint64) (*big.Int, bool) {
	s, ok := d.chars(cborBytes, "a byte string")
	if ok && len(s) > maxDigits {
		d.bad(errDigits)
		return nil, false
	}
	v := new(big.Int).SetBytes([]byte(s))
	if tag == cborNegative {
		v.Not(v)
	}
	return v, ok
}

// BigDecimal reads a decimal fraction, or an integer.
func (d *CBORDecoder) BigDecimal() (*Decimal, bool) {
	v := new(Decimal)
	from := d.pos
	if tag, tagged := d.tag(); !tagged || tag != cborDecimal {
		d.pos = from
		n, ok := d.BigInt()
		if ok {
			v.Unscaled.Set(n)
		}
		return v, ok
	}
	if !d.enter(cborArray, "an array") {
		return nil, false
	}
	if d.step() != 0 {
		return nil, d.badDecimal()
	}
	exponent, ok := d.Int(32)
	if !ok || d.step() != 0 {
		return nil, d.badDecimal()
	}
	n, ok := d.BigInt()
	if !ok || d.step() != End {
		return nil, d.badDecimal()
	}
	v.Exponent = int32(exponent)
	v.Unscaled.Set(n)
	return v, true
}

func (d *CBORDecoder) badDecimal() bool {
	d.fail(fmt.Errorf("%w: a decimal fraction is an exponent and an integer", errBadDecimal))
	return false
}
