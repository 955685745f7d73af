package generator

import (
	"go/build/constraint"
	gofmt "go/format"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/sebdah/goldie/v2"

	"github.com/smithygen/smithygen/model"
)

// documented is source with a comment wherever generated code has one.
func documented(lines []string) string {
	text := strings.Join(comment(lines), "\n")
	return "package p\n\n" + text + "\ntype T struct {\n\t" + strings.ReplaceAll(text, "\n", "\n\t") +
		"\n\tF int\n}\n\n" + text + "\nfunc F() {}\n"
}

// checkFormat fails unless a comment is nothing but that, and gofmt leaves it alone.
func checkFormat(tb testing.TB, lines []string) {
	tb.Helper()
	source := documented(lines)
	formatted, err := gofmt.Source([]byte(source))
	if err != nil {
		tb.Fatalf("no Go source: %v\n%s", err, source)
	}
	if string(formatted) != source {
		tb.Fatalf("gofmt makes\n%s\nof\n%s", formatted, source)
	}
	if file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.ParseComments); err != nil || len(file.Decls) != 2 {
		tb.Fatalf("is more than a comment: %v\n%s", err, source)
	}
}

// checkComment fails unless a comment is one that nobody has to look at: gofmt
// leaves it alone, no line is a directive or a build constraint, nothing is
// deprecated, and no line is long without need.
func checkComment(tb testing.TB, lines []string) {
	tb.Helper()
	if len(lines) == 0 {
		return
	}
	checkFormat(tb, lines)
	for _, line := range comment(lines) {
		if len(line) > 2 && line[2] != ' ' && line[2] != '\t' || constraint.IsPlusBuild(line) || strings.HasPrefix(line, "// go:") {
			tb.Errorf("is a directive: %s", line)
		}
		text := strings.TrimSpace(strings.TrimPrefix(line, "//"))
		if code := strings.HasPrefix(line, "//\t"); !code && strings.HasPrefix(text, "Deprecated:") { // tools look at no code
			tb.Errorf("is a deprecation: %s", line)
		}
		if n := utf8.RuneCountInString(line); n > 110 && breakable(text) && line[2] == ' ' && !isLink(text) {
			tb.Errorf("%d columns: %s", n, line)
		}
		if i := strings.IndexFunc(line, func(r rune) bool {
			return r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf) || r == utf8.RuneError || isInvisible(r)
		}); i >= 0 {
			tb.Errorf("has an invisible character at byte %d: %q", i, line)
		}
	}
}

// breakable reports whether a line could end before its last word that is more
// than a number or a dash.
func breakable(line string) bool {
	words := strings.Fields(line)
	n := len(words)
	for n > 0 && isMarker(words[n-1]) {
		n--
	}
	return n > 2 && width(strings.Join(words[:n-1], " ")) > 60
}

var documentation = []struct{ name, html, want string }{
	{"empty", "", ""},
	{"empty markup", "<p></p>\n <p> </p><ul><li></li></ul>", ""},
	{"plain", "A widget.", "A widget."},
	{"paragraphs", "<p>One\n  two.</p>\n<p>Three.", "One two.\n\nThree."},
	{"inline", "<p>Use <code>GET</code> <b>or</b> <i>PUT</i>, e<em>mph</em>atically.</p>", "Use GET or PUT, emphatically."},
	{"entities", "<p>1 &lt; 2 &amp;&amp; 3 &gt; 2&#33;</p>", "1 < 2 && 3 > 2!"},
	{"pseudo tags", "<p>arn:aws:s3:<region>:<Account-ID>/* and </end> or a < b.", "arn:aws:s3:<region>:<Account-ID>/* and </end> or a < b."},
	{"half a tag", "<p>cut <off", "cut <off"},
	{"bullets", "<p>Any of:</p><ul><li><p>one</p></li><li>two</ul><p>Or none.", "Any of:\n\n  - one\n  - two\n\nOr none."},
	{"numbers", "<p>Steps:</p><ol><li>Go.</li><li>Return.</li></ol>", "Steps:\n\n 1. Go.\n 2. Return."},
	{"loose", "Any of:<ul><li><p>one</p><p>- more</p></li><li>two</ul>", "Any of:\n\n  - one\n\n    – - more\n\n  - two"},
	{"nested", "Any of:<ul><li>one<ul><li>a</li><li>b</li></ul>rest</li><li>two</ul>", "Any of:\n\n  - one\n  - – a\n  - – b\n  - rest\n  - two"},
	{"mixed", "Any of:<ol><li>one<ul><li>a</li></ul></li><li>two</ol>", "Any of:\n\n  - 1. one\n  - – a\n  - 2. two"},
	{"list alone", "<ul><li>one</li></ul>", "As follows:\n\n  - one"},
	{"item without list", "<li>one<li>two", "As follows:\n\n  - one\n  - two"},
	{"text in a list but in no item", "Either<ul>one<li>two</ul>", "Either.\n\n  - one\n  - two"},
	{"indented code", "Say:<pre>  a\n\n\tb\n</pre>", "Say:\n\n\ta\n\n\t  b"},
	{"stray full stop", `<p>See <a href="https://example.com/">it</a> .`, "See [it].\n\n[it]: https://example.com/"},
	{"terms", "Keys:<dl><dt>id</dt><dd><p>The key.</p><p>Unique.</p></dd><dt>name:</dt> <dd>A name</dd></dl>", "Keys:\n\n  - id: The key.\n\n    Unique.\n\n  - name: A name"},
	{"table", "Codes:<table><tr><th>Code</th><th>Why</th></tr><tr><td>1</td><td><p>Bad</p></td></tr></table>", "Codes:\n\n  - Code | Why\n  - 1 | Bad"},
	{"note", "<note><p>Take care.</p><p>Really.</p></note><p>Then go.</p>", "Note: Take care.\n\nReally.\n\nThen go."},
	{"important list", "<important><ul><li>one</li></ul></important>", "Important:\n\n  - one"},
	{"labelled note", "<note><p>Note: be good.</p></note>", "Note: be good."},
	{"heading", "<h2>How it works</h2><p>Well.</p>", "# How it works\n\nWell."},
	{"no heading", "<p>One.</p><p>Valid values</p><p>Two.</p>", "One.\n\nValid values.\n\nTwo."},
	{"markdown heading", "<p># Title, of sorts.</p>", "Title, of sorts."},
	{"code", "<p>Write:</p><pre>{\n  \"a\": 1 }\n\n</pre>Done.", "Write:\n\n\t{\n\t  \"a\": 1 }\n\nDone."},
	{"code that never began", "<p>One.</p>Valid values</pre><p>Two.</p>", "One.\n\nValid values.\n\nTwo."},
	{"code alone", "<pre>- a\n- b</pre>", "For example:\n\n\t---\n\t- a\n\t- b"},
	{"code after list", "<p>Say:<ul><li>a<pre>x = 1</pre><li>b</ul>", "Say:\n\n  - a\n\nFor example:\n\n\tx = 1\n\nAs follows:\n\n  - b"},
	{"link", `<p>See <a href=" https://example.com/a b ">the guide</a>, <a href="https://example.com/ab">the guide</a>.`, "See [the guide], [the guide].\n\n[the guide]: https://example.com/ab"},
	{"two links", `<p><a href="https://a.example">here</a> or <a href="https://b.example">here</a>.`, "[here] or here (https://b.example).\n\n[here]: https://a.example"},
	{"links not to follow", `<a href="javascript:x()">a</a> <a href="#b">b</a> <a>c</a> <a href="/d">d</a> <a href="https:///">e</a>`, "a b c d e"},
	{"bare link", `<a href="https://example.com/">https://example.com/</a>`, "https://example.com/"},
	{"mail", `<a href="mailto:a@example.com">a@example.com</a>, <a href="mailto:b@example.com">Bob</a>`, "a@example.com, Bob (b@example.com)"},
	{"brackets in a link", `<a href="https://example.com/">a[0]</a>`, "a[0] (https://example.com/)"},
	{"spaces in a link", `see<a href="https://example.com/"> <b>the</b> guide </a>now`, "see [the guide] now\n\n[the guide]: https://example.com/"},
	{"unclosed link", `<p><a href="https://example.com/">one<p>two`, "[one]\n\ntwo\n\n[one]: https://example.com/"},
	{"no link definition", "<p>[a]: https://example.com/</p>", "[a], https://example.com/"},
	{"end of comment", "a */ b /* c", "a */ b /* c"},
	{"go directive", "<p>go:embed x</p><p>Use //go:embed and go:generate.", "\"go:embed\" x\n\nUse //go:embed and \"go:generate.\""},
	{"build constraint", "<p>+build linux</p><pre>a\n// +build b\n+build c</pre>", "\"+build\" linux\n\n\ta\n\t// +build b\n\t\"+build\" c"},
	{"deprecation", "<p>Deprecated: use it no more</p>", "Deprecated. use it no more."},
	{"quotes", "<p>Not '' nor ``this''.", "Not \"\" nor \"this\"\"."},
	{"invisible", "a\u200bb\ufeff c\u202ed\x00\x07 e\u2028f\u00a0g\xff", "ab cd e f g"},
	{"script", "<script>if (a<b) {}</script>x<style>p {}</style>", "x"},
	{"comments", "a<!-- b -->c<!doctype html>", "ac"},
}

func TestGodoc(t *testing.T) {
	for _, c := range documentation {
		t.Run(c.name, func(t *testing.T) {
			got := godoc(c.html)
			checkComment(t, got)
			if text := strings.Join(got, "\n"); text != c.want {
				t.Errorf("got\n%s\nwant\n%s", text, c.want)
			}
		})
	}
}

// TestGodocPage has a bit of everything on one page.
func TestGodocPage(t *testing.T) {
	html, err := os.ReadFile("testdata/docs/widget.html")
	if err != nil {
		t.Fatal(err)
	}
	lines := paragraphs(summary("Widget", godoc(string(html)), "is a structure."),
		[]string{"Shape: com.example#Widget"}, deprecated("Borrow a <code>Gadget</code> instead", "2026-05-01"))
	checkFormat(t, lines)
	goldie.New(t, goldie.WithFixtureDir("../golden/docs"), goldie.WithNameSuffix(".txt")).
		Assert(t, "widget", []byte(strings.Join(comment(lines), "\n")+"\n"))
}

func TestSummary(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"", "Widget is a structure"},
		{"<p>Contains a widget.</p><p>More.</p>", "Widget contains a widget.\n\nMore."},
		{"<p>The widget.", "Widget: The widget."},
		{"<p>Widget of the depot.", "Widget of the depot."},
		{"<p>Widgets of the depot.", "Widget: Widgets of the depot."},
		{"<ul><li>one</ul>", "Widget: As follows:\n\n  - one"},
		{"<h1>Title</h1>Text.", "Widget is a structure.\n\n# Title\n\nText."},
		{"<p>Describes <a href='https://example.com/'>it</a>.", "Widget describes [it].\n\n[it]: https://example.com/"},
	} {
		lines := summary("Widget", godoc(c.html), "is a structure")
		checkComment(t, lines)
		if got := strings.TrimSuffix(strings.Join(lines, "\n"), "."); got != strings.TrimSuffix(c.want, ".") {
			t.Errorf("%s gives\n%s\nwant\n%s", c.html, got, c.want)
		}
	}
}

func TestDeprecated(t *testing.T) {
	for _, c := range []struct{ message, since, want string }{
		{"", "", "Deprecated: the model gives no reason."},
		{"Use Gadget.", "", "Deprecated: Use Gadget."},
		{"<p>Use <code>Gadget</code>.</p>", "", "Deprecated: Use Gadget."},
		{"Deprecated: Use\nGadget.", "2.0", "Deprecated: since 2.0. Use Gadget."},
		{"<p>See <a href='https://example.com/'>this</a>.", "", "Deprecated: See [this].\n\n[this]: https://example.com/"},
		{"", "2.0", "Deprecated: since 2.0."},
		{"\u200b*/\nfunc init() {}", "", "Deprecated: */ func init() {}"},
	} {
		checkFormat(t, deprecated(c.message, c.since))
		if got := strings.Join(deprecated(c.message, c.since), "\n"); got != c.want {
			t.Errorf("%q since %q gives %q, want %q", c.message, c.since, got, c.want)
		}
	}
}

func TestConstraints(t *testing.T) {
	trait := func(id model.ShapeID, value model.Node) model.Traits { return model.Traits{{ID: id, Value: value}} }
	for _, c := range []struct {
		kind   model.Kind
		traits []model.Traits
		want   string
	}{
		{model.KindString, nil, ""},
		{model.KindString, []model.Traits{trait(model.TraitLength, `{"min":1,"max":100}`)}, "Length: 1 to 100 characters."},
		{model.KindBlob, []model.Traits{trait(model.TraitLength, `{"max":5}`)}, "Length: at most 5 bytes."},
		{model.KindList, []model.Traits{trait(model.TraitLength, `{"min":2}`)}, "Length: at least 2 elements."},
		{model.KindMap, []model.Traits{trait(model.TraitLength, `{"min":3,"max":3}`)}, "Length: 3 entries."},
		{model.KindList, []model.Traits{trait(model.TraitUniqueItems, `{}`)}, "No element occurs twice."},
		{model.KindBigDecimal, []model.Traits{trait(model.TraitRange, `{"min":-1.50,"max":12345678901234567890}`)}, "Range: -1.50 to 12345678901234567890."},
		{model.KindString, []model.Traits{trait(model.TraitLength, `{"min":1,"max":2}`), trait(model.TraitLength, `{"min":3,"max":4}`)}, "Length: 1 to 2 characters."},
		{model.KindString, []model.Traits{trait(model.TraitPattern, `"^[a-z]+$"`), trait(model.TraitLength, `{"max":4}`)}, "Length: at most 4 characters. Pattern: ^[a-z]+$"},
		{model.KindString, []model.Traits{trait(model.TraitPattern, `"^a  ''b$"`)}, "Pattern:\n\n\t^a  ''b$"},
	} {
		lines := constraints(c.kind, c.traits...)
		checkComment(t, lines)
		if got := strings.Join(lines, "\n"); got != c.want {
			t.Errorf("%v gives %q, want %q", c.traits, got, c.want)
		}
	}
}

func TestGodocWraps(t *testing.T) {
	word := "lorem "
	lines := godoc("<p>" + strings.Repeat(word, 700) + "<ul><li>" + strings.Repeat(word, 100) + "- " + strings.Repeat(word, 100))
	checkComment(t, lines)
	if n := strings.Count(strings.Join(lines, "\n"), "lorem"); n != 900 {
		t.Errorf("%d of 900 words are left", n)
	}
	for i, line := range lines[:len(lines)-1] {
		if n := width(line); n > docWidth || n < docWidth-2*len(word) && line != "" && lines[i+1] != "" {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	for _, line := range lines {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] == "-" && !strings.HasPrefix(line, "  - lorem") {
			t.Errorf("a dash begins an item: %s", line)
		}
	}
}

func TestGodocIsBounded(t *testing.T) {
	for _, html := range []string{
		strings.Repeat("<ul><li>", 100_000) + "x", strings.Repeat("<a href=https://example.com/>", 50_000) + "x",
		strings.Repeat("x ", 1_000_000), strings.Repeat("<note>", 100_000), strings.Repeat("<", 1_000_000), strings.Repeat("&", 1_000_000),
	} {
		lines := godoc(html)
		checkComment(t, lines)
		if n := len(strings.Join(lines, "\n")); n > 2*maxDocLen {
			t.Errorf("%d bytes of comment for %.20s…", n, html)
		}
	}
}

func FuzzGodoc(f *testing.F) {
	for _, c := range documentation {
		f.Add(c.html)
	}
	f.Fuzz(func(t *testing.T, html string) {
		lines := godoc(html)
		checkComment(t, lines)
		checkComment(t, paragraphs(summary("Widget", lines, "is a structure."), lines, []string{"Shape: a#Widget"}))
		checkFormat(t, paragraphs(lines, deprecated(html, html)))
		checkComment(t, constraints(model.KindString, model.Traits{
			{ID: model.TraitLength, Value: model.Node(html)}, {ID: model.TraitRange, Value: `{"min":"` + model.Node(html) + `"}`},
			{ID: model.TraitPattern, Value: model.Node(strconv.Quote(html))},
		}))
	})
}

// TestSharedDocumentation leads all documentation of the real models through.
func TestSharedDocumentation(t *testing.T) {
	for _, path := range realModels(t) {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			m := realModel(t, path)
			for _, s := range m.Shapes {
				checkDocumentation(t, s.ID, s.Kind, s.Traits)
				for _, member := range s.Members {
					checkDocumentation(t, member.ID(), member.Target.Kind, member.Traits, member.Target.Traits)
				}
			}
		})
	}
}

func checkDocumentation(t *testing.T, id model.ShapeID, kind model.Kind, traits ...model.Traits) {
	t.Helper()
	lines := paragraphs(summary(id.Name(), godoc(traits[0].Documentation()), "is a shape."), constraints(kind, traits...))
	checkComment(t, lines)
	if t.Failed() {
		t.Fatalf("so it is with %s:\n%s", id, traits[0].Documentation())
	}
}

// What a model demands stands in the last paragraph of documentation, and by
// itself below anything else.
func TestAttached(t *testing.T) {
	for name, c := range map[string]struct{ doc, sentences, want []string }{
		"paragraph":     {[]string{"The name."}, []string{"Length: 1."}, []string{"The name. Length: 1."}},
		"paragraphs":    {[]string{"The name.", "", "Long."}, []string{"Length: 1."}, []string{"The name.", "", "Long. Length: 1."}},
		"note":          {[]string{"The name.", "", "Note: Long."}, []string{"Length: 1."}, []string{"The name.", "", "Note: Long.", "", "Length: 1."}},
		"after a list":  {[]string{"A:", "", "  - b", "", "C."}, []string{"Length: 1."}, []string{"A:", "", "  - b", "", "C. Length: 1."}},
		"no full stop":  {[]string{"The", "name"}, []string{"Length: 1."}, []string{"The name. Length: 1."}},
		"nothing":       {nil, []string{"Length: 1."}, []string{"Length: 1."}},
		"no sentences":  {[]string{"The name"}, nil, []string{"The name"}},
		"announcement":  {[]string{"One of:"}, []string{"Length: 1."}, []string{"One of:", "", "Length: 1."}},
		"list":          {[]string{"A:", "", "  - b"}, []string{"Length: 1."}, []string{"A:", "", "  - b", "", "Length: 1."}},
		"code":          {[]string{"\ta"}, []string{"Length: 1."}, []string{"\ta", "", "Length: 1."}},
		"heading":       {[]string{"# A"}, []string{"Length: 1."}, []string{"# A", "", "Length: 1."}},
		"pattern apart": {[]string{"A."}, []string{"Pattern:", "", "\ta b"}, []string{"A. Pattern:", "", "\ta b"}},
		"link":          {[]string{"See [a].", "", "[a]: https://a"}, []string{"Length: 1."}, []string{"See [a]. Length: 1.", "", "[a]: https://a"}},
	} {
		if got := attached(c.doc, c.sentences); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
