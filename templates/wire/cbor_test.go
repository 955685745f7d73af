package wire

import (
	"encoding/hex"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The examples of RFC 8949, appendix A.
func TestCBORDocuments(t *testing.T) {
	big := func(s string) Value { return BigIntegerValue(nil, bigInt(s)) }
	list := func(v ...Value) Value { return ListValue(nil, v...) }
	n := func(v int64) Value { return IntValue(nil, v) }
	f := func(v float64) Value { return FloatValue(nil, v) }
	s := func(v string) Value { return StringValue(nil, v) }
	tests := []struct {
		in   string
		want Value
	}{
		{"00", n(0)}, {"17", n(23)}, {"1818", n(24)}, {"1903e8", n(1000)}, {"1a000f4240", n(1000000)}, {"1b000000e8d4a51000", n(1000000000000)},
		{"1bffffffffffffffff", big("18446744073709551615")}, {"c249010000000000000000", big("18446744073709551616")},
		{"3bffffffffffffffff", big("-18446744073709551616")}, {"c349010000000000000000", big("-18446744073709551617")},
		{"20", n(-1)}, {"3863", n(-100)}, {"3903e7", n(-1000)},
		{"f90000", f(0)}, {"f98000", f(math.Copysign(0, -1))}, {"f93c00", f(1)}, {"fb3ff199999999999a", f(1.1)}, {"f93e00", f(1.5)}, {"f97bff", f(65504)},
		{"fa47c35000", f(100000)}, {"fa7f7fffff", f(3.4028234663852886e+38)}, {"fb7e37e43c8800759c", f(1e300)},
		{"f90001", f(5.960464477539063e-8)}, {"f90400", f(0.00006103515625)}, {"f9c400", f(-4)}, {"fbc010666666666666", f(-4.1)},
		{"f97c00", f(math.Inf(1))}, {"f97e00", f(math.NaN())}, {"f9fc00", f(math.Inf(-1))}, {"fa7f800000", f(math.Inf(1))}, {"fb7ff8000000000000", f(math.NaN())},
		{"f4", BoolValue(nil, false)}, {"f5", BoolValue(nil, true)}, {"f6", NullValue()}, {"f7", NullValue()},
		{"c11a514b67b0", TimeValue(nil, time.Unix(1363896240, 0))}, {"c1fb41d452d9ec200000", TimeValue(nil, time.UnixMilli(1363896240500))},
		{"4401020304", BlobValue(nil, []byte{1, 2, 3, 4})}, {"40", BlobValue(nil, nil)}, {"60", s("")}, {"6161", s("a")}, {"62225c", s(`"\`)}, {"62c3bc", s("ü")}, {"64f0908591", s("𐅑")},
		{"d818456449455446", BlobValue(nil, []byte("dIETF"))}, {"c074323031332d30332d32315432303a30343a30305a", s("2013-03-21T20:04:00Z")},
		{"80", list()}, {"83010203", list(n(1), n(2), n(3))}, {"8301820203820405", list(n(1), list(n(2), n(3)), list(n(4), n(5)))},
		{"a0", MapValue(nil)}, {"a26161016162820203", MapValue(nil, Field{"a", n(1)}, Field{"b", list(n(2), n(3))})},
		{"5f42010243030405ff", BlobValue(nil, []byte{1, 2, 3, 4, 5})}, {"7f657374726561646d696e67ff", s("streaming")},
		{"9fff", list()}, {"9f018202039f0405ffff", list(n(1), list(n(2), n(3)), list(n(4), n(5)))}, {"83018202039f0405ff", list(n(1), list(n(2), n(3)), list(n(4), n(5)))},
		{"bf61610161629f0203ffff", MapValue(nil, Field{"a", n(1)}, Field{"b", list(n(2), n(3))})}, {"826161bf61626163ff", list(s("a"), MapValue(nil, Field{"b", s("c")}))},
		{"c48221196ab3", BigDecimalValue(nil, decimal("273.15"))},
	}
	for _, tt := range tests {
		d := NewCBORDecoder(unhex(t, tt.in))
		got, ok := d.Document()
		if !ok || !got.Equal(tt.want) || d.pos != len(d.src) {
			t.Errorf("%s: got %v (%v)", tt.in, got.Any(), d.Err())
		}
		skipped := NewCBORDecoder(unhex(t, tt.in))
		if !skipped.Skip() || skipped.pos != len(skipped.src) {
			t.Errorf("%s: skipped to %d: %v", tt.in, skipped.pos, skipped.Err())
		}
	}
}

func TestEncodeCBOR(t *testing.T) {
	at := time.UnixMilli(1363896240500)
	in := everything{Count: new(int32(-500)), Total: 1 << 32, Ratio: new(float32(1.5)), Score: new(1.1), When: &at, Date: &at, Data: []byte{1}, Holes: []*string{nil}, Labels: map[string]string{"b": "", "a": "ü"},
		Big: new(big.Int).Lsh(big.NewInt(1), 64), Exact: decimal("273.15")}
	out, err := AppendCBOR([]byte{0xff}, &in)
	if err != nil {
		t.Fatal(err)
	}
	want := "ff bf 65506c61696e 60 624f6e f4 65436f756e74 3901f3 65546f74616c 1b0000000100000000 65526174696f fa3fc00000 6553636f7265 fb3ff199999999999a" +
		"645768656e c1fb41d452d9ec200000 6444617465 c1fb41d452d9ec200000 6444617461 4101 655061696e74 60 63426967 c249010000000000000000 654578616374 c48221196ab3" +
		"65486f6c6573 81f6 664c6162656c73 a2 6161 62c3bc 6162 60 ff"
	if got := hex.EncodeToString(out); got != strings.ReplaceAll(want, " ", "") {
		t.Errorf("\n got %s\nwant %s", got, strings.ReplaceAll(want, " ", ""))
	}
}

func TestCBORRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		body, err := AppendCBOR(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var got everything
		if err := DecodeCBOR(body, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, got, equal); diff != "" {
			t.Fatalf("%x\n%s", body, diff)
		}
	})
}

func TestDecodeCBORMalformed(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"nothing", "", "decoding Everything: at byte 0: expected a map, found the end of the input"},
		{"another type", "80", "decoding Everything: at byte 0: expected a map, found an array"},
		{"trailing bytes", "a000", "decoding Everything: at byte 1: unexpected data after the value"},
		{"no end", "bf", "decoding Everything: at byte 1: unexpected EOF"},
		{"key that is no text", "a10000", "decoding Everything: at byte 1: a key that is no text"},
		{"more entries than bytes", "bbffffffffffffffff", "decoding Everything: at byte 0: a length beyond the end of the input"},
		{"text beyond the end", "a1 644e616d65 7a7fffffff61", "decoding Everything.Name: at byte 6: a length beyond the end of the input"},
		{"wrong type", "a1 644e616d65 01", "decoding Everything.Name: at byte 6: expected a text, found an integer"},
		{"wrong type inside", "a1 644b696473 81 a1 624f6e 00", "decoding Everything.Kids[0].On: at byte 11: expected a boolean, found an integer"},
		{"out of range", "a1 6454696e79 1880", "decoding Everything.Tiny: at byte 6: number out of range"},
		{"far out of range", "a1 65546f74616c 3bffffffffffffffff", "decoding Everything.Total: at byte 7: number out of range"},
		{"float for an integer", "a1 65546f74616c f93c00", "decoding Everything.Total: at byte 7: expected an integer, found a floating-point number"},
		{"too large a float", "a1 65526174696f fb7e37e43c8800759c", "decoding Everything.Ratio: at byte 7: number out of range"},
		{"no time", "a1 645768656e c1f97e00", "decoding Everything.When: at byte 7: not a timestamp: expected epoch seconds, a date-time or an http-date"},
		{"reserved byte", "a1 617a 1c", "decoding Everything: at byte 3: a malformed initial byte"},
		{"break for a value", "a1 617a ff", "decoding Everything: at byte 3: expected a value, found a break"},
		{"chunk of another type", "a1 644e616d65 7f4161ff", "decoding Everything.Name: at byte 7: a chunk of another type in a string of indefinite length"},
		{"chunk of chunks", "a1 644e616d65 7f7f6161ffff", "decoding Everything.Name: at byte 7: a chunk of another type in a string of indefinite length"},
		{"half a decimal", "a1 654578616374 c48101", "decoding Everything.Exact: at byte 10: not a decimal number: a decimal fraction is an exponent and an integer"},
		{"cut off", "a1 65546f74616c 1b0000", "decoding Everything.Total: at byte 8: unexpected EOF"},
		{"two members of a union", "a1 6643686f696365 a2 6474657874 6161 666e756d626572 01", "decoding Everything.Choice.number: at byte 23: a union with more than one member set"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := unhex(t, tt.in)
			err := DecodeCBOR(body, new(everything))
			e, ok := errors.AsType[*DecodeError](err)
			if !ok || err.Error() != tt.want || string(e.Body) != string(body) {
				t.Errorf("\n got %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestDecodeCBORDeep(t *testing.T) {
	deep := unhex(t, strings.Repeat("a1654368696c64", MaxDepth+1)+"a0")
	if err := DecodeCBOR(deep, new(everything)); !errors.Is(err, errTooDeep) {
		t.Errorf("structures: %v", err)
	}
	for name, wrap := range map[string]string{"arrays": "81", "tags": "c6", "maps": "a1617a"} {
		for _, member := range []string{"617a", "63446f63"} {
			body := unhex(t, "a1"+member+strings.Repeat(wrap, MaxDepth+1)+"00")
			if err := DecodeCBOR(body, new(everything)); !errors.Is(err, errTooDeep) {
				t.Errorf("%s under %s: %v", name, member, err)
			}
		}
	}
}

func TestErrorFromCBOR(t *testing.T) {
	for _, code := range spell("MissingException") {
		e := NewCBOREncoder(nil)
		e.head(cborMap, 3)
		for _, s := range []string{"message", "gone", "code", "BusyException", "__type", code} {
			e.text(s)
		}
		err, failed := ErrorFromCBOR(&findOperation, "", e.Bytes())
		if v, ok := errors.AsType[*missing](err); failed != nil || !ok || v.ErrorMessage() != "gone" {
			t.Errorf("%q: %v, %v", code, err, failed)
		}
	}
	onlyCode := unhex(t, "a1 64636f6465 6d 42757379457863657074696f6e")
	err, failed := ErrorFromCBOR(&findOperation, "", onlyCode)
	if e, ok := err.(*otherError); failed != nil || !ok || e.Code != "" || string(e.Body) != string(onlyCode) {
		t.Errorf("a code is no type: %v, %v", err, failed)
	}
	err, failed = ErrorFromCBOR(&findOperation, "BusyException", nil)
	if _, ok := errors.AsType[*busy](err); failed != nil || !ok {
		t.Errorf("known and empty: %v, %v", err, failed)
	}
	err, failed = ErrorFromCBOR(&findOperation, "BusyException", []byte("<html>"))
	if e, ok := errors.AsType[*DecodeError](failed); err != nil || !ok || e.Shape != "BusyException" {
		t.Errorf("known and malformed: %v, %v", err, failed)
	}
	err, failed = ErrorFromCBOR(&findOperation, "", []byte("<html>"))
	if e, ok := err.(*otherError); failed != nil || !ok || string(e.Body) != "<html>" {
		t.Errorf("unknown: %v, %v", err, failed)
	}
}

func FuzzDecodeCBOR(f *testing.F) {
	for _, seed := range []string{"bf644e616d65617864446f639f01fb3ff199999999999af6ffff", "a16643686f696365a1656e65776572c249010000000000000000", "9bffffffffffffffff", "7f6161", "c1f97e00"} {
		f.Add(unhex(f, seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		checkCBOR(t, body)
		var v everything
		if err := DecodeCBOR(body, &v); err != nil {
			if e, ok := err.(*DecodeError); !ok || e.Offset > int64(len(body)) || e.Err == nil {
				t.Fatalf("got %#v", err)
			}
			return
		}
		again, err := AppendCBOR(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var back everything
		if err := DecodeCBOR(again, &back); err != nil {
			t.Fatalf("%x became %x: %v", body, again, err)
		}
		if diff := cmp.Diff(v, back, equal); diff != "" {
			t.Fatalf("%x became %x: %s", body, again, diff)
		}
	})
}

// Whatever stands where in a text, and before it, is met.
func TestIsASCII(t *testing.T) {
	for n := range 100 {
		for at := range n + 8 {
			b := []byte(strings.Repeat("x", n+8))
			b[at] = 0x80
			if got, want := isASCII(string(b), n), at < 8; got != want {
				t.Fatalf("%q: the last %d are ASCII: %t", b, n, got)
			}
		}
	}
}
