package generator

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// behaviors adds to an operation what is built on calls of it, and to its
// documentation what the model wants it to have but could not be made.
func (l *lowering) behaviors(o *ir.Operation, op *model.Shape) {
	var pages, waiters []string
	o.Pagination, pages = l.pagination(op)
	o.Waiters, waiters = l.waiters(op)
	o.Doc = paragraphs(o.Doc, pages, waiters)
}

// pagination returns how an operation is paginated, nil if it is not, and a note
// for its documentation where the trait can't be followed.
// See https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait
func (l *lowering) pagination(op *model.Shape) (*ir.Pagination, []string) {
	if raw, ok := op.Traits.Get(model.TraitLegacyPaginators); ok && raw.Get("input_token").Exists() {
		return nil, leftOut("the iterator over its pages", "they take more than one token, or a token that is no member")
	}
	own, ok := op.Traits.Get(model.TraitPaginated)
	if !ok {
		return nil, nil
	}
	service, _ := l.closure.Service.Traits.Get(model.TraitPaginated)
	of := func(key string) string { return cmp.Or(own.Get(key).Text(), service.Get(key).Text()) }
	p := &ir.Pagination{Pages: l.names.Pages(op), InputToken: of("inputToken"), OutputToken: of("outputToken"), ItemsPath: of("items"), PageSize: of("pageSize")}
	if op.Input.Member(p.InputToken) == nil {
		return nil, leftOut("the iterator over its pages", fmt.Sprintf("its input has no member %q for a token", p.InputToken))
	}
	if memberAt(op.Output, p.OutputToken) == nil {
		return nil, leftOut("the iterator over its pages", fmt.Sprintf("its output has no member %q for a token", p.OutputToken))
	}
	if p.ItemsPath != "" {
		p.Key, p.Item = l.items(op, p.ItemsPath)
	}
	name := op.ID.Name()
	p.PagesDoc = sentence("%s calls %s for one page after the other, as [wire.Pages] does: what an output has in %s goes into %s of the next input. in itself stays as it is.",
		p.Pages, name, p.OutputToken, p.InputToken)
	if p.Item != nil {
		p.Items = l.names.Items(op)
		p.ItemsDoc = sentence("%s yields what the pages of [%s] have in %s. After an error it ends.", p.Items, p.Pages, p.ItemsPath)
	}
	return p, nil
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
