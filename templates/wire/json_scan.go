package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file is the JSON scanner: tokens of RFC 8259 over one string, which is a copy
// of the body. json_text.go has its strings, json_number.go its numbers.

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

var (
	errUnterminated = errors.New("unterminated string")
	errControl      = errors.New("control character in a string")
	errEscape       = errors.New("invalid escape in a string")
	errNumber       = errors.New("malformed number")
)

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
