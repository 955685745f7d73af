package wire

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What is read shares nothing with the bytes that it was read from, nor with
// memory that is used again.
func TestResultsShareNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := shapes(2).Draw(t, "v")
		for _, f := range []struct {
			encode func([]byte, Shape) ([]byte, error)
			decode func([]byte, Shape) error
		}{{AppendJSON, DecodeJSON}, {AppendCBOR, DecodeCBOR}, {AppendXML, DecodeXML}} {
			body, err := f.encode(nil, &v)
			if err != nil {
				continue // XML cannot say everything
			}
			var got, want everything
			if f.decode(body, &got) != nil {
				continue
			}
			if err := f.decode([]byte(string(body)), &want); err != nil {
				t.Fatal(err)
			}
			for i := range body {
				body[i] = 0xff
			}
			if diff := cmp.Diff(want, got, equal); diff != "" {
				t.Fatalf("want -, got +:\n%s", diff)
			}
		}
	})
}

// Strings do not keep a body that has much more room than text.
func TestOwned(t *testing.T) {
	for _, room := range []int{126, 4 << 10} { // a quarter of the text is not much
		body := append(make([]byte, 0, room), strings.Repeat("x", 100)...)
		text := owned(body)
		clear(body[:cap(body)])
		if text != strings.Repeat("x", 100) {
			t.Errorf("100 bytes keep %d", room)
		}
	}
}

// Nor does an error.
func TestErrorsShareNothing(t *testing.T) {
	for _, text := range []string{
		`{"__type":"MissingException","message":"gone","Resource":"r"}`,
		`{"message":"gone","code":"Missing\u0045xception","Resource":"r","RequestId":"i"}`,
		`{"code":"NewException","message":"gone"}`,
		`<ErrorResponse><Error><Code>MissingException</Code><Message>gone</Message><Resource>r</Resource></Error><RequestId>i</RequestId></ErrorResponse>`,
		`<Error><Code>MissingException</Code><Message> gone &amp; lost </Message><Choice><newer><a>1</a></newer></Choice><HostId>h</HostId></Error>`,
		`<Error><Code>NewException</Code><Message>gone</Message><RequestId>i</RequestId></Error>`,
		`<MissingException><Message>gone</Message></MissingException>`,
		`<NewException><Message>gone</Message></NewException>`,
		`<Error><Code>MissingException</Code><Resource><a/></Resource></Error>`,
	} {
		read := ErrorFromXML
		if text[0] == '{' {
			read = ErrorFromJSON
		}
		body := []byte(text)
		got, failed := read(&findOperation, "", body)
		for i := range body {
			body[i] = 0xff
		}
		want, wantFailed := read(&findOperation, "", []byte(text))
		if diff := cmp.Diff(want, got, equal); diff != "" || fmt.Sprint(failed) != fmt.Sprint(wantFailed) {
			t.Errorf("%s: %v, but %v\n%s", text, wantFailed, failed, diff)
		}
	}
}

// A type may be used for the first time by many at once.
func TestFirstUseByMany(t *testing.T) {
	known := make(map[any]any)
	goTypes.Range(func(rt, t any) bool { known[rt] = t; return true })
	goTypes.Clear()
	defer func() {
		for rt, t := range known { // which schemas remember
			goTypes.Store(rt, t)
		}
	}()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var a, b, c everything
			if err := DecodeJSON([]byte(`{"Kids":[{"Choice":{"text":"a"}}],"Nested":{"a":[{"Choices":[{"number":1}]}]}}`), &a); err != nil {
				t.Error(err)
			}
			body, _ := AppendCBOR(nil, &a)
			text, _ := AppendXML(nil, &a)
			if err := DecodeCBOR(body, &b); err != nil || !a.ToValue().Equal(b.ToValue()) {
				t.Errorf("CBOR: got %v: %v", b, err)
			}
			if err := DecodeXML(text, &c); err != nil || !a.ToValue().Equal(c.ToValue()) {
				t.Errorf("XML: got %v: %v", c, err)
			}
		})
	}
	wg.Wait()
}

// Room is made for elements and entries before they are met, but not for many that
// never come: lists that end early, nulls that are dropped, and maps in maps after a
// long one.
func TestJSONRoom(t *testing.T) {
	row := "[" + strings.Repeat("1,", 32) + "1],"
	var long strings.Builder
	for i := range 64 {
		fmt.Fprintf(&long, `"%d":[],`, i)
	}
	deep := `"Nested":{` + strings.Repeat(`"a":[{"Nested":{`, 120) + strings.Repeat("}}]", 120) + "}"
	for text, most := range map[string]int{
		`{"Grid":[` + strings.Repeat(row, 1000) + "[1]]}":                  60,
		`{"Kids":[{"Nested":{` + long.String() + `"b":[]}}],` + deep + "}": 100,
		`{"Kids":[` + strings.Repeat("null,", 1<<14) + "null]}":            10,
	} {
		checkRoom(t, DecodeJSON, text, most)
	}
}

// In CBOR lists and maps say how long they are, as often as they like.
func TestCBORRoom(t *testing.T) {
	nulls := func(n int) string { return strings.Repeat("\xf6", n) }
	for text, most := range map[string]int{
		"\xa1\x64Kids\x98\xc8" + strings.Repeat("\xa1\x64Kids\x99\x03\xe8"+nulls(1000), 200):                        40,
		"\xa1\x64Kids\x98\xc8" + strings.Repeat("\xa1\x66Nested\xb9\x01\xf4"+strings.Repeat("\x61a\xf6", 500), 200): 40,
		"\xa1\x64Kids\x98\xc8" + strings.Repeat("\xa1\x64Tags\x99\x03\xe8"+nulls(1000), 200):                        40,
	} {
		checkRoom(t, DecodeCBOR, text, most)
	}
}

// checkRoom reads a body and looks how many bytes of memory each of its own took.
func checkRoom(t *testing.T, decode func([]byte, Shape) error, text string, most int) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := decode([]byte(text), new(everything)); err != nil {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if got := int(after.TotalAlloc-before.TotalAlloc) / len(text); got > most {
		t.Errorf("%d bytes for each of %.40q…, want at most %d", got, text, most)
	}
}

// Nil is an error wherever a structure is wanted, and nothing else is touched.
func TestNilShapes(t *testing.T) {
	for _, v := range []Shape{nil, (*everything)(nil)} {
		for name, err := range map[string]error{
			"JSON":      DecodeJSON([]byte(`{"Name":"n"}`), v),
			"unmarshal": UnmarshalJSON([]byte(`{"Name":"n"}`), v),
			"XML":       DecodeXML([]byte(`<x><Name>n</Name></x>`), v),
			"CBOR":      DecodeCBOR([]byte{0xa0}, v),
			"decoder":   Decode(NewJSONDecoder([]byte(`{}`)), v),
			"value":     FromValue(MapValue(nil), v),
			"null":      FromValue(NullValue(), v),
		} {
			if e, ok := errors.AsType[*DecodeError](err); !ok || e.Err != errNilOutput {
				t.Errorf("%T, from %s: %v", v, name, err)
			}
		}
		_, asJSON := AppendJSON(nil, v)
		_, asXML := AppendXML(nil, v)
		_, asCBOR := AppendCBOR(nil, v)
		for name, err := range map[string]error{"JSON": asJSON, "XML": asXML, "CBOR": asCBOR, "query": Encode(NewQueryEncoder(nil), v)} {
			if err != errNilInput {
				t.Errorf("%T, to %s: %v", v, name, err)
			}
		}
	}
}
