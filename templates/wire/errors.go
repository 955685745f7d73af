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
