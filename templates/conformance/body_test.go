package conformance

import (
	"encoding/hex"
	"strings"
	"testing"
)

// Bodies that mean the same, and bodies that do not, for each media type.
func TestNormalForms(t *testing.T) {
	for _, test := range []struct {
		name, mediaType string
		a, b            string
		unordered, same bool
	}{
		{"json keys", "application/json", `{"a": 1, "b": [true, null]}`, `{"b":[true,null],"a":1}`, false, true},
		{"json order", "application/json", `[1, 2]`, `[2, 1]`, false, false},
		{"json numbers", "application/json", `[1.0, 1e2, 0.10]`, `[1, 100, 0.1]`, false, true},
		{"json long", "application/json", `9007199254740993`, `9007199254740992`, false, false},
		{"json string", "application/json", `"1"`, `1`, false, false},
		{"json null", "application/json", `{"a": null}`, `{}`, false, false},
		{"json parameter", "application/json; charset=utf-8", `{ }`, `{}`, false, true},
		{"json suffix", "application/x+json", `{ }`, `{}`, false, true},

		{"json decimals", "application/json", `[1.50, 1e2, 0.0]`, `[1.5, 100, 0]`, false, true},
		{"json digits", "application/json", "123456789012345678901234567890.5", "123456789012345678901234567890.6", false, false},
		{"json exponents", "application/json", "1e99999", "1e99998", false, false},
		{"xml space", "application/xml", "<a>\n <b>1</b>\n</a>", "<a><b>1</b></a>\n", false, true},
		{"xml text", "application/xml", "<a> 1</a>", "<a>1</a>", false, false},
		{"xml empty", "application/xml", "<a><b></b></a>", "<a><b/></a>", false, true},
		{"xml siblings", "application/xml", "<a><b/><c/></a>", "<a><c/><b/></a>", false, true},
		{"xml list", "application/xml", "<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>", false, false},
		{"xml map", "application/xml", "<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>", true, true},
		{"xml map beside a list", "application/xml", "<a><b>1</b><c>1</c><c>2</c></a>", "<a><c>2</c><c>1</c><b>1</b></a>", true, false},
		{"xml map in a namespace", "application/xml", `<a xmlns="urn:x"><b>1</b><b>2</b></a>`, `<a xmlns="urn:x"><b>2</b><b>1</b></a>`, true, true},
		{"xml names", "application/xml", "<a><b>1</b><bb>2</bb></a>", "<a><bb>2</bb><b>1</b></a>", false, true},
		{"xml attributes", "text/xml", `<a x="1" y="2"/>`, `<a y='2' x='1'/>`, false, true},
		{"xml attribute", "text/xml", `<a x="1"/>`, `<a x="2"/>`, false, false},
		{"xml attribute or element", "text/xml", `<a x="1"/>`, `<a><x>1</x></a>`, false, false},
		{"xml namespace", "application/a+xml", `<a xmlns="urn:x"/>`, `<a/>`, false, false},
		{"xml declaration only", "application/xml", `<a xmlns:p="urn:x"/>`, `<a/>`, false, false},
		{"xml prolog", "application/xml", `<?xml version="1.0"?><!-- c --><a/>`, `<a/>`, false, true},

		{"form order", "application/x-www-form-urlencoded", "A=1\n   &B=2\n", "B=2&A=1", false, true},
		{"form twice", "application/x-www-form-urlencoded", "A=1&A=1", "A=1", false, false},
		{"form escapes", "application/x-www-form-urlencoded", "A=%20", "A=+", false, false},

		{"text", "text/plain", "a ", "a", false, false},
		{"no type", "", "{ }", "{}", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			form := formOf(test.mediaType, map[string]bool{"b": test.unordered})
			a, err := form([]byte(test.a))
			if err != nil {
				t.Fatal(err)
			}
			b, err := form([]byte(test.b))
			if err != nil {
				t.Fatal(err)
			}
			if (a == b) != test.same {
				t.Errorf("want same: %v\n%s\n%s", test.same, a, b)
			}
		})
	}
}

func TestMalformedBodies(t *testing.T) {
	for _, test := range []struct{ mediaType, body string }{
		{"application/json", "{"}, {"application/json", "{} {}"}, {"application/json", ""},
		{"application/xml", "<a>"}, {"application/xml", "<a/><b/>"}, {"application/xml", "<a/>x"}, {"application/xml", ""},
		{"application/x-www-form-urlencoded", "A=1&B"},
		{"application/cbor", ""}, {"application/cbor", "\xff"}, {"application/cbor", "\x01\x02"}, {"application/cbor", "\x82\x01"},
		{"application/cbor", "\x1c"}, {"application/cbor", "\x82\x01\xff"}, {"application/cbor", "\x5f\x61a\xff"},
		{"application/cbor", "\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x01"}, {"application/cbor", strings.Repeat("\x81", 5000) + "\x01"},
	} {
		if form, err := formOf(test.mediaType, nil)([]byte(test.body)); err == nil {
			t.Errorf("%s %.20q is %q", test.mediaType, test.body, form)
		}
	}
}

// The examples are those of RFC 8949, appendix A, in its notation but for what
// normalCBOR documents.
func TestCBOR(t *testing.T) {
	for _, test := range []struct{ item, want string }{
		{"00", "0"}, {"17", "23"}, {"1818", "24"}, {"1903e8", "1000"}, {"1b000000e8d4a51000", "1000000000000"},
		{"1bffffffffffffffff", "18446744073709551615"}, {"3bffffffffffffffff", "-18446744073709551616"},
		{"20", "-1"}, {"3903e7", "-1000"}, {"c249010000000000000000", "2(h'010000000000000000')"},
		{"f90000", "0.0"}, {"f98000", "-0.0"}, {"f93c00", "1.0"}, {"fb3ff199999999999a", "1.1"}, {"f93e00", "1.5"},
		{"f97bff", "65504.0"}, {"fa47c35000", "100000.0"}, {"f90001", "0.00000005960464477539063"}, {"f9c400", "-4.0"},
		{"fbc010666666666666", "-4.1"}, {"f97c00", "+Inf"}, {"fa7f800000", "+Inf"}, {"f97e00", "NaN"},
		{"fb7ff8000000000000", "NaN"}, {"f9fc00", "-Inf"}, {"fbfff0000000000000", "-Inf"},
		{"f4", "false"}, {"f5", "true"}, {"f6", "null"}, {"f7", "null"}, {"f0", "simple(16)"}, {"f8ff", "simple(255)"},
		{"c11a514b67b0", "1(1363896240)"}, {"c1fb41d452d9ec200000", "1(1363896240.5)"}, {"c1fb41d452d9ec000000", "1(1363896240)"},
		{"40", "h''"}, {"4401020304", "h'01020304'"}, {"6449455446", `"IETF"`}, {"62225c", `"\"\\"`},
		{"80", "[]"}, {"8301820203820405", "[1, [2, 3], [4, 5]]"}, {"9f018202039f0405ffff", "[1, [2, 3], [4, 5]]"},
		{"a0", "{}"}, {"a26161016162820203", `{"a": 1, "b": [2, 3]}`}, {"bf6162018101616102ff", ""},
		{"bf6346756ef563416d7421ff", `{"Amt": -2, "Fun": true}`},
		{"5f42010243030405ff", "h'0102030405'"}, {"7f657374726561646d696e67ff", `"streaming"`},
	} {
		item, err := hex.DecodeString(test.item)
		if err != nil {
			t.Fatal(err)
		}
		got, err := normalCBOR(item)
		if (err != nil) != (test.want == "") || got != test.want {
			t.Errorf("%s is %s (%v), want %s", test.item, got, err, test.want)
		}
	}
}
