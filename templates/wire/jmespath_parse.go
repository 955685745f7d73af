package wire

import (
	"errors"
	"fmt"
)

// A jmesParser reads an expression by the binding powers of its operators. After
// an error every method returns at once, with nodes that are never used.
type jmesParser struct {
	lex   jmesLexer
	tok   jmesToken
	nodes int
	err   error
	errAt int
}

// maxJMESNodes bounds an expression, and with it how deep parsing and evaluation
// go.
const maxJMESNodes = 500

// The binding powers. What binds less than jmesStop ends a projection.
const (
	jmesStop     = 10
	jmesStar     = 20
	jmesFilter   = 21
	jmesDot      = 40
	jmesNegation = 45
)

var jmesPowers = map[jmesKind]int{
	"|": 1, "||": 2, "&&": 3, "==": 5, "!=": 5, "<": 5, "<=": 5, ">": 5, ">=": 5,
	"[]": 9, "[?": jmesFilter, ".": jmesDot, "[": 55,
}

func (p *jmesParser) fail(at int, err error) {
	if p.err == nil {
		p.err, p.errAt = err, at
	}
	p.tok = jmesToken{kind: jmesEnd, at: at}
	p.lex.pos = len(p.lex.text)
}

func (p *jmesParser) unexpected(wanted string) jmesNode {
	found := string(p.tok.kind)
	if jmesPowers[p.tok.kind] > 0 || len(found) <= 2 {
		found = quotedWord(found)
	}
	p.fail(p.tok.at, fmt.Errorf("expected %s, found %s", wanted, found))
	return jmesCurrent
}

func (p *jmesParser) advance() jmesToken {
	before := p.tok
	if p.err == nil {
		tok, err := p.lex.next()
		if p.tok = tok; err != nil {
			p.fail(tok.at, err)
		}
	}
	return before
}

// accept takes the next token if it is of that kind.
func (p *jmesParser) accept(kind jmesKind) bool {
	ok := p.tok.kind == kind && p.err == nil
	if ok {
		p.advance()
	}
	return ok
}

func (p *jmesParser) expect(kind jmesKind) {
	if !p.accept(kind) {
		p.unexpected(quotedWord(string(kind)))
	}
}

var errJMESLong = errors.New("the expression is too long")

// expression reads what binds more than power.
func (p *jmesParser) expression(power int) jmesNode {
	left := p.operand()
	for p.err == nil && power < jmesPowers[p.tok.kind] {
		left = p.operator(left)
	}
	return left
}

func (p *jmesParser) count() {
	if p.nodes++; p.nodes > maxJMESNodes {
		p.fail(p.tok.at, errJMESLong)
	}
}

// operand reads what can begin an expression.
func (p *jmesParser) operand() jmesNode {
	if p.count(); p.err != nil {
		return jmesCurrent
	}
	switch p.tok.kind {
	case jmesName:
		if t := p.advance(); p.tok.kind != "(" {
			return jmesField(t.text)
		} else {
			return p.call(t)
		}
	case jmesQuoted:
		return jmesField(p.advance().text)
	case jmesLiteral:
		value := p.advance().value
		return func(*jmesWork, Value) Value { return value }
	case "@":
		p.advance()
		return jmesCurrent
	case "(":
		p.advance()
		inner := p.expression(0)
		p.expect(")")
		return inner
	case "!":
		p.advance()
		return jmesNot(p.expression(jmesNegation))
	case "*":
		p.advance()
		return jmesProject(jmesCurrent, p.projected(jmesStar), jmesMembers)
	case "{":
		return p.object()
	case "[]", "[?":
		return p.operator(jmesCurrent)
	case "[":
		p.advance()
		if p.tok.kind == jmesNumber || p.tok.kind == ":" || p.tok.kind == "*" && p.followedBy("]") {
			return p.bracket(jmesCurrent)
		}
		return p.list()
	}
	return p.unexpected("a name, a literal, a function or a bracket")
}

// followedBy reports whether a token of that kind stands behind the next one.
func (p *jmesParser) followedBy(kind jmesKind) bool {
	ahead := p.lex
	tok, err := ahead.next()
	return err == nil && tok.kind == kind
}

// operator reads an operator behind its left operand, with its right one.
func (p *jmesParser) operator(left jmesNode) jmesNode {
	if p.count(); p.err != nil {
		return left
	}
	op := p.advance()
	power := jmesPowers[op.kind]
	switch op.kind {
	case ".":
		if p.accept("*") {
			return jmesProject(left, p.projected(jmesStar), jmesMembers)
		}
		return jmesThen(left, p.member(jmesDot))
	case "|":
		return jmesThen(left, p.expression(power))
	case "||":
		return jmesOr(left, p.expression(power))
	case "&&":
		return jmesAnd(left, p.expression(power))
	case "[]":
		return jmesProject(left, p.projected(power), jmesFlattened)
	case "[?":
		condition := p.expression(0)
		p.expect("]")
		return jmesProject(left, p.projected(power), jmesFiltered(condition))
	case "[":
		return p.bracket(left)
	}
	return jmesCompare(op.kind, left, p.expression(power))
}

// member reads what may stand behind a dot.
func (p *jmesParser) member(power int) jmesNode {
	switch p.tok.kind {
	case jmesName, jmesQuoted, "{":
		return p.expression(power)
	case "[":
		p.advance()
		return p.list()
	}
	return p.unexpected("a name or a bracket behind the dot")
}

// projected reads what is applied to each element of a projection.
func (p *jmesParser) projected(power int) jmesNode {
	switch next := p.tok.kind; {
	case next == ".":
		p.advance()
		if p.accept("*") {
			return jmesProject(jmesCurrent, p.projected(jmesStar), jmesMembers)
		}
		return p.member(power)
	case next == "[" || next == "[?":
		return p.expression(power)
	case jmesPowers[next] < jmesStop:
		return jmesCurrent
	}
	return p.unexpected("an operator")
}

// bracket reads an index, a slice or a star behind an opened bracket.
func (p *jmesParser) bracket(left jmesNode) jmesNode {
	if p.accept("*") {
		p.expect("]")
		return jmesProject(left, p.projected(jmesStar), jmesElements)
	}
	var parts [3]*int
	n := 0
	for p.err == nil && p.tok.kind != "]" {
		if p.tok.kind == jmesNumber && parts[n] == nil {
			num := p.advance().num // new(expr) wants Go 1.26 of the module that this is stamped into
			parts[n] = &num
		} else if p.tok.kind == ":" && n < 2 {
			p.advance()
			n++
		} else {
			return p.unexpected("an index, a slice or *")
		}
	}
	if n == 0 && parts[0] == nil {
		return p.unexpected("an index, a slice or *")
	}
	at := p.tok.at
	p.expect("]")
	if n == 0 {
		return jmesIndex(left, *parts[0])
	}
	if parts[2] != nil && *parts[2] == 0 {
		p.fail(at, errors.New("a slice by steps of 0"))
	}
	return jmesProject(left, p.projected(jmesStar), jmesSlice{parts[0], parts[1], parts[2]}.elements)
}

// list reads the parts of a multi-select list and its closing bracket.
func (p *jmesParser) list() jmesNode {
	return jmesSelect(nil, p.several("]", func() jmesNode { return p.expression(0) }))
}

func (p *jmesParser) object() jmesNode {
	p.advance()
	var names []string
	nodes := p.several("}", func() jmesNode {
		if p.tok.kind != jmesName && p.tok.kind != jmesQuoted {
			return p.unexpected("a name")
		}
		names = append(names, p.advance().text)
		p.expect(":")
		return p.expression(0)
	})
	return jmesSelect(names, nodes)
}

// several reads one part or more, with commas between, and what closes them.
func (p *jmesParser) several(closing jmesKind, part func() jmesNode) []jmesNode {
	nodes := []jmesNode{part()}
	for p.accept(",") {
		nodes = append(nodes, part())
	}
	p.expect(closing)
	return nodes
}

// call reads the arguments of a function.
func (p *jmesParser) call(name jmesToken) jmesNode {
	p.advance()
	f, ok := jmesFunctionNamed(name.text)
	if !ok {
		p.fail(name.at, fmt.Errorf("the function %q is not known; known are %s", clip(name.text), jmesFunctions))
		return jmesCurrent
	}
	var args []jmesNode
	if f.args == 0 || p.tok.kind != ")" {
		args = p.several(")", func() jmesNode { return p.expression(0) })
	} else {
		p.advance()
	}
	if f.args > 0 && len(args) != f.args {
		p.fail(name.at, fmt.Errorf("%s takes %d arguments, not %d", name.text, f.args, len(args)))
	}
	return func(w *jmesWork, v Value) Value {
		values := make([]Value, len(args))
		for i, arg := range args {
			values[i] = arg(w, v)
		}
		if w.err != nil {
			return Value{}
		}
		return f.call(w, values)
	}
}
