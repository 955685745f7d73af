package wire

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What has no body and no code is told by its status if a HEAD request asked, and
// otherwise only if the status has the error's name: the answer may be a proxy's.
func TestErrorByStatus(t *testing.T) {
	errorSchema := func(id string, status int) *Schema { return &Schema{ID: id, Error: &ErrorTraits{Status: status}} }
	notFound, busy := errorSchema("test#NotFound", 0), errorSchema("test#Busy", 503)
	all := []*Schema{errorSchema("test#Missing", 404), notFound, busy, errorSchema("test#Gone1", 409), errorSchema("test#Gone2", 409),
		errorSchema("test#Bad", 400), errorSchema("test#Failed", 500)}
	for _, test := range []struct {
		method string
		status int
		body   string
		want   *Schema
	}{
		{"HEAD", 404, "", notFound}, {"HEAD", 503, "", busy}, {"HEAD", 503, " ", busy}, {"HEAD", 503, "<html>", nil},
		{"HEAD", 409, "", nil}, {"HEAD", 400, "", nil}, {"HEAD", 500, "", nil}, {"HEAD", 0, "", nil}, {"HEAD", 599, "", nil},
		{"GET", 404, "", notFound}, {"GET", 503, "", nil}, {"POST", 503, "", nil},
	} {
		reply := errorReply{status: test.status, body: []byte(test.body)}
		if got := reply.errorByStatus(&OperationSchema{Method: test.method, Errors: all}); got != test.want {
			t.Errorf("%s, %d %q: got %v", test.method, test.status, test.body, got)
		}
	}
}

func TestResponseErrorTyped(t *testing.T) {
	tests := []struct {
		name    string
		status  int
		body    string
		headers []string
		want    APIError
	}{
		{"by header", 404, `{"message":"gone","RetryAfter":1}`, []string{"X-Amzn-Errortype", "test#MissingException:http://x", "Retry-After", "30"},
			&missing{Message: new("gone"), RetryAfter: new(int32(30)), ErrorInfo: ErrorInfo{Status: 404}}},
		{"header before body", 404, `{"__type":"BusyException"}`, []string{"X-Amzn-Errortype", "MissingException"},
			&missing{ErrorInfo: ErrorInfo{Status: 404}}},
		{"by body, another status than the model's", 418, `{"code":"BusyException","Count":2}`, nil,
			&busy{Count: new(int32(2)), ErrorInfo: ErrorInfo{Status: 418}}},
		{"message in a header", 404, "", []string{"X-Amzn-Errortype", "MissingException", "X-Amzn-Errormessage", "gone"},
			&missing{Message: new("gone"), ErrorInfo: ErrorInfo{Status: 404}}},
		{"message in header and body", 404, `{"Message":"body"}`, []string{"X-Amzn-Errortype", "MissingException", "X-Amzn-Errormessage", "header"},
			&missing{Message: new("body"), ErrorInfo: ErrorInfo{Status: 404}}},
		{"request id", 404, "", []string{"X-Amzn-Errortype", "MissingException", "x-amzn-RequestId", "r-1"},
			&missing{ErrorInfo: ErrorInfo{Status: 404, RequestID: "r-1"}}},
		{"another service's request id", 404, "", []string{"X-Amzn-Errortype", "MissingException", "x-amz-request-id", "r-2", "x-amz-id-2", "i-2"},
			&missing{ErrorInfo: ErrorInfo{Status: 404, RequestID: "r-2", HostID: "i-2"}}},
		{"code in a header, request id in the body", 404, `{"requestId":"r-4"}`, []string{"X-Amzn-Errortype", "MissingException"},
			&missing{ErrorInfo: ErrorInfo{Status: 404, RequestID: "r-4"}}},
		{"request id in the body", 404, `{"__type":"MissingException","RequestId":"r-3"}`, nil,
			&missing{ErrorInfo: ErrorInfo{Status: 404, RequestID: "r-3"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp, body := reply(tt.status, tt.body, tt.headers...)
			err := RestJSON1.ParseResponse(resp, &findOperation, new(bindings))
			if diff := cmp.Diff(error(tt.want), err, equal); diff != "" {
				t.Error(diff)
			}
			if !body.closed {
				t.Error("the body was not closed")
			}
		})
	}
}

// S3 says both ids in the body, or in headers where there is none.
func TestErrorIDs(t *testing.T) {
	const body = "<Error><Code>NewCode</Code><RequestId>r-1</RequestId><HostId>h-1</HostId></Error>"
	for _, tt := range []struct {
		body              string
		headers           []string
		requestID, hostID string
	}{
		{body, nil, "r-1", "h-1"},
		{"<ErrorResponse>" + body + "</ErrorResponse>", nil, "r-1", "h-1"},
		{"<ErrorResponse><Error><Code>NewCode</Code></Error><RequestId>r-2</RequestId><HostId>h-2</HostId></ErrorResponse>", nil, "r-2", "h-2"},
		{body, []string{"x-amz-request-id", "r-3", "x-amz-id-2", "h-3"}, "r-3", "h-3"},
		{"", []string{"x-amz-id-2", "h-4"}, "", "h-4"},
	} {
		resp, _ := reply(403, tt.body, tt.headers...)
		err := RestXML.ParseResponse(resp, &findOperation, nil)
		if e, ok := err.(*otherError); !ok || e.RequestID != tt.requestID || e.HostID != tt.hostID {
			t.Errorf("%s with %q: %+v", tt.body, tt.headers, err)
		}
	}
	for _, code := range []string{"NewCode", "MissingException"} {
		if apiErr, err := ErrorFromXML(&findOperation, code, []byte(body)); err != nil || apiErr.ErrorRequestID() != "r-1" {
			t.Errorf("with the code %s: %+v, %v", code, apiErr, err)
		}
	}
}

// What a response says of an error beside its members is printed with them.
func TestErrorFormat(t *testing.T) {
	e := secretError{Message: new("gone"), ErrorInfo: ErrorInfo{Status: 404, RequestID: "r-1", HostID: "h-1"}}
	unknown := &UnknownError{Code: "Odd", Message: "m", Status: 502, RequestID: "r-2"}
	for in, want := range map[any][2]string{
		&e:                                 {"SecretError: [REDACTED] (request id r-1)", "SecretError{Message: [REDACTED]} (HTTP status 404, request id r-1, host id h-1)"},
		&secretError{Message: new("gone")}: {"SecretError: [REDACTED]", "SecretError{Message: [REDACTED]}"},
		unknown:                            {"Odd: m (request id r-2)", "Odd: m (HTTP status 502, request id r-2)"},
		&UnknownError{Status: 502}:         {"unknown error with HTTP status 502", "unknown error (HTTP status 502)"},
		&UnknownError{}:                    {"unknown error", "unknown error"},
	} {
		if got := fmt.Sprintf("%v|%+v|%#v", in, in, in); got != want[0]+"|"+want[1]+"|"+want[1] {
			t.Errorf("got  %s\nwant %s and %s", got, want[0], want[1])
		}
	}
}

// A secretError prints itself as generated errors do.
type secretError quiet

func (v *secretError) ToValue() Value               { return ToValue(&secretErrorSchema, v) }
func (v *secretError) Error() string                { return ErrorString(&secretErrorSchema, v) }
func (v *secretError) ErrorCode() string            { return CodeOf(&secretErrorSchema, v) }
func (v *secretError) ErrorMessage() string         { return MessageOf(&secretErrorSchema, v) }
func (*secretError) ErrorFault() Fault              { return FaultClient }
func (*secretError) ErrorRetryable() bool           { return false }
func (*secretError) ErrorThrottling() bool          { return false }
func (v secretError) Format(f fmt.State, verb rune) { Format(f, verb, &secretErrorSchema, &v) }

var secretErrorSchema = Schema{ID: "test#SecretError", Kind: Structure, Error: &ErrorTraits{Fault: FaultClient}, Type: (*secretError)(nil),
	Members: []Member{{Name: "Message", Target: &tokenSchema, Flags: ErrorText | Sensitive}}}

func TestResponseErrorUnknown(t *testing.T) {
	tests := []struct {
		name    string
		status  int
		body    string
		headers []string
		want    UnknownError
	}{
		{"new", 400, `{"__type":"NewException","Message":"m"}`, []string{"Content-Type", "application/json", "X-Amzn-Requestid", "r"},
			UnknownError{Code: "NewException", Message: "m", Status: 400, RequestID: "r", ContentType: "application/json"}},
		{"a proxy's page", 502, "<html>Bad Gateway</html>", []string{"Content-Type", "text/html"},
			UnknownError{Status: 502, ContentType: "text/html"}},
		{"a proxy's page with an error's status", 503, "<html></html>", nil, UnknownError{Status: 503}},
		{"a status that says nothing", 500, "", nil, UnknownError{Status: 500}},
		{"redirect", 301, "", []string{"X-Amzn-Errormessage", "moved"}, UnknownError{Status: 301, Message: "moved"}},
		{"not modified", 304, "", nil, UnknownError{Status: 304}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			resp, _ := reply(tt.status, tt.body, tt.headers...)
			err := RestJSON1.ParseResponse(resp, &findOperation, nil)
			e, ok := err.(*otherError)
			if !ok {
				t.Fatalf("got %T %v", err, err)
			}
			if string(e.Body) != tt.body {
				t.Errorf("body %q", e.Body)
			}
			e.Body = nil
			if diff := cmp.Diff(tt.want, e.UnknownError); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestResponseErrorMalformed(t *testing.T) {
	tests := []struct {
		name, body string
		headers    []string
		want       string
	}{
		{"body", "<html>", []string{"X-Amzn-Errortype", "MissingException"},
			"Find answered with HTTP status 404: decoding MissingException: at byte 0: expected an object, found '<'"},
		{"header", `{}`, []string{"X-Amzn-Errortype", "MissingException", "Retry-After", "soon"},
			`Find answered with HTTP status 404: decoding MissingException.RetryAfter: at byte 0: header Retry-After: expected an integer of 32 bits, found "soon"`},
	}
	for _, tt := range tests {
		resp, _ := reply(404, tt.body, tt.headers...)
		err := RestJSON1.ParseResponse(resp, &findOperation, new(bindings))
		e, ok := errors.AsType[*DecodeError](err)
		if _, isAPI := errors.AsType[APIError](err); !ok || isAPI || err.Error() != tt.want || string(e.Body) != tt.body {
			t.Errorf("%s:\n got %v\nwant %s", tt.name, err, tt.want)
		}
	}
}

func TestResponseErrorTooLong(t *testing.T) {
	body := `{"__type":"NewException","pad":"` + strings.Repeat("x", maxErrorBody) + `"}`
	resp, _ := reply(400, body)
	err := RestJSON1.ParseResponse(resp, &findOperation, nil)
	if e, ok := err.(*otherError); !ok || e.Code != "NewException" || len(e.Body) != MaxRawBody {
		t.Errorf("got %v", err)
	}
}

// A refusal is an error whose member is the whole body.
type refusal struct {
	Reason *struct{ Pin *string }
	Hint   *string
	ErrorInfo
}

func (v *refusal) ToValue() Value        { return ToValue(&refusalSchema, v) }
func (v *refusal) Error() string         { return ErrorString(&refusalSchema, v) }
func (v *refusal) ErrorCode() string     { return CodeOf(&refusalSchema, v) }
func (v *refusal) ErrorMessage() string  { return MessageOf(&refusalSchema, v) }
func (v *refusal) ErrorFault() Fault     { return FaultClient }
func (v *refusal) ErrorThrottling() bool { return false }
func (v *refusal) ErrorRetryable() bool  { return false }

var refusalSchema = Schema{
	ID: "test#Refusal", Kind: Structure, Type: (*refusal)(nil),
	Error: &ErrorTraits{Fault: FaultClient, Status: 409, Response: []ResponsePart{ReadPayload, ReadHeaders}},
	Members: []Member{
		{Name: "Reason", Target: &Schema{ID: "test#Vault", Kind: Structure, Members: vaultSchema.Members}, Location: InPayload},
		{Name: "Hint", Target: &StringSchema, Location: InHeader, Key: "X-Hint"},
	},
}

// What stands in an error's body is its member, or the error cannot be read.
func TestErrorPayload(t *testing.T) {
	op := OperationSchema{Name: "Open", Service: &ServiceSchema{}, Errors: []*Schema{&refusalSchema}}
	for body, want := range map[string]string{
		`{"Pin":"1"}`: `Refusal{Reason: Vault{Pin: "1"}, Hint: "later"}`, `{}`: `Refusal{Reason: Vault{}, Hint: "later"}`,
		`{"Reason":{"Pin":"1"}}`: `Refusal{Reason: Vault{}, Hint: "later"}`,
		``:                       `Refusal{Hint: "later"}`, `null`: `Refusal{Hint: "later"}`,
		`{"Pin":1}`: `Open answered with HTTP status 409: decoding Refusal.Reason.Pin: at byte 7: expected a string, found a number`,
		`busy`:      `Open answered with HTTP status 409: decoding Refusal.Reason: at byte 0: expected an object, found 'b'`,
	} {
		resp, _ := reply(409, body, "X-Amzn-Errortype", "Refusal", "X-Hint", "later")
		err := RestJSON1.ParseResponse(resp, &op, nil)
		got := fmt.Sprint(err)
		if e, ok := errors.AsType[*refusal](err); ok && e.ErrorStatus() == 409 {
			got = e.ToValue().String()
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", body, got, want)
		}
	}
}
