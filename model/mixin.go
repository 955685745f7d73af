package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxMixed bounds what mixins can unfold to: a chain of them grows as the square
// of its length. The largest real service has 30,000 members.
const maxMixed = 2_000_000

// An application is one "apply" statement.
type application struct {
	pos    Position
	target ShapeID // with member, if it is about one
	traits Traits
}

// flatten merges mixins into the shapes that use them and applies the traits of
// apply statements: a mixin's come before those who mix it in copy them, as the
// specification orders it.
func (b *builder) flatten() {
	waiting := map[*Shape]int{}
	users := map[*Shape][]*Shape{}
	ready := make([]*Shape, 0, len(b.model.Shapes))
	for _, s := range b.model.Shapes {
		for _, m := range s.Mixins {
			users[m] = append(users[m], s)
		}
		if len(s.Mixins) == 0 {
			ready = append(ready, s)
		} else {
			waiting[s] = len(s.Mixins)
		}
	}
	budget := maxMixed
	for len(ready) > 0 {
		s := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		for _, m := range s.Mixins {
			if budget -= m.weight(); budget < 0 { // before the work is done
				b.report(s.Pos, s.ID, fmt.Sprintf("and its mixins make more than %d members and traits", maxMixed), "use fewer mixins")
				return
			}
		}
		b.mixInto(s)
		b.apply(s)
		if len(users[s]) > 0 {
			b.inherited[s] = s.inheritable()
		}
		for _, user := range users[s] {
			if waiting[user]--; waiting[user] == 0 {
				ready = append(ready, user)
				delete(waiting, user)
			}
		}
	}
	for s := range waiting {
		b.report(s.Pos, s.ID, "is part of a cycle of mixins or depends on one", "break the cycle")
	}
	for _, id := range slices.Sorted(maps.Keys(b.applied)) { // what is left has found no shape
		for _, a := range b.applied[id] {
			b.report(a.pos, a.target, "is given traits by apply but is not defined", "define it or remove the apply")
		}
	}
}

// mixInto gives a shape what its mixins have: members in the mixins' order
// before its own, traits that its own override, bindings.
func (b *builder) mixInto(s *Shape) {
	if len(s.Mixins) == 0 {
		return
	}
	traits, members := s.Traits, s.Members
	s.Traits, s.Members = nil, nil
	byName := map[string]*Member{}
	for _, mixin := range s.Mixins {
		if mixin.Kind != s.Kind || !mixin.Traits.Has(TraitMixin) {
			b.report(s.Pos, s.ID, fmt.Sprintf("has a mixin %s, which is no %s with the trait %s", mixin.ID, s.Kind, TraitMixin),
				"mix in shapes of the same type that are marked as mixins")
			continue
		}
		s.Traits = append(s.Traits, b.inherited[mixin]...)
		for _, m := range mixin.Members {
			b.mixMember(s, byName, m)
		}
		s.inheritBindings(mixin)
	}
	s.Traits = append(s.Traits, traits...)
	for _, m := range members {
		b.mixMember(s, byName, m)
	}
	s.settle()
}

// weight is how much a mixin brings to each shape that it is mixed into.
func (s *Shape) weight() int {
	n := 1 + len(s.Traits) + len(s.Operations) + len(s.Resources) + len(s.Errors) + len(s.CollectionOperations) +
		len(s.Rename) + len(s.Lifecycle) + len(s.Identifiers) + len(s.Properties)
	for _, m := range s.Members {
		n += 1 + len(m.Traits)
	}
	return n
}

// settle leaves each trait once, after others were appended that override it: to
// look for each as it comes would take the square of their number.
func (s *Shape) settle() {
	s.Traits = s.Traits.settled()
	for _, m := range s.Members {
		m.Traits = m.Traits.settled()
	}
}

// mixMember adds a member to a shape, as an elaboration of the member of that
// name if it has one already.
func (b *builder) mixMember(s *Shape, byName map[string]*Member, m *Member) {
	old := byName[m.Name]
	switch {
	case old == nil:
		own := *m
		own.Container, own.Traits = s, slices.Clone(m.Traits)
		byName[m.Name] = &own
		s.Members = append(s.Members, &own)
	case old.Target != m.Target:
		b.report(m.Pos, s.ID.WithMember(m.Name), fmt.Sprintf("targets %s, but a mixin's member of that name targets %s",
			m.Target.ID, old.Target.ID), "rename one of them")
	default:
		old.Traits, old.Pos = append(old.Traits, m.Traits...), m.Pos
	}
}

// inheritable are a mixin's traits without those it keeps to itself.
func (s *Shape) inheritable() Traits {
	mixin, _ := s.Traits.Get(TraitMixin)
	local := map[ShapeID]bool{TraitMixin: true}
	for _, id := range mixin.Get("localTraits").Strings() {
		local[ShapeID(id)] = true
	}
	return slices.DeleteFunc(slices.Clone(s.Traits), func(t Trait) bool { return local[t.ID] })
}

func (s *Shape) inheritBindings(mixin *Shape) {
	s.Version = cmp.Or(s.Version, mixin.Version)
	s.Operations = union(mixin.Operations, s.Operations)
	s.Resources = union(mixin.Resources, s.Resources)
	s.Errors = union(mixin.Errors, s.Errors)
	s.CollectionOperations = union(mixin.CollectionOperations, s.CollectionOperations)
	s.Rename = overlay(mixin.Rename, s.Rename)
	s.Lifecycle = overlay(mixin.Lifecycle, s.Lifecycle)
	s.Identifiers = overlay(mixin.Identifiers, s.Identifiers)
	s.Properties = overlay(mixin.Properties, s.Properties)
	if s.Kind == KindOperation && s.Input.IsUnit() {
		s.Input = mixin.Input
	}
	if s.Kind == KindOperation && s.Output.IsUnit() {
		s.Output = mixin.Output
	}
}

// union returns the shapes of both lists, each once.
func union(inherited, own []*Shape) []*Shape {
	all := make([]*Shape, 0, len(inherited)+len(own))
	seen := make(map[*Shape]bool, cap(all))
	for _, s := range slices.Concat(inherited, own) {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	return all
}

func overlay[M ~map[K]V, K comparable, V any](inherited, own M) M {
	if len(inherited) == 0 {
		return own
	}
	all := maps.Clone(inherited)
	maps.Copy(all, own)
	return all
}

// apply adds the traits of the apply statements about a shape and its members.
func (b *builder) apply(s *Shape) {
	all := b.applied[s.ID]
	if len(all) == 0 {
		return
	}
	delete(b.applied, s.ID)
	members := make(map[string]*Member, len(s.Members))
	for _, m := range s.Members {
		members[m.Name] = m
	}
	for _, a := range all {
		if a.target == s.ID {
			s.Traits = append(s.Traits, a.traits...)
		} else if m := members[a.target.Member()]; m != nil {
			m.Traits = append(m.Traits, a.traits...)
		} else {
			b.report(a.pos, a.target, "is given traits by apply but is not defined", "define it or remove the apply")
		}
	}
	s.settle()
}

func (b *builder) applyLater(pos Position, target ShapeID, traits Traits) {
	shape, _, _ := strings.Cut(string(target), "$")
	b.applied[ShapeID(shape)] = append(b.applied[ShapeID(shape)], application{pos, target, traits})
}
