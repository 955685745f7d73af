package model

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/smithygen/smithygen/model/connect"
)

// FuzzLoad: whatever the bytes, Load neither panics nor answers with anything
// but a linked model or diagnostics.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{connect.SmithyFile, connect.LegacyFile} {
		data, err := connect.FS.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, broken := range brokenModels {
		f.Add([]byte(broken.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Load("fuzz.json", data)
		if err != nil {
			checkTyped(t, err)
			return
		}
		checkLinked(t, m)
	})
}

// checkLinked fails unless every reference of a model leads to a shape of it.
func checkLinked(t *testing.T, m *Model) {
	t.Helper()
	check := func(from ShapeID, to *Shape) {
		if to == nil {
			t.Fatalf("%s refers to nothing", from)
		}
		if m.Shapes[to.ID] != to {
			t.Fatalf("%s refers to a %s that is not of the model", from, to.ID)
		}
	}
	for id, s := range m.Shapes {
		if s.ID != id {
			t.Fatalf("%s is filed as %s", s.ID, id)
		}
		for _, member := range s.Members {
			if member.Container != s {
				t.Fatalf("%s is not contained in its container", member.Name)
			}
			check(member.ID(), member.Target)
		}
		for _, list := range [][]*Shape{s.Operations, s.CollectionOperations, s.Resources, s.Errors, s.Mixins} {
			for _, to := range list {
				check(id, to)
			}
		}
		for _, byName := range []map[string]*Shape{s.Lifecycle, s.Identifiers, s.Properties} {
			for _, to := range byName {
				check(id, to)
			}
		}
		if s.Kind == KindOperation {
			check(id, s.Input)
			check(id, s.Output)
		}
	}
	for _, service := range m.Services() {
		c, err := m.Slice(string(service.ID), nil)
		if err != nil {
			t.Fatal(err)
		}
		c.Sizes()
	}
}
