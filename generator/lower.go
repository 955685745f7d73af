package generator

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// Lowering turns what a model says into what a Go package has. A lowering knows
// the whole closure; it decides nothing about names, which are given, and
// nothing about source text.
type lowering struct {
	closure *model.Closure
	names   *goNames
	target  target
	graph   *graph
	outputs map[*model.Shape]bool // structures that operations return
	held    map[*model.Shape]bool // structures that may be held without a pointer between
	types   map[*model.Shape]ir.Type
	docs    map[string][]string // comments, by the documentation they are made of
}

func lower(c *model.Closure, names *goNames, t target) (*ir.Package, error) {
	if err := checkContainers(c.Shapes); err != nil {
		return nil, err
	}
	if err := checkHosts(c); err != nil {
		return nil, err
	}
	if t.protocol.rest {
		if err := checkBindings(c); err != nil {
			return nil, err
		}
	}
	l := &lowering{closure: c, names: names, target: t, graph: newGraph(c),
		outputs: map[*model.Shape]bool{}, held: heldByValue(c.Model), types: map[*model.Shape]ir.Type{}, docs: map[string][]string{}}
	for _, op := range c.Operations {
		l.outputs[op.Output] = true
	}
	pkg := &ir.Package{Name: t.name, Runtime: t.runtime, Source: strings.Join(docWords(c.Model.Source), " "), Protocol: t.protocol.wire,
		Doc: l.packageDoc(), Service: l.service(), Unknown: names.unknownError, List: names.list}
	for _, s := range c.Shapes {
		if err := l.shape(pkg, s); err != nil {
			return nil, err
		}
	}
	for _, op := range c.Operations {
		l.operation(pkg, op)
	}
	l.roles(pkg)
	sealErrors(pkg)
	slices.SortFunc(pkg.Structs, func(a, b *ir.Struct) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(pkg.Enums, func(a, b *ir.Enum) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(pkg.Unions, func(a, b *ir.Union) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(pkg.Errors, func(a, b *ir.Error) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(pkg.Operations, func(a, b *ir.Operation) int { return cmp.Compare(a.Name, b.Name) })
	return pkg, nil
}

// roles tells the structures how they are used.
func (l *lowering) roles(pkg *ir.Package) {
	inputs := map[string]bool{} // and what was asked for as itself
	for _, s := range l.closure.Chosen {
		inputs[l.names.types[s]] = true
	}
	for _, op := range pkg.Operations {
		inputs[op.Input] = true
	}
	structs := slices.Clone(pkg.Structs)
	for _, e := range pkg.Errors {
		structs = append(structs, &e.Struct)
	}
	for _, s := range structs {
		s.Input = inputs[s.Name]
	}
	nestDefaults(structs)
	for _, s := range structs {
		s.JSON = s.JSON || s.HasDefaults()
	}
}

// sealErrors gives each error the markers of the unions it is in.
func sealErrors(pkg *ir.Package) {
	unions := map[string]*ir.ErrorUnion{} // by marker
	for _, op := range pkg.Operations {
		unions[op.Errors.Marker] = op.Errors
	}
	pkg.Seals = slices.Sorted(maps.Keys(unions))
	for _, marker := range pkg.Seals {
		pkg.ErrorUnions = append(pkg.ErrorUnions, unions[marker])
	}
	errors := map[string]*ir.Error{}
	for _, e := range pkg.Errors {
		errors[e.Name] = e
	}
	for _, u := range pkg.ErrorUnions {
		for _, name := range u.Members {
			if e := errors[name]; e != nil {
				e.Seals = append(e.Seals, u.Marker)
			}
		}
	}
}

// nestDefaults gives the fields that hold a structure by value its defaults, and
// so on outwards: no structure holds itself.
func nestDefaults(structs []*ir.Struct) {
	type holder struct {
		in    *ir.Struct
		field *ir.Field
	}
	holders := map[string][]holder{}
	reached := map[*ir.Struct]bool{}
	var next []*ir.Struct
	for _, s := range structs {
		for _, f := range s.Fields {
			if held, ok := f.Type.(ir.Named); ok && held.Sort == ir.Structure {
				holders[held.Name] = append(holders[held.Name], holder{s, f})
			}
		}
		if s.HasDefaults() {
			reached[s] = true
			next = append(next, s)
		}
	}
	for len(next) > 0 {
		held := next[len(next)-1].Name
		next = next[:len(next)-1]
		for _, h := range holders[held] {
			h.field.Default = ir.OwnDefaults{}
			if !reached[h.in] {
				reached[h.in] = true
				next = append(next, h.in)
			}
		}
	}
}

// shape adds to the package what a shape becomes: a schema, and a type if it is
// not one of Go's own.
func (l *lowering) shape(pkg *ir.Package, s *model.Shape) error {
	if s.ID.Namespace() == preludeNamespace {
		return nil
	}
	pkg.Schemas = append(pkg.Schemas, l.schema(s))
	switch {
	case s.ErrorFault() != "":
		e, err := l.errorStruct(s)
		if err != nil {
			return err
		}
		pkg.Errors = append(pkg.Errors, e)
	case s.Kind == model.KindStructure:
		st, err := l.structure(s)
		if err != nil {
			return err
		}
		pkg.Structs = append(pkg.Structs, st)
	case s.Kind == model.KindUnion:
		pkg.Unions = append(pkg.Unions, l.union(s))
	case s.Kind == model.KindEnum || s.Kind == model.KindIntEnum:
		pkg.Enums = append(pkg.Enums, l.enum(s))
	}
	return nil
}

const preludeNamespace = "smithy.api"

// maxNesting bounds how deep lists and maps nest in each other: a Go type is as
// long as it is deep. Real models nest three deep.
const maxNesting = 32

// checkContainers refuses lists and maps that contain themselves with neither a
// structure nor a union between: no Go type is like that, and Smithy has none.
func checkContainers(shapes []*model.Shape) error {
	for _, s := range shapes {
		inner := s
		for depth := 0; isContainer(inner); depth++ {
			if depth == maxNesting {
				return &model.Diagnostic{Pos: s.Pos, Shape: s.ID, Problem: fmt.Sprintf("nests lists or maps deeper than %d levels, or in themselves", maxNesting),
					Remedy: "put a structure or union between"}
			}
			inner = inner.Members[len(inner.Members)-1].Target
		}
	}
	return nil
}

func isContainer(s *model.Shape) bool { return s.Kind == model.KindList || s.Kind == model.KindMap }
