package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Closure is what some operations of a service reach, and nothing else.
type Closure struct {
	Model      *Model
	Service    *Shape
	Operations []*Shape // sorted by id
	Chosen     []*Shape // data shapes that were asked for by name, sorted by id
	Shapes     []*Shape // every data shape inputs, outputs and errors reach, sorted by id, without Unit
}

// Slice cuts a closure out of the model. The service is named by its absolute
// id, its name or its sdkId; "" means the only one. Operations are named by
// absolute id or name; none means all of the service's, unless data shapes are
// named, in the same way.
func (m *Model) Slice(service string, operations []string, shapes ...string) (*Closure, error) {
	svc, err := m.findService(service)
	if err != nil {
		return nil, err
	}
	c := &Closure{Model: m, Service: svc}
	if c.Chosen, err = m.chooseShapes(svc, shapes); err != nil {
		return nil, err
	}
	w := walk{seen: map[*Shape]struct{}{}}
	for _, s := range c.Chosen {
		w.reach(s)
	}
	if len(operations) > 0 || len(shapes) == 0 {
		if c.Operations, err = m.choose(svc, operations); err != nil {
			return nil, err
		}
		for _, e := range svc.Errors {
			w.reach(e)
		}
	}
	for _, op := range c.Operations {
		w.operation(op)
	}
	c.Shapes = slices.SortedFunc(maps.Keys(w.seen), byID)
	return c, nil
}

// OperationErrors returns the errors an operation of the closure may answer
// with: its own in model order, then the service's it does not list itself.
func (c *Closure) OperationErrors(op *Shape) []*Shape { return union(op.Errors, c.Service.Errors) }

// Sizes returns, for each operation of the closure, how many shapes it reaches alone.
func (c *Closure) Sizes() map[*Shape]int {
	sizes := make(map[*Shape]int, len(c.Operations))
	w := walk{seen: map[*Shape]struct{}{}}
	for _, op := range c.Operations {
		clear(w.seen)
		for _, e := range c.Service.Errors {
			w.reach(e)
		}
		w.operation(op)
		sizes[op] = len(w.seen)
	}
	return sizes
}

// A walk collects data shapes, with a list of its own in place of recursion.
type walk struct {
	seen    map[*Shape]struct{}
	pending []*Shape
}

func (w *walk) operation(op *Shape) {
	w.reach(op.Input)
	w.reach(op.Output)
	for _, e := range op.Errors {
		w.reach(e)
	}
}

func (w *walk) reach(s *Shape) {
	w.visit(s)
	for len(w.pending) > 0 {
		s := w.pending[len(w.pending)-1]
		w.pending = w.pending[:len(w.pending)-1]
		for _, m := range s.Members {
			w.visit(m.Target)
		}
	}
}

func (w *walk) visit(s *Shape) {
	if _, ok := w.seen[s]; ok || s.IsUnit() {
		return
	}
	w.seen[s] = struct{}{}
	w.pending = append(w.pending, s)
}

func byID(a, b *Shape) int { return cmp.Compare(a.ID, b.ID) }

// OperationsOf returns all operations of a service, those of its resources at
// any depth included, sorted by id.
func (m *Model) OperationsOf(service *Shape) []*Shape {
	found := map[*Shape]struct{}{}
	seen := map[*Shape]struct{}{service: {}}
	pending := []*Shape{service}
	for len(pending) > 0 {
		s := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		for _, op := range slices.Concat(s.Operations, s.CollectionOperations, slices.Collect(maps.Values(s.Lifecycle))) {
			found[op] = struct{}{}
		}
		for _, r := range s.Resources {
			if _, ok := seen[r]; !ok {
				seen[r] = struct{}{}
				pending = append(pending, r)
			}
		}
	}
	return slices.SortedFunc(maps.Keys(found), byID)
}

// HasService reports whether a service answers to an id, a name or an SDK id.
func (m *Model) HasService(name string) bool {
	return len(meant(m.Services(), name, (*Shape).answersTo)) > 0
}

func (m *Model) findService(name string) (*Shape, error) {
	services := m.Services()
	var names, answers []string
	for _, s := range services {
		names = append(names, s.ID.Name())
		answers = append(answers, s.ID.Name(), cmp.Or(s.SDKID(), s.ID.Name()))
	}
	found := meant(services, name, (*Shape).answersTo)
	pos := m.file
	switch {
	case name == "" && len(services) == 1:
		return services[0], nil
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, &Diagnostic{Pos: pos, Problem: both("service", name, found), Remedy: "give the whole id"}
	case len(services) == 0:
		return nil, &Diagnostic{Pos: pos, Problem: "has no service", Remedy: "give the file the service shape is in"}
	case name == "":
		return nil, &Diagnostic{Pos: pos, Problem: fmt.Sprintf("has %d services", len(services)),
			Remedy: "name one of " + strings.Join(names, ", ")}
	}
	return nil, &Diagnostic{Pos: pos, Problem: fmt.Sprintf("has no service %q", name),
		Remedy: cmp.Or(didYouMean(slices.Compact(Nearest(name, answers, 3))), "it has "+strings.Join(names, ", "))}
}

func (s *Shape) answersTo(name string) bool {
	return name != "" && (s.ID.Name() == name || strings.EqualFold(s.SDKID(), name))
}

// meant returns the shape with that id or, without one, all that answer to the name.
func meant(all []*Shape, name string, answersTo func(*Shape, string) bool) (found []*Shape) {
	for _, s := range all {
		if string(s.ID) == name {
			return []*Shape{s}
		}
		if answersTo(s, name) {
			found = append(found, s)
		}
	}
	return found
}

// both says that a name is several shapes'.
func both(what, name string, found []*Shape) string {
	return fmt.Sprintf("has more than one %s %q: %s and %s", what, name, found[0].ID, found[1].ID)
}

func (m *Model) choose(svc *Shape, names []string) ([]*Shape, error) {
	all := m.OperationsOf(svc)
	if len(names) == 0 {
		return all, nil
	}
	return named(svc, all, names, "operation", "list its operations to see which there are")
}

// chooseShapes finds the data shapes that a service reaches, by name.
func (m *Model) chooseShapes(svc *Shape, names []string) ([]*Shape, error) {
	if len(names) == 0 {
		return nil, nil
	}
	whole, err := m.Slice(string(svc.ID), nil)
	if err != nil {
		return nil, err
	}
	return named(svc, whole.Shapes, names, "shape", "name one that its operations reach")
}

// named finds shapes by absolute id or by name, which a service may have changed; what
// they are is for messages.
func named(svc *Shape, all []*Shape, names []string, what, remedy string) ([]*Shape, error) {
	var problems Diagnostics
	chosen := map[*Shape]struct{}{}
	for _, name := range names {
		switch found := meant(all, name, func(s *Shape, name string) bool { return s.NameIn(svc) == name }); {
		case len(found) == 1:
			chosen[found[0]] = struct{}{}
			continue
		case len(found) > 1:
			problems = append(problems, &Diagnostic{Pos: svc.Pos, Shape: svc.ID, Problem: both(what, name, found), Remedy: "give the whole id"})
			continue
		}
		candidates := make([]string, len(all))
		for i, s := range all {
			candidates[i] = s.NameIn(svc)
		}
		problems = append(problems, &Diagnostic{Pos: svc.Pos, Shape: svc.ID, Problem: fmt.Sprintf("has no %s %q", what, name),
			Remedy: cmp.Or(didYouMean(Nearest(ShapeID(name).Name(), candidates, 3)), remedy)})
	}
	switch len(problems) {
	case 0:
		return slices.SortedFunc(maps.Keys(chosen), byID), nil
	case 1:
		return nil, problems[0]
	}
	return nil, problems
}
