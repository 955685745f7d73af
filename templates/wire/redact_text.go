package wire

import (
	"fmt"
	"strconv"
	"time"
)

// The text of a shape, without what is sensitive: what String says of its Value,
// written without one. Whatever prints a secretive type links this walk, and
// package fmt might print any.

// A printing is one walk from a shape into a text.
type printing struct {
	out    []byte
	depth  int
	failed bool // it can't be told: nested too deep, or a union holds a nil pointer
}

// appendRedacted appends the text of the structure, or union's wrapper, that v is.
func appendRedacted(dst []byte, s *Schema, v Shape) []byte {
	p := printing{out: dst}
	r := refTo(v)
	switch {
	case isNil(v):
		p.named(nil, s, func() {})
	case s.Kind == Union:
		p.named(nil, s, func() {
			held := variantOf(r.t)
			p.variant(s, s.variantIndex(r.t.rt), &held, r.place)
		})
	default:
		p.structure(nil, s, r)
	}
	if p.failed {
		return append(p.out[:len(dst)], "invalid"...)
	}
	return p.out
}

func (p *printing) text(s string) { p.out = append(p.out, s...) }

// hides writes what stands for a sensitive value, if this is one.
func (p *printing) hides(m *Member, s *Schema) bool {
	hidden := s.Flags&Sensitive != 0 || m != nil && m.Flags&Sensitive != 0 || s.hasSecretKeys()
	if hidden {
		p.text(redacted)
	}
	return hidden
}

func (p *printing) null(m *Member) {
	if m.Flags&Sensitive != 0 {
		p.text(redacted)
	} else {
		p.text("null")
	}
}

// nested writes what an aggregate holds, unless something is too deep: what contains
// itself twice would else be followed both ways at each level.
func (p *printing) nested(write func()) {
	if p.depth++; p.depth > MaxDepth {
		p.failed = true
	} else if !p.failed {
		write()
	}
	p.depth--
}

// named writes a structure or union, which write their name even if it is all that
// may be told.
func (p *printing) named(m *Member, s *Schema, write func()) {
	p.text(s.Name() + "{")
	if !p.hides(m, s) {
		p.nested(write)
	}
	p.text("}")
}

func (p *printing) structure(m *Member, s *Schema, r ref) {
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		p.failed = true
		return
	}
	p.named(m, s, func() {
		separator := ""
		for i := range fields {
			m, field := &s.Members[i], ref{fields[i].t, r.field(&fields[i])}
			if m.Flags&Streaming == 0 && m.stands(field) {
				p.text(separator + m.Name + ": ")
				p.value(m, field, m.Flags&Present != 0)
				separator = ", "
			}
		}
	})
}

func (p *printing) union(m *Member, s *Schema, r ref) {
	u := r.t.unionOf(s)
	i, wrapper := r.place.variant(u)
	if i < 0 {
		p.failed = p.failed || !r.isNil()
		p.null(m)
		return
	}
	variant := &u.variants[i]
	if i == len(s.Members) {
		i = -1
	}
	p.named(m, s, func() { p.variant(s, i, variant, wrapper) })
}

// variant writes the member that a wrapper holds; the unknown one has index -1.
func (p *printing) variant(s *Schema, i int, v *variant, wrapper place) {
	if i >= 0 {
		m := &s.Members[i]
		p.text(m.Name + ": ")
		p.value(m, v.held(wrapper), true)
	} else if u, ok := wrapper.pointer(v.t).(interface{ unknown() *UnknownMember }); ok {
		p.text(u.unknown().Tag + ": ")
		p.out = u.unknown().Value.appendText(p.out)
	}
}

func (p *printing) value(m *Member, r ref, present bool) {
	r, ok := r.target()
	s := m.Schema()
	switch {
	case !ok:
		p.null(m)
	case r.t.form == formStruct:
		p.structure(m, s, r)
	case r.t.form == formUnion || r.t.form == formValue:
		m.codec().print(p, m, r)
	case !present && r.absent():
		p.null(m)
	case p.hides(m, s):
	case r.t.form == formList:
		p.list(s, r)
	default:
		p.scalar(m, r)
	}
}

func (p *printing) document(m *Member, v Value) {
	if !v.IsValid() {
		v = NullValue()
	}
	if m.Flags&Sensitive != 0 {
		v = v.WithSensitive()
	}
	p.out = v.appendText(p.out)
}

func (p *printing) list(s *Schema, r ref) {
	p.text("[")
	p.nested(func() {
		for i := range r.listLen() {
			if i > 0 {
				p.text(", ")
			}
			p.value(&s.Members[0], r.elem(i), s.Flags&Sparse == 0)
		}
	})
	p.text("]")
}

func (p *printing) mapping(s *Schema, r ref) {
	p.text("{")
	p.nested(func() {
		separator := ""
		r.each(func(key string, value ref) bool {
			p.out = strconv.AppendQuote(append(p.out, separator...), key)
			p.text(": ")
			p.value(&s.Members[1], value, s.Flags&Sparse == 0)
			separator = ", "
			return true
		})
	})
	p.text("}")
}

func (p *printing) scalar(m *Member, r ref) {
	switch r.t.form {
	case formString:
		p.out = strconv.AppendQuote(p.out, *at[string](r.place))
	case formBool:
		p.out = strconv.AppendBool(p.out, *at[bool](r.place))
	case formInt8, formInt16, formInt32, formInt64:
		n, _ := r.int()
		p.out = strconv.AppendInt(p.out, n, 10)
	case formTime:
		p.out = at[time.Time](r.place).UTC().AppendFormat(p.out, time.RFC3339Nano)
	case formBlob:
		p.out = fmt.Appendf(p.out, "blob(%d bytes)", len(r.blob()))
	case formFloat32, formFloat64, formMap, formBigInt, formDecimal:
		m.codec().print(p, m, r)
	default:
		p.failed = true
	}
}
