package connect_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// Schemas made by hand, so that what the package reflects is not compared with
// itself. Values compare by kind, name and sensitivity of their shapes.
func shape(name string, k wire.Kind, flags wire.Flags) *wire.Schema {
	return &wire.Schema{ID: "com.amazonaws.connect#" + name, Kind: k, Flags: flags}
}

func field(name string, v wire.Value) wire.Field { return wire.Field{Name: name, Value: v} }

// fullValue is the tree that full reflects itself as.
func fullValue() wire.Value {
	token, timestamp := shape("SecurityToken", wire.String, wire.Sensitive), shape("Timestamp", wire.Timestamp, 0)
	return wire.StructureValue(shape("GetFederationTokenResponse", wire.Structure, 0),
		field("Credentials", wire.StructureValue(shape("Credentials", wire.Structure, wire.Sensitive),
			field("AccessToken", wire.StringValue(token, "access-secret")),
			field("AccessTokenExpiration", wire.TimeValue(timestamp, time.Unix(1700000000, 0))),
			field("RefreshToken", wire.StringValue(token, "refresh-secret")),
			field("RefreshTokenExpiration", wire.TimeValue(timestamp, time.Unix(1700003600, 500e6))),
		)),
		field("SignInUrl", wire.StringValue(shape("Url", wire.String, 0), signInURL)),
		field("UserArn", wire.StringValue(shape("ARN", wire.String, 0), userARN)),
		field("UserId", wire.StringValue(shape("AgentResourceId", wire.String, 0), "u-1")),
	)
}

func TestToValue(t *testing.T) {
	message := shape("Message", wire.String, 0)
	reasons := shape("InvalidRequestExceptionReason", wire.Union, 0)
	exception := shape("InvalidRequestException", wire.Structure, 0)
	tests := []struct {
		name string
		in   interface{ ToValue() wire.Value }
		want wire.Value
	}{
		{"all members", full(), fullValue()},
		{"no members", &response{}, wire.StructureValue(shape("GetFederationTokenResponse", wire.Structure, 0))},
		{"request", &request{InstanceId: new("i")}, wire.StructureValue(shape("GetFederationTokenRequest", wire.Structure, 0),
			field("InstanceId", wire.StringValue(shape("InstanceId", wire.String, 0), "i")))},
		{"error", &connect.InvalidRequestException{Message: new("no"), Reason: &reasonFile{Value: "INVALID_FILE_AGE"}, ErrorInfo: wire.ErrorInfo{Status: 400}},
			wire.StructureValue(exception, field("Message", wire.StringValue(message, "no")),
				field("Reason", wire.UnionValue(reasons, fileTag, wire.StringValue(shape(fileTag, wire.Enum, 0), "INVALID_FILE_AGE"))))},
		{"unknown member", &connect.InvalidRequestException{Reason: later("Later", wire.IntValue(nil, 7))},
			wire.StructureValue(exception, field("Reason", wire.UnionValue(reasons, "Later", wire.IntValue(nil, 7))))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.in.ToValue(); !got.Equal(tt.want) {
				t.Errorf("\n got: %#v\nwant: %#v", got.Any(), tt.want.Any())
			}
		})
	}
}

// The same tree, read as a program would that knows nothing of the package.
func TestWalkValue(t *testing.T) {
	type line struct {
		Depth       int
		Name, Shape string
		Kind        wire.Kind
		Sensitive   bool
		Any         any
	}
	var got []line
	var walk func(depth int, name string, v wire.Value)
	walk = func(depth int, name string, v wire.Value) {
		l := line{depth, name, v.Shape(), v.Kind(), v.Sensitive(), nil}
		if v.Kind() != wire.Structure {
			l.Any = v.Any()
		}
		got = append(got, l)
		for name, member := range v.Entries() {
			walk(depth+1, name, member)
		}
	}
	walk(0, "", full().ToValue())
	want := []line{
		{0, "", "GetFederationTokenResponse", wire.Structure, false, nil},
		{1, "Credentials", "Credentials", wire.Structure, true, nil},
		{2, "AccessToken", "SecurityToken", wire.String, true, "access-secret"},
		{2, "AccessTokenExpiration", "Timestamp", wire.Timestamp, false, time.Unix(1700000000, 0).UTC()},
		{2, "RefreshToken", "SecurityToken", wire.String, true, "refresh-secret"},
		{2, "RefreshTokenExpiration", "Timestamp", wire.Timestamp, false, time.Unix(1700003600, 500e6).UTC()},
		{1, "SignInUrl", "Url", wire.String, false, signInURL},
		{1, "UserArn", "ARN", wire.String, false, userARN},
		{1, "UserId", "AgentResourceId", wire.String, false, "u-1"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestFromValue(t *testing.T) {
	got := new(response)
	if err := got.FromValue(fullValue()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full(), got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	loose := wire.MapValue(nil, field("UserId", wire.StringValue(nil, "u")), field("UserArn", wire.NullValue()))
	got = new(response)
	if err := got.FromValue(loose); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(user("u"), got); diff != "" {
		t.Errorf("a map without schemas: want -, got +:\n%s", diff)
	}
	for _, nothing := range []wire.Value{{}, wire.NullValue()} {
		if got := new(response); got.FromValue(nothing) != nil || *got != (response{}) {
			t.Errorf("%v: got %v", nothing, got)
		}
	}
}

func TestFromValueMismatch(t *testing.T) {
	structure := shape("GetFederationTokenResponse", wire.Structure, 0)
	tests := []struct {
		name, path string
		in         wire.Value
		text       string
	}{
		{"text", "", wire.StringValue(nil, "u"), ": at byte 0: expected a value of kind Structure, found String"},
		{"unknown member", "", wire.StructureValue(structure, field("Later", wire.StringValue(nil, "x"))),
			`: at byte 0: GetFederationTokenResponse has no member "Later"`},
		{"number for text", "UserId", wire.StructureValue(structure, field("UserId", wire.IntValue(nil, 1))),
			".UserId: at byte 0: expected a value of kind String, found Long"},
		{"text for a secret", "Credentials", wire.StructureValue(structure, field("Credentials", wire.StringValue(nil, "access-secret"))),
			".Credentials: at byte 0: malformed value of a sensitive member: [REDACTED]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := new(response).FromValue(tt.in)
			checkDecodeError(t, err, "GetFederationTokenResponse", tt.path, 0, decoding+tt.text, "")
		})
	}
	union := wire.StructureValue(nil, field("Reason", wire.MapValue(nil,
		field(fileTag, wire.StringValue(nil, "A")), field(fileTag, wire.StringValue(nil, "B")))))
	err := new(connect.InvalidRequestException).FromValue(union)
	if e, ok := errors.AsType[*wire.DecodeError](err); !ok || e.Path != "Reason."+fileTag {
		t.Errorf("two members: %v", err)
	}
}
