package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"example.com/generated/wire"
)

// A reply is what the server answers next.
type reply struct {
	status int
	body   string
}

func ok(body string) reply { return reply{200, body} }

// call makes a call of an operation's two functions to a server that gives one
// reply after the other, and keeps the bodies that it was sent.
func call[In, Out any](t *testing.T, newRequest func(context.Context, string, In) (*http.Request, error), parse func(*http.Response) (Out, error), replies ...reply) (func(context.Context, In) (Out, error), *[]string) {
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked = append(asked, string(body))
		answer := reply{501, ""}
		if len(asked) <= len(replies) {
			answer = replies[len(asked)-1]
		}
		w.WriteHeader(answer.status)
		fmt.Fprint(w, answer.body)
	}))
	t.Cleanup(s.Close)
	return func(ctx context.Context, in In) (out Out, err error) {
		req, err := newRequest(ctx, s.URL, in)
		if err != nil {
			return out, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return out, err
		}
		return parse(resp)
	}, &asked
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

func expect(t *testing.T, asked []string, want ...string) {
	t.Helper()
	if !slices.Equal(asked, want) {
		t.Errorf("asked\n%q, want\n%q", asked, want)
	}
}

// A record set is found by name, type and, of some, an id. The last page has
// tokens too, but says that it is the last.
func TestSeveralTokens(t *testing.T) {
	list, asked := call(t, NewListRecordsHTTPRequest, ParseListRecordsHTTPResponse,
		ok(`{"RecordSets": [{"Name": "a"}, {"Name": "b"}], "IsTruncated": true, "NextName": "c", "NextType": "A", "NextId": "1"}`),
		ok(`{"RecordSets": [{"Name": "c"}], "IsTruncated": true, "NextName": "c", "NextType": "MX"}`),
		ok(`{"RecordSets": [{"Name": "d"}], "IsTruncated": false, "NextName": "e", "NextType": "A"}`))
	var names string
	for _, record := range all(t, ListRecordsItems(t.Context(), &ListRecordsRequest{Zone: new("z"), StartId: new("0")}, list)) {
		names += *record.Name
	}
	if names != "abcd" {
		t.Error(names)
	}
	expect(t, *asked, `{"Zone":"z","StartId":"0"}`, `{"Zone":"z","StartName":"c","StartType":"A","StartId":"1"}`, `{"Zone":"z","StartName":"c","StartType":"MX"}`)
}

// The token is the last of the items.
func TestTokenOfItems(t *testing.T) {
	list, asked := call(t, NewListStreamsHTTPRequest, ParseListStreamsHTTPResponse,
		ok(`{"StreamNames": ["a", "b"], "HasMoreStreams": true}`), ok(`{"StreamNames": ["c"], "HasMoreStreams": false}`))
	if names := all(t, ListStreamsItems(t.Context(), &ListStreamsRequest{}, list)); !slices.Equal(names, []string{"a", "b", "c"}) {
		t.Error(names)
	}
	expect(t, *asked, `{}`, `{"ExclusiveStartName":"b"}`)
}

// The token is a member that may be absent, else of the last item; all stands a
// level down.
func TestTokenByExpression(t *testing.T) {
	list, asked := call(t, NewListBoxesHTTPRequest, ParseListBoxesHTTPResponse,
		ok(`{"BoxList": {"IsTruncated": true, "Items": [{"Id": "1"}, {"Id": "2"}]}}`),
		ok(`{"BoxList": {"IsTruncated": true, "Items": [{"Id": "3"}], "NextMarker": "m"}}`), ok(`{"BoxList": {"Items": [{"Id": "4"}]}}`))
	if boxes := all(t, ListBoxesItems(t.Context(), nil, list)); len(boxes) != 4 || *boxes[3].Id != "4" {
		t.Error(boxes)
	}
	expect(t, *asked, `{}`, `{"Marker":"2"}`, `{"Marker":"m"}`)
}

// A plain token, but the last page has one too.
func TestHasMore(t *testing.T) {
	list, asked := call(t, NewListLinesHTTPRequest, ParseListLinesHTTPResponse,
		ok(`{"Lines": "l1", "Marker": "1", "Pending": true}`), ok(`{"Lines": "l2", "Marker": "2", "Pending": false}`))
	if pages := all(t, ListLinesPages(t.Context(), nil, list)); len(pages) != 2 {
		t.Error(pages)
	}
	expect(t, *asked, `{}`, `{"Marker":"1"}`)
}

type waitFunc func(context.Context, *ListBoxesRequest, func(context.Context, *ListBoxesRequest) (*DescribeBoxesResponse, error), wire.WaitOptions) (*DescribeBoxesResponse, error)

func TestWaiters(t *testing.T) {
	open, sealed := ok(`{"Boxes": [{"State": "open"}, {"State": "open"}]}`), ok(`{"Boxes": [{"Sealed": true}, {"Sealed": true, "Weight": 1}]}`)
	half := ok(`{"Boxes": [{"State": "open", "Sealed": true}, {"State": "shut", "Sealed": false}], "First": {"Weight": 1, "Sealed": false, "State": "shut"}}`)
	lost := ok(`{"Boxes": [{"State": "lost", "Weight": 13}], "First": {"State": "lost"}}`)
	none, gone := ok(`{"Boxes": []}`), reply{404, `{"__type": "BoxGone"}`}
	for _, c := range []struct {
		name    string
		wait    waitFunc
		replies []reply
		failed  bool
	}{
		{"pathAll of strings", WaitUntilAllOpen, []reply{none, half, gone, open}, false},
		{"pathAny of strings", WaitUntilAllOpen, []reply{half, lost}, true},
		{"pathAll of booleans", WaitUntilAllSealed, []reply{none, ok(`{}`), half, sealed}, false},
		{"pathAny of numbers", WaitUntilAllSealed, []reply{half, lost}, true},
		{"path to a number", WaitUntilFirstWeighs, []reply{none, half, ok(`{"First": {"Weight": 7}}`)}, false},
		{"path to a boolean", WaitUntilFirstWeighs, []reply{half, ok(`{"First": {"Sealed": true}}`)}, true},
		{"path to a string", WaitUntilFirstWeighs, []reply{half, lost}, true},
		{"status of no output", WaitUntilMoved, []reply{none, {301, ""}}, false},
		{"status of failure", WaitUntilMoved, []reply{none, {500, ""}}, true},
		{"error that nobody foresaw", WaitUntilMoved, []reply{gone}, true},
		{"any error", WaitUntilBroken, []reply{none, {500, ""}}, false},
		{"expression", WaitUntilWeighed, []reply{none, ok(`{"Boxes": [{"Weight": 0}, {"Weight": 1}]}`), sealed}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			describe, asked := call(t, NewDescribeBoxesHTTPRequest, ParseDescribeBoxesHTTPResponse, c.replies...)
			_, err := c.wait(t.Context(), nil, describe, wire.WaitOptions{MaxWait: 20 * time.Second, MinDelay: time.Millisecond, MaxDelay: 2 * time.Millisecond})
			if failed, isFailure := errors.AsType[*wire.WaitFailedError](err); isFailure != c.failed || err != nil && !isFailure || len(*asked) != len(c.replies) {
				t.Errorf("%d calls, %v %v", len(*asked), err, failed)
			}
		})
	}
}
