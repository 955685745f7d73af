package model

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model/connect"
)

// names are the shapes' names, sorted; capitals aside, since a model of 2025
// calls a shape timestamp.
func names(shapes []*Shape, more ...string) []string {
	for _, s := range shapes {
		more = append(more, s.ID.Name())
	}
	slices.SortFunc(more, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return more
}

func sameNames(a, b []string) bool { return slices.EqualFunc(a, b, strings.EqualFold) }

// The full models of Connect give the slice that the embedded one states; the
// newest update throttles.
func TestRealConnect(t *testing.T) {
	m, err := LoadFS(connect.FS, connect.SmithyFile)
	if err != nil {
		t.Fatal(err)
	}
	want := mustSlice(t, m)
	for path, added := range map[string]string{
		"smithy/connect.json": "", "legacy/connect-2025-01/api-2.json": "", "legacy/connect/service-2.json": "ThrottlingException",
	} {
		t.Run(path, func(t *testing.T) {
			c := mustSlice(t, loadFile(t, filepath.Join(sharedDir(t), "models", path)), "GetFederationToken")
			var more []string
			if added != "" {
				more = []string{added}
				if e := c.Model.Shapes[ShapeID(c.Service.ID.Namespace()+"#"+added)]; e.HTTPError() != 429 {
					t.Errorf("%s has status %d", added, e.HTTPError())
				}
			}
			if got, want := names(c.Shapes), names(want.Shapes, more...); !sameNames(got, want) {
				t.Errorf("shapes %v, want %v", got, want)
			}
			got, stated := c.OperationErrors(c.Operations[0]), want.OperationErrors(want.Operations[0])
			if !sameNames(names(got), names(stated, more...)) {
				t.Errorf("errors %v, want %v and %v", names(got), names(stated), more)
			}
			if c.Service.ID != want.Service.ID || c.Service.Protocols()[0] != ProtocolRestJSON1 || c.Service.SigningName() != "connect" {
				t.Errorf("service %s speaks %v and signs as %q", c.Service.ID, c.Service.Protocols(), c.Service.SigningName())
			}
			output := c.Operations[0].Output
			if m := output.Member("Credentials"); m == nil || !m.Sensitive() || m.Traits.Documentation() == "" {
				t.Errorf("%s has no documented secret Credentials", output.ID)
			}
		})
	}
}

// A definition is a shape in the AST, as encoding/json reads it.
type definition struct {
	Type               string
	Traits             map[string]json.RawMessage
	Members            map[string]target
	Member, Key, Value *target
	Input, Output      *target
	Errors             []target
}

type target struct {
	Target ShapeID
	Traits map[string]json.RawMessage
}

// The loader against the plainest reading of the same files by encoding/json:
// the same shapes, members and traits, none lost and none made up.
func TestAgainstPlainReading(t *testing.T) {
	for _, path := range sharedModels(t) {
		if strings.Contains(path, "legacy") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var plain struct{ Shapes map[ShapeID]definition }
			if err := json.Unmarshal(data, &plain); err != nil {
				t.Fatal(err)
			}
			m := loadFile(t, path)
			for id := range m.Shapes {
				if _, ok := plain.Shapes[id]; !ok && id.Namespace() != "smithy.api" {
					t.Errorf("%s is made up", id)
				}
			}
			for id, d := range plain.Shapes {
				if _, enum := d.Traits[string(TraitEnum)]; !enum {
					comparePlain(t, m.Shapes[id], id, d)
				}
			}
		})
	}
}

func comparePlain(t *testing.T, s *Shape, id ShapeID, d definition) {
	if s == nil || s.Kind.String() != d.Type {
		t.Errorf("%s is not loaded as %s", id, d.Type)
		return
	}
	members := maps.Clone(d.Members)
	if members == nil {
		members = map[string]target{}
	}
	for name, m := range map[string]*target{"member": d.Member, "key": d.Key, "value": d.Value} {
		if m != nil {
			members[name] = *m
		}
	}
	if len(s.Members) != len(members) || len(s.Traits) != len(d.Traits) || len(s.Errors) != len(d.Errors) {
		t.Errorf("%s has %d members, %d traits, %d errors, want %d, %d, %d", id,
			len(s.Members), len(s.Traits), len(s.Errors), len(members), len(d.Traits), len(d.Errors))
	}
	for _, m := range s.Members {
		if want := members[m.Name]; m.Target.ID != want.Target || len(m.Traits) != len(want.Traits) {
			t.Errorf("%s targets %s with %d traits, want %s with %d", m.ID(), m.Target.ID, len(m.Traits), want.Target, len(want.Traits))
		}
	}
	if d.Input != nil && s.Input.ID != d.Input.Target || d.Output != nil && s.Output.ID != d.Output.Target {
		t.Errorf("%s takes %s and gives %s", id, s.Input.ID, s.Output.ID)
	}
}

// Counts that the shared README and facts state of the shared models.
func TestCorpusFacts(t *testing.T) {
	protocols := map[ShapeID]int{}
	all := map[string]*Model{}
	for _, path := range sharedModels(t) {
		m := loadFile(t, path)
		all[strings.TrimPrefix(path, sharedDir(t)+"/models/")] = m
		if strings.Contains(path, "models/smithy") {
			for _, s := range m.Services() {
				protocols[s.Protocols()[0]]++
			}
		}
	}
	for id, want := range map[ShapeID]int{ProtocolRestJSON1: 22, ProtocolAWSJSON11: 8, ProtocolAWSQuery: 7, ProtocolAWSJSON10: 4, ProtocolRestXML: 3} {
		if protocols[id] != want {
			t.Errorf("%d services speak %s, want %d", protocols[id], id, want)
		}
	}
	for path, want := range map[string]int{"legacy/ec2-2025-01/api-2.json": 625, "legacy/connect/service-2.json": 380} {
		m := all[path]
		if got := len(m.OperationsOf(m.Services()[0])); got != want {
			t.Errorf("%s has %d operations, want %d", path, got, want)
		}
	}
	ec2 := all["legacy/ec2-2025-01/api-2.json"]
	if got := ec2.Services()[0].Protocols(); !slices.Equal(got, []ShapeID{ProtocolEC2Query}) {
		t.Errorf("EC2 speaks %v", got)
	}
}

// The size of an operation is that of the slice it is alone in.
func TestSizes(t *testing.T) {
	m := loadFile(t, filepath.Join(sharedDir(t), "models/smithy/glue.json"))
	c := mustSlice(t, m)
	sizes := c.Sizes()
	for _, op := range c.Operations {
		alone := mustSlice(t, m, string(op.ID))
		if sizes[op] != len(alone.Shapes) {
			t.Errorf("%s reaches %d shapes, but its slice has %d", op.ID, sizes[op], len(alone.Shapes))
		}
	}
}

func BenchmarkSizes(b *testing.B) {
	m := loadFile(b, filepath.Join(sharedDir(b), "models/legacy/ec2-2025-01/api-2.json"))
	c, err := m.Slice("", nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c.Sizes()
	}
}
