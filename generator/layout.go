package generator

import (
	"bytes"
	"strings"
	"unicode"
)

// go/format takes half of a run, and most of that for few forms: one-line
// methods, structures, tables, blocks of constants. A layout knows how gofmt
// writes these. It declines whatever else there is, conditions and loops for
// one, and leaves it to go/format. That both do the same is tested.

// A layout writes declarations token by token. Cells that are to be aligned end
// in a vertical tab until all is written.
type layout struct {
	in   []byte // what is left
	out  []byte
	open []bracket
	bad  bool // there is something of no form known here

	last  kind // the token before, lineStart if there is none on the line
	count int  // tokens on the line
	cells int  // on the line
	blank bool // an empty line is due
	decls int  // declarations begun
	funcs bool // they are functions

	signature bool // in what stands before the body of a function, or in a method of an interface
	literal   bool // the function has no name
	depth     int  // brackets around it
	start     int  // of it in out
}

// A role is what a bracket is around.
type role uint8

const (
	inList   role = iota // expressions, parameters
	inBlock              // statements, one a line
	inInline             // statements on one line
	inStruct
	inInterface
	inGroup // constants or variables
)

// A bracket is an open one.
type bracket struct {
	closer kind
	role   role
	broken bool // a line ended directly in it, so that what follows is indented
	lines  int  // of a type or group: fields or specs begun
	values int  // of a group: specs with a value, each of which has as many cells
	cells  int
	around bool // an expression, no parameters or arguments
	single bool // results that would need no parentheses

	// Of a body on one line: where in out the function and what follows its
	// signature begin, and the semicolons.
	start, at int
	stops     []int
}

// layOut appends declarations that no empty line divides, formatted, to dst. It
// reports whether it knows their form.
func layOut(dst, source []byte) ([]byte, bool) {
	if bytes.ContainsAny(source, "\v\f\r") {
		return dst, false
	}
	l := layout{in: source, out: make([]byte, 0, len(source)+len(source)/8)}
	for len(l.in) > 0 && !l.bad {
		line, _, _ := bytes.Cut(l.in, newline)
		switch text := bytes.TrimSpace(line); {
		case len(text) == 0:
			l.blank = true
			l.in = l.in[min(len(line)+1, len(l.in)):]
		case bytes.HasPrefix(text, slashes):
			l.comment(text)
			l.in = l.in[min(len(line)+1, len(l.in)):]
		default:
			l.line()
		}
	}
	if l.bad || len(l.open) > 0 {
		return dst, false
	}
	return align(dst, l.out), true
}

var (
	newline = []byte("\n")
	slashes = []byte("//")
)

// decline gives up on a condition.
func (l *layout) decline(when bool) { l.bad = l.bad || when }

// inside reports whether the innermost bracket has the role.
func (l *layout) inside(r role) bool {
	return len(l.open) > 0 && l.open[len(l.open)-1].role == r
}

// comment writes a comment above a declaration, a field or a spec.
func (l *layout) comment(text []byte) {
	l.decline(len(l.open) == 0 && l.decls > 0)
	l.decline(len(l.open) > 0 && !l.inside(inStruct) && !l.inside(inInterface) && !l.inside(inGroup))
	l.indent(lineStart)
	l.out = append(l.out, bytes.TrimRightFunc(text, unicode.IsSpace)...)
}

// indent ends the line before and indents the one that begins with next.
func (l *layout) indent(next kind) {
	around := l.open
	if n := len(l.open); n > 0 {
		b := &l.open[n-1]
		before := l.out[len(l.out)-1]
		first := before == '{' || before == '(' || before == '['
		if next == b.closer {
			around = l.open[:n-1]
			l.decline(b.role == inList && (first || !b.broken)) // gofmt moves it to the line before
		}
		l.decline(b.role == inInline || l.blank && (first || next == b.closer || b.role == inList))
		b.broken = true
		if l.blank {
			l.out = append(l.out, '\n')
		}
	}
	if len(l.out) > 0 {
		l.out = append(l.out, '\n')
	}
	l.blank = false
	for i := range around {
		if around[i].broken {
			l.out = append(l.out, '\t')
		}
	}
}

// line writes the tokens up to the end of a line.
func (l *layout) line() {
	l.last, l.count, l.cells = lineStart, 0, 0
	for !l.bad {
		k, text := l.scan()
		if k == lineEnd {
			break
		}
		if l.count == 0 {
			l.begin(k)
		}
		l.token(k, text)
		l.last, l.count = k, l.count+1
	}
	if l.inside(inInterface) {
		l.signature = false
	}
	l.decline(l.signature)
	switch l.last {
	case nameToken, constantToken, '(', '[', '{', ')', ']', '}':
	case ',':
		l.decline(!l.inside(inList))
	default:
		l.bad = true
	}
}

// begin begins a line with its first token.
func (l *layout) begin(k kind) {
	l.indent(k)
	if len(l.open) == 0 {
		l.decline(k != funcToken && k != keywordToken || l.decls > 0 && !(l.funcs && k == funcToken))
		l.decls, l.funcs = l.decls+1, k == funcToken
		return
	}
	b := &l.open[len(l.open)-1]
	if k == b.closer || b.role < inStruct {
		return
	}
	l.decline(k != nameToken || b.role == inGroup && b.values != b.lines)
	b.lines++
	l.signature, l.depth = b.role == inInterface, len(l.open)
}

// token writes a token and what is between it and the one before.
func (l *layout) token(k kind, text []byte) {
	switch {
	case k == ')' || k == ']' || k == '}':
		l.close(k)
		return
	case k == '{' && l.signature && len(l.open) == l.depth:
		l.body()
		return
	case k == ':': // after keys on the line of another; gofmt aligns others
		l.decline(!l.inside(inList) || l.open[len(l.open)-1].closer != '}' || l.count == 1)
	case k == ';':
		l.stop()
	case k == ',' && len(l.open) > 0:
		l.open[len(l.open)-1].single = false
	case l.inside(inStruct) && l.last == constantToken: // behind a tag
		l.bad = true
	}
	l.separate(k)
	if k == funcToken && !l.signature {
		l.signature, l.literal, l.depth, l.start = true, l.count > 0, len(l.open), len(l.out)
	}
	l.out = append(l.out, text...)
	switch k {
	case '(':
		b := bracket{closer: ')', single: l.signature && l.last == ')'}
		switch l.last {
		case nameToken, ')', ']', '}', keywordToken, funcToken:
		default:
			b.around = true
			l.decline(l.last == '(' && l.open[len(l.open)-1].around)
		}
		if len(l.open) == 0 && l.last == keywordToken {
			b.role = inGroup
			l.decline(!l.ends())
		}
		l.open = append(l.open, b)
	case '[':
		l.open = append(l.open, bracket{closer: ']'})
	case '{':
		l.open = append(l.open, bracket{closer: '}', role: l.brace()})
	}
}

// brace tells what the brace just written is around; it begins no body.
func (l *layout) brace() role {
	if l.last != keywordToken {
		l.decline(l.last != nameToken && l.last != ']' && !l.inside(inList))
		return inList
	}
	l.decline(len(l.open) > 0 || !l.ends() && l.next() != '}')
	if bytes.Contains(l.out[bytes.LastIndexByte(l.out, '\n')+1:], []byte(" interface")) {
		return inInterface
	}
	return inStruct
}

// body begins the body of a function.
func (l *layout) body() {
	b := bracket{closer: '}', role: inInline, broken: true, start: l.start, at: len(l.out)}
	l.out = append(l.out, " {"...)
	if l.ends() {
		b.role = inBlock
	}
	l.decline(l.inside(inInterface) || l.literal != (len(l.open) > 0) || l.literal && b.role == inBlock)
	l.open = append(l.open, b)
	l.signature = false
}

// stop notes a semicolon after a statement.
func (l *layout) stop() {
	if !l.inside(inInline) || l.last == ';' || l.last == '{' {
		l.bad = true
		return
	}
	b := &l.open[len(l.open)-1]
	b.stops = append(b.stops, len(l.out))
}

// close closes a bracket.
func (l *layout) close(k kind) {
	n := len(l.open) - 1
	if n < 0 || l.open[n].closer != k || l.last == ',' || l.last == ';' || l.open[n].single {
		l.bad = true
		return
	}
	b := l.open[n]
	l.open = l.open[:n]
	switch b.role {
	case inInline:
		l.inline(&b)
		return
	case inBlock, inInterface, inStruct, inGroup:
		l.decline(l.count > 0 && (b.role == inBlock || b.lines > 0))
		l.decline(b.role == inGroup && (b.values != b.lines || b.values == 0))
		if b.lines == 1 && b.role != inInterface { // nothing to align with
			l.out = bytes.ReplaceAll(l.out, []byte{'\v'}, []byte{' '})
		}
	}
	l.out = append(l.out, byte(k))
}

// Gofmt leaves a function on one line if its signature and body have no more
// columns than this together, the body no more statements. Of one that is
// declared it counts a column more.
const (
	maxInline     = 100
	maxStatements = 5
)

// inline ends a function that stands on one line, and gives each statement a line
// if that is too long for gofmt.
func (l *layout) inline(b *bracket) {
	from := b.at + len(" {")
	body := string(l.out[from:])
	l.out = l.out[:from]
	oneLine, size := strings.IndexByte(body, '\n') < 0, b.at-b.start+len(body)
	if len(l.open) == 0 {
		size++
	}
	switch {
	case oneLine && size <= maxInline && len(b.stops) < maxStatements:
		if len(l.open) == 0 {
			l.out[b.at] = '\v'
		}
		if body != "" {
			l.out = append(append(append(l.out, ' '), body...), ' ')
		}
	case len(l.open) > 0 || body == "":
		l.bad = true
	default:
		begin := 0
		for _, stop := range append(b.stops, from+len(body)) {
			l.out = append(append(l.out, "\n\t"...), body[begin:stop-from]...)
			begin = stop - from + len("; ")
		}
		l.out = append(l.out, '\n')
	}
	l.out = append(l.out, '}')
}

// separate writes the blank before a token, if it gets one, or ends a cell.
func (l *layout) separate(k kind) {
	switch {
	case l.inside(inStruct) && l.count == 1 && k != '.', l.inside(inGroup) && (l.count == 1 || k == assignToken):
		l.decline(k == ',' || k == constantToken && l.inside(inStruct))
		l.endCell(k)
	case l.inside(inStruct) && k == constantToken: // a tag
		l.decline(l.cells != 1)
		l.endCell(k)
	case l.blankBefore(k):
		l.out = append(l.out, ' ')
	}
}

// endCell ends a cell before a token.
func (l *layout) endCell(k kind) {
	l.out = append(l.out, '\v')
	l.cells++
	l.decline(l.cells > maxCells)
	if k == assignToken {
		b := &l.open[len(l.open)-1]
		l.decline(b.values > 0 && b.cells != l.cells)
		b.values, b.cells = b.values+1, l.cells
	}
}

// blankBefore reports whether there is a blank before a token that closes nothing.
func (l *layout) blankBefore(k kind) bool {
	switch k {
	case '.':
		l.decline(l.last == constantToken)
		return false
	case ',', ';', ':':
		return false
	}
	switch l.last {
	case lineStart, '(', '[', '{', '.', '*', '&', '-', mapToken:
		return false
	case ',', ';', ':', '|', assignToken:
		return true
	case keywordToken:
		return k != '{' || l.next() != '}'
	case funcToken:
		return !l.literal && l.count == 1 && len(l.open) == 0
	}
	return l.blankAfterOperand(k)
}

// blankAfterOperand is blankBefore after a name, a constant or what is closed.
// There, types and expressions differ: "p *T" is a parameter, "p * t" a product.
func (l *layout) blankAfterOperand(k kind) bool {
	types := l.signature || l.inside(inStruct)
	var closer kind
	if l.inside(inList) {
		closer = l.open[len(l.open)-1].closer
	}
	switch k {
	case assignToken:
		return true
	case '|':
		l.decline(closer != '}') // deeper in an expression there is none
		return true
	case '-':
		l.decline(closer != ']') // elsewhere there is one
		return false
	case '{':
		l.decline(l.last != nameToken && l.last != ']')
		return false
	case '(':
		l.decline(l.last == constantToken || l.last == '}' || len(l.open) == 0 && !l.signature)
		return l.last == ')' && l.signature
	case '[':
		l.decline(l.last == constantToken || l.last == '}' || types && isDigit(l.next()) || len(l.open) == 0 && !types && l.next() != ']')
		return l.last != ']' && l.next() == ']'
	case '*':
		l.decline(l.last == constantToken || l.last == '}' || !types && !bytes.HasSuffix(l.out, []byte("[]")))
		return l.last != ']'
	case '&':
		l.bad = true
		return false
	}
	l.decline(l.last == constantToken || l.last == '}' || l.last != ']' && !types && len(l.open) > 0)
	return l.last != ']'
}
