package main

import "testing"

// A goal is the ratio of ours to the least of its peers, or of the least of these to
// ours where more is better.
func TestGoals(t *testing.T) {
	r := &results{Figures: map[string]figure{
		"a sec/op": {Median: 2e-6}, "b sec/op": {Median: 8e-6}, "c sec/op": {Median: 4e-6}, "a allocs/op": {Median: 3},
	}}
	for _, tt := range []struct {
		goal     goal
		value    float64
		met      bool
		text, of string
	}{
		{atMost("w", "sec/op", "a", 0.5, "b", "c"), 0.5, true, "≤ 0.5 ×", "2 µs : 4 µs"},
		{atMost("w", "sec/op", "a", 0.4, "b", "c"), 0.5, false, "≤ 0.4 ×", "2 µs : 4 µs"},
		{faster("w", "a", 4, "b"), 4, true, "≥ 4 ×", "2 µs : 8 µs"},
		{faster("w", "a", 4, "b", "c"), 2, false, "≥ 4 ×", "2 µs : 4 µs"},
		{limit("w", "allocs/op", "a", 2), 3, false, "≤ 2", ""},
		{limit("w", "sec/op", "a", 3e-6), 2e-6, true, "≤ 3 µs", ""},
	} {
		m, ok := tt.goal.measure(r)
		if !ok || m.value != tt.value || m.of != tt.of || tt.goal.met(m.value) != tt.met || tt.goal.text() != tt.text {
			t.Errorf("%s: %v %q, %t, met %t; want %v %q, met %t", tt.goal.text(), m.value, m.of, ok, tt.goal.met(m.value), tt.value, tt.of, tt.met)
		}
	}
	for _, g := range []goal{faster("w", "a", 1, "b", "missing"), limit("w", "sec/op", "missing", 1)} {
		if _, ok := g.measure(r); ok {
			t.Errorf("%s is measured though a figure is missing", g.text())
		}
	}
}

// Every goal is about figures that the sections measure: the file that is kept has all.
func TestGoalsHaveFigures(t *testing.T) {
	r, err := readResults("../../docs/benchmarks.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range goals {
		if _, ok := g.measure(r); !ok {
			t.Errorf("%s: no figure of %s or %v", g.what, g.ours, g.peers)
		}
	}
	if len(goals) == 0 {
		t.Error("there are no goals")
	}
}
