package generator

import (
	"fmt"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// What a REST protocol makes of operations is checked where it could only give
// requests that fail or go astray; all else a model says is taken as it is.
// See https://smithy.io/2.0/spec/http-bindings.html.

// checkBindings refuses HTTP bindings of the closure's operations that no
// request can follow.
func checkBindings(c *model.Closure) error {
	var problems model.Diagnostics
	seen := map[*model.Shape]bool{}
	for _, op := range c.Operations {
		http, ok := op.HTTP()
		if !ok {
			problems = append(problems, &model.Diagnostic{Pos: op.Pos, Shape: op.ID, Problem: "has no HTTP binding, which its protocol asks for",
				Remedy: "give it the trait " + string(model.TraitHTTP) + " or choose another protocol"})
			continue
		}
		problems = append(problems, checkRequest(op, http)...)
		for _, s := range append([]*model.Shape{op.Input, op.Output}, c.OperationErrors(op)...) {
			if !seen[s] {
				seen[s] = true
				problems = append(problems, checkHeaders(s)...)
				problems = append(problems, checkCarried(s)...)
			}
		}
	}
	return problems.Err()
}

func checkRequest(op *model.Shape, http model.HTTP) (problems model.Diagnostics) {
	report := func(problem, remedy string) {
		problems = append(problems, &model.Diagnostic{Pos: op.Pos, Shape: op.ID, Problem: problem, Remedy: remedy})
	}
	if !isToken(http.Method) {
		report(fmt.Sprintf("has the HTTP method %q", http.Method), "a method is a word such as GET")
	}
	if !strings.HasPrefix(http.URI, "/") {
		report(fmt.Sprintf("has the URI %q", http.URI), "a URI begins with /")
	}
	labels, open := uriLabels(http.URI)
	if open != "" {
		report(fmt.Sprintf("has the URI %q, whose label {%s is not closed", http.URI, open), "close it with }")
		return problems
	}
	greedy, bound := "", map[string]bool{}
	for _, label := range labels {
		name, isGreedy := strings.CutSuffix(label, "+")
		bound[name] = true
		if m := op.Input.Member(name); m == nil || !m.Traits.Has(model.TraitHTTPLabel) {
			report(fmt.Sprintf("has the URI %q, whose label {%s} no input member is bound to", http.URI, label),
				"give the input a member of that name with the trait "+string(model.TraitHTTPLabel))
		}
		if greedy != "" {
			report(fmt.Sprintf("has the URI %q, whose greedy label {%s} is followed by {%s}", http.URI, greedy, label), "only the last label can be greedy")
		}
		if isGreedy {
			greedy = label
		}
	}
	for _, m := range op.Input.Members {
		if m.Traits.Has(model.TraitHTTPLabel) && !bound[m.Name] {
			problems = append(problems, &model.Diagnostic{Pos: m.Pos, Shape: m.ID(),
				Problem: fmt.Sprintf("is bound to a label, but the URI %q of %s has none for it", http.URI, op.ID.Name()),
				Remedy:  fmt.Sprintf("put {%s} into the URI or bind the member elsewhere", m.Name)})
		}
	}
	return problems
}

// uriLabels returns what stands in braces in the path of a URI; open is a label
// that is not closed.
func uriLabels(uri string) (labels []string, open string) {
	rest, _, _ := strings.Cut(uri, "?")
	for {
		_, after, found := strings.Cut(rest, "{")
		if !found {
			return labels, ""
		}
		label, after, closed := strings.Cut(after, "}")
		if !closed {
			return labels, label
		}
		labels, rest = append(labels, label), after
	}
}

// checkHeaders refuses names of headers that HTTP has no way to send. A prefix
// may be empty.
func checkHeaders(s *model.Shape) (problems model.Diagnostics) {
	for _, m := range s.Members {
		name, bound := m.Traits.Get(model.TraitHTTPHeader)
		if bound && !isToken(name.Text()) {
			problems = append(problems, &model.Diagnostic{Pos: m.Pos, Shape: m.ID(), Problem: fmt.Sprintf("is bound to the header %q", name.Text()), Remedy: tokenRemedy})
		}
		if prefix := m.Traits.Text(model.TraitHTTPPrefix); prefix != "" && !isToken(prefix) {
			problems = append(problems, &model.Diagnostic{Pos: m.Pos, Shape: m.ID(), Problem: fmt.Sprintf("is bound to headers that begin with %q", prefix), Remedy: tokenRemedy})
		}
	}
	return problems
}

// carriers are the places of a message outside its body, and what can stand there.
var carriers = []struct {
	trait   model.ShapeID
	carries func(*model.Shape) bool
	remedy  string
}{
	{model.TraitHTTPLabel, isScalar, "a label is a text, number, boolean or timestamp"},
	{model.TraitHTTPQuery, isScalarOrList, "a parameter is a text, number, boolean or timestamp, or a list of them"},
	{model.TraitHTTPHeader, isScalarOrList, "a header is a text, number, boolean or timestamp, or a list of them"},
	{model.TraitHTTPQueryParams, isMapOfScalars, "parameters are a map of texts, or of lists of them"},
	{model.TraitHTTPPrefix, isMapOfScalars, "headers with a prefix are a map of texts"},
}

// checkCarried refuses members that are bound to where nothing of them would be sent.
func checkCarried(s *model.Shape) (problems model.Diagnostics) {
	for _, m := range s.Members {
		for _, c := range carriers {
			if m.Traits.Has(c.trait) && !c.carries(m.Target) {
				problems = append(problems, &model.Diagnostic{Pos: m.Pos, Shape: m.ID(),
					Problem: fmt.Sprintf("has the trait %s, but targets the %s %s", c.trait, m.Target.Kind, m.Target.ID), Remedy: c.remedy})
			}
		}
	}
	return problems
}

func isScalar(s *model.Shape) bool { return s.Kind < model.KindDocument }

func isScalarOrList(s *model.Shape) bool {
	return isScalar(s) || s.Kind == model.KindList && isScalar(s.Members[0].Target)
}

func isMapOfScalars(s *model.Shape) bool {
	return s.Kind == model.KindMap && isScalarOrList(s.Members[1].Target)
}

const tokenRemedy = "a header's name has letters, digits and hyphens"

// isToken reports whether the text is a token, which both methods and names of
// headers are (RFC 9110, sections 5.1, 5.6.2 and 9.1).
func isToken(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		return !letter && (r < '0' || r > '9') && !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	})
}
