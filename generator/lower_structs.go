package generator

import (
	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

func (l *lowering) structure(s *model.Shape) (*ir.Struct, error) {
	st := &ir.Struct{Name: l.names.Type(s), Doc: l.typeDoc(s), Schema: l.names.Schema(s), Secret: l.graph.secret[s], Held: l.held[s], Asked: l.graph.asked[s]}
	for _, m := range s.Members {
		f := &ir.Field{Name: l.names.Field(m), Doc: l.memberDoc(m), Type: l.fieldType(m)}
		var err error
		if f.Default, err = defaultOf(m); err != nil {
			return nil, err
		}
		st.Fields = append(st.Fields, f)
	}
	return st, nil
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
	e := &ir.Enum{Name: l.names.Type(s), Doc: l.typeDoc(s), Schema: l.names.Schema(s), Base: ir.String, Sensitive: s.Sensitive()}
	if s.Kind == model.KindIntEnum {
		e.Base = ir.Int32
	}
	for _, m := range s.Members {
		c := ir.Constant{Name: l.names.Const(m), Doc: l.memberDoc(m), Value: m.EnumValue().Text()}
		if e.Base == ir.Int32 {
			c.Value = int32(m.EnumValue().Int())
		}
		e.Constants = append(e.Constants, c)
	}
	return e
}

func (l *lowering) union(s *model.Shape) *ir.Union {
	u := &ir.Union{Name: l.names.Type(s), Schema: l.names.Schema(s), Marker: l.names.Marker(s),
		Secret: l.graph.secret[s], Asked: l.graph.asked[s], Unknown: l.names.UnknownVariant(s)}
	var names []string
	for _, m := range s.Members {
		v := &ir.Variant{Name: l.names.Variant(m), Doc: l.memberDoc(m)}
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
