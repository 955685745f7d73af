package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

var legacyKinds = map[string]Kind{
	"structure": KindStructure, "list": KindList, "map": KindMap, "string": KindString, "character": KindString,
	"boolean": KindBoolean, "byte": KindByte, "short": KindShort, "integer": KindInteger, "long": KindLong,
	"float": KindFloat, "double": KindDouble, "bigInteger": KindBigInteger, "biginteger": KindBigInteger,
	"bigDecimal": KindBigDecimal, "bigdecimal": KindBigDecimal, "blob": KindBlob, "timestamp": KindTimestamp,
}

// declare makes the shape without its members, which need to know their targets.
func (r *legacyReader) declare(k, v gjson.Result) {
	name := k.String()
	s := &legacyShape{Shape: &Shape{ID: r.id(name), Pos: r.src.at(k.Index)}, name: name}
	if !validID(s.ID) || !v.IsObject() {
		r.report(s.Pos, "", fmt.Sprintf("%s is no shape", excerpt(k.Raw)), "name it, and define it by an object")
		return
	}
	typ := Node(v.Raw).Get("type").Text()
	kind, ok := legacyKinds[typ]
	if !ok {
		r.report(s.Pos, s.ID, fmt.Sprintf("has the unknown type %s", excerpt(string(quote(typ)))), "use one of the types of the AWS API description")
		return
	}
	s.Kind = kind
	var d legacyDefinition
	for k, f := range v.ForEach {
		r.field(s, &d, k.String(), f)
	}
	s.Traits = append(d.limits.traits(kind), s.Traits...)
	if s.isError {
		s.Traits = append(s.Traits, d.fault.traits(r.rest)...)
	}
	s.Traits = s.Traits.deprecated(d.isDeprecated, v).documented(r.docs.shapes[name].base, "")
	r.add(s.Shape)
	r.shapes[name] = s
	r.order = append(r.order, s)
}

// A legacyDefinition is what several keys of a shape's definition say together.
type legacyDefinition struct {
	limits       Bounds
	fault        legacyFault
	isDeprecated bool
}

// field reads one key of a shape's definition.
func (r *legacyReader) field(s *legacyShape, d *legacyDefinition, key string, f gjson.Result) {
	value := Node(f.Raw)
	switch key {
	case "type":
	case "enum":
		if s.Kind == KindString && f.IsArray() {
			s.Kind = KindEnum
			s.parts = append(s.parts, part{key, f})
		}
	case "members", "member", "key", "value", "required", "payload":
		s.parts = append(s.parts, part{key, f})
	case "deprecated":
		d.isDeprecated = f.Bool()
	case "min":
		d.limits.Min = value
	case "max":
		d.limits.Max = value
	case "pattern":
		if f.Type == gjson.String && f.String() != "" {
			s.Traits = append(s.Traits, Trait{TraitPattern, quote(anchored(f.String()))})
		}
	case "xmlNamespace":
		s.namespace = namespaceOf(value)
	case "flattened":
		s.flattened = f.Bool()
	case "error", "exception", "fault":
		s.isError = s.isError || key == "error" || f.Bool()
		d.fault.read(key, value)
	case "union", "eventstream", "document":
		r.refine(s, key, f.Bool())
	case "event", "wrapper": // said again by the event stream, by the protocol
	case "locationName":
		if s.wire = f.String(); r.xml && s.Kind == KindStructure {
			s.Traits = append(s.Traits, Trait{TraitXMLName, value})
		}
	default:
		s.Traits = legacyTrait(s.Traits, key, f)
	}
}

// anchored is the pattern as Smithy has it: this form means the whole string, and has
// .* in front or behind where Smithy's has no anchor, which does not stop at a line's end.
func anchored(pattern string) string {
	head, tail := "^", "$"
	if strings.HasPrefix(pattern, "^") || strings.HasPrefix(pattern, ".*") {
		head = ""
	}
	if strings.HasSuffix(pattern, "$") && !strings.HasSuffix(pattern, `\$`) || strings.HasSuffix(pattern, ".*") && !strings.HasSuffix(pattern, `\.*`) {
		tail = ""
	}
	return head + pattern + tail
}

// refine makes more of a structure: this form has no kinds of their own for
// unions and documents.
func (r *legacyReader) refine(s *legacyShape, key string, yes bool) {
	if !yes {
		return
	}
	switch key {
	case "document":
		s.Kind = KindDocument
	case "eventstream":
		s.Kind = KindUnion
		s.Traits = append(s.Traits, Trait{TraitStreaming, "{}"})
	case "union":
		s.Kind = KindUnion
	}
}

// traits are the limits as the trait that suits the kind: none for others.
func (l Bounds) traits(k Kind) Traits {
	if l.Min == "" && l.Max == "" {
		return nil
	}
	value := object("min", l.Min, "max", l.Max)
	switch k {
	case KindString, KindBlob, KindList, KindMap:
		return Traits{{TraitLength, value}}
	case KindByte, KindShort, KindInteger, KindLong, KindFloat, KindDouble, KindBigInteger, KindBigDecimal:
		return Traits{{TraitRange, value}}
	}
	return Traits{{legacyTraits + "limits", value}}
}

// A legacyFault gathers whose fault an error is, which three keys tell of.
type legacyFault struct {
	status, code   Node
	sender, server bool
}

func (e *legacyFault) read(key string, value Node) {
	if key == "fault" {
		e.server = value.Bool()
	}
	if key == "error" {
		e.status, e.code = value.Get("httpStatusCode"), value.Get("code")
		e.sender = value.Get("senderFault").Bool()
		e.server = e.server || value.Get("fault").Bool()
	}
}

func (e *legacyFault) traits(rest bool) Traits {
	fault := Node(`"client"`)
	if e.server || !e.sender && e.status.Int() >= 500 {
		fault = `"server"`
	}
	ts := Traits{{TraitError, fault}}
	if e.status != "" {
		ts = append(ts, Trait{TraitHTTPError, e.status})
	}
	if e.code != "" && !rest {
		ts = append(ts, Trait{TraitQueryError, object("code", e.code, "httpResponseCode", e.status)})
	}
	return ts
}

// compose adds the members of a declared shape.
func (r *legacyReader) compose(s *legacyShape) {
	found := map[string]*Member{}
	var required, payload []string
	for _, p := range s.parts {
		switch p.key {
		case "members":
			if p.value.IsObject() && memberKinds&(1<<s.Kind) != 0 {
				for k, v := range p.value.ForEach {
					r.member(s, k.String(), r.src.at(k.Index), v)
				}
			}
		case "member", "key", "value":
			if slices.Contains(elements[s.Kind], p.key) {
				found[p.key] = r.member(s, p.key, r.src.at(p.value.Index), p.value)
			}
		case "required":
			required = Node(p.value.Raw).Strings()
		case "payload":
			payload = []string{Node(p.value.Raw).Text()}
		case "enum":
			r.values(s, p.value)
		}
	}
	s.give(required, TraitRequired)
	s.give(payload, TraitHTTPPayload)
	r.settle(s, found)
}

// settle puts the key of a map before its value and reports what is missing.
func (r *legacyReader) settle(s *legacyShape, found map[string]*Member) {
	want := elements[s.Kind]
	if want == nil {
		return
	}
	s.Members = s.Members[:0]
	for _, name := range want {
		if found[name] == nil {
			r.report(s.Pos, s.ID, fmt.Sprintf("is %s without %q", article(s.Kind), name), "add what is missing")
			continue
		}
		s.Members = append(s.Members, found[name])
	}
}

// give marks the members of those names with a trait. AWS's models do list
// required members that don't exist.
func (s *legacyShape) give(names []string, id ShapeID) {
	for _, name := range names {
		if m := s.Member(name); m != nil {
			m.Traits = m.Traits.with(id, "{}")
		}
	}
}

// values makes members of the values of an enum.
func (r *legacyReader) values(s *legacyShape, list gjson.Result) {
	names := nameSet{}
	for _, value := range Node(list.Raw).Items() {
		r.addValue(s.Shape, names.unique(enumName("", value.Text())), value)
	}
}

// deprecated adds what two keys say about deprecation, if a third says yes.
func (ts Traits) deprecated(yes bool, v gjson.Result) Traits {
	if !yes {
		return ts
	}
	n := Node(v.Raw)
	return append(ts, Trait{TraitDeprecated, object("message", n.Get("deprecatedMessage"), "since", n.Get("deprecatedSince"))})
}
