package generator

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
	"golang.org/x/sync/errgroup"

	"github.com/smithygen/smithygen/generator/ir"
	"github.com/smithygen/smithygen/templates"
)

// Emission prints the IR, one file a concept. It makes no decision that the IR
// could hold: what it knows is Go's syntax and the names that package wire has.

// A source is a file before it is formatted: chunks that are files themselves,
// so that they can be worked on at once.
type source struct {
	name   string
	chunks []*bytes.Buffer
}

// chunkSize is how many declarations with documentation a chunk has.
const chunkSize = 50

// parts are the files of a package, in order of name, and what prints them.
var parts = []struct {
	name  string
	print func(*emitter, *ir.Package)
}{
	{"doc.go", (*emitter).packageDoc},
	{"enums.go", (*emitter).enums},
	{"errors.go", (*emitter).errors},
	{"operations.go", (*emitter).operations},
	{"paginators.go", (*emitter).paginators},
	{"schemas.go", (*emitter).schemas},
	{"structures.go", (*emitter).structs},
	{"unions.go", (*emitter).unions},
	{"waiters.go", (*emitter).waiters},
}

// emit prints the files of a package that have something in them, all at once.
func emit(pkg *ir.Package) ([]source, error) {
	sources := make([]source, len(parts))
	var group errgroup.Group
	for i, part := range parts {
		group.Go(func() error {
			e := newEmitter(pkg)
			e.render = func(file *jen.File) {
				text := new(bytes.Buffer)
				sources[i].chunks = append(sources[i].chunks, text)
				group.Go(func() error {
					if err := file.Render(text); err != nil {
						return fmt.Errorf("printing %s of package %s: %w", part.name, pkg.Name, shortened(err))
					}
					return nil
				})
			}
			if part.print(e, pkg); e.decls > 0 || part.name == "doc.go" {
				sources[i].name = part.name
				e.render(e.file)
			}
			return nil
		})
	}
	err := group.Wait()
	return slices.DeleteFunc(sources, func(s source) bool { return s.name == "" }), err
}

// An emitter prints one file.
type emitter struct {
	file   *jen.File // the chunk that declarations go to
	render func(*jen.File)
	pkg    string
	wire   string // import path of the runtime
	decls  int
}

func newEmitter(pkg *ir.Package) *emitter {
	e := &emitter{pkg: pkg.Name, wire: pkg.Runtime}
	e.file = e.chunk()
	e.file.HeaderComment(templates.Header)
	return e
}

// chunk begins a chunk.
func (e *emitter) chunk() *jen.File {
	f := jen.NewFile(e.pkg)
	f.NoFormat = true
	f.ImportName(e.wire, "wire")
	return f
}

// decl adds a declaration under its documentation, with a blank line before.
func (e *emitter) decl(doc []string, code ...jen.Code) {
	if e.decls > 0 && e.decls%chunkSize == 0 {
		e.render(e.file)
		e.file = e.chunk()
	}
	e.file.Line()
	comments(e.file.Group, doc)
	e.file.Add(code...)
	e.decls++
}

// next adds a declaration right below the one before: one-line methods stand
// together.
func (e *emitter) next(code ...jen.Code) { e.file.Add(code...) }

// comments adds the lines of a comment.
func comments(g *jen.Group, doc []string) {
	for _, line := range comment(doc) {
		g.Comment(line)
	}
}

// runtime refers to something of package wire.
func (e *emitter) runtime(name string) *jen.Statement { return jen.Qual(e.wire, name) }

// A receiver is what a method is declared on.
type receiver struct {
	name string // "" if the method does not need it
	typ  string
	ptr  bool
}

func onValue(typ string) receiver   { return receiver{name: "v", typ: typ} }
func onPointer(typ string) receiver { return receiver{name: "v", typ: typ, ptr: true} }

// unnamed is for methods that look at nothing of what they are called on.
func (r receiver) unnamed() receiver {
	r.name = ""
	return r
}

func (r receiver) code() *jen.Statement {
	s := jen.Null()
	if r.name != "" {
		s.Id(r.name)
	}
	if r.ptr {
		s.Op("*")
	}
	return s.Id(r.typ)
}

// pointer is a pointer to what the method was called on.
func (r receiver) pointer() *jen.Statement {
	if r.ptr {
		return jen.Id(r.name)
	}
	return jen.Op("&").Id(r.name)
}

// method is a method whose body is one line.
func method(r receiver, name string, params []jen.Code, results jen.Code, body jen.Code) *jen.Statement {
	s := jen.Func().Params(r.code()).Id(name).Params(params...)
	if results != nil {
		s.Add(results)
	}
	return s.Add(line(body))
}

// line is a block on one line.
func line(body jen.Code) jen.Code {
	if body == nil {
		return jen.Values()
	}
	return jen.Custom(jen.Options{Open: "{", Close: "}"}, body)
}

// maxExcerpt bounds what is quoted of a source that could not be printed.
const maxExcerpt = 300

// shortened keeps the beginning of an error that may hold a whole file.
func shortened(err error) error {
	text := err.Error()
	if len(text) <= maxExcerpt {
		return err
	}
	return fmt.Errorf("%s …", strings.ToValidUTF8(text[:maxExcerpt], ""))
}
