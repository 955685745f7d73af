// Gen writes Go packages from AWS service models. "gen --help" tells how.
package main

import (
	"os"
	"runtime/debug"
)

//go:generate go run .

// A run is short and what it makes is mostly kept: collecting garbage only where
// memory would grow beyond this saves an eighth of the time of small runs, and
// keeps many models within 600 MB.
const memoryLimit = 400 << 20

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(-1)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, "."))
}
