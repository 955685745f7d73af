package wire

import (
	"encoding/binary"
	"math/big"
	"math/bits"
	"time"
)

// What a Value holds is a string, whatever its kind, so that every scalar of a
// tree is equally small. Numbers are the shortest strings that hold them: those
// of one byte or none cost no memory.

// packed returns the bytes of a number, the least significant first.
func packed(n uint64) string {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	return string(b[:(bits.Len64(n)+7)/8])
}

func unpacked(s string) (n uint64) {
	for i := len(s) - 1; i >= 0; i-- {
		n = n<<8 | uint64(s[i])
	}
	return n
}

func packedBool(v bool) string {
	if v {
		return "\x01"
	}
	return ""
}

// packedTime returns four bytes of nanoseconds before the packed seconds.
func packedTime(v time.Time) string {
	var b [12]byte
	seconds := uint64(v.Unix())
	binary.LittleEndian.PutUint32(b[:], uint32(v.Nanosecond()))
	binary.LittleEndian.PutUint64(b[4:], seconds)
	return string(b[:4+(bits.Len64(seconds)+7)/8])
}

func unpackedTime(s string) time.Time {
	nanos := s[:min(4, len(s))]
	return time.Unix(int64(unpacked(s[len(nanos):])), int64(unpacked(nanos))).UTC()
}

// packedDecimal returns four bytes of exponent and one of sign before the bytes
// of n, the most significant first.
func packedDecimal(n *big.Int, exponent int32) string {
	const head = 5
	b := make([]byte, head+(n.BitLen()+7)/8)
	binary.LittleEndian.PutUint32(b, uint32(exponent))
	b[head-1] = byte(n.Sign())
	n.FillBytes(b[head:])
	return string(b)
}

func unpackedDecimal(s string) *Decimal {
	exponent := s[:min(4, len(s))]
	sign := s[len(exponent):min(5, len(s))]
	d := &Decimal{Exponent: int32(unpacked(exponent))}
	d.Unscaled.SetBytes([]byte(s[len(exponent)+len(sign):]))
	if unpacked(sign) > 1 {
		d.Unscaled.Neg(&d.Unscaled)
	}
	return d
}
