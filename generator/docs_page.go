package generator

import (
	"strconv"
	"strings"
)

// A docPage is documentation taken apart: blocks of words, and links.
type docPage struct {
	blocks []docBlock
	urls   map[string]string // by link text
	texts  []string          // of links, in order
}

type docKind uint8

const (
	docText docKind = iota // a paragraph
	docHeading
	docItem // the first paragraph of a list item
	docMore // a further paragraph of it
	docCode
)

// maxListDepth bounds the dashes before an item of a list in lists.
const maxListDepth = 3

// A docBlock is a paragraph or code.
type docBlock struct {
	kind   docKind
	words  []string // what may stand on one line each, at least; of code: the lines
	number int      // of an item of a numbered list, else 0
	depth  int      // of an item in lists within lists
}

func (p *docPage) lines() []string {
	var out []string
	for i := 0; i < len(p.blocks); {
		j := i + 1
		if p.blocks[i].inList() {
			for j < len(p.blocks) && p.blocks[j].inList() {
				j++
			}
		}
		if i == 0 || p.blocks[i-1].kind > docHeading {
			out = introduce(out, p.blocks[i].kind)
		}
		out = appendBlocks(out, p.blocks[i:j])
		i = j
	}
	if len(p.texts) > 0 {
		out = append(append(out, ""), p.definitions()...)
	}
	return out
}

// definitions says where the page's links lead.
func (p *docPage) definitions() []string {
	var lines []string
	for _, text := range p.texts {
		lines = append(lines, "["+text+"]: "+p.urls[text])
	}
	return lines
}

func (b *docBlock) inList() bool { return b.kind == docItem || b.kind == docMore }

// introduce adds a text before a list or code that has none: Go's syntax tells lists and
// code by being further in than something else, and from each other by text between.
func introduce(out []string, next docKind) []string {
	switch next {
	case docText, docHeading:
		return out
	case docCode:
		return append(apart(out), "For example:")
	}
	return append(apart(out), "As follows:")
}

// apart ends what stands before with an empty line.
func apart(out []string) []string {
	if len(out) > 0 {
		out = append(out, "")
	}
	return out
}

// appendBlocks adds one block, or all those of a list.
func appendBlocks(out []string, blocks []docBlock) []string {
	out = apart(out)
	b := &blocks[0]
	switch b.kind {
	case docHeading:
		return append(out, "# "+strings.Join(b.words, " "))
	case docText:
		return append(out, wrap(b.words, "", "")...)
	case docCode:
		return append(out, b.words...)
	}
	return appendList(out, blocks)
}

// appendList adds a list. Go has no lists in lists: items further in get a dash
// for each level. A list is numbered if all of it is.
func appendList(out []string, blocks []docBlock) []string {
	numbered, loose := true, false
	for i := range blocks {
		loose = loose || blocks[i].kind == docMore
		numbered = numbered && (blocks[i].kind == docMore || blocks[i].number > 0 && blocks[i].depth == 0)
	}
	for i := range blocks {
		b := &blocks[i]
		if loose && i > 0 {
			out = append(out, "")
		}
		const rest = "    "
		first := "  - "
		words := b.words
		switch {
		case b.kind == docMore:
			first = rest
		case numbered:
			first = " " + strconv.Itoa(b.number) + ". "
		case b.number > 0:
			words = append([]string{strconv.Itoa(b.number) + "."}, words...)
		}
		if b.kind == docItem && b.depth > 0 {
			first += strings.Repeat("–", b.depth) + " "
		}
		out = append(out, wrap(words, first, rest)...)
	}
	return out
}

// link registers a link and returns how to refer to it. A text can stand for one
// URL; a second one, and one Go has no syntax for, is written out.
func (p *docPage) link(text, url string) string {
	address, mail := strings.CutPrefix(url, "mailto:")
	switch known := p.urls[text]; {
	case text == url || text == address:
		return text
	case mail || strings.ContainsAny(text, "[]") || known != "" && known != url:
		return text + " (" + address + ")"
	case known == "":
		if p.urls == nil {
			p.urls = map[string]string{}
		}
		p.urls[text] = url
		p.texts = append(p.texts, text)
	}
	return "[" + text + "]"
}
