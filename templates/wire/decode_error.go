package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A DecodeError says that a body is not what the model promises: where in the
// shape, where in the body, and why. It is never an APIError.
type DecodeError struct {
	Shape  string // name of the outermost shape
	Path   string // from there to what was malformed, "Users[3].Id"; "" at the top
	Offset int64  // bytes into the body
	Err    error  // what is wrong there
	Body   []byte // the body, at most MaxRawBody bytes
}

// Error formats position and cause.
func (e *DecodeError) Error() string {
	path := e.Path
	if n := len(path); n > 200 {
		path = path[:100] + "…" + path[n-100:]
	}
	if path != "" && path[0] != '[' {
		path = "." + path
	}
	return fmt.Sprintf("decoding %s%s: at byte %d: %v", e.Shape, path, e.Offset, e.Err)
}

// Format prints Error for every verb: the body may hold secrets.
func (e DecodeError) Format(f fmt.State, verb rune) { printText(f, verb, e.Error()) }

// MarshalJSON returns Error as a string, without the body for the same reason:
// slog's JSON handler asks for it where an error stands inside something else.
func (e DecodeError) MarshalJSON() ([]byte, error) { return appendJSONString(nil, e.Error()), nil }

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.Err }

// MaxRawBody bounds how much of a body an UnknownError or a DecodeError keeps.
const MaxRawBody = 64 << 10

// bounded returns a copy of at most MaxRawBody bytes of a body, nil of an empty one.
func bounded(body []byte) []byte {
	if len(body) == 0 {
		return nil
	}
	kept := make([]byte, min(len(body), MaxRawBody))
	copy(kept, body)
	return kept
}

// withBody adds the body that was malformed to a DecodeError.
func withBody(err error, body []byte) error {
	if e, ok := errors.AsType[*DecodeError](err); ok {
		e.Body = bounded(body)
	}
	return err
}

func (w *decoding) error(s *Schema) *DecodeError {
	var path strings.Builder
	for i := len(w.path) - 1; i >= 0; i-- {
		if path.Len() > 0 && !strings.HasPrefix(w.path[i], "[") {
			path.WriteByte('.')
		}
		path.WriteString(w.path[i])
	}
	err := w.d.Err()
	if w.secret {
		err = errSecret
	}
	return &DecodeError{Shape: s.Name(), Path: path.String(), Offset: w.d.Offset(), Err: err}
}

// errSecret stands for an error that may quote a sensitive value.
var errSecret = errors.New("malformed value of a sensitive member: " + redacted)

// under adds a level to the path of a failure.
func (w *decoding) under(name string) bool {
	w.path = append(w.path, name)
	return false
}

func (w *decoding) underMember(s *Schema, m *Member) bool {
	w.secret = w.secret || (s.Flags|m.Flags)&Sensitive != 0
	return w.under(m.Name)
}

// underElem adds an element of a list.
func (w *decoding) underElem(s *Schema, i int) bool {
	w.secret = w.secret || (s.Flags|s.Members[0].Flags)&Sensitive != 0
	return w.under("[" + strconv.Itoa(i) + "]")
}

func (w *decoding) underKey(s *Schema, key string) bool {
	if s.hasSecretKeys() {
		key, w.secret = redacted, true
	}
	w.secret = w.secret || s.Members[1].Flags&Sensitive != 0
	return w.under(fmt.Sprintf("[%q]", key))
}
