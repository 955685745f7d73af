package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) unions(pkg *ir.Package) {
	for _, u := range pkg.Unions {
		e.unionInterface(u)
		for _, v := range u.Variants {
			e.variant(u, v)
		}
		e.unknownVariant(u)
	}
}

func (e *emitter) unionInterface(u *ir.Union) {
	e.decl(u.Doc, jen.Type().Id(u.Name).Interface(e.runtime("Shape"), jen.Id(u.Marker).Params()))
}

func (e *emitter) variant(u *ir.Union, v *ir.Variant) {
	var value []jen.Code
	if v.Type != nil {
		value = append(value, jen.Id("Value").Add(e.goType(v.Type)))
	}
	e.decl(v.Doc, jen.Type().Id(v.Name).Struct(value...))
	e.sealed(u, v.Name)
}

func (e *emitter) unknownVariant(u *ir.Union) {
	e.decl([]string{u.Unknown + " is a member of " + u.Name + " that is newer than the model."},
		jen.Type().Id(u.Unknown).Struct(e.runtime("UnknownMember")))
	e.sealed(u, u.Unknown)
	if u.Asked {
		e.wireSchema(u.Unknown, u.Schema)
	}
}

// sealed are the methods of a wrapper.
func (e *emitter) sealed(u *ir.Union, typ string) {
	e.next(jen.Line().Add(method(onPointer(typ).unnamed(), u.Marker, nil, nil, nil)))
	e.next(e.toValue(onPointer(typ), u.Schema))
	e.next(e.marshalJSON(receiver{name: "v", typ: typ, ptr: !u.Secret}))
	if u.Secret {
		e.printing(onValue(typ), u.Schema)
	}
}
