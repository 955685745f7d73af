package wire

// A Shape is a generated structure or union member, seen by the walks: a schema
// and a way to reach each member by its index there.
type Shape interface {
	// WireSchema returns the schema of the shape; for a union member, the union's.
	// It works on a nil pointer.
	WireSchema() *Schema
	// WireMember returns a reference to member i of the schema: a pointer to a
	// field of a basic type, or what Optional, List, Map and their like return.
	WireMember(i int) any
}

// A Variant is one member of a union, held by its wrapper type.
type Variant interface {
	Shape
	// WireVariant returns the index of the member in the union's schema, -1 for a
	// member that the model does not know.
	WireVariant() int
}

// Unit is the value of a union member that carries nothing (smithy.api#Unit).
type Unit struct{}

// WireSchema returns the schema of smithy.api#Unit.
func (*Unit) WireSchema() *Schema { return &UnitSchema }

// WireMember returns nil: there are no members.
func (*Unit) WireMember(int) any { return nil }

// An UnknownMember is a union member that the model the package was made from
// does not know: newer services send them. It keeps what it said and is written
// back as it came.
type UnknownMember struct {
	Tag   string // the member's name on the wire
	Value Value  // what stood there, as a document
}

// WireVariant returns -1.
func (*UnknownMember) WireVariant() int { return -1 }

// WireMember returns a reference to the member's document.
func (u *UnknownMember) WireMember(int) any { return &u.Value }

// unknown gives the walks access to the member through its embedding type.
func (u *UnknownMember) unknown() *UnknownMember { return u }
