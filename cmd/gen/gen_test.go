package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/sebdah/goldie/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gen": main})
}

// TestScript runs the scripts in testdata/script: whole processes in directories
// of their own. "go test -update" renews the texts the scripts compare with.
func TestScript(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the go command")
	}
	environment := goEnvironment(t)
	update := flag.Lookup("update") // registered by goldie
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       update != nil && update.Value.String() == "true",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, environment...)
			return nil
		},
		Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"gzip": compress,
			"std":  standardOnly,
		},
	})
}

// goEnvironment lets scripts use the go command with our build cache and
// without network, and tells them where models are.
func goEnvironment(t *testing.T) []string {
	t.Helper()
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	models, err := filepath.Abs(filepath.Join("..", "..", "model", "connect"))
	if err != nil {
		t.Fatal(err)
	}
	return []string{
		"GOCACHE=" + strings.TrimSpace(string(cache)), "GOPROXY=off", "GOFLAGS=", "GOWORK=off", "COLUMNS=100",
		"MODELS=" + models, "SHARED=" + sharedDir(),
	}
}

func sharedDir() string {
	dir := os.Getenv("SMITHYGEN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	return abs
}

// condition knows [root], who may write everywhere, and [shared], real models
// in ../shared or SMITHYGEN_SHARED.
func condition(name string) (bool, error) {
	switch name {
	case "root":
		return os.Geteuid() == 0, nil
	case "shared":
		_, err := os.Stat(filepath.Join(sharedDir(), "models"))
		return err == nil, nil
	}
	return false, nil
}

// compress is the script command "gzip FILE": it makes FILE.gz.
func compress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: gzip FILE")
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0])+".gz", packed.Bytes(), 0o666))
}

// standardOnly is the script command "std DIR": what is in the module in DIR
// builds, is vetted and depends on nothing but itself and the standard library.
func standardOnly(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: std DIR")
	}
	in := func(command ...string) string {
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Dir = ts.MkAbs(args[0])
		cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-trimpath", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			ts.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
		}
		return string(out)
	}
	in("go", "build", "./...")
	in("go", "vet", "./...")
	module := strings.TrimSpace(in("go", "list", "-m"))
	for path := range strings.FieldsSeq(in("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", "./...")) {
		if path != module && !strings.HasPrefix(path, module+"/") {
			ts.Fatalf("depends on %s", path)
		}
	}
}

func TestHelp(t *testing.T) {
	t.Setenv("COLUMNS", "100")
	for _, args := range [][]string{{"--help"}, {"generate", "--help"}, {"check", "--help"}, {"list", "--help"}, {"conformance", "--help"}} {
		t.Run(args[0], func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := run(args, nil, &stdout, &stderr, t.TempDir()); code != exitFine || stderr.Len() > 0 {
				t.Fatalf("exit %d, standard error %q", code, &stderr)
			}
			golden(t, "help_"+strings.TrimLeft(args[0], "-"), stdout.Bytes())
		})
	}
}

func TestList(t *testing.T) {
	for name, args := range map[string][]string{
		"list_table": {"list"},
		"list_json":  {"list", "--json"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := run(args, nil, &stdout, &stderr, t.TempDir()); code != exitFine || stderr.Len() > 0 {
				t.Fatalf("exit %d, standard error %q", code, &stderr)
			}
			golden(t, name, stdout.Bytes())
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	goldie.New(t, goldie.WithFixtureDir(filepath.Join("..", "..", "golden", "cmd")),
		goldie.WithDiffEngine(goldie.ColoredDiff)).Assert(t, name, got)
}
