package wire

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
)

// A recording streams a blob between other members.
type recording[S io.Reader] struct {
	Name  *string
	Audio S
	Count int32
}

func (v *recording[S]) ToValue() Value {
	return ToValue(&Schema{ID: "test#Recording", Kind: Structure, Members: recordingMembers, Type: v}, v)
}

var (
	audioSchema      = Schema{ID: "test#Audio", Kind: Blob, Flags: Streaming}
	recordingMembers = []Member{
		{Name: "Name", Target: &StringSchema, Location: InHeader, Key: "X-Name"},
		{Name: "Audio", Target: &audioSchema, Flags: Streaming | Sensitive, Location: InPayload},
		{Name: "Count", Target: &IntegerSchema, Flags: Present, Location: InHeader, Key: "X-Count"},
	}
	recordOperationSchema = OperationSchema{Name: "Record", Service: &testService, Method: "PUT", URI: "/",
		Request: []RequestPart{SendStream, SendHeaders}, Response: []ResponsePart{ReadStream, ReadHeaders}}
)

func recordingOperation[S io.Reader]() *Operation {
	op := recordOperationSchema
	op.Input = SchemaOf(new(recording[S]))
	op.Output = op.Input
	return newOperation(RestJSON1, &op)
}

func TestStreamOfValue(t *testing.T) {
	for name, op := range map[string]*Operation{"reader": recordingOperation[io.Reader](), "closer": recordingOperation[io.ReadCloser]()} {
		t.Run(name, func(t *testing.T) {
			audio := Field{"Audio", BlobValue(nil, []byte("la la"))}
			r, err := op.NewRequest(t.Context(), "https://x.test", MapValue(nil, audio, Field{"Name", StringValue(nil, "n")}))
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r.Body)
			if err != nil || string(body) != "la la" || r.ContentLength != 5 || r.Header.Get("X-Name") != "n" {
				t.Errorf("sends %q of %d bytes, %v (%v)", body, r.ContentLength, r.Header, err)
			}
		})
	}
}

func TestStreamIsNoBlob(t *testing.T) {
	in := StructureValue(nil, Field{"Audio", StringValue(nil, "la la")})
	_, err := recordingOperation[io.Reader]().NewRequest(t.Context(), "https://x.test", in)
	if err == nil || err.Error() != "decoding Recording.Audio: at byte 0: expected a value of kind Blob, found String" {
		t.Error(err)
	}
	if _, ok := errors.AsType[*DecodeError](err); !ok {
		t.Errorf("is a %T", err)
	}
}

func TestStreamToValue(t *testing.T) {
	op := recordingOperation[io.ReadCloser]()
	body := &closer{Reader: iotest.OneByteReader(strings.NewReader("la la"))}
	resp := &http.Response{StatusCode: 200, Header: http.Header{"X-Name": {"n"}, "X-Count": {"7"}}, Body: body}
	got, err := op.ParseResponse(resp)
	if err != nil {
		t.Fatal(err)
	}
	want := StructureValue(&Schema{ID: "test#Recording", Kind: Structure, Members: recordingMembers},
		Field{"Name", StringValue(&StringSchema, "n")},
		Field{"Audio", BlobValue(&audioSchema, []byte("la la")).WithSensitive()},
		Field{"Count", IntValue(&IntegerSchema, 7)})
	if !got.Equal(want) {
		t.Errorf("got %v, want %v", got.Any(), want.Any())
	}
	if !body.closed {
		t.Error("the body is left open")
	}
}

func TestStreamBreaks(t *testing.T) {
	broken := errors.New("broken pipe")
	body := &closer{Reader: iotest.ErrReader(broken)}
	got, err := recordingOperation[io.ReadCloser]().ParseResponse(&http.Response{StatusCode: 200, Body: body})
	if !errors.Is(err, broken) || got.IsValid() || !body.closed {
		t.Errorf("got %v, %v; closed: %v", got.Any(), err, body.closed)
	}
}
