package conformance

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/smithygen/smithygen/templates/wire"
)

var (
	colors = &wire.Schema{ID: "test#Color", Kind: wire.Enum}
	list   = &wire.Schema{ID: "test#List", Kind: wire.List, Members: []wire.Member{{Name: "member", Target: &wire.IntegerSchema}}}
	dict   = &wire.Schema{ID: "test#Dict", Kind: wire.Map, Members: []wire.Member{
		{Name: "key", Target: &wire.StringSchema}, {Name: "value", Target: &wire.StringSchema}}}
	choice = &wire.Schema{ID: "test#Choice", Kind: wire.Union, Members: []wire.Member{
		{Name: "a", Target: &wire.BooleanSchema}, {Name: "b", Target: &wire.BooleanSchema}}}
	thing = &wire.Schema{ID: "test#Thing", Kind: wire.Structure, Members: []wire.Member{
		{Name: "text", Target: &wire.StringSchema}, {Name: "color", Target: colors}, {Name: "blob", Target: &wire.BlobSchema},
		{Name: "float", Target: &wire.FloatSchema}, {Name: "double", Target: &wire.DoubleSchema}, {Name: "long", Target: &wire.LongSchema},
		{Name: "time", Target: &wire.TimestampSchema}, {Name: "big", Target: &wire.BigIntegerSchema}, {Name: "decimal", Target: &wire.BigDecimalSchema},
		{Name: "document", Target: &wire.DocumentSchema}, {Name: "list", Target: list}, {Name: "dict", Target: dict}, {Name: "choice", Target: choice},
		{Name: "always", Target: always},
	}}
	always = &wire.Schema{ID: "test#Always", Kind: wire.Structure, Members: []wire.Member{
		{Name: "text", Target: &wire.StringSchema, Flags: wire.Present}, {Name: "blob", Target: &wire.BlobSchema, Flags: wire.Streaming},
		{Name: "double", Target: &wire.DoubleSchema, Flags: wire.Present}, {Name: "long", Target: &wire.LongSchema, Flags: wire.Present},
		{Name: "time", Target: &wire.TimestampSchema, Flags: wire.Present}, {Name: "big", Target: &wire.BigIntegerSchema, Flags: wire.Present},
		{Name: "decimal", Target: &wire.BigDecimalSchema, Flags: wire.Present},
	}}
)

func thingOf(t *testing.T, params string) wire.Value {
	t.Helper()
	var parsed any
	if err := decode([]byte(params), &parsed); err != nil {
		t.Fatal(err)
	}
	v, err := valueOf(thing, parsed)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestParams(t *testing.T) {
	got := thingOf(t, `{"text": "t", "color": "red", "blob": "a\u0000ü", "float": "-Infinity", "double": 0.1, "long": -9223372036854775808,
		"time": -1.25, "big": 123456789012345678901234567890, "decimal": "1.10", "document": {"x": [1, 2.5, null, "NaN"]},
		"list": [1, null], "dict": {"k": "v"}, "choice": {"b": true}}`)
	number, text := func(n int64) wire.Value { return wire.IntValue(&wire.IntegerSchema, n) }, func(s string) wire.Value { return wire.StringValue(&wire.StringSchema, s) }
	for name, want := range map[string]wire.Value{
		"text": text("t"), "color": wire.StringValue(colors, "red"),
		"blob": wire.BlobValue(&wire.BlobSchema, []byte("a\x00ü")), "float": wire.FloatValue(&wire.FloatSchema, math.Inf(-1)),
		"double": wire.FloatValue(&wire.DoubleSchema, 0.1), "long": wire.IntValue(&wire.LongSchema, math.MinInt64),
		"time":   wire.TimeValue(&wire.TimestampSchema, time.Date(1969, 12, 31, 23, 59, 58, 750_000_000, time.UTC)),
		"list":   wire.ListValue(list, number(1), wire.NullValue()),
		"dict":   wire.MapValue(dict, wire.Field{Name: "k", Value: text("v")}),
		"choice": wire.UnionValue(choice, "b", wire.BoolValue(&wire.BooleanSchema, true)),
		"document": wire.MapValue(nil, wire.Field{Name: "x", Value: wire.ListValue(nil, wire.IntValue(nil, 1), wire.FloatValue(nil, 2.5),
			wire.NullValue(), wire.StringValue(nil, "NaN"))}),
	} {
		if !got.Member(name).Equal(want) {
			t.Errorf("%s is %s, want %s", name, describeValue(got.Member(name)), describeValue(want))
		}
	}
	if big, decimal := got.Member("big"), got.Member("decimal"); big.BigInteger().String() != "123456789012345678901234567890" || decimal.BigDecimal().String() != "1.10" {
		t.Errorf("big numbers are %s and %s", describeValue(big), describeValue(decimal))
	}
}

func TestWrongParams(t *testing.T) {
	for params, want := range map[string]string{
		`{"txt": "t"}`:                       "the schema of test#Thing has no member txt",
		`{"text": 1}`:                        "text: the case has 1 for smithy.api#String, which is of kind String",
		`{"long": 1.5}`:                      `long: strconv.ParseInt: parsing "1.5": invalid syntax`,
		`{"float": "nan"}`:                   `float: the case has "nan" for smithy.api#Float, which is of kind Float`,
		`{"time": "today"}`:                  `time: parsing time "today" as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006"`,
		`{"big": "x"}`:                       "big: not a number of the kind the shape has",
		`{"list": {"a": 1}}`:                 "list: the case has an object for test#List, which is of kind List",
		`{"dict": ["a"]}`:                    `dict: the case has ["a"] for test#Dict, which is of kind Map`,
		`{"choice": {"a": true, "b": true}}`: `choice: the case has {"a":true,"b":true} for test#Choice, which is of kind Union`,
		`{"list": [1, true]}`:                "list: [1]: the case has true for smithy.api#Integer, which is of kind Integer",
	} {
		var parsed any
		if err := decode([]byte(params), &parsed); err != nil {
			t.Fatal(err)
		}
		if _, err := valueOf(thing, parsed); err == nil || err.Error() != want {
			t.Errorf("%s:\n got  %v\n want %s", params, err, want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct{ want, got, findings string }{
		{`{}`, `{}`, ""},
		{`{}`, `{"text": "", "long": 0, "double": 0, "blob": "", "list": [], "dict": {}, "time": 0, "big": 0, "decimal": "0.0"}`,
			"big blob decimal dict double list long text time"},
		{`{"always": {}}`, `{"always": {"text": "", "long": 0, "double": 0, "blob": "", "time": 0, "big": 0, "decimal": "0.0"}}`, ""},
		{`{"always": {}}`, `{"always": {"text": "x", "long": 1}}`, "always.long always.text"},
		{`{}`, `{"text": "x", "long": 1}`, "long text"},
		{`{"text": null}`, `{}`, ""},
		{`{"text": ""}`, `{}`, "text"},
		{`{"float": "NaN", "double": "NaN"}`, `{"float": "NaN", "double": "NaN"}`, ""},
		{`{"float": 1.1}`, `{"float": 1.10000002384185791015625}`, ""},
		{`{"double": 1.1}`, `{"double": 1.10000002384185791015625}`, "double"},
		{`{"double": 0}`, `{"double": "Infinity"}`, "double"},
		{`{"time": 1}`, `{"time": 1.001}`, "time"},
		{`{"blob": "a"}`, `{"blob": "b"}`, "blob"},
		{`{"big": 1, "decimal": "1"}`, `{"big": 2, "decimal": "1.5"}`, "big decimal"},
		{`{"decimal": "1.50"}`, `{"decimal": "1.5"}`, ""},
		{`{"list": [1, null]}`, `{"list": [1, 0]}`, "list[1]"},
		{`{"list": [1, 2]}`, `{"list": [2, 1]}`, "list[0] list[1]"},
		{`{"list": [1]}`, `{"list": [1, 1]}`, "list"},
		{`{"dict": {"a": "1", "b": "2"}}`, `{"dict": {"b": "2", "a": "1"}}`, ""},
		{`{"dict": {"a": "1"}}`, `{"dict": {"a": "1", "b": ""}}`, "dict.b"},
		{`{"dict": {"a": null}}`, `{"dict": {"a": ""}}`, "dict.a"},
		{`{"choice": {"a": true}}`, `{"choice": {"b": true}}`, "choice.a choice.b"},
		{`{"document": {"a": 1, "b": [true]}}`, `{"document": {"b": [true], "a": 1.0}}`, ""},
		{`{"document": {"a": 1}}`, `{"document": {"a": "1"}}`, "document.a"},
		{`{"document": {"a": null}}`, `{"document": {"b": null}}`, "document.a"},
		{`{"document": [1]}`, `{"document": [1, 2]}`, "document"},
	} {
		var f findings
		f.compare("", thingOf(t, test.want), thingOf(t, test.got))
		var at []string
		for _, finding := range f {
			at = append(at, finding.what)
		}
		if got := strings.Join(at, " "); got != test.findings {
			t.Errorf("want %s, got %s: finds %q, want %q", test.want, test.got, got, test.findings)
		}
	}
}
