package wire

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Headers of requests: one per member, one per entry of a map with a prefix. A
// list is one header, its elements separated by commas and strings quoted where
// they hold one themselves. See
// https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait

var errHeaderValue = errors.New("a header can't carry control characters; remove them")

// SendHeaderMap adds the headers that maps with a prefix have.
func SendHeaderMap(o *outgoing) error {
	return o.bound(InPrefixHeaders, func(m *Member, r ref) error { return encodePrefixHeaders(o.header, m, r) })
}

// SendHeaders adds the members that are bound to headers: after the maps, whose
// entries they beat, and the body, whose type and length they may be.
func SendHeaders(o *outgoing) error {
	err := o.bound(InHeader, func(m *Member, r ref) error {
		if value, ok := headerText(m, r); ok {
			return setHeader(o.header, m.Key, value)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if o.header.Get("Content-Length") != "" {
		o.length = (*outgoing).saidLength
	}
	return nil
}

func encodePrefixHeaders(h http.Header, m *Member, r ref) error {
	if !r.isMap() {
		return nil
	}
	value := &m.Schema().Members[1]
	var err error
	r.each(func(key string, r ref) bool {
		if text, ok := headerText(value, r); ok {
			err = setHeader(h, m.Key+key, text)
		}
		return err == nil
	})
	return err
}

func setHeader(h http.Header, name, value string) error {
	if !headerName(name) {
		return fmt.Errorf("%q can't be the name of a header", clip(name))
	}
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return errHeaderValue
		}
	}
	h.Set(name, value)
	return nil
}

// headerName reports whether s is a token of RFC 9110.
func headerName(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// headerText returns the value of a header, false for none.
func headerText(m *Member, r ref) (string, bool) {
	if !r.isList() {
		text, ok := scalarText(m, r, HTTPDate)
		if m.base64Text() {
			text = base64.StdEncoding.EncodeToString([]byte(text))
		}
		return text, ok
	}
	if r.isNil() {
		return "", false
	}
	elem := &m.Schema().Members[0]
	var texts []string
	for i := range r.listLen() {
		text, ok := headerText(elem, r.elem(i))
		if elem.Schema().Kind.isText() {
			text = quoted(text)
		}
		if ok {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, ", "), true
}

// quoted quotes an element of a list if it could not be told from its
// neighbours otherwise.
func quoted(s string) string {
	if s != "" && strings.TrimSpace(s) == s && !strings.ContainsAny(s, `",`) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
