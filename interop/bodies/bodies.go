// Package bodies makes the bodies that decoders are measured on: what services
// answer, in their spelling and at their size, but invented. The same call gives
// the same bytes on every machine.
package bodies

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A writer is a body in the making, and the source of what is invented in it.
type writer struct {
	strings.Builder
	random *rand.Rand
}

func newWriter() *writer { return &writer{random: rand.New(rand.NewPCG(2026, 11))} }

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func (w *writer) bytes() []byte { return []byte(w.String()) }

// letters returns n letters and digits, as tokens are made of.
func (w *writer) letters(n int) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	return w.draw(n, alphabet)
}

// hex returns n hexadecimal digits, as ids are made of.
func (w *writer) hex(n int) string { return w.draw(n, "0123456789abcdef") }

func (w *writer) draw(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[w.random.IntN(len(alphabet))]
	}
	return string(b)
}

func (w *writer) uuid() string {
	return w.hex(8) + "-" + w.hex(4) + "-4" + w.hex(3) + "-a" + w.hex(3) + "-" + w.hex(12)
}

func (w *writer) pick(of []string) string { return of[w.random.IntN(len(of))] }

// comma separates the i-th element from the one before it.
func (w *writer) comma(i int) {
	if i > 0 {
		w.WriteByte(',')
	}
}
