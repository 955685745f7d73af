package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
)

// One operation more adds lines and changes none but those that are about the
// package as a whole. How gofmt aligns columns does not count.
func TestOperationAdded(t *testing.T) {
	kitchen := filepath.Join("..", "..", "generator", "testdata", "kitchen", "model.json")
	t.Run("kitchen", func(t *testing.T) {
		m := loadModel(t, kitchen)
		all := m.OperationsOf(m.Services()[0])
		for _, base := range all {
			for _, op := range all {
				onlyAdds(t, m, base.ID.Name(), op.ID.Name())
			}
		}
	})
	for file, base := range map[string]string{"connect": "GetFederationToken", "s3": "GetObject", "sts": "AssumeRole", "dynamodb": "GetItem"} {
		t.Run(file, func(t *testing.T) {
			path := filepath.Join(sharedDir(), "models", "smithy", file+".json")
			if _, err := os.Stat(path); err != nil {
				t.Skip("no real models in ../shared: set SMITHYGEN_SHARED to a directory with models/smithy (github.com/aws/api-models-aws)")
			}
			m := loadModel(t, path)
			for i, op := range m.OperationsOf(m.Services()[0]) {
				if i%10 == 0 {
					onlyAdds(t, m, base, op.ID.Name())
				}
			}
		})
	}
}

func loadModel(t *testing.T, path string) *model.Model {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := model.Load(filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func onlyAdds(t *testing.T, m *model.Model, base, op string) {
	t.Helper()
	before, after := sliced(t, m, base), sliced(t, m, base, op)
	if base != op && slices.EqualFunc(before, after, func(a, b generator.File) bool { return string(a.Content) == string(b.Content) }) {
		t.Errorf("%s adds nothing to %s", op, base)
	}
	for _, old := range before {
		i := slices.IndexFunc(after, func(f generator.File) bool { return f.Name == old.Name })
		if i < 0 {
			t.Errorf("%s takes %s away from %s", op, old.Name, base)
			continue
		}
		more := declared(after[i].Content)
		for _, line := range declared(old.Content) {
			at := slices.Index(more, line)
			if at < 0 {
				t.Errorf("%s changes or moves in %s of %s: %s", op, old.Name, base, line)
				break
			}
			more = more[at+1:]
		}
	}
}

func sliced(t *testing.T, m *model.Model, operations ...string) []generator.File {
	t.Helper()
	s := &settings{inputFlags: inputFlags{Operation: operations}}
	d, err := generate(m, "", s, &layout{root: "out", runtime: "example.com/wire"})
	if err != nil {
		t.Fatal(err)
	}
	return d.files
}

// wholes are about the package as a whole: its mark and its count of
// operations, the imports, the list of its errors.
var wholes = regexp.MustCompile(`(?m)^` + ownerMark + `.*$|^// It has \d+ of the .*$|(?s)^import (\(.*?^\)|"[^"\n]*")|^var service = .*?^}`)

// declared returns the lines of a file that belong to single declarations.
func declared(content []byte) []string {
	var lines []string
	for line := range strings.Lines(wholes.ReplaceAllString(string(content), "")) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return lines
}
