package generator

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/smithygen/smithygen/model/connect"
	"github.com/smithygen/smithygen/templates"
)

// A workspace is a module of its own, outside this one, with the runtime
// stamped into it and generated packages beside.
type workspace struct {
	testing.TB
	dir string
}

func newWorkspace(tb testing.TB) workspace {
	tb.Helper()
	if testing.Short() {
		tb.Skip("builds generated packages; leave out -short to run it")
	}
	w := workspace{tb, tb.TempDir()}
	w.write("go.mod", []byte("module example.com/generated\n\ngo 1.26\n"))
	runtime, err := templates.Runtime()
	if err != nil {
		tb.Fatal(err)
	}
	for _, f := range runtime {
		w.write(filepath.Join("wire", f.Name), f.Content)
	}
	return w
}

func (w workspace) write(name string, content []byte) {
	w.Helper()
	path := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		w.Fatal(err)
	}
}

func (w workspace) add(name string, files []File) {
	w.Helper()
	for _, f := range files {
		w.write(filepath.Join(name, f.Name), f.Content)
	}
}

func (w workspace) run(args ...string) {
	w.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		if len(out) > 8000 {
			out = out[:8000]
		}
		w.Errorf("go %v: %v\n%s", args, err, out)
	}
}

// Generated packages build, vet and do what testdata says they do.
func TestGeneratedCode(t *testing.T) {
	w := newWorkspace(t)
	w.add("kitchensink", generate(t, loadText(t, kitchenText(t)), Options{}))
	w.add("connect", generate(t, embeddedModel(t, connect.SmithyFile), Options{}))
	program, err := os.ReadFile(filepath.Join("testdata", "kitchen", "kitchen_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	w.write(filepath.Join("kitchensink", "kitchen_test.go"), program)
	w.add("shapes", generate(t, embeddedModel(t, connect.SmithyFile), Options{Shapes: []string{"Credentials", "InvalidRequestException"}}))
	w.run("vet", "./connect", "./kitchensink", "./shapes")
	w.run("test", "./kitchensink")
}
