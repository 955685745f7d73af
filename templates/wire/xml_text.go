package wire

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file is how the XML scanner reads character data: text, CDATA sections,
// references and line ends. References to control characters, which XML 1.0
// has no room for, are read because services write them.

// text leaves the current element and returns the text in it.
func (s *xmlScanner) text() (string, bool) {
	if s.empty {
		s.empty = false
		return "", s.leave()
	}
	start := s.pos
	end := plainText(s.src, start)
	if end+1 < len(s.src) && s.src[end] == '<' && s.src[end+1] == '/' {
		s.pos = end
		return s.src[start:end], s.endTag()
	}
	return s.mixedText(end)
}

// mixedText is text for whatever is not one substring of the document. It is plain
// up to end.
func (s *xmlScanner) mixedText(end int) (string, bool) {
	out := s.scratch[:0]
	for ; s.err == nil; end = plainText(s.src, s.pos) {
		out = append(out, s.src[s.pos:end]...)
		s.pos = end
		switch {
		case end+1 >= len(s.src):
			s.truncated()
		case s.src[end] != '<':
			out, s.pos = s.resolve(out, s.src, end)
		case s.src[end+1] == '/':
			s.scratch = out
			return s.keep(view(out)), s.endTag()
		case strings.HasPrefix(s.src[end:], cdataStart):
			section, _ := s.cdata()
			out = append(out, section...)
		case s.atMisc():
			s.misc()
		default:
			s.fail(fmt.Errorf("expected text, found element <%s>", clip(s.src[end+1:behindName(s.src, end+1)])))
		}
	}
	return "", false
}

// keep returns text as a string. Such strings share blocks that grow with how much
// of them there is.
func (s *xmlScanner) keep(text string) string {
	const most = 4 << 10 // that a string may keep from being collected
	if len(text) > cap(s.kept)-len(s.kept) {
		s.kept = make([]byte, 0, max(len(text), min(2*cap(s.kept), most)))
	}
	start := len(s.kept)
	s.kept = append(s.kept, text...)
	return view(s.kept[start:])
}

// plainText returns the index of the first byte from i on that text does not
// keep as it is: '<', '&' or a carriage return.
func plainText(src string, i int) int {
	for ; i+8 <= len(src); i += 8 {
		x := load(src, i)
		// The lowest bit set is exact; those above it may be carries.
		tag, ref, cr := x^ones*'<', x^ones*'&', x^ones*'\r'
		if stop := ((tag - ones) | (ref - ones) | (cr - ones)) &^ x & highs; stop != 0 {
			return i + bits.TrailingZeros64(stop)/8
		}
	}
	for ; i < len(src) && src[i] != '<' && src[i] != '&' && src[i] != '\r'; i++ {
	}
	return i
}

// resolve appends what the reference or line end at src[i] stands for and
// returns the index behind it.
func (s *xmlScanner) resolve(out []byte, src string, i int) ([]byte, int) {
	if src[i] == '\r' {
		if i++; i < len(src) && src[i] == '\n' {
			i++
		}
		return append(out, '\n'), i
	}
	n := strings.IndexByte(src[i:], ';')
	if n < 0 {
		s.fail(errors.New("'&' without ';'"))
		return out, len(src)
	}
	r, ok := reference(src[i+1 : i+n])
	if !ok {
		s.fail(fmt.Errorf("%q is no reference that XML knows", clip(src[i:i+n+1])))
	}
	return utf8.AppendRune(out, r), i + n + 1
}

// reference returns the character that a reference stands for, given without
// '&' and ';'.
func reference(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, numeric := strings.CutPrefix(name, "#")
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if !numeric || err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}

// unescaped returns what an attribute's value stands for.
func (s *xmlScanner) unescaped(value string) (string, bool) {
	end := plainText(value, 0)
	if end == len(value) {
		return value, true
	}
	out := []byte(value[:end])
	for i := end; i < len(value); {
		out, i = s.resolve(out, value, i)
		end = plainText(value, i)
		out = append(out, value[i:end]...)
		i = end
	}
	return string(out), s.err == nil
}

// unixLines returns text with every line end a single line feed.
func unixLines(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
