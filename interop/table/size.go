package main

import (
	"os"
	"path/filepath"
)

// size measures how much programs grow by one call: the difference to the program
// without it, both stripped.
func (b *bench) size() error {
	sizes := make(map[string]float64)
	for _, name := range []string{"get", "token", "sdk", "instances"} {
		binary := filepath.Join(b.temp, name)
		if err := command(".", "go", "build", "-tags", "bench", "-trimpath", "-ldflags=-s -w", "-o", binary, "./bench/programs/"+name); err != nil {
			return err
		}
		info, err := os.Stat(binary)
		if err != nil {
			return err
		}
		sizes[name] = float64(info.Size())
	}
	b.results.set("Size/get bytes", []float64{sizes["get"]})
	b.results.set("Size/token/ours bytes", []float64{sizes["token"] - sizes["get"]})
	b.results.set("Size/token/sdk bytes", []float64{sizes["sdk"] - sizes["get"]})
	b.results.set("Size/ec2/ours bytes", []float64{sizes["instances"] - sizes["get"]})
	return nil
}
