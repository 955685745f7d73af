package generator

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model"
)

// hostile are texts that would be code, a directive or no source at all if they
// got out of the literals and comments they belong in.
var hostile = []string{
	"\"\nfunc Injected() {}\nvar x = \"", "`\nfunc Injected() {}\n`", "*/ func Injected() {} /*", "\\\"; func Injected() {}",
	"\r\nfunc Injected() {}\r\n", "\u2028func Injected() {}\u2029", "go:build ignore", "+build ignore", "//go:linkname a b",
	"\ufe0fvariation\u3164", "line\x00null", "bell\x07", "\ufeffmark", "\u202ebidi\u2066", "end \\", "{{", "%s%d%!v",
}

// hostileModel puts a text wherever a model has texts that reach the package.
func hostileModel(text string) string {
	quoted, _ := json.Marshal(text)
	uri, _ := json.Marshal("/?" + text)
	return strings.NewReplacer("TEXT", string(quoted), "URI", string(uri)).Replace(`{"smithy": "2.0", "shapes": {
		"x#S": {"type": "service", "version": TEXT, "operations": [{"target": "x#Op"}], "traits": {"aws.protocols#restJson1": {},
			"smithy.api#title": TEXT, "smithy.api#documentation": TEXT, "aws.auth#sigv4": {"name": TEXT}, "smithy.api#xmlNamespace": {"uri": TEXT, "prefix": TEXT}}},
		"x#Op": {"type": "operation", "input": {"target": "x#In"}, "output": {"target": "x#In"}, "errors": [{"target": "x#Err"}],
			"traits": {"smithy.api#documentation": TEXT, "smithy.api#http": {"method": "POST", "uri": URI},
				"smithy.api#deprecated": {"message": TEXT, "since": TEXT}}},
		"x#In": {"type": "structure", "traits": {"smithy.api#documentation": TEXT, "smithy.api#xmlName": TEXT}, "members": {
			"a": {"target": "x#E", "traits": {"smithy.api#documentation": TEXT, "smithy.api#xmlName": TEXT}},
			"b": {"target": "smithy.api#String", "traits": {"smithy.api#default": TEXT, "smithy.api#jsonName": TEXT, "smithy.api#pattern": TEXT}},
			"c": {"target": "x#M", "traits": {"smithy.api#httpPayload": {}}},
			"d": {"target": "x#U"},
			"e": {"target": "smithy.api#Document", "traits": {"smithy.api#default": TEXT}},
			"f": {"target": "smithy.api#Integer", "traits": {"smithy.api#range": {"min": TEXT, "max": TEXT}}}}},
		"x#M": {"type": "string", "traits": {"smithy.api#mediaType": TEXT}},
		"x#U": {"type": "union", "traits": {"smithy.api#documentation": TEXT}, "members": {"a": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": TEXT}}}},
		"x#Err": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client", "smithy.api#documentation": TEXT}},
		"x#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": TEXT, "smithy.api#documentation": TEXT}}}}
	}}`)
}

// Whatever texts a model has, the package declares the same things.
func TestHostileTexts(t *testing.T) {
	want := declared(t, "harmless")
	for _, text := range hostile {
		if got := declared(t, text); got != want {
			t.Errorf("%q declares\n%s\nwant\n%s", text, got, want)
		}
	}
}

// What nobody sees is in no comment, and in literals as its escape, their values unchanged.
func TestInvisible(t *testing.T) {
	const text = "a\ufe0f\u3164\u115f\u034f\U000e0100b"
	tagged := strings.NewReplacer("PROTOCOLS", `"aws.protocols#awsQuery": {}`, "MEMBERS", `"`+text+`": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "`+text+`"}}`, "SHAPES", "").Replace(minimal)
	for name, source := range map[string]string{"literals": hostileModel(text), "tags": tagged} {
		var literals strings.Builder
		for _, f := range generate(t, loadText(t, source), Options{Package: "p"}) {
			if i := bytes.IndexFunc(f.Content, isInvisible); i >= 0 {
				t.Errorf("%s: byte %d of %s is invisible: %.60q", name, i, f.Name, f.Content[i:])
			}
			file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Field:
					if n.Tag != nil {
						tag, _ := strconv.Unquote(n.Tag.Value)
						literals.WriteString("tag " + reflect.StructTag(tag).Get("json") + "\n")
					}
				case *ast.BasicLit:
					value, _ := strconv.Unquote(n.Value)
					literals.WriteString("text " + value + "\n")
				}
				return true
			})
		}
		for _, want := range map[string][]string{"literals": {"text " + text + "\n"}, "tags": {"text " + text + "\n", "tag " + text + ",omitempty\n"}}[name] {
			if !strings.Contains(literals.String(), want) {
				t.Errorf("%s: no %q in %q", name, want, literals.String())
			}
		}
	}
}

// A host prefix can't lead to another host, whatever text it is.
func TestHostileHosts(t *testing.T) {
	for _, text := range append(hostile, "evil.com/", "user@", "evil.com?", "evil.com#", "a:80", "a b", "é.", "a}.", "{a}{", "{}.", "{b}.") {
		quoted, _ := json.Marshal(text)
		m := loadText(t, strings.Replace(small(`"b": {"target": "smithy.api#String"}`, ""), `"smithy.api#http":`, `"smithy.api#endpoint": {"hostPrefix": `+string(quoted)+`}, "smithy.api#http":`, 1))
		if files, err := Generate(m, Options{Runtime: testRuntime}); err == nil || files != nil {
			t.Errorf("%q: %d files, %v", text, len(files), err)
		}
	}
}

func declared(t *testing.T, text string) string {
	t.Helper()
	m, err := model.Load(text, []byte(hostileModel(text)))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var names strings.Builder
	for _, f := range generate(t, m, Options{Package: "p"}) {
		file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.ParseComments)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, group := range file.Comments {
			for _, c := range group.List {
				if c.Text == "//go:noinline" { // ours, which does no harm anywhere
					continue
				}
				if strings.HasPrefix(c.Text, "//go:") || strings.Contains(c.Text, "//go:build") || strings.HasPrefix(c.Text, "// +build") || strings.HasPrefix(c.Text, "/*") {
					t.Errorf("%q: %s", text, c.Text)
				}
			}
		}
		for _, d := range file.Decls {
			names.WriteString(declaration(d) + "\n")
		}
	}
	return names.String()
}

func declaration(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return "func " + d.Name.Name
	case *ast.GenDecl:
		text := d.Tok.String()
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				text += " " + s.Name.Name
			case *ast.ValueSpec:
				text += " " + s.Names[0].Name
			case *ast.ImportSpec:
				text += " " + s.Path.Value
			}
		}
		return text
	}
	return ""
}
