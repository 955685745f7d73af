package generator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// Documentation in the IR is lines of comments without slashes. What the model
// says is rendered by docs.go; what the generator knows follows here.

// packageDoc says what the package is for and what it was made of.
func (l *lowering) packageDoc() []string {
	s := l.closure.Service
	title := s.Traits.Text(model.TraitTitle)
	if title == "" {
		title = s.ID.Name()
	}
	all, here := len(l.closure.Model.OperationsOf(s)), len(l.closure.Operations)
	if here == 0 {
		return paragraphs(sentence("Package %s has types of %s, version %s, for the protocol %s.", l.target.name, title, s.Version, l.target.protocol.trait.Name()),
			itemized(sentence("It has no operations, but these shapes and what they reach:"), l.closure.Chosen))
	}
	doc := sentence("Package %s speaks with %s, version %s, in the protocol %s.",
		l.target.name, title, s.Version, l.target.protocol.trait.Name())
	if here == all && here > maxListed {
		return paragraphs(doc, sentence("It has all %d operations of the service.", all), howToCall())
	}
	names := sentence("It has %d of the %d operations that its model describes:", here, all)
	if all == 1 {
		names = sentence("It has the only operation that its model describes:")
	}
	names = itemized(names, l.closure.Operations)
	if len(l.closure.Chosen) == 0 {
		return paragraphs(doc, names, howToCall())
	}
	return paragraphs(doc, names, itemized(sentence("And these shapes, with what they reach:"), l.closure.Chosen), howToCall())
}

// howToCall says what holds for all operations.
func howToCall() []string {
	return sentence("An operation has two functions: New…HTTPRequest makes its request, to be signed and sent by the caller, " +
		"or a [wire.RequestError] of an input that can't be sent; Parse…HTTPResponse reads the response and closes its body, unless that is a stream. " +
		"What the service refuses is one of the operation's errors, what it says against its model a [wire.DecodeError]. " +
		"Hand pointers to these types to encoding/json and package wire.")
}

// itemized adds a list of the shapes' names.
func itemized(doc []string, shapes []*model.Shape) []string {
	doc = append(doc, "")
	for _, s := range shapes {
		doc = append(doc, "  - "+s.ID.Name())
	}
	return doc
}

// maxListed is how many operations are listed although they are all there are.
const maxListed = 10

// godoc is the documentation among traits as a comment. Models say the same in
// many places, so what was rendered once is kept; nobody may change it.
func (l *lowering) godoc(ts model.Traits) []string {
	html := ts.Documentation()
	doc, ok := l.docs[html]
	if !ok {
		doc = slices.Clip(godoc(html))
		l.docs[html] = doc
	}
	return doc
}

// typeDoc documents the type made of a shape; extra is what else it has to say.
func (l *lowering) typeDoc(s *model.Shape, extra ...string) []string {
	doc, shape := l.godoc(s.Traits), []string{"Shape: " + string(s.ID)}
	if len(doc) == 0 {
		doc, shape = sentence("%s is the %s %s.", l.names.types[s], noun(s), s.ID), nil
	} else {
		doc = summary(l.names.types[s], doc, "")
	}
	doc = attached(doc, constraints(s.Kind, s.Traits))
	parts := [][]string{doc, extra}
	if s.ErrorFault() != "" {
		parts = append(parts, sentence("It comes with HTTP status %d and is the %s's fault.", s.HTTPError(), s.ErrorFault()))
	}
	if s.Sensitive() {
		parts = append(parts, sentence("Sensitive: printing and logging redact it."))
	}
	if before, last, links := lastParagraph(doc); last != nil && len(parts) == 2 && extra == nil {
		parts[0], shape = slices.Concat(before, ended(last), shape, []string{""}, links), nil
	}
	return paragraphs(append(parts, shape, deprecation(s.Traits))...)
}

func noun(s *model.Shape) string {
	if s.ErrorFault() != "" {
		return "error"
	}
	return s.Kind.String()
}

// memberDoc documents a field, a constant or a union's variant.
func (l *lowering) memberDoc(m *model.Member) []string {
	doc := attached(attached(l.godoc(m.Traits), constraints(m.Target.Kind, m.Traits, m.Target.Traits)), l.defaultDoc(m))
	parts := [][]string{doc, l.streamDoc(m)}
	return paragraphs(append(parts, deprecation(m.Traits))...)
}

// defaultDoc says what a member is by default where that is not its type's zero value, and
// what becomes of a plain field that a literal leaves out, if that is not its default.
func (l *lowering) defaultDoc(m *model.Member) []string {
	const longest = 60
	var doc []string
	node, _ := m.Default()
	value, err := defaultValue(m.Target.Kind, gjson.Parse(string(node)))
	other := value != nil && err == nil && len(node) <= longest
	if other {
		doc = append(doc, "Default: "+string(node)+".")
	}
	switch {
	case unsaid(m) && !nilable(m.Target.Kind):
		doc = append(doc, "The zero of the field is not sent.")
	case other && !mayBeAbsent(m) && !unsaid(m):
		doc = append(doc, "A literal that leaves the field out says its zero; ["+l.names.types[m.Container]+".WireDefaults] sets defaults.")
	}
	return paragraph(docWords(strings.Join(doc, " ")))
}

// operationDoc documents the function that makes an operation's request.
func (l *lowering) operationDoc(op *model.Shape) []string {
	how := ""
	if http, ok := op.HTTP(); ok && l.target.protocol.rest {
		how = fmt.Sprintf(", %s %s", http.Method, http.URI)
	}
	return paragraphs(
		sentence("%s returns the request of the operation %s%s.", l.names.operations[op].newRequest, op.ID.Name(), how),
		l.godoc(op.Traits), deprecation(op.Traits))
}

// errorUnionDoc documents the interface of an operation's errors. The types that
// implement it are in a paragraph: below, they stand one a line again.
func errorUnionDoc(op *model.Shape, u *ir.ErrorUnion, unknown string) []string {
	types := ""
	if len(u.Members) > 0 {
		types = "[*" + strings.Join(u.Members, "], [*") + "] or, for any other, "
	}
	return sentence("%s is any error that %s answers with: %s[*%s].", u.Name, op.ID.Name(), types, unknown)
}

// implementers lists the types that implement an interface, and the one that
// does for whatever the model does not know.
func implementers(intro string, types []string, unknown, what string) []string {
	lines := append(sentence("%s", intro), "")
	for _, name := range types {
		lines = append(lines, "  - [*"+name+"]")
	}
	return append(lines, "  - [*"+unknown+"], "+what)
}

func deprecation(ts model.Traits) []string {
	d, ok := ts.Deprecated()
	if !ok {
		return nil
	}
	return deprecated(d.Message, d.Since)
}

// sentence formats a paragraph of our own.
func sentence(format string, args ...any) []string {
	return paragraph(docWords(fmt.Sprintf(format, args...)))
}
