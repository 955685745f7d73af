package generator

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"
	"pgregory.net/rapid"

	"github.com/smithygen/smithygen/model"
)

// A named thing is one name of a package and what it stands for.
type named struct {
	scope string // "" for the package's, else the structure's
	what  string
	name  string
}

// listNames lists every name there is.
func listNames(c *model.Closure, n *goNames) []named {
	var all []named
	add := func(scope, what, name string) { all = append(all, named{scope, what, name}) }
	add("", "service", serviceVariable)
	add("", "service's unknown error", n.unknownError)
	add("", "service's operations", n.list)
	for _, op := range c.Operations {
		id, o := string(op.ID), n.operations[op]
		if op.Input.IsUnit() {
			add("", id+"'s input", o.input)
			add("", id+"'s input schema", o.inputSchema)
		}
		if op.Output.IsUnit() {
			add("", id+"'s output", o.output)
			add("", id+"'s output schema", o.outputSchema)
		}
		add("", id+"'s schema", o.schema)
		add("", id+"'s error union", o.union)
		add("", id+"'s errors from JSON", o.fromJSON)
		add("", id+"'s errors from XML", o.fromXML)
		add("", id+"'s request", o.newRequest)
		add("", id+"'s response", o.parseResponse)
	}
	for _, s := range c.Shapes {
		if s.ID.Namespace() != "smithy.api" {
			add("", string(s.ID)+"'s schema", n.schemas[s])
		}
		if !hasType(s) {
			continue
		}
		add("", string(s.ID), n.types[s])
		if s.Kind == model.KindUnion {
			add("", string(s.ID)+"'s unknown member", n.unknown[s])
			add("a method", string(s.ID)+"'s marker", n.marker(s))
		}
		for _, m := range s.Members {
			switch s.Kind {
			case model.KindStructure:
				add(n.types[s], string(m.ID()), n.members[m])
			case model.KindUnion:
				add("", string(m.ID()), n.members[m])
			default:
				add("", string(m.ID()), n.members[m])
			}
		}
	}
	return all
}

// checkNames fails unless every name is an identifier that is unique in its
// scope and hides nothing.
func checkNames(tb rapid.TB, c *model.Closure, all []named) {
	tb.Helper()
	imported := []string{"big", "context", "fmt", "http", "io", "iter", "slog", "time", "wire"}
	taken := map[[2]string]string{}
	for _, n := range all {
		if !token.IsIdentifier(n.name) || types.Universe.Lookup(n.name) != nil || slices.Contains(imported, n.name) || n.name == "init" || n.name == "main" {
			tb.Errorf("%s is called %q", n.what, n.name)
		}
		if n.scope != "" && n.scope != "a method" && !token.IsExported(n.name) {
			tb.Errorf("the field %s is called %q", n.what, n.name)
		}
		if other, ok := taken[[2]string{n.scope, n.name}]; ok {
			tb.Errorf("both %s and %s are called %s", other, n.what, n.name)
		}
		taken[[2]string{n.scope, n.name}] = n.what
	}
	fields := byThing(all)
	for _, s := range c.Shapes {
		methods := structMethods
		if s.ErrorFault() != "" {
			methods = slices.Concat(structMethods, errorMethods)
		}
		for _, m := range s.Members {
			if name := fields[string(m.ID())]; s.Kind == model.KindStructure && slices.Contains(methods, name) {
				tb.Errorf("the field %s is called %s like a method", m.ID(), name)
			}
		}
	}
}

func obstacles(tb testing.TB) *model.Closure {
	tb.Helper()
	m := realModel(tb, "testdata/obstacles.json")
	return slice(tb, m, "")
}

func slice(tb rapid.TB, m *model.Model, service string, operations ...string) *model.Closure {
	tb.Helper()
	c, err := m.Slice(service, operations)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestNames(t *testing.T) {
	c := obstacles(t)
	n, err := assignNames(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := listNames(c, n)
	checkNames(t, c, all)
	var b strings.Builder
	for _, n := range all {
		name := n.name
		if n.scope != "" && n.scope != "a method" {
			name = n.scope + "." + name
		}
		fmt.Fprintf(&b, "%-58s %s\n", strings.ReplaceAll(n.what, "com.example.", ""), name)
	}
	goldie.New(t, goldie.WithFixtureDir("../golden/names"), goldie.WithNameSuffix(".txt")).Assert(t, "obstacles", []byte(b.String()))
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct{ spelled, exported, variable, constant string }{
		{"Url", "Url", "url", "Url"},
		{"url", "Url", "url", "Url"},
		{"ARN", "ARN", "arn", "Arn"},
		{"KMSKeyArn", "KMSKeyArn", "kmsKeyArn", "KMSKeyArn"},
		{"S3Uri", "S3Uri", "s3Uri", "S3Uri"},
		{"__string", "String", "__string", "String"},
		{"_2nd", "X2nd", "_2nd", "2nd"},
		{"_", "X", "_", ""},
		{"", "X", "x", ""},
		{"9lives", "X9lives", "x9lives", "9lives"},
		{"INVALID_FILE_SIZE", "INVALID_FILE_SIZE", "invalid_FILE_SIZE", "InvalidFileSize"},
		{"us_east_1", "Us_east_1", "us_east_1", "UsEast1"},
		{"M5_2XLARGE", "M5_2XLARGE", "m5_2XLARGE", "M5_2xlarge"},
		{"TLS_1_2", "TLS_1_2", "tls_1_2", "Tls1_2"},
		{"IPv4", "IPv4", "iPv4", "IPv4"},
		{"a-b;c\u00e9", "A_b_c_", "a_b_c_", "ABC"},
	} {
		name, _ := exported(c.spelled)
		_, variable := unexported(c.spelled)
		if constant := pascal(identifier(c.spelled)); name != c.exported || variable != c.variable || constant != c.constant {
			t.Errorf("%q gives %q, %q, %q; want %q, %q, %q", c.spelled, name, variable, constant, c.exported, c.variable, c.constant)
		}
	}
}

// TestSliceKeepsNames checks that names do not depend on the operations chosen.
func TestSliceKeepsNames(t *testing.T) {
	whole := obstacles(t)
	n, err := assignNames(whole, nil)
	if err != nil {
		t.Fatal(err)
	}
	names := byThing(listNames(whole, n))
	for _, op := range whole.Operations {
		part := slice(t, whole.Model, "", string(op.ID))
		n, err := assignNames(part, nil)
		if err != nil {
			t.Fatal(err)
		}
		for what, name := range byThing(listNames(part, n)) {
			if names[what] != name {
				t.Errorf("%s is called %s, but %s with %s alone", what, names[what], name, op.ID)
			}
		}
	}
}

func byThing(all []named) map[string]string {
	m := map[string]string{}
	for _, n := range all {
		m[n.what] = n.name
	}
	return m
}

// TestRemovedShapesRenameNothing removes members from structures, and with them
// whatever only they reach. What is left keeps its names, but for those that
// move up to a name a removed thing, or one that itself moved, has given up.
func TestRemovedShapesRenameNothing(t *testing.T) {
	paths := []string{"testdata/obstacles.json", filepath.Join(sharedDir(), "models/smithy/s3.json")}
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			if path != paths[0] {
				realModels(t)
			}
			m := realModel(t, path)
			rapid.Check(t, func(t *rapid.T) { checkRemoval(t, m) })
		})
	}
}

func checkRemoval(t *rapid.T, m *model.Model) {
	full := slice(t, m, "")
	n, err := assignNames(full, nil)
	if err != nil {
		t.Fatal(err)
	}
	before := byThing(listNames(full, n))
	owner := map[string]string{}
	for what, name := range before {
		owner[inScope(what, name, full)] = what
	}

	members := map[*model.Shape][]*model.Member{}
	defer func() {
		for s, all := range members {
			s.Members = all
		}
	}()
	share := rapid.IntRange(1, 90).Draw(t, "percent removed")
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	for _, s := range full.Shapes {
		if s.Kind == model.KindList || s.Kind == model.KindMap {
			continue
		}
		members[s] = s.Members
		s.Members = slices.DeleteFunc(slices.Clone(s.Members), func(*model.Member) bool {
			return random.IntN(100) < share
		})
	}
	part := slice(t, m, "")
	n, err = assignNames(part, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := listNames(part, n)
	checkNames(t, part, all)
	after := byThing(all)
	for what, name := range after {
		if before[what] == name {
			continue
		}
		predecessor := owner[inScope(what, name, full)]
		if predecessor == "" || after[predecessor] == name {
			t.Errorf("%s was called %s and is now %s, which nobody gave up", what, before[what], name)
		}
	}
}

// inScope sets the names of a structure's fields apart from all others.
func inScope(what, name string, c *model.Closure) string {
	id, _, _ := strings.Cut(what, "$")
	if s := c.Model.Shapes[model.ShapeID(id)]; s != nil && s.Kind == model.KindStructure && id != what {
		return id + "." + name
	}
	return name
}

func TestRealNames(t *testing.T) {
	for _, path := range realModels(t) {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			m := realModel(t, path)
			for _, service := range m.Services() {
				c := slice(t, m, string(service.ID))
				n, err := assignNames(c, nil)
				if err != nil {
					t.Fatal(err)
				}
				checkNames(t, c, listNames(c, n))
			}
		})
	}
}

func TestOverrides(t *testing.T) {
	c := obstacles(t)
	n, err := assignNames(c, map[string]string{
		"com.example.obstacles#Shared": "Mine", "GetThing": "FetchThing", "Fields$_links": "Hrefs",
		"Choice$left": "LeftChoice", "State$GO": "Go", "webhookCreateTime": "HookTime",
	})
	if err != nil {
		t.Fatal(err)
	}
	all := listNames(c, n)
	checkNames(t, c, all)
	got := byThing(all)
	for what, want := range map[string]string{
		"Shared": "Mine", "Shared's schema": "sharedSchema", "GetThing's error union": "FetchThingError",
		"GetThing's request": "NewFetchThingHTTPRequest", "Fields$_links": "Hrefs", "Choice$left": "LeftChoice", "State$GO": "Go",
		"webhookCreateTime": "HookTime",
	} {
		if name := got["com.example.obstacles#"+what]; name != want {
			t.Errorf("%s is called %s, want %s", what, name, want)
		}
	}
}

// What an override is refused for is said to be whose it is.
func TestOverrideOfInventedNames(t *testing.T) {
	c := obstacles(t)
	n, err := assignNames(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	owners := map[string]model.ShapeID{n.unknownError: c.Service.ID, n.list: c.Service.ID}
	for _, op := range c.Operations {
		o := n.operations[op]
		owners[o.union], owners[o.newRequest] = op.ID, op.ID
	}
	for name, owner := range owners {
		_, err := assignNames(c, map[string]string{"State$GO": name})
		if want := "in Go: that is " + string(owner) + ";"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", name, err, want)
		}
	}
}

func TestNameErrors(t *testing.T) {
	var b strings.Builder
	for _, c := range []struct {
		name      string
		overrides map[string]string
	}{
		{"no such shape", map[string]string{"com.example.obstacles#Chioce": "Foo"}},
		{"no such member", map[string]string{"Choice$lfet": "Foo"}},
		{"nothing like it", map[string]string{"Zebra$crossing": "Foo"}},
		{"no Go name", map[string]string{"ARN": "Foo"}},
		{"unexported", map[string]string{"Choice": "choice"}},
		{"no identifier", map[string]string{"Choice": "Choice{}; func init() {}"}},
		{"ambiguous", map[string]string{"Shared": "Mine"}},
		{"twice", map[string]string{"Choice": "A", "com.example.obstacles#Choice": "B"}},
		{"two things", map[string]string{"Choice": "Foo", "State": "Foo"}},
		{"another shape's name", map[string]string{"Choice": "State"}},
		{"another field's name", map[string]string{"Fields$type": "Links"}},
		{"a method's name", map[string]string{"Fields$type": "String"}},
		{"an error's method", map[string]string{"Fault$FaultReason": "Unwrap"}},
		{"a type's name for a constant", map[string]string{"State$GO": "Choice"}},
	} {
		_, err := assignNames(obstacles(t), c.overrides)
		if err == nil {
			t.Errorf("%s: no error for %v", c.name, c.overrides)
			continue
		}
		fmt.Fprintf(&b, "%s\n%s\n\n", c.name, strings.ReplaceAll(err.Error(), "com.example.", ""))
	}
	goldie.New(t, goldie.WithFixtureDir("../golden/names"), goldie.WithNameSuffix(".txt")).Assert(t, "errors", []byte(b.String()))
}

// TestSameNameTwice has two namespaces with one name, which a service renames.
func TestSameNameTwice(t *testing.T) {
	c := obstacles(t)
	renames := c.Service.Rename
	c.Service.Rename = nil
	_, err := assignNames(c, nil)
	if err == nil || !strings.Contains(err.Error(), `com.example.other#Shared cannot be called Shared in Go: that is com.example.obstacles#Shared; override one of the two, as in "com.example.other#Shared": "SharedStructure"`) {
		t.Errorf("the error is %v", err)
	}
	c.Service.Rename = renames
	n, err := assignNames(c, map[string]string{"com.example.other#Shared": "Theirs"})
	if err != nil || n.types[c.Model.Shapes["com.example.other#Shared"]] != "Theirs" {
		t.Errorf("the override is not heeded: %v", err)
	}
}

// TestOrderPlaysNoPart shuffles what order the closure could bring.
func TestOrderPlaysNoPart(t *testing.T) {
	c := obstacles(t)
	n, err := assignNames(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := byThing(listNames(c, n))
	for _, s := range c.Shapes {
		slices.Reverse(s.Members)
	}
	slices.Reverse(c.Shapes)
	if n, err = assignNames(c, nil); err != nil {
		t.Fatal(err)
	}
	if got := byThing(listNames(c, n)); !maps.Equal(got, want) {
		t.Errorf("reversed, names are\n%v\nnot\n%v", got, want)
	}
}

func BenchmarkNames(b *testing.B) {
	realModels(b)
	m := realModel(b, filepath.Join(sharedDir(), "models/legacy/connect/service-2.json"))
	c := slice(b, m, "", "GetFederationToken")
	for b.Loop() {
		if _, err := assignNames(c, nil); err != nil {
			b.Fatal(err)
		}
	}
}
