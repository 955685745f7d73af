package conformance

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/templates/wire"
)

const (
	requestTests     = "smithy.test#httpRequestTests"
	responseTests    = "smithy.test#httpResponseTests"
	eventStreamTests = "smithy.test#eventStreamTests"
)

// A testCase is one element of a trait with tests. The fields that are read from
// it have the names and meanings of the specification; those of requests and of
// responses stand together.
type testCase struct {
	trait string // requestTests, responseTests or eventStreamTests
	shape string // absolute id of the operation or error it is on
	kind  string // of that shape: "operation" or "structure"

	ID            string
	Protocol      string
	AppliesTo     string
	Params        any // numbers are json.Number
	VendorParams  struct{ Code any }
	Headers       map[string]string
	Body          *string
	BodyMediaType string

	Method             string
	URI                string
	Host               string
	ResolvedHost       string
	QueryParams        []string
	ForbidQueryParams  []string
	RequireQueryParams []string
	ForbidHeaders      []string
	RequireHeaders     []string

	Code int

	Events                                      []*event
	InitialRequest, InitialResponse             *testCase
	InitialRequestParams, InitialResponseParams any
	Expectation                                 expectation
}

// Cases are those of one model that apply to clients.
type cases struct {
	list []*testCase // by shape id, those of one shape in model order
}

// readCases reads the cases out of a model, a JSON AST.
func readCases(text []byte) (*cases, error) {
	var model struct {
		Shapes map[string]struct {
			Type   string
			Traits map[string]json.RawMessage
		}
	}
	if err := decode(text, &model); err != nil {
		return nil, fmt.Errorf("not a model in Smithy's JSON AST: %w", err)
	}
	found := &cases{}
	for _, id := range slices.Sorted(maps.Keys(model.Shapes)) {
		s := model.Shapes[id]
		for _, trait := range []string{requestTests, responseTests, eventStreamTests} {
			if s.Traits[trait] == nil {
				continue
			}
			var list []*testCase
			if err := decode(s.Traits[trait], &list); err != nil {
				return nil, fmt.Errorf("%s of %s: %w", trait, id, err)
			}
			for _, c := range list {
				c.trait, c.shape, c.kind = trait, id, s.Type
				found.add(c)
			}
		}
	}
	return found, nil
}

func (cs *cases) add(c *testCase) {
	if c.AppliesTo == "" || c.AppliesTo == "client" {
		cs.list = append(cs.list, c)
	}
}

// decode reads one JSON value, keeping its numbers as they are written.
func decode(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}

// isAbout reports whether the case can be run with the operation.
func (c *testCase) isAbout(op *wire.Operation) bool {
	if c.kind == "operation" {
		return strings.HasSuffix(c.shape, "#"+op.Name)
	}
	return slices.ContainsFunc(op.Errors, func(s *wire.Schema) bool { return s.ID == c.shape })
}

// endpoint returns the URL that the case gives to the client.
func (c *testCase) endpoint() string { return "https://" + cmp.Or(c.Host, "example.com") }

// params returns what the case calls the input, output or error, which may be
// left out.
func (c *testCase) params() any {
	if c.Params == nil {
		return map[string]any{}
	}
	return c.Params
}

// String says what the case is about.
func (c *testCase) String() string {
	switch {
	case c.trait == requestTests:
		return "request of " + c.shape
	case c.trait == eventStreamTests:
		return "events of " + c.shape
	case c.kind == "operation":
		return "response of " + c.shape
	}
	return "error " + c.shape
}
