package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// A conformanceCmd is gen conformance.
type conformanceCmd struct {
	Expected string   `placeholder:"FILE" help:"List of cases that are expected to fail. Default: this project's own."`
	Keep     string   `placeholder:"DIR" help:"Directory, not there yet, to leave the tested module in."`
	Model    []string `arg:"" placeholder:"FILE" help:"Model with protocol tests: a file, a directory or a glob."`
}

// Help says what is done and what it prints.
func (conformanceCmd) Help() string {
	return `Generates packages from Smithy models that carry protocol tests, builds them in a module of their own and
runs the cases that apply to clients through the public API of what was generated. Prints each failing
case with what was wanted and what came, totals for each file and, last, "N passed, N failed".

A line of the list of expected failures is the file's base name, #, the case's id, a space and the
reason. A case on it that passes, or is not there, is an error like one that fails and is not on it.

Exit status: 0 all went as expected, 1 it did not.`
}

//go:embed testdata/conformance/expected.txt
var expectedFailures []byte

// The findings of gen conformance. What they are has been printed.
var (
	errUnexpected = errors.New("conformance: the protocol tests did not go as expected")
	errNotRun     = errors.New("conformance: the protocol tests could not be run")
)

// maxConformance bounds how long the cases may take: generated code that hangs
// is a failure.
const maxConformance = 2 * time.Minute

// Run generates, builds and runs the tests.
func (c *conformanceCmd) Run(a *app) error {
	if c.Expected != "" {
		if _, err := os.Stat(a.path(c.Expected)); err != nil {
			return fmt.Errorf("%s: %w; check the path after --expected", c.Expected, bare(err))
		}
	}
	var files []string
	for _, pattern := range c.Model {
		found, err := a.expand(pattern)
		if err != nil {
			return err
		}
		files = append(files, found...)
	}
	dir, remove, err := c.directory(a)
	if err != nil {
		return err
	}
	defer remove()
	t, err := a.newTestbed(dir, files)
	if err != nil {
		return err
	}
	program, err := t.build()
	if err != nil {
		return err
	}
	expected := t.expected
	if c.Expected != "" {
		expected = a.path(c.Expected)
	}
	return a.runConformance(program, expected)
}

// directory makes the directory of the module, and returns how it is removed.
func (c *conformanceCmd) directory(a *app) (string, func(), error) {
	if c.Keep != "" {
		dir, err := filepath.Abs(a.path(c.Keep))
		if err == nil {
			err = os.Mkdir(dir, 0o777)
		}
		if err != nil {
			return "", nil, fmt.Errorf("%s: %w; name a directory that is not there yet with --keep", c.Keep, bare(err))
		}
		return dir, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "smithygen-conformance-")
	if err != nil {
		return "", nil, err
	}
	return dir, func() { _ = os.RemoveAll(dir) }, nil
}

func (a *app) runConformance(program, expected string) error {
	ctx, cancel := context.WithTimeout(context.Background(), maxConformance)
	defer cancel()
	run := exec.CommandContext(ctx, program, expected)
	run.Stdout, run.Stderr = a.stdout, a.stderr
	err := run.Run()
	exit, exited := errors.AsType[*exec.ExitError](err)
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("conformance: the cases had not ended after %v; generated code hangs", maxConformance)
	case exited && exit.ExitCode() == 1:
		return errUnexpected
	case exited:
		return errNotRun
	}
	return err
}
