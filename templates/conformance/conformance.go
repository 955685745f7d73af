// Package conformance runs the protocol tests that a Smithy model carries
// (smithy.test#httpRequestTests, httpResponseTests and eventStreamTests) against
// the package generated from it, through its public API only: Operations, which
// turns values into requests and responses into values or errors. It is stamped
// into a module of its own, beside the packages it tests. See
// https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html
//
// Known gaps: the authScheme of a case is not looked at, and of vendorParams only
// the code that an error is to have.
package conformance

import (
	"fmt"
	"io"
	"os"

	"github.com/smithygen/smithygen/templates/wire"
)

// A Suite is one model with protocol tests and what was generated from it.
type Suite struct {
	File     string // path of the model, Smithy's JSON AST
	Packages []Package
}

// A Package is what was generated of one service to speak one protocol.
type Package struct {
	Service    string            // absolute shape id
	Protocol   string            // absolute shape id of its trait
	Problem    string            // why there is no package; then there are no operations
	Operations []*wire.Operation // nil if there is a problem
}

// token is the idempotency token that the cases expect.
const token = "00000000-0000-4000-8000-000000000000"

// Main runs the cases of all suites and prints the failing ones, totals for each
// file and a line with those of all. expected is the path of a list of cases
// that may fail, see readExpected. It returns the exit code: 0 if what failed is
// what was expected to, 1 if not, 2 if the cases could not be read.
func Main(stdout, stderr io.Writer, expected string, suites []Suite) int {
	wire.NewIdempotencyToken = func() string { return token }
	list, err := os.Open(expected)
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	defer list.Close()
	r := &report{out: stdout}
	if r.expected, err = readExpected(expected, list); err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	for _, s := range suites {
		if err := s.run(r); err != nil {
			fmt.Fprintf(stderr, "%s: %v\n", s.File, err)
			return 2
		}
	}
	if !r.close() {
		return 1
	}
	return 0
}

// run runs the cases of one model.
func (s *Suite) run(r *report) error {
	text, err := os.ReadFile(s.File)
	if err != nil {
		return err
	}
	cases, err := readCases(text)
	if err != nil {
		return err
	}
	r.open(s.File)
	for _, c := range cases.list {
		r.add(c, s.try(c))
	}
	r.total()
	return nil
}

// try runs one case. Generated code that panics fails its case only.
func (s *Suite) try(c *testCase) (f findings) {
	defer func() {
		if cause := recover(); cause != nil {
			f = findings{{what: "panic", got: fmt.Sprint(cause)}}
		}
	}()
	op, problem := s.operation(c)
	switch {
	case problem != "":
		return findings{{what: noPackage, got: problem}}
	case op == nil:
		return findings{{what: "no operation of the generated package", want: c.shape}}
	case c.trait == requestTests:
		return c.checkRequest(op)
	case c.trait == eventStreamTests:
		return c.checkEvents(op)
	}
	return c.checkResponse(op)
}

// operation finds the operation that a case is about; for one about an error, the
// first that may answer with it. It returns why there is none if the package was
// not generated.
func (s *Suite) operation(c *testCase) (*wire.Operation, string) {
	problem := "nothing generated speaks " + c.Protocol
	for _, p := range s.Packages {
		if p.Protocol != c.Protocol {
			continue
		}
		problem = p.Problem
		for _, op := range p.Operations {
			if c.isAbout(op) {
				return op, ""
			}
		}
	}
	return nil, problem
}
