package generator

import (
	"bytes"
	gofmt "go/format"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/imports"
)

// What was formatted in chunks is what formatting the whole file gives, for a
// package whose files have many chunks.
func TestFormatChunks(t *testing.T) {
	tested := false
	for _, path := range realModels(t) {
		if !strings.HasSuffix(path, filepath.Join("legacy", "connect", "service-2.json")) {
			continue
		}
		tested = true
		for _, f := range generate(t, realModel(t, path), Options{}) {
			whole, err := imports.Process(f.Name, f.Content, &imports.Options{FormatOnly: true, Comments: true, TabIndent: true, TabWidth: 8})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(whole, f.Content) {
				t.Errorf("%s is not as formatting the whole file makes it", f.Name)
			}
		}
	}
	if !tested {
		t.Skip("no model of Connect among the real models")
	}
}

// checkFormatted checks that gofmt has nothing to change.
func checkFormatted(t *testing.T, files []File) {
	t.Helper()
	for _, f := range files {
		if formatted, err := gofmt.Source(f.Content); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		} else if !bytes.Equal(formatted, f.Content) {
			t.Errorf("%s is not as gofmt makes it", f.Name)
		}
	}
}

// Chunks are joined under the imports that any of them has.
func TestFormatImports(t *testing.T) {
	sources := []source{{"some.go", []*bytes.Buffer{
		bytes.NewBufferString("// Header.\n\npackage p\n\nimport (\n\"fmt\"\n\"example.com/wire\"\n)\n\nvar a = fmt.Sprint( wire.A )\n"),
		bytes.NewBufferString("package p\n\nimport \"context\"\n\n// B is b.\nvar b = context.Background\n\n"),
		bytes.NewBufferString("package p\n\nimport \"fmt\"\n\nvar c = fmt.Sprint\n"),
	}}, {"none.go", []*bytes.Buffer{bytes.NewBufferString("// Package p.\npackage p\n")}},
		{"one.go", []*bytes.Buffer{bytes.NewBufferString("package p\nimport \"io\"\nvar r io.Reader\n")}}}
	files, err := format(sources)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"// Header.\n\npackage p\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\n\t\"example.com/wire\"\n)\n\nvar a = fmt.Sprint(wire.A)\n\n// B is b.\nvar b = context.Background\n\nvar c = fmt.Sprint\n",
		"// Package p.\npackage p\n",
		"package p\n\nimport \"io\"\n\nvar r io.Reader\n",
	} {
		if got := string(files[i].Content); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", files[i].Name, got, want)
		}
	}
}
