package generator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates/wire"
)

// aviary is our own model of pages and waiters.
func aviary(tb testing.TB) *model.Model {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "aviary", "model.json"))
	if err != nil {
		tb.Fatal(err)
	}
	return loadText(tb, string(text))
}

func TestPaginatorsAndWaiters(t *testing.T) {
	found := 0
	for _, f := range generate(t, aviary(t), Options{}) {
		if f.Name == "paginators.go" || f.Name == "waiters.go" {
			golden(t).Assert(t, "aviary/"+f.Name, f.Content)
			found++
		}
		if f.Name == "operations.go" {
			text := strings.Join(strings.Fields(strings.ReplaceAll(string(f.Content), "//", "")), " ")
			for _, want := range []string{
				`Left out: the iterator over its pages; its input has no member "nextToken" for a token.`,
				`Left out: the waiter Sorted; JMESPath "sort_by(@, &name)": at byte 0: the function "sort_by" is not known; known are`,
			} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, f.Content)
				}
			}
		}
	}
	if found != 2 {
		t.Errorf("%d files", found)
	}
}

// A generated package turns pages and waits as testdata says, over HTTP.
func TestPaginatorsAndWaitersRun(t *testing.T) {
	w := newWorkspace(t)
	w.add("aviary", generate(t, aviary(t), Options{}))
	w.copy(filepath.Join("testdata", "aviary", "aviary_test.go"), filepath.Join("aviary", "aviary_test.go"))
	w.run("vet", "./aviary")
	w.run("test", "./aviary")
}

// What only the older form can say of pages and waiters, as archive_test.go says.
func TestLegacyPaginatorsAndWaitersRun(t *testing.T) {
	dir := filepath.Join("testdata", "archive")
	m, err := model.LoadFS(os.DirFS(dir), "service-2.json")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorkspace(t)
	files := generate(t, m, Options{Package: "archive"})
	w.add("archive", files)
	w.copy(filepath.Join(dir, "archive_test.go"), filepath.Join("archive", "archive_test.go"))
	w.run("vet", "./archive")
	w.run("test", "./archive")
	for _, f := range files {
		if f.Name == "paginators.go" || f.Name == "waiters.go" {
			golden(t).Assert(t, "archive/"+f.Name, f.Content)
		}
		if f.Name == "operations.go" && !bytes.Contains(f.Content, []byte(`its input has no member "Elsewhere" for a token`)) {
			t.Errorf("nothing of what was left out in\n%s", f.Content)
		}
	}
}

// Every paginator and waiter that real services have in the older form is followed.
func TestRealLegacyPaginatorsAndWaiters(t *testing.T) {
	pages, waiters := 0, 0
	for _, path := range realModels(t) {
		if !strings.Contains(filepath.ToSlash(path), "/legacy/") {
			continue
		}
		for _, op := range lowered(t, realModel(t, path)).Operations {
			if doc := strings.Join(op.Doc, " "); strings.Contains(doc, "Left out:") {
				t.Errorf("%s: %s: %s", path, op.Name, doc)
			}
			if op.Pagination != nil {
				pages++
			}
			waiters += len(op.Waiters)
		}
	}
	if pages < 300 || waiters < 50 {
		t.Errorf("%d paginators and %d waiters", pages, waiters)
	}
}

// What is wrong with a pagination or a waiter leaves it out, and says so.
func TestBehaviorsLeftOut(t *testing.T) {
	waiter := func(acceptor string) string {
		return `"smithy.waiters#waitable": {"Here": {"acceptors": [` + acceptor + `]}}`
	}
	output := func(path, comparator string) string {
		return waiter(`{"state": "success", "matcher": {"output": {"path": "` + path + `", "expected": "x", "comparator": "` + comparator + `"}}}`)
	}
	for traits, want := range map[string]string{
		`"smithy.api#paginated": {"outputToken": "to"}`:                                                          `its input has no member "" for a token`,
		`"smithy.api#paginated": {"inputToken": "from"}`:                                                         `its output has no member "" for a token`,
		`"smithy.api#paginated": {"inputToken": "from", "outputToken": "to.x"}`:                                  `its output has no member "to.x" for a token`,
		`"aws.api2#paginators": {"input_token": ["from", "b"], "output_token": ["to", "to"]}`:                    `its input has no member "b" for a token`,
		`"aws.api2#paginators": {"input_token": ["from", "from"], "output_token": "to"}`:                         `at byte 0: expected a name`,
		`"aws.api2#paginators": {"input_token": "from", "output_token": "to.x"}`:                                 `its output has no member "to.x" for a token`,
		`"aws.api2#paginators": {"input_token": "from", "output_token": "to || sum(to)"}`:                        `the function "sum" is not known`,
		`"aws.api2#paginators": {"input_token": "from", "output_token": "to", "more_results": "more"}`:           `its output has no member "more" for whether there is more`,
		waiter(`{"state": "perhaps", "matcher": {"success": true}}`):                                             `it has a state "perhaps", which is not known`,
		waiter(`{"state": "success", "matcher": {"oracle": true}}`):                                              `it has a matcher "oracle", which is not known`,
		waiter(`{"state": "success", "matcher": "oracle"}`):                                                      `it has a matcher "oracle", which is not known`,
		waiter(`{"state": "success"}`):                                                                           `it has a matcher "", which is not known`,
		output("a", "resembles"):                                                                                 `it has a comparator "resembles", which is not known`,
		output("a[", "stringEquals"):                                                                             `at byte 2: expected an index, a slice or *, found the end`,
		output("", "stringEquals"):                                                                               `at byte 0: expected a name`,
		`"aws.api2#waiters": {"Here": {"acceptors": [{"state": "success", "matcher": "guess", "expected": 1}]}}`: `it has a matcher "guess", which is not known`,
	} {
		text := strings.NewReplacer("PROTOCOLS", `"aws.protocols#restJson1": {}`, "MEMBERS", `"from": {"target": "smithy.api#String"}, "to": {"target": "smithy.api#String"}`,
			"SHAPES", "", `"smithy.api#http":`, traits+`, "smithy.api#http":`, `"output": {"target": "smithy.api#Unit"}`, `"output": {"target": "x#In"}`).Replace(minimal)
		pkg := lowered(t, loadText(t, text))
		op := pkg.Operations[0]
		if op.Pagination != nil || len(op.Waiters) > 0 || !strings.Contains(strings.Join(op.Doc, " "), want) {
			t.Errorf("%s: %v, %v, %q, want %s", traits, op.Pagination, op.Waiters, op.Doc, want)
		}
	}
}

// What only waiters-2.json can say.
func TestLegacyWaiters(t *testing.T) {
	text := strings.Replace(small("", ""), `"smithy.api#http":`, `"aws.api2#waiters": {"Here": {"delay": 15, "maxAttempts": 4, "operation": "Op", "acceptors": [
		{"state": "success", "matcher": "status", "expected": 200}, {"state": "retry", "matcher": "status", "expected": 404},
		{"state": "failure", "matcher": "error", "expected": true}, {"state": "retry", "matcher": "error", "expected": "Busy"},
		{"state": "success", "matcher": "error", "expected": false}, {"state": "success", "matcher": "path", "argument": "a.b", "expected": true},
		{"state": "success", "matcher": "pathAll", "argument": "a[].b", "expected": "x"}, {"state": "success", "matcher": "pathAny", "argument": "a", "expected": "x"}]}},
		"smithy.api#http":`, 1)
	pkg := lowered(t, loadText(t, text))
	var b strings.Builder
	for _, w := range pkg.Operations[0].Waiters {
		b.WriteString(dumpWaiter(w))
	}
	golden(t).Assert(t, "legacy_waiters", []byte(b.String()))
}

// Delays are seconds, and at most a day of them.
func TestWaiterDelays(t *testing.T) {
	for text, want := range map[string]ir.Waiter{
		`"minDelay": 2, "maxDelay": 120`:       {MinDelay: 2, MaxDelay: 120},
		`"minDelay": -5, "maxDelay": -1`:       {},
		`"minDelay": 86401, "maxDelay": 1e300`: {MinDelay: 24 * 60 * 60, MaxDelay: 24 * 60 * 60},
	} {
		trait := `"smithy.waiters#waitable": {"Here": {` + text + `, "acceptors": [{"state": "success", "matcher": {"success": true}}]}}, "smithy.api#http":`
		w := lowered(t, loadText(t, strings.Replace(small("", ""), `"smithy.api#http":`, trait, 1))).Operations[0].Waiters[0]
		if w.MinDelay != want.MinDelay || w.MaxDelay != want.MaxDelay {
			t.Errorf("%s: %d to %d s, want %d to %d s", text, w.MinDelay, w.MaxDelay, want.MinDelay, want.MaxDelay)
		}
	}
}

// A list without elements, or none, has not all of them equal to a value, nor any.
func TestWaiterValues(t *testing.T) {
	for _, c := range []struct {
		matcher, list string
		want          bool
	}{
		{"pathAll", `[7, 7]`, true}, {"pathAll", `[7, 8]`, false}, {"pathAll", `[]`, false},
		{"pathAny", `[8, 7]`, true}, {"pathAny", `[8, 9]`, false}, {"pathAny", `[]`, false},
		{"path", `7`, true}, {"path", `8`, false}, {"path", `[]`, false}, {"path", `null`, false},
	} {
		expression, err := wire.CompileJMESPath(isValue(c.matcher, "a.b", "7"))
		if err != nil {
			t.Fatal(err)
		}
		var output wire.Value
		if err := output.UnmarshalJSON([]byte(`{"a": {"b": ` + c.list + `}}`)); err != nil {
			t.Fatal(err)
		}
		if got, err := expression.Eval(output); err != nil || got.Bool() != c.want {
			t.Errorf("%s of %s: %v, %v", c.matcher, c.list, got, err)
		}
	}
}

func dumpWaiter(w *ir.Waiter) string {
	text := fmt.Sprintf("%s %s %q every %d to %d s\n", w.Func, w.Var, w.Name, w.MinDelay, w.MaxDelay)
	for _, a := range w.Acceptors {
		text += fmt.Sprintf("  %+v\n", a)
	}
	return text
}

// Hostile names and texts of waiters stay within their literals and comments.
func TestHostileWaiters(t *testing.T) {
	for _, text := range hostile {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		trait := strings.ReplaceAll(`"smithy.waiters#waitable": {TEXT: {"documentation": TEXT, "acceptors": [{"state": "success", "matcher": {"errorType": TEXT}},
			{"state": "failure", "matcher": {"output": {"path": "a", "expected": TEXT, "comparator": "stringEquals"}}}]}}, "smithy.api#http":`, "TEXT", string(quoted))
		for _, f := range generate(t, loadText(t, strings.Replace(small("", ""), `"smithy.api#http":`, trait, 1)), Options{Package: "p"}) {
			if f.Name != "waiters.go" {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.ParseComments)
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			var names []string
			for _, d := range file.Decls[1:] {
				names = append(names, declaration(d))
			}
			if len(names) != 2 || !strings.HasPrefix(names[0], "func WaitUntil") || !strings.HasPrefix(names[1], "var ") {
				t.Errorf("%q declares %q", text, names)
			}
		}
	}
}

// An operation may have more waiters than anybody would write, and all be left out:
// looking each up among all, or adding to the notes on those before, would not end.
func TestManyWaiters(t *testing.T) {
	const n = 30_000
	waiters := make([]string, n)
	for i := range waiters {
		waiters[i] = fmt.Sprintf(`"W%d": {"acceptors": [{"state": "unknown"}]}`, i)
	}
	text := strings.Replace(small("", ""), `"smithy.api#http":`, `"smithy.waiters#waitable": {`+strings.Join(waiters, ",")+`}, "smithy.api#http":`, 1)
	op := lowered(t, loadText(t, text)).Operations[0]
	if notes := strings.Count(strings.Join(op.Doc, " "), "Left out: the waiter"); len(op.Waiters) != 0 || notes != n {
		t.Errorf("%d waiters, %d notes", len(op.Waiters), notes)
	}
}

// Services as they are: tokens and waiters of every protocol, over HTTP.
func TestRealPaginatorsAndWaiters(t *testing.T) {
	realModels(t)
	w := newWorkspace(t)
	for _, c := range []struct{ pkg, path, operations string }{
		{"s3", "smithy/s3.json", "ListObjectsV2 HeadBucket"},
		{"dynamodb", "smithy/dynamodb.json", "Scan DescribeTable"},
		{"iam", "smithy/iam.json", "ListUsers"},
		{"rds", "smithy/rds.json", "DescribeDBInstances"},
		{"cloudwatch", "smithy/cloudwatch.json", "DescribeAlarms"},
		{"autoscaling", "smithy/auto-scaling.json", "DescribeAutoScalingGroups"},
		{"ec2", "legacy/ec2-2025-01/api-2.json", "DescribeInstances"},
		{"lambda", "legacy/lambda/service-2.json", "GetFunction"},
	} {
		opts := Options{Operations: strings.Fields(c.operations), Package: c.pkg}
		if c.pkg == "cloudwatch" {
			opts.Protocol = "awsQuery"
		}
		m := realModel(t, filepath.Join(sharedDir(), "models", filepath.FromSlash(c.path)))
		w.add(c.pkg, generate(t, m, opts))
	}
	w.copy(filepath.Join("testdata", "real", "real_test.go"), filepath.Join("real", "real_test.go"))
	w.run("vet", "./...")
	w.run("test", "./real")
}

func (w workspace) copy(from, to string) {
	w.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		w.Fatal(err)
	}
	w.write(to, content)
}
