package generator

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/smithygen/smithygen/model"
)

func sharedDir() string {
	return cmp.Or(os.Getenv("SMITHYGEN_SHARED"), filepath.Join("..", "..", "shared"))
}

// realModels are the paths of all real models and protocol tests, or the test
// is skipped.
func realModels(tb testing.TB) []string {
	tb.Helper()
	dir := sharedDir()
	var paths []string
	for _, pattern := range []string{"models/smithy/*.json", "models/legacy/*/service-2.json", "models/legacy/*/api-2.json", "protocol-tests/*.json"} {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		tb.Skipf("no real models in %s: set SMITHYGEN_SHARED to a directory with models/smithy, models/legacy and protocol-tests "+
			"(AWS publishes the models at github.com/aws/api-models-aws, Smithy its protocol tests at github.com/smithy-lang/smithy)", dir)
	}
	return paths
}

func realModel(tb testing.TB, path string) *model.Model {
	tb.Helper()
	m, err := model.LoadFS(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		tb.Fatal(err)
	}
	return m
}
