package model

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// The ids of the traits this program understands. All others are kept as well.
const (
	TraitAddedDefault     ShapeID = "smithy.api#addedDefault"
	TraitBox              ShapeID = "smithy.api#box"
	TraitClientOptional   ShapeID = "smithy.api#clientOptional"
	TraitDefault          ShapeID = "smithy.api#default"
	TraitDeprecated       ShapeID = "smithy.api#deprecated"
	TraitDocumentation    ShapeID = "smithy.api#documentation"
	TraitEndpoint         ShapeID = "smithy.api#endpoint"
	TraitEnum             ShapeID = "smithy.api#enum"
	TraitEnumValue        ShapeID = "smithy.api#enumValue"
	TraitError            ShapeID = "smithy.api#error"
	TraitEventHeader      ShapeID = "smithy.api#eventHeader"
	TraitEventPayload     ShapeID = "smithy.api#eventPayload"
	TraitHostLabel        ShapeID = "smithy.api#hostLabel"
	TraitHTTP             ShapeID = "smithy.api#http"
	TraitHTTPError        ShapeID = "smithy.api#httpError"
	TraitHTTPHeader       ShapeID = "smithy.api#httpHeader"
	TraitHTTPLabel        ShapeID = "smithy.api#httpLabel"
	TraitHTTPPayload      ShapeID = "smithy.api#httpPayload"
	TraitHTTPPrefix       ShapeID = "smithy.api#httpPrefixHeaders"
	TraitHTTPQuery        ShapeID = "smithy.api#httpQuery"
	TraitHTTPQueryParams  ShapeID = "smithy.api#httpQueryParams"
	TraitHTTPResponseCode ShapeID = "smithy.api#httpResponseCode"
	TraitIdempotencyToken ShapeID = "smithy.api#idempotencyToken"
	TraitInput            ShapeID = "smithy.api#input"
	TraitJSONName         ShapeID = "smithy.api#jsonName"
	TraitLength           ShapeID = "smithy.api#length"
	TraitMediaType        ShapeID = "smithy.api#mediaType"
	TraitMixin            ShapeID = "smithy.api#mixin"
	TraitOutput           ShapeID = "smithy.api#output"
	TraitPaginated        ShapeID = "smithy.api#paginated"
	TraitPattern          ShapeID = "smithy.api#pattern"
	TraitRange            ShapeID = "smithy.api#range"
	TraitRequired         ShapeID = "smithy.api#required"
	TraitRequiresLength   ShapeID = "smithy.api#requiresLength"
	TraitRetryable        ShapeID = "smithy.api#retryable"
	TraitSensitive        ShapeID = "smithy.api#sensitive"
	TraitSparse           ShapeID = "smithy.api#sparse"
	TraitStreaming        ShapeID = "smithy.api#streaming"
	TraitTimestampFormat  ShapeID = "smithy.api#timestampFormat"
	TraitTitle            ShapeID = "smithy.api#title"
	TraitUniqueItems      ShapeID = "smithy.api#uniqueItems"
	TraitXMLAttribute     ShapeID = "smithy.api#xmlAttribute"
	TraitXMLFlattened     ShapeID = "smithy.api#xmlFlattened"
	TraitXMLName          ShapeID = "smithy.api#xmlName"
	TraitXMLNamespace     ShapeID = "smithy.api#xmlNamespace"

	TraitService          ShapeID = "aws.api#service"
	TraitSigV4            ShapeID = "aws.auth#sigv4"
	TraitQueryError       ShapeID = "aws.protocols#awsQueryError"
	TraitQueryCompatible  ShapeID = "aws.protocols#awsQueryCompatible"
	TraitEC2QueryName     ShapeID = "aws.protocols#ec2QueryName"
	TraitWaitable         ShapeID = "smithy.waiters#waitable"
	TraitLegacyWaiters    ShapeID = legacyTraits + "waiters"    // waiters with no Smithy equivalent, raw
	TraitLegacyPaginators ShapeID = legacyTraits + "paginators" // a paginator of which Smithy can't express all, raw
	legacyTraits          ShapeID = "aws.api2#"                 // what only the legacy form says, raw, by its key
	ProtocolRestJSON1     ShapeID = "aws.protocols#restJson1"
	ProtocolRestXML       ShapeID = "aws.protocols#restXml"
	ProtocolAWSJSON10     ShapeID = "aws.protocols#awsJson1_0"
	ProtocolAWSJSON11     ShapeID = "aws.protocols#awsJson1_1"
	ProtocolAWSQuery      ShapeID = "aws.protocols#awsQuery"
	ProtocolEC2Query      ShapeID = "aws.protocols#ec2Query"
	ProtocolRPCv2CBOR     ShapeID = "smithy.protocols#rpcv2Cbor"
	ProtocolRPCv2JSON     ShapeID = "smithy.protocols#rpcv2Json"
)

// notProtocols are the traits that live among the protocols' without being one.
var notProtocols = []ShapeID{TraitQueryError, TraitQueryCompatible, TraitEC2QueryName, "aws.protocols#httpChecksum"}

// Documentation returns the documentation, HTML as the model has it.
func (ts Traits) Documentation() string { return ts.Text(TraitDocumentation) }

// Pattern returns the regular expression of the pattern trait, "" without one.
func (ts Traits) Pattern() string { return ts.Text(TraitPattern) }

// A Deprecation says since when something is deprecated and what to use instead.
type Deprecation struct{ Message, Since string }

// Deprecated returns what the deprecated trait says and whether it is there.
func (ts Traits) Deprecated() (Deprecation, bool) {
	n, ok := ts.Get(TraitDeprecated)
	return Deprecation{n.Get("message").Text(), n.Get("since").Text()}, ok
}

// Bounds are the limits of a length or range, "" where there is none. They are
// kept as the model spells them, since a range may be of any number.
type Bounds struct{ Min, Max Node }

// Length returns the limits of the length trait and whether it is there.
func (ts Traits) Length() (Bounds, bool) { return ts.bounds(TraitLength) }

// Range returns the limits of the range trait and whether it is there.
func (ts Traits) Range() (Bounds, bool) { return ts.bounds(TraitRange) }

func (ts Traits) bounds(id ShapeID) (Bounds, bool) {
	n, ok := ts.Get(id)
	return Bounds{n.Get("min"), n.Get("max")}, ok
}

// A Namespace is an XML namespace; the prefix may be empty.
type Namespace struct{ URI, Prefix string }

// XMLNamespace returns what the xmlNamespace trait says and whether it is there.
func (ts Traits) XMLNamespace() (Namespace, bool) {
	n, ok := ts.Get(TraitXMLNamespace)
	return Namespace{n.Get("uri").Text(), n.Get("prefix").Text()}, ok
}

// Sensitive reports whether the shape as a whole is a secret.
func (s *Shape) Sensitive() bool { return s.Traits.Has(TraitSensitive) }

// Streaming reports whether the shape is a streaming blob or an event stream.
func (s *Shape) Streaming() bool { return s.Traits.Has(TraitStreaming) }

// Sparse reports whether a list or map may hold nulls.
func (s *Shape) Sparse() bool { return s.Traits.Has(TraitSparse) }

// ErrorFault returns "client" or "server" for an error, "" for other shapes.
func (s *Shape) ErrorFault() string { return s.Traits.Text(TraitError) }

// HTTPError returns the status code of an error: its own, or 400 or 500 by
// fault; 0 if the shape is no error.
func (s *Shape) HTTPError() int {
	if n, ok := s.Traits.Get(TraitHTTPError); ok {
		return int(n.Int())
	}
	return map[string]int{"client": 400, "server": 500}[s.ErrorFault()]
}

// QueryError returns the error's code and status under awsQuery and whether it
// has its own.
func (s *Shape) QueryError() (code string, status int, ok bool) {
	n, ok := s.Traits.Get(TraitQueryError)
	return n.Get("code").Text(), int(n.Get("httpResponseCode").Int()), ok
}

// Retryable reports whether a client may retry after the error, and whether
// the error means it should slow down.
func (s *Shape) Retryable() (retryable, throttling bool) {
	n, ok := s.Traits.Get(TraitRetryable)
	return ok, n.Get("throttling").Bool()
}

// HTTP is an operation's HTTP binding. The URI is a pattern with the names of
// input members in braces, "{Key+}" where the label is greedy.
type HTTP struct {
	Method, URI string
	Code        int
}

// HTTP returns the operation's HTTP binding and whether it has one.
func (s *Shape) HTTP() (HTTP, bool) {
	n, ok := s.Traits.Get(TraitHTTP)
	h := HTTP{Method: n.Get("method").Text(), URI: n.Get("uri").Text(), Code: int(n.Get("code").Int())}
	if h.Code == 0 {
		h.Code = 200
	}
	return h, ok
}

// HostPrefix returns the host prefix pattern of the operation, "" without one.
func (s *Shape) HostPrefix() string {
	n, _ := s.Traits.Get(TraitEndpoint)
	return n.Get("hostPrefix").Text()
}

// Protocols returns the protocols of a service in model order, those this
// program does not know included.
func (s *Shape) Protocols() []ShapeID {
	var ids []ShapeID
	for _, t := range s.Traits {
		ns := t.ID.Namespace()
		if (ns == "aws.protocols" || ns == "smithy.protocols") && !slices.Contains(notProtocols, t.ID) {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// SDKID returns the service's id as AWS's SDKs spell it, "" if the model has none.
func (s *Shape) SDKID() string {
	n, _ := s.Traits.Get(TraitService)
	return n.Get("sdkId").Text()
}

// SigningName returns the name requests to the service are signed with, "" if
// they are not signed with SigV4.
func (s *Shape) SigningName() string {
	n, _ := s.Traits.Get(TraitSigV4)
	return n.Get("name").Text()
}

// Required reports whether the member has to be there.
func (m *Member) Required() bool { return m.Traits.Has(TraitRequired) }

// Default returns the member's default value: its own, or its target's unless
// the member's is null, which cancels it. It reports whether there is one.
func (m *Member) Default() (Node, bool) {
	n, ok := m.Traits.Get(TraitDefault)
	if !ok {
		n, ok = m.Target.Traits.Get(TraitDefault)
	}
	return n, ok && !n.Null()
}

// AddedDefault reports whether the default came after the member, so that
// clients keep treating the member as optional.
func (m *Member) AddedDefault() bool { return m.Traits.Has(TraitAddedDefault) }

// ClientOptional reports whether clients have to treat the member as optional
// whatever else is said, as they do with all members of an operation's input.
func (m *Member) ClientOptional() bool {
	return m.Traits.Has(TraitClientOptional) || m.Container.Traits.Has(TraitInput)
}

// Sensitive reports whether the member's value is a secret.
func (m *Member) Sensitive() bool { return m.Traits.Has(TraitSensitive) || m.Target.Sensitive() }

// Streaming reports whether the member is a streaming blob or an event stream.
// A legacy model may say so of the member alone.
func (m *Member) Streaming() bool { return m.Traits.Has(TraitStreaming) || m.Target.Streaming() }

// TimestampFormat returns the member's or else its target's timestamp format, ""
// if the protocol decides.
func (m *Member) TimestampFormat() string { return m.either(TraitTimestampFormat) }

// MediaType returns the member's or else its target's media type, "" without one.
func (m *Member) MediaType() string { return m.either(TraitMediaType) }

func (m *Member) either(id ShapeID) string {
	if text := m.Traits.Text(id); text != "" {
		return text
	}
	return m.Target.Traits.Text(id)
}

// JSONName returns the member's name in JSON where the protocol heeds jsonName.
func (m *Member) JSONName() string { return m.named(TraitJSONName) }

// XMLName returns the member's name in XML.
func (m *Member) XMLName() string { return m.named(TraitXMLName) }

func (m *Member) named(id ShapeID) string {
	if name := m.Traits.Text(id); name != "" {
		return name
	}
	return m.Name
}

// EnumValue returns the value of an enum's member: a string node for an enum, a
// number for an intEnum. A member without a value is valued as it is named.
func (m *Member) EnumValue() Node {
	if n, ok := m.Traits.Get(TraitEnumValue); ok {
		return n
	}
	return quote(m.Name)
}

// quote makes a string node.
func quote(s string) Node { return Node(gjson.AppendJSONString(nil, s)) }

// object makes an object node of keys and values in turn, leaving out what has
// no value.
func object(pairs ...Node) Node {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(quote(string(pairs[i]))) + ":" + string(pairs[i+1]))
	}
	return Node("{" + b.String() + "}")
}
