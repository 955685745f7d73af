package generator

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates/wire"
)

// behaviors adds to an operation what is built on calls of it, and to its
// documentation what the model wants it to have but could not be made.
func (l *lowering) behaviors(o *ir.Operation, op *model.Shape) {
	var pages, waiters []string
	o.Pagination, pages = l.pagination(op)
	o.Waiters, waiters = l.waiters(op)
	o.Doc = paragraphs(o.Doc, pages, waiters)
}

// isPaginated reports whether the model says how to go from page to page.
func isPaginated(op *model.Shape) bool {
	raw, _ := op.Traits.Get(model.TraitLegacyPaginators)
	return op.Traits.Has(model.TraitPaginated) || raw.Get("input_token").Exists()
}

// pagination returns how an operation is paginated, nil if it is not, and a note
// for its documentation where that can't be followed.
// See https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait
func (l *lowering) pagination(op *model.Shape) (*ir.Pagination, []string) {
	if !isPaginated(op) {
		return nil, nil
	}
	p := legacyPages(op)
	if p == nil {
		p = l.smithyPages(op)
	}
	if err := checkPages(op, p); err != nil {
		return nil, leftOut("the iterator over its pages", err.Error())
	}
	p.Pages = l.names.operations[op].pages
	p.PagesDoc = pagesDoc(op, p)
	if p.ItemsPath != "" {
		p.Key, p.Item = l.items(op, p.ItemsPath)
	}
	if p.Item != nil {
		p.Items = l.names.operations[op].items
		p.ItemsDoc = sentence("%s yields what the pages of [%s] have in %s. After an error it ends.", p.Items, p.Pages, p.ItemsPath)
	}
	return p, nil
}

// smithyPages reads the trait of an operation and what the one of its service adds.
func (l *lowering) smithyPages(op *model.Shape) *ir.Pagination {
	own, _ := op.Traits.Get(model.TraitPaginated)
	service, _ := l.closure.Service.Traits.Get(model.TraitPaginated)
	of := func(key string) string { return cmp.Or(own.Get(key).Text(), service.Get(key).Text()) }
	return &ir.Pagination{Tokens: []ir.PageToken{{Input: of("inputToken"), Output: of("outputToken")}}, ItemsPath: of("items"), PageSize: of("pageSize")}
}

// legacyPages reads what only paginators-1.json can say: several tokens,
// expressions, and a member that tells whether there is more. It returns nil if
// the operation's says nothing of the kind.
func legacyPages(op *model.Shape) *ir.Pagination {
	raw, _ := op.Traits.Get(model.TraitLegacyPaginators)
	if !raw.Get("input_token").Exists() {
		return nil
	}
	p := &ir.Pagination{PageSize: raw.Get("limit_key").Text(), HasMore: raw.Get("more_results").Text()}
	if items := oneOrMore(raw.Get("result_key")); len(items) > 0 {
		p.ItemsPath = items[0]
	}
	in, out := oneOrMore(raw.Get("input_token")), oneOrMore(raw.Get("output_token"))
	for i := range max(len(in), len(out)) {
		var t ir.PageToken
		if i < len(in) {
			t.Input = in[i]
		}
		if i < len(out) {
			t.Output = out[i]
		}
		p.Tokens = append(p.Tokens, t)
		p.Expressions = p.Expressions || !plainPath.MatchString(t.Output)
	}
	p.Expressions = p.Expressions || p.HasMore != "" && !plainPath.MatchString(p.HasMore)
	return p
}

// oneOrMore returns the strings of a node that is one or a list of them.
func oneOrMore(n model.Node) []string {
	if list := n.Strings(); list != nil || !n.Exists() {
		return list
	}
	return []string{n.Text()}
}

// checkPages returns why pages can't be followed.
func checkPages(op *model.Shape, p *ir.Pagination) error {
	for _, t := range p.Tokens {
		if op.Input.Member(t.Input) == nil {
			return fmt.Errorf("its input has no member %q for a token", t.Input)
		}
		if err := checkPath(op, p, t.Output, "a token"); err != nil {
			return err
		}
	}
	if p.HasMore == "" {
		return nil
	}
	return checkPath(op, p, p.HasMore, "whether there is more")
}

func checkPath(op *model.Shape, p *ir.Pagination, path, purpose string) error {
	if p.Expressions && !plainPath.MatchString(path) {
		_, err := wire.CompileJMESPath(path)
		return err
	}
	if memberAt(op.Output, path) == nil {
		return fmt.Errorf("its output has no member %q for %s", path, purpose)
	}
	return nil
}

func pagesDoc(op *model.Shape, p *ir.Pagination) []string {
	var in, out []string
	for _, t := range p.Tokens {
		in, out = append(in, t.Input), append(out, t.Output)
	}
	doc := fmt.Sprintf("%s calls %s for one page after the other, as [wire.Pages] does: what an output has in %s goes into %s of the next input",
		p.Pages, op.ID.Name(), strings.Join(out, " and "), strings.Join(in, " and "))
	if p.HasMore != "" {
		doc += ", as long as " + p.HasMore + " is true"
	}
	return sentence("%s. The input given is not changed.", doc)
}

// leftOut says in an operation's documentation what it could have had.
func leftOut(what, why string) []string { return sentence("Left out: %s; %s.", what, why) }

// items returns the types of what a path leads to: of a list's element, of a
// map's key and value; nil if that is neither.
func (l *lowering) items(op *model.Shape, path string) (key, item ir.Type) {
	m := memberAt(op.Output, path)
	if m == nil {
		return nil, nil
	}
	switch m.Target.Kind {
	case model.KindList:
		return nil, l.elemType(m.Target, "member")
	case model.KindMap:
		return l.goType(m.Target.Member("key").Target), l.elemType(m.Target, "value")
	}
	return nil, nil
}

// memberAt follows a path of names through structures; nil if it leads nowhere.
func memberAt(s *model.Shape, path string) *model.Member {
	var m *model.Member
	for name := range strings.SplitSeq(path, ".") {
		if s.Kind != model.KindStructure {
			return nil
		}
		if m = s.Member(name); m == nil {
			return nil
		}
		s = m.Target
	}
	return m
}
