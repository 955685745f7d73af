package wire

import (
	"errors"
	"math/big"
	"slices"
	"sync"
	"time"
)

// Decoders, and the common walk from one into a shape. Formats that have a walk of their
// own leave to it what is rare; see json_walk.go.

// What Next, Elem and Key return beside an index.
const (
	End     = -1 // the aggregate has ended
	Failed  = -2 // the input is malformed; Err tells why
	Unknown = -3 // Next met a union member that the schema does not have; Name tells which
)

// A Decoder reads one value of a format as the walk asks for it. The boolean
// that reading methods return last is false once something was malformed; Err
// then tells what, and nothing more may be asked.
type Decoder interface {
	Struct(s *Schema) bool
	// Next returns the index of the member that stands next, given the index it
	// returned before (-1 at first), or End or Failed. Members that a structure's
	// schema does not have are skipped; those of a union are Unknown.
	Next(s *Schema, prev int) int
	// Name returns the name of the member for which Next returned Unknown.
	Name() string
	List(m *Member) bool
	Elem(m *Member) int // 0 before an element, End or Failed
	Map(m *Member) bool
	Key(s *Schema) (string, int) // s is the map; 0 before a value, End or Failed

	// Null consumes a null if that is what stands next, and reports it.
	Null() bool
	Bool() (bool, bool)
	Int(bits int) (int64, bool)
	Float(bits int) (float64, bool)
	String() (string, bool)
	Blob() ([]byte, bool)
	Time(m *Member) (time.Time, bool)
	BigInt() (*big.Int, bool)
	BigDecimal() (*Decimal, bool)
	// Document reads whatever stands next.
	Document() (Value, bool)
	Skip() bool

	Offset() int64 // bytes consumed
	Err() error
	fail(err error)
}

// Decode fills v, a pointer to a zero value, from d. Its error is a *DecodeError.
//
//go:noinline
func Decode(d Decoder, v Shape) error { return decode(d, walkOf(d), met(v)) }

func decode(d Decoder, own walker, v Shape) error {
	w := decodings.Get().(*decoding)
	w.d, w.own = d, own
	return w.run(v)
}

// decodeBody is decode for the members that stay in the body of an HTTP message.
func decodeBody(d Decoder, own walker, v Shape) error {
	w := decodings.Get().(*decoding)
	w.d, w.own, w.bodyOnly = d, own, true
	return w.run(v)
}

// run fills v and gives the memory back.
func (w *decoding) run(v Shape) error {
	err := w.root(v)
	w.reset()
	decodings.Put(w)
	return err
}

// decodings keeps the memory of walks from one to the next.
var decodings = sync.Pool{New: func() any { return new(decoding) }}

// A walker is a walk: that of a Decoder that has one of its own, else commonWalk.
type walker interface {
	walkStructure(w *decoding, s *Schema, r ref) bool
	walkValue(w *decoding, m *Member, r ref) bool
}

// A decoding is one walk from a Decoder into a shape. On failure each level
// adds its name to the path while it unwinds.
type decoding struct {
	d        Decoder
	own      walker // d, if it is one, else commonWalk; nil in walks that embed this and ask nobody
	bodyOnly bool
	inEvent  bool
	depth    int
	taken    int64    // bytes that structures have taken
	path     []string // innermost first
	secret   bool     // something on the path is sensitive
	rooms    rooms
	spare    spares

	maps      *lastMaps // of JSON and CBOR, nil before the first map
	requestID string    // of an error in JSON, where its shape has no member for it
}

// reset makes the memory fit for another walk, with nothing in it that belongs to a
// caller. Most of it was not used.
func (w *decoding) reset() {
	w.rooms.reset()
	w.d, w.own = nil, nil
	w.bodyOnly, w.inEvent, w.secret = false, false, false
	w.depth, w.taken, w.path = 0, 0, nil
	if w.maps != nil {
		w.maps.reset()
	}
	w.requestID = ""
}

func newDecoding(d Decoder) decoding { return decoding{d: d, own: walkOf(d)} }

// walkOf returns the walk for a Decoder. Who knows his Decoder does without: this
// links the common walk.
func walkOf(d Decoder) walker {
	if own, ok := d.(walker); ok {
		return own
	}
	return commonWalk{}
}

// A commonWalk knows no format.
type commonWalk struct{}

// root fills the structure that v points to.
func (w *decoding) root(v Shape) error {
	r := refTo(v)
	return w.into(recall(&r.t.schema), r)
}

func (w *decoding) into(s *Schema, r ref) error {
	w.rooms.few = r.t.few
	if s == nil {
		w.d.fail(errNilOutput)
	} else if w.d.Null() || w.d.Err() == nil && w.structure(s, r) {
		return nil
	}
	return w.error(s)
}

func (w *decoding) fail(err error) bool {
	w.d.fail(err)
	return false
}

// enter counts a level of nesting.
func (w *decoding) enter() bool {
	if w.depth++; w.depth > MaxDepth {
		return w.fail(errTooDeep)
	}
	return true
}

var errTooMuch = errors.New("structures that take far more memory than the body that they are in")

// takes accounts for the memory of a structure in a body of so many bytes, of which two may
// be all that it is given: a list of those could else take hundreds of times the memory of
// a body, which is not limited to what a machine can hold so often.
func (w *decoding) takes(t *goType, body int) bool {
	const times, slack = 64, 1 << 20
	if w.taken += int64(t.bytes); w.taken > slack+times*int64(body) {
		return w.fail(errTooMuch)
	}
	return true
}

// A defaulter sets the members whose default is not their type's zero value.
type defaulter interface{ WireDefaults() }

// elsewhere reports whether a member of the outermost structure is none of what is
// being read.
func (w *decoding) elsewhere(m *Member) bool {
	return w.bodyOnly && !m.Location.inResponseBody() || w.inEvent && m.Flags&EventHeader != 0
}

func (w *decoding) structure(s *Schema, r ref) bool { return w.own.walkStructure(w, s, r) }

func (commonWalk) walkStructure(w *decoding, s *Schema, r ref) bool {
	if !w.enter() || !w.d.Struct(s) {
		return false
	}
	if r.t.defaults {
		r.any().(defaulter).WireDefaults()
	}
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		return w.fail(errNoSuchField)
	}
	i := -1
	for {
		i = w.d.Next(s, i)
		if i < 0 {
			w.depth--
			return i == End
		}
		m := &s.Members[i]
		if m.Flags&Streaming != 0 || w.depth == 1 && w.elsewhere(m) {
			if !w.d.Skip() {
				return w.underMember(s, m)
			}
			continue
		}
		if member := (ref{fields[i].t, r.field(&fields[i])}); w.null(member) {
			if m.Flags&Present == 0 {
				member.unset()
			}
		} else if !w.value(m, member) {
			return w.underMember(s, m)
		}
	}
}

// null consumes a null, except where it would be a document: there it is a value
// like others.
func (w *decoding) null(r ref) bool { return r.t.form != formValue && w.d.Null() }

var errTwoMembers = errors.New("a union with more than one member set")

// union reads a union. A known member wins over unknown ones, wherever it
// stands; nulls and "__type" are no members; two known members are an error.
func (w *decoding) union(s *Schema, r ref) bool {
	if !w.enter() || !w.d.Struct(s) {
		return false
	}
	u := r.t.unionOf(s)
	if len(u.variants) <= len(s.Members) {
		return w.fail(errNoSuchField)
	}
	var held ref // the field for the member read, once one has been
	i, known, unknown := -1, -1, false
	for {
		i = w.d.Next(s, i)
		switch {
		case i == End:
			w.depth--
			return true
		case i == Failed:
			return false
		case i == Unknown:
			tag := w.d.Name()
			if known >= 0 || unknown || tag == "__type" {
				if !w.d.Skip() {
					return w.under(tag)
				}
			} else if !w.d.Null() {
				if unknown = true; !w.unknown(&u.variants[len(s.Members)], r, tag) {
					return w.under(tag)
				}
			}
			i = -1
		case !s.holdsDocument(i) && w.d.Null():
		case known >= 0 && (known != i || s.Members[i].Flags&Flattened == 0): // only flattened lists and maps come in pieces
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
}

// unknown reads a member that the union's schema does not have.
func (w *decoding) unknown(v *variant, r ref, tag string) bool {
	value, ok := w.document()
	if !ok {
		return false
	}
	wrapper := newPlace(v.t)
	r.setVariant(v, wrapper)
	u, ok := wrapper.pointer(v.t).(interface{ unknown() *UnknownMember })
	if !ok {
		return w.fail(errNoSuchField)
	}
	*u.unknown() = UnknownMember{Tag: tag, Value: value}
	return true
}

// value reads the value of m into a variable.
func (w *decoding) value(m *Member, r ref) bool { return w.own.walkValue(w, m, r) }

func (commonWalk) walkValue(w *decoding, m *Member, r ref) bool {
	switch r.t.form {
	case formPointer:
		if r.t.elem.form == formString {
			return w.stringPointer(r)
		}
		return w.value(m, w.fresh(r))
	case formString:
		v, ok := w.d.String()
		*at[string](r.place) = v
		return ok
	case formStruct:
		return w.structure(m.Schema(), r)
	case formList:
		return w.list(m, m.Schema(), r)
	}
	return w.scalar(m, r)
}

// fresh makes a pointer point to a new variable, and refers to that.
func (w *decoding) fresh(r ref) ref {
	to := w.rooms.take(r.t.elem)
	r.point(to)
	return ref{r.t.elem, to}
}

func (w *decoding) stringPointer(r ref) bool {
	v, ok := w.d.String()
	if !ok {
		return false
	}
	if !r.t.elem.isText {
		*at[string](r.fresh(r.t.elem)) = v
		return true
	}
	*at[*string](r.place) = w.rooms.text(v)
	return true
}

func (w *decoding) list(m *Member, s *Schema, r ref) bool {
	if !w.enter() || !w.d.List(m) {
		return false
	}
	// A flattened list comes in pieces; anything else replaces what was there.
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeList(r.t, 0)
	}
	elem := &s.Members[0]
	for {
		switch w.d.Elem(elem) {
		case End:
			w.depth--
			return true
		case Failed:
			return false
		}
		if w.null(ref{t: r.t.elem}) {
			if s.Flags&Sparse != 0 {
				r.append()
			}
			continue
		}
		if !w.value(elem, r.append()) {
			return w.underElem(s, r.listLen()-1)
		}
	}
}

func (w *decoding) mapping(m *Member, s *Schema, r ref) bool {
	if !w.enter() || !w.d.Map(m) {
		return false
	}
	if m.Flags&Flattened == 0 || r.isNil() {
		r.makeMap(r.t, 0)
	}
	value := &s.Members[1]
	entry := w.spare.take(r.t.elem)
	for fresh := true; ; fresh = false {
		key, step := w.d.Key(s)
		switch step {
		case End:
			w.depth--
			w.spare.free(entry)
			return true
		case Failed:
			return false
		}
		if !fresh {
			entry.setZero(entry.t)
		}
		if w.null(entry) {
			if s.Flags&Sparse != 0 {
				r.put(key, entry)
			} else {
				r.mapDelete(r.t, key)
			}
			continue
		}
		if !w.value(value, entry) {
			return w.underKey(s, key)
		}
		r.put(key, entry)
	}
}

func (w *decoding) scalar(m *Member, r ref) bool {
	d := w.d
	switch r.t.form {
	case formBool:
		v, ok := d.Bool()
		*at[bool](r.place) = v
		return ok
	case formInt8, formInt16, formInt32, formInt64:
		v, ok := d.Int(8 << (r.t.form - formInt8))
		return ok && r.setInt(v)
	case formTime:
		v, ok := d.Time(m)
		*at[time.Time](r.place) = v
		return ok
	case formBlob:
		v, ok := d.Blob()
		*at[[]byte](r.place) = v
		return ok
	case formFloat32, formFloat64, formValue, formBigInt, formDecimal, formMap, formUnion:
		return m.codec().decode(w, m, r)
	}
	return w.fail(errNoSuchField)
}

// document reads a document. A Decoder bounds how deeply it nests by itself;
// together with what it stands in it must not exceed what can be written back.
func (w *decoding) document() (Value, bool) {
	v, ok := w.d.Document()
	if ok && !v.nestsWithin(MaxDepth-w.depth) {
		return Value{}, w.fail(errTooDeep)
	}
	return v, ok
}

func (v Value) nestsWithin(depth int) bool {
	return depth > 0 && !slices.ContainsFunc(v.values(), func(e Value) bool { return !e.nestsWithin(depth - 1) })
}
