package wire

import (
	"math/bits"
	"strings"
)

// Maps of one type tend to follow each other, in items of a table or tags of a list,
// with the same keys in the same order. So each begins with room for as many entries as
// the one before had, and looks first for the key that stood there in that; of unions that
// are texts, as most attributes of DynamoDB's items, for all that stood before the text.

// lastMaps has what was read last, by depth: what nests does not displace what it is in.
type lastMaps struct {
	maps [8]lastMap
	used uint8 // a bit for each
}

// A lastMap is what a map of that type was like.
type lastMap struct {
	t       *goType
	n       int // how many entries it had, 0 if another had room for as many
	seen    int // how many of its entries there are
	entries [lastEntries]lastEntry
}

const lastEntries = 16

// A lastEntry is the beginning of an entry as it stands in the body.
type lastEntry struct {
	key    string // with quotes and colon
	lead   string // the key, and what a text stands behind in a union; "" if there was none
	member int    // which member of the union that is
}

func (l *lastMaps) at(depth int, t *goType) *lastMap {
	i := depth % len(l.maps)
	l.used |= 1 << i
	last := &l.maps[i]
	if last.t != t {
		last.t, last.n, last.seen = t, 0, 0
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

// entry returns entry n, nil if the map before is not known to have had one.
func (l *lastMap) entry(n int) *lastEntry {
	if n >= l.seen {
		return nil
	}
	return &l.entries[n]
}

// name returns what the key says.
func (e *lastEntry) name() string { return e.key[1 : len(e.key)-len(`":`)] }

// note remembers the key of entry n, as it stands in the body. Behind one that was not
// noted none is.
func (l *lastMap) note(key string, n int) {
	if n < lastEntries && n <= l.seen {
		l.entries[n] = lastEntry{key: key}
		l.seen = n + 1
	}
}

// noteUnion remembers what stood before the text of a union's member in an entry, which
// is all of src; name is that of the member.
func (e *lastEntry) noteUnion(src string, member int, name string) {
	if !strings.HasPrefix(src, e.key) || src[len(e.key)] != '{' {
		return
	}
	if end := len(e.key) + len("{") + len(name); strings.HasPrefix(src[len(e.key)+len("{"):], name) && src[end] == '"' {
		e.lead, e.member = src[:end+1], member
	}
}
