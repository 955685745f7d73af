package model

import (
	"fmt"
	"slices"

	"github.com/tidwall/gjson"
)

// A fieldReader reads one key of a shape's definition.
type fieldReader func(r *smithyReader, s *Shape, key, value gjson.Result)

// smithyFields are the keys a definition in the AST may have, beside "type".
var smithyFields map[string]fieldReader

func init() { // the readers refer to each other
	smithyFields = map[string]fieldReader{
		"traits":  func(r *smithyReader, s *Shape, _, v gjson.Result) { s.Traits = r.traits(s.ID, v) },
		"mixins":  listOf(&asMixin, func(s *Shape) *[]*Shape { return &s.Mixins }),
		"members": (*smithyReader).members,
		"member":  (*smithyReader).element,
		"key":     (*smithyReader).element,
		"value":   (*smithyReader).element,

		"version":              func(_ *smithyReader, s *Shape, _, v gjson.Result) { s.Version = v.String() },
		"rename":               (*smithyReader).rename,
		"errors":               listOf(&asError, func(s *Shape) *[]*Shape { return &s.Errors }),
		"operations":           listOf(&asOperation, func(s *Shape) *[]*Shape { return &s.Operations }),
		"resources":            listOf(&asResource, func(s *Shape) *[]*Shape { return &s.Resources }),
		"collectionOperations": listOf(&asOperation, func(s *Shape) *[]*Shape { return &s.CollectionOperations }),

		"input":  oneOf(&asInput, func(s *Shape) **Shape { return &s.Input }),
		"output": oneOf(&asOutput, func(s *Shape) **Shape { return &s.Output }),

		"identifiers": mapOf(&asIdentifier, func(s *Shape) *map[string]*Shape { return &s.Identifiers }),
		"properties":  mapOf(&asProperty, func(s *Shape) *map[string]*Shape { return &s.Properties }),
	}
	for _, key := range []string{"create", "put", "read", "update", "delete", "list"} {
		smithyFields[key] = (*smithyReader).lifecycle
	}
}

// traits reads an object of traits, values unparsed.
func (r *smithyReader) traits(id ShapeID, v gjson.Result) Traits {
	if !r.want(v, id, "traits", "an object", v.IsObject()) {
		return nil
	}
	r.scratch = r.scratch[:0]
	for k, t := range v.ForEach {
		r.scratch = append(r.scratch, Trait{ShapeID(k.String()), Node(t.Raw)})
	}
	return slices.Clone(r.scratch)
}

// memberKinds are the shapes that may list members by name.
const memberKinds = 1<<KindStructure | 1<<KindUnion | 1<<KindEnum | 1<<KindIntEnum

func (r *smithyReader) members(s *Shape, _, v gjson.Result) {
	ok := memberKinds&(1<<s.Kind) != 0
	if !ok {
		r.report(r.pos(v), s.ID, fmt.Sprintf("is %s and can't have members", article(s.Kind)), "remove them or correct the type")
		return
	}
	if !r.want(v, s.ID, "members", "an object", v.IsObject()) {
		return
	}
	role := &asMember
	if s.Kind == KindEnum || s.Kind == KindIntEnum {
		role = &asValue
	}
	names := map[string]bool{}
	for k, m := range v.ForEach {
		if name := k.String(); names[name] {
			r.report(r.src.at(k.Index), s.ID.WithMember(name), "is defined twice", "remove one of the definitions")
		} else {
			names[name] = true
			r.member(s, name, k, m, role)
		}
	}
}

// element reads the member of a list, the key or the value of a map.
func (r *smithyReader) element(s *Shape, k, v gjson.Result) {
	role := &asMember
	if k.String() == "key" {
		role = &asKey
	}
	r.member(s, k.String(), k, v, role)
}

func (r *smithyReader) member(s *Shape, name string, k, v gjson.Result, role *role) {
	if !r.want(v, s.ID.WithMember(name), "the definition", "an object", v.IsObject()) {
		return
	}
	if len(r.slab) == 0 {
		r.slab = make([]Member, 256)
	}
	m := &r.slab[0]
	r.slab = r.slab[1:]
	*m = Member{Name: name, Container: s, Pos: r.src.at(k.Index)}
	s.Members = append(s.Members, m)
	targeted := false
	for k, f := range v.ForEach {
		switch k.String() {
		case "target":
			targeted = true
			r.target(f, s, name, role, &m.Target)
		case "traits":
			m.Traits = r.traits(s.ID, f)
		}
	}
	if !targeted {
		r.report(r.pos(v), m.ID(), "has no target", `add "target"`)
	}
}

// target notes a reference spelled as the id itself.
func (r *smithyReader) target(v gjson.Result, s *Shape, member string, role *role, into **Shape) {
	r.refs = append(r.refs, reference{pos: r.pos(v), shape: s, member: member, target: ShapeID(v.String()), role: role, into: into})
}

// targetOf finds the id in a reference spelled {"target": id}.
func (r *smithyReader) targetOf(s *Shape, key, v gjson.Result) (target gjson.Result, ok bool) {
	for k, f := range v.ForEach {
		if ok = k.String() == "target" && f.Type == gjson.String; ok {
			target = f
			break
		}
	}
	return target, r.want(v, s.ID, key.String(), `an object with a "target"`, v.IsObject() && ok)
}

func oneOf(role *role, field func(*Shape) **Shape) fieldReader {
	return func(r *smithyReader, s *Shape, k, v gjson.Result) {
		if t, ok := r.targetOf(s, k, v); ok {
			r.target(t, s, "", role, field(s))
		}
	}
}

func listOf(role *role, field func(*Shape) *[]*Shape) fieldReader {
	return func(r *smithyReader, s *Shape, k, v gjson.Result) {
		if !r.want(v, s.ID, k.String(), "an array", v.IsArray()) {
			return
		}
		var targets []gjson.Result
		for _, item := range v.ForEach {
			if t, ok := r.targetOf(s, k, item); ok {
				targets = append(targets, t)
			}
		}
		list := make([]*Shape, len(targets))
		*field(s) = list
		for i, t := range targets {
			r.target(t, s, "", role, &list[i])
		}
	}
}

func mapOf(role *role, field func(*Shape) *map[string]*Shape) fieldReader {
	return func(r *smithyReader, s *Shape, k, v gjson.Result) {
		if !r.want(v, s.ID, k.String(), "an object", v.IsObject()) {
			return
		}
		*field(s) = map[string]*Shape{}
		for k, item := range v.ForEach {
			r.keyedTarget(s, k, item, role, *field(s))
		}
	}
}

func (r *smithyReader) lifecycle(s *Shape, k, v gjson.Result) {
	if s.Lifecycle == nil {
		s.Lifecycle = map[string]*Shape{}
	}
	r.keyedTarget(s, k, v, &asOperation, s.Lifecycle)
}

func (r *smithyReader) keyedTarget(s *Shape, k, v gjson.Result, role *role, into map[string]*Shape) {
	if t, ok := r.targetOf(s, k, v); ok {
		r.refs = append(r.refs, reference{pos: r.pos(t), shape: s, target: ShapeID(t.String()), role: role, keyed: into, key: k.String()})
	}
}

func (r *smithyReader) rename(s *Shape, _, v gjson.Result) {
	if !r.want(v, s.ID, "rename", "an object", v.IsObject()) {
		return
	}
	s.Rename = map[ShapeID]string{}
	for k, name := range v.ForEach {
		if validID(ShapeID("rename#" + name.String())) {
			s.Rename[ShapeID(k.String())] = name.String()
		} else {
			r.report(r.pos(name), s.ID, fmt.Sprintf("renames a shape to %s", excerpt(name.Raw)), "a shape is renamed to a name without namespace")
		}
	}
}
