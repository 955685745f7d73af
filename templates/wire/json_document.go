package wire

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Documents in JSON: any value, with nothing lost of it. And Values, of documents or
// shapes.

// Document reads any value.
func (d *JSONDecoder) Document() (Value, bool) { return d.document(0) }

func (d *JSONDecoder) document(depth int) (Value, bool) {
	switch c := d.peek(); {
	case c == '"':
		text, ok := d.text()
		return StringValue(nil, text), ok
	case c == '{' || c == '[':
		if depth >= MaxDepth {
			d.fail(errTooDeep)
			return Value{}, false
		}
		if c == '{' {
			return d.documentMap(depth)
		}
		return d.documentList(depth)
	case c == '-' || isDigit(c):
		return d.documentNumber()
	case d.literal("null"):
		return NullValue(), true
	case d.literal("true"):
		return BoolValue(nil, true), true
	case d.literal("false"):
		return BoolValue(nil, false), true
	}
	d.expected("a value")
	return Value{}, false
}

func (d *JSONDecoder) documentList(depth int) (Value, bool) {
	d.open('[', "")
	var elems []Value
	for {
		if step := d.step(']'); step < 0 {
			return ListValue(nil, elems...), step == End
		}
		elem, ok := d.document(depth + 1)
		if !ok {
			return Value{}, false
		}
		elems = append(elems, elem)
	}
}

func (d *JSONDecoder) documentMap(depth int) (Value, bool) {
	d.open('{', "")
	var entries []Field
	for {
		if step := d.step('}'); step < 0 {
			return MapValue(nil, lastOfEach(entries)...), step == End
		}
		name, ok := d.key()
		if !ok {
			return Value{}, false
		}
		value, ok := d.document(depth + 1)
		if !ok {
			return Value{}, false
		}
		entries = append(entries, Field{name, value})
	}
}

// lastOfEach drops all but the last of the fields that share a name.
func lastOfEach(fields []Field) []Field {
	if len(fields) < 2 {
		return fields
	}
	last := make(map[string]int, len(fields))
	for i, f := range fields {
		last[f.Name] = i
	}
	if len(last) == len(fields) {
		return fields
	}
	kept := fields[:0]
	for i, f := range fields {
		if last[f.Name] == i {
			kept = append(kept, f)
		}
	}
	return kept
}

// documentNumber reads a number as the narrowest kind that loses nothing of it.
func (d *JSONDecoder) documentNumber() (Value, bool) {
	text, whole, ok := d.number()
	if !ok || len(text) > maxDigits {
		d.bad(d.pos-len(text), errDigits)
		return Value{}, false
	}
	if whole {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && text != "-0" {
			return IntValue(nil, n), true
		}
		n, _ := new(big.Int).SetString(text, 10)
		if text != "-0" {
			return BigIntegerValue(nil, n), true
		}
	}
	const exact = 15 // decimal digits that every float64 keeps, but for those next to zero
	if f, err := strconv.ParseFloat(text, 64); err == nil && len(text) <= exact && (math.Abs(f) >= 0x1p-1022 || !strings.ContainsAny(mantissa(text), "123456789")) {
		return FloatValue(nil, f), true
	}
	n, err := ParseDecimal(text)
	if err != nil {
		d.bad(d.pos-len(text), errRange)
		return Value{}, false
	}
	return BigDecimalValue(nil, n), true
}

// mantissa returns a number up to its exponent.
func mantissa(number string) string {
	if i := strings.IndexAny(number, "eE"); i >= 0 {
		return number[:i]
	}
	return number
}

// MarshalJSON returns the value's JSON text: documents as they came, values of
// shapes as a service would read them. Under slog it redacts, as those do.
func (v Value) MarshalJSON() ([]byte, error) {
	if underSlog() {
		v = v.redacted()
	}
	return v.json()
}

func (v Value) json() ([]byte, error) {
	var e JSONEncoder
	w := encoding{e: &e}
	w.tree(&Member{Target: v.schemaOr(&DocumentSchema)}, v)
	return e.out, e.err
}

// UnmarshalJSON reads a document.
func (v *Value) UnmarshalJSON(data []byte) error {
	d := NewJSONDecoder(data)
	value, ok := d.Document()
	err := d.err
	if ok {
		err = d.end()
	}
	if err != nil {
		return &DecodeError{Shape: DocumentSchema.Name(), Offset: d.Offset(), Err: err, Body: bounded(data)}
	}
	*v = value
	return nil
}
