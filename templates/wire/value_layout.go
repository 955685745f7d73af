package wire

// A valueLayout is a layout as ToValue needs it: it knows of each member what does
// not depend on the structure.
type valueLayout struct {
	t       *goType
	members []valueMember
	latest  [2]memo[class] // of the structure made last: see classes for the two
}

// A valueMember is a member of a structure.
type valueMember struct {
	*Member
	field field
	of    *node // what a scalar in it is
	when  when
	text  bool // whether it is a pointer to a string
}

// A when says when a member is one of what its structure holds.
type when uint8

const (
	whenSet    when = iota // if there is a pointer
	whenStands             // if it is not absent
	always
	never
)

// valueLayout returns the layout of a structure's type, nil if that is not the
// schema's.
func (c *classes) valueLayout(s *Schema, t *goType) *valueLayout {
	if l := recall(&c.layout); l != nil && l.t == t {
		return l
	}
	fields := t.members(s)
	if fields == nil && len(s.Members) > 0 {
		return nil
	}
	l := &valueLayout{t: t, members: make([]valueMember, len(fields))}
	for i := range fields {
		m := &s.Members[i]
		l.members[i] = valueMember{m, fields[i], m.valueNode(), whenOf(m, fields[i].t), isTextPointer(fields[i].t)}
	}
	for secret := range l.latest {
		none := *c.scalars[secret].class
		none.structure = &presence{t: t}
		remember(&l.latest[secret], &none)
	}
	remember(&c.layout, l)
	return l
}

func isTextPointer(t *goType) bool { return t.form == formPointer && t.elem.form == formString }

func whenOf(m *Member, t *goType) when {
	switch {
	case m.Flags&Streaming != 0:
		return never
	case m.Flags&Present != 0:
		return always
	case t.form == formPointer || t.form == formList || t.form == formMap || t.form == formUnion:
		return whenSet
	}
	return whenStands
}

// stands reports whether the member is one of what a structure holds.
func (m *valueMember) stands(structure place) bool {
	switch r := structure.field(&m.field); m.when {
	case whenSet:
		return !r.isNil()
	case whenStands:
		return m.Member.stands(ref{m.field.t, r})
	}
	return m.when == always
}

// class returns the class of a structure: that of the one before if it has the
// same members, as most have.
func (l *valueLayout) class(secret Flags, structure place) *class {
	latest := recall(&l.latest[secret])
	present := latest.structure.members
	n := 0
	for i := range l.members {
		m := &l.members[i]
		if !m.stands(structure) {
			continue
		}
		if n == len(present) || present[n] != m {
			return l.newClass(secret, structure)
		}
		n++
	}
	if n < len(present) {
		return l.newClass(secret, structure)
	}
	return latest
}

func (l *valueLayout) newClass(secret Flags, structure place) *class {
	made := *recall(&l.latest[secret])
	made.names, made.structure = nil, &presence{t: l.t}
	for i := range l.members {
		if m := &l.members[i]; m.stands(structure) {
			made.names = append(made.names, m.Name)
			made.structure.members = append(made.structure.members, m)
		}
	}
	remember(&l.latest[secret], &made)
	return &made
}
