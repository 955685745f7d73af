package generator

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"
	"github.com/tidwall/gjson"

	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/model/connect"
)

const testRuntime = "example.com/generated/wire"

func golden(t *testing.T) *goldie.Goldie {
	return goldie.New(t, goldie.WithFixtureDir(filepath.Join("..", "golden", "generator")), goldie.WithDiffEngine(goldie.ColoredDiff))
}

func embeddedModel(tb testing.TB, name string) *model.Model {
	tb.Helper()
	m, err := model.LoadFS(connect.FS, name)
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// kitchenText is our own model of everything that a shape can be.
func kitchenText(tb testing.TB) string {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "kitchen", "model.json"))
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func loadText(tb testing.TB, text string) *model.Model {
	tb.Helper()
	m, err := model.Load("model.json", []byte(text))
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func generate(tb testing.TB, m *model.Model, opts Options) []File {
	tb.Helper()
	if opts.Runtime == "" {
		opts.Runtime = testRuntime
	}
	files, err := Generate(m, opts)
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

func TestConnect(t *testing.T) {
	for _, f := range generate(t, embeddedModel(t, connect.SmithyFile), Options{}) {
		golden(t).Assert(t, "connect/"+f.Name, f.Content)
	}
}

// Both forms of the embedded model give the same package, the line that names
// the file aside.
func TestForms(t *testing.T) {
	smithy := generate(t, embeddedModel(t, connect.SmithyFile), Options{})
	legacy := generate(t, embeddedModel(t, connect.LegacyFile), Options{})
	replaced := bytes.Replace(legacy[0].Content, []byte("// Source: "+connect.LegacyFile), []byte("// Source: "+connect.SmithyFile), 1)
	if legacy[0].Name != "doc.go" || bytes.Equal(replaced, legacy[0].Content) {
		t.Fatalf("no source line in %s:\n%s", legacy[0].Name, legacy[0].Content)
	}
	legacy[0].Content = replaced
	sameFiles(t, smithy, legacy)
}

func sameFiles(tb testing.TB, want, got []File) {
	tb.Helper()
	if len(want) != len(got) {
		tb.Fatalf("%d files, want %d", len(got), len(want))
	}
	for i := range want {
		if want[i].Name != got[i].Name || !bytes.Equal(want[i].Content, got[i].Content) {
			tb.Errorf("%s differs from %s:\n%s", got[i].Name, want[i].Name, firstDifference(want[i].Content, got[i].Content))
		}
	}
}

func firstDifference(want, got []byte) string {
	a, b := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "- " + a[i] + "\n+ " + b[i]
		}
	}
	return "one is longer"
}

func TestSameBytes(t *testing.T) {
	text := kitchenText(t)
	want := generate(t, loadText(t, text), Options{})
	sameFiles(t, want, generate(t, loadText(t, text), Options{}))
	for range 5 {
		sameFiles(t, want, generate(t, loadText(t, shuffled(text)), Options{}))
	}
}

// shuffled returns a Smithy AST with its shapes in another order.
func shuffled(text string) string {
	shapes := gjson.Get(text, "shapes")
	var entries []string
	shapes.ForEach(func(k, v gjson.Result) bool {
		entries = append(entries, k.Raw+":"+v.Raw)
		return true
	})
	rand.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return text[:shapes.Index] + "{" + strings.Join(entries, ",") + "}" + text[shapes.Index+len(shapes.Raw):]
}

// What the operations do not reach is nowhere in the package.
func TestSlice(t *testing.T) {
	var text []byte
	for _, f := range generate(t, loadText(t, kitchenText(t)), Options{Operations: []string{"CountDishes"}}) {
		text = append(text, f.Content...)
	}
	for _, want := range []string{"type CountDishesOutput struct", "type Throttled struct", "func Operations()"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q", want)
		}
	}
	for _, unwanted := range []string{"Everything", "Spilled", "GetDish", "newChoice"} {
		if strings.Contains(string(text), unwanted) {
			t.Errorf("%q is there", unwanted)
		}
	}
}

const minimal = `{"smithy": "2.0", "shapes": {
	"x#S": {"type": "service", "version": "1", "operations": [{"target": "x#Op"}], "traits": {PROTOCOLS}},
	"x#Op": {"type": "operation", "input": {"target": "x#In"}, "output": {"target": "smithy.api#Unit"},
		"traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
	"x#In": {"type": "structure", "members": {MEMBERS}}
	SHAPES
}}`

// small makes a model around some members, with restJson1.
func small(members, shapes string) string {
	return strings.NewReplacer("PROTOCOLS", `"aws.protocols#restJson1": {}`, "MEMBERS", members, "SHAPES", shapes).Replace(minimal)
}

func TestErrors(t *testing.T) {
	withDefault := func(target, value string) string {
		return small(`"m": {"target": "smithy.api#`+target+`", "traits": {"smithy.api#default": `+value+`}}`, "")
	}
	protocols := func(list string) string {
		return strings.NewReplacer("PROTOCOLS", list, "MEMBERS", "", "SHAPES", "").Replace(minimal)
	}
	request := func(method, uri string) string {
		members := `"A": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},` +
			`"B": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}}, "C": {"target": "smithy.api#String"}`
		return strings.Replace(small(members, ""), `"method": "POST", "uri": "/"`, `"method": "`+method+`", "uri": "`+uri+`"`, 1)
	}
	header := func(trait, name string) string {
		return small("\n"+`"m": {"target": "smithy.api#String", "traits": {"smithy.api#`+trait+`": "`+name+`"}}`, "")
	}
	prefix := func(protocol, prefix string) string {
		trait := `"smithy.api#endpoint": {"hostPrefix": "` + prefix + `"}, "smithy.api#http"`
		members := `"A": {"target": "smithy.api#String", "traits": {"smithy.api#hostLabel": {}}}, "B": {"target": "smithy.api#String"}, "C": {"target": "smithy.api#Integer", "traits": {"smithy.api#hostLabel": {}}}`
		return strings.NewReplacer("PROTOCOLS", `"aws.protocols#`+protocol+`": {}`, "MEMBERS", members, "SHAPES", "", `"smithy.api#http"`, trait).Replace(minimal)
	}
	bound := func(uri, trait string, targets ...string) string {
		var members []string
		for i, target := range targets {
			members = append(members, fmt.Sprintf("\n"+`"m%d": {"target": "%s", "traits": {"smithy.api#required": {}, "smithy.api#%s": "x"}}`, i, target, trait))
		}
		text := small(strings.Join(members, ","), `, "x#L": {"type": "list", "member": {"target": "x#In"}}, "x#T": {"type": "list", "member": {"target": "smithy.api#String"}},
			"x#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "x#L"}}, "x#U": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}}`)
		return strings.Replace(text, `"uri": "/"`, `"uri": "`+uri+`"`, 1)
	}
	cases := map[string]struct {
		text string
		opts Options
	}{
		"labels that are no scalars": {bound("/{m0}/{m1}/{m2}", "httpLabel", "x#T", "x#M", "x#In"), Options{}},
		"parameters of no scalars":   {bound("/", "httpQuery", "x#L", "x#M", "x#In", "x#U", "smithy.api#Document"), Options{}},
		"headers of no scalars":      {bound("/", "httpHeader", "x#L", "x#M", "x#In", "x#U", "smithy.api#Document"), Options{}},
		"parameters that are no map": {bound("/", "httpQueryParams", "x#T", "x#M"), Options{}},
		"prefix that is no map":      {bound("/", "httpPrefixHeaders", "x#T", "x#M"), Options{}},
		"host prefix not closed":     {prefix("awsQuery", "{A}.{A."), Options{}},
		"host prefix not bound":      {prefix("restJson1", "{B}."), Options{}},
		"host prefix with a number":  {prefix("awsJson1_1", "{C}."), Options{}},
		"host prefix for nothing":    {prefix("awsJson1_0", "a-{D}."), Options{}},
		"host prefix that is a host": {prefix("restXml", "evil.com/"), Options{}},
		"method with a blank":        {request("GET it", "/{A}/{B}"), Options{}},
		"no method":                  {request("", "/{A}/{B}"), Options{}},
		"method and URI":             {request("GET\\r\\n", "{A}"), Options{}},
		"label not closed":           {request("GET", "/{A}/{B"), Options{}},
		"label for nothing":          {request("GET", "/{A}/{D}"), Options{}},
		"label not bound":            {request("GET", "/{A}/{C}"), Options{}},
		"member without a label":     {request("GET", "/{A}"), Options{}},
		"no binding":                 {strings.Replace(small("", ""), `"smithy.api#http"`, `"x#unlike"`, 1), Options{}},
		"label without a name":       {request("GET", "/{A}/{}"), Options{}},
		"greedy label in between":    {request("GET", "/{A+}/x/{B}"), Options{}},
		"header with a blank":        {header("httpHeader", "X Y"), Options{}},
		"header with a line break":   {header("httpHeader", "X\\r\\nY"), Options{}},
		"header without a name":      {header("httpHeader", ""), Options{}},
		"header not in ASCII":        {header("httpHeader", "X-é"), Options{}},
		"prefix with a colon":        {small("\n"+`"m": {"target": "x#M", "traits": {"smithy.api#httpPrefixHeaders": "x:"}}`, `, "x#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}}`), Options{}},
		"unknown operation":          {small("", ""), Options{Operations: []string{"Opp"}}},
		"no operations":              {`{"smithy": "2.0", "shapes": {"x#S": {"type": "service", "traits": {"aws.protocols#restJson1": {}}}}}`, Options{}},
		"unknown service":            {small("", ""), Options{Service: "T"}},
		"no protocol":                {protocols(""), Options{}},
		"unknown protocol":           {protocols(`"aws.protocols#carrierPigeon": {}`), Options{}},
		"protocol not offered":       {small("", ""), Options{Protocol: "awsQuery"}},
		"package is a keyword":       {small("", ""), Options{Package: "func"}},
		"package is blank":           {small("", ""), Options{Package: "_"}},
		"package with a dash":        {small("", ""), Options{Package: "a-b"}},
		"package with code":          {small("", ""), Options{Package: "a; import _ \"evil\""}},
		"runtime with a quote":       {small("", ""), Options{Runtime: "a\"b"}},
		"runtime absolute":           {small("", ""), Options{Runtime: "/abs"}},
		"boolean default":            {withDefault("Boolean", `"yes"`), Options{}},
		"byte default out of range":  {withDefault("Byte", `300`), Options{}},
		"string default":             {withDefault("String", `5`), Options{}},
		"list default":               {small(`"m": {"target": "x#L", "traits": {"smithy.api#default": [1]}}`, `, "x#L": {"type": "list", "member": {"target": "smithy.api#Integer"}}`), Options{}},
		"blob default":               {withDefault("Blob", `"?"`), Options{}},
		"float default too large":    {withDefault("Float", `1e300`), Options{}},
		"double default too large":   {withDefault("Double", `1e999`), Options{}},
		"document default too large": {withDefault("Document", `1e999`), Options{}},
		"timestamp default":          {withDefault("Timestamp", `"yesterday"`), Options{}},
		"big default with a point":   {withDefault("BigInteger", `1.5`), Options{}},
		"big default too large":      {withDefault("BigInteger", `1e16385`), Options{}},
		"list of itself":             {small(`"m": {"target": "x#L"}`, `, "x#L": {"type": "list", "member": {"target": "x#L"}}`), Options{}},
		"map of list of map":         {small(`"m": {"target": "x#M"}`, `, "x#L": {"type": "list", "member": {"target": "x#M"}}, "x#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "x#L"}}`), Options{}},
	}
	var got strings.Builder
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		c := cases[name]
		if c.opts.Runtime == "" {
			c.opts.Runtime = testRuntime
		}
		files, err := Generate(loadText(t, c.text), c.opts)
		if err == nil || files != nil {
			t.Errorf("%s: no error, %d files", name, len(files))
			continue
		}
		got.WriteString(name + ":\n\t" + strings.ReplaceAll(err.Error(), "\n", "\n\t") + "\n")
	}
	golden(t).Assert(t, "errors", []byte(got.String()))
}

// An error does not carry a generated file along.
func TestErrorsAreShort(t *testing.T) {
	_, err := format([]source{{"broken.go", []*bytes.Buffer{bytes.NewBufferString("package p\n" + strings.Repeat("func (\n", 10_000))}}})
	if err == nil || len(err.Error()) > 1000 {
		t.Errorf("%d bytes: %.200v", len(err.Error()), err)
	}
	if long := shortened(errors.New(strings.Repeat("é", 1000))).Error(); len(long) > 310 || !strings.HasSuffix(long, "é …") {
		t.Errorf("%q", long)
	}
}

func TestDefaultPackage(t *testing.T) {
	for sdkID, want := range map[string]string{
		"Connect": "connect", "Lex Runtime V2": "lexruntimev2", "ARC Zonal - Shift": "arczonalshift", "2FA": "aws2fa",
		"Import": "importservice", "Main": "mainservice", "Wire": "wireservice", "Internal": "internalservice", "Init": "initservice", "Vendor": "vendorservice", "Test Data": "testdataservice",
		"Con": "conservice", "AUX": "auxservice", "COM 1": "com1service", "LPT9": "lpt9service", "COM10": "com10", "Comm 1": "comm1", "Größe": "gre", "": "someservice", "?": "aws",
	} {
		s := &model.Shape{ID: "x#SomeService"}
		if sdkID != "" {
			s.Traits = model.Traits{{ID: model.TraitService, Value: model.Node(`{"sdkId": "` + sdkID + `"}`)}}
		}
		if got := defaultPackage(s); got != want {
			t.Errorf("%q: %s, want %s", sdkID, got, want)
		}
	}
}
