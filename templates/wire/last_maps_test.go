package wire

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
)

// Whatever the maps before had, each has its own keys: the same, others, in another
// order or spelling, more and fewer.
func TestMapsInARow(t *testing.T) {
	tokens := []string{`"a"`, `"ab"`, `"a\u0062"`, `"\\"`, `"\\\""`, `"\":"`, `""`, `"a" `, `"größe"`, "\"\xff\"", `"` + strings.Repeat("long", 20) + `"`}
	for i := range 40 {
		tokens = append(tokens, fmt.Sprintf(`"key%d"`, i))
	}
	random := rand.New(rand.NewPCG(1, 2))
	var bodies []string
	for len(bodies) < 500 {
		var b strings.Builder
		first := random.IntN(len(tokens))
		for i := range random.IntN(30) {
			token := tokens[(first+i)%len(tokens)]
			if random.IntN(10) == 0 {
				token = tokens[random.IntN(len(tokens))]
			}
			if b.Len() > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, `%s:"%d"`, token, i)
		}
		again := "{" + b.String() + "}"
		bodies = append(bodies, again, again, again)
	}
	items := make([]string, len(bodies))
	for i, body := range bodies {
		items[i] = `{"Labels":` + body + `,"Nested":{"x":[{"Labels":` + bodies[len(bodies)-1-i] + `}]}}`
	}
	var got everything
	if err := DecodeJSON([]byte(`{"Nested":{"all":[`+strings.Join(items, ",")+`]}}`), &got); err != nil {
		t.Fatal(err)
	}
	for i, item := range got.Nested["all"] {
		checkLabels(t, bodies[i], item.Labels)
		checkLabels(t, bodies[len(bodies)-1-i], item.Nested["x"][0].Labels)
	}
}

func checkLabels(t *testing.T, body string, got map[string]string) {
	t.Helper()
	var want map[string]string
	if err := json.Unmarshal([]byte(body), &want); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(got, want) {
		t.Errorf("%s: %q", body, got)
	}
}
