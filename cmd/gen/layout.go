package main

import (
	"errors"
	"fmt"
	"path/filepath"
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
