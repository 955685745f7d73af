package wire

// A class says what a Value is.
type class struct {
	kind      Kind
	sensitive bool
	tag       int32 // of a Union that ToValue made: one more than its member's index
	schema    *Schema
	names     []string  // of the entries or members, none of a List's elements
	structure *presence // of a Structure that ToValue made
}

// A presence says which members a structure has, and of which type it was made: read
// back into one, it needs no names.
type presence struct {
	t       *goType
	members []*valueMember // those there are
}

// The classes of a shape are what its values have in common. There are two of each:
// for values that are sensitive by their member, the second.
type classes struct {
	scalars [2]node           // all of a scalar
	layout  memo[valueLayout] // of a structure, once somebody asked
	tags    memo[[2][]tag]    // of a union, likewise
}

// A tag is what values of a union are that have a member set.
type tag struct {
	class
	m  *Member
	of *node // what a scalar in it is
}

// newNode returns what scalars, or an aggregate with nothing in it, have of a
// shape; of a kind if they are a document's.
func newNode(s *Schema, k Kind) *node {
	if s != nil && s.Kind == Document {
		return &node{class: &class{kind: k, schema: s}}
	}
	return &scalarsOf(s, k)[0]
}

// scalarsOf returns what all scalars of a shape share, or all of a kind if they are
// a document's.
func scalarsOf(s *Schema, k Kind) *[2]node {
	if s == nil {
		return &documentScalars[k]
	}
	return &s.valueClasses().scalars
}

var documentScalars = func() (scalars [Union + 1][2]node) {
	for k := range scalars {
		scalars[k] = [2]node{{class: &class{kind: Kind(k)}}, {class: &class{kind: Kind(k), sensitive: true}}}
	}
	return scalars
}()

// valueClasses returns the classes of the shape.
func (s *Schema) valueClasses() *classes {
	if c := recall(&s.classes); c != nil {
		return c
	}
	return settle(&s.classes, s.newClasses())
}

func (s *Schema) newClasses() *classes {
	c := new(classes)
	for i, secret := range [2]bool{s.Flags&Sensitive != 0 || s.hasSecretKeys(), true} {
		c.scalars[i].class = &class{kind: s.Kind, sensitive: secret, schema: s}
	}
	return c
}

// tagsOf returns the tags of a union, in the order of its members.
func (c *classes) tagsOf(s *Schema) *[2][]tag {
	if tags := recall(&c.tags); tags != nil {
		return tags
	}
	tags := new([2][]tag)
	for secret := range tags {
		for i := range s.Members {
			m, of := &s.Members[i], *c.scalars[secret].class
			of.tag, of.names = int32(i+1), []string{m.Name}
			tags[secret] = append(tags[secret], tag{of, m, m.valueNode()})
		}
	}
	remember(&c.tags, tags)
	return tags
}

// memberIndex returns the index of a union's member, as s.MemberIndex does.
func (c *class) memberIndex(s *Schema, name string) int {
	if c.tag > 0 && c.schema == s {
		return int(c.tag) - 1
	}
	return s.MemberIndex(name)
}

// hasSecretKeys reports whether the keys of a map are sensitive, and so all of it, or
// all of it and so they.
func (s *Schema) hasSecretKeys() bool {
	return s.Kind == Map && len(s.Members) > 0 && (s.Flags|s.Members[0].Flags|s.Members[0].Schema().Flags)&Sensitive != 0
}

// valueNode returns what a scalar in the member is.
func (m *Member) valueNode() *node { return &m.Schema().valueClasses().scalars[m.Flags&Sensitive] }
