package wire

import (
	"errors"
	"math/big"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The walks that know their format have to do what the walks of encode.go and
// decode.go do, which know none.

// A valueEncoder is an Encoder whose format is the Value tree: what ToValue makes
// without one.
type valueEncoder struct {
	stack  []frame // the aggregates that are open, outermost first
	result Value
	err    error
}

// A frame is an aggregate under construction.
type frame struct {
	value  Value
	fields []Field
	name   string // of the member or entry that comes next
}

func (e *valueEncoder) push(v Value, n int) {
	e.stack = append(e.stack, frame{value: v, fields: make([]Field, 0, n)})
}

func (e *valueEncoder) pop() {
	top := e.stack[len(e.stack)-1]
	e.stack = e.stack[:len(e.stack)-1]
	filled := fieldsValue(top.value.Schema(), top.value.Kind(), top.fields)
	if top.value.Sensitive() {
		filled = filled.WithSensitive()
	}
	e.add(nil, filled)
}

func (e *valueEncoder) name(name string) { e.stack[len(e.stack)-1].name = name }

// add puts a finished value into the aggregate it belongs to.
func (e *valueEncoder) add(m *Member, v Value) {
	if m != nil && m.Flags&Sensitive != 0 {
		v = v.WithSensitive()
	}
	if len(e.stack) == 0 {
		e.result = v
		return
	}
	top := &e.stack[len(e.stack)-1]
	top.fields = append(top.fields, Field{top.name, v})
}

func (e *valueEncoder) open(m *Member, s *Schema, k Kind, n int) {
	v := Value{node: newNode(s, k)}
	if m != nil && m.Flags&Sensitive != 0 {
		v = v.WithSensitive()
	}
	e.push(v, n)
}

func (e *valueEncoder) Struct(m *Member, s *Schema) {
	n := len(s.Members)
	if s.Kind == Union {
		n = 1
	}
	e.open(m, s, s.Kind, n)
}
func (e *valueEncoder) Member(m *Member)            { e.name(m.Name) }
func (e *valueEncoder) EndStruct()                  { e.pop() }
func (e *valueEncoder) List(m *Member, n int)       { e.open(m, m.Schema(), List, n) }
func (e *valueEncoder) Elem(*Member)                {}
func (e *valueEncoder) EndList()                    { e.pop() }
func (e *valueEncoder) Map(m *Member, n int)        { e.open(m, m.Schema(), Map, n) }
func (e *valueEncoder) Key(_ *Member, key string)   { e.name(key) }
func (e *valueEncoder) EndMap()                     { e.pop() }
func (e *valueEncoder) Null(m *Member)              { e.add(m, NullValue()) }
func (e *valueEncoder) Bool(m *Member, v bool)      { e.add(m, BoolValue(m.Schema(), v)) }
func (e *valueEncoder) Int(m *Member, v int64)      { e.add(m, IntValue(m.Schema(), v)) }
func (e *valueEncoder) String(m *Member, v string)  { e.add(m, StringValue(m.Schema(), v)) }
func (e *valueEncoder) Blob(m *Member, v []byte)    { e.add(m, BlobValue(m.Schema(), v)) }
func (e *valueEncoder) Time(m *Member, v time.Time) { e.add(m, TimeValue(m.Schema(), v)) }
func (e *valueEncoder) BigInt(m *Member, v *big.Int) {
	e.add(m, BigIntegerValue(m.Schema(), v))
}
func (e *valueEncoder) BigDecimal(m *Member, v *Decimal) {
	e.add(m, BigDecimalValue(m.Schema(), v))
}
func (e *valueEncoder) Float(m *Member, v float64, _ int) {
	e.add(m, FloatValue(m.Schema(), v))
}

func (e *valueEncoder) document(m *Member, v Value) { e.add(m, v) }
func (e *valueEncoder) Err() error                  { return e.err }
func (e *valueEncoder) fail(err error)              { e.err = err }

func (e *valueEncoder) encoded(v Shape) Value {
	if Encode(e, v) != nil {
		return Value{}
	}
	return e.result
}

func TestToValueAsEncoded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(3).Draw(t, "v")
		if got, want := v.ToValue(), new(valueEncoder).encoded(&v); !sameTree(got, want) {
			t.Fatalf("got %v, want %v", got.Any(), want.Any())
		}
	})
	for _, v := range []Shape{new(everything), &choiceText{"a"}, new(choiceNothing), unknownChoice("newer", IntValue(nil, 1)), &everything{Labels: map[string]string{}, Nested: map[string][]everything{"b": nil, "a": {{}}}}, &everything{Choice: (*choiceText)(nil)}} {
		if got, want := v.ToValue(), new(valueEncoder).encoded(v); !sameTree(got, want) {
			t.Errorf("%T: got %v, want %v", v, got.Any(), want.Any())
		}
	}
}

// sameTree is Equal, and that nothing differs in schemas or the order of fields.
func sameTree(a, b Value) bool {
	if !a.Equal(b) || a.Schema() != b.Schema() {
		return false
	}
	return slices.Equal(a.names(), b.names()) && slices.EqualFunc(a.values(), b.values(), sameTree)
}

// sameRead checks that two walks read the same, or fail for the same reason.
func sameRead(t interface{ Fatalf(string, ...any) }, got, want *everything, err, wantErr error) {
	if e, ok := errors.AsType[*DecodeError](err); ok {
		e.Body = nil
	}
	if diff := cmp.Diff(err, wantErr, cmp.Comparer(sameError)); diff != "" {
		t.Fatalf("got %v, want %v", err, wantErr)
	}
	if diff := cmp.Diff(want, got, equal); diff != "" && err == nil {
		t.Fatalf("want -, got +:\n%s", diff)
	}
}

func sameError(a, b error) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Error() == b.Error()
}

func checkCBOR(t interface{ Fatalf(string, ...any) }, body []byte) {
	var got, want everything
	d := NewCBORDecoder(body)
	wantErr := Decode(d, &want)
	if wantErr == nil && d.pos < len(d.src) {
		wantErr = &DecodeError{Shape: "Everything", Offset: d.Offset(), Err: errCBORMore}
	}
	sameRead(t, &got, &want, DecodeCBOR(body, &got), wantErr)
}

// What is read of a body in which bytes have changed is what is read of it byte by byte.
func TestCBORAsDecoded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		body, err := AppendCBOR(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		checkCBOR(t, body)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			i := rapid.IntRange(0, len(body)-1).Draw(t, "at")
			body[i] = rapid.Byte().Draw(t, "byte")
			checkCBOR(t, body)
		}
		checkCBOR(t, body[:rapid.IntRange(0, len(body)).Draw(t, "length")])
	})
	for _, c := range badCBOR {
		if c.row != "crowd" { // a Decoder does not say how long the body is
			body, _ := c.body()
			checkCBOR(t, []byte(body))
		}
	}
}

// A body may claim more elements than it has; memory is not taken for that.
func TestCBORClaims(t *testing.T) {
	nested := unhex(t, strings.Repeat("a1644b696473 9a00008000", 200)+strings.Repeat("00", 1<<15))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if DecodeCBOR(nested, new(everything)) == nil {
		t.Error("read")
	}
	runtime.ReadMemStats(&after)
	allocated := after.TotalAlloc - before.TotalAlloc
	if most := uint64(40 * len(nested)); allocated > most {
		t.Errorf("%d bytes for a body of %d", allocated, len(nested))
	}
}

func checkJSON(t interface{ Fatalf(string, ...any) }, body []byte) {
	var got, want everything
	d := NewJSONDecoder(body)
	w := decoding{d: d, own: commonWalk{}} // which knows no format
	wantErr := w.root(&want)
	if wantErr == nil && d.end() != nil {
		wantErr = &DecodeError{Shape: "Everything", Offset: d.Offset(), Err: d.end()}
	}
	sameRead(t, &got, &want, DecodeJSON(body, &got), wantErr)
}

// What is read of a text that was cut, doubled or changed is what is read of it
// without knowing the format.
func TestJSONAsDecoded(t *testing.T) {
	const marks = `{}[]",:n1-0t.e \a`
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		body, err := AppendJSON(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		checkJSON(t, body)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			i := rapid.IntRange(0, len(body)-1).Draw(t, "from")
			j := rapid.IntRange(i, len(body)-1).Draw(t, "to")
			mark := marks[rapid.IntRange(0, len(marks)-1).Draw(t, "mark")]
			changed := []string{string(body[:i]) + string(mark) + string(body[j:]), string(body[:j]) + string(body[i:])}
			body = []byte(rapid.SampledFrom(changed).Draw(t, "changed"))
			checkJSON(t, body)
		}
	})
}

// A flattened list is one in XML only: a text for encoding/json replaces it.
func TestJSONReplacesFlattened(t *testing.T) {
	v := flat{Tags: []string{"old"}, Labels: map[string]string{"old": "x"}}
	if err := UnmarshalJSON([]byte(`{"Tags":["a"],"Tags":["b"],"Labels":{"c":"d"}}`), &v); err != nil {
		t.Fatal(err)
	}
	if want := (flat{[]string{"b"}, map[string]string{"c": "d"}}); !reflect.DeepEqual(v, want) {
		t.Errorf("got %v, want %v", v, want)
	}
}

type flat struct {
	Tags   []string
	Labels map[string]string
}

func (v *flat) ToValue() Value { return ToValue(&flatSchema, v) }

var flatSchema = Schema{ID: "test#Flat", Kind: Structure, Type: (*flat)(nil), Members: []Member{
	{Name: "Tags", Target: listSchema("test#Tags", &StringSchema, 0), Flags: Flattened},
	{Name: "Labels", Target: mapSchema("test#Labels", &StringSchema, 0), Flags: Flattened},
}}

func checkFromValue(t interface{ Fatalf(string, ...any) }, v Value) {
	var got, want everything
	sameRead(t, &got, &want, FromValue(v, &got), Decode(&valueDecoder{next: v}, &want))
}

func TestFromValueAsDecoded(t *testing.T) {
	for _, c := range badValues {
		checkFromValue(t, c.value)
		checkFromValue(t, StructureValue(nil, Field{c.member, c.value}))
		checkFromValue(t, StructureValue(nil, Field{"Kids", ListValue(nil, StructureValue(nil, Field{c.member, c.value}))}))
	}
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		checkFromValue(t, v.ToValue())
	})
}

func FuzzFromValue(f *testing.F) {
	for _, seed := range []string{`{"Kids":[null,{"Name":1}],"Labels":{"a":null,"b":"c"},"Gaps":{"a":null}}`, `{"Choice":{"x":1,"text":"a","__type":"b"}}`, `{"Choices":[{"text":"a","number":1}],"Count":1e3,"Doc":null}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var v Value
		if v.UnmarshalJSON([]byte(text)) == nil {
			checkFromValue(t, v)
		}
	})
}

type wood struct{ Tree tree }

func (v *wood) ToValue() Value { return ToValue(&woodSchema, v) }

type tree interface {
	Shape
	isTree()
}

type treeBranch struct{ Value []tree }

func (*treeBranch) isTree()             {}
func (v *treeBranch) ToValue() Value    { return ToValue(&treeSchema, v) }
func (*treeBranch) WireSchema() *Schema { return &treeSchema }

type treeUnknown struct{ UnknownMember }

func (*treeUnknown) isTree()             {}
func (v *treeUnknown) ToValue() Value    { return ToValue(&treeSchema, v) }
func (*treeUnknown) WireSchema() *Schema { return &treeSchema }

var (
	treeSchema = Schema{
		ID: "test#Tree", Kind: Union, Codec: UnionCodec{},
		Members:  []Member{{Name: "branch", Target: &Schema{ID: "test#Trees", Kind: List, Members: []Member{{Name: "member", Lazy: (*treeBranch)(nil)}}}}},
		Variants: []any{(*treeBranch)(nil), (*treeUnknown)(nil)},
	}
	woodSchema = Schema{ID: "test#Wood", Kind: Structure, Type: (*wood)(nil), Members: []Member{{Name: "Tree", Target: &treeSchema}}}
)

// What stands in a union is read once, whatever stands beside it: unions in unions
// would take exponential time, and this test would not end.
func TestNestedUnions(t *testing.T) {
	const deep = 200
	var want Shape = &treeBranch{[]tree{}}
	for range deep {
		want = &treeBranch{[]tree{want.(tree)}}
	}
	text := `{"Tree":` + strings.Repeat(`{"branch":[`, deep+1) + strings.Repeat(`],"newer":1}`, deep+1) + "}"
	body := unhex(t, "a1 6454726565"+strings.Repeat("a2 666272616e6368 81", deep)+"a2 666272616e6368 80"+strings.Repeat("656e65776572 01", deep+1))
	var fromJSON, fromCBOR, fromValue wood
	for _, err := range []error{DecodeJSON([]byte(text), &fromJSON), DecodeCBOR(body, &fromCBOR), FromValue((&wood{want.(tree)}).ToValue(), &fromValue)} {
		if err != nil {
			t.Error(err)
		}
	}
	for _, got := range []wood{fromJSON, fromCBOR, fromValue} {
		if !reflect.DeepEqual(got, wood{want.(tree)}) {
			t.Errorf("got %v", got.ToValue().Any())
		}
	}
}

// The same of XML.
func TestXMLAsDecoded(t *testing.T) {
	const marks = `<>/"'=&;-!?x1 `
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		body, err := AppendXML(nil, &v)
		if err != nil {
			t.Skip("XML does not hold all characters")
		}
		checkXML(t, body)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			i := rapid.IntRange(0, len(body)-1).Draw(t, "from")
			j := rapid.IntRange(i, len(body)-1).Draw(t, "to")
			mark := marks[rapid.IntRange(0, len(marks)-1).Draw(t, "mark")]
			changed := []string{string(body[:i]) + string(mark) + string(body[j:]), string(body[:j]) + string(body[i:])}
			body = []byte(rapid.SampledFrom(changed).Draw(t, "changed"))
			checkXML(t, body)
		}
	})
}

func checkXML(t interface{ Fatalf(string, ...any) }, body []byte) {
	var got, want everything
	w := decoding{d: NewXMLDecoder(body), own: commonWalk{}} // which knows no format
	wantErr := w.root(&want)
	sameRead(t, &got, &want, DecodeXML(body, &got), wantErr)
}
