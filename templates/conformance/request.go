package conformance

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/templates/wire"
)

// checkRequest makes the request of a case and checks what goes over the wire.
func (c *testCase) checkRequest(op *wire.Operation) (f findings) {
	in, err := valueOf(op.Input, c.params())
	if err != nil {
		f.add("params", "", err.Error())
		return f
	}
	made, err := op.NewRequest(context.Background(), c.endpoint(), in)
	if err != nil {
		f.add("request", "", "error: "+err.Error())
		return f
	}
	r, body, err := sent(made)
	if err != nil {
		f.add("request", "", "cannot be sent: "+err.Error())
		return f
	}
	path, query, _ := strings.Cut(r.RequestURI, "?")
	f.equal("method", c.Method, r.Method)
	f.equal("path", c.URI, path)
	if c.ResolvedHost != "" {
		f.equal("host", c.ResolvedHost, r.Host)
	}
	c.checkQuery(&f, query)
	c.checkHeaders(&f, made, r)
	c.checkBody(&f, op, body)
	return f
}

// sent returns the request as a server receives it, and its body.
func sent(r *http.Request) (*http.Request, []byte, error) {
	var bytesSent bytes.Buffer
	if err := r.Write(&bytesSent); err != nil {
		return nil, nil, err
	}
	received, err := http.ReadRequest(bufio.NewReader(&bytesSent))
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(received.Body)
	return received, body, err
}

// checkQuery checks parameters as they are spelled. All values that a parameter
// has must be those that the case lists, in its order.
func (c *testCase) checkQuery(f *findings, query string) {
	want, got := parameters(c.QueryParams), parameters(strings.FieldsFunc(query, func(r rune) bool { return r == '&' }))
	for _, param := range c.QueryParams {
		name, _, _ := strings.Cut(param, "=")
		if !slices.Equal(want[name], got[name]) {
			f.add("query parameter "+name, show(want[name]), show(got[name]))
			want[name] = got[name] // once is enough
		}
	}
	for _, name := range c.ForbidQueryParams {
		if got[name] != nil {
			f.add("query parameter "+name, "none", show(got[name]))
		}
	}
	for _, name := range c.RequireQueryParams {
		if got[name] == nil {
			f.add("query parameter "+name, "any", "none")
		}
	}
}

// parameters groups parameters by their names.
func parameters(list []string) map[string][]string {
	named := map[string][]string{}
	for _, param := range list {
		name, _, _ := strings.Cut(param, "=")
		named[name] = append(named[name], param)
	}
	return named
}

// checkHeaders checks the headers that the case names. net/http adds a
// Content-Length of 0 where a method usually has a body; that a header is not
// there is asked of the request as it was made.
func (c *testCase) checkHeaders(f *findings, made, received *http.Request) {
	for _, name := range slices.Sorted(maps.Keys(c.Headers)) {
		if values := received.Header.Values(name); values == nil {
			f.add("header "+name, show(c.Headers[name]), "none")
		} else {
			f.equal("header "+name, c.Headers[name], strings.Join(values, ", "))
		}
	}
	for _, name := range c.ForbidHeaders {
		values := received.Header.Values(name)
		if strings.EqualFold(name, "Content-Length") && made.ContentLength == 0 {
			continue
		}
		if values != nil {
			f.add("header "+name, "none", show(values))
		}
	}
	for _, name := range c.RequireHeaders {
		if received.Header.Values(name) == nil {
			f.add("header "+name, "any", "none")
		}
	}
}

// checkBody compares the body with that of the case, by what its media type
// means. A case without a body says nothing about it; an empty one means that
// there is none.
func (c *testCase) checkBody(f *findings, op *wire.Operation, body []byte) {
	if c.Body == nil {
		return
	}
	if *c.Body == "" {
		f.equal("body", "", string(body))
		return
	}
	want, err := c.body()
	if err != nil {
		f.add("body of the case", "", err.Error())
		return
	}
	form := formOf(c.BodyMediaType, entries(map[string]bool{}, op.Input, map[*wire.Schema]bool{}))
	wanted, err := form(want)
	if err != nil {
		f.add("body of the case", "", err.Error())
		return
	}
	got, err := form(body)
	if err != nil {
		f.add("body: "+err.Error(), wanted, show(string(body)))
	} else if wanted != got {
		f.add("body", wanted, got)
	}
}

// entries adds the names of the elements that are entries of maps anywhere in a
// shape: their order in a body means nothing. seen are the shapes it was asked of
// before.
func entries(names map[string]bool, s *wire.Schema, seen map[*wire.Schema]bool) map[string]bool {
	if seen[s] {
		return names
	}
	seen[s] = true
	for i := range s.Members {
		m := &s.Members[i]
		switch {
		case m.Schema().Kind != wire.Map:
		case m.Flags&wire.Flattened == 0:
			names["entry"] = true
		default:
			names[cmp.Or(m.XML, m.Name)] = true
		}
		entries(names, m.Schema(), seen)
	}
	return names
}
