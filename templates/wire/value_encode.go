package wire

import "math/big"

// ToValue reflects a generated type, to which v is a pointer, as a Value; a nil
// pointer as a null. It is what the type's own method does.
//
//go:noinline
func ToValue(s *Schema, v any) Value {
	shape := shapeOf(v)
	if isNil(shape) {
		return Value{node: newNode(s, Null)}
	}
	var w valueWalk
	return w.shape(s, refTo(shape)) // invalid only if nested deeper than MaxDepth, or a union holds a nil pointer
}

// The walk from a shape into a Value tree. It does what the walk of encode.go
// does by calling an Encoder, but knows what it makes: the fields of an aggregate
// stand beside each other, and are written where they stay.

// A valueWalk is one walk from a shape into a Value.
type valueWalk struct {
	err    error
	depth  int
	keys   []string // of the maps that are open, outermost first
	fields slab[Field]
	nodes  slab[node]
}

// A slab is room for many small pieces of memory. Each block is about as large as
// all before, up to a limit, so that a small tree does not pay for a large one's.
type slab[T any] struct {
	rest  []T
	given int
}

// take returns room for n.
func (s *slab[T]) take(n int) []T {
	const most = 64
	if n > len(s.rest) {
		s.rest = make([]T, max(n, min(s.given, most)))
		s.given += len(s.rest)
	}
	taken := s.rest[:n:n]
	s.rest = s.rest[n:]
	return taken
}

// valueOf returns what a variable holds; nothing if that cannot be.
func valueOf(m *Member, r ref) Value {
	var w valueWalk
	var v Value
	w.value(&v, m, r, true)
	return w.result(v)
}

// shape is value for a structure, or the wrapper of a union's member.
func (w *valueWalk) shape(s *Schema, r ref) Value {
	var v Value
	if s.Kind != Union {
		w.structure(&v, nil, s, r)
	} else if fields := w.open(&v, nil, s, 1); fields != nil {
		variant := variantOf(r.t)
		w.variant(&fields[0], s, s.variantIndex(r.t.rt), &variant, r.place)
	}
	return w.result(v)
}

func (w *valueWalk) result(v Value) Value {
	if w.err != nil {
		return Value{}
	}
	return v
}

func (w *valueWalk) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// open makes v an aggregate of n fields, and returns them; nil if there are none
// or it would nest too deep. What opens one closes it, unless it failed.
func (w *valueWalk) open(v *Value, m *Member, s *Schema, n int) []Field {
	if w.depth++; w.depth > MaxDepth {
		w.fail(errTooDeep)
		return nil
	}
	v.node = &w.nodes.take(1)[0]
	*v.node = *nodeOf(m, s)
	v.node.fields = w.fields.take(n)
	return v.node.fields
}

func (w *valueWalk) close() { w.depth-- }

// nodeOf returns what scalars have of a member's shape; m is nil for the outermost.
func nodeOf(m *Member, s *Schema) *node {
	nodes := sharedNodes(s, 0)
	if m == nil {
		return &nodes[0]
	}
	return &nodes[m.Flags&Sensitive]
}

// null makes v a null.
func (v *Value) null(m *Member) { v.node = &documentNodes[Null][m.Flags&Sensitive] }

func (w *valueWalk) structure(v *Value, m *Member, s *Schema, r ref) {
	layout := r.t.members(s)
	if layout == nil && len(s.Members) > 0 {
		w.fail(errNoSuchField)
		return
	}
	n := 0
	for i := range layout {
		if s.Members[i].stands(ref{layout[i].t, r.field(&layout[i])}) {
			n++
		}
	}
	fields := w.open(v, m, s, n)
	for i := range layout {
		if len(fields) == 0 || w.err != nil {
			break
		}
		m, field := &s.Members[i], ref{layout[i].t, r.field(&layout[i])}
		if m.stands(field) {
			fields[0].Name = m.Name
			w.value(&fields[0].Value, m, field, m.Flags&Present != 0)
			fields = fields[1:]
		}
	}
	w.close()
}

// stands reports whether a member is one of what its structure holds.
func (m *Member) stands(r ref) bool {
	return m.Flags&Streaming == 0 && (m.Flags&Present != 0 || !r.absent())
}

// value writes what a variable holds to v; see encoding.value.
func (w *valueWalk) value(v *Value, m *Member, r ref, present bool) {
	if r.t.form == formPointer {
		if r.isNil() {
			v.null(m)
			return
		}
		r = ref{r.t.elem, r.deref()}
	}
	switch r.t.form { // in the order of how many there are
	case formString:
		v.node, v.text = nodeOf(m, m.Schema()), *at[string](r.place)
	case formBool:
		v.node, v.text = nodeOf(m, m.Schema()), packedBool(*at[bool](r.place))
	case formInt8, formInt16, formInt32, formInt64:
		n, _ := r.int()
		v.node, v.text = nodeOf(m, m.Schema()), packed(uint64(n))
	case formStruct:
		w.structure(v, m, r.t.schemaIn(m), r)
	case formUnion:
		w.union(v, m, r.t.schemaIn(m), r)
	case formList:
		w.list(v, m, m.Schema(), r, present)
	case formMap:
		w.mapping(v, m, m.Schema(), r, present)
	default:
		if *v = w.scalar(m, r, present); m.Flags&Sensitive != 0 {
			*v = v.WithSensitive()
		}
	}
}

// scalar is value for what is rarer.
func (w *valueWalk) scalar(m *Member, r ref, present bool) Value {
	s := m.Schema()
	switch r.t.form {
	case formFloat32, formFloat64:
		v, _ := r.float()
		return FloatValue(s, v)
	case formTime:
		v, _ := r.time()
		return TimeValue(s, v)
	case formBlob:
		if v := r.blob(); v != nil || present {
			return BlobValue(s, v)
		}
	case formValue:
		if v := r.document(); v.IsValid() {
			return v
		}
	case formBigInt:
		if v := r.integer(); v != nil {
			return BigIntegerValue(s, v)
		} else if present {
			return BigIntegerValue(s, new(big.Int))
		}
	case formDecimal:
		if v := r.decimal(); v != nil {
			return BigDecimalValue(s, v)
		} else if present {
			return BigDecimalValue(s, new(Decimal))
		}
	default:
		w.fail(errNoSuchField)
	}
	return NullValue()
}

func (w *valueWalk) union(v *Value, m *Member, s *Schema, r ref) {
	u := r.t.unionOf(s)
	i, wrapper := r.place.variant(u)
	if i < 0 {
		if !r.isNil() {
			w.fail(errNilVariant)
		}
		v.null(m)
		return
	}
	fields := w.open(v, m, s, 1)
	if fields == nil {
		return
	}
	variant := &u.variants[i]
	if i == len(s.Members) {
		i = -1
	}
	w.variant(&fields[0], s, i, variant, wrapper)
	w.close()
}

// variant writes the member that a wrapper holds; the unknown one has index -1.
func (w *valueWalk) variant(f *Field, s *Schema, i int, v *variant, wrapper place) {
	if i >= 0 {
		m := &s.Members[i]
		f.Name = m.Name
		w.value(&f.Value, m, v.held(wrapper), true)
	} else if u, ok := wrapper.pointer(v.t).(interface{ unknown() *UnknownMember }); ok {
		*f = Field{u.unknown().Tag, u.unknown().Value}
	}
}

func (w *valueWalk) list(v *Value, m *Member, s *Schema, r ref, present bool) {
	if !present && r.isNil() {
		v.null(m)
		return
	}
	fields := w.open(v, m, s, r.listLen())
	elem, dense := &s.Members[0], s.Flags&Sparse == 0
	for i := range fields {
		if w.value(&fields[i].Value, elem, r.elem(i), dense); w.err != nil {
			return
		}
	}
	w.close()
}

func (w *valueWalk) mapping(v *Value, m *Member, s *Schema, r ref, present bool) {
	if !present && r.isNil() {
		v.null(m)
		return
	}
	fields := w.open(v, m, s, r.mapLen(r.t))
	if len(fields) > 0 {
		first := len(w.keys)
		w.keys = r.sortedKeys(w.keys)
		w.entries(fields, w.keys[first:], s, r)
		w.keys = w.keys[:first]
	}
	w.close()
}

// entries writes what a map has under the keys.
func (w *valueWalk) entries(fields []Field, keys []string, s *Schema, r ref) {
	value, dense := &s.Members[1], s.Flags&Sparse == 0
	if r.t.rt == textMapType {
		texts, node := *at[map[string]string](r.place), nodeOf(value, value.Schema())
		for i, key := range keys {
			fields[i] = Field{key, Value{node, texts[key]}}
		}
		return
	}
	entry := r.entry()
	for i, key := range keys {
		r.mapGet(r.t, key, entry.place)
		fields[i].Name = key
		if w.value(&fields[i].Value, value, entry, dense); w.err != nil {
			return
		}
	}
}
