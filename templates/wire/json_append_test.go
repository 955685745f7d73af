package wire

import (
	"fmt"
	"strings"
	"testing"
)

// A forest is a structure with a map of unions, which may hold such maps themselves, as
// DynamoDB's attributes do.
type forest struct{ Plants map[string]plant }

type plant interface {
	Shape
	isPlant()
}

type (
	plantLeaf    struct{ Value string }
	plantNode    struct{ Value map[string]plant }
	plantUnknown struct{ UnknownMember }
)

func (v *forest) ToValue() Value       { return ToValue(&forestSchema, v) }
func (v *plantLeaf) ToValue() Value    { return ToValue(&plantSchema, v) }
func (v *plantNode) ToValue() Value    { return ToValue(&plantSchema, v) }
func (v *plantUnknown) ToValue() Value { return ToValue(&plantSchema, v) }
func (*plantLeaf) isPlant()            {}
func (*plantNode) isPlant()            {}
func (*plantUnknown) isPlant()         {}

var (
	forestSchema = Schema{ID: "test#Forest", Kind: Structure, Members: []Member{{Name: "Plants", Target: plantsSchema}}, Type: (*forest)(nil)}
	plantSchema  = Schema{ID: "test#Plant", Kind: Union, Codec: UnionCodec{}, Members: []Member{{Name: "Leaf", Target: &StringSchema}, {Name: "Node", Target: plantsSchema}},
		Variants: []any{(*plantLeaf)(nil), (*plantNode)(nil), (*plantUnknown)(nil)}}
	plantsSchema = mapSchema("test#Plants", nil, 0)
)

func init() { plantsSchema.Members[1].Target = &plantSchema } // they refer to each other

// Entries stand in the order of their keys, however many there are, on each level.
func TestJSONMapsOfUnions(t *testing.T) {
	for _, n := range []int{0, 1, 2, fewTexts, fewTexts + 1} {
		var leaves []string
		inner := make(map[string]plant)
		for i := range n {
			key := fmt.Sprintf("key-%02d", i)
			inner[key] = &plantLeaf{fmt.Sprint(i)}
			leaves = append(leaves, fmt.Sprintf(`"%s":{"Leaf":"%d"}`, key, i))
		}
		node := `{"Node":{` + strings.Join(leaves, ",") + `}}`
		in := &forest{Plants: map[string]plant{"b": &plantNode{inner}, "a": &plantNode{inner}, "c": &plantUnknown{UnknownMember{"New", StringValue(nil, "x")}}, "a\x00": nil}}
		want := `{"Plants":{"a":` + node + `,"a\u0000":null,"b":` + node + `,"c":{"New":"x"}}}`
		got, err := AppendJSON(nil, in)
		if err != nil || string(got) != want {
			t.Errorf("%d: %v\ngot  %s\nwant %s", n, err, got, want)
		}
	}
}

// What is kept from one walk to the next holds nothing that a caller gave, even where
// the room for it grew in the middle of a walk.
func TestEncodingForgets(t *testing.T) {
	in := &forest{Plants: map[string]plant{"leaf": &plantLeaf{"x"}}}
	for range 20 {
		in = &forest{Plants: map[string]plant{"node": &plantNode{in.Plants}, "leaf": &plantLeaf{"x"}}}
	}
	w := new(jsonEncoding)
	w.e, w.own = &w.to, &w.to
	w.root(w.last.met(in))
	if cap(w.values) == 0 {
		t.Skip("values are not kept in this build")
	}
	w.forget()
	for i, v := range w.values[:cap(w.values)] {
		if v != nil {
			t.Fatalf("value %d is kept", i)
		}
	}
	for i, key := range w.keys[:cap(w.keys)] {
		if key != "" {
			t.Fatalf("key %d is kept: %s", i, key)
		}
	}
}
