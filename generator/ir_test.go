package generator

import (
	"fmt"
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
