package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) structs(pkg *ir.Package) {
	for _, s := range pkg.Structs {
		e.structType(s)
		e.walkable(s)
		v, p := receiver{"v", s.Name, false}, receiver{"v", s.Name, true}
		e.next(jen.Line())
		if s.Outer {
			e.next(e.wireMethod(p, "Encode", "e", e.runtime("Encoder")))
			e.next(e.wireMethod(p, "Decode", "d", e.runtime("Decoder")))
			e.next(method(p, "Validate", nil, jen.Error(), jen.Return(e.runtime("Validate").Call(jen.Id("v")))))
		}
		e.values(p)
		e.next(e.marshalJSON(v, "MarshalJSON"))
		if s.Outer || s.Secret {
			e.printing(v)
		}
		e.elements(s)
	}
}

// maxClose is how many lines of documentation a field may have that stands
// close to the next.
const maxClose = 3

// structType declares the structure, with what else stands in it.
func (e *emitter) structType(s *ir.Struct, embedded ...jen.Code) {
	e.decl(s.Doc, jen.Type().Id(s.Name).StructFunc(func(g *jen.Group) {
		for i, f := range s.Fields {
			if i > 0 && (len(f.Doc) > maxClose || len(s.Fields[i-1].Doc) > maxClose) {
				g.Line()
			}
			comments(g, f.Doc)
			g.Id(f.Name).Add(e.goType(f.Type))
		}
		if len(embedded) > 0 && len(s.Fields) > 0 {
			g.Line()
		}
		for _, embed := range embedded {
			g.Add(embed)
		}
	}))
}

// walkable makes the structure a wire.Shape.
func (e *emitter) walkable(s *ir.Struct) {
	e.next(jen.Line().Add(e.schemaMethod(s.Name, jen.Op("&").Id(s.Schema))))
	e.references(s)
	if s.HasDefaults() {
		e.decl([]string{"WireDefaults sets the members that have a default."},
			jen.Func().Params(receiver{"v", s.Name, true}.code()).Id("WireDefaults").Params().BlockFunc(func(g *jen.Group) {
				for _, f := range s.Fields {
					if _, own := f.Default.(ir.OwnDefaults); own {
						g.Id("v").Dot(f.Name).Dot("WireDefaults").Call()
					} else if f.Default != nil {
						g.Id("v").Dot(f.Name).Op("=").Add(e.literal(f.Default))
					}
				}
			}))
	}
}

// references is the method WireMembers.
func (e *emitter) references(s *ir.Struct) {
	r := receiver{"v", s.Name, true}
	body := jen.Id("refs")
	if len(s.Fields) == 0 {
		r.name = ""
	} else {
		var refs rows
		refs.add(jen.Id("refs"), len("return append(refs"))
		for _, f := range s.Fields {
			refs.add(e.refer(f.Type, jen.Op("&").Id("v").Dot(f.Name)), referenceWidth(f))
		}
		body = jen.Append(refs.list())
	}
	e.next(method(r, "WireMembers", []jen.Code{jen.Id("refs").Index().Any()}, jen.Index().Any(), jen.Return(body)))
}

// referenceWidth is how long the reference to a field is, roughly.
func referenceWidth(f *ir.Field) int {
	c := reference(f.Type)
	n := len("&v.") + len(f.Name)
	if c.name != "" {
		n += len("wire.()") + len(c.name)
	}
	if c.by != nil {
		n += len("wire.Optional[]") + len(c.by.String())
	}
	return n
}

// elements is the wire.ListRef for slices of the structure.
func (e *emitter) elements(s *ir.Struct) {
	if s.Elements == "" {
		return
	}
	r, all := receiver{"e", s.Elements, true}, jen.Op("*").Id("e")
	elem := func(i jen.Code) jen.Code { return jen.Return(jen.Op("&").Params(all.Clone()).Index(i)) }
	e.decl(nil, jen.Type().Id(s.Elements).Index().Id(s.Name))
	e.next(jen.Line().Add(method(r, "IsNil", nil, jen.Bool(), jen.Return(all.Clone().Op("==").Nil()))))
	e.next(method(r, "Len", nil, jen.Int(), jen.Return(jen.Len(all.Clone()))))
	e.next(method(r, "At", []jen.Code{jen.Id("i").Int()}, jen.Any(), elem(jen.Id("i"))))
	e.next(method(r, "Clear", nil, nil, all.Clone().Op("=").Id(s.Elements).Values()))
	grow := all.Clone().Op("=").Append(all.Clone(), jen.Id(s.Name).Values())
	e.next(method(r, "Append", nil, jen.Any(), grow.Op(";").Add(elem(jen.Len(all.Clone()).Op("-").Lit(1)))))
}

func (e *emitter) schemaMethod(typ string, schema jen.Code) *jen.Statement {
	return method(receiver{"", typ, true}, "WireSchema", nil, jen.Op("*").Add(e.runtime("Schema")), jen.Return(schema))
}

// wireMethod is a method with the name of the function of package wire that it
// calls with its parameter and receiver.
func (e *emitter) wireMethod(r receiver, name, param string, typ jen.Code) *jen.Statement {
	call := e.runtime(name).Call(jen.Id(param), jen.Id(r.name))
	return method(r, name, []jen.Code{jen.Id(param).Add(typ)}, jen.Error(), jen.Return(call))
}

// values is the way into a Value tree and JSON, and the way out of them.
func (e *emitter) values(p receiver) {
	e.next(e.toValue(p))
	e.next(e.wireMethod(p, "FromValue", "val", e.runtime("Value")))
	e.next(e.wireMethod(p, "UnmarshalJSON", "b", jen.Index().Byte()))
}

func (e *emitter) toValue(p receiver) *jen.Statement {
	return method(p, "ToValue", nil, e.runtime("Value"), jen.Return(e.runtime("ToValue").Call(jen.Id(p.name))))
}

// marshalJSON is MarshalJSON by one of wire's functions.
func (e *emitter) marshalJSON(v receiver, by string) *jen.Statement {
	return method(v, "MarshalJSON", nil, jen.Params(jen.Index().Byte(), jen.Error()), jen.Return(e.runtime(by).Call(addressOf(v))))
}

// printing are the methods that printing and logging ask for, all redacted. Types
// that hold no secrets do without: five methods, ten functions for the compiler,
// are a third of what a nested structure costs.
func (e *emitter) printing(v receiver) {
	redacted := jen.Return(e.runtime("Redacted").Call(addressOf(v)))
	for _, name := range []string{"Redacted", "String", "GoString"} {
		e.next(method(v, name, nil, jen.String(), redacted))
	}
	e.next(method(v, "Format", []jen.Code{jen.Id("f").Qual("fmt", "State"), jen.Id("c").Rune()}, nil,
		e.runtime("Format").Call(jen.Id("f"), jen.Id("c"), addressOf(v))))
	e.next(method(v, "LogValue", nil, jen.Qual("log/slog", "Value"), jen.Return(e.runtime("LogValue").Call(addressOf(v)))))
}

func addressOf(r receiver) *jen.Statement { return jen.Op("&").Id(r.name) }
