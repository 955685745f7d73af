package wire

import (
	"slices"
	"strings"
)

// The walk out of XML, as json_walk.go is the one out of JSON: what the walk of
// decode.go does by asking a Decoder, without a call through an interface for each
// member. Unions and maps are left to that. These are methods of the decoder, so
// that a program that reads no XML does not link them.

// An xmlName is a member's name as it stands in a document.
type xmlName struct {
	name      string // of its element, "" for an attribute
	local     string // likewise, without prefix
	flattened bool
	skips     bool // the member is not read from a body
}

// xmlNames returns the names of a schema's members.
func (s *Schema) xmlNames() []xmlName {
	if names := recall(&s.inXML); names != nil {
		return *names
	}
	names := make([]xmlName, len(s.Members))
	for i := range s.Members {
		m := &s.Members[i]
		names[i] = xmlName{flattened: m.Flags&Flattened != 0, skips: m.Flags&Streaming != 0}
		if m.Flags&Attribute == 0 {
			names[i].name, names[i].local = m.xml(), localName(m.xml())
		}
	}
	remember(&s.inXML, &names)
	return names
}

// xmlMember returns the index of the member that an element of that name holds,
// or -1, looking from prev on, as written and then by local name. An error's
// members have any case: services do not agree with their models about it.
func (s *Schema) xmlMember(names []xmlName, name string, prev int) int {
	start := max(prev, 0)
	for i := start; i < len(names); i++ {
		if names[i].name == name {
			return i
		}
	}
	for i := range names[:start] {
		if names[i].name == name {
			return i
		}
	}
	name = localName(name)
	for i := range names {
		if names[i].local == name {
			return i
		}
	}
	if s.Error == nil {
		return -1
	}
	if isMessage(name) {
		return s.errorText()
	}
	return slices.IndexFunc(names, func(n xmlName) bool { return n.local != "" && strings.EqualFold(n.local, name) })
}

// next enters the next child element that is a member; what the schema does not
// have is skipped, but for a union's: Unknown. The member that is most likely to
// come is known fastest: services tend to write members in the model's order.
func (d *XMLDecoder) next(s *Schema, names []xmlName, prev int) int {
	expected, want := prev, ""
	if prev < 0 || !names[prev].flattened {
		expected++
	}
	if expected < len(names) {
		want = names[expected].name
	}
	for d.child(want) {
		i := expected
		if !d.asked {
			i = s.xmlMember(names, d.of(d.name), prev)
		}
		if i >= 0 {
			d.isPiece = names[i].flattened
			return i
		}
		if s.Kind == Union {
			d.isPiece = false
			return Unknown
		}
		if !d.skip() {
			return Failed
		}
	}
	return d.end()
}

// walkStructure is decoding.structure for XML.
func (d *XMLDecoder) walkStructure(w *decoding, s *Schema, r ref) bool {
	if !w.enter() || !w.takes(r.t, len(d.src)) || !d.Struct(s) {
		return false
	}
	if r.t.defaults {
		r.any().(defaulter).WireDefaults()
	}
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		return w.fail(errNoSuchField)
	}
	names := s.xmlNames()
	partly := w.depth == 1 && (w.bodyOnly || w.inEvent)
	for i := -1; ; {
		if d.rest != "" || d.noted != nil {
			i = d.Next(s, i)
		} else {
			i = d.next(s, names, i)
		}
		if i < 0 {
			w.depth--
			return i == End
		}
		m := &s.Members[i]
		if names[i].skips || partly && w.elsewhere(m) {
			if !d.Skip() {
				return w.underMember(s, m)
			}
			continue
		}
		member := ref{fields[i].t, r.field(&fields[i])}
		if d.attrs != (xmlSpan{}) && w.null(member) {
			if m.Flags&Present == 0 {
				member.unset()
			}
		} else if !d.walkValue(w, m, member) {
			return w.underMember(s, m)
		}
	}
}

// walkValue is decoding.value for XML.
func (d *XMLDecoder) walkValue(w *decoding, m *Member, r ref) bool {
	t := r.t
	if t.form == formPointer {
		switch t = t.elem; t.form {
		case formString:
			text, ok := d.String()
			if ok {
				point(r.place, w.rooms.text(text))
			}
			return ok
		case formTime:
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
		return d.walkStructure(w, m.Schema(), r)
	case formList:
		return d.walkList(w, m, m.Schema(), r)
	}
	return w.scalar(m, r)
}

// walkList is decoding.list for XML. A flattened list comes in pieces of one
// element.
func (d *XMLDecoder) walkList(w *decoding, m *Member, s *Schema, r ref) bool {
	if !w.enter() || d.isAttribute && !d.enterPieces() {
		return false
	}
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeList(r.t, 0)
	}
	if d.isPiece {
		d.isPiece = false
		if !d.walkElem(w, s, r, 0) {
			return false
		}
		w.depth--
		return true
	}
	start, want := d.pos, s.xmlNames()[0].name
	for d.child(want) {
		if !d.walkElem(w, s, r, start) {
			return false
		}
	}
	w.depth--
	return d.err == nil
}

// walkElem reads the element of a list that has been entered. The list began at
// start.
func (d *XMLDecoder) walkElem(w *decoding, s *Schema, r ref, start int) bool {
	if n := r.listLen(); n >= 8 && n&(n-1) == 0 {
		r.reserve(r.t, expected(n, r.t.size, d.pos-start, len(d.src)-d.pos))
	}
	if d.attrs != (xmlSpan{}) && w.null(ref{t: r.t.elem}) {
		if s.Flags&Sparse != 0 {
			r.append()
		}
		return true
	}
	if !d.walkValue(w, &s.Members[0], r.append()) {
		return w.underElem(s, r.listLen()-1)
	}
	return true
}
