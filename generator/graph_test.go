package generator

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

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
		group := components(shapes, func(*model.Member) bool { return true })
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
	group := components(shapes, func(*model.Member) bool { return true })
	if group[shapes[0]] != group[last] {
		t.Error("the ring is torn")
	}
}
