package wire

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"strings"
)

// This file is the CBOR scanner: data items of RFC 8949 over one string, which
// is a copy of the body, so that strings are substrings of it. Nothing is
// allocated on the strength of a length that the body only claims.

var (
	errCBORLength   = errors.New("a length beyond the end of the input")
	errCBORReserved = errors.New("a malformed initial byte")
	errCBORChunk    = errors.New("a chunk of another type in a string of indefinite length")
	errCBORKey      = errors.New("a key that is no text")
)

// A cborScanner is a place in a CBOR data item.
type cborScanner struct {
	src string
	pos int
	at  int // where the item read last began
	err error
}

func (s *cborScanner) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// bad fails because of the item read last.
func (s *cborScanner) bad(err error) {
	s.pos = s.at
	s.fail(err)
}

// peek returns the next initial byte; ok is false at the end of the input.
func (s *cborScanner) peek() (byte, bool) {
	if s.err != nil || s.pos >= len(s.src) {
		return 0, false
	}
	return s.src[s.pos], true
}

// major reports whether an item of that major type stands next.
func (s *cborScanner) major(major byte) bool {
	c, ok := s.peek()
	return ok && c&0xe0 == major
}

// take consumes an initial byte if it is c.
func (s *cborScanner) take(c byte) bool {
	if next, ok := s.peek(); !ok || next != c {
		return false
	}
	s.at = s.pos
	s.pos++
	return true
}

// shortHead consumes an initial byte of that major type whose argument stands in it.
// If that is not what stands there it consumes nothing.
func (s *cborScanner) shortHead(major byte) (low byte, n uint64, ok bool) {
	if s.pos >= len(s.src) || s.err != nil {
		return 0, 0, false
	}
	switch low = s.src[s.pos] - major; {
	case low < 24:
		n = uint64(low)
	case low != cborIndefinite:
		return 0, 0, false
	}
	s.at = s.pos
	s.pos++
	return low, n, true
}

// head consumes an initial byte and its argument. Of an item of indefinite
// length, and of a break, the argument is 0 and low is cborIndefinite.
func (s *cborScanner) head() (major, low byte, n uint64, ok bool) {
	c, ok := s.peek()
	if !ok {
		s.fail(io.ErrUnexpectedEOF)
		return 0, 0, 0, false
	}
	s.at = s.pos
	s.pos++
	major, low = c&0xe0, c&0x1f
	switch {
	case low < 24:
		return major, low, uint64(low), true
	case low == cborIndefinite && major != cborUint && major != cborNeg && major != cborTag:
		return major, low, 0, true
	case low > 27:
		s.bad(errCBORReserved)
		return 0, 0, 0, false
	}
	size := 1 << (low - 24)
	if len(s.src)-s.pos < size {
		s.fail(io.ErrUnexpectedEOF)
		return 0, 0, 0, false
	}
	if size == 8 {
		n = bits.ReverseBytes64(load(s.src, s.pos))
	} else {
		for _, b := range []byte(s.src[s.pos : s.pos+size]) {
			n = n<<8 | uint64(b)
		}
	}
	s.pos += size
	if size == 1 && major == cborOther && n < 32 { // has to be one byte, or is reserved
		s.bad(errCBORReserved)
		return 0, 0, 0, false
	}
	return major, low, n, true
}

// expected fails with what was expected where something else stands.
func (s *cborScanner) expected(what string) {
	s.fail(fmt.Errorf("expected %s, found %s", what, s.found()))
}

// found names what stands at pos, for error messages.
func (s *cborScanner) found() string {
	c, ok := s.peek()
	switch {
	case !ok:
		return "the end of the input"
	case c == cborTrue || c == cborFalse:
		return "a boolean"
	case c == cborNull || c == cborUndefined:
		return "null"
	case c == cborHalf || c == cborSingle || c == cborDouble:
		return "a floating-point number"
	case c == cborBreak:
		return "a break"
	}
	return [...]string{"an integer", "an integer", "a byte string", "a text", "an array", "a map", "a tag", "a simple value"}[c>>5]
}

// untag consumes tags that mean nothing to us.
func (s *cborScanner) untag() {
	for s.major(cborTag) {
		if _, _, _, ok := s.head(); !ok {
			return
		}
	}
}

// chars consumes a byte or text string and returns its bytes.
func (s *cborScanner) chars(want byte, what string) (string, bool) {
	if s.untag(); !s.major(want) {
		s.expected(what)
		return "", false
	}
	_, low, n, ok := s.head()
	if !ok {
		return "", false
	}
	if low != cborIndefinite {
		return s.raw(n)
	}
	var all strings.Builder
	for !s.take(cborBreak) {
		if c, ok := s.peek(); ok && c&0xe0 != want || c == want|cborIndefinite {
			s.fail(errCBORChunk)
			return "", false
		}
		_, _, n, ok := s.head()
		if !ok {
			return "", false
		}
		chunk, ok := s.raw(n)
		if !ok {
			return "", false
		}
		all.WriteString(chunk)
	}
	return all.String(), true
}

// raw consumes n bytes.
func (s *cborScanner) raw(n uint64) (string, bool) {
	if n > uint64(len(s.src)-s.pos) {
		s.bad(errCBORLength)
		return "", false
	}
	from := s.pos
	s.pos += int(n)
	return s.src[from:s.pos], true
}

// float consumes a floating-point number.
func (s *cborScanner) float() (float64, bool) {
	_, low, n, ok := s.head()
	switch {
	case !ok:
		return 0, false
	case low == cborHalf&0x1f:
		return half(uint16(n)), true
	case low == cborSingle&0x1f:
		return float64(math.Float32frombits(uint32(n))), true
	}
	return math.Float64frombits(n), true
}

// half returns the value of a number of half precision.
func half(bits uint16) float64 {
	exponent, fraction := int(bits>>10&0x1f), float64(bits&0x3ff)
	var v float64
	switch exponent {
	case 0:
		v = math.Ldexp(fraction, -24)
	case 31:
		v = math.Inf(1)
		if fraction != 0 {
			v = math.NaN()
		}
	default:
		v = math.Ldexp(1024+fraction, exponent-25)
	}
	if bits>>15 != 0 {
		return -v
	}
	return v
}

// skip consumes any item.
func (s *cborScanner) skip(depth int) bool {
	if depth > MaxDepth {
		s.fail(errTooDeep)
		return false
	}
	if s.major(cborBytes) || s.major(cborText) {
		c, _ := s.peek()
		_, ok := s.chars(c&0xe0, "")
		return ok
	}
	if c, _ := s.peek(); c == cborBreak {
		s.expected("a value")
		return false
	}
	major, low, n, ok := s.head()
	if !ok {
		return false
	}
	switch major {
	case cborTag:
		return s.skip(depth + 1)
	case cborArray:
		return s.skipItems(low, n, 1, depth)
	case cborMap:
		return s.skipItems(low, n, 2, depth)
	}
	return true
}

// skipItems consumes n elements or entries, of so many items each, and the
// break.
func (s *cborScanner) skipItems(low byte, n uint64, each, depth int) bool {
	for i := uint64(0); low == cborIndefinite || i < n; i++ {
		if low == cborIndefinite && s.take(cborBreak) {
			return true
		}
		for range each {
			if !s.skip(depth + 1) {
				return false
			}
		}
	}
	return true
}
