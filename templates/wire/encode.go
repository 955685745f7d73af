package wire

import (
	"errors"
	"fmt"
	"math/big"
	"time"
)

// An Encoder takes the values of a shape in the order of the walk: scalars, and
// the beginnings and ends of aggregates. Every call says by m which member is
// meant: of a structure, of a list ("member"), or of a map ("value"); m is nil
// for the outermost shape. Errors are kept for Err.
type Encoder interface {
	Struct(m *Member, s *Schema) // a structure, or a union, which has one member
	Member(m *Member)            // the member whose value follows
	EndStruct()
	List(m *Member, n int)
	Elem(m *Member) // the element follows
	EndList()
	Map(m *Member, n int)
	Key(m *Member, key string) // the value follows; m is the map's value member
	EndMap()

	Null(m *Member)
	Bool(m *Member, v bool)
	Int(m *Member, v int64)
	Float(m *Member, v float64, bits int)
	String(m *Member, v string)
	Blob(m *Member, v []byte)
	Time(m *Member, v time.Time)
	BigInt(m *Member, v *big.Int)
	BigDecimal(m *Member, v *Decimal)

	Err() error
	fail(err error)
}

// A documentSink keeps documents whole instead of walking them.
type documentSink interface{ document(m *Member, v Value) }

// Encode leads a shape into e and returns e's error.
//
//go:noinline
func Encode(e Encoder, v Shape) error {
	encode(e, v, false)
	return e.Err()
}

// encodeBody is Encode for the members that stay in the body of an HTTP message.
func encodeBody(e Encoder, v Shape) error {
	encode(e, v, true)
	return e.Err()
}

func encode(e Encoder, v Shape, bodyOnly bool) {
	s := newScratch()
	defer s.free()
	w := encoding{e: e, bodyOnly: bodyOnly, scratch: s}
	w.shape(nil, v)
}

var errTooDeep = fmt.Errorf("nested deeper than %d levels", MaxDepth)

// An encoding is one walk from a shape into an Encoder.
type encoding struct {
	*scratch
	e        Encoder
	bodyOnly bool // skip the outermost shape's members that are bound elsewhere
	inEvent  bool // skip the outermost shape's members that are headers of an event
	depth    int
}

func (w *encoding) shape(m *Member, v Shape) {
	if w.depth++; w.depth > MaxDepth {
		w.e.fail(errTooDeep)
		return
	}
	s := v.WireSchema()
	w.e.Struct(m, s)
	if variant, ok := v.(Variant); ok {
		w.variant(s, variant)
	} else {
		w.members(s, v)
	}
	w.e.EndStruct()
	w.depth--
}

func (w *encoding) members(s *Schema, v Shape) {
	first := len(w.refs)
	w.refs = v.WireMembers(w.refs)
	for i, ref := range w.refs[first:] {
		w.member(&s.Members[i], ref)
	}
	w.refs = w.refs[:first]
}

func (w *encoding) member(m *Member, ref any) {
	if m.Flags&Streaming != 0 || w.depth == 1 && (w.bodyOnly && !m.Location.inRequestBody() || w.inEvent && m.Flags&EventHeader != 0) {
		return
	}
	if absent(ref) && m.Flags&Present == 0 {
		return
	}
	w.e.Member(m)
	w.value(m, ref, m.Flags&Present != 0)
}

var errNilVariant = errors.New("a union holds a nil pointer; set it to nil itself, or to a member")

func (w *encoding) variant(s *Schema, v Variant) {
	first := len(w.refs)
	i, ok := w.refer(v)
	if !ok {
		w.e.fail(errNilVariant)
		return
	}
	if i >= 0 {
		m := &s.Members[i]
		w.e.Member(m)
		w.value(m, w.refs[first], true)
		w.refs = w.refs[:first]
		return
	}
	w.refs = w.refs[:first]
	if u, ok := v.(interface{ unknown() *UnknownMember }); ok {
		m := &Member{Name: u.unknown().Tag, Target: &DocumentSchema}
		w.e.Member(m)
		w.document(m, u.unknown().Value)
	}
}

// refer appends the reference to a union member's value and returns the member's
// index. It fails for a nil pointer, which nothing but its use tells.
func (w *encoding) refer(v Variant) (i int, ok bool) {
	defer func() { ok = recover() == nil }()
	i = v.WireVariant()
	w.refs = v.WireMembers(w.refs)
	return i, true
}

// value encodes what ref refers to. If nothing is there, that is a null, or,
// where there has to be something, an empty list, map, blob or number.
func (w *encoding) value(m *Member, ref any, present bool) {
	s := m.Schema()
	switch s.Kind {
	case Structure, Union:
		w.aggregate(m, ref)
	case List:
		w.list(m, s, ref, present)
	case Map:
		w.mapping(m, s, ref, present)
	case Document:
		v, _ := load[Value](ref)
		if v.kind == Invalid { // what has to be there is at least null
			v = NullValue()
		}
		w.document(m, v)
	default:
		w.scalar(m, s.Kind, ref, present)
	}
}

func (w *encoding) aggregate(m *Member, ref any) {
	switch r := ref.(type) {
	case Shape:
		w.shape(m, r)
		return
	case unionRef:
		if v := r.variant(); v != nil {
			w.shape(m, v)
			return
		}
	case optionalRef:
		if v := r.get(); v != nil {
			w.shape(m, v)
			return
		}
	}
	w.e.Null(m)
}

func (w *encoding) list(m *Member, s *Schema, ref any, present bool) {
	l, ok := ref.(ListRef)
	if !ok || l.IsNil() && !present {
		w.e.Null(m)
		return
	}
	if w.depth++; w.depth > MaxDepth {
		w.e.fail(errTooDeep)
		return
	}
	n := l.Len()
	w.e.List(m, n)
	elem, dense := &s.Members[0], s.Flags&Sparse == 0
	for i := range n {
		w.e.Elem(elem)
		w.value(elem, l.At(i), dense)
	}
	w.e.EndList()
	w.depth--
}

func (w *encoding) mapping(m *Member, s *Schema, ref any, present bool) {
	r, ok := ref.(mapRef)
	if !ok || r.isNil() && !present {
		w.e.Null(m)
		return
	}
	if w.depth++; w.depth > MaxDepth {
		w.e.fail(errTooDeep)
		return
	}
	w.e.Map(m, r.len())
	value, dense := &s.Members[1], s.Flags&Sparse == 0
	r.each(func(key string, ref any) bool {
		w.e.Key(value, key)
		w.value(value, ref, dense)
		return w.e.Err() == nil
	})
	w.e.EndMap()
	w.depth--
}

func (w *encoding) scalar(m *Member, k Kind, ref any, present bool) {
	e := w.e
	switch k {
	case String, Enum:
		if v, ok := loadString(ref); ok {
			e.String(m, v)
			return
		}
	case Boolean:
		if v, ok := load[bool](ref); ok {
			e.Bool(m, v)
			return
		}
	case Byte, Short, Integer, IntEnum, Long:
		if v, ok := loadInt(ref, k); ok {
			e.Int(m, v)
			return
		}
	case Float, Double:
		if v, ok := loadFloat(ref, k); ok {
			e.Float(m, v, width(k))
			return
		}
	case Timestamp:
		if v, ok := load[time.Time](ref); ok {
			e.Time(m, v)
			return
		}
	case Blob:
		if v, _ := load[[]byte](ref); v != nil || present {
			e.Blob(m, v)
			return
		}
	default:
		w.big(m, k, ref, present)
		return
	}
	e.Null(m)
}

func (w *encoding) big(m *Member, k Kind, ref any, present bool) {
	if v, ok := loadBig[big.Int](ref); ok && k == BigInteger {
		w.e.BigInt(m, v)
	} else if v, ok := loadBig[Decimal](ref); ok && k == BigDecimal {
		w.e.BigDecimal(m, v)
	} else if !present {
		w.e.Null(m)
	} else if k == BigDecimal {
		w.e.BigDecimal(m, new(Decimal))
	} else {
		w.e.BigInt(m, new(big.Int))
	}
}

func (w *encoding) document(m *Member, v Value) {
	if sink, ok := w.e.(documentSink); ok {
		sink.document(m, v)
		return
	}
	w.tree(m, v)
}

// tree encodes a Value as the walk of a shape with that value would.
func (w *encoding) tree(m *Member, v Value) {
	if w.depth++; w.depth > MaxDepth {
		w.e.fail(errTooDeep)
		return
	}
	defer func() { w.depth-- }()
	e := w.e
	switch v.kind {
	case Structure, Union:
		e.Struct(m, v.schemaOr(&DocumentSchema))
		for name, member := range v.Entries() {
			f := v.member(name)
			e.Member(f)
			w.tree(f, member)
		}
		e.EndStruct()
	case Map:
		e.Map(m, v.Len())
		for key, value := range v.Entries() {
			e.Key(v.elem(), key)
			w.tree(v.elem(), value)
		}
		e.EndMap()
	case List:
		e.List(m, v.Len())
		for _, elem := range v.Entries() {
			e.Elem(v.elem())
			w.tree(v.elem(), elem)
		}
		e.EndList()
	default:
		w.leaf(m, v)
	}
}

// elem describes what stands in a list or map.
func (v Value) elem() *Member {
	if s := v.schema; s != nil && (s.Kind == List || s.Kind == Map) {
		return &s.Members[len(s.Members)-1]
	}
	return documentMember
}

// documentMember describes what stands in a document: a document.
var documentMember = &Member{Name: "member", Target: &DocumentSchema}

func (w *encoding) leaf(m *Member, v Value) {
	switch e := w.e; v.kind {
	case Boolean:
		e.Bool(m, v.Bool())
	case Byte, Short, Integer, IntEnum, Long:
		e.Int(m, v.Int())
	case Float, Double:
		e.Float(m, v.Float(), width(v.kind))
	case String, Enum:
		e.String(m, v.Text())
	case Blob:
		e.Blob(m, v.Bytes())
	case Timestamp:
		e.Time(m, v.Time())
	case BigInteger:
		e.BigInt(m, v.BigInteger())
	case BigDecimal:
		e.BigDecimal(m, v.BigDecimal())
	default:
		e.Null(m)
	}
}

var errNoSuchField = errors.New("the generated type has no field for this shape")
