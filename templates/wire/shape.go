package wire

// A Shape is a generated structure or union member, seen by the walks: a schema
// and a way to reach each member by its index there.
type Shape interface {
	// WireSchema returns the schema of the shape; for a union member, the union's.
	// It works on a nil pointer.
	WireSchema() *Schema
	// WireMembers appends a reference to each member, in the schema's order: a
	// pointer to a field of a basic type, or what Optional, ListOf, MapOf and their
	// like return. A member of a union appends the reference to its value alone.
	WireMembers(refs []any) []any
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

// WireMembers returns refs: there are no members.
func (*Unit) WireMembers(refs []any) []any { return refs }

// An UnknownMember is a union member that the model the package was made from
// does not know: newer services send them. It keeps what it said and is written
// back as it came.
type UnknownMember struct {
	Tag   string // the member's name on the wire
	Value Value  // what stood there, as a document
}

// WireVariant returns -1.
func (*UnknownMember) WireVariant() int { return -1 }

// WireMembers appends a reference to the member's document.
func (u *UnknownMember) WireMembers(refs []any) []any { return append(refs, &u.Value) }

// unknown gives the walks access to the member through its embedding type.
func (u *UnknownMember) unknown() *UnknownMember { return u }
