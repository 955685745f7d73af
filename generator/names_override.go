package generator

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// readOverrides finds what each override is about. An override may name what
// the slice at hand does not reach, as long as the service has it.
func (a *assignment) readOverrides(overrides map[string]string) {
	if len(overrides) == 0 {
		return
	}
	nameable := a.nameable()
	for _, key := range slices.Sorted(maps.Keys(overrides)) {
		name := overrides[key]
		found := nameable[key]
		switch {
		case !token.IsIdentifier(name) || !token.IsExported(name):
			a.refuseOverride(key, fmt.Sprintf("calls it %q, which is no exported Go identifier", name),
				"give a name of letters, digits and underscores that starts with a capital")
		case len(found) == 0:
			a.refuseOverride(key, "names nothing of the service that has a Go name", closest(key, nameable))
		case len(found) > 1:
			a.refuseOverride(key, fmt.Sprintf("names both %s and %s", found[0].id, found[1].id), "give the whole id of the one you mean")
		case a.overridden[found[0].thing] != "":
			a.refuseOverride(key, fmt.Sprintf("names %s, which another override names too", found[0].id), "remove one of them")
		default:
			a.overridden[found[0].thing] = name
		}
	}
}

func (a *assignment) refuseOverride(key, problem, remedy string) {
	a.problems = append(a.problems, &model.Diagnostic{
		Pos: a.service.Pos, Shape: a.service.ID, Problem: fmt.Sprintf("has an override %q that %s", key, problem), Remedy: remedy,
	})
}

// A nameable thing is a *model.Shape or *model.Member that an override can name.
type nameable struct {
	id    model.ShapeID
	thing any
}

// nameable indexes what has a Go name by its id and by its id without namespace.
func (a *assignment) nameable() map[string][]nameable {
	index := map[string][]nameable{}
	add := func(id model.ShapeID, thing any) {
		_, bare, _ := strings.Cut(string(id), "#")
		for _, key := range []string{string(id), bare} {
			index[key] = append(index[key], nameable{id, thing})
		}
	}
	for _, s := range a.shapes {
		if hasType(s) {
			add(s.ID, s)
			for _, m := range s.Members {
				add(m.ID(), m)
			}
		}
	}
	for _, op := range a.ops {
		add(op.ID, op)
	}
	return index
}

// closest phrases the key most like an unknown one as a remedy. Bare keys are compared
// with bare keys, and ids with ids by what stands behind the namespace: that is as long
// as would make every name look near.
func closest(key string, index map[string][]nameable) string {
	_, name, whole := strings.Cut(key, "#")
	if !whole {
		name = key
	}
	keys := map[string]string{} // by what is compared
	for _, candidate := range slices.Sorted(maps.Keys(index)) {
		_, behind, isID := strings.Cut(candidate, "#")
		if !isID {
			behind = candidate
		}
		if _, ok := keys[behind]; isID == whole && !ok {
			keys[behind] = candidate
		}
	}
	for _, near := range model.Nearest(name, slices.Collect(maps.Keys(keys)), 1) {
		return fmt.Sprintf("did you mean %q?", keys[near])
	}
	return "name a structure, union, enum, operation or a member of them"
}
