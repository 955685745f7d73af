package wire

import (
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Redaction: whatever prints or logs a generated value leaves out what its
// model calls sensitive. The plain values stay in the fields, in ToValue and on
// the wire. Known gap: fmt cannot call methods on values it reaches through an
// unexported field of the caller's own type; it prints pointers there as
// addresses, but plain strings as they are.

// redacted stands where a sensitive value was.
const redacted = "[REDACTED]"

// Redacted formats a shape on one line, without what is sensitive:
//
//	GetFederationTokenResponse{Credentials: Credentials{[REDACTED]}, UserId: "u-1"}
//
// What is no shape is printed as package fmt does it, which leaves out what is sensitive
// in shapes that it holds; strings by themselves do not say what they are.
//
//go:noinline
func Redacted(v any) string {
	if v, ok := v.(Value); ok {
		return v.String()
	}
	s := shapeOf(pointed(v))
	if s == nil {
		return fmt.Sprint(v)
	}
	schema := SchemaOf(s)
	if schema.Type != nil && reflect.TypeOf(schema.Type) != reflect.TypeOf(s) { // which embeds the shape
		return s.ToValue().String()
	}
	return StringOf(schema, s)
}

// pointed returns a pointer to a structure that is given as it is: shapes are pointers.
func pointed(v any) any {
	if held := reflect.ValueOf(v); held.Kind() == reflect.Struct {
		p := reflect.New(held.Type())
		p.Elem().Set(held)
		return p.Interface()
	}
	return v
}

// StringOf is what generated types do for fmt.Stringer: Redacted for a type whose
// schema is given.
//
//go:noinline
func StringOf(s *Schema, v any) string { return string(appendRedacted(nil, s, shapeOf(v))) }

// String formats the value on one line, without what is sensitive.
func (v Value) String() string { return string(v.appendText(nil)) }

// GoString is String: %#v must not show more than %v.
func (v Value) GoString() string { return v.String() }

// Format prints String for every verb, so that none shows more.
func (v Value) Format(f fmt.State, verb rune) { printText(f, verb, v.String()) }

func (v Value) appendText(dst []byte) []byte {
	switch v.Kind() {
	case Structure, Union:
		dst = append(append(dst, v.Shape()...), '{')
		if v.Sensitive() {
			return append(append(dst, redacted...), '}')
		}
		return append(v.appendFields(dst, func(dst []byte, name string) []byte {
			return append(append(dst, name...), ": "...)
		}), '}')
	}
	if v.Sensitive() {
		return append(dst, redacted...)
	}
	switch v.Kind() {
	case Map:
		return append(v.appendFields(append(dst, '{'), func(dst []byte, name string) []byte {
			return append(strconv.AppendQuote(dst, name), ": "...)
		}), '}')
	case List:
		return append(v.appendFields(append(dst, '['), func(dst []byte, _ string) []byte { return dst }), ']')
	}
	return v.appendScalar(dst)
}

func (v Value) appendFields(dst []byte, label func([]byte, string) []byte) []byte {
	first := true
	for name, value := range v.Entries() {
		if !first {
			dst = append(dst, ", "...)
		}
		first = false
		dst = value.appendText(label(dst, name))
	}
	return dst
}

func (v Value) appendScalar(dst []byte) []byte {
	switch v.Kind() {
	case Boolean:
		return strconv.AppendBool(dst, v.Bool())
	case Byte, Short, Integer, IntEnum, Long:
		return strconv.AppendInt(dst, v.Int(), 10)
	case BigInteger:
		return v.BigInteger().Append(dst, 10)
	case Float, Double:
		return strconv.AppendFloat(dst, v.Float(), 'g', -1, width(v.Kind()))
	case BigDecimal:
		return append(dst, v.BigDecimal().String()...)
	case String, Enum:
		return strconv.AppendQuote(dst, v.text)
	case Blob:
		return fmt.Appendf(dst, "blob(%d bytes)", len(v.text))
	case Timestamp:
		return v.Time().AppendFormat(dst, time.RFC3339Nano)
	case Null:
		return append(dst, "null"...)
	}
	return append(dst, "invalid"...)
}

// Format is what generated types do for package fmt: the redacted form for
// every verb that prints text, quoted for %q. An error's %v and %s are its
// message; %+v and %#v show its members, the status and the ids of its response.
//
//go:noinline
func Format(f fmt.State, verb rune, s *Schema, v any) {
	text := ""
	if err, ok := v.(error); ok && !f.Flag('+') && !f.Flag('#') {
		text = err.Error()
	} else {
		text = StringOf(s, v)
		if modeled, ok := v.(interface{ info() *ErrorInfo }); ok {
			text += modeled.info().origin()
		}
	}
	printText(f, verb, text)
}

// printText prints a text under any verb: quoted for %q, and never as what it
// was made of.
func printText(f fmt.State, verb rune, text string) {
	switch verb {
	case 'v', 's':
		verb = 's'
	case 'q':
	default:
		text, verb = "%!"+string(verb)+"("+text+")", 's'
	}
	var format strings.Builder
	format.WriteByte('%')
	if f.Flag('-') {
		format.WriteByte('-')
	}
	if width, ok := f.Width(); ok {
		format.WriteString(strconv.Itoa(width))
	}
	if precision, ok := f.Precision(); ok {
		format.WriteString("." + strconv.Itoa(precision))
	}
	format.WriteRune(verb)
	fmt.Fprintf(f, format.String(), text)
}

// MarshalJSON is what generated types do for encoding/json: the JSON text of v,
// sensitive members included, as a service would read it. Only under a handler
// of package slog they are left out, for slog hands what it logs to encoding/json,
// and a secret in a log is what this package promises to prevent; an error has its
// code there. (A LogValue method would link slog, with encoding/json, to every
// program, and would not be asked inside slices, maps and other structures.)
//
//go:noinline
func MarshalJSON(v any) ([]byte, error) {
	if !underSlog() {
		return AppendJSON(nil, shapeOf(v))
	}
	value := shapeOf(v).ToValue().redacted()
	if err, ok := v.(APIError); ok && value.Kind() == Structure {
		value = value.with(0, "code", StringValue(nil, err.ErrorCode()))
	}
	return value.json()
}

// MarshalSecret is what generated enums do for encoding/json whose values are
// sensitive: v itself, but under slog, for which see MarshalJSON.
func MarshalSecret(v any) ([]byte, error) {
	if underSlog() {
		v = redacted
	}
	value, err := ValueOf(v)
	if err != nil {
		return nil, err
	}
	return value.json()
}

// underSlog reports whether a handler of package slog is among the callers.
func underSlog() bool {
	var counters [64]uintptr
	for skip := 2; ; skip += len(counters) {
		n := runtime.Callers(skip, counters[:])
		frames := runtime.CallersFrames(counters[:n])
		for {
			frame, more := frames.Next()
			if strings.HasPrefix(frame.Function, "log/slog.") {
				return true
			}
			if !more {
				break
			}
		}
		if n < len(counters) {
			return false
		}
	}
}

// redacted returns the value with everything sensitive replaced by a string.
func (v Value) redacted() Value {
	if v.Sensitive() {
		return StringValue(nil, redacted)
	}
	if v.Len() == 0 {
		return v
	}
	values := make([]Value, v.Len())
	for i, value := range v.values() {
		values[i] = value.redacted()
	}
	return v.node.value(v.names(), values)
}
