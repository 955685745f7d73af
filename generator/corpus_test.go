package generator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model"
)

// corpusVariable asks for all real models to be generated, built and vetted,
// which takes minutes; else a few are generated.
const corpusVariable = "SMITHYGEN_CORPUS"

// standIn is the protocol a service's package is tested in: its own, or, where
// the runtime does not speak that yet, another with the same tables.
func standIn(tb testing.TB, service *model.Shape) protocol {
	tb.Helper()
	if p, err := chooseProtocol(service, ""); err == nil {
		return p
	}
	offered := service.Protocols()
	if len(offered) == 0 {
		tb.Skipf("%s has no protocol", service.ID)
	}
	id := offered[0]
	return protocol{trait: id, wire: protocols[0].wire, rest: id == model.ProtocolRestXML,
		ec2Name: id == model.ProtocolEC2Query, awsError: id == model.ProtocolAWSQuery}
}

func generateService(tb testing.TB, m *model.Model, service *model.Shape) []File {
	tb.Helper()
	c, err := m.Slice(string(service.ID), nil)
	if err != nil {
		tb.Fatal(err)
	}
	names, err := assignNames(c, nil)
	if err != nil {
		tb.Fatal(err)
	}
	pkg, err := lower(c, names, target{name: defaultPackage(service), runtime: testRuntime, protocol: standIn(tb, service)})
	if err != nil {
		tb.Fatal(err)
	}
	sources, err := emit(pkg)
	if err != nil {
		tb.Fatal(err)
	}
	files, err := format(sources)
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// Every real model gives a package that builds and vets.
func TestCorpus(t *testing.T) {
	whole := os.Getenv(corpusVariable) != ""
	var w workspace
	if whole {
		w = newWorkspace(t)
	}
	for _, path := range realModels(t) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if !whole && info.Size() > 300_000 {
			continue
		}
		name := corpusName(path)
		t.Run(name, func(t *testing.T) {
			m := realModel(t, path)
			for _, service := range m.Services() {
				files := generateService(t, m, service)
				checkFormatted(t, files)
				if whole {
					w.add(filepath.Join(name, strings.ToLower(service.ID.Name())), files)
				}
			}
		})
	}
	if whole {
		w.run("vet", "./...")
	}
}

// corpusName makes a directory's name of a model's path.
func corpusName(path string) string {
	base := strings.TrimSuffix(filepath.Base(path), ".json")
	dir := filepath.Base(filepath.Dir(path))
	return strings.NewReplacer("-", "", ".", "").Replace(dir + base)
}

// A real model with its shapes in another order gives the same bytes.
func TestCorpusOrder(t *testing.T) {
	for _, path := range realModels(t) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(path, "smithy"+string(filepath.Separator)) || info.Size() > 300_000 && os.Getenv(corpusVariable) == "" {
			continue
		}
		t.Run(corpusName(path), func(t *testing.T) {
			m := realModel(t, path)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			other, err := model.Load(filepath.Base(path), []byte(shuffled(string(text))))
			if err != nil {
				t.Fatal(err)
			}
			for i, service := range m.Services() {
				sameFiles(t, generateService(t, m, service), generateService(t, other, other.Services()[i]))
			}
		})
	}
}
