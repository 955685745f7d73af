package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A jmesKind is a kind of token: an operator is its own text.
type jmesKind string

const (
	jmesEnd     jmesKind = "the end"
	jmesName    jmesKind = "a name"
	jmesQuoted  jmesKind = "a quoted name"
	jmesNumber  jmesKind = "a number"
	jmesLiteral jmesKind = "a literal"
)

type jmesToken struct {
	kind  jmesKind
	at    int
	text  string // of a name
	num   int
	value Value // of a literal
}

type jmesLexer struct {
	text string
	pos  int
}

// jmesOperators are tried in this order: the longer ones first.
var jmesOperators = []jmesKind{"[]", "[?", "||", "&&", "==", "!=", "<=", ">=",
	"[", "]", "{", "}", "(", ")", ".", ",", ":", "*", "|", "<", ">", "!", "@"}

func (l *jmesLexer) next() (jmesToken, error) {
	l.pos += len(l.text[l.pos:]) - len(strings.TrimLeft(l.text[l.pos:], " \t\r\n"))
	t := jmesToken{kind: jmesEnd, at: l.pos}
	if l.pos == len(l.text) {
		return t, nil
	}
	rest := l.text[l.pos:]
	switch c := rest[0]; {
	case isNameByte(c) && !isDigit(c):
		t.kind, t.text = jmesName, rest[:prefix(rest, isNameByte)]
		l.pos += len(t.text)
		return t, nil
	case isDigit(c) || c == '-':
		return l.number(t, rest)
	case c == '"' || c == '\'' || c == '`':
		return l.quoted(t, rest)
	}
	for _, op := range jmesOperators {
		if strings.HasPrefix(rest, string(op)) {
			t.kind = op
			l.pos += len(op)
			return t, nil
		}
	}
	return t, fmt.Errorf("%q begins nothing that is known here", rest[:1])
}

func isNameByte(c byte) bool { return isDigit(c) || c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }

// prefix returns how many of the first bytes are in a class.
func prefix(s string, in func(byte) bool) int {
	n := 0
	for n < len(s) && in(s[n]) {
		n++
	}
	return n
}

func (l *jmesLexer) number(t jmesToken, rest string) (jmesToken, error) {
	n := 1 + prefix(rest[1:], isDigit)
	number, err := strconv.ParseInt(rest[:n], 10, 32)
	if err != nil {
		return t, fmt.Errorf("%q is no index", clip(rest[:n]))
	}
	t.kind, t.num = jmesNumber, int(number)
	l.pos += n
	return t, nil
}

var errUnclosed = errors.New("what is quoted here has no end")

// quoted reads "a name", 'a string' or `JSON`.
func (l *jmesLexer) quoted(t jmesToken, rest string) (jmesToken, error) {
	quote := rest[0]
	n := 1
	for n < len(rest) && rest[n] != quote {
		if rest[n] == '\\' {
			n++
		}
		n++
	}
	if n >= len(rest) {
		return t, errUnclosed
	}
	l.pos += n + 1
	text := rest[1:n]
	if quote == '\'' {
		t.kind, t.value = jmesLiteral, StringValue(nil, strings.ReplaceAll(text, `\'`, `'`))
		return t, nil
	}
	json := rest[:n+1]
	if quote == '`' {
		json = strings.ReplaceAll(text, "\\`", "`")
	}
	if err := t.value.UnmarshalJSON([]byte(json)); err != nil {
		return t, fmt.Errorf("not JSON: %w; a string is written 'so'", errors.Unwrap(err))
	}
	t.kind = jmesLiteral
	if quote == '"' {
		t.kind, t.text = jmesQuoted, t.value.text
	}
	return t, nil
}
