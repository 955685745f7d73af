package generator

import (
	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

func (l *lowering) structure(s *model.Shape) (*ir.Struct, error) {
	st := &ir.Struct{Name: l.names.types[s], Doc: l.typeDoc(s), Schema: l.names.schemas[s], Secret: l.graph.secret[s], Held: l.held[s], Asked: l.graph.asked[s],
		JSON: !l.target.protocol.xml || l.graph.secret[s] || s.ErrorFault() != ""}
	for _, m := range s.Members {
		f := &ir.Field{Name: l.names.members[m], Doc: l.memberDoc(m), Type: l.fieldType(m)}
		f.Present = present(m, f.Type)
		if f.Name != m.Name {
			f.JSON = m.Name
		}
		var err error
		if f.Default, err = defaultOf(m); err != nil {
			return nil, err
		}
		st.Fields = append(st.Fields, f)
		st.JSON = st.JSON || !plainJSON(f, l.timeFormat(m))
	}
	return st, nil
}

// plainJSON reports whether package encoding/json writes a field, by its tag, as package
// wire would. Where a service speaks XML, nobody needs methods for that, which are half
// of what the compiler of a large package has to do. Methods know floats that are no
// numbers, unions, and lists that are empty rather than null.
func plainJSON(f *ir.Field, timeFormat string) bool {
	switch t := f.Type.(type) {
	case ir.Slice:
		return !f.Present && plainValue(t.Elem)
	case ir.Map:
		return !f.Present && plainValue(t.Elem)
	case ir.Pointer:
		return plainValue(t.Elem) || t.Elem == ir.Time && timeFormat == dateTime
	}
	return plainValue(f.Type) || f.Type == ir.Time && timeFormat == dateTime || f.Type == ir.Bytes && !f.Present
}

func plainValue(t ir.Type) bool {
	if named, ok := t.(ir.Named); ok {
		return named.Sort != ir.UnionInterface
	}
	return t == ir.Bool || t == ir.Int8 || t == ir.Int16 || t == ir.Int32 || t == ir.Int64 || t == ir.String
}

func (l *lowering) errorStruct(s *model.Shape) (*ir.Error, error) {
	st, err := l.structure(s)
	if err != nil {
		return nil, err
	}
	e := &ir.Error{Struct: *st, Fault: faults[s.ErrorFault()]}
	e.Retryable, e.Throttling = s.Retryable()
	return e, nil
}

func (l *lowering) enum(s *model.Shape) *ir.Enum {
	e := &ir.Enum{Name: l.names.types[s], Doc: l.typeDoc(s), Schema: l.names.schemas[s], Base: ir.String, Sensitive: s.Sensitive()}
	if s.Kind == model.KindIntEnum {
		e.Base = ir.Int32
	}
	for _, m := range s.Members {
		c := ir.Constant{Name: l.names.members[m], Doc: l.memberDoc(m), Value: m.EnumValue().Text()}
		if e.Base == ir.Int32 {
			c.Value = int32(m.EnumValue().Int())
		}
		e.Constants = append(e.Constants, c)
	}
	return e
}

func (l *lowering) union(s *model.Shape) *ir.Union {
	u := &ir.Union{Name: l.names.types[s], Schema: l.names.schemas[s], Marker: l.names.marker(s),
		Secret: l.graph.secret[s], Asked: l.graph.asked[s], Unknown: l.names.unknown[s]}
	var names []string
	for _, m := range s.Members {
		v := &ir.Variant{Name: l.names.members[m], Doc: l.memberDoc(m)}
		if len(v.Doc) == 0 {
			v.Doc = sentence("%s is the member %s of %s.", v.Name, m.Name, u.Name)
		}
		if !m.Target.IsUnit() {
			v.Type = l.goType(m.Target)
		}
		u.Variants = append(u.Variants, v)
		names = append(names, v.Name)
	}
	u.Doc = l.typeDoc(s, implementers("It is one of:", names, u.Unknown, "for a member that is newer than the model")...)
	return u
}

// heldByValue returns the structures that elements, variants and required members
// hold without a pointer between, in all of the model: a method must not depend on
// which slice of it is generated.
func heldByValue(m *model.Model) map[*model.Shape]bool {
	held := map[*model.Shape]bool{}
	for _, s := range m.Shapes {
		for _, member := range s.Members {
			t := member.Target
			if t != nil && t.Kind == model.KindStructure && (s.Kind != model.KindStructure || member.Traits.Has(model.TraitRequired)) {
				held[t] = true
			}
		}
	}
	return held
}
