//go:build !race && !purego

package wire

import "testing"

// Into a buffer that is large enough, a shape is written without allocating;
// NewQueryEncoder makes the encoder that it returns. (The race detector takes
// things out of pools.)
func TestEncodeAllocations(t *testing.T) {
	v := &everything{
		Name: new("a \"name\""), Count: new(int32(7)), Data: []byte("data"), Child: &everything{Tags: []string{"a", "b"}},
		Labels: map[string]string{"b": "2", "a": "1"}, Nested: map[string][]everything{}, Choice: &choiceText{"t"},
		Choices: []choice{&choiceNumber{1}, &choiceText{"u"}},
	}
	buffer := make([]byte, 0, 4096)
	for name, encode := range map[string]struct {
		most float64
		into func() error
	}{
		"JSON":  {0, func() error { _, err := AppendJSON(buffer, v); return err }},
		"query": {1, func() error { return Encode(NewQueryEncoder(buffer), v) }},
		"EC2":   {1, func() error { return Encode(NewEC2QueryEncoder(buffer), v) }},
	} {
		got := testing.AllocsPerRun(100, func() {
			if err := encode.into(); err != nil {
				t.Fatal(err)
			}
		})
		if got > encode.most {
			t.Errorf("%s: %v allocations, want %v", name, got, encode.most)
		}
	}
}
