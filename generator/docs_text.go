package generator

import (
	"go/build/constraint"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// docWords takes text apart into the words of a paragraph, none of which means
// anything to Go: no control or invisible characters, no ASCII quotes that gofmt
// would turn into others, no directives. Punctuation that stands off a link, as is
// common, is put right.
func docWords(text string) []string {
	var words []string
	for word := range strings.FieldsSeq(visible(text)) {
		if n := len(words); n > 0 && len(word) == 1 && strings.Contains(".,;:)", word) && strings.HasSuffix(words[n-1], "]") {
			words[n-1] += word
			continue
		}
		words = append(words, tame(word))
	}
	return words
}

// visible drops what cannot be seen and would not be expected in source: control
// and formatting characters (zero-width, bidirectional), malformed UTF-8.
func visible(text string) string {
	if isPlain(text) { // nearly all is, and the tables of Unicode cost most of rendering
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case ' ' <= r && r <= '~':
			return r
		case r == '\n' || r == '\t' || r == '\r' || unicode.In(r, unicode.Zl, unicode.Zp):
			return ' '
		case r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) || isInvisible(r):
			return -1
		}
		return r
	}, text)
}

// isInvisible reports whether a character has no look of its own although it is a
// letter or a mark by its category, and so printable to package strconv.
func isInvisible(r rune) bool {
	return unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// isPlain reports whether a text is printable ASCII.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

func tame(word string) string {
	if strings.Contains(word, "``") || strings.Contains(word, "''") {
		word = quotes.Replace(word)
	}
	if word == "+build" || strings.HasPrefix(word, "go:") {
		word = `"` + word + `"`
	}
	return word
}

var quotes = strings.NewReplacer("``", `"`, "''", `""`)

// harmless changes words that mean something to Go where they begin a paragraph.
func harmless(words []string) []string {
	for len(words) > 0 && strings.Trim(words[0], "#") == "" {
		words = words[1:] // a heading in Markdown
	}
	if len(words) == 0 {
		return nil
	}
	if rest, ok := strings.CutPrefix(words[0], "Deprecated:"); ok {
		words[0] = "Deprecated."
		if rest != "" {
			words = slices.Insert(words, 1, rest)
		}
	}
	if words[0][0] == '[' { // a link definition
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], "]:", "],")
		}
	}
	return words
}

// fullStop ends words with a full stop that would otherwise be a heading.
func fullStop(words []string) []string {
	last := words[len(words)-1]
	end, _ := utf8.DecodeLastRuneInString(last)
	if looksLikeHeading(words) && (unicode.IsLetter(end) || unicode.IsDigit(end)) {
		words[len(words)-1] = last + "."
	}
	return words
}

// looksLikeHeading tells what Go took for headings before it had a syntax for
// them: one line that starts with a capital and has hardly any punctuation.
func looksLikeHeading(words []string) bool {
	first, _ := utf8.DecodeRuneInString(words[0])
	columns := 0
	for _, word := range words {
		columns += width(word) + 1
		if strings.ContainsAny(word, ";:!?+*/=[]{}_^°&§~%#@<\">\\") {
			return false
		}
	}
	return unicode.IsUpper(first) && columns <= docWidth+1
}

// wrap writes words in lines of docWidth columns.
func wrap(words []string, first, rest string) []string {
	var lines []string
	var line strings.Builder
	line.WriteString(first)
	columns, empty := width(first), true
	for _, word := range unbroken(words) {
		n := width(word)
		if !empty && columns+1+n > docWidth {
			lines = append(lines, line.String())
			line.Reset()
			line.WriteString(rest)
			columns, empty = width(rest), true
		}
		if !empty {
			line.WriteByte(' ')
			columns++
		}
		line.WriteString(word)
		columns, empty = columns+n, false
	}
	if !empty {
		lines = append(lines, line.String())
	}
	return lines
}

// paragraph writes the words of a text as a paragraph of a comment.
func paragraph(words []string) []string {
	words = harmless(docWords(strings.Join(words, " ")))
	if len(words) == 0 {
		return nil
	}
	return wrap(fullStop(words), "", "")
}

// unbroken joins words that must not begin a line to those before them.
func unbroken(words []string) []string {
	joined := make([]string, 0, len(words))
	for _, word := range words {
		if n := len(joined); n > 0 && isMarker(word) {
			joined[n-1] += " " + word
			continue
		}
		joined = append(joined, word)
	}
	return joined
}

// isMarker reports whether a word would begin a list item if it began a line.
func isMarker(word string) bool {
	switch word {
	case "-", "*", "+", "•":
		return true
	}
	digits := strings.TrimRight(word, ".)")
	return len(word) == len(digits)+1 && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// codeLines writes lines that must not be reformatted, without the indentation
// that all of them have.
func codeLines(text string) []string {
	var code []string
	common := len(text) * len(tab)
	for line := range strings.SplitSeq(text, "\n") {
		line = plainSpaces(strings.ReplaceAll(line, "\t", tab))
		if line != "" {
			common = min(common, len(line)-len(strings.TrimLeft(line, " ")))
		}
		if line != "" || len(code) > 0 {
			code = append(code, line)
		}
	}
	for len(code) > 0 && code[len(code)-1] == "" {
		code = code[:len(code)-1]
	}
	for i, line := range code {
		if constraint.IsPlusBuild("//" + line) {
			line = strings.Replace(line, "+build", `"+build"`, 1)
		}
		if line != "" {
			code[i] = "\t" + line[common:]
		}
	}
	if len(code) > 0 && isMarker(strings.Fields(code[0])[0]) {
		code = slices.Insert(code, 0, "\t---") // or the code would be a list
	}
	return code
}

const tab = "    " // what a tab in code becomes

// plainSpaces is visible text with all white space made spaces, none at its end.
func plainSpaces(line string) string {
	line = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, visible(line))
	return strings.TrimRight(line, " ")
}

// width counts a text's columns.
func width(s string) int { return utf8.RuneCountInString(s) }
