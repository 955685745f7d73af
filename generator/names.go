// Names are decided once, before anything is emitted, for the service as a
// whole: a name never depends on which slice of the service is generated, so
// two slices agree and a slice that grows keeps its names. The algorithm, with
// its reserved names and known gaps, is docs/naming.md.

package generator

import "github.com/smithygen/smithygen/model"

// goNames are all names of one generated package: of the whole service, but for
// the fields of structures outside the closure.
type goNames struct {
	types      map[*model.Shape]string  // structures, unions, enums and intEnums; other shapes are Go's own types
	schemas    map[*model.Shape]string  // variables; those of the prelude belong to wire
	members    map[*model.Member]string // fields, constants, wrapper types, by the kind of their container
	unknown    map[*model.Shape]string  // wrapper types of members that a union does not know
	operations map[*model.Shape]*operationNames

	unknownError string // the type of errors that no union lists
	list         string // the function that lists the operations
}

// marker returns the name of the method that seals a union.
func (n *goNames) marker(union *model.Shape) string { return "is" + n.types[union] }

// serviceVariable describes the service.
const serviceVariable = "service"

// operationNames are what a package has for one operation.
type operationNames struct {
	operation                 string // no identifier; the names of functions are made of it
	schema                    string // variable that describes the operation
	input, output             string // structures, invented ones where the model has Unit
	inputSchema, outputSchema string
	union                     string // the interface of its errors
	marker                    string // method that seals the union
	as                        string // function that makes the union of any error
	fromJSON, fromXML         string
	fromCBOR                  string
	newRequest, parseResponse string
	pages, items              string            // "" if the model does not paginate it
	waiters                   []string          // in the model, sorted
	waitUntil, waiterVars     map[string]string // functions and variables, by the model's name
}
