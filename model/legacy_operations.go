package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

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
			s.Traits = append(s.Traits, Trait{"aws.api#clientDiscoveredEndpoint", object("required", Node(strconv.FormatBool(Node(f.Raw).Get("required").Bool())))})
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
