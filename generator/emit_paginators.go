package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) paginators(pkg *ir.Package) {
	for _, op := range pkg.Operations {
		if p := op.Pagination; p != nil {
			e.pages(op, p)
			if p.Items != "" {
				e.items(op, p)
			}
		}
	}
}

// pagination is the table by which package wire finds tokens and items.
func (e *emitter) pagination(p *ir.Pagination) jen.Code {
	if p == nil {
		return nil
	}
	tokens := make([]jen.Code, len(p.Tokens))
	for i, t := range p.Tokens {
		var f fields
		f.text("Input", t.Input)
		f.text("Output", t.Output)
		tokens[i] = f.line()
	}
	var f fields
	f.code("Tokens", jen.Index().Add(e.runtime("PageToken")).Values(tokens...))
	f.text("Items", p.ItemsPath)
	f.text("PageSize", p.PageSize)
	f.text("HasMore", p.HasMore)
	return jen.Op("&").Add(e.runtime("Pagination")).Add(f.line())
}

func (e *emitter) pages(op *ir.Operation, p *ir.Pagination) {
	by := "Pages"
	if p.Expressions {
		by = "PagesByJMESPath"
	}
	e.decl(p.PagesDoc, jen.Func().Id(p.Pages).Params(e.callParams(op)...).Add(e.sequence(jen.Op("*").Id(op.Output))).Block(
		jen.Return(e.runtime(by).Call(jen.Id("ctx"), jen.Op("&").Id(op.Schema.Var), jen.Id("in"), jen.Id("call")))))
}

func (e *emitter) items(op *ir.Operation, p *ir.Pagination) {
	item := e.goType(p.Item)
	var by, result *jen.Statement
	named, _ := p.Item.(ir.Named)
	switch {
	case p.Key != nil:
		key := e.goType(p.Key)
		by, result = e.runtime("Entries").Types(key, item), e.runtime("Entry").Types(key.Clone(), item.Clone())
	case named.Name != "" && named.Sort == ir.Structure:
		result = jen.Op("*").Add(item)
		by = e.runtime("Items").Types(result)
	default:
		by, result = e.runtime("Values").Types(item), item.Clone()
	}
	pages := jen.Id(p.Pages).Call(jen.Id("ctx"), jen.Id("in"), jen.Id("call"))
	e.decl(p.ItemsDoc, jen.Func().Id(p.Items).Params(e.callParams(op)...).Add(e.sequence(result.Clone())).Block(
		jen.Return(by.Call(jen.Op("&").Id(op.Schema.Var), pages))))
}

// callParams are the parameters of what calls an operation by a function.
func (e *emitter) callParams(op *ir.Operation) []jen.Code {
	ctx, in, out := jen.Qual("context", "Context"), jen.Op("*").Id(op.Input), jen.Op("*").Id(op.Output)
	return []jen.Code{jen.Id("ctx").Add(ctx), jen.Id("in").Add(in),
		jen.Id("call").Func().Params(ctx.Clone(), in.Clone()).Params(out, jen.Error())}
}

// sequence is the type of an iterator that may fail.
func (e *emitter) sequence(elem jen.Code) *jen.Statement {
	return jen.Qual("iter", "Seq2").Types(elem, jen.Error())
}
