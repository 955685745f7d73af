package wire

import (
	"errors"
	"fmt"
	"math/big"
	"sync"
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
	return encode(e, met(v))
}

func encode(e Encoder, v Shape) error { return newEncoding(e).run(v) }

// encodeBody is encode for the members that stay in the body of an HTTP message.
func encodeBody(e Encoder, v Shape) error {
	w := newEncoding(e)
	w.bodyOnly = true
	return w.run(v)
}

// run encodes v and gives the memory back.
func (w *encoding) run(v Shape) error {
	e := w.e
	w.root(refTo(v))
	w.free()
	return e.Err()
}

var errTooDeep = fmt.Errorf("nested deeper than %d levels", MaxDepth)

// An encoding is one walk from a shape into an Encoder.
type encoding struct {
	e        Encoder
	own      ownEncoder // e, if it is one
	bodyOnly bool       // skip the outermost shape's members that are bound elsewhere
	inEvent  bool       // skip the outermost shape's members that are headers of an event
	depth    int
	keys     []string // of the maps that are open, outermost first
	values   []Shape  // of those of unions, JSON only
	spare    spares
}

// An ownEncoder is an Encoder with a walk of its own.
type ownEncoder interface {
	encodeStructure(w *encoding, s *Schema, r ref)
	encodeValue(w *encoding, m *Member, r ref, present bool)
}

// encodings keeps the memory of walks from one to the next.
var encodings = sync.Pool{New: func() any { return new(encoding) }}

func newEncoding(e Encoder) *encoding {
	w := encodings.Get().(*encoding)
	w.e = e
	w.own, _ = e.(ownEncoder)
	return w
}

// free gives the memory back.
func (w *encoding) free() {
	w.forget()
	encodings.Put(w)
}

// forget leaves nothing in the memory that belongs to a caller.
func (w *encoding) forget() {
	const most = 1 << 10 // keys that are worth keeping room for
	keys := w.keys[:0]
	if cap(keys) > most {
		keys = nil
	}
	values := w.values[:0]
	if cap(values) > most {
		values = nil
	}
	clear(keys[:cap(keys)])
	clear(values[:cap(values)])
	*w = encoding{keys: keys, values: values, spare: w.spare}
}

// root encodes a structure, or the wrapper of a union's member.
func (w *encoding) root(r ref) {
	s := recall(&r.t.schema)
	if s == nil {
		w.e.fail(errNilInput)
	} else if s.Kind != Union {
		w.structure(nil, s, r)
	} else if c, ok := s.Codec.(rootCodec); ok && w.enter() {
		c.encodeRoot(w, s, r)
		w.depth--
	}
}

// enter counts a level of nesting.
func (w *encoding) enter() bool {
	if w.depth++; w.depth > MaxDepth {
		w.e.fail(errTooDeep)
		return false
	}
	return true
}

func (w *encoding) structure(m *Member, s *Schema, r ref) {
	if w.own != nil {
		w.own.encodeStructure(w, s, r)
		return
	}
	if !w.enter() {
		return
	}
	w.e.Struct(m, s)
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		w.e.fail(errNoSuchField)
		return
	}
	for i := range s.Members {
		w.member(&s.Members[i], ref{fields[i].t, r.field(&fields[i])})
	}
	w.e.EndStruct()
	w.depth--
}

// elsewhere reports whether a member of the outermost structure is none of what is
// being written.
func (w *encoding) elsewhere(m *Member) bool {
	return w.bodyOnly && !m.Location.inRequestBody() || w.inEvent && m.Flags&EventHeader != 0
}

func (w *encoding) member(m *Member, r ref) {
	if m.Flags&Streaming != 0 || w.depth == 1 && w.elsewhere(m) {
		return
	}
	if !m.stands(r) {
		return
	}
	w.e.Member(m)
	w.value(m, r, m.Flags&Present != 0)
}

var errNilVariant = errors.New("a union holds a nil pointer; set it to nil itself, or to a member")

// variant encodes the member that a wrapper holds; the unknown one has index -1.
func (w *encoding) variant(s *Schema, i int, v *variant, wrapper place) {
	if i >= 0 {
		m := &s.Members[i]
		w.e.Member(m)
		w.value(m, v.held(wrapper), true)
		return
	}
	if u, ok := wrapper.pointer(v.t).(interface{ unknown() *UnknownMember }); ok {
		m := &Member{Name: u.unknown().Tag, Target: &DocumentSchema}
		w.e.Member(m)
		w.document(m, u.unknown().Value)
	}
}

// union encodes what stands in a union: nothing is null.
func (w *encoding) union(m *Member, s *Schema, r ref) {
	u := r.t.unionOf(s)
	i, wrapper := r.place.variant(u)
	if i < 0 {
		if !r.isNil() {
			w.e.fail(errNilVariant)
		}
		w.e.Null(m)
		return
	}
	if !w.enter() {
		return
	}
	w.e.Struct(m, s)
	v := &u.variants[i]
	if i == len(s.Members) {
		i = -1
	}
	w.variant(s, i, v, wrapper)
	w.e.EndStruct()
	w.depth--
}

// value encodes what a variable holds. If nothing is there, that is a null, or,
// where there has to be something, an empty list, map, blob or number.
func (w *encoding) value(m *Member, r ref, present bool) {
	e := w.e
	if w.own != nil {
		w.own.encodeValue(w, m, r, present)
		return
	}
	switch r.t.form {
	case formPointer:
		if r.isNil() {
			e.Null(m)
		} else {
			w.value(m, ref{r.t.elem, r.deref()}, present)
		}
	case formString:
		e.String(m, *at[string](r.place))
	case formBool:
		e.Bool(m, *at[bool](r.place))
	case formStruct:
		w.structure(m, m.Schema(), r)
	case formList:
		w.list(m, m.Schema(), r, present)
	default:
		w.scalar(m, r, present)
	}
}

// scalar is value for numbers and what is rarer.
func (w *encoding) scalar(m *Member, r ref, present bool) {
	e := w.e
	switch r.t.form {
	case formInt8, formInt16, formInt32, formInt64:
		n, _ := r.int()
		e.Int(m, n)
	case formTime:
		e.Time(m, *at[time.Time](r.place))
	case formBlob:
		if v := r.blob(); v != nil || present {
			e.Blob(m, v)
		} else {
			e.Null(m)
		}
	case formFloat32, formFloat64, formValue, formBigInt, formDecimal, formMap, formUnion:
		m.codec().encode(w, m, r, present)
	default:
		e.fail(errNoSuchField)
	}
}

func (w *encoding) list(m *Member, s *Schema, r ref, present bool) {
	if !present && r.isNil() {
		w.e.Null(m)
		return
	}
	if !w.enter() {
		return
	}
	n := r.listLen()
	w.e.List(m, n)
	elem, dense := &s.Members[0], s.Flags&Sparse == 0
	for i := range n {
		w.e.Elem(elem)
		w.value(elem, r.elem(i), dense)
	}
	w.e.EndList()
	w.depth--
}

func (w *encoding) mapping(m *Member, s *Schema, r ref, present bool) {
	if !present && r.isNil() {
		w.e.Null(m)
		return
	}
	if !w.enter() {
		return
	}
	w.e.Map(m, r.mapLen(r.t))
	value, dense := &s.Members[1], s.Flags&Sparse == 0
	first := len(w.keys)
	w.keys = r.sortedKeys(w.keys)
	last := len(w.keys)
	if last > first {
		v := w.spare.take(r.t.elem)
		for i := first; i < last && w.e.Err() == nil; i++ {
			key := w.keys[i]
			r.mapGet(r.t, key, v.place)
			w.e.Key(value, key)
			w.value(value, v, dense)
		}
		w.spare.free(v)
	}
	w.keys = w.keys[:first]
	w.e.EndMap()
	w.depth--
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
	switch v.Kind() {
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
	if s := v.Schema(); s != nil && (s.Kind == List || s.Kind == Map) {
		return &s.Members[len(s.Members)-1]
	}
	return documentMember
}

// documentMember describes what stands in a document: a document.
var documentMember = &Member{Name: "member", Target: &DocumentSchema}

func (w *encoding) leaf(m *Member, v Value) {
	switch e := w.e; v.Kind() {
	case Boolean:
		e.Bool(m, v.Bool())
	case Byte, Short, Integer, IntEnum, Long:
		e.Int(m, v.Int())
	case Float, Double:
		e.Float(m, v.Float(), width(v.Kind()))
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
