package generator

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"

	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/model/connect"
)

// What go doc shows of four packages, for people to read: the embedded slice of
// Connect, and a page each of S3, DynamoDB and IAM in words of our own.
func TestPages(t *testing.T) {
	w := newWorkspace(t)
	golden := goldie.New(t, goldie.WithFixtureDir(filepath.Join("..", "golden", "pages")), goldie.WithNameSuffix(".txt"))
	models := map[string]*model.Model{"connect": embeddedModel(t, connect.SmithyFile)}
	for _, name := range []string{"s3", "dynamodb", "iam"} {
		text, err := os.ReadFile(filepath.Join("testdata", "pages", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		models[name] = loadText(t, string(text))
	}
	for name, m := range models {
		t.Run(name, func(t *testing.T) {
			w.add(name, generate(t, m, Options{}))
			page := exec.Command("go", "doc", "-all", ".")
			page.Dir = filepath.Join(w.dir, name)
			out, err := page.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			golden.Assert(t, name, []byte(withoutMethods(string(out))))
		})
	}
	w.run("vet", "./...")
}

// withoutMethods leaves out the methods that every type has: they say nothing of
// the service.
func withoutMethods(page string) string {
	var kept strings.Builder
	blank := false
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "func (") {
			continue
		}
		empty := strings.TrimSpace(line) == ""
		if !empty || !blank {
			kept.WriteString(line)
		}
		blank = empty
	}
	return kept.String()
}
