package wire

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestToValue(t *testing.T) {
	when := time.Date(2023, 11, 14, 22, 13, 20, 5, time.UTC)
	v := &everything{Name: new("n"), Tiny: new(int8(-1)), When: &when, Data: []byte("hi"), Color: new(color("NEW")),
		Holes: []*string{nil}, Labels: map[string]string{"k": "v"}, Choice: &choiceNumber{3}, Secret: new("s"), Vault: &vault{new("1")}}
	want := StructureValue(&everythingSchema,
		Field{"Name", StringValue(&StringSchema, "n")},
		Field{"Plain", StringValue(&StringSchema, "")},
		Field{"On", BoolValue(&BooleanSchema, false)},
		Field{"Tiny", IntValue(&ByteSchema, -1)},
		Field{"Total", IntValue(&LongSchema, 0)},
		Field{"When", TimeValue(&TimestampSchema, when)},
		Field{"Data", BlobValue(&BlobSchema, []byte("hi"))},
		Field{"Color", StringValue(&colorSchema, "NEW")},
		Field{"Paint", StringValue(&colorSchema, "")},
		Field{"Holes", ListValue(everythingSchema.Members[21].Target, NullValue())},
		Field{"Labels", MapValue(everythingSchema.Members[25].Target, Field{"k", StringValue(&StringSchema, "v")})},
		Field{"Choice", UnionValue(&choiceSchema, "number", IntValue(&IntegerSchema, 3))},
		Field{"Secret", StringValue(&tokenSchema, "s")},
		Field{"Vault", StructureValue(&vaultSchema, Field{"Pin", StringValue(&StringSchema, "1")})},
	)
	got := v.ToValue()
	if !got.Equal(want) {
		t.Fatalf("\n got: %#v\nwant: %#v", got.Any(), want.Any())
	}
	for name, kind := range map[string]Kind{"Tiny": Byte, "Color": Enum, "When": Timestamp, "Choice": Union, "Labels": Map, "Holes": List, "Data": Blob} {
		if member := got.Member(name); member.Kind() != kind {
			t.Errorf("%s is a %v, want %v", name, member.Kind(), kind)
		}
	}
	for name, sensitive := range map[string]bool{"Name": false, "Secret": true, "Vault": true} {
		if got.Member(name).Sensitive() != sensitive {
			t.Errorf("sensitivity of %s", name)
		}
	}
	if shape := got.Member("Secret").Shape(); shape != "Token" {
		t.Errorf("shape %q, want Token", shape)
	}
}

func TestFromValueErrors(t *testing.T) {
	tests := []struct {
		in   Value
		want string
	}{
		{StringValue(nil, "x"), "decoding Everything: at byte 0: expected a value of kind Structure, found String"},
		{MapValue(nil, Field{"Plain", IntValue(nil, 1)}), "decoding Everything.Plain: at byte 0: expected a value of kind String, found Long"},
		{MapValue(nil, Field{"Tiny", IntValue(nil, 128)}), "decoding Everything.Tiny: at byte 0: number out of range"},
		{MapValue(nil, Field{"Plane", StringValue(nil, "x")}), `decoding Everything: at byte 0: Everything has no member "Plane"`},
		{MapValue(nil, Field{"Kids", ListValue(nil, MapValue(nil, Field{"On", NullValue()}), StringValue(nil, ""))}), "decoding Everything.Kids[1]: at byte 0: expected a value of kind Structure, found String"},
	}
	for _, test := range tests {
		if err := FromValue(test.in, new(everything)); err == nil || err.Error() != test.want {
			t.Errorf("\n got: %v\nwant: %s", err, test.want)
		}
	}
}

// shapes draws any value of the test shape that every format can hold.
func shapes(depth int) *rapid.Generator[everything] {
	return rapid.Custom(func(t *rapid.T) everything {
		v := everything{
			Plain:  text.Draw(t, "Plain"),
			Name:   rapid.Ptr(text, true).Draw(t, "Name"),
			Flag:   rapid.Ptr(rapid.Bool(), true).Draw(t, "Flag"),
			On:     rapid.Bool().Draw(t, "On"),
			Tiny:   rapid.Ptr(rapid.Int8(), true).Draw(t, "Tiny"),
			Short:  rapid.Ptr(rapid.Int16(), true).Draw(t, "Short"),
			Count:  rapid.Ptr(rapid.Int32(), true).Draw(t, "Count"),
			Total:  rapid.Int64().Draw(t, "Total"),
			Ratio:  rapid.Ptr(rapid.SampledFrom([]float32{0, -1.5, math.MaxFloat32, float32(math.Inf(1)), float32(math.NaN())}), true).Draw(t, "Ratio"),
			Score:  rapid.Ptr(rapid.Float64(), true).Draw(t, "Score"),
			When:   rapid.Ptr(times, true).Draw(t, "When"),
			Date:   rapid.Ptr(times, true).Draw(t, "Date"),
			Data:   rapid.SliceOf(rapid.Byte()).Draw(t, "Data"),
			Color:  rapid.Ptr(rapid.SampledFrom([]color{"RED", "BLUE", "unknown", ""}), true).Draw(t, "Color"),
			Size:   rapid.Ptr(rapid.Custom(func(t *rapid.T) size { return size(rapid.Int32().Draw(t, "")) }), true).Draw(t, "Size"),
			Tags:   rapid.SliceOf(text).Draw(t, "Tags"),
			Holes:  rapid.SliceOf(rapid.Ptr(text, true)).Draw(t, "Holes"),
			Colors: rapid.SliceOf(rapid.SampledFrom([]color{"RED", "new"})).Draw(t, "Colors"),
			Grid:   rapid.SliceOfN(rapid.SliceOf(rapid.Int32()), 0, 3).Draw(t, "Grid"),
			Labels: rapid.MapOf(text, text).Draw(t, "Labels"),
			Secret: rapid.Ptr(text, true).Draw(t, "Secret"),
			Choice: choices.Draw(t, "Choice"),
		}
		if rapid.Bool().Draw(t, "big") {
			v.Big = new(big.Int).Lsh(big.NewInt(rapid.Int64().Draw(t, "Big")), 70)
			v.Exact = &Decimal{Unscaled: *v.Big, Exponent: rapid.Int32Range(-400, 400).Draw(t, "Exponent")}
		}
		if depth > 0 {
			v.Child = rapid.Ptr(shapes(depth-1), true).Draw(t, "Child")
			v.Kids = rapid.SliceOfN(shapes(depth-1), 0, 2).Draw(t, "Kids")
			v.Choices = rapid.SliceOfN(choices.Filter(func(c choice) bool { return c != nil }), 0, 3).Draw(t, "Choices")
		}
		return v
	})
}

var (
	text  = rapid.StringMatching(`[ -~é€😀\n]{0,20}`)
	times = rapid.Custom(func(t *rapid.T) time.Time {
		return time.UnixMilli(rapid.Int64Range(-62135596800000, 253402300799999).Draw(t, "ms")).UTC()
	})
	choices = rapid.OneOf(
		rapid.Just[choice](nil),
		rapid.Map(text, func(s string) choice { return &choiceText{s} }),
		rapid.Map(rapid.Int32(), func(n int32) choice { return &choiceNumber{n} }),
		rapid.Just[choice](&choiceNothing{}),
		rapid.Map(text, func(s string) choice {
			return &choiceUnknown{UnknownMember{"newer", StringValue(nil, s)}}
		}),
	)
)

func TestRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		var fromValue, fromJSON everything
		if err := FromValue(v.ToValue(), &fromValue); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, fromValue, equal); diff != "" {
			t.Fatalf("through a Value: want -, got +:\n%s", diff)
		}
		body, err := AppendJSON(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		if tree, err := v.ToValue().MarshalJSON(); err != nil || string(tree) != string(body) {
			t.Fatalf("the tree is written as %s, the shape as %s: %v", tree, body, err)
		}
		if err := DecodeJSON(body, &fromJSON); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, fromJSON, equal); diff != "" {
			t.Fatalf("through %s: want -, got +:\n%s", body, diff)
		}
	})
}

func TestDocuments(t *testing.T) {
	in := map[string]any{"a": []any{nil, true, int64(1), 1.5, "x"}, "b": map[string]any{}}
	v, err := ValueOf(in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(any(in), v.Any()); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if _, err := ValueOf(map[string]any{"a": []any{struct{}{}}}); err == nil || err.Error() != `["a"]: [0]: a document cannot hold a struct {}` {
		t.Errorf("got %v", err)
	}
}

func TestDecimal(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "-12.340": "-12.340", "1e100": "1e100", "1.5E-3": "0.0015", "-0.001": "-0.001", "1e-9": "1e-9",
		"123456789.000000000000000000001": "123456789.000000000000000000001", "1E+2": "1e2", "007": "7",
	} {
		d, err := ParseDecimal(in)
		if err != nil || d.String() != want {
			t.Errorf("%s: got %v, %v, want %s", in, d, err, want)
		}
	}
	for _, in := range []string{"", "-", ".", "1.", "e5", "1e", "1e99999999999", "0x10", "1 ", "--1", "NaN"} {
		if d, err := ParseDecimal(in); err == nil {
			t.Errorf("%q read as %v", in, d)
		}
	}
}

// What can be read can be written: a document counts the levels that it stands
// in.
// Maps are equal in any order, however many entries they have.
func TestEqualMaps(t *testing.T) {
	var entries []Field
	for i := range 100 {
		entries = append(entries, Field{fmt.Sprint(i), IntValue(nil, int64(i))})
	}
	v := MapValue(nil, entries...)
	slices.Reverse(entries)
	if !v.Equal(MapValue(nil, entries...)) {
		t.Error("reversed: not equal")
	}
	entries[7].Name = "other"
	if o := MapValue(nil, entries...); v.Equal(o) || o.Equal(v) {
		t.Error("another name: equal")
	}
}

// A document is made of no more than can be read as one.
func TestValueOfDeep(t *testing.T) {
	var deep any = []any{}
	for range MaxDepth - 1 {
		deep = []any{deep}
	}
	if _, err := ValueOf(deep); err != nil {
		t.Errorf("as deep as can be: %v", err)
	}
	if _, err := ValueOf([]any{deep}); !errors.Is(err, errTooDeep) {
		t.Errorf("deeper: %.100v", err)
	}
	list := []any{nil}
	list[0] = list
	if _, err := ValueOf(list); !errors.Is(err, errTooDeep) {
		t.Errorf("a list of itself: %.100v", err)
	}
	entries := map[string]any{}
	entries["k"] = entries
	if _, err := ValueOf(entries); !errors.Is(err, errTooDeep) {
		t.Errorf("a map of itself: %.100v", err)
	}
}

func TestDocumentDepth(t *testing.T) {
	for _, where := range []struct{ open, shut string }{{`{"Doc":`, `}`}, {`{"Choice":{"newer":`, `}}`}, {`{"Child":{"Child":{"Doc":`, `}}}`}} {
		levels := MaxDepth - strings.Count(where.open, "{")
		for _, doc := range []struct {
			text string
			ok   bool
		}{
			{strings.Repeat("[", levels) + strings.Repeat("]", levels), true},
			{strings.Repeat("[", levels-1) + "1" + strings.Repeat("]", levels-1), true},
			{strings.Repeat("[", levels+1) + strings.Repeat("]", levels+1), false},
			{strings.Repeat(`{"a":`, levels) + "1" + strings.Repeat("}", levels), false},
		} {
			var v everything
			body := where.open + doc.text + where.shut
			err := DecodeJSON([]byte(body), &v)
			if !doc.ok {
				if !errors.Is(err, errTooDeep) {
					t.Errorf("%s: got %v", where.open, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", where.open, err)
			} else if _, err := AppendJSON(nil, &v); err != nil || !v.ToValue().IsValid() {
				t.Errorf("%s: read and not written: %v", where.open, err)
			}
		}
	}
}
