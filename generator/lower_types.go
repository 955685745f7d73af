package generator

import (
	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

var basicTypes = map[model.Kind]ir.Basic{
	model.KindBlob: ir.Bytes, model.KindBoolean: ir.Bool, model.KindString: ir.String,
	model.KindByte: ir.Int8, model.KindShort: ir.Int16, model.KindInteger: ir.Int32, model.KindLong: ir.Int64,
	model.KindFloat: ir.Float32, model.KindDouble: ir.Float64,
	model.KindBigInteger: ir.BigInt, model.KindBigDecimal: ir.Decimal,
	model.KindTimestamp: ir.Time, model.KindDocument: ir.Document,
}

// goType returns the type of a variable that holds a value of the shape.
func (l *lowering) goType(s *model.Shape) ir.Type {
	if t, ok := l.types[s]; ok {
		return t
	}
	t := l.newType(s)
	l.types[s] = t
	return t
}

func (l *lowering) newType(s *model.Shape) ir.Type {
	switch s.Kind {
	case model.KindStructure:
		if s.IsUnit() {
			return ir.Unit
		}
		return ir.Named{Name: l.names.types[s], Sort: ir.Structure}
	case model.KindUnion:
		return ir.Named{Name: l.names.types[s], Sort: ir.UnionInterface}
	case model.KindEnum:
		return ir.Named{Name: l.names.types[s], Sort: ir.StringEnum}
	case model.KindIntEnum:
		return ir.Named{Name: l.names.types[s], Sort: ir.IntEnum}
	case model.KindList:
		return ir.Slice{Elem: l.elemType(s, "member")}
	case model.KindMap:
		return ir.Map{Key: l.goType(s.Member("key").Target), Elem: l.elemType(s, "value")}
	}
	return basicTypes[s.Kind]
}

// elemType is the type of what a list or map contains: behind a pointer where
// nulls count and the type has none.
func (l *lowering) elemType(s *model.Shape, member string) ir.Type {
	t := l.goType(s.Member(member).Target)
	if s.Sparse() && !ir.Nilable(t) {
		return ir.Pointer{Elem: t}
	}
	return t
}

// fieldType is the type of a structure's field.
func (l *lowering) fieldType(m *model.Member) ir.Type {
	if m.Streaming() {
		return l.streamType(m)
	}
	t := l.goType(m.Target)
	if mayBeAbsent(m) && !ir.Nilable(t) || l.graph.boxed(m) {
		return ir.Pointer{Elem: t}
	}
	return t
}
