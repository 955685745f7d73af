package model

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/tidwall/gjson"
)

// legacyDocs is the text of a docs-2.json, empty if there is none. Documentation
// of a member is found under its target there.
type legacyDocs struct {
	service    Node
	operations map[string]Node
	shapes     map[string]shapeDocs
}

type shapeDocs struct {
	base Node
	refs map[string]Node // by "Structure$member"
}

// companion returns what is in a companion, by its outermost keys: nothing if there is
// none. Of a key that stands twice the last counts, as in a model.
func (r *legacyReader) companion(read func(string) (string, error), base string) (map[string]gjson.Result, error) {
	text, err := read(base)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	_, top, err := open(path.Join(path.Dir(r.src.name), base), text)
	if d, ok := errors.AsType[*Diagnostic](err); ok {
		d.Remedy = "correct it or take it away from " + path.Base(r.src.name)
	}
	return top, err
}

func readDocs(top map[string]gjson.Result) *legacyDocs {
	docs := &legacyDocs{service: Node(top["service"].Raw), operations: nodes(top["operations"]), shapes: map[string]shapeDocs{}}
	for k, v := range top["shapes"].ForEach {
		var d shapeDocs
		for k, v := range v.ForEach {
			switch k.String() {
			case "base":
				d.base = Node(v.Raw)
			case "refs":
				d.refs = nodes(v)
			}
		}
		docs.shapes[k.String()] = d
	}
	return docs
}

// nodes are the values of an object by key.
func nodes(v gjson.Result) map[string]Node {
	found := map[string]Node{}
	for k, v := range v.ForEach {
		found[k.String()] = Node(v.Raw)
	}
	return found
}

// documented adds the first documentation that says something, unless there is
// some already.
func (ts Traits) documented(docs ...Node) Traits {
	for _, doc := range docs {
		if len(doc) > 2 && doc[0] == '"' && !ts.Has(TraitDocumentation) {
			ts = append(ts, Trait{TraitDocumentation, doc})
		}
	}
	return ts
}

// paginators turns what paginators-1.json says into traits of the operations.
// What Smithy has no words for, several tokens, expressions and a member that says
// whether there is more, is kept as it is beside.
func (r *legacyReader) paginators(all gjson.Result) {
	if !all.IsObject() {
		return
	}
	for k, v := range all.ForEach {
		op, p := r.calls[k.String()], Node(v.Raw)
		if op == nil {
			continue
		}
		in, out, size := p.Get("input_token"), p.Get("output_token"), p.Get("limit_key")
		expressible := isPath(in) && isPath(out)
		if !expressible || p.Get("more_results").IsString() {
			op.Traits = append(op.Traits, Trait{TraitLegacyPaginators, p})
		}
		if !expressible {
			continue
		}
		items := p.Get("result_key")
		if list := items.Items(); len(list) > 0 {
			items = list[0]
		}
		op.Traits = append(op.Traits, Trait{TraitPaginated, object("inputToken", in, "outputToken", out, "items", items, "pageSize", size)})
	}
}

// isPath reports whether a token is a path in Smithy's sense; this form allows
// whole expressions, and several of them.
func isPath(token Node) bool {
	return token.IsString() && !strings.ContainsAny(token.Text(), "|&[]()*` ")
}

// waiters turns what waiters-2.json says into traits of the operations they
// poll. A waiter with a condition Smithy can't express stays as it is.
func (r *legacyReader) waiters(all gjson.Result) {
	if !all.IsObject() {
		return
	}
	type pair struct{ smithy, raw []Node }
	found := map[*Shape]*pair{}
	var order []*Shape
	for k, v := range all.ForEach {
		name, w := Node(k.String()), Node(v.Raw)
		op := r.calls[w.Get("operation").Text()]
		if op == nil {
			continue
		}
		if found[op] == nil {
			found[op] = &pair{}
			order = append(order, op)
		}
		if waiter, ok := waitable(w); ok {
			found[op].smithy = append(found[op].smithy, name, waiter)
		} else {
			found[op].raw = append(found[op].raw, name, w)
		}
	}
	for _, op := range order {
		if p := found[op]; p.smithy != nil {
			op.Traits = append(op.Traits, Trait{TraitWaitable, object(p.smithy...)})
		}
		if p := found[op]; p.raw != nil {
			op.Traits = append(op.Traits, Trait{TraitLegacyWaiters, object(p.raw...)})
		}
	}
}

func waitable(w Node) (Node, bool) {
	var acceptors []string
	for _, a := range w.Get("acceptors").Items() {
		matcher, ok := waitMatcher(a.Get("matcher").Text(), a.Get("argument"), a.Get("expected"))
		if !ok {
			return "", false
		}
		acceptors = append(acceptors, string(object("state", a.Get("state"), "matcher", matcher)))
	}
	return object("documentation", w.Get("description"), "acceptors", Node("["+strings.Join(acceptors, ",")+"]"),
		"minDelay", w.Get("delay")), true
}

func waitMatcher(matcher string, path, expected Node) (Node, bool) {
	comparators := map[string]Node{"path": `"stringEquals"`, "pathAll": `"allStringEquals"`, "pathAny": `"anyStringEquals"`}
	comparator := comparators[matcher]
	switch {
	case matcher == "error" && expected.IsString():
		return object("errorType", expected), true
	case matcher == "status" && len(expected) == 3 && expected[0] == '2':
		return object("success", "true"), true
	case matcher == "path" && (expected == "true" || expected == "false"):
		comparator, expected = `"booleanEquals"`, quote(string(expected))
	case comparator == "" || !expected.IsString():
		return "", false
	}
	return object("output", object("path", path, "expected", expected, "comparator", comparator)), true
}
