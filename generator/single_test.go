package generator

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/smithygen/smithygen/model"
)

// Every operation of every real service, alone, makes a package that type-checks.
// Half a minute, so only with SMITHYGEN_CORPUS.
func TestSingleOperations(t *testing.T) {
	if os.Getenv(corpusVariable) == "" {
		t.Skipf("set %s=1 to generate every operation of every real service", corpusVariable)
	}
	runtime := newChecker(t)
	for _, path := range realModels(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, err := model.Load(path, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, service := range m.Services() {
			var group errgroup.Group
			group.SetLimit(4)
			for _, op := range m.OperationsOf(service) {
				group.Go(func() error {
					files, err := Generate(m, Options{Service: string(service.ID), Operations: []string{string(op.ID)}, Runtime: testRuntime})
					if err == nil {
						err = runtime.check(files)
					}
					if err != nil {
						t.Errorf("%s: %s: %v", path, op.ID, err)
					}
					return nil
				})
			}
			_ = group.Wait()
		}
	}
}

// A checker type-checks generated packages against the runtime's sources.
type checker struct {
	mu       sync.Mutex // guards standard
	standard types.Importer
	wire     *types.Package
}

func newChecker(t *testing.T) *checker {
	t.Helper()
	set := token.NewFileSet()
	c := &checker{standard: importer.ForCompiler(set, "source", nil)}
	paths, err := filepath.Glob("../templates/wire/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_reflect.go") { // a build tag's
			continue
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	config := types.Config{Importer: c}
	if c.wire, err = config.Check(testRuntime, set, files, nil); err != nil {
		t.Fatal(err)
	}
	return c
}

// Import returns the runtime or a package of the standard library.
func (c *checker) Import(path string) (*types.Package, error) {
	if path == testRuntime {
		return c.wire, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.standard.Import(path)
}

func (c *checker) check(generated []File) error {
	set := token.NewFileSet()
	var files []*ast.File
	for _, f := range generated {
		file, err := parser.ParseFile(set, f.Name, f.Content, 0)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	config := types.Config{Importer: c}
	_, err := config.Check("example.com/generated", set, files, nil)
	return err
}
