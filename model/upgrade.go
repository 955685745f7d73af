package model

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"
)

// upgrade brings what older models say otherwise into Smithy 2.0's terms: enum
// traits become enums, the implied zeros of 1.0 become defaults.
func (b *builder) upgrade() {
	for _, s := range b.model.Shapes {
		if definitions, ok := s.Traits.Get(TraitEnum); ok && s.Kind == KindString {
			b.makeEnum(s, definitions)
		}
	}
	for _, s := range b.version1 {
		if z := zero(s.Kind); z != "" && !s.Traits.Has(TraitBox) {
			s.Traits = s.Traits.with(TraitDefault, z)
		}
	}
	for _, s := range b.version1 {
		if s.Kind == KindStructure {
			for _, m := range s.Members {
				m.impliedDefault()
			}
		}
	}
}

// impliedDefault states the default a member of a 1.0 structure has without
// saying so, as the specification converts it: zero for numbers and booleans
// that nobody boxed, empty for streams; null, which is none, where it is boxed.
func (m *Member) impliedDefault() {
	if m.Traits.Has(TraitDefault) {
		return
	}
	_, unboxed := m.Target.Traits.Get(TraitDefault)
	switch {
	case m.Traits.Has(TraitBox):
		m.Traits = m.Traits.with(TraitDefault, "null")
	case zero(m.Target.Kind) != "" && unboxed:
		m.Traits = m.Traits.with(TraitDefault, zero(m.Target.Kind))
	case m.Target.Kind == KindBlob && m.Target.Streaming() && !m.Required():
		m.Traits = m.Traits.with(TraitDefault, `""`)
	}
}

// makeEnum turns a string with the 1.0 enum trait into an enum.
func (b *builder) makeEnum(s *Shape, definitions Node) {
	s.Kind = KindEnum
	s.Traits = s.Traits.without(TraitEnum)
	names := nameSet{}
	for i, d := range definitions.Items() {
		if gjson.Parse(string(d.Get("value"))).Type != gjson.String {
			b.report(s.Pos, s.ID, fmt.Sprintf("has an enum trait whose element %d has no value", i+1), "give it a string as value")
			continue
		}
		m := b.addValue(s, names.unique(enumName(d.Get("name").Text(), d.Get("value").Text())), d.Get("value"))
		if doc := d.Get("documentation"); doc.Text() != "" {
			m.Traits = append(m.Traits, Trait{TraitDocumentation, doc})
		}
		if d.Get("deprecated").Bool() {
			m.Traits = append(m.Traits, Trait{TraitDeprecated, "{}"})
		}
		if tags := d.Get("tags"); tags.Exists() {
			m.Traits = append(m.Traits, Trait{"smithy.api#tags", tags})
		}
	}
}

// addValue adds a member to an enum that the model did not spell as one.
func (b *builder) addValue(s *Shape, name string, value Node) *Member {
	m := &Member{Name: name, Container: s, Target: b.lookup(Unit), Traits: Traits{{TraitEnumValue, value}}, Pos: s.Pos}
	s.Members = append(s.Members, m)
	return m
}

var (
	separators = regexp.MustCompile(`[-.:/\s]+`)
	nonWord    = regexp.MustCompile(`[^A-Za-z0-9_]+`)
)

// enumName is the member name of an enum value that may have none: Smithy's own
// conversion replaces runs of separators by an underscore; what it refuses to
// convert is treated alike here.
func enumName(name, value string) string {
	if name != "" {
		return name
	}
	name = value
	if strings.ContainsFunc(value, func(r rune) bool { return r != '_' && !isAlnum(r) }) {
		name = nonWord.ReplaceAllString(separators.ReplaceAllString(value, "_"), "_")
	}
	if name == "" || name[0] >= '0' && name[0] <= '9' {
		name = "_" + name
	}
	return name
}

// A nameSet keeps names of one scope apart, by how often each was asked for.
type nameSet map[string]int

// unique returns the name, with a number appended if somebody has it already.
func (n nameSet) unique(name string) string {
	for candidate := name; ; candidate = fmt.Sprintf("%s_%d", name, n[name]) {
		n[name]++
		if candidate == name && n[name] == 1 {
			return name
		}
		if _, taken := n[candidate]; !taken {
			n[candidate] = 1
			return candidate
		}
	}
}

// letters keeps the ASCII letters and digits of a text.
func letters(text string) string {
	return strings.Map(func(c rune) rune {
		if isAlnum(c) {
			return c
		}
		return -1
	}, text)
}

func isAlnum(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
