package conformance

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// noPackage is the finding of a case whose package does not exist.
const noPackage = "no package"

// A finding is one way in which a case failed.
type finding struct {
	what      string // "header X-Foo"
	want, got string // "" is left out
}

// Findings are all the ways in which a case failed; none if it passed.
type findings []finding

func (f *findings) add(what, want, got string) { *f = append(*f, finding{what, want, got}) }

// equal adds a finding unless got is what was wanted.
func (f *findings) equal(what, want, got string) {
	if want != got {
		f.add(what, show(want), show(got))
	}
}

// A report prints results as they come and counts them.
type report struct {
	out      io.Writer
	expected map[string]string // reasons, by case

	file     string
	missing  map[string]int // cases of packages that do not exist, by problem
	passed   int            // in this file
	failed   int
	foreseen int // of those failed

	allPassed, allFailed int
	surprises            int // failures not on the list, and passes on it
	seen                 map[string]bool
}

// open begins a file.
func (r *report) open(path string) {
	r.file, r.missing = filepath.Base(path), map[string]int{}
	r.passed, r.failed, r.foreseen = 0, 0, 0
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
}

// add takes the result of a case.
func (r *report) add(c *testCase, f findings) {
	key := r.file + "#" + c.ID
	reason, foreseen := r.expected[key]
	r.seen[key] = true
	switch {
	case len(f) == 0 && foreseen:
		r.surprises++
		r.passed++
		fmt.Fprintf(r.out, "PASS %s, %s: was expected to fail (%s); take it off the list\n", key, c, reason)
	case len(f) == 0:
		r.passed++
	case foreseen:
		r.failed++
		r.foreseen++
		fmt.Fprintf(r.out, "fail %s, %s: as expected, %s\n", key, c, reason)
	default:
		r.failed++
		r.surprises++
		r.print(key, c, f)
	}
}

// most bounds how many findings of one case are printed.
const most = 6

func (r *report) print(key string, c *testCase, f findings) {
	if f[0].what == noPackage {
		r.missing[f[0].got]++
		return
	}
	fmt.Fprintf(r.out, "FAIL %s, %s\n", key, c)
	for i, f := range f {
		if i == most {
			fmt.Fprintln(r.out, "     …")
			break
		}
		fmt.Fprintf(r.out, "     %s\n", f.what)
		want, got := excerpts(f.want, f.got)
		printPart(r.out, "want", want)
		printPart(r.out, "got", got)
	}
}

func printPart(w io.Writer, label, text string) {
	if text != "" {
		fmt.Fprintf(w, "       %-4s %s\n", label, strings.ReplaceAll(text, "\n", "\n            "))
	}
}

// total ends a file.
func (r *report) total() {
	for _, problem := range slices.Sorted(maps.Keys(r.missing)) {
		fmt.Fprintf(r.out, "FAIL %s, %d cases: %s\n", r.file, r.missing[problem], problem)
	}
	fmt.Fprintf(r.out, "%s: %d passed, %d failed", r.file, r.passed, r.failed)
	if r.foreseen > 0 {
		fmt.Fprintf(r.out, ", %d of them as expected", r.foreseen)
	}
	fmt.Fprintln(r.out)
	for _, key := range slices.Sorted(maps.Keys(r.expected)) {
		if strings.HasPrefix(key, r.file+"#") && !r.seen[key] {
			r.surprises++
			fmt.Fprintf(r.out, "GONE %s: is expected to fail but there is no such case; take it off the list\n", key)
		}
	}
	r.allPassed += r.passed
	r.allFailed += r.failed
}

// close prints the totals and reports whether all went as expected.
func (r *report) close() bool {
	fmt.Fprintf(r.out, "%d passed, %d failed\n", r.allPassed, r.allFailed)
	return r.surprises == 0
}

// readExpected reads a list of cases that are expected to fail: one a line, the
// base name of the model's file, "#", the id of the case, white space and the
// reason. Lines that begin with # and empty ones mean nothing.
func readExpected(name string, list io.Reader) (map[string]string, error) {
	reasons := map[string]string{}
	lines := bufio.NewScanner(list)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		key, reason, _ := strings.Cut(line, " ")
		reason = strings.TrimSpace(reason)
		switch {
		case !strings.Contains(key, "#"):
			return nil, fmt.Errorf("%s:%d: %q names no case; write file.json#CaseID and the reason", name, n, key)
		case reason == "":
			return nil, fmt.Errorf("%s:%d: %s has no reason; write it behind the case", name, n, key)
		case reasons[key] != "":
			return nil, fmt.Errorf("%s:%d: %s stands here for the second time; remove one", name, n, key)
		}
		reasons[key] = reason
	}
	return reasons, lines.Err()
}

// show returns a text or any JSON such that white space and controls are seen.
func show(v any) string {
	if text, ok := v.(string); ok && !utf8.ValidString(text) {
		return strconv.Quote(text)
	}
	var text strings.Builder
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// Sizes of what is printed of a text: the whole if it is short, else what is
// around the first difference.
const (
	longest = 700
	before  = 150
)

// excerpts cuts two texts to what is around the place where they part.
func excerpts(a, b string) (string, string) {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return excerpt(a, at), excerpt(b, at)
}

func excerpt(text string, at int) string {
	if len(text) <= longest {
		return text
	}
	begin := max(0, min(at-before, len(text)))
	text = text[begin:]
	if begin > 0 {
		text = "…" + strings.ToValidUTF8(text, "")
	}
	return clip(text, longest)
}

func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "") + "…"
}
