package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates"
)

// The second line of a package's doc.go says whose package it is and what it
// has, so that neither another package nor another slice of the same service is
// generated over it:
//
//	//smithygen:package com.amazonaws.connect#AmazonConnectService GetFederationToken SearchUsers
//
// The operations stand behind the service in order of name, or a * for all of a
// service that has many; shapes that were asked for by name stand before them, each
// with a #.
const ownerMark = "//smithygen:package "

// allOperations stands for them in a mark.
const allOperations = "*"

// maxMarked is how many operations are named although they are all there are.
// Named ones let a slice of the full model follow one of a smaller model.
const maxMarked = 10

// A slice is the part of a service that a package has.
type slice struct {
	closure *model.Closure
	names   []string // of its operations, sorted, and of shapes, with a # before them
	all     bool     // all of the service's operations are among them
}

// shapeMark stands before the name of a shape.
const shapeMark = "#"

func sliceOf(c *model.Closure) slice {
	s := slice{closure: c, all: len(c.Operations) == len(c.Model.OperationsOf(c.Service))}
	for _, shape := range c.Chosen {
		s.names = append(s.names, shapeMark+shape.NameIn(c.Service))
	}
	for _, op := range c.Operations {
		s.names = append(s.names, op.ID.Name())
	}
	slices.Sort(s.names)
	return s
}

// offers reports whether the service has what a mark names.
func (s slice) offers(name string) bool {
	service, all := s.closure.Service, s.closure.Model.OperationsOf(s.closure.Service)
	if strings.HasPrefix(name, shapeMark) {
		name, all = name[len(shapeMark):], slices.Collect(maps.Values(s.closure.Model.Shapes))
	}
	return slices.ContainsFunc(all, func(shape *model.Shape) bool { return shape.NameIn(service) == name })
}

// mark writes the owner and the slice into doc.go.
func (d *directory) mark() {
	words := append([]string{d.owner}, d.slice.names...)
	if d.slice.all && len(d.slice.names) > maxMarked {
		words = []string{d.owner, allOperations}
	}
	line := templates.Header + "\n" + ownerMark + strings.Join(words, " ") + "\n"
	for i, f := range d.files {
		if rest, ok := bytes.CutPrefix(f.Content, []byte(templates.Header+"\n")); ok && f.Name == "doc.go" {
			d.files[i].Content = slices.Concat([]byte(line), rest)
		}
	}
}

// marked returns what mark wrote into a file, "" if nothing.
func marked(content []byte) (owner string, operations []string) {
	_, rest, _ := bytes.Cut(content, []byte("\n"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	mark, ok := strings.CutPrefix(string(line), ownerMark)
	if words := strings.Fields(mark); ok && len(words) > 0 {
		return words[0], words[1:]
	}
	return "", nil
}

// mayReplace reports why the package may not replace the one of which the
// content is a file. All operations of the service may replace anything of it;
// other slices have to have what is there, unless the service has it no more.
func (d *directory) mayReplace(content []byte) error {
	owner, had := marked(content)
	if owner == "" {
		return nil
	}
	if owner != d.owner {
		return fmt.Errorf("%s: holds the generated package of %s, not of %s; choose another --out or remove it first", d.path, owner, d.owner)
	}
	if d.slice.all {
		return nil
	}
	if slices.Contains(had, allOperations) {
		return fmt.Errorf("%s: has all operations of %s, and --operation and --shape name %d; leave them out, choose another --out or remove its generated files first",
			d.path, owner, len(d.slice.names))
	}
	dropped := slices.DeleteFunc(had, func(name string) bool { return slices.Contains(d.slice.names, name) || !d.slice.offers(name) })
	if len(dropped) == 0 {
		return nil
	}
	for i, name := range dropped {
		dropped[i] = strings.TrimPrefix(name, shapeMark)
	}
	return fmt.Errorf("%s: this would drop %s; name what to keep with --operation or --shape, choose another --out or remove its generated files first", d.path, enumerated(dropped))
}

// maxEnumerated bounds how many names a message has.
const maxEnumerated = 5

func enumerated(names []string) string {
	if more := len(names) - maxEnumerated; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxEnumerated], ", "), more)
	}
	return strings.Join(names, ", ")
}
