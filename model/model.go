// Package model holds what a service model says, faithful to Smithy and free
// of any notion of Go. Two loaders fill it: one for the Smithy JSON AST and one
// for the older AWS description (api-2.json, service-2.json, docs-2.json). Both
// give the same Model, so nothing downstream asks which form it came from.
package model

import (
	"slices"
	"strings"
)

// Format names the form a model file was written in.
type Format string

// The forms Load recognises by their content.
const (
	FormatSmithy Format = "smithy" // Smithy JSON AST, versions 1.0 and 2.0
	FormatLegacy Format = "legacy" // AWS api-2.json or service-2.json
)

// A Model is one loaded and linked set of shapes: every Target, operation,
// resource and error reference points at a Shape of the same model.
type Model struct {
	Source   string             // base name of the file, for headers and messages
	Format   Format             // the form it was loaded from
	Version  string             // the "smithy" version of an AST, "" for the legacy form
	Metadata Node               // the "metadata" object of an AST, whole
	Shapes   map[ShapeID]*Shape // without members; prelude shapes are included once targeted

	file Position // the file as a whole, named as it was given
}

// Services returns the service shapes in order of their id, mixins excepted.
func (m *Model) Services() []*Shape {
	var services []*Shape
	for _, s := range m.Shapes {
		if s.Kind == KindService && !s.Traits.Has(TraitMixin) {
			services = append(services, s)
		}
	}
	slices.SortFunc(services, byID)
	return services
}

// A ShapeID is an absolute Smithy shape id: "namespace#Name" or, for a member,
// "namespace#Name$member".
type ShapeID string

// Namespace returns what stands before the "#".
func (id ShapeID) Namespace() string {
	ns, _, _ := strings.Cut(string(id), "#")
	return ns
}

// Name returns the shape's name, without namespace and member.
func (id ShapeID) Name() string {
	_, name, ok := strings.Cut(string(id), "#")
	if !ok {
		name = string(id)
	}
	name, _, _ = strings.Cut(name, "$")
	return name
}

// Member returns what stands after the "$", or "".
func (id ShapeID) Member() string {
	_, member, _ := strings.Cut(string(id), "$")
	return member
}

// WithMember returns the id of a member of the shape.
func (id ShapeID) WithMember(name string) ShapeID { return id + "$" + ShapeID(name) }
