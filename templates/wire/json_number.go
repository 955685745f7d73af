package wire

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
)

// Numbers in JSON, and those that stand in strings.

// number consumes a number token and returns its text; whole is true if it has
// neither fraction nor exponent.
func (s *jsonScanner) number() (text string, whole, ok bool) {
	start, i, src := s.pos, s.pos, s.src
	if i < len(src) && src[i] == '-' {
		i++
	}
	digits := i
	for i < len(src) && isDigit(src[i]) {
		i++
	}
	if i == start {
		s.expected("a number")
		return "", false, false
	}
	if i == digits || src[digits] == '0' && i > digits+1 {
		s.fail(errNumber)
		return "", false, false
	}
	whole = true
	if i < len(src) && src[i] == '.' {
		whole = false
		fraction := i + 1
		for i = fraction; i < len(src) && isDigit(src[i]); i++ {
		}
		ok = i > fraction
	} else {
		ok = true
	}
	if ok && i < len(src) && src[i]|0x20 == 'e' {
		whole = false
		if i++; i < len(src) && (src[i] == '+' || src[i] == '-') {
			i++
		}
		exponent := i
		for i < len(src) && isDigit(src[i]) {
			i++
		}
		ok = i > exponent
	}
	s.pos = i
	if !ok {
		s.fail(errNumber)
		return "", false, false
	}
	return src[start:i], whole, true
}

// shortInt consumes an integer of at most so many digits, with nothing behind it
// that could make it another number. If that is not what stands there it consumes
// nothing.
func (s *jsonScanner) shortInt(most int) (int64, bool) {
	i, src := s.pos, s.src
	negative := i < len(src) && src[i] == '-'
	if negative {
		i++
	}
	first := i
	var n int64
	for i < len(src) && isDigit(src[i]) {
		n = n*10 + int64(src[i]-'0')
		if i++; i-first > most {
			return 0, false
		}
	}
	if i == first || src[first] == '0' && i > first+1 || i == len(src) {
		return 0, false
	}
	if c := src[i]; c == '.' || c|0x20 == 'e' {
		return 0, false
	}
	s.pos = i
	if negative {
		n = -n
	}
	return n, true
}

// Int reads an integer of that many bits. A number with a fraction or exponent
// is one if its value is whole: some services write 1.0 and 1E3.
func (d *JSONDecoder) Int(bits int) (int64, bool) {
	text, whole, ok := d.number()
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, bits)
	if err == nil {
		return n, true
	}
	err = errRange
	if !whole {
		n, err = wholeNumber(text, bits)
	}
	if err != nil {
		d.bad(d.pos-len(text), err)
	}
	return n, err == nil
}

// wholeNumber reads an integer that is written with a fraction or an exponent.
func wholeNumber(text string, bits int) (int64, error) {
	if len(text) > maxDigits {
		return 0, errDigits
	}
	n, err := ParseDecimal(text)
	if err != nil {
		return 0, errRange
	}
	whole, err := n.integer(bits)
	if err == errFraction {
		err = fmt.Errorf("expected an integer, found %s", clip(text))
	}
	return whole, err
}

// Float reads a number, or a string that stands for a value that is none.
func (d *JSONDecoder) Float(bits int) (float64, bool) {
	if d.peek() == '"' {
		from := d.pos
		text, ok := d.text()
		if !ok {
			return 0, false
		}
		f, ok := notNumber(text)
		if !ok {
			d.bad(from, fmt.Errorf("expected a number, found the string %q", clip(text)))
		}
		return f, ok
	}
	text, _, ok := d.number()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		d.bad(d.pos-len(text), errRange)
		return 0, false
	}
	return f, true
}

// notNumber reads Smithy's names of the floating-point values that are no numbers.
func notNumber(text string) (float64, bool) {
	switch text {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	return 0, false
}

// textOrNumber reads the text of a number that may stand in a string.
func (d *JSONDecoder) textOrNumber() (string, bool) {
	if d.peek() == '"' {
		return d.text()
	}
	text, _, ok := d.number()
	return text, ok
}

// maxDigits bounds the length of a big number, whose parsing takes more than
// linear time.
const maxDigits = 1 << 14

var errDigits = fmt.Errorf("a number of more than %d digits", maxDigits)

// bigText reads the text of a big number, and where it began: a number, or a
// string with one.
func (d *JSONDecoder) bigText() (text string, from int, ok bool) {
	from = d.pos
	text, ok = d.textOrNumber()
	if ok && len(text) > maxDigits {
		d.bad(from, errDigits)
		return "", from, false
	}
	return text, from, ok
}

// BigInt reads an integer of any size.
func (d *JSONDecoder) BigInt() (*big.Int, bool) {
	text, from, ok := d.bigText()
	if !ok {
		return nil, false
	}
	n, ok := new(big.Int).SetString(text, 10)
	if !ok {
		d.bad(from, fmt.Errorf("expected an integer, found %q", clip(text)))
	}
	return n, ok
}

// BigDecimal reads a number of any size and precision.
func (d *JSONDecoder) BigDecimal() (*Decimal, bool) {
	text, from, ok := d.bigText()
	if !ok {
		return nil, false
	}
	n, err := ParseDecimal(text)
	if err != nil {
		d.bad(from, err)
	}
	return n, err == nil
}
