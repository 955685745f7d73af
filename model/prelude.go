package model

// preludeKinds are the shapes of Smithy's own namespace that a model may target
// without defining them.
var preludeKinds = map[ShapeID]Kind{
	"smithy.api#String": KindString, "smithy.api#Blob": KindBlob, "smithy.api#Boolean": KindBoolean,
	"smithy.api#Byte": KindByte, "smithy.api#Short": KindShort, "smithy.api#Integer": KindInteger,
	"smithy.api#Long": KindLong, "smithy.api#Float": KindFloat, "smithy.api#Double": KindDouble,
	"smithy.api#BigInteger": KindBigInteger, "smithy.api#BigDecimal": KindBigDecimal,
	"smithy.api#Timestamp": KindTimestamp, "smithy.api#Document": KindDocument, Unit: KindStructure,

	"smithy.api#PrimitiveBoolean": KindBoolean, "smithy.api#PrimitiveByte": KindByte,
	"smithy.api#PrimitiveShort": KindShort, "smithy.api#PrimitiveInteger": KindInteger,
	"smithy.api#PrimitiveLong": KindLong, "smithy.api#PrimitiveFloat": KindFloat,
	"smithy.api#PrimitiveDouble": KindDouble,
}

// prelude makes the prelude's shape of that id, or nil. Primitive numbers and
// booleans carry the zero default that distinguishes them.
func prelude(id ShapeID) *Shape {
	kind, ok := preludeKinds[id]
	if !ok {
		return nil
	}
	s := &Shape{ID: id, Kind: kind}
	const primitive = "smithy.api#Primitive"
	if len(id) > len(primitive) && id[:len(primitive)] == primitive {
		s.Traits = Traits{{TraitDefault, zero(kind)}}
	}
	if id == Unit {
		s.Traits = Traits{{"smithy.api#unitType", "{}"}}
	}
	return s
}

// zero is the value a number or boolean had in Smithy 1.0 when nothing was
// said, "" for the kinds that had none.
func zero(k Kind) Node {
	switch k {
	case KindBoolean:
		return "false"
	case KindByte, KindShort, KindInteger, KindIntEnum, KindLong, KindFloat, KindDouble:
		return "0"
	}
	return ""
}
