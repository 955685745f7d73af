// Package ir describes one Go package before it is written: what Go has, with
// every name decided and every type known. It knows neither how a service model
// is spelled nor how source text is printed.
//
// Strings called identifiers of package wire ("Structure", "InLabel") are names
// of exported constants and variables of the runtime.
package ir

// A Package is one Go package to be. All its slices are in the order in which
// the declarations are to appear.
type Package struct {
	Name        string   // Go package name
	Runtime     string   // import path of package wire
	Source      string   // base name of the model file
	Protocol    string   // identifier of package wire
	Doc         []string // the package's documentation, as comment lines without "//"
	Service     Service
	Structs     []*Struct
	Enums       []*Enum
	Unions      []*Union
	Errors      []*Error
	Unknown     string        // the type that is the open case of every error union
	Seals       []string      // its unexported methods
	ErrorUnions []*ErrorUnion // one of each set of errors, in order of marker
	Operations  []*Operation
	List        string // the function that returns the operations as values
	Schemas     []*Schema
}

// A Service is the service schema of a package.
type Service struct {
	Var         string // unexported variable
	ID, Version string
	SigningName string
	Namespace   *Namespace
	Flags       []string // identifiers of package wire
	Errors      []string // schema variables, in order of shape id
}

// A Struct is a structure.
type Struct struct {
	Name   string
	Doc    []string
	Schema string // variable
	Fields []*Field

	Input  bool // of an operation, or asked for by its name
	Secret bool // something in it is sensitive
	Held   bool // fields, elements or variants hold it by value, not by a pointer
	Asked  bool // lazy members ask the type for its schema
	JSON   bool // has methods for encoding/json, rather than tags
}

// A Field holds one member of a structure.
type Field struct {
	Name    string
	Doc     []string
	Type    Type
	JSON    string // name in a tag, "" for that of the field
	Present bool   // always written
	Default any    // what the field is before anything is read, nil for the type's zero value
}

// HasDefaults reports whether a field of the struct has a default.
func (s *Struct) HasDefaults() bool {
	for _, f := range s.Fields {
		if f.Default != nil {
			return true
		}
	}
	return false
}

// An Error is a structure that services answer with in place of an output.
type Error struct {
	Struct
	Fault      string // identifier of package wire
	Retryable  bool
	Throttling bool
	Seals      []string // the unexported methods that put it into error unions
}

// An Enum is a type of named constants whose other values are legal too.
type Enum struct {
	Name      string
	Doc       []string
	Schema    string // variable
	Base      Type   // String or Int32
	Sensitive bool
	Constants []Constant
}

// A Constant is one value of an enum.
type Constant struct {
	Name  string
	Doc   []string
	Value any // string or int32
}

// A Union is a sealed interface with one implementation per member, and one
// more for members that the model does not know.
type Union struct {
	Name     string
	Doc      []string
	Schema   string // variable
	Marker   string // unexported method
	Secret   bool   // something in it is sensitive
	Asked    bool   // lazy members ask the unknown variant for the schema
	Variants []*Variant
	Unknown  string // type
}

// A Variant is the implementation of a union for one of its members.
type Variant struct {
	Name string
	Doc  []string
	Type Type // nil for a member that carries nothing
}

// An Operation is what a package has for one operation.
type Operation struct {
	Name          string
	Doc           []string // of NewRequest
	Input, Output string   // types
	InputSchema   string   // variables
	OutputSchema  string
	Errors        *ErrorUnion
	FromJSON      string // functions
	FromXML       string
	FromCBOR      string // "" where the service does not answer in CBOR
	NewRequest    string
	ParseResponse string
	Schema        OperationSchema
	Pagination    *Pagination // nil for an operation that gives everything at once
	Waiters       []*Waiter
}

// An ErrorUnion is the sealed interface of the errors of one operation.
type ErrorUnion struct {
	Name    string
	Doc     []string
	Marker  string   // unexported method, which operations with the same errors share
	As      string   // unexported function, likewise
	Members []string // types, in order of name
}
