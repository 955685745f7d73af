package wire

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Headers of responses; see http_header.go. Lists are read in every spelling of
// RFC 9110: several headers of a name, quoted and bare elements, and dates whose
// own comma separates nothing.

// ReadHeaders fills the members that are bound to headers.
func ReadHeaders(in *incoming) error {
	return in.bound(InHeader, func(m *Member, r ref) error { return decodeHeader(m, r, in.header.Values(m.Key)) })
}

// ReadHeaderMap fills maps with the headers that have a prefix.
func ReadHeaderMap(in *incoming) error {
	return in.bound(InPrefixHeaders, func(m *Member, r ref) error { return decodePrefixHeaders(m, r, in.header) })
}

// ReadStatus fills the member that is bound to the status.
func ReadStatus(in *incoming) error {
	return in.bound(InStatusCode, func(_ *Member, r ref) error { return storedText(r.setInt(int64(in.status))) })
}

// bound reads the members that are bound to a place.
func (in *incoming) bound(l Location, read func(*Member, ref) error) error {
	s, fields := schemaOf(in.out), refTo(in.out)
	for i := range s.Members {
		m := &s.Members[i]
		if m.Location != l {
			continue
		}
		if err := read(m, fields.member(i)); err != nil {
			if (s.Flags|m.Flags|m.Schema().elemFlags())&Sensitive != 0 {
				err = errSecret
			}
			return &DecodeError{Shape: s.Name(), Path: m.Name, Err: err}
		}
	}
	return nil
}

func decodeHeader(m *Member, r ref, values []string) error {
	if len(values) == 0 {
		return nil
	}
	var err error
	if r.isList() {
		err = decodeHeaderList(m, r, strings.Join(values, ","))
	} else if err = decodeHeaderValue(m, r, values[0]); err != nil && isExpiry(m) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("header %s: %w", m.Key, err)
	}
	return nil
}

// isExpiry reports whether a header is one whose malformed values say no more than that
// what came has expired (RFC 9111, section 5.3). Whoever stores a thing sets it, and
// whoever reads it can't help what it says.
func isExpiry(m *Member) bool {
	return m.Schema().Kind == Timestamp && strings.EqualFold(m.Key, "Expires")
}

func decodeHeaderValue(m *Member, r ref, text string) error {
	if m.base64Text() {
		decoded, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return fmt.Errorf("not base64: %w", err)
		}
		text = string(decoded)
	}
	return parseText(m, r, text)
}

func decodeHeaderList(m *Member, list ref, text string) error {
	list.makeList(list.t, 0)
	elem := &m.Schema().Members[0]
	texts, err := splitHeader(text, elem.Schema().Kind == Timestamp)
	if err != nil {
		return err
	}
	for _, text := range texts {
		if err := decodeHeaderValue(elem, list.append(), text); err != nil {
			return err
		}
	}
	return nil
}

var errQuote = errors.New("a quoted element is not closed")

// splitHeader splits a list into its elements, which it unquotes. Empty elements
// are none unless they are quoted.
func splitHeader(text string, dates bool) ([]string, error) {
	var elems []string
	for {
		text = strings.TrimLeft(text, " \t,")
		if text == "" {
			return elems, nil
		}
		if text[0] == '"' {
			elem, rest, ok := unquote(text[1:])
			if !ok {
				return nil, errQuote
			}
			elems, text = append(elems, elem), rest
			continue
		}
		end := strings.IndexByte(text, ',')
		if dates && end > 0 && strings.Trim(text[:end], letters) == "" { // a weekday
			if next := strings.IndexByte(text[end+1:], ','); next >= 0 {
				end += 1 + next
			} else {
				end = -1
			}
		}
		if end < 0 {
			end = len(text)
		}
		elems = append(elems, strings.TrimRight(text[:end], " \t"))
		text = text[end:]
	}
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// unquote reads what follows an opening quote.
func unquote(s string) (elem, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:], true
		case '\\':
			if i++; i == len(s) {
				return "", "", false
			}
		}
		b.WriteByte(s[i])
	}
	return "", "", false
}

// decodePrefixHeaders collects the headers whose names have a prefix. What
// follows it is the key, in lower case: HTTP does not keep the case it had.
func decodePrefixHeaders(m *Member, r ref, h http.Header) error {
	if !r.isMap() {
		return errNoSuchField
	}
	r.makeMap(r.t, 0)
	value := &m.Schema().Members[1]
	for name, values := range h {
		if len(name) < len(m.Key) || !strings.EqualFold(name[:len(m.Key)], m.Key) || len(values) == 0 {
			continue
		}
		entry := r.entry()
		if err := decodeHeaderValue(value, entry, values[0]); err != nil {
			return fmt.Errorf("header %s: %w", name, err)
		}
		r.put(strings.ToLower(name[len(m.Key):]), entry)
	}
	return nil
}
