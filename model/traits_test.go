package model

import (
	"fmt"
	"testing"
)

// traited makes a structure of one member, with the traits given of container,
// member and target.
func traited(container, member, target Traits) *Member {
	m := &Member{Name: "m", Traits: member, Target: &Shape{ID: "a#T", Kind: KindString, Traits: target}}
	m.Container = &Shape{ID: "a#S", Kind: KindStructure, Traits: container, Members: []*Member{m}}
	return m
}

func TestMemberTraits(t *testing.T) {
	trait := func(id ShapeID, value Node) Traits { return Traits{{id, value}} }
	zero := trait(TraitDefault, "0")
	for name, test := range map[string]struct {
		member *Member
		of     func(*Member) any
		want   any
	}{
		"no default":           {traited(nil, nil, nil), defaultOf, "none"},
		"member's default":     {traited(nil, trait(TraitDefault, "1"), zero), defaultOf, "1"},
		"target's default":     {traited(nil, nil, zero), defaultOf, "0"},
		"cancelled default":    {traited(nil, trait(TraitDefault, "null"), zero), defaultOf, "none"},
		"required":             {traited(nil, trait(TraitRequired, "{}"), nil), func(m *Member) any { return m.Required() }, true},
		"client optional":      {traited(nil, trait(TraitClientOptional, "{}"), nil), func(m *Member) any { return m.ClientOptional() }, true},
		"input's member":       {traited(trait(TraitInput, "{}"), nil, nil), func(m *Member) any { return m.ClientOptional() }, true},
		"other member":         {traited(nil, nil, nil), func(m *Member) any { return m.ClientOptional() }, false},
		"secret target":        {traited(nil, nil, trait(TraitSensitive, "{}")), func(m *Member) any { return m.Sensitive() }, true},
		"secret member":        {traited(nil, trait(TraitSensitive, "{}"), nil), func(m *Member) any { return m.Sensitive() }, true},
		"streaming target":     {traited(nil, nil, trait(TraitStreaming, "{}")), func(m *Member) any { return m.Streaming() }, true},
		"member's format":      {traited(nil, trait(TraitTimestampFormat, `"http-date"`), trait(TraitTimestampFormat, `"date-time"`)), func(m *Member) any { return m.TimestampFormat() }, "http-date"},
		"target's format":      {traited(nil, nil, trait(TraitTimestampFormat, `"date-time"`)), func(m *Member) any { return m.TimestampFormat() }, "date-time"},
		"media type":           {traited(nil, nil, trait(TraitMediaType, `"a/b"`)), func(m *Member) any { return m.MediaType() }, "a/b"},
		"own JSON name":        {traited(nil, nil, nil), func(m *Member) any { return m.JSONName() }, "m"},
		"JSON name":            {traited(nil, trait(TraitJSONName, `"é\"x"`), nil), func(m *Member) any { return m.JSONName() }, `é"x`},
		"XML name":             {traited(nil, trait(TraitXMLName, `"X"`), nil), func(m *Member) any { return m.XMLName() }, "X"},
		"enum value":           {traited(nil, trait(TraitEnumValue, "7"), nil), func(m *Member) any { return m.EnumValue() }, Node("7")},
		"enum value by name":   {traited(nil, nil, nil), func(m *Member) any { return m.EnumValue() }, Node(`"m"`)},
		"default added later":  {traited(nil, trait(TraitAddedDefault, "{}"), nil), func(m *Member) any { return m.AddedDefault() }, true},
		"neither is streaming": {traited(nil, nil, nil), func(m *Member) any { return m.Streaming() }, false},
	} {
		if got := test.of(test.member); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func defaultOf(m *Member) any {
	n, ok := m.Default()
	if !ok {
		return "none"
	}
	return string(n)
}

func TestShapeTraits(t *testing.T) {
	s := &Shape{Traits: Traits{
		{TraitHTTP, `{"method":"GET","uri":"/a"}`},
		{TraitEndpoint, `{"hostPrefix":"{x}."}`},
		{TraitError, `"server"`},
		{TraitQueryError, `{"code":"A.B","httpResponseCode":404}`},
		{TraitRetryable, `{"throttling":true}`},
		{TraitService, `{"sdkId":"I D","endpointPrefix":"p"}`},
		{TraitSigV4, `{"name":"n"}`},
		{TraitDeprecated, `{"message":"m","since":"s"}`},
		{TraitLength, `{"min":1}`},
		{TraitRange, `{"max":0.1}`},
		{TraitXMLNamespace, `{"uri":"u","prefix":"p"}`},
		{TraitSparse, `{}`},
		{TraitPattern, `"^a\\d$"`},
		{TraitQueryCompatible, `{}`},
		{ProtocolRPCv2CBOR, `{}`},
		{ProtocolAWSJSON10, `{}`},
		{"aws.protocols#httpChecksum", `{}`},
		{"aws.protocols#futureProtocol", `{}`},
	}}
	code, status, own := s.QueryError()
	retryable, throttling := s.Retryable()
	http, bound := s.HTTP()
	deprecation, deprecated := s.Traits.Deprecated()
	length, _ := s.Traits.Length()
	limits, _ := s.Traits.Range()
	namespace, _ := s.Traits.XMLNamespace()
	for _, pair := range [][2]any{
		{code, "A.B"}, {status, 404}, {own, true}, {retryable, true}, {throttling, true},
		{http, HTTP{"GET", "/a", 200}}, {bound, true}, {deprecation, Deprecation{"m", "s"}}, {deprecated, true},
		{length, Bounds{"1", ""}}, {limits, Bounds{"", "0.1"}}, {namespace, Namespace{"u", "p"}},
		{s.ErrorFault(), "server"}, {s.HTTPError(), 500}, {s.HostPrefix(), "{x}."}, {s.Sparse(), true}, {s.Sensitive(), false},
		{s.SDKID(), "I D"}, {s.SigningName(), "n"}, {s.Traits.Pattern(), `^a\d$`},
		{fmt.Sprint(s.Protocols()), "[smithy.protocols#rpcv2Cbor aws.protocols#awsJson1_0 aws.protocols#futureProtocol]"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("got %v, want %v", pair[0], pair[1])
		}
	}
}
