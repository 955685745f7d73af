package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/templates"
)

// A failingDisk fails at one step of all that are taken.
type failingDisk struct {
	hostDisk
	left int
}

var errDisk = errors.New("the disk failed")

func (d *failingDisk) step(op, path string) error {
	if d.left--; d.left == -1 {
		return &fs.PathError{Op: op, Path: path, Err: errDisk}
	}
	return nil
}

func (d *failingDisk) Mkdir(path string) error {
	return cmpOr(d.step("mkdir", path), func() error { return d.hostDisk.Mkdir(path) })
}

func (d *failingDisk) Create(path string, content []byte) error {
	return cmpOr(d.step("create", path), func() error { return d.hostDisk.Create(path, content) })
}

func (d *failingDisk) Rename(from, to string) error {
	return cmpOr(d.step("rename", to), func() error { return d.hostDisk.Rename(from, to) })
}

func (d *failingDisk) Remove(path string) error {
	return cmpOr(d.step("remove", path), func() error { return d.hostDisk.Remove(path) })
}

func cmpOr(err error, next func() error) error {
	if err != nil {
		return err
	}
	return next()
}

// Whatever step fails, the directories hold all of the old or all of the new.
func TestCommitAllOrNothing(t *testing.T) {
	outcomes := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		root, err := os.MkdirTemp("", "commit")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(root)
		files := rapid.MapOf(rapid.SampledFrom([]string{"a.go", "b.go", "c.go", "d.go"}), rapid.SampledFrom([]string{"1", "2", "3"}))
		before, after := map[string]string{}, map[string]string{"theirs.txt": "theirs"}
		var dirs []*directory
		for _, dir := range []string{"one", filepath.Join("two", "deep")} {
			d := &directory{path: dir, name: "p", owner: "x#Y"}
			for name, text := range files.Draw(t, "before "+dir) {
				before[filepath.Join(dir, name)] = templates.Header + "\n" + text
			}
			wanted := files.Draw(t, "after "+dir)
			for _, name := range slices.Sorted(maps.Keys(wanted)) {
				content := templates.Header + "\n" + wanted[name]
				after[filepath.Join(dir, name)] = content
				d.files = append(d.files, generator.File{Name: name, Content: []byte(content)})
			}
			dirs = append(dirs, d)
		}
		before["theirs.txt"] = "theirs"
		put(t, root, before)

		disk := &failingDisk{left: rapid.IntRange(0, 40).Draw(t, "steps")}
		a := &app{dir: root, disk: disk}
		plans, err := a.plans(dirs)
		if err != nil {
			t.Fatal(err)
		}
		err = a.apply(plans)

		visible, hidden := tree(t, root)
		isNew := maps.Equal(visible, after)
		switch {
		case err == nil && isNew && len(hidden) == 0:
			outcomes["written"]++
		case errors.Is(err, errDisk) && maps.Equal(visible, before) && len(hidden) == 0:
			outcomes["rolled back"]++
		case errors.Is(err, errDisk) && isNew && len(hidden) == 1 && strings.Contains(err.Error(), "left behind"):
			outcomes["left behind"]++
		default:
			t.Fatalf("error %v; before %v, after %v, found %v and hidden %v", err, before, after, visible, hidden)
		}
		if dirs := directories(t, root); maps.Equal(visible, before) && !isNew && !slices.Equal(dirs, directoriesOf(before)) {
			t.Fatalf("left the directories %v", dirs)
		}
	})
	for _, outcome := range []string{"written", "rolled back", "left behind"} {
		if outcomes[outcome] == 0 && !testing.Short() { // which draws too little to have all
			t.Errorf("no run was %s: %v", outcome, outcomes)
		}
	}
}

func put(t *rapid.T, root string, files map[string]string) {
	for path, content := range files {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// tree reads all files below root, those with a leading dot apart.
func tree(t *rapid.T, root string) (visible map[string]string, hidden []string) {
	visible = map[string]string{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if strings.HasPrefix(entry.Name(), ".") {
			hidden = append(hidden, rel)
			return nil
		}
		content, err := os.ReadFile(path)
		visible[rel] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return visible, hidden
}

func directories(t *rapid.T, root string) []string {
	var dirs []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && path != root {
			rel, _ := filepath.Rel(root, path)
			dirs = append(dirs, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

func directoriesOf(files map[string]string) []string {
	dirs := map[string]bool{}
	for path := range files {
		for dir := filepath.Dir(path); dir != "."; dir = filepath.Dir(dir) {
			dirs[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(dirs))
}

// A rollback that fails as well says so and names what is where.
func TestCommitRollbackFails(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a.go", "b.go"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	a := &app{dir: root, disk: brokenDisk{}}
	err := a.apply([]*plan{{dir: ".", changes: []change{{"a.go", []byte("old"), []byte("new")}, {"b.go", []byte("old"), []byte("new")}}}})
	if !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "undoing it failed as well") || !strings.Contains(err.Error(), "a.go") {
		t.Errorf("got %v", err)
	}
}

// A brokenDisk puts the first file in place and then renames nothing any more.
type brokenDisk struct{ hostDisk }

func (brokenDisk) Rename(from, to string) error {
	if strings.HasSuffix(to, "a.go") || strings.Contains(to, "a.go") && strings.HasSuffix(to, ".old") {
		if content, err := os.ReadFile(from); err == nil && bytes.Equal(content, []byte("new")) || strings.HasSuffix(to, ".old") {
			return os.Rename(from, to)
		}
	}
	return &os.LinkError{Op: "rename", Old: from, New: to, Err: errDisk}
}
