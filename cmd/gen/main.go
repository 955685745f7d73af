// Gen writes Go packages from AWS service models. "gen --help" tells how.
package main

import (
	"os"
	"runtime/debug"
)

//go:generate go run .

// A run is short and what it makes is mostly kept: collecting garbage less often
// saves an eighth of its time, and the limit keeps many models within 600 MB.
const (
	garbagePercent = 400
	memoryLimit    = 500 << 20
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, "."))
}
