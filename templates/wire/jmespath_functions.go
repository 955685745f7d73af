package wire

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// A jmesFunction takes a number of arguments, 0 for any but none.
type jmesFunction struct {
	args int
	call func(w *jmesWork, args []Value) Value
}

// jmesFunctions are those that jmesFunctionNamed knows.
const jmesFunctions = "contains, ends_with, keys, length, not_null, starts_with, type, values"

// jmesFunctionNamed is no table: a variable with functions in it is linked
// whether or not anybody looks at it.
func jmesFunctionNamed(name string) (f jmesFunction, ok bool) {
	switch name {
	case "contains":
		return jmesFunction{2, jmesContains}, true
	case "ends_with":
		return jmesFunction{2, jmesAffix(name, strings.HasSuffix)}, true
	case "keys":
		return jmesFunction{1, jmesKeys}, true
	case "length":
		return jmesFunction{1, jmesLength}, true
	case "not_null":
		return jmesFunction{0, jmesNotNull}, true
	case "starts_with":
		return jmesFunction{2, jmesAffix(name, strings.HasPrefix)}, true
	case "type":
		return jmesFunction{1, func(_ *jmesWork, args []Value) Value { return StringValue(nil, jmesType(args[0])) }}, true
	case "values":
		return jmesFunction{1, jmesValues}, true
	}
	return f, false
}

// jmesType returns the name JMESPath has for a value's type.
func jmesType(v Value) string {
	switch {
	case v.isNull():
		return "null"
	case v.Kind() == Boolean:
		return "boolean"
	case v.Kind() == List:
		return "array"
	case jmesObject(v):
		return "object"
	case v.Kind().isText() || v.Kind() == Blob:
		return "string"
	}
	return "number"
}

func jmesLength(w *jmesWork, args []Value) Value {
	v := args[0]
	switch {
	case v.Kind().isText():
		return IntValue(nil, int64(utf8.RuneCountInString(v.text)))
	case v.Kind() == List || jmesObject(v) || v.isNull():
		return IntValue(nil, int64(v.Len()))
	}
	return w.fail("length of a %s: it is for strings, arrays and objects", jmesType(v))
}

func jmesContains(w *jmesWork, args []Value) Value {
	subject, what := args[0], args[1]
	switch {
	case subject.Kind().isText():
		return BoolValue(nil, what.Kind().isText() && strings.Contains(subject.text, what.text))
	case subject.Kind() == List || subject.isNull():
		for _, e := range subject.values() {
			if jmesEqual(w, e, what) {
				return BoolValue(nil, true)
			}
		}
		return BoolValue(nil, false)
	}
	return w.fail("contains of a %s: it is for strings and arrays", jmesType(subject))
}

func jmesKeys(w *jmesWork, args []Value) Value {
	if !jmesObject(args[0]) {
		return w.fail("keys of a %s: it is for objects", jmesType(args[0]))
	}
	var keys []Value
	for name := range args[0].Entries() {
		keys = append(keys, StringValue(nil, name))
	}
	w.spend(len(keys))
	return ListValue(nil, keys...)
}

func jmesValues(w *jmesWork, args []Value) Value {
	if !jmesObject(args[0]) {
		return w.fail("values of a %s: it is for objects", jmesType(args[0]))
	}
	var values []Value
	for _, v := range args[0].Entries() {
		values = append(values, v)
	}
	w.spend(len(values))
	return ListValue(nil, values...)
}

func jmesAffix(name string, has func(s, affix string) bool) func(*jmesWork, []Value) Value {
	return func(w *jmesWork, args []Value) Value {
		if !args[0].Kind().isText() || !args[1].Kind().isText() {
			return w.fail("%s of a %s and a %s: it is for strings", name, jmesType(args[0]), jmesType(args[1]))
		}
		return BoolValue(nil, has(args[0].text, args[1].text))
	}
}

func jmesNotNull(_ *jmesWork, args []Value) Value {
	for _, v := range args {
		if !v.isNull() {
			return v
		}
	}
	return Value{}
}

// jmesCompare is equality of anything, or an order of numbers: of anything else
// it is null.
func jmesCompare(op jmesKind, left, right jmesNode) jmesNode {
	return func(w *jmesWork, v Value) Value {
		a, b := left(w, v), right(w, v)
		switch op {
		case "==":
			return BoolValue(nil, jmesEqual(w, a, b))
		case "!=":
			return BoolValue(nil, !jmesEqual(w, a, b))
		}
		x, y := jmesNumeric(a), jmesNumeric(b)
		if x == nil || y == nil {
			return Value{}
		}
		c := x.Cmp(y)
		return BoolValue(nil, op == "<" && c < 0 || op == "<=" && c <= 0 || op == ">" && c > 0 || op == ">=" && c >= 0)
	}
}

// jmesNumeric returns the number a value is, nil for none.
func jmesNumeric(v Value) *big.Float {
	switch v.Kind() {
	case Byte, Short, Integer, IntEnum, Long:
		return new(big.Float).SetInt64(v.Int())
	case BigInteger:
		return new(big.Float).SetInt(v.BigInteger())
	case Timestamp:
		return big.NewFloat(float64(v.Time().Unix()) + float64(v.Time().Nanosecond())/1e9)
	case Float, Double, BigDecimal:
		if f := v.Float(); f == f {
			return big.NewFloat(f)
		}
	}
	return nil
}

// jmesEqual compares as JSON would: numbers by their value, objects whatever the
// order of their members.
func jmesEqual(w *jmesWork, a, b Value) bool {
	if !w.spend(1) {
		return false
	}
	if x, y := jmesNumeric(a), jmesNumeric(b); x != nil && y != nil {
		return x.Cmp(y) == 0
	}
	if jmesType(a) != jmesType(b) || a.Len() != b.Len() {
		return false
	}
	switch {
	case a.Kind() == Boolean:
		return a.Bool() == b.Bool()
	case a.Kind().isText() || a.Kind() == Blob:
		return a.text == b.text
	case jmesObject(a):
		for name, v := range a.Entries() {
			if !w.spend(b.Len()) || !jmesHas(b, name) || !jmesEqual(w, v, b.Member(name)) {
				return false
			}
		}
		return true
	case a.Kind() == List:
		for i := range a.Len() {
			if !jmesEqual(w, a.Elem(i), b.Elem(i)) {
				return false
			}
		}
		return true
	}
	return a.isNull()
}

func jmesHas(object Value, name string) bool {
	return slices.Contains(object.names(), name)
}
