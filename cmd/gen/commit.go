package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
)

// A commit brings changes to disk such that all of them appear or none does.
// The new contents are first written beside the files they are for; only when
// all are there do renames put them in place, and what they replace stays under
// another name until the last. Every step notes how to undo it. No step can be
// taken back after a crash of the machine or a kill; whoever runs gen again then gets
// the whole, beside files whose names begin with a dot and end in .new or .old: they
// may as well be those of a run that goes on.
type commit struct {
	disk   disk
	suffix string // of temporary names; go ignores files whose name begins with a dot
	undo   []func() error
}

// apply makes the changes of the plans.
func (a *app) apply(plans []*plan) error {
	hold := make(chan os.Signal, 1)
	signal.Notify(hold, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(hold)

	c := &commit{disk: a.disk, suffix: "." + rand.Text()[:8]}
	var changes []change
	for _, p := range plans {
		for _, ch := range p.changes {
			changes = append(changes, change{a.path(ch.path), ch.old, ch.new})
		}
	}
	if err := c.run(changes); err != nil {
		return c.rollback(a.explain(err))
	}
	return c.cleanUp(changes)
}

func (c *commit) run(changes []change) error {
	for _, ch := range changes {
		if ch.new == nil {
			continue
		}
		if err := c.makeDir(filepath.Dir(ch.path)); err != nil {
			return err
		}
		if err := c.create(c.temporary(ch.path, ".new"), ch.new); err != nil {
			return err
		}
	}
	for _, ch := range changes {
		if ch.old != nil {
			if err := c.rename(ch.path, c.temporary(ch.path, ".old")); err != nil {
				return err
			}
		}
		if ch.new != nil {
			if err := c.rename(c.temporary(ch.path, ".new"), ch.path); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *commit) temporary(path, kind string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+c.suffix+kind)
}

// makeDir makes a directory and those it is in.
func (c *commit) makeDir(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := c.makeDir(filepath.Dir(path)); err != nil {
		return err
	}
	if err := c.disk.Mkdir(path); err != nil {
		return err
	}
	c.undo = append(c.undo, func() error { return c.disk.Remove(path) })
	return nil
}

func (c *commit) create(path string, content []byte) error {
	if err := c.disk.Create(path, content); err != nil {
		return err
	}
	c.undo = append(c.undo, func() error { return c.disk.Remove(path) })
	return nil
}

func (c *commit) rename(from, to string) error {
	if err := c.disk.Rename(from, to); err != nil {
		return err
	}
	c.undo = append(c.undo, func() error { return c.disk.Rename(to, from) })
	return nil
}

// rollback undoes every step, the last first, and adds to the error what it
// could not.
func (c *commit) rollback(err error) error {
	for _, undo := range slices.Backward(c.undo) {
		if failed := undo(); failed != nil {
			err = errors.Join(err, fmt.Errorf("undoing it failed as well: %w", failed))
		}
	}
	return err
}

// cleanUp removes what was replaced. All is in place by then: a failure leaves
// a file too many and no package broken.
func (c *commit) cleanUp(changes []change) error {
	var left []error
	for _, ch := range changes {
		if ch.old != nil {
			if err := c.disk.Remove(c.temporary(ch.path, ".old")); err != nil {
				left = append(left, fmt.Errorf("everything was written, but a file was left behind: %w", err))
			}
		}
	}
	return errors.Join(left...)
}

// explain says of a failed step what it was about and what to do.
func (a *app) explain(err error) error {
	path := ""
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		path = filepath.Dir(pathError.Path)
	} else if linkError, ok := errors.AsType[*os.LinkError](err); ok {
		path = filepath.Dir(linkError.New)
	} else {
		return err
	}
	if abs, absErr := filepath.Abs(path); absErr == nil {
		path = a.shown(abs)
	}
	remedy := "nothing was written"
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		remedy = "make the directory writable or choose another --out; nothing was written"
	}
	return fmt.Errorf("%s: %w; %s", path, bare(err), remedy)
}
