package generator

import (
	"regexp/syntax"
	"strings"
	"testing"

	"github.com/smithygen/smithygen/model"
)

// Patterns that Go reads as others do stay, its own spelling of characters
// aside; the rest is left out, for a wrong pattern would refuse right values.
func TestPatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		`^[a-z]+$`:              `^[a-z]+$`,
		`^[:\w]+$`:              `^[:\w]+$`,
		`\/[\S\s]*\-`:           `\/[\S\s]*\-`,
		`(?<name>x)`:            `(?<name>x)`,
		`[\u0020-\u00FF]`:       `[\x{0020}-\x{00FF}]`,
		`\p{L}\p{M}`:            `\p{L}\p{M}`,
		`[\u0020-\uD7FF\uE000]`: `[\x{0020}-\x{D7FF}\x{E000}]`,
		`[\uD800\uDC00-\uDBFF]`: "",
		`(?!x)y`:                "",
		`(?<=a)b`:               "",
		`(x)\1`:                 "",
		`a++b`:                  "",
		`a{1,2000}`:             "",
		`\p{IsLatin}\h`:         "",
		`[a-z&&[^b]]`:           "",
		`[[:alpha:]]`:           "",
		`[`:                     "",
		`*`:                     "",
		`((a{0,100}b){99})`:     "",
		`[a-z0-9]{0,1000}`:      `[a-z0-9]{0,1000}`,

		"(" + strings.Repeat("a", 3000) + "){1000}": "",
	} {
		if got := goPattern(pattern); got != want {
			t.Errorf("%s becomes %q, want %q", pattern, got, want)
		}
	}
}

// What a pattern is said to be compiled to is about what it is.
func TestInstructions(t *testing.T) {
	for _, pattern := range []string{`a`, `^[a-z]+$`, `abc|d.*e`, `(a{2,5}[b-z]{3}){7}`, `[\w.-]{0,1000}`, `((ab?){10}){20,}`, `(?i)k{100}x{0}`} {
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		got := instructions(re)
		prog, err := syntax.Compile(re.Simplify())
		if err != nil {
			t.Fatal(err)
		}
		if want := len(prog.Inst); got < want/2-4 || got > 2*want+4 {
			t.Errorf("%s: %d, compiled to %d", pattern, got, want)
		}
	}
}

// A range is compared with the numbers of bodies, which have no millions of digits.
func TestRangeBounds(t *testing.T) {
	for node, want := range map[model.Node]string{
		"": "", "5": "5", "-0.5": "-0.5", "1e9": "1000000000", `"7"`: "7", `"seven"`: "", "1e1000000": "", `"1e-1000000"`: "",
		model.Node(strings.Repeat("9", 1_000_000)): "",
	} {
		if got := rangeBound(node); got != want {
			t.Errorf("%.40s becomes %.40q, want %q", node, got, want)
		}
	}
}
