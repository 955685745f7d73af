package wire

import "strings"

// The query of a URI: the literals of the operation's pattern, the members bound
// to a parameter, the entries of a map bound to all others. Lists repeat their
// parameter, so that an empty one has none.
// See https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait

// A queryWriter collects the parameters of a query.
type queryWriter struct {
	literals string
	out      []byte // escaped
}

// newQueryWriter starts with the literals of a pattern.
func newQueryWriter(literals string) *queryWriter {
	return &queryWriter{literals, []byte(literals)}
}

func (q *queryWriter) add(name, value string) {
	if len(q.out) > 0 {
		q.out = append(q.out, '&')
	}
	q.out = append(appendEscaped(q.out, name, false), '=')
	q.out = appendEscaped(q.out, value, false)
}

// write adds all parameters of a request: maps come last, since a parameter of
// its own beats an entry of a map.
func (q *queryWriter) write(in Shape) {
	s, fields := schemaOf(in), refTo(in)
	for i := range s.Members {
		if m := &s.Members[i]; m.Location == InQuery {
			q.param(m.Key, m, fields.member(i))
		}
	}
	for i := range s.Members {
		if m := &s.Members[i]; m.Location == InQueryParams {
			q.params(m, fields.member(i), q.named(s, fields))
		}
	}
}

// named returns the parameters that a map can't set any more.
func (q *queryWriter) named(s *Schema, fields ref) map[string]bool {
	named := make(map[string]bool)
	for param := range strings.SplitSeq(q.literals, "&") {
		name, _, _ := strings.Cut(param, "=")
		named[name] = true
	}
	for i := range s.Members {
		if m := &s.Members[i]; m.Location == InQuery && !fields.member(i).absent() {
			named[m.Key] = true
		}
	}
	return named
}

// param adds the value or values of one parameter.
func (q *queryWriter) param(name string, m *Member, r ref) {
	if !r.isList() {
		if value, ok := scalarText(m, r, DateTime); ok {
			q.add(name, value)
		}
		return
	}
	elem := &m.Schema().Members[0]
	for i := range r.listLen() {
		if value, ok := scalarText(elem, r.elem(i), DateTime); ok {
			q.add(name, value)
		}
	}
}

// params adds the entries of a map.
func (q *queryWriter) params(m *Member, r ref, named map[string]bool) {
	if !r.isMap() {
		return
	}
	value := &m.Schema().Members[1]
	r.each(func(key string, r ref) bool {
		if !named[key] {
			q.param(key, value, r)
		}
		return true
	})
}
