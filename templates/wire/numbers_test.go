package wire

import (
	"math/big"
	"testing"
)

// Whatever a number comes from, a floating-point member has the nearest that it can have:
// rounding twice gives another one.
func TestNearestNumbers(t *testing.T) {
	cbor := func(body string) Decoder { return NewCBORDecoder([]byte(body)) }
	tree := func(v Value) Decoder { return &valueDecoder{next: v} }
	tie, _ := ParseDecimal("1.00000017881393432617187499") // just below the middle of two numbers of 32 bits
	for name, test := range map[string]struct {
		d    Decoder
		bits int
		want float64
	}{
		"negative":          {cbor("\x3b\x00\x20\x00\x00\x00\x00\x00\x01"), 64, -9007199254740994},
		"least":             {cbor("\x3b\xff\xff\xff\xff\xff\xff\xff\xff"), 64, -0x1p64},
		"32 bits":           {cbor("\x1b\x00\x94\x42\xfd\x7f\xff\xff\xff"), 32, nearest32(41731953094819839)},
		"tree, BigDecimal":  {tree(BigDecimalValue(nil, tie)), 32, float64(float32(1.0000001))},
		"tree, Long":        {tree(IntValue(nil, 9007199791611905)), 32, nearest32(9007199791611905)},
		"tree, BigInteger":  {tree(BigIntegerValue(nil, new(big.Int).Lsh(big.NewInt(3), 70))), 32, 3 * 0x1p70},
		"tree, of 64 bits":  {tree(BigDecimalValue(nil, tie)), 64, 1.00000017881393432617187499},
		"tree, from Double": {tree(FloatValue(nil, 0.1)), 32, 0.1}, // which the field rounds
	} {
		if got, ok := test.d.Float(test.bits); !ok || got != test.want {
			t.Errorf("%s: got %v, want %v: %v", name, got, test.want, test.d.Err())
		}
	}
}

// A number next to zero has fewer digits than others: it stays what it is all the same.
func TestDocumentNumbersNextToZero(t *testing.T) {
	for text, kind := range map[string]Kind{
		"1e-400": BigDecimal, "1.2345678e-320": BigDecimal, "-1e-310": BigDecimal, "1e-300": Double, "0e-400": Double, "-0.0": Double, "1.5": Double,
	} {
		var v Value
		if err := v.UnmarshalJSON([]byte(text)); err != nil || v.Kind() != kind {
			t.Errorf("%s: got %v, %v", text, v.Kind(), err)
			continue
		}
		out, err := v.MarshalJSON()
		want, _ := new(big.Rat).SetString(text)
		got, ok := new(big.Rat).SetString(string(out))
		if err != nil || !ok || got.Cmp(want) != 0 {
			t.Errorf("%s: got %s, %v", text, out, err)
		}
	}
}

// nearest32 is the number of 32 bits that is nearest to n.
func nearest32(n int64) float64 {
	f, _ := new(big.Float).SetInt64(n).Float32()
	return float64(f)
}
