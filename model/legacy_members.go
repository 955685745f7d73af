package model

import "github.com/tidwall/gjson"

// member adds a member to a shape. A number or boolean that is not boxed gets
// no default of zero: of 523 such members that both forms of connect, dynamodb,
// iam, lambda, s3 and sqs define, Smithy gives a default to 186; of 328 boxed
// ones to 2. So absence of "box" says nothing, and box stays as a trait nobody needs.
func (r *legacyReader) member(s *legacyShape, name string, pos Position, v gjson.Result) *Member {
	m := &Member{Name: name, Container: s.Shape, Pos: pos}
	s.Members = append(s.Members, m)
	var location, wire, query string
	var flattened, isDeprecated bool
	var target gjson.Result
	for k, f := range v.ForEach {
		switch key := k.String(); key {
		case "shape":
			target = f
		case "location":
			location = f.String()
		case "locationName":
			wire = f.String()
		case "queryName":
			query = f.String()
		case "flattened":
			flattened = f.Bool()
		case "deprecated":
			isDeprecated = f.Bool()
		default:
			m.Traits = legacyTrait(m.Traits, key, f)
		}
	}
	if target.Type != gjson.String {
		r.report(pos, m.ID(), "has no target", `add "shape"`)
		return m
	}
	to := r.aim(m, s, target)
	m.Traits = m.Traits.deprecated(isDeprecated, v).documented(r.docs.shapes[target.String()].refs[s.name+"$"+name], "")
	if s.Kind == KindStructure && location != "" {
		m.bind(s, location, wire, to)
	} else {
		if to != nil {
			wire = r.fromTarget(m, s, to, wire, flattened)
		}
		m.rename(r, wire, query)
	}
	return m
}

// aim notes what a member targets, and returns it: nil if there is no such shape.
func (r *legacyReader) aim(m *Member, s *legacyShape, target gjson.Result) *legacyShape {
	role := &asMember
	if m.Name == "key" && s.Kind == KindMap {
		role = &asKey
	}
	to, id := r.target(target.String())
	r.refs = append(r.refs, reference{pos: r.src.at(target.Index), shape: s.Shape, member: m.Name, target: id, role: role, into: &m.Target})
	if to != nil {
		to.isTarget.Store(true)
	}
	return to
}

// fromTarget adds to a member of a body what in this form its target says, and returns
// what the member is called in XML.
func (r *legacyReader) fromTarget(m *Member, s, to *legacyShape, wire string, flattened bool) string {
	if wire == "" && r.xml {
		wire = to.wire
	}
	if s.Kind == KindStructure && (flattened || to.flattened) {
		m.Traits = append(m.Traits, Trait{TraitXMLFlattened, "{}"})
		if name := to.elementName(); r.xml && name != "" {
			wire = name // a flattened list's elements go by their own name
		}
	}
	if to.namespace != "" && !m.Traits.Has(TraitXMLNamespace) {
		m.Traits = append(m.Traits, Trait{TraitXMLNamespace, to.namespace})
	}
	return wire
}

// elementName is the name a list gives its elements, "" if the protocol's.
func (s *legacyShape) elementName() string {
	for _, p := range s.parts {
		if p.key == "member" {
			return Node(p.value.Raw).Get("locationName").Text()
		}
	}
	return ""
}

// rename states the member's name on the wire where it differs.
func (m *Member) rename(r *legacyReader, wire, query string) {
	if query != "" && r.ec2 {
		m.Traits = append(m.Traits, Trait{TraitEC2QueryName, quote(query)})
	}
	switch {
	case wire == "" || wire == m.Name && !r.xml:
	case r.xml:
		m.Traits = append(m.Traits, Trait{TraitXMLName, quote(wire)})
	case m.Container.Kind == KindStructure || m.Container.Kind == KindUnion:
		m.Traits = append(m.Traits, Trait{TraitJSONName, quote(wire)})
	}
}

// bind states where in an HTTP message the member goes.
func (m *Member) bind(s *legacyShape, location, wire string, to *legacyShape) {
	if wire == "" && location != "headers" {
		wire = m.Name
	}
	add := func(id ShapeID, value Node) { m.Traits = append(m.Traits, Trait{id, value}) }
	switch location {
	case "uri":
		add(TraitHTTPLabel, "{}")
		if wire != m.Name {
			if s.labels == nil {
				s.labels = map[string]string{}
			}
			s.labels[wire] = m.Name
		}
	case "querystring":
		if to != nil && to.Kind == KindMap {
			add(TraitHTTPQueryParams, "{}")
		} else {
			add(TraitHTTPQuery, quote(wire))
		}
	case "header":
		add(TraitHTTPHeader, quote(wire))
	case "headers":
		add(TraitHTTPPrefix, quote(wire))
	case "statusCode":
		add(TraitHTTPResponseCode, "{}")
	default:
		add(legacyTraits+"location", quote(location))
	}
}
