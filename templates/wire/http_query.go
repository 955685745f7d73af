package wire

import "strings"

// The query of a URI: the literals of the operation's pattern, the members bound
// to a parameter, the entries of a map bound to all others. Lists repeat their
// parameter, so that an empty one has none.
// See https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait

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
	o.query = append(appendEscaped(o.query, name, false), '=')
	o.query = appendEscaped(o.query, value, false)
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
