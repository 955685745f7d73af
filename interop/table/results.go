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
	"strconv"
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
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 3, 64), 64)
	return rounded
}

// print writes the table of goals, and what the decoders took.
func (r *results) print(to io.Writer) {
	fmt.Fprintln(to, r.Machine)
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tgoal\tmeasured\tmet\tof")
	met := 0
	for _, g := range goals {
		row := []string{g.what, g.text(), "not measured", "", ""}
		if m, ok := g.measure(r); ok {
			row[2], row[3], row[4] = g.format(m.value), "NO", m.of
			if g.met(m.value) {
				row[3] = "yes"
				met++
			}
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	fmt.Fprintf(to, "%d of %d goals are met\n\n", met, len(goals))
	r.printDecoders(to)
}

// printDecoders writes time and allocations of all decoders of all bodies.
func (r *results) printDecoders(to io.Writer) {
	names := []string{"ours", "ours-response", "sdk", "sdk-call", "sonic", "jx", "easyjson", "jsonv2", "encodingjson", "encodingxml", "floor"}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, "body\t"+strings.Join(names, "\t"))
	for _, body := range []string{
		"FederationToken", "FederationTokenError", "SearchUsers", "Scan",
		"AssumeRole", "AssumeRoleError", "ListObjects", "ListObjectsError", "DescribeInstances", "DescribeInstancesError",
	} {
		row := []string{body}
		for _, name := range names {
			time, ok := r.Figures["Decode/"+body+"/"+name+" sec/op"]
			if !ok {
				row = append(row, "")
				continue
			}
			allocs := r.Figures["Decode/"+body+"/"+name+" allocs/op"]
			row = append(row, fmt.Sprintf("%s / %.0f", quantity(time.Median, "sec"), allocs.Median))
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
}
