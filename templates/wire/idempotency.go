package wire

import (
	"crypto/rand"
	"encoding/hex"
)

// NewIdempotencyToken makes the tokens of members that the model wants filled in
// where the caller did not (smithy.api#idempotencyToken): random UUIDs. Set it,
// before the first request is made, to have others.
var NewIdempotencyToken = randomUUID

// randomUUID returns a UUID of version 4, RFC 9562.
func randomUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails, says its documentation
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[0:8], b[0:4])
	hex.Encode(text[9:13], b[4:6])
	hex.Encode(text[14:18], b[6:8])
	hex.Encode(text[19:23], b[8:10])
	hex.Encode(text[24:36], b[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}

// SendToken gives the input an idempotency token if its member for one is not
// set. Only the input itself can have such members. The caller's structure is not
// to be changed: a copy has the token.
func SendToken(o *outgoing) error {
	s := schemaOf(o.in)
	for i := range s.Members {
		if s.Members[i].Flags&Idempotency == 0 {
			continue
		}
		if value, _ := memberOf(o.in, i).text(); value == "" && (memberOf(o.in, i).absent() || s.Members[i].Flags&(Present|Unsaid) != 0) {
			o.in = copyOf(o.in)
			memberOf(o.in, i).setText(NewIdempotencyToken())
		}
	}
	return nil
}

// copyOf returns a copy of the structure, which has what it holds in common.
func copyOf(v Shape) Shape {
	t := typeOf(v)
	c := newPlace(t)
	c.set(t, placeOf(v))
	return c.pointer(t).(Shape)
}
