package wire

import (
	"fmt"
	"strings"
)

// A Fault says whose fault an error is (smithy.api#error).
type Fault uint8

// The faults. An error that the model does not know may leave it open.
const (
	FaultUnknown Fault = iota
	FaultClient
	FaultServer
)

// String returns "unknown", "client" or "server".
func (f Fault) String() string { return [...]string{"unknown", "client", "server"}[f] }

// An APIError is an error that a service answered with: one its model declares,
// or an unknown one. Every generated error is an APIError, and so is every
// operation's error union.
type APIError interface {
	error
	ErrorCode() string      // as on the wire, without namespace
	ErrorMessage() string   // "" if there was none
	ErrorFault() Fault      // client or server
	ErrorStatus() int       // HTTP status code, 0 if no response was seen
	ErrorRequestID() string // "" if the response named none
	ErrorRetryable() bool   // the model says that trying again may help
	ErrorThrottling() bool  // and that it was sent because of too many requests
}

// ErrorInfo is what a response says of an error beside the members that its
// shape has. It is embedded in every generated error, whose own members hide what is
// called like them: ErrorMessage and its like tell in any case.
type ErrorInfo struct {
	Status    int    // HTTP status code, 0 if the error was not read from a response
	RequestID string // as the response's header or body named it
	HostID    string // which host of S3 answered (x-amz-id-2): its support asks for both ids
	Code      string // the code a user is to see where it is not the shape's (awsQueryCompatible)
	Message   string // what the response said in a message that the shape has no member for
}

// ErrorStatus returns the HTTP status code of the response, or 0.
func (i *ErrorInfo) ErrorStatus() int { return i.Status }

// ErrorRequestID returns the id that the service gave the request, or "".
func (i *ErrorInfo) ErrorRequestID() string { return i.RequestID }

// info gives the protocols access to the embedded ErrorInfo.
func (i *ErrorInfo) info() *ErrorInfo { return i }

// A ModeledError is a generated error: a structure with an ErrorInfo.
type ModeledError interface {
	Shape
	APIError
	info() *ErrorInfo
}

// CodeOf returns the code of a generated error: what its response said, else
// what the model says.
//
//go:noinline
func CodeOf(s *Schema, e ModeledError) string {
	if code := e.info().Code; code != "" {
		return code
	}
	return s.code()
}

// MessageOf returns the message of a generated error, "" if it has none.
//
//go:noinline
func MessageOf(s *Schema, e ModeledError) string {
	typeOf(e).learn(s)
	i := s.errorText()
	if i < 0 {
		return e.info().Message
	}
	message, _ := memberOf(e, i).text()
	return message
}

// errorText returns the index of the member that is the error's message, or -1.
func (s *Schema) errorText() int {
	for i := range s.Members {
		if s.Members[i].Flags&ErrorText != 0 {
			return i
		}
	}
	return -1
}

// hasSecretMessage reports whether the model calls the message sensitive.
func (s *Schema) hasSecretMessage() bool {
	i := s.errorText()
	return s.Flags&Sensitive != 0 || i >= 0 && s.Members[i].Flags&Sensitive != 0
}

// isCoded reports whether code is what code returns.
func (s *Schema) isCoded(code string) bool {
	if s.Error != nil && s.Error.Code != "" {
		return s.Error.Code == code
	}
	return s.isNamed(code)
}

func (s *Schema) code() string {
	if s.Error != nil && s.Error.Code != "" {
		return s.Error.Code
	}
	return s.Name()
}

// ErrorString formats a generated error: code and message, the message redacted
// if the model calls it sensitive.
//
//go:noinline
func ErrorString(s *Schema, e ModeledError) string {
	message := e.ErrorMessage()
	if message != "" && s.hasSecretMessage() {
		message = redacted
	}
	return errorString(e.ErrorCode(), message, e.info().RequestID)
}

// origin formats what a response says of an error beside its shape, " (HTTP status
// 404, request id r-1)"; "" of an error that was not read from one.
func (i *ErrorInfo) origin() string {
	var said []string
	if i.Status != 0 {
		said = append(said, fmt.Sprintf("HTTP status %d", i.Status))
	}
	if i.RequestID != "" {
		said = append(said, "request id "+i.RequestID)
	}
	if i.HostID != "" {
		said = append(said, "host id "+i.HostID)
	}
	if said == nil {
		return ""
	}
	return " (" + strings.Join(said, ", ") + ")"
}

func errorString(code, message, requestID string) string {
	var b strings.Builder
	b.WriteString(code)
	if message != "" {
		b.WriteString(": " + message)
	}
	if requestID != "" {
		b.WriteString(" (request id " + requestID + ")")
	}
	return b.String()
}

// MaxRawBody bounds how much of a body an UnknownError or a DecodeError keeps.
const MaxRawBody = 64 << 10

// An UnknownError is an error that an operation's model does not list: newer
// than the model, another service's, or an intermediary's. Nothing of it is
// lost.
type UnknownError struct {
	Code        string // as on the wire, without namespace; "" if the response named none
	Message     string // "" if there was none
	Status      int    // HTTP status code, 0 if the error was not read from a response
	RequestID   string // as the response's header or body named it
	HostID      string // which host of S3 answered (x-amz-id-2): its support asks for both ids
	ContentType string // of the response
	Body        []byte // as it came, at most MaxRawBody bytes
	Err         error  // the typed error, if another operation of the service declares this code
}

// Error formats the code and the message, or the status of a response without.
func (e *UnknownError) Error() string {
	code := e.Code
	if code == "" {
		code = "unknown error"
		if e.Status != 0 {
			code = fmt.Sprintf("unknown error with HTTP status %d", e.Status)
		}
	}
	return errorString(code, e.printable().Message, e.RequestID)
}

// printable returns the error without the message that the typed error behind
// it calls sensitive.
func (e UnknownError) printable() *UnknownError {
	if typed, ok := e.Err.(ModeledError); ok && e.Message != "" {
		typed.ErrorMessage() // makes its schema known
		if s := schemaOf(typed); s == nil || s.hasSecretMessage() {
			e.Message = redacted
		}
	}
	return &e
}

// ErrorCode returns the code as on the wire, "" if the response named none.
func (e *UnknownError) ErrorCode() string { return e.Code }

// ErrorMessage returns the message, "" if there was none.
func (e *UnknownError) ErrorMessage() string { return e.Message }

// ErrorStatus returns the HTTP status code of the response, or 0.
func (e *UnknownError) ErrorStatus() int { return e.Status }

// ErrorRequestID returns the id that the service gave the request, or "".
func (e *UnknownError) ErrorRequestID() string { return e.RequestID }

// ErrorFault tells the fault by the status: 4xx the client's, 5xx the server's.
func (e *UnknownError) ErrorFault() Fault {
	switch e.Status / 100 {
	case 4:
		return FaultClient
	case 5:
		return FaultServer
	}
	return FaultUnknown
}

// ErrorRetryable reports whether the typed error behind this one is retryable.
func (e *UnknownError) ErrorRetryable() bool {
	typed, ok := e.Err.(APIError)
	return ok && typed.ErrorRetryable()
}

// ErrorThrottling reports whether the typed error behind this one is throttling.
func (e *UnknownError) ErrorThrottling() bool {
	typed, ok := e.Err.(APIError)
	return ok && typed.ErrorThrottling()
}

// Format prints Error for every verb, for %+v and %#v with the status and the ids
// of the response behind it. The body may hold anything.
func (e UnknownError) Format(f fmt.State, verb rune) {
	text := e.Error()
	if f.Flag('+') || f.Flag('#') {
		info := ErrorInfo{Status: e.Status, RequestID: e.RequestID, HostID: e.HostID}
		e.Status, e.RequestID = 0, ""
		text = e.Error() + info.origin()
	}
	printText(f, verb, text)
}

// MarshalJSON returns the error's JSON form, see ErrorJSON; under slog without
// what is sensitive.
func (e UnknownError) MarshalJSON() ([]byte, error) {
	if underSlog() {
		return ErrorJSON(e.printable())
	}
	return ErrorJSON(&e)
}

// Unwrap returns the typed error behind this one, if there is one.
func (e *UnknownError) Unwrap() error { return e.Err }

// ErrorJSON returns an error as {"error": code, "details": …}: the members of a
// generated error, the message of any other. Sensitive members are included.
func ErrorJSON(err APIError) ([]byte, error) {
	out := appendJSONString([]byte(`{"error":`), err.ErrorCode())
	if v, ok := err.(Shape); ok {
		out, failed := AppendJSON(append(out, `,"details":`...), v)
		return append(out, '}'), failed
	}
	if message := err.ErrorMessage(); message != "" {
		out = appendJSONString(append(out, `,"details":`...), message)
	}
	return append(out, '}'), nil
}

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

// bounded returns a copy of at most MaxRawBody bytes of a body, nil of an empty one.
func bounded(body []byte) []byte {
	if len(body) == 0 {
		return nil
	}
	kept := make([]byte, min(len(body), MaxRawBody))
	copy(kept, body)
	return kept
}
