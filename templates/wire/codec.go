package wire

import (
	"math/big"
	"strconv"
)

// A Codec is what the walks do with the values of a kind that few services have.
// The schemas of such shapes name it, so that a program with none of them links
// neither the kind nor what a format says to it. Walks for which a kind is nothing
// rare do without.
type Codec interface {
	decode(w *decoding, m *Member, r ref) bool
	encode(w *encoding, m *Member, r ref, present bool) // see encoding.value
	print(p *printing, m *Member, r ref)                // what is there and may be told
}

// A rootCodec is that of a kind whose values may be the outermost of a walk: unions,
// of which that is a wrapper.
type rootCodec interface {
	encodeRoot(w *encoding, s *Schema, r ref)
}

// The codecs, by their kinds.
type (
	FloatCodec      struct{} // of Float and Double
	MapCodec        struct{}
	UnionCodec      struct{}
	DocumentCodec   struct{}
	BigIntegerCodec struct{}
	BigDecimalCodec struct{}
)

// noCodec is that of a schema which lacks one.
type noCodec struct{}

func (m *Member) codec() Codec {
	if s := m.Schema(); s != nil && s.Codec != nil {
		return s.Codec
	}
	return noCodec{}
}

func (noCodec) decode(w *decoding, _ *Member, _ ref) bool       { return w.fail(errNoSuchField) }
func (noCodec) encode(w *encoding, _ *Member, _ ref, _ bool)    { w.e.fail(errNoSuchField) }
func (noCodec) print(p *printing, _ *Member, _ ref)             { p.failed = true }
func (MapCodec) decode(w *decoding, m *Member, r ref) bool      { return w.mapping(m, m.Schema(), r) }
func (MapCodec) print(p *printing, m *Member, r ref)            { p.mapping(m.Schema(), r) }
func (UnionCodec) decode(w *decoding, m *Member, r ref) bool    { return w.union(m.Schema(), r) }
func (UnionCodec) encode(w *encoding, m *Member, r ref, _ bool) { w.union(m, m.Schema(), r) }
func (UnionCodec) print(p *printing, m *Member, r ref)          { p.union(m, m.Schema(), r) }
func (DocumentCodec) print(p *printing, m *Member, r ref)       { p.document(m, r.document()) }
func (MapCodec) encode(w *encoding, m *Member, r ref, present bool) {
	w.mapping(m, m.Schema(), r, present)
}

func (UnionCodec) encodeRoot(w *encoding, s *Schema, r ref) {
	w.e.Struct(nil, s)
	v := variantOf(r.t)
	w.variant(s, s.variantIndex(r.t.rt), &v, r.place)
	w.e.EndStruct()
}

func (FloatCodec) decode(w *decoding, _ *Member, r ref) bool {
	v, ok := w.d.Float(r.t.bits())
	return ok && r.setFloat(v)
}

func (FloatCodec) encode(w *encoding, m *Member, r ref, _ bool) {
	v, _ := r.float()
	w.e.Float(m, v, r.t.bits())
}

func (FloatCodec) print(p *printing, _ *Member, r ref) {
	v, _ := r.float()
	p.out = strconv.AppendFloat(p.out, v, 'g', -1, r.t.bits())
}

// bits returns the width of a floating-point type.
func (t *goType) bits() int { return 32 << (t.form - formFloat32) }

func (DocumentCodec) decode(w *decoding, _ *Member, r ref) bool {
	v, ok := w.document()
	if ok && r.t.form == formValue {
		*at[Value](r.place) = v
	}
	return ok
}

func (DocumentCodec) encode(w *encoding, m *Member, r ref, _ bool) {
	v := r.document()
	if !v.IsValid() { // what has to be there is at least null
		v = NullValue()
	}
	w.document(m, v)
}

func (BigIntegerCodec) decode(w *decoding, _ *Member, r ref) bool {
	v, ok := w.d.BigInt()
	return r.setInteger(v) && ok
}

func (BigIntegerCodec) encode(w *encoding, m *Member, r ref, present bool) {
	v := r.integer()
	switch {
	case v != nil:
		w.e.BigInt(m, v)
	case present:
		w.e.BigInt(m, new(big.Int))
	default:
		w.e.Null(m)
	}
}

func (BigIntegerCodec) print(p *printing, _ *Member, r ref) {
	v := r.integer()
	if v == nil {
		v = new(big.Int)
	}
	p.out = v.Append(p.out, 10)
}

func (BigDecimalCodec) decode(w *decoding, _ *Member, r ref) bool {
	v, ok := w.d.BigDecimal()
	return r.setDecimal(v) && ok
}

func (BigDecimalCodec) encode(w *encoding, m *Member, r ref, present bool) {
	v := r.decimal()
	switch {
	case v != nil:
		w.e.BigDecimal(m, v)
	case present:
		w.e.BigDecimal(m, new(Decimal))
	default:
		w.e.Null(m)
	}
}

func (BigDecimalCodec) print(p *printing, _ *Member, r ref) {
	v := r.decimal()
	if v == nil {
		v = new(Decimal)
	}
	p.text(v.String())
}
