package wire

import (
	"math/bits"
	"strings"
)

// Maps of one type tend to follow each other, in items of a table or tags of a list,
// with the same keys in the same order. So each begins with room for as many entries as
// the one before had, and looks first for the key that stood there in that; of unions that
// are texts, as most attributes of DynamoDB's items, for all that stood before the text.

// lastMaps has what was read last, by depth: what nests does not displace what it is in,
// unless it is eight levels deeper. A map that is still being read may find another's
// entries then: keys are compared before they count, and so are unions.
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
	name  string // what the key says
	key   string // all that stands before the value
	lead  lead
	looks int // how often a text was looked for
}

// A lead is what stands before a text that is a member of a union, from the entry's key on.
type lead struct {
	text   string // "" if no such text has been met
	union  *union
	member int
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
	if l == nil || n >= l.seen {
		return nil
	}
	return &l.entries[n]
}

// note remembers the key of entry n. Behind one that was not noted none is.
func (l *lastMap) note(name, key string, n int) {
	if l != nil && n < lastEntries && n <= l.seen {
		l.entries[n] = lastEntry{name: name, key: key}
		l.seen = n + 1
	}
}

// look looks for a text in the union r, into which the entry's value was read, and
// remembers what stood before that: the key, one of the bytes that open a union, and the
// member's name. src is the entry. Entries that have no text time and again are not looked
// at any more.
func (e *lastEntry) look(r ref, src, opening string, nameOf func(s *Schema, i int) string) {
	const most = 4
	if e == nil || e.lead.text != "" || e.looks == most || r.t.form != formUnion {
		return
	}
	e.looks++
	u := recall(&r.t.union)
	i, wrapper := r.variant(u)
	if i < 0 || i >= len(u.schema.Members) || u.variants[i].held(wrapper).t.form != formString {
		return
	}
	rest, ok := strings.CutPrefix(src, e.key)
	if ok && rest != "" && strings.IndexByte(opening, rest[0]) >= 0 && strings.HasPrefix(rest[1:], nameOf(u.schema, i)) {
		e.lead = lead{src[:len(e.key)+1+len(nameOf(u.schema, i))], u, i}
	}
}

// leads reports whether rest begins as the entry before did, up to a text in the union r.
func (w *decoding) leads(e *lastEntry, rest string, r ref) bool {
	return e != nil && e.lead.text != "" && strings.HasPrefix(rest, e.lead.text) &&
		e.lead.union == recall(&r.t.union) && w.depth < MaxDepth
}

// setText puts a text into the union r, as its lead says.
func (w *decoding) setText(l *lead, r ref, text string) {
	wrapper := w.rooms.take(l.union.variants[l.member].t)
	*at[string](l.union.setVariant(r, l.member, wrapper).place) = text
}

// lastMap returns what the map before was like, of those that had the type and stood as
// deep as the one that was entered.
func (w *decoding) lastMap(t *goType) *lastMap {
	if w.maps == nil {
		w.maps = new(lastMaps)
	}
	return w.maps.at(w.depth, t)
}
