package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) unions(pkg *ir.Package) {
	for _, u := range pkg.Unions {
		e.unionInterface(u)
		for i, v := range u.Variants {
			e.variant(u, v, i)
		}
		e.unknownVariant(u)
		e.variantFunc(u)
	}
}

func (e *emitter) unionInterface(u *ir.Union) {
	e.decl(u.Doc, jen.Type().Id(u.Name).Interface(e.runtime("Variant"), jen.Id(u.Marker).Params()))
}

func (e *emitter) variant(u *ir.Union, v *ir.Variant, index int) {
	member := jen.New(e.runtime("Unit"))
	r := receiver{"", v.Name, true}
	if v.Type == nil {
		e.decl(v.Doc, jen.Type().Id(v.Name).Struct())
	} else {
		r.name = "v"
		member = e.refer(v.Type, jen.Op("&").Id("v").Dot("Value"))
		e.decl(v.Doc, jen.Type().Id(v.Name).Struct(jen.Id("Value").Add(e.goType(v.Type))))
	}
	e.sealed(u, v.Name)
	e.next(method(receiver{"", v.Name, true}, "WireVariant", nil, jen.Int(), jen.Return(jen.Lit(index))))
	e.next(method(r, "WireMembers", []jen.Code{jen.Id("refs").Index().Any()}, jen.Index().Any(), jen.Return(jen.Append(jen.Id("refs"), member))))
	e.variantMethods(v.Name)
}

func (e *emitter) unknownVariant(u *ir.Union) {
	e.decl([]string{u.Unknown + " is a member of " + u.Name + " that is newer than the model."},
		jen.Type().Id(u.Unknown).Struct(e.runtime("UnknownMember")))
	e.sealed(u, u.Unknown)
	e.variantMethods(u.Unknown)
}

func (e *emitter) sealed(u *ir.Union, typ string) {
	e.next(jen.Line().Add(method(receiver{"", typ, true}, u.Marker, nil, nil, nil)))
	e.next(e.schemaMethod(typ, jen.Op("&").Id(u.Schema)))
}

func (e *emitter) variantMethods(typ string) {
	v := receiver{"v", typ, false}
	e.next(jen.Line().Add(e.toValue(receiver{"v", typ, true})))
	e.next(e.marshalJSON(v, "MarshalJSON"))
	e.printing(v)
}

// variantFunc is what makes the union's members while one is being read.
func (e *emitter) variantFunc(u *ir.Union) {
	e.decl(nil, jen.Func().Id(u.New).Params(jen.Id("i").Int()).Add(e.runtime("Variant")).Block(
		jen.Switch(jen.Id("i")).BlockFunc(func(g *jen.Group) {
			for i, v := range u.Variants {
				g.Case(jen.Lit(i)).Block(jen.Return(jen.New(jen.Id(v.Name))))
			}
		}),
		jen.Return(jen.New(jen.Id(u.Unknown))),
	))
}
