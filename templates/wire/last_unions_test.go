package wire

import (
	"errors"
	"fmt"
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
	head := func(major byte, n int) string { return string([]byte{major | byte(n)}) }
	for _, c := range []struct {
		name         string
		keys, values []string // as they stand in a body; the first values are the frequent ones
		row          func(entries []string) string
		body         func(rows []string) string
		decode       func(body []byte, v Shape) error
	}{
		{
			name: "JSON",
			keys: []string{`"a":`, `"b":`, `"long enough":`, `"a" :`, `"\u0061":`, `"é":`},
			values: []string{
				`{"text":"plain"}`, `{"text":""}`, `{"text":"eight or more bytes of it"}`, `{"text":"\u00e9\n"}`, `{"text":"é"}`,
				`{ "text" : "spaced" }`, `{"text":"behind" }`, `{"text": "before"}`, `{"number":7}`, `{"nothing":{}}`, `{"new":[1,{"text":"x"}]}`,
				`{"__type":"t","text":"typed"}`, `{"text":"typed","__type":"t"}`, `null`, `{"text":null}`, `{}`,
				`{"text":"two","number":1}`, `{"text":3}`, `{"text":"open"`, `{"text":"control` + "\x01" + `"}`, `{"text":"`, `"text"`,
			},
			row:    func(entries []string) string { return "{" + strings.Join(entries, ",") + "}" },
			body:   func(rows []string) string { return `{"Rows":[` + strings.Join(rows, ",") + `]}` },
			decode: DecodeJSON,
		},
		{
			name: "CBOR",
			keys: []string{"\x61a", "\x61b", "\x6blong enough", "\x62é", "\x78\x01a", "\x7f\x61a\xff"},
			values: []string{
				"\xa1\x64text\x65plain", "\xbf\x64text\x65plain\xff", "\xbf\x64text\x60\xff", "\xa1\x64text\x78\x19eight or more bytes of it",
				"\xa1\x64text\x62é", "\xa1\x64text\x62\xff\xff", "\xa1\x64text\x7f\x61a\x61b\xff", "\xa1\x64text\xc7\x61t", "\xbf\x64text\x61t\x64text\xf6\xff",
				"\xa1\x66number\x07", "\xbf\x67nothing\xa0\xff", "\xa1\x63new\x61x", "\xa2\x66__type\x61t\x64text\x61x", "\xa2\x64text\x61x\x66__type\x61t",
				"\xf6", "\xa1\x64text\xf6", "\xa0", "\xbf\xff", "\xc7\xa1\x64text\x61t",
				"\xa2\x64text\x61x\x66number\x01", "\xa1\x64text\x03", "\xbf\x64text\x61x", "\xa1\x64text\x65open", "\xa1\x64text", "\x64text",
			},
			row: func(entries []string) string { return head(cborMap, len(entries)) + strings.Join(entries, "") },
			body: func(rows []string) string {
				return "\xa1\x64Rows" + head(cborArray, len(rows)) + strings.Join(rows, "")
			},
			decode: DecodeCBOR,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			seen := map[bool]int{}
			rapid.Check(t, func(t *rapid.T) {
				entry := rapid.Custom(func(t *rapid.T) string {
					value := rapid.OneOf(rapid.SampledFrom(c.values[:4]), rapid.SampledFrom(c.values))
					return rapid.SampledFrom(c.keys).Draw(t, "key") + value.Draw(t, "value")
				})
				var rows []string
				var want, got ledger
				var wantErr error
				for _, entries := range rapid.SliceOfN(rapid.SliceOfN(entry, 0, 5), 1, 6).Draw(t, "maps") {
					var one ledger
					rows = append(rows, c.row(entries))
					if wantErr = c.decode([]byte(c.body(rows[len(rows)-1:])), &one); wantErr != nil {
						break
					}
					want.Rows = append(want.Rows, one.Rows...)
				}
				err := c.decode([]byte(c.body(rows)), &got)
				seen[err == nil]++
				if wantErr == nil && (err != nil || !reflect.DeepEqual(got, want)) {
					t.Fatalf("%q: got %v, %v; by themselves %v", rows, got.ToValue(), err, want.ToValue())
				}
				if wantErr != nil && fmt.Sprint(errors.Unwrap(err)) != errors.Unwrap(wantErr).Error() {
					t.Fatalf("%q: got %v; by itself %v", rows, err, wantErr)
				}
			})
			if seen[true] == 0 || seen[false] == 0 {
				t.Errorf("read and refused: %v", seen)
			}
		})
	}
}

// What is known of the maps before lets nothing nest deeper.
func TestMapsNestToTheLimit(t *testing.T) {
	const below = 3 // a structure's list, the map in it, the union in that
	json, cbor := `{"Rows":[{"a":{"text":"x"}}]`, "\xbf\x64Rows\x81\xa1\x61a\xa1\x64text\x61x"
	for _, structures := range []int{MaxDepth - below, MaxDepth - below + 1} {
		var v, w nest
		for name, err := range map[string]error{
			"JSON": DecodeJSON([]byte(strings.Repeat(json+`,"Child":`, structures-1)+json+strings.Repeat("}", structures)), &v),
			"CBOR": DecodeCBOR([]byte(strings.Repeat(cbor+"\x65Child", structures-1)+cbor+strings.Repeat("\xff", structures)), &w),
		} {
			if deep := errors.Is(err, errTooDeep); deep != (structures+below > MaxDepth) {
				t.Errorf("%s of %d levels: %v", name, structures+below, err)
			}
		}
	}
}

// Maps of other types that stand in a map, at any depth, change nothing in how it is read on.
func TestMapsInMaps(t *testing.T) {
	const text, number = `{"text":"some text"}`, `{"number":7}`
	for between := range 16 { // structures between the maps: with 5, the inner one takes the place of the outer
		for _, inner := range []string{
			`"Others":{"a":` + number + `,"b":` + text + `}`, `"Choices":{"a":` + number + `,"b":` + text + `}`,
			`"Choices":{"a":` + text + `,"b":` + number + `}`, `"Vaults":{"a":{},"b":{"Pin":"1"}}`, `"Rows":[{},{"b":` + text + `}]`,
		} {
			deep := `{"deep":` + strings.Repeat(`{"Child":`, between) + "{" + inner + "}" + strings.Repeat("}", between+1)
			for _, entries := range []string{
				`"a":` + deep + `,"b":` + text, `"a":` + deep + `,"b":` + number, `"a":` + text + `,"b":` + deep + `,"c":` + text,
				`"a":` + deep + `,"b":` + deep + `,"c":` + text, `"x":` + deep + `,"a":` + text + `,"b":` + text,
			} {
				body := `{"Others":{` + entries + `},"Child":{"Others":{` + entries + `}}}`
				var got, want, again nest
				if err := decode(NewJSONDecoder([]byte(body)), commonWalk{}, met(&want)); err != nil {
					t.Fatal(body, err)
				}
				if err := DecodeJSON([]byte(body), &got); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s: got %v, %v; want %v", body, got.ToValue(), err, want.ToValue())
				}
				cbor, err := AppendCBOR(nil, &want)
				if err != nil {
					t.Fatal(body, err)
				}
				if err := DecodeCBOR(cbor, &again); err != nil || !reflect.DeepEqual(again, want) {
					t.Errorf("%s in CBOR: got %v, %v", body, again.ToValue(), err)
				}
			}
		}
	}
}

type nest struct {
	Child   *nest
	Rows    []map[string]choice
	Choices map[string]choice
	Others  map[string]other
	Vaults  map[string]vault
}

func (v *nest) ToValue() Value    { return ToValue(&nestSchema, v) }
func (*nest) WireSchema() *Schema { return &nestSchema }

// other is a union whose members stand elsewhere than choice's of the same names.
type other interface {
	Shape
	isOther()
}

type (
	otherNumber  struct{ Value int64 }
	otherDeep    struct{ Value nest }
	otherText    struct{ Value string }
	otherUnknown struct{ UnknownMember }
)

func (*otherNumber) isOther()  {}
func (*otherDeep) isOther()    {}
func (*otherText) isOther()    {}
func (*otherUnknown) isOther() {}

func (v *otherNumber) ToValue() Value  { return ToValue(otherSchema(), v) }
func (v *otherDeep) ToValue() Value    { return ToValue(otherSchema(), v) }
func (v *otherText) ToValue() Value    { return ToValue(otherSchema(), v) }
func (v *otherUnknown) ToValue() Value { return ToValue(otherSchema(), v) }

func otherSchema() *Schema { return nestSchema.Members[3].Target.Members[1].Target }

var nestSchema = Schema{
	ID: "test#Nest", Kind: Structure, Type: (*nest)(nil),
	Members: []Member{
		{Name: "Child", Lazy: (*nest)(nil)}, ledgerSchema.Members[0],
		{Name: "Choices", Target: mapSchema("test#ChoiceMap", &choiceSchema, 0)},
		{Name: "Others", Target: mapSchema("test#OtherMap", &Schema{
			ID: "test#Other", Kind: Union, Codec: UnionCodec{},
			Members:  []Member{{Name: "number", Target: &LongSchema}, {Name: "deep", Lazy: (*nest)(nil)}, {Name: "text", Target: &StringSchema}},
			Variants: []any{(*otherNumber)(nil), (*otherDeep)(nil), (*otherText)(nil), (*otherUnknown)(nil)},
		}, 0)},
		{Name: "Vaults", Target: mapSchema("test#VaultMap", &vaultSchema, 0)},
	},
}
