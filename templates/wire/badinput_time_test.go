package wire

import (
	"context"
	"errors"
	"testing"
	"time"
)

// What is written is read back, and what would not be is not written: the first
// and last instants of the years 0 to 9999, and those beside them.
func TestTimeRange(t *testing.T) {
	first := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(9999, 12, 31, 23, 59, 59, 999e6, time.UTC)
	formats := map[string]struct {
		write func([]byte, Shape) ([]byte, error)
		read  func([]byte, Shape) error
	}{"JSON": {AppendJSON, DecodeJSON}, "XML": {AppendXML, DecodeXML}, "CBOR": {AppendCBOR, DecodeCBOR}}
	for name, f := range formats {
		for _, when := range []time.Time{first, last, {}} {
			out, err := f.write(nil, &everything{When: &when, Date: &when})
			if err != nil {
				t.Fatalf("%s, %v: %v", name, when, err)
			}
			var back everything
			if err := f.read(out, &back); err != nil || !back.When.Equal(when) || !back.Date.Equal(when) {
				t.Errorf("%s, %v: %q is read as %v and %v: %v", name, when, out, back.When, back.Date, err)
			}
		}
		for _, when := range []time.Time{first.Add(-time.Second), last.Add(time.Millisecond)} {
			for _, v := range []*everything{{When: &when}, {Date: &when}} {
				if out, err := f.write(nil, v); !errors.Is(err, errTimeRange) {
					t.Errorf("%s, %v: wrote %q: %v", name, when, out, err)
				}
			}
		}
	}
}

func TestTimeRangeOfRequests(t *testing.T) {
	late := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, p := range protocols {
		if _, err := p.NewRequest(context.Background(), testEndpoint, &recordOperation, &record{When: &late}); !errors.Is(err, errTimeRange) {
			t.Errorf("%s: %v", name, err)
		}
	}
	header := MessageHeader{"at", TimeValue(&TimestampSchema, late)}
	if out, err := AppendMessage(nil, &Message{Headers: []MessageHeader{header}}); !errors.Is(err, errTimeRange) {
		t.Errorf("header of an event: %q, %v", out, err)
	}
	millis := []byte("\x00\x00\xe6\x77\xd2\x1f\xdc\x00")
	if _, _, err := readHeaderValue(headerTimestamp, millis); !errors.Is(err, errTimeRange) {
		t.Errorf("header of an event: %v", err)
	}
	for member, in := range map[string]bindings{"When": {When: &late}, "Whens": {Whens: []time.Time{late}}, "Since": {Since: &late}} {
		in.Id, in.Key = new("i"), new("k")
		_, err := RestJSON1.NewRequest(context.Background(), testEndpoint, &bindOperation, &in)
		if e, ok := errors.AsType[*RequestError](err); !ok || e.Member != member || e.Err != errTimeRange {
			t.Errorf("%s: %v", member, err)
		}
	}
}
