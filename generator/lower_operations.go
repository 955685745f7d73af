package generator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

func (l *lowering) service() ir.Service {
	s := l.closure.Service
	service := ir.Service{Var: serviceVariable, ID: string(s.ID), Version: s.Version, SigningName: s.SigningName(), Namespace: namespace(s.Traits)}
	if s.Traits.Has(model.TraitQueryCompatible) {
		service.Flags = append(service.Flags, "QueryCompatible")
	}
	for _, shape := range l.closure.Shapes {
		if shape.ErrorFault() != "" {
			service.Errors = append(service.Errors, l.names.schemas[shape])
		}
	}
	return service
}

func (l *lowering) operation(pkg *ir.Package, op *model.Shape) {
	n := l.names.operations[op]
	o := &ir.Operation{
		Name:          n.operation,
		Doc:           l.operationDoc(op),
		Input:         n.input,
		Output:        n.output,
		InputSchema:   n.inputSchema,
		OutputSchema:  n.outputSchema,
		Errors:        l.errorUnion(op),
		FromJSON:      n.fromJSON,
		FromXML:       n.fromXML,
		NewRequest:    n.newRequest,
		ParseResponse: n.parseResponse,
		Schema:        l.operationSchema(op),
	}
	if l.target.protocol.cbor {
		o.FromCBOR = n.fromCBOR
	}
	l.behaviors(o, op)
	pkg.Operations = append(pkg.Operations, o)
	if op.Input.IsUnit() {
		addUnit(pkg, o.Input, o.InputSchema, "the operation takes no input")
	}
	if op.Output.IsUnit() {
		addUnit(pkg, o.Output, o.OutputSchema, "the operation has no output")
	}
}

// addUnit adds a structure of our own where the model has none.
func addUnit(pkg *ir.Package, name, schema, why string) {
	pkg.Structs = append(pkg.Structs, &ir.Struct{Name: name, Schema: schema, Doc: sentence("%s is empty: %s.", name, why)})
	pkg.Schemas = append(pkg.Schemas, &ir.Schema{Var: schema, ID: string(model.Unit), Kind: "Structure", Type: name})
}

func (l *lowering) errorUnion(op *model.Shape) *ir.ErrorUnion {
	n := l.names.operations[op]
	u := &ir.ErrorUnion{Name: n.union, Marker: n.marker, As: n.as}
	for _, e := range l.closure.OperationErrors(op) {
		u.Members = append(u.Members, l.names.types[e])
	}
	slices.Sort(u.Members)
	u.Doc = errorUnionDoc(op, u, l.names.unknownError)
	return u
}

// operationFlags are the traits of operations that are flags of package wire.
var operationFlags = []struct {
	trait model.ShapeID
	flag  string
}{
	{"smithy.api#httpChecksumRequired", "ChecksumRequired"},
	{"smithy.api#idempotent", "Idempotent"},
	{"smithy.api#readonly", "ReadOnly"},
	{"aws.customizations#s3UnwrappedXmlOutput", "UnwrappedXML"},
}

func (l *lowering) operationSchema(op *model.Shape) ir.OperationSchema {
	schema := ir.OperationSchema{Var: l.names.operations[op].schema, Name: op.ID.Name(), HostPrefix: op.HostPrefix()}
	if http, ok := op.HTTP(); ok && l.target.protocol.rest {
		schema.Method, schema.URI = http.Method, escapedURI(http.URI)
		if http.Code != 200 {
			schema.Status = http.Code
		}
	}
	for _, e := range l.closure.OperationErrors(op) {
		schema.Errors = append(schema.Errors, l.names.schemas[e])
	}
	for _, f := range operationFlags {
		if op.Traits.Has(f.trait) {
			schema.Flags = append(schema.Flags, f.flag)
		}
	}
	checksum(&schema, op)
	compression, _ := op.Traits.Get("smithy.api#requestCompression")
	if slices.Contains(compression.Get("encodings").Strings(), "gzip") && !requiresLength(op.Input) {
		schema.Compress = "Gzip"
	}
	schema.Request, schema.Response = l.requestParts(op), l.responseParts(op)
	if op.Input.IsUnit() {
		schema.Flags = append(schema.Flags, "NoInput")
	}
	if op.Output.IsUnit() {
		schema.Flags = append(schema.Flags, "NoOutput")
	}
	if hasEvents(op.Output) {
		schema.Flags = append(schema.Flags, "EventOutput")
	}
	return schema
}

// checksum says what sum of their bodies requests have: one by the algorithm that a member
// of the input names, if there is such a member, else MD5 where one is required.
func checksum(schema *ir.OperationSchema, op *model.Shape) {
	trait, _ := op.Traits.Get("aws.protocols#httpChecksum")
	if trait.Get("requestChecksumRequired").Bool() && !slices.Contains(schema.Flags, "ChecksumRequired") {
		schema.Flags = append(schema.Flags, "ChecksumRequired")
	}
	m := op.Input.Member(trait.Get("requestAlgorithmMember").Text())
	switch {
	case m != nil && (m.Target.Kind == model.KindEnum || m.Target.Kind == model.KindString):
		schema.Checksum, schema.ChecksumMember = "BodyChecksum", m.Name
	case slices.Contains(schema.Flags, "ChecksumRequired"):
		schema.Checksum = "ContentMD5"
	}
}

// requiresLength reports whether an input has a stream whose length is to be
// known before it is sent: then it can't be compressed.
func requiresLength(input *model.Shape) bool {
	return slices.ContainsFunc(input.Members, func(m *model.Member) bool { return m.Target.Traits.Has(model.TraitRequiresLength) })
}

// escapedURI writes what no URI has, between the labels of a pattern, as URIs do: package
// net/url would else escape the values of labels anew, and not as labels are.
func escapedURI(pattern string) string {
	var out strings.Builder
	inLabel := false
	for i := range len(pattern) {
		c := pattern[i]
		inLabel = c == '{' || inLabel && c != '}'
		if inLabel || isAlnum(c) || strings.IndexByte("-._~!$&'()*+,;=:@/?%[]}", c) >= 0 {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}
