package model

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/tidwall/gjson"
)

// A smithyReader reads one Smithy JSON AST. It reads in one pass and leaves
// references to be resolved by the builder.
type smithyReader struct {
	*builder
	src      *source
	version1 bool
	slab     []Member // members are many and small
	scratch  Traits
}

func (b *builder) readSmithy(src *source, top map[string]gjson.Result) error {
	r := &smithyReader{builder: b, src: src}
	version, err := r.checkVersion(top["smithy"])
	if err != nil {
		return err
	}
	if b.model.Version == "" {
		b.model.Version, b.model.Metadata = version, Node(top["metadata"].Raw)
	}
	if shapes, ok := top["shapes"]; ok && r.want(shapes, "", "shapes", "an object", shapes.IsObject()) {
		for k, v := range shapes.ForEach {
			r.shape(k, v)
		}
	}
	return nil
}

// checkVersion accepts every version 1 and 2, however short it is spelled.
func (r *smithyReader) checkVersion(v gjson.Result) (string, error) {
	version := v.String()
	major, _, _ := strings.Cut(version, ".")
	r.version1 = major == "1"
	if v.Type != gjson.String || major != "1" && major != "2" {
		return "", &Diagnostic{Pos: r.pos(v), Problem: fmt.Sprintf("Smithy version %s is not supported", excerpt(v.Raw)),
			Remedy: `give a model of version "1.0" or "2.0"`}
	}
	return version, nil
}

func (r *smithyReader) pos(v gjson.Result) Position { return r.src.at(v.Index) }

// want reports a value that is not of the type its place asks for.
func (r *smithyReader) want(v gjson.Result, shape ShapeID, what, kind string, ok bool) bool {
	if !ok {
		r.report(r.pos(v), shape, fmt.Sprintf("has %s %s", what, excerpt(v.Raw)), fmt.Sprintf("%s must be %s", what, kind))
	}
	return ok
}

var smithyKinds = func() map[string]Kind {
	names := map[string]Kind{"set": KindList}
	for k := KindBlob; k <= KindOperation; k++ {
		names[k.String()] = k
	}
	return names
}()

func (r *smithyReader) shape(k, v gjson.Result) {
	id := ShapeID(k.String())
	if !r.want(v, id, "the definition", "an object", v.IsObject()) {
		return
	}
	typ := Node(v.Raw).Get("type").Text()
	if typ == "apply" {
		for k, f := range v.ForEach {
			if k.String() == "traits" {
				r.applyLater(r.pos(v), id, r.traits(id, f))
			}
		}
		return
	}
	kind, ok := smithyKinds[typ]
	if !ok {
		r.report(r.pos(v), id, fmt.Sprintf("has the unknown type %s", excerpt(string(quote(typ)))), "use one of Smithy's shape types")
		return
	}
	if !validID(id) {
		r.report(r.src.at(k.Index), "", fmt.Sprintf("%s is no absolute shape id", excerpt(k.Raw)), `write it as "namespace#Name"`)
		return
	}
	s := &Shape{ID: id, Kind: kind, Pos: r.src.at(k.Index)}
	if kind == KindOperation {
		r.refer(s.Pos, s, Unit, &asInput, &s.Input)
		r.refer(s.Pos, s, Unit, &asOutput, &s.Output)
	}
	for k, f := range v.ForEach {
		if read, ok := smithyFields[k.String()]; ok {
			read(r, s, k, f)
		}
	}
	r.complete(s, typ, v)
	r.add(s)
}

// complete sees to what Smithy 1.0 says differently and to members a list or
// map can't be without.
func (r *smithyReader) complete(s *Shape, typ string, v gjson.Result) {
	if typ == "set" && !s.Traits.Has(TraitUniqueItems) {
		s.Traits = append(s.Traits, Trait{TraitUniqueItems, "{}"})
	}
	if r.version1 {
		r.builder.version1 = append(r.builder.version1, s)
	}
	if s.Kind == KindMap && len(s.Members) == 2 && s.Members[0].Name == "value" {
		s.Members[0], s.Members[1] = s.Members[1], s.Members[0]
	}
	var missing []string
	for _, name := range elements[s.Kind] {
		if s.Member(name) == nil && len(s.Mixins) == 0 {
			missing = append(missing, `"`+name+`"`)
		}
	}
	if missing != nil {
		r.report(r.pos(v), s.ID, fmt.Sprintf("is %s without %s", article(s.Kind), strings.Join(missing, " and ")), "add what is missing")
	}
}

// elements are the members a list and a map consist of.
var elements = map[Kind][]string{KindList: {"member"}, KindMap: {"key", "value"}}

// validID reports whether a shape id has a namespace and a name and no member, and
// ends no line or word that it is written into. Which letters it has is up to those
// who make Go names of it.
func validID(id ShapeID) bool {
	ns, name, ok := strings.Cut(string(id), "#")
	return ok && ns != "" && name != "" && !strings.ContainsAny(name, "#$") && !strings.ContainsFunc(string(id), isUnprinted)
}

func isUnprinted(r rune) bool { return r == ' ' || r == unicode.ReplacementChar || !unicode.IsPrint(r) }

// excerpt shortens what a message quotes from a model.
func excerpt(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
