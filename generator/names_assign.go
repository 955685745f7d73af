package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/model"
)

// assignNames names everything in the package of a closure's service. Keys of
// overrides are ids or bare names of shapes, operations and members
// ("ns#Shape$member", "Shape$member"); values are Go names. An error is a
// *model.Diagnostic or model.Diagnostics.
func assignNames(c *model.Closure, overrides map[string]string) (*goNames, error) {
	a, err := newAssignment(c)
	if err != nil {
		return nil, err
	}
	a.readOverrides(overrides)
	// Each group of names sees what the groups before it have taken.
	a.nameTypes()
	a.nameOperations()
	a.nameMessages()
	a.nameFunctions()
	a.nameBehaviors()
	a.nameUnions()
	a.nameConstants()
	a.nameFields()
	a.nameSchemas()
	switch len(a.problems) {
	case 0:
		return a.goNames, nil
	case 1:
		return nil, a.problems[0]
	}
	return nil, a.problems
}

// An assignment is the pass that makes names.
type assignment struct {
	*goNames
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
		goNames: &goNames{
			types:      make(map[*model.Shape]string, len(whole.Shapes)),
			schemas:    make(map[*model.Shape]string, len(whole.Shapes)),
			members:    map[*model.Member]string{},
			unknown:    map[*model.Shape]string{},
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

// nameOperations names the operations themselves, by names that nothing else has to heed.
func (a *assignment) nameOperations() {
	claims := make([]claim, 0, len(a.ops))
	for _, op := range a.ops {
		o := new(operationNames)
		a.operations[op] = o
		claims = append(claims, a.modelled(op, a.spelled(op), into(&o.operation)))
	}
	newScope(a, nil, len(a.ops)).assign(claims)
}

// nameMessages invents the types that operations need beside their shapes, and what the
// service has once.
func (a *assignment) nameMessages() {
	claims := make([]claim, 0, 3*len(a.ops)+2) // what is taken points into it
	for _, op := range a.ops {
		o := a.operations[op]
		o.input, o.output = a.types[op.Input], a.types[op.Output]
		if op.Input.IsUnit() {
			claims = append(claims, invented(op, into(&o.input), o.operation+"Input", o.operation+"EmptyInput"))
		}
		if op.Output.IsUnit() {
			claims = append(claims, invented(op, into(&o.output), o.operation+"Output", o.operation+"EmptyOutput"))
		}
		claims = append(claims, invented(op, into(&o.union), o.operation+"Error", o.operation+"ErrorUnion"))
	}
	claims = append(claims,
		invented(a.service, into(&a.unknownError), "UnknownOperationError", "UnmodeledOperationError"),
		invented(a.service, into(&a.list), "Operations", "AllOperations"))
	a.pkg.assign(claims)
}

// nameFunctions names what every operation has. Operations with the same errors share
// the marker of the first: a method of every error for each operation that has it would
// be thousands.
func (a *assignment) nameFunctions() {
	claims := make([]claim, 0, 5*len(a.ops))
	unions := map[string]string{} // by errors
	for _, op := range a.ops {
		o := a.operations[op]
		key := errorKey(a.closure, op)
		if unions[key] == "" {
			unions[key] = o.union
		}
		o.marker, o.as = "is"+unions[key], "as"+unions[key]
		claims = append(claims,
			invented(op, into(&o.fromJSON), o.union+"FromJSON"),
			invented(op, into(&o.fromXML), o.union+"FromXML"),
			invented(op, into(&o.fromCBOR), o.union+"FromCBOR"),
			invented(op, into(&o.newRequest), "New"+o.operation+"HTTPRequest"),
			invented(op, into(&o.parseResponse), "Parse"+o.operation+"HTTPResponse"))
	}
	a.pkg.assign(claims)
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

// nameBehaviors names what is built on calls of an operation.
func (a *assignment) nameBehaviors() {
	var claims []claim
	for _, op := range a.ops {
		o := a.operations[op]
		if isPaginated(op) {
			claims = append(claims, invented(op, into(&o.pages), o.operation+"Pages"), invented(op, into(&o.items), o.operation+"Items"))
		}
		o.waiters = slices.Sorted(maps.Keys(waiterNodes(op)))
		o.waitUntil, o.waiterVars = map[string]string{}, map[string]string{}
		for _, waiter := range o.waiters {
			name, _ := exported(waiter)
			claims = append(claims, invented(op, func(name string) { o.waitUntil[waiter] = name }, "WaitUntil"+name))
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
		union := a.types[s]
		claims = append(claims,
			invented(s, func(name string) { a.unknown[s] = name }, union+"Unknown", union+"UnknownMember"))
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
