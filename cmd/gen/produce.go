package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"

	"github.com/smithygen/smithygen/generator"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates"
)

// A product is what one model file becomes.
type product struct {
	model    string
	layout   *layout
	packages []*directory
}

// produce generates from each model and hands what it becomes to finish: the
// directories of its packages and, until that went well once, the runtime's. A
// model that fails does not stop the others.
func (a *app) produce(s settings, finish func([]*directory) error) error {
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
	var problems []error
	claims := map[string]string{}
	stamped, found := s.Runtime != "", false
	for p, err := range inOrder(files, func(f modelFile) (*product, error) { return a.product(f, s, several) }) {
		if err == nil && p != nil {
			found = true
			stamped, err = a.finish(p, claims, stamped, finish)
		}
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
func (a *app) finish(p *product, claims map[string]string, stamped bool, finish func([]*directory) error) (bool, error) {
	for _, d := range p.packages {
		claim := d.owner + " of " + p.model
		if other, ok := claims[d.path]; ok {
			return stamped, fmt.Errorf("%s: both %s and %s would go there; generate one of them by itself with another --package", d.path, other, claim)
		}
		claims[d.path] = claim
	}
	dirs := p.packages
	if !stamped {
		d, err := runtimeDirectory(p.layout)
		if err != nil {
			return false, err
		}
		dirs = append(dirs, d)
	}
	if err := finish(dirs); err != nil {
		return stamped, err
	}
	return true, nil
}

// product generates every package that a model file asks for. It is nil if the
// file is one of several and does not have the service that was asked for.
func (a *app) product(f modelFile, s settings, several bool) (*product, error) {
	m, services, err := f.services(&s, several)
	if err != nil || len(services) == 0 {
		return nil, err
	}
	several = several || len(services) > 1
	if len(services) > 1 {
		if err := s.checkSeveral(); err != nil {
			return nil, err
		}
	}
	p := &product{model: f.name}
	if p.layout, err = a.layout(&s, several); err != nil {
		return nil, err
	}
	var problems []error
	for _, service := range services {
		d, err := generate(m, service, &s, p.layout)
		problems = append(problems, err)
		p.packages = append(p.packages, d)
	}
	return p, errors.Join(problems...)
}

func generate(m *model.Model, service string, s *settings, l *layout) (*directory, error) {
	closure, err := m.Slice(service, nil)
	if err != nil {
		return nil, err
	}
	files, err := generator.Generate(m, generator.Options{
		Service: service, Operations: s.Operation, Package: s.Package, Runtime: l.runtime, Protocol: s.Protocol, Names: s.Names,
	})
	if err != nil {
		return nil, err
	}
	name, err := packageName(files)
	if err != nil {
		return nil, err
	}
	d := &directory{path: l.packageDir(name), name: name, owner: string(closure.Service.ID), files: files}
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
