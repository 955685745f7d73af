// JMESPath (https://jmespath.org/specification.html) in the part that models
// use: fields, indexes, slices, projections, flattening, filters, pipes,
// comparisons, logic, literals, multi-selects and some functions. Left out are
// expression references (&) and what takes them (sort_by, max_by, …).
//
// An expression is compiled into closures that map a Value to a Value. The null
// of JMESPath is a Null or no value at all; what is absent is null. Enums are
// strings, timestamps their seconds, and structures, maps and unions objects.
// Other than specified, length and contains take null for an empty list, as
// clients do whose lists are typed: services leave empty lists out.

package wire

import (
	"errors"
	"fmt"
	"strings"
)

// JMESPath evaluates an expression. Its error says what is wrong with the
// expression, or which function was given what it can't take.
func JMESPath(expression string, v Value) (Value, error) {
	compiled, err := CompileJMESPath(expression)
	if err != nil {
		return Value{}, err
	}
	return compiled.Eval(v)
}

// A CompiledJMESPath is an expression that has been read. It may be used by many at once.
type CompiledJMESPath struct {
	text string
	eval jmesNode
}

// CompileJMESPath reads an expression. Its error names the byte at which it is wrong.
func CompileJMESPath(expression string) (*CompiledJMESPath, error) {
	p := jmesParser{lex: jmesLexer{text: expression}}
	p.advance()
	eval := p.expression(0)
	if p.err == nil && p.tok.kind != jmesEnd {
		p.unexpected("an operator or the end")
	}
	if p.err != nil {
		return nil, fmt.Errorf("JMESPath %q: at byte %d: %w", clip(expression), p.errAt, p.err)
	}
	return &CompiledJMESPath{expression, eval}, nil
}

// maxJMESWork bounds how many values an evaluation makes or looks at: a short
// expression could ask for any number.
const maxJMESWork = 1 << 22

var errJMESWork = errors.New("the evaluation takes too long")

// Eval evaluates the expression.
func (c *CompiledJMESPath) Eval(v Value) (Value, error) {
	work := &jmesWork{left: maxJMESWork}
	result := c.eval(work, v)
	if work.err != nil {
		return Value{}, fmt.Errorf("JMESPath %q: %w", clip(c.text), work.err)
	}
	return result, nil
}

// A jmesNode is a compiled expression. After an error it may return anything.
type jmesNode func(w *jmesWork, v Value) Value

type jmesWork struct {
	left int
	err  error
}

// spend reports whether n more values may be made.
func (w *jmesWork) spend(n int) bool {
	if w.left -= n; w.left < 0 && w.err == nil {
		w.err = errJMESWork
	}
	return w.err == nil
}

func (w *jmesWork) fail(format string, args ...any) Value {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
	return Value{}
}

func jmesCurrent(_ *jmesWork, v Value) Value { return v }

func jmesField(name string) jmesNode {
	return func(w *jmesWork, v Value) Value {
		w.spend(v.Len())
		return v.Member(name)
	}
}

func jmesThen(left, right jmesNode) jmesNode {
	return func(w *jmesWork, v Value) Value { return right(w, left(w, v)) }
}

func jmesIndex(left jmesNode, i int) jmesNode {
	return func(w *jmesWork, v Value) Value {
		list := left(w, v)
		if list.Kind() != List {
			return Value{}
		}
		if i < 0 {
			return list.Elem(list.Len() + i)
		}
		return list.Elem(i)
	}
}

// jmesProject applies right to each of the values that elems finds in what left
// gives, and collects what is not null. No values at all give null.
func jmesProject(left, right jmesNode, elems func(*jmesWork, Value) ([]Value, bool)) jmesNode {
	return func(w *jmesWork, v Value) Value {
		values, ok := elems(w, left(w, v))
		if !ok || !w.spend(len(values)) {
			return Value{}
		}
		var out []Value
		for _, value := range values {
			if result := right(w, value); !result.isNull() {
				out = append(out, result)
			}
			if w.err != nil {
				return Value{}
			}
		}
		return ListValue(nil, out...)
	}
}

func jmesElements(_ *jmesWork, v Value) ([]Value, bool) { return v.values(), v.Kind() == List }

func jmesMembers(_ *jmesWork, v Value) ([]Value, bool) { return v.values(), jmesObject(v) }

// jmesFlattened are the elements of a list, and in place of those that are lists
// theirs.
func jmesFlattened(w *jmesWork, v Value) ([]Value, bool) {
	var flat []Value
	for _, e := range v.values() {
		elems := []Value{e}
		if e.Kind() == List {
			elems = e.values()
		}
		if !w.spend(len(elems)) {
			return nil, false
		}
		flat = append(flat, elems...)
	}
	return flat, v.Kind() == List
}

func jmesFiltered(condition jmesNode) func(*jmesWork, Value) ([]Value, bool) {
	return func(w *jmesWork, v Value) ([]Value, bool) {
		var kept []Value
		for _, e := range v.values() {
			if !w.spend(1) {
				return nil, false
			}
			if jmesTrue(condition(w, e)) {
				kept = append(kept, e)
			}
		}
		return kept, v.Kind() == List
	}
}

// A jmesSlice is the part of a list from start to stop by step, each nil where
// the expression has none.
type jmesSlice struct{ start, stop, step *int }

func (s jmesSlice) elements(_ *jmesWork, v Value) ([]Value, bool) {
	values, step := v.values(), 1
	if s.step != nil {
		step = *s.step
	}
	n := len(values)
	start, stop := 0, n
	if step < 0 {
		start, stop = n-1, -1
	}
	bound := func(i *int, otherwise int) int {
		switch {
		case i == nil:
			return otherwise
		case *i < 0:
			return max(*i+n, min(0, sign(step)))
		}
		return min(*i, n+min(0, sign(step)))
	}
	start, stop = bound(s.start, start), bound(s.stop, stop)
	var out []Value
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		out = append(out, values[i])
	}
	return out, v.Kind() == List
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// jmesSelect makes a list, or with names an object, of several results; null
// has no parts.
func jmesSelect(names []string, nodes []jmesNode) jmesNode {
	return func(w *jmesWork, v Value) Value {
		if v.isNull() || !w.spend(len(nodes)) {
			return Value{}
		}
		fields := make([]Field, len(nodes))
		for i, node := range nodes {
			if fields[i].Value = node(w, v); fields[i].Value.isNull() {
				fields[i].Value = NullValue()
			}
			if names != nil {
				fields[i].Name = names[i]
			}
		}
		if names != nil {
			return fieldsValue(nil, Map, lastOfEach(fields))
		}
		return fieldsValue(nil, List, fields)
	}
}

func jmesNot(node jmesNode) jmesNode {
	return func(w *jmesWork, v Value) Value { return BoolValue(nil, !jmesTrue(node(w, v))) }
}

func jmesAnd(left, right jmesNode) jmesNode {
	return func(w *jmesWork, v Value) Value {
		if l := left(w, v); !jmesTrue(l) {
			return l
		}
		return right(w, v)
	}
}

func jmesOr(left, right jmesNode) jmesNode {
	return func(w *jmesWork, v Value) Value {
		if l := left(w, v); jmesTrue(l) {
			return l
		}
		return right(w, v)
	}
}

func jmesObject(v Value) bool { return v.Kind() == Structure || v.Kind() == Map || v.Kind() == Union }

// jmesTrue reports whether a value counts as true: anything but false, null and
// what is empty.
func jmesTrue(v Value) bool {
	switch {
	case v.isNull():
		return false
	case v.Kind() == Boolean:
		return v.Bool()
	case v.Kind().isText():
		return v.text != ""
	case v.Kind() == List || jmesObject(v):
		return v.Len() > 0
	}
	return true
}

func quotedWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }
