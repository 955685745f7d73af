package wire

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type ledger struct{ Rows []map[string]choice }

func (v *ledger) ToValue() Value { return ToValue(&ledgerSchema, v) }

var ledgerSchema = Schema{
	ID: "test#Ledger", Kind: Structure, Type: (*ledger)(nil),
	Members: []Member{{Name: "Rows", Target: listSchema("test#Rows", mapSchema("test#Row", &choiceSchema, 0), 0)}},
}

// What a map of unions is read as does not depend on the maps before it.
func TestMapsOfUnionsInARow(t *testing.T) {
	values := []string{
		`{"text":"plain"}`, `{"text":""}`, `{"text":"eight or more bytes of it"}`, `{"text":"\u00e9\n"}`, `{"text":"é"}`,
		`{ "text" : "spaced" }`, `{"text":"behind" }`, `{"text": "before"}`, `{"number":7}`, `{"nothing":{}}`, `{"new":[1,{"text":"x"}]}`,
		`{"__type":"t","text":"typed"}`, `{"text":"typed","__type":"t"}`, `null`, `{"text":null}`, `{}`,
		`{"text":"two","number":1}`, `{"text":3}`, `{"text":"open"`, `{"text":"control` + "\x01" + `"}`, `{"text":"`, `"text"`,
	}
	seen := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		entry := rapid.Custom(func(t *rapid.T) string {
			key := rapid.SampledFrom([]string{`"a":`, `"b":`, `"long enough":`, `"a" :`, `"\u0061":`, `"é":`}).Draw(t, "key")
			return key + rapid.OneOf(rapid.SampledFrom(values[:4]), rapid.SampledFrom(values)).Draw(t, "value")
		})
		bodies := rapid.SliceOfN(rapid.SliceOfN(entry, 0, 5), 1, 6).Draw(t, "maps")
		var rows []string
		var want ledger
		var wantErr error
		for _, entries := range bodies {
			row := "{" + strings.Join(entries, ",") + "}"
			rows = append(rows, row)
			var one ledger
			if wantErr = DecodeJSON([]byte(`{"Rows":[`+row+`]}`), &one); wantErr != nil {
				break
			}
			want.Rows = append(want.Rows, one.Rows...)
		}
		var got ledger
		err := DecodeJSON([]byte(`{"Rows":[`+strings.Join(rows, ",")+`]}`), &got)
		seen[err == nil]++
		if wantErr == nil && (err != nil || !reflect.DeepEqual(got, want)) {
			t.Fatalf("%s: got %v, %v; by themselves %v", rows, got.ToValue(), err, want.ToValue())
		}
		if wantErr != nil && (err == nil || errors.Unwrap(err).Error() != errors.Unwrap(wantErr).Error()) {
			t.Fatalf("%s: got %v; by itself %v", rows, err, wantErr)
		}
	})
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("read and refused: %v", seen)
	}
}

// What is known of the maps before lets nothing nest deeper.
func TestMapsNestToTheLimit(t *testing.T) {
	const below = 3 // a structure's list, the map in it, the union in that
	rows := `{"Rows":[{"a":{"text":"x"}}]`
	for _, structures := range []int{MaxDepth - below, MaxDepth - below + 1} {
		var v nest
		err := DecodeJSON([]byte(strings.Repeat(rows+`,"Child":`, structures-1)+rows+strings.Repeat("}", structures)), &v)
		if deep := errors.Is(err, errTooDeep); deep != (structures+below > MaxDepth) {
			t.Errorf("%d levels: %v", structures+below, err)
		}
	}
}

type nest struct {
	Child *nest
	Rows  []map[string]choice
}

func (v *nest) ToValue() Value    { return ToValue(&nestSchema, v) }
func (*nest) WireSchema() *Schema { return &nestSchema }

var nestSchema = Schema{
	ID: "test#Nest", Kind: Structure, Type: (*nest)(nil),
	Members: []Member{{Name: "Child", Lazy: (*nest)(nil)}, ledgerSchema.Members[0]},
}
