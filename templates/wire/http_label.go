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
		o.path = appendEscaped(o.path, value, greedy)
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
