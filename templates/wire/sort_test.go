package wire

import (
	"slices"
	"strings"
	"testing"
	"testing/quick"
)

// Texts are sorted as package slices does it, however many there are and however much
// they have in common.
func TestSortTexts(t *testing.T) {
	same := func(texts []string) bool {
		want := slices.Sorted(slices.Values(texts))
		sortTexts(texts)
		return slices.Equal(texts, want)
	}
	for _, texts := range []string{"", "b,a", "a,a\x00,,\x00,a\x00\x00", "abcdefgh,abcdefghi,abcdefg,abcdefgh\x00,ab", "\xff,\x7f,\x80,é,e"} {
		if !same(strings.Split(texts, ",")) {
			t.Errorf("%q is not sorted", texts)
		}
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
	if err := quick.Check(func(lengths []uint8) bool {
		var texts []string
		for _, n := range lengths[:min(len(lengths), 20)] {
			texts = append(texts, strings.Repeat("a", int(n%12))+string(rune('a'+n%3)))
		}
		return same(texts)
	}, nil); err != nil {
		t.Error(err)
	}
}
