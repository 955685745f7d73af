package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"

	"github.com/rogpeppe/go-internal/diff"
)

// A generateCmd is gen generate.
type generateCmd struct {
	inputFlags
	outputFlags
	configFlag
}

// Run writes what the models become and says on standard error what it wrote.
func (c *generateCmd) Run(a *app) error {
	s, err := a.settings(c.configFlag, c.inputFlags, c.outputFlags)
	if err != nil {
		return err
	}
	return a.produce(s, func(dirs []*directory) error {
		plans, err := a.plans(dirs)
		if err != nil {
			return err
		}
		if err := a.apply(plans); err != nil {
			return err
		}
		for _, p := range plans {
			p.report(a.stderr)
		}
		return nil
	})
}

// plans examines directories, all of them before any is changed.
func (a *app) plans(dirs []*directory) ([]*plan, error) {
	var plans []*plan
	var problems []error
	for _, d := range dirs {
		p, err := a.examine(d)
		plans = append(plans, p)
		problems = append(problems, err)
	}
	return plans, errors.Join(problems...)
}

// report says what has been done.
func (p *plan) report(w io.Writer) {
	written := 0
	for _, c := range p.changes {
		if c.new == nil {
			fmt.Fprintf(w, "removed %s\n", c.path)
		} else {
			written++
			fmt.Fprintf(w, "wrote %s\n", c.path)
		}
	}
	fmt.Fprintf(w, "%s: %d written, %d unchanged, %d removed\n", p.dir, written, p.unchanged, len(p.changes)-written)
}

// A checkCmd is gen check.
type checkCmd struct {
	inputFlags
	outputFlags
	configFlag
}

// Run prints how what is on disk differs from what the models become.
func (c *checkCmd) Run(a *app) error {
	s, err := a.settings(c.configFlag, c.inputFlags, c.outputFlags)
	if err != nil {
		return err
	}
	stale := false
	err = a.produce(s, func(dirs []*directory) error {
		plans, err := a.plans(dirs)
		if err != nil {
			return err
		}
		for _, p := range plans {
			stale = stale || len(p.changes) > 0
			fmt.Fprintf(a.stderr, "%s: %d stale, %d fresh\n", p.dir, len(p.changes), p.unchanged)
			for _, change := range p.changes {
				if _, err := a.stdout.Write(change.diff()); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil && stale {
		return errStale
	}
	return err
}

// diff returns the change as a unified diff that patch -p0 can apply.
func (c *change) diff() []byte {
	before, after := filepath.ToSlash(c.path), filepath.ToSlash(c.path)
	if c.old == nil {
		before = "/dev/null"
	}
	if c.new == nil {
		after = "/dev/null"
	}
	return diff.Diff(before, c.old, after, c.new)
}

// A versionCmd is gen version.
type versionCmd struct{}

// Run prints the version of the module gen was built from, the commit if it was
// built in a clone, and the version of Go.
func (versionCmd) Run(a *app) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		_, err := fmt.Fprintln(a.stdout, "smithygen (built without module information)")
		return err
	}
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	_, err := fmt.Fprintf(a.stdout, "smithygen %s %s\n", version, info.GoVersion)
	return err
}
