// Command table measures generated code beside its peers and prints how far each
// goal of docs/performance.md is met. It is run in the module interop; what it
// measured goes to a file, of which the README's chart is drawn.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A bench is one run of this program.
type bench struct {
	shared    string // where the real models are
	runs      int
	benchtime string
	filter    string // of benchmarks
	gen       string // the generator's binary
	temp      string
	results   *results
}

// The sections, in the order in which they are measured.
var sections = []struct {
	name    string
	measure func(*bench) error
}{
	{"decode", (*bench).decode},
	{"generate", (*bench).generate}, // before anything that removes files
	{"size", (*bench).size},
	{"compile", (*bench).compile},
}

func main() {
	if log := os.Getenv(toolexecLog); log != "" {
		os.Exit(toolexec(log, os.Args[1:]))
	}
	b := &bench{shared: cmp.Or(os.Getenv("SMITHYGEN_SHARED"), "../../shared")}
	only := flag.String("only", "decode,generate,size,compile", "sections to measure; what the file has of the others is kept")
	file := flag.String("file", "../docs/benchmarks.json", "file of results")
	flag.IntVar(&b.runs, "runs", 12, "times that everything is measured; figures are medians")
	flag.StringVar(&b.benchtime, "benchtime", "100ms", "time of each benchmark in each run")
	flag.StringVar(&b.filter, "bench", ".", "benchmarks of section decode, as go test takes them")
	show := flag.Bool("show", false, "measure nothing, print the table of the file")
	chart := flag.String("chart", "", "measure nothing, draw the chart of the file into this one")
	flag.Parse()
	err := b.run(strings.Split(*only, ","), *file, *show || *chart != "")
	if err == nil && *chart != "" {
		err = b.results.chart(*chart)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(1)
	}
}

func (b *bench) run(only []string, file string, show bool) (err error) {
	if b.results, err = readResults(file); err != nil {
		return err
	}
	if !show {
		if _, err := os.Stat(filepath.Join(b.shared, "models")); err != nil {
			fmt.Printf("bench: skipped, no real models in %s: set SMITHYGEN_SHARED to a directory with models/smithy and models/legacy (github.com/aws/api-models-aws)\n", b.shared)
			return nil
		}
		if err := b.measure(only); err != nil {
			return err
		}
		if err := b.results.write(file); err != nil {
			return err
		}
	}
	b.results.print(os.Stdout)
	return nil
}

func (b *bench) measure(only []string) (err error) {
	if b.shared, err = filepath.Abs(b.shared); err != nil {
		return err
	}
	if b.temp, err = os.MkdirTemp("", "bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.temp)
	b.results.Machine = machine()
	if err := b.prepare(); err != nil {
		return err
	}
	for _, section := range sections {
		if !slices.Contains(only, section.name) {
			continue
		}
		fmt.Fprintln(os.Stderr, "measuring", section.name)
		if err := section.measure(b); err != nil {
			return fmt.Errorf("%s: %w", section.name, err)
		}
	}
	return nil
}
