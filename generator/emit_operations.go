package generator

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) operations(pkg *ir.Package) {
	for _, op := range pkg.Operations {
		e.newRequest(pkg, op)
		e.parseResponse(pkg, op)
		e.errorUnion(op)
		e.errorFrom(op, op.FromJSON, "ErrorFromJSON", "JSON")
		e.errorFrom(op, op.FromXML, "ErrorFromXML", "XML")
		if op.FromCBOR != "" {
			e.errorFrom(op, op.FromCBOR, "ErrorFromCBOR", "CBOR")
		}
	}
	if len(pkg.Operations) > 0 {
		e.list(pkg)
	}
}

// list is the generic access to all operations; nothing else refers to it.
func (e *emitter) list(pkg *ir.Package) {
	table := jen.Index().Add(e.runtime("OperationTypes")).ValuesFunc(func(g *jen.Group) {
		for _, op := range pkg.Operations {
			var f fields
			f.code("Operation", jen.Op("&").Id(op.Schema.Var))
			if len(op.Waiters) > 0 {
				f.code("Waiters", jen.Index().Op("*").Add(e.runtime("Waiter")).ValuesFunc(func(g *jen.Group) {
					for _, w := range op.Waiters {
						g.Op("&").Id(w.Var)
					}
				}))
			}
			g.Line().Add(f.line())
		}
		g.Line()
	})
	e.decl([]string{pkg.List + " returns the operations as values, for callers that choose one by name."},
		jen.Func().Id(pkg.List).Params().Index().Op("*").Add(e.runtime("Operation")).Block(
			jen.Return(e.runtime("NewOperations").Call(e.runtime(pkg.Protocol), table))))
}

func (e *emitter) newRequest(pkg *ir.Package, op *ir.Operation) {
	e.decl(op.Doc, jen.Func().Id(op.NewRequest).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("endpoint").String(), jen.Id("in").Op("*").Id(op.Input),
	).Params(jen.Op("*").Qual("net/http", "Request"), jen.Error()).Block(
		jen.Return(e.runtime(pkg.Protocol).Dot("NewRequest").Call(
			jen.Id("ctx"), jen.Id("endpoint"), jen.Op("&").Id(op.Schema.Var), jen.Id("in"))),
	))
}

func (e *emitter) parseResponse(pkg *ir.Package, op *ir.Operation) {
	doc := []string{
		fmt.Sprintf("%s reads the response to a request for %s.", op.ParseResponse, op.Name),
		fmt.Sprintf("If the service refused, the error is a [%s].", op.Errors.Name),
	}
	e.decl(doc, jen.Func().Id(op.ParseResponse).Params(jen.Id("resp").Op("*").Qual("net/http", "Response")).
		Params(jen.Op("*").Id(op.Output), jen.Error()).Block(
		jen.Id("out").Op(":=").New(jen.Id(op.Output)),
		jen.If(jen.Err().Op(":=").Add(e.runtime(pkg.Protocol)).Dot("ParseResponse").Call(
			jen.Id("resp"), jen.Op("&").Id(op.Schema.Var), jen.Id("out")).Op(";").Err().Op("!=").Nil()).Block(
			jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Id("out"), jen.Nil()),
	))
}

// errorUnion declares the interface, as an alias: of an interface that has a name
// of its own the compiler makes a function for each method.
func (e *emitter) errorUnion(op *ir.Operation) {
	u := op.Errors
	seal := jen.Id(u.Marker).Params()
	if u.Marker != "is"+u.Name {
		seal.Comment("of all operations with these errors")
	}
	e.decl(u.Doc, jen.Type().Id(u.Name).Op("=").Interface(e.runtime("APIError"), seal))
}

func (e *emitter) errorFrom(op *ir.Operation, name, by, format string) {
	doc := []string{fmt.Sprintf("%s decodes an error of %s in %s; an empty code means the one in the body.", name, op.Name, format)}
	e.decl(doc, jen.Func().Id(name).Params(jen.Id("code").String(), jen.Id("body").Index().Byte()).
		Params(jen.Id(op.Errors.Name), jen.Error()).Block(
		jen.Return(jen.Id(op.Errors.As).Call(e.runtime(by).Call(
			jen.Op("&").Id(op.Schema.Var), jen.Id("code"), jen.Id("body")))),
	))
}
