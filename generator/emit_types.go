package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

// goType prints a type.
func (e *emitter) goType(t ir.Type) *jen.Statement {
	switch t := t.(type) {
	case ir.Pointer:
		return jen.Op("*").Add(e.goType(t.Elem))
	case ir.Slice:
		return jen.Index().Add(e.goType(t.Elem))
	case ir.Map:
		return jen.Map(e.goType(t.Key)).Add(e.goType(t.Elem))
	case ir.Basic:
		return e.basicType(t)
	case ir.EventReader:
		return e.runtime("EventReader").Types(e.goType(t.Union))
	case ir.Events:
		return jen.Qual("iter", "Seq2").Types(e.goType(t.Union), jen.Error())
	}
	return jen.Id(t.String())
}

func (e *emitter) basicType(t ir.Basic) *jen.Statement {
	switch t {
	case ir.Time:
		return jen.Qual("time", "Time")
	case ir.BigInt:
		return jen.Op("*").Qual("math/big", "Int")
	case ir.Decimal:
		return jen.Op("*").Add(e.runtime("Decimal"))
	case ir.Document:
		return e.runtime("Value")
	case ir.Unit:
		return e.runtime("Unit")
	case ir.Reader:
		return jen.Qual("io", "Reader")
	case ir.ReadCloser:
		return jen.Qual("io", "ReadCloser")
	}
	return jen.Id(t.String())
}
