package conformance

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// normalXML writes each element on a line, below the one it is in: its namespace
// and name, its attributes and declarations of namespaces in order, its text.
// White space beside elements means nothing; comments and instructions neither.
// Elements of different names may stand in any order; those of one name may too
// if unordered has it.
func normalXML(body []byte, unordered map[string]bool) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			child := &element{name: t.Name, attrs: t.Attr}
			top.children = append(top.children, child)
			open = append(open, child)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(t)
		}
	}
	if len(root.children) != 1 || strings.TrimSpace(root.text) != "" {
		return "", fmt.Errorf("%d XML elements at the top, and %q beside", len(root.children), clip(root.text, 80))
	}
	return root.children[0].normal("", unordered), nil
}

// An element of an XML document.
type element struct {
	name     xml.Name
	attrs    []xml.Attr
	text     string
	children []*element
}

func (e *element) normal(indent string, unordered map[string]bool) string {
	var b strings.Builder
	b.WriteString(indent + expanded(e.name))
	var attrs []string
	for _, a := range e.attrs {
		attrs = append(attrs, fmt.Sprintf(" %s=%q", expanded(a.Name), a.Value))
	}
	slices.Sort(attrs)
	b.WriteString(strings.Join(attrs, ""))
	text := e.text
	if len(e.children) > 0 {
		text = strings.TrimSpace(text)
	}
	if text != "" {
		b.WriteString(" " + show(text))
	}
	lines := make([]string, len(e.children))
	for i, c := range e.children {
		lines[i] = c.normal(indent+"  ", unordered)
	}
	slices.SortStableFunc(lines, func(a, b string) int {
		name := firstName(a)
		if order := strings.Compare(name, firstName(b)); order != 0 || !unordered[name[strings.LastIndexByte(name, '}')+1:]] {
			return order
		}
		return strings.Compare(a, b)
	})
	for _, line := range lines {
		b.WriteString("\n" + line)
	}
	return b.String()
}

func expanded(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// firstName returns the name that the normal form of an element begins with.
func firstName(line string) string {
	name, _, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
	name, _, _ = strings.Cut(name, "\n")
	return name
}
