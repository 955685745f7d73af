package wire

import "math"

// Several lines are several headers of the same name.
var badHeaders = []badCase{
	{row: "integer-range", format: "headers", member: "Numbers", value: "1, 2147483648", want: `header X-Numbers: expected an integer of 32 bits, found "2147483648"`},
	{row: "integer-fraction", format: "headers", member: "Numbers", value: "1.5", want: `header X-Numbers: expected an integer of 32 bits, found "1.5"`},
	{row: "integer-exponent", format: "headers", member: "Numbers", value: "1e3", want: `header X-Numbers: expected an integer of 32 bits, found "1e3"`},
	{row: "float-range", format: "headers", member: "Score", value: "1e309", want: `header X-Score: expected a number of 64 bits, found "1e309"`},
	{row: "float-tiny", format: "headers", member: "Score", value: "1e-400", holds: &bindings{Score: new(0.0)}},
	{row: "float-integer", format: "headers", member: "Score", value: "1", holds: &bindings{Score: new(1.0)}},
	{row: "float-name", format: "headers", member: "Score", value: "-Infinity", holds: &bindings{Score: new(math.Inf(-1))}},
	{row: "float-spelling", format: "headers", member: "Score", value: "inf", want: `header X-Score: expected a number of 64 bits, found "inf"`},
	{row: "float-spelling", format: "headers", member: "Score", value: "0x1p-2", want: `header X-Score: expected a number of 64 bits, found "0x1p-2"`},
	{row: "number-syntax", format: "headers", member: "Numbers", value: "+07", holds: &bindings{Numbers: []int32{7}}},
	{row: "number-syntax", format: "headers", member: "Numbers", value: "1 2", want: `header X-Numbers: expected an integer of 32 bits, found "1 2"`},
	{row: "wrong-type", format: "headers", member: "Flag", value: "TRUE", want: `header X-Flag: expected true or false, found "TRUE"`},
	{row: "wrong-type", format: "headers", member: "Numbers", value: "one", want: `header X-Numbers: expected an integer of 32 bits, found "one"`},
	{row: "duplicate-member", format: "headers", member: "Name", value: "a\nb", holds: &bindings{Name: new("a")}},
	{row: "duplicate-member", format: "headers", member: "Names", value: "a, b\nc", holds: &bindings{Names: []string{"a", "b", "c"}}},
	{row: "base64-alphabet", format: "headers", member: "Secret", value: "?", want: "header X-Json: not base64: illegal base64 data at input byte 0"},
	{row: "base64-padding", format: "headers", member: "Secret", value: "aGk", want: "header X-Json: not base64: illegal base64 data at input byte 0"},
	{row: "base64-space", format: "headers", member: "Secret", value: "aG k=", want: "header X-Json: not base64: illegal base64 data at input byte 2"},
	{row: "base64-bits", format: "headers", member: "Secret", value: "aGl=", holds: &bindings{Secret: new("hi")}},
	{row: "time-syntax", format: "headers", member: "When", value: "today", want: "header X-When: " + badTimeText + `, found "today"`},
	{row: "time-format", format: "headers", member: "When", value: "1.5", holds: &bindings{When: unixTime(1, 5e8)}},
	{row: "time-format", format: "headers", member: "When", value: "1970-01-01T00:00:01Z", holds: &bindings{When: unixTime(1, 0)}},
	{row: "time-calendar", format: "headers", member: "When", value: "Thu, 32 Jan 1970 00:00:01 GMT", want: "header X-When: " + badTimeText + `, found "Thu, 32 Jan 1970 00:00:01 GMT"`},
	{row: "time-range", format: "headers", member: "When", value: "253402300800", want: "header X-When: " + timeRange + `, found "253402300800"`},
	{row: "time-precision", format: "headers", member: "When", value: "Thu, 01 Jan 1970 00:00:01.0000000019 GMT", holds: &bindings{When: unixTime(1, 1)}},
	{row: "utf8", format: "headers", member: "Name", value: "a\xffb", holds: &bindings{Name: new("a\xffb")}},
	{row: "header-quote", format: "headers", member: "Names", value: `a, "b`, want: "header X-Names: a quoted element is not closed"},
	{row: "header-empty", format: "headers", member: "Score", value: ""},
	{row: "header-empty", format: "headers", member: "Name", value: "", holds: &bindings{Name: new("")}},
	{row: "header-empty", format: "headers", member: "Numbers", value: " , 1,,2", holds: &bindings{Numbers: []int32{1, 2}}},
}
