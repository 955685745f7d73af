package aviary

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"example.com/generated/wire"
)

// A server counts its requests and answers with what the handler returns.
func server(t *testing.T, answer func(r *http.Request, n int) (status int, body string)) (endpoint string) {
	var n atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status, body := answer(r, int(n.Add(1)))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// over makes a call of an operation's two functions.
func over[In, Out any](endpoint string, newRequest func(context.Context, string, In) (*http.Request, error), parse func(*http.Response) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (out Out, err error) {
		req, err := newRequest(ctx, endpoint, in)
		if err != nil {
			return out, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return out, err
		}
		return parse(resp)
	}
}

// numbered serves three pages; the token of a page is its number.
func numbered(query, page string) func(r *http.Request, n int) (int, string) {
	return func(r *http.Request, _ int) (int, string) {
		n, _ := strconv.Atoi(r.URL.Query().Get(query))
		next := ""
		if n < 2 {
			next = fmt.Sprint(n + 1)
		}
		return 200, fmt.Sprintf(page, n, next)
	}
}

func all[T any](t *testing.T, seq iter.Seq2[T, error]) (items []T) {
	t.Helper()
	for item, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	return items
}

func TestStructures(t *testing.T) {
	endpoint := server(t, func(r *http.Request, n int) (int, string) {
		if r.URL.Query().Get("kind") != "owl" || r.URL.Query().Get("max") != "2" {
			return 500, "{}"
		}
		return numbered("token", `{"birds": [{"name": "a%[1]d"}, {"name": "b%[1]d"}], "nextToken": "%[2]s"}`)(r, n)
	})
	call := over(endpoint, NewListBirdsHTTPRequest, ParseListBirdsHTTPResponse)
	in := &ListBirdsInput{Kind: new("owl"), MaxResults: new(int32(2))}
	if pages := all(t, ListBirdsPages_(t.Context(), in, call)); len(pages) != 3 || len(pages[2].Birds) != 2 || *pages[1].NextToken != "2" {
		t.Errorf("%d pages: %v", len(pages), pages)
	}
	var names []string
	for _, bird := range all(t, ListBirdsItems(t.Context(), in, call)) {
		names = append(names, *bird.Name)
	}
	if !slices.Equal(names, []string{"a0", "b0", "a1", "b1", "a2", "b2"}) {
		t.Error(names)
	}
	if in.NextToken != nil {
		t.Errorf("the input was modified: %v", in)
	}
}

func TestNested(t *testing.T) {
	endpoint := server(t, numbered("marker", `{"page": {"songs": ["s%d"], "nextMarker": "%s"}}`))
	if songs := all(t, ListSongsItems(t.Context(), &ListSongsInput{}, over(endpoint, NewListSongsHTTPRequest, ParseListSongsHTTPResponse))); !slices.Equal(songs, []string{"s0", "s1", "s2"}) {
		t.Error(songs)
	}
}

func TestSparse(t *testing.T) {
	endpoint := server(t, numbered("token", `{"rings": ["HATCHING", null, "NEW%d"], "nextToken": "%s"}`))
	rings := all(t, ListRingsItems(t.Context(), nil, over(endpoint, NewListRingsHTTPRequest, ParseListRingsHTTPResponse)))
	if len(rings) != 9 || rings[1] != nil || *rings[3] != BirdStateHatching || *rings[8] != "NEW2" {
		t.Error(rings)
	}
}

func TestMap(t *testing.T) {
	endpoint := server(t, numbered("token", `{"weights": {"z": 1.5, "a": %d}, "nextToken": "%s"}`))
	weights := all(t, ListWeightsItems(t.Context(), nil, over(endpoint, NewListWeightsHTTPRequest, ParseListWeightsHTTPResponse)))
	if len(weights) != 6 || weights[0] != (wire.Entry[string, float64]{Key: "a"}) || weights[3].Value != 1.5 {
		t.Error(weights)
	}
}

// A token may be a map, of unions too.
func TestKey(t *testing.T) {
	var keys []any
	call := func(_ context.Context, in *ScanEggsInput) (*ScanEggsOutput, error) {
		keys = append(keys, in.ToValue().Any())
		out := &ScanEggsOutput{Eggs: []Bird{{}}}
		if n := len(keys); n < 3 {
			out.LastKey = map[string]KeyValue{"id": &KeyValueMemberN{Value: int32(n)}, "at": &KeyValueMemberS{Value: "x"}}
		}
		return out, nil
	}
	if eggs := all(t, ScanEggsItems(t.Context(), &ScanEggsInput{}, call)); len(eggs) != 3 {
		t.Errorf("%d eggs", len(eggs))
	}
	if got := fmt.Sprint(keys); got != "[map[] map[startKey:map[at:map[s:x] id:map[n:1]]] map[startKey:map[at:map[s:x] id:map[n:2]]]]" {
		t.Error(got)
	}
}

func TestPageErrors(t *testing.T) {
	endless := over(server(t, func(*http.Request, int) (int, string) { return 200, `{"nextToken": "x"}` }), NewListBirdsHTTPRequest, ParseListBirdsHTTPResponse)
	broken := over(server(t, func(*http.Request, int) (int, string) { return 503, `{"code": "Tired"}` }), NewListBirdsHTTPRequest, ParseListBirdsHTTPResponse)
	for _, err := range ListBirdsItems(t.Context(), &ListBirdsInput{}, endless) {
		if _, ok := errors.AsType[*wire.RepeatedTokenError](err); !ok {
			t.Error(err)
		}
	}
	for _, err := range ListBirdsItems(t.Context(), &ListBirdsInput{}, broken) {
		if union, ok := errors.AsType[ListBirdsError](err); !ok || union.ErrorCode() != "Tired" {
			t.Error(err)
		}
	}
}

var soon = wire.WaitOptions{MaxWait: time.Minute, MinDelay: time.Millisecond, MaxDelay: 2 * time.Millisecond}

func TestWait(t *testing.T) {
	endpoint := server(t, func(_ *http.Request, n int) (int, string) {
		switch n {
		case 1:
			return 404, `{"code": "NoSuchBird"}`
		case 2:
			return 200, `{"state": "HATCHING"}`
		}
		return 200, `{"state": "FLEDGED", "name": "Ada"}`
	})
	bird, err := WaitUntilBirdFledged(t.Context(), &GetBirdInput{Name: "Ada"}, over(endpoint, NewGetBirdHTTPRequest, ParseGetBirdHTTPResponse), soon)
	if err != nil || *bird.Name != "Ada" {
		t.Error(bird, err)
	}
}

func TestWaitFails(t *testing.T) {
	endpoint := server(t, func(*http.Request, int) (int, string) { return 200, `{"state": "FLOWN", "name": "Ada"}` })
	_, err := WaitUntilBirdFledged(t.Context(), &GetBirdInput{Name: "Ada"}, over(endpoint, NewGetBirdHTTPRequest, ParseGetBirdHTTPResponse), soon)
	failed, ok := errors.AsType[*wire.WaitFailedError](err)
	if !ok || *failed.Response.(*Bird).Name != "Ada" {
		t.Error(err)
	}
}

func TestWaitForError(t *testing.T) {
	endpoint := server(t, func(*http.Request, int) (int, string) { return 404, `{"code": "NoSuchBird"}` })
	if bird, err := WaitUntilBirdGone(t.Context(), &GetBirdInput{Name: "Ada"}, over(endpoint, NewGetBirdHTTPRequest, ParseGetBirdHTTPResponse), soon); bird != nil || err != nil {
		t.Error(bird, err)
	}
}

func TestWaitForPair(t *testing.T) {
	endpoint := server(t, func(_ *http.Request, n int) (int, string) {
		return 200, fmt.Sprintf(`{"name": "Ada", "ringed": %t}`, n > 2)
	})
	bird, err := WaitUntilBirdRinged(t.Context(), &GetBirdInput{Name: "Ada"}, over(endpoint, NewGetBirdHTTPRequest, ParseGetBirdHTTPResponse), soon)
	if err != nil || !*bird.Ringed {
		t.Error(bird, err)
	}
}

// Two operations have a waiter of one name: the second yields. A response to
// HEAD has no body.
func TestWaitSameName(t *testing.T) {
	endpoint := server(t, func(r *http.Request, n int) (int, string) {
		if n < 3 || r.Method != "HEAD" {
			return 404, ""
		}
		return 200, ""
	})
	if _, err := WaitUntilNestKnown_(t.Context(), nil, over(endpoint, NewHeadNestHTTPRequest, ParseHeadNestHTTPResponse), soon); err != nil {
		t.Error(err)
	}
}

// Whoever chooses operations by name finds how they are paginated and waited for.
func TestOperations(t *testing.T) {
	var found []string
	for _, op := range Operations() {
		if p := op.Paginated; p != nil {
			found = append(found, fmt.Sprintf("%s %s→%s %s %s", op.Name, p.Tokens[0].Output, p.Tokens[0].Input, p.Items, p.PageSize))
		}
		for _, w := range op.Waiters {
			found = append(found, fmt.Sprintf("%s %s %d", op.Name, w.Name, len(w.Acceptors)))
		}
	}
	want := []string{"GetBird BirdFledged 3", "GetBird BirdGone 1", "GetBird BirdRinged 1", "GetBird NestKnown 1", "HeadNest NestKnown 2",
		"ListBirds nextToken→nextToken birds maxResults", "ListRings nextToken→nextToken rings maxResults",
		"ListSongs page.nextMarker→marker page.songs limit", "ListWeights nextToken→nextToken weights maxResults", "ScanEggs lastKey→startKey eggs maxResults"}
	if !slices.Equal(found, want) {
		t.Errorf("%q", found)
	}
}
