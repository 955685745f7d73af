package wire

import "fmt"

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
