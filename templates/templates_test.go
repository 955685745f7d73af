package templates

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRuntime(t *testing.T) {
	files, err := Runtime()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		t.Run(f.Name, func(t *testing.T) { checkStamped(t, f) })
	}
	onDisk, err := build.ImportDir("wire", 0)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(slices.Concat(onDisk.GoFiles, onDisk.IgnoredGoFiles)))
	if !slices.Equal(names, want) {
		t.Errorf("stamped %v, want the package without its tests: %v", names, want)
	}
}

func checkStamped(t *testing.T, f File) {
	original, err := os.ReadFile(filepath.Join("wire", f.Name))
	if err != nil {
		t.Fatal(err)
	}
	if want := Header + "\n\n" + string(original); string(f.Content) != want {
		t.Error("is not the header followed by the original")
	}
	file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if !ast.IsGenerated(file) {
		t.Error("does not count as generated")
	}
	if strings.Contains(file.Doc.Text(), "Code generated") {
		t.Error("the header is part of the package's documentation")
	}
	for _, spec := range file.Imports {
		if host, _, _ := strings.Cut(strings.Trim(spec.Path.Value, `"`), "/"); strings.Contains(host, ".") {
			t.Errorf("imports %s, which is not of the standard library", spec.Path.Value)
		}
	}
	if formatted, err := format.Source(f.Content); err != nil || !bytes.Equal(formatted, f.Content) {
		t.Errorf("is not formatted (%v)", err)
	}
}
