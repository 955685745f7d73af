package generator

import (
	"testing"

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
