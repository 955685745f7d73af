package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

var errNoModule = errors.New("is in no Go module")

// A goModule is what matters of the go.mod in a directory.
type goModule struct{ dir, path string }

// module finds the Go module that a directory, which need not be there yet,
// belongs to: that of the nearest go.mod above it.
func (a *app) module(dir string) (goModule, error) {
	abs, err := filepath.Abs(a.path(dir))
	if err != nil {
		return goModule{}, err
	}
	for at := abs; ; {
		file := filepath.Join(at, "go.mod")
		data, err := os.ReadFile(file)
		switch {
		case err == nil:
			f, err := modfile.ParseLax(a.shown(file), data, nil)
			if err != nil || f.Module == nil {
				return goModule{}, fmt.Errorf("%s: names no module; correct it or name the import path of a runtime with --runtime", a.shown(file))
			}
			return goModule{at, f.Module.Mod.Path}, nil
		case !missing(err) && !errors.Is(err, syscall.EISDIR): // go takes no directory for a go.mod
			return goModule{}, fmt.Errorf("%s: %w; make it readable", a.shown(file), bare(err))
		}
		above := filepath.Dir(at)
		if above == at {
			return goModule{}, fmt.Errorf("%s: %w; run go mod init above it or name the import path of a runtime with --runtime", dir, errNoModule)
		}
		at = above
	}
}

// importPath returns the path under which a directory of a module is imported.
func (a *app) importPath(home goModule, dir string) (string, error) {
	abs, err := filepath.Abs(a.path(dir))
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(home.dir, abs)
	if err != nil {
		return "", err
	}
	importPath := path.Join(home.path, filepath.ToSlash(rel))
	if err := module.CheckImportPath(importPath); err != nil {
		return "", fmt.Errorf("%s: cannot be imported: %w; choose another --out", dir, err)
	}
	if slices.Contains(strings.Split(importPath, "/"), "vendor") {
		return "", fmt.Errorf("%s: cannot be imported by its path: a directory called vendor is for copies of modules; choose another --out", dir)
	}
	return importPath, nil
}
