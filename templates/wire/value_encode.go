package wire

import (
	"math/big"
	"reflect"
)

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
	spare  spares
	maps   [4]*class // of some maps made before
	mapped int       // how many were made, but for those whose class was known

	values  slab[Value]
	nodes   slab[node]
	unions  slab[unionNode]
	classes slab[class]  // of maps
	names   slab[string] // of maps
}

// A unionNode is the node of a union, beside the value that it has.
type unionNode struct {
	node
	value [1]Value
}

// A slab is room for many small pieces of memory. Each block is about as large as
// all before, up to a limit, so that a small tree does not pay for a large one's.
type slab[T any] struct {
	rest  []T
	given int
}

// take returns room for n.
func (s *slab[T]) take(n int) []T {
	if n > len(s.rest) {
		return s.more(n)
	}
	taken := s.rest[:n:n]
	s.rest = s.rest[n:]
	return taken
}

// more returns room for n in a new block, or apart from all if it is that large.
func (s *slab[T]) more(n int) []T {
	const mostBytes = 1536 - 8 // a size that Go's allocator has, less a word that it takes
	size := min(s.given, mostBytes/int(reflect.TypeFor[T]().Size()))
	if n >= size {
		s.given += n
		return make([]T, n)
	}
	block := make([]T, size)
	s.given += size
	s.rest = block[n:]
	return block[:n:n]
}

// valueOf returns what a variable holds; nothing if that cannot be.
func valueOf(m *Member, r ref) Value {
	var w valueWalk
	var v Value
	w.value(&v, m.valueNode(), m, r, true)
	return w.result(v)
}

// shape is value for a structure, or the wrapper of a union's member.
func (w *valueWalk) shape(s *Schema, r ref) Value {
	var v Value
	of := &s.valueClasses().scalars[0]
	if s.Kind == Union {
		variant := variantOf(r.t)
		w.variant(&v, of, 0, s.variantIndex(r.t.rt), &variant, r.place)
	} else {
		w.structure(&v, of, 0, r)
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

// enter counts a level of nesting, which close leaves unless the walk failed.
func (w *valueWalk) enter() bool {
	if w.depth++; w.depth > MaxDepth {
		w.fail(errTooDeep)
		return false
	}
	return true
}

// open makes v an aggregate of n values, and returns them; none if it would nest too
// deep.
func (w *valueWalk) open(v *Value, c *class, n int) []Value {
	if !w.enter() {
		return nil
	}
	v.node = &w.nodes.take(1)[0]
	v.node.class = c
	v.node.values = w.values.take(n)
	return v.node.values
}

// openUnion is open for a union, which has one value.
func (w *valueWalk) openUnion(v *Value, c *class) *Value {
	if !w.enter() {
		return nil
	}
	u := &w.unions.take(1)[0]
	u.class = c
	u.values = u.value[:]
	v.node = &u.node
	return &u.value[0]
}

func (w *valueWalk) close() { w.depth-- }

// null makes v, which is zero, a null. This and what follows write values where
// they stay, because what is copied has to be told to the collector if that is at
// work.
func (v *Value) null(secret Flags) { v.node = &documentScalars[Null][secret] }

// structure writes a structure to v. Here and below, of is what scalars of the same
// shape and member are; secret is Sensitive if the member is, else 0.
func (w *valueWalk) structure(v *Value, of *node, secret Flags, r ref) {
	layout := of.schema.valueClasses().valueLayout(of.schema, r.t)
	if layout == nil {
		w.fail(errNoSuchField)
		return
	}
	c := layout.class(secret, r.place)
	present := c.structure.members
	values := w.open(v, c, len(present))
	for n := range values {
		m := present[n]
		if w.value(&values[n], m.of, m.Member, ref{m.field.t, r.field(&m.field)}, m.Flags&Present != 0); w.err != nil {
			return
		}
	}
	w.close()
}

// value writes what a variable holds to v; see encoding.value.
func (w *valueWalk) value(v *Value, of *node, m *Member, r ref, present bool) {
	if r.t.form == formPointer {
		if r.isNil() {
			v.null(m.Flags & Sensitive)
			return
		}
		r = ref{r.t.elem, r.deref()}
	}
	switch r.t.form { // in the order of how many there are
	case formString:
		v.node, v.text = of, *at[string](r.place)
	case formBool:
		v.node, v.text = of, packedBool(*at[bool](r.place))
	case formInt8, formInt16, formInt32, formInt64:
		n, _ := r.int()
		v.node, v.text = of, packed(uint64(n))
	case formStruct:
		w.structure(v, of, m.Flags&Sensitive, r)
	case formUnion:
		w.union(v, of, m.Flags&Sensitive, r)
	case formList:
		w.list(v, of, m.Flags&Sensitive, r, present)
	case formMap:
		w.mapping(v, of, m.Flags&Sensitive, r, present)
	default:
		if *v = w.rarer(m, r, present); m.Flags&Sensitive != 0 {
			*v = v.WithSensitive()
		}
	}
}

// rarer returns what a variable holds that is none of those.
func (w *valueWalk) rarer(m *Member, r ref, present bool) Value {
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

func (w *valueWalk) union(v *Value, of *node, secret Flags, r ref) {
	u := r.t.unionOf(of.schema)
	i, wrapper := r.place.variant(u)
	if i < 0 {
		if !r.isNil() {
			w.fail(errNilVariant)
		}
		v.null(secret)
		return
	}
	variant := &u.variants[i]
	if i == len(of.schema.Members) {
		i = -1
	}
	w.variant(v, of, secret, i, variant, wrapper)
}

// variant writes a union with the member that a wrapper holds to v; the unknown one
// has index -1.
func (w *valueWalk) variant(v *Value, of *node, secret Flags, i int, t *variant, wrapper place) {
	if i >= 0 {
		tag := &of.schema.valueClasses().tagsOf(of.schema)[secret][i]
		if value := w.openUnion(v, &tag.class); value != nil {
			w.value(value, tag.of, tag.m, t.held(wrapper), true)
			w.close()
		}
	} else if u, ok := wrapper.pointer(t.t).(interface{ unknown() *UnknownMember }); ok {
		class := *of.class
		class.names = []string{u.unknown().Tag}
		if value := w.openUnion(v, &class); value != nil {
			*value = u.unknown().Value
			w.close()
		}
	}
}

func (w *valueWalk) list(v *Value, of *node, secret Flags, r ref, present bool) {
	if !present && r.isNil() {
		v.null(secret)
		return
	}
	values := w.open(v, of.class, r.listLen())
	m, dense := &of.schema.Members[0], of.schema.Flags&Sparse == 0
	elem := m.valueNode()
	for i := range values {
		if w.value(&values[i], elem, m, r.elem(i), dense); w.err != nil {
			return
		}
	}
	w.close()
}

func (w *valueWalk) mapping(v *Value, of *node, secret Flags, r ref, present bool) {
	if !present && r.isNil() {
		v.null(secret)
		return
	}
	c := w.mapClass(of, r)
	if values := w.open(v, c, len(c.names)); len(values) > 0 {
		w.entries(values, c.names, of.schema, r)
	}
	w.close()
}

// mapClass returns the class of a map: that of one before if it has the same keys,
// as maps in one list often have.
func (w *valueWalk) mapClass(of *node, r ref) *class {
	n := r.mapLen(r.t)
	if n == 0 {
		return of.class
	}
	for _, c := range w.maps {
		if c != nil && len(c.names) == n && c.schema == of.schema && c.sensitive == of.sensitive && r.mapHas(r.t, c.names) {
			return c
		}
	}
	c := &w.classes.take(1)[0]
	*c = *of.class
	c.names = r.sortedKeys(w.names.take(n)[:0])
	w.maps[w.mapped%len(w.maps)] = c
	w.mapped++
	return c
}

// entries writes what a map has under the keys.
func (w *valueWalk) entries(values []Value, keys []string, s *Schema, r ref) {
	m, dense := &s.Members[1], s.Flags&Sparse == 0
	value := m.valueNode()
	if r.t.rt == textMapType {
		texts := *at[map[string]string](r.place)
		for i, key := range keys {
			values[i] = Value{value, texts[key]}
		}
		return
	}
	entry := w.spare.take(r.t.elem)
	for i, key := range keys {
		r.mapGet(r.t, key, entry.place)
		if w.value(&values[i], value, m, entry, dense); w.err != nil {
			return
		}
	}
	w.spare.free(entry)
}
