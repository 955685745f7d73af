package model

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
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

// legacyProtocols are the protocols by their legacy name; "json" depends on the version.
var legacyProtocols = map[string]ShapeID{
	"rest-json": ProtocolRestJSON1, "rest-xml": ProtocolRestXML, "query": ProtocolAWSQuery, "ec2": ProtocolEC2Query,
	"smithy-rpc-v2-cbor": ProtocolRPCv2CBOR, "json": ProtocolAWSJSON10,
}

// service makes the service shape from the metadata and decides what the
// namespace and the protocol mean for the rest.
func (r *legacyReader) service(top map[string]gjson.Result) (*Shape, error) {
	meta := Node(top["metadata"].Raw)
	text := func(keys ...string) string {
		for _, key := range keys {
			if t := meta.Get(key).Text(); t != "" {
				return t
			}
		}
		return ""
	}
	pos := r.src.at(top["metadata"].Index)
	r.namespace = "com.amazonaws." + strings.ToLower(letters(text("serviceId", "endpointPrefix", "uid")))
	if r.namespace == "com.amazonaws." {
		return nil, &Diagnostic{Pos: pos, Problem: "does not say which service it is", Remedy: `add "serviceId" to the metadata`}
	}
	name := text("targetPrefix") // dots included: requests name the service so
	if name == "" {
		name = letters(text("serviceFullName", "serviceId", "endpointPrefix", "uid"))
	}
	s := &Shape{ID: r.id(name), Kind: KindService, Version: text("apiVersion"), Pos: pos}
	if !validID(s.ID) {
		return nil, &Diagnostic{Pos: pos, Problem: fmt.Sprintf("%s can't be the name of a service", excerpt(string(quote(name)))),
			Remedy: `correct "targetPrefix" or, without one, "serviceFullName"`}
	}
	if err := r.protocols(s, meta, pos); err != nil {
		return nil, err
	}
	prefix, signing := text("endpointPrefix"), text("signingName", "endpointPrefix")
	s.Traits = append(s.Traits, Trait{TraitService, object("sdkId", str(text("serviceId")), "arnNamespace", str(signing), "endpointPrefix", str(prefix))})
	if version := text("signatureVersion"); version == "v4" || strings.HasPrefix(version, "s3") {
		s.Traits = append(s.Traits, Trait{TraitSigV4, object("name", str(signing))})
	}
	if title := text("serviceFullName"); title != "" {
		s.Traits = append(s.Traits, Trait{TraitTitle, quote(title)})
	}
	if ns := text("xmlNamespace"); ns != "" {
		s.Traits = append(s.Traits, Trait{TraitXMLNamespace, object("uri", quote(ns))})
	}
	if auth := meta.Get("auth"); auth.Exists() {
		s.Traits = append(s.Traits, Trait{"smithy.api#auth", auth})
	}
	if params := top["clientContextParams"]; params.Exists() {
		s.Traits = append(s.Traits, Trait{"smithy.rules#clientContextParams", Node(params.Raw)})
	}
	s.Traits = s.Traits.documented(r.docs.service, Node(top["documentation"].Raw))
	return s, nil
}

// protocols adds the protocol traits, in the order the metadata lists them. Those
// that are not known are left out if one is.
func (r *legacyReader) protocols(s *Shape, meta Node, pos Position) error {
	names := meta.Get("protocols").Strings()
	if primary := meta.Get("protocol").Text(); len(names) == 0 {
		names = []string{primary}
	}
	for _, name := range names {
		id, ok := legacyProtocols[name]
		if !ok {
			continue
		}
		value := Node("{}")
		if name == "json" && meta.Get("jsonVersion").Text() != "1.0" {
			id = ProtocolAWSJSON11
		}
		if name == "rest-xml" && strings.HasPrefix(meta.Get("signatureVersion").Text(), "s3") {
			value = `{"noErrorWrapping":true}` // of all services S3's alone are so, and nothing else tells
		}
		s.Traits = append(s.Traits, Trait{id, value})
		r.xml = r.xml || id == ProtocolRestXML || id == ProtocolAWSQuery || id == ProtocolEC2Query
		r.ec2 = r.ec2 || id == ProtocolEC2Query
		r.rest = r.rest || id == ProtocolRestJSON1 || id == ProtocolRestXML
	}
	if len(s.Protocols()) == 0 {
		return &Diagnostic{Pos: pos, Problem: fmt.Sprintf("protocol %s is not known", excerpt(string(quote(strings.Join(names, ", "))))),
			Remedy: "the known ones are ec2, json, query, rest-json, rest-xml and smithy-rpc-v2-cbor"}
	}
	if meta.Get("awsQueryCompatible").Exists() {
		s.Traits = append(s.Traits, Trait{TraitQueryCompatible, "{}"})
	}
	return nil
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

// str makes a string node, or none of an empty string.
func str(s string) Node {
	if s == "" {
		return ""
	}
	return quote(s)
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
