package generator

import (
	"math/big"
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
		return bigInt(v)
	case ir.DecimalLiteral:
		return jen.Op("&").Add(e.runtime("Decimal")).Values(
			jen.Id("Unscaled").Op(":").Op("*").Add(bigInt(v.Unscaled)), jen.Id("Exponent").Op(":").Lit(int(v.Exponent)))
	case ir.DocumentLiteral:
		return e.document(v.Value)
	}
	return jen.Lit(v)
}

// bigInt prints a number, one beyond 64 bits by its bytes.
func bigInt(text ir.BigIntLiteral) *jen.Statement {
	n, _ := new(big.Int).SetString(string(text), 10)
	if n.IsInt64() {
		return jen.Qual("math/big", "NewInt").Call(jen.Lit(int(n.Int64())))
	}
	zero := func() *jen.Statement { return jen.New(jen.Qual("math/big", "Int")) }
	magnitude := zero().Dot("SetBytes").Call(jen.Index().Byte().Call(jen.Lit(string(n.Bytes()))))
	if n.Sign() < 0 {
		return zero().Dot("Neg").Call(magnitude)
	}
	return magnitude
}

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
