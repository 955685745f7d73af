package generator

import (
	"fmt"
	"maps"
	"regexp"
	"strings"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates/wire"
)

// waiterNodes returns what the model says of an operation's waiters, by name:
// Smithy's trait, and what the older form has and Smithy can't express.
func waiterNodes(op *model.Shape) map[string]model.Node {
	nodes := map[string]model.Node{}
	for _, trait := range []model.ShapeID{model.TraitLegacyWaiters, model.TraitWaitable} {
		all, _ := op.Traits.Get(trait)
		maps.Copy(nodes, all.Fields())
	}
	return nodes
}

// waiters returns the waiters of an operation in order of their names, and a
// note for its documentation on each that is left out.
// See https://smithy.io/2.0/additional-specs/waiters.html
func (l *lowering) waiters(op *model.Shape) (waiters []*ir.Waiter, notes []string) {
	nodes := waiterNodes(op)
	var all [][]string
	for _, name := range l.names.operations[op].waiters {
		w, err := l.waiter(op, name, nodes[name])
		if err != nil {
			all = append(all, leftOut("the waiter "+name, err.Error()))
			continue
		}
		waiters = append(waiters, w)
	}
	return waiters, paragraphs(all...)
}

func (l *lowering) waiter(op *model.Shape, name string, node model.Node) (*ir.Waiter, error) {
	n := l.names.operations[op]
	w := &ir.Waiter{Func: n.waitUntil[name], Var: n.waiterVars[name], Name: name,
		MinDelay: delay(node.Get("minDelay"), node.Get("delay")), MaxDelay: delay(node.Get("maxDelay"))}
	for _, a := range node.Get("acceptors").Items() {
		acceptor, err := lowerAcceptor(a)
		if err != nil {
			return nil, err
		}
		if acceptor.Match == "MatchOutput" && memberAt(op.Output, acceptor.Path) == nil {
			acceptor.Expression = true // it leads through a map, a union or a document
		}
		w.Acceptors = append(w.Acceptors, acceptor)
	}
	w.Doc = paragraphs(
		sentence("%s calls %s until it answers as the waiter %s expects, and returns that output, as [wire.Wait] does.", w.Func, op.ID.Name(), name),
		godoc(node.Get("documentation").Text()))
	if node.Get("deprecated").Bool() {
		w.Doc = paragraphs(w.Doc, deprecated("", ""))
	}
	return w, nil
}

// maxWaiterDelay bounds a delay: the longest that a model may ask for is a day.
const maxWaiterDelay = 24 * 60 * 60

// delay returns the first of some numbers of seconds that is there.
func delay(nodes ...model.Node) int {
	for _, n := range nodes {
		if n.Exists() {
			return int(min(max(n.Int(), 0), maxWaiterDelay))
		}
	}
	return 0
}

var waitStates = map[string]string{"retry": "WaitRetry", "success": "WaitSuccess", "failure": "WaitFailure"}

func lowerAcceptor(node model.Node) (a ir.Acceptor, err error) {
	state, known := waitStates[node.Get("state").Text()]
	if !known {
		return a, fmt.Errorf("it has a state %q, which is not known", node.Get("state").Text())
	}
	matcher := node.Get("matcher")
	if kinds := matcher.Fields(); len(kinds) == 1 {
		for kind, node := range kinds {
			a, err = lowerMatcher(kind, node)
		}
	} else {
		a, err = lowerLegacyMatcher(matcher.Text(), node.Get("argument"), node.Get("expected"))
	}
	a.State = state
	return a, err
}

// comparators are those of Smithy and those of the older form, whose paths are
// its matchers.
var comparators = map[string]string{
	"stringEquals": "", "path": "",
	"booleanEquals":   "BooleanEquals",
	"allStringEquals": "AllStringEquals", "pathAll": "AllStringEquals",
	"anyStringEquals": "AnyStringEquals", "pathAny": "AnyStringEquals",
}

func lowerMatcher(kind string, node model.Node) (ir.Acceptor, error) {
	switch kind {
	case "success":
		return outcome(node.Bool()), nil
	case "errorType":
		return ir.Acceptor{Match: "MatchErrorType", Expected: model.ShapeID(node.Text()).Name()}, nil
	case "output", "inputOutput":
		comparator, known := comparators[node.Get("comparator").Text()]
		if !known {
			return ir.Acceptor{}, fmt.Errorf("it has a comparator %q, which is not known", node.Get("comparator").Text())
		}
		a := ir.Acceptor{Match: "MatchOutput", Expected: node.Get("expected").Text(), Compare: comparator}
		if kind == "inputOutput" {
			a.Match = "MatchOutputPair"
		}
		return withPath(a, node.Get("path").Text())
	}
	return ir.Acceptor{}, fmt.Errorf("it has a matcher %q, which is not known", kind)
}

// outcome accepts any output, or any error.
func outcome(success bool) ir.Acceptor {
	a := ir.Acceptor{Match: "MatchOutcome"}
	if !success {
		a.Expected = "false"
	}
	return a
}

// lowerLegacyMatcher lowers what waiters-2.json says.
func lowerLegacyMatcher(matcher string, argument, expected model.Node) (ir.Acceptor, error) {
	comparator, isPath := comparators[matcher]
	truth := expected == "true" || expected == "false"
	switch {
	case matcher == "error" && truth:
		return outcome(!expected.Bool()), nil
	case matcher == "error":
		return ir.Acceptor{Match: "MatchErrorType", Expected: expected.Text()}, nil
	case matcher == "status" && expected.Int()/100 == 2:
		return outcome(true), nil
	case matcher == "status":
		return ir.Acceptor{Match: "MatchStatus", Expected: expected.Text()}, nil
	case isPath && truth && comparator == "":
		return withPath(ir.Acceptor{Match: "MatchOutput", Expected: expected.Text(), Compare: "BooleanEquals"}, argument.Text())
	case isPath && expected.IsString():
		return withPath(ir.Acceptor{Match: "MatchOutput", Expected: expected.Text(), Compare: comparator}, argument.Text())
	case isPath:
		return withPath(ir.Acceptor{Match: "MatchOutput", Expected: "true", Compare: "BooleanEquals"}, isValue(matcher, argument.Text(), expected))
	}
	return ir.Acceptor{}, fmt.Errorf("it has a matcher %q, which is not known", matcher)
}

// isValue returns an expression that is true if what a path gives is a value, or
// if all or any of its elements are: Smithy compares with strings only.
func isValue(matcher, path string, value model.Node) string {
	literal := "`" + strings.ReplaceAll(string(value), "`", "\\`") + "`"
	switch matcher {
	case "pathAll":
		return fmt.Sprintf("length(%s) > `0` && !((%[1]s)[?@ != %s])", path, literal)
	case "pathAny":
		return fmt.Sprintf("contains(%s, %s)", path, literal)
	}
	return fmt.Sprintf("(%s) == %s", path, literal)
}

// plainPath are the expressions that are nothing but names.
var plainPath = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`)

// withPath sets what an acceptor looks at.
func withPath(a ir.Acceptor, path string) (ir.Acceptor, error) {
	a.Path, a.Expression = path, a.Match == "MatchOutputPair" || !plainPath.MatchString(path)
	_, err := wire.CompileJMESPath(path)
	return a, err
}
