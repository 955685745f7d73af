package generator

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates/wire"
)

// defaultOf returns what the member's field is before anything is read: nil if
// that is its type's zero value, or if the member may be absent.
// See https://smithy.io/2.0/spec/type-refinement-traits.html#default-value-constraints
func defaultOf(m *model.Member) (any, error) {
	node, ok := m.Default()
	if mayBeAbsent(m) || m.Streaming() {
		return nil, nil
	}
	if !ok {
		return zeroOf(m.Target.Kind), nil
	}
	value, err := defaultValue(m.Target.Kind, gjson.Parse(string(node)))
	if err != nil {
		return nil, &model.Diagnostic{Pos: m.Pos, Shape: m.ID(), Problem: fmt.Sprintf("has the default %.40s, %v", node, err),
			Remedy: fmt.Sprintf("give one that a %s can have", m.Target.Kind)}
	}
	if unsaid(m) {
		return nil, nil
	}
	return value, nil
}

// zeroOf returns what a client takes a member for that has to be there and is
// not, where that is not the zero value of its type: a timestamp is the epoch.
// See https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction
func zeroOf(k model.Kind) any {
	if k == model.KindTimestamp {
		return time.Unix(0, 0).UTC()
	}
	return nil
}

var errWrongDefault = errors.New("which its target cannot have")

func defaultValue(k model.Kind, v gjson.Result) (any, error) {
	switch k {
	case model.KindBoolean:
		return nonZero(v.Bool(), v.IsBool())
	case model.KindString, model.KindEnum:
		return nonZero(v.Str, v.Type == gjson.String)
	case model.KindByte, model.KindShort, model.KindInteger, model.KindIntEnum, model.KindLong:
		n, err := strconv.ParseInt(v.Raw, 10, integerBits[k])
		return nonZero(n, err == nil)
	case model.KindFloat, model.KindDouble:
		f, err := strconv.ParseFloat(v.Raw, floatBits[k])
		return nonZero(f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0))
	case model.KindBigInteger, model.KindBigDecimal:
		return defaultNumber(k, v)
	case model.KindBlob:
		blob, err := base64.StdEncoding.DecodeString(v.Str)
		value, err := nonZero(string(blob), err == nil && v.Type == gjson.String)
		if value != nil {
			value = blob
		}
		return value, err
	case model.KindTimestamp:
		return defaultTime(v)
	case model.KindDocument:
		return defaultDocument(v)
	case model.KindList:
		return nil, wrongUnless(v.IsArray() && isEmpty(v))
	case model.KindMap:
		return nil, wrongUnless(v.IsObject() && isEmpty(v))
	}
	return nil, errWrongDefault
}

// maxDefaultDigits bounds what a default makes of a file: as many digits as are read of a
// big number.
const maxDefaultDigits = 1 << 14

// defaultNumber reads the default of a big number: the zero is no less a default than
// others, since the field is a pointer.
func defaultNumber(k model.Kind, v gjson.Result) (any, error) {
	if v.Type != gjson.Number || len(v.Raw) > maxDefaultDigits { // parsing takes the square of it
		return nil, errWrongDefault
	}
	d, err := wire.ParseDecimal(v.Raw)
	if err != nil {
		return nil, errWrongDefault
	}
	if k == model.KindBigDecimal {
		return ir.DecimalLiteral{Unscaled: ir.BigIntLiteral(d.Unscaled.String()), Exponent: d.Exponent}, nil
	}
	if d.Exponent < 0 || d.Exponent > maxDefaultDigits {
		return nil, errWrongDefault
	}
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Exponent)), nil)
	return ir.BigIntLiteral(power.Mul(power, &d.Unscaled).String()), nil
}

// defaultTime reads epoch seconds, to the microsecond, which is what floats of today have,
// a date-time or an http-date. 1970 is no zero time in Go.
func defaultTime(v gjson.Result) (any, error) {
	if v.Type == gjson.Number {
		seconds, fraction := math.Modf(v.Num)
		return time.Unix(int64(seconds), int64(math.Round(fraction*1e6))*1e3).UTC(), nil
	}
	t, err := time.Parse(time.RFC3339Nano, v.Str)
	if err != nil {
		t, err = time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", v.Str)
	}
	return t.UTC(), wrongUnless(err == nil)
}

// defaultDocument reads a scalar, or an empty list or object, which is all that
// may stand as a document's default.
func defaultDocument(v gjson.Result) (any, error) {
	switch {
	case v.Type == gjson.JSON && isEmpty(v), v.IsBool(), v.Type == gjson.String:
		return ir.DocumentLiteral{Value: v.Value()}, nil
	case v.Type == gjson.Number:
		if n, err := strconv.ParseInt(v.Raw, 10, 64); err == nil {
			return ir.DocumentLiteral{Value: n}, nil
		}
		return ir.DocumentLiteral{Value: v.Num}, wrongUnless(!math.IsInf(v.Num, 0))
	}
	return nil, errWrongDefault
}

// isEmpty reports whether there is nothing between the brackets of a list or object.
func isEmpty(v gjson.Result) bool { return strings.TrimSpace(v.Raw[1:len(v.Raw)-1]) == "" }

var integerBits = map[model.Kind]int{
	model.KindByte: 8, model.KindShort: 16, model.KindInteger: 32, model.KindIntEnum: 32, model.KindLong: 64,
}

var floatBits = map[model.Kind]int{model.KindFloat: 32, model.KindDouble: 64}

func wrongUnless(ok bool) error {
	if !ok {
		return errWrongDefault
	}
	return nil
}

func nonZero[T comparable](v T, ok bool) (any, error) {
	var zero T
	if v == zero {
		return nil, wrongUnless(ok)
	}
	return v, wrongUnless(ok)
}
