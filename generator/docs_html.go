package generator

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A docReader reads HTML as it comes, without a tree: what models hold is mostly
// flat, often unclosed, and full of words in angle brackets that are no markup.
type docReader struct {
	page  docPage
	run   []byte    // text since the last block
	label string    // "Note:", before the next paragraph
	lists []docList // the lists we are in
	item  bool      // the next paragraph begins an item
	hold  bool      // the next paragraph goes on with the run
	skip  string    // the element whose text does not count
	code  bool      // in preformatted text
	link  string    // the URL of the link we are in
	start int       // where its text starts in run
}

type docList struct {
	ordered bool
	n       int // items so far
}

// blockTags begin and end paragraphs. Those with a label are set apart by it.
var blockTags = map[string]string{
	"p": "", "para": "", "div": "", "fullname": "", "blockquote": "", "center": "", "br": "", "hr": "",
	"note": "Note:", "important": "Important:", "caution": "Caution:", "warning": "Warning:", "tip": "Tip:",
}

// inlineTags leave no trace, their text does.
var inlineTags = map[string]bool{
	"b": true, "code": true, "em": true, "i": true, "small": true, "span": true, "strong": true, "sub": true,
	"sup": true, "tt": true, "u": true, "tbody": true, "thead": true, "html": true, "body": true, "img": true,
}

func (r *docReader) read(source string) {
	if len(source) > maxDocLen {
		source = strings.ToValidUTF8(source[:maxDocLen], "") + " …"
	}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		kind := z.Next()
		raw := string(z.Raw()) // before TagName, which lowers it in place
		switch kind {
		case html.ErrorToken: // the end, perhaps of half a tag
			r.text(raw)
			r.flush(docText)
			return
		case html.TextToken:
			r.text(html.UnescapeString(raw))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attributes := z.TagName()
			r.open(string(name), raw, func(key string) string { return attribute(z, attributes, key) })
		case html.EndTagToken:
			name, _ := z.TagName()
			r.close(string(name), raw)
		}
	}
}

func attribute(z *html.Tokenizer, more bool, wanted string) string {
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == wanted {
			return string(value)
		}
	}
	return ""
}

func (r *docReader) text(text string) {
	if r.skip == "" {
		r.run = append(r.run, text...)
	}
}

// open takes a start tag. What is no markup is text, such as "<region>".
func (r *docReader) open(name, raw string, attribute func(string) string) {
	label, block := blockTags[name]
	switch {
	case r.code && name == "br":
		r.text("\n")
	case name == "p" && r.hold:
		r.hold = false
	case block:
		r.flush(docText)
		r.label = cmp.Or(label, r.label)
	case name == "ul", name == "ol", name == "dl", name == "table":
		r.openList(name == "ol")
	case name == "li", name == "tr", name == "dt":
		r.flush(docText)
		r.openItem()
	case name == "dd":
		r.goOn(": ")
	case name == "td", name == "th":
		r.goOn(" | ")
	case isHeadingTag(name):
		r.flush(docText)
	case name == "pre":
		r.flush(docText)
		r.code = true
	case name == "a":
		r.endLink()
		r.link, r.start = cleanURL(attribute("href")), len(r.run)
	case name == "script", name == "style":
		r.skip = name
	case !inlineTags[name]:
		r.text(raw)
	}
}

func (r *docReader) close(name, raw string) {
	label, block := blockTags[name]
	switch {
	case name == r.skip:
		r.skip = ""
	case block:
		r.flush(docText)
		if label != "" {
			r.label = ""
		}
	case name == "ul", name == "ol", name == "dl", name == "table":
		r.closeList()
	case name == "li", name == "tr", name == "dd":
		r.flush(docText)
	case name == "dt", name == "td", name == "th", name == "script", name == "style":
	case isHeadingTag(name):
		r.flush(docHeading)
	case name == "pre":
		r.flush(docText) // code, unless none began
		r.code = false
	case name == "a":
		r.endLink()
	case !inlineTags[name]:
		r.text(raw)
	}
}

func isHeadingTag(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

func (r *docReader) openList(ordered bool) {
	r.flush(docText)
	if r.label != "" { // nothing but a list is set apart
		r.add(docText, strings.Fields(r.label))
		r.label = ""
	}
	r.lists = append(r.lists, docList{ordered: ordered})
}

func (r *docReader) closeList() {
	r.flush(docText)
	if n := len(r.lists); n > 0 {
		r.lists = r.lists[:n-1]
	}
	r.item = len(r.lists) > 0 // what follows belongs to the item around
}

func (r *docReader) openItem() {
	if len(r.lists) == 0 {
		r.lists = append(r.lists, docList{})
	}
	r.lists[len(r.lists)-1].n++
	r.item = true
}

// goOn continues a term with its definition, and a cell with the next.
func (r *docReader) goOn(separator string) {
	text := bytes.TrimSpace(r.run)
	if len(text) == 0 {
		return
	}
	r.endLink()
	r.run = append(bytes.TrimRight(text, ":"), separator...)
	r.hold = true
}

// flush ends a paragraph, a heading or code.
func (r *docReader) flush(kind docKind) {
	r.endLink()
	text := string(r.run)
	r.run, r.hold = r.run[:0], false
	if r.code {
		if lines := codeLines(text); len(lines) > 0 {
			r.add(docCode, lines)
		}
		return
	}
	words := docWords(text)
	if len(words) == 0 {
		return
	}
	if r.label != "" {
		if !strings.EqualFold(strings.TrimSuffix(words[0], ":"), strings.TrimSuffix(r.label, ":")) {
			words = append([]string{r.label}, words...)
		}
		r.label = ""
	}
	r.add(kind, words)
}

// add appends a block, in lists as an item or as more of one.
func (r *docReader) add(kind docKind, words []string) {
	b := docBlock{kind: kind, words: words}
	if kind != docCode {
		b.words = harmless(words)
	}
	if len(b.words) == 0 {
		return
	}
	if n := len(r.lists); n > 0 && kind != docCode {
		list := &r.lists[n-1]
		b.kind, b.depth = docMore, min(n-1, maxListDepth)
		last := len(r.page.blocks) - 1
		if r.item || last < 0 || !r.page.blocks[last].inList() { // text in a list but in no item is one
			b.kind, r.item = docItem, false
			if list.ordered {
				b.number = list.n
			}
		} else if isMarker(words[0]) {
			b.words = slices.Insert(b.words, 0, "–")
		}
	}
	if b.kind == docText {
		b.words = fullStop(b.words)
	}
	r.page.blocks = append(r.page.blocks, b)
}

// endLink turns the text since the link began into a link.
func (r *docReader) endLink() {
	if r.link == "" || r.code {
		r.link = ""
		return
	}
	text := string(r.run[r.start:])
	words := docWords(text)
	if len(words) > 0 {
		r.run = append(r.run[:r.start], text[:len(text)-len(strings.TrimLeft(text, " \n\t"))]...)
		r.run = append(r.run, r.page.link(strings.Join(words, " "), r.link)...)
		r.run = append(r.run, text[len(strings.TrimRight(text, " \n\t")):]...)
	}
	r.link = ""
}

// cleanURL returns what a comment can link to, "" for all else.
func cleanURL(href string) string {
	href = strings.Join(strings.Fields(visible(href)), "")
	u, err := url.Parse(href)
	switch {
	case err != nil:
		return ""
	case u.Scheme == "mailto" && u.Opaque != "", (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return href
	}
	return ""
}
