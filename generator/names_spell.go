package generator

import (
	"strings"
	"unicode"
)

// identifier makes ASCII letters, digits and underscores of a name. Names that
// Smithy's grammar allows are that already; nothing else gets into Go source.
func identifier(name string) string {
	for i := range len(name) {
		if !isAlnum(name[i]) && name[i] != '_' {
			return strings.Map(func(r rune) rune {
				if r > unicode.MaxASCII || !isAlnum(byte(r)) {
					return '_'
				}
				return r
			}, name)
		}
	}
	return name
}

// exported makes an exported identifier of a model's name: leading underscores
// dropped, the first letter raised, an X before a digit. The distance says how
// far that is from the model's spelling: 0 not at all, 1 the case of the first
// letter, 2 more than that.
func exported(spelled string) (name string, distance int) {
	name = strings.TrimLeft(identifier(spelled), "_")
	if name == "" || isDigit(name[0]) {
		name = "X" + name
	} else if !isUpper(name[0]) {
		name = strings.ToUpper(name[:1]) + name[1:]
	}
	switch {
	case name == spelled:
		return name, 0
	case name[1:] == spelled[min(1, len(spelled)):] && strings.EqualFold(name, spelled):
		return name, 1
	}
	return name, 2
}

// unexported makes two unexported beginnings of a name: one that merely lowers
// the first letter, and one that lowers a leading initialism (ARN, KMSKey) as
// people write it (arn, kmsKey).
func unexported(spelled string) (plain, readable string) {
	name := identifier(spelled)
	if name == "" || isDigit(name[0]) {
		name = "x" + name
	}
	plain = strings.ToLower(name[:1]) + name[1:]
	n := 0
	for n < len(name) && isUpper(name[n]) {
		n++
	}
	if n > 1 && n < len(name) && isLower(name[n]) {
		n-- // its last capital begins the next word
	}
	if n <= 1 {
		return plain, plain
	}
	return plain, strings.ToLower(name[:n]) + name[n:]
}

// pascal writes the words of an enum's member name together: words all in
// capitals are lowered, others only get a capital, digits stay apart.
func pascal(name string) string {
	var out string
	for word := range strings.SplitSeq(name, "_") {
		if word == "" {
			continue
		}
		if !strings.ContainsFunc(word, unicode.IsLower) {
			word = strings.ToLower(word)
		}
		out = join(out, strings.ToUpper(word[:1])+word[1:])
	}
	return out
}

// join puts two names together, an underscore between two digits.
func join(a, b string) string {
	if a != "" && b != "" && isDigit(a[len(a)-1]) && isDigit(b[0]) {
		return a + "_" + b
	}
	return a + b
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isAlnum(c byte) bool { return isDigit(c) || isUpper(c) || isLower(c) }
