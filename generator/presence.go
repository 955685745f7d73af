package generator

import (
	"slices"

	"github.com/tidwall/gjson"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// Presence: whether a member of a structure may be absent, by the rules for
// clients of https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality
// The first row that applies decides.
//
//	the member                                    | may be absent
//	----------------------------------------------+--------------
//	is clientOptional                             | yes
//	is of a structure with the input trait        | yes
//	is required                                   | no
//	has an addedDefault                           | yes
//	has a default that is not null                | no
//	has no default, but its target has one        | no
//	is none of these, or has the default null     | yes
//
// Models of Smithy 1.0 and of the legacy form say "box" or leave it out; their
// loaders have put that into terms of default. And what that means in Go:
//
//	the target                          | may be absent | is always there
//	------------------------------------+---------------+----------------
//	boolean, number, string, enum, time | pointer       | value
//	structure                           | pointer       | value; a pointer where it would contain itself or be too large
//	list, map, blob                     | slice or map  | the same, written although nil
//	big number                          | pointer       | the same, written as 0 if nil
//	document                            | wire.Value    | the same, written as null if Invalid
//	union                               | interface     | the same, left out if nil
//	stream                              | interface     | the same
//
// What is always there but missing in a response stays its type's zero value,
// or becomes its default; a timestamp without one becomes the epoch. In an input without
// the trait, what has a default may be left out as well (unsaid).
func mayBeAbsent(m *model.Member) bool {
	if m.ClientOptional() {
		return true
	}
	if m.Required() {
		return false
	}
	_, ok := m.Default()
	return !ok || m.AddedDefault()
}

// present reports whether a field of type t that holds m is always written.
func present(m *model.Member, t ir.Type) bool {
	if mayBeAbsent(m) || m.Streaming() || unsaid(m) {
		return false
	}
	switch t := t.(type) {
	case ir.Pointer:
		return false
	case ir.Named:
		return t.Sort != ir.UnionInterface
	}
	return true
}

// unsaid reports whether a member that is always there says nothing while it has its
// type's zero value. Clients send no defaults that nobody has set of what is only an input:
// the answer to an update may else be no where nothing was said. A number or boolean whose
// default is another is sent, since its zero may be meant.
func unsaid(m *model.Member) bool {
	node, ok := m.Default()
	if mayBeAbsent(m) || m.Required() || !ok || !m.Container.InputOnly {
		return false
	}
	switch m.Target.Kind {
	case model.KindIntEnum:
		return string(node) == "0" || !slices.ContainsFunc(m.Target.Members, func(m *model.Member) bool { return m.EnumValue() == "0" })
	case model.KindBoolean, model.KindByte, model.KindShort, model.KindInteger, model.KindLong, model.KindFloat, model.KindDouble:
		value, err := defaultValue(m.Target.Kind, gjson.Parse(string(node)))
		return value == nil && err == nil
	}
	return true
}

// nilable reports whether a field says by itself that there is nothing, whether it may be
// absent or not.
func nilable(k model.Kind) bool {
	switch k {
	case model.KindList, model.KindMap, model.KindBlob, model.KindBigInteger, model.KindBigDecimal, model.KindDocument:
		return true
	}
	return false
}
