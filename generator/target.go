package generator

import (
	"fmt"
	"go/token"
	"regexp"
	"strings"

	"golang.org/x/mod/module"

	"github.com/smithygen/smithygen/model"
)

// A target is what a package is to be, beside what its model says: the options
// with their defaults filled in and checked.
type target struct {
	name     string
	runtime  string // import path
	protocol protocol
}

func newTarget(c *model.Closure, opts Options) (target, error) {
	t := target{name: opts.Package, runtime: opts.Runtime}
	if len(c.Operations)+len(c.Chosen) == 0 {
		return t, &model.Diagnostic{Pos: c.Service.Pos, Shape: c.Service.ID, Problem: "has no operations to generate", Remedy: "give it some, or leave it out"}
	}
	if t.name == "" {
		t.name = defaultPackage(c.Service)
	}
	if !token.IsIdentifier(t.name) || t.name == "_" {
		return t, fmt.Errorf("%q cannot name a Go package; give one of lower-case letters and digits", t.name)
	}
	if err := module.CheckImportPath(t.runtime); err != nil {
		return t, fmt.Errorf("the runtime's import path: %w; give the path package wire is imported by", err)
	}
	var err error
	t.protocol, err = chooseProtocol(c.Service, opts.Protocol)
	return t, err
}

// defaultPackage makes a package name of the service's sdkId, or of its shape's
// name: its ASCII letters in lower case and its digits.
func defaultPackage(service *model.Shape) string {
	name := service.SDKID()
	if name == "" {
		name = service.ID.Name()
	}
	name = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(name))
	switch {
	case name == "" || name[0] <= '9':
		return "aws" + name
	case token.IsKeyword(name) || otherwiseTaken.MatchString(name):
		return name + "service"
	}
	return name
}

// otherwiseTaken are the names that packages, or the directories called like
// them, have a meaning of their own by: to Go, as the runtime beside, or as devices
// to Windows.
var otherwiseTaken = regexp.MustCompile(`^(init|internal|main|testdata|vendor|wire|aux|con|nul|prn|(com|lpt)[1-9])$`)
