package generator

import "github.com/dave/jennifer/jen"

// fields are the keyed elements of a composite literal; those with a zero value
// are left out.
type fields []jen.Code

func (f *fields) code(key string, value jen.Code) {
	if value != nil {
		*f = append(*f, jen.Id(key).Op(":").Add(value))
	}
}

func (f *fields) text(key, value string) {
	if value != "" {
		f.code(key, jen.Lit(value))
	}
}

func (f *fields) number(key string, value int) {
	if value != 0 {
		f.code(key, jen.Lit(value))
	}
}

func (f *fields) truth(key string, value bool) {
	if value {
		f.code(key, jen.True())
	}
}

// line prints the literal's braces and elements on one line.
func (f fields) line() jen.Code { return jen.Values(f...) }

// block prints one element a line.
func (f fields) block() jen.Code {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, f...)
}
