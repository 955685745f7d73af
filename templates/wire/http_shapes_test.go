package wire

import (
	"io"
	"time"
)

// The operations the tests of protocols and errors work on, as the generator
// would write them.

// A missing is an error with a message, another member, one bound to a header and
// a union.
type missing struct {
	Message    *string
	Resource   *string
	RetryAfter *int32
	Choice     choice
	ErrorInfo
}

func (v *missing) ToValue() Value        { return ToValue(&missingSchema, v) }
func (v *missing) Error() string         { return ErrorString(&missingSchema, v) }
func (v *missing) ErrorCode() string     { return CodeOf(&missingSchema, v) }
func (v *missing) ErrorMessage() string  { return MessageOf(&missingSchema, v) }
func (v *missing) ErrorFault() Fault     { return FaultClient }
func (v *missing) ErrorRetryable() bool  { return false }
func (v *missing) ErrorThrottling() bool { return false }

var missingSchema = Schema{
	ID: "test#MissingException", Kind: Structure,
	Error: &ErrorTraits{Fault: FaultClient, Status: 404, Response: []ResponsePart{ReadHeaders}},
	Type:  (*missing)(nil),
	Members: []Member{
		{Name: "Message", Target: &StringSchema, Flags: ErrorText},
		{Name: "Resource", Target: &StringSchema},
		{Name: "RetryAfter", Target: &IntegerSchema, Location: InHeader, Key: "Retry-After"},
		{Name: "Choice", Target: &choiceSchema},
	},
}

// A busy is an error without a message whose code is not its name.
type busy struct {
	Count *int32
	ErrorInfo
}

func (v *busy) ToValue() Value        { return ToValue(&busySchema, v) }
func (v *busy) Error() string         { return ErrorString(&busySchema, v) }
func (v *busy) ErrorCode() string     { return CodeOf(&busySchema, v) }
func (v *busy) ErrorMessage() string  { return MessageOf(&busySchema, v) }
func (v *busy) ErrorFault() Fault     { return FaultServer }
func (v *busy) ErrorRetryable() bool  { return true }
func (v *busy) ErrorThrottling() bool { return true }

var busySchema = Schema{
	ID: "test#BusyException", Kind: Structure,
	Error:   &ErrorTraits{Code: "Service.Busy", Fault: FaultServer, Status: 503},
	Type:    (*busy)(nil),
	Members: []Member{{Name: "Count", Target: &IntegerSchema}},
}

// An elsewhere is an error that the service has and the operation has not.
type elsewhere missing

func (v *elsewhere) ToValue() Value        { return ToValue(&elsewhereSchema, v) }
func (v *elsewhere) Error() string         { return ErrorString(&elsewhereSchema, v) }
func (v *elsewhere) ErrorCode() string     { return CodeOf(&elsewhereSchema, v) }
func (v *elsewhere) ErrorMessage() string  { return MessageOf(&elsewhereSchema, v) }
func (v *elsewhere) ErrorFault() Fault     { return FaultClient }
func (v *elsewhere) ErrorRetryable() bool  { return false }
func (v *elsewhere) ErrorThrottling() bool { return false }

var elsewhereSchema = Schema{
	ID: "test#ElsewhereException", Kind: Structure,
	Error:   &ErrorTraits{Fault: FaultClient, Status: 400, Response: []ResponsePart{ReadHeaders}},
	Type:    (*elsewhere)(nil),
	Members: missingSchema.Members,
}

// An otherError is the package's unknown error.
type otherError struct{ UnknownError }

var testService = ServiceSchema{
	ID:         "test#Service_20260101",
	Version:    "2026-01-01",
	Errors:     []*Schema{&busySchema, &elsewhereSchema, &missingSchema},
	NewUnknown: func(e UnknownError) APIError { return &otherError{e} },
}

var findOperation = OperationSchema{
	Name: "Find", Service: &testService, Method: "GET", URI: "/find/{Id}", Input: &bindingsSchema, Output: &bindingsSchema,
	Errors:  []*Schema{&missingSchema, &busySchema},
	Request: boundRequest, Response: boundResponse,
}

var (
	boundRequest  = []RequestPart{SendToken, CheckTimes, SendLabels, SendQuery, SendQueryMap, SendBody, SendHeaderMap, SendHeaders}
	boundResponse = []ResponsePart{ReadBody, ReadHeaders, ReadHeaderMap, ReadStatus}
)

// A bindings has a member in every place of a request and of a response.
type bindings struct {
	Id      *string
	Key     *string
	Page    *int32
	Tags    []string
	More    map[string][]string
	Name    *string
	Names   []string
	When    *time.Time
	Whens   []time.Time
	Numbers []int32
	Score   *float64
	Flag    *bool
	Color   *color
	Colors  []color
	Secret  *string
	Meta    map[string]string
	Status  *int32
	Since   *time.Time
	Token   *string
	Text    *string
	Plain   int32
}

func (v *bindings) ToValue() Value { return ToValue(&bindingsSchema, v) }

var (
	stringsSchema  = listSchema("test#Strings", &StringSchema, 0)
	bindingsSchema = Schema{ID: "test#Bindings", Kind: Structure, Type: (*bindings)(nil), Members: []Member{
		{Name: "Id", Target: &StringSchema, Location: InLabel},
		{Name: "Key", Target: &StringSchema, Location: InLabel},
		{Name: "Page", Target: &IntegerSchema, Location: InQuery, Key: "page"},
		{Name: "Tags", Target: stringsSchema, Location: InQuery, Key: "tag"},
		{Name: "More", Target: mapSchema("test#More", stringsSchema, 0), Location: InQueryParams},
		{Name: "Name", Target: &StringSchema, Location: InHeader, Key: "x-name"},
		{Name: "Names", Target: stringsSchema, Location: InHeader, Key: "X-Names"},
		{Name: "When", Target: &TimestampSchema, Location: InHeader, Key: "X-When"},
		{Name: "Whens", Target: listSchema("test#Whens", &TimestampSchema, 0), Location: InHeader, Key: "X-Whens"},
		{Name: "Numbers", Target: listSchema("test#Numbers", &IntegerSchema, 0), Location: InHeader, Key: "X-Numbers"},
		{Name: "Score", Target: &DoubleSchema, Location: InHeader, Key: "X-Score"},
		{Name: "Flag", Target: &BooleanSchema, Location: InHeader, Key: "X-Flag"},
		{Name: "Color", Target: &colorSchema, Location: InHeader, Key: "X-Color"},
		{Name: "Colors", Target: listSchema("test#Colors", &colorSchema, 0), Location: InHeader, Key: "X-Colors"},
		{Name: "Secret", Target: &StringSchema, Location: InHeader, Key: "X-Json", Traits: &MemberTraits{MediaType: "application/json"}},
		{Name: "Meta", Target: mapSchema("test#Meta", &StringSchema, 0), Location: InPrefixHeaders, Key: "X-Meta-"},
		{Name: "Status", Target: &IntegerSchema, Location: InStatusCode},
		{Name: "Since", Target: &dateSchema, Location: InQuery, Key: "since"},
		{Name: "Token", Target: &StringSchema, Flags: Idempotency},
		{Name: "Text", Target: &StringSchema},
		{Name: "Plain", Target: &IntegerSchema, Flags: Present},
	}}
	bindOperation = OperationSchema{
		Name: "Bind", Service: &testService, Method: "POST", URI: "/things/{Id}/{Key+}/end?fixed=1&flag",
		Input: &bindingsSchema, Output: &bindingsSchema, Errors: findOperation.Errors,
		Request: boundRequest, Response: boundResponse,
	}
)

// A payload is a structure whose one member is the body: P says of which type.
type payload[P any] struct {
	Type *string
	Body P
}

var payloadSchemas = map[string]*Schema{}

// payloadSchema returns the schema of a payload with that target.
func payloadSchema(name string, target *Schema, flags Flags, media string) *Schema {
	s := payloadSchemas[name]
	if s == nil {
		s = &Schema{ID: "test#" + name, Kind: Structure, Members: []Member{
			{Name: "Type", Target: &StringSchema, Location: InHeader, Key: "Content-Type"},
			{Name: "Body", Target: target, Flags: flags, Location: InPayload, Traits: &MemberTraits{MediaType: media}},
		}}
		payloadSchemas[name] = s
	}
	return s
}

func (v *payload[P]) ToValue() Value { return ToValue(v.schema(), v) }

func (v *payload[P]) schema() *Schema {
	switch any(v.zero()).(type) {
	case []byte:
		return payloadSchema("Blob", &BlobSchema, 0, "")
	case *string:
		return payloadSchema("Text", &StringSchema, 0, "")
	case *color:
		return payloadSchema("Color", &colorSchema, 0, "text/x-color")
	case *everything:
		return payloadSchema("Structure", &everythingSchema, 0, "")
	case Value:
		return payloadSchema("Document", &DocumentSchema, 0, "")
	}
	switch any(new(P)).(type) {
	case *choice:
		return payloadSchema("Union", &choiceSchema, 0, "")
	}
	return payloadSchema("Stream", &BlobSchema, Streaming, "")
}

func (*payload[P]) zero() (p P) { return p }

var (
	_ Shape = (*payload[io.Reader])(nil)

	putOperation = OperationSchema{Name: "Put", Service: &testService, Method: "PUT", URI: "/put", Errors: findOperation.Errors,
		Request: []RequestPart{sendPut, SendHeaders}, Response: []ResponsePart{readPut, ReadHeaders}}
)

func sendPut(o *outgoing) error {
	if schemaOf(o.in).stream() >= 0 {
		return SendStream(o)
	}
	return SendPayload(o)
}

func readPut(in *incoming) error {
	if schemaOf(in.out).stream() >= 0 {
		return ReadStream(in)
	}
	return ReadPayload(in)
}

func init() {
	// Operations of tests take more than one type.
	for _, v := range []Shape{&payload[[]byte]{}, &payload[*string]{}, &payload[*color]{}, &payload[*everything]{}, &payload[choice]{}, &payload[Value]{},
		&payload[io.Reader]{}, &payload[io.ReadCloser]{}, &prefixed{}, &drawer{}, &optionalOutput{}, &streamOutput{}} {
		met(v)
	}
}

// A hosted has a member that is part of the host name and is in the body.
type hosted struct{ Account *string }

func (v *hosted) ToValue() Value { return ToValue(&hostedSchema, v) }

var (
	hostedSchema    = Schema{ID: "test#Hosted", Kind: Structure, Type: (*hosted)(nil), Members: []Member{{Name: "Account", Target: &StringSchema, Flags: HostLabel}}}
	hostedOperation = OperationSchema{Name: "Host", Service: &testService, Method: "POST", URI: "/", HostPrefix: "{Account}.data-", Input: &hostedSchema, Output: &UnitSchema,
		Request: []RequestPart{SendHost, SendBody}, Response: []ResponsePart{ReadNothing}}
	pingOperation = OperationSchema{Name: "Ping", Service: &testService, Method: "POST", URI: "/ping", Flags: NoInput | NoOutput, Response: []ResponsePart{ReadNothing}}
)
