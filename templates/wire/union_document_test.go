package wire

import "testing"

// A loose union has a member that is a document, of which null is a value.
type loose interface {
	Shape
	isLoose()
}

type looseAnything struct{ Value Value }

func (*looseAnything) isLoose()         {}
func (v *looseAnything) ToValue() Value { return ToValue(&looseSchema, v) }

type looseUnknown struct{ UnknownMember }

func (*looseUnknown) isLoose()         {}
func (v *looseUnknown) ToValue() Value { return ToValue(&looseSchema, v) }

var looseSchema = Schema{
	ID: "test#Loose", Kind: Union, Codec: UnionCodec{}, Members: []Member{{Name: "anything", Target: &DocumentSchema}},
	Variants: []any{(*looseAnything)(nil), (*looseUnknown)(nil)},
}

type bundle struct {
	One loose
	All []loose
}

func (v *bundle) ToValue() Value { return ToValue(&bundleSchema, v) }

var bundleSchema = Schema{ID: "test#Bundle", Kind: Structure, Type: (*bundle)(nil), Members: []Member{
	{Name: "One", Target: &looseSchema}, {Name: "All", Target: listSchema("test#LooseList", &looseSchema, 0)},
}}

func TestNullDocumentInUnion(t *testing.T) {
	null, list := &looseAnything{NullValue()}, &looseAnything{ListValue(nil, NullValue())}
	v := bundle{One: null, All: []loose{list, null}}
	const want = `{"One":{"anything":null},"All":[{"anything":[null]},{"anything":null}]}`
	for name, read := range map[string]func(*bundle) error{
		"JSON": func(back *bundle) error { return DecodeJSON([]byte(want), back) },
		"the common walk": func(back *bundle) error {
			w := decoding{d: NewJSONDecoder([]byte(want)), own: commonWalk{}}
			return w.root(met(back))
		},
		"CBOR": func(back *bundle) error {
			body, err := AppendCBOR(nil, &v)
			if err != nil {
				return err
			}
			return DecodeCBOR(body, back)
		},
		"tree": func(back *bundle) error { return FromValue(v.ToValue(), back) },
	} {
		var back bundle
		err := read(&back)
		if text, _ := AppendJSON(nil, &back); err != nil || string(text) != want {
			t.Errorf("%s: got %s, %v", name, text, err)
		}
	}
}
