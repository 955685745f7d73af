package wire

import (
	"reflect"
	"sync"
)

// A scratch is memory that reading JSON needs only while it runs. It is kept from
// one body to the next: for a small one it would cost as much as the result.
type scratch struct {
	json JSONDecoder
	walk decoding

	root  reflect.Type // of the pointer that was read into last, and what is known of it
	known *goType
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newScratch() *scratch { return scratches.Get().(*scratch) }

// met refers to the structure that v points to, whose schema is known from then on.
// Programs tend to read the same again.
func (s *scratch) met(v Shape) ref {
	if isNil(v) {
		return ref{t: noType}
	}
	if rt := reflect.TypeOf(v); rt != s.root {
		met(v)
		s.root, s.known = rt, typeOf(v)
	}
	return ref{s.known, placeOf(v)}
}

// free gives the memory back.
func (s *scratch) free() {
	s.reset()
	scratches.Put(s)
}

// reset makes the memory fit for another body, with nothing in it that belongs to a
// caller.
func (s *scratch) reset() {
	s.json = JSONDecoder{}
	s.walk.reset()
}
