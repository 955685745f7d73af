package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"time"

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
	w := &writer{app: a, began: time.Now()}
	err = a.produce(s, w)
	w.close()
	return err
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

// A checkCmd is gen check.
type checkCmd struct {
	inputFlags
	outputFlags
	configFlag
}

// Run prints how what is on disk differs from what the models become.
func (k *checkCmd) Run(a *app) error {
	s, err := a.settings(k.configFlag, k.inputFlags, k.outputFlags)
	if err != nil {
		return err
	}
	c := comparer{app: a}
	if err := a.produce(s, &c); err != nil {
		return err
	}
	if c.stale {
		return errStale
	}
	return nil
}

// A comparer prints how directories differ from what is on disk.
type comparer struct {
	*app
	stale bool
}

func (c *comparer) begin(int) {}

func (c *comparer) end(*product, error) {}

func (c *comparer) accept(dirs []*directory) error {
	plans, err := c.plans(dirs)
	if err != nil {
		return err
	}
	for _, p := range plans {
		c.stale = c.stale || len(p.changes) > 0
		fmt.Fprintf(c.stderr, "%s: %d stale, %d fresh\n", p.dir, len(p.changes), p.unchanged)
		for _, change := range p.changes {
			if _, err := c.stdout.Write(change.diff()); err != nil {
				return err
			}
		}
	}
	return nil
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
