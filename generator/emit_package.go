package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

// packageDoc prints what stands above the package clause, and what does not compile
// beside a runtime of another generation. The line with the source is all that may
// differ between two forms of one model.
func (e *emitter) packageDoc(pkg *ir.Package) {
	e.file.HeaderComment("// Source: " + pkg.Source)
	for _, line := range comment(pkg.Doc) {
		e.file.PackageComment(line)
	}
	e.decl([]string{"If this does not compile, the runtime is of another version: generate all packages that share it", "with one version of smithygen."},
		jen.Const().Id("_").Op("=").Add(e.runtime(runtimeGeneration)))
}

// runtimeGeneration is what the runtime calls the generation that it is of.
const runtimeGeneration = "Generation1"
