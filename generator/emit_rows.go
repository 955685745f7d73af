package generator

import "github.com/dave/jennifer/jen"

// rowWidth is how many columns of a long list, roughly, stand on a line.
const rowWidth = 116

// rows are the elements of a list, laid out like the words of a paragraph: a
// line for each would be a third of a package.
type rows struct {
	lines [][]jen.Code
	width int
}

// add adds an element of about n columns.
func (r *rows) add(code jen.Code, n int) {
	n += len(", ")
	if r.width += n; len(r.lines) == 0 || r.width > rowWidth {
		r.lines, r.width = append(r.lines, nil), n
	}
	last := &r.lines[len(r.lines)-1]
	*last = append(*last, code)
}

// list prints the elements, for between the parentheses or braces around them.
func (r *rows) list() jen.Code {
	lines := make([]jen.Code, len(r.lines))
	for i, line := range r.lines {
		lines[i] = jen.List(line...)
	}
	return jen.Custom(jen.Options{Separator: ",\n"}, lines...)
}
