package wire

import (
	"math/big"
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

// Whatever plainEpoch reads is what big rationals say, cut off after nanoseconds.
func TestPlainEpoch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,2})?`).Draw(t, "number")
		got, ok := plainEpoch(text)
		want, _ := new(big.Rat).SetString(text)
		want.Mul(want, big.NewRat(1e9, 1))
		nanos := new(big.Int).Quo(want.Num(), want.Denom())
		seconds, part := new(big.Int).QuoRem(nanos, big.NewInt(1e9), new(big.Int))
		within := seconds.IsInt64() && seconds.Int64() >= minSeconds && seconds.Int64() <= maxSeconds
		if !ok {
			return
		}
		if at := time.Unix(seconds.Int64(), part.Int64()).UTC(); !within || !got.Equal(at) {
			t.Fatalf("%s: got %v, want %v", text, got, at)
		}
	})
	for text, read := range map[string]bool{
		"0": true, "1763964209": true, "1763964209.25": true, "1.763982209E9": true, "-1.5": true, "15e-1": true,
		"": false, "-": false, "1.": false, ".5": false, "01": false, "1e": false, "1e400": false, "1x": false, "1e20": false, "12345678901234567890": false,
	} {
		if _, ok := plainEpoch(text); ok != read {
			t.Errorf("%q: read %t, want %t", text, ok, read)
		}
	}
}

// Every day of the years that timestamps have follows the one before.
func TestDaysTo(t *testing.T) {
	want := int(minSeconds / (24 * 60 * 60))
	for year := range 10000 {
		for month := 1; month <= 12; month++ {
			for day := 1; day <= daysIn(year, month); day++ {
				if got := daysTo(year, month, day); got != want {
					t.Fatalf("%d-%d-%d: %d days after 1970, want %d", year, month, day, got, want)
				}
				want++
			}
		}
	}
	if after := int(maxSeconds/(24*60*60)) + 1; want != after {
		t.Errorf("the last day is followed by %d, want %d", want, after)
	}
}
