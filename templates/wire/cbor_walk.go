package wire

import (
	"strings"
	"sync"
	"time"
)

// The walk out of CBOR. It does what the walk of decode.go does by asking a
// Decoder, without a call through an interface for each member; scalars that are
// rare are read as there. Nothing that the program does not read CBOR with leads
// here, so that others do not link it.

// A cborWalk is a walk from a data item into a shape.
type cborWalk struct {
	decoding
	in   CBORDecoder
	room int64 // bytes that may still be taken on the strength of lengths
	last lastRoot
}

var cborWalks = sync.Pool{New: func() any { return new(cborWalk) }}

// decodeCBOR fills v, whose schema has been met, from a body, given also as a text.
func decodeCBOR(body []byte, text string, v Shape) error {
	return cborWalks.Get().(*cborWalk).decode(body, text, refTo(v))
}

// decode fills a structure, and gives the memory back with nothing of a caller's in it.
func (w *cborWalk) decode(body []byte, text string, r ref) error {
	err := w.root(text, r)
	w.reset()
	w.in = CBORDecoder{}
	cborWalks.Put(w)
	if err != nil {
		return withBody(err, body)
	}
	return nil
}

func (w *cborWalk) root(text string, r ref) error {
	const times, most = 16, 1 << 30 // what memory may be to the body that asks for it, and at all
	d := &w.in
	d.src, w.d, w.room = text, d, min(times*int64(len(text)), most)
	s := recall(&r.t.schema)
	w.rooms.few = r.t.few
	if s == nil {
		w.fail(errNilOutput)
	}
	if s == nil || !d.Null() && !w.structure(s, r) {
		return w.error(s)
	}
	if d.pos < len(d.src) {
		return &DecodeError{Shape: s.Name(), Offset: d.Offset(), Err: errCBORMore}
	}
	return nil
}

// A cborKey is a member's name as it stands in a data item.
type cborKey struct {
	text       string // with its head
	word, mask uint64 // its first eight bytes, and which of them there are
}

// cborKeys returns the names of a schema's members.
func (s *Schema) cborKeys() []cborKey {
	if keys := recall(&s.inCBOR); keys != nil {
		return *keys
	}
	keys := make([]cborKey, len(s.Members))
	for i := range s.Members {
		var e CBOREncoder
		e.text(s.Members[i].Name)
		keys[i].text = string(e.out)
		keys[i].word, keys[i].mask = firstWord(keys[i].text)
	}
	remember(&s.inCBOR, &keys)
	return keys
}

func cborKeyOf(s *Schema, i int) string { return s.cborKeys()[i].text }

// more reports whether another of n elements or entries follows, and counts it.
func (d *CBORDecoder) more(n *uint64) bool {
	switch *n {
	case 0:
		return false
	case untilBreak:
		if d.pos >= len(d.src) || d.src[d.pos] != cborBreak {
			return true
		}
		d.pos++
		return false
	}
	*n--
	return true
}

// member consumes a key and returns the index of its member: one behind those read,
// if the members are written in the model's order. What the schema does not have is
// Unknown, and name what it is called.
func (w *cborWalk) member(s *Schema, next int) (i int, name string) {
	d := &w.in
	if d.pos+8 <= len(d.src) {
		word, keys := load(d.src, d.pos), s.cborKeys()
		for i := next; i < len(keys); i++ {
			k := &keys[i]
			if word&k.mask == k.word && (len(k.text) <= 8 || strings.HasPrefix(d.src[d.pos+8:], k.text[8:])) {
				d.pos += len(k.text)
				return i, ""
			}
		}
	}
	name, ok := d.key()
	if !ok {
		return Failed, ""
	}
	if i := s.cborMember(name, next); i >= 0 {
		return i, name
	}
	return Unknown, name
}

// structure is decoding.structure for CBOR.
func (w *cborWalk) structure(s *Schema, r ref) bool {
	d := &w.in
	if !w.enter() || !w.takes(r.t, len(d.src)) {
		return false
	}
	n, ok := d.count(cborMap, "a map")
	if !ok {
		return false
	}
	if r.t.defaults {
		r.any().(defaulter).WireDefaults()
	}
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		return w.fail(errNoSuchField)
	}
	for next := 0; d.more(&n); {
		i, _ := w.member(s, next)
		if i == Unknown && d.Skip() {
			continue
		} else if i < 0 {
			return false
		}
		next = i + 1
		m := &s.Members[i]
		field := ref{fields[i].t, r.field(&fields[i])}
		switch {
		case m.Flags&Streaming != 0:
			ok = d.Skip()
		case w.null(field):
			if m.Flags&Present == 0 {
				field.unset()
			}
		default:
			ok = w.value(m, field)
		}
		if !ok {
			return w.underMember(s, m)
		}
	}
	w.depth--
	return true
}

// null consumes a null, except where it would be a document.
func (w *cborWalk) null(r ref) bool { return r.t.form != formValue && w.in.Null() }

// value is decoding.value for CBOR.
func (w *cborWalk) value(m *Member, r ref) bool {
	d, t := &w.in, r.t
	if t.form == formPointer {
		switch t = t.elem; {
		case t.isText:
			text, ok := d.String()
			if ok {
				*at[*string](r.place) = w.rooms.text(text)
			}
			return ok
		case t.form == formTime:
			v, ok := d.Time(m)
			if ok {
				point(r.place, w.rooms.time(v))
			}
			return ok
		}
		r = w.fresh(r)
	}
	switch t.form {
	case formString:
		text, ok := d.String()
		*at[string](r.place) = text
		return ok
	case formStruct:
		return w.structure(t.schemaIn(m), r)
	case formList:
		return w.list(m, m.Schema(), r)
	case formMap:
		return w.mapping(m, m.Schema(), r)
	case formUnion:
		return w.union(t.schemaIn(m), r)
	case formBool:
		v, ok := d.Bool()
		*at[bool](r.place) = v
		return ok
	case formInt32:
		n, ok := d.Int(32)
		*at[int32](r.place) = int32(n)
		return ok
	case formInt64:
		n, ok := d.Int(64)
		*at[int64](r.place) = n
		return ok
	case formTime:
		v, ok := d.Time(m)
		*at[time.Time](r.place) = v
		return ok
	}
	return w.scalar(m, r)
}

// claim returns for how many of n elements of that size room may be made before
// they are met. A body is short and what it claims may be long, but claims count
// only while they are not fulfilled: afterwards, give has them back.
func (w *cborWalk) claim(n uint64, size uintptr) int {
	if n == untilBreak {
		return 0
	}
	claimed := int64(n) // which the rest of the text bounds
	if claimed*int64(size) > w.room {
		claimed = w.room / int64(size)
	}
	w.room -= claimed * int64(size)
	return int(claimed)
}

// give gives back what has been filled: that, the text has paid for.
func (w *cborWalk) give(claimed int, size uintptr) { w.room += int64(claimed) * int64(size) }

// list is decoding.list for CBOR.
func (w *cborWalk) list(m *Member, s *Schema, r ref) bool {
	if !w.enter() {
		return false
	}
	d := &w.in
	n, ok := d.count(cborArray, "an array")
	if !ok {
		return false
	}
	claimed := w.claim(n, r.t.size)
	replaces := m.Flags&Flattened == 0 || r.isNil()
	if r.t.elem.isText {
		if replaces {
			*at[[]string](r.place) = w.rooms.list(claimed)
		}
		ok = w.texts(s, n, at[[]string](r.place))
	} else {
		if replaces {
			r.makeList(r.t, claimed)
		}
		ok = w.elems(s, n, r)
	}
	w.give(min(claimed, r.listLen()), r.t.size)
	w.depth--
	return ok
}

// elems reads the n elements of a list.
func (w *cborWalk) elems(s *Schema, n uint64, list ref) bool {
	for elem := &s.Members[0]; w.in.more(&n); {
		if w.null(ref{t: list.t.elem}) {
			if s.Flags&Sparse != 0 {
				list.append()
			}
		} else if !w.value(elem, list.append()) {
			return w.underElem(s, list.listLen()-1)
		}
	}
	return true
}

// texts is elems for strings.
func (w *cborWalk) texts(s *Schema, n uint64, list *[]string) bool {
	d := &w.in
	for d.more(&n) {
		text, ok := d.shortText()
		if !ok {
			if d.Null() {
				if s.Flags&Sparse != 0 {
					*list = append(*list, "")
				}
				continue
			}
			if text, ok = d.String(); !ok {
				return w.underElem(s, len(*list))
			}
		}
		*list = append(*list, text)
	}
	return true
}

// union is decoding.union for CBOR.
func (w *cborWalk) union(s *Schema, r ref) bool {
	if !w.enter() {
		return false
	}
	d := &w.in
	n, ok := d.count(cborMap, "a map")
	if !ok {
		return false
	}
	u := r.t.unionOf(s)
	if len(u.variants) <= len(s.Members) {
		return w.fail(errNoSuchField)
	}
	var held ref // the field for the member read, once one has been
	known, unknown := -1, false
	for d.more(&n) {
		i, tag := w.member(s, 0)
		switch {
		case i == Failed:
			return false
		case i == Unknown && (known >= 0 || unknown || tag == "__type"):
			if !d.Skip() {
				return w.under(tag)
			}
		case (i == Unknown || !s.holdsDocument(i)) && d.Null():
		case i == Unknown:
			if unknown = true; !w.unknown(&u.variants[len(s.Members)], r, tag) {
				return w.under(tag)
			}
		case known >= 0 && (known != i || s.Members[i].Flags&Flattened == 0):
			w.fail(errTwoMembers)
			return w.underMember(s, &s.Members[i])
		default:
			if known < 0 {
				known, held = i, u.setVariant(r, i, w.rooms.take(u.variants[i].t))
			}
			if !w.value(&s.Members[i], held) {
				return w.underMember(s, &s.Members[i])
			}
		}
	}
	w.depth--
	return true
}
