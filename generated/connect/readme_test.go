package connect_test

import (
	"os"
	"strings"
	"testing"
)

// What the README shows as Go is taken from the examples, which are compiled and
// run.
func TestReadmeShowsExamples(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, part := range strings.Split(string(readme), "```go\n")[1:] {
		block, _, closed := strings.Cut(part, "```\n")
		for piece := range strings.SplitSeq(strings.TrimSpace(block), "\n\n") {
			if !closed || !strings.Contains(string(examples), piece) {
				t.Errorf("example_test.go does not have\n%s", piece)
			}
			shown++
		}
	}
	if shown < 2 {
		t.Errorf("the README shows %d pieces of Go, at least the call and the switch wanted", shown)
	}
}
