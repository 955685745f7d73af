package wire

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

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
func Decode(d Decoder, v Shape) error { return decode(d, v, false) }

func decode(d Decoder, v Shape, bodyOnly bool) error {
	s := newScratch()
	defer s.free()
	return decodeWith(s, d, v, bodyOnly)
}

func decodeWith(s *scratch, d Decoder, v Shape, bodyOnly bool) error {
	w := decoding{d: d, bodyOnly: bodyOnly, scratch: s}
	if d.Null() || d.Err() == nil && w.shape(v) {
		return nil
	}
	return w.error(v.WireSchema())
}

// A decoding is one walk from a Decoder into a shape. On failure each level
// adds its name to the path while it unwinds.
type decoding struct {
	*scratch
	d        Decoder
	bodyOnly bool
	inEvent  bool
	depth    int
	path     []string // innermost first
	secret   bool     // something on the path is sensitive
	strings  []string // room for strings behind pointers, taken from the front
	given    int      // how many have been taken in all
}

func (w *decoding) error(s *Schema) *DecodeError {
	var path strings.Builder
	for i := len(w.path) - 1; i >= 0; i-- {
		if path.Len() > 0 && !strings.HasPrefix(w.path[i], "[") {
			path.WriteByte('.')
		}
		path.WriteString(w.path[i])
	}
	err := w.d.Err()
	if w.secret {
		err = errSecret
	}
	return &DecodeError{Shape: s.Name(), Path: path.String(), Offset: w.d.Offset(), Err: err}
}

// errSecret stands for an error that may quote a sensitive value.
var errSecret = errors.New("malformed value of a sensitive member: " + redacted)

// under adds a level to the path of a failure.
func (w *decoding) under(name string) bool {
	w.path = append(w.path, name)
	return false
}

func (w *decoding) underMember(s *Schema, m *Member) bool {
	w.secret = w.secret || (s.Flags|m.Flags)&Sensitive != 0
	return w.under(m.Name)
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

// A defaulter sets the members whose default is not their type's zero value.
type defaulter interface{ WireDefaults() }

func (w *decoding) shape(v Shape) bool {
	s := v.WireSchema()
	if !w.enter() || !w.d.Struct(s) {
		return false
	}
	if d, ok := v.(defaulter); ok {
		d.WireDefaults()
	}
	first := len(w.refs)
	w.refs = v.WireMembers(w.refs)
	refs := w.refs[first:]
	i := -1
	for {
		i = w.d.Next(s, i)
		if i < 0 {
			w.depth--
			w.refs = w.refs[:first]
			return i == End
		}
		m := &s.Members[i]
		if m.Flags&Streaming != 0 || w.depth == 1 && (w.bodyOnly && !m.Location.inResponseBody() || w.inEvent && m.Flags&EventHeader != 0) {
			if !w.d.Skip() {
				return w.underMember(s, m)
			}
			continue
		}
		if target := m.Schema(); w.null(target) {
			unset(refs[i])
		} else if !w.value(m, target, refs[i]) {
			return w.underMember(s, m)
		}
	}
}

// null consumes a null, except where it would be a document: there it is a value
// like others.
func (w *decoding) null(s *Schema) bool { return s.Kind != Document && w.d.Null() }

var errTwoMembers = errors.New("a union with more than one member set")

// union reads a union. A known member wins over unknown ones, wherever it
// stands; nulls and "__type" are no members; two known members are an error.
func (w *decoding) union(s *Schema, r unionRef) bool {
	if !w.enter() || !w.d.Struct(s) {
		return false
	}
	var set Variant // what this union has been set to
	i, known := -1, -1
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
			if set != nil || tag == "__type" {
				if !w.d.Skip() {
					return w.under(tag)
				}
			} else if !w.d.Null() {
				var ok bool
				if set, ok = w.unknown(s, r, tag); !ok {
					return w.under(tag)
				}
			}
			i = -1
		case w.d.Null():
		case !w.known(s, r, i, known, &set):
			return w.underMember(s, &s.Members[i])
		default:
			known = i
		}
	}
}

// known reads member i of a union, of which before was read before. Only the
// pieces of a flattened list or map may come more than once.
func (w *decoding) known(s *Schema, r unionRef, i, before int, set *Variant) bool {
	m := &s.Members[i]
	switch {
	case before < 0:
		*set = s.Variant(i)
		if !r.set(*set) {
			return w.fail(errNoSuchField)
		}
	case before != i || m.Flags&Flattened == 0:
		return w.fail(errTwoMembers)
	}
	first := len(w.refs)
	w.refs = (*set).WireMembers(w.refs)
	ok := w.value(m, m.Schema(), w.refs[first])
	w.refs = w.refs[:first]
	return ok
}

// unknown reads a member that the union's schema does not have.
func (w *decoding) unknown(s *Schema, r unionRef, tag string) (Variant, bool) {
	value, ok := w.document()
	if !ok {
		return nil, false
	}
	v := s.Variant(-1)
	u, ok := v.(interface{ unknown() *UnknownMember })
	if !ok || !r.set(v) {
		return nil, w.fail(errNoSuchField)
	}
	*u.unknown() = UnknownMember{Tag: tag, Value: value}
	return v, true
}

// value reads the value of m, whose target is s, into what ref refers to.
func (w *decoding) value(m *Member, s *Schema, ref any) bool {
	switch s.Kind {
	case Structure, Union:
		return w.aggregate(s, ref)
	case List:
		return w.list(m, s, ref)
	case Map:
		return w.mapping(m, s, ref)
	}
	return w.scalar(m, s.Kind, ref)
}

func (w *decoding) aggregate(s *Schema, ref any) bool {
	switch r := ref.(type) {
	case Shape:
		return w.shape(r)
	case unionRef:
		return w.union(s, r)
	case optionalRef:
		return w.shape(r.create())
	}
	return w.fail(errNoSuchField)
}

func (w *decoding) list(m *Member, s *Schema, ref any) bool {
	l, ok := ref.(ListRef)
	if !ok {
		return w.fail(errNoSuchField)
	}
	if !w.enter() || !w.d.List(m) {
		return false
	}
	// A flattened list comes in pieces; anything else replaces what was there.
	if m.Flags&Flattened == 0 || l.IsNil() {
		l.Clear()
	}
	elem := &s.Members[0]
	target := elem.Schema()
	for {
		switch w.d.Elem(elem) {
		case End:
			w.depth--
			return true
		case Failed:
			return false
		}
		if w.null(target) {
			if s.Flags&Sparse != 0 {
				l.Append()
			}
			continue
		}
		if !w.value(elem, target, l.Append()) {
			return w.under("[" + strconv.Itoa(l.Len()-1) + "]")
		}
	}
}

func (w *decoding) mapping(m *Member, s *Schema, ref any) bool {
	r, ok := ref.(mapRef)
	if !ok {
		return w.fail(errNoSuchField)
	}
	if !w.enter() || !w.d.Map(m) {
		return false
	}
	if m.Flags&Flattened == 0 || r.isNil() {
		r.clear()
	}
	value := &s.Members[1]
	target := value.Schema()
	slot := r.slot()
	for {
		key, step := w.d.Key(s)
		switch step {
		case End:
			w.depth--
			return true
		case Failed:
			return false
		}
		ref := slot.next()
		if w.null(target) {
			if s.Flags&Sparse != 0 {
				slot.store(key)
			} else {
				slot.drop(key)
			}
			continue
		}
		if !w.value(value, target, ref) {
			if s.hasSecretKeys() {
				key = redacted
			}
			return w.under(fmt.Sprintf("[%q]", key))
		}
		slot.store(key)
	}
}

func (w *decoding) scalar(m *Member, k Kind, ref any) bool {
	d := w.d
	switch k {
	case String, Enum:
		v, ok := d.String()
		return ok && w.stored(w.storeString(ref, v))
	case Boolean:
		v, ok := d.Bool()
		return ok && w.stored(store(ref, v))
	case Byte, Short, Integer, IntEnum, Long:
		v, ok := d.Int(width(k))
		return ok && w.stored(storeInt(ref, k, v))
	case Float, Double:
		v, ok := d.Float(width(k))
		return ok && w.stored(storeFloat(ref, k, v))
	case Timestamp:
		v, ok := d.Time(m)
		return ok && w.stored(store(ref, v))
	case Blob:
		v, ok := d.Blob()
		return ok && w.stored(store(ref, v))
	case Document:
		v, ok := w.document()
		return ok && w.stored(store(ref, v))
	case BigInteger:
		v, ok := d.BigInt()
		return ok && w.stored(store(ref, v))
	case BigDecimal:
		v, ok := d.BigDecimal()
		return ok && w.stored(store(ref, v))
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
	return depth > 0 && !slices.ContainsFunc(v.fields(), func(f Field) bool { return !f.Value.nestsWithin(depth - 1) })
}

func (w *decoding) stored(ok bool) bool {
	if !ok {
		w.fail(errNoSuchField)
	}
	return ok
}

// storeString writes a string field. Strings behind pointers are taken from
// blocks that grow with the number of strings met, so that a small body does
// not pay for a large one's.
func (w *decoding) storeString(ref any, v string) bool {
	switch p := ref.(type) {
	case **string:
		if len(w.strings) == 0 {
			w.strings = make([]string, min(max(w.given, 4), 16))
			w.given += len(w.strings)
		}
		w.strings[0] = v
		*p = &w.strings[0]
		w.strings = w.strings[1:]
	case *string:
		*p = v
	case stringRef:
		p.setString(v)
	default:
		return false
	}
	return true
}
