package generator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/model/connect"
)

func lowered(tb testing.TB, m *model.Model) *ir.Package {
	tb.Helper()
	c, err := m.Slice("", nil)
	if err != nil {
		tb.Fatal(err)
	}
	goal, err := newTarget(c, Options{Runtime: testRuntime})
	if err != nil {
		tb.Fatal(err)
	}
	names, err := assignNames(c, nil)
	if err != nil {
		tb.Fatal(err)
	}
	pkg, err := lower(c, names, goal)
	if err != nil {
		tb.Fatal(err)
	}
	return pkg
}

func TestLower(t *testing.T) {
	for name, m := range map[string]*model.Model{
		"connect": embeddedModel(t, connect.SmithyFile),
		"kitchen": loadText(t, kitchenText(t)),
	} {
		golden(t).Assert(t, "ir_"+name, []byte(dump(lowered(t, m))))
	}
}

// dump writes a package as a person would list it, documentation aside.
func dump(p *ir.Package) string {
	var b strings.Builder
	put := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	put("package %s: %s %s, signed as %s %v", p.Name, p.Service.ID, p.Service.Version, p.Service.SigningName, p.Service.Flags)
	fields := func(all []*ir.Field) {
		for _, f := range all {
			text := "  " + f.Name + " " + f.Type.String()
			if f.Default != nil {
				text += fmt.Sprintf(" = %#v", f.Default)
			}
			put("%s", text)
		}
	}
	for _, s := range p.Structs {
		put("struct %s", s.Name)
		fields(s.Fields)
	}
	for _, e := range p.Errors {
		put("error %s %s retryable=%t throttling=%t", e.Name, e.Fault, e.Retryable, e.Throttling)
		fields(e.Fields)
	}
	for _, e := range p.Enums {
		put("enum %s %s sensitive=%t", e.Name, e.Base, e.Sensitive)
		for _, c := range e.Constants {
			put("  %s = %#v", c.Name, c.Value)
		}
	}
	for _, u := range p.Unions {
		put("union %s %s", u.Name, u.Marker)
		for _, v := range u.Variants {
			put("  %s %v", v.Name, v.Type)
		}
		put("  %s", u.Unknown)
	}
	for _, o := range p.Operations {
		put("operation %s(%s) %s by %s", o.Name, o.Input, o.Output, p.Protocol)
		put("  %+v", o.Schema)
		put("  %s, %s, %s, %s", o.NewRequest, o.ParseResponse, o.FromJSON, o.FromXML)
		put("  %s %s %v", o.Errors.Name, o.Errors.Marker, o.Errors.Members)
	}
	for _, s := range p.Schemas {
		put("schema %s %s %s %v %s%s%v%s%v", s.Var, s.ID, s.Kind, s.Flags, s.Time, s.XMLName, s.Values, s.Type, s.Variants)
		if s.Error != nil {
			put("  %+v", *s.Error)
		}
		for _, m := range s.Members {
			put("  %s", dumpMember(m))
		}
	}
	return b.String()
}

func dumpMember(m ir.Member) string {
	words := []string{m.Name, "→", m.Target + m.Prelude}
	if m.Lazy != "" {
		words = append(words, "lazily", m.Lazy)
	}
	words = append(words, m.Flags...)
	for _, w := range []string{m.Location, m.Time, m.Key, m.JSON, m.XML, m.EC2, m.MediaType} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// Which formats are said of timestamps: their own, and what XML has in a body.
func TestTimeFormats(t *testing.T) {
	const shapes = `, "x#Epoch": {"type": "timestamp", "traits": {"smithy.api#timestampFormat": "epoch-seconds"}},
		"x#Times": {"type": "list", "member": {"target": "smithy.api#Timestamp"}},
		"x#Dates": {"type": "list", "member": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "http-date"}}},
		"x#ByName": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#Timestamp"}}`
	const members = `"plain": {"target": "smithy.api#Timestamp"}, "epoch": {"target": "x#Epoch"},
		"own": {"target": "x#Epoch", "traits": {"smithy.api#timestampFormat": "http-date"}},
		"header": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#httpHeader": "X-When"}},
		"times": {"target": "x#Times"}, "dates": {"target": "x#Dates"}, "byName": {"target": "x#ByName"}`
	for protocol, want := range map[string]map[string]string{
		"restJson1": {"In$own": "HTTPDate", "Dates$member": "HTTPDate"},
		"restXml":   {"In$own": "HTTPDate", "Dates$member": "HTTPDate", "In$plain": "DateTime", "In$epoch": "EpochSeconds", "ByName$value": "DateTime"},
	} {
		text := strings.NewReplacer("PROTOCOLS", `"aws.protocols#`+protocol+`": {}`, "MEMBERS", members, "SHAPES", shapes).Replace(minimal)
		got := map[string]string{}
		for _, s := range lowered(t, loadText(t, text)).Schemas {
			for _, m := range s.Members {
				if m.Time != "" {
					got[strings.TrimPrefix(s.ID, "x#")+"$"+m.Name] = m.Time
				}
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", protocol, got, want)
		}
	}
}

// An error has another code by a trait that is awsQuery's alone.
func TestQueryErrors(t *testing.T) {
	const failure = `, "x#Gone": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client", "smithy.api#httpError": 404,
		"aws.protocols#awsQueryError": {"code": "Thing.Gone", "httpResponseCode": 410}}}`
	for _, p := range protocols {
		code, status := "", 404
		if p.trait == model.ProtocolAWSQuery {
			code, status = "Thing.Gone", 410
		}
		text := strings.NewReplacer("PROTOCOLS", `"`+string(p.trait)+`": {}`, "MEMBERS", "", "SHAPES", failure,
			`"output":`, `"errors": [{"target": "x#Gone"}], "output":`).Replace(minimal)
		pkg := lowered(t, loadText(t, text))
		i := slices.IndexFunc(pkg.Schemas, func(s *ir.Schema) bool { return s.ID == "x#Gone" })
		if got := pkg.Schemas[i].Error; got.Code != code || got.Status != status {
			t.Errorf("%s: code %q, status %d", p.wire, got.Code, got.Status)
		}
	}
}

// Which operations look whether HTTP can say their timestamps: those that have some
// outside the body, in lists too.
func TestBoundTimes(t *testing.T) {
	const times = `, "x#Times": {"type": "list", "member": {"target": "smithy.api#Timestamp"}}, "x#Texts": {"type": "list", "member": {"target": "smithy.api#String"}}`
	for member, want := range map[string]bool{
		`{"target": "smithy.api#Timestamp", "traits": {"smithy.api#httpQuery": "m"}}`: true,
		`{"target": "x#Times", "traits": {"smithy.api#httpQuery": "m"}}`:              true,
		`{"target": "x#Times", "traits": {"smithy.api#httpHeader": "M"}}`:             true,
		`{"target": "x#Texts", "traits": {"smithy.api#httpHeader": "M"}}`:             false,
		`{"target": "x#Times"}`: false,
	} {
		parts := lowered(t, loadText(t, small(`"m": `+member, times))).Operations[0].Schema.Request
		if slices.Contains(parts, "CheckTimes") != want {
			t.Errorf("%s: %v", member, parts)
		}
	}
}

// Which operations compress their requests: those that list gzip, unless the
// length of a stream is to be known.
func TestRequestCompression(t *testing.T) {
	stream := func(traits string) string {
		return `, "x#B": {"type": "blob", "traits": {"smithy.api#streaming": {}` + traits + `}}`
	}
	const payload = `"B": {"target": "x#B", "traits": {"smithy.api#httpPayload": {}, "smithy.api#default": ""}}`
	for _, c := range []struct {
		encodings, members, shapes string
		want                       bool
	}{
		{`["gzip"]`, "", "", true},
		{`["brotli", "gzip"]`, "", "", true},
		{`["brotli"]`, "", "", false},
		{`["gzip"]`, payload, stream(""), true},
		{`["gzip"]`, payload, stream(`, "smithy.api#requiresLength": {}`), false},
	} {
		text := strings.Replace(small(c.members, c.shapes), `"smithy.api#http":`, `"smithy.api#requestCompression": {"encodings": `+c.encodings+`}, "smithy.api#http":`, 1)
		if got := lowered(t, loadText(t, text)).Operations[0].Schema.Compress == "Gzip"; got != c.want {
			t.Errorf("%s of %q%s: %v", c.encodings, c.members, c.shapes, got)
		}
	}
}
