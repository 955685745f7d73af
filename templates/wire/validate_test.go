package wire

import (
	"errors"
	"math"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A parcel has a member for every constraint.
type parcel struct {
	ID      *string
	Code    *string
	Weight  *float64
	Count   int32
	Tags    []string
	Labels  map[string]string
	Data    []byte
	Inner   []parcel
	Secrets []string
	Keys    map[string]string
	Doc     Value
	Token   *string
}

func (v *parcel) ToValue() Value    { return ToValue(&parcelSchema, v) }
func (*parcel) WireSchema() *Schema { return &parcelSchema }

var (
	shortSchema  = Schema{ID: "test#Short", Kind: String, Constraints: &Constraints{Length: &Length{2, 4}}}
	tagsSchema   = Schema{ID: "test#Tags", Kind: List, Members: []Member{{Name: "member", Target: &shortSchema}}, Constraints: &Constraints{Length: &Length{1, 3}, Unique: true}}
	labelsSchema = Schema{ID: "test#Labels", Kind: Map, Codec: MapCodec{}, Members: []Member{{Name: "key", Target: &shortSchema}, {Name: "value", Target: &StringSchema, Traits: &MemberTraits{Constraints: &Constraints{Pattern: "^[a-z]+$"}}}}}
	innerSchema  = Schema{ID: "test#Inner", Kind: List, Members: []Member{{Name: "member", Lazy: (*parcel)(nil)}}}
	parcelSchema = Schema{ID: "test#Parcel", Kind: Structure, Members: []Member{
		{Name: "ID", Target: &StringSchema, Flags: Required},
		{Name: "Code", Target: &shortSchema, Traits: &MemberTraits{Constraints: &Constraints{Length: &Length{1, -1}, Pattern: "[0-9]"}}},
		{Name: "Weight", Target: &DoubleSchema, Traits: &MemberTraits{Constraints: &Constraints{Range: &Range{"0.5", "10"}}}},
		{Name: "Count", Target: &IntegerSchema, Flags: Present | Required, Traits: &MemberTraits{Constraints: &Constraints{Range: &Range{"1", ""}}}},
		{Name: "Tags", Target: &tagsSchema},
		{Name: "Labels", Target: &labelsSchema},
		{Name: "Data", Target: &BlobSchema, Traits: &MemberTraits{Constraints: &Constraints{Length: &Length{0, 2}}}},
		{Name: "Inner", Target: &innerSchema},
		{Name: "Secrets", Target: &innerSecrets},
		{Name: "Keys", Target: &secretKeys},
		{Name: "Doc", Target: &DocumentSchema},
		{Name: "Token", Target: &StringSchema, Flags: Required | Idempotency}, // requests have one in any case
	}}
	secretKeys   = Schema{ID: "test#SecretKeys", Kind: Map, Codec: MapCodec{}, Members: []Member{{Name: "key", Target: &shortSchema, Flags: Sensitive}, {Name: "value", Target: &shortSchema}}}
	innerSecrets = Schema{ID: "test#Secrets", Kind: List, Members: []Member{{Name: "member", Target: &tokenSchema}}, Constraints: &Constraints{Unique: true}}
)

// A bound is a decimal number, and so is what is sent: both may lie beside what is
// nearest to them in binary.
func TestValidateFloatBounds(t *testing.T) {
	for _, text := range []string{"0.1", "0.7", "7.2", "1e-06"} {
		for kind, bits := range map[Kind]int{Float: 32, Double: 64} {
			s := Schema{Kind: kind, Constraints: &Constraints{Range: &Range{text, text}}}
			bound, _ := strconv.ParseFloat(text, bits)
			for n, valid := range map[float64]bool{bound: true, bound * 1.001: false, bound * 0.999: false, math.NaN(): true} {
				var c validation
				if c.value(FloatValue(&s, n), nil, nil); (len(c.found) == 0) != valid {
					t.Errorf("%v of %d bits, bound %s: %v", n, bits, text, c.found)
				}
			}
		}
	}
}

// What can't be walked is not valid.
func TestValidateOfNoTree(t *testing.T) {
	v := everything{Choice: (*choiceText)(nil)}
	const want = "Everything is nested too deeply, or has a union that holds a nil pointer"
	if err := Validate(&v); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestValidate(t *testing.T) {
	valid := parcel{ID: new("x"), Code: new("1234567"), Weight: new(0.5), Count: 1, Tags: []string{"ab", "éé"}, Labels: map[string]string{"ab": "x"}, Data: []byte{1, 2}}
	if err := Validate(&valid); err != nil {
		t.Errorf("valid: %v", err)
	}
	tests := []struct {
		name string
		in   parcel
		want string
	}{
		{"required", parcel{Count: 1}, "Parcel.ID is required"},
		{"member's length replaces shape's, pattern", parcel{ID: new(""), Count: 1, Code: new("abcdefg")}, "Parcel.Code does not match [0-9]"},
		{"range", parcel{ID: new(""), Weight: new(10.5)}, "Parcel.Weight is more than 10\nParcel.Count is less than 1"},
		{"list", parcel{ID: new(""), Count: 1, Tags: []string{}}, "Parcel.Tags has 0 elements, at least 1 needed"},
		{"unique and elements", parcel{ID: new(""), Count: 1, Tags: []string{"ab", "ab", "a", "abcde"}},
			"Parcel.Tags has 4 elements, at most 3 allowed\nParcel.Tags has the same elements at [0] and [1]\n" +
				"Parcel.Tags[2] has 1 characters, at least 2 needed\nParcel.Tags[3] has 5 characters, at most 4 allowed"},
		{"map", parcel{ID: new(""), Count: 1, Labels: map[string]string{"k": "X"}},
			"Parcel.Labels[key \"k\"] has 1 characters, at least 2 needed\nParcel.Labels[\"k\"] does not match ^[a-z]+$"},
		{"blob", parcel{ID: new(""), Count: 1, Data: []byte("abc")}, "Parcel.Data has 3 bytes, at most 2 allowed"},
		{"nested", parcel{ID: new(""), Count: 1, Inner: []parcel{{ID: new("")}, {Count: 1}}}, "Parcel.Inner[0].Count is less than 1\nParcel.Inner[1].ID is required"},
		{"secret keys", parcel{ID: new(""), Count: 1, Keys: map[string]string{"s": "v"}},
			"Parcel.Keys[key [REDACTED]] has 1 characters, at least 2 needed\nParcel.Keys[[REDACTED]] has 1 characters, at least 2 needed"},
		{"documents", parcel{ID: new(""), Doc: MapValue(&DocumentSchema, Field{"s", MapValue(&DocumentSchema, Field{"t", ListValue(&DocumentSchema, NullValue())})})}, "Parcel.Count is less than 1"},
		{"secrets", parcel{ID: new(""), Count: 1, Secrets: []string{"a", "b", "a"}}, "Parcel.Secrets has the same elements at [0] and [2]"},
	}
	for _, test := range tests {
		err := Validate(test.in)
		if _, ok := errors.AsType[*ValidationError](err); !ok {
			t.Errorf("%s: no ValidationError: %v", test.name, err)
		} else if diff := cmp.Diff(test.want, err.Error()); diff != "" {
			t.Errorf("%s: want -, got +:\n%s", test.name, diff)
		}
	}
}
