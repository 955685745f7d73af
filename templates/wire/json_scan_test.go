package wire

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Wherever in a text of any length the one byte stands that is not printable, it is
// seen; texts without one are substrings.
func TestPrintable(t *testing.T) {
	for n := range 200 {
		text := strings.Repeat("x", n)
		if got, ok := token(text+`"`+"\x00", 0); !ok || got != text {
			t.Fatalf("%d bytes: %q, %t", n, got, ok)
		}
		for at := range n {
			for _, c := range []byte{0, '\n', ' ' - 1, ' ', '!', '#', '[', '\\', ']', '~', 0x7f, utf8.RuneSelf, 0xa0, 0xff} {
				odd := text[:at] + string([]byte{c}) + text[at+1:]
				want := c >= ' ' && c < utf8.RuneSelf && c != '\\'
				if got := isPrintable(odd); got != want {
					t.Fatalf("%#x at %d of %d bytes: %t, want %t", c, at, n, got, want)
				}
			}
		}
	}
}

// Members are found by keys of any length, whichever is expected, and never by the
// beginning of another key or behind the end of the text.
func TestJSONMember(t *testing.T) {
	s := &Schema{Kind: Structure}
	for _, name := range []string{"", "a", "ab", "abcd", "abcde", "abcdef", "abcdefgh", "abcdefghi", "abcdefghx", `q"uote`, "größe"} {
		s.Members = append(s.Members, Member{Name: name, Target: &StringSchema})
	}
	names := s.jsonNames()
	for i, n := range names {
		for start := range len(names) + 1 {
			d := &JSONDecoder{jsonScanner: jsonScanner{src: n.key + " 12345678"}}
			if got := d.member(names, start); got != i || d.src[d.pos] != '1' {
				t.Errorf("%s from %d: %d at %d, want %d", n.key, start, got, d.pos, i)
			}
			for end := range len(n.key) {
				d := &JSONDecoder{jsonScanner: jsonScanner{src: n.key[:end]}}
				if got := d.member(names, start); got >= 0 || d.pos != 0 {
					t.Errorf("%s: %d at %d", d.src, got, d.pos)
				}
			}
		}
	}
	d := &JSONDecoder{jsonScanner: jsonScanner{src: `"abc":12345678`}}
	if got := d.member(names, 0); got >= 0 || d.pos != 0 {
		t.Errorf("%s: %d", d.src, got)
	}
}
