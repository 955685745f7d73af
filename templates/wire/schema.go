package wire

import (
	"slices"
	"strings"
)

// A Kind is the sort of value a shape or a Value has: the data shapes of Smithy
// 2.0 and Null.
type Kind uint8

// The kinds of values. The zero Kind belongs to the zero Value, which is no
// value at all.
const (
	Invalid Kind = iota
	Null
	Boolean
	Byte
	Short
	Integer
	Long
	BigInteger
	Float
	Double
	BigDecimal
	String
	Enum
	IntEnum
	Blob
	Timestamp
	Document
	List
	Map
	Structure
	Union
)

var kindNames = [...]string{
	"Invalid", "Null", "Boolean", "Byte", "Short", "Integer", "Long", "BigInteger", "Float", "Double", "BigDecimal",
	"String", "Enum", "IntEnum", "Blob", "Timestamp", "Document", "List", "Map", "Structure", "Union",
}

// String returns the kind's name.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "Kind(?)"
}

func (k Kind) isText() bool { return k == String || k == Enum }

func (k Kind) isAggregate() bool { return k == List || k == Map || k == Structure || k == Union }

// Flags are the yes-or-no facts about a shape or a member.
type Flags uint32

// The flags of shapes (Sensitive, Sparse, Streaming) and of members (all).
const (
	Sensitive    Flags = 1 << iota // smithy.api#sensitive: never printed
	Sparse                         // smithy.api#sparse: nulls are elements
	Streaming                      // smithy.api#streaming: handed on unread, or a stream of events
	Present                        // the Go field is a plain value: always there, always written
	Flattened                      // smithy.api#xmlFlattened
	Attribute                      // smithy.api#xmlAttribute
	ErrorText                      // the message of an error, found whatever its case
	Idempotency                    // smithy.api#idempotencyToken: filled in when absent
	HostLabel                      // smithy.api#hostLabel: also part of the host name
	EventPayload                   // smithy.api#eventPayload
	EventHeader                    // smithy.api#eventHeader
	Required                       // smithy.api#required: says the model, whatever the Go field is
	Unsaid                         // the Go field is a plain value, of which the zero says nothing
)

// A Location says which part of an HTTP message a member is bound to.
// See https://smithy.io/2.0/spec/http-bindings.html
type Location uint8

// The places a member can be bound to.
const (
	InBody Location = iota
	InLabel
	InQuery
	InQueryParams
	InHeader
	InPrefixHeaders
	InPayload
	InStatusCode
)

// inRequestBody reports whether a member of an input stands in the body: a
// binding that only responses have is ignored there.
func (l Location) inRequestBody() bool { return l == InBody || l == InStatusCode }

// inResponseBody is inRequestBody for outputs and errors.
func (l Location) inResponseBody() bool {
	return l == InBody || l == InLabel || l == InQuery || l == InQueryParams
}

// A TimestampFormat is one of the wire formats of smithy.api#timestampFormat.
// See https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
type TimestampFormat uint8

// The timestamp formats. DefaultFormat leaves the choice to the protocol and
// the member's location.
const (
	DefaultFormat TimestampFormat = iota
	EpochSeconds
	DateTime
	HTTPDate
)

// A Schema describes one shape: what it is called, what it is made of and what
// each format has to know about it. Schemas are static data; nothing changes
// one after it is built, but for what is remembered of its Go type.
type Schema struct {
	ID          string          // absolute shape id, "com.amazonaws.connect#Credentials"
	Kind        Kind            // never Invalid
	Flags       Flags           // of the shape itself
	Time        TimestampFormat // of a Timestamp shape with a format of its own
	XML         *XMLTraits      // of a structure or union with an XML name or namespace
	Error       *ErrorTraits    // of an error structure
	Members     []Member        // of a structure or union: in model order; of a list: the member; of a map: key and value
	Values      []string        // of an Enum: the values the model knows
	Constraints *Constraints    // what Validate checks
	Codec       Codec           // of a Map, Union, Document, Float, Double, BigInteger or BigDecimal

	// Type is a nil pointer to the generated type, of structures only.
	Type any
	// Variants are nil pointers to the wrappers of a union's members, in the order
	// of Members, and to that of unknown members, of unions only.
	Variants []any

	layout  memo[goType]     // of Type, once somebody asked
	inJSON  memo[[]jsonName] // of Members, likewise
	inXML   memo[[]xmlName]  // likewise
	inCBOR  memo[[]cborKey]  // likewise
	classes memo[classes]    // of values, likewise
}

// Name returns the shape's name without its namespace.
func (s *Schema) Name() string {
	if s == nil {
		return ""
	}
	return s.ID[strings.IndexByte(s.ID, '#')+1:]
}

// isNamed reports whether name is the shape's name without its namespace.
func (s *Schema) isNamed(name string) bool {
	i := len(s.ID) - len(name) - 1
	return i >= 0 && s.ID[i] == '#' && s.ID[i+1:] == name
}

// Knows reports whether the value is one of an Enum's that the model has.
//
//go:noinline
func (s *Schema) Knows(value string) bool { return slices.Contains(s.Values, value) }

// EnumValues returns a new list of the values of an Enum's that the model has.
//
//go:noinline
func EnumValues[E ~string](s *Schema) []E {
	values := make([]E, len(s.Values))
	for i, v := range s.Values {
		values[i] = E(v)
	}
	return values
}

// holdsDocument reports whether a member is a document, of which null is a value.
func (s *Schema) holdsDocument(i int) bool { return s.Members[i].Schema().Kind == Document }

// elemFlags are those of a list's elements or a map's values.
func (s *Schema) elemFlags() Flags {
	if s.Kind != List && s.Kind != Map {
		return 0
	}
	return s.Members[len(s.Members)-1].Flags
}

// MemberIndex returns the index of the member the model calls name, or -1.
func (s *Schema) MemberIndex(name string) int {
	for i := range s.Members {
		if s.Members[i].Name == name {
			return i
		}
	}
	return -1
}

// A Member describes one member of a structure or union, the member of a list,
// or the key and value of a map.
type Member struct {
	Name     string          // as the model spells it
	Target   *Schema         // the shape it targets, unless Lazy is set
	Lazy     any             // a nil of the targeted type, which has WireSchema, where the target's schema refers back to this one
	Flags    Flags           // of the member, and Sensitive of its target
	Location Location        // where HTTP puts it
	Time     TimestampFormat // of the member itself
	Key      string          // header name, query parameter or header prefix, by Location
	JSON     string          // smithy.api#jsonName, where it differs from Name
	XML      string          // smithy.api#xmlName, where it differs from Name
	EC2      string          // aws.protocols#ec2QueryName
	Traits   *MemberTraits   // the rarely used rest
}

// A lazy type tells its schema.
type lazy interface{ WireSchema() *Schema }

// Schema returns the schema of the member's target.
func (m *Member) Schema() *Schema {
	if l, ok := m.Lazy.(lazy); ok && m.Target == nil {
		return l.WireSchema()
	}
	return m.Target
}

// MemberTraits are the traits of a member that few members have.
type MemberTraits struct {
	Namespace   *Namespace   // smithy.api#xmlNamespace
	MediaType   string       // smithy.api#mediaType of the target
	Constraints *Constraints // of the member itself

	// Events makes a reference to a stream of events of a pointer to the field of an
	// input that has one: EventsOf.
	Events func(field any) any
}

// A Namespace is an smithy.api#xmlNamespace trait.
type Namespace struct{ URI, Prefix string }

// XMLTraits are the XML traits of a structure or union.
type XMLTraits struct {
	Name      string     // smithy.api#xmlName, "" for the shape's own name
	Namespace *Namespace // smithy.api#xmlNamespace
}

// ErrorTraits say what an error structure means beside its members.
type ErrorTraits struct {
	Code       string // on the wire; "" for the shape's own name (aws.protocols#awsQueryError)
	Fault      Fault  // smithy.api#error
	Status     int    // smithy.api#httpError
	Retryable  bool   // smithy.api#retryable
	Throttling bool   // smithy.api#retryable with throttling

	// Response reads the members that HTTP bindings put elsewhere than into the body.
	Response []ResponsePart
}

// The schemas of the prelude's simple shapes.
var (
	BlobSchema       = Schema{ID: "smithy.api#Blob", Kind: Blob}
	BooleanSchema    = Schema{ID: "smithy.api#Boolean", Kind: Boolean}
	StringSchema     = Schema{ID: "smithy.api#String", Kind: String}
	ByteSchema       = Schema{ID: "smithy.api#Byte", Kind: Byte}
	ShortSchema      = Schema{ID: "smithy.api#Short", Kind: Short}
	IntegerSchema    = Schema{ID: "smithy.api#Integer", Kind: Integer}
	LongSchema       = Schema{ID: "smithy.api#Long", Kind: Long}
	FloatSchema      = Schema{ID: "smithy.api#Float", Kind: Float, Codec: FloatCodec{}}
	DoubleSchema     = Schema{ID: "smithy.api#Double", Kind: Double, Codec: FloatCodec{}}
	BigIntegerSchema = Schema{ID: "smithy.api#BigInteger", Kind: BigInteger, Codec: BigIntegerCodec{}}
	BigDecimalSchema = Schema{ID: "smithy.api#BigDecimal", Kind: BigDecimal, Codec: BigDecimalCodec{}}
	TimestampSchema  = Schema{ID: "smithy.api#Timestamp", Kind: Timestamp}
	DocumentSchema   = Schema{ID: "smithy.api#Document", Kind: Document, Codec: DocumentCodec{}}
	UnitSchema       = Schema{ID: "smithy.api#Unit", Kind: Structure, Type: (*Unit)(nil)}
)
