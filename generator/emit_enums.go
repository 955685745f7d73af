package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) enums(pkg *ir.Package) {
	for _, enum := range pkg.Enums {
		e.decl(enum.Doc, jen.Type().Id(enum.Name).Add(e.goType(enum.Base)))
		if len(enum.Constants) > 0 {
			e.constants(enum)
		}
		e.enumMethods(enum)
	}
}

func (e *emitter) constants(enum *ir.Enum) {
	e.decl(nil, jen.Const().DefsFunc(func(g *jen.Group) {
		for _, c := range enum.Constants {
			comments(g, c.Doc)
			g.Id(c.Name).Id(enum.Name).Op("=").Add(constantValue(c.Value))
		}
	}))
}

func constantValue(v any) jen.Code {
	if n, ok := v.(int32); ok {
		return jen.Lit(int(n))
	}
	return jen.Lit(v)
}

func (e *emitter) enumMethods(enum *ir.Enum) {
	v := onValue(enum.Name)
	values, known := e.enumValues(enum)
	e.decl([]string{"Values returns the values that the model knows, in its order."},
		method(v.unnamed(), "Values", nil, jen.Index().Id(enum.Name), jen.Return(values)))
	e.decl([]string{"Known reports whether the model knows the value; newer services may send others."},
		method(v, "Known", nil, jen.Bool(), jen.Return(known)))
	if enum.Sensitive {
		e.secret(v, enum.Base)
	}
}

// enumValues are the values of an enum, and whether v is among them. The table has those
// that are strings; literals, each of a type of its own, cost the compiler of EC2 4% more.
func (e *emitter) enumValues(enum *ir.Enum) (values, known jen.Code) {
	if enum.Base == ir.String {
		return e.runtime("EnumValues").Types(jen.Id(enum.Name)).Call(jen.Op("&").Id(enum.Schema)),
			jen.Id(enum.Schema).Dot("Knows").Call(jen.String().Call(jen.Id("v")))
	}
	var list rows
	for _, c := range enum.Constants {
		list.add(jen.Id(c.Name), len(c.Name))
	}
	return jen.Index().Id(enum.Name).Values(list.list()),
		jen.Qual("slices", "Contains").Call(jen.Id("v").Dot("Values").Call(), jen.Id("v"))
}

// secret are the methods that keep a sensitive enum out of what is printed.
func (e *emitter) secret(r receiver, base ir.Type) {
	plain := jen.Id(base.String()).Call(jen.Id(r.name))
	marshal := jen.Return(e.runtime("MarshalSecret").Call(plain))
	e.next(jen.Line().Add(method(r, "MarshalJSON", nil, jen.Params(jen.Index().Byte(), jen.Error()), marshal)))
	r = r.unnamed()
	redacted := jen.Lit("[REDACTED]")
	e.next(jen.Line().Add(method(r, "String", nil, jen.String(), jen.Return(redacted))))
	e.next(method(r, "Format", []jen.Code{jen.Id("f").Qual("fmt", "State"), jen.Id("_").Rune()}, nil,
		jen.Qual("fmt", "Fprint").Call(jen.Id("f"), redacted)))
}
