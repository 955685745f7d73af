package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// runtimeName is the name of the runtime package and of its directory.
const runtimeName = "wire"

// A layout says where packages go and where they find the runtime.
type layout struct {
	dir     string // the package's directory, if there is one package and --out names it
	root    string // else the directory that packages get their own directories in
	stamp   bool   // the runtime is to be written to root/wire
	runtime string // the runtime's import path
}

// packageDir returns the directory of the package of that name.
func (l *layout) packageDir(name string) string {
	if l.dir != "" {
		return l.dir
	}
	return filepath.Join(l.root, name)
}

func (l *layout) runtimeDir() string { return filepath.Join(l.root, runtimeName) }

// layout decides where the output goes; several says that there is more than
// one package.
func (a *app) layout(s *settings, several bool) (*layout, error) {
	l := &layout{runtime: s.Runtime, stamp: s.Runtime == ""}
	switch {
	case s.Out == "":
		home, err := a.module(".")
		if err != nil && s.Runtime == "" {
			return nil, err
		}
		l.root = "generated"
		if err == nil {
			l.root = filepath.Join(a.shown(home.dir), l.root)
		}
	case several:
		l.root = filepath.Clean(s.Out)
	default:
		l.dir, l.root = filepath.Clean(s.Out), a.parent(s.Out)
	}
	if !l.stamp {
		return l, nil
	}
	if l.dir != "" && filepath.Base(l.dir) == runtimeName {
		return nil, fmt.Errorf("%s: is where the runtime package goes; choose another --out", l.dir)
	}
	var err error
	l.runtime, err = a.runtimePath(l)
	return l, err
}

// parent returns the directory that holds dir, also if dir is "." or "..".
func (a *app) parent(dir string) string {
	abs, err := filepath.Abs(a.path(dir))
	if err != nil || filepath.IsAbs(dir) {
		return filepath.Dir(filepath.Clean(dir))
	}
	return a.shown(filepath.Dir(abs))
}

// runtimePath returns the import path of the runtime written by this run, which
// is that of its directory in the module it is in.
func (a *app) runtimePath(l *layout) (string, error) {
	dir := l.root
	if l.dir != "" {
		dir = l.dir
	}
	home, err := a.module(dir)
	if err != nil {
		return "", err
	}
	its, err := a.module(l.runtimeDir())
	if err != nil && !errors.Is(err, errNoModule) {
		return "", err
	}
	if its.dir != home.dir {
		return "", fmt.Errorf("%s: its runtime would go to %s, outside module %s; choose an --out below %s or name the import path of a runtime with --runtime",
			dir, l.runtimeDir(), home.path, a.shown(home.dir))
	}
	if _, err := a.importPath(home, dir); err != nil { // of the packages
		return "", err
	}
	return a.importPath(home, l.runtimeDir())
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

// missing reports that a file is not there, be it that one of the directories
// above it is none.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) || notDirectory(err) }

func notDirectory(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
