package generator

import "github.com/smithygen/smithygen/model"

// A graph holds what follows from how the shapes of a closure refer to each
// other. It is made before anything is lowered, in time linear in references.
type graph struct {
	contained map[*model.Shape]int  // groups of structures that contain each other by value
	large     map[*model.Shape]bool // structures that hold no other by value, for their size
	referred  map[*model.Shape]int  // groups of shapes that refer to each other in any way
	secret    map[*model.Shape]bool // shapes that hold something sensitive, however deep
	asked     map[*model.Shape]bool // targets of lazy members
}

func newGraph(c *model.Closure) *graph {
	contained, inwardOut := components(c.Shapes, containsByValue)
	referred, _ := components(c.Shapes, func(*model.Member) bool { return true })
	g := &graph{contained: contained, referred: referred, secret: secrets(c.Shapes), asked: map[*model.Shape]bool{}}
	g.measure(inwardOut)
	for _, s := range c.Shapes {
		for _, m := range s.Members {
			if g.lazy(m) {
				g.asked[m.Target] = true
			}
		}
	}
	return g
}

// secrets returns the shapes that are sensitive or lead to one that is.
func secrets(shapes []*model.Shape) map[*model.Shape]bool {
	secret := map[*model.Shape]bool{}
	users := map[*model.Shape][]*model.Shape{}
	var found []*model.Shape
	add := func(s *model.Shape) {
		if !secret[s] {
			secret[s] = true
			found = append(found, s)
		}
	}
	for _, s := range shapes {
		if s.Sensitive() {
			add(s)
		}
		for _, m := range s.Members {
			users[m.Target] = append(users[m.Target], s)
			if m.Sensitive() {
				add(s)
			}
		}
	}
	for len(found) > 0 {
		s := found[len(found)-1]
		found = found[:len(found)-1]
		for _, user := range users[s] {
			add(user)
		}
	}
	return secret
}

// containsByValue reports whether the member's structure would be part of its
// container in Go.
func containsByValue(m *model.Member) bool {
	return m.Container.Kind == model.KindStructure && m.Target.Kind == model.KindStructure && !mayBeAbsent(m)
}

// maxHeld bounds the bytes of other structures that one holds by value: where each
// holds two of the next, the size of the first is a power of two. No real one holds
// more than 1 KiB.
const maxHeld = 4 << 10

// fieldSize is the most that a field takes which is no structure.
const fieldSize = 24

// measure finds the structures that would be too large, from those that are held to
// those that hold them.
func (g *graph) measure(inwardOut []*model.Shape) {
	g.large = map[*model.Shape]bool{}
	size := make(map[*model.Shape]int, len(inwardOut))
	for _, s := range inwardOut {
		held := 0
		for _, m := range s.Members {
			if containsByValue(m) && !g.boxed(m) {
				held += size[m.Target]
			}
		}
		if held > maxHeld {
			g.large[s], held = true, 0
		}
		size[s] = held + fieldSize*len(s.Members)
	}
}

// boxed reports whether the member is behind a pointer although it is always
// there, since its structure would contain itself or be too large.
func (g *graph) boxed(m *model.Member) bool {
	return containsByValue(m) && (g.large[m.Container] || g.contained[m.Container] == g.contained[m.Target])
}

// lazy reports whether the schema of the member's target is referred to by its
// type, so that no schema's initialiser depends on itself. Every cycle has such
// a member, since it leads through a structure or union.
func (g *graph) lazy(m *model.Member) bool {
	return isAggregate(m.Target) && g.referred[m.Container] == g.referred[m.Target]
}

func isAggregate(s *model.Shape) bool {
	return s.Kind == model.KindStructure || s.Kind == model.KindUnion
}

// components numbers the strongly connected components of the shapes under the
// members that follow accepts (Tarjan's algorithm, with a stack of its own: a
// model may nest as deep as it is long). In order, those that a shape leads to come
// before it, unless they lead back.
func components(shapes []*model.Shape, follow func(*model.Member) bool) (component map[*model.Shape]int, order []*model.Shape) {
	t := &tarjan{follow: follow, index: make(map[*model.Shape]int, len(shapes)), component: make(map[*model.Shape]int, len(shapes))}
	for _, s := range shapes {
		if t.index[s] == 0 {
			t.visit(s)
		}
	}
	return t.component, t.order
}

type tarjan struct {
	follow    func(*model.Member) bool
	index     map[*model.Shape]int // from 1, in order of discovery
	component map[*model.Shape]int // the lowest index in it, once complete
	order     []*model.Shape       // in which they were
	open      []*model.Shape       // discovered, not yet in a component
	path      []step
}

// A step is a shape on the path that is being followed.
type step struct {
	shape *model.Shape
	next  int // member to follow next
	low   int // lowest index reached from here
}

func (t *tarjan) discover(s *model.Shape) {
	n := len(t.index) + 1
	t.index[s] = n
	t.open = append(t.open, s)
	t.path = append(t.path, step{shape: s, low: n})
}

func (t *tarjan) visit(root *model.Shape) {
	t.discover(root)
	for len(t.path) > 0 {
		top := &t.path[len(t.path)-1]
		if top.next == len(top.shape.Members) {
			t.leave(*top)
			continue
		}
		m := top.shape.Members[top.next]
		top.next++
		if !t.follow(m) {
			continue
		}
		if n := t.index[m.Target]; n == 0 {
			t.discover(m.Target)
		} else if _, complete := t.component[m.Target]; !complete {
			top.low = min(top.low, n)
		}
	}
}

func (t *tarjan) leave(s step) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		parent := &t.path[len(t.path)-1]
		parent.low = min(parent.low, s.low)
	}
	if s.low != t.index[s.shape] {
		return
	}
	for {
		last := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.component[last] = s.low
		t.order = append(t.order, last)
		if last == s.shape {
			return
		}
	}
}
