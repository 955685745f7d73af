package generator

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/smithygen/smithygen/model"
)

// checkHosts refuses host prefixes that no request can have, and those with which one
// could go to another host than the endpoint's.
// See https://smithy.io/2.0/spec/endpoint-traits.html
func checkHosts(c *model.Closure) error {
	var problems model.Diagnostics
	for _, op := range c.Operations {
		if problem, remedy := hostMistake(op); problem != "" {
			problems = append(problems, &model.Diagnostic{Pos: op.Pos, Shape: op.ID,
				Problem: fmt.Sprintf("has the host prefix %q, %s", op.HostPrefix(), problem), Remedy: remedy})
		}
	}
	return problems.Err()
}

// hostMistake says what is wrong with an operation's host prefix, "" for nothing.
func hostMistake(op *model.Shape) (problem, remedy string) {
	for rest := op.HostPrefix(); rest != ""; {
		literal, after, found := strings.Cut(rest, "{")
		if strings.ContainsFunc(literal, notOfHosts) {
			return "which is no part of a host's name", "use letters, digits, hyphens, dots and labels"
		}
		if !found {
			break
		}
		label, after, closed := strings.Cut(after, "}")
		if !closed {
			return fmt.Sprintf("whose label {%s is not closed", label), "close it with }"
		}
		if m := op.Input.Member(label); m == nil || !m.Traits.Has(model.TraitHostLabel) || m.Target.Kind != model.KindString && m.Target.Kind != model.KindEnum {
			return fmt.Sprintf("whose label {%s} no text of the input is bound to", label),
				"give the input a string of that name with the trait " + string(model.TraitHostLabel)
		}
		rest = after
	}
	return "", ""
}

func notOfHosts(r rune) bool {
	return r != '-' && r != '.' && (r > unicode.MaxASCII || !isAlnum(byte(r)))
}
