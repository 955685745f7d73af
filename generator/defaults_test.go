package generator

import (
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// A structure held by value brings its defaults with it, through any number of
// structures; one behind a pointer brings none until it is there.
func TestNestDefaults(t *testing.T) {
	held := func(name string) ir.Type { return ir.Named{Name: name, Sort: ir.Structure} }
	structs := []*ir.Struct{
		{Name: "Outermost", Fields: []*ir.Field{{Name: "Outer", Type: held("Outer")}}},
		{Name: "Outer", Fields: []*ir.Field{{Name: "First", Type: held("Inner")}, {Name: "Plain", Type: held("Plain")}, {Name: "Second", Type: held("Inner")}}},
		{Name: "Inner", Fields: []*ir.Field{{Name: "Count", Type: ir.Int32, Default: int64(7)}}},
		{Name: "Plain", Fields: []*ir.Field{{Name: "Inner", Type: ir.Pointer{Elem: held("Inner")}}}},
	}
	nestDefaults(structs)
	want := map[string]bool{"Outermost.Outer": true, "Outer.First": true, "Outer.Second": true}
	for _, s := range structs {
		for _, f := range s.Fields {
			_, own := f.Default.(ir.OwnDefaults)
			if name := s.Name + "." + f.Name; own != want[name] {
				t.Errorf("%s: nested defaults %v, want %v", name, own, want[name])
			}
		}
	}
}

// What has too many digits is refused before anything is made of it.
func TestLongDefaults(t *testing.T) {
	v := gjson.Parse(strings.Repeat("1", 10*maxDefaultDigits))
	for _, kind := range []model.Kind{model.KindBigInteger, model.KindBigDecimal} {
		var err error
		if n := testing.AllocsPerRun(1, func() { _, err = defaultValue(kind, v) }); n != 0 || err == nil {
			t.Errorf("%s: %v after %v allocations", kind, err, n)
		}
	}
}

// A timestamp's default has any of the formats that timestamps have.
func TestTimeDefaults(t *testing.T) {
	for text, want := range map[string]string{
		`0`: "1970-01-01T00:00:00Z", `-1.5`: "1969-12-31T23:59:58.5Z", `1398796238.123`: "2014-04-29T18:30:38.123Z", `4e9`: "2096-10-02T07:06:40Z",
		`"2014-04-29T18:30:38.123456Z"`: "2014-04-29T18:30:38.123456Z", `"2014-04-29T20:30:38+02:00"`: "2014-04-29T18:30:38Z",
		`"Tue, 29 Apr 2014 18:30:38 GMT"`: "2014-04-29T18:30:38Z", `"Tue, 29 Apr 2014 18:30:38.25 GMT"`: "2014-04-29T18:30:38.25Z",
		`"Tue, 29 Apr 2014 18:30:38 PST"`: "", `"2014-04-29"`: "", `true`: "",
	} {
		v, err := defaultValue(model.KindTimestamp, gjson.Parse(text))
		if got, ok := v.(time.Time); err == nil && (!ok || got.Format(time.RFC3339Nano) != want) || (err != nil) != (want == "") {
			t.Errorf("%s: got %v, %v, want %s", text, v, err, want)
		}
	}
}

// A default may be as long as what is read of a big number.
func TestDigitsOfDefaults(t *testing.T) {
	for _, kind := range []model.Kind{model.KindBigInteger, model.KindBigDecimal} {
		for digits, fits := range map[int]bool{16384: true, 16385: false} {
			_, err := defaultValue(kind, gjson.Parse(strings.Repeat("7", digits)))
			if (err == nil) != fits {
				t.Errorf("%s of %d digits: %v", kind, digits, err)
			}
		}
	}
}

// Empty is empty, however a file is laid out.
func TestEmptyDefaults(t *testing.T) {
	for kind, text := range map[model.Kind]string{model.KindList: "[ \n]", model.KindMap: "{ }"} {
		if _, err := defaultValue(kind, gjson.Parse(text)); err != nil {
			t.Errorf("%s %q: %v", kind, text, err)
		}
		if v, err := defaultValue(model.KindDocument, gjson.Parse(text)); err != nil || v == nil {
			t.Errorf("document %q: %v, %v", text, v, err)
		}
	}
}
