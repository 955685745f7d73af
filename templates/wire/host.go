package wire

import (
	"errors"
	"strings"
)

var errHostLabel = errors.New("it is part of the host name and must be 1 to 63 letters, digits and hyphens, with no hyphen at either end")

// SendHost puts an operation's host prefix, "{AccountId}.data-", before the
// endpoint's host. A label can't leave its part of the name, else it could send a
// signed request anywhere.
// See https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait
func SendHost(o *outgoing) error {
	pattern := o.op.HostPrefix
	for {
		literal, rest, found := strings.Cut(pattern, "{")
		o.host += literal
		if !found {
			return nil
		}
		name, rest, found := strings.Cut(rest, "}")
		if !found {
			return errBadPattern
		}
		value, err := labelValue(o.in, name, func(m *Member) bool { return m.Flags&HostLabel != 0 })
		if err != nil {
			return err
		}
		if !validHostLabel(value) {
			return &RequestError{Member: name, Err: errHostLabel}
		}
		o.host += value
		pattern = rest
	}
}

func validHostLabel(s string) bool {
	for i := range len(s) {
		if c := s[i]; c-'0' > 9 && c-'a' >= 26 && c-'A' >= 26 && c != '-' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 63 && s[0] != '-' && s[len(s)-1] != '-'
}
