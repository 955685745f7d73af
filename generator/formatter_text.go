package generator

import (
	"bytes"
	"unicode/utf8"
)

// A kind of token: its first byte, if it is an operator.
type kind byte

const (
	lineStart     kind = 0
	lineEnd       kind = '\n'
	unknownToken  kind = '?'
	nameToken     kind = 'a'
	constantToken kind = '0' // a number, a string
	keywordToken  kind = 'k' // const, return, interface, struct, type, var
	funcToken     kind = 'f' // the keyword
	mapToken      kind = 'm' // the keyword
	assignToken   kind = '=' // also := and ==
)

// scan reads the next token of the line. What no form known here has is unknown,
// and declined.
func (f *formatter) scan() (kind, []byte) {
	for len(f.in) > 0 && (f.in[0] == ' ' || f.in[0] == '\t') {
		f.in = f.in[1:]
	}
	if len(f.in) == 0 {
		return lineEnd, nil
	}
	k, n := firstToken(f.in)
	text := f.in[:n]
	f.in = f.in[n:]
	f.decline(k == unknownToken)
	return k, text
}

// next is the byte that follows, blanks aside.
func (f *formatter) next() byte {
	for _, c := range f.in {
		if c != ' ' && c != '\t' {
			return c
		}
	}
	return '\n'
}

// ends reports whether the line ends here.
func (f *formatter) ends() bool { return f.next() == '\n' }

// firstToken tells the first token of a text and its length.
func firstToken(text []byte) (kind, int) {
	switch c := text[0]; {
	case isLetter(c):
		n := 1
		for n < len(text) && (isLetter(text[n]) || isDigit(text[n])) {
			n++
		}
		return word(text[:n]), n
	case isDigit(c):
		n := 1
		for n < len(text) && (isDigit(text[n]) || text[n] == '.') {
			n++
		}
		if n < len(text) && isLetter(text[n]) {
			return unknownToken, n
		}
		return constantToken, n
	case c == '"' || c == '`':
		n := quoted(text)
		if n == 0 {
			return unknownToken, 1
		}
		return constantToken, n
	}
	return operator(text)
}

func isLetter(c byte) bool { return isUpper(c) || isLower(c) || c == '_' }

func word(text []byte) kind {
	switch string(text) {
	case "const", "return", "interface", "struct", "type", "var":
		return keywordToken
	case "func":
		return funcToken
	case "map":
		return mapToken
	case "break", "case", "chan", "continue", "default", "defer", "else", "fallthrough", "for", "go", "goto",
		"if", "import", "package", "range", "select", "switch":
		return unknownToken
	}
	return nameToken
}

func operator(text []byte) (kind, int) {
	var second byte
	if len(text) > 1 {
		second = text[1]
	}
	switch c := text[0]; c {
	case '\n', '(', ')', '[', ']', '{', '}', ',', ';':
		return kind(c), 1
	case ':':
		if second == '=' {
			return assignToken, 2
		}
		return ':', 1
	case '=':
		if second == '=' {
			return assignToken, 2
		}
		return assignToken, 1
	case '*':
		if second != '=' {
			return '*', 1
		}
	case '.', '&', '|', '-':
		if second != c && second != '=' && second != '^' {
			return kind(c), 1
		}
	}
	return unknownToken, 1
}

// quoted returns the length of the string that a text begins with, 0 if it has
// no end.
func quoted(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == text[0]:
			return i + 1
		case c == '\n':
			return 0
		case c == '\\' && text[0] == '"':
			i++
		}
	}
	return 0
}

// declarations splits a text where there are empty lines between declarations.
// It reports whether it could follow the text.
func declarations(text []byte) ([][]byte, bool) {
	var all [][]byte
	depth, begin := 0, 0
	for i := 0; i < len(text); {
		end := len(text)
		if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
			end = i + n + 1
		}
		switch line := bytes.TrimSpace(text[i:end]); {
		case len(line) == 0 && depth == 0:
			all = appendText(all, text[begin:i])
			begin = end
		case bytes.HasPrefix(line, slashes):
		default:
			change, ok := nesting(line)
			if depth += change; !ok || depth < 0 {
				return nil, false
			}
		}
		i = end
	}
	return appendText(all, text[begin:]), depth == 0
}

func appendText(all [][]byte, text []byte) [][]byte {
	if len(text) == 0 {
		return all
	}
	return append(all, text)
}

// nesting counts the brackets that a line opens and leaves open.
func nesting(line []byte) (depth int, ok bool) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '"', '`':
			n := quoted(line[i:])
			if n == 0 {
				return 0, false
			}
			i += n - 1
		case '\'', '/':
			return 0, false
		}
	}
	return depth, true
}

// maxCells is how many cells a line has at most: the name and the type of a
// constant, or of a field with a tag.
const maxCells = 2

// align appends a text to dst. Cells below each other become as wide as the
// widest and a blank more.
func align(dst, text []byte) []byte {
	var widths, below [maxCells]int // of columns, and the lines for which they are known
	for len(text) > 0 {
		line, rest, more := bytes.Cut(text, newline)
		for i := 0; ; i++ {
			cell, after, ok := bytes.Cut(line, verticalTab)
			dst = append(dst, cell...)
			if !ok {
				break
			}
			if below[i] == 0 {
				widths[i], below[i] = measure(text, i)
			}
			below[i]--
			for n := utf8.RuneCount(cell); n <= widths[i]; n++ {
				dst = append(dst, ' ')
			}
			line = after
		}
		if text = rest; more {
			dst = append(dst, '\n')
		}
	}
	return dst
}

var verticalTab = []byte{'\v'}

// measure returns the width of a column in the lines that a text begins with, up to the
// first that does not have it, and how many lines these are.
func measure(text []byte, column int) (width, lines int) {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, newline)
		var cell []byte
		for range column + 1 {
			var ok bool
			if cell, line, ok = bytes.Cut(line, verticalTab); !ok {
				return width, lines
			}
		}
		width = max(width, utf8.RuneCount(cell))
		lines, text = lines+1, rest
	}
	return width, lines
}
