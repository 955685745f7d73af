package generator

import (
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model"
)

// A row of the first table in presence.go: what is said of an Integer member,
// of its target and of its structure.
var presenceRows = []struct {
	name                      string
	member, target, structure string
	want                      string
}{
	{"clientOptional beats required", `"smithy.api#clientOptional": {}, "smithy.api#required": {}`, "", "", "*int32"},
	{"clientOptional beats default", `"smithy.api#clientOptional": {}, "smithy.api#default": 1`, "", "", "*int32"},
	{"input beats required", `"smithy.api#required": {}`, "", `"smithy.api#input": {}`, "*int32"},
	{"input beats default", `"smithy.api#default": 1`, "", `"smithy.api#input": {}`, "*int32"},
	{"required", `"smithy.api#required": {}`, "", "", "int32"},
	{"required and addedDefault", `"smithy.api#required": {}, "smithy.api#default": 1, "smithy.api#addedDefault": {}`, "", "", "int32"},
	{"required and default", `"smithy.api#required": {}, "smithy.api#default": 1`, "", "", "int32"},
	{"addedDefault", `"smithy.api#default": 1, "smithy.api#addedDefault": {}`, "", "", "*int32"},
	{"default", `"smithy.api#default": 1`, "", "", "int32"},
	{"default zero", `"smithy.api#default": 0`, "", "", "int32"},
	{"default of the target", "", `"smithy.api#default": 1`, "", "int32"},
	{"default null", `"smithy.api#default": null`, "", "", "*int32"},
	{"default null cancels the target's", `"smithy.api#default": null`, `"smithy.api#default": 1`, "", "*int32"},
	{"required beats default null", `"smithy.api#required": {}, "smithy.api#default": null`, "", "", "int32"},
	{"nothing said", "", "", "", "*int32"},
}

func TestMayBeAbsent(t *testing.T) {
	for _, row := range presenceRows {
		t.Run(row.name, func(t *testing.T) {
			m := loadText(t, small(`"m": {"target": "x#N", "traits": {`+row.member+`}}`, `, "x#N": {"type": "integer", "traits": {`+row.target+`}}`))
			in := m.Shapes["x#In"]
			if row.structure != "" {
				in.Traits = append(in.Traits, model.Trait{ID: model.TraitInput, Value: "{}"})
			}
			for _, s := range lowered(t, m).Structs {
				if s.Name == "In" {
					if got := s.Fields[0].Type.String(); got != row.want {
						t.Errorf("%s, want %s", got, row.want)
					}
				}
			}
		})
	}
}

// The second table: what each target becomes, and whether it is always written.
func TestGoTypes(t *testing.T) {
	const shapes = `,
		"x#Str": {"type": "structure", "members": {}},
		"x#Uni": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}},
		"x#Enu": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}}}},
		"x#Int": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
		"x#Lis": {"type": "list", "member": {"target": "smithy.api#String"}},
		"x#Map": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}},
		"x#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}}`
	for _, row := range []struct {
		target, absent, there string
		present               bool
	}{
		{"smithy.api#Boolean", "*bool", "bool", true},
		{"smithy.api#Byte", "*int8", "int8", true},
		{"smithy.api#Short", "*int16", "int16", true},
		{"smithy.api#Integer", "*int32", "int32", true},
		{"smithy.api#Long", "*int64", "int64", true},
		{"smithy.api#Float", "*float32", "float32", true},
		{"smithy.api#Double", "*float64", "float64", true},
		{"smithy.api#String", "*string", "string", true},
		{"x#Enu", "*Enu", "Enu", true},
		{"x#Int", "*Int", "Int", true},
		{"smithy.api#Timestamp", "*time.Time", "time.Time", true},
		{"x#Str", "*Str", "Str", true},
		{"x#In", "*In", "*In", false},
		{"x#Lis", "[]string", "[]string", true},
		{"x#Map", "map[string]string", "map[string]string", true},
		{"smithy.api#Blob", "[]byte", "[]byte", true},
		{"smithy.api#BigInteger", "*big.Int", "*big.Int", true},
		{"smithy.api#BigDecimal", "*wire.Decimal", "*wire.Decimal", true},
		{"smithy.api#Document", "wire.Value", "wire.Value", true},
		{"x#Uni", "Uni", "Uni", false},
		{"x#Stream", "io.Reader", "io.Reader", false},
	} {
		pkg := lowered(t, loadText(t, small(`"a": {"target": "`+row.target+`"}, "b": {"target": "`+row.target+`", "traits": {"smithy.api#required": {}}}`, shapes)))
		for _, s := range pkg.Structs {
			if s.Name == "In" && (s.Fields[0].Type.String() != row.absent || s.Fields[1].Type.String() != row.there) {
				t.Errorf("%s: %s and %s, want %s and %s", row.target, s.Fields[0].Type, s.Fields[1].Type, row.absent, row.there)
			}
		}
		for _, s := range pkg.Schemas {
			if s.ID != "x#In" {
				continue
			}
			if strings.Contains(dumpMember(s.Members[0]), "Present") || strings.Contains(dumpMember(s.Members[1]), "Present") != row.present {
				t.Errorf("%s: %s, %s", row.target, dumpMember(s.Members[0]), dumpMember(s.Members[1]))
			}
		}
	}
}

// What says nothing while it is zero: members of an operation's input that lacks the
// trait, with a default that the zero is or could not stand for instead.
func TestUnsaid(t *testing.T) {
	const shapes = `,
		"x#Zero": {"type": "intEnum", "members": {"N": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 0}}, "A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
		"x#One": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}}`
	for _, row := range []struct {
		target, traits string
		want           string // the flags that say when it is written
	}{
		{"smithy.api#Boolean", `"smithy.api#default": false`, "Unsaid"},
		{"smithy.api#Boolean", `"smithy.api#default": true`, "Present"},
		{"smithy.api#Boolean", `"smithy.api#default": false, "smithy.api#required": {}`, "Present"},
		{"smithy.api#Integer", `"smithy.api#default": 0`, "Unsaid"},
		{"smithy.api#Integer", `"smithy.api#default": 7`, "Present"},
		{"smithy.api#String", `"smithy.api#default": ""`, "Unsaid"},
		{"smithy.api#String", `"smithy.api#default": "d"`, "Unsaid"},
		{"smithy.api#String", `"smithy.api#required": {}`, "Present"},
		{"smithy.api#Timestamp", `"smithy.api#default": 0`, "Unsaid"},
		{"smithy.api#Blob", `"smithy.api#default": ""`, ""},
		{"x#Zero", `"smithy.api#default": 0`, "Unsaid"},
		{"x#Zero", `"smithy.api#default": 1`, "Present"},
		{"x#One", `"smithy.api#default": 1`, "Unsaid"},
	} {
		for _, s := range lowered(t, loadText(t, small(`"m": {"target": "`+row.target+`", "traits": {`+row.traits+`}}`, shapes))).Schemas {
			if s.ID != "x#In" {
				continue
			}
			var got []string
			for _, flag := range s.Members[0].Flags {
				if flag == "Present" || flag == "Unsaid" {
					got = append(got, flag)
				}
			}
			if strings.Join(got, " ") != row.want {
				t.Errorf("%s with %s: %v, want %s", row.target, row.traits, got, row.want)
			}
		}
	}
}
