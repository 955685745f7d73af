package generator

import (
	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// Streams: bytes are handed on as they come, events are members of a union.
// See https://smithy.io/2.0/spec/streaming.html

// streamType is the type of the field of a member that is a stream. A structure
// that is both read and written streams as outputs do.
func (l *lowering) streamType(m *model.Member) ir.Type {
	output := l.outputs[m.Container]
	switch {
	case isEvents(m) && output:
		return ir.EventReader{Union: l.goType(m.Target)}
	case isEvents(m):
		return ir.Events{Union: l.goType(m.Target)}
	case output:
		return ir.ReadCloser
	}
	return ir.Reader
}

// isEvents reports whether the member is a stream of events.
func isEvents(m *model.Member) bool { return m.Streaming() && m.Target.Kind == model.KindUnion }

// hasEvents reports whether a member of the structure is a stream of events.
func hasEvents(s *model.Shape) bool {
	for _, m := range s.Members {
		if isEvents(m) {
			return true
		}
	}
	return false
}

// streamDoc documents a field that is a stream of events.
func (l *lowering) streamDoc(m *model.Member) []string {
	if !isEvents(m) {
		return nil
	}
	if l.outputs[m.Container] {
		return sentence("A stream of events; close it. An error that the service sends in place of an event ends it.")
	}
	return sentence("A stream of events, taken one by one while the request is being sent; an error breaks it off.")
}
