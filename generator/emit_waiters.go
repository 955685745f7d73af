package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) waiters(pkg *ir.Package) {
	for _, op := range pkg.Operations {
		for _, w := range op.Waiters {
			e.waitUntil(op, w)
			e.waiter(w)
		}
	}
}

func (e *emitter) waitUntil(op *ir.Operation, w *ir.Waiter) {
	params := append(e.callParams(op), jen.Id("opts").Add(e.runtime("WaitOptions")))
	e.decl(w.Doc, jen.Func().Id(w.Func).Params(params...).Params(jen.Op("*").Id(op.Output), jen.Error()).Block(
		jen.Return(e.runtime("Wait").Call(jen.Id("ctx"), jen.Op("&").Id(w.Var), jen.Id("in"), jen.Id("call"), jen.Id("opts")))))
}

// waiter is the table by which package wire waits.
func (e *emitter) waiter(w *ir.Waiter) {
	acceptors := make([]jen.Code, 0, len(w.Acceptors)+1)
	for _, a := range w.Acceptors {
		acceptors = append(acceptors, jen.Line().Add(e.acceptor(a)))
	}
	var f fields
	f.text("Name", w.Name)
	f.number("MinDelay", w.MinDelay)
	f.number("MaxDelay", w.MaxDelay)
	f.code("Acceptors", jen.Index().Add(e.runtime("Acceptor")).Values(append(acceptors, jen.Line())...))
	e.decl(nil, jen.Var().Id(w.Var).Op("=").Add(e.runtime("Waiter")).Add(f.line()))
}

func (e *emitter) acceptor(a ir.Acceptor) jen.Code {
	var f fields
	f.code("State", e.identifier(a.State))
	f.code("Match", e.identifier(a.Match))
	f.text("Path", a.Path)
	f.code("Compare", e.identifier(a.Compare))
	f.text("Expected", a.Expected)
	if a.Expression {
		f.code("Eval", e.runtime("JMESPath"))
	}
	return f.line()
}
