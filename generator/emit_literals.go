package generator

import (
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

// literal prints the default of a field.
func (e *emitter) literal(v any) jen.Code {
	switch v := v.(type) {
	case int64:
		return jen.Lit(int(v))
	case []byte:
		return jen.Index().Byte().Call(jen.Lit(string(v)))
	case time.Time:
		return jen.Qual("time", "Unix").Call(jen.Lit(int(v.Unix())), jen.Lit(v.Nanosecond())).Dot("UTC").Call()
	case ir.BigIntLiteral:
		return bigInt(int64(v))
	case ir.DecimalLiteral:
		return jen.Op("&").Add(e.runtime("Decimal")).Values(
			jen.Id("Unscaled").Op(":").Op("*").Add(bigInt(v.Unscaled)), jen.Id("Exponent").Op(":").Lit(int(v.Exponent)))
	case ir.DocumentLiteral:
		return e.document(v.Value)
	}
	return jen.Lit(v)
}

func bigInt(n int64) *jen.Statement { return jen.Qual("math/big", "NewInt").Call(jen.Lit(int(n))) }

func (e *emitter) document(v any) jen.Code {
	switch v := v.(type) {
	case bool:
		return e.runtime("BoolValue").Call(jen.Nil(), jen.Lit(v))
	case string:
		return e.runtime("StringValue").Call(jen.Nil(), jen.Lit(v))
	case int64:
		return e.runtime("IntValue").Call(jen.Nil(), jen.Lit(int(v)))
	case float64:
		return e.runtime("FloatValue").Call(jen.Nil(), jen.Lit(v))
	case []any:
		return e.runtime("ListValue").Call(jen.Nil())
	}
	return e.runtime("MapValue").Call(jen.Nil())
}
