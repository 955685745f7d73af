package model

import (
	"cmp"
	"slices"
	"strings"
)

// longestName bounds the work of comparing names; hardly any real one is longer.
const longestName = 64

// Nearest returns up to n of the candidates that differ from name by no more
// than a slip of the fingers, the closest first.
func Nearest(name string, candidates []string, n int) []string {
	type scored struct {
		name     string
		distance int
	}
	var found []scored
	limit := max(1, len(name)/3)
	if len(name) > longestName {
		return nil
	}
	lower := strings.ToLower(name)
	for _, c := range candidates {
		if diff := len(c) - len(name); diff > limit || diff < -limit {
			continue
		}
		if d := distance(lower, strings.ToLower(c), limit); d <= limit {
			found = append(found, scored{c, d})
		}
	}
	slices.SortFunc(found, func(a, b scored) int {
		return cmp.Or(a.distance-b.distance, strings.Compare(a.name, b.name))
	})
	names := make([]string, 0, n)
	for _, f := range found[:min(n, len(found))] {
		names = append(names, f.name)
	}
	return names
}

// distance is the Levenshtein distance in bytes, limit+1 for any beyond the limit: most
// names have nothing to do with each other, which shows after a few letters.
func distance(a, b string, limit int) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
			least = min(least, cost)
		}
		if least > limit {
			break
		}
	}
	return min(row[len(b)], limit+1)
}

// didYouMean phrases what is near as a remedy, "" if nothing is.
func didYouMean(near []string) string {
	switch len(near) {
	case 0:
		return ""
	case 1:
		return "did you mean " + near[0] + "?"
	}
	last := len(near) - 1
	return "did you mean " + strings.Join(near[:last], ", ") + " or " + near[last] + "?"
}
