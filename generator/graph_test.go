package generator

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// Two shapes are in one component if and only if each can be reached from the
// other, which a closure computed the plain way knows.
func TestComponents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "shapes")
		shapes := make([]*model.Shape, n)
		for i := range shapes {
			shapes[i] = &model.Shape{ID: model.ShapeID(fmt.Sprint("x#S", i)), Kind: model.KindStructure}
		}
		reach := make([][]bool, n)
		for i, s := range shapes {
			reach[i] = make([]bool, n)
			reach[i][i] = true
			for _, j := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 3).Draw(t, "members") {
				s.Members = append(s.Members, &model.Member{Name: fmt.Sprint("m", len(s.Members)), Container: s, Target: shapes[j]})
				reach[i][j] = true
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		group, _ := components(shapes, func(*model.Member) bool { return true })
		for i := range n {
			for j := range n {
				if together := group[shapes[i]] == group[shapes[j]]; together != (reach[i][j] && reach[j][i]) {
					t.Fatalf("%d and %d: %t", i, j, together)
				}
			}
		}
	})
}

// A model that is one long chain is no reason to run out of stack.
func TestComponentsOfChain(t *testing.T) {
	shapes := make([]*model.Shape, 300_000)
	for i := range shapes {
		shapes[i] = &model.Shape{Kind: model.KindStructure}
		if i > 0 {
			shapes[i-1].Members = []*model.Member{{Container: shapes[i-1], Target: shapes[i]}}
		}
	}
	last := shapes[len(shapes)-1]
	last.Members = []*model.Member{{Container: last, Target: shapes[0]}}
	group, _ := components(shapes, func(*model.Member) bool { return true })
	if group[shapes[0]] != group[last] {
		t.Error("the ring is torn")
	}
}

// Where each structure requires two of the next, the first is no larger than others,
// in whichever order they stand.
func TestSizesAreBounded(t *testing.T) {
	shapes := []string{""}
	for i := range 40 {
		shapes = append(shapes, fmt.Sprintf(`"x#S%d": {"type": "structure", "members": {"a": {"target": "x#S%[2]d", "traits": {"smithy.api#required": {}}},
			"b": {"target": "x#S%[2]d", "traits": {"smithy.api#required": {}}}}}`, i, i+1))
	}
	text := small(`"m": {"target": "x#S0"}`, strings.Join(append(shapes, `"x#S40": {"type": "structure", "members": {"c": {"target": "smithy.api#Integer"}}}`), ","))
	structs := map[string]*ir.Struct{}
	for _, s := range lowered(t, loadText(t, text)).Structs {
		structs[s.Name] = s
	}
	sizes := map[string]int{}
	for i := 40; i >= 0; i-- {
		name := fmt.Sprint("S", i)
		for _, f := range structs[name].Fields {
			sizes[name] += fieldSize
			if named, ok := f.Type.(ir.Named); ok && named.Sort == ir.Structure {
				sizes[name] += sizes[named.Name]
			}
		}
		if sizes[name] > 2*maxHeld {
			t.Fatalf("%s takes %d bytes", name, sizes[name])
		}
	}
	sameFiles(t, generate(t, loadText(t, text), Options{}), generate(t, loadText(t, shuffled(text)), Options{}))
}
