package wire

import "sync"

// A scratch is memory that reading JSON needs only while it runs. It is kept from
// one body to the next: for a small one it would cost as much as the result.
type scratch struct {
	json JSONDecoder
	walk decoding
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
