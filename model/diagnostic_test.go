package model

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// smithyModel wraps definitions into a model, each on a line of its own.
func smithyModel(definitions ...string) string {
	return "{\"smithy\": \"2.0\", \"shapes\": {\n" + strings.Join(definitions, ",\n") + "\n}}"
}

func legacyModel(metadata string, rest string) string {
	return `{"metadata": {` + metadata + `}` + "\n" + rest + "}"
}

const legacyMetadata = `"serviceId": "X", "endpointPrefix": "x", "protocol": "json", "jsonVersion": "1.1"`

// brokenModels are models with something wrong, by what is wrong.
var brokenModels = []struct{ name, text string }{
	{"empty", " \n"},
	{"truncated", "{\"smithy\": \"2.0\",\n  \"shapes\": {"},
	{"trailing comma", "{\"smithy\": \"2.0\",\n  \"shapes\": {},}"},
	{"HTML", "<!DOCTYPE html>"},
	{"array", "\n [1]"},
	{"another object", `{"name": "package", "version": "1.0.0"}`},
	{"docs-2.json", `{"version": "2.0", "service": "<p>", "operations": {}, "shapes": {}}`},
	{"paginators-1.json", `{"pagination": {}}`},
	{"future version", "{\n\"smithy\": \"3.0\", \"shapes\": {}}"},
	{"version as a number", `{"smithy": 2.0, "shapes": {}}`},
	{"cut gzip", "\x1f\x8b\x08\x00"},
	{"shapes is an array", `{"smithy": "2.0", "shapes": []}`},
	{"deep", `{"smithy": ` + strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth) + "}"},

	{"dangling", smithyModel(
		`"com.x#Y": {"type": "structure", "members": {"z": {"target": "com.x#W"}}}`,
		`"com.x#V": {"type": "string"}`,
		`"com.x#L": {"type": "list", "member": {"target": "com.elsewhere#Something"}}`)},
	{"wrong types", smithyModel(
		`"com.x#S": {"type": "service", "version": "1", "operations": [{"target": "com.x#Str"}], "resources": [{"target": "com.x#Op"}], "errors": [{"target": "com.x#NoError"}]}`,
		`"com.x#Op": {"type": "operation", "input": {"target": "com.x#Str"}, "output": {"target": "com.x#Map"}, "errors": [{"target": "com.x#Str"}]}`,
		`"com.x#Str": {"type": "string"}`,
		`"com.x#Map": {"type": "map", "key": {"target": "com.x#Map"}, "value": {"target": "com.x#Op"}}`,
		`"com.x#E": {"type": "enum", "members": {"A": {"target": "com.x#Str"}}}`,
		`"com.x#R": {"type": "resource", "identifiers": {"id": {"target": "com.x#Map"}}, "read": {"target": "com.x#R"}}`,
		`"com.x#NoError": {"type": "structure", "members": {}}`)},
	{"no error", smithyModel(
		`"com.x#Op": {"type": "operation", "errors": [{"target": "com.x#NoError"}]}`,
		`"com.x#NoError": {"type": "structure", "members": {}}`)},
	{"malformed shapes", smithyModel(
		`"com.x#A": 1`,
		`"com.x#B": {"type": "strukture"}`,
		`"NoNamespace": {"type": "string"}`,
		`"com.x#C": {"type": "structure", "members": [1], "traits": true}`,
		`"com.x#D": {"type": "structure", "members": {"m": "com.x#E"}}`,
		`"com.x#E": {"type": "structure", "members": {"m": {}, "m": {}}}`,
		`"com.x#F": {"type": "list"}`,
		`"com.x#G": {"type": "map", "key": {"target": "smithy.api#String"}}`,
		`"com.x#H": {"type": "string", "members": {}}`,
		`"com.x#I": {"type": "operation", "input": "com.x#C", "errors": {"target": "com.x#C"}}`,
		`"com.x#J": {"type": "service", "rename": []}`,
		`"com.x#J": {"type": "string"}`)},
	{"ids that end the line", smithyModel(
		`"com.x#A\n//go:generate touch pwned": {"type": "string"}`,
		`"com.x#B C": {"type": "string"}`,
		`"com.x\u202e#D": {"type": "string"}`,
		`"com.x#\ufffd": {"type": "string"}`,
		`"com.x#E": {"type": "list", "member": {"target": "com.x#F\nG"}}`)},
	{"members that end the line", smithyModel(`"com.x#S": {"type": "structure", "members": {"a\nb\u2028c\u202ed": {"target": "com.x#T"}}}`)},
	{"renames that end the line", smithyModel(`"com.x#S": {"type": "service", "rename": {"com.y#T": "T\nU", "com.y#V": "", "com.y#W": 1}}`)},
	{"errors that are no structures", smithyModel(
		`"com.x#S": {"type": "string", "traits": {"smithy.api#error": "client"}}`,
		`"com.x#L": {"type": "list", "member": {"target": "com.x#S"}, "traits": {"smithy.api#error": "server"}}`)},
	{"enum without value", smithyModel(`"com.x#E": {"type": "string", "traits": {"smithy.api#enum": [{"name": "A"}]}}`)},
	{"enum values of another type", smithyModel(
		`"com.x#E": {"type": "enum", "members": {"NAMED": {"target": "smithy.api#Unit"},`+"\n"+
			`"OBJECT": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": {"string": "x"}}},`+"\n"+
			`"NUMBER": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}}`,
		`"com.x#I": {"type": "intEnum", "members": {"LEAST": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": -2147483648}},`+"\n"+
			`"TOO_MUCH": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 2147483648}},`+"\n"+
			`"FRACTION": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1.5}},`+"\n"+
			`"TEXT": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "1"}},`+"\n"+
			`"NONE": {"target": "smithy.api#Unit"}}}`)},
	{"mixins", smithyModel(
		`"com.x#A": {"type": "structure", "mixins": [{"target": "com.x#B"}]}`,
		`"com.x#B": {"type": "structure", "mixins": [{"target": "com.x#A"}]}`,
		`"com.x#C": {"type": "structure", "mixins": [{"target": "com.x#D"}]}`,
		`"com.x#D": {"type": "structure", "members": {}}`,
		`"com.x#E": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {"m": {"target": "smithy.api#String"}}}`,
		`"com.x#F": {"type": "structure", "mixins": [{"target": "com.x#E"}], "members": {"m": {"target": "smithy.api#Blob"}}}`,
		`"com.x#F$n": {"type": "apply", "traits": {}}`,
		`"com.x#G": {"type": "apply", "traits": {}}`)},

	{"legacy: no service", legacyModel(`"protocol": "json"`, `, "shapes": {}`)},
	{"legacy: unknown protocol", legacyModel(`"serviceId": "X", "protocol": "soap"`, `, "shapes": {}`)},
	{"legacy: service that ends the line", legacyModel(legacyMetadata+`, "targetPrefix": "X\n//go:build ignore"`, `, "shapes": {}`)},
	{"legacy: operation that ends the line", legacyModel(legacyMetadata, `, "operations": {"Get\n": {}}, "shapes": {"A B": {"type": "string"}}`)},
	{"legacy: shapes is an array", legacyModel(legacyMetadata, `, "shapes": []`)},
	{"legacy: dangling", legacyModel(legacyMetadata, `, "operations": {`+"\n"+
		`"Get": {"input": {"shape": "GetRequst"}, "output": {}, "errors": [{"shape": "Str"}]}},`+"\n"+
		`"shapes": {"GetRequest": {"type": "structure", "members": {"A": {"shape": "Sir"}, "B": {}}},`+"\n"+
		`"Str": {"type": "string"}, "L": {"type": "list"}, "T": {"type": "tuple"}, "N": 1}`)},
	{"legacy: enum value that is no string", legacyModel(legacyMetadata, `, "operations": {}, "shapes": {"E": {"type": "string", "enum": ["a", 1]}}`)},
}

// Every text of an error a model may cause is one golden, to be read as a page.
func TestDiagnostics(t *testing.T) {
	var page strings.Builder
	for _, test := range brokenModels {
		_, err := Load("model.json", []byte(test.text))
		if err == nil {
			t.Errorf("%s: loaded", test.name)
			continue
		}
		checkTyped(t, err)
		fmt.Fprintf(&page, "%s:\n  %s\n", test.name, strings.ReplaceAll(err.Error(), "\n", "\n  "))
	}
	goldens(t).Assert(t, "diagnostics", []byte(page.String()))
}

// checkTyped fails unless an error can be taken apart into diagnostics.
func checkTyped(t *testing.T, err error) {
	t.Helper()
	_, one := errors.AsType[*Diagnostic](err)
	_, many := errors.AsType[Diagnostics](err)
	if !one && !many {
		t.Errorf("%T is no diagnostic: %v", err, err)
	}
}

func TestSliceDiagnostics(t *testing.T) {
	m, err := Load("dir/zoo.json", readTestdata(t, "resources.json"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := Load("two.json", []byte(smithyModel(`"a#One": {"type": "service"}`, `"a#Two": {"type": "service"}`)))
	if err != nil {
		t.Fatal(err)
	}
	twins, err := Load("twins.json", []byte(smithyModel(`"a#Zoo": {"type": "service", "operations": [{"target": "a#Feed"}, {"target": "b#Feed"}]}`,
		`"b#Zoo": {"type": "service"}`, `"a#Feed": {"type": "operation"}`, `"b#Feed": {"type": "operation"}`)))
	if err != nil {
		t.Fatal(err)
	}
	none, err := Load("none.json", []byte(smithyModel(`"a#One": {"type": "string"}`)))
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	for _, test := range []struct {
		model      *Model
		service    string
		operations []string
	}{
		{m, "", []string{"Wach"}},
		{m, "", []string{"com.example#Releas", "Pek", "Watch"}},
		{m, "", []string{"SomethingElseEntirely"}},
		{m, "Zo", nil},
		{m, "Aquarium", nil},
		{two, "", nil},
		{twins, "Zoo", nil},
		{twins, "a#Zoo", []string{"Feed", "Clean"}},
		{none, "", nil},
		{none, "One", nil},
	} {
		_, err := test.model.Slice(test.service, test.operations)
		if err == nil {
			t.Errorf("%q %q: sliced", test.service, test.operations)
			continue
		}
		checkTyped(t, err)
		fmt.Fprintf(&page, "%q %q:\n  %s\n", test.service, test.operations, strings.ReplaceAll(err.Error(), "\n", "\n  "))
	}
	goldens(t).Assert(t, "slice_diagnostics", []byte(page.String()))
}

// However much is wrong, fifty problems are told and the rest is counted.
func TestDiagnosticsAreBounded(t *testing.T) {
	var definitions []string
	for i := range 70 {
		definitions = append(definitions, fmt.Sprintf(`"a#L%02d": {"type": "list", "member": {"target": "a#Missing"}}`, i))
	}
	_, err := Load("m.json", []byte(smithyModel(definitions...)))
	ds, _ := errors.AsType[Diagnostics](err)
	if len(ds) != maxProblems+1 || ds[maxProblems].Error() != "and 20 more problems" {
		t.Fatalf("%d diagnostics, the last: %v", len(ds), ds[len(ds)-1])
	}
	for i, d := range ds[:maxProblems] {
		if line, _ := d.Pos.lineColumn(); line != i+2 {
			t.Errorf("diagnostic %d is about line %d", i, line)
		}
	}
}

// To suggest a name is to look at all there are: that is done for ten of however many problems.
func TestSuggestionsAreBounded(t *testing.T) {
	definitions := []string{`"a#Present": {"type": "string"}`}
	for i := range 20 {
		definitions = append(definitions, fmt.Sprintf(`"a#L%02d": {"type": "list", "member": {"target": "a#Presant"}}`, i))
	}
	_, err := Load("m.json", []byte(smithyModel(definitions...)))
	ds, _ := errors.AsType[Diagnostics](err)
	if len(ds) != 20 {
		t.Fatalf("%d diagnostics", len(ds))
	}
	for i, d := range ds {
		if suggested := d.Remedy == "did you mean a#Present?"; suggested != (i < maxSuggested) {
			t.Errorf("remedy %d: %s", i, d.Remedy)
		}
	}
}

// A file that unpacks to more than any model is refused before it is in memory.
func TestGzipBomb(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range MaxSize>>20 + 1 {
		if _, err := w.Write(blanks); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Load("bomb.json.gz", packed.Bytes())
	if err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("got %v", err)
	}
}

func TestLegacyStandsAlone(t *testing.T) {
	legacy := Source{Name: "l.json", Data: []byte(legacyModel(legacyMetadata, `, "shapes": {}`))}
	smithy := Source{Name: "s.json", Data: []byte(smithyModel())}
	for _, sources := range [][]Source{{legacy, smithy}, {smithy, legacy}, {legacy, legacy}} {
		if _, err := LoadSources(sources...); err == nil || !strings.Contains(err.Error(), "complete in itself") {
			t.Errorf("got %v", err)
		}
	}
}

// A broken companion is named together with the model it belongs to.
func TestBrokenCompanion(t *testing.T) {
	for _, name := range []string{"docs-2.json", "paginators-1.json", "waiters-2.json"} {
		fsys := fstest.MapFS{
			"a/api-2.json": {Data: []byte(legacyModel(legacyMetadata, `, "shapes": {}`))},
			"a/" + name:    {Data: []byte("{")},
			"a/other.json": {Data: []byte(smithyModel())},
		}
		_, err := LoadFS(fsys, "a/api-2.json")
		if err == nil || !strings.HasPrefix(err.Error(), "a/"+name+":1:1: is not JSON") || !strings.HasSuffix(err.Error(), "; correct it or take it away from api-2.json") {
			t.Errorf("got %v", err)
			continue
		}
		checkTyped(t, err)
		if _, err := LoadFS(fsys, "a/other.json"); err != nil {
			t.Errorf("a model that has no companions: %v", err)
		}
		fsys["a/"+name] = &fstest.MapFile{Mode: fs.ModeDir}
		if _, err := LoadFS(fsys, "a/api-2.json"); err == nil || err.Error() != "a/"+name+": is a directory; make it readable or take it away from api-2.json" {
			t.Errorf("got %v", err)
		}
	}
	if _, err := LoadFS(fstest.MapFS{}, "nowhere.json"); err == nil || !strings.HasPrefix(err.Error(), "nowhere.json: ") {
		t.Errorf("got %v", err)
	}
}
