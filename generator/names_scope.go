package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// structMethods are the methods that generated structures have.
var structMethods = []string{
	"Format", "FromValue", "MarshalJSON", "String", "ToValue", "UnmarshalJSON", "Validate", "WireDefaults", "WireSchema",
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

// maxRounds bounds how many fallbacks are tried. Real models need two.
const maxRounds = 100

// A claim is one thing's wish for a name.
type claim struct {
	shape      *model.Shape // what is named, or whose member is
	member     string       // the member's name
	candidates []string     // in order of preference; then the last one with more and more underscores
	number     bool         // or with numbers
	spelled    string       // as the model spells it, "" for what is invented and for members, which never agree
	batch      int          // the claims that are decided together
	index      int          // among them
	fixed      bool         // an override: no other name will do
	distance   int          // how far the first candidate is from the model's spelling
	set        func(name string)
}

// id returns the id of what is named.
func (c *claim) id() model.ShapeID {
	if c.member == "" {
		return c.shape.ID
	}
	return c.shape.ID.WithMember(c.member)
}

// candidate returns the name to try in a round, "" after an override.
func (c *claim) candidate(round int) string {
	last := len(c.candidates) - 1
	switch {
	case round <= last:
		return c.candidates[round]
	case c.fixed || round > maxRounds:
		return ""
	case c.number:
		return c.candidates[last] + strconv.Itoa(round-last+1)
	}
	return c.candidates[last] + strings.Repeat("_", round-last)
}

func into(name *string) func(string) { return func(s string) { *name = s } }

// modelled is the claim of what the model names itself.
func (a *assignment) modelled(s *model.Shape, spelled string, set func(string)) claim {
	name, distance := exported(spelled)
	return claim{shape: s, candidates: []string{name}, spelled: spelled, distance: distance, set: set}.
		override(a.overridden[s])
}

// member is the claim of a member, its candidates made from its exported name.
func (a *assignment) member(m *model.Member, candidates func(name string) []string) claim {
	name, distance := exported(m.Name)
	return claim{shape: m.Container, member: m.Name, candidates: candidates(name), spelled: m.Name, distance: distance,
		set: func(name string) { a.members[m] = name }}.override(a.overridden[m])
}

// invented is the claim of a name that the model knows nothing of.
func invented(s *model.Shape, set func(string), candidates ...string) claim {
	return claim{shape: s, candidates: candidates, distance: 1, set: set}
}

// variable is the claim of an unexported variable.
func variable(s *model.Shape, spelled, suffix string, set func(string)) claim {
	plain, readable := unexported(spelled)
	c := claim{shape: s, candidates: []string{readable + suffix}, number: true, set: set}
	if plain != readable {
		c.candidates, c.distance = append(c.candidates, plain+suffix), 1
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
	batch    int
}

func newScope(a *assignment, reserved map[string]bool, size int) *scope {
	return &scope{assignment: a, reserved: reserved, taken: make(map[string]*claim, size)}
}

// assign gives every claim a name. All first candidates are dealt with before
// any second one, so that a fallback never takes what somebody else is called
// by right; among equals those the model spells so come first, then the order
// of ids, in which shapes come here. Declaration order plays no part.
func (s *scope) assign(claims []claim) {
	s.batch++
	left := make([]*claim, len(claims))
	for i := range claims {
		left[i] = &claims[i]
		left[i].batch, left[i].index = s.batch, i
	}
	slices.SortFunc(left, func(a, b *claim) int {
		if a.shape == b.shape {
			return cmp.Or(a.distance-b.distance, strings.Compare(a.member, b.member), a.index-b.index)
		}
		return cmp.Or(a.distance-b.distance, a.index-b.index)
	})
	for round := 0; len(left) > 0; round++ {
		losers := left[:0]
		for _, c := range left {
			name := c.candidate(round)
			owner := s.taken[name]
			switch {
			case name == "" || owner != nil && !c.yieldsTo(owner):
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

// yieldsTo reports whether c may quietly make do with another name than the owner's:
// unless the model calls both alike, or somebody gave the name away by an override.
func (c *claim) yieldsTo(owner *claim) bool {
	return owner.batch != c.batch || !owner.fixed && (c.spelled == "" || owner.spelled != c.spelled)
}

func (s *scope) refuse(c *claim) {
	name := c.candidates[0]
	problem := fmt.Sprintf("cannot be called %s in Go: that is a method of the structure", name)
	remedy := "override it with another name"
	if owner := s.taken[name]; owner != nil {
		problem = fmt.Sprintf("cannot be called %s in Go: that is %s", name, owner.id())
		remedy = fmt.Sprintf("override one of the two, as in %q: %q", c.id(), name+c.suffix())
	}
	s.problems = append(s.problems, &model.Diagnostic{Pos: c.shape.Pos, Shape: c.id(), Problem: problem, Remedy: remedy})
}

// suffix is what a message proposes to add to a name.
func (c *claim) suffix() string {
	if c.member != "" {
		return "Member"
	}
	kind := c.shape.Kind.String()
	return strings.ToUpper(kind[:1]) + kind[1:]
}
