package wire

import (
	"math/bits"
	"time"
)

// A rooms is where a walk puts what it makes: variables behind pointers are taken from
// blocks, which cost little more than one variable would. Blocks grow with the number
// of variables, so that a small body does not pay for a large one's; whoever keeps one
// variable of a block keeps all of it.
type rooms struct {
	few    pointers // of the outermost structure
	texts  []string // a block, as long as was taken: a length is no pointer, which the collector would want to know of
	given  int      // how many have been taken in all
	times  []time.Time
	timed  int
	others [otherRooms]room // by the room of a type; types with the same take turns
	taken  uint32           // a bit for each of others that was used
}

const otherRooms = 32

// blockSize returns how many variables of that many bytes the next block has, after so
// many that there were.
func blockSize(given int, bytes uintptr) int {
	const most, mostBytes = 64, 1 << 10
	return max(1, min(given, most, mostBytes/max(int(bytes), 1)))
}

// text returns a pointer to a string. Such strings are taken from blocks that
// grow with the number of strings met, so that a small body does not pay for a
// large one's. The first has room for as many as the outermost structure tends to have.
func (r *rooms) text(v string) *string {
	n := len(r.texts)
	if n == cap(r.texts) {
		if n = 0; !r.both() {
			r.texts = block[string](&r.given, r.few.texts, stringType.Size())
		}
	}
	r.texts = r.texts[:n+1]
	p := &r.texts[n]
	*p = v
	return p
}

// list returns an empty list with room for n strings.
func (r *rooms) list(n int) []string {
	taken := len(r.texts)
	if n == 0 || n > cap(r.texts)-taken {
		return make([]string, 0, n)
	}
	r.texts = r.texts[:taken+n]
	return r.texts[taken:taken:len(r.texts)]
}

// time is text for timestamps.
func (r *rooms) time(v time.Time) *time.Time {
	n := len(r.times)
	if n == cap(r.times) {
		if n = 0; !r.both() {
			r.times = block[time.Time](&r.timed, r.few.times, timeType.Size())
		}
	}
	r.times = r.times[:n+1]
	p := &r.times[n]
	*p = v
	return p
}

// both makes the first block of texts and that of timestamps together, where the
// outermost structure has few of either, as credentials have.
func (r *rooms) both() bool {
	const mostTexts, mostTimes = 6, 2
	texts, times := int(r.few.texts), int(r.few.times)
	if r.given+r.timed > 0 || texts == 0 || texts > mostTexts || times == 0 || times > mostTimes {
		return false
	}
	first := new(struct {
		texts [mostTexts]string
		times [mostTimes]time.Time
	})
	r.texts, r.times = first.texts[:0:texts], first.times[:0:times]
	r.given, r.timed = texts, times
	return true
}

// block returns room for some more of what was given so often.
func block[T any](given *int, few uint8, bytes uintptr) []T {
	n := blockSize(max(*given, int(few)), bytes)
	*given += n
	return make([]T, 0, n)
}

// take returns a new variable.
func (r *rooms) take(t *goType) place {
	r.taken |= 1 << t.room
	return r.others[t.room].take(t)
}

// reset lets go of what is in the blocks.
func (r *rooms) reset() {
	r.few, r.texts, r.given, r.times, r.timed = pointers{}, nil, 0, nil, 0
	for ; r.taken != 0; r.taken &= r.taken - 1 {
		r.others[bits.TrailingZeros32(r.taken)] = room{}
	}
}

// A spares has variables for the values of maps, none of which is in use.
type spares []ref

// take returns a variable that is zero.
func (s *spares) take(t *goType) ref {
	all := *s
	last := len(all) - 1
	for i := last; i >= 0; i-- {
		if v := all[i]; v.t == t {
			all[i], *s = all[last], all[:last]
			return v
		}
	}
	return ref{t, newPlace(t)}
}

// free takes a variable back.
func (s *spares) free(v ref) {
	const most = 16 // types of values that are worth keeping a variable for
	if len(*s) < most {
		v.setZero(v.t)
		*s = append(*s, v)
	}
}
