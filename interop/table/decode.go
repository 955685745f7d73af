package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/perf/benchfmt"
)

// decode runs the benchmarks of package bench, once all decoders and encoders
// were found to agree. A run measures everything, so that what is compared has
// been measured at about the same time.
func (b *bench) decode() error {
	test := filepath.Join(b.temp, "bench.test")
	if err := command(".", "go", "test", "-tags", "bench", "-c", "-o", test, "./bench"); err != nil {
		return err
	}
	if err := command("bench", test, "-test.run", "Agree"); err != nil {
		return err
	}
	values := make(map[string][]float64)
	for range b.runs {
		cmd := exec.Command(test, "-test.run", "^$", "-test.bench", b.filter, "-test.benchtime", b.benchtime)
		cmd.Dir, cmd.Stderr = "bench", os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return err
		}
		lines := benchfmt.NewReader(bytes.NewReader(out), "bench")
		for lines.Scan() {
			result, ok := lines.Result().(*benchfmt.Result)
			if !ok {
				continue
			}
			// Without the number of processors.
			base, parts := result.Name.Parts()
			name := string(base)
			for _, p := range parts {
				if p[0] == '/' {
					name += string(p)
				}
			}
			for _, v := range result.Values {
				values[name+" "+v.Unit] = append(values[name+" "+v.Unit], v.Value)
			}
		}
		if err := lines.Err(); err != nil {
			return err
		}
	}
	for name, all := range values {
		b.results.set(name, all)
	}
	return nil
}
