package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

func (e *emitter) structs(pkg *ir.Package) {
	for _, s := range pkg.Structs {
		e.structType(s)
		e.methods(s)
	}
}

// methods are what all structures have. Their bodies are calls, for the compiler's
// work grows with what it has to compile; so does it with their number.
func (e *emitter) methods(s *ir.Struct) {
	p := onPointer(s.Name)
	e.next(jen.Line().Add(e.toValue(p, s.Schema)))
	if s.Asked {
		e.wireSchema(s.Name, s.Schema)
	}
	e.next(e.wireMethod(p, "FromValue", "val", e.runtime("Value")))
	if s.JSON {
		e.next(e.wireMethod(p, "UnmarshalJSON", "b", jen.Index().Byte()))
		// Printing and encoding/json call methods on pointers only if they get hold
		// of one: what is held by value, or must not be printed, has them on values.
		e.next(e.marshalJSON(receiver{name: "v", typ: s.Name, ptr: !s.Held && !s.Secret}))
	}
	if s.Input {
		e.next(method(p, "Validate", nil, jen.Error(), jen.Return(e.runtime("Validate").Call(jen.Id("v")))))
	}
	if s.Secret {
		e.printing(onValue(s.Name), s.Schema)
	}
	e.defaults(s)
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
			g.Id(f.Name).Add(e.goType(f.Type)).Add(tag(s, f))
		}
		if len(embedded) > 0 && len(s.Fields) > 0 {
			g.Line()
		}
		for _, embed := range embedded {
			g.Add(embed)
		}
	}))
}

// tag tells encoding/json what methods would.
func tag(s *ir.Struct, f *ir.Field) jen.Code {
	text := f.JSON
	if _, pointer := f.Type.(ir.Pointer); pointer {
		text += ",omitempty" // a pointer to a time that is zero is not zero itself
	} else if !f.Present {
		text += ",omitzero"
	}
	if s.JSON || text == "" {
		return jen.Null()
	}
	return jen.Tag(map[string]string{"json": text})
}

// defaults is the method that sets the fields' defaults.
func (e *emitter) defaults(s *ir.Struct) {
	if !s.HasDefaults() {
		return
	}
	e.decl([]string{"WireDefaults sets the members that have a default."},
		jen.Func().Params(onPointer(s.Name).code()).Id("WireDefaults").Params().BlockFunc(func(g *jen.Group) {
			for _, f := range s.Fields {
				if _, own := f.Default.(ir.OwnDefaults); own {
					g.Id("v").Dot(f.Name).Dot("WireDefaults").Call()
				} else if f.Default != nil {
					g.Id("v").Dot(f.Name).Op("=").Add(e.literal(f.Default))
				}
			}
		}))
}

// wireMethod is a method with the name of the function of package wire that it
// calls with its parameter and receiver.
func (e *emitter) wireMethod(r receiver, name, param string, typ jen.Code) *jen.Statement {
	call := e.runtime(name).Call(jen.Id(param), jen.Id(r.name))
	return method(r, name, []jen.Code{jen.Id(param).Add(typ)}, jen.Error(), jen.Return(call))
}

// wireSchema is how the schema of a type is found without a reference to it.
func (e *emitter) wireSchema(typ, schema string) {
	e.next(method(onPointer(typ).unnamed(), "WireSchema", nil, jen.Op("*").Add(e.runtime("Schema")), jen.Return(jen.Op("&").Id(schema))))
}

// toValue is what makes a type a wire.Shape: it knows the schema.
func (e *emitter) toValue(p receiver, schema string) *jen.Statement {
	call := e.runtime("ToValue").Call(jen.Op("&").Id(schema), jen.Id(p.name))
	return method(p, "ToValue", nil, e.runtime("Value"), jen.Return(call))
}

func (e *emitter) marshalJSON(v receiver) *jen.Statement {
	return method(v, "MarshalJSON", nil, jen.Params(jen.Index().Byte(), jen.Error()), jen.Return(e.runtime("MarshalJSON").Call(v.pointer())))
}

// printing are the methods that printing and logging ask for, redacted. Types that
// hold no secrets do without.
func (e *emitter) printing(v receiver, schema string) {
	e.next(method(v, "String", nil, jen.String(), jen.Return(e.runtime("StringOf").Call(jen.Op("&").Id(schema), v.pointer()))))
	e.next(method(v, "Format", []jen.Code{jen.Id("f").Qual("fmt", "State"), jen.Id("c").Rune()}, nil,
		e.runtime("Format").Call(jen.Id("f"), jen.Id("c"), jen.Op("&").Id(schema), v.pointer())))
}
