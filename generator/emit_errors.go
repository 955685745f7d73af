package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) errors(pkg *ir.Package) {
	for _, err := range pkg.Errors {
		e.structType(&err.Struct, e.runtime("ErrorInfo"))
		e.errorMethods(err)
		e.methods(&err.Struct)
		e.seals(err.Name, err.Seals)
	}
	if len(pkg.Operations) > 0 {
		e.unknownError(pkg)
	}
}

func (e *emitter) errorMethods(err *ir.Error) {
	v := onPointer(err.Name)
	of := func(name string) jen.Code { // the function's value for v
		return jen.Return(e.runtime(name).Call(jen.Op("&").Id(err.Schema), jen.Id("v")))
	}
	e.next(jen.Line().Add(method(v, "Error", nil, jen.String(), of("ErrorString"))))
	e.next(method(v, "ErrorCode", nil, jen.String(), of("CodeOf")))
	e.next(method(v, "ErrorMessage", nil, jen.String(), of("MessageOf")))
	e.next(method(v.unnamed(), "ErrorFault", nil, e.runtime("Fault"), jen.Return(e.runtime(err.Fault))))
	e.next(method(v.unnamed(), "ErrorRetryable", nil, jen.Bool(), jen.Return(jen.Lit(err.Retryable))))
	e.next(method(v.unnamed(), "ErrorThrottling", nil, jen.Bool(), jen.Return(jen.Lit(err.Throttling))))
}

func (e *emitter) unknownError(pkg *ir.Package) {
	e.decl([]string{
		pkg.Unknown + " is the open case of every operation's errors: one that the operation",
		"does not list, because it is newer than the model, another service's or an",
		"intermediary's. It keeps everything the response said.",
	}, jen.Type().Id(pkg.Unknown).Struct(e.runtime("UnknownError")))
	e.seals(pkg.Unknown, pkg.Seals)
	for _, u := range pkg.ErrorUnions {
		e.errorAs(u)
	}
}

// errorAs is the function that makes an error union of what package wire returns.
// Inlined it would be in two functions of every operation.
func (e *emitter) errorAs(u *ir.ErrorUnion) {
	sealed := jen.Interface(e.runtime("APIError"), jen.Id(u.Marker).Params())
	e.decl(nil, jen.Comment("//go:noinline").Line().Func().Id(u.As).Params(jen.Id("e").Add(e.runtime("APIError")), jen.Err().Error()).
		Params(jen.Id("union").Add(sealed), jen.Id("_").Error()).Block(
		jen.List(jen.Id("union"), jen.Id("_")).Op("=").Id("e").Assert(jen.Add(sealed.Clone())),
		jen.Return(jen.Id("union"), jen.Err()),
	))
}

// seals are the methods that put an error into the unions of operations.
func (e *emitter) seals(typ string, markers []string) {
	for i, marker := range markers {
		seal := method(onPointer(typ).unnamed(), marker, nil, nil, nil)
		if i == 0 {
			seal = jen.Line().Add(seal)
		}
		e.next(seal)
	}
}
