package wire

// A Shape is a pointer to a generated structure, or to the wrapper of a union's
// member. Called on a nil pointer, ToValue returns a null that has the schema of
// the type.
type Shape interface{ ToValue() Value }

// Unit is the value of a union member that carries nothing (smithy.api#Unit).
type Unit struct{}

// ToValue returns a structure without members.
func (u *Unit) ToValue() Value { return ToValue(&UnitSchema, u) }

// newUnit returns a Unit whose schema is known.
func newUnit() Shape {
	UnitSchema.tell()
	return new(Unit)
}

// An UnknownMember is a union member that the model the package was made from
// does not know: newer services send them. It keeps what it said and is written
// back as it came.
type UnknownMember struct {
	Tag   string // the member's name on the wire
	Value Value  // what stood there, as a document
}

// unknown gives the walks access to the member through its embedding type.
func (u *UnknownMember) unknown() *UnknownMember { return u }
