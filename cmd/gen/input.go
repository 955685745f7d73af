package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/model/connect"
)

// stdinName is what messages call standard input.
const stdinName = "<stdin>"

// A modelFile is a file with a model, read when its turn comes.
type modelFile struct {
	name string
	load func() (*model.Model, error)
}

// services loads the model and returns which of its services were asked for, as
// Slice takes them; none if the file is one of several and lacks the one named.
func (f *modelFile) services(s *settings, several bool) (*model.Model, []string, error) {
	m, err := f.load()
	if err != nil {
		return nil, nil, err
	}
	all := m.Services()
	if s.Service == "" && len(all) > 1 {
		var ids []string
		for _, service := range all {
			ids = append(ids, string(service.ID))
		}
		return m, ids, nil
	}
	if s.Service != "" && several && !m.HasService(s.Service) {
		return m, nil, nil
	}
	return m, []string{s.Service}, nil
}

// modelFiles finds the files that --model names, in its order and each once;
// the embedded one if it names none.
func (a *app) modelFiles(patterns []string) ([]modelFile, error) {
	if len(patterns) == 0 {
		return []modelFile{{connect.SmithyFile, func() (*model.Model, error) {
			return model.LoadFS(connect.FS, connect.SmithyFile)
		}}}, nil
	}
	var files []modelFile
	seen := map[string]bool{}
	for _, pattern := range patterns {
		if pattern == "-" {
			files = append(files, modelFile{stdinName, a.loadStdin})
			continue
		}
		names, err := a.expand(pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if clean := filepath.Clean(name); !seen[clean] {
				seen[clean] = true
				files = append(files, modelFile{name, func() (*model.Model, error) {
					return model.LoadFS(hostFS{a}, filepath.ToSlash(name))
				}})
			}
		}
	}
	return files, nil
}

func (a *app) loadStdin() (*model.Model, error) {
	data, err := io.ReadAll(io.LimitReader(a.stdin, model.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", stdinName, bare(err))
	}
	return model.Load(stdinName, data)
}

// expand finds the files that one --model means. A path that names nothing is
// left for the loader to complain about.
func (a *app) expand(pattern string) ([]string, error) {
	names := []string{pattern}
	if _, err := os.Lstat(a.path(pattern)); err != nil && strings.ContainsAny(pattern, "*?[") {
		if names, err = filepath.Glob(a.path(pattern)); err != nil || len(names) == 0 {
			return nil, fmt.Errorf("%s: matches no file; check the pattern (** is not supported, a directory is searched through)", pattern)
		}
		if !filepath.IsAbs(pattern) {
			for i, name := range names {
				if names[i], err = filepath.Rel(a.dir, name); err != nil {
					return nil, err
				}
			}
		}
	}
	var files []string
	for _, name := range names {
		if info, err := os.Stat(a.path(name)); err != nil || !info.IsDir() {
			files = append(files, name)
			continue
		}
		found, err := a.search(name)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: has no file in it that could be a model (*.json or *.json.gz); check the path", name)
		}
		files = append(files, found...)
	}
	return files, nil
}

// search finds the models in a directory and those below it. Where there is a
// legacy model, the files beside it are its companions.
func (a *app) search(dir string) ([]string, error) {
	entries, err := os.ReadDir(a.path(dir))
	if err != nil {
		return nil, fmt.Errorf("%s: %w; check that it can be read", dir, bare(err))
	}
	var files, legacy, below []string
	for _, entry := range entries {
		name := filepath.Join(dir, entry.Name())
		switch base := strings.TrimSuffix(entry.Name(), ".gz"); {
		case strings.HasPrefix(base, "."):
		case entry.IsDir():
			found, err := a.search(name)
			if err != nil {
				return nil, err
			}
			below = append(below, found...)
		case base == "api-2.json" || base == "service-2.json":
			legacy = append(legacy, name)
		case strings.HasSuffix(base, ".json"):
			files = append(files, name)
		}
	}
	if len(legacy) > 0 {
		files = legacy
	}
	return append(files, below...), nil
}

// hostFS reads files of the host by whatever path the command line has, ".."
// included, and leaves it to the loader to say which.
type hostFS struct{ app *app }

// Open opens the file.
func (h hostFS) Open(name string) (fs.File, error) {
	f, err := os.Open(h.app.path(filepath.FromSlash(name)))
	if err != nil {
		return nil, bare(err)
	}
	return f, nil
}

// ReadFile reads the whole file.
func (h hostFS) ReadFile(name string) ([]byte, error) {
	data, err := os.ReadFile(h.app.path(filepath.FromSlash(name)))
	if err != nil {
		return nil, bare(err)
	}
	return data, nil
}
