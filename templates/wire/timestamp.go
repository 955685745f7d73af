package wire

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// Timestamps on the wire: seconds since 1970 as a decimal number (EpochSeconds),
// RFC 3339 (DateTime) and the fixed form of RFC 9110 (HTTPDate). Written with
// milliseconds, which is all Smithy allows; read with whatever precision and
// offset came, in any of the formats, since services do not always keep to
// theirs. The years that every format can write, 0 to 9999 in UTC, are all that
// is written and read. See https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait

var (
	errBadTime   = errors.New("not a timestamp: expected epoch seconds, a date-time or an http-date")
	errTimeRange = errors.New("a timestamp outside the years 0 to 9999")
)

const (
	minSeconds = -62167219200 // 0000-01-01T00:00:00Z
	maxSeconds = 253402300799 // 9999-12-31T23:59:59Z
)

// checkTime refuses the timestamps that not every format can write.
func checkTime(t time.Time) error {
	if s := t.Unix(); s < minSeconds || s > maxSeconds {
		return errTimeRange
	}
	return nil
}

const (
	dateTimeLayout = "2006-01-02T15:04:05.999Z"
	httpDateLayout = "Mon, 02 Jan 2006 15:04:05 GMT"
)

// format returns the timestamp format of the member, else the one given.
func (m *Member) format(otherwise TimestampFormat) TimestampFormat {
	if m.Time != DefaultFormat {
		return m.Time
	}
	if s := m.Schema(); s != nil && s.Time != DefaultFormat {
		return s.Time
	}
	return otherwise
}

// appendTime appends t in the format, which is not DefaultFormat.
func appendTime(dst []byte, t time.Time, f TimestampFormat) []byte {
	t = t.UTC().Truncate(time.Millisecond)
	switch f {
	case DateTime:
		return t.AppendFormat(dst, dateTimeLayout)
	case HTTPDate:
		return t.AppendFormat(dst, httpDateLayout)
	}
	return appendEpoch(dst, t.Unix(), t.Nanosecond()/1e6)
}

func appendEpoch(dst []byte, seconds int64, millis int) []byte {
	if seconds < 0 && millis > 0 { // -1 s + 250 ms is -0.75 s
		seconds, millis = seconds+1, 1000-millis
		if seconds == 0 {
			dst = append(dst, '-')
		}
	}
	dst = strconv.AppendInt(dst, seconds, 10)
	if millis == 0 {
		return dst
	}
	digits := strconv.Itoa(1000 + millis)[1:]
	return append(append(dst, '.'), strings.TrimRight(digits, "0")...)
}

// parseTime reads a timestamp in any of the formats.
func parseTime(s string) (time.Time, error) {
	t, err := parseAnyTime(s)
	if err == nil {
		err = checkTime(t)
	}
	return t, err
}

func parseAnyTime(s string) (time.Time, error) {
	switch {
	case s == "":
		return time.Time{}, errBadTime
	case s[0] >= 'A' && s[0] <= 'Z':
		return parseHTTPDate(s)
	case len(s) > 10 && s[4] == '-' && (s[10] == 'T' || s[10] == 't' || s[10] == ' '):
		return parseDateTime(s)
	}
	return parseEpoch(s)
}

func parseDateTime(s string) (time.Time, error) {
	if t, ok := plainDateTime(s); ok {
		return t, nil
	}
	s = strings.ToUpper(s)
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, errBadTime
}

// plainDateTime reads what nearly all services write: 2006-01-02T15:04:05Z, with
// or without a fraction. False leaves the rest to package time.
func plainDateTime(s string) (time.Time, bool) {
	const plain = len("2006-01-02T15:04:05Z")
	last := len(s) - 1
	if len(s) < plain || s[last] != 'Z' || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return time.Time{}, false
	}
	nanos := 0
	if len(s) > plain {
		if nanos = digits(s[20:last]); s[19] != '.' || len(s) == plain+1 || len(s) > plain+1+9 {
			return time.Time{}, false
		}
		for range 9 - len(s[20:last]) {
			nanos *= 10
		}
	}
	year, month, day := digits(s[:4]), digits(s[5:7]), digits(s[8:10])
	hour, minute, second := digits(s[11:13]), digits(s[14:16]), digits(s[17:19])
	if year|month|day|hour|minute|second|nanos < 0 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return time.Time{}, false
	}
	seconds := (int64(daysTo(year, month, day))*24+int64(hour))*3600 + int64(minute*60+second)
	return time.Unix(seconds, int64(nanos)).UTC(), true
}

// daysIn returns how many days a month has.
func daysIn(year, month int) int {
	if month == 2 {
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 30 + (month+month/8)%2
}

// daysTo returns the days from 1970 to a date. Years are taken to begin in March, so that
// the day that some of them have is their last.
func daysTo(year, month, day int) int {
	const toEpoch = 719468 // days from the first of March of year 0
	if month -= 3; month < 0 {
		year, month = year-1, month+12
	}
	year += 400 // none is negative
	days := year*365 + year/4 - year/100 + year/400
	return days + (153*month+2)/5 + day - 1 - toEpoch - 146097
}

// digits reads a few decimal digits; other characters make it negative.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func parseHTTPDate(s string) (time.Time, error) {
	for _, layout := range []string{"Mon, _2 Jan 2006 15:04:05 GMT", "Mon, _2 Jan 2006 15:04:05 -0700", "Monday, 02-Jan-06 15:04:05 GMT", time.ANSIC} {
		if t, err := time.Parse(layout, s); err == nil { // Parse takes a fraction after the seconds
			return t.UTC(), nil
		}
	}
	return time.Time{}, errBadTime
}

// parseEpoch reads seconds since 1970, with a fraction of any length and an
// exponent, as JSON writes numbers.
func parseEpoch(s string) (time.Time, error) {
	if t, ok := plainEpoch(s); ok {
		return t, nil
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if strings.ContainsAny(s, "eE") {
		f, err := parseFloat(s, 64)
		if err != nil {
			return time.Time{}, errBadTime
		}
		if !(f >= minSeconds && f <= maxSeconds) {
			return time.Time{}, errTimeRange
		}
		seconds, part := math.Modf(f)
		return time.Unix(int64(seconds), int64(part*1e9)).UTC(), nil
	}
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if errors.Is(err, strconv.ErrRange) || err == nil && (seconds < minSeconds || seconds > maxSeconds) {
		return time.Time{}, errTimeRange // before nanoseconds are added: time.Unix takes what it is given
	}
	if err != nil {
		return time.Time{}, errBadTime
	}
	nanos := int64(0)
	if fraction != "" {
		if strings.Trim(fraction, "0123456789") != "" {
			return time.Time{}, errBadTime
		}
		nanos, _ = strconv.ParseInt((fraction + "000000000")[:9], 10, 64)
	}
	if whole[0] == '-' {
		nanos = -nanos
	}
	return time.Unix(seconds, nanos).UTC(), nil
}

// plainEpoch reads what shortNumber reads. What nanoseconds have no room for is cut off.
func plainEpoch(s string) (time.Time, bool) {
	n, scale, end := shortNumber(s, 0)
	if end == 0 || end < len(s) {
		return time.Time{}, false
	}
	return epochOf(n, scale)
}

// shortNumber reads a number as JSON writes them, at i, whose digits n has room for: it is
// n·10^scale and ends at end, which is i if another number stands there, or none.
func shortNumber(src string, i int) (n int64, scale, end int) {
	start, negative := i, i < len(src) && src[i] == '-'
	if negative {
		i++
	}
	first := i
	for ; i < len(src) && isDigit(src[i]); i++ {
		n = n*10 + int64(src[i]-'0')
	}
	digits := i - first
	if digits == 0 || digits > 1 && src[first] == '0' {
		return 0, 0, start
	}
	if i < len(src) && src[i] == '.' {
		i++
		for first = i; i < len(src) && isDigit(src[i]); i++ {
			n = n*10 + int64(src[i]-'0')
		}
		if scale = first - i; scale == 0 {
			return 0, 0, start
		}
	}
	const most = 18
	if digits-scale > most {
		return 0, 0, start
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		exponent, end := smallExponent(src, i+1)
		if end == 0 {
			return 0, 0, start
		}
		scale, i = scale+exponent, end
	}
	if negative {
		n = -n
	}
	return n, scale, i
}

// smallExponent reads an exponent of one or two digits, at i; end is 0 if another
// stands there.
func smallExponent(src string, i int) (exponent, end int) {
	negative := i < len(src) && src[i] == '-'
	if negative || i < len(src) && src[i] == '+' {
		i++
	}
	first := i
	for ; i < len(src) && isDigit(src[i]) && i < first+3; i++ {
		exponent = exponent*10 + int(src[i]-'0')
	}
	if i == first || i == first+3 {
		return 0, 0
	}
	if negative {
		exponent = -exponent
	}
	return exponent, i
}

// epochOf returns the time n·10^scale seconds after 1970; false if it is one that
// timestamps have no room for, or an odd one.
func epochOf(n int64, scale int) (time.Time, bool) {
	negative := n < 0
	if negative {
		n = -n
	}
	for ; scale > 0 && n <= maxSeconds; scale-- {
		if n *= 10; n == 0 {
			scale = 0
			break
		}
	}
	nanos := int64(0)
	if scale < 0 {
		if scale < -18 {
			return time.Time{}, false
		}
		part := powers[-scale]
		rest := n % part
		if n /= part; scale >= -9 {
			nanos = rest * powers[9+scale]
		} else {
			nanos = rest / powers[-scale-9]
		}
	}
	if n > maxSeconds || scale > 0 {
		return time.Time{}, false
	}
	if negative {
		n, nanos = -n, -nanos
	}
	if n < minSeconds || n == minSeconds && nanos < 0 {
		return time.Time{}, false
	}
	return time.Unix(n, nanos).UTC(), true
}

// powers are the powers of ten that an integer has room for.
var powers = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}
