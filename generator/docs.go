// Documentation becomes Go doc comments (https://go.dev/doc/comment), written so
// that gofmt has nothing to change, that nothing in a model can become a
// directive, a deprecation or a heading by accident, and that "go doc" and
// pkg.go.dev show paragraphs, lists, code and links as the model means them.
//
// Everywhere here a comment is a slice of its lines without the slashes: text
// as it is, code after a tab, list items after two spaces, link definitions
// last. comment turns it into source.

package generator

import (
	"slices"
	"strings"

	"github.com/smithygen/smithygen/model"
)

const (
	docWidth  = 100       // columns of text; the deepest comment stands one tab in
	maxDocLen = 128 << 10 // bytes of HTML that are read; the longest real one has 70,000
)

// godoc makes a comment of HTML documentation, nil if it says nothing.
func godoc(html string) []string {
	var r docReader
	r.read(html)
	return r.page.lines()
}

// comment puts the slashes before the lines of a comment, as gofmt does.
func comment(lines []string) []string {
	source := make([]string, len(lines))
	for i, line := range lines {
		switch {
		case line == "":
			source[i] = "//"
		case line[0] == '\t':
			source[i] = "//" + line
		default:
			source[i] = "// " + line
		}
	}
	return source
}

// paragraphs joins comments into one, their link definitions at its end; of two
// for one text the first counts, as it does in Go. Parts without lines leave no
// trace.
func paragraphs(parts ...[]string) []string {
	var all, links []string
	for _, part := range parts {
		text, defs := cutLinks(part)
		if len(text) == 0 {
			continue
		}
		if len(all) > 0 {
			all = append(all, "")
		}
		all = append(all, text...)
		for _, def := range defs {
			if text, _, _ := strings.Cut(def, "]: "); !slices.ContainsFunc(links, func(l string) bool { return strings.HasPrefix(l, text+"]: ") }) {
				links = append(links, def)
			}
		}
	}
	if len(links) > 0 {
		all = append(append(all, ""), links...)
	}
	return all
}

// cutLinks splits the link definitions off a comment.
func cutLinks(lines []string) (text, links []string) {
	n := len(lines)
	for n > 0 && isLink(lines[n-1]) {
		n--
	}
	links = lines[n:]
	for n > 0 && lines[n-1] == "" {
		n--
	}
	return lines[:n:n], links
}

func isLink(line string) bool {
	return strings.HasPrefix(line, "[") && strings.Contains(line, "]: http")
}

// attached adds what constraints say to documentation: to its last paragraph if
// that is plain text, else as a paragraph of its own.
func attached(doc, sentences []string) []string {
	before, last, links := lastParagraph(doc)
	if last == nil || len(sentences) == 0 {
		return paragraphs(doc, sentences)
	}
	first := slices.Index(append(sentences, ""), "")
	words := strings.Fields(strings.Join(slices.Concat(ended(last), sentences[:first]), " "))
	return paragraphs(slices.Concat(before, wrap(words, "", ""), sentences[first:], []string{""}, links))
}

// lastParagraph splits a comment before its last paragraph and before its links.
// The paragraph is nil if it is something else, or announces something, or is a
// note, which what follows would become a part of.
func lastParagraph(doc []string) (before, last, links []string) {
	text, links := cutLinks(doc)
	n := len(text)
	for n > 0 && text[n-1] != "" {
		if line := text[n-1]; line[0] == '\t' || line[0] == ' ' || strings.HasPrefix(line, "# ") {
			return nil, nil, nil
		}
		n--
	}
	before, last = text[:n], text[n:]
	if len(last) == 0 || strings.HasSuffix(last[len(last)-1], ":") {
		return nil, nil, nil
	}
	if word, _, _ := strings.Cut(last[0], " "); n > 0 && strings.HasSuffix(word, ":") {
		return nil, nil, nil
	}
	return before, last, links
}

// ended returns a paragraph that more can follow: with a mark at its end.
func ended(text []string) []string {
	last := text[len(text)-1]
	if strings.ContainsAny(last[len(last)-1:], ".!?;,") {
		return text
	}
	return append(text[:len(text)-1:len(text)-1], last+".")
}

// summary makes a type's comment start with its name, so that it can be told
// where it is shown alone. What the model says follows as a sentence where it
// starts with a verb ("Contains …"), else after a colon; what it says is
// otherwise where it says nothing.
func summary(name string, doc []string, otherwise string) []string {
	text, links := cutLinks(doc)
	n := 0
	for n < len(text) && text[n] != "" && text[n][0] != ' ' && text[n][0] != '\t' && !strings.HasPrefix(text[n], "# ") {
		n++
	}
	words := strings.Fields(strings.Join(text[:n], " "))
	switch {
	case len(words) == 0:
		return paragraphs(paragraph(strings.Fields(name+" "+otherwise)), doc)
	case words[0] == name:
		return doc
	case verbs[words[0]]:
		words[0] = strings.ToLower(words[0])
		words = append([]string{name}, words...)
	default:
		words = append([]string{name + ":"}, words...)
	}
	return paragraphs(slices.Concat(paragraph(words), text[n:], []string{""}, links))
}

// verbs are the first words of documentation that has a type as its subject.
var verbs = map[string]bool{
	"Allows": true, "Configures": true, "Contains": true, "Defines": true, "Describes": true,
	"Determines": true, "Displays": true, "Enables": true, "Gives": true, "Holds": true, "Identifies": true,
	"Includes": true, "Indicates": true, "Lists": true, "Provides": true, "Represents": true, "Returns": true,
	"Shows": true, "Specifies": true, "Stores": true, "Summarizes": true, "Is": true, "Has": true,
}

// deprecated is the paragraph that tools know a deprecation by. It comes last.
func deprecated(message, since string) []string {
	var r docReader
	r.read(message)
	var reason []string
	for _, b := range r.page.blocks {
		reason = append(reason, docWords(strings.Join(b.words, " "))...) // code has lines for words
	}
	if len(reason) > 0 && strings.TrimRight(reason[0], ".:") == "Deprecated" {
		reason = reason[1:]
	}
	words := []string{"Deprecated:"}
	if since := docWords(since); len(since) > 0 {
		since[len(since)-1] += "."
		words = append(append(words, "since"), since...)
	} else if len(reason) == 0 {
		reason = []string{"the", "model", "gives", "no", "reason."}
	}
	return paragraphs(slices.Concat(wrap(append(words, reason...), "", ""), []string{""}, r.page.definitions()))
}

// constraints says in sentences what the model demands of a value. Of several
// sets of traits, a member's and its target's, the first that has one counts.
func constraints(kind model.Kind, traits ...model.Traits) []string {
	var sentences []string
	find := func(id model.ShapeID) model.Traits {
		for _, ts := range traits {
			if ts.Has(id) {
				return ts
			}
		}
		return nil
	}
	if b, ok := find(model.TraitLength).Length(); ok {
		sentences = append(sentences, "Length: "+bounds(b, lengthUnit(kind))+".")
	}
	if b, ok := find(model.TraitRange).Range(); ok {
		sentences = append(sentences, "Range: "+bounds(b, "")+".")
	}
	if find(model.TraitUniqueItems).Has(model.TraitUniqueItems) {
		sentences = append(sentences, "No element occurs twice.")
	}
	pattern := find(model.TraitPattern).Pattern()
	if pattern == "" {
		return paragraph(sentences)
	}
	words := append(docWords(strings.Join(sentences, " ")), "Pattern:")
	if inline := docWords("Pattern: " + pattern); len(inline) == 2 && inline[1] == pattern {
		return wrap(append(words, pattern), "", "")
	}
	return paragraphs(wrap(words, "", ""), codeLines(pattern))
}

func lengthUnit(kind model.Kind) string {
	switch kind {
	case model.KindBlob:
		return " bytes"
	case model.KindList:
		return " elements"
	case model.KindMap:
		return " entries"
	}
	return " characters"
}

// bounds phrases limits, of which a model may leave out one.
func bounds(b model.Bounds, unit string) string {
	low, high := strings.Trim(string(b.Min), `"`), strings.Trim(string(b.Max), `"`)
	switch {
	case low == "" && high == "":
		return "any number of" + unit
	case high == "":
		return "at least " + low + unit
	case low == "":
		return "at most " + high + unit
	case low == high:
		return low + unit
	}
	return low + " to " + high + unit
}
