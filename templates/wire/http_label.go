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

var (
	errEmptyLabel = errors.New("it is part of the URI and must not be empty; set it")
	errBadPattern = errors.New("the model's pattern is malformed")
)

// expandURI returns the escaped path of a request and the literals of its query.
func expandURI(pattern string, in Shape) (path []byte, query string, err error) {
	pattern, query, _ = strings.Cut(pattern, "?")
	path = make([]byte, 0, len(pattern)+64)
	for {
		literal, rest, found := strings.Cut(pattern, "{")
		path = append(path, literal...)
		if !found {
			return path, query, nil
		}
		label, rest, found := strings.Cut(rest, "}")
		if !found {
			return nil, "", fmt.Errorf("%w: %q is not closed", errBadPattern, "{"+label)
		}
		name, greedy := strings.CutSuffix(label, "+")
		value, err := labelValue(in, name, func(m *Member) bool { return m.Location == InLabel })
		if err != nil {
			return nil, "", err
		}
		path = appendEscaped(path, value, greedy)
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
