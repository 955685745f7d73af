package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strconv"
	"time"

	"github.com/smithygen/smithygen/templates/wire"
)

// The params of a case say in JSON what a shape holds, the same way for every
// protocol: blobs are the text of their bytes, timestamps seconds since the
// epoch, floating-point values that are no numbers their names, unions objects
// of one key. The schema says which is meant. See
// https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#parameter-format

// valueOf returns the value of the schema's shape that params describe.
func valueOf(s *wire.Schema, params any) (wire.Value, error) {
	if s.Kind == wire.Document {
		return documentOf(params)
	}
	switch v := params.(type) {
	case nil:
		return wire.NullValue(), nil
	case map[string]any:
		return objectOf(s, v)
	case []any:
		return listOf(s, v)
	case string:
		return textOf(s, v)
	case json.Number:
		return numberOf(s, v.String())
	case bool:
		if s.Kind == wire.Boolean {
			return wire.BoolValue(s, v), nil
		}
	}
	return mismatch(s, params)
}

func mismatch(s *wire.Schema, params any) (wire.Value, error) {
	return wire.Value{}, fmt.Errorf("the case has %s for %s, which is of kind %v", clip(show(params), 80), s.ID, s.Kind)
}

func objectOf(s *wire.Schema, object map[string]any) (wire.Value, error) {
	var fields []wire.Field
	for _, name := range slices.Sorted(maps.Keys(object)) {
		target, err := memberOf(s, name)
		if err != nil {
			return wire.Value{}, err
		}
		v, err := valueOf(target, object[name])
		if err != nil {
			return wire.Value{}, fmt.Errorf("%s: %w", name, err)
		}
		fields = append(fields, wire.Field{Name: name, Value: v})
	}
	switch {
	case s.Kind == wire.Structure:
		return wire.StructureValue(s, fields...), nil
	case s.Kind == wire.Map:
		return wire.MapValue(s, fields...), nil
	case s.Kind == wire.Union && len(fields) == 1:
		return wire.UnionValue(s, fields[0].Name, fields[0].Value), nil
	}
	return mismatch(s, object)
}

// memberOf returns the schema of what an object of that shape holds by a name.
func memberOf(s *wire.Schema, name string) (*wire.Schema, error) {
	switch s.Kind {
	case wire.Map:
		return s.Members[1].Schema(), nil
	case wire.Structure, wire.Union:
		if i := s.MemberIndex(name); i >= 0 {
			return s.Members[i].Schema(), nil
		}
		return nil, fmt.Errorf("the schema of %s has no member %s", s.ID, name)
	}
	return nil, fmt.Errorf("the case has an object for %s, which is of kind %v", s.ID, s.Kind)
}

func listOf(s *wire.Schema, list []any) (wire.Value, error) {
	if s.Kind != wire.List {
		return mismatch(s, list)
	}
	elems := make([]wire.Value, len(list))
	for i, elem := range list {
		var err error
		if elems[i], err = valueOf(s.Members[0].Schema(), elem); err != nil {
			return wire.Value{}, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return wire.ListValue(s, elems...), nil
}

func textOf(s *wire.Schema, text string) (wire.Value, error) {
	switch s.Kind {
	case wire.String, wire.Enum:
		return wire.StringValue(s, text), nil
	case wire.Blob:
		return wire.BlobValue(s, []byte(text)), nil
	case wire.Timestamp: // in the headers of events
		t, err := time.Parse(time.RFC3339, text)
		return wire.TimeValue(s, t), err
	case wire.Float, wire.Double:
		switch text {
		case "NaN":
			return wire.FloatValue(s, math.NaN()), nil
		case "Infinity":
			return wire.FloatValue(s, math.Inf(1)), nil
		case "-Infinity":
			return wire.FloatValue(s, math.Inf(-1)), nil
		}
	case wire.BigInteger, wire.BigDecimal:
		return numberOf(s, text)
	}
	return mismatch(s, text)
}

var errNumber = errors.New("not a number of the kind the shape has")

func numberOf(s *wire.Schema, text string) (wire.Value, error) {
	switch s.Kind {
	case wire.Byte, wire.Short, wire.Integer, wire.IntEnum, wire.Long:
		n, err := strconv.ParseInt(text, 10, 64)
		return wire.IntValue(s, n), err
	case wire.Float, wire.Double:
		f, err := strconv.ParseFloat(text, 64)
		return wire.FloatValue(s, f), err
	case wire.BigInteger:
		if n, ok := new(big.Int).SetString(text, 10); ok {
			return wire.BigIntegerValue(s, n), nil
		}
		return wire.Value{}, errNumber
	case wire.BigDecimal:
		d, err := wire.ParseDecimal(text)
		if err != nil {
			return wire.Value{}, err
		}
		return wire.BigDecimalValue(s, d), nil
	case wire.Timestamp:
		return timeOf(s, text)
	}
	return mismatch(s, json.Number(text))
}

// timeOf returns the timestamp that is so many seconds, to the nanosecond, from
// the epoch.
func timeOf(s *wire.Schema, seconds string) (wire.Value, error) {
	r, ok := new(big.Rat).SetString(seconds)
	if !ok {
		return wire.Value{}, fmt.Errorf("%q is no number of seconds", seconds)
	}
	r.Mul(r, big.NewRat(int64(time.Second), 1))
	nanos := new(big.Int).Div(r.Num(), r.Denom())
	second, rest := new(big.Int).DivMod(nanos, big.NewInt(int64(time.Second)), new(big.Int))
	return wire.TimeValue(s, time.Unix(second.Int64(), rest.Int64())), nil
}

// documentOf returns a document, which any JSON is.
func documentOf(params any) (wire.Value, error) {
	switch v := params.(type) {
	case json.Number:
		if n, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return wire.IntValue(nil, n), nil
		}
		f, err := v.Float64()
		return wire.FloatValue(nil, f), err
	case []any:
		var elems []wire.Value
		for _, elem := range v {
			e, err := documentOf(elem)
			if err != nil {
				return wire.Value{}, err
			}
			elems = append(elems, e)
		}
		return wire.ListValue(nil, elems...), nil
	case map[string]any:
		var entries []wire.Field
		for _, name := range slices.Sorted(maps.Keys(v)) {
			e, err := documentOf(v[name])
			if err != nil {
				return wire.Value{}, err
			}
			entries = append(entries, wire.Field{Name: name, Value: e})
		}
		return wire.MapValue(nil, entries...), nil
	}
	return wire.ValueOf(params)
}
