package wire

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The short way to read a date-time agrees with package time on whatever looks
// like one.
func TestPlainDateTime(t *testing.T) {
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`(0000|19[0-9]{2}|20[0-9]{2}|99[0-9]{2})-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,9})?[Zz0]`).Draw(t, "s")
		got, ok := plainDateTime(s)
		want, err := time.Parse(time.RFC3339Nano, s)
		if ok && (err != nil || got != want) || !ok && err == nil {
			t.Fatalf("%q: got %v, %v; want %v, %v", s, got, ok, want, err)
		}
		if ok {
			taken++
		}
	})
	if taken == 0 {
		t.Error("nothing was read")
	}
	for _, s := range []string{
		"", "2026-11-24", "2026-11-24T01:02:03", "2026-11-24T01:02:03.Z", "2026-11-24T01:02:03,5Z", "2026-11-24T01:02:03.0123456789Z",
		"2026-11-24 01:02:03Z", "2026-11-24T01:02:03+01:00", "2026-02-29T01:02:03Z", "2026-00-01T01:02:03Z", "2026-01-00T01:02:03Z", "+026-01-01T01:02:03Z",
	} {
		if got, ok := plainDateTime(s); ok {
			t.Errorf("%q: got %v", s, got)
		}
	}
}
