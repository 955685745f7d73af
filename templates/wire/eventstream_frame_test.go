package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A frame with a header of every type, made by another program.
const everyHeader = "0000008d000000707c51da76017400016601046279746502cf0573686f727403002a03696e7404ffff5ff4046c6f6e670500000000028757b20362756606000b" +
	"49276d206120627566666503737472070006e282ac75726f0474696d65080000000000845fed0475756964090102030405060708090a0b0c0d0e0f107b27666f" +
	"6f273a27626172277d23f2dbd6"

func everyMessage() *Message {
	return &Message{
		Headers: []MessageHeader{
			{"t", BoolValue(&BooleanSchema, true)}, {"f", BoolValue(&BooleanSchema, false)},
			{"byte", IntValue(&ByteSchema, -49)}, {"short", IntValue(&ShortSchema, 42)},
			{"int", IntValue(&IntegerSchema, -40972)}, {"long", IntValue(&LongSchema, 42424242)},
			{"buf", BlobValue(&BlobSchema, []byte("I'm a buffe"))}, {"str", StringValue(&StringSchema, "€uro")},
			{"time", TimeValue(&TimestampSchema, time.UnixMilli(8675309))},
			{"uuid", UUIDValue([16]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})},
		},
		Payload: []byte("{'foo':'bar'}"),
	}
}

// sameMessage compares with Value's Equal, which looks at the schemas' names too.
var sameMessage = cmp.Options{cmp.Comparer(Value.Equal), cmp.Comparer(func(a, b []byte) bool { return bytes.Equal(a, b) })}

func TestMessages(t *testing.T) {
	for want, m := range map[string]*Message{
		everyHeader:                        everyMessage(),
		"000000100000000005c248eb7d98c8ff": {},
	} {
		frame, err := AppendMessage([]byte("x"), m)
		if err != nil || hex.EncodeToString(frame[1:]) != want {
			t.Errorf("wrote %x, %v, want %s", frame, err, want)
		}
		raw, _ := hex.DecodeString(want)
		in := bytes.NewReader(append(raw, "more"...))
		got, err := ReadMessage(iotest.OneByteReader(in))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, got, sameMessage); diff != "" {
			t.Error(diff)
		}
		if in.Len() != 4 {
			t.Errorf("%d bytes are left, want 4", in.Len())
		}
	}
}

func TestMessageHeader(t *testing.T) {
	m := everyMessage()
	if m.Header("short").Int() != 42 || m.Header("Short").IsValid() {
		t.Error("headers are not found by their names")
	}
}

// Every way to cut a frame short, and every bit of it turned over, is an error
// and no end.
func TestMessagesBroken(t *testing.T) {
	raw, _ := hex.DecodeString(everyHeader)
	for n := 1; n < len(raw); n++ {
		_, err := ReadMessage(bytes.NewReader(raw[:n]))
		if e, ok := errors.AsType[*DecodeError](err); !ok || !errors.Is(err, io.ErrUnexpectedEOF) || e.Offset != int64(n) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	for bit := range len(raw) * 8 {
		broken := slices.Clone(raw)
		broken[bit/8] ^= 1 << (bit % 8)
		if _, err := ReadMessage(bytes.NewReader(broken)); err == nil || err == io.EOF {
			t.Errorf("bit %d turned over: %v", bit, err)
		}
	}
	if _, err := ReadMessage(strings.NewReader("")); err != io.EOF {
		t.Errorf("nothing: %v", err)
	}
	lost := errors.New("connection lost")
	if _, err := ReadMessage(io.MultiReader(bytes.NewReader(raw[:20]), iotest.ErrReader(lost))); !errors.Is(err, lost) {
		t.Errorf("lost: %v", err)
	} else if _, ok := errors.AsType[*DecodeError](err); ok {
		t.Errorf("lost: a DecodeError %v", err)
	}
}

// framed returns a frame with these lengths and parts, its checksums right.
func framed(total, headers uint32, rest string) []byte {
	frame := binary.BigEndian.AppendUint32(nil, total)
	frame = binary.BigEndian.AppendUint32(frame, headers)
	frame = binary.BigEndian.AppendUint32(frame, crc32.ChecksumIEEE(frame))
	frame = append(frame, rest...)
	return binary.BigEndian.AppendUint32(frame, crc32.ChecksumIEEE(frame))
}

func TestMessagesMalformed(t *testing.T) {
	headers := func(h string) []byte { return framed(uint32(16+len(h)), uint32(len(h)), h) }
	for name, test := range map[string]struct {
		frame []byte
		want  error
	}{
		"shorter than itself":        {framed(15, 0, ""), errMessageLengths},
		"headers beyond the end":     {framed(16, 1, ""), errMessageLengths},
		"headers of 4 GiB":           {framed(16, 1<<32-1, ""), errMessageLengths},
		"4 GiB":                      {framed(1<<32-1, 0, ""), errMessageTooLong},
		"too many headers":           {framed(MaxMessage, maxMessageHeaders+1, ""), errMessageTooLong},
		"a header without name":      {headers("\x00\x00"), errHeaderName},
		"half a name":                {headers("\x05na"), io.ErrUnexpectedEOF},
		"a name alone":               {headers("\x02na"), io.ErrUnexpectedEOF},
		"a type that does not exist": {headers("\x01n\x0a"), errHeaderType},
		"half a number":              {headers("\x01n\x04\x00\x00"), io.ErrUnexpectedEOF},
		"half a length":              {headers("\x01n\x07\x00"), io.ErrUnexpectedEOF},
		"half a string":              {headers("\x01n\x07\x00\x05ab"), io.ErrUnexpectedEOF},
		"half a UUID":                {headers("\x01n\x091234567"), io.ErrUnexpectedEOF},
		"twice":                      {headers("\x01n\x00\x01n\x01"), errHeaderTwice},
	} {
		_, err := ReadMessage(bytes.NewReader(test.frame))
		if _, ok := errors.AsType[*DecodeError](err); !ok || !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
	}
}

// A frame that promises much and brings little costs little.
func TestMessageMemory(t *testing.T) {
	frame := framed(MaxMessage, 0, "little")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := ReadMessage(bytes.NewReader(frame)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
		t.Errorf("took %d bytes", took)
	}
}

func TestMessagesThatCannotBe(t *testing.T) {
	text := func(n int) Value { return StringValue(&StringSchema, strings.Repeat("x", n)) }
	many := make([]MessageHeader, 40)
	for i := range many {
		many[i] = MessageHeader{strings.Repeat("n", i+1), text(maxHeaderValue)}
	}
	for name, test := range map[string]struct {
		headers []MessageHeader
		want    string
	}{
		"no name":   {[]MessageHeader{{"", text(1)}}, errHeaderName.Error()},
		"long name": {[]MessageHeader{{strings.Repeat("n", 256), text(1)}}, errHeaderName.Error()},
		"twice":     {[]MessageHeader{{"n", text(1)}, {"n", text(1)}}, errHeaderTwice.Error() + `: "n"`},
		"long":      {[]MessageHeader{{"n", text(maxHeaderValue + 1)}}, errHeaderTooLong.Error() + `: "n"`},
		"a map":     {[]MessageHeader{{"n", MapValue(nil)}}, `a message's header can't be a Map: "n"`},
		"nothing":   {[]MessageHeader{{"n", Value{}}}, `a message's header can't be a Invalid: "n"`},
		"too many":  {many, errMessageTooLong.Error()},
	} {
		dst, err := AppendMessage([]byte("before"), &Message{Headers: test.headers})
		if err == nil || err.Error() != test.want || string(dst) != "before" {
			t.Errorf("%s: got %q, %v, want %s", name, dst, err, test.want)
		}
	}
	if _, err := AppendMessage(nil, &Message{Payload: make([]byte, MaxMessage)}); !errors.Is(err, errMessageTooLong) {
		t.Errorf("long payload: %v", err)
	}
}

var messages = rapid.Custom(func(t *rapid.T) *Message {
	m := &Message{Payload: rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "payload")}
	value := rapid.OneOf(
		rapid.Map(rapid.Bool(), func(v bool) Value { return BoolValue(&BooleanSchema, v) }),
		rapid.Map(rapid.Int8(), func(v int8) Value { return IntValue(&ByteSchema, int64(v)) }),
		rapid.Map(rapid.Int16(), func(v int16) Value { return IntValue(&ShortSchema, int64(v)) }),
		rapid.Map(rapid.Int32(), func(v int32) Value { return IntValue(&IntegerSchema, int64(v)) }),
		rapid.Map(rapid.Int64(), func(v int64) Value { return IntValue(&LongSchema, v) }),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(v []byte) Value { return BlobValue(&BlobSchema, v) }),
		rapid.Map(rapid.String(), func(v string) Value { return StringValue(&StringSchema, v) }),
		rapid.Map(rapid.Int64Range(minSeconds*1e3, maxSeconds*1e3), func(v int64) Value { return TimeValue(&TimestampSchema, time.UnixMilli(v)) }),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 16, 16), func(v []byte) Value { return UUIDValue([16]byte(v)) }),
	)
	for _, name := range rapid.SliceOfDistinct(rapid.StringMatching(`:?[a-z€]{1,60}`), rapid.ID[string]).Draw(t, "names") {
		m.Headers = append(m.Headers, MessageHeader{name, value.Draw(t, name)})
	}
	return m
})

// Whatever is written comes back, however it is cut on the way.
func TestMessagesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(messages, 0, 5).Draw(t, "messages")
		var stream []byte
		for _, m := range want {
			var err error
			if stream, err = AppendMessage(stream, m); err != nil {
				t.Fatal(err)
			}
		}
		cut := rapid.IntRange(0, len(stream)).Draw(t, "cut")
		in := iotest.DataErrReader(io.MultiReader(bytes.NewReader(stream[:cut]), iotest.HalfReader(bytes.NewReader(stream[cut:]))))
		for _, m := range want {
			got, err := ReadMessage(in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(m, got, sameMessage); diff != "" {
				t.Fatal(diff)
			}
		}
		if _, err := ReadMessage(in); err != io.EOF {
			t.Fatal(err)
		}
	})
}

// FuzzReadMessage checks that what is read can be written, and is the same then.
// The checksums are made right, so that more than they are met.
func FuzzReadMessage(f *testing.F) {
	raw, _ := hex.DecodeString(everyHeader)
	f.Add(raw[12:12+0x70], []byte("payload"))
	f.Add([]byte("\x01n\x07\x00\x00"), []byte{})
	f.Fuzz(func(t *testing.T, headers, payload []byte) {
		frame := framed(uint32(16+len(headers)+len(payload)), uint32(len(headers)), string(headers)+string(payload))
		m, err := ReadMessage(bytes.NewReader(frame))
		if err != nil {
			if _, ok := errors.AsType[*DecodeError](err); !ok {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		again, err := AppendMessage(nil, m)
		if errors.Is(err, errHeaderTooLong) {
			return // a reader takes what a writer may not send
		}
		if err != nil || !bytes.Equal(again, frame) {
			t.Fatalf("%x was read and is written as %x, %v", frame, again, err)
		}
	})
}
