package connect_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Whoever vendors the package vendors the runtime with it, and nothing else.
func TestImportsStandardLibraryOnly(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const generated = "github.com/smithygen/smithygen/generated/"
	if got := strings.Fields(string(out)); len(got) != 2 || got[0] != generated+"wire" || got[1] != generated+"connect" {
		t.Errorf("got %q", got)
	}
	out, err = exec.Command("go", "list", "-f", "{{join .Imports \"\\n\"}}", ".", "../wire").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for path := range strings.FieldsSeq(string(out)) {
		switch path {
		case "encoding/json", "encoding/xml", "log/slog":
			t.Errorf("%s is imported", path)
		}
	}
}

// Package unsafe is for one file of the runtime, which a build tag replaces.
func TestUnsafe(t *testing.T) {
	for tags, want := range map[string]bool{"": true, "purego": false} {
		out, err := exec.Command("go", "list", "-tags="+tags, "-f", "{{join .Imports \" \"}}", "../wire").Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(strings.Fields(string(out)), "unsafe"); got != want {
			t.Errorf("tags %q: unsafe is imported: %t", tags, got)
		}
	}
}
