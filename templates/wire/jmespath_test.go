package wire

import (
	"strings"
	"testing"
	"time"
)

// The document of most cases.
const jmesSubject = `{
	"a": {"b": {"c": [1, 2, 3]}, "e": [], "s": "text", "n": null, "t": true, "f": false},
	"people": [
		{"name": "Ann", "age": 30, "tags": ["x", "y"]},
		{"name": "Bob", "age": 20, "tags": ["z"]},
		{"name": "Cid", "tags": []}
	],
	"nested": [[1, 2], [3, [4, 5]], 6, []],
	"ops": {"one": {"v": 1}, "two": {"v": 2}, "three": {"w": 3}},
	"odd name": "odd", "zero": 0, "big": 9007199254740993
}`

// What the specification says, worked out by hand.
var jmesCases = []struct{ expression, want string }{
	{"a.s", `"text"`}, {"a . s", `"text"`}, {"a.missing", `null`}, {"a.s.deeper", `null`}, {"a.n", `null`},
	{`"odd name"`, `"odd"`}, {`"odd\u0020name"`, `"odd"`}, {`a."s"`, `"text"`}, {"@.zero", `0`},
	// Indexes and slices.
	{"a.b.c[0]", `1`}, {"a.b.c[-1]", `3`}, {"a.b.c[3]", `null`}, {"a.b.c[-4]", `null`}, {"a.s[0]", `null`}, {"a[0]", `null`},
	{"a.b.c[0:2]", `[1,2]`}, {"a.b.c[1:]", `[2,3]`}, {"a.b.c[:-1]", `[1,2]`}, {"a.b.c[::2]", `[1,3]`}, {"a.b.c[::-1]", `[3,2,1]`},
	{"a.b.c[5:]", `[]`}, {"a.b.c[-9:9]", `[1,2,3]`}, {"a.b.c[2:0:-1]", `[3,2]`}, {"a.b.c[9::-2]", `[3,1]`}, {"a.s[0:1]", `null`},
	{"people[1:].name", `["Bob","Cid"]`}, {"nested[0][1]", `2`},
	// Projections.
	{"people[*].name", `["Ann","Bob","Cid"]`}, {"people[*].age", `[30,20]`}, {"people[*].tags[0]", `["x","z"]`},
	{"people[*].tags[*]", `[["x","y"],["z"],[]]`}, {"a[*]", `null`}, {"missing[*].x", `null`}, {"a.e[*].x", `[]`},
	{"people[*].missing", `[]`}, {"[*]", `null`}, {"people | [0].name", `"Ann"`}, {"people[*].name | [0]", `"Ann"`}, {"people[*].name[0]", `[]`},
	{"ops.*.v", `[1,2]`}, {"ops.*", `[{"v":1},{"v":2},{"w":3}]`}, {"a.b.c.*", `null`}, {"*.one.v", `[1]`}, {"ops.*.v | [1]", `2`},
	// Flattening.
	{"nested[]", `[1,2,3,[4,5],6]`}, {"nested[][]", `[1,2,3,4,5,6]`}, {"people[].tags", `[["x","y"],["z"],[]]`}, {"people[].tags[]", `["x","y","z"]`},
	{"people[].tags[0]", `["x","z"]`}, {"a[]", `null`}, {"a.b.c[] | [0]", `1`}, {"people[*].tags[] | length(@)", `3`},
	// Filters.
	{"people[?age > `25`].name", `["Ann"]`}, {"people[?age >= `20`].name", `["Ann","Bob"]`}, {"people[?!age].name", `["Cid"]`},
	{"people[?name == 'Bob'] | [0].age", `20`}, {"people[?tags].name", `["Ann","Bob"]`}, {"a[?@]", `null`},
	{"people[?name=='Ann'||name=='Cid'].name", `["Ann","Cid"]`}, {"people[?age && contains(tags, 'z')].name", `["Bob"]`},
	{"a.b.c[?@ != `2`]", `[1,3]`}, {"people[?name == 'Nobody']", `[]`}, {"people[?age].tags[]", `["x","y","z"]`}, {"a.b.c[?@ > `1`][]", `[2,3]`},
	// Comparisons and logic.
	{"a.s == 'text'", `true`}, {"a.s != 'text'", `false`}, {"a.s < 'z'", `null`}, {"zero < `1`", `true`}, {"zero == `0.0`", `true`},
	{"a.missing == `null`", `true`}, {"a.n == a.missing", `true`}, {"a.b.c == `[1, 2, 3]`", `true`}, {"a.b.c == `[1, 2]`", `false`}, {"ops.one == `{\"v\": 1}`", `true`},
	{"`{\"x\": 1, \"y\": 2}` == `{\"y\": 2, \"x\": 1}`", `true`}, {"`{\"x\": null}` == `{\"y\": null}`", `false`},
	{"zero == `false`", `false`}, {"'' == `null`", `false`}, {"a.t == `true`", `true`}, {"`1` <= `1`", `true`}, {"`2` >= `3`", `false`},
	{"big == `9007199254740992`", `false`}, {"big > `9007199254740992`", `true`},
	{"a.t && a.s", `"text"`}, {"a.f && a.s", `false`}, {"a.e || a.s", `"text"`}, {"a.missing || a.f", `false`}, {"a.e && a.s", `[]`},
	{"zero && 'zero is true'", `"zero is true"`}, {"!(a.t)", `false`}, {"!(a.missing)", `true`}, {"!zero", `false`}, {"!nothing", `true`}, {"!!zero", `true`}, {"!(a.f) && a.t", `true`},
	{"a.f || a.f || 'last'", `"last"`}, {"a.t || a.f && a.f", `true`}, {"(a.t || a.f) && a.f", `false`}, {"a.f == a.t || a.t", `true`},
	// Literals.
	{"'raw'", `"raw"`}, {`'it\'s'`, `"it's"`}, {`'back\slash'`, `"back\\slash"`}, {"''", `""`}, {"`\"json\"`", `"json"`}, {"`[1, {\"k\": null}]`", `[1,{"k":null}]`},
	{"`\"\\`\"`", "\"`\""}, {"` 1.5 `", `1.5`}, {"`null`", `null`},
	// Multi-selects.
	{"[a.s, zero]", `["text",0]`}, {"a.[s, missing]", `["text",null]`}, {"{x: a.s, \"y z\": zero}", `{"x":"text","y z":0}`}, {"people[].{n: name}", `[{"n":"Ann"},{"n":"Bob"},{"n":"Cid"}]`},
	{"missing.[a]", `null`}, {"people[*].[name, age][]", `["Ann",30,"Bob",20,"Cid"]`}, {"people[*].[name, age] | [-1]", `["Cid",null]`}, {"[[zero]]", `[[0]]`}, {"[*.v, zero]", `[[],0]`},
	// Functions.
	{"length(people)", `3`}, {"length(a.s)", `4`}, {"length('éa')", `2`}, {"length(ops)", `3`}, {"length(missing)", `0`}, {"length(people[?age])", `2`},
	{"contains(a.s, 'ex')", `true`}, {"contains(a.b.c, `2`)", `true`}, {"contains(a.b.c, '2')", `false`}, {"contains(missing, 'x')", `false`}, {"contains(a.s, `1`)", `false`},
	{"keys(ops)", `["one","two","three"]`}, {"values(ops)[].v", `[1,2]`}, {"starts_with(a.s, 'te')", `true`}, {"ends_with(a.s, 'te')", `false`},
	{"type(people)", `"array"`}, {"type(missing)", `"null"`}, {"type(a)", `"object"`}, {"type(zero)", `"number"`}, {"type(a.t)", `"boolean"`}, {"not_null(missing, a.n, a.s)", `"text"`}, {"not_null(missing)", `null`},
	{"people[*].length(tags)", `[2,1,0]`}, {"people[].length(name)", `[3,3,3]`}, {"length(people) > `2` && length(people[0].tags) == `2`", `true`},
	// As models have it.
	{"contains(people[].[length(tags[?@=='x']) >= zero][], `false`)", `false`}, {"length(people[?tags[0] == 'x' || age < `25`]) == length(people)", `false`},
}

func TestJMESPath(t *testing.T) {
	var subject Value
	if err := subject.UnmarshalJSON([]byte(jmesSubject)); err != nil {
		t.Fatal(err)
	}
	for _, c := range jmesCases {
		got, err := JMESPath(c.expression, subject)
		if c.want == "" {
			if err == nil {
				t.Errorf("%s: no error, %v", c.expression, got.Any())
			}
			continue
		}
		if got.isNull() {
			got = NullValue()
		}
		text, failed := got.MarshalJSON()
		if err != nil || failed != nil || string(text) != c.want {
			t.Errorf("%s: %s, %v %v, want %s", c.expression, text, err, failed, c.want)
		}
	}
}

// Typed values are seen as JSON: enums as strings, times as numbers, structures
// and unions as objects.
func TestJMESPathTyped(t *testing.T) {
	v := everything{Name: new("n"), Color: new(color("red")), When: new(time.Unix(1500, 500_000_000)), Choice: &choiceText{"chosen"},
		Kids: []everything{{Plain: "k1"}, {Plain: "k2"}}, Labels: map[string]string{"b": "2", "a": "1"}}
	for expression, want := range map[string]bool{
		"Name == 'n'": true, "Color == 'red'": true, "When > `1500`": true, "When == `1500.5`": true, "Choice.text == 'chosen'": true,
		"Choice.number": false, "Kids[].Plain == ['k1', 'k2']": true, "keys(Labels) == ['a', 'b']": true, "length(Kids) == `2`": true,
		"type(Color) == 'string' && type(When) == 'number' && type(Choice) == 'object'": true, "Big": false,
	} {
		got, err := JMESPath(expression, v.ToValue())
		if err != nil || jmesTrue(got) != want {
			t.Errorf("%s: %v, %v", expression, got.Any(), err)
		}
	}
}

func TestJMESPathErrors(t *testing.T) {
	for expression, want := range map[string]string{
		"":                `JMESPath "": at byte 0: expected a name, a literal, a function or a bracket, found the end`,
		"a.":              `JMESPath "a.": at byte 2: expected a name or a bracket behind the dot, found the end`,
		"a b":             `JMESPath "a b": at byte 2: expected an operator or the end, found a name`,
		"a[":              `JMESPath "a[": at byte 2: expected an index, a slice or *, found the end`,
		"a[1":             `at byte 3: expected an index, a slice or *, found the end`,
		"a[x]":            `at byte 2: expected an index, a slice or *, found a name`,
		"a[1:2:3:4]":      `at byte 7: expected an index, a slice or *, found ':'`,
		"a[::0]":          `at byte 5: a slice by steps of 0`,
		"a[99999999999]":  `at byte 2: "99999999999" is no index`,
		"a[-]":            `at byte 2: "-" is no index`,
		"a == ":           `at byte 5: expected a name, a literal, a function or a bracket, found the end`,
		"(a":              `at byte 2: expected ')', found the end`,
		"[a,]":            `at byte 3: expected a name, a literal, a function or a bracket, found ']'`,
		"{a b}":           `at byte 3: expected ':', found a name`,
		"{'a': b}":        `at byte 1: expected a name, found a literal`,
		"'open":           `at byte 0: what is quoted here has no end`,
		"`nonsense`":      `at byte 0: not JSON`,
		"a # b":           `at byte 2: "#" begins nothing that is known here`,
		"sort_by(a, &b)":  `at byte 0: the function "sort_by" is not known; known are contains, ends_with, keys, length, not_null, starts_with, type, values`,
		"length(a, b)":    `at byte 0: length takes 1 arguments, not 2`,
		"not_null()":      `at byte 9: expected a name`,
		"a[*]b":           `at byte 4: expected an operator`,
		"length(`1`)":     `length of a number: it is for strings, arrays and objects`,
		"keys('x')":       `keys of a string: it is for objects`,
		"values(`[]`)":    `values of a array: it is for objects`,
		"contains(@, @)":  `contains of a object: it is for strings and arrays`,
		"ends_with(a, a)": `ends_with of a null and a null: it is for strings`,
	} {
		_, err := JMESPath(expression, MapValue(nil))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", expression, err, want)
		}
	}
}

// Short expressions may ask for endless work, long ones for a deep stack.
func TestJMESPathBounds(t *testing.T) {
	for _, expression := range []string{
		"@" + strings.Repeat(" | [@[], @[]][]", 60), strings.Repeat("(", 1_000_000), strings.Repeat("!", 1_000_000) + "a",
		"a" + strings.Repeat(".a", 1000), strings.Repeat("[", 600) + "a" + strings.Repeat("]", 600), "[@]" + strings.Repeat(" | [@, @]", 100) + " | [@, @] | @[0] == @[1]",
	} {
		if v, err := JMESPath(expression, ListValue(nil, StringValue(nil, "x"), StringValue(nil, "y"))); err == nil {
			t.Errorf("%.40s…: no error, %v", expression, v.Kind())
		}
	}
}

func FuzzJMESPath(f *testing.F) {
	var subject Value
	if err := subject.UnmarshalJSON([]byte(jmesSubject)); err != nil {
		f.Fatal(err)
	}
	for _, c := range jmesCases {
		f.Add(c.expression)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		compiled, err := CompileJMESPath(expression)
		if err != nil {
			return
		}
		a, errA := compiled.Eval(subject)
		b, errB := compiled.Eval(subject)
		if (errA == nil) != (errB == nil) || errA == nil && !a.Equal(b) {
			t.Errorf("%q: %v %v, then %v %v", expression, a.Any(), errA, b.Any(), errB)
		}
	})
}
