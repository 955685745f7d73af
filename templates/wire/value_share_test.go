package wire

import (
	"math/big"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Shapes that have some members and keys in common, but not all.
var similar = rapid.Custom(func(t *rapid.T) everything {
	var v everything
	if rapid.Bool().Draw(t, "named") {
		v.Name = new(rapid.StringN(0, 3, -1).Draw(t, "name"))
	}
	if rapid.Bool().Draw(t, "sized") {
		v.Size = new(size(rapid.Int32().Draw(t, "size")))
	}
	v.Labels = rapid.MapOfN(rapid.SampledFrom([]string{"a", "b", "c"}), rapid.Just("x"), 0, 2).Draw(t, "labels")
	v.Nested = rapid.MapOfN(rapid.SampledFrom([]string{"a", "b"}), rapid.Just([]everything{{Secret: new("s")}}), 0, 2).Draw(t, "nested")
	v.Choice = rapid.SampledFrom([]choice{nil, &choiceText{"a"}, &choiceNumber{1}, unknownChoice("newer", IntValue(nil, 1))}).Draw(t, "choice")
	return v
})

// What values share with those made before changes nothing in them, and a tree that
// shares is read as one built by hand.
func TestSharedClasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := everything{Kids: rapid.SliceOfN(similar, 0, 8).Draw(t, "kids")}
		tree := v.ToValue()
		if want := new(valueEncoder).encoded(&v); !sameTree(tree, want) {
			t.Fatalf("got %v, want %v", tree.Any(), want.Any())
		}
		var got, want everything
		err, wantErr := FromValue(tree, &got), FromValue(byHand(tree), &want)
		sameRead(t, &got, &want, err, wantErr)
		if diff := cmp.Diff(v, got, equal); diff != "" && err == nil {
			t.Fatalf("want -, got +:\n%s", diff)
		}
	})
}

// byHand builds a tree of its parts.
func byHand(v Value) Value {
	var fields []Field
	for name, value := range v.Entries() {
		fields = append(fields, Field{name, byHand(value)})
	}
	built := v
	if v.Kind().isAggregate() {
		built = fieldsValue(v.Schema(), v.Kind(), fields)
	}
	if v.Sensitive() {
		built = built.WithSensitive()
	}
	return built
}

// A turned union has members of choice, in another order.
type turned interface {
	Shape
	isTurned()
}

type (
	turnedNumber  struct{ Value int32 }
	turnedText    struct{ Value string }
	turnedUnknown struct{ UnknownMember }
	turnedHolder  struct{ Choice turned }
)

func (*turnedNumber) isTurned()  {}
func (*turnedText) isTurned()    {}
func (*turnedUnknown) isTurned() {}

func (v *turnedNumber) ToValue() Value  { return ToValue(&turnedSchema, v) }
func (v *turnedText) ToValue() Value    { return ToValue(&turnedSchema, v) }
func (v *turnedUnknown) ToValue() Value { return ToValue(&turnedSchema, v) }
func (v *turnedHolder) ToValue() Value  { return ToValue(&turnedHolderSchema, v) }

var (
	turnedSchema = Schema{
		ID: "test#Turned", Kind: Union, Codec: UnionCodec{},
		Members:  []Member{{Name: "number", Target: &IntegerSchema}, {Name: "text", Target: &StringSchema}},
		Variants: []any{(*turnedNumber)(nil), (*turnedText)(nil), (*turnedUnknown)(nil)},
	}
	turnedHolderSchema = Schema{ID: "test#TurnedHolder", Kind: Structure, Type: (*turnedHolder)(nil), Members: []Member{{Name: "Choice", Target: &turnedSchema}}}
)

// A union's member that ToValue made is known by its place, but to its own union only.
func TestFromValueOfAnotherUnion(t *testing.T) {
	for _, c := range []struct {
		from choice
		want turned
	}{
		{&choiceText{"a"}, &turnedText{"a"}},
		{&choiceNumber{7}, &turnedNumber{7}},
		{&choiceNothing{}, &turnedUnknown{UnknownMember{"nothing", StructureValue(&UnitSchema)}}},
	} {
		var got turnedHolder
		err := FromValue(StructureValue(nil, Field{"Choice", c.from.ToValue()}), &got)
		if diff := cmp.Diff(turnedHolder{c.want}, got, equal); err != nil || diff != "" {
			t.Errorf("%T: %v; want -, got +:\n%s", c.from, err, diff)
		}
	}
}

// An asking is the key of a map whose schema is asked for while the classes of the map are made.
type asking struct{}

var whileAsked func()

func (*asking) WireSchema() *Schema {
	whileAsked()
	return &StringSchema
}

// Who asks for a shape's classes while somebody else makes them gets the same.
func TestClassesMadeTwice(t *testing.T) {
	s := &Schema{ID: "test#Asked", Kind: Map, Members: []Member{{Name: "key", Lazy: (*asking)(nil)}, {Name: "value", Target: &StringSchema}}}
	var other *classes
	whileAsked = func() {
		whileAsked = func() {}
		done := make(chan bool)
		go func() { other = s.valueClasses(); close(done) }()
		<-done
	}
	if got := s.valueClasses(); got != other || got != s.valueClasses() {
		t.Errorf("got %p, the other %p, later %p", got, other, s.valueClasses())
	}
}

func TestPacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		if got := IntValue(nil, n).Int(); got != n {
			t.Errorf("%d, want %d", got, n)
		}
		f := rapid.Float64().Draw(t, "f")
		if got := FloatValue(nil, f).Float(); got != f {
			t.Errorf("%g, want %g", got, f)
		}
		when := time.Unix(n, rapid.Int64Range(0, 999_999_999).Draw(t, "nanos")).UTC()
		if got := TimeValue(nil, when).Time(); got != when {
			t.Errorf("%v, want %v", got, when)
		}
		d := &Decimal{Exponent: rapid.Int32().Draw(t, "exponent")}
		d.Unscaled.Lsh(big.NewInt(n), rapid.UintRange(0, 200).Draw(t, "shift"))
		if got := BigDecimalValue(nil, d).BigDecimal(); got.Exponent != d.Exponent || got.Unscaled.Cmp(&d.Unscaled) != 0 {
			t.Errorf("%v, want %v", got, d)
		}
		if got := BigIntegerValue(nil, &d.Unscaled).BigInteger(); got.Cmp(&d.Unscaled) != 0 {
			t.Errorf("%v, want %v", got, &d.Unscaled)
		}
	})
}

// A value that is not of the kind its schema says is nonsense, but no panic.
func TestMismatchedSchema(t *testing.T) {
	schemas := []*Schema{&BooleanSchema, &LongSchema, &DoubleSchema, &BigIntegerSchema, &BigDecimalSchema, &TimestampSchema, &BlobSchema,
		&StringSchema, &choiceSchema, &everythingSchema, everythingSchema.Members[21].Target, everythingSchema.Members[25].Target}
	for _, s := range schemas {
		for _, v := range []Value{BoolValue(s, true), IntValue(s, -1), StringValue(s, ""), StringValue(s, "text"), ListValue(s, NullValue()),
			MapValue(s, Field{"k", NullValue()}), StructureValue(s), UnionValue(s, "text", NullValue())} {
			if v.Kind() != s.Kind || v.String() == "" || !v.Equal(v) {
				t.Errorf("%v of %s", v, s.ID)
			}
			v.Any()
			v.Int()
			_ = FromValue(v, new(everything))
		}
	}
}

func TestValueIsSmall(t *testing.T) {
	if got, want := reflect.TypeFor[Value]().Size(), 3*reflect.TypeFor[uintptr]().Size(); got != want {
		t.Errorf("a Value has %d bytes, want %d", got, want)
	}
}
