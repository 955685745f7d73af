package wire

import "sync"

// A scratch is memory that a walk needs only while it runs. It is kept from one
// walk to the next: for a small body it would cost as much as the result.
type scratch struct {
	refs []any // to the members of the structures that are open, outermost first
	json JSONDecoder
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newScratch() *scratch { return scratches.Get().(*scratch) }

// maxScratch bounds how many references are kept.
const maxScratch = 1 << 12

// free gives the memory back, with nothing in it that belongs to a caller.
func (s *scratch) free() {
	if cap(s.refs) > maxScratch {
		return
	}
	s.refs = s.refs[:cap(s.refs)]
	clear(s.refs)
	s.refs = s.refs[:0]
	s.json = JSONDecoder{}
	scratches.Put(s)
}
