package wire

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// A Decimal is a smithy.api#BigDecimal: Unscaled × 10^Exponent. Unlike a
// big.Float it holds every decimal number exactly, and unlike a big.Rat its
// size does not grow with its exponent.
type Decimal struct {
	Unscaled big.Int
	Exponent int32
}

var errBadDecimal = errors.New("not a decimal number")

// ParseDecimal reads a decimal number such as "-12.340" or "1e100".
func ParseDecimal(s string) (*Decimal, error) {
	mantissa, exponent, hasExponent := s, int64(0), false
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.ParseInt(strings.TrimPrefix(s[i+1:], "+"), 10, 32)
		if err != nil {
			return nil, errBadDecimal
		}
		mantissa, exponent, hasExponent = s[:i], n, true
	}
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	exponent -= int64(len(fraction))
	if exponent != int64(int32(exponent)) || hasPoint && fraction == "" || hasExponent && mantissa == "" {
		return nil, errBadDecimal
	}
	digits := strings.TrimPrefix(strings.TrimPrefix(whole, "-"), "+") + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return nil, errBadDecimal
	}
	d := &Decimal{Exponent: int32(exponent)}
	d.Unscaled.SetString(digits, 10)
	if strings.HasPrefix(whole, "-") {
		d.Unscaled.Neg(&d.Unscaled)
	}
	return d, nil
}

// String formats the number as JSON and ParseDecimal read it, without loss.
func (d *Decimal) String() string {
	digits := d.Unscaled.String()
	if d.Exponent == 0 {
		return digits
	}
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	if point := len(digits) + int(d.Exponent); d.Exponent < 0 && point > -6 {
		if point <= 0 {
			digits, point = strings.Repeat("0", 1-point)+digits, 1
		}
		return sign + digits[:point] + "." + digits[point:]
	}
	return sign + digits + "e" + strconv.Itoa(int(d.Exponent))
}

// integer returns the number if it is whole and has at most so many bits.
func (d *Decimal) integer(bits int) (int64, error) {
	if d.Unscaled.Sign() == 0 {
		return 0, nil
	}
	all := d.Unscaled.String()
	digits := strings.TrimRight(all, "0")
	zeros := int64(d.Exponent) + int64(len(all)-len(digits))
	const most = 19 // digits of an int64
	switch {
	case zeros < 0:
		return 0, errFraction
	case zeros > most:
		return 0, errRange
	}
	n, err := strconv.ParseInt(digits+strings.Repeat("0", int(zeros)), 10, bits)
	if err != nil {
		return 0, errRange
	}
	return n, nil
}

var errFraction = errors.New("expected an integer, found a number with a fraction")

// Float64 returns the nearest float64, an infinity for a number beyond its range.
func (d *Decimal) Float64() float64 {
	f, _ := strconv.ParseFloat(d.String(), 64)
	return f
}
