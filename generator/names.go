// Names are decided once, before anything is emitted, for the service as a
// whole: a name never depends on which slice of the service is generated, so
// two slices agree and a slice that grows keeps its names. The algorithm, with
// its reserved names and known gaps, is docs/naming.md.

package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// Names are all Go names of one generated package: of the whole service, but for
// the fields of structures outside the closure. A method asked about a shape
// that has no such name, or that the service does not reach, returns "".
type Names struct {
	types      map[*model.Shape]string
	schemas    map[*model.Shape]string
	members    map[*model.Member]string // fields, constants, variants, by the kind of their container
	unions     map[*model.Shape]*unionNames
	operations map[*model.Shape]*operationNames

	unknownError, list string
}

type unionNames struct{ unknown string }

type operationNames struct {
	operation, schema                   string
	input, inputSchema                  string
	output, outputSchema                string
	union, fromJSON, fromXML            string
	newRequest, parseResponse, errorTag string
	pages, items                        string
	waiters                             []string // in the model, sorted
	waitUntil, waiterVars               map[string]string
}

// Type returns the name of the Go type of a structure, union, enum or intEnum.
// All other shapes are Go's own types.
func (n *Names) Type(shape *model.Shape) string { return n.types[shape] }

// Schema returns the name of the variable that holds a data shape's schema.
// Those of the prelude belong to wire.
func (n *Names) Schema(shape *model.Shape) string { return n.schemas[shape] }

// Field returns the name of a structure's field.
func (n *Names) Field(m *model.Member) string { return n.members[m] }

// Const returns the name of the constant of an enum's member.
func (n *Names) Const(m *model.Member) string { return n.members[m] }

// Variant returns the name of the wrapper type of a union's member.
func (n *Names) Variant(m *model.Member) string { return n.members[m] }

// UnknownVariant returns the name of the wrapper of members that a union does not know.
func (n *Names) UnknownVariant(union *model.Shape) string { return n.union(union).unknown }

// Marker returns the name of the method that seals a union.
func (n *Names) Marker(union *model.Shape) string { return "is" + n.types[union] }

// Operation returns an operation's name, exported. No identifier is called so;
// it is what the names of its functions are made of.
func (n *Names) Operation(op *model.Shape) string { return n.op(op).operation }

// OperationSchema returns the name of the variable that describes an operation.
func (n *Names) OperationSchema(op *model.Shape) string { return n.op(op).schema }

// Input returns the name of the structure an operation takes, an invented one
// where the model has Unit.
func (n *Names) Input(op *model.Shape) string { return n.op(op).input }

// Output returns the name of the structure an operation gives, an invented one
// where the model has Unit.
func (n *Names) Output(op *model.Shape) string { return n.op(op).output }

// InputSchema returns the name of the variable that holds the schema of Input.
func (n *Names) InputSchema(op *model.Shape) string { return n.op(op).inputSchema }

// OutputSchema returns the name of the variable that holds the schema of Output.
func (n *Names) OutputSchema(op *model.Shape) string { return n.op(op).outputSchema }

// ErrorUnion returns the name of the interface of an operation's errors.
func (n *Names) ErrorUnion(op *model.Shape) string { return n.op(op).union }

// ErrorMarker returns the name of the method that seals ErrorUnion. Operations
// with the same errors share the first one's: a method of every error for each
// operation that has it would be thousands.
func (n *Names) ErrorMarker(op *model.Shape) string { return n.op(op).errorTag }

// ErrorAs returns the name of the function that makes ErrorUnion of any error;
// operations with the same errors share it too.
func (n *Names) ErrorAs(op *model.Shape) string {
	return "as" + strings.TrimPrefix(n.op(op).errorTag, "is")
}

// FromJSON returns the name of the function that reads an operation's error from JSON.
func (n *Names) FromJSON(op *model.Shape) string { return n.op(op).fromJSON }

// FromXML returns the name of the function that reads an operation's error from XML.
func (n *Names) FromXML(op *model.Shape) string { return n.op(op).fromXML }

// NewRequest returns the name of the function that makes an operation's HTTP request.
func (n *Names) NewRequest(op *model.Shape) string { return n.op(op).newRequest }

// ParseResponse returns the name of the function that reads an operation's HTTP response.
func (n *Names) ParseResponse(op *model.Shape) string { return n.op(op).parseResponse }

// Pages returns the name of the function that iterates over an operation's
// pages, "" if the model does not paginate it.
func (n *Names) Pages(op *model.Shape) string { return n.op(op).pages }

// Items returns the name of the function that iterates over what is in the pages.
func (n *Names) Items(op *model.Shape) string { return n.op(op).items }

// Waiters returns the names that the model has for an operation's waiters, in order.
func (n *Names) Waiters(op *model.Shape) []string { return n.op(op).waiters }

// WaitUntil returns the name of the function that waits, by the model's name.
func (n *Names) WaitUntil(op *model.Shape, waiter string) string { return n.op(op).waitUntil[waiter] }

// Waiter returns the name of the variable that describes a waiter.
func (n *Names) Waiter(op *model.Shape, waiter string) string { return n.op(op).waiterVars[waiter] }

// UnknownError returns the name of the type of errors that no union lists.
func (n *Names) UnknownError() string { return n.unknownError }

// Operations returns the name of the function that lists the operations.
func (n *Names) Operations() string { return n.list }

// Service returns the name of the variable that describes the service.
func (n *Names) Service() string { return serviceVariable }

const serviceVariable = "service"

func (n *Names) union(union *model.Shape) unionNames {
	if u := n.unions[union]; u != nil {
		return *u
	}
	return unionNames{}
}

func (n *Names) op(op *model.Shape) operationNames {
	if o := n.operations[op]; o != nil {
		return *o
	}
	return operationNames{}
}

// assignNames names everything in the package of a closure's service. Keys of
// overrides are ids or bare names of shapes, operations and members
// ("ns#Shape$member", "Shape$member"); values are Go names. An error is a
// *model.Diagnostic or model.Diagnostics.
func assignNames(c *model.Closure, overrides map[string]string) (*Names, error) {
	a, err := newAssignment(c)
	if err != nil {
		return nil, err
	}
	a.readOverrides(overrides)
	a.nameTypes()
	a.nameOperations()
	a.nameUnions()
	a.nameConstants()
	a.nameFields()
	a.nameSchemas()
	switch len(a.problems) {
	case 0:
		return a.Names, nil
	case 1:
		return nil, a.problems[0]
	}
	return nil, a.problems
}

// An assignment is the pass that makes Names.
type assignment struct {
	*Names
	closure    *model.Closure
	service    *model.Shape
	shapes     []*model.Shape // data shapes of the service, by id
	ops        []*model.Shape // its operations, by id
	overridden map[any]string // by *model.Shape and *model.Member
	pkg        *scope
	problems   model.Diagnostics
}

func newAssignment(c *model.Closure) (*assignment, error) {
	whole, err := c.Model.Slice(string(c.Service.ID), nil)
	if err != nil {
		return nil, err
	}
	a := &assignment{
		Names: &Names{
			types:      make(map[*model.Shape]string, len(whole.Shapes)),
			schemas:    make(map[*model.Shape]string, len(whole.Shapes)),
			members:    map[*model.Member]string{},
			unions:     map[*model.Shape]*unionNames{},
			operations: map[*model.Shape]*operationNames{},
		},
		closure:    c,
		service:    c.Service,
		shapes:     whole.Shapes,
		ops:        whole.Operations,
		overridden: map[any]string{},
	}
	a.pkg = newScope(a, nil, 2*len(a.shapes)+8*len(a.ops))
	return a, nil
}

// spelled is a shape's name as the model, or the service's rename, spells it.
func (a *assignment) spelled(s *model.Shape) string { return s.NameIn(a.service) }

func (a *assignment) nameTypes() {
	claims := make([]claim, 0, len(a.shapes))
	for _, s := range a.shapes {
		if !hasType(s) {
			continue
		}
		claims = append(claims, a.modelled(s, a.spelled(s), func(name string) { a.types[s] = name }))
	}
	a.pkg.assign(claims)
}

// hasType reports whether a shape becomes a Go type of its own.
func hasType(s *model.Shape) bool {
	switch s.Kind {
	case model.KindStructure, model.KindUnion, model.KindEnum, model.KindIntEnum:
		return !s.IsUnit()
	}
	return false
}

// nameOperations invents what an operation needs beside its shapes. Each group
// of names sees what the groups before it have taken.
func (a *assignment) nameOperations() {
	claims := make([]claim, 0, len(a.ops))
	for _, op := range a.ops {
		o := new(operationNames)
		a.operations[op] = o
		claims = append(claims, a.modelled(op, a.spelled(op), into(&o.operation)))
	}
	newScope(a, nil, len(a.ops)).assign(claims)

	claims = make([]claim, 0, 3*len(a.ops)+2) // what is taken points into it
	for _, op := range a.ops {
		o := a.operations[op]
		o.input, o.output = a.types[op.Input], a.types[op.Output]
		if op.Input.IsUnit() {
			claims = append(claims, invented(op, &o.input, o.operation+"Input", o.operation+"EmptyInput"))
		}
		if op.Output.IsUnit() {
			claims = append(claims, invented(op, &o.output, o.operation+"Output", o.operation+"EmptyOutput"))
		}
		claims = append(claims, invented(op, &o.union, o.operation+"Error", o.operation+"ErrorUnion"))
	}
	claims = append(claims,
		invented(a.service, &a.unknownError, "UnknownOperationError", "UnmodeledOperationError"),
		invented(a.service, &a.list, "Operations", "AllOperations"))
	a.pkg.assign(claims)

	claims = make([]claim, 0, 4*len(a.ops))
	sealers := map[string]*operationNames{}
	for _, op := range a.ops {
		o := a.operations[op]
		key := errorKey(a.closure, op)
		if sealers[key] == nil {
			sealers[key] = o
		}
		o.errorTag = "is" + sealers[key].union
		claims = append(claims,
			invented(op, &o.fromJSON, o.union+"FromJSON"),
			invented(op, &o.fromXML, o.union+"FromXML"),
			invented(op, &o.newRequest, "New"+o.operation+"HTTPRequest"),
			invented(op, &o.parseResponse, "Parse"+o.operation+"HTTPResponse"))
	}
	a.pkg.assign(claims)
	a.nameBehaviors()
}

// errorKey is equal for operations with the same errors.
func errorKey(c *model.Closure, op *model.Shape) string {
	var ids []string
	for _, e := range c.OperationErrors(op) {
		ids = append(ids, string(e.ID))
	}
	slices.Sort(ids)
	return strings.Join(ids, " ")
}

// nameBehaviors names what is built on calls of an operation. It comes after the
// functions that every operation has.
func (a *assignment) nameBehaviors() {
	var claims []claim
	for _, op := range a.ops {
		o := a.operations[op]
		if isPaginated(op) {
			claims = append(claims, invented(op, &o.pages, o.operation+"Pages"), invented(op, &o.items, o.operation+"Items"))
		}
		o.waiters = slices.Sorted(maps.Keys(waiterNodes(op)))
		o.waitUntil, o.waiterVars = map[string]string{}, map[string]string{}
		for _, waiter := range o.waiters {
			name, _ := exported(waiter)
			claims = append(claims, claim{shape: op, candidates: []string{"WaitUntil" + name}, distance: 1,
				set: func(s string) { o.waitUntil[waiter] = s }})
		}
	}
	a.pkg.assign(claims)
}

func (a *assignment) nameUnions() {
	var claims []claim
	for _, s := range a.shapes {
		if s.Kind != model.KindUnion {
			continue
		}
		u := new(unionNames)
		a.unions[s] = u
		union := a.types[s]
		claims = append(claims,
			invented(s, &u.unknown, union+"Unknown", union+"UnknownMember"))
		for _, m := range s.Members {
			claims = append(claims, a.member(m, func(name string) []string {
				return []string{union + "Member" + name}
			}))
		}
	}
	a.pkg.assign(claims)
}

// nameConstants comes after the types: constants share their scope and yield to
// them. A constant whose Go spelling is taken keeps the model's.
func (a *assignment) nameConstants() {
	var claims []claim
	for _, s := range a.shapes {
		if s.Kind != model.KindEnum && s.Kind != model.KindIntEnum {
			continue
		}
		enum := a.types[s]
		for _, m := range s.Members {
			name := identifier(m.Name)
			words := pascal(name)
			c := a.member(m, func(string) []string {
				if words == "" {
					return []string{enum + "_" + name}
				}
				return []string{join(enum, words), enum + "_" + name}
			})
			c.distance = 0
			if words != m.Name {
				c.distance = 1
			}
			claims = append(claims, c)
		}
	}
	a.pkg.assign(claims)
}

// nameFields looks at the closure alone: every structure is a scope of its own.
func (a *assignment) nameFields() {
	ordinary, errors := reservedSet(structMethods), reservedSet(structMethods, errorMethods)
	for _, s := range a.closure.Shapes {
		if s.Kind != model.KindStructure {
			continue
		}
		fields := newScope(a, ordinary, len(s.Members))
		if s.Traits.Has(model.TraitError) {
			fields.reserved = errors
		}
		claims := make([]claim, 0, len(s.Members))
		for _, m := range s.Members {
			claims = append(claims, a.member(m, func(name string) []string { return []string{name} }))
		}
		fields.assign(claims)
	}
}

// nameSchemas names the unexported variables. Nobody types these names, so a
// number is good enough where two shapes contend.
func (a *assignment) nameSchemas() {
	claims := make([]claim, 0, len(a.shapes)+2*len(a.ops))
	for _, s := range a.shapes {
		if s.ID.Namespace() != preludeNamespace {
			claims = append(claims, variable(s, a.spelled(s), "Schema", func(name string) { a.schemas[s] = name }))
		}
	}
	for _, op := range a.ops {
		o := a.operations[op]
		claims = append(claims, variable(op, a.spelled(op), "Operation", into(&o.schema)))
		if op.Input.IsUnit() {
			claims = append(claims, variable(op, o.input, "Schema", into(&o.inputSchema)))
		}
		if op.Output.IsUnit() {
			claims = append(claims, variable(op, o.output, "Schema", into(&o.outputSchema)))
		}
		for _, waiter := range o.waiters {
			claims = append(claims, variable(op, waiter, "Waiter", func(name string) { o.waiterVars[waiter] = name }))
		}
	}
	a.pkg.assign(claims)
	for _, op := range a.ops {
		o := a.operations[op]
		o.inputSchema = cmp.Or(o.inputSchema, a.schemas[op.Input])
		o.outputSchema = cmp.Or(o.outputSchema, a.schemas[op.Output])
	}
}
