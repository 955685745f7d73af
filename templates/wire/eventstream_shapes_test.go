package wire

import (
	"iter"
	"time"
)

// A stream of events with an event of every form, as the generator would write
// it.

type tick interface {
	Shape
	isTick()
}

type reading struct {
	At      *time.Time
	Seq     *int32
	Celsius *float64
	Label   *string
}

func (v *reading) ToValue() Value { return ToValue(&readingSchema, v) }

var readingSchema = Schema{ID: "test#Reading", Kind: Structure, Type: (*reading)(nil), Members: []Member{
	{Name: "at", Target: &TimestampSchema, Flags: EventHeader},
	{Name: "seq", Target: &IntegerSchema, Flags: EventHeader},
	{Name: "celsius", Target: &DoubleSchema},
	{Name: "label", Target: &StringSchema, JSON: "l"},
}}

type chunk struct {
	Part  *int16
	Bytes []byte
}

func (v *chunk) ToValue() Value { return ToValue(&chunkSchema, v) }

var chunkSchema = Schema{ID: "test#Chunk", Kind: Structure, Type: (*chunk)(nil), Members: []Member{
	{Name: "part", Target: &ShortSchema, Flags: EventHeader},
	{Name: "bytes", Target: &BlobSchema, Flags: EventPayload},
}}

type note struct{ Text *string }

func (v *note) ToValue() Value { return ToValue(&noteSchema, v) }

var noteSchema = Schema{ID: "test#Note", Kind: Structure, Type: (*note)(nil), Members: []Member{
	{Name: "text", Target: &StringSchema, Flags: EventPayload},
}}

type nested struct {
	Id     []byte
	Record *record
}

func (v *nested) ToValue() Value { return ToValue(&nestedSchema, v) }

var nestedSchema = Schema{ID: "test#Nested", Kind: Structure, Type: (*nested)(nil), Members: []Member{
	{Name: "id", Target: &BlobSchema, Flags: EventHeader},
	{Name: "record", Target: &recordSchema, Flags: EventPayload},
}}

type (
	tickReading struct{ Value reading }
	tickChunk   struct{ Value chunk }
	tickNote    struct{ Value note }
	tickNested  struct{ Value nested }
	tickEnd     struct{ Value Unit }
	tickMissing struct{ Value missing }
	tickUnknown struct{ UnknownMember }
)

func (*tickReading) isTick() {}
func (*tickChunk) isTick()   {}
func (*tickNote) isTick()    {}
func (*tickNested) isTick()  {}
func (*tickEnd) isTick()     {}
func (*tickMissing) isTick() {}
func (*tickUnknown) isTick() {}

func (v *tickReading) ToValue() Value { return ToValue(&tickSchema, v) }
func (v *tickChunk) ToValue() Value   { return ToValue(&tickSchema, v) }
func (v *tickNote) ToValue() Value    { return ToValue(&tickSchema, v) }
func (v *tickNested) ToValue() Value  { return ToValue(&tickSchema, v) }
func (v *tickEnd) ToValue() Value     { return ToValue(&tickSchema, v) }
func (v *tickMissing) ToValue() Value { return ToValue(&tickSchema, v) }
func (v *tickUnknown) ToValue() Value { return ToValue(&tickSchema, v) }

var tickSchema = Schema{
	ID: "test#Tick", Kind: Union, Codec: UnionCodec{}, Flags: Streaming,
	Members: []Member{
		{Name: "reading", Target: &readingSchema},
		{Name: "chunk", Target: &chunkSchema},
		{Name: "note", Target: &noteSchema},
		{Name: "nested", Target: &nestedSchema},
		{Name: "end", Target: &UnitSchema},
		{Name: "gone", Target: &missingSchema},
	},
	Variants: []any{(*tickReading)(nil), (*tickChunk)(nil), (*tickNote)(nil), (*tickNested)(nil), (*tickEnd)(nil), (*tickMissing)(nil), (*tickUnknown)(nil)},
}

// A watchInput and a watchOutput have a stream and a member that comes before it.
type watchInput struct {
	Name  *string
	Ticks iter.Seq2[tick, error]
}

func (v *watchInput) ToValue() Value { return ToValue(&watchInputSchema, v) }

type watchOutput struct {
	Name  *string
	Ticks EventReader[tick]
}

func (v *watchOutput) ToValue() Value { return ToValue(&watchOutputSchema, v) }

var watchMembers = []Member{
	{Name: "name", Target: &StringSchema, Location: InHeader, Key: "x-name", Flags: Required},
	{Name: "ticks", Target: &tickSchema, Flags: Streaming, Location: InPayload, Traits: &MemberTraits{Events: EventsOf[tick]}},
}

var (
	watchInputSchema  = Schema{ID: "test#WatchInput", Kind: Structure, Members: watchMembers, Type: (*watchInput)(nil)}
	watchOutputSchema = Schema{ID: "test#WatchOutput", Kind: Structure, Members: watchMembers, Type: (*watchOutput)(nil)}
	watchOperation    = OperationSchema{Name: "Watch", Service: &testService, Method: "POST", URI: "/watch",
		Input: &watchInputSchema, Output: &watchOutputSchema, Errors: []*Schema{&busySchema}, Flags: EventOutput,
		Request: []RequestPart{SendEvents, bound(SendHeaders)}, Response: []ResponsePart{ReadEvents, readBound}}
)

// bound is a part that protocols without bindings don't have.
func bound(part RequestPart) RequestPart {
	return func(o *outgoing) error {
		if o.format == nil {
			return nil
		}
		return part(o)
	}
}

func readBound(in *incoming) error {
	if in.format == nil {
		return nil
	}
	return ReadHeaders(in)
}
