package generator

import (
	"cmp"
	"strings"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

const dateTime = "DateTime" // of package wire

// Tables from what models say to identifiers of package wire.
var (
	kinds = map[model.Kind]string{
		model.KindBlob: "Blob", model.KindBoolean: "Boolean", model.KindString: "String", model.KindEnum: "Enum",
		model.KindByte: "Byte", model.KindShort: "Short", model.KindInteger: "Integer", model.KindIntEnum: "IntEnum",
		model.KindLong: "Long", model.KindFloat: "Float", model.KindDouble: "Double",
		model.KindBigInteger: "BigInteger", model.KindBigDecimal: "BigDecimal", model.KindTimestamp: "Timestamp",
		model.KindDocument: "Document", model.KindList: "List", model.KindMap: "Map",
		model.KindStructure: "Structure", model.KindUnion: "Union",
	}
	codecs = map[model.Kind]string{ // of the kinds that few services have
		model.KindFloat: "FloatCodec", model.KindDouble: "FloatCodec",
		model.KindBigInteger: "BigIntegerCodec", model.KindBigDecimal: "BigDecimalCodec",
		model.KindMap: "MapCodec", model.KindUnion: "UnionCodec", model.KindDocument: "DocumentCodec",
	}
	faults      = map[string]string{"client": "FaultClient", "server": "FaultServer"}
	timeFormats = map[string]string{"epoch-seconds": "EpochSeconds", "date-time": dateTime, "http-date": "HTTPDate"}
	bindings    = []struct {
		trait    model.ShapeID
		location string
	}{
		{model.TraitHTTPLabel, "InLabel"},
		{model.TraitHTTPQuery, "InQuery"},
		{model.TraitHTTPQueryParams, "InQueryParams"},
		{model.TraitHTTPHeader, "InHeader"},
		{model.TraitHTTPPrefix, "InPrefixHeaders"},
		{model.TraitHTTPPayload, "InPayload"},
		{model.TraitHTTPResponseCode, "InStatusCode"},
	}
	memberFlags = []struct {
		trait model.ShapeID
		flag  string
	}{
		{model.TraitXMLFlattened, "Flattened"},
		{model.TraitXMLAttribute, "Attribute"},
		{model.TraitIdempotencyToken, "Idempotency"},
		{model.TraitHostLabel, "HostLabel"},
		{model.TraitEventPayload, "EventPayload"},
		{model.TraitEventHeader, "EventHeader"},
		{model.TraitRequired, "Required"},
	}
)

func (l *lowering) schema(s *model.Shape) *ir.Schema {
	schema := &ir.Schema{Var: l.names.schemas[s], ID: string(s.ID), Kind: kinds[s.Kind], Codec: codecs[s.Kind], Flags: shapeFlags(s),
		Time: timeFormats[s.Traits.Text(model.TraitTimestampFormat)], Constraints: constraintsOf(s.Traits)}
	switch s.Kind {
	case model.KindEnum:
		for _, m := range s.Members {
			schema.Values = append(schema.Values, m.EnumValue().Text())
		}
		return schema
	case model.KindIntEnum:
		return schema
	case model.KindUnion:
		for _, m := range s.Members {
			schema.Variants = append(schema.Variants, l.names.members[m])
		}
		schema.Variants = append(schema.Variants, l.names.unknown[s])
		schema.XMLName = s.Traits.Text(model.TraitXMLName)
		schema.Namespace = namespace(s.Traits)
	case model.KindStructure:
		schema.Type = l.names.types[s]
		schema.XMLName = s.Traits.Text(model.TraitXMLName)
		schema.Namespace = namespace(s.Traits)
		schema.Error = l.errorTraits(s)
	}
	for _, m := range s.Members {
		schema.Members = append(schema.Members, l.member(m))
	}
	return schema
}

func shapeFlags(s *model.Shape) []string {
	var flags []string
	for _, f := range []struct {
		name string
		set  bool
	}{
		{"Sensitive", s.Sensitive()},
		{"Sparse", s.Sparse()},
		{"Streaming", s.Streaming()},
	} {
		if f.set {
			flags = append(flags, f.name)
		}
	}
	return flags
}

func (l *lowering) errorTraits(s *model.Shape) *ir.ErrorTraits {
	if s.ErrorFault() == "" {
		return nil
	}
	e := &ir.ErrorTraits{Fault: faults[s.ErrorFault()], Status: s.HTTPError()}
	e.Retryable, e.Throttling = s.Retryable()
	if l.target.protocol.rest {
		e.Response = partsOf(s, inError)
	}
	if code, status, ok := s.QueryError(); ok && l.target.protocol.awsError {
		e.Status = cmp.Or(status, e.Status)
		if code != s.ID.Name() {
			e.Code = code
		}
	}
	return e
}

// isErrorText reports whether the member is the message of an error.
func isErrorText(m *model.Member) bool {
	return m.Container.ErrorFault() != "" && m.Target.Kind == model.KindString && strings.EqualFold(m.Name, "message")
}

func (l *lowering) member(m *model.Member) ir.Member {
	member := ir.Member{Name: m.Name, Flags: l.memberFlags(m), Time: l.timeFormat(m),
		Namespace: namespace(m.Traits), Constraints: constraintsOf(m.Traits)}
	switch {
	case m.Target.ID.Namespace() == preludeNamespace:
		member.Prelude = preludeSchema(m.Target)
	case !l.graph.lazy(m):
		member.Target = l.names.schemas[m.Target]
	case m.Target.Kind == model.KindUnion:
		member.Lazy = l.names.unknown[m.Target]
	default:
		member.Lazy = l.names.types[m.Target]
	}
	if l.target.protocol.rest {
		bind(&member, m)
	}
	if isEvents(m) && !l.outputs[m.Container] {
		member.Events = l.goType(m.Target)
	}
	if name := m.JSONName(); name != m.Name && l.target.protocol.jsonName {
		member.JSON = name
	}
	if name := m.XMLName(); name != m.Name || m.Traits.Has(model.TraitHTTPPayload) && m.Traits.Has(model.TraitXMLName) {
		member.XML = name
	}
	if l.target.protocol.ec2Name {
		member.EC2 = m.Traits.Text(model.TraitEC2QueryName)
	}
	return member
}

// timeFormat is the format that a member has for itself, "" without. Where a service
// speaks XML, what that has in any case is said, so that JSON has the same; not for
// headers, and lists that may be in one, which have another.
func (l *lowering) timeFormat(m *model.Member) string {
	format := m.Traits.Text(model.TraitTimestampFormat)
	inBody := m.Container.Kind != model.KindList && !m.Traits.Has(model.TraitHTTPHeader)
	if format == "" && l.target.protocol.xml && m.Target.Kind == model.KindTimestamp && inBody {
		format = cmp.Or(m.TimestampFormat(), "date-time")
	}
	return timeFormats[format]
}

func preludeSchema(s *model.Shape) string {
	if s.IsUnit() {
		return "UnitSchema"
	}
	return kinds[s.Kind] + "Schema"
}

func (l *lowering) memberFlags(m *model.Member) []string {
	var flags []string
	add := func(flag string, set bool) {
		if set {
			flags = append(flags, flag)
		}
	}
	inStructure := m.Container.Kind == model.KindStructure
	add("Sensitive", m.Sensitive())
	add("Streaming", m.Streaming())
	add("Present", inStructure && present(m, l.fieldType(m)))
	add("Unsaid", unsaid(m) && !nilable(m.Target.Kind))
	add("ErrorText", isErrorText(m))
	for _, f := range memberFlags {
		add(f.flag, m.Traits.Has(f.trait))
	}
	return flags
}

// bind says where HTTP puts the member.
// See https://smithy.io/2.0/spec/http-bindings.html
func bind(member *ir.Member, m *model.Member) {
	for _, b := range bindings {
		value, ok := m.Traits.Get(b.trait)
		if !ok {
			continue
		}
		member.Location = b.location
		switch b.location {
		case "InQuery", "InPrefixHeaders":
			member.Key = value.Text()
		case "InHeader":
			member.Key = value.Text()
			member.MediaType = m.MediaType()
		case "InPayload":
			member.MediaType = m.MediaType()
		}
		return
	}
}

func namespace(ts model.Traits) *ir.Namespace {
	ns, ok := ts.XMLNamespace()
	if !ok {
		return nil
	}
	return &ir.Namespace{URI: ns.URI, Prefix: ns.Prefix}
}
