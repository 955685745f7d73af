package wire

import (
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Constraints are the constraint traits of a shape or member. Only Validate
// looks at them. See https://smithy.io/2.0/spec/constraint-traits.html
type Constraints struct {
	Length  *Length // smithy.api#length
	Range   *Range  // smithy.api#range
	Pattern string  // smithy.api#pattern in Go's syntax; "" for none, or one Go cannot express
	Unique  bool    // smithy.api#uniqueItems
}

// A Length bounds the characters of a string, the bytes of a blob, the elements
// of a list or the entries of a map. A Max below zero is no bound.
type Length struct{ Min, Max int64 }

// A Range bounds a number; "" is no bound.
type Range struct{ Min, Max string }

// A Violation is one way in which a value breaks its model's constraints.
type Violation struct {
	Path    string // from the outermost shape, "Users[3].Name"
	Problem string // "is required", "has 0 characters, at least 1 needed"
}

// A ValidationError lists every violation that Validate found.
type ValidationError struct {
	Shape      string
	Violations []Violation
}

// Error lists the violations, one a line.
func (e *ValidationError) Error() string {
	lines := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		path := v.Path
		if path != "" && path[0] != '[' {
			path = "." + path
		}
		lines[i] = e.Shape + path + " " + v.Problem
	}
	return strings.Join(lines, "\n")
}

// Validate checks a shape against the constraints of its model: required,
// length, range, pattern, uniqueItems. The error is a *ValidationError with
// every violation. Nothing in this package calls Validate: services have the
// last word on what they accept.
//
//go:noinline
func Validate(v any) error {
	shape := shapeOf(pointed(v))
	c := validation{patterns: map[string]*regexp.Regexp{}}
	tree := shape.ToValue()
	if !tree.IsValid() {
		c.report("is nested too deeply, or has a union that holds a nil pointer")
	}
	c.value(tree, nil, nil)
	c.streams(shape)
	if len(c.found) == 0 {
		return nil
	}
	return &ValidationError{Shape: SchemaOf(shape).Name(), Violations: c.found}
}

// A validation is one walk over a Value tree.
type validation struct {
	path     []string // outermost first
	found    []Violation
	patterns map[string]*regexp.Regexp
}

func (c *validation) report(format string, args ...any) {
	path := strings.ReplaceAll(strings.Join(c.path, "."), ".[", "[")
	c.found = append(c.found, Violation{path, fmt.Sprintf(format, args...)})
}

func (c *validation) under(name string, check func()) {
	c.path = append(c.path, name)
	check()
	c.path = c.path[:len(c.path)-1]
}

// value checks v against the constraints of its shape, those of its member
// before them, and goes on to what it holds.
func (c *validation) value(v Value, shape, member *Constraints) {
	if v.isNull() {
		return
	}
	if shape == nil && v.Schema() != nil {
		shape = v.Schema().Constraints
	}
	c.constraints(v, effective(shape, member))
	switch v.Kind() {
	case Structure, Union:
		c.members(v)
	case List, Map:
		c.elements(v)
	}
}

// effective returns the constraints that hold for a member: its own, each of
// which replaces the same one of its target.
func effective(shape, member *Constraints) Constraints {
	var all Constraints
	if shape != nil {
		all = *shape
	}
	if member == nil {
		return all
	}
	if member.Length != nil {
		all.Length = member.Length
	}
	if member.Range != nil {
		all.Range = member.Range
	}
	if member.Pattern != "" {
		all.Pattern = member.Pattern
	}
	all.Unique = all.Unique || member.Unique
	return all
}

func (m *Member) constraints() *Constraints {
	if m.Traits == nil {
		return nil
	}
	return m.Traits.Constraints
}

func (c *validation) members(v Value) {
	if v.Schema() == nil {
		return
	}
	for i := range v.Schema().Members {
		m := &v.Schema().Members[i]
		member := v.Member(m.Name)
		c.under(m.Name, func() {
			if !member.IsValid() && m.Flags&Required != 0 && m.Flags&(Streaming|Idempotency) == 0 {
				c.report("is required")
			}
			c.value(member, nil, m.constraints())
		})
	}
}

// streams checks what no tree holds: whether a stream is there that is required.
func (c *validation) streams(v Shape) {
	s := SchemaOf(v)
	if isNil(v) {
		return
	}
	for i := range s.Members {
		m := &s.Members[i]
		if m.Flags&(Required|Streaming) != Required|Streaming {
			continue
		}
		if r := memberOf(v, i); r.isStream() && r.isNil() {
			c.under(m.Name, func() { c.report("is required") })
		}
	}
}

// isStream reports whether the variable is one for what an input streams.
func (r ref) isStream() bool {
	return r.t.rt != nil && (r.t.rt.Kind() == reflect.Interface || r.t.rt.Kind() == reflect.Func)
}

func (c *validation) elements(v Value) {
	s, elem := v.Schema(), (*Constraints)(nil)
	if s == nil || len(s.Members) == 0 { // of a document
		s = nil
	} else {
		elem = s.Members[len(s.Members)-1].constraints()
	}
	for i, value := range v.values() {
		index := strconv.Itoa(i)
		if v.Kind() == Map {
			name := v.names()[i]
			index = strconv.Quote(name)
			if v.Sensitive() {
				index = redacted
			}
			if s != nil {
				key := &s.Members[0]
				c.under("[key "+index+"]", func() { c.value(StringValue(key.Schema(), name), nil, key.constraints()) })
			}
		}
		c.under("["+index+"]", func() { c.value(value, nil, elem) })
	}
}

func (c *validation) constraints(v Value, want Constraints) {
	if want.Length != nil {
		c.length(v, *want.Length)
	}
	if want.Range != nil {
		c.bounds(v, *want.Range)
	}
	if want.Pattern != "" && v.Kind().isText() {
		if re := c.pattern(want.Pattern); re != nil && !re.MatchString(v.text) {
			c.report("does not match %s", want.Pattern)
		}
	}
	if want.Unique && v.Kind() == List {
		c.unique(v)
	}
}

func (c *validation) length(v Value, want Length) {
	n, unit := 0, "elements"
	switch v.Kind() {
	case String, Enum:
		n, unit = utf8.RuneCountInString(v.text), "characters"
	case Blob:
		n, unit = len(v.text), "bytes"
	case List:
		n = v.Len()
	case Map:
		n, unit = v.Len(), "entries"
	default:
		return
	}
	switch {
	case int64(n) < want.Min:
		c.report("has %d %s, at least %d needed", n, unit, want.Min)
	case want.Max >= 0 && int64(n) > want.Max:
		c.report("has %d %s, at most %d allowed", n, unit, want.Max)
	}
}

func (c *validation) bounds(v Value, want Range) {
	n, ok := rational(v)
	if !ok {
		return
	}
	if low, ok := new(big.Rat).SetString(want.Min); ok && n.Cmp(low) < 0 {
		c.report("is less than %s", want.Min)
	}
	if high, ok := new(big.Rat).SetString(want.Max); ok && n.Cmp(high) > 0 {
		c.report("is more than %s", want.Max)
	}
}

// rational returns a number exactly, if it is one of a size that can be.
func rational(v Value) (*big.Rat, bool) {
	switch v.Kind() {
	case Float, Double:
		return new(big.Rat).SetString(strconv.FormatFloat(v.Float(), 'g', -1, width(v.Kind()))) // as it is sent; NaN is none, nor are the infinities
	case BigDecimal:
		const most = 10_000 // digits that a comparison may cost
		d := v.BigDecimal()
		if d.Exponent > most || d.Exponent < -most {
			return nil, false
		}
		return new(big.Rat).SetString(d.String())
	}
	n := v.BigInteger()
	if n == nil {
		return nil, false
	}
	return new(big.Rat).SetInt(n), true
}

// pattern returns the compiled pattern, nil if it is none.
func (c *validation) pattern(text string) *regexp.Regexp {
	re, ok := c.patterns[text]
	if !ok {
		re, _ = regexp.Compile(text) // the generator writes only patterns that compile
		c.patterns[text] = re
	}
	return re
}

func (c *validation) unique(v Value) {
	seen := make(map[string]int, v.Len())
	for i, value := range v.values() {
		text, _ := value.json()
		if first, ok := seen[string(text)]; ok {
			c.report("has the same elements at [%d] and [%d]", first, i)
			return
		}
		seen[string(text)] = i
	}
}
