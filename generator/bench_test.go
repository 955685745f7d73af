package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// BenchmarkGenerate measures each step by itself: for one operation of Connect,
// for the whole of it and for all real Smithy models together, one model after
// another; whole is all steps, with the lines they gave. The goals are those of whole processes, in docs/performance.md with
// what the steps cost at least: formatting 100,000 lines takes gofmt 0.21 to
// 0.32 s of one core, printing them Jennifer 0.10 s, walking 132 MB of models
// gjson 0.66 s.
func BenchmarkGenerate(b *testing.B) {
	var connect string
	var all []string
	for _, path := range realModels(b) {
		switch {
		case strings.HasSuffix(path, filepath.Join("legacy", "connect", "service-2.json")):
			connect = path
		case filepath.Base(filepath.Dir(path)) == "smithy":
			all = append(all, path)
		}
	}
	for _, c := range []struct {
		name       string
		paths      []string
		operations []string
	}{
		{"operation", []string{connect}, []string{"GetFederationToken"}},
		{"connect", []string{connect}, nil},
		{"all", all, nil},
	} {
		if slices.Contains(c.paths, "") || len(c.paths) == 0 {
			continue
		}
		b.Run(c.name, func(b *testing.B) { benchSteps(b, c.paths, c.operations) })
	}
}

// A work is one package on its way through the steps.
type work struct {
	model      *model.Model
	operations []string
	target     target
	closure    *model.Closure
	names      *Names
	pkg        *ir.Package
	sources    []source
	files      []File
}

// whole goes from a path to files in one step.
func (w *work) whole(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if w.model, err = model.Load(path, text); err != nil {
		return err
	}
	for _, step := range []func() error{w.slice, w.name, w.lower, w.emit, w.format} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) slice() (err error) {
	w.closure, err = w.model.Slice(string(w.model.Services()[0].ID), w.operations)
	return err
}

func (w *work) name() (err error) {
	w.names, err = assignNames(w.closure, nil)
	return err
}

func (w *work) lower() (err error) {
	w.pkg, err = lower(w.closure, w.names, w.target)
	return err
}

func (w *work) emit() (err error) {
	w.sources, err = emit(w.pkg)
	return err
}

func (w *work) format() (err error) {
	w.files, err = format(w.sources)
	return err
}

func benchSteps(b *testing.B, paths, operations []string) {
	texts := make([][]byte, len(paths))
	models := make([]*model.Model, len(paths))
	each := func(name string, step func(i int) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for i := range paths {
					if err := step(i); err != nil {
						b.Fatal(paths[i], err)
					}
				}
			}
		})
	}
	each("read", func(i int) (err error) { texts[i], err = os.ReadFile(paths[i]); return err })
	each("parse", func(i int) (err error) { models[i], err = model.Load(paths[i], texts[i]); return err })
	works := make([]work, len(paths))
	for i, m := range models {
		service := m.Services()[0]
		works[i] = work{model: m, operations: operations,
			target: target{Package: defaultPackage(service), Runtime: testRuntime, Protocol: standIn(b, service)}}
	}
	each("slice", func(i int) error { return works[i].slice() })
	each("name", func(i int) error { return works[i].name() })
	each("lower", func(i int) error { return works[i].lower() })
	each("emit", func(i int) error { return works[i].emit() })
	each("format", func(i int) error { return works[i].format() })
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			for i, path := range paths {
				if err := works[i].whole(path); err != nil {
					b.Fatal(path, err)
				}
			}
		}
		lines := 0
		for i := range works {
			for _, f := range works[i].files {
				lines += bytes.Count(f.Content, []byte("\n"))
			}
		}
		b.ReportMetric(float64(lines), "lines")
	})
}
