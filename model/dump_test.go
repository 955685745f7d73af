package model

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// dump writes a closure as text for people to read: one shape a paragraph,
// traits sorted, so that what it shows depends on neither form nor order.
func dump(t *testing.T, c *Closure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "service %s %s\n", c.Service.ID, c.Service.Version)
	dumpTraits(t, &b, "  ", c.Service.Traits)
	for _, id := range slices.Sorted(maps.Keys(c.Service.Rename)) {
		fmt.Fprintf(&b, "  rename %s %s\n", id, c.Service.Rename[id])
	}
	for _, op := range c.Operations {
		fmt.Fprintf(&b, "\noperation %s\n", op.ID)
		dumpTraits(t, &b, "  ", op.Traits)
		fmt.Fprintf(&b, "  input  %s\n  output %s\n", op.Input.ID, op.Output.ID)
		for _, e := range c.OperationErrors(op) {
			fmt.Fprintf(&b, "  error  %s\n", e.ID)
		}
	}
	for _, s := range c.Shapes {
		fmt.Fprintf(&b, "\n%s %s\n", s.Kind, s.ID)
		dumpTraits(t, &b, "  ", s.Traits)
		for _, m := range s.Members {
			if m.Container != s {
				t.Errorf("%s is contained in %s, not %s", m.Name, m.Container.ID, s.ID)
			}
			fmt.Fprintf(&b, "  %s: %s\n", m.Name, m.Target.ID)
			dumpTraits(t, &b, "    ", m.Traits)
		}
	}
	return b.String()
}

func dumpTraits(t *testing.T, b *strings.Builder, indent string, traits Traits) {
	sorted := slices.SortedFunc(slices.Values(traits), func(x, y Trait) int { return strings.Compare(string(x.ID), string(y.ID)) })
	for _, trait := range sorted {
		var value any
		if err := json.Unmarshal([]byte(trait.Value), &value); err != nil {
			t.Errorf("trait %s: %v in %s", trait.ID, err, trait.Value)
		}
		var text strings.Builder
		enc := json.NewEncoder(&text)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(value); err != nil {
			t.Error(err)
		}
		fmt.Fprintf(b, "%s@%s %s\n", indent, trait.ID, strings.TrimSpace(text.String()))
	}
}

func mustSlice(t *testing.T, m *Model, operations ...string) *Closure {
	t.Helper()
	c, err := m.Slice("", operations)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
