package wire

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// The walk out of JSON, the format that most bodies have. It does what the walk of
// decode.go does by asking a Decoder, and hands what is rare over to that; but it
// looks at the text itself: a call through an interface for each member costs as
// much as reading one.

// walkStructure is decoding.structure for JSON.
func (d *JSONDecoder) walkStructure(w *decoding, s *Schema, r ref) bool {
	return w.enter() && w.takes(r.t, len(d.src)) && d.open('{', "an object") && d.walkMembers(w, s, r)
}

// walkMembers reads the members of an object that has been entered.
func (d *JSONDecoder) walkMembers(w *decoding, s *Schema, r ref) bool {
	if r.t.defaults {
		r.any().(defaulter).WireDefaults()
	}
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		return w.fail(errNoSuchField)
	}
	names := s.jsonNames()
	partly := w.depth == 1 && (w.bodyOnly || w.inEvent)
	for next := 0; ; {
		if step := d.step('}'); step < 0 {
			w.depth--
			return step == End
		}
		i := d.member(names, next)
		if i < 0 {
			if i = w.jsonMember(d, s, next); i == Unknown {
				continue
			} else if i == Failed {
				return false
			}
		}
		next = i + 1
		m := &s.Members[i]
		if names[i].skips || partly && w.elsewhere(m) {
			if !d.Skip() {
				return w.underMember(s, m)
			}
			continue
		}
		field := ref{fields[i].t, r.field(&fields[i])}
		if d.peek() == 'n' && w.null(field) {
			if !names[i].present {
				field.unset()
			}
		} else if !d.walkValue(w, m, field) {
			return w.underMember(s, m)
		}
	}
}

// jsonMember consumes a key and returns the index of its member. What the schema
// does not have is skipped: Unknown.
func (w *decoding) jsonMember(d *JSONDecoder, s *Schema, next int) int {
	name, ok := d.key()
	if !ok {
		return Failed
	}
	if i := s.jsonMember(name, next); i >= 0 {
		return i
	}
	if s.Error != nil && w.depth == 1 && isJSONRequestID(name) && d.atText() {
		id, ok := d.text()
		if !ok {
			return Failed
		}
		w.requestID = cmp.Or(w.requestID, id)
		return Unknown
	}
	if !d.Skip() {
		return Failed
	}
	return Unknown
}

const typeKey = `"__type":`

func isJSONRequestID(name string) bool { return name == "RequestId" || name == "requestId" }

// walkValue is decoding.value for JSON.
func (d *JSONDecoder) walkValue(w *decoding, m *Member, r ref) bool {
	t := r.t
	if t.form == formPointer {
		t = t.elem
		switch t.form {
		case formString:
			if t.isText {
				text, ok := d.text()
				if ok {
					*at[*string](r.place) = w.rooms.text(text)
				}
				return ok
			}
		case formTime:
			v, ok := d.time()
			if ok {
				point(r.place, w.rooms.time(v))
			}
			return ok
		}
		r = w.fresh(r)
	}
	switch t.form {
	case formString:
		text, ok := d.text()
		*at[string](r.place) = text
		return ok
	case formStruct:
		return d.walkStructure(w, t.schemaIn(m), r)
	case formList:
		if t.elem.isText {
			return w.jsonTexts(d, m.Schema(), r)
		}
		return w.jsonList(d, m.Schema(), r)
	case formUnion:
		return w.jsonUnion(d, t.schemaIn(m), r)
	case formMap:
		return w.jsonMap(d, m.Schema(), r)
	case formInt32:
		if n, ok := d.shortInt(9); ok {
			*at[int32](r.place) = int32(n)
			return true
		}
	case formInt64:
		if n, ok := d.shortInt(18); ok {
			*at[int64](r.place) = n
			return true
		}
	}
	return w.scalar(m, r)
}

// time reads a timestamp; seconds since 1970 are what most are.
func (d *JSONDecoder) time() (time.Time, bool) {
	if n, scale, end := shortNumber(d.src, d.pos); end > d.pos {
		if t, ok := epochOf(n, scale); ok {
			d.pos = end
			return t, true
		}
	}
	return d.Time(nil)
}

// jsonTexts is list for the strings of JSON. The first few are kept aside until it is
// known how many there are.
func (w *decoding) jsonTexts(d *JSONDecoder, s *Schema, r ref) bool {
	if !w.enter() || !d.open('[', "an array") {
		return false
	}
	var few [8]string
	var list []string
	for start, n := d.pos, 0; ; {
		if step := d.step(']'); step < 0 {
			if w.depth--; n <= len(few) {
				list = append(w.rooms.list(n), few[:n]...)
			}
			*at[[]string](r.place) = list
			return step == End
		}
		text := ""
		if d.peek() != 'n' || !d.Null() {
			var ok bool
			if text, ok = d.text(); !ok {
				return w.underElem(s, n)
			}
		} else if s.Flags&Sparse == 0 {
			continue
		}
		if n < len(few) {
			few[n] = text
		} else {
			if n == len(few) {
				list = append(list, few[:]...)
			}
			if n == cap(list) {
				list = slices.Grow(list, expected(n, stringType.Size(), d.pos-start, len(d.src)-d.pos))
			}
			list = append(list, text)
		}
		n++
	}
}

// jsonList is list for JSON.
func (w *decoding) jsonList(d *JSONDecoder, s *Schema, r ref) bool {
	if !w.enter() || !d.open('[', "an array") {
		return false
	}
	r.makeList(r.t, 0)
	elem := &s.Members[0]
	for start := d.pos; ; {
		if step := d.step(']'); step < 0 {
			w.depth--
			return step == End
		}
		if n := r.listLen(); n >= 8 && n&(n-1) == 0 {
			r.reserve(r.t, expected(n, r.t.size, d.pos-start, len(d.src)-d.pos))
		}
		if d.peek() == 'n' && w.null(ref{t: r.t.elem}) {
			if s.Flags&Sparse != 0 {
				r.append()
			}
			continue
		}
		if !d.walkValue(w, elem, r.append()) {
			return w.underElem(s, r.listLen()-1)
		}
	}
}

// expected returns for how many more elements of a size there should be room in a
// list of which n have been read, in that many bytes: as many as the rest of the
// text has room for, but no more than there are, or not much more memory than there
// was text: what follows may be no list.
func expected(n int, size uintptr, read, rest int) int {
	const times = 32 // what memory may be to the text that asks for it
	paid := times * read / max(int(size), 1)
	most := max(n, min(3*n, paid))
	if n >= 32 {
		most = max(most, min(1<<10, paid))
	}
	return min(rest/max(read/n, 1)+1, most)
}

// jsonUnion is union for JSON. It reads nothing twice: unions nest.
func (w *decoding) jsonUnion(d *JSONDecoder, s *Schema, r ref) bool {
	if !w.enter() || !d.open('{', "an object") {
		return false
	}
	u := r.t.unionOf(s)
	if len(u.variants) <= len(s.Members) {
		return w.fail(errNoSuchField)
	}
	known, unknown := -1, false
	for {
		if step := d.step('}'); step < 0 {
			w.depth--
			return step == End
		}
		tag, i := "", d.member(s.jsonNames(), 0)
		if i < 0 {
			var ok bool
			if tag, ok = d.key(); !ok {
				return false
			}
			i = s.jsonMember(tag, 0)
		}
		switch {
		case i < 0 && (known >= 0 || unknown || tag == "__type"):
			if !d.Skip() {
				return w.under(tag)
			}
		case d.peek() == 'n' && (i < 0 || !s.holdsDocument(i)) && d.Null():
		case i < 0:
			if unknown = true; !w.unknown(&u.variants[len(s.Members)], r, tag) {
				return w.under(tag)
			}
		case known >= 0:
			w.fail(errTwoMembers)
			return w.underMember(s, &s.Members[i])
		default:
			known = i
			if !d.walkValue(w, &s.Members[i], u.setVariant(r, i, w.rooms.take(u.variants[i].t))) {
				return w.underMember(s, &s.Members[i])
			}
			if d.peek() == '}' { // as behind nearly all
				d.pos++
				w.depth--
				return true
			}
		}
	}
}

// jsonMap is mapping for JSON.
func (w *decoding) jsonMap(d *JSONDecoder, s *Schema, r ref) bool {
	if !w.enter() || !d.open('{', "an object") {
		return false
	}
	last := w.lastMap(r.t)
	r.makeMap(r.t, last.size())
	value := &s.Members[1]
	entry := w.spare.take(r.t.elem)
	for n := 0; ; n++ {
		if step := d.step('}'); step < 0 {
			w.depth--
			last.n = n
			w.spare.free(entry)
			return step == End
		}
		if e := last.entry(n); w.leads(e, d.src[d.pos:], entry) && w.jsonText(d, &e.lead, entry) {
			r.put(e.name, entry)
			continue
		}
		start := d.pos
		key, ok := d.mapKey(last, n)
		if !ok {
			return false
		}
		if n > 0 {
			entry.setZero(entry.t)
		}
		if d.peek() == 'n' && w.null(entry) {
			if s.Flags&Sparse != 0 {
				r.put(key, entry)
			} else {
				r.mapDelete(r.t, key)
			}
			continue
		}
		if !d.walkValue(w, value, entry) {
			return w.underKey(s, key)
		}
		last.entry(n).look(entry, d.src[start:d.pos], "{", jsonKey)
		r.put(key, entry)
	}
}

// jsonText consumes an entry that begins with a lead, if a text is all that follows it.
func (w *decoding) jsonText(d *JSONDecoder, l *lead, r ref) bool {
	start := d.pos + len(l.text)
	if start >= len(d.src) || d.src[start] != '"' {
		return false
	}
	text, ok := token(d.src, start+1)
	end := start + len(text) + len(`""}`)
	if !ok || end > len(d.src) || d.src[end-1] != '}' {
		return false
	}
	w.setText(l, r, text)
	d.pos = end
	return true
}

// mapKey consumes the key of entry n of a map, and what is around it.
func (d *JSONDecoder) mapKey(last *lastMap, n int) (string, bool) {
	start := d.pos
	if e := last.entry(n); e != nil && strings.HasPrefix(d.src[start:], e.key) {
		if d.pos += len(e.key); d.peek() <= ' ' {
			d.space()
		}
		return e.name, true
	}
	key, ok := d.key()
	if ok {
		last.note(key, d.src[start:d.pos], n)
	}
	return key, ok
}
