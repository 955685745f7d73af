package model

import "cmp"

// A Kind is one of Smithy's shape types.
type Kind uint8

// The shape types of Smithy 2.0. A 1.0 set is a list; a string with the 1.0
// enum trait is loaded as an enum.
const (
	KindInvalid Kind = iota
	KindBlob
	KindBoolean
	KindString
	KindEnum
	KindByte
	KindShort
	KindInteger
	KindIntEnum
	KindLong
	KindFloat
	KindDouble
	KindBigInteger
	KindBigDecimal
	KindTimestamp
	KindDocument
	KindList
	KindMap
	KindStructure
	KindUnion
	KindService
	KindResource
	KindOperation
)

var kindNames = [...]string{
	KindInvalid: "invalid", KindBlob: "blob", KindBoolean: "boolean", KindString: "string", KindEnum: "enum",
	KindByte: "byte", KindShort: "short", KindInteger: "integer", KindIntEnum: "intEnum", KindLong: "long",
	KindFloat: "float", KindDouble: "double", KindBigInteger: "bigInteger", KindBigDecimal: "bigDecimal",
	KindTimestamp: "timestamp", KindDocument: "document", KindList: "list", KindMap: "map",
	KindStructure: "structure", KindUnion: "union", KindService: "service", KindResource: "resource",
	KindOperation: "operation",
}

// String returns the type's name as a Smithy model spells it.
func (k Kind) String() string { return kindNames[k] }

// A Shape is one shape of a model. Which of the fields below the first five are
// filled depends on its Kind.
type Shape struct {
	ID     ShapeID
	Kind   Kind
	Traits Traits
	Pos    Position // of the shape's definition
	Mixins []*Shape // already merged into Members and Traits; kept for whoever asks

	// Members, in model order: of a structure, union, enum or intEnum; "member"
	// of a list; "key" and "value" of a map.
	Members []*Member

	// Of a structure: it is the input of operations and nothing else.
	InputOnly bool

	// Of a service: its version and renames; of a service and a resource: what is
	// bound to them; of a service and an operation: errors.
	Version    string
	Rename     map[ShapeID]string
	Operations []*Shape
	Resources  []*Shape
	Errors     []*Shape

	// Of an operation. Never nil: no input or output is smithy.api#Unit.
	Input, Output *Shape

	// Of a resource: every operation bound to it, by lifecycle key ("create",
	// "put", "read", "update", "delete", "list"), Operations or CollectionOperations.
	Lifecycle            map[string]*Shape
	CollectionOperations []*Shape
	Identifiers          map[string]*Shape
	Properties           map[string]*Shape
}

// Member returns the member of that name, or nil.
func (s *Shape) Member(name string) *Member {
	for _, m := range s.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// A Member of an aggregate or enum shape. Traits holds the member's own traits
// with those of `apply` merged in; the target's traits are on the target.
type Member struct {
	Name      string
	Container *Shape
	Target    *Shape
	Traits    Traits
	Pos       Position
}

// ID returns the absolute id of the member.
func (m *Member) ID() ShapeID { return m.Container.ID.WithMember(m.Name) }

// Unit is the id of the prelude's Unit structure: no input, no output, a union
// member or enum value without content.
const Unit ShapeID = "smithy.api#Unit"

// NameIn returns what a service calls the shape: its own name or the one that the
// service gives it.
func (s *Shape) NameIn(service *Shape) string { return cmp.Or(service.Rename[s.ID], s.ID.Name()) }

// IsUnit reports whether the shape is smithy.api#Unit.
func (s *Shape) IsUnit() bool { return s.ID == Unit }
