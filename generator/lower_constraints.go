package generator

import (
	"regexp"
	"regexp/syntax"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/model"
	"github.com/smithygen/smithygen/templates/wire"
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
		c.Range = &ir.Range{Min: rangeBound(b.Min), Max: rangeBound(b.Max)}
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

// rangeBound returns a bound of a range, "" for one that is no number or has so many
// digits that none in a body is compared with it.
func rangeBound(n model.Node) string {
	if len(n) > maxDefaultDigits {
		return ""
	}
	d, err := wire.ParseDecimal(n.Text())
	if err != nil || d.Exponent > maxDefaultDigits || d.Exponent < -maxDefaultDigits {
		return ""
	}
	return n.Text()
}

// maxPattern bounds the instructions that package regexp makes of a pattern: a program
// would take seconds and hundreds of megabytes to compile a few letters. Real patterns
// have up to 2,060.
const maxPattern = 10_000

// goPattern translates a regular expression of ECMA 262 to Go's syntax, "" if
// that cannot be done: Go has no look-around, no back references, no surrogates
// and no repetition beyond 1,000. What Java, which services are written in, means
// otherwise than Go is left out too, and what is too large once it is compiled.
func goPattern(pattern string) string {
	if surrogate.MatchString(pattern) || notPortable.MatchString(pattern) {
		return ""
	}
	pattern = unicodeEscape.ReplaceAllString(pattern, `\x{$1}`)
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || instructions(parsed) > maxPattern {
		return ""
	}
	return pattern
}

// instructions is about how many a pattern is compiled to, without doing so: what is
// repeated stands there as often. The parser sees to it that no number overflows.
func instructions(re *syntax.Regexp) int {
	n := 1
	if re.Op == syntax.OpLiteral {
		n = len(re.Rune)
	}
	for _, sub := range re.Sub {
		n += instructions(sub)
	}
	if re.Op == syntax.OpRepeat {
		n *= max(re.Min, re.Max, 1)
	}
	return n
}
