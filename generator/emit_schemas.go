package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

// Schemas are composite literals without calls, so that the compiler lays them
// out as data and the linker drops those that nothing refers to.

func (e *emitter) schemas(pkg *ir.Package) {
	if len(pkg.Operations) > 0 {
		e.serviceSchema(pkg)
	}
	for _, op := range pkg.Operations {
		e.operationSchema(pkg, op)
	}
	var compact []*ir.Schema
	for _, s := range pkg.Schemas {
		if s.Compact() {
			compact = append(compact, s)
			continue
		}
		e.decl(nil, jen.Var().Id(s.Var).Op("=").Add(e.runtime("Schema")).Add(e.schema(s)))
	}
	if len(compact) > 0 {
		e.decl(nil, jen.Var().DefsFunc(func(g *jen.Group) {
			for _, s := range compact {
				g.Id(s.Var).Op("=").Add(e.runtime("Schema")).Add(e.schema(s))
			}
		}))
	}
}

func (e *emitter) serviceSchema(pkg *ir.Package) {
	s := &pkg.Service
	var f fields
	f.text("ID", s.ID)
	f.text("Version", s.Version)
	f.text("SigningName", s.SigningName)
	f.code("Namespace", e.namespace(s.Namespace))
	f.code("Flags", e.flags(s.Flags))
	f.code("Errors", e.schemaList(s.Errors))
	f.code("NewUnknown", jen.Func().Params(jen.Id("e").Add(e.runtime("UnknownError"))).Add(e.runtime("APIError")).
		Add(line(jen.Return(jen.Op("&").Id(pkg.Unknown).Values(jen.Id("e"))))))
	e.decl(nil, jen.Var().Id(s.Var).Op("=").Add(e.runtime("ServiceSchema")).Add(f.block()))
}

func (e *emitter) operationSchema(pkg *ir.Package, op *ir.Operation) {
	s := &op.Schema
	var f fields
	f.text("Name", s.Name)
	f.code("Service", jen.Op("&").Id(pkg.Service.Var))
	f.text("Method", s.Method)
	f.text("URI", s.URI)
	f.number("Status", s.Status)
	f.text("HostPrefix", s.HostPrefix)
	f.code("Input", jen.Op("&").Id(op.InputSchema))
	f.code("Output", jen.Op("&").Id(op.OutputSchema))
	f.code("Flags", e.flags(s.Flags))
	f.code("Compress", e.identifier(s.Compress))
	f.code("Checksum", e.identifier(s.Checksum))
	f.text("ChecksumMember", s.ChecksumMember)
	f.code("Request", e.messageParts("RequestPart", s.Request))
	f.code("Response", e.messageParts("ResponsePart", s.Response))
	f.code("Paginated", e.pagination(op.Pagination))
	f.code("Errors", e.schemaList(s.Errors))
	e.decl(nil, jen.Var().Id(s.Var).Op("=").Add(e.runtime("OperationSchema")).Add(f.line()))
}

func (e *emitter) messageParts(typ string, names []string) jen.Code {
	if len(names) == 0 {
		return nil
	}
	var all []jen.Code
	for _, name := range names {
		all = append(all, e.runtime(name))
	}
	return jen.Index().Add(e.runtime(typ)).Values(all...)
}

func (e *emitter) schema(s *ir.Schema) jen.Code {
	var f fields
	f.text("ID", s.ID)
	f.code("Kind", e.runtime(s.Kind))
	f.code("Flags", e.flags(s.Flags))
	f.code("Time", e.identifier(s.Time))
	if s.XMLName != "" || s.Namespace != nil {
		var xml fields
		xml.text("Name", s.XMLName)
		xml.code("Namespace", e.namespace(s.Namespace))
		f.code("XML", jen.Op("&").Add(e.runtime("XMLTraits")).Add(xml.line()))
	}
	f.code("Error", e.errorTraits(s.Error))
	if len(s.Members) > 0 {
		f.code("Members", jen.Index().Add(e.runtime("Member")).Values(e.members(s.Members, !s.Compact())...))
	}
	if len(s.Values) > 0 {
		var values rows
		for _, v := range s.Values {
			values.add(jen.Lit(v), len(v)+len(`""`))
		}
		f.code("Values", jen.Index().String().Values(values.list()))
	}
	f.code("Constraints", e.constraints(s.Constraints))
	if s.Codec != "" {
		f.code("Codec", e.runtime(s.Codec).Values())
	}
	if s.Type != "" {
		f.code("Type", nilOf(s.Type))
	}
	if len(s.Variants) > 0 {
		var types rows
		for _, t := range s.Variants {
			types.add(nilOf(t), len(t)+len("(*)(nil)"))
		}
		f.code("Variants", jen.Index().Any().Values(types.list()))
	}
	return f.line()
}

// members prints a table of members, one a line if there may be many.
func (e *emitter) members(members []ir.Member, lines bool) []jen.Code {
	var all []jen.Code
	for i := range members {
		member := e.member(&members[i])
		if lines {
			member = jen.Line().Add(member)
		}
		all = append(all, member)
	}
	if lines {
		all = append(all, jen.Line())
	}
	return all
}

func (e *emitter) member(m *ir.Member) jen.Code {
	var f fields
	f.text("Name", m.Name)
	switch {
	case m.Target != "":
		f.code("Target", jen.Op("&").Id(m.Target))
	case m.Prelude != "":
		f.code("Target", jen.Op("&").Add(e.runtime(m.Prelude)))
	default:
		f.code("Lazy", nilOf(m.Lazy))
	}
	f.code("Flags", e.flags(m.Flags))
	f.code("Location", e.identifier(m.Location))
	f.code("Time", e.identifier(m.Time))
	f.text("Key", m.Key)
	f.text("JSON", m.JSON)
	f.text("XML", m.XML)
	f.text("EC2", m.EC2)
	if m.Namespace != nil || m.MediaType != "" || m.Constraints != nil || m.Events != nil {
		var traits fields
		traits.code("Namespace", e.namespace(m.Namespace))
		traits.text("MediaType", m.MediaType)
		traits.code("Constraints", e.constraints(m.Constraints))
		if m.Events != nil {
			traits.code("Events", e.runtime("EventsOf").Types(e.goType(m.Events)))
		}
		f.code("Traits", jen.Op("&").Add(e.runtime("MemberTraits")).Add(traits.line()))
	}
	return f.line()
}

// nilOf is a nil pointer to a type.
func nilOf(typ string) jen.Code { return jen.Params(jen.Op("*").Id(typ)).Call(jen.Nil()) }

func (e *emitter) identifier(name string) jen.Code {
	if name == "" {
		return nil
	}
	return e.runtime(name)
}

func (e *emitter) flags(names []string) jen.Code {
	if len(names) == 0 {
		return nil
	}
	all := e.runtime(names[0])
	for _, name := range names[1:] {
		all.Op("|").Add(e.runtime(name))
	}
	return all
}

func (e *emitter) schemaList(vars []string) jen.Code {
	if len(vars) == 0 {
		return nil
	}
	var all rows
	for _, v := range vars {
		all.add(jen.Op("&").Id(v), len(v)+len("&"))
	}
	return jen.Index().Op("*").Add(e.runtime("Schema")).Values(jen.Line().Add(all.list()), jen.Line())
}
