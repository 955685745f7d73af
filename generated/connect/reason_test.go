package connect_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// The union Reason of InvalidRequestException and the enum in it, short.
type (
	reason        = connect.InvalidRequestExceptionReason
	reasonFile    = connect.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason
	reasonUnknown = connect.InvalidRequestExceptionReasonUnknown
	fileReason    = connect.AttachedFileInvalidRequestExceptionReason
)

const fileTag = "AttachedFileInvalidRequestExceptionReason"

func later(tag string, v wire.Value) reason {
	return &reasonUnknown{UnknownMember: wire.UnknownMember{Tag: tag, Value: v}}
}

func TestReason(t *testing.T) {
	known := &reasonFile{Value: connect.AttachedFileInvalidRequestExceptionReasonInvalidFileType}
	document := wire.MapValue(nil,
		wire.Field{Name: "deep", Value: wire.ListValue(nil, wire.IntValue(nil, 1), wire.NullValue())})
	tests := []struct {
		name, json, xml string
		want            reason
		again           string // how it is written, "" for json
	}{
		{"known value", `{"` + fileTag + `":"INVALID_FILE_TYPE"}`, `<` + fileTag + `>INVALID_FILE_TYPE</` + fileTag + `>`, known, ""},
		{"unknown value", `{"` + fileTag + `":"INVALID_FILE_AGE"}`, `<` + fileTag + `>INVALID_FILE_AGE</` + fileTag + `>`, &reasonFile{Value: "INVALID_FILE_AGE"}, ""},
		{"empty value", `{"` + fileTag + `":""}`, `<` + fileTag + `/>`, &reasonFile{}, ""},
		{"unknown member", `{"Later":"x"}`, `<Later>x</Later>`, later("Later", wire.StringValue(nil, "x")), ""},
		{"unknown member with members", `{"Later":{"deep":[1,null]}}`, ``, later("Later", document), ""},
		{"unknown empty member", `{"Later":{}}`, ``, later("Later", wire.MapValue(nil)), ""},
		{"__type before", `{"__type":"x#Reason","` + fileTag + `":"INVALID_FILE_TYPE"}`, ``, known, `{"` + fileTag + `":"INVALID_FILE_TYPE"}`},
		{"__type behind", `{"` + fileTag + `":"INVALID_FILE_TYPE","__type":"x#Reason"}`, ``, known, `{"` + fileTag + `":"INVALID_FILE_TYPE"}`},
		{"__type alone", `{"__type":"x#Reason"}`, ``, nil, "-"},
		{"__type and unknown", `{"__type":"x#Reason","Later":"x"}`, ``, later("Later", wire.StringValue(nil, "x")), `{"Later":"x"}`},
		{"unknown before known", `{"Later":{"a":1},"` + fileTag + `":"INVALID_FILE_TYPE"}`,
			`<Later>1</Later><` + fileTag + `>INVALID_FILE_TYPE</` + fileTag + `>`, known, `{"` + fileTag + `":"INVALID_FILE_TYPE"}`},
		{"unknown behind known", `{"` + fileTag + `":"INVALID_FILE_TYPE","Later":{"a":1}}`,
			`<` + fileTag + `>INVALID_FILE_TYPE</` + fileTag + `><Later>1</Later>`, known, `{"` + fileTag + `":"INVALID_FILE_TYPE"}`},
		{"null members", `{"` + fileTag + `":null,"Later":null}`, ``, nil, "-"},
		{"no members", `{}`, ` `, nil, "-"},
		{"null", `null`, ``, nil, "-"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := &connect.InvalidRequestException{Message: new("no"), Reason: tt.want}
			body := `{"Message":"no","Reason":` + tt.json + `}`
			got, err := connect.GetFederationTokenErrorFromJSON("InvalidRequestException", []byte(body))
			checkUnion(t, body, want, got, err)
			if tt.xml != "" {
				body := `<Error><Code>InvalidRequestException</Code><Message>no</Message><Reason>` + tt.xml + `</Reason></Error>`
				got, err := connect.GetFederationTokenErrorFromXML("", []byte(body))
				checkUnion(t, body, want, got, err)
			}
			again := `{"Message":"no","Reason":` + tt.again + `}`
			switch tt.again {
			case "":
				again = body
			case "-":
				again = `{"Message":"no"}`
			}
			if out, err := json.Marshal(got); err != nil || string(out) != again {
				t.Errorf("written again: got %s, %v, want %s", out, err, again)
			}
		})
	}
}

func TestReasonAlone(t *testing.T) {
	for want, v := range map[string]reason{
		`{"` + fileTag + `":"INVALID_FILE_AGE"}`: &reasonFile{Value: "INVALID_FILE_AGE"},
		`{"Later":[true]}`:                       later("Later", wire.ListValue(nil, wire.BoolValue(nil, true))),
	} {
		if out, err := json.Marshal(map[string]any{"r": []reason{v}}); err != nil || string(out) != `{"r":[`+want+`]}` {
			t.Errorf("got %s, %v, want %s", out, err, want)
		}
	}
	var value wire.Value = (&reasonFile{Value: "INVALID_FILE_AGE"}).ToValue()
	if value.Kind() != wire.Union || value.Shape() != "InvalidRequestExceptionReason" || value.Tag() != fileTag ||
		value.Member(fileTag).Kind() != wire.Enum || value.Member(fileTag).Text() != "INVALID_FILE_AGE" {
		t.Errorf("got %v", value)
	}
}

func TestFileReason(t *testing.T) {
	want := []fileReason{"INVALID_FILE_SIZE", "INVALID_FILE_TYPE", "INVALID_FILE_NAME"}
	if diff := cmp.Diff(want, fileReason("").Values()); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	for _, v := range want {
		if !v.Known() {
			t.Errorf("%s is not known", v)
		}
	}
	for _, v := range []fileReason{"", "INVALID_FILE_AGE", "invalid_file_size"} {
		if v.Known() {
			t.Errorf("%q is known", v)
		}
	}
	v := fileReason("").Values()
	v[0] = "changed"
	if !fileReason("INVALID_FILE_SIZE").Known() {
		t.Error("Values hands out what Known looks at")
	}
}
