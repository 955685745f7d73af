package generator

import "testing"

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
	} {
		if got := goPattern(pattern); got != want {
			t.Errorf("%s becomes %q, want %q", pattern, got, want)
		}
	}
}
