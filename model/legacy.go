package model

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/tidwall/gjson"
)

// A legacyReader reads an api-2.json or service-2.json and says the same in
// Smithy's terms. It differs from the service's Smithy model only in facts the
// legacy form lacks (enum member names, resources, some traits).
type legacyReader struct {
	*builder
	src       *source
	namespace string
	xml       bool // names go into xmlName, not jsonName
	ec2       bool
	rest      bool // HTTP bindings mean something
	docs      *legacyDocs
	shapes    map[string]*legacyShape
	order     []*legacyShape
	calls     map[string]*Shape // the operations, by name
	listed    []gjson.Result    // the errors of an operation, while they are read
}

// A legacyShape is a shape with what its users have to know of it: in this form
// a list says that it is flattened and a structure which namespace it is of, in
// Smithy the members that target them do.
type legacyShape struct {
	*Shape
	name      string
	flattened bool
	wire      string // what members that target it are called in XML, unless they say it
	namespace Node
	parts     []part            // the keys of the definition that make up members
	labels    map[string]string // URI label to member, where they differ
	isError   bool

	// How often it is an operation's input and output, and whether a member targets it.
	inputs, outputs int
	isTarget        atomic.Bool
}

// A part is a key of a definition that is read when all shapes are declared.
type part struct {
	key   string
	value gjson.Result
}

func (b *builder) readLegacy(src *source, top map[string]gjson.Result, companion func(string) (string, error)) error {
	r := &legacyReader{builder: b, src: src, shapes: map[string]*legacyShape{}, calls: map[string]*Shape{}}
	docs, err := r.companion(companion, "docs-2.json")
	if err != nil {
		return err
	}
	r.docs = readDocs(docs)
	b.model.Metadata = Node(top["metadata"].Raw)
	service, err := r.service(top)
	if err != nil {
		return err
	}
	for _, section := range []string{"shapes", "operations"} {
		if v := top[section]; v.Exists() && !v.IsObject() {
			return &Diagnostic{Pos: src.at(v.Index), Problem: section + " must be an object", Remedy: "correct the model"}
		}
	}
	for k, v := range top["shapes"].ForEach {
		r.declare(k, v)
	}
	r.composeAll()
	service.ID = r.beside("service", service.ID.Name())
	r.add(service)
	service.Operations = r.operations(top["operations"])
	r.markInputs()
	pages, err := r.companion(companion, "paginators-1.json")
	if err != nil {
		return err
	}
	r.paginators(pages["pagination"])
	waits, err := r.companion(companion, "waiters-2.json")
	if err != nil {
		return err
	}
	r.waiters(waits["waiters"])
	return nil
}

// composeAll composes the shapes, on all cores: of a large model it is half the work.
// Each notes what it finds by itself, for it to be put together in the shapes' order.
func (r *legacyReader) composeAll() {
	r.lookup(Unit) // who looks later finds it there
	const fewest = 256
	var parts []*legacyReader
	var all sync.WaitGroup
	for shapes := range slices.Chunk(r.order, max(fewest, len(r.order)/runtime.GOMAXPROCS(0)+1)) {
		part := *r
		part.builder = &builder{model: r.model, refs: make([]reference, 0, cap(r.refs)/len(r.order)*len(shapes))}
		parts = append(parts, &part)
		all.Go(func() {
			for _, s := range shapes {
				part.compose(s)
			}
		})
	}
	all.Wait()
	for _, p := range parts {
		r.refs, r.problems = append(r.refs, p.refs...), append(r.problems, p.problems...)
	}
}

func (r *legacyReader) id(name string) ShapeID { return ShapeID(r.namespace + "#" + name) }

// target returns the shape of that name, nil for none, and its id.
func (r *legacyReader) target(name string) (*legacyShape, ShapeID) {
	if s := r.shapes[name]; s != nil {
		return s, s.ID
	}
	return nil, r.id(name)
}

// beside is the id of what is no data shape. This form lets it have the name of
// one and Smithy does not: it goes to a namespace of its own then.
func (r *legacyReader) beside(namespace, name string) ShapeID {
	if r.model.Shapes[r.id(name)] == nil {
		return r.id(name)
	}
	return ShapeID(r.namespace + "." + namespace + "#" + name)
}

// markInputs marks the structures that serve as the input or output of a single
// operation and nowhere else, as Smithy models are.
func (r *legacyReader) markInputs() {
	for _, s := range r.order {
		switch {
		case s.inputs+s.outputs != 1 || s.isTarget.Load():
		case s.inputs == 1:
			s.Traits = append(s.Traits, Trait{TraitInput, "{}"})
		default:
			s.Traits = append(s.Traits, Trait{TraitOutput, "{}"})
		}
	}
}
