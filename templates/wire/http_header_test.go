package wire

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Whatever a header can carry comes back as it was sent.
func TestHeadersRoundTrip(t *testing.T) {
	text := rapid.StringMatching(`[ -~äß€\t",\\]{0,12}`)
	visible := rapid.Map(text, strings.TrimSpace) // around a value that is no list, HTTP drops white space
	rapid.Check(t, func(t *rapid.T) {
		in := bindings{
			Name:    new(visible.Draw(t, "name")),
			Names:   rapid.SliceOf(text).Draw(t, "names"),
			Numbers: rapid.SliceOf(rapid.Int32()).Draw(t, "numbers"),
			Score:   new(rapid.Float64().Draw(t, "score")),
			Color:   new(color(visible.Draw(t, "color"))),
			Secret:  new(rapid.String().Draw(t, "secret")),
			Meta:    rapid.MapOf(rapid.StringMatching(`[a-z0-9!#$%&'*+.^_|~-]{1,8}`), visible).Draw(t, "meta"),
			Status:  new(int32(200)),
		}
		h := http.Header{}
		if err := sendHeaders(h, &in); err != nil {
			t.Fatal(err)
		}
		var out bindings
		if err := readHeaders(&out, h, 200); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(in, out, equal); diff != "" {
			t.Fatalf("%v\n%s", h, diff)
		}
	})
}

func sendHeaders(h http.Header, v Shape) error {
	o := outgoing{in: met(v), header: h}
	if err := SendHeaderMap(&o); err != nil {
		return err
	}
	return SendHeaders(&o)
}

// A stored thing says when it expires, as somebody else wrote it down.
type stored struct{ Expires, Until *time.Time }

func (v *stored) ToValue() Value { return ToValue(&storedSchema, v) }

var storedSchema = Schema{ID: "test#Stored", Kind: Structure, Type: (*stored)(nil), Members: []Member{
	{Name: "Expires", Target: &TimestampSchema, Location: InHeader, Key: "Expires"},
	{Name: "Until", Target: &TimestampSchema, Location: InHeader, Key: "X-Until"},
}}

func TestMalformedExpires(t *testing.T) {
	for _, text := range []string{"never", "Thu, 01-Jan-1970 00:00:00 GMT", "+1h"} {
		var v stored
		if err := readHeaders(&v, http.Header{"Expires": {text}, "X-Until": {"Thu, 01 Jan 1970 00:00:01 GMT"}}, 200); err != nil || v.Expires != nil || v.Until == nil {
			t.Errorf("%q: got %v, %v", text, v, err)
		}
		if err := readHeaders(&v, http.Header{"X-Until": {text}}, 200); err == nil {
			t.Errorf("%q was read in another header: %v", text, v.Until)
		}
	}
	var v stored
	if err := readHeaders(&v, http.Header{"Expires": {"Thu, 01 Jan 1970 00:00:01 GMT"}}, 200); err != nil || v.Expires.Unix() != 1 {
		t.Errorf("got %v, %v", v, err)
	}
}

func readHeaders(v Shape, h http.Header, status int) error {
	in := incoming{out: met(v), header: h, status: status}
	for _, part := range []ResponsePart{ReadHeaders, ReadHeaderMap, ReadStatus} {
		if err := part(&in); err != nil {
			return err
		}
	}
	return nil
}

// A prefixed has a header that an entry of its map may be called like.
type prefixed struct {
	All map[string]string
	Own *string
}

func (v *prefixed) ToValue() Value { return ToValue(&prefixedSchema, v) }

var prefixedSchema = Schema{ID: "test#Prefixed", Kind: Structure, Type: (*prefixed)(nil), Members: []Member{
	{Name: "All", Target: &Schema{ID: "test#All", Kind: Map, Codec: MapCodec{}, Members: []Member{{Name: "key", Target: &StringSchema}, {Name: "value", Target: &StringSchema}}}, Location: InPrefixHeaders, Key: "X-"},
	{Name: "Own", Target: &StringSchema, Location: InHeader, Key: "X-Own"},
}}

// A member with a header of its own beats an entry of a map, whatever its case.
func TestHeaderPrecedence(t *testing.T) {
	for own, want := range map[*string]http.Header{
		new("mine"): {"X-Own": {"mine"}, "X-Other": {"kept"}},
		nil:         {"X-Own": {"lost"}, "X-Other": {"kept"}},
	} {
		h := http.Header{}
		if err := sendHeaders(h, &prefixed{map[string]string{"oWN": "lost", "other": "kept"}, own}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, h); diff != "" {
			t.Error(diff)
		}
	}
}

// FuzzSplitHeader checks that a list never hangs or panics, and that bare
// elements are what is between the commas.
func FuzzSplitHeader(f *testing.F) {
	f.Add(`a, "b,c" , "\"", ,Mon, 16 Dec 2019 23:48:18 GMT`, true)
	f.Add(`"`, false)
	f.Add(`Mon,`, true)
	f.Fuzz(func(t *testing.T, text string, dates bool) {
		elems, err := splitHeader(text, dates)
		if err != nil || dates || strings.Contains(text, `"`) {
			return
		}
		var want []string
		for elem := range strings.SplitSeq(text, ",") {
			if elem = strings.Trim(elem, " \t"); elem != "" {
				want = append(want, elem)
			}
		}
		if diff := cmp.Diff(want, elems); diff != "" {
			t.Error(diff)
		}
	})
}
