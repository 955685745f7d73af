package generator

import (
	"regexp"
	"regexp/syntax"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
)

// constraintsOf returns what the traits demand of a value, nil for nothing.
// See https://smithy.io/2.0/spec/constraint-traits.html
func constraintsOf(ts model.Traits) *ir.Constraints {
	c := ir.Constraints{Pattern: goPattern(ts.Pattern()), Unique: ts.Has(model.TraitUniqueItems)}
	if b, ok := ts.Length(); ok {
		c.Length = &ir.Length{Min: b.Min.Int(), Max: -1}
		if b.Max.Exists() {
			c.Length.Max = b.Max.Int()
		}
	}
	if b, ok := ts.Range(); ok {
		c.Range = &ir.Range{Min: b.Min.Text(), Max: b.Max.Text()}
	}
	if c == (ir.Constraints{}) {
		return nil
	}
	return &c
}

var (
	unicodeEscape = regexp.MustCompile(`\\u([0-9A-Fa-f]{4})`)
	surrogate     = regexp.MustCompile(`\\u[Dd][89A-Fa-f]`)
	notPortable   = regexp.MustCompile(`&&\[|\[:\^?\w+:\]`) // intersections, classes by name
)

// goPattern translates a regular expression of ECMA 262 to Go's syntax, "" if
// that cannot be done: Go has no look-around, no back references, no surrogates
// and no repetition beyond 1,000. What Java, which services are written in, means
// otherwise than Go is left out too.
func goPattern(pattern string) string {
	if surrogate.MatchString(pattern) || notPortable.MatchString(pattern) {
		return ""
	}
	pattern = unicodeEscape.ReplaceAllString(pattern, `\x{$1}`)
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		return ""
	}
	return pattern
}
