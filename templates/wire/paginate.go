// Pagination follows a continuation token from page to page
// (https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait). What an
// operation's tokens and items are is a table of member names; the members are
// found by the layouts that the walks use too. Type parameters are
// pointers, never structures: the compiler makes one body for all pointers.

package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
)

// A Pagination says which members make pages of an operation's outputs
// (smithy.api#paginated). A path is member names with dots between.
type Pagination struct {
	Tokens   []PageToken // one but for the older form of models, which may have several
	Items    string      // path into the output, to a list or map; "" if the model names none
	PageSize string      // member of the input that bounds a page; "" if the model names none
	HasMore  string      // path into the output, to what is true but for the last page; only in the older form
}

// A PageToken is how one page leads to the next.
type PageToken struct {
	Input  string // member of the input that takes the token
	Output string // path into the output, to the token; in the older form it may be any JMESPath
}

// A RepeatedTokenError ends the pages of an operation that gave a token for the
// second time: following it would never end. Some services mark their last page
// so, as CloudWatch Logs does in GetLogEvents; ask for it with errors.AsType there.
type RepeatedTokenError struct {
	Operation string // "GetLogEvents"
	Token     Value  // what was given again; a list if there are several
}

// Error names the operation, not the token.
func (e *RepeatedTokenError) Error() string {
	return e.Operation + ": the next page's token came for the second time: the pages would never end"
}

var errNoOutput = errors.New("the call returned neither an output nor an error")

// Pages yields the outputs of an operation page by page, each as call returned
// it. Every call is given an input of its own, a copy of in with the token set.
// The pages end where an output has no token, or one that is empty. An error is
// yielded once, as the last of the sequence: call's, ctx's, or a *RepeatedTokenError.
// The sequence may be used again and begins anew then.
//
//go:noinline
func Pages[In, Out Shape](ctx context.Context, op *OperationSchema, in In,
	call func(context.Context, In) (Out, error)) iter.Seq2[Out, error] {
	return pages(ctx, op, in, call, nil)
}

// PagesByJMESPath is Pages for operations whose tokens are more than names. It is
// a function of its own so that nobody else links an evaluator.
//
//go:noinline
func PagesByJMESPath[In, Out Shape](ctx context.Context, op *OperationSchema, in In,
	call func(context.Context, In) (Out, error)) iter.Seq2[Out, error] {
	return pages(ctx, op, in, call, JMESPath)
}

// An evaluator finds what an expression means in a value, as JMESPath does.
type evaluator func(expression string, v Value) (Value, error)

// What is generic makes a Shape of its values by shapeOf alone: a conversion would have
// the compiler build a table of methods for each type.
func pages[In, Out Shape](ctx context.Context, op *OperationSchema, in In,
	call func(context.Context, In) (Out, error), eval evaluator) iter.Seq2[Out, error] {
	return func(yield func(Out, error) bool) {
		var none Out
		first := shapeOf(orEmpty(in))
		p := newPager(op, first, eval)
		next := any(copyOf(first)).(In)
		for {
			if err := ctx.Err(); err != nil {
				yield(none, err)
				return
			}
			out, err := call(ctx, next)
			if err == nil && any(out) == any(none) {
				err = fmt.Errorf("%s: %w", op.Name, errNoOutput)
			}
			if err != nil {
				yield(none, err)
				return
			}
			if !yield(out, nil) {
				return
			}
			next = any(copyOf(first)).(In)
			if more, err := p.advance(shapeOf(out), shapeOf(next)); err != nil {
				yield(none, err)
				return
			} else if !more {
				return
			}
		}
	}
}

// orEmpty returns the pointer to a shape, or to an empty one in place of nil.
func orEmpty[S Shape](v S) S {
	var none S
	if any(v) != any(none) {
		return v
	}
	return any(SchemaOf(shapeOf(v)).New()).(S)
}

// A pager remembers tokens. To find that they go round in circles it needs two:
// the last, and one that stays behind for twice as many pages each time (Brent's
// algorithm). Several tokens of one page count as one, a list.
type pager struct {
	op          *OperationSchema
	table       *Pagination
	eval        evaluator // nil if paths are names
	last, mark  Value
	page, until int // the mark moves at page until
}

func newPager(op *OperationSchema, in Shape, eval evaluator) pager {
	table := op.Paginated
	if table == nil {
		table = &Pagination{}
	}
	var tokens []Value
	for _, t := range table.Tokens {
		tokens = append(tokens, orNull(valueAt(in, t.Input)))
	}
	token := asOne(tokens)
	return pager{op: op, table: table, eval: eval, last: token, mark: token, until: 1}
}

// advance puts the tokens of a page into the next input, and reports whether
// there was one.
func (p *pager) advance(out, next Shape) (more bool, err error) {
	tokens, err := p.tokens(out)
	if err != nil {
		return false, fmt.Errorf("%s: %w", p.op.Name, err)
	}
	if tokens == nil {
		return false, nil
	}
	token := asOne(tokens)
	if sameToken(token, p.last) || sameToken(token, p.mark) {
		return false, &RepeatedTokenError{p.op.Name, token}
	}
	p.last = token
	if p.page++; p.page == p.until {
		p.mark, p.until = token, 2*p.until
	}
	for i, t := range p.table.Tokens {
		if err := setAt(next, t.Input, tokens[i]); err != nil {
			return false, fmt.Errorf("%s: the next page's token: %w", p.op.Name, err)
		}
	}
	return true, nil
}

// tokens returns the tokens to the page behind out, null for one that is absent
// or empty; nil if out is the last page.
func (p *pager) tokens(out Shape) ([]Value, error) {
	find := func(path string) (Value, error) { return valueAt(out, path), nil }
	if p.eval != nil {
		tree := out.ToValue()
		find = func(path string) (Value, error) { return p.eval(path, tree) }
	}
	if p.table.HasMore != "" {
		if more, err := find(p.table.HasMore); err != nil || more.Kind() != Boolean || !more.Bool() {
			return nil, err
		}
	}
	var tokens []Value
	more := false
	for _, token := range p.table.Tokens {
		value, err := find(token.Output)
		if err != nil {
			return nil, err
		}
		value = orNull(value)
		more = more || value.Kind() != Null
		tokens = append(tokens, value)
	}
	if !more {
		return nil, nil
	}
	return tokens, nil
}

// orNull returns the token, or null for one that is absent or empty.
func orNull(token Value) Value {
	if token.Kind() == Invalid || token.text == "" && hasText(token.Kind()) || token.Kind().isAggregate() && token.Len() == 0 {
		return NullValue()
	}
	return token
}

func asOne(tokens []Value) Value {
	if len(tokens) == 1 {
		return tokens[0]
	}
	return ListValue(nil, tokens...)
}

func hasText(k Kind) bool { return k.isText() || k == Blob }

// sameToken compares what an output gave with what an input took: their shapes
// may have different names.
func sameToken(a, b Value) bool {
	if a.Kind() != b.Kind() && (!hasText(a.Kind()) || !hasText(b.Kind())) || a.text != b.text {
		return false
	}
	return slices.Equal(a.names(), b.names()) && slices.EqualFunc(a.values(), b.values(), sameToken)
}

// Items yields the items of pages whose items are a list of structures: a
// pointer P to each.
//
//go:noinline
func Items[P, Out Shape](op *OperationSchema, pages iter.Seq2[Out, error]) iter.Seq2[P, error] {
	return func(yield func(P, error) bool) {
		for page, err := range pages {
			if err != nil {
				var none P
				yield(none, err)
				return
			}
			list := itemsOf(op, shapeOf(page))
			for i := 0; list.isList() && i < list.listLen(); i++ {
				if item, ok := list.elem(i).any().(P); ok && !yield(item, nil) {
					return
				}
			}
		}
	}
}

// Values yields the items of pages whose items are a list of anything else.
//
//go:noinline
func Values[T any, Out Shape](op *OperationSchema, pages iter.Seq2[Out, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			items, ok := itemsOf(op, shapeOf(page)).any().(*[]T)
			for i := 0; ok && i < len(*items); i++ {
				if !yield((*items)[i], nil) {
					return
				}
			}
		}
	}
}

// An Entry is an item of pages whose items are a map.
type Entry[K ~string, V any] struct {
	Key   K
	Value V
}

// Entries yields the items of pages whose items are a map, by page in order of
// their keys.
//
//go:noinline
func Entries[K ~string, V any, Out Shape](op *OperationSchema, pages iter.Seq2[Out, error]) iter.Seq2[Entry[K, V], error] {
	return func(yield func(Entry[K, V], error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(Entry[K, V]{}, err)
				return
			}
			var items map[K]V
			if p, ok := itemsOf(op, shapeOf(page)).any().(*map[K]V); ok {
				items = *p
			}
			for _, key := range slices.SortedFunc(maps.Keys(items), cmp.Compare[K]) {
				if !yield(Entry[K, V]{key, items[key]}, nil) {
					return
				}
			}
		}
	}
}

// itemsOf refers to the items of a page, to nothing if it has none.
func itemsOf(op *OperationSchema, page Shape) ref {
	if op.Paginated == nil {
		return ref{t: noType}
	}
	m, items := memberAt(page, op.Paginated.Items)
	if m == nil {
		return ref{t: noType}
	}
	return items
}
