package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// legacyFlags are the keys that are true, as traits without a value.
var legacyFlags = map[string]ShapeID{
	"sensitive": TraitSensitive, "box": TraitBox, "idempotencyToken": TraitIdempotencyToken, "xmlAttribute": TraitXMLAttribute,
	"hostLabel": TraitHostLabel, "eventpayload": TraitEventPayload, "eventheader": TraitEventHeader,
	"requiresLength": TraitRequiresLength, "streaming": TraitStreaming, "sparse": TraitSparse, "idempotent": "smithy.api#idempotent",
	"readonly": "smithy.api#readonly", "httpChecksumRequired": "smithy.api#httpChecksumRequired",
	"unsignedPayload": "aws.auth#unsignedPayload",
}

// legacyCopies are the keys whose value is the trait's.
var legacyCopies = map[string]ShapeID{
	"retryable": TraitRetryable, "endpoint": TraitEndpoint,
	"auth": "smithy.api#auth", "httpChecksum": "aws.protocols#httpChecksum", "requestcompression": "smithy.api#requestCompression",
	"contextParam": "smithy.rules#contextParam", "staticContextParams": "smithy.rules#staticContextParams",
	"operationContextParams": "smithy.rules#operationContextParams", "documentation": TraitDocumentation,
}

var timestampFormats = map[string]Node{"iso8601": `"date-time"`, "rfc822": `"http-date"`, "unixTimestamp": `"epoch-seconds"`}

// legacyTrait adds the trait a key stands for; what this program does not know
// is kept under a name of its own.
func legacyTrait(ts Traits, key string, v gjson.Result) Traits {
	value := Node(v.Raw)
	if id, ok := legacyFlags[key]; ok {
		if !v.Bool() {
			return ts
		}
		return append(ts, Trait{id, "{}"})
	}
	if id, ok := legacyCopies[key]; ok {
		if v.Raw == `""` || v.Type == gjson.Null {
			return ts
		}
		return append(ts, Trait{id, value})
	}
	switch key {
	case "deprecatedMessage", "deprecatedSince":
		return ts // beside "deprecated"
	case "timestampFormat":
		if format, ok := timestampFormats[v.String()]; ok {
			return append(ts, Trait{TraitTimestampFormat, format})
		}
	case "xmlNamespace":
		return append(ts, Trait{TraitXMLNamespace, namespaceOf(value)})
	case "jsonvalue":
		return append(ts, Trait{TraitMediaType, `"application/json"`})
	}
	return append(ts, Trait{legacyTraits + ShapeID(key), value})
}

// namespaceOf is a namespace as Smithy has it; this form may give the URI alone.
func namespaceOf(value Node) Node {
	if value.IsString() {
		return object("uri", value)
	}
	return value
}

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
	role := &asMember
	if name == "key" && s.Kind == KindMap {
		role = &asKey
	}
	to, id := r.target(target.String())
	r.refs = append(r.refs, reference{pos: r.src.at(target.Index), shape: s.Shape, member: name, target: id, role: role, into: &m.Target})
	if to != nil {
		to.isTarget.Store(true)
	}
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

// operations reads the operations in the order of their names: two of them may
// call the body of one shape differently, and the order of the file means nothing.
func (r *legacyReader) operations(section gjson.Result) []*Shape {
	type entry struct{ key, value gjson.Result }
	var entries []entry
	for k, v := range section.ForEach {
		entries = append(entries, entry{k, v})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return strings.Compare(a.key.String(), b.key.String()) })
	all := make([]*Shape, len(entries))
	for i, e := range entries {
		all[i] = r.operation(e.key, e.value)
	}
	return all
}

// operation reads one operation.
func (r *legacyReader) operation(k, v gjson.Result) *Shape {
	s := &Shape{ID: r.beside("operation", k.String()), Kind: KindOperation, Pos: r.src.at(k.Index)}
	r.refer(s.Pos, s, Unit, &asInput, &s.Input)
	r.refer(s.Pos, s, Unit, &asOutput, &s.Output)
	if !validID(s.ID) || !v.IsObject() {
		r.report(s.Pos, "", fmt.Sprintf("%s is no operation", excerpt(k.Raw)), "name it, and define it by an object")
		return s
	}
	var binding Node
	var labels map[string]string
	var isDeprecated bool
	for k, f := range v.ForEach {
		switch key := k.String(); key {
		case "name":
		case "http":
			binding = Node(f.Raw)
		case "input":
			labels = r.body(s, f, &asInput, &s.Input)
		case "output":
			r.body(s, f, &asOutput, &s.Output)
		case "errors":
			r.errors(s, f)
		case "deprecated":
			isDeprecated = f.Bool()
		case "endpointdiscovery":
			s.Traits = append(s.Traits, Trait{"aws.api#clientDiscoveredEndpoint", object("required", Node(boolean(Node(f.Raw).Get("required").Bool())))})
		default:
			s.Traits = legacyTrait(s.Traits, key, f)
		}
	}
	if r.rest && binding != "" {
		s.Traits = append(s.Traits, Trait{TraitHTTP, httpTrait(binding, labels)})
	}
	s.Traits = s.Traits.deprecated(isDeprecated, v).documented(r.docs.operations[k.String()], "")
	r.add(s)
	r.calls[k.String()] = s
	return s
}

func boolean(yes bool) string {
	if yes {
		return "true"
	}
	return "false"
}

// httpTrait turns the binding into a trait, labels called after their members.
func httpTrait(binding Node, labels map[string]string) Node {
	uri, code := binding.Get("requestUri").Text(), binding.Get("responseCode")
	var renames []string // made at once: one label may be called as another's member
	for label, member := range labels {
		renames = append(renames, "{"+label+"}", "{"+member+"}", "{"+label+"+}", "{"+member+"+}")
	}
	uri = strings.NewReplacer(renames...).Replace(uri)
	if code == "" {
		code = "200"
	}
	return object("method", binding.Get("method"), "uri", quote(uri), "code", code)
}

// body reads what an operation says of its input or output. The names that XML
// gives the whole body are the structure's in Smithy.
func (r *legacyReader) body(op *Shape, v gjson.Result, role *role, into **Shape) map[string]string {
	var name gjson.Result
	var traits Traits
	for k, f := range v.ForEach {
		switch key := k.String(); key {
		case "shape":
			name = f
		case "locationName":
			if f.String() != Node(v.Raw).Get("shape").Text() {
				traits = append(traits, Trait{TraitXMLName, Node(f.Raw)})
			}
		case "resultWrapper":
			if f.String() != op.ID.Name()+"Result" { // else it is as the protocol has it
				op.Traits = append(op.Traits, Trait{legacyTraits + "resultWrapper", Node(f.Raw)})
			}
		default:
			traits = legacyTrait(traits, key, f)
		}
	}
	if name.Type != gjson.String {
		r.report(r.src.at(v.Index), op.ID, "has an "+role.name+" without a shape", `add "shape"`)
		return nil
	}
	s, id := r.target(name.String())
	r.refer(r.src.at(name.Index), op, id, role, into)
	if s == nil {
		return nil
	}
	if role == &asInput {
		s.inputs++
	} else {
		s.outputs++
	}
	s.Traits = s.Traits.merge(traits)
	return s.labels
}

func (r *legacyReader) errors(op *Shape, v gjson.Result) {
	names := r.listed[:0]
	for _, item := range v.ForEach {
		for k, f := range item.ForEach {
			if k.String() == "shape" && f.Type == gjson.String {
				names = append(names, f)
			}
		}
	}
	r.listed = names
	op.Errors = make([]*Shape, len(names))
	for i, name := range names {
		s, id := r.target(name.String())
		r.refer(r.src.at(name.Index), op, id, &asError, &op.Errors[i])
		if s != nil && !s.isError { // being listed makes it one
			s.isError = true
			s.Traits = append(s.Traits, (&legacyFault{}).traits(r.rest)...)
		}
	}
}
