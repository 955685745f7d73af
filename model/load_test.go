package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sharedDir is where real models lie, or the test is skipped.
func sharedDir(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("SMITHYGEN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "models")); err != nil {
		tb.Skipf("no real models in %s: set SMITHYGEN_SHARED to a directory with models/smithy, models/legacy and protocol-tests "+
			"(AWS publishes the models at github.com/aws/api-models-aws, Smithy its protocol tests at github.com/smithy-lang/smithy)", dir)
	}
	return dir
}

// sharedModels are the paths of all real models and protocol tests.
func sharedModels(tb testing.TB) []string {
	tb.Helper()
	var paths []string
	for _, pattern := range []string{"models/smithy/*.json", "models/legacy/*/service-2.json", "models/legacy/*/api-2.json", "protocol-tests/*.json"} {
		found, _ := filepath.Glob(filepath.Join(sharedDir(tb), pattern))
		paths = append(paths, found...)
	}
	return paths
}

func loadFile(tb testing.TB, path string) *Model {
	tb.Helper()
	m, err := LoadFS(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func TestSharedModelsLoad(t *testing.T) {
	for _, path := range sharedModels(t) {
		t.Run(strings.TrimPrefix(path, sharedDir(t)), func(t *testing.T) {
			t.Parallel()
			m := loadFile(t, path)
			for _, service := range m.Services() {
				c, err := m.Slice(string(service.ID), nil)
				if err != nil {
					t.Fatal(err)
				}
				if len(c.Operations) == 0 {
					t.Errorf("%s has no operations", service.ID)
				}
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for name, path := range map[string]string{"Connect": "smithy/connect.json", "S3": "smithy/s3.json",
		"LegacyConnect": "legacy/connect/service-2.json", "LegacyEC2": "legacy/ec2-2025-01/api-2.json"} {
		path := filepath.Join(sharedDir(b), "models", path)
		b.Run(name, func(b *testing.B) {
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				loadFile(b, path)
			}
		})
	}
}

func readTestdata(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
