package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/perf/benchmath"
)

// A results is the file of what was measured.
type results struct {
	Machine string
	Figures map[string]figure // by name and unit, "Decode/Scan/ours sec/op"
}

// A figure is the median of several runs, and an interval that holds it with 95%
// confidence.
type figure struct {
	Median, Low, High float64
	Runs              int
}

func readResults(file string) (*results, error) {
	r := &results{Figures: make(map[string]figure)}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	return r, json.Unmarshal(text, r)
}

func (r *results) write(file string) error {
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// set records what was measured of one thing.
func (r *results) set(name string, values []float64) {
	sample := benchmath.NewSample(values, &benchmath.DefaultThresholds)
	s := benchmath.AssumeNothing.Summary(sample, 0.95)
	f := figure{digits(s.Center), digits(s.Lo), digits(s.Hi), len(values)}
	if math.IsInf(f.Low, 0) || math.IsInf(f.High, 0) { // too few runs to tell
		f.Low, f.High = digits(slices.Min(values)), digits(slices.Max(values))
	}
	r.Figures[name] = f
}

// digits rounds to four digits; no measurement has more.
func digits(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) {
		return v
	}
	scale := math.Pow(10, 3-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// print writes the table of goals.
func (r *results) print(to io.Writer) {
	fmt.Fprintln(to, r.Machine)
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, "what\tgoal\tmeasured\tmet\tof")
	for _, g := range goals {
		measured, met, of := "not measured", "", ""
		if m, ok := g.measure(r); ok {
			measured, of = g.format(m.value), m.of
			met = "yes"
			if !g.met(m.value) {
				met = "NO"
			}
		}
		fmt.Fprintln(w, strings.Join([]string{g.what, g.text(), measured, met, of}, "\t"))
	}
}
