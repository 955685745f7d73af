package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// structMethods are the methods that generated structures have or will have.
var structMethods = []string{
	"Decode", "Encode", "Format", "FromValue", "GoString", "LogValue", "MarshalJSON", "Redacted", "String",
	"ToValue", "UnmarshalJSON", "Validate", "WireDefaults", "WireMember", "WireSchema", "WireVariant",
}

// errorMethods are those that generated errors have beside, and the structure
// they embed.
var errorMethods = []string{
	"As", "Error", "ErrorCode", "ErrorFault", "ErrorInfo", "ErrorMessage", "ErrorRequestID", "ErrorRetryable",
	"ErrorStatus", "ErrorThrottling", "Is", "Unwrap",
}

func reservedSet(groups ...[]string) map[string]bool {
	set := map[string]bool{}
	for _, name := range slices.Concat(groups...) {
		set[name] = true
	}
	return set
}

// A claim is one thing's wish for a name.
type claim struct {
	shape      *model.Shape  // what is named, or whose member is
	id         model.ShapeID // of what is named
	candidates []string      // in order of preference
	number     bool          // after the candidates, the last one with numbers
	spelled    string        // as the model spells it, "" for what nobody else can be called like
	fixed      bool          // an override: no other name will do
	distance   int           // how far the first candidate is from the model's spelling
	set        func(name string)
}

func (c *claim) candidate(i int) string {
	last := len(c.candidates) - 1
	switch {
	case i <= last:
		return c.candidates[i]
	case c.number:
		return c.candidates[last] + strconv.Itoa(i-last+1)
	}
	return ""
}

func into(name *string) func(string) { return func(s string) { *name = s } }

// modelled is the claim of what the model names itself.
func (a *assignment) modelled(s *model.Shape, id model.ShapeID, spelled string, set func(string)) claim {
	name, distance := exported(spelled)
	return claim{shape: s, id: id, candidates: []string{name, name + "_"}, spelled: spelled, distance: distance, set: set}.
		override(a.overridden[s])
}

// member is the claim of a member, its candidates made from its exported name.
func (a *assignment) member(m *model.Member, candidates func(name string) []string) claim {
	name, distance := exported(m.Name)
	return claim{shape: m.Container, id: m.ID(), candidates: candidates(name), spelled: m.Name, distance: distance,
		set: func(name string) { a.members[m] = name }}.override(a.overridden[m])
}

// invented is the claim of a name that the model knows nothing of.
func invented(s *model.Shape, name *string, candidates ...string) claim {
	candidates = append(candidates, candidates[0]+"_")
	return claim{shape: s, id: s.ID, candidates: candidates, distance: 1, set: into(name)}
}

// variable is the claim of an unexported variable.
func variable(s *model.Shape, spelled, suffix string, set func(string)) claim {
	plain, readable := unexported(spelled)
	c := claim{shape: s, id: s.ID, candidates: []string{readable + suffix, plain + suffix}, number: true, set: set}
	if plain != readable {
		c.distance = 1
	}
	return c
}

func (c claim) override(name string) claim {
	if name != "" {
		c.candidates, c.fixed, c.distance = []string{name}, true, -1
	}
	return c
}

// A scope is a set of names in which each may stand once.
type scope struct {
	*assignment
	reserved map[string]bool
	taken    map[string]*claim
}

func newScope(a *assignment, reserved map[string]bool) *scope {
	return &scope{assignment: a, reserved: reserved, taken: map[string]*claim{}}
}

// assign gives every claim a name. All first candidates are dealt with before
// any second one, so that a fallback never takes what somebody else is called
// by right; among equals those the model spells so come first, then the order
// of ids. Declaration order plays no part.
func (s *scope) assign(claims []claim) {
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(a.distance-b.distance, cmp.Compare(a.id, b.id))
	})
	left := make([]*claim, len(claims))
	for i := range claims {
		left[i] = &claims[i]
	}
	for round := 0; len(left) > 0; round++ {
		losers := left[:0]
		for _, c := range left {
			name := c.candidate(round)
			owner := s.taken[name]
			switch {
			case name == "" || s.reserved[name] && c.fixed || owner != nil && owner.excludes(c):
				s.refuse(c)
			case s.reserved[name] || owner != nil:
				losers = append(losers, c)
			default:
				s.taken[name] = c
				c.set(name)
			}
		}
		left = losers
	}
}

// excludes reports whether c, which wants the same name, must not quietly make
// do with another one: two shapes that the model calls alike, or a shape whose
// name somebody gave away by an override.
func (owner *claim) excludes(c *claim) bool {
	return c.spelled != "" && (owner.fixed || owner.spelled == c.spelled)
}

func (s *scope) refuse(c *claim) {
	name := c.candidates[0]
	problem := fmt.Sprintf("cannot be called %s in Go: every structure of its kind has a method of that name", name)
	remedy := "override it with another name"
	if owner := s.taken[name]; owner != nil {
		problem = fmt.Sprintf("cannot be called %s in Go: that is %s", name, owner.id)
		remedy = fmt.Sprintf("override one of the two, as in %q: %q", c.id, name+s.suffix(c))
	}
	s.problems = append(s.problems, &model.Diagnostic{Pos: c.shape.Pos, Shape: c.id, Problem: problem, Remedy: remedy})
}

// suffix makes the name that a message proposes: of the namespace, which is what
// differs most often, else of the kind.
func (s *scope) suffix(c *claim) string {
	return strings.ToUpper(c.shape.Kind.String()[:1]) + c.shape.Kind.String()[1:]
}
