// Package generator turns a service model into the source of a Go package.
// Start reading at Generate: each of its steps is a file.
package generator

import "github.com/smithygen/smithygen/model"

// Options say what to generate. The zero Options mean all operations of a
// model's only service.
type Options struct {
	Service    string            // absolute id, name or sdkId of the service; "" for the model's only one
	Operations []string          // absolute ids or names; none for all, unless there are Shapes
	Shapes     []string          // absolute ids or names of data shapes to have beside what the operations reach
	Package    string            // Go package name; "" for one made from the service's sdkId
	Runtime    string            // import path of the runtime, package wire
	Protocol   string            // id or name of the protocol; "" for the service's first that is supported
	Names      map[string]string // Go names for shapes, operations and members, by id or bare name, where the default collides or displeases
}

// A File is one file of a generated package: its base name and its content.
type File struct {
	Name    string
	Content []byte
}

// Generate returns the files of the package that speaks the chosen operations and
// has the chosen shapes, in order of name. The same model and options always give the same bytes. An
// error in what the model says is a *model.Diagnostic or model.Diagnostics.
func Generate(m *model.Model, opts Options) ([]File, error) {
	closure, err := m.Slice(opts.Service, opts.Operations, opts.Shapes...)
	if err != nil {
		return nil, err
	}
	target, err := newTarget(closure, opts)
	if err != nil {
		return nil, err
	}
	names, err := assignNames(closure, opts.Names)
	if err != nil {
		return nil, err
	}
	pkg, err := lower(closure, names, target)
	if err != nil {
		return nil, err
	}
	sources, err := emit(pkg)
	if err != nil {
		return nil, err
	}
	return format(sources)
}
