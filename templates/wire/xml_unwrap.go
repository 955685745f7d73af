package wire

import (
	"fmt"
	"strings"
)

// What stands around a structure in XML: the elements that protocols wrap
// outputs and errors in. A decoder is moved to where the structure begins, and
// the walk takes over from there.

// rootName returns the local name of the root element, "" if there is none. It
// tells nothing once the decoder has moved.
func (d *XMLDecoder) rootName() string { return d.Name() }

// result enters the first of the current element's remaining children that has
// that local name. It returns false, with the current element left, if there is
// none: a response with nothing to say may have no result, but then it has nothing
// else either, beside what every response has, or is malformed. Err tells which.
func (d *XMLDecoder) result(name string) bool {
	other := ""
	at := d.pos
	for d.child(name) {
		switch found := d.Name(); {
		case found == name:
			return true
		case other == "" && found != "ResponseMetadata" && !isRequestID(found):
			other, at = found, d.tag
		}
		d.skip()
	}
	if other != "" {
		d.failAt(at, fmt.Errorf("expected element <%s>, found <%s>", name, clip(other)))
	}
	return false
}

// finish reads the rest of the document and reports whether it is well-formed.
func (d *XMLDecoder) finish() bool {
	for d.err == nil && len(d.stack) > 0 {
		d.skip()
	}
	return d.err == nil
}

func isRequestID(name string) bool {
	return name == "RequestId" || name == "RequestID" || len(name) == len("requestid") && strings.EqualFold(name, "requestid")
}

// nameOr returns the local name of the element that child entered when it was asked
// for want.
func (d *XMLDecoder) nameOr(want string) string {
	if d.asked {
		return want
	}
	return d.Name()
}

// keepText reads an element's text into the first of its kind. An element that
// holds others has none.
func keepText(d *XMLDecoder, to *string) {
	var text string
	if end := plainText(d.src, d.pos); d.attrs == (xmlSpan{}) && !d.empty && strings.HasPrefix(d.src[end:], "</") {
		text, d.pos = d.src[d.pos:end], end
		d.endTag()
	} else {
		v, _ := d.document()
		text = v.Text()
	}
	if *to == "" && d.err == nil {
		*to = trimmed(text)
	}
}

const outermost = 2 // elements are open where goBack has been

// goBack goes to the content of an element that has been read before, as if it
// stood in one other.
func (d *XMLDecoder) goBack(p xmlPlace) {
	d.xmlPlace = p
	d.stack = append(d.stack[:0], xmlSpan{}, p.name)
}

// nextNoted is next for a structure whose elements are noted.
func (d *XMLDecoder) nextNoted(s *Schema, prev int) int {
	names := s.xmlNames()
	for len(names) > 0 && len(d.noted) > 0 {
		p := d.noted[0]
		d.noted = d.noted[1:]
		if i := s.xmlMember(names, d.of(p.name), prev); i >= 0 {
			d.xmlPlace, d.isPiece = p, names[i].flattened
			d.stack = append(d.stack, p.name)
			return i
		}
	}
	return d.end()
}
