package wire

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Strings in JSON: tokens that are substrings of the body where nothing in them is
// escaped, which most are. Invalid UTF-8 and lone surrogates become U+FFFD, as in
// encoding/json.

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
