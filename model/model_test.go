package model

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/smithygen/smithygen/model/connect"
)

// However its shapes are ordered and whitespace is laid out, packed or not, a
// file is the same model.
func TestOrderDoesNotMatter(t *testing.T) {
	var ast struct {
		Smithy string                     `json:"smithy"`
		Shapes map[string]json.RawMessage `json:"shapes"`
	}
	data, err := connect.FS.ReadFile(connect.SmithyFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &ast); err != nil {
		t.Fatal(err)
	}
	m, err := Load("m.json", data)
	if err != nil {
		t.Fatal(err)
	}
	want := dump(t, mustSlice(t, m))
	var ids []string
	for id := range ast.Shapes {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	rapid.Check(t, func(rt *rapid.T) {
		var shapes []string
		for _, id := range rapid.Permutation(ids).Draw(rt, "order") {
			shapes = append(shapes, fmt.Sprintf("%q:%s", id, ast.Shapes[id]))
		}
		text := []byte(`{"shapes":{` + strings.Join(shapes, ",") + `},"smithy":"` + ast.Smithy + `"}`)
		if rapid.Bool().Draw(rt, "marked") {
			text = append([]byte("\xef\xbb\xbf"), text...)
		}
		if rapid.Bool().Draw(rt, "packed") {
			text = pack(t, text)
		}
		m, err := Load("m.json", text)
		if err != nil {
			rt.Fatal(err)
		}
		if got := dump(t, mustSlice(t, m)); got != want {
			rt.Fatalf("got %s", got)
		}
	})
}

func pack(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPosition(t *testing.T) {
	src := &source{name: "f", text: "ab\n\ncd"}
	for offset, want := range []string{"f:1:1", "f:1:2", "f:1:3", "f:2:1", "f:3:1", "f:3:2"} {
		if got := src.at(offset).String(); got != want {
			t.Errorf("offset %d is at %s, want %s", offset, got, want)
		}
	}
	if got := FilePosition("f"); got.String() != "f" {
		t.Errorf("a whole file is at %s", got)
	}
	if got := (Position{}).String(); got != "" {
		t.Errorf("nowhere is at %q", got)
	}
}

// Resources are walked to any depth, and a service is found by every name it has.
func TestSlice(t *testing.T) {
	m, err := Load("zoo.json", readTestdata(t, "resources.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, service := range []string{"", "Zoo", "com.example#Zoo", "the zoo"} {
		c, err := m.Slice(service, []string{"Peek", "com.example#Peek", "Count"})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := names(c.Operations), []string{"Count", "Peek"}; !slices.Equal(got, want) {
			t.Errorf("operations %v, want %v", got, want)
		}
		if got, want := names(c.Shapes), []string{"Escaped", "Glimpse", "Place", "PrimitiveBoolean"}; !slices.Equal(got, want) {
			t.Errorf("shapes %v, want %v", got, want)
		}
	}
	watch := mustSlice(t, m, "Watch")
	if got := watch.OperationErrors(watch.Operations[0]); len(got) != 2 || got[0].ID.Name() != "Asleep" || got[1].ID.Name() != "Escaped" {
		t.Errorf("errors %v", names(got))
	}
	all := mustSlice(t, m)
	if len(all.Operations) != 9 {
		t.Errorf("operations %v", names(all.Operations))
	}
	sizes := all.Sizes()
	for _, op := range all.Operations {
		if want := len(mustSlice(t, m, op.ID.Name()).Shapes); sizes[op] != want {
			t.Errorf("%s reaches %d shapes, want %d", op.ID, sizes[op], want)
		}
	}
}

// A chain of shapes as long as the file allows is walked without recursion.
func TestLongChain(t *testing.T) {
	definitions := []string{
		`"a#S": {"type": "service", "resources": [{"target": "a#R0"}], "operations": [{"target": "a#Op"}]}`,
		`"a#Op": {"type": "operation", "input": {"target": "a#T0"}}`,
	}
	const n = 100_000
	for i := range n {
		next := (i + 1) % n
		definitions = append(definitions,
			fmt.Sprintf(`"a#T%d":{"type":"structure","members":{"m":{"target":"a#T%d"}}}`, i, next),
			fmt.Sprintf(`"a#R%d":{"type":"resource","resources":[{"target":"a#R%d"}]}`, i, next))
	}
	m, err := Load("chain.json", []byte(smithyModel(definitions...)))
	if err != nil {
		t.Fatal(err)
	}
	if c := mustSlice(t, m); len(c.Shapes) != n || len(c.Operations) != 1 {
		t.Errorf("%d shapes, %d operations", len(c.Shapes), len(c.Operations))
	}
}

// Mixins that unfold to more than any model has are refused, whatever there is of them.
func TestMixinsAreBounded(t *testing.T) {
	chain := func(definition string) []string {
		all := []string{`"a#M0": {"type": "structure", "members": {"fat": {"target": "smithy.api#String"}}, "traits": {"smithy.api#mixin": {}}}`}
		for i := 1; i < 3000; i++ {
			all = append(all, fmt.Sprintf(`"a#M%d":{"type":"structure","mixins":[{"target":"a#M%d"}],%s}`, i, i-1, strings.ReplaceAll(definition, "N", fmt.Sprint(i))))
		}
		return all
	}
	many := func(format, separator string) string {
		var all []string
		for i := range 1500 {
			all = append(all, strings.ReplaceAll(format, "N", fmt.Sprint(i)))
		}
		return strings.Join(all, separator)
	}
	for name, definitions := range map[string][]string{
		"members": chain(`"members":{"mN":{"target":"smithy.api#String"}},"traits":{"smithy.api#mixin":{}}`),
		"traits":  chain(`"traits":{"smithy.api#mixin":{},"a#tN":{}}`),
		"a member's traits": append(chain(`"traits":{"smithy.api#mixin":{}}`),
			`"a#M0$fat": {"type": "apply", "traits": {`+many(`"a#tN": {}`, ",")+`}}`),
		"bindings": {
			`"a#M": {"type": "resource", "traits": {"smithy.api#mixin": {}}, "identifiers": {` + many(`"iN": {"target": "smithy.api#String"}`, ",") + `}}`,
			many(`"a#RN": {"type": "resource", "mixins": [{"target": "a#M"}]}`, ","),
		},
		"one mixin again and again": {
			`"a#M": {"type": "structure", "traits": {"smithy.api#mixin": {}, ` + many(`"a#tN": {}`, ",") + `}}`,
			`"a#S": {"type": "structure", "mixins": [` + many(`{"target": "a#M"}`, ",") + `]}`,
		},
	} {
		_, err := Load("mixins.json", []byte(smithyModel(definitions...)))
		if err == nil || !strings.Contains(err.Error(), "make more than 2000000 members and traits") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// Of a trait that mixins, the shape itself and apply statements have, the last counts, at
// the place of the first.
func TestTraitsSettle(t *testing.T) {
	m, err := Load("m.json", []byte(smithyModel(
		`"a#M": {"type": "structure", "members": {"m": {"target": "smithy.api#String", "traits": {"a#x": 1, "a#y": 1}}}, "traits": {"smithy.api#mixin": {"localTraits": ["a#local"]}, "a#local": 1, "a#x": 1, "a#y": 1}}`,
		`"a#S": {"type": "structure", "mixins": [{"target": "a#M"}], "members": {"m": {"target": "smithy.api#String", "traits": {"a#z": 2, "a#x": 2}}}, "traits": {"a#z": 2, "a#x": 2}}`,
		`"a#S": {"type": "apply", "traits": {"a#x": 3, "a#v": 3}}`,
		`"a#S$m": {"type": "apply", "traits": {"a#y": 3}}`, `"a#S$m": {"type": "apply", "traits": {"a#y": 4}}`)))
	if err != nil {
		t.Fatal(err)
	}
	s := m.Shapes["a#S"]
	if got := fmt.Sprint(s.Traits); got != "[{a#x 3} {a#y 1} {a#z 2} {a#v 3}]" {
		t.Errorf("the shape has %s", got)
	}
	if got := fmt.Sprint(s.Members[0].Traits); got != "[{a#x 2} {a#y 4} {a#z 2}]" {
		t.Errorf("the member has %s", got)
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"GetUser", "GetUsers", "PutUser", "DescribeEverything", "ListUsers"}
	for name, want := range map[string]string{
		"getuser":                "did you mean GetUser, GetUsers or PutUser?",
		"DescribeEverthing":      "did you mean DescribeEverything?",
		"Nothing":                "",
		strings.Repeat("x", 300): "",
	} {
		if got := didYouMean(Nearest(name, candidates, 3)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Names that have nothing in common are given up before the last letter.
func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 1, 0}, {"kitten", "sitting", 3, 3}, {"kitten", "sitting", 2, 3}, {"abc", "", 9, 3},
		{strings.Repeat("a", 60), strings.Repeat("b", 60), 4, 5}, {"abcdef", "bcdefa", 2, 2},
	} {
		if got := distance(test.a, test.b, test.limit); got != test.want {
			t.Errorf("%q to %q within %d: %d, want %d", test.a, test.b, test.limit, got, test.want)
		}
	}
}

// Shapes may be chosen by name, without operations or beside them.
func TestSliceShapes(t *testing.T) {
	m, err := Load("zoo.json", readTestdata(t, "resources.json"))
	if err != nil {
		t.Fatal(err)
	}
	alone, err := m.Slice("", nil, "com.example#Glimpse", "Escaped")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(alone.Shapes), []string{"Escaped", "Glimpse", "Place", "PrimitiveBoolean"}; len(alone.Operations) != 0 || !slices.Equal(got, want) {
		t.Errorf("operations %v, shapes %v, want %v", names(alone.Operations), got, want)
	}
	if got, want := names(alone.Chosen), []string{"Escaped", "Glimpse"}; !slices.Equal(got, want) {
		t.Errorf("chose %v, want %v", got, want)
	}
	beside, err := m.Slice("", []string{"Watch"}, "Glimpse")
	if err != nil {
		t.Fatal(err)
	}
	if got := names(beside.Shapes); !slices.Contains(got, "Glimpse") || !slices.Equal(names(beside.Operations), []string{"Watch"}) {
		t.Errorf("operations %v, shapes %v", names(beside.Operations), got)
	}
	_, err = m.Slice("", nil, "Glimps", "Nowhere")
	const want = `com.example#Zoo has no shape "Glimps"; did you mean Glimpse?`
	if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `has no shape "Nowhere"`) {
		t.Errorf("got %v", err)
	}
}
