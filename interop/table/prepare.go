package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// What is generated, into bench/testdata, which ./... leaves out: slices to decode
// and encode with, one operation, and whole services to compile.
var packages = []struct{ out, model, operations string }{
	{"connect", "legacy/connect", "GetFederationToken,SearchUsers"},
	{"dynamodb", "smithy/dynamodb.json", "Scan,PutItem"},
	{"sts", "legacy/sts", "AssumeRole"},
	{"s3", "legacy/s3", "ListObjectsV2"},
	{"ec2", "legacy/ec2-2025-01", "DescribeInstances,RunInstances"},
	{"one/connect", "legacy/connect", "GetFederationToken"},
	{"whole/connect", "legacy/connect", ""},
	{"whole/ec2", "legacy/ec2-2025-01", ""},
}

const (
	generatedDir  = "bench/testdata"
	generatedPath = "github.com/smithygen/smithygen/interop/bench/testdata"
)

// prepare builds the generator and generates anew what is measured.
func (b *bench) prepare() error {
	b.gen = filepath.Join(b.temp, "gen")
	if err := command("..", "go", "build", "-o", b.gen, "./cmd/gen"); err != nil {
		return err
	}
	if err := os.RemoveAll(generatedDir); err != nil {
		return err
	}
	for _, p := range packages {
		args := []string{"--model", b.model(p.model), "--out", generatedDir + "/" + p.out, "--runtime", generatedPath + "/wire"}
		if p.out == "connect" { // brings the runtime
			args = args[:4]
		}
		if p.operations != "" {
			args = append(args, "--operation", p.operations)
		}
		if err := command(".", b.gen, args...); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) model(name string) string { return filepath.Join(b.shared, "models", name) }

// command runs a program and has what it said only if it fails.
func command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return nil
}

// machine tells what the figures were measured on.
func machine() string {
	model := runtime.GOARCH
	info, _ := os.ReadFile("/proc/cpuinfo") // only Linux has it
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
			break
		}
	}
	return fmt.Sprintf("%s, %d cores, %s %s/%s", model, runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
