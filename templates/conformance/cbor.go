package conformance

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// normalCBOR writes a CBOR item in the diagnostic notation of RFC 8949, section
// 8, with lengths all definite, the keys of maps in order and floating-point
// numbers of one value alike, whatever their width; undefined is null. It is
// written apart from the runtime's decoder, to be a second opinion.
func normalCBOR(body []byte) (string, error) {
	d := &cborReader{rest: body}
	text, err := d.item(0)
	if err != nil {
		return "", err
	}
	if len(d.rest) > 0 {
		return "", fmt.Errorf("%d bytes follow the CBOR item", len(d.rest))
	}
	return text, nil
}

var (
	errCBOREnd   = errors.New("CBOR ends too early")
	errCBORBreak = errors.New("CBOR has a break outside of anything of indefinite length")
	errCBORDepth = errors.New("CBOR nests too deep")
)

// The major types of CBOR, RFC 8949, section 3.1.
const (
	cborUint = iota
	cborNegative
	cborBytes
	cborText
	cborArray
	cborMap
	cborTag
	cborSimple
)

type cborReader struct{ rest []byte }

// A cborHead is the first byte of an item and its argument.
type cborHead struct {
	major      byte
	info       byte
	argument   uint64
	indefinite bool
}

func (h cborHead) isBreak() bool { return h.major == cborSimple && h.indefinite }

func (d *cborReader) take(n uint64) ([]byte, error) {
	if n > uint64(len(d.rest)) {
		return nil, errCBOREnd
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken, nil
}

func (d *cborReader) head() (cborHead, error) {
	first, err := d.take(1)
	if err != nil {
		return cborHead{}, err
	}
	h := cborHead{major: first[0] >> 5, info: first[0] & 31}
	switch {
	case h.info < 24:
		h.argument = uint64(h.info)
	case h.info < 28:
		bytes, err := d.take(1 << (h.info - 24))
		if err != nil {
			return h, err
		}
		var wide [8]byte
		copy(wide[8-len(bytes):], bytes)
		h.argument = binary.BigEndian.Uint64(wide[:])
	case h.info == 31 && h.major >= cborBytes && h.major != cborTag:
		h.indefinite = true
	default:
		return h, fmt.Errorf("CBOR has a malformed head %#x", first[0])
	}
	return h, nil
}

// item reads one item and returns its normal form.
func (d *cborReader) item(depth int) (string, error) {
	h, err := d.head()
	if err != nil {
		return "", err
	}
	if h.isBreak() {
		return "", errCBORBreak
	}
	return d.content(h, depth)
}

func (d *cborReader) content(h cborHead, depth int) (string, error) {
	if depth > 100 {
		return "", errCBORDepth
	}
	switch h.major {
	case cborUint:
		return strconv.FormatUint(h.argument, 10), nil
	case cborNegative:
		if h.argument == math.MaxUint64 {
			return "-18446744073709551616", nil
		}
		return "-" + strconv.FormatUint(h.argument+1, 10), nil
	case cborBytes, cborText:
		return d.text(h)
	case cborArray:
		elems, err := d.items(h, 1, depth)
		return "[" + strings.Join(elems, ", ") + "]", err
	case cborMap:
		entries, err := d.items(h, 2, depth)
		slices.Sort(entries)
		return "{" + strings.Join(entries, ", ") + "}", err
	case cborTag:
		inner, err := d.item(depth + 1)
		if h.argument == 1 { // an instant is the same as an integer or not
			inner = strings.TrimSuffix(inner, ".0")
		}
		return fmt.Sprintf("%d(%s)", h.argument, inner), err
	}
	return simple(h)
}

// text reads a string of bytes or characters, of chunks if it is indefinite.
func (d *cborReader) text(h cborHead) (string, error) {
	var all []byte
	if !h.indefinite {
		var err error
		if all, err = d.take(h.argument); err != nil {
			return "", err
		}
	}
	for h.indefinite {
		chunk, err := d.head()
		if err != nil {
			return "", err
		}
		if chunk.isBreak() {
			break
		}
		if chunk.major != h.major || chunk.indefinite {
			return "", errors.New("CBOR has a chunk of another kind in a string")
		}
		bytes, err := d.take(chunk.argument)
		if err != nil {
			return "", err
		}
		all = append(all, bytes...)
	}
	if h.major == cborBytes {
		return fmt.Sprintf("h'%x'", all), nil
	}
	return show(string(all)), nil
}

// items reads elements, or pairs of key and value if width is 2.
func (d *cborReader) items(h cborHead, width, depth int) ([]string, error) {
	var all []string
	for n := uint64(0); h.indefinite || n < h.argument; n++ {
		first, err := d.head()
		if err != nil {
			return nil, err
		}
		if first.isBreak() {
			if !h.indefinite {
				return nil, errCBORBreak
			}
			break
		}
		text, err := d.content(first, depth+1)
		if err == nil && width == 2 {
			var value string
			value, err = d.item(depth + 1)
			text += ": " + value
		}
		if err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, nil
}

// simple returns the form of what has no content of its own: booleans, null and
// floating-point numbers.
func simple(h cborHead) (string, error) {
	switch h.info {
	case 20, 21:
		return strconv.FormatBool(h.info == 21), nil
	case 22, 23:
		return "null", nil
	case 25:
		return floatText(half(uint16(h.argument))), nil
	case 26:
		return floatText(float64(math.Float32frombits(uint32(h.argument)))), nil
	case 27:
		return floatText(math.Float64frombits(h.argument)), nil
	}
	return fmt.Sprintf("simple(%d)", h.argument), nil
}

func floatText(f float64) string {
	text := strconv.FormatFloat(f, 'f', -1, 64)
	if f == math.Trunc(f) && !math.IsInf(f, 0) {
		text += ".0"
	}
	return text
}

// half widens a number of 16 bits, IEEE 754 binary16.
func half(bits uint16) float64 {
	exponent, fraction := int(bits>>10&31), float64(bits&1023)
	var f float64
	switch exponent {
	case 0:
		f = math.Ldexp(fraction, -24)
	case 31:
		if f = math.Inf(1); fraction != 0 {
			f = math.NaN()
		}
	default:
		f = math.Ldexp(fraction+1024, exponent-25)
	}
	if bits&0x8000 != 0 {
		return -f
	}
	return f
}
