package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Random values of every input, output and error, unknown enum values and union
// members among them, come back from JSON, XML and CBOR as they were: those of
// our own model that has every kind of shape,
func TestRoundTrips(t *testing.T) {
	w := newWorkspace(t)
	w.add("kitchensink", generate(t, loadText(t, kitchenText(t)), Options{}))
	w.roundTrip("kitchensink")
}

// and those of real services: all with SMITHYGEN_CORPUS, else a few small ones.
func TestRoundTripsOfServices(t *testing.T) {
	paths := realModels(t)
	w := newWorkspace(t)
	var packages []string
	for _, path := range paths {
		if os.Getenv(corpusVariable) == "" && !isSmall(path) {
			continue
		}
		m := realModel(t, path)
		for _, service := range m.Services() {
			dir := corpusName(path) + "/" + strings.ToLower(service.ID.Name())
			w.add(dir, generateService(t, m, service))
			packages = append(packages, dir)
		}
	}
	w.roundTrip(packages...)
}

func (w workspace) roundTrip(packages ...string) {
	w.Helper()
	program, err := os.ReadFile(filepath.Join("testdata", "roundtrip", "roundtrip.go"))
	if err != nil {
		w.Fatal(err)
	}
	w.write(filepath.Join("roundtrip", "roundtrip.go"), program)
	w.write("main.go", []byte(roundTripMain(packages)))
	w.run("run", ".")
}

// compactServices are real models that compile fast and between them speak every protocol.
var compactServices = []string{"backupsearch", "cloudhsm", "schemas", "sts", "kinesis", "lex-runtime-v2", "route-53", "timestream-query"}

func isSmall(path string) bool {
	for _, name := range compactServices {
		if strings.HasSuffix(path, filepath.Join("smithy", name+".json")) {
			return true
		}
	}
	return false
}

func roundTripMain(packages []string) string {
	var imports, runs strings.Builder
	for i, p := range packages {
		fmt.Fprintf(&imports, "\tp%d %q\n", i, "example.com/generated/"+p)
		fmt.Fprintf(&runs, "\tcheck(%q, roundtrip.Run(p%d.Operations()))\n", p, i)
	}
	return `package main

import (
	"fmt"
	"os"

	"example.com/generated/roundtrip"
` + imports.String() + `)

func main() {
` + runs.String() + `	os.Exit(status)
}

var status int

func check(name string, err error) {
	if err != nil {
		fmt.Printf("%s: %v\n", name, err)
		status = 1
	}
}
`
}
