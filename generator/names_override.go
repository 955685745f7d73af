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

// closest phrases the key most like an unknown one as a remedy. Bare keys are
// compared with bare keys, whole ids with whole ids.
func closest(key string, index map[string][]nameable) string {
	best, nearest := "", max(2, len(key)/3+1)
	for _, candidate := range slices.Sorted(maps.Keys(index)) {
		if strings.Contains(key, "#") != strings.Contains(candidate, "#") || len(key) > 200 {
			continue
		}
		if d := editDistance(strings.ToLower(key), strings.ToLower(candidate), nearest); d < nearest {
			best, nearest = candidate, d
		}
	}
	if best == "" {
		return "name a structure, union, enum, operation or a member of them"
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// editDistance is the Levenshtein distance of two strings in bytes, or limit if
// it is that or more.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return min(row[len(b)], limit)
}
