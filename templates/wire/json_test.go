package wire

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// equal compares shapes by what they hold.
var equal = cmp.Options{
	cmp.Comparer(func(a, b Value) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b *big.Int) bool { return a == b || a != nil && b != nil && a.Cmp(b) == 0 }),
	cmp.Comparer(func(a, b *Decimal) bool {
		return a == b || a != nil && b != nil && a.String() == b.String()
	}),
	cmpopts.EquateNaNs(),
}

func TestDecodeJSON(t *testing.T) {
	at := func(s string) *time.Time {
		t, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			panic(err)
		}
		return new(t)
	}
	tests := []struct {
		name, in string
		want     everything
	}{
		{"nothing", `{}`, everything{}},
		{"null", `null`, everything{}},
		{"null members", `{"Name":null,"Plain":null,"Tags":null,"Child":null,"Choice":null,"Labels":null,"Total":null}`, everything{}},
		{"scalars", ` { "Name" : "n" ,"Plain":"p","Flag":true,"on_off":true,"Tiny":-128,"Short":32767,"Count":-7,"Total":9223372036854775807}`,
			everything{Name: new("n"), Plain: "p", Flag: new(true), On: true, Tiny: new(int8(-128)), Short: new(int16(32767)), Count: new(int32(-7)), Total: math.MaxInt64}},
		{"floats", `{"Ratio":1.5,"Score":1e300}`, everything{Ratio: new(float32(1.5)), Score: new(1e300)}},
		{"no numbers", `{"Ratio":"NaN","Score":"-Infinity"}`, everything{Ratio: new(float32(math.NaN())), Score: new(math.Inf(-1))}},
		{"whole floats as integers", `{"Count":1.0,"Total":1E3}`, everything{Count: new(int32(1)), Total: 1000}},
		{"epoch", `{"When":1700000000}`, everything{When: at("2023-11-14T22:13:20Z")}},
		{"epoch with fraction", `{"When":1700000000.25}`, everything{When: at("2023-11-14T22:13:20.25Z")}},
		{"epoch with exponent", `{"When":1.7E9}`, everything{When: at("2023-11-14T22:13:20Z")}},
		{"epoch before 1970", `{"When":-0.75}`, everything{When: at("1969-12-31T23:59:59.25Z")}},
		{"epoch in a string", `{"When":"1700000000"}`, everything{When: at("2023-11-14T22:13:20Z")}},
		{"date-time", `{"Date":"2023-11-14T22:13:20.5Z"}`, everything{Date: at("2023-11-14T22:13:20.5Z")}},
		{"date-time with offset", `{"Date":"2023-11-15T00:13:20+02:00"}`, everything{Date: at("2023-11-14T22:13:20Z")}},
		{"http-date", `{"When":"Tue, 14 Nov 2023 22:13:20 GMT"}`, everything{When: at("2023-11-14T22:13:20Z")}},
		{"http-date with fraction", `{"When":"Tue, 14 Nov 2023 22:13:20.123 GMT"}`, everything{When: at("2023-11-14T22:13:20.123Z")}},
		{"blob", `{"Data":"aGk="}`, everything{Data: []byte("hi")}},
		{"enums", `{"Color":"RED","Paint":"MAUVE","Size":9}`, everything{Color: new(color("RED")), Paint: "MAUVE", Size: new(size(9))}},
		{"big numbers", `{"Big":123456789012345678901234567890,"Exact":1.10}`,
			everything{Big: bigInt("123456789012345678901234567890"), Exact: decimal("1.10")}},
		{"document", `{"Doc":{"a":[1,2.5,null,"x"]}}`, everything{Doc: MapValue(nil, Field{"a", ListValue(nil, IntValue(nil, 1), FloatValue(nil, 2.5), NullValue(), StringValue(nil, "x"))})}},
		{"null document", `{"Doc":null}`, everything{Doc: NullValue()}},
		{"structure", `{"Child":{"Child":{"Plain":"deep"}}}`, everything{Child: &everything{Child: &everything{Plain: "deep"}}}},
		{"lists", `{"Tags":["a","b"],"Colors":["RED","NEW"],"Grid":[[1],[],[2,3]]}`,
			everything{Tags: []string{"a", "b"}, Colors: []color{"RED", "NEW"}, Grid: [][]int32{{1}, {}, {2, 3}}}},
		{"empty lists and maps", `{"Tags":[],"Labels":{ }}`, everything{Tags: []string{}, Labels: map[string]string{}}},
		{"nulls in dense aggregates", `{"Tags":["a",null,"b"],"Labels":{"a":null,"b":"c"}}`,
			everything{Tags: []string{"a", "b"}, Labels: map[string]string{"b": "c"}}},
		{"nulls in sparse aggregates", `{"Holes":["a",null],"Gaps":{"RED":null,"X":"y"}}`,
			everything{Holes: []*string{new("a"), nil}, Gaps: map[color]*string{"RED": nil, "X": new("y")}}},
		{"map of lists", `{"Nested":{"k":[{"Plain":"x"}]}}`, everything{Nested: map[string][]everything{"k": {{Plain: "x"}}}}},
		{"union", `{"Choice":{"text":"t"}}`, everything{Choice: &choiceText{"t"}}},
		{"union with type", `{"Choice":{"__type":"test#Choice","number":3}}`, everything{Choice: &choiceNumber{3}}},
		{"union with nulls", `{"Choice":{"text":null,"number":3,"new":null}}`, everything{Choice: &choiceNumber{3}}},
		{"union of unit", `{"Choice":{"nothing":{}}}`, everything{Choice: &choiceNothing{}}},
		{"unknown union member", `{"Choice":{"new":{"a":1}}}`, everything{Choice: &choiceUnknown{UnknownMember{"new", MapValue(nil, Field{"a", IntValue(nil, 1)})}}}},
		{"unknown member before a known one", `{"Choice":{"new":1,"text":"t"}}`, everything{Choice: &choiceText{"t"}}},
		{"unknown member after a known one", `{"Choice":{"text":"t","new":1}}`, everything{Choice: &choiceText{"t"}}},
		{"union given twice", `{"Choice":{"text":"t"},"Choice":{"new":1}}`, everything{Choice: &choiceUnknown{UnknownMember{"new", IntValue(nil, 1)}}}},
		{"empty union", `{"Choice":{}}`, everything{}},
		{"list of unions", `{"Choices":[{"text":"t"},{"new":1}]}`, everything{Choices: []choice{&choiceText{"t"}, &choiceUnknown{UnknownMember{"new", IntValue(nil, 1)}}}}},
		{"unknown members", `{"x":{"y":[1,{"z":"\u0000"}]},"Plain":"p","w":-1.5e+7}`, everything{Plain: "p"}},
		{"duplicate members", `{"Plain":"a","Tags":["x"],"Plain":"b","Tags":["y"]}`, everything{Plain: "b", Tags: []string{"y"}}},
		{"escapes", `{"Plain":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}`, everything{Plain: "\"\\/\b\f\n\r\té😀"}},
		{"escaped key", `{"Pl\u0061in":"p"}`, everything{Plain: "p"}},
		{"lone surrogates", `{"Plain":"\ud83d|\ude00|\ud83d\u0041"}`, everything{Plain: "\ufffd|\ufffd|\ufffdA"}},
		{"invalid UTF-8", "{\"Plain\":\"a\xffb\xc3\"}", everything{Plain: "a\ufffdb\ufffd"}},
		{"long string", `{"Plain":"` + strings.Repeat("0123456789é", 50) + `"}`, everything{Plain: strings.Repeat("0123456789é", 50)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got everything
			if err := DecodeJSON([]byte(test.in), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, equal); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

func bigInt(s string) *big.Int {
	n, _ := new(big.Int).SetString(s, 10)
	return n
}

func decimal(s string) *Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDecodeJSONErrors(t *testing.T) {
	tests := []struct{ in, want string }{
		{``, `decoding Everything: at byte 0: expected an object, found the end of the input`},
		{`<html>`, `decoding Everything: at byte 0: expected an object, found '<'`},
		{`[]`, `decoding Everything: at byte 0: expected an object, found an array`},
		{`{`, `decoding Everything: at byte 1: expected a key, found the end of the input`},
		{`{"Plain":"x"`, `decoding Everything: at byte 12: expected ',' or '}', found the end of the input`},
		{`{"Plain":"x",}`, `decoding Everything: at byte 13: expected a key, found '}'`},
		{`{"Plain" "x"}`, `decoding Everything: at byte 9: expected ':', found a string`},
		{`{} x`, `decoding Everything: at byte 3: unexpected data after the value, starting with 'x'`},
		{`{"Plain":7}`, `decoding Everything.Plain: at byte 9: expected a string, found a number`},
		{`{"Plain":"x`, `decoding Everything.Plain: at byte 11: unterminated string`},
		{`{"Plain":"\x"}`, `decoding Everything.Plain: at byte 10: invalid escape in a string`},
		{`{"Plain":"\u12"}`, `decoding Everything.Plain: at byte 10: invalid escape in a string`},
		{"{\"Plain\":\"\x01\"}", `decoding Everything.Plain: at byte 10: control character in a string`},
		{`{"Flag":"true"}`, `decoding Everything.Flag: at byte 8: expected a boolean, found a string`},
		{`{"Tiny":128}`, `decoding Everything.Tiny: at byte 8: number out of range`},
		{`{"Total":9223372036854775808}`, `decoding Everything.Total: at byte 9: number out of range`},
		{`{"Total":1e30}`, `decoding Everything.Total: at byte 9: number out of range`},
		{`{"Count":1.5}`, `decoding Everything.Count: at byte 9: expected an integer, found 1.5`},
		{`{"Count":01}`, `decoding Everything.Count: at byte 9: malformed number`},
		{`{"Count":-}`, `decoding Everything.Count: at byte 9: malformed number`},
		{`{"Score":1.}`, `decoding Everything.Score: at byte 11: malformed number`},
		{`{"Score":1e999}`, `decoding Everything.Score: at byte 9: number out of range`},
		{`{"Score":"fast"}`, `decoding Everything.Score: at byte 9: expected a number, found the string "fast"`},
		{`{"When":"yesterday"}`, `decoding Everything.When: at byte 8: not a timestamp: expected epoch seconds, a date-time or an http-date`},
		{`{"When":true}`, `decoding Everything.When: at byte 8: expected a number, found a boolean`},
		{`{"When":1e99}`, `decoding Everything.When: at byte 8: a timestamp outside the years 0 to 9999`},
		{`{"Data":"a"}`, `decoding Everything.Data: at byte 8: not base64: illegal base64 data at input byte 0`},
		{`{"Big":1.5}`, `decoding Everything.Big: at byte 7: expected an integer, found "1.5"`},
		{`{"Kids":[{},{"Child":{"Nested":{"a b":[{"Tags":["x",{}]}]}}}]}`,
			`decoding Everything.Kids[1].Child.Nested["a b"][0].Tags[1]: at byte 52: expected a string, found an object`},
		{`{"Choice":{"text":"a","number":1}}`, `decoding Everything.Choice.number: at byte 31: a union with more than one member set`},
		{`{"Secret":7}`, `decoding Everything.Secret: at byte 10: malformed value of a sensitive member: [REDACTED]`},
		{`{"Kids":[{"Vault":{"Pin":"\x"}}]}`, `decoding Everything.Kids[0].Vault.Pin: at byte 26: malformed value of a sensitive member: [REDACTED]`},
		{`{"x":[1,}`, `decoding Everything: at byte 8: expected a value, found '}'`},
		{`{"x":tru}`, `decoding Everything: at byte 5: expected a value, found a boolean`},
		{`{"Child":` + strings.Repeat(`{"Child":`, MaxDepth) + `{}`,
			`decoding Everything` + ".Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Chil…hild.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child.Child" + `: at byte 4608: nested deeper than 512 levels`},
		{`{"x":` + strings.Repeat(`[`, 100_000), `decoding Everything: at byte 517: nested deeper than 512 levels`},
		{`{"Doc":` + strings.Repeat(`[`, 100_000), `decoding Everything.Doc: at byte 519: nested deeper than 512 levels`},
	}
	for _, test := range tests {
		err := DecodeJSON([]byte(test.in), new(everything))
		if err == nil || err.Error() != test.want {
			t.Errorf("%.60s\n got: %v\nwant: %s", test.in, err, test.want)
		}
	}
}

func TestAppendJSON(t *testing.T) {
	when := time.Date(2023, 11, 14, 22, 13, 20, 250_999_999, time.UTC)
	tests := []struct {
		name string
		in   everything
		want string
	}{
		{"nothing", everything{}, `{"Plain":"","on_off":false,"Total":0,"Paint":""}`},
		{"scalars", everything{Name: new("é\"\\\n\x01\xff"), Flag: new(false), Tiny: new(int8(-1)), Ratio: new(float32(0.1)), Score: new(1e21)},
			`{"Name":"é\"\\\n\u0001` + "\ufffd" + `","Plain":"","Flag":false,"on_off":false,"Tiny":-1,"Total":0,"Ratio":0.1,"Score":1e+21,"Paint":""}`},
		{"times in milliseconds", everything{When: &when, Date: &when}, `{"Plain":"","on_off":false,"Total":0,"When":1700000000.25,"Date":"2023-11-14T22:13:20.25Z","Paint":""}`},
		{"empty aggregates", everything{Tags: []string{}, Labels: map[string]string{}, Data: []byte{}}, `{"Plain":"","on_off":false,"Total":0,"Data":"","Paint":"","Tags":[],"Labels":{}}`},
		{"nil row of a dense grid", everything{Grid: [][]int32{nil, {1}}}, `{"Plain":"","on_off":false,"Total":0,"Paint":"","Grid":[[],[1]]}`},
		{"maps in key order", everything{Labels: map[string]string{"b": "2", "a": "1", "c": "3"}, Gaps: map[color]*string{"B": nil, "A": new("x")}},
			`{"Plain":"","on_off":false,"Total":0,"Paint":"","Labels":{"a":"1","b":"2","c":"3"},"Gaps":{"A":"x","B":null}}`},
		{"unions", everything{Choice: &choiceNothing{}, Choices: []choice{&choiceText{"t"}, &choiceUnknown{UnknownMember{"new", ListValue(nil, NullValue())}}}},
			`{"Plain":"","on_off":false,"Total":0,"Paint":"","Choice":{"nothing":{}},"Choices":[{"text":"t"},{"new":[null]}]}`},
		{"secrets", everything{Secret: new("s3cret"), Vault: &vault{new("1234")}}, `{"Plain":"","on_off":false,"Total":0,"Paint":"","Secret":"s3cret","Vault":{"Pin":"1234"}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := AppendJSON(nil, &test.in)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
			if !json.Valid(got) {
				t.Error("not JSON")
			}
		})
	}
}

func TestEndlessStructure(t *testing.T) {
	loop := new(everything)
	loop.Child = loop
	if _, err := AppendJSON(nil, loop); err != errTooDeep {
		t.Errorf("got %v, want %v", err, errTooDeep)
	}
}

// FuzzJSONText checks the scanner against encoding/json: both accept the same
// texts, and read the same from them.
func FuzzJSONText(f *testing.F) {
	for _, seed := range []string{`null`, `{"a":[1,2.5e3,"x\n\ud83d\ude00",true]}`, "\"\xff\"", `[[[]]]`, `-0`, ` 1 `, `"\u00`, `{"a":1,"a":2}`, `01`, `1.`, `"` + "\x7f" + `"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want any
		wantErr := json.Unmarshal([]byte(text), &want)
		var got Value
		gotErr := got.UnmarshalJSON([]byte(text))
		if gotErr == nil && wantErr != nil {
			t.Fatalf("accepted %q, which encoding/json refuses: %v", text, wantErr)
		}
		if gotErr != nil {
			if wantErr == nil && !strings.Contains(gotErr.Error(), "deeper") && !strings.Contains(gotErr.Error(), "digits") && !strings.Contains(gotErr.Error(), "range") {
				t.Fatalf("refused %q: %v", text, gotErr)
			}
			return
		}
		if diff := cmp.Diff(want, floats(got.Any()), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q: want -, got +:\n%s", text, diff)
		}
		again, err := got.MarshalJSON()
		if err != nil || !json.Valid(again) {
			t.Fatalf("%q written as %q: %v", text, again, err)
		}
		var back Value
		if err := back.UnmarshalJSON(again); err != nil {
			t.Fatalf("%q: %v", again, err)
		}
		if diff := cmp.Diff(want, floats(back.Any()), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q written as %q: want -, got +:\n%s", text, again, diff)
		}
	})
}

// floats makes of every number what encoding/json makes of it.
func floats(v any) any {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f
	case *Decimal:
		return v.Float64()
	case []any:
		for i := range v {
			v[i] = floats(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = floats(v[k])
		}
	}
	return v
}

// FuzzDecodeJSON checks that no body makes the decoder panic, and that what was
// read is read again from what is written of it.
func FuzzDecodeJSON(f *testing.F) {
	f.Add([]byte(`{"Name":"n","Kids":[{"Choice":{"new":1}}],"Gaps":{"a":null},"Doc":{"x":1e400},"Big":1,"Exact":1.0}`))
	f.Add([]byte(`{"Score":"NaN","When":1.5,"Date":"2023-11-14T22:13:20.5Z","Data":"aGk=","Grid":[[1],[]]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var v everything
		if DecodeJSON(body, &v) != nil {
			return
		}
		out, err := AppendJSON(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var again everything
		if err := DecodeJSON(out, &again); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		second, err := AppendJSON(nil, &again)
		if err != nil || string(second) != string(out) {
			t.Fatalf("wrote %s, then %s: %v", out, second, err)
		}
	})
}

// Whatever stands where in a token, its end is found.
func TestPlain(t *testing.T) {
	for n := range 140 {
		for at := range n {
			for _, c := range []byte{'"', '\\', 0, 31, 127, 128, 255, ' ', '!', '#'} {
				b := []byte(strings.Repeat("x", n))
				b[at] = c
				end, ascii := plain(string(b), 0)
				want := n
				if c == '"' || c == '\\' || c < ' ' {
					want = at
				}
				if end != want || want == n && ascii != (c < 128) {
					t.Fatalf("%q: ends at %d, ASCII %t", b, end, ascii)
				}
				if got := isVerbatim(string(b)); got != (want == n && c < 128) {
					t.Fatalf("%q: verbatim %t", b, got)
				}
			}
		}
	}
}
