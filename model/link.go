package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxProblems bounds what one load reports; a file with more is not a model
// with mistakes but something else.
const maxProblems = 50

// maxSuggested bounds how many problems names are looked for that could have been
// meant: each asks for a look at all there are.
const maxSuggested = 10

// A builder takes shapes and the references between them from a loader and
// makes a linked Model of them, or the list of everything that is wrong.
type builder struct {
	model    *Model
	refs     []reference
	applied  map[ShapeID][]application // by the shape's id, without member
	version1 []*Shape                  // shapes that Smithy 1.0 rules of presence hold for
	problems []problem

	inherited map[*Shape]Traits            // of mixins, once they are complete
	named     map[*role]map[string]ShapeID // shapes to suggest
}

func newBuilder() *builder {
	return &builder{
		model:     &Model{Shapes: map[ShapeID]*Shape{}},
		applied:   map[ShapeID][]application{},
		inherited: map[*Shape]Traits{},
		named:     map[*role]map[string]ShapeID{},
	}
}

// A problem is a diagnostic for which a better remedy may be had, at a cost.
type problem struct {
	Diagnostic
	suggest func() string
}

func (b *builder) report(pos Position, shape ShapeID, text, remedy string) {
	b.problems = append(b.problems, problem{Diagnostic: Diagnostic{pos, shape, text, remedy}})
}

// A role is what a shape is referred to as, and the kinds of shape that can be it.
type role struct {
	name  string
	kinds uint32
	wants string
}

func kinds(first, last Kind) uint32 { return 1<<(last+1) - 1<<first }

var (
	asMember     = role{"", kinds(KindBlob, KindUnion), "a member targets a data shape"}
	asKey        = role{"key", 1<<KindString | 1<<KindEnum, "a map's key is a string"}
	asValue      = role{"", 1 << KindStructure, "an enum's member targets " + string(Unit)}
	asIdentifier = role{"identifier", 1<<KindString | 1<<KindEnum, "an identifier is a string"}
	asProperty   = role{"property", kinds(KindBlob, KindUnion), "a property is a data shape"}
	asInput      = role{"input", 1 << KindStructure, "an operation's input is a structure"}
	asOutput     = role{"output", 1 << KindStructure, "an operation's output is a structure"}
	asError      = role{"error", 1 << KindStructure, "an error is a structure with the trait " + string(TraitError)}
	asOperation  = role{"operation", 1 << KindOperation, "only operations can stand there"}
	asResource   = role{"resource", 1 << KindResource, "only resources can stand there"}
	asMixin      = role{"mixin", kinds(KindBlob, KindOperation), ""}
)

// A reference is a shape id in the model and the place the shape goes to: a
// pointer, or a key of a map.
type reference struct {
	pos    Position
	shape  *Shape
	member string
	target ShapeID
	role   *role
	into   **Shape
	keyed  map[string]*Shape
	key    string
}

func (r *reference) from() ShapeID {
	if r.member == "" {
		return r.shape.ID
	}
	return r.shape.ID.WithMember(r.member)
}

func (b *builder) refer(pos Position, shape *Shape, target ShapeID, role *role, into **Shape) {
	b.refs = append(b.refs, reference{pos: pos, shape: shape, target: target, role: role, into: into})
}

func (b *builder) add(s *Shape) {
	if old, ok := b.model.Shapes[s.ID]; ok {
		b.report(s.Pos, s.ID, fmt.Sprintf("is defined twice, first at %s", old.Pos), "remove one of the definitions")
		return
	}
	b.model.Shapes[s.ID] = s
}

// finish links the shapes and brings them into Smithy 2.0's terms.
func (b *builder) finish() (*Model, error) {
	for i := range b.refs {
		b.resolve(&b.refs[i])
	}
	if len(b.problems) == 0 { // mixins need every reference in place
		b.flatten()
	}
	if len(b.problems) == 0 {
		b.upgrade()
		b.findInputs()
		b.checkErrors()
		b.checkEnums()
	}
	if err := b.diagnose(); err != nil {
		return nil, err
	}
	return b.model, nil
}

func (b *builder) resolve(r *reference) {
	target := b.lookup(r.target)
	switch {
	case target == nil:
		b.problems = append(b.problems, problem{
			Diagnostic: Diagnostic{r.pos, r.from(), r.describe() + ", which is not defined", "define it or correct the name"},
			suggest:    func() string { return b.suggest(r) },
		})
		return
	case r.role.kinds&(1<<target.Kind) == 0:
		b.report(r.pos, r.from(), fmt.Sprintf("%s, which is %s", r.describe(), article(target.Kind)), r.role.wants)
		return
	}
	if r.keyed != nil {
		r.keyed[r.key] = target
	} else {
		*r.into = target
	}
}

func (r *reference) describe() string {
	target := string(r.target)
	if !validID(r.target) {
		target = excerpt(string(quote(target)))
	}
	if r.role.name == "" {
		return "targets " + target
	}
	return "has the " + r.role.name + " " + target
}

// lookup finds a shape, making those of the prelude when they are first asked for.
func (b *builder) lookup(id ShapeID) *Shape {
	if s, ok := b.model.Shapes[id]; ok {
		return s
	}
	if s := prelude(id); s != nil {
		b.model.Shapes[id] = s
		return s
	}
	return nil
}

// findInputs finds the structures that are inputs of operations and nothing else.
func (b *builder) findInputs() {
	inputs := map[ShapeID]bool{}
	for i := range b.refs {
		if b.refs[i].role == &asInput {
			inputs[b.refs[i].target] = true
		}
	}
	for i := range b.refs {
		if role := b.refs[i].role; role != &asInput && role != &asMixin {
			delete(inputs, b.refs[i].target)
		}
	}
	for id := range inputs {
		b.model.Shapes[id].InputOnly = true
	}
}

// checkErrors looks at what apply and mixins may have added: an error's trait.
func (b *builder) checkErrors() {
	for i := range b.refs {
		r := &b.refs[i]
		if r.role == &asError && !b.model.Shapes[r.target].Traits.Has(TraitError) {
			b.report(r.pos, r.from(), r.describe()+", which is no error", r.role.wants)
		}
	}
	for _, s := range b.model.Shapes { // diagnose sorts
		if s.Traits.Has(TraitError) && s.Kind != KindStructure {
			b.report(s.Pos, s.ID, fmt.Sprintf("is an error and %s", article(s.Kind)), "an error is a structure")
			continue
		}
		if fault, ok := s.Traits.Get(TraitError); ok && fault.Text() != "client" && fault.Text() != "server" {
			b.report(s.Pos, s.ID, "is an error of fault "+string(fault), `the fault is "client" or "server"`)
		}
		if status, ok := s.Traits.Get(TraitHTTPError); ok && (status.Int() < 300 || status.Int() > 599) {
			b.report(s.Pos, s.ID, "is an error with HTTP status "+string(status), "an error has a status from 300 to 599")
		}
	}
}

// checkEnums looks at the values of enums, which become Go's constants: what is no
// such value would be made another.
func (b *builder) checkEnums() {
	for _, s := range b.model.Shapes {
		var fits func(Node) bool
		var wants string
		switch s.Kind {
		case KindEnum:
			fits, wants = Node.IsString, "give it a string as value"
		case KindIntEnum:
			fits, wants = Node.isInt32, "give it a whole number within 32 bits as value"
		default:
			continue
		}
		for _, m := range s.Members {
			if value := m.EnumValue(); !fits(value) {
				b.report(m.Pos, m.ID(), "has the value "+excerpt(string(value)), wants)
			}
		}
	}
}

// suggest looks for a shape that could have been meant, by name: a namespace is
// rarely misspelled, and as long as it is would make every name look near.
func (b *builder) suggest(r *reference) string {
	ids := b.named[r.role]
	if ids == nil {
		ids = b.byName(r.role)
		b.named[r.role] = ids
	}
	near := Nearest(r.target.Name(), slices.Collect(maps.Keys(ids)), 3)
	for i, name := range near {
		near[i] = string(ids[name])
	}
	return didYouMean(near)
}

// byName returns the shapes that a role takes, of several with one name the first.
func (b *builder) byName(r *role) map[string]ShapeID {
	ids := map[string]ShapeID{}
	for id, s := range b.model.Shapes {
		name := id.Name()
		if old, ok := ids[name]; r.kinds&(1<<s.Kind) != 0 && (!ok || id < old) {
			ids[name] = id
		}
	}
	return ids
}

// diagnose returns the problems in the order of the file, with suggestions for the first.
func (b *builder) diagnose() error {
	slices.SortStableFunc(b.problems, func(p, q problem) int {
		if c := p.Pos.Compare(q.Pos); c != 0 {
			return c
		}
		return strings.Compare(string(p.Shape), string(q.Shape))
	})
	var ds Diagnostics
	for i := range b.problems[:min(len(b.problems), maxProblems)] {
		p := &b.problems[i]
		if p.suggest != nil && i < maxSuggested {
			p.Remedy = cmp.Or(p.suggest(), p.Remedy)
		}
		ds = append(ds, &p.Diagnostic)
	}
	if more := len(b.problems) - maxProblems; more > 0 {
		ds = append(ds, &Diagnostic{Problem: fmt.Sprintf("and %d more problems", more)})
	}
	return ds.Err()
}

func article(k Kind) string {
	name := k.String()
	if strings.ContainsAny(name[:1], "aeio") {
		return "an " + name
	}
	return "a " + name
}
