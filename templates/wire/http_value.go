package wire

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// Scalars as labels, query parameters and headers write them: numbers and
// booleans as in JSON, floating-point values that are no numbers by their names,
// blobs in base64. See https://smithy.io/2.0/spec/http-bindings.html

// scalarText returns the text of a scalar, false if there is none. A timestamp
// without a format of its own has the one given.
func scalarText(m *Member, ref any, f TimestampFormat) (string, bool) {
	switch k := m.Schema().Kind; k {
	case String, Enum:
		return loadString(ref)
	case Boolean:
		v, ok := load[bool](ref)
		return strconv.FormatBool(v), ok
	case Byte, Short, Integer, IntEnum, Long:
		v, ok := loadInt(ref, k)
		return strconv.FormatInt(v, 10), ok
	case Float, Double:
		v, ok := loadFloat(ref, k)
		return formatFloat(v, width(k)), ok
	case Timestamp:
		v, ok := load[time.Time](ref)
		return string(appendTime(nil, v, m.format(f))), ok
	case Blob:
		v, ok := load[[]byte](ref)
		return base64.StdEncoding.EncodeToString(v), ok && v != nil
	case BigInteger:
		if v, ok := loadBig[big.Int](ref); ok {
			return v.String(), true
		}
	case BigDecimal:
		if v, ok := loadBig[Decimal](ref); ok {
			return v.String(), true
		}
	}
	return "", false
}

// checkBoundTimes refuses the timestamps that scalarText cannot write.
func checkBoundTimes(in Shape) error {
	s, refs := in.WireSchema(), in.WireMembers(nil)
	for i := range s.Members {
		if m := &s.Members[i]; m.Location != InBody && m.Location != InPayload {
			if err := checkTimeAt(m.Schema(), refs[i]); err != nil {
				return &RequestError{Member: m.Name, Err: err}
			}
		}
	}
	return nil
}

func checkTimeAt(s *Schema, ref any) error {
	if list, ok := ref.(ListRef); ok && s.Members[0].Schema().Kind == Timestamp {
		for i := range list.Len() {
			if err := checkTimeAt(s.Members[0].Schema(), list.At(i)); err != nil {
				return err
			}
		}
	}
	if v, ok := load[time.Time](ref); ok {
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
func parseText(m *Member, ref any, text string) error {
	k := m.Schema().Kind
	if text == "" && k != String && k != Enum {
		return nil
	}
	switch k {
	case String, Enum:
		return storedText(setString(ref, text))
	case Boolean:
		if text != "true" && text != "false" {
			return fmt.Errorf("expected true or false, found %q", clip(text))
		}
		return storedText(store(ref, text == "true"))
	case Byte, Short, Integer, IntEnum, Long:
		v, err := strconv.ParseInt(text, 10, width(k))
		if err != nil {
			return fmt.Errorf("expected an integer of %d bits, found %q", width(k), clip(text))
		}
		return storedText(storeInt(ref, k, v))
	case Float, Double:
		v, err := parseFloat(text, width(k))
		if err != nil {
			return fmt.Errorf("expected a number of %d bits, found %q", width(k), clip(text))
		}
		return storedText(storeFloat(ref, k, v))
	case Timestamp:
		v, err := parseTime(text)
		if err != nil {
			return fmt.Errorf("%w, found %q", err, clip(text))
		}
		return storedText(store(ref, v))
	}
	return parseLongText(k, ref, text)
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
func parseLongText(k Kind, ref any, text string) error {
	switch k {
	case Blob:
		v, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return fmt.Errorf("not base64: %w", err)
		}
		return storedText(store(ref, v))
	case BigInteger, BigDecimal:
		if len(text) > maxDigits {
			return errDigits
		}
		v, err := ParseDecimal(text)
		if err != nil {
			return fmt.Errorf("%w, found %q", err, clip(text))
		}
		if k == BigDecimal {
			return storedText(store(ref, v))
		}
		n, ok := new(big.Int).SetString(text, 10)
		if !ok {
			return fmt.Errorf("expected an integer, found %q", clip(text))
		}
		return storedText(store(ref, n))
	}
	return errNoSuchField
}

func storedText(ok bool) error {
	if !ok {
		return errNoSuchField
	}
	return nil
}

// setString writes a string or enum field.
func setString(ref any, v string) bool {
	if r, ok := ref.(stringRef); ok {
		r.setString(v)
		return true
	}
	return store(ref, v)
}

// base64Text reports whether headers carry the member's text in base64: strings
// with a media type may hold anything.
func (m *Member) base64Text() bool {
	return m.Traits != nil && m.Traits.MediaType != "" && m.Schema().Kind == String
}

const upperHex = "0123456789ABCDEF"

// appendEscaped appends s with all but RFC 3986's unreserved characters, and
// slashes if they are to be kept, percent-encoded.
func appendEscaped(dst []byte, s string, keepSlash bool) []byte {
	for i := range len(s) {
		c := s[i]
		switch {
		case c-'0' <= 9, c-'a' < 26, c-'A' < 26, c == '-', c == '.', c == '_', c == '~', c == '/' && keepSlash:
			dst = append(dst, c)
		default:
			dst = append(dst, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return dst
}
