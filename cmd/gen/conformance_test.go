package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"

	"github.com/smithygen/smithygen/generator"
)

// conformance runs gen conformance and returns its exit code and all it printed.
func conformance(t *testing.T, args ...string) (int, string) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts the go command")
	}
	var out bytes.Buffer
	code := run(append([]string{"conformance"}, args...), nil, &out, &out, ".")
	return code, out.String()
}

// TestConformance runs the official protocol tests.
func TestConformance(t *testing.T) {
	dir := filepath.Join(sharedDir(), "protocol-tests")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no protocol tests (%v): put Smithy's into protocol-tests of the directory SMITHYGEN_SHARED names", err)
	}
	code, out := conformance(t, dir)
	if code != exitFine {
		t.Errorf("exit %d\n%s", code, out)
	}
	if files := strings.Count(out, ".json: "); files != 16 {
		t.Errorf("ran %d files, want 16", files)
	}
	if !regexp.MustCompile(`\n\d+ passed, \d+ failed\n$`).MatchString(out) {
		t.Errorf("ends otherwise than with the totals: %q", out[max(0, len(out)-80):])
	}
}

// TestConformanceReport proves that the runner sees what is wrong: most cases of
// shelf.json are wrong, each in ways of its own.
func TestConformanceReport(t *testing.T) {
	shelf := filepath.Join("testdata", "conformance", "shelf.json")
	for _, test := range []struct {
		expected string
		code     int
	}{
		{"shelf_some", exitDiagnostics},
		{"shelf_all", exitFine},
		{"shelf_malformed", exitDiagnostics},
	} {
		t.Run(test.expected, func(t *testing.T) {
			code, out := conformance(t, "--expected", filepath.Join("testdata", "conformance", test.expected+".txt"), shelf)
			if code != test.code {
				t.Errorf("exit %d, want %d", code, test.code)
			}
			// Which protocols there are is not what is tested.
			out = regexp.MustCompile(`was asked for; .*`).ReplaceAllString(out, "was asked for")
			goldie.New(t, goldie.WithFixtureDir("../../golden/conformance")).Assert(t, test.expected, []byte(out))
		})
	}
}

// TestConformanceOfOddModels runs models, one of them of Smithy 1.0, that speak
// several protocols and have what few models have. The cases that are called
// Wrong want something else than what comes, each in one place: they fail and no
// others.
func TestConformanceOfOddModels(t *testing.T) {
	none := filepath.Join(t.TempDir(), "expected.txt")
	if err := os.WriteFile(none, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, end := range map[string]string{
		"odd.json":     "FAIL odd.json, 1 cases: nothing generated speaks example.odd#pigeon\nodd.json: 15 passed, 24 failed\n15 passed, 24 failed\n",
		"odd_xml.json": "odd_xml.json: 8 passed, 3 failed\n8 passed, 3 failed\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", "conformance", name)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var wrong, failed []string
			for _, id := range regexp.MustCompile(`"id": "(Wrong\w*)"`).FindAllSubmatch(text, -1) {
				if id := string(id[1]); id != "WrongProtocol" {
					wrong = append(wrong, id)
				}
			}
			code, out := conformance(t, "--expected", none, path)
			finding := regexp.MustCompile(`(?m)^FAIL ` + name + `#(\w+), .*\n     \S.*\n(?:       want .+\n(?:            .+\n)*)?       got  .+\n`)
			for _, f := range finding.FindAllStringSubmatch(out, -1) {
				failed = append(failed, f[1])
			}
			slices.Sort(wrong)
			slices.Sort(failed)
			if code != exitDiagnostics || !slices.Equal(wrong, failed) {
				t.Errorf("exit %d, failed %q, want %q\n%s", code, failed, wrong, out)
			}
			if !strings.Contains(out, end) {
				t.Errorf("no %q in\n%s", end, out)
			}
		})
	}
}

func TestConformanceArguments(t *testing.T) {
	for name, args := range map[string][]string{
		"nothing.json": {"nothing.json"},
		"go.mod":       {"--expected", "go.mod", filepath.Join("testdata", "conformance", "shelf.json")},
		"testdata":     {"--keep", "testdata", filepath.Join("testdata", "conformance", "shelf.json")},
	} {
		code, out := conformance(t, args...)
		if code != exitDiagnostics || !strings.HasPrefix(out, name+": ") {
			t.Errorf("%v: exit %d, %s", args, code, out)
		}
	}
}

// TestBrokenPackage checks that a package that does not compile fails its cases
// and nobody else's.
func TestBrokenPackage(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the go command")
	}
	goEnvironment(t)
	source := func(text string) []generator.File { return []generator.File{{Name: "p.go", Content: []byte(text)}} }
	const sound = `import "github.com/smithygen/smithygen/templates/wire"

func Operations() []*wire.Operation { return nil }
`
	bad := &testPackage{Name: "bad", List: "Operations", files: source("package bad\n\n" + sound + "\nvar x int = `x`\n")}
	good := &testPackage{Name: "good", List: "Operations", files: source("package good\n\n" + sound)}
	dir := t.TempDir()
	b := &testbed{dir: dir, expected: filepath.Join(dir, "expected.txt"), suites: []*testSuite{{Packages: []*testPackage{bad, good}}}}
	if err := b.write(); err != nil {
		t.Fatal(err)
	}
	program, err := b.build()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Error(err)
	}
	if !strings.Contains(bad.Problem, "does not compile: bad/p.go:7:13: cannot use `x`") || good.Problem != "" {
		t.Errorf("problems are %q and %q", bad.Problem, good.Problem)
	}
}
