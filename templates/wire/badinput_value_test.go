package wire

import (
	"errors"
	"math"
	"math/big"
	"testing"
	"time"
)

// A badValue is a Value that stands for a member of everything.
type badValue struct {
	row, member string
	value       Value
	want        string
	holds       Shape
}

// document returns what a document holds that was read from JSON.
func document(text string) Value {
	var v Value
	if err := v.UnmarshalJSON([]byte(text)); err != nil {
		panic(err)
	}
	return v
}

func huge() *big.Int { return new(big.Int).Lsh(big.NewInt(1), 63) }

var badValues = []badValue{
	{"integer-range", "Tiny", IntValue(nil, 128), "number out of range", nil},
	{"integer-range", "Short", IntValue(nil, -32769), "number out of range", nil},
	{"integer-range", "Count", IntValue(nil, 1<<31), "number out of range", nil},
	{"integer-range", "Total", BigIntegerValue(nil, huge()), "number out of range", nil},
	{"integer-range", "Total", FloatValue(nil, 1<<63), "number out of range", nil},
	{"integer-fraction", "Count", document("1.5"), "expected an integer, found a number with a fraction", nil},
	{"integer-fraction", "Count", FloatValue(nil, math.NaN()), "not a decimal number", nil},
	{"integer-exponent", "Count", document("1e3"), "", &everything{Count: new(int32(1000))}},
	{"integer-exponent", "Total", document("9007199254740993.0"), "", &everything{Total: 9007199254740993}},
	{"integer-exponent", "Total", BigIntegerValue(nil, big.NewInt(-5)), "", &everything{Total: -5}},
	{"big-exponent", "Big", document("1e3"), "expected a value of kind BigInteger, found Double", nil},
	{"big-string", "Big", StringValue(nil, "12"), "expected a value of kind BigInteger, found String", nil},
	{"float-range", "Ratio", FloatValue(nil, 1e39), "number out of range", nil},
	{"float-range", "Score", document("1e999"), "number out of range", nil},
	{"float-tiny", "Ratio", FloatValue(nil, 1e-60), "", &everything{Ratio: new(float32(0))}},
	{"float-integer", "Score", IntValue(nil, 9007199254740993), "", &everything{Score: new(9007199254740992.0)}},
	{"float-integer", "Score", BigIntegerValue(nil, huge()), "", &everything{Score: new(9223372036854775808.0)}},
	{"float-name", "Ratio", FloatValue(nil, math.Inf(-1)), "", &everything{Ratio: new(float32(math.Inf(-1)))}},
	{"float-spelling", "Score", StringValue(nil, "NaN"), "expected a value of kind Double, found String", nil},
	{"float-digits", "Score", document("0.30000000000000004"), "", &everything{Score: new(0.30000000000000004)}},
	{"float-digits", "Ratio", document("3.40282346638528860e38"), "", &everything{Ratio: new(float32(math.MaxFloat32))}},
	{"float-digits", "Exact", document("0.1"), "", &everything{Exact: decimal("0.1")}},
	{"float-digits", "Exact", FloatValue(nil, math.Inf(1)), "not a decimal number", nil},
	{"number-string", "Count", StringValue(nil, "5"), "expected a value of kind Long, found String", nil},
	{"string-number", "Name", IntValue(nil, 7), "expected a value of kind String, found Long", nil},
	{"wrong-type", "Flag", StringValue(nil, "true"), "expected a value of kind Boolean, found String", nil},
	{"wrong-type", "Data", StringValue(nil, "aGk="), "expected a value of kind Blob, found String", nil},
	{"wrong-type", "When", IntValue(nil, 1), "expected a value of kind Timestamp, found Long", nil},
	{"wrong-type", "Child", ListValue(nil), "expected a value of kind Structure, found List", nil},
	{"wrong-type", "Choice", StringValue(nil, "text"), "expected a value of kind Union, found String", nil},
	{"wrong-type", "Tags", MapValue(nil), "expected a value of kind List, found Map", nil},
	{"wrong-type", "Labels", ListValue(nil), "expected a value of kind Map, found List", nil},
	{"wrong-type", "", StringValue(nil, "x"), "expected a value of kind Structure, found String", nil},
	{"null-member", "Name", NullValue(), "", nil},
	{"null-member", "Name", Value{}, "", nil},
	{"null-after", "", MapValue(nil, Field{"Name", StringValue(nil, "a")}, Field{"Name", NullValue()}), "", nil},
	{"null-dense", "Tags", ListValue(nil, NullValue(), StringValue(nil, "a")), "", &everything{Tags: []string{"a"}}},
	{"null-sparse", "Holes", ListValue(nil, NullValue()), "", &everything{Holes: []*string{nil}}},
	{"null-body", "", NullValue(), "", nil},
	{"null-body", "", Value{}, "", nil},
	{"duplicate-member", "", MapValue(nil, Field{"Name", StringValue(nil, "a")}, Field{"Name", StringValue(nil, "b")}), "", &everything{Name: new("b")}},
	{"duplicate-key", "Labels", MapValue(nil, Field{"k", StringValue(nil, "a")}, Field{"k", StringValue(nil, "b")}), "", &everything{Labels: map[string]string{"k": "b"}}},
	{"union-none", "Choice", MapValue(nil), "", nil},
	{"union-unknown", "Choice", MapValue(nil, Field{"newer", IntValue(nil, 1)}), "", &everything{Choice: unknownChoice("newer", IntValue(nil, 1))}},
	{"union-beside", "Choice", MapValue(nil, Field{"newer", IntValue(nil, 1)}, Field{"text", StringValue(nil, "a")}), "", &everything{Choice: &choiceText{"a"}}},
	{"union-beside", "Choice", MapValue(nil, Field{"__type", StringValue(nil, "x")}, Field{"newer", IntValue(nil, 1)}), "", &everything{Choice: unknownChoice("newer", IntValue(nil, 1))}},
	{"time-range", "When", TimeValue(nil, time.Unix(253402300800, 0)), "", &everything{When: unixTime(253402300800, 0)}},
	{"unknown-member", "x", IntValue(nil, 1), `Everything has no member "x"`, nil},
}

// decode fills an everything, and returns the case as the others are.
func (c *badValue) decode() (badCase, Shape, error) {
	value, member := c.value, c.member
	if member != "" {
		value = StructureValue(nil, Field{member, value})
	}
	if c.row == "unknown-member" {
		member = ""
	}
	out := new(everything)
	err := FromValue(value, out)
	return badCase{row: c.row, format: "Value", member: member, want: c.want, holds: c.holds}, out, err
}

func TestBadValues(t *testing.T) {
	for _, c := range badValues {
		bad, out, err := c.decode()
		checkBad(t, &bad, out, err)
		if e, ok := errors.AsType[*DecodeError](err); ok && e.Offset != 0 {
			t.Errorf("%s: at byte %d of no body", c.row, e.Offset)
		}
	}
	both := MapValue(nil, Field{"text", StringValue(nil, "a")}, Field{"number", IntValue(nil, 1)})
	err := FromValue(StructureValue(nil, Field{"Choice", both}), new(everything))
	if want := "decoding Everything.Choice.number: at byte 0: " + twoMembers; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A nil pointer to a union's member is not the member: nothing is written of it.
func TestNilVariant(t *testing.T) {
	for name, c := range map[string]choice{"known": (*choiceText)(nil), "unknown": (*choiceUnknown)(nil)} {
		for _, v := range []*everything{{Choice: c}, {Choices: []choice{c}}, {Child: &everything{Choice: c}}} {
			if out, err := AppendJSON(nil, v); err == nil {
				t.Errorf("%s: JSON %s", name, out)
			}
			if out, err := AppendXML(nil, v); err == nil {
				t.Errorf("%s: XML %s", name, out)
			}
			if out, err := AppendCBOR(nil, v); err == nil {
				t.Errorf("%s: CBOR %x", name, out)
			}
			if value := v.ToValue(); value.IsValid() {
				t.Errorf("%s: %v", name, value.Any())
			}
		}
	}
}
