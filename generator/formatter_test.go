package generator

import (
	"bytes"
	gofmt "go/format"
	"strings"
	"testing"
)

// known are declarations in forms that a formatter knows, spaced as Jennifer does
// or not at all.
var known = []string{
	"type A struct{}",
	"type a [] B",
	"type a [ ] * b . C",
	"type A string",
	"// A is\t\n// documented.\ntype A struct{\nB * string\n}",
	"type A struct{\n// B is b.\nB * string\nLonger map[string] [] * wire . C\nD [ ] byte\n\n\n// E is e.\nE int\n}",
	"type A struct {\nB string\n\n\nwire . C\n}",
	"type A struct {\nB * string `json:\",omitzero\"`\n}",
	"type A struct {\nB * string `b`\nLonger [ ] byte \"c\"\nD int\nLongest map[string] E\nFF wire . G `d`\nG H `e`\n// I is i.\nI [ 5 ] J `f`\nKKK L `g`\n\nMMMM N `h`\n}",
	"var a = `b`",
	"type A interface{\nwire . B\nisA ()\nc (int,* D) (E,error)\n}",
	"const (\nA B = \"a\"\n)",
	"const (\nA B = \"a\"\nLonger Longest = \"b\\\"{\"\n// C is c.\nC B = 1\nDD wire . E = - 2\n)",
	"var (\na = wire . A {B : \"b\"}\nlonger = wire . A {B : [] string {\"a\",\"b\",\n\"c\"},C : & d}\ncc = wire . C {}\nd = e\n)",
	"var a = wire . A {B : & c,D : wire . E | wire . F,G : [] wire . H {\n {I : - 1,J : (* K) (nil)},\n {I : 2},\n},L : func () wire . M {return new(N)}}",
	"func (* A) b () {}",
	"func (* A) b () {}\nfunc (* Longer) b () int {return 1}\nfunc (v C) D (e [ ] any,f wire . F) ([ ] byte,error) {return g (& v . H,e [0])}",
	"func (v * A) B () {* v = append(* v,C {}) ; return & (* v) [len(* v) - 1]}",
	"func (v * A) B () any {* v = append(* v,CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC {}) ; return & (* v) [len(* v) - 1]}",
	"func (v * A) B () any {a () ; b () ; c () ; d () ; e ()}",
	"func (v * A) B () any {a () ; b () ; c () ; d () ; e () ; f ()}",
	"func (v * A) B (refs [] any) [] any {return append(refs,& v . C,\nwire . Optional [* D] (& v . E),& v . F)}",
	"func A (ctx context.Context,in * B,call func (context.Context,* B) (* C,error)) iter.Seq2 [* C,error] {\nreturn d (func (in * B) * B {next := * in ; return & next},call)\n}",
	"func (A) B () [] A {\na,_ := b . (C)\nd . E = f (map[string] G {},[] * h {})\n\nreturn [] A {a,b,\nc,d}\n}",
}

// What a formatter knows, it writes as gofmt does.
func TestFormatter(t *testing.T) {
	for _, source := range known {
		got, ok := formatKnown(nil, []byte(source))
		if !ok {
			t.Errorf("declined:\n%s", source)
		}
		checkAsGofmt(t, source, got)
	}
}

// Functions get a line for each statement at the very width that gofmt sets.
func TestFormatterWidth(t *testing.T) {
	for n := range 100 {
		pad := strings.Repeat("x", n+1)
		for _, source := range []string{
			"func (v *A) " + pad + "() { b(); c() }\nfunc (v *A) B() { c() }",
			"func (v *A) B() { " + pad + "(); c() }",
			"var a = A{B: func() C { return " + pad + "(d) }}",
		} {
			if got, ok := formatKnown(nil, []byte(source)); ok {
				checkAsGofmt(t, source, got)
			}
		}
	}
}

// checkAsGofmt compares what a formatter wrote with what gofmt does of the same declarations.
func checkAsGofmt(t *testing.T, source string, got []byte) {
	t.Helper()
	want, err := gofmt.Source([]byte(packageClause + source))
	if err != nil {
		t.Fatalf("%v:\n%s", err, source)
	}
	want = bytes.TrimSpace(want[len(packageClause):])
	if !bytes.Equal(got, want) {
		t.Errorf("%s\nbecomes:\n%s\nwant:\n%s", source, got, want)
	}
}

// What a formatter does not know it declines.
func TestFormatterDeclines(t *testing.T) {
	for _, source := range []string{
		"func a() { if b { c() } }", "func a() {\nfor {\n}\n}", "func a() {\nb: c()\n}", "var a = b + c", "var a = b * c",
		"var a = b(c|d)", "var a = b(c - d)", "var a = `b", "var a = 'b'", "var a = b // c", "var a = b[1:]", "var a = 0X1",
		"var a = A{\nB: c,\nDD: e,\n}", "const (\n)", "const (\na = 1\nb\n)", "const (\na = 1\nb c = 2\n)", "type (\na b\n)",
		"type A struct{ b c }", "type A struct {\nb \"d\"\n}", "type A struct {\nb . c \"d\"\n}", "type A struct {\nb c \"d\" \"e\"\n}", "type A struct {\nb c \"d\" e\n}", "type A struct {\nb, c d\n}", "type a b\ntype c d", "import \"a\"",
		"func a() {\n\nb()\n}", "func a() { b() /* c */ }", "a", "func a(", "}", "func ä() {}", "var a = \"b", "var a = (b,)",
		"type A(B)", "type A[B]C", "type A interface {\nb() (c)\n}", "type A struct {\nb}", "const (\na = b)", "const (\na b = c = d\n)",
		"func a() { ((b)) }", "func a() { b; }", "func a() {\nb,\nc = d\n}", "func a() { (b[0] * c) }", "func{;;;;;()}", "func a() { {} }", "func a() { b(c,\n) }", "func a() { b(\n) }", "func a() { (0 .b) }",
	} {
		if got, ok := formatKnown(nil, []byte(source)); ok {
			t.Errorf("%s\nbecomes:\n%s", source, got)
		}
	}
}

// What a formatter makes of whatever it accepts is gofmt's, comments aside: those of the
// emitter are written for gofmt not to change them.
func FuzzFormatter(f *testing.F) {
	for _, source := range known {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		groups, ok := declarations(bytes.TrimSpace([]byte(source)))
		if !ok || len(groups) != 1 || strings.Contains(source, "//") {
			return
		}
		got, ok := formatKnown(nil, groups[0])
		if _, err := gofmt.Source([]byte(packageClause + source)); ok && err == nil {
			checkAsGofmt(t, string(groups[0]), got)
		}
	})
}
