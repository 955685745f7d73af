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
// another; whole is all steps, with the lines they gave. Beside what a step took
// stands what it takes at least, its floor. The goals are those of whole processes,
// in docs/performance.md.
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
	names      *goNames
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

// What steps take at least on one core, in nanoseconds: reading files and walking
// them with gjson for each byte of the 132 MB that all models have, printing by
// Jennifer and formatting by go/format for each line.
const (
	readFloor   = 0.07e9 / 132e6
	parseFloor  = 0.66e9 / 132e6
	emitFloor   = 0.10e9 / 100e3
	formatFloor = 0.21e9 / 100e3
)

func benchSteps(b *testing.B, paths, operations []string) {
	texts := make([][]byte, len(paths))
	models := make([]*model.Model, len(paths))
	size, lines := 0.0, 0.0
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			size += float64(info.Size())
		}
	}
	each := func(name string, floor func() float64, step func(i int) error) {
		b.Run(name, func(b *testing.B) {
			if floor != nil {
				defer func() { b.ReportMetric(floor(), "floor-ns/op") }()
			}
			for b.Loop() {
				for i := range paths {
					if err := step(i); err != nil {
						b.Fatal(paths[i], err)
					}
				}
			}
		})
	}
	bytesAt := func(ns float64) func() float64 { return func() float64 { return ns * size } }
	linesAt := func(ns float64) func() float64 { return func() float64 { return ns * lines } }
	each("read", bytesAt(readFloor), func(i int) (err error) { texts[i], err = os.ReadFile(paths[i]); return err })
	each("parse", bytesAt(parseFloor), func(i int) (err error) { models[i], err = model.Load(paths[i], texts[i]); return err })
	works := make([]work, len(paths))
	for i, m := range models {
		service := m.Services()[0]
		works[i] = work{model: m, operations: operations,
			target: target{name: defaultPackage(service), runtime: testRuntime, protocol: standIn(b, service)}}
	}
	each("slice", nil, func(i int) error { return works[i].slice() })
	each("name", nil, func(i int) error { return works[i].name() })
	each("lower", nil, func(i int) error { return works[i].lower() })
	for i, path := range paths {
		if err := works[i].whole(path); err != nil {
			b.Fatal(path, err)
		}
		for _, f := range works[i].files {
			lines += float64(bytes.Count(f.Content, []byte("\n")))
		}
	}
	each("emit", linesAt(emitFloor), func(i int) error { return works[i].emit() })
	each("format", linesAt(formatFloor), func(i int) error { return works[i].format() })
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			for i, path := range paths {
				if err := works[i].whole(path); err != nil {
					b.Fatal(path, err)
				}
			}
		}
		b.ReportMetric(lines, "lines")
	})
}
