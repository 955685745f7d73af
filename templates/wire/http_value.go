package wire

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Scalars as labels, query parameters and headers write them: numbers and
// booleans as in JSON, floating-point values that are no numbers by their names,
// blobs in base64. See https://smithy.io/2.0/spec/http-bindings.html

// scalarText returns the text of a scalar, false if there is none. A timestamp
// without a format of its own has the one given.
func scalarText(m *Member, r ref, f TimestampFormat) (string, bool) {
	switch k := m.Schema().Kind; k {
	case String, Enum:
		return r.text()
	case Boolean:
		v, ok := r.bool()
		return strconv.FormatBool(v), ok
	case Byte, Short, Integer, IntEnum, Long:
		v, ok := r.int()
		return strconv.FormatInt(v, 10), ok
	case Float, Double:
		v, ok := r.float()
		return formatFloat(v, width(k)), ok
	case Timestamp:
		v, ok := r.time()
		return string(appendTime(nil, v, m.format(f))), ok
	case Blob:
		v := r.blob()
		return base64.StdEncoding.EncodeToString(v), v != nil
	case BigInteger:
		if v := r.integer(); v != nil {
			return v.String(), true
		}
	case BigDecimal:
		if v := r.decimal(); v != nil {
			return v.String(), true
		}
	}
	return "", false
}

// CheckTimes refuses the timestamps that scalarText cannot write.
func CheckTimes(o *outgoing) error {
	s, fields := schemaOf(o.in), refTo(o.in)
	for i := range s.Members {
		if m := &s.Members[i]; m.Location != InBody && m.Location != InPayload {
			if err := checkTimeAt(fields.member(i)); err != nil {
				return &RequestError{Member: m.Name, Err: err}
			}
		}
	}
	return nil
}

func checkTimeAt(r ref) error {
	if r.isList() {
		for i := range r.listLen() {
			if err := checkTimeAt(r.elem(i)); err != nil {
				return err
			}
		}
	}
	if v, ok := r.time(); ok {
		return checkTime(v)
	}
	return nil
}

func formatFloat(v float64, bits int) string {
	if name := nameOfNonNumber(v); name != "" {
		return name
	}
	return string(appendFloat(nil, v, bits))
}

// parseText is scalarText in reverse: it stores what the text says. An empty
// text says nothing unless it is a string.
func parseText(m *Member, r ref, text string) error {
	k := m.Schema().Kind
	if text == "" && !k.isText() {
		return nil
	}
	switch k {
	case String, Enum:
		return storedText(r.setText(text))
	case Boolean:
		if text != "true" && text != "false" {
			return fmt.Errorf("expected true or false, found %q", clip(text))
		}
		return storedText(r.setBool(text == "true"))
	case Byte, Short, Integer, IntEnum, Long:
		v, err := strconv.ParseInt(text, 10, width(k))
		if err != nil {
			return fmt.Errorf("expected an integer of %d bits, found %q", width(k), clip(text))
		}
		return storedText(r.setInt(v))
	case Float, Double:
		v, err := parseFloat(text, width(k))
		if err != nil {
			return fmt.Errorf("expected a number of %d bits, found %q", width(k), clip(text))
		}
		return storedText(r.setFloat(v))
	case Timestamp:
		v, err := parseTime(text)
		if err != nil {
			return fmt.Errorf("%w, found %q", err, clip(text))
		}
		return storedText(r.setTime(v))
	}
	return parseLongText(k, r, text)
}

// parseFloat reads a decimal number, or the name of a value that is none. Go
// knows more spellings.
func parseFloat(text string, bits int) (float64, error) {
	if f, ok := notNumber(text); ok {
		return f, nil
	}
	if strings.Trim(text, "+-.0123456789eE") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(text, bits)
}

// parseLongText is parseText for the kinds whose texts may be long.
func parseLongText(k Kind, r ref, text string) error {
	switch k {
	case Blob:
		v, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return fmt.Errorf("not base64: %w", err)
		}
		return storedText(r.setBlob(v))
	case BigInteger, BigDecimal:
		if len(text) > maxDigits {
			return errDigits
		}
		v, err := ParseDecimal(text)
		if err != nil {
			return fmt.Errorf("%w, found %q", err, clip(text))
		}
		if k == BigDecimal {
			return storedText(r.setDecimal(v))
		}
		n, ok := new(big.Int).SetString(text, 10)
		if !ok {
			return fmt.Errorf("expected an integer, found %q", clip(text))
		}
		return storedText(r.setInteger(n))
	}
	return errNoSuchField
}

func storedText(ok bool) error {
	if !ok {
		return errNoSuchField
	}
	return nil
}

// width returns the width of an integer or floating-point kind.
func width(k Kind) int {
	switch k {
	case Byte:
		return 8
	case Short:
		return 16
	case Long, Double:
		return 64
	}
	return 32
}

// base64Text reports whether headers carry the member's text in base64: strings
// with a media type may hold anything.
func (m *Member) base64Text() bool {
	return m.Traits != nil && m.Traits.MediaType != "" && m.Schema().Kind == String
}
