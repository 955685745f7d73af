package wire

import (
	"iter"
	"reflect"
	"strconv"
	"testing"
	"time"
)

// What a walk keeps for the next one holds nothing of the body it has read: reset
// knows all there is.
func TestResetForgets(t *testing.T) {
	used := &decoding{d: NewJSONDecoder(nil), own: NewJSONDecoder(nil), bodyOnly: true, inEvent: true, depth: 1, taken: 1, path: []string{"x"}, secret: true,
		maps: new(lastMaps), requestID: "x"}
	used.maps.at(9, noType).note("x", "x", 0)
	used.rooms.few = pointers{1, 1}
	used.rooms.text("x")
	used.rooms.time(time.Unix(1, 0))
	for range 40 {
		used.rooms.take(typeOf(new(Unit)))
	}
	for v, i := reflect.ValueOf(*used), 0; i < v.NumField(); i++ {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() && name != "spare" {
			t.Errorf("%s is not used by this test", name)
		}
	}
	if used.reset(); !reflect.DeepEqual(*used, decoding{maps: new(lastMaps)}) {
		t.Errorf("kept: %+v", *used)
	}
}

// Variables of a type are apart from each other and zero, however many there are.
func TestRooms(t *testing.T) {
	var r rooms
	elem := goTypeOf(reflect.TypeFor[int64]())
	seen := make(map[*int64]bool)
	for i := range int64(100) {
		v := at[int64](r.take(elem))
		if *v != 0 || seen[v] {
			t.Fatalf("variable %d is %d, taken before: %t", i, *v, seen[v])
		}
		*v = i + 1
		seen[v] = true
	}
	for most, want := range map[uintptr]int{0: 64, 16: 64, 64: 16, 100: 10, 1024: 1, 1 << 20: 1} {
		if got := blockSize(1000, most); got != want {
			t.Errorf("a block of variables of %d bytes has %d, want %d", most, got, want)
		}
	}
}

// So are texts and timestamps, whose first blocks may be one.
func TestTextsAndTimes(t *testing.T) {
	for few := range (pointers{8, 4}).upTo() {
		r := rooms{few: few}
		var texts []*string
		var times []*time.Time
		for i := range 20 {
			texts = append(texts, r.text(strconv.Itoa(i)))
			if i%2 == 0 {
				times = append(times, r.time(time.Unix(int64(i), 0)))
			}
		}
		for i := range 20 {
			if *texts[i] != strconv.Itoa(i) || times[i/2].Unix() != int64(i-i%2) {
				t.Fatalf("%v: text %d is %s, its time %v", few, i, *texts[i], times[i/2])
			}
		}
	}
}

// upTo yields the counts up to these.
func (p pointers) upTo() iter.Seq[pointers] {
	return func(yield func(pointers) bool) {
		for i := range p.texts + 1 {
			for j := range p.times + 1 {
				if !yield(pointers{i, j}) {
					return
				}
			}
		}
	}
}
