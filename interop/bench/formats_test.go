//go:build bench

package bench

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/interop/bench/testdata/connect"
	"github.com/smithygen/smithygen/interop/bench/testdata/dynamodb"
	"github.com/smithygen/smithygen/interop/bench/testdata/wire"
	"github.com/smithygen/smithygen/interop/bodies"
)

// A format is one of the ways in which one value is read or written by us. The
// first is JSON, with which the others are compared.
type format struct {
	name string
	do   func() (any, error) // returns the value if it reads, else nil
}

// values returns what is measured of one JSON body: decoding it, decoding the
// same in CBOR, turning it to a tree, and back.
func values[T any, P interface {
	*T
	wire.Shape
	UnmarshalJSON([]byte) error
	ToValue() wire.Value
	FromValue(wire.Value) error
}](body func() []byte) func(testing.TB) []format {
	return func(tb testing.TB) []format {
		json, v := body(), P(new(T))
		if err := v.UnmarshalJSON(json); err != nil {
			tb.Fatal(err)
		}
		cbor, err := wire.AppendCBOR(nil, v)
		if err != nil {
			tb.Fatal(err)
		}
		tree := v.ToValue()
		into := func(fill func(P) error) func() (any, error) {
			return func() (any, error) {
				v := P(new(T))
				return v, fill(v)
			}
		}
		return []format{
			{"json", into(func(v P) error { return v.UnmarshalJSON(json) })},
			{"cbor", into(func(v P) error { return wire.DecodeCBOR(cbor, v) })},
			{"tovalue", func() (any, error) { tree = v.ToValue(); return nil, nil }},
			{"fromvalue", into(func(v P) error { return v.FromValue(tree) })},
		}
	}
}

var formats = []struct {
	name string
	make func(testing.TB) []format
}{
	{"FederationToken", values[connect.GetFederationTokenResponse](bodies.FederationToken)},
	{"SearchUsers", values[connect.SearchUsersResponse](func() []byte { return bodies.SearchUsers(many) })},
	{"Scan", values[dynamodb.ScanOutput](func() []byte { return bodies.Scan(many) })},
}

func TestFormatsAgree(t *testing.T) {
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			all := f.make(t)
			want, _ := all[0].do()
			for _, way := range all {
				got, err := way.do()
				if err != nil {
					t.Fatalf("%s: %v", way.name, err)
				}
				if got == nil {
					continue
				}
				if diff := cmp.Diff(plain(want), plain(got)); diff != "" {
					t.Errorf("json has -, %s +:\n%.4000s", way.name, diff)
				}
			}
		})
	}
}

func BenchmarkFormats(b *testing.B) {
	for _, f := range formats {
		b.Run(f.name, func(b *testing.B) {
			for _, way := range f.make(b) {
				b.Run(way.name, func(b *testing.B) {
					measure(b, func() error { _, err := way.do(); return err })
				})
			}
		})
	}
}
