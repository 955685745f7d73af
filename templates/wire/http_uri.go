package wire

import (
	"errors"
	"fmt"
	"strings"
)

// The URI of an operation: "/user/{UserId}/{Path+}?list-type=2". Labels take the
// values of the members they are called like; a greedy one keeps its slashes.
// Dot segments stay as they are: "../key" is a legal name of an S3 object.
// See https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
//
// The query has the literals of the pattern, the members bound to a parameter and the
// entries of a map bound to all others. Lists repeat their parameter, so that an empty
// one has none. See https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait

var (
	errEmptyLabel = errors.New("it is part of the URI and must not be empty; set it")
	errBadPattern = errors.New("the model's pattern is malformed")
	errHostLabel  = errors.New("it is part of the host name and must be 1 to 63 letters, digits and hyphens, with no hyphen at either end")
)

// SendLabels expands the labels in the path of a request.
func SendLabels(o *outgoing) error {
	pattern := string(o.path)
	o.path = make([]byte, 0, len(pattern)+64)
	for {
		literal, rest, found := strings.Cut(pattern, "{")
		o.path = append(o.path, literal...)
		if !found {
			return nil
		}
		label, rest, found := strings.Cut(rest, "}")
		if !found {
			return fmt.Errorf("%w: %q is not closed", errBadPattern, "{"+label)
		}
		name, greedy := strings.CutSuffix(label, "+")
		value, err := labelValue(o.in, name, func(m *Member) bool { return m.Location == InLabel })
		if err != nil {
			return err
		}
		if greedy {
			o.path = appendEscapedPath(o.path, value)
		} else {
			o.path = appendEscaped(o.path, value)
		}
		pattern = rest
	}
}

// labelValue returns the text of the member that a label of a URI or host is
// called like.
func labelValue(in Shape, name string, bound func(*Member) bool) (string, error) {
	s := schemaOf(in)
	i := s.MemberIndex(name)
	if i < 0 || !bound(&s.Members[i]) {
		return "", fmt.Errorf("%w: no member is bound to the label %q", errBadPattern, name)
	}
	m := &s.Members[i]
	value, _ := scalarText(m, memberOf(in, i), DateTime)
	if value == "" {
		return "", &RequestError{Member: m.Name, Err: errEmptyLabel}
	}
	return value, nil
}

// SendHost puts an operation's host prefix, "{AccountId}.data-", before the
// endpoint's host. A label can't leave its part of the name, else it could send a
// signed request anywhere.
// See https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait
func SendHost(o *outgoing) error {
	pattern := o.op.HostPrefix
	for {
		literal, rest, found := strings.Cut(pattern, "{")
		o.host += literal
		if !found {
			return nil
		}
		name, rest, found := strings.Cut(rest, "}")
		if !found {
			return errBadPattern
		}
		value, err := labelValue(o.in, name, func(m *Member) bool { return m.Flags&HostLabel != 0 })
		if err != nil {
			return err
		}
		if !validHostLabel(value) {
			return &RequestError{Member: name, Err: errHostLabel}
		}
		o.host += value
		pattern = rest
	}
}

func validHostLabel(s string) bool {
	for i := range len(s) {
		if c := s[i]; c-'0' > 9 && c-'a' >= 26 && c-'A' >= 26 && c != '-' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 63 && s[0] != '-' && s[len(s)-1] != '-'
}

// SendQuery adds the members that are bound to a parameter.
func SendQuery(o *outgoing) error {
	return o.bound(InQuery, func(m *Member, r ref) error {
		o.param(m.Key, m, r)
		return nil
	})
}

// SendQueryMap adds the entries of maps: last, since a parameter of its own beats
// an entry of a map.
func SendQueryMap(o *outgoing) error {
	return o.bound(InQueryParams, func(m *Member, r ref) error {
		o.params(m, r, o.named())
		return nil
	})
}

// named returns the parameters that a map can't set any more.
func (o *outgoing) named() map[string]bool {
	named := make(map[string]bool)
	_, literals, _ := strings.Cut(o.op.URI, "?")
	for param := range strings.SplitSeq(literals, "&") {
		if name, _, _ := strings.Cut(param, "="); param != "" {
			named[name] = true
		}
	}
	o.bound(InQuery, func(m *Member, _ ref) error {
		named[m.Key] = true
		return nil
	})
	return named
}

func (o *outgoing) addParam(name, value string) {
	if len(o.query) > 0 {
		o.query = append(o.query, '&')
	}
	o.query = append(appendEscaped(o.query, name), '=')
	o.query = appendEscaped(o.query, value)
}

// param adds the value or values of one parameter.
func (o *outgoing) param(name string, m *Member, r ref) {
	if !r.isList() {
		if value, ok := scalarText(m, r, DateTime); ok {
			o.addParam(name, value)
		}
		return
	}
	elem := &m.Schema().Members[0]
	for i := range r.listLen() {
		if value, ok := scalarText(elem, r.elem(i), DateTime); ok {
			o.addParam(name, value)
		}
	}
}

// params adds the entries of a map.
func (o *outgoing) params(m *Member, r ref, named map[string]bool) {
	if !r.isMap() {
		return
	}
	value := &m.Schema().Members[1]
	r.each(func(key string, r ref) bool {
		if !named[key] {
			o.param(key, value, r)
		}
		return true
	})
}

const upperHex = "0123456789ABCDEF"

// appendEscapedPath is appendEscaped for a path, which keeps its slashes.
func appendEscapedPath(dst []byte, path string) []byte {
	for {
		segment, rest, more := strings.Cut(path, "/")
		dst = appendEscaped(dst, segment)
		if !more {
			return dst
		}
		dst, path = append(dst, '/'), rest
	}
}

// appendEscaped appends s with all but RFC 3986's unreserved characters
// percent-encoded.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	for i := 0; ; i++ {
		start := i
		for i < len(s) && isUnreserved(s[i]) {
			i++
		}
		dst = append(dst, s[start:i]...)
		if i == len(s) {
			return dst
		}
		c := s[i]
		dst = append(dst, '%', upperHex[c>>4], upperHex[c&15])
	}
}

// The unreserved characters, as bits: those below '@' and those from it on.
const (
	unreservedLow  = 1<<'-' | 1<<'.' | (1<<10-1)<<'0'
	unreservedHigh = (1<<26-1)<<('A'-'@') | 1<<('_'-'@') | (1<<26-1)<<('a'-'@') | 1<<('~'-'@')
)

func isUnreserved(c byte) bool {
	return c < '@' && uint64(unreservedLow)>>c&1 != 0 || c >= '@' && c < 0x80 && uint64(unreservedHigh)>>(c-'@')&1 != 0
}
