package generator

import (
	"bytes"
	"strings"
	"unicode"
)

// go/format takes half of a run, and most of that for few forms: one-line
// methods, structures, tables, blocks of constants. A formatter knows how gofmt
// writes these. It declines whatever else there is, conditions and loops for
// one, and leaves it to go/format. That both do the same is tested.

// A formatter writes declarations token by token. Cells that are to be aligned end
// in a vertical tab until all is written.
type formatter struct {
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

// formatKnown appends declarations that no empty line divides, formatted, to dst. It
// reports whether it knows their form.
func formatKnown(dst, source []byte) ([]byte, bool) {
	if bytes.ContainsAny(source, "\v\f\r") {
		return dst, false
	}
	f := formatter{in: source, out: make([]byte, 0, len(source)+len(source)/8)}
	for len(f.in) > 0 && !f.bad {
		line, _, _ := bytes.Cut(f.in, newline)
		switch text := bytes.TrimSpace(line); {
		case len(text) == 0:
			f.blank = true
			f.in = f.in[min(len(line)+1, len(f.in)):]
		case bytes.HasPrefix(text, slashes):
			f.comment(text)
			f.in = f.in[min(len(line)+1, len(f.in)):]
		default:
			f.line()
		}
	}
	if f.bad || len(f.open) > 0 {
		return dst, false
	}
	return align(dst, f.out), true
}

var (
	newline = []byte("\n")
	slashes = []byte("//")
)

// decline gives up on a condition.
func (f *formatter) decline(when bool) { f.bad = f.bad || when }

// inside reports whether the innermost bracket has the role.
func (f *formatter) inside(r role) bool {
	return len(f.open) > 0 && f.open[len(f.open)-1].role == r
}

// comment writes a comment above a declaration, a field or a spec.
func (f *formatter) comment(text []byte) {
	f.decline(len(f.open) == 0 && f.decls > 0)
	f.decline(len(f.open) > 0 && !f.inside(inStruct) && !f.inside(inInterface) && !f.inside(inGroup))
	f.indent(lineStart)
	f.out = append(f.out, bytes.TrimRightFunc(text, unicode.IsSpace)...)
}

// indent ends the line before and indents the one that begins with next.
func (f *formatter) indent(next kind) {
	around := f.open
	if n := len(f.open); n > 0 {
		b := &f.open[n-1]
		before := f.out[len(f.out)-1]
		first := before == '{' || before == '(' || before == '['
		if next == b.closer {
			around = f.open[:n-1]
			f.decline(b.role == inList && (first || !b.broken)) // gofmt moves it to the line before
		}
		f.decline(b.role == inInline || f.blank && (first || next == b.closer || b.role == inList))
		b.broken = true
		if f.blank {
			f.out = append(f.out, '\n')
		}
	}
	if len(f.out) > 0 {
		f.out = append(f.out, '\n')
	}
	f.blank = false
	for i := range around {
		if around[i].broken {
			f.out = append(f.out, '\t')
		}
	}
}

// line writes the tokens up to the end of a line.
func (f *formatter) line() {
	f.last, f.count, f.cells = lineStart, 0, 0
	for !f.bad {
		k, text := f.scan()
		if k == lineEnd {
			break
		}
		if f.count == 0 {
			f.begin(k)
		}
		f.token(k, text)
		f.last, f.count = k, f.count+1
	}
	if f.inside(inInterface) {
		f.signature = false
	}
	f.decline(f.signature)
	switch f.last {
	case nameToken, constantToken, '(', '[', '{', ')', ']', '}':
	case ',':
		f.decline(!f.inside(inList))
	default:
		f.bad = true
	}
}

// begin begins a line with its first token.
func (f *formatter) begin(k kind) {
	f.indent(k)
	if len(f.open) == 0 {
		f.decline(k != funcToken && k != keywordToken || f.decls > 0 && !(f.funcs && k == funcToken))
		f.decls, f.funcs = f.decls+1, k == funcToken
		return
	}
	b := &f.open[len(f.open)-1]
	if k == b.closer || b.role < inStruct {
		return
	}
	f.decline(k != nameToken || b.role == inGroup && b.values != b.lines)
	b.lines++
	f.signature, f.depth = b.role == inInterface, len(f.open)
}

// token writes a token and what is between it and the one before.
func (f *formatter) token(k kind, text []byte) {
	switch {
	case k == ')' || k == ']' || k == '}':
		f.close(k)
		return
	case k == '{' && f.signature && len(f.open) == f.depth:
		f.body()
		return
	case k == ':': // after keys on the line of another; gofmt aligns others
		f.decline(!f.inside(inList) || f.open[len(f.open)-1].closer != '}' || f.count == 1)
	case k == ';':
		f.stop()
	case k == ',' && len(f.open) > 0:
		f.open[len(f.open)-1].single = false
	case f.inside(inStruct) && f.last == constantToken: // behind a tag
		f.bad = true
	}
	f.separate(k)
	if k == funcToken && !f.signature {
		f.signature, f.literal, f.depth, f.start = true, f.count > 0, len(f.open), len(f.out)
	}
	f.out = append(f.out, text...)
	switch k {
	case '(':
		b := bracket{closer: ')', single: f.signature && f.last == ')'}
		switch f.last {
		case nameToken, ')', ']', '}', keywordToken, funcToken:
		default:
			b.around = true
			f.decline(f.last == '(' && f.open[len(f.open)-1].around)
		}
		if len(f.open) == 0 && f.last == keywordToken {
			b.role = inGroup
			f.decline(!f.ends())
		}
		f.open = append(f.open, b)
	case '[':
		f.open = append(f.open, bracket{closer: ']'})
	case '{':
		f.open = append(f.open, bracket{closer: '}', role: f.brace()})
	}
}

// brace tells what the brace just written is around; it begins no body.
func (f *formatter) brace() role {
	if f.last != keywordToken {
		f.decline(f.last != nameToken && f.last != ']' && !f.inside(inList))
		return inList
	}
	f.decline(len(f.open) > 0 || !f.ends() && f.next() != '}')
	if bytes.Contains(f.out[bytes.LastIndexByte(f.out, '\n')+1:], []byte(" interface")) {
		return inInterface
	}
	return inStruct
}

// body begins the body of a function.
func (f *formatter) body() {
	b := bracket{closer: '}', role: inInline, broken: true, start: f.start, at: len(f.out)}
	f.out = append(f.out, " {"...)
	if f.ends() {
		b.role = inBlock
	}
	f.decline(f.inside(inInterface) || f.literal != (len(f.open) > 0) || f.literal && b.role == inBlock)
	f.open = append(f.open, b)
	f.signature = false
}

// stop notes a semicolon after a statement.
func (f *formatter) stop() {
	if !f.inside(inInline) || f.last == ';' || f.last == '{' {
		f.bad = true
		return
	}
	b := &f.open[len(f.open)-1]
	b.stops = append(b.stops, len(f.out))
}

// close closes a bracket.
func (f *formatter) close(k kind) {
	n := len(f.open) - 1
	if n < 0 || f.open[n].closer != k || f.last == ',' || f.last == ';' || f.open[n].single {
		f.bad = true
		return
	}
	b := f.open[n]
	f.open = f.open[:n]
	switch b.role {
	case inInline:
		f.inline(&b)
		return
	case inBlock, inInterface, inStruct, inGroup:
		f.decline(f.count > 0 && (b.role == inBlock || b.lines > 0))
		f.decline(b.role == inGroup && (b.values != b.lines || b.values == 0))
		if b.lines == 1 && b.role != inInterface { // nothing to align with
			f.out = bytes.ReplaceAll(f.out, []byte{'\v'}, []byte{' '})
		}
	}
	f.out = append(f.out, byte(k))
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
func (f *formatter) inline(b *bracket) {
	from := b.at + len(" {")
	body := string(f.out[from:])
	f.out = f.out[:from]
	oneLine, size := strings.IndexByte(body, '\n') < 0, b.at-b.start+len(body)
	if len(f.open) == 0 {
		size++
	}
	switch {
	case oneLine && size <= maxInline && len(b.stops) < maxStatements:
		if len(f.open) == 0 {
			f.out[b.at] = '\v'
		}
		if body != "" {
			f.out = append(append(append(f.out, ' '), body...), ' ')
		}
	case len(f.open) > 0 || body == "":
		f.bad = true
	default:
		begin := 0
		for _, stop := range append(b.stops, from+len(body)) {
			f.out = append(append(f.out, "\n\t"...), body[begin:stop-from]...)
			begin = stop - from + len("; ")
		}
		f.out = append(f.out, '\n')
	}
	f.out = append(f.out, '}')
}

// separate writes the blank before a token, if it gets one, or ends a cell.
func (f *formatter) separate(k kind) {
	switch {
	case f.inside(inStruct) && f.count == 1 && k != '.', f.inside(inGroup) && (f.count == 1 || k == assignToken):
		f.decline(k == ',' || k == constantToken && f.inside(inStruct))
		f.endCell(k)
	case f.inside(inStruct) && k == constantToken: // a tag
		f.decline(f.cells != 1)
		f.endCell(k)
	case f.blankBefore(k):
		f.out = append(f.out, ' ')
	}
}

// endCell ends a cell before a token.
func (f *formatter) endCell(k kind) {
	f.out = append(f.out, '\v')
	f.cells++
	f.decline(f.cells > maxCells)
	if k == assignToken {
		b := &f.open[len(f.open)-1]
		f.decline(b.values > 0 && b.cells != f.cells)
		b.values, b.cells = b.values+1, f.cells
	}
}

// blankBefore reports whether there is a blank before a token that closes nothing.
func (f *formatter) blankBefore(k kind) bool {
	switch k {
	case '.':
		f.decline(f.last == constantToken)
		return false
	case ',', ';', ':':
		return false
	}
	switch f.last {
	case lineStart, '(', '[', '{', '.', '*', '&', '-', mapToken:
		return false
	case ',', ';', ':', '|', assignToken:
		return true
	case keywordToken:
		return k != '{' || f.next() != '}'
	case funcToken:
		return !f.literal && f.count == 1 && len(f.open) == 0
	}
	return f.blankAfterOperand(k)
}

// blankAfterOperand is blankBefore after a name, a constant or what is closed.
// There, types and expressions differ: "p *T" is a parameter, "p * t" a product.
func (f *formatter) blankAfterOperand(k kind) bool {
	types := f.signature || f.inside(inStruct)
	var closer kind
	if f.inside(inList) {
		closer = f.open[len(f.open)-1].closer
	}
	switch k {
	case assignToken:
		return true
	case '|':
		f.decline(closer != '}') // deeper in an expression there is none
		return true
	case '-':
		f.decline(closer != ']') // elsewhere there is one
		return false
	case '{':
		f.decline(f.last != nameToken && f.last != ']')
		return false
	case '(':
		f.decline(f.last == constantToken || f.last == '}' || len(f.open) == 0 && !f.signature)
		return f.last == ')' && f.signature
	case '[':
		f.decline(f.last == constantToken || f.last == '}' || types && isDigit(f.next()) || len(f.open) == 0 && !types && f.next() != ']')
		return f.last != ']' && f.next() == ']'
	case '*':
		f.decline(f.last == constantToken || f.last == '}' || !types && !bytes.HasSuffix(f.out, []byte("[]")))
		return f.last != ']'
	case '&':
		f.bad = true
		return false
	}
	f.decline(f.last == constantToken || f.last == '}' || f.last != ']' && !types && len(f.open) > 0)
	return f.last != ']'
}
