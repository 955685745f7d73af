package model

import (
	"os"
	"testing"

	"github.com/sebdah/goldie/v2"

	"github.com/smithygen/smithygen/model/connect"
)

func goldens(t *testing.T) *goldie.Goldie {
	return goldie.New(t, goldie.WithFixtureDir("../golden/model"), goldie.WithDiffEngine(goldie.ColoredDiff))
}

// Both embedded forms load to the same closure, documentation, order and all.
func TestEmbeddedForms(t *testing.T) {
	for _, file := range []string{connect.SmithyFile, connect.LegacyFile} {
		t.Run(file, func(t *testing.T) {
			m, err := LoadFS(connect.FS, file)
			if err != nil {
				t.Fatal(err)
			}
			goldens(t).Assert(t, "connect", []byte(dump(t, mustSlice(t, m))))
		})
	}
}

// Our own models, each a collection of what a form can say.
func TestOwnModels(t *testing.T) {
	for _, test := range []struct {
		golden string
		files  []string
	}{
		{"mixins", []string{"mixins.json", "applied.json"}},
		{"resources", []string{"resources.json"}},
		{"version1", []string{"version1.json"}},
	} {
		t.Run(test.golden, func(t *testing.T) {
			var sources []Source
			for _, file := range test.files {
				data, err := os.ReadFile("testdata/" + file)
				if err != nil {
					t.Fatal(err)
				}
				sources = append(sources, Source{Name: file, Data: data})
			}
			m, err := LoadSources(sources...)
			if err != nil {
				t.Fatal(err)
			}
			goldens(t).Assert(t, test.golden, []byte(dump(t, mustSlice(t, m))))
		})
	}
	for golden, path := range map[string]string{"legacy": "legacy.json", "companions": "companions/api-2.json"} {
		t.Run(golden, func(t *testing.T) {
			m, err := LoadFS(os.DirFS("testdata"), path)
			if err != nil {
				t.Fatal(err)
			}
			goldens(t).Assert(t, golden, []byte(dump(t, mustSlice(t, m))))
		})
	}
}
