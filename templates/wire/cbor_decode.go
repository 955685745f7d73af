package wire

import (
	"errors"
	"io"
	"math"
	"time"
	"unicode/utf8"
)

// A CBORDecoder is the Decoder of CBOR (RFC 8949) as Smithy's RPC v2 protocol
// writes it. Definite and indefinite lengths, integers and floating-point numbers
// of every width and unknown tags are read; undefined is null. See
// https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
type CBORDecoder struct {
	cborScanner
	open []uint64 // elements or entries to come of the aggregates that are open
	name string   // of the union member that the schema does not have
}

// untilBreak stands for a number of elements that is not known.
const untilBreak = math.MaxUint64

// NewCBORDecoder returns a decoder of one data item, of which it makes a copy.
func NewCBORDecoder(body []byte) *CBORDecoder {
	return &CBORDecoder{cborScanner: cborScanner{src: string(body)}}
}

// DecodeCBOR fills v, a pointer to a zero value, from a CBOR map. Its error is a
// *DecodeError. Strings are substrings of one copy of the body, which lives as
// long as any of them.
func DecodeCBOR(body []byte, v Shape) error {
	w := cborWalks.Get().(*cborWalk)
	return w.decode(body, string(body), w.last.met(v))
}

// decodeOwnCBOR is DecodeCBOR for a body that nobody changes: strings are
// substrings of that.
func decodeOwnCBOR(body []byte, v Shape) error { return decodeCBOR(body, owned(body), v) }

var errCBORMore = errors.New("unexpected data after the value")

// Offset returns how many bytes have been consumed.
func (d *CBORDecoder) Offset() int64 { return int64(d.pos) }

// Err returns what was malformed, nil if nothing was.
func (d *CBORDecoder) Err() error { return d.err }

// enter consumes the head of an array or map, and remembers what is to come of it.
func (d *CBORDecoder) enter(want byte, what string) bool {
	n, ok := d.count(want, what)
	if ok {
		d.open = append(d.open, n)
	}
	return ok
}

// count consumes the head of an array or map and returns how many elements or
// entries follow it.
func (d *CBORDecoder) count(want byte, what string) (uint64, bool) {
	low, n, ok := d.shortHead(want)
	if !ok {
		if d.untag(); !d.major(want) {
			d.expected(what)
			return 0, false
		}
		if _, low, n, ok = d.head(); !ok {
			return 0, false
		}
	}
	if low == cborIndefinite {
		return untilBreak, true
	}
	if n > uint64(len(d.src)-d.pos) { // an element has a byte at least
		d.bad(errCBORLength)
		return 0, false
	}
	return n, true
}

// step moves to the next element or entry: 0, End or Failed.
func (d *CBORDecoder) step() int {
	last := len(d.open) - 1
	switch n := &d.open[last]; {
	case *n == 0 || *n == untilBreak && d.take(cborBreak):
		d.open = d.open[:last]
		return End
	case *n != untilBreak:
		*n--
	}
	if d.err != nil {
		return Failed
	}
	return 0
}

// Struct enters a map.
func (d *CBORDecoder) Struct(*Schema) bool { return d.enter(cborMap, "a map") }

// Next moves to the next member that the schema has.
func (d *CBORDecoder) Next(s *Schema, prev int) int {
	for {
		if step := d.step(); step < 0 {
			return step
		}
		name, ok := d.key()
		if !ok {
			return Failed
		}
		if i := s.cborMember(name, prev+1); i >= 0 {
			return i
		}
		if s.Kind == Union {
			d.name = name
			return Unknown
		}
		if !d.Skip() {
			return Failed
		}
	}
}

// cborMember returns the index of the member of that name, or -1, looking from
// index start on; an error's message has any case.
func (s *Schema) cborMember(name string, start int) int {
	if start < len(s.Members) && s.Members[start].Name == name {
		return start
	}
	if i := s.MemberIndex(name); i >= 0 || s.Error == nil || len(name) != len("message") {
		return i
	}
	if equalFold(name, "message") {
		return s.errorText()
	}
	return -1
}

// equalFold compares ASCII texts of one length without regard to case.
func equalFold(a, lower string) bool {
	for i := range len(a) {
		if a[i]|0x20 != lower[i] {
			return false
		}
	}
	return true
}

// key consumes a key, which has to be text.
func (d *CBORDecoder) key() (string, bool) {
	if text, ok := d.shortText(); ok {
		return text, true
	}
	if d.untag(); !d.major(cborText) {
		if d.pos == len(d.src) {
			d.fail(io.ErrUnexpectedEOF)
		}
		d.fail(errCBORKey)
		return "", false
	}
	return d.String()
}

// Name returns the name of the member for which Next returned Unknown.
func (d *CBORDecoder) Name() string { return d.name }

// List enters an array.
func (d *CBORDecoder) List(*Member) bool { return d.enter(cborArray, "an array") }

// Elem moves to the next element.
func (d *CBORDecoder) Elem(*Member) int { return d.step() }

// Map enters a map.
func (d *CBORDecoder) Map(*Member) bool { return d.enter(cborMap, "a map") }

// Key moves to the next entry and returns its key.
func (d *CBORDecoder) Key(*Schema) (string, int) {
	if step := d.step(); step < 0 {
		return "", step
	}
	key, ok := d.key()
	if !ok {
		return "", Failed
	}
	return key, 0
}

// Null consumes a null.
func (d *CBORDecoder) Null() bool {
	if d.pos >= len(d.src) || d.src[d.pos]|1 != cborUndefined || d.err != nil {
		return false
	}
	d.at = d.pos
	d.pos++
	return true
}

// Skip consumes any value.
func (d *CBORDecoder) Skip() bool { return d.skip(0) }

// Bool reads a boolean.
func (d *CBORDecoder) Bool() (bool, bool) {
	switch d.untag(); {
	case d.take(cborTrue):
		return true, true
	case d.take(cborFalse):
		return false, true
	}
	d.expected("a boolean")
	return false, false
}

// atText reports whether a text stands next.
func (d *CBORDecoder) atText() bool {
	d.untag()
	return d.major(cborText)
}

// String reads a text. Invalid UTF-8 becomes U+FFFD.
func (d *CBORDecoder) String() (string, bool) {
	if text, ok := d.shortText(); ok {
		return text, true
	}
	s, ok := d.chars(cborText, "a text")
	return validText(s), ok
}

// shortText consumes a text of a length that stands in at most two bytes behind its
// head, which nearly all are. If that is not what stands there it consumes nothing.
func (d *CBORDecoder) shortText() (string, bool) {
	i, src := d.pos, d.src
	if i+2 >= len(src) {
		return "", false
	}
	n := int(src[i] - cborText)
	switch i++; {
	case n < 24:
	case n == 24:
		n = int(src[i])
		i++
	case n == 25:
		n = int(src[i])<<8 | int(src[i+1])
		i += 2
	default:
		return "", false
	}
	if n > len(src)-i || d.err != nil {
		return "", false
	}
	d.pos = i + n
	text := src[i:d.pos]
	if d.pos < 8 || !isASCII(src[:d.pos], n) {
		text = validText(text)
	}
	return text, true
}

// validText returns a text with invalid UTF-8 replaced.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return repaired(s)
}

// Blob reads a byte string.
func (d *CBORDecoder) Blob() ([]byte, bool) {
	s, ok := d.chars(cborBytes, "a byte string")
	return []byte(s), ok
}

// Time reads seconds since 1970, to the millisecond, whatever the member's format.
func (d *CBORDecoder) Time(*Member) (time.Time, bool) {
	v, ok := d.number(64)
	if !ok {
		return time.Time{}, false
	}
	millis := math.Round(v * 1e3)
	if !(millis >= minSeconds*1e3 && millis < (maxSeconds+1)*1e3) {
		if d.bad(errTimeRange); math.IsNaN(v) {
			d.err = errBadTime
		}
		return time.Time{}, false
	}
	return time.UnixMilli(int64(millis)).UTC(), true
}

// tag consumes a tag and returns it; ok is false if none stands next.
func (d *CBORDecoder) tag() (tag uint64, ok bool) {
	if !d.major(cborTag) {
		return 0, false
	}
	_, _, tag, ok = d.head()
	return tag, ok
}
