package wire

import (
	"fmt"
	"math/big"
	"time"
)

// The shapes the tests of this package work on, as the generator would write
// them: every kind of member, held by value and behind a pointer.

type color string

type size int32

type everything struct {
	Name    *string
	Plain   string
	Flag    *bool
	On      bool
	Tiny    *int8
	Short   *int16
	Count   *int32
	Total   int64
	Ratio   *float32
	Score   *float64
	When    *time.Time
	Date    *time.Time
	Data    []byte
	Color   *color
	Paint   color
	Size    *size
	Big     *big.Int
	Exact   *Decimal
	Doc     Value
	Child   *everything
	Tags    []string
	Holes   []*string
	Colors  []color
	Kids    []everything
	Grid    [][]int32
	Labels  map[string]string
	Gaps    map[color]*string
	Nested  map[string][]everything
	Choice  choice
	Choices []choice
	Secret  *string
	Vault   *vault
}

func (v *everything) ToValue() Value    { return ToValue(&everythingSchema, v) }
func (*everything) WireSchema() *Schema { return &everythingSchema }

func (v everything) Format(f fmt.State, verb rune) { Format(f, verb, &everythingSchema, &v) }
func (v everything) MarshalJSON() ([]byte, error)  { return MarshalJSON(&v) }

type vault struct{ Pin *string }

func (v *vault) ToValue() Value { return ToValue(&vaultSchema, v) }

type choice interface {
	Shape
	isChoice()
}

type choiceText struct{ Value string }

func (*choiceText) isChoice()        {}
func (v *choiceText) ToValue() Value { return ToValue(&choiceSchema, v) }

type choiceNumber struct{ Value int32 }

func (*choiceNumber) isChoice()        {}
func (v *choiceNumber) ToValue() Value { return ToValue(&choiceSchema, v) }

type choiceNothing struct{ Value Unit }

func (*choiceNothing) isChoice()        {}
func (v *choiceNothing) ToValue() Value { return ToValue(&choiceSchema, v) }

type choiceUnknown struct{ UnknownMember }

func (*choiceUnknown) isChoice()        {}
func (v *choiceUnknown) ToValue() Value { return ToValue(&choiceSchema, v) }

var choiceSchema = Schema{
	ID:   "test#Choice",
	Kind: Union, Codec: UnionCodec{},
	Members: []Member{
		{Name: "text", Target: &StringSchema},
		{Name: "number", Target: &IntegerSchema},
		{Name: "nothing", Target: &UnitSchema},
	},
	Variants: []any{(*choiceText)(nil), (*choiceNumber)(nil), (*choiceNothing)(nil), (*choiceUnknown)(nil)},
}

func listSchema(id string, target *Schema, flags Flags) *Schema {
	return &Schema{ID: id, Kind: List, Flags: flags, Members: []Member{{Name: "member", Target: target}}}
}

func mapSchema(id string, target *Schema, flags Flags) *Schema {
	return &Schema{ID: id, Kind: Map, Codec: MapCodec{}, Flags: flags, Members: []Member{{Name: "key", Target: &StringSchema}, {Name: "value", Target: target}}}
}

var (
	colorSchema = Schema{ID: "test#Color", Kind: Enum, Values: []string{"RED", "BLUE"}}
	sizeSchema  = Schema{ID: "test#Size", Kind: IntEnum}
	dateSchema  = Schema{ID: "test#Date", Kind: Timestamp, Time: DateTime}
	tokenSchema = Schema{ID: "test#Token", Kind: String, Flags: Sensitive}
	vaultSchema = Schema{ID: "test#Vault", Kind: Structure, Type: (*vault)(nil), Flags: Sensitive, Members: []Member{{Name: "Pin", Target: &StringSchema}}}
	kidsSchema  = Schema{ID: "test#Kids", Kind: List, Members: []Member{{Name: "member", Lazy: (*everything)(nil)}}}
)

var everythingSchema = Schema{
	ID:   "test#Everything",
	Kind: Structure,
	Type: (*everything)(nil),
	Members: []Member{
		{Name: "Name", Target: &StringSchema},
		{Name: "Plain", Target: &StringSchema, Flags: Present},
		{Name: "Flag", Target: &BooleanSchema},
		{Name: "On", Target: &BooleanSchema, Flags: Present, JSON: "on_off"},
		{Name: "Tiny", Target: &ByteSchema},
		{Name: "Short", Target: &ShortSchema},
		{Name: "Count", Target: &IntegerSchema},
		{Name: "Total", Target: &LongSchema, Flags: Present},
		{Name: "Ratio", Target: &FloatSchema},
		{Name: "Score", Target: &DoubleSchema},
		{Name: "When", Target: &TimestampSchema},
		{Name: "Date", Target: &dateSchema},
		{Name: "Data", Target: &BlobSchema},
		{Name: "Color", Target: &colorSchema},
		{Name: "Paint", Target: &colorSchema, Flags: Present},
		{Name: "Size", Target: &sizeSchema},
		{Name: "Big", Target: &BigIntegerSchema},
		{Name: "Exact", Target: &BigDecimalSchema},
		{Name: "Doc", Target: &DocumentSchema},
		{Name: "Child", Lazy: (*everything)(nil)},
		{Name: "Tags", Target: listSchema("test#Tags", &StringSchema, 0)},
		{Name: "Holes", Target: listSchema("test#Holes", &StringSchema, Sparse)},
		{Name: "Colors", Target: listSchema("test#Colors", &colorSchema, 0)},
		{Name: "Kids", Target: &kidsSchema},
		{Name: "Grid", Target: listSchema("test#Grid", listSchema("test#Row", &IntegerSchema, 0), 0)},
		{Name: "Labels", Target: mapSchema("test#Labels", &StringSchema, 0)},
		{Name: "Gaps", Target: mapSchema("test#Gaps", &StringSchema, Sparse)},
		{Name: "Nested", Target: mapSchema("test#Nested", &kidsSchema, 0)},
		{Name: "Choice", Target: &choiceSchema},
		{Name: "Choices", Target: listSchema("test#Choices", &choiceSchema, 0)},
		{Name: "Secret", Target: &tokenSchema, Flags: Sensitive},
		{Name: "Vault", Target: &vaultSchema, Flags: Sensitive},
	},
}
