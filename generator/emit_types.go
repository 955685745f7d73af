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

// A constructor is the function of package wire that makes a reference to a
// variable of some type, with its type parameters; by, where it is needed, is
// the type whose reference makes those of the elements.
type constructor struct {
	name   string // "" if the variable's pointer is the reference
	params []ir.Type
	by     ir.Type
	as     string // type of the package that the variable's pointer is converted to
}

// reference is the rule that says how the walks of package wire refer to a
// variable, by its type:
//
//	basic types, their pointers, structures,
//	readers of events                         the pointer itself
//	pointer to a structure                    Optional
//	slice of structures                       the package's own type for them
//	enum, intEnum, pointers to them           EnumOf, IntEnumOf, OptionalEnum, OptionalIntEnum
//	union                                     UnionOf
//	sequence of events                        EventsOf
//	slice, map                                ListOf, MapOf; ListBy, MapBy where the pointers of
//	                                          the elements are not references themselves
func reference(t ir.Type) constructor {
	switch t := t.(type) {
	case ir.Named:
		return constructor{name: namedReferences[t.Sort], params: []ir.Type{t}}
	case ir.Pointer:
		switch elem := t.Elem.(type) {
		case ir.Named:
			if elem.Sort == ir.Structure {
				return constructor{name: "Optional", params: []ir.Type{t}}
			}
			return constructor{name: optionalReferences[elem.Sort], params: []ir.Type{elem}}
		case ir.Basic:
			if elem == ir.Unit {
				return constructor{name: "Optional", params: []ir.Type{t}}
			}
		}
	case ir.Events:
		return constructor{name: "EventsOf"}
	case ir.Slice:
		if elem, ok := t.Elem.(ir.Named); ok && elem.Sort == ir.Structure {
			return constructor{as: elem.Elements}
		}
		return container("List", t.Elem, t.Elem)
	case ir.Map:
		return container("Map", t.Elem, t.Key, t.Elem)
	}
	return constructor{}
}

var (
	namedReferences    = map[ir.Sort]string{ir.StringEnum: "EnumOf", ir.IntEnum: "IntEnumOf", ir.UnionInterface: "UnionOf"}
	optionalReferences = map[ir.Sort]string{ir.StringEnum: "OptionalEnum", ir.IntEnum: "OptionalIntEnum"}
)

func container(name string, elem ir.Type, params ...ir.Type) constructor {
	if c := reference(elem); c.name == "" && c.as == "" {
		return constructor{name: name + "Of", params: params}
	}
	return constructor{name: name + "By", params: params, by: elem}
}

// refer prints the reference to the variable of type t that pointer points to.
func (e *emitter) refer(t ir.Type, pointer jen.Code) *jen.Statement {
	c := reference(t)
	switch {
	case c.as != "":
		return jen.Params(jen.Op("*").Id(c.as)).Params(pointer)
	case c.name == "":
		return jen.Add(pointer)
	case c.by == nil:
		return e.runtime(c.name).Call(pointer)
	}
	return e.runtime(c.name).Call(pointer, e.referrer(c.by))
}

// referrer prints a function that makes the reference to what its argument, a
// pointer to a variable of type t, points to.
func (e *emitter) referrer(t ir.Type) *jen.Statement {
	c := reference(t)
	if c.by != nil || c.as != "" {
		return jen.Func().Params(jen.Id("p").Op("*").Add(e.goType(t))).Any().Add(line(jen.Return(e.refer(t, jen.Id("p")))))
	}
	params := make([]jen.Code, len(c.params))
	for i, p := range c.params {
		params[i] = e.goType(p)
	}
	return e.runtime(c.name).Types(params...)
}
