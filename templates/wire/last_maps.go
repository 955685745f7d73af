package wire

import (
	"math/bits"
	"strings"
)

// Maps of one schema tend to follow each other, in items of a table or tags of a list,
// with the same keys in the same order. So each begins with room for as many entries as
// the one before had, and looks first for the key that stood there in that.

// lastMaps has what was read last, by depth: what nests does not displace what it is in.
type lastMaps struct {
	maps [8]lastMap
	used uint8 // a bit for each
}

// A lastMap is what a map of that schema was like.
type lastMap struct {
	s    *Schema
	n    int              // how many entries it had, 0 if another had room for as many
	seen int              // how many of its keys there are
	keys [lastKeys]string // as they stand in the body, with what is around them
}

const lastKeys = 16

func (l *lastMaps) at(depth int, s *Schema) *lastMap {
	i := depth % len(l.maps)
	l.used |= 1 << i
	last := &l.maps[i]
	if last.s != s {
		last.s, last.n, last.seen = s, 0, 0
	}
	return last
}

// reset forgets all that was read.
func (l *lastMaps) reset() {
	for ; l.used != 0; l.used &= l.used - 1 {
		l.maps[bits.TrailingZeros8(l.used)] = lastMap{}
	}
}

// size returns for how many entries a map should have room. What one had counts for
// one only: maps that nest would all have the room before any has entries.
func (l *lastMap) size() int {
	const most = 64 // that are there before they are met
	n := min(l.n, most)
	l.n = 0
	return n
}

// key returns the key of entry n if it stands at the beginning of rest as it stood in
// the map before.
func (l *lastMap) key(rest string, n int) (key string, ok bool) {
	if n >= l.seen || !strings.HasPrefix(rest, l.keys[n]) {
		return "", false
	}
	return l.keys[n], true
}

// note remembers the key of entry n, as it stands in the body. Behind one that was not
// noted none is.
func (l *lastMap) note(key string, n int) {
	if n < lastKeys && n <= l.seen {
		l.keys[n] = key
		l.seen = n + 1
	}
}
