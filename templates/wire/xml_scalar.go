package wire

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// Scalars in XML, as elements and attributes hold them.

// String reads text.
func (d *XMLDecoder) String() (string, bool) {
	d.from = d.pos
	if d.isAttribute {
		d.isAttribute = false
		return d.unescaped(d.value)
	}
	return d.text()
}

// token reads text without the white space around it.
func (d *XMLDecoder) token() (string, bool) {
	text, ok := d.String()
	if text == "" || text[0] > ' ' && text[len(text)-1] > ' ' {
		return text, ok
	}
	return strings.Trim(text, " \t\r\n"), ok
}

// Bool reads a boolean.
func (d *XMLDecoder) Bool() (bool, bool) {
	text, ok := d.token()
	switch {
	case !ok:
		return false, false
	case text == "true" || text == "1":
		return true, true
	case text == "false" || text == "0":
		return false, true
	}
	d.expected("a boolean", text)
	return false, false
}

// Int reads an integer of that many bits.
func (d *XMLDecoder) Int(bits int) (int64, bool) {
	text, ok := d.token()
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, bits)
	if errors.Is(err, strconv.ErrRange) {
		d.bad(errRange)
	} else if err != nil {
		d.expected("an integer", text)
	}
	return n, err == nil
}

// Float reads a number, or the name of a value that is none.
func (d *XMLDecoder) Float(bits int) (float64, bool) {
	text, ok := d.token()
	if !ok {
		return 0, false
	}
	f, err := parseFloat(text, bits)
	if errors.Is(err, strconv.ErrRange) {
		d.bad(errRange)
	} else if err != nil {
		d.expected("a number", text)
	}
	return f, err == nil
}

// Blob reads text in base64, with white space anywhere.
func (d *XMLDecoder) Blob() ([]byte, bool) {
	text, ok := d.String()
	if !ok {
		return nil, false
	}
	if strings.ContainsAny(text, " \t") { // the package ignores line ends itself
		text = strings.NewReplacer(" ", "", "\t", "").Replace(text)
	}
	blob, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		d.bad(fmt.Errorf("not base64: %w", err))
	}
	return blob, err == nil
}

// Time reads a timestamp in any of the formats.
func (d *XMLDecoder) Time(*Member) (time.Time, bool) {
	text, ok := d.token()
	if !ok {
		return time.Time{}, false
	}
	t, err := parseTime(text)
	if err != nil {
		d.bad(err)
	}
	return t, err == nil
}

// bigText reads the text of a big number.
func (d *XMLDecoder) bigText() (string, bool) {
	text, ok := d.token()
	if ok && len(text) > maxDigits {
		d.bad(errDigits)
		return "", false
	}
	return text, ok
}

// BigInt reads an integer of any size.
func (d *XMLDecoder) BigInt() (*big.Int, bool) {
	text, ok := d.bigText()
	if !ok {
		return nil, false
	}
	n, ok := new(big.Int).SetString(text, 10)
	if !ok {
		d.expected("an integer", text)
	}
	return n, ok
}

// BigDecimal reads a number of any size and precision.
func (d *XMLDecoder) BigDecimal() (*Decimal, bool) {
	text, ok := d.bigText()
	if !ok {
		return nil, false
	}
	n, err := ParseDecimal(text)
	if err != nil {
		d.expected("a number", text)
	}
	return n, err == nil
}
