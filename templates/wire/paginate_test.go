package wire

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
)

func pagedBy(p Pagination) *OperationSchema {
	return &OperationSchema{Name: "ListThings", Paginated: &p}
}

// book returns a call that serves pages by number: the token of a page is its
// number, of page 0 nothing.
func book(pages int, fill func(n int, out *everything), set func(out *everything, token string), get func(in *everything) string) func(context.Context, *everything) (*everything, error) {
	return func(_ context.Context, in *everything) (*everything, error) {
		n := 0
		if token := get(in); token != "" {
			if _, err := fmt.Sscanf(token, "page %d", &n); err != nil {
				return nil, fmt.Errorf("token %q", token)
			}
		}
		out := new(everything)
		fill(n, out)
		if n+1 < pages {
			set(out, fmt.Sprintf("page %d", n+1))
		}
		return out, nil
	}
}

func named(in *everything) string {
	if in.Name == nil {
		return ""
	}
	return *in.Name
}

var plainBook = book(3,
	func(n int, out *everything) {
		out.Kids = []everything{{Plain: fmt.Sprint("a", n)}, {Plain: fmt.Sprint("b", n)}}
		out.Tags = []string{fmt.Sprint("t", n)}
		out.Colors = []color{"red", color(fmt.Sprint(n))}
		out.Labels = map[string]string{"z": fmt.Sprint(n), "k": "v"}
		out.Gaps = map[color]*string{"g": nil}
	},
	func(out *everything, token string) { out.Name = &token }, named)

func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var all []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}

func TestPages(t *testing.T) {
	op := pagedBy(Pagination{Tokens: []PageToken{{"Name", "Name"}}, Items: "Kids"})
	in := &everything{Plain: "asked"}
	seq := Pages(t.Context(), op, in, plainBook)
	for range 2 { // a sequence begins anew
		if pages := collect(t, seq); len(pages) != 3 || pages[2].Kids[0].Plain != "a2" || pages[2].Name != nil {
			t.Errorf("%d pages: %v", len(pages), pages)
		}
	}
	if in.Name != nil || in.Plain != "asked" {
		t.Errorf("the input was modified: %v", in)
	}
	if pages := collect(t, Pages(t.Context(), op, &everything{Name: new("page 1")}, plainBook)); len(pages) != 2 {
		t.Errorf("%d pages from the second", len(pages))
	}
	if pages := collect(t, Pages(t.Context(), op, nil, plainBook)); len(pages) != 3 {
		t.Errorf("%d pages without an input", len(pages))
	}
	var plain []string
	for kid := range Items[*everything](op, seq) {
		if plain = append(plain, kid.Plain); kid.Plain == "a1" {
			break
		}
	}
	if !slices.Equal(plain, []string{"a0", "b0", "a1"}) {
		t.Error(plain)
	}
}

// A shelf has what it gives in a structure of its own, which nothing else walks.
type (
	shelf     struct{ Inner *shelfList }
	shelfList struct {
		Next  *string
		Books []string
	}
)

func (v *shelf) ToValue() Value     { return ToValue(&shelfSchema, v) }
func (v *shelfList) ToValue() Value { return ToValue(&shelfListSchema, v) }

var (
	shelfSchema     = Schema{ID: "test#Shelf", Kind: Structure, Type: (*shelf)(nil), Members: []Member{{Name: "Inner", Target: &shelfListSchema}}}
	shelfListSchema = Schema{ID: "test#ShelfList", Kind: Structure, Type: (*shelfList)(nil), Members: []Member{
		{Name: "Next", Target: &StringSchema}, {Name: "Books", Target: listSchema("test#Books", &StringSchema, 0)},
	}}
)

// A path leads into structures that nobody has encoded or decoded yet.
func TestPathThroughUnwalkedStructure(t *testing.T) {
	page := &shelf{Inner: &shelfList{Next: new("n"), Books: []string{"a"}}}
	if got := valueAt(page, "Inner.Next"); got.Text() != "n" {
		t.Errorf("got %v", got)
	}
	if m, books := memberAt(page, "Inner.Books"); m == nil || books.listLen() != 1 {
		t.Errorf("got %v", m)
	}
}

func TestPageItems(t *testing.T) {
	pages := Pages(t.Context(), pagedBy(Pagination{Tokens: []PageToken{{"Name", "Name"}}}), nil, plainBook)
	at := func(path string) *OperationSchema { return pagedBy(Pagination{Items: path}) }
	if got := collect(t, Items[*everything](at("Kids"), pages)); len(got) != 6 || got[5].Plain != "b2" {
		t.Errorf("structures: %v", got)
	}
	if got := collect(t, Values[string](at("Tags"), pages)); !slices.Equal(got, []string{"t0", "t1", "t2"}) {
		t.Errorf("strings: %v", got)
	}
	if got := collect(t, Values[color](at("Colors"), pages)); !slices.Equal(got, []color{"red", "0", "red", "1", "red", "2"}) {
		t.Errorf("enums: %v", got)
	}
	if got := collect(t, Entries[string, string](at("Labels"), pages)); !slices.Equal(got, []Entry[string, string]{{"k", "v"}, {"z", "0"}, {"k", "v"}, {"z", "1"}, {"k", "v"}, {"z", "2"}}) {
		t.Errorf("map: %v", got)
	}
	if got := collect(t, Entries[color, *string](at("Gaps"), pages)); len(got) != 3 || got[0].Key != "g" || got[0].Value != nil {
		t.Errorf("sparse map: %v", got)
	}
	if got := collect(t, Items[*everything](at("Child.Kids"), pages)); got != nil {
		t.Errorf("absent: %v", got)
	}
}

// Tokens may stand below the top, and may be maps.
func TestPageTokens(t *testing.T) {
	deep := book(4, func(n int, out *everything) {}, func(out *everything, token string) { out.Child = &everything{Name: &token} }, named)
	if pages := collect(t, Pages(t.Context(), pagedBy(Pagination{Tokens: []PageToken{{"Name", "Child.Name"}}}), nil, deep)); len(pages) != 4 {
		t.Errorf("%d pages of a deep token", len(pages))
	}
	keyed := book(4, func(n int, out *everything) { out.Labels = map[string]string{} },
		func(out *everything, token string) { out.Labels = map[string]string{"id": token, "at": "x"} },
		func(in *everything) string { return in.Labels["id"] })
	if pages := collect(t, Pages(t.Context(), pagedBy(Pagination{Tokens: []PageToken{{"Labels", "Labels"}}}), nil, keyed)); len(pages) != 4 {
		t.Errorf("%d pages of a map", len(pages))
	}
	empty := func(_ context.Context, in *everything) (*everything, error) { return &everything{Name: new("")}, nil }
	if pages := collect(t, Pages(t.Context(), pagedBy(Pagination{Tokens: []PageToken{{"Name", "Name"}}}), nil, empty)); len(pages) != 1 {
		t.Errorf("%d pages with an empty token", len(pages))
	}
}

// A triple is one place in a catalog of names, types and ids, of which services
// make several tokens: those that a page does not have are not sent.
func TestPagesOfSeveralTokens(t *testing.T) {
	op := pagedBy(Pagination{Tokens: []PageToken{{"Name", "Child.Name"}, {"Labels", "Child.Labels"}}, HasMore: "Child.On"})
	var asked []string
	call := func(_ context.Context, in *everything) (*everything, error) {
		asked = append(asked, fmt.Sprint(named(in), in.Labels))
		out := &everything{Child: &everything{On: true, Name: new("n1"), Labels: map[string]string{"k": "1"}}}
		switch len(asked) {
		case 2:
			out.Child.Labels = nil
		case 3: // one of two tokens may come again
			out.Child.Labels = map[string]string{"k": "3"}
		case 4: // the last page has tokens too
			out.Child.On, out.Child.Name = false, new("n4")
		}
		return out, nil
	}
	in := &everything{Labels: map[string]string{"k": "0"}}
	if pages := collect(t, Pages(t.Context(), op, in, call)); len(pages) != 4 {
		t.Errorf("%d pages", len(pages))
	}
	if want := []string{"map[k:0]", "n1map[k:1]", "n1map[]", "n1map[k:3]"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
	if in.Name != nil || in.Labels["k"] != "0" {
		t.Errorf("the input was modified: %v", in)
	}
	again := func(context.Context, *everything) (*everything, error) {
		return &everything{Child: &everything{On: true, Name: new("n1")}}, nil
	}
	pages, err := last(t, Pages(t.Context(), op, nil, again))
	if repeated, ok := errors.AsType[*RepeatedTokenError](err); !ok || pages != 2 || repeated.Token.Len() != 2 {
		t.Errorf("%d pages, %v", pages, err)
	}
	for _, out := range []*everything{{Child: &everything{On: true}}, {}} {
		if pages := collect(t, Pages(t.Context(), op, nil, func(context.Context, *everything) (*everything, error) { return out, nil })); len(pages) != 1 {
			t.Errorf("%v: %d pages", out, len(pages))
		}
	}
}

// A token may be the last of the items, and be there on the last page too.
func TestPagesByExpression(t *testing.T) {
	op := pagedBy(Pagination{Tokens: []PageToken{{"Name", "Name || Kids[-1].Plain"}}, HasMore: "On"})
	var asked []string
	call := func(_ context.Context, in *everything) (*everything, error) {
		asked = append(asked, named(in))
		out := &everything{On: len(asked) < 3, Kids: []everything{{Plain: "a"}, {Plain: fmt.Sprint("z", len(asked))}}}
		if len(asked) == 2 {
			out.Name = new("marker")
		}
		return out, nil
	}
	if pages := collect(t, PagesByJMESPath(t.Context(), op, nil, call)); len(pages) != 3 || !slices.Equal(asked, []string{"", "z1", "marker"}) {
		t.Errorf("%d pages, asked for %q", len(pages), asked)
	}
	op = pagedBy(Pagination{Tokens: []PageToken{{"Name", "keys(Plain)"}}})
	if _, err := last(t, PagesByJMESPath(t.Context(), op, nil, call)); err == nil || err.Error() != `ListThings: JMESPath "keys(Plain)": keys of a string: it is for objects` {
		t.Errorf("got %v", err)
	}
}

// last returns how many pages there were, and the one error.
func last[T any](t *testing.T, seq iter.Seq2[T, error]) (pages int, failed error) {
	t.Helper()
	for _, err := range seq {
		if failed != nil {
			t.Fatalf("more after %v", failed)
		}
		if failed = err; err == nil {
			pages++
		}
	}
	return pages, failed
}

func TestPageErrors(t *testing.T) {
	op := pagedBy(Pagination{Tokens: []PageToken{{"Name", "Name"}}, Items: "Kids"})
	broken := errors.New("broken")
	tokens := func(all ...string) func(context.Context, *everything) (*everything, error) {
		n := 0
		return func(context.Context, *everything) (*everything, error) {
			if n++; n > 100 {
				t.Fatal("endless")
			}
			return &everything{Name: &all[(n-1)%len(all)], Kids: []everything{{}}}, nil
		}
	}
	for name, c := range map[string]struct {
		call  func(context.Context, *everything) (*everything, error)
		pages int
	}{
		"same":       {tokens("a"), 2},
		"in circles": {tokens("a", "b", "c"), 5},
	} {
		pages, err := last(t, Pages(t.Context(), op, nil, c.call))
		if repeated, ok := errors.AsType[*RepeatedTokenError](err); !ok || pages > 2*c.pages || pages < c.pages || repeated.Token.Text() == "" {
			t.Errorf("%s: %d pages, %v", name, pages, err)
		}
		if items, err := last(t, Items[*everything](op, Pages(t.Context(), op, nil, c.call))); err == nil || items == 0 {
			t.Errorf("%s: %d items, %v", name, items, err)
		}
	}
	if pages, err := last(t, Pages(t.Context(), op, &everything{Name: new("a")}, tokens("a"))); pages != 1 || err == nil {
		t.Errorf("the input's own token: %d pages, %v", pages, err)
	}
	fails := func(_ context.Context, in *everything) (*everything, error) {
		if in.Name != nil {
			return nil, broken
		}
		return &everything{Name: new("next")}, nil
	}
	pages := Pages(t.Context(), op, nil, fails)
	if n, err := last(t, pages); n != 1 || err != broken {
		t.Errorf("%d pages, %v", n, err)
	}
	if _, err := last(t, Values[string](op, pages)); err != broken {
		t.Error(err)
	}
	if _, err := last(t, Entries[string, string](op, pages)); err != broken {
		t.Error(err)
	}
	nothing := func(context.Context, *everything) (*everything, error) { return nil, nil }
	if n, err := last(t, Pages(t.Context(), op, nil, nothing)); n != 0 || !errors.Is(err, errNoOutput) {
		t.Errorf("%d pages, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for _, err := range Pages(ctx, op, nil, plainBook) {
		if n++; n == 2 && !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		cancel()
	}
	if n != 2 {
		t.Errorf("%d rounds after cancelling", n)
	}
	_, err := last(t, Pages(t.Context(), pagedBy(Pagination{Tokens: []PageToken{{"Nothing", "Name"}}}), nil, plainBook))
	if err == nil || err.Error() != `ListThings: the next page's token: Everything has no member "Nothing"` {
		t.Error(err)
	}
	if _, err = last(t, Pages(t.Context(), pagedBy(Pagination{Tokens: []PageToken{{"Count", "Name"}}}), nil, plainBook)); err == nil {
		t.Error("a string was put into a number")
	}
}
