package wire

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// This file is the XML scanner: elements of XML 1.0 over one string, which is a
// copy of the body, so that text without references is a substring of it. It
// reads what services write and refuses what only attackers do: document types,
// and with them entities of one's own, and nesting beyond MaxDepth. It checks
// that tags match but not that attributes are unique, nor the text it skips.
// See https://www.w3.org/TR/xml/

// An xmlScanner is a place in an XML document: behind the start tag of the
// element that was entered last, or behind the end tag of one that was left.
// An element is left by child, text or skip. What is noted for each element is
// kept as spans, not strings: pointers would cost the garbage collector's barriers.
type xmlScanner struct {
	src string
	xmlPlace
	tag   int       // where the start tag of the element entered last stands
	asked bool      // the element entered last was the one that child was asked for
	stack []xmlSpan // the names of the elements to be left, outermost first
	err   error
	at    int // where err is

	scratch []byte // for text that is put together
	kept    []byte // such text, which strings share
}

// An xmlPlace is where a scanner is, and what it needs to know of the element
// entered last.
type xmlPlace struct {
	pos   int
	name  xmlSpan // with its prefix
	attrs xmlSpan
	empty bool // it has no content and no end tag of its own
}

// An xmlSpan is src[from:to].
type xmlSpan struct{ from, to int }

// of returns what a span contains.
func (s *xmlScanner) of(p xmlSpan) string { return s.src[p.from:p.to] }

var (
	errNoDocument = errors.New("an empty body: expected an XML document")
	errDoctype    = errors.New("a document type declaration, which is refused: entities are not expanded")
	errMarkup     = errors.New("malformed markup: no comment, CDATA section or processing instruction")
	errTag        = errors.New("malformed tag")
	errAttribute  = errors.New(`malformed attribute: expected name="value"`)
	errComment    = errors.New("malformed comment")
	errTrailing   = errors.New("unexpected content after the root element")
	errUTF8       = errors.New("invalid UTF-8")
)

// start enters the root element of a document.
func (s *xmlScanner) start(text string) {
	s.src = text
	if !utf8.ValidString(s.src) {
		s.failAt(invalidAt(s.src), errUTF8)
		return
	}
	if strings.HasPrefix(text, usualDeclaration) {
		s.pos = len(usualDeclaration)
	} else {
		s.pos = len(text) - len(strings.TrimPrefix(text, "\uFEFF"))
	}
	for s.space() {
		if s.src[s.pos] != '<' {
			r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
			s.fail(fmt.Errorf("expected an XML element, found %q", r))
			return
		}
		if !s.atMisc() {
			s.startTag("")
			return
		}
		if !s.misc() {
			return
		}
	}
	s.fail(errNoDocument)
}

// usualDeclaration is what most bodies begin with that declare anything.
const usualDeclaration = `<?xml version="1.0" encoding="UTF-8"?>`

// invalidAt returns the index of the first byte that is not part of valid UTF-8.
func invalidAt(src string) int {
	for i, r := range src {
		if _, n := utf8.DecodeRuneInString(src[i:]); r == utf8.RuneError && n == 1 {
			return i
		}
	}
	return len(src)
}

func (s *xmlScanner) fail(err error) { s.failAt(s.pos, err) }

func (s *xmlScanner) failAt(pos int, err error) bool {
	if s.err == nil {
		s.err, s.at, s.empty = err, pos, false
	}
	return false
}

// truncated fails because the document ends too early.
func (s *xmlScanner) truncated() bool {
	if len(s.stack) == 0 {
		return s.failAt(len(s.src), errors.New("the body ends inside the first tag"))
	}
	return s.failAt(len(s.src), fmt.Errorf("the body ends inside element <%s>", clip(s.of(s.stack[len(s.stack)-1]))))
}

// space skips white space and reports whether anything is left.
func (s *xmlScanner) space() bool {
	s.pos = behindSpace(s.src, s.pos)
	return s.pos < len(s.src)
}

// behindSpace returns the index of the first byte from i on that is not white
// space. Bodies made for people to read have much of it.
func behindSpace(src string, i int) int {
	if i < len(src) && src[i] == '\n' {
		i++
	}
	for ; i+8 <= len(src) && load(src, i) == ones*' '; i += 8 {
	}
	for i < len(src) && (src[i] == ' ' || src[i] == '\n' || src[i] == '\t' || src[i] == '\r') {
		i++
	}
	return i
}

// child enters the next child of the current element, or leaves that element
// and returns false. Text between the children is ignored. If the child's start
// tag is <want>, that is found out fastest.
func (s *xmlScanner) child(want string) bool {
	if s.empty {
		s.empty = false
		s.leave()
		return false
	}
	for s.err == nil {
		if s.pos < len(s.src) && s.src[s.pos] != '<' && s.space() && s.src[s.pos] != '<' {
			n := strings.IndexByte(s.src[s.pos:], '<')
			if n < 0 {
				n = len(s.src) - s.pos
			}
			s.pos += n
		}
		if s.pos+1 >= len(s.src) {
			return s.truncated()
		}
		switch s.src[s.pos+1] {
		case '/':
			s.endTag()
			return false
		case '!', '?':
			s.misc()
		default:
			return s.startTag(want)
		}
	}
	return false
}

// skip leaves the current element, whatever is in it.
func (s *xmlScanner) skip() bool {
	for depth := len(s.stack); s.err == nil && len(s.stack) >= depth; {
		s.child("")
	}
	return s.err == nil
}

// startTag enters the element whose start tag stands at pos.
func (s *xmlScanner) startTag(want string) bool {
	s.tag = s.pos
	start := s.pos + 1
	end := start + len(want)
	if want != "" && end < len(s.src) && s.src[end] == '>' && s.src[start:end] == want {
		s.attrs, s.asked = xmlSpan{}, true
		return s.enter(xmlSpan{start, end}, end+1)
	}
	end = behindName(s.src, start)
	if end == start {
		return s.failAt(s.pos, errTag)
	}
	i := end
	s.attrs, s.asked = xmlSpan{}, false
	if i >= len(s.src) || s.src[i] != '>' {
		var ok bool
		if i, ok = s.attributes(end); !ok {
			return false
		}
		s.attrs = xmlSpan{behindSpace(s.src, end), i}
		if s.src[i] == '/' {
			if i++; i >= len(s.src) || s.src[i] != '>' {
				return s.failAt(s.pos, errTag)
			}
			s.empty = true
		}
	}
	return s.enter(xmlSpan{start, end}, i+1)
}

// enter makes the element of that name the current one, whose content starts at pos.
func (s *xmlScanner) enter(name xmlSpan, pos int) bool {
	if len(s.stack) >= MaxDepth {
		return s.failAt(s.pos, errTooDeep)
	}
	s.name, s.pos = name, pos
	s.stack = append(s.stack, name)
	return true
}

// leave makes the parent the current element. Behind the root element nothing
// but comments and processing instructions may follow.
func (s *xmlScanner) leave() bool {
	s.stack = s.stack[:len(s.stack)-1]
	if len(s.stack) > 0 {
		return true
	}
	for s.space() {
		if !s.atMisc() {
			return s.failAt(s.pos, errTrailing)
		}
		if !s.misc() {
			return false
		}
	}
	return true
}

// endTag leaves the current element, whose end tag is to stand at pos.
func (s *xmlScanner) endTag() bool {
	if len(s.stack) == 0 {
		return s.failAt(s.pos, errTrailing)
	}
	name, start := s.of(s.stack[len(s.stack)-1]), s.pos+2
	end := start + len(name)
	if end < len(s.src) && s.src[end] == '>' && s.src[start:end] == name {
		s.pos = end + 1
		return s.leave()
	}
	end = behindName(s.src, start)
	i := behindSpace(s.src, end)
	switch {
	case i >= len(s.src):
		return s.truncated()
	case s.src[start:end] != name:
		return s.failAt(s.pos, fmt.Errorf("element <%s> closed by </%s>", clip(name), clip(s.src[start:end])))
	case s.src[i] != '>':
		return s.failAt(s.pos, errTag)
	}
	s.pos = i + 1
	return s.leave()
}

// The ASCII characters of names, as bits: those below '@' and those from it on.
const (
	nameLow  = 1<<'-' | 1<<'.' | (1<<10-1)<<'0' | 1<<':'
	nameHigh = (1<<26-1)<<('A'-'@') | 1<<('_'-'@') | (1<<26-1)<<('a'-'@')
)

// behindName returns the index of the first byte from i on that no name has, i
// itself if no name starts there. Characters beyond ASCII are not told apart.
func behindName(src string, i int) int {
	if i < len(src) && (src[i]-'-' <= 1 || isDigit(src[i])) {
		return i
	}
	for ; i < len(src); i++ {
		c := src[i]
		if c < '@' && uint64(nameLow)>>c&1 == 0 || c >= '@' && c < 0x80 && uint64(nameHigh)>>(c-'@')&1 == 0 {
			break
		}
	}
	return i
}

// localName returns a name without its namespace prefix.
func localName(name string) string {
	if i := strings.LastIndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[i+1:]
	}
	return name
}

// attributes checks the attributes from i on and returns the index of the '>'
// or '/' behind them.
func (s *xmlScanner) attributes(i int) (int, bool) {
	for {
		i = behindSpace(s.src, i)
		if i < len(s.src) && (s.src[i] == '>' || s.src[i] == '/') {
			return i, true
		}
		name, value, end := attribute(s.src, i)
		switch {
		case end > len(s.src):
			return i, s.truncated()
		case name == "" || strings.IndexByte(value, '<') >= 0:
			return i, s.failAt(i, errAttribute)
		}
		i = end
	}
}

// attribute splits the attribute at src[i:] and returns the index behind it.
// The name is "" if it is malformed, the index is beyond src if that ended. The
// value is as written.
func attribute(src string, i int) (name, value string, end int) {
	start := i
	i = behindName(src, start)
	name = src[start:i]
	i = behindSpace(src, i)
	if i < len(src) && src[i] != '=' {
		return "", "", i
	}
	i = behindSpace(src, min(i+1, len(src)))
	if i >= len(src) {
		return name, "", len(src) + 1
	}
	if src[i] != '"' && src[i] != '\'' {
		return "", "", i
	}
	n := strings.IndexByte(src[i+1:], src[i])
	if n < 0 {
		return name, "", len(src) + 1
	}
	return name, src[i+1 : i+1+n], i + n + 2
}

// atMisc reports whether something other than a tag stands at pos.
func (s *xmlScanner) atMisc() bool {
	return s.pos+1 < len(s.src) && s.src[s.pos] == '<' && (s.src[s.pos+1] == '!' || s.src[s.pos+1] == '?')
}

// misc consumes a comment, a processing instruction or, inside an element, a
// CDATA section.
func (s *xmlScanner) misc() bool {
	rest := s.src[s.pos:]
	switch {
	case strings.HasPrefix(rest, "<?"):
		return s.instruction()
	case strings.HasPrefix(rest, "<!--"):
		n := strings.Index(rest[4:], "--")
		if n < 0 || !strings.HasPrefix(rest[4+n+2:], ">") {
			return s.failAt(s.pos, errComment)
		}
		s.pos += 4 + n + 3
		return true
	case strings.HasPrefix(rest, cdataStart) && len(s.stack) > 0:
		_, ok := s.cdata()
		return ok
	case len(rest) >= 9 && strings.EqualFold(rest[:9], "<!DOCTYPE"): // in HTML in any case
		return s.failAt(s.pos, errDoctype)
	}
	return s.failAt(s.pos, errMarkup)
}

// instruction consumes a processing instruction. That of XML itself tells the
// encoding.
func (s *xmlScanner) instruction() bool {
	rest := s.src[s.pos+2:]
	n := strings.Index(rest, "?>")
	end := behindName(rest, 0)
	if n < 0 || end == 0 {
		return s.failAt(s.pos, errMarkup)
	}
	for i := end; rest[:end] == "xml" && i < n; {
		var name, value string
		name, value, i = attribute(rest[:n], behindSpace(rest[:n], i))
		if i > n { // without a value nothing is said
			break
		}
		if name == "encoding" && !strings.EqualFold(value, "utf-8") && !strings.EqualFold(value, "us-ascii") {
			return s.failAt(s.pos, fmt.Errorf("encoding %q: only UTF-8 is read", clip(value)))
		}
		if name == "" {
			break
		}
	}
	s.pos += 2 + n + 2
	return true
}

const cdataStart = "<![CDATA["

// cdata consumes a CDATA section and returns what it says.
func (s *xmlScanner) cdata() (string, bool) {
	rest := s.src[s.pos+len(cdataStart):]
	n := strings.Index(rest, "]]>")
	if n < 0 {
		return "", s.truncated()
	}
	s.pos += len(cdataStart) + n + 3
	return unixLines(rest[:n]), true
}
