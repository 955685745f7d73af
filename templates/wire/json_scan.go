package wire

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// This file is the JSON scanner: tokens of RFC 8259 over one string, which is a
// copy of the body, so that strings without escapes are substrings of it. Eight
// bytes are looked at together where the compiler can merge the loads. Invalid
// UTF-8 and lone surrogates become U+FFFD, as in encoding/json.

// A jsonScanner is a place in a JSON text. Its methods expect pos to stand on
// the first byte of a token and leave it behind that token.
type jsonScanner struct {
	src string
	pos int
	err error
}

func (s *jsonScanner) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// expected fails with what was expected where something else stands.
func (s *jsonScanner) expected(what string) {
	s.fail(fmt.Errorf("expected %s, found %s", what, s.found()))
}

// found names what stands at pos, for error messages.
func (s *jsonScanner) found() string {
	if s.pos >= len(s.src) {
		return "the end of the input"
	}
	switch c := s.src[s.pos]; {
	case c == '{':
		return "an object"
	case c == '[':
		return "an array"
	case c == '"':
		return "a string"
	case c == '-' || isDigit(c):
		return "a number"
	case c == 't' || c == 'f':
		return "a boolean"
	case c == 'n':
		return "null"
	}
	r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
	return strconv.QuoteRune(r)
}

func isDigit(c byte) bool { return c-'0' <= 9 }

// space skips white space.
func (s *jsonScanner) space() {
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case ' ', '\n', '\t', '\r':
			s.pos++
		default:
			return
		}
	}
}

// peek returns the byte at pos, 0 at the end of the input.
func (s *jsonScanner) peek() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

// literal consumes a word such as "true" if it stands at pos.
func (s *jsonScanner) literal(word string) bool {
	if !strings.HasPrefix(s.src[s.pos:], word) {
		return false
	}
	s.pos += len(word)
	return true
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// plain returns how many bytes of src from i on are neither a quote, a
// backslash nor a control character, and whether all of those it looked at were
// ASCII (it may have looked a few bytes further).
func plain(src string, i int) (end int, ascii bool) {
	var seen uint64
	for ; i+8 <= len(src); i += 8 {
		x := load(src, i)
		seen |= x
		if stop := special(x) & highs; stop != 0 {
			return i + bits.TrailingZeros64(stop)/8, seen&highs == 0
		}
	}
	for ; i < len(src); i++ {
		c := src[i]
		if c == '"' || c == '\\' || c < ' ' {
			break
		}
		seen |= uint64(c)
	}
	return i, seen&highs == 0
}

// token returns the text up to the next quote from i on, if it is printable, as nearly
// everything is. The quote is looked for by what package strings has machine
// instructions for.
func token(src string, i int) (string, bool) {
	end := strings.IndexByte(src[i:], '"')
	if end < 0 {
		return "", false
	}
	text := src[i : i+end]
	return text, isPrintable(text)
}

// isPrintable reports whether a text is all ASCII, without backslashes and control
// characters.
func isPrintable(text string) bool {
	rest := text
	if len(rest) >= 64 {
		if strings.IndexByte(rest, '\\') >= 0 {
			return false
		}
		var seen uint64
		for ; len(rest) >= 64; rest = rest[64:] {
			a, b, c, d := load(rest, 0), load(rest, 8), load(rest, 16), load(rest, 24)
			e, f, g, h := load(rest, 32), load(rest, 40), load(rest, 48), load(rest, 56)
			seen |= ((a | b) | (c | d)) | ((e | f) | (g | h)) // a tree, so that no step waits for all before it
			seen |= (((a - ones*' ') | (b - ones*' ')) | ((c - ones*' ') | (d - ones*' '))) |
				(((e - ones*' ') | (f - ones*' ')) | ((g - ones*' ') | (h - ones*' ')))
		}
		if seen&highs != 0 {
			return false
		}
	}
	for ; len(rest) >= 8; rest = rest[8:] {
		if !printable(load(rest, 0)) {
			return false
		}
	}
	if len(text) >= 8 { // what is left, and something before it again
		return len(rest) == 0 || printable(load(text, len(text)-8))
	}
	for i := range len(rest) {
		if c := rest[i]; c < ' ' || c >= utf8.RuneSelf || c == '\\' {
			return false
		}
	}
	return true
}

// printable is isPrintable for eight bytes: a byte below a space, or none of ASCII, sets
// a high bit.
func printable(x uint64) bool {
	slash := x ^ ones*'\\'
	return (x|(x-ones*' ')|(slash-ones)&^slash)&highs == 0
}

// load returns eight bytes.
func load(src string, i int) uint64 {
	b := src[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// special has the high bit of each byte set that is a quote, a backslash or a
// control character. The lowest is exact; those above it may be carries.
func special(x uint64) uint64 {
	quote, slash := x^ones*'"', x^ones*'\\'
	return ((quote - ones) | (slash - ones) | (x - ones*' ')) &^ x
}

var (
	errUnterminated = errors.New("unterminated string")
	errControl      = errors.New("control character in a string")
	errEscape       = errors.New("invalid escape in a string")
	errNumber       = errors.New("malformed number")
)

// text consumes a string token and returns what it says.
func (s *jsonScanner) text() (string, bool) {
	if s.peek() != '"' {
		s.expected("a string")
		return "", false
	}
	start := s.pos + 1
	if text, ok := token(s.src, start); ok {
		s.pos = start + len(text) + 1
		return text, true
	}
	return s.rareText(start)
}

// rareText is text for strings that have escapes or are not all of ASCII, and for those
// that are malformed.
func (s *jsonScanner) rareText(start int) (string, bool) {
	end, ascii := plain(s.src, start)
	if end == len(s.src) || s.src[end] != '"' {
		return s.escaped(start, end)
	}
	s.pos = end + 1
	text := s.src[start:end]
	if !ascii && !utf8.ValidString(text) {
		text = repaired(text)
	}
	return text, true
}

// escaped is text for strings with escapes: start is behind the quote, end at
// the first byte that is not plain.
func (s *jsonScanner) escaped(start, end int) (string, bool) {
	var out []byte
	for {
		s.pos = end
		switch {
		case end >= len(s.src):
			s.fail(errUnterminated)
			return "", false
		case s.src[end] == '"':
			s.pos++
			text := string(append(out, s.src[start:end]...))
			if !utf8.ValidString(text) {
				text = repaired(text)
			}
			return text, true
		case s.src[end] != '\\':
			s.fail(errControl)
			return "", false
		}
		out = append(out, s.src[start:end]...)
		var ok bool
		if out, ok = s.escape(out); !ok {
			s.fail(errEscape)
			return "", false
		}
		start = s.pos
		end, _ = plain(s.src, start)
	}
}

// escape consumes one escape sequence, its backslash at pos, and appends what
// it stands for.
func (s *jsonScanner) escape(out []byte) ([]byte, bool) {
	if s.pos+1 >= len(s.src) {
		return nil, false
	}
	c := s.src[s.pos+1]
	if c == 'u' {
		return s.unicode(out)
	}
	const named, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	i := strings.IndexByte(named, c)
	if i < 0 {
		return nil, false
	}
	s.pos += 2
	return append(out, meant[i]), true
}

func (s *jsonScanner) unicode(out []byte) ([]byte, bool) {
	r, ok := hex4(s.src, s.pos+2)
	if !ok {
		return nil, false
	}
	s.pos += 6
	if !utf16.IsSurrogate(r) {
		return utf8.AppendRune(out, r), true
	}
	if strings.HasPrefix(s.src[s.pos:], `\u`) {
		low, ok := hex4(s.src, s.pos+2)
		if !ok {
			return nil, false
		}
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			s.pos += 6
			return utf8.AppendRune(out, pair), true
		}
	}
	return utf8.AppendRune(out, utf8.RuneError), true
}

// hex4 reads four hexadecimal digits at src[i:].
func hex4(src string, i int) (rune, bool) {
	if i+4 > len(src) {
		return 0, false
	}
	n, err := strconv.ParseUint(src[i:i+4], 16, 16)
	return rune(n), err == nil
}

// repaired replaces every byte that is not part of valid UTF-8 by U+FFFD.
func repaired(s string) string {
	out := make([]byte, 0, len(s)+utf8.UTFMax)
	for _, r := range s {
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}

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

// skip consumes any value, checking it as strictly as one that is read.
func (s *jsonScanner) skip(depth int) bool {
	switch c := s.peek(); c {
	case '"':
		return s.skipText()
	case '{', '[':
		if depth >= MaxDepth {
			s.fail(errTooDeep)
			return false
		}
		s.pos++
		s.space()
		if s.peek() == c+2 {
			s.pos++
			return true
		}
		return s.skipElements(c, depth)
	}
	if s.literal("true") || s.literal("false") || s.literal("null") {
		return true
	}
	if c := s.peek(); c == '-' || isDigit(c) {
		_, _, ok := s.number()
		return ok
	}
	s.expected("a value")
	return false
}

// skipText consumes a string without building what it says.
func (s *jsonScanner) skipText() bool {
	start := s.pos + 1
	if text, ok := token(s.src, start); ok {
		s.pos = start + len(text) + 1
		return true
	}
	end, _ := plain(s.src, start)
	if end < len(s.src) && s.src[end] == '"' {
		s.pos = end + 1
		return true
	}
	_, ok := s.escaped(start, end)
	return ok
}

// skipElements consumes the rest of the object or array that open began, whose
// first key or element stands at pos. In ASCII both closing bytes are two above
// the opening ones.
func (s *jsonScanner) skipElements(open byte, depth int) bool {
	for {
		if open == '{' && !s.skipKey() {
			return false
		}
		if !s.skip(depth + 1) {
			return false
		}
		if step := s.more(open + 2); step < 0 {
			return step == End
		}
	}
}

// skipKey consumes an object's key, the colon and the space around it.
func (s *jsonScanner) skipKey() bool {
	if s.peek() != '"' {
		s.expected("a key")
		return false
	}
	return s.skipText() && s.colon()
}

// colon consumes a colon and the space around it.
func (s *jsonScanner) colon() bool {
	if s.peek() <= ' ' {
		s.space()
	}
	if s.peek() != ':' {
		s.expected("':'")
		return false
	}
	if s.pos++; s.peek() <= ' ' {
		s.space()
	}
	return true
}

// more consumes what follows an element: a comma, and there are more, 0, or the
// closing byte, End; else it is Failed.
func (s *jsonScanner) more(closing byte) int {
	if s.peek() <= ' ' {
		s.space()
	}
	switch s.peek() {
	case ',':
		if s.pos++; s.peek() <= ' ' {
			s.space()
		}
		return 0
	case closing:
		s.pos++
		return End
	}
	s.expected("',' or '" + string(closing) + "'")
	return Failed
}
