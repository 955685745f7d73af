package wire

// The walk of cbor_walk.go through maps.

// mapping is decoding.mapping for CBOR.
func (w *cborWalk) mapping(m *Member, s *Schema, r ref) bool {
	if !w.enter() {
		return false
	}
	d := &w.in
	n, ok := d.count(cborMap, "a map")
	if !ok {
		return false
	}
	const key = 16               // bytes of a string's header
	size := 2 * (key + r.t.size) // maps are about half full
	claimed := w.claim(n, size)
	replaces := m.Flags&Flattened == 0 || r.isNil()
	if r.t.rt == textMapType {
		if replaces {
			*at[map[string]string](r.place) = make(map[string]string, claimed)
		}
		ok = w.textMap(s, n, *at[map[string]string](r.place))
	} else {
		if replaces {
			r.makeMap(r.t, claimed)
		}
		ok = w.entries(s, n, r)
	}
	w.give(min(claimed, r.mapLen(r.t)), size)
	w.depth--
	return ok
}

// entries reads the n entries of a map.
func (w *cborWalk) entries(s *Schema, n uint64, r ref) bool {
	d, value := &w.in, &s.Members[1]
	var last *lastMap // of unions: keys alone are read as fast as they are compared
	if r.t.elem.form == formUnion {
		last = w.lastMap(r.t)
	}
	entry := w.spare.take(r.t.elem)
	for i := 0; d.more(&n); i++ {
		e := last.entry(i)
		if w.leads(e, d.src[d.pos:], entry) && w.unionText(&e.lead, len(e.key), entry) {
			r.put(e.name, entry)
			continue
		}
		start := d.pos
		key, ok := d.key()
		if !ok {
			return false
		}
		if e == nil || e.key != d.src[start:d.pos] {
			last.note(key, d.src[start:d.pos], i)
		}
		if i > 0 {
			entry.setZero(entry.t)
		}
		if w.null(entry) {
			if s.Flags&Sparse != 0 {
				r.put(key, entry)
			} else {
				r.mapDelete(r.t, key)
			}
			continue
		}
		if !w.value(value, entry) {
			return w.underKey(s, key)
		}
		last.entry(i).look(entry, d.src[start:d.pos], openUnion, cborKeyOf)
		r.put(key, entry)
	}
	w.spare.free(entry)
	return true
}

// openUnion are the bytes that open a map of one entry, or of as many as there are.
const openUnion = "\xa1\xbf"

// unionText consumes an entry that begins with a lead, the union in it after key bytes, if
// a text is all that follows it.
func (w *cborWalk) unionText(l *lead, key int, r ref) bool {
	d := &w.in
	start := d.pos
	d.pos += len(l.text)
	text, ok := d.shortText()
	if !ok || l.text[key] == openUnion[1] && !d.take(cborBreak) {
		d.pos = start
		return false
	}
	w.setText(l, r, text)
	return true
}

// textMap is entries for strings.
func (w *cborWalk) textMap(s *Schema, n uint64, entries map[string]string) bool {
	d := &w.in
	for d.more(&n) {
		key, ok := d.key()
		if !ok {
			return false
		}
		if d.Null() {
			if delete(entries, key); s.Flags&Sparse != 0 {
				entries[key] = ""
			}
			continue
		}
		text, ok := d.String()
		if !ok {
			return w.underKey(s, key)
		}
		entries[key] = text
	}
	return true
}
