package wire

import (
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What is cloned says the same, whatever becomes of the text that it was read from.
func TestClone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		body, err := AppendJSON(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var want everything
		if err := DecodeJSON(body, &want); err != nil {
			t.Fatal(err)
		}
		read := new(everything)
		m := newScratch()
		defer m.free()
		if err := m.decodeJSON(body, view(body), &everythingSchema, refTo(read)); err != nil {
			t.Fatal(err)
		}
		got, tree := Clone(read), Clone(read.ToValue())
		for i := range body {
			body[i] = 0xff
		}
		if diff := cmp.Diff(&want, got, equal); diff != "" {
			t.Fatalf("want -, got +:\n%s", diff)
		}
		if !tree.Equal(want.ToValue()) {
			t.Fatalf("want %v, got %v", want.ToValue(), tree)
		}
	})
}

func TestCloneIsApart(t *testing.T) {
	v := &everything{
		Name: new("a"), Data: []byte("b"), Tags: []string{"c"}, Holes: []*string{nil, new("d")},
		Labels: map[string]string{"e": "f"}, Choice: &choiceText{"g"}, Doc: MapValue(nil, Field{"h", StringValue(nil, "i")}),
	}
	c := Clone(v)
	*v.Name, v.Data[0], v.Tags[0], *v.Holes[1], v.Labels["e"], v.Choice.(*choiceText).Value = "z", 'z', "z", "z", "z", "z"
	want := &everything{
		Name: new("a"), Data: []byte("b"), Tags: []string{"c"}, Holes: []*string{nil, new("d")},
		Labels: map[string]string{"e": "f"}, Choice: &choiceText{"g"}, Doc: MapValue(nil, Field{"h", StringValue(nil, "i")}),
	}
	if diff := cmp.Diff(want, c, equal); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

// What is as deep as can be decoded is copied to its end.
func TestCloneDeep(t *testing.T) {
	const leaf = `"Name":"a","Data":"YWI=","Choice":{"new":"b"},"Doc":["c"],"Tags":["d"]`
	checkCloneDeep[everything](t, `{"Child":`, `{`+leaf+`}`, "}")
	checkCloneDeep[everything](t, `{"Child":`, `{"Name":"a"}`, "}")
	checkCloneDeep[everything](t, `{"Child":`, `{"Data":"YWI="}`, "}")
	checkCloneDeep[everything](t, `{"Child":`, `{"Doc":"c"}`, "}")
	checkCloneDeep[everything](t, `{"Kids":[`, `{`+leaf+`}`, "]}")
	checkCloneDeep[everything](t, `{"Nested":{"k":[`, `{`+leaf+`}`, "]}}")
	checkCloneDeep[wood](t, `{"branch":[`, `{"new":"a"}`, "]}")
	checkCloneDeep[wood](t, `{"branch":[`, `{"new":{"a":["b"]}}`, "]}")
	checkCloneDeep[forest](t, `{"Node":{"k":`, `{"Leaf":"a"}`, "}}")
	checkCloneDeep[forest](t, `{"Node":{"k":`, `{"new":"a"}`, "}}")
}

// checkCloneDeep nests as often as is decoded, and a few times less.
func checkCloneDeep[T any, P interface {
	*T
	Shape
}](t *testing.T, open, inner, closing string) {
	t.Helper()
	outer, end := "", ""
	switch any(P(nil)).(type) {
	case *wood:
		outer, end = `{"Tree":`, "}"
	case *forest:
		outer, end = `{"Plants":{"k":`, "}}"
	}
	decoded := 0
	for n := MaxDepth; decoded < 4; n-- {
		body := []byte(outer + strings.Repeat(open, n) + inner + strings.Repeat(closing, n) + end)
		want, read := P(new(T)), P(new(T))
		if DecodeJSON(body, want) != nil {
			continue
		}
		decoded++
		m := newScratch()
		r := refTo(read)
		if err := m.decodeJSON(body, view(body), recall(&r.t.schema), r); err != nil {
			t.Fatal(err)
		}
		got := Clone(read)
		for i := range body {
			body[i] = 0xff
		}
		if !got.ToValue().Equal(want.ToValue()) {
			t.Fatalf("%s %d times: not the same", open, n)
		}
	}
}

// What contains itself ends somewhere, even if it does so twice at each level.
func TestWhatContainsItself(t *testing.T) {
	kids := make([]everything, 2)
	kids[0].Kids, kids[1].Kids = kids, kids
	if c := Clone(kids); &c[0] == &kids[0] || &c[0].Kids[0] == &kids[0] {
		t.Error("not copied")
	}
	if got := Redacted(&kids[0]); got != "invalid" {
		t.Errorf("got %.100s", got)
	}
}

func TestCloneOfParts(t *testing.T) {
	union := Clone[choice](&choiceUnknown{UnknownMember{"new", StringValue(nil, "a")}})
	if u, ok := union.(*choiceUnknown); !ok || u.Tag != "new" || !u.Value.Equal(StringValue(nil, "a")) {
		t.Errorf("a union became %#v", union)
	}
	if c := Clone[choice](nil); c != nil {
		t.Errorf("nil became %#v", c)
	}
	if c := Clone((*everything)(nil)); c != nil {
		t.Errorf("nil became %#v", c)
	}
	if c := Clone(everything{Tags: []string{}}); c.Tags == nil || c.Holes != nil || c.Labels != nil {
		t.Errorf("what is empty and what is nil became %#v", c)
	}
	stream := struct{ Body io.Reader }{strings.NewReader("a")}
	if c := Clone(stream); c.Body != stream.Body {
		t.Errorf("a stream was copied")
	}
	err := &missing{ErrorInfo: ErrorInfo{RequestID: "r", Status: 404}, Resource: new("a")}
	if c := Clone(err); c == err || c.RequestID != "r" || c.Status != 404 || *c.Resource != "a" {
		t.Errorf("an error became %#v", c)
	}
	other := &otherError{UnknownError{Code: "c", Body: []byte("b"), Err: err}}
	c, ok := Clone[APIError](other).(*otherError)
	if !ok || c == other || c.Code != "c" || &c.Body[0] == &other.Body[0] || c.Err == error(err) || !reflect.DeepEqual(c, other) {
		t.Errorf("an unknown error became %#v", c)
	}
	loop := new(everything)
	loop.Child = loop
	if c := Clone(loop); c.Child.Child == loop {
		t.Error("a loop was not copied")
	}
}
