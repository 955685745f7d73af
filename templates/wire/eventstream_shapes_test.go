package wire

import (
	"iter"
	"time"
)

// A stream of events with an event of every form, as the generator would write
// it.

type tick interface {
	Variant
	isTick()
}

type reading struct {
	At      *time.Time
	Seq     *int32
	Celsius *float64
	Label   *string
}

func (*reading) WireSchema() *Schema { return &readingSchema }
func (v *reading) WireMembers(refs []any) []any {
	return append(refs, &v.At, &v.Seq, &v.Celsius, &v.Label)
}

var readingSchema = Schema{ID: "test#Reading", Kind: Structure, New: func() Shape { return new(reading) }, Members: []Member{
	{Name: "at", Target: &TimestampSchema, Flags: EventHeader},
	{Name: "seq", Target: &IntegerSchema, Flags: EventHeader},
	{Name: "celsius", Target: &DoubleSchema},
	{Name: "label", Target: &StringSchema, JSON: "l"},
}}

type chunk struct {
	Part  *int16
	Bytes []byte
}

func (*chunk) WireSchema() *Schema            { return &chunkSchema }
func (v *chunk) WireMembers(refs []any) []any { return append(refs, &v.Part, &v.Bytes) }

var chunkSchema = Schema{ID: "test#Chunk", Kind: Structure, New: func() Shape { return new(chunk) }, Members: []Member{
	{Name: "part", Target: &ShortSchema, Flags: EventHeader},
	{Name: "bytes", Target: &BlobSchema, Flags: EventPayload},
}}

type note struct{ Text *string }

func (*note) WireSchema() *Schema            { return &noteSchema }
func (v *note) WireMembers(refs []any) []any { return append(refs, &v.Text) }

var noteSchema = Schema{ID: "test#Note", Kind: Structure, New: func() Shape { return new(note) }, Members: []Member{
	{Name: "text", Target: &StringSchema, Flags: EventPayload},
}}

type nested struct {
	Id     []byte
	Record *record
}

func (*nested) WireSchema() *Schema            { return &nestedSchema }
func (v *nested) WireMembers(refs []any) []any { return append(refs, &v.Id, Optional(&v.Record)) }

var nestedSchema = Schema{ID: "test#Nested", Kind: Structure, New: func() Shape { return new(nested) }, Members: []Member{
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

func (*tickReading) WireSchema() *Schema { return &tickSchema }
func (*tickChunk) WireSchema() *Schema   { return &tickSchema }
func (*tickNote) WireSchema() *Schema    { return &tickSchema }
func (*tickNested) WireSchema() *Schema  { return &tickSchema }
func (*tickEnd) WireSchema() *Schema     { return &tickSchema }
func (*tickMissing) WireSchema() *Schema { return &tickSchema }
func (*tickUnknown) WireSchema() *Schema { return &tickSchema }

func (*tickReading) WireVariant() int { return 0 }
func (*tickChunk) WireVariant() int   { return 1 }
func (*tickNote) WireVariant() int    { return 2 }
func (*tickNested) WireVariant() int  { return 3 }
func (*tickEnd) WireVariant() int     { return 4 }
func (*tickMissing) WireVariant() int { return 5 }

func (v *tickReading) WireMembers(refs []any) []any { return append(refs, &v.Value) }
func (v *tickChunk) WireMembers(refs []any) []any   { return append(refs, &v.Value) }
func (v *tickNote) WireMembers(refs []any) []any    { return append(refs, &v.Value) }
func (v *tickNested) WireMembers(refs []any) []any  { return append(refs, &v.Value) }
func (v *tickEnd) WireMembers(refs []any) []any     { return append(refs, &v.Value) }
func (v *tickMissing) WireMembers(refs []any) []any { return append(refs, &v.Value) }

var tickSchema = Schema{
	ID: "test#Tick", Kind: Union, Flags: Streaming,
	Members: []Member{
		{Name: "reading", Target: &readingSchema},
		{Name: "chunk", Target: &chunkSchema},
		{Name: "note", Target: &noteSchema},
		{Name: "nested", Target: &nestedSchema},
		{Name: "end", Target: &UnitSchema},
		{Name: "gone", Target: &missingSchema},
	},
	Variant: func(i int) Variant {
		switch i {
		case 0:
			return new(tickReading)
		case 1:
			return new(tickChunk)
		case 2:
			return new(tickNote)
		case 3:
			return new(tickNested)
		case 4:
			return new(tickEnd)
		case 5:
			return new(tickMissing)
		}
		return new(tickUnknown)
	},
}

// A watchInput and a watchOutput have a stream and a member that comes before it.
type watchInput struct {
	Name  *string
	Ticks iter.Seq2[tick, error]
}

func (*watchInput) WireSchema() *Schema            { return &watchInputSchema }
func (v *watchInput) WireMembers(refs []any) []any { return append(refs, &v.Name, EventsOf(&v.Ticks)) }

type watchOutput struct {
	Name  *string
	Ticks EventReader[tick]
}

func (*watchOutput) WireSchema() *Schema            { return &watchOutputSchema }
func (v *watchOutput) WireMembers(refs []any) []any { return append(refs, &v.Name, &v.Ticks) }

var watchMembers = []Member{
	{Name: "name", Target: &StringSchema, Location: InHeader, Key: "x-name", Flags: Required},
	{Name: "ticks", Target: &tickSchema, Flags: Streaming, Location: InPayload},
}

var (
	watchInputSchema  = Schema{ID: "test#WatchInput", Kind: Structure, Members: watchMembers, New: func() Shape { return new(watchInput) }}
	watchOutputSchema = Schema{ID: "test#WatchOutput", Kind: Structure, Members: watchMembers, New: func() Shape { return new(watchOutput) }}
	watchOperation    = OperationSchema{Name: "Watch", Service: &testService, Method: "POST", URI: "/watch",
		Errors: []*Schema{&busySchema}, Flags: EventOutput}
)
