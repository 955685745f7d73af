package generator

import (
	"fmt"
	"strings"
	"testing"
)

// tagRows are members, and whether a structure of a service that speaks XML has tags
// for encoding/json with such a one: for what that knows as well as package wire.
var tagRows = []struct {
	target, traits string
	tagged         bool
}{
	{"smithy.api#String", ``, true},
	{"smithy.api#String", `"smithy.api#required": {}`, true},
	{"smithy.api#String", `"smithy.api#sensitive": {}`, false},
	{"smithy.api#Boolean", `"smithy.api#default": true`, false},
	{"smithy.api#String", `"smithy.api#default": "d"`, true}, // an input's, which is not filled in
	{"smithy.api#String", `"smithy.api#xmlName": "other"`, true},
	{"smithy.api#Boolean", ``, true},
	{"smithy.api#Byte", ``, true},
	{"smithy.api#Short", ``, true},
	{"smithy.api#Integer", ``, true},
	{"smithy.api#Long", `"smithy.api#required": {}`, true},
	{"smithy.api#Float", ``, false},
	{"smithy.api#Double", `"smithy.api#required": {}`, false},
	{"smithy.api#BigInteger", ``, false},
	{"smithy.api#BigDecimal", ``, false},
	{"smithy.api#Blob", ``, true},
	{"smithy.api#Blob", `"smithy.api#required": {}`, false},
	{"smithy.api#Timestamp", ``, true},
	{"smithy.api#Timestamp", `"smithy.api#required": {}`, false}, // the epoch, where it is missing
	{"smithy.api#Timestamp", `"smithy.api#timestampFormat": "date-time"`, true},
	{"smithy.api#Timestamp", `"smithy.api#timestampFormat": "epoch-seconds"`, false},
	{"smithy.api#Timestamp", `"smithy.api#httpHeader": "When"`, false},
	{"x#Epoch", ``, false},
	{"smithy.api#Timestamp", `"smithy.api#default": 0`, true},
	{"smithy.api#Timestamp", `"smithy.api#default": 0, "smithy.api#timestampFormat": "epoch-seconds"`, false}, // nothing is filled in, and a tag would write a date-time
	{"x#Enum", ``, true},
	{"x#Int", `"smithy.api#required": {}`, true},
	{"x#Struct", ``, true},
	{"x#Struct", `"smithy.api#required": {}`, true},
	{"x#Union", ``, false},
	{"x#Strings", ``, true},
	{"x#Strings", `"smithy.api#required": {}`, false},
	{"x#Structs", ``, true},
	{"x#Enums", ``, true},
	{"x#Sparse", ``, false},
	{"x#Blobs", ``, false},
	{"x#Lists", ``, false},
	{"x#Times", ``, false},
	{"x#Unions", ``, false},
	{"x#Map", ``, true},
	{"x#Map", `"smithy.api#required": {}`, false},
	{"x#Floats", ``, false},
}

// tagModel has an operation for each row, whose input has the member alone.
func tagModel() string {
	var operations, shapes strings.Builder
	for i, row := range tagRows {
		fmt.Fprintf(&operations, `{"target": "x#Op%d"},`, i)
		fmt.Fprintf(&shapes, `
			"x#Op%[1]d": {"type": "operation", "input": {"target": "x#In%[1]d"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/%[1]d"}}},
			"x#In%[1]d": {"type": "structure", "members": {"someMember": {"target": %[2]q, "traits": {%[3]s}}}},`, i, row.target, row.traits)
	}
	list := func(name, target, traits string) {
		fmt.Fprintf(&shapes, `%q: {"type": "list", "member": {"target": %q}, "traits": {%s}},`, name, target, traits)
	}
	list("x#Strings", "smithy.api#String", ``)
	list("x#Structs", "x#Struct", ``)
	list("x#Enums", "x#Enum", ``)
	list("x#Sparse", "smithy.api#String", `"smithy.api#sparse": {}`)
	list("x#Blobs", "smithy.api#Blob", ``)
	list("x#Lists", "x#Strings", ``)
	list("x#Times", "smithy.api#Timestamp", ``)
	list("x#Unions", "x#Union", ``)
	return `{"smithy": "2.0", "shapes": {` + shapes.String() + `
		"x#Epoch": {"type": "timestamp", "traits": {"smithy.api#timestampFormat": "epoch-seconds"}},
		"x#Enum": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}}}},
		"x#Int": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
		"x#Struct": {"type": "structure", "members": {"Inner": {"target": "x#Struct"}, "union": {"target": "x#Union"}, "text": {"target": "smithy.api#String"}}},
		"x#Union": {"type": "union", "members": {"text": {"target": "smithy.api#String"}, "when": {"target": "smithy.api#Timestamp"}}},
		"x#Map": {"type": "map", "key": {"target": "x#Enum"}, "value": {"target": "x#Struct"}},
		"x#Floats": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#Float"}},
		"x#Tagged": {"type": "service", "version": "1", "operations": [` + strings.TrimSuffix(operations.String(), ",") + `], "traits": {"aws.protocols#restXml": {}}}}}`
}

func TestTags(t *testing.T) {
	m := loadText(t, tagModel())
	structs := map[string]bool{}
	for _, s := range lowered(t, m).Structs {
		structs[s.Name] = s.JSON
	}
	for i, row := range tagRows {
		if methods, ok := structs[fmt.Sprintf("In%d", i)]; !ok || methods == row.tagged {
			t.Errorf("%s with %s: has methods %t, is there %t", row.target, row.traits, methods, ok)
		}
	}
	// Both ways lead to the same.
	w := newWorkspace(t)
	w.add("tagged", generate(t, m, Options{}))
	w.roundTrip("tagged")
}
