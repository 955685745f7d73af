package generator

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model"
)

// program builds a stripped program, package main with one function that has this
// body, and returns its size.
func (w workspace) program(body string) int64 {
	w.Helper()
	w.main(body)
	w.run("build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", "program.exe", "./program")
	info, err := os.Stat(filepath.Join(w.dir, "program.exe"))
	if err != nil {
		w.Fatal(err)
	}
	return info.Size()
}

// symbols returns what the linker kept of our own packages for such a program:
// name, kind and size, in order of the names.
func (w workspace) symbols(body string) []string {
	w.Helper()
	w.main(body)
	w.run("build", "-o", "program.exe", "./program")
	nm := exec.Command("go", "tool", "nm", "-size", "-sort", "name", "program.exe")
	nm.Dir = w.dir
	out, err := nm.Output()
	if err != nil {
		w.Fatal(err)
	}
	var own []string
	for line := range strings.Lines(string(out)) {
		if fields := strings.Fields(line); strings.Contains(line, "example.com/") {
			own = append(own, strings.Join(fields[1:], " ")) // without the address
		}
	}
	slices.Sort(own)
	return own
}

func (w workspace) main(body string) {
	w.write(filepath.Join("program", "main.go"), fmt.Appendf(nil, `package main

import (
	"context"
	"fmt"

	"example.com/generated/aviary"
	"example.com/generated/wire"
)

var _ wire.Value

func main() {
	fmt.Println(context.Background())
	%s
}
`, body))
}

// checkSymbols reports symbols that are not there, or are and should not; what has
// to be there may have one of the other names in its own.
func checkSymbols(t *testing.T, symbols []string, has, hasNot []string) {
	t.Helper()
	all := strings.Join(symbols, "\n")
	for _, name := range has {
		if !strings.Contains(all, name) {
			t.Errorf("no %s", name)
		}
	}
	wanted := func(line string) bool {
		return slices.ContainsFunc(has, func(name string) bool { return strings.Contains(line, name) })
	}
	for _, name := range hasNot {
		for _, line := range symbols {
			if strings.Contains(line, name) && !wanted(line) {
				t.Errorf("has %s: %s", name, line)
			}
		}
	}
}

const callGetBird = `
	req, err := aviary.NewGetBirdHTTPRequest(context.Background(), "http://localhost", &aviary.GetBirdInput{Name: "x"})
	fmt.Println(req, err)
	fmt.Println(aviary.ParseGetBirdHTTPResponse(nil))`

// Operations costs a program that does not call it not a byte: the program is as
// large without the function, and has the same symbols. One that calls it shows
// that it would be seen.
func TestOperationsCostNothing(t *testing.T) {
	w := newWorkspace(t)
	files := generate(t, aviary(t), Options{})
	w.add("aviary", files)
	const callAll = callGetBird + "\n\tfmt.Println(aviary.Operations())"
	size, symbols, larger := w.program(callGetBird), w.symbols(callGetBird), w.program(callAll)

	list := regexp.MustCompile(`(?s)// Operations returns .*?\n}\n`)
	cut := false
	for _, f := range files {
		if rest := list.ReplaceAll(f.Content, nil); len(rest) < len(f.Content) {
			w.write(filepath.Join("aviary", f.Name), rest)
			cut = true
		}
	}
	if !cut {
		t.Fatal("found no Operations to take away")
	}
	if without := w.program(callGetBird); without != size {
		t.Errorf("%d bytes with Operations, %d without", size, without)
	}
	if without := w.symbols(callGetBird); !slices.Equal(without, symbols) {
		t.Errorf("with Operations\n%s\nwithout\n%s", strings.Join(symbols, "\n"), strings.Join(without, "\n"))
	}
	if larger <= size {
		t.Errorf("%d bytes where Operations is called, %d where it is not", larger, size)
	}
}

// A program links the operations that it calls and no other.
func TestOperationsLinked(t *testing.T) {
	w := newWorkspace(t)
	w.add("aviary", generate(t, aviary(t), Options{}))
	own := []string{"aviary.getBirdOperation", "aviary.birdSchema", "aviary.noSuchBirdSchema"}
	others := []string{"listBirdsOperation", "ListBirdsOutput", "listBirdsOutputSchema", "ScanEggs", "scanEggs", "SongPage", "songPageSchema", "NewOperation"}
	t.Run("one", func(t *testing.T) { checkSymbols(t, w.symbols(callGetBird), own, others) })
	t.Run("all", func(t *testing.T) {
		checkSymbols(t, w.symbols(callGetBird+"\n\tfmt.Println(aviary.Operations())"), append(own, others...), nil)
	})
}

// unwanted are what a program links only if it asks for a tree.
var unwanted = []string{"wire.ToValue", "wire.FromValue", ".ToValue", ".FromValue", "wire.(*valueWalk)", "wire.(*treeWalk)"}

// A call makes no trees, whatever it prints.
func TestTreesLinked(t *testing.T) {
	w := newWorkspace(t)
	w.add("aviary", generate(t, aviary(t), Options{}))
	const print = callGetBird + `
	fmt.Printf("%v %+v", aviary.GetBirdInput{}, aviary.Bird{})`
	checkSymbols(t, w.symbols(print), nil, unwanted)
	checkSymbols(t, w.symbols(print+"\n\tfmt.Println(new(aviary.Bird).ToValue())"), []string{"wire.ToValue", "wire.(*valueWalk)"}, nil)
}

// A call links the parts of messages that its operation has, and no walk but
// that of its format.
func TestPartsLinked(t *testing.T) {
	w := newWorkspace(t)
	w.add("aviary", generate(t, aviary(t), Options{}))
	checkSymbols(t, w.symbols(callGetBird), []string{"wire.SendLabels", "wire.ReadBody", "wire.(*JSONDecoder).walkStructure"}, []string{
		"wire.Send", "wire.Read", "wire.CheckTimes", "wire.Gzip", "wire.ContentMD5", "wire.randomUUID", "wire.EventBody", "wire.(*eventSource)",
		"wire.(*outgoing).streamLength", "wire.commonWalk", "wire.(*encoding).member", "wire.(*encoding).json", "wire.(*JSONEncoder)", "wire.parseText"})
}

// A program links of pages and waiters only what it calls.
func TestBehaviorsLinked(t *testing.T) {
	w := newWorkspace(t)
	w.add("aviary", generate(t, aviary(t), Options{}))
	const list = "fmt.Println(aviary.ParseListBirdsHTTPResponse(nil))\n\t"
	for name, c := range map[string]struct {
		call        string
		has, hasNot []string
	}{
		"neither":  {"", nil, []string{"wire.Pages", "wire.newPager", "wire.Wait", "wire.(*Waiter)", "jmes", "JMESPath", "Waiter"}},
		"pages":    {"ListBirdsItems(context.Background(), nil, nil)", []string{"wire.newPager"}, []string{"wire.(*Waiter)", "jmes", "JMESPath", "Waiter"}},
		"waiter":   {"WaitUntilBirdGone(context.Background(), nil, nil, wire.WaitOptions{})", []string{"wire.(*Waiter).wait"}, []string{"wire.newPager", "jmes", "JMESPath", "birdRingedWaiter"}},
		"JMESPath": {"WaitUntilBirdRinged(context.Background(), nil, nil, wire.WaitOptions{})", []string{"wire.(*Waiter).wait", "wire.CompileJMESPath"}, []string{"wire.newPager"}},
	} {
		t.Run(name, func(t *testing.T) {
			body := list + callGetBird
			if c.call != "" {
				body += "\n\tfmt.Println(aviary." + c.call + ")"
			}
			checkSymbols(t, w.symbols(body), c.has, c.hasNot)
		})
	}
}

// Tokens that are expressions link an evaluator where pages are turned, not
// where the operation is called.
func TestExpressionsLinked(t *testing.T) {
	m, err := model.LoadFS(os.DirFS(filepath.Join("testdata", "archive")), "service-2.json")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorkspace(t)
	w.add("aviary", generate(t, m, Options{Package: "aviary"}))
	const call = "fmt.Println(aviary.NewListBoxesHTTPRequest(context.Background(), \"\", nil))"
	checkSymbols(t, w.symbols(call), []string{"aviary.listBoxesOperation"}, []string{"JMESPath", "jmes"})
	checkSymbols(t, w.symbols(call+"\n\tfmt.Println(aviary.ListBoxesPages(context.Background(), nil, nil))"), []string{"wire.CompileJMESPath"}, nil)
	checkSymbols(t, w.symbols("fmt.Println(aviary.ListRecordsPages(context.Background(), nil, nil))"), []string{"wire.newPager"}, []string{"JMESPath", "jmes"})
}
