package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

var generated = []struct {
	name, model string
	args        []string
}{
	{"one", "legacy/connect", []string{"--operation", "GetFederationToken", "--out", "connect"}},
	{"connect", "legacy/connect", []string{"--out", "connect"}},
	{"all", "smithy", []string{"--out", "aws"}},
}

// generate measures whole processes of the generator, each into an empty module.
// The modules stay until all is measured: file systems take several times as long for
// a new file where others have just been removed, and nobody who generates does that.
func (b *bench) generate() error {
	wall, cpu, memory := make(map[string][]float64), make(map[string][]float64), make(map[string][]float64)
	for range b.runs {
		for _, g := range generated {
			took, state, err := b.generateOnce(append([]string{"--model", b.model(g.model)}, g.args...))
			if err != nil {
				return err
			}
			wall[g.name] = append(wall[g.name], took.Seconds())
			cpu[g.name] = append(cpu[g.name], (state.UserTime() + state.SystemTime()).Seconds())
			memory[g.name] = append(memory[g.name], float64(maxMemory(state)))
		}
	}
	for _, g := range generated {
		b.results.set("Generate/"+g.name+" sec", wall[g.name])
		b.results.set("Generate/"+g.name+" cpu-sec", cpu[g.name])
		b.results.set("Generate/"+g.name+" bytes", memory[g.name])
	}
	return nil
}

func (b *bench) generateOnce(args []string) (time.Duration, *os.ProcessState, error) {
	dir, err := os.MkdirTemp(b.temp, "module")
	if err != nil {
		return 0, nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/bench\n\ngo 1.26\n"), 0o600); err != nil {
		return 0, nil, err
	}
	cmd := exec.Command(b.gen, args...)
	cmd.Dir = dir
	began := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(began)
	if err != nil {
		return 0, nil, fmt.Errorf("gen: %w\n%s", err, out)
	}
	return took, cmd.ProcessState, nil
}
