package wire

import (
	"bytes"
	"cmp"
	"net/http"
	"strings"
	"unicode/utf8"
)

// This file turns what a service answered instead of an output into an error:
// which error it is, and the typed value of it. Formats differ in where they
// put the code (errorFormat); what follows from a code is the same for all:
//
//   - an error of the operation: the typed error, or a *DecodeError if the body
//     is not what the error's shape promises;
//   - another error of the service: an unknown error with the typed one behind it;
//   - anything else: an unknown error that keeps what came.

// An errorFormat is a format that errors have.
type errorFormat interface {
	// plain reads an error of the operation that has nothing but texts, as most have.
	// What it does not expect it leaves to open: nil.
	plain(op *OperationSchema, code string, body []byte) (*Schema, ModeledError)
	open(body []byte) errorBody
}

// An errorBody is the body of one error while it is read.
type errorBody interface {
	// byCode reports whether codes on the wire are those of
	// aws.protocols#awsQueryError rather than names of shapes.
	byCode() bool
	// code is head for the code alone, if it can be had for less; "" leaves it to head.
	code() string
	// head finds what identifies an error, as far as the body can be read.
	head() errorHead
	// decode reads the error's members, once, into v, which to refers to.
	decode(s *Schema, v ModeledError, to ref) error
	// free gives the memory back that was needed for it.
	free()
}

// An errorHead is what every error body says, whatever its shape; "" is absent.
type errorHead struct {
	code      string // as it stands
	message   string
	requestID string
	hostID    string
}

// An errorReply is an error as it arrived. Only body is set where no response
// was seen.
type errorReply struct {
	code        string // as it stands; "" to look for it in the body
	queryCode   string // of an awsQueryCompatible service, "" without
	message     string // of a header; "" to look for it in the body
	status      int
	requestID   string // "" to look for it in the body
	hostID      string // likewise
	contentType string
	header      http.Header // nil where errors have no members in headers
	format      bodyFormat  // of a member that is the whole body; nil where errors have none
	body        []byte
}

// errorCode cuts a code out of the spellings services use: "Name",
// "namespace#Name", "Name:http://…" and "namespace#Name:http://…".
// See https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
func errorCode(s string) string {
	if s == "" {
		return ""
	}
	if i := strings.IndexByte(s, ':'); i >= 0 {
		s = s[:i]
	}
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	return trimmed(s)
}

// trimmed is strings.TrimSpace for a text that seldom needs it.
func trimmed(s string) string {
	if s != "" && isVisible(s[0]) && isVisible(s[len(s)-1]) {
		return s
	}
	return strings.TrimSpace(s)
}

func isVisible(c byte) bool { return ' ' < c && c < utf8.RuneSelf }

// apiError returns the error of a reply, or a *DecodeError.
func apiError(op *OperationSchema, f errorFormat, r *errorReply) (APIError, error) {
	if s, v := f.plain(op, r.code, r.body); v != nil && r.complete(s, v, r.message) == nil {
		return v, nil
	}
	b := f.open(r.body)
	v, err := r.read(op, b)
	b.free()
	return v, err
}

func (r *errorReply) read(op *OperationSchema, b errorBody) (APIError, error) {
	spelled := r.code
	inBody := errorCode(spelled) == ""
	if inBody {
		spelled = b.code()
	}
	code, s := errorCode(spelled), errorFor(op.Errors, spelled, b.byCode())
	var head errorHead
	if s == nil && inBody {
		head = b.head()
		r.identify(head)
		if code == "" {
			code, s = errorCode(head.code), errorFor(op.Errors, head.code, b.byCode())
		}
	}
	if s == nil && code == "" && r.header != nil {
		s = r.errorByStatus(op)
	}
	if s != nil {
		return r.known(s, b)
	}
	return r.unknown(op, b, code, head), nil
}

// known returns the error of that schema, or a *DecodeError.
func (r *errorReply) known(s *Schema, b errorBody) (APIError, error) {
	v, err := r.typed(s, b)
	if err != nil {
		return nil, err
	}
	return v, nil
}

// errorFor returns the schema that a code means as a service spells it, nil for none. Often
// it is an error's whole id, which tells it from another namespace's of that name.
func errorFor(errors []*Schema, spelled string, byCode bool) *Schema {
	if s := errorWithID(errors, spelled); s != nil {
		return s
	}
	id, _, _ := strings.Cut(spelled, ":")
	if s := errorWithID(errors, id); s != nil {
		return s
	}
	return findError(errors, errorCode(spelled), byCode)
}

func errorWithID(errors []*Schema, id string) *Schema {
	for _, s := range errors {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// findError returns the schema that the code means, nil for none. An error is
// known by its shape's name and by its code; byCode says which comes first where
// the two contradict. The case counts only between errors that differ in nothing
// else: some services spell codes differently than their models do.
func findError(errors []*Schema, code string, byCode bool) *Schema {
	if code == "" {
		return nil
	}
	for _, s := range errors {
		if byCode && s.isCoded(code) || !byCode && s.isNamed(code) {
			return s
		}
	}
	var second *Schema
	for _, s := range errors {
		name, coded := strings.EqualFold(s.Name(), code), strings.EqualFold(s.code(), code)
		if byCode && coded || !byCode && name {
			return s
		}
		if second == nil && (name || coded) {
			second = s
		}
	}
	return second
}

// errorByStatus identifies an error without code and body, as HEAD requests get
// them: by the status line's text ("Not Found" is NotFound), else, of HEAD requests
// alone, by a status that only one error of the operation has: what answers others
// without a body need not be the service. The statuses that errors have by default
// say nothing.
func (r *errorReply) errorByStatus(op *OperationSchema) *Schema {
	if r.status == 0 || !blank(r.body) {
		return nil
	}
	text := strings.ReplaceAll(http.StatusText(r.status), " ", "")
	if s := findError(op.Errors, text, false); s != nil {
		return s
	}
	if op.Method != http.MethodHead || r.status == http.StatusBadRequest || r.status == http.StatusInternalServerError {
		return nil
	}
	var only *Schema
	for _, s := range op.Errors {
		if s.Error.Status == r.status {
			if only != nil {
				return nil
			}
			only = s
		}
	}
	return only
}

// blank reports whether a body says nothing.
func blank(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) == 0 || string(body) == "null"
}

// identify takes ids that no header has from the body.
func (r *errorReply) identify(head errorHead) {
	r.requestID, r.hostID = cmp.Or(r.requestID, head.requestID), cmp.Or(r.hostID, head.hostID)
}

// typed returns the error of that schema, or a *DecodeError.
func (r *errorReply) typed(s *Schema, b errorBody) (ModeledError, error) {
	v, to := s.newError()
	if blank(r.body) || r.format != nil && s.payload() >= 0 {
		setDefaults(v)
	} else if err := b.decode(s, v, to); err != nil {
		return nil, err
	}
	message := r.message
	if message == "" && s.errorText() < 0 {
		message = b.head().message
	}
	if err := r.complete(s, v, message); err != nil {
		return nil, err
	}
	return v, nil
}

// complete adds what stands outside of the body, and a message that the error has
// no member for, or none in its body.
func (r *errorReply) complete(s *Schema, v ModeledError, message string) error {
	if r.header != nil {
		in := incoming{out: v, header: r.header, status: r.status, body: r.body, format: r.format}
		for _, part := range s.Error.Response {
			if err := part(&in); err != nil {
				return withBody(err, r.body)
			}
		}
	}
	info := v.info()
	if i := s.errorText(); i < 0 {
		info.Message = message
	} else if message != "" && v.ErrorMessage() == "" {
		memberOf(v, i).setText(message)
	}
	info.Status, info.Code = r.status, r.queryCode
	if r.requestID != "" {
		info.RequestID = r.requestID
	}
	if r.hostID != "" {
		info.HostID = r.hostID
	}
	return nil
}

// newError returns a new error of the generated type, and refers to it.
func (s *Schema) newError() (ModeledError, ref) {
	t := s.goType()
	p := newPlace(t)
	return p.modeledError(t), ref{t, p}
}

// unknown returns the open case: an error that the operation does not declare.
func (r *errorReply) unknown(op *OperationSchema, b errorBody, code string, head errorHead) APIError {
	if head == (errorHead{}) {
		head = b.head()
	}
	r.identify(head)
	e := UnknownError{
		Code: cmp.Or(r.queryCode, code), Message: cmp.Or(r.message, head.message), Status: r.status,
		RequestID: r.requestID, HostID: r.hostID, ContentType: r.contentType, Body: bounded(r.body),
	}
	if s := findError(op.Service.Errors, code, b.byCode()); s != nil {
		if v, err := r.typed(s, b); err == nil {
			e.Err = v
		}
	}
	if op.Service.NewUnknown == nil {
		err := e // e itself need not outlive the call
		return &err
	}
	return op.Service.NewUnknown(e)
}
