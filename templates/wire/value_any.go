package wire

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"
)

// Trees in Go's own types, and documents made of those.

// Any returns the value in Go's own types: nil, bool, int64, float64, *big.Int,
// *Decimal, string, []byte, time.Time, []any and map[string]any. Sensitive
// values are not redacted.
func (v Value) Any() any {
	switch v.Kind() {
	case Boolean:
		return v.Bool()
	case Byte, Short, Integer, IntEnum, Long:
		return v.Int()
	case BigInteger:
		return v.BigInteger()
	case Float, Double:
		return v.Float()
	case BigDecimal:
		return v.BigDecimal()
	case String, Enum:
		return v.text
	case Blob:
		return v.Bytes()
	case Timestamp:
		return v.Time()
	case List:
		elems := make([]any, 0, v.Len())
		for _, e := range v.Entries() {
			elems = append(elems, e.Any())
		}
		return elems
	case Map, Structure, Union:
		entries := make(map[string]any, v.Len())
		for name, e := range v.Entries() {
			entries[name] = e.Any()
		}
		return entries
	}
	return nil
}

// ValueOf returns a document made of Go's own types: those that Any returns,
// every integer and floating-point type, and Value itself. Lists and maps may be in each
// other up to MaxDepth.
func ValueOf(v any) (Value, error) { return documentOf(v, 0) }

func documentOf(v any, depth int) (Value, error) {
	switch v := v.(type) {
	case nil:
		return NullValue(), nil
	case Value:
		return v, nil
	case bool:
		return BoolValue(nil, v), nil
	case string:
		return StringValue(nil, v), nil
	case []byte:
		return BlobValue(nil, v), nil
	case time.Time:
		return TimeValue(nil, v), nil
	case *big.Int:
		return BigIntegerValue(nil, v), nil
	case *Decimal:
		return BigDecimalValue(nil, v), nil
	case []any:
		return listOf(v, depth)
	case map[string]any:
		return mapOf(v, depth)
	}
	return numberOf(v)
}

func listOf(list []any, depth int) (Value, error) {
	if depth >= MaxDepth {
		return Value{}, errTooDeep
	}
	elems := make([]Value, len(list))
	for i, e := range list {
		elem, err := documentOf(e, depth+1)
		if err != nil {
			return Value{}, fmt.Errorf("[%d]: %w", i, err)
		}
		elems[i] = elem
	}
	return ListValue(nil, elems...), nil
}

func mapOf(m map[string]any, depth int) (Value, error) {
	if depth >= MaxDepth {
		return Value{}, errTooDeep
	}
	var entries []Field
	for _, key := range slices.Sorted(maps.Keys(m)) {
		value, err := documentOf(m[key], depth+1)
		if err != nil {
			return Value{}, fmt.Errorf("[%q]: %w", key, err)
		}
		entries = append(entries, Field{key, value})
	}
	return MapValue(nil, entries...), nil
}

func numberOf(v any) (Value, error) {
	switch v := v.(type) {
	case int:
		return IntValue(nil, int64(v)), nil
	case int8:
		return IntValue(nil, int64(v)), nil
	case int16:
		return IntValue(nil, int64(v)), nil
	case int32:
		return IntValue(nil, int64(v)), nil
	case int64:
		return IntValue(nil, v), nil
	case uint8:
		return IntValue(nil, int64(v)), nil
	case uint16:
		return IntValue(nil, int64(v)), nil
	case uint32:
		return IntValue(nil, int64(v)), nil
	case uint:
		return BigIntegerValue(nil, new(big.Int).SetUint64(uint64(v))), nil
	case uint64:
		return BigIntegerValue(nil, new(big.Int).SetUint64(v)), nil
	case float32:
		return FloatValue(nil, float64(v)), nil
	case float64:
		return FloatValue(nil, v), nil
	}
	return Value{}, fmt.Errorf("a document cannot hold a %T", v)
}
