package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// loadLegacy loads a legacy model of a protocol, with some operations and shapes.
func loadLegacy(t *testing.T, metadata, operations, shapes string) *Closure {
	t.Helper()
	text := `{"metadata": {"serviceId": "Odd", ` + metadata + `}, "operations": {` + operations + `}, "shapes": {` + shapes + `}}`
	m, err := Load("api-2.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return mustSlice(t, m)
}

// Shapes, operations and the service have names of their own in this form; each
// may be called like one of the others.
func TestLegacyNamesOverlap(t *testing.T) {
	c := loadLegacy(t, `"protocol": "json", "targetPrefix": "Tag"`,
		`"Tag": {"input": {"shape": "Tag"}, "errors": [{"shape": "Gone"}, {"shape": "Gone"}]}, "Gone": {}`,
		`"Tag": {"type": "structure", "members": {}}, "Gone": {"type": "structure", "members": {}, "exception": true}`)
	if got := c.Service.ID.Name(); got != "Tag" {
		t.Errorf("the service is called %s", got)
	}
	if got := strings.Join(names(c.Operations), " "); got != "Gone Tag" {
		t.Errorf("operations %s", got)
	}
	tag := c.Operations[1]
	if tag.Input.ID != "com.amazonaws.odd#Tag" || tag.Input.Kind != KindStructure {
		t.Errorf("the input of Tag is %s %s", tag.Input.Kind, tag.Input.ID)
	}
	if got := names(c.OperationErrors(tag)); len(got) != 1 || got[0] != "Gone" {
		t.Errorf("errors %v, want Gone once", got)
	}
	ids := map[ShapeID]bool{c.Service.ID: true, tag.ID: true, tag.Input.ID: true}
	if len(ids) != 3 {
		t.Errorf("ids %v are not three", ids)
	}
}

// Requests name the service by the whole prefix.
func TestLegacyTargetPrefix(t *testing.T) {
	c := loadLegacy(t, `"protocol": "json", "targetPrefix": "com.example.v1.Trail_2013"`, `"Op": {}`, ``)
	if got := c.Service.ID.Name(); got != "com.example.v1.Trail_2013" {
		t.Errorf("the service is called %s", got)
	}
}

// Labels are renamed to members all at once, whatever the members are called.
func TestLegacyLabels(t *testing.T) {
	c := loadLegacy(t, `"protocol": "rest-json"`,
		`"Op": {"http": {"method": "GET", "requestUri": "/{a}/{b}/{c+}"}, "input": {"shape": "In"}}`,
		`"In": {"type": "structure", "members": {
			"b": {"shape": "S", "location": "uri", "locationName": "a"},
			"c": {"shape": "S", "location": "uri", "locationName": "b"},
			"a": {"shape": "S", "location": "uri", "locationName": "c"}}}, "S": {"type": "string"}`)
	if http, _ := c.Operations[0].HTTP(); http.URI != "/{b}/{c}/{a+}" {
		t.Errorf("the URI is %s", http.URI)
	}
}

// A namespace may be its URI alone.
func TestLegacyNamespaces(t *testing.T) {
	c := loadLegacy(t, `"protocol": "rest-xml"`,
		`"Op": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "In", "xmlNamespace": "urn:body"}}`,
		`"In": {"type": "structure", "members": {"a": {"shape": "S", "xmlNamespace": "urn:a"}, "b": {"shape": "T"},
			"c": {"shape": "S", "xmlNamespace": {"uri": "urn:c", "prefix": "p"}}}},
		"S": {"type": "string"}, "T": {"type": "structure", "members": {}, "xmlNamespace": "urn:t"}`)
	in := c.Operations[0].Input
	got := []Namespace{}
	for _, ts := range []Traits{in.Traits, in.Member("a").Traits, in.Member("b").Traits, in.Member("c").Traits} {
		ns, _ := ts.XMLNamespace()
		got = append(got, ns)
	}
	want := []Namespace{{URI: "urn:body"}, {URI: "urn:a"}, {URI: "urn:t"}, {URI: "urn:c", Prefix: "p"}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("namespace %d is %v, want %v", i, got[i], want[i])
		}
	}
}

// A protocol nobody knows yet is no harm beside one that is known.
func TestLegacyProtocols(t *testing.T) {
	c := loadLegacy(t, `"protocol": "json", "jsonVersion": "1.1", "protocols": ["carrier-pigeon", "json"]`, `"Op": {}`, ``)
	if got := c.Service.Protocols(); len(got) != 1 || got[0] != ProtocolAWSJSON11 {
		t.Errorf("protocols %v", got)
	}
}

// The order of operations in a file means nothing, though two of them call the
// body of one shape differently.
func TestLegacyOrder(t *testing.T) {
	operation := func(name string) string {
		return `"` + name + `": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "In", "locationName": "` + name + `Body"}}`
	}
	shapes := `"In": {"type": "structure", "members": {}}`
	first := loadLegacy(t, `"protocol": "rest-xml"`, operation("A")+","+operation("B"), shapes)
	second := loadLegacy(t, `"protocol": "rest-xml"`, operation("B")+","+operation("A"), shapes)
	if a, b := dump(t, first), dump(t, second); a != b {
		t.Errorf("one order gives\n%s\nthe other\n%s", a, b)
	}
}

// A model of many shapes is read in parts, and is the same as if it were not: all refer
// to each other, and what is wrong with them is said in the order of the file.
func TestLegacyParts(t *testing.T) {
	const n = 2000
	text := func(broken ...int) []byte {
		var b strings.Builder
		b.WriteString(`{"metadata": {"serviceId": "Odd", "protocol": "json"}, "operations": {"Do": {"input": {"shape": "S0"}}}, "shapes": {` + "\n")
		for i := range n {
			next := fmt.Sprintf("S%d", (i+1)%n)
			if slices.Contains(broken, i) {
				next = "Nobody"
			}
			fmt.Fprintf(&b, `"S%d": {"type": "structure", "members": {"Next": {"shape": "%s", "deprecated": %t}, "Kind": {"shape": "E%[1]d"}}},`+"\n", i, next, i%2 == 0)
			fmt.Fprintf(&b, `"E%d": {"type": "string", "enum": ["a", "%[1]d"]},`+"\n", i)
		}
		b.WriteString(`"Last": {"type": "string"}}}`)
		return []byte(b.String())
	}
	m, err := Load("api-2.json", text())
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		s := m.Shapes[ShapeID(fmt.Sprintf("com.amazonaws.odd#S%d", i))]
		next, kind := s.Member("Next"), s.Member("Kind")
		if want := ShapeID(fmt.Sprintf("com.amazonaws.odd#S%d", (i+1)%n)); next.Target.ID != want {
			t.Errorf("%s is followed by %s", s.ID, next.Target.ID)
		}
		if next.Traits.Has(TraitDeprecated) != (i%2 == 0) {
			t.Errorf("%s: deprecated is %t", next.ID(), !next.Traits.Has(TraitDeprecated))
		}
		if kind.Target.Kind != KindEnum || kind.Target.Members[1].EnumValue().Text() != strconv.Itoa(i) {
			t.Errorf("%s is %s", kind.ID(), kind.Target.Kind)
		}
		if s.Traits.Has(TraitInput) {
			t.Errorf("%s is the input of an operation and nothing else", s.ID)
		}
	}
	_, err = Load("api-2.json", text(1900, 3, 700))
	lines := strings.Split(fmt.Sprint(err), "\n")
	for i, at := range []string{"api-2.json:8:", "api-2.json:1402:", "api-2.json:3802:"} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], at) {
			t.Errorf("message %d begins with %s? all:\n%v", i, at, err)
		}
	}
}

// A pattern of the older form is of the whole text, and .* at its ends of any text: it
// does not stop where a line ends.
func TestAnchored(t *testing.T) {
	for pattern, want := range map[string]string{
		"a": "^a$", "^a": "^a$", "a$": "^a$", `a\$`: `^a\$$`, `.*\S.*`: `.*\S.*`, "[^:].*": "^[^:].*", `a\.*`: `^a\.*$`, ".*a": ".*a$", "^.*$": "^.*$",
	} {
		if got := anchored(pattern); got != want {
			t.Errorf("%s: got %s, want %s", pattern, got, want)
		}
	}
}
