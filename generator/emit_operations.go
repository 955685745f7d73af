package generator

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) operations(pkg *ir.Package) {
	for _, op := range pkg.Operations {
		e.newRequest(op)
		e.parseResponse(op)
		e.errorUnion(op)
		e.errorFrom(op, op.FromJSON, "ErrorFromJSON", "JSON")
		e.errorFrom(op, op.FromXML, "ErrorFromXML", "XML")
	}
	if len(pkg.Operations) > 0 {
		e.list(pkg)
	}
}

// list is the generic access to all operations; nothing else refers to it.
func (e *emitter) list(pkg *ir.Package) {
	operation := jen.Index().Op("*").Add(e.runtime("Operation"))
	e.decl([]string{pkg.List + " returns the operations as values, for callers that choose one by name."},
		jen.Func().Id(pkg.List).Params().Add(operation).Block(jen.Return(operation.Clone().ValuesFunc(func(g *jen.Group) {
			for _, op := range pkg.Operations {
				args := []jen.Code{jen.Op("&").Id(op.Schema.Var), jen.Id(op.NewRequest), jen.Id(op.ParseResponse)}
				for _, w := range op.Waiters {
					args = append(args, jen.Op("&").Id(w.Var))
				}
				g.Line().Add(e.runtime("NewOperation")).Call(args...)
			}
			g.Line()
		}))))
}

func (e *emitter) newRequest(op *ir.Operation) {
	e.decl(op.Doc, jen.Func().Id(op.NewRequest).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("endpoint").String(), jen.Id("in").Op("*").Id(op.Input),
	).Params(jen.Op("*").Qual("net/http", "Request"), jen.Error()).Block(
		jen.Return(e.runtime(op.Protocol).Dot("NewRequest").Call(
			jen.Id("ctx"), jen.Id("endpoint"), jen.Op("&").Id(op.Schema.Var), jen.Id("in"))),
	))
}

func (e *emitter) parseResponse(op *ir.Operation) {
	doc := []string{
		fmt.Sprintf("%s reads the response to a request for %s.", op.ParseResponse, op.Name),
		fmt.Sprintf("If the service refused, the error is a [%s].", op.Errors.Name),
	}
	e.decl(doc, jen.Func().Id(op.ParseResponse).Params(jen.Id("resp").Op("*").Qual("net/http", "Response")).
		Params(jen.Op("*").Id(op.Output), jen.Error()).Block(
		jen.Id("out").Op(":=").New(jen.Id(op.Output)),
		jen.Return(e.runtime("Parsed").Call(jen.Id("out"), e.runtime(op.Protocol).Dot("ParseResponse").Call(
			jen.Id("resp"), jen.Op("&").Id(op.Schema.Var), jen.Id("out")))),
	))
}

// errorUnion declares the interface, as an alias: of an interface that has a name
// of its own the compiler makes a function for each method.
func (e *emitter) errorUnion(op *ir.Operation) {
	u := op.Errors
	e.decl(u.Doc, jen.Type().Id(u.Name).Op("=").Interface(e.runtime("APIError"), jen.Id(u.Marker).Params()))
}

func (e *emitter) errorFrom(op *ir.Operation, name, by, format string) {
	doc := []string{fmt.Sprintf("%s decodes an error of %s in %s; an empty code means the one in the body.", name, op.Name, format)}
	e.decl(doc, jen.Func().Id(name).Params(jen.Id("code").String(), jen.Id("body").Index().Byte()).
		Params(jen.Id(op.Errors.Name), jen.Error()).Block(
		jen.List(jen.Id("apiErr"), jen.Err()).Op(":=").Add(e.runtime(by)).Call(
			jen.Op("&").Id(op.Schema.Var), jen.Id("code"), jen.Id("body")),
		jen.List(jen.Id("union"), jen.Id("_")).Op(":=").Id("apiErr").Assert(jen.Id(op.Errors.Name)),
		jen.Return(jen.Id("union"), jen.Err()),
	))
}
