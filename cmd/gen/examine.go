package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates"
)

// A directory is what a run makes of one directory: the generated files in it,
// all of them.
type directory struct {
	path  string
	name  string // of the package
	owner string // whose package it is: the service's shape id, or runtimeName
	slice slice
	files []generator.File

	protocol model.ShapeID
	took     time.Duration // to generate it, without writing
}

// A change is what becomes of a file: old is nil if it is not there yet, new if
// it is to go.
type change struct {
	path     string
	old, new []byte
}

// A plan is how to get from what is on disk to what a directory should hold.
type plan struct {
	dir       string
	changes   []change
	unchanged int
}

// examine compares a directory with what is on disk and reports everything that
// forbids to write it.
func (a *app) examine(d *directory) (*plan, error) {
	ours, others, err := a.inventory(d.path)
	if err != nil {
		return nil, err
	}
	for _, content := range ours {
		if err := d.mayReplace(content); err != nil {
			return nil, err
		}
	}
	var problems []error
	p := &plan{dir: d.path}
	for _, f := range d.files {
		path := filepath.Join(d.path, f.Name)
		if what, ok := others[f.Name]; ok {
			problems = append(problems, fmt.Errorf("%s: is %s, which is never overwritten; move it or choose another --out", path, what))
		}
		old, exists := ours[f.Name]
		delete(ours, f.Name)
		if exists && bytes.Equal(old, f.Content) {
			p.unchanged++
		} else {
			p.changes = append(p.changes, change{path, old, f.Content})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		p.changes = append(p.changes, change{path: filepath.Join(d.path, name), old: ours[name]})
	}
	if problems == nil {
		problems = append(problems, a.strangers(d, others))
	}
	return p, errors.Join(problems...)
}

// inventory sorts what is in a directory into the contents of files we wrote
// and what other things are.
func (a *app) inventory(dir string) (ours map[string][]byte, others map[string]string, err error) {
	ours, others = map[string][]byte{}, map[string]string{}
	info, err := os.Stat(a.path(dir))
	switch {
	case err == nil && !info.IsDir() || err != nil && notDirectory(err):
		return nil, nil, fmt.Errorf("%s: a file is in the way of the directory; move it or choose another --out", dir)
	case errors.Is(err, fs.ErrNotExist):
		return ours, others, nil
	case err != nil:
		return nil, nil, fmt.Errorf("%s: %w; choose another --out", dir, bare(err))
	}
	entries, err := os.ReadDir(a.path(dir))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w; make it readable or choose another --out", dir, bare(err))
	}
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case entry.IsDir():
			others[name] = "a directory"
		case entry.Type()&fs.ModeSymlink != 0:
			others[name] = "a symbolic link"
		case !entry.Type().IsRegular():
			others[name] = "a special file"
		case !strings.HasSuffix(name, ".go"):
			others[name] = foreign
		default:
			content, err := os.ReadFile(a.path(filepath.Join(dir, name)))
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w; make it readable or choose another --out", filepath.Join(dir, name), bare(err))
			}
			if line, _, _ := bytes.Cut(content, []byte("\n")); strings.TrimSuffix(string(line), "\r") == templates.Header {
				ours[name] = content
			} else {
				others[name] = foreign
			}
		}
	}
	return ours, others, nil
}

const foreign = "a file that smithygen did not write"

// strangers finds Go files of another package than ours: the two could not be
// built in one directory. Files of ours that others added to it are welcome.
func (a *app) strangers(d *directory, others map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(others)) {
		if others[name] != foreign || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if built, err := build.Default.MatchFile(a.path(d.path), name); err != nil || !built {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), a.path(filepath.Join(d.path, name)), nil, parser.PackageClauseOnly)
		if err == nil && file.Name.Name != d.name {
			return fmt.Errorf("%s: belongs to package %s, package %s cannot be in the same directory; choose another --out",
				filepath.Join(d.path, name), file.Name.Name, d.name)
		}
	}
	return nil
}
