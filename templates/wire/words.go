package wire

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Texts are looked at eight bytes at a time, as a number: a word. The first byte is in its
// lowest bits, whatever the machine's order, so that counting zeros finds the first byte of
// a kind; the compiler makes one load of the eight where it can. What is asked of each byte
// is answered in its high bit. At the end of a text its last eight bytes are looked at, some
// of them again; one byte after the other is for texts that have no eight, and for whoever
// has to know at which it ends.

// A one and the high bit in each byte of a word.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// load returns the bytes src[i:i+8], the first in the lowest bits.
func load(src string, i int) uint64 {
	b := src[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// halfWord returns four bytes.
func halfWord(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// firstWord returns the first eight bytes of a key, and which of them there are.
func firstWord(key string) (word, mask uint64) {
	mask = ^uint64(0)
	if missing := 8 - len(key); missing > 0 {
		mask >>= 8 * missing
	}
	return load(key+"\x00\x00\x00\x00\x00\x00\x00\x00", 0), mask
}

// firstBytes returns the first eight bytes of a text as a number that is no less than
// that of any text before this one.
func firstBytes(text string) (word uint64) {
	if len(text) >= 8 {
		return bits.ReverseBytes64(load(text, 0))
	}
	for i := range len(text) {
		word = word<<8 | uint64(text[i])
	}
	return word << (64 - 8*len(text))
}

// special has the high bit of each byte set that is a quote, a backslash or a
// control character. The lowest is exact; those above it may be carries.
func special(x uint64) uint64 {
	quote, slash := x^ones*'"', x^ones*'\\'
	return ((quote - ones) | (slash - ones) | (x - ones*' ')) &^ x
}

// isVerbatim reports whether a string is ASCII that needs no escapes.
func isVerbatim(s string) bool {
	n := len(s)
	switch {
	case n >= 8:
		last := load(s, n-8)
		found := last | special(last)
		for i := 0; i+8 < n && found&highs == 0; i += 8 {
			x := load(s, i)
			found |= x | special(x)
		}
		return found&highs == 0
	case n >= 4:
		x := halfWord(s) | halfWord(s[n-4:])<<32
		return (x|special(x))&highs == 0
	}
	for i := range n {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
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

// isASCII reports whether the last n bytes of a text that has eight at least are ASCII.
func isASCII(text string, n int) bool {
	last := load(text, len(text)-8)
	if n < 8 {
		return last>>(64-8*n)&highs == 0
	}
	part := text[len(text)-n:]
	for ; len(part) >= 32; part = part[32:] {
		last |= load(part, 0) | load(part, 8) | load(part, 16) | load(part, 24)
	}
	for ; len(part) >= 8; part = part[8:] {
		last |= load(part, 0)
	}
	return last&highs == 0
}
