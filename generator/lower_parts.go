package generator

import (
	"slices"

	"github.com/smithygen/smithygen/model"
)

// Parts are the functions of package wire that write and read what an operation
// has in its messages. An operation's table lists those that it needs, so that a
// program links no others.

// A part is one such function, and what an operation has that needs it.
type part struct {
	name   string
	needed func(*model.Member) bool
}

func boundTo(traits ...model.ShapeID) func(*model.Member) bool {
	return func(m *model.Member) bool {
		return slices.ContainsFunc(traits, m.Traits.Has)
	}
}

// The parts of requests by the HTTP bindings that come before the body, and those
// that come after.
var (
	beforeBody = []part{
		{"CheckTimes", boundTime},
		{"SendLabels", boundTo(model.TraitHTTPLabel)},
		{"SendQuery", boundTo(model.TraitHTTPQuery)},
		{"SendQueryMap", boundTo(model.TraitHTTPQueryParams)},
	}
	afterBody = []part{
		{"SendHeaderMap", boundTo(model.TraitHTTPPrefix)},
		{"SendHeaders", boundTo(model.TraitHTTPHeader)},
	}
	elsewhereInResponse = []part{
		{"ReadHeaders", boundTo(model.TraitHTTPHeader)},
		{"ReadHeaderMap", boundTo(model.TraitHTTPPrefix)},
		{"ReadStatus", boundTo(model.TraitHTTPResponseCode)},
	}
	inError = append([]part{{"ReadPayload", boundTo(model.TraitHTTPPayload)}}, elsewhereInResponse...)
)

// boundTime reports whether the member is a timestamp, or a list of them, outside
// the body.
func boundTime(m *model.Member) bool {
	target := m.Target
	if target.Kind == model.KindList {
		target = target.Members[0].Target
	}
	return target.Kind == model.KindTimestamp && boundTo(model.TraitHTTPLabel, model.TraitHTTPQuery, model.TraitHTTPHeader)(m)
}

func partsOf(s *model.Shape, parts []part) []string {
	var names []string
	for _, p := range parts {
		if slices.ContainsFunc(s.Members, p.needed) {
			names = append(names, p.name)
		}
	}
	return names
}

// requestParts returns the parts of an operation's requests, in order.
func (l *lowering) requestParts(op *model.Shape) []string {
	parts := partsOf(op.Input, []part{{"SendToken", boundTo(model.TraitIdempotencyToken)}})
	if op.HostPrefix() != "" {
		parts = append(parts, "SendHost")
	}
	if !l.target.protocol.rest {
		if hasEvents(op.Input) {
			parts = append(parts, "SendEvents")
		}
		return parts
	}
	parts = append(parts, partsOf(op.Input, beforeBody)...)
	inBody := func(m *model.Member) bool {
		return !boundTo(model.TraitHTTPLabel, model.TraitHTTPQuery, model.TraitHTTPQueryParams, model.TraitHTTPHeader, model.TraitHTTPPrefix)(m)
	}
	switch body := bodyPart(op.Input, inBody); {
	case body == "Stream" && requiresLength(op.Input):
		parts = append(parts, "SendSizedStream")
	case body != "":
		parts = append(parts, "Send"+body)
	}
	return append(parts, partsOf(op.Input, afterBody)...)
}

// responseParts is requestParts for responses.
func (l *lowering) responseParts(op *model.Shape) []string {
	if !l.target.protocol.rest {
		if hasEvents(op.Output) {
			return []string{"ReadEvents"}
		}
		return nil
	}
	inBody := func(m *model.Member) bool {
		return !boundTo(model.TraitHTTPHeader, model.TraitHTTPPrefix, model.TraitHTTPResponseCode)(m)
	}
	body := bodyPart(op.Output, inBody)
	if body == "" {
		body = "Nothing"
	}
	return append([]string{"Read" + body}, partsOf(op.Output, elsewhereInResponse)...)
}

// bodyPart says what of a structure is the body: a member, the members bound to
// nothing else, or nothing.
func bodyPart(s *model.Shape, inBody func(*model.Member) bool) string {
	i := slices.IndexFunc(s.Members, boundTo(model.TraitHTTPPayload))
	switch {
	case i >= 0 && isEvents(s.Members[i]):
		return "Events"
	case i >= 0 && s.Members[i].Streaming():
		return "Stream"
	case i >= 0:
		return "Payload"
	case slices.ContainsFunc(s.Members, inBody):
		return "Body"
	}
	return ""
}
