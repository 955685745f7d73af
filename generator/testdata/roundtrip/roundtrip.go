// Package roundtrip sends random values of every shape of generated packages
// through every format: what is read has to be what was written.
package roundtrip

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"time"

	"example.com/generated/wire"
)

// A format writes a shape and reads it again.
type format struct {
	name   string
	append func([]byte, wire.Shape) ([]byte, error)
	decode func([]byte, wire.Shape) error
	plain  bool // has no documents, and tells members apart by their names in XML at most
}

var formats = []format{
	{"JSON", wire.AppendJSON, wire.DecodeJSON, false},
	{"CBOR", wire.AppendCBOR, wire.DecodeCBOR, true},
	{"XML", wire.AppendXML, wire.DecodeXML, true},
}

// Run checks the inputs, outputs and errors of the operations, each with a few
// values, and returns the first failure.
func Run(operations []*wire.Operation) error {
	seen := map[string]bool{}
	for _, op := range operations {
		for _, s := range append([]*wire.Schema{op.Input, op.Output}, op.Errors...) {
			if seen[s.ID] {
				continue
			}
			seen[s.ID] = true
			for seed := range uint64(3) {
				if err := check(s, rand.New(rand.NewPCG(seed, uint64(len(s.ID))))); err != nil {
					return fmt.Errorf("%s of %s, seed %d: %w", s.ID, op.Name, seed, err)
				}
			}
		}
	}
	return nil
}

func check(s *wire.Schema, random *rand.Rand) error {
	drawn := (&source{random: random, left: 400}).value(&wire.Member{Target: s}, 0)
	v := s.New()
	if err := wire.FromValue(drawn, v); err != nil {
		return err
	}
	want := v.ToValue()
	if !holds(want, drawn) {
		return fmt.Errorf("the fields hold %#v of %#v", want.Any(), drawn.Any())
	}
	for _, f := range formats {
		if f.plain && unfit(s, map[*wire.Schema]bool{}) {
			continue
		}
		body, err := f.append(nil, v)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		back := s.New()
		if err := f.decode(body, back); err != nil {
			return fmt.Errorf("%s %s: %w", f.name, body, err)
		}
		if got := back.ToValue(); !got.Equal(want) {
			return fmt.Errorf("%s %s: got\n%#v\nwant\n%#v", f.name, body, got.Any(), want.Any())
		}
		// Cut anywhere, a body is refused or read; nothing panics or hangs.
		cut := body[:random.IntN(len(body)+1)]
		if err := f.decode(cut, s.New()); err != nil {
			if _, ok := errors.AsType[*wire.DecodeError](err); !ok {
				return fmt.Errorf("%s cut to %s: %w", f.name, cut, err)
			}
		}
	}
	return standard(s, v)
}

// standard checks that encoding/json does what the walk does, whether a type has
// methods for it or tags.
func standard(s *wire.Schema, v wire.Shape) error {
	walked, err := wire.AppendJSON(nil, v)
	if err != nil {
		return err
	}
	want, err := json.Marshal(json.RawMessage(walked)) // escapes as encoding/json does
	if err != nil {
		return err
	}
	got, err := json.Marshal(v)
	if err != nil || !bytes.Equal(got, want) {
		return fmt.Errorf("encoding/json: got\n%s\nwant\n%s: %w", got, want, err)
	}
	back := s.New()
	if err := json.Unmarshal(got, back); err != nil || !back.ToValue().Equal(v.ToValue()) {
		return fmt.Errorf("encoding/json of %s: got\n%#v\nwant\n%#v: %w", got, back.ToValue().Any(), v.ToValue().Any(), err)
	}
	return nil
}

// holds reports whether all that was drawn is in what the fields hold; plain
// fields hold something in any case, and say nothing where they are unsaid and zero.
func holds(have, drawn wire.Value) bool {
	switch drawn.Kind() {
	case wire.Structure, wire.Union, wire.Map:
		for name, member := range drawn.Entries() {
			if !holds(have.Member(name), member) && !(isUnsaid(drawn.Schema(), name) && isZero(member)) {
				return false
			}
		}
		return have.Kind() == drawn.Kind()
	case wire.List:
		for i := range drawn.Len() {
			if !holds(have.Elem(i), drawn.Elem(i)) {
				return false
			}
		}
		return have.Len() == drawn.Len()
	}
	return have.Equal(drawn)
}

func isUnsaid(s *wire.Schema, name string) bool {
	i := s.MemberIndex(name)
	return i >= 0 && s.Members[i].Flags&wire.Unsaid != 0
}

// isZero reports whether a scalar that can be unsaid is its type's zero.
func isZero(v wire.Value) bool {
	if v.Kind() == wire.Timestamp {
		return v.Time().IsZero()
	}
	return v.Text() == "" && v.Int() == 0 && v.Float() == 0 && !v.Bool()
}

// unfit reports whether a shape holds a document, or a structure two of whose
// members have one name in XML: some of JSON services' have.
func unfit(s *wire.Schema, seen map[*wire.Schema]bool) bool {
	names := map[string]bool{}
	for _, m := range s.Members {
		name := cmp.Or(m.XML, m.Name)
		if names[name] && s.Kind == wire.Structure {
			return true
		}
		names[name] = true
	}
	if s.Kind == wire.Document {
		return true
	}
	if seen[s] {
		return false
	}
	seen[s] = true
	for i := range s.Members {
		if unfit(s.Members[i].Schema(), seen) {
			return true
		}
	}
	return false
}

// A source draws values; left bounds how many more.
type source struct {
	random *rand.Rand
	left   int
}

func (r *source) value(m *wire.Member, depth int) wire.Value {
	s := m.Schema()
	v := r.of(s, depth)
	if cmp.Or(m.Time, s.Time) == wire.HTTPDate { // which has no more than seconds
		v = wire.TimeValue(s, v.Time().Truncate(time.Second))
	}
	if m.Flags&wire.Sensitive != 0 {
		v = v.WithSensitive()
	}
	return v
}

func (r *source) of(s *wire.Schema, depth int) wire.Value {
	r.left--
	switch s.Kind {
	case wire.Structure:
		var members []wire.Field
		for i := range s.Members {
			m := &s.Members[i]
			if m.Flags&wire.Streaming == 0 && r.wanted(m, depth) {
				members = append(members, wire.Field{Name: m.Name, Value: r.value(m, depth+1)})
			}
		}
		return wire.StructureValue(s, members...)
	case wire.Union:
		if len(s.Members) == 0 || r.random.IntN(2) == 0 {
			return wire.UnionValue(s, "newerThanTheModel", wire.StringValue(nil, "kept"))
		}
		m := &s.Members[r.random.IntN(len(s.Members))]
		return wire.UnionValue(s, m.Name, r.value(m, depth+1))
	case wire.List:
		elems := make([]wire.Value, 1+r.random.IntN(2))
		for i := range elems {
			elems[i] = r.value(&s.Members[0], depth+1)
		}
		return wire.ListValue(s, elems...)
	case wire.Map:
		return wire.MapValue(s, wire.Field{Name: "a " + r.text(), Value: r.value(&s.Members[1], depth+1)}, wire.Field{Name: "b", Value: r.value(&s.Members[1], depth+1)})
	}
	return r.scalar(s)
}

// wanted decides whether a member is set: those without which nothing would be
// tested more often than deep ones, and nothing at all beyond some depth.
func (r *source) wanted(m *wire.Member, depth int) bool {
	switch m.Schema().Kind {
	case wire.Structure, wire.Union, wire.List, wire.Map:
		return depth < 6 && r.left > 0 && r.random.IntN(4) > 0
	}
	return r.left > -200 && r.random.IntN(4) > 0
}

func (r *source) scalar(s *wire.Schema) wire.Value {
	switch s.Kind {
	case wire.Enum:
		if len(s.Values) == 0 || r.random.IntN(2) == 0 {
			return wire.StringValue(s, "NEWER_THAN_THE_MODEL")
		}
		return wire.StringValue(s, s.Values[r.random.IntN(len(s.Values))])
	case wire.Boolean:
		return wire.BoolValue(s, r.random.IntN(2) == 0)
	case wire.Byte:
		return wire.IntValue(s, int64(int8(r.random.Uint64())))
	case wire.Short:
		return wire.IntValue(s, int64(int16(r.random.Uint64())))
	case wire.Integer, wire.IntEnum:
		return wire.IntValue(s, int64(int32(r.random.Uint64())))
	case wire.Long:
		return wire.IntValue(s, int64(r.random.Uint64()))
	case wire.Float:
		return wire.FloatValue(s, float64(float32(r.random.NormFloat64())))
	case wire.Double:
		return wire.FloatValue(s, []float64{r.random.NormFloat64(), math.Inf(-1), math.NaN(), 1e300}[r.random.IntN(4)])
	case wire.Blob:
		return wire.BlobValue(s, bytes.Repeat([]byte{byte(r.random.Uint64())}, r.random.IntN(5)))
	case wire.Timestamp:
		return wire.TimeValue(s, time.UnixMilli(r.random.Int64N(4e12)))
	case wire.BigInteger:
		return wire.BigIntegerValue(s, new(big.Int).Lsh(big.NewInt(r.random.Int64()), 80))
	case wire.BigDecimal:
		return wire.BigDecimalValue(s, &wire.Decimal{Unscaled: *big.NewInt(r.random.Int64()), Exponent: -7})
	case wire.Document:
		if r.random.IntN(3) == 0 {
			return wire.NullValue()
		}
		return wire.MapValue(nil, wire.Field{Name: "k", Value: wire.ListValue(nil, wire.NullValue(), wire.IntValue(nil, 1))})
	}
	return wire.StringValue(s, r.text())
}

func (r *source) text() string {
	return []string{"", "plain", `<&>"'`, "é€😀", " spaces ", "line\nline", "\\u0000"}[r.random.IntN(7)]
}
