package generator

import "github.com/smithygen/smithygen/generator/ir"

// packageDoc prints what stands above the package clause. The line with the
// source is all that may differ between two forms of one model.
func (e *emitter) packageDoc(pkg *ir.Package) {
	e.file.HeaderComment("// Source: " + pkg.Source)
	for _, line := range comment(pkg.Doc) {
		e.file.PackageComment(line)
	}
}
