package generator

import (
	"bytes"
	"fmt"
	gofmt "go/format"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
	"golang.org/x/tools/imports"
)

// Formatting is the larger part of the work, and most of it is done twice by
// imports.Process. So the chunks of a file are formatted by themselves, all at
// once: declarations with a blank line between them have no bearing on each
// other. Only the head that the file begins with is then put together of theirs
// and finished by imports.Process.

// A chunk is some declarations of a file, formatted.
type chunk struct {
	head    []byte   // up to the package clause
	imports []string // their specs
	body    []byte   // the declarations
}

// format brings the sources into the form of gofmt. Imports are those that
// printing asked for; nothing is looked for.
func format(sources []source) ([]File, error) {
	files := make([]File, len(sources))
	all := make([][]chunk, len(sources))
	var group errgroup.Group
	for i, s := range sources {
		all[i] = make([]chunk, len(s.chunks))
		for j, text := range s.chunks {
			group.Go(func() (err error) {
				if all[i][j], err = formatChunk(escapeInvisible(text.Bytes())); err != nil {
					return fmt.Errorf("formatting %s: %w", s.name, shortened(err))
				}
				return nil
			})
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for i, s := range sources {
		text, err := joinChunks(s.name, all[i])
		if err != nil {
			return nil, fmt.Errorf("formatting the imports of %s: %w", s.name, shortened(err))
		}
		files[i] = File{s.name, text}
	}
	return files, nil
}

// escapeInvisible writes what can't be seen as literals spell it, which is where it
// stands: names are ASCII, and comments have none of it.
func escapeInvisible(text []byte) []byte {
	var escaped []byte
	from := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if isInvisible(r) {
			escaped = append(append(escaped, text[from:i]...), strings.Trim(strconv.QuoteRuneToASCII(r), "'")...)
			from = i + size
		}
		i += size
	}
	if from == 0 {
		return text
	}
	return append(escaped, text[from:]...)
}

// formatChunk takes the head off a file and formats the declarations.
func formatChunk(text []byte) (chunk, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", text, parser.ImportsOnly)
	if err != nil {
		return chunk{}, err
	}
	offset := func(p token.Pos) int { return set.Position(p).Offset }
	clause := offset(file.Name.End())
	c := chunk{head: text[:clause]}
	for _, spec := range file.Imports {
		c.imports = append(c.imports, string(text[offset(spec.Pos()):offset(spec.End())]))
	}
	end := clause
	for _, decl := range file.Decls {
		end = offset(decl.End())
	}
	c.body, err = formatDeclarations(bytes.TrimSpace(text[end:]))
	return c, err
}

// formatDeclarations formats what a formatter knows by one, all else by go/format.
func formatDeclarations(text []byte) ([]byte, error) {
	groups, ok := declarations(text)
	if !ok {
		groups = [][]byte{text}
	}
	body := make([]byte, 0, len(text)+len(text)/8)
	for _, group := range groups {
		if len(body) > 0 {
			body = append(body, "\n\n"...)
		}
		if body, ok = formatKnown(body, group); ok {
			continue
		}
		formatted, err := gofmt.Source(slices.Concat([]byte(packageClause), group))
		if err != nil {
			return nil, err
		}
		body = append(body, bytes.TrimSpace(formatted[len(packageClause):])...)
	}
	return body, nil
}

// packageClause makes a file of declarations.
const packageClause = "package p\n\n"

// joinChunks makes a file of its chunks.
func joinChunks(name string, chunks []chunk) ([]byte, error) {
	size := 0
	var specs []string
	for _, c := range chunks {
		specs = append(specs, c.imports...)
		size += len(c.body) + len("\n\n")
	}
	slices.Sort(specs)
	specs = slices.Compact(specs)
	head := string(chunks[0].head)
	switch len(specs) {
	case 0:
	case 1:
		head += "\n\nimport " + specs[0]
	default:
		head += "\n\nimport (\n" + strings.Join(specs, "\n") + "\n)"
	}
	text, err := imports.Process(name, []byte(head+"\n"), &imports.Options{
		FormatOnly: true, Comments: true, TabIndent: true, TabWidth: 8,
	})
	if err != nil {
		return nil, err
	}
	file := bytes.NewBuffer(make([]byte, 0, len(text)+size))
	file.Write(text)
	for _, c := range chunks {
		if len(c.body) > 0 {
			file.WriteString("\n")
			file.Write(c.body)
			file.WriteString("\n")
		}
	}
	return file.Bytes(), nil
}
