package generator

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model"
)

// formServices are the services that the shared models have in both forms.
var formServices = []string{"connect", "sts", "s3", "dynamodb", "lambda", "iam"}

// formClasses are the ways in which the forms of a service may differ, in the
// order of the table in docs/forms.md, which explains them.
var formClasses = []string{
	"operations, only old", "operations, only new",
	"shapes, only old", "shapes, only new",
	"members, only old", "members, only new",
	"enum values, only old", "enum values, only new",
	"errors of operations, only old", "errors of operations, only new",
	"enum values, otherwise named",
	"kinds",
	"targets, but for capitals the same", "targets",
	"inputs and outputs",
	"order of members",
	"presence in Go",
	"required", "defaults and boxes",
	"lengths", "ranges", "patterns",
	"deprecations",
	"statuses, faults and codes of errors",
	"on the wire",
	"pagination and waiters",
	"other traits",
	"documentation",
}

// traitClasses put traits into classes; traitClass does the rest.
var traitClasses = map[model.ShapeID]string{
	model.TraitDocumentation: "documentation", model.TraitDeprecated: "deprecations", model.TraitRequired: "required",
	model.TraitDefault: "defaults and boxes", model.TraitBox: "defaults and boxes", model.TraitAddedDefault: "defaults and boxes",
	model.TraitClientOptional: "defaults and boxes", model.TraitLength: "lengths", model.TraitRange: "ranges", model.TraitPattern: "patterns",
	"smithy.api#error": "statuses, faults and codes of errors", "smithy.api#httpError": "statuses, faults and codes of errors",
	"aws.protocols#awsQueryError": "statuses, faults and codes of errors", "smithy.api#retryable": "statuses, faults and codes of errors",
	"smithy.api#paginated": "pagination and waiters", "smithy.waiters#waitable": "pagination and waiters", "aws.api2#waiters": "pagination and waiters", "aws.api2#paginators": "pagination and waiters",
}

// TestOldAndNewForms counts how the older and the newer form of a service differ, and
// compares with the table in docs/forms.md; -update renews it. With -v every
// difference but those in documentation is logged.
func TestOldAndNewForms(t *testing.T) {
	all := map[string]*formDifferences{}
	for _, service := range formServices {
		d := &formDifferences{counts: map[string]int{}, note: func(class, what string) {}}
		if testing.Verbose() {
			d.note = func(class, what string) { t.Logf("%s: %s: %s", service, class, what) }
		}
		d.compare(wholeService(t, "legacy/"+service+"/service-2.json"), wholeService(t, "smithy/"+service+".json"))
		all[service] = d
	}
	var table strings.Builder
	fmt.Fprintf(&table, "| | %s |\n|---|%s\n", strings.Join(formServices, " | "), strings.Repeat("---:|", len(formServices)))
	for _, class := range formClasses {
		fmt.Fprintf(&table, "| %s |", class)
		for _, service := range formServices {
			fmt.Fprintf(&table, " %d |", all[service].counts[class])
			delete(all[service].counts, class)
		}
		table.WriteByte('\n')
	}
	for service, d := range all {
		if len(d.counts) > 0 {
			t.Errorf("%s differs in classes that have no row: %v", service, d.counts)
		}
	}
	inTable(t, filepath.Join("..", "docs", "forms.md"), table.String())
}

// inTable compares a table with the one in a page, which begins with its first line.
func inTable(t *testing.T, path, table string) {
	t.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(table, "\n")
	before, rest, ok := strings.Cut(string(page), first)
	if !ok {
		t.Fatalf("%s has no line %q", path, first)
	}
	old, after := rest, ""
	if i := strings.Index(rest, "\n\n"); i >= 0 {
		old, after = rest[:i+1], rest[i+1:]
	}
	if first+old == table {
		return
	}
	if update := flag.Lookup("update"); update == nil || update.Value.String() != "true" {
		t.Fatalf("%s has not the counts that the models have (go test -update renews them):\n%s", path, table)
	}
	if err := os.WriteFile(path, []byte(before+table+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wholeService(t *testing.T, path string) *model.Closure {
	t.Helper()
	paths := realModels(t)
	i := slices.IndexFunc(paths, func(p string) bool { return strings.HasSuffix(filepath.ToSlash(p), "/"+path) })
	if i < 0 {
		t.Skipf("no %s among the real models", path)
	}
	c, err := realModel(t, paths[i]).Slice("", nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// formDifferences count what two closures of one service say differently, by class.
type formDifferences struct {
	counts map[string]int
	note   func(class, what string)
}

func (d *formDifferences) add(class string, what any) {
	d.counts[class]++
	if class != "documentation" {
		d.note(class, fmt.Sprint(what))
	}
}

func (d *formDifferences) compare(a, b *model.Closure) {
	d.traits(a.Service.ID, a.Service.Traits, b.Service.Traits)
	d.pairs("operations", a.Operations, b.Operations, func(x, y *model.Shape) {
		d.traits(x.ID, x.Traits, y.Traits)
		if x.Input.ID.Name() != y.Input.ID.Name() || x.Output.ID.Name() != y.Output.ID.Name() {
			d.add("inputs and outputs", []model.ShapeID{x.ID, x.Input.ID, y.Input.ID, x.Output.ID, y.Output.ID})
		}
		d.pairs("errors of operations", a.OperationErrors(x), b.OperationErrors(y), func(x, y *model.Shape) {})
	})
	d.pairs("shapes", a.Shapes, b.Shapes, d.shapes)
}

// pairs finds what both have, by name, and hands it on; the rest it counts.
func (d *formDifferences) pairs(what string, a, b []*model.Shape, both func(x, y *model.Shape)) {
	named := func(all []*model.Shape, name string) int {
		return slices.IndexFunc(all, func(s *model.Shape) bool { return s.ID.Name() == name })
	}
	for _, x := range a {
		if i := named(b, x.ID.Name()); i >= 0 {
			both(x, b[i])
		} else {
			d.add(what+", only old", x.ID)
		}
	}
	for _, y := range b {
		if named(a, y.ID.Name()) < 0 {
			d.add(what+", only new", y.ID)
		}
	}
}

func (d *formDifferences) shapes(x, y *model.Shape) {
	if x.Kind != y.Kind {
		d.add("kinds", []any{x.ID, x.Kind, y.Kind})
	}
	d.traits(x.ID, x.Traits, y.Traits)
	if x.Kind == model.KindEnum && y.Kind == model.KindEnum {
		d.enums(x, y)
		return
	}
	var mine, theirs []string
	for _, m := range x.Members {
		if n := y.Member(m.Name); n != nil {
			mine = append(mine, m.Name)
			d.members(m, n)
		} else {
			d.add("members, only old", m.ID())
		}
	}
	for _, n := range y.Members {
		if x.Member(n.Name) != nil {
			theirs = append(theirs, n.Name)
		} else {
			d.add("members, only new", n.ID())
		}
	}
	if !slices.Equal(mine, theirs) {
		d.add("order of members", x.ID)
	}
}

func (d *formDifferences) members(m, n *model.Member) {
	switch a, b := m.Target.ID.Name(), n.Target.ID.Name(); {
	case a == b:
	case strings.EqualFold(a, b):
		d.add("targets, but for capitals the same", []any{m.ID(), a, b})
	default:
		d.add("targets", []any{m.ID(), a, b})
	}
	if m.Container.Kind == model.KindStructure && mayBeAbsent(m) != mayBeAbsent(n) {
		d.add("presence in Go", m.ID())
	}
	d.traits(m.ID(), m.Traits, n.Traits)
}

// enums compares by value: names of values are not on the wire.
func (d *formDifferences) enums(x, y *model.Shape) {
	value := func(m *model.Member) string { return m.Traits.Text(model.TraitEnumValue) }
	of := func(s *model.Shape, m *model.Member) int {
		return slices.IndexFunc(s.Members, func(n *model.Member) bool { return value(n) == value(m) })
	}
	for _, m := range x.Members {
		switch i := of(y, m); {
		case i < 0:
			d.add("enum values, only old", m.ID())
		case y.Members[i].Name != m.Name:
			d.add("enum values, otherwise named", []any{m.ID(), y.Members[i].Name})
		}
	}
	for _, n := range y.Members {
		if of(x, n) < 0 {
			d.add("enum values, only new", n.ID())
		}
	}
}

func (d *formDifferences) traits(id model.ShapeID, x, y model.Traits) {
	for _, t := range x {
		if v, ok := y.Get(t.ID); !ok || !sameNode(t.ID, t.Value, v) {
			d.add(traitClass(t.ID), []any{id, t.ID, brief(t.Value), cmp.Or(brief(v), "none")})
		}
	}
	for _, t := range y {
		if !x.Has(t.ID) {
			d.add(traitClass(t.ID), []any{id, t.ID, "none", brief(t.Value)})
		}
	}
}

// brief cuts long values: some traits are as long as a model.
func brief(n model.Node) string { return string(n[:min(len(n), 200)]) }

// sameNode compares values; a shortest length of 0 is none.
func sameNode(id model.ShapeID, a, b model.Node) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	if id == model.TraitLength {
		for _, bounds := range []any{x, y} {
			if m, ok := bounds.(map[string]any); ok && m["min"] == 0.0 {
				delete(m, "min")
			}
		}
	}
	return reflect.DeepEqual(x, y)
}

func traitClass(id model.ShapeID) string {
	if class, ok := traitClasses[id]; ok {
		return class
	}
	for _, prefix := range []string{"smithy.api#http", "smithy.api#xml", "smithy.api#json", "aws.protocols#", "smithy.api#event"} {
		if strings.HasPrefix(string(id), prefix) {
			return "on the wire"
		}
	}
	switch id {
	case model.TraitSensitive, model.TraitStreaming, model.TraitTimestampFormat, model.TraitMediaType, model.TraitIdempotencyToken, model.TraitSparse,
		"smithy.api#endpoint", "smithy.api#hostLabel", "smithy.api#requiresLength":
		return "on the wire"
	}
	return "other traits"
}
