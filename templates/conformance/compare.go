package conformance

import (
	"fmt"
	"strconv"

	"github.com/smithygen/smithygen/templates/wire"
)

// compare adds a finding for every place where two values of one shape differ.
// A member that is not wanted must be absent, or be what a field that is always
// there has when nothing was sent.
func (f *findings) compare(path string, want, got wire.Value) {
	switch {
	case isNull(want):
		if !isNull(got) && !isZero(got) {
			f.add(at(path), "nothing", describeValue(got))
		}
	case isNull(got):
		f.add(at(path), describeValue(want), "nothing")
	case want.Schema() == nil || want.Schema().Kind == wire.Document:
		f.compareDocuments(path, want, got)
	case want.Kind() != got.Kind():
		f.add(at(path)+" is of another kind", describeValue(want), describeValue(got))
	case want.Kind() == wire.List:
		f.compareLists(path, want, got)
	case want.Kind() == wire.Structure, want.Kind() == wire.Union, want.Kind() == wire.Map:
		f.compareMembers(path, want, got)
	case !sameScalar(want, got):
		f.add(at(path), describeValue(want), describeValue(got))
	}
}

func at(path string) string {
	if path == "" {
		return "output"
	}
	return path
}

func isNull(v wire.Value) bool { return !v.IsValid() || v.Kind() == wire.Null }

func (f *findings) compareLists(path string, want, got wire.Value) {
	if want.Len() != got.Len() {
		f.add(at(path), describeValue(want), describeValue(got))
		return
	}
	for i := range want.Len() {
		f.compareEntry(fmt.Sprintf("%s[%d]", path, i), want.Elem(i), got.Elem(i))
	}
}

// compareEntry compares what stands in a list or map, where a null is a value.
func (f *findings) compareEntry(path string, want, got wire.Value) {
	if isNull(want) != isNull(got) {
		f.add(path, describeValue(want), describeValue(got))
		return
	}
	f.compare(path, want, got)
}

func (f *findings) compareMembers(path string, want, got wire.Value) {
	if path != "" {
		path += "."
	}
	step := f.compare
	if want.Kind() != wire.Structure {
		step = f.compareEntry
	}
	for name, member := range want.Entries() {
		step(path+name, member, got.Member(name))
	}
	for name, member := range got.Entries() {
		switch {
		case want.Member(name).IsValid():
		case want.Kind() == wire.Structure && !isAlways(want.Schema(), name) && !isNull(member):
			f.add(path+name, "nothing", describeValue(member))
		default:
			step(path+name, wire.Value{}, member)
		}
	}
}

// isAlways reports whether a member is there even if nothing was sent: its field is
// a plain value, or a stream.
func isAlways(s *wire.Schema, name string) bool {
	i := s.MemberIndex(name)
	return i >= 0 && s.Members[i].Flags&(wire.Present|wire.Streaming) != 0
}

// compareDocuments compares values that have no schema: structures are maps, and
// a number is a number.
func (f *findings) compareDocuments(path string, want, got wire.Value) {
	switch {
	case isNull(want) && want.Kind() == got.Kind():
	case want.Kind() == wire.List && got.Kind() == wire.List && want.Len() == got.Len():
		for i := range want.Len() {
			f.compareDocuments(fmt.Sprintf("%s[%d]", path, i), want.Elem(i), got.Elem(i))
		}
	case isObject(want) && isObject(got) && want.Len() == got.Len():
		for name, member := range want.Entries() {
			f.compareDocuments(path+"."+name, member, got.Member(name))
		}
	case isNumber(want) && isNumber(got) && sameNumber(want, got):
	case want.Kind() != got.Kind() || want.Kind() == wire.List || isObject(want) || !sameScalar(want, got):
		f.add(at(path), describeValue(want), describeValue(got))
	}
}

func isObject(v wire.Value) bool { return v.Kind() == wire.Map || v.Kind() == wire.Structure }

func isNumber(v wire.Value) bool {
	switch v.Kind() {
	case wire.Byte, wire.Short, wire.Integer, wire.IntEnum, wire.Long, wire.BigInteger, wire.Float, wire.Double, wire.BigDecimal:
		return true
	}
	return false
}

func sameNumber(a, b wire.Value) bool {
	x, y := a.BigInteger(), b.BigInteger()
	if x != nil && y != nil {
		return x.Cmp(y) == 0
	}
	return a.Float() == b.Float()
}

// sameScalar compares two values of one kind.
func sameScalar(a, b wire.Value) bool {
	switch a.Kind() {
	case wire.Boolean:
		return a.Bool() == b.Bool()
	case wire.Byte, wire.Short, wire.Integer, wire.IntEnum, wire.Long:
		return a.Int() == b.Int()
	case wire.Float:
		x, y := float32(a.Float()), float32(b.Float())
		return x == y || x != x && y != y
	case wire.Double:
		x, y := a.Float(), b.Float()
		return x == y || x != x && y != y
	case wire.BigInteger:
		return a.BigInteger().Cmp(b.BigInteger()) == 0
	case wire.BigDecimal:
		return normalNumber(a.BigDecimal().String()) == normalNumber(b.BigDecimal().String())
	case wire.Blob:
		return string(a.Bytes()) == string(b.Bytes())
	case wire.Timestamp:
		return a.Time().Equal(b.Time())
	}
	return a.Text() == b.Text()
}

// isZero reports whether a value is what a field has that nothing was stored in.
func isZero(v wire.Value) bool {
	switch v.Kind() {
	case wire.Invalid, wire.Null:
		return true
	case wire.Boolean:
		return !v.Bool()
	case wire.Float, wire.Double:
		return v.Float() == 0
	case wire.BigInteger:
		return v.BigInteger().Sign() == 0
	case wire.BigDecimal:
		return v.BigDecimal().Float64() == 0
	case wire.Timestamp:
		return v.Time().IsZero() || v.Time().Unix() == 0
	case wire.Blob:
		return len(v.Bytes()) == 0
	case wire.Structure:
		for _, member := range v.Entries() {
			if !isZero(member) {
				return false
			}
		}
		return true
	case wire.List, wire.Map, wire.Union:
		return v.Len() == 0
	}
	return v.Text() == "" && v.Int() == 0
}

// describeValue prints a value, its kind first.
func describeValue(v wire.Value) string {
	switch v.Kind() {
	case wire.Invalid:
		return "nothing"
	case wire.Null:
		return "null"
	case wire.Blob:
		return "Blob " + strconv.Quote(string(v.Bytes()))
	case wire.Timestamp:
		return "Timestamp " + v.Time().Format("2006-01-02T15:04:05.999999999Z")
	}
	return fmt.Sprintf("%v %v", v.Kind(), v.Any())
}
