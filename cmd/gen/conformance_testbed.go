package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates"
)

// testbedModule is the module of a testbed. It is called like this one, so that
// package conformance, whose source is stamped into it, finds package wire.
const testbedModule = "github.com/smithygen/smithygen"

// A testbed is a module with everything that runs protocol tests: the generated
// packages, the runtime, package conformance and a program. It depends on
// nothing else.
type testbed struct {
	dir      string
	expected string // path of this project's list of expected failures
	suites   []*testSuite
}

// A testSuite is one model in a testbed. It becomes a conformance.Suite.
type testSuite struct {
	File     string // absolute path
	Packages []*testPackage
}

// A testPackage is a generated package in a testbed.
type testPackage struct {
	Name              string // of the package, unique in the testbed
	Service, Protocol string // shape ids
	List              string // the function that returns the operations
	Problem           string // why the package can't be used

	files []generator.File
}

// ImportPath is how the program imports the package.
func (p *testPackage) ImportPath() string { return testbedModule + "/" + p.Name }

// newTestbed generates from the models and writes the module.
func (a *app) newTestbed(dir string, files []string) (*testbed, error) {
	t := &testbed{dir: dir, expected: filepath.Join(dir, "expected.txt")}
	var problems []error
	numbered := make([]numberedFile, len(files))
	for i, name := range files {
		numbered[i] = numberedFile{i, name}
	}
	for s, err := range inOrder(numbered, a.testSuite) {
		t.suites = append(t.suites, s)
		problems = append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return t, t.write()
}

type numberedFile struct {
	number int
	name   string
}

// testSuite generates a package for each service of a model and each protocol
// that its cases name. A package that can't be generated is a problem of its
// cases, not of the run.
func (a *app) testSuite(f numberedFile) (*testSuite, error) {
	m, err := model.LoadFS(hostFS{a}, filepath.ToSlash(f.name))
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(a.path(f.name))
	if err != nil {
		return nil, err
	}
	s := &testSuite{File: abs}
	tested := testedProtocols(m)
	if len(tested) == 0 {
		return nil, fmt.Errorf("%s: has no protocol tests; give a model with cases such as smithy.test#httpRequestTests", f.name)
	}
	for _, service := range m.Services() {
		for _, protocol := range service.Protocols() {
			if !tested[string(protocol)] {
				continue
			}
			p := &testPackage{Name: fmt.Sprintf("p%dx%d", f.number, len(s.Packages)), Service: string(service.ID), Protocol: string(protocol)}
			p.generate(m)
			s.Packages = append(s.Packages, p)
		}
	}
	return s, nil
}

// testedProtocols returns the protocols that the cases of a model name.
func testedProtocols(m *model.Model) map[string]bool {
	tested := map[string]bool{}
	for _, shape := range m.Shapes {
		for _, id := range []model.ShapeID{"smithy.test#httpRequestTests", "smithy.test#httpResponseTests", "smithy.test#eventStreamTests"} {
			cases, _ := shape.Traits.Get(id)
			for _, c := range cases.Items() {
				tested[c.Get("protocol").Text()] = true
			}
		}
	}
	return tested
}

// operationList matches the declaration of the function that lists operations:
// a shape may have taken its usual name.
var operationList = regexp.MustCompile(`(?m)^func (\w+)\(\) \[\]\*wire\.Operation \{`)

func (p *testPackage) generate(m *model.Model) {
	files, err := generator.Generate(m, generator.Options{
		Service: p.Service, Package: p.Name, Runtime: testbedModule + "/templates/wire", Protocol: p.Protocol,
	})
	if err != nil {
		p.Problem = "nothing was generated: " + err.Error()
		return
	}
	p.files = files
	for _, f := range files {
		if found := operationList.FindSubmatch(f.Content); found != nil {
			p.List = string(found[1])
		}
	}
	if p.List == "" {
		p.Problem = "the generated package has no list of operations"
	}
}

// write writes the module.
func (t *testbed) write() error {
	problems := []error{
		t.file("go.mod", []byte("module "+testbedModule+"\n\ngo 1.26\n")),
		t.file("expected.txt", expectedFailures),
		t.file("main.go", t.program()),
	}
	stamp := func(dir string, stamped func() ([]templates.File, error)) {
		files, err := stamped()
		problems = append(problems, err)
		for _, f := range files {
			problems = append(problems, t.file(filepath.Join("templates", dir, f.Name), f.Content))
		}
	}
	stamp("wire", templates.Runtime)
	stamp("conformance", templates.Conformance)
	for _, s := range t.suites {
		for _, p := range s.Packages {
			for _, f := range p.files {
				problems = append(problems, t.file(filepath.Join(p.Name, f.Name), f.Content))
			}
		}
	}
	return errors.Join(problems...)
}

func (t *testbed) file(name string, content []byte) error {
	path := filepath.Join(t.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o666)
}

// testProgram is the program of a testbed.
var testProgram = template.Must(template.New("main.go").Funcs(template.FuncMap{"quote": strconv.Quote}).Parse(`package main

import (
	"os"

	"{{.Module}}/templates/conformance"
{{- range .Suites}}{{range .Packages}}{{if not .Problem}}
	"{{.ImportPath}}"{{end}}{{end}}{{end}}
)

func main() {
	os.Exit(conformance.Main(os.Stdout, os.Stderr, os.Args[1], []conformance.Suite{
{{- range .Suites}}
		{File: {{quote .File}}, Packages: []conformance.Package{
		{{- range .Packages}}
			{Service: {{quote .Service}}, Protocol: {{quote .Protocol}}, {{if .Problem}}Problem: {{quote .Problem}}{{else}}Operations: {{.Name}}.{{.List}}(){{end}}},
		{{- end}}
		}},
{{- end}}
	}))
}
`))

func (t *testbed) program() []byte {
	var text bytes.Buffer
	_ = testProgram.Execute(&text, map[string]any{"Module": testbedModule, "Suites": t.suites}) // a buffer takes everything
	return text.Bytes()
}

// build builds the program and returns its path. Generated packages that do not
// compile are a problem of their cases: the rest is built without them.
func (t *testbed) build() (string, error) {
	program := filepath.Join(t.dir, "conformance.exe")
	messages, err := t.compile(program)
	if err == nil || len(messages) == 0 {
		return program, err
	}
	broken := false
	for _, s := range t.suites {
		for _, p := range s.Packages {
			if text := messages[p.ImportPath()]; text != "" && p.Problem == "" {
				p.Problem, broken = "the generated package does not compile: "+strings.TrimSpace(text), true
			}
		}
	}
	if broken {
		if err := t.file("main.go", t.program()); err != nil {
			return "", err
		}
		if messages, err = t.compile(program); err == nil {
			return program, nil
		}
	}
	all := ""
	for _, path := range slices.Sorted(maps.Keys(messages)) {
		all += messages[path]
	}
	return "", fmt.Errorf("building the tests: %w\n%s", err, strings.TrimSpace(all))
}

// compile runs go build, offline. On failure it returns the compiler's messages,
// by import path.
func (t *testbed) compile(program string) (map[string]string, error) {
	var out bytes.Buffer
	goBuild := exec.Command("go", "build", "-json", "-trimpath", "-buildvcs=false", "-o", program, ".")
	goBuild.Dir, goBuild.Stdout, goBuild.Stderr = t.dir, &out, &out
	goBuild.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off", "GOTOOLCHAIN=local")
	err := goBuild.Run()
	if err == nil {
		return nil, nil
	}
	messages := map[string]string{}
	for events := json.NewDecoder(bytes.NewReader(out.Bytes())); ; {
		var event struct{ ImportPath, Action, Output string }
		if failed := events.Decode(&event); failed != nil {
			if !errors.Is(failed, io.EOF) { // go itself failed
				messages[""] += out.String()
			}
			return messages, err
		}
		if event.Action == "build-output" && !strings.HasPrefix(event.Output, "#") {
			messages[event.ImportPath] += event.Output
		}
	}
}
