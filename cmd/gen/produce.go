package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"time"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates"
)

// A product is what one model file becomes.
type product struct {
	model    string
	layout   *layout
	packages []*directory // none if the file does not have the service that was asked for
}

// A sink takes what a run makes.
type sink interface {
	// begin is told first how many models there are.
	begin(models int)
	// accept takes the directories of a model's packages and, until that went
	// well once, the runtime's.
	accept([]*directory) error
	// end is called after each model: it was accepted, or err says why not.
	end(p *product, err error)
}

// produce generates from each model and hands the sink what it becomes. A model
// that fails does not stop the others.
func (a *app) produce(s settings, to sink) error {
	files, err := a.modelFiles(s.Model)
	if err != nil {
		return err
	}
	several := len(files) > 1
	if several {
		if err := s.checkSeveral(); err != nil {
			return err
		}
	}
	to.begin(len(files))
	var problems []error
	claims := map[string]string{}
	stamped, found := s.Runtime != "", false
	for p, err := range inOrder(files, func(f modelFile) (*product, error) { return a.product(f, s, several) }) {
		if err == nil && len(p.packages) > 0 {
			found = true
			stamped, err = a.finish(p, claims, stamped, to)
		}
		to.end(p, err)
		problems = append(problems, err)
	}
	if err := errors.Join(problems...); err != nil || found {
		return err
	}
	return noneHas(files, s.Service)
}

func noneHas(files []modelFile, service string) error {
	return fmt.Errorf("none of the %d models has a service %q; gen list shows what they have", len(files), service)
}

// finish completes a product and hands it on. It returns whether the runtime is
// where it belongs.
func (a *app) finish(p *product, claims map[string]string, stamped bool, to sink) (bool, error) {
	for _, d := range p.packages {
		claim := d.owner + " of " + p.model
		if other, ok := claims[d.path]; ok {
			return stamped, fmt.Errorf("%s: both %s and %s would go there; generate one of them by itself with another --package", d.path, other, claim)
		}
		claims[d.path] = claim
	}
	dirs := slices.Clip(p.packages)
	if !stamped {
		d, err := runtimeDirectory(p.layout)
		if err != nil {
			return false, err
		}
		dirs = append(dirs, d)
	}
	if err := to.accept(dirs); err != nil {
		return stamped, err
	}
	return true, nil
}

// product generates every package that a model file asks for. It is never nil.
func (a *app) product(f modelFile, s settings, several bool) (*product, error) {
	p, began := &product{model: f.name}, time.Now()
	m, services, err := f.services(&s, several)
	if err != nil || len(services) == 0 {
		return p, err
	}
	several = several || len(services) > 1
	if len(services) > 1 {
		if err := s.checkSeveral(); err != nil {
			return p, err
		}
	}
	if p.layout, err = a.layout(&s, several); err != nil {
		return p, err
	}
	var problems []error
	for _, service := range services {
		d, err := generate(m, service, &s, p.layout)
		if problems = append(problems, err); err == nil {
			d.took, began = time.Since(began), time.Now()
			p.packages = append(p.packages, d)
		}
	}
	return p, errors.Join(problems...)
}

func generate(m *model.Model, service string, s *settings, l *layout) (*directory, error) {
	closure, err := m.Slice(service, s.Operation, s.Shape...)
	if err != nil {
		return nil, err
	}
	protocol, err := generator.Protocol(closure.Service, s.Protocol)
	if err != nil {
		return nil, err
	}
	files, err := generator.Generate(m, generator.Options{
		Service: service, Operations: s.Operation, Shapes: s.Shape, Package: s.Package, Runtime: l.runtime, Protocol: s.Protocol, Names: s.Names,
	})
	if err != nil {
		return nil, err
	}
	name, err := packageName(files)
	if err != nil {
		return nil, err
	}
	d := &directory{path: l.packageDir(name), name: name, owner: string(closure.Service.ID), slice: sliceOf(closure), protocol: protocol, files: files}
	if l.stamp && d.path == l.runtimeDir() {
		return nil, fmt.Errorf("%s: package %s would take the runtime's place; name it otherwise with --package", d.path, d.name)
	}
	d.mark()
	return d, nil
}

// packageName reads the package's name off its files: naming is the generator's.
func packageName(files []generator.File) (string, error) {
	if len(files) == 0 {
		return "", errors.New("nothing was generated")
	}
	file, err := parser.ParseFile(token.NewFileSet(), files[0].Name, files[0].Content, parser.PackageClauseOnly)
	if err != nil {
		return "", err
	}
	return file.Name.Name, nil
}

func runtimeDirectory(l *layout) (*directory, error) {
	d := &directory{path: l.runtimeDir(), name: runtimeName, owner: runtimeName}
	files, err := templates.Runtime()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		d.files = append(d.files, generator.File(f))
	}
	d.mark()
	return d, nil
}
