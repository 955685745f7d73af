package ir

import "strings"

// A Schema is a variable that describes one shape to the runtime.
type Schema struct {
	Var       string
	ID        string
	Kind      string   // identifier of package wire
	Codec     string   // type of package wire that knows the kind, "" for kinds that every walk knows
	Flags     []string // identifiers of package wire
	Time      string   // identifier of package wire, "" for the default format
	XMLName   string
	Namespace *Namespace
	Error     *ErrorTraits
	Members   []Member
	Values    []string
	Type      string   // the Go type, of a structure
	Variants  []string // the Go types of the members, of a union, and that of unknown ones

	Constraints *Constraints
}

// maxCompact is how long the values of an enum are, roughly, that fit on a line
// with the rest of its schema.
const maxCompact = 60

// Compact reports whether the schema is small enough for a line.
func (s *Schema) Compact() bool {
	switch s.Kind {
	case "Structure", "Union":
		return len(s.Members) <= 1
	case "Enum":
		return len(strings.Join(s.Values, `", "`)) <= maxCompact
	}
	return true
}

// A Member is an entry of a schema's table of members.
type Member struct {
	Name      string
	Target    string   // schema variable of the package, or
	Prelude   string   // schema variable of package wire, or
	Lazy      string   // type whose schema is the target's
	Flags     []string // identifiers of package wire
	Location  string   // identifier of package wire, "" for the body
	Time      string   // identifier of package wire, "" for the default format
	Key       string
	JSON      string
	XML       string
	EC2       string
	Namespace *Namespace
	MediaType string
	Events    Type // the union whose members an input streams, nil for other members

	Constraints *Constraints
}

// Constraints are what a value has to obey.
type Constraints struct {
	Length  *Length
	Range   *Range
	Pattern string // in Go's syntax
	Unique  bool
}

// A Length bounds a size; a Max below zero is no bound.
type Length struct{ Min, Max int64 }

// A Range bounds a number; "" is no bound.
type Range struct{ Min, Max string }

// A Namespace is an XML namespace.
type Namespace struct{ URI, Prefix string }

// ErrorTraits are the part of a schema that only errors have.
type ErrorTraits struct {
	Code       string
	Fault      string // identifier of package wire
	Status     int
	Retryable  bool
	Throttling bool
	Response   []string // like those of operations
}

// An OperationSchema is a variable that describes one operation to the runtime.
type OperationSchema struct {
	Var         string
	Name        string
	Method, URI string
	Status      int // 0 for 200
	HostPrefix  string
	Errors      []string // schema variables, in model order
	Flags       []string // identifiers of package wire
	Compress    string   // identifier of package wire: what may compress requests, "" for nothing
	Checksum    string   // identifier of package wire: what adds a checksum, "" for nothing

	ChecksumMember string   // of the input, which names the algorithm, "" without
	Request        []string // identifiers of package wire: the parts of messages that it has, in order
	Response       []string
}
