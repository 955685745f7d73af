package wire

import (
	"encoding/base64"
	"math"
	"math/big"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

// A JSONEncoder is the Encoder of JSON as AWS's JSON protocols read it; see
// JSONDecoder. It writes no white space and escapes only what JSON demands.
type JSONEncoder struct {
	out []byte
	err error
}

// NewJSONEncoder returns an encoder that appends to dst.
func NewJSONEncoder(dst []byte) *JSONEncoder { return &JSONEncoder{out: dst} }

// AppendJSON appends the JSON text of v to dst.
func AppendJSON(dst []byte, v Shape) ([]byte, error) {
	w := jsonEncodings.Get().(*jsonEncoding)
	return w.append(dst, w.last.met(v))
}

// appendJSON is AppendJSON for a shape whose schema has been met.
func appendJSON(dst []byte, v Shape) ([]byte, error) {
	return jsonEncodings.Get().(*jsonEncoding).append(dst, refTo(v))
}

// append appends the text of r to dst, and gives the memory back.
func (w *jsonEncoding) append(dst []byte, r ref) ([]byte, error) {
	w.to.out = dst
	w.e, w.own = &w.to, &w.to
	w.root(r)
	dst, err := w.to.out, w.to.err
	w.to = JSONEncoder{}
	w.forget()
	jsonEncodings.Put(w)
	return dst, err
}

// A jsonEncoding is an encoding with what it is led into.
type jsonEncoding struct {
	encoding
	to   JSONEncoder
	last lastRoot
}

// jsonEncodings is for JSON what encodings is for all formats.
var jsonEncodings = sync.Pool{New: func() any { return new(jsonEncoding) }}

// Bytes returns what has been written.
func (e *JSONEncoder) Bytes() []byte { return e.out }

// Err returns what could not be written, nil if everything could.
func (e *JSONEncoder) Err() error { return e.err }

func (e *JSONEncoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// comma separates an element from the one before it. No value ends in an
// opening bracket.
func (e *JSONEncoder) comma() {
	if last := e.out[len(e.out)-1]; last != '{' && last != '[' {
		e.out = append(e.out, ',')
	}
}

func (e *JSONEncoder) key(name string) {
	e.comma()
	e.out = append(appendJSONString(e.out, name), ':')
}

// Struct opens an object.
func (e *JSONEncoder) Struct(*Member, *Schema) { e.out = append(e.out, '{') }

// Member writes a member's key.
func (e *JSONEncoder) Member(m *Member) { e.key(m.json()) }

// EndStruct closes an object.
func (e *JSONEncoder) EndStruct() { e.out = append(e.out, '}') }

// List opens an array.
func (e *JSONEncoder) List(*Member, int) { e.out = append(e.out, '[') }

// Elem separates elements.
func (e *JSONEncoder) Elem(*Member) { e.comma() }

// EndList closes an array.
func (e *JSONEncoder) EndList() { e.out = append(e.out, ']') }

// Map opens an object.
func (e *JSONEncoder) Map(*Member, int) { e.out = append(e.out, '{') }

// Key writes an entry's key.
func (e *JSONEncoder) Key(_ *Member, key string) { e.key(key) }

// EndMap closes an object.
func (e *JSONEncoder) EndMap() { e.out = append(e.out, '}') }

// Null writes a null.
func (e *JSONEncoder) Null(*Member) { e.out = append(e.out, "null"...) }

// Bool writes a boolean.
func (e *JSONEncoder) Bool(_ *Member, v bool) { e.out = strconv.AppendBool(e.out, v) }

// Int writes a number.
func (e *JSONEncoder) Int(_ *Member, v int64) { e.out = strconv.AppendInt(e.out, v, 10) }

// String writes a string.
func (e *JSONEncoder) String(_ *Member, v string) { e.out = appendJSONString(e.out, v) }

// Blob writes a string in base64.
func (e *JSONEncoder) Blob(_ *Member, v []byte) {
	e.out = append(e.out, '"')
	e.out = base64.StdEncoding.AppendEncode(e.out, v)
	e.out = append(e.out, '"')
}

// Time writes a number of seconds, or a string in the member's format.
func (e *JSONEncoder) Time(m *Member, v time.Time) {
	if err := checkTime(v); err != nil {
		e.fail(err)
	}
	f := m.format(EpochSeconds)
	if f == EpochSeconds {
		e.out = appendTime(e.out, v, f)
		return
	}
	e.out = append(e.out, '"')
	e.out = appendTime(e.out, v, f)
	e.out = append(e.out, '"')
}

// BigInt writes a number of any size.
func (e *JSONEncoder) BigInt(_ *Member, v *big.Int) { e.out = v.Append(e.out, 10) }

// BigDecimal writes a number of any size and precision.
func (e *JSONEncoder) BigDecimal(_ *Member, v *Decimal) { e.out = append(e.out, v.String()...) }

// Float writes a number, or the name of a value that is none.
func (e *JSONEncoder) Float(_ *Member, v float64, bits int) {
	if name := nameOfNonNumber(v); name != "" {
		e.out = appendJSONString(e.out, name)
		return
	}
	e.out = appendFloat(e.out, v, bits)
}

// nameOfNonNumber returns Smithy's name for NaN and the infinities, "" for numbers.
func nameOfNonNumber(v float64) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	}
	return ""
}

// appendFloat appends the shortest decimal that reads back as v, without an
// exponent where that is not longer than people write.
func appendFloat(dst []byte, v float64, bits int) []byte {
	format := byte('f')
	if abs := math.Abs(v); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(dst, v, format, -1, bits)
}

// appendJSONString appends a string token. Bytes that are not valid UTF-8
// become U+FFFD.
func appendJSONString(dst []byte, s string) []byte {
	if isVerbatim(s) {
		at, n := len(dst), len(s)+2
		dst = slices.Grow(dst, n)[:at+n]
		dst[at], dst[at+n-1] = '"', '"'
		copy(dst[at+1:], s)
		return dst
	}
	dst = append(dst, '"')
	for {
		end, ascii := plain(s, 0)
		if ascii || utf8.ValidString(s[:end]) {
			dst = append(dst, s[:end]...)
		} else {
			dst = append(dst, repaired(s[:end])...)
		}
		if end == len(s) {
			return append(dst, '"')
		}
		dst = appendJSONEscape(dst, s[end])
		s = s[end+1:]
	}
}

func appendJSONEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}
