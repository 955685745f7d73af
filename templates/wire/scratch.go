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
	root lastRoot
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newScratch() *scratch { return scratches.Get().(*scratch) }

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

// A lastRoot is the type of the structure that was walked last. Programs tend to walk
// the same again.
type lastRoot struct {
	ptr reflect.Type // of the pointer
	t   *goType
}

// met refers to the structure that v points to, whose schema is known from then on.
func (l *lastRoot) met(v Shape) ref {
	if isNil(v) {
		return ref{t: noType}
	}
	if ptr := reflect.TypeOf(v); ptr != l.ptr {
		met(v)
		l.ptr, l.t = ptr, typeOf(v)
	}
	return ref{l.t, placeOf(v)}
}
