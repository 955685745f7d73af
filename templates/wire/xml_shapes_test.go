package wire

import "time"

// The shapes the tests of XML work on: what the XML traits do, beside what
// everything has.

type xmlThing struct {
	Title  *string
	Lang   *string // attribute lang
	Kind   *string // attribute xsi:type
	Bare   string
	Tags   []string            // flattened
	Parts  []xmlPart           // flattened, as chunk
	Items  []string            // of item
	Gaps   []*int32            // flattened, sparse
	Attrs  map[string]string   // flattened, as kvp of k and v
	Index  map[string]*xmlPart // of k and v
	Holes  map[string]*string  // sparse
	Part   *xmlPart
	Choice choice
	At     *time.Time // as epoch seconds
	Matrix [][]int32  // flattened
	Groups []map[string]string
}

func (v *xmlThing) ToValue() Value { return ToValue(&xmlThingSchema, v) }

type xmlPart struct {
	Tags []string
	Id   *string // attribute
}

func (v *xmlPart) ToValue() Value { return ToValue(&xmlPartSchema, v) }

// An xmlItem is what lists in responses are made of; encoding/xml reads it too.
type xmlItem struct {
	Name   *string
	Plain  *string
	Flag   *bool
	Total  *int64
	When   *time.Time
	Labels []xmlLabel `xml:"Labels>item"`
}

func (v *xmlItem) ToValue() Value { return ToValue(&xmlItemSchema, v) }

type xmlLabel struct {
	Key   *string `xml:"key"`
	Value *string `xml:"value"`
}

func (v *xmlLabel) ToValue() Value { return ToValue(&xmlLabelSchema, v) }

type xmlItems struct {
	Items []xmlItem `xml:"Items>item"`
}

func (v *xmlItems) ToValue() Value { return ToValue(&xmlItemListSchema, v) }

func xmlTraits(uri, prefix string) *MemberTraits {
	return &MemberTraits{Namespace: &Namespace{URI: uri, Prefix: prefix}}
}

func kvSchema(target *Schema) *Schema {
	return &Schema{ID: "test#KV", Kind: Map, Codec: MapCodec{}, Members: []Member{
		{Name: "key", Target: &StringSchema, XML: "k", Traits: xmlTraits("urn:key", "")},
		{Name: "value", Target: target, XML: "v"},
	}}
}

var (
	xmlTagsSchema  = listSchema("test#Tags", &StringSchema, 0)
	xmlItemsSchema = Schema{ID: "test#Items", Kind: List, Members: []Member{{Name: "member", Target: &StringSchema, XML: "item", Traits: xmlTraits("urn:item", "")}}}

	xmlItemListSchema = Schema{ID: "test#ItemList", Kind: Structure, Members: []Member{{Name: "Items", Target: listSchema("test#Items", &xmlItemSchema, 0)}}}
	xmlItemSchema     = Schema{
		ID:   "test#Item",
		Kind: Structure,
		Members: []Member{
			{Name: "Name", Target: &StringSchema},
			{Name: "Plain", Target: &StringSchema},
			{Name: "Flag", Target: &BooleanSchema},
			{Name: "Total", Target: &LongSchema},
			{Name: "When", Target: &TimestampSchema},
			{Name: "Labels", Target: listSchema("test#Labels", &xmlLabelSchema, 0)},
		},
	}
	xmlLabelSchema = Schema{ID: "test#Label", Kind: Structure, Members: []Member{{Name: "key", Target: &StringSchema}, {Name: "value", Target: &StringSchema}}}

	xmlPartSchema = Schema{
		ID:   "test#Part",
		Kind: Structure,
		Type: (*xmlPart)(nil),
		XML:  &XMLTraits{Name: "Piece", Namespace: &Namespace{URI: "urn:part"}},
		Members: []Member{
			{Name: "tags", Target: xmlTagsSchema, Flags: Flattened},
			{Name: "id", Target: &StringSchema, Flags: Attribute},
		},
	}
	xmlThingSchema = Schema{
		ID:   "test#Thing",
		Kind: Structure,
		Members: []Member{
			{Name: "title", Target: &StringSchema},
			{Name: "lang", Target: &StringSchema, Flags: Attribute},
			{Name: "kind", Target: &StringSchema, Flags: Attribute, XML: "xsi:type"},
			{Name: "bare", Target: &StringSchema, Flags: Present, XML: "ns:bare", Traits: xmlTraits("urn:bare", "ns")},
			{Name: "tags", Target: xmlTagsSchema, Flags: Flattened},
			{Name: "parts", Target: listSchema("test#Parts", &xmlPartSchema, 0), Flags: Flattened, XML: "chunk"},
			{Name: "items", Target: &xmlItemsSchema},
			{Name: "gaps", Target: listSchema("test#Gaps", &IntegerSchema, Sparse), Flags: Flattened},
			{Name: "attrs", Target: kvSchema(&StringSchema), Flags: Flattened, XML: "kvp"},
			{Name: "index", Target: kvSchema(&xmlPartSchema)},
			{Name: "holes", Target: mapSchema("test#Holes", &StringSchema, Sparse)},
			{Name: "part", Target: &xmlPartSchema, Traits: xmlTraits("urn:member", "m")},
			{Name: "choice", Target: &choiceSchema},
			{Name: "at", Target: &TimestampSchema, Time: EpochSeconds},
			{Name: "matrix", Target: listSchema("test#Matrix", listSchema("test#Row", &IntegerSchema, 0), 0), Flags: Flattened},
			{Name: "groups", Target: listSchema("test#Groups", mapSchema("test#Group", &StringSchema, 0), 0), Flags: Flattened},
		},
	}
)
