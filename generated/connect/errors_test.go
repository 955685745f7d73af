package connect_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

type (
	union   = connect.GetFederationTokenError
	unknown = connect.UnknownOperationError
)

// as is errors.As for one type, seen as an APIError.
func as[E union](err error) (wire.APIError, bool) { return errors.AsType[E](err) }

// modeled are the errors that the operation declares. as finds the concrete type.
var modeled = []struct {
	code   string
	status int
	fault  wire.Fault
	with   func(message *string, info wire.ErrorInfo) union
	as     func(error) (wire.APIError, bool)
}{
	{"DuplicateResourceException", 409, wire.FaultClient, func(m *string, i wire.ErrorInfo) union {
		return &connect.DuplicateResourceException{Message: m, ErrorInfo: i}
	}, as[*connect.DuplicateResourceException]},
	{"InternalServiceException", 500, wire.FaultServer, func(m *string, i wire.ErrorInfo) union {
		return &connect.InternalServiceException{Message: m, ErrorInfo: i}
	}, as[*connect.InternalServiceException]},
	{"InvalidParameterException", 400, wire.FaultClient, func(m *string, i wire.ErrorInfo) union {
		return &connect.InvalidParameterException{Message: m, ErrorInfo: i}
	}, as[*connect.InvalidParameterException]},
	{"InvalidRequestException", 400, wire.FaultClient, func(m *string, i wire.ErrorInfo) union {
		return &connect.InvalidRequestException{Message: m, ErrorInfo: i}
	}, as[*connect.InvalidRequestException]},
	{"ResourceNotFoundException", 404, wire.FaultClient, func(m *string, i wire.ErrorInfo) union {
		return &connect.ResourceNotFoundException{Message: m, ErrorInfo: i}
	}, as[*connect.ResourceNotFoundException]},
	{"UserNotFoundException", 404, wire.FaultClient, func(m *string, i wire.ErrorInfo) union {
		return &connect.UserNotFoundException{Message: m, ErrorInfo: i}
	}, as[*connect.UserNotFoundException]},
}

// spellings are the ways in which services write a code.
func spellings(code string) []string {
	const uri = "http://internal.amazon.com/coral/com.amazonaws.connect/"
	return []string{
		code, "com.amazonaws.connect#" + code, "someone.else#" + code, code + ":" + uri,
		"com.amazonaws.connect#" + code + ":" + uri, " " + code + " ",
	}
}

func TestErrorFromJSON(t *testing.T) {
	for _, m := range modeled {
		t.Run(m.code, func(t *testing.T) {
			want := m.with(new("no"), wire.ErrorInfo{})
			for _, code := range spellings(m.code) {
				for _, in := range [][2]string{
					{code, `{"Message":"no"}`},
					{code, `{"message":"no","__type":"OtherException","code":"Another"}`},
					{"", `{"__type":"` + code + `","Message":"no"}`},
					{"", `{"code":"` + code + `","message":"no"}`},
					{"", `{"Message":"no","details":{"code":"Inner"},"code":"` + code + `"}`},
					{"", `{"code":"OtherException","Message":"no","__type":"` + code + `"}`},
				} {
					got, err := connect.GetFederationTokenErrorFromJSON(in[0], []byte(in[1]))
					checkUnion(t, in, want, got, err)
				}
			}
		})
	}
}

func TestErrorFromXML(t *testing.T) {
	for _, m := range modeled {
		t.Run(m.code, func(t *testing.T) {
			want := m.with(new("no"), wire.ErrorInfo{})
			for _, code := range spellings(m.code) {
				for _, in := range [][2]string{
					{code, `<ErrorResponse><Error><Code>Other</Code><Message>no</Message></Error></ErrorResponse>`},
					{code, `<Anything><message>no</message></Anything>`},
					{"", `<ErrorResponse><Error><Type>Sender</Type><Code>` + code + `</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`},
					{"", `<Response><Errors><Error><Code>` + code + `</Code><Message>no</Message></Error></Errors></Response>`},
					{"", `<Error xmlns="urn:x"><Message>no</Message><Code>` + code + `</Code></Error>`},
				} {
					got, err := connect.GetFederationTokenErrorFromXML(in[0], []byte(in[1]))
					if in[0] == "" && strings.Contains(in[1], "<RequestId>") {
						checkUnion(t, in, m.with(new("no"), wire.ErrorInfo{RequestID: "r"}), got, err)
						continue
					}
					checkUnion(t, in, want, got, err)
				}
			}
		})
	}
}

func TestErrorFromHTTP(t *testing.T) {
	for _, m := range modeled {
		t.Run(m.code, func(t *testing.T) {
			want := m.with(new("no"), wire.ErrorInfo{Status: m.status, RequestID: "r-1"})
			for _, code := range spellings(m.code) {
				for _, in := range [][2]string{
					{code, `{"Message":"no"}`},
					{code, `{"message":"no","__type":"OtherException"}`},
					{"", `{"__type":"` + code + `","Message":"no"}`},
					{"", `{"code":"` + code + `","message":"no"}`},
				} {
					resp := answer(m.status, in[1], "X-Amzn-Requestid", "r-1")
					if in[0] != "" {
						resp.Header.Set("X-Amzn-Errortype", in[0])
					}
					out, err := connect.ParseGetFederationTokenHTTPResponse(resp)
					if out != nil {
						t.Errorf("%q: got %v beside the error", in, out)
					}
					got, _ := errors.AsType[union](err)
					checkUnion(t, in, want, got, nil)
				}
			}
		})
	}
}

func checkUnion(t *testing.T, in any, want, got union, failed error) {
	t.Helper()
	if failed != nil {
		t.Fatalf("%q: %v", in, failed)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q: want -, got +:\n%s", in, diff)
	}
}

// Each error is found by its type, by the union and as any service's error,
// however deep it is wrapped, and says of itself what the model says.
func TestErrorsAs(t *testing.T) {
	for i, m := range modeled {
		err := m.with(new("no"), wire.ErrorInfo{Status: m.status, RequestID: "r-1"})
		wrapped := errors.Join(errors.New("first"), fmt.Errorf("signing in: %w", err))
		for j, other := range modeled {
			if found, ok := other.as(wrapped); ok != (i == j) || ok && found != wire.APIError(err) {
				t.Errorf("%s as %s: %v", m.code, other.code, ok)
			}
		}
		if found, ok := errors.AsType[union](wrapped); !ok || found != err {
			t.Errorf("%s is not in the union", m.code)
		}
		var api wire.APIError
		if !errors.As(wrapped, &api) || api != wire.APIError(err) {
			t.Errorf("%s is no APIError", m.code)
		}
		if _, ok := errors.AsType[*unknown](wrapped); ok {
			t.Errorf("%s passes for an unknown error", m.code)
		}
		if api.ErrorCode() != m.code || api.ErrorMessage() != "no" || api.ErrorFault() != m.fault ||
			api.ErrorStatus() != m.status || api.ErrorRequestID() != "r-1" || api.ErrorRetryable() || api.ErrorThrottling() {
			t.Errorf("%s: %s, %s, %v, %d, %s, %v, %v", m.code, api.ErrorCode(), api.ErrorMessage(), api.ErrorFault(),
				api.ErrorStatus(), api.ErrorRequestID(), api.ErrorRetryable(), api.ErrorThrottling())
		}
		checkText(t, err, m.code+": no (request id r-1)")
		checkText(t, m.with(nil, wire.ErrorInfo{}), m.code)
	}
}

func TestErrorWithoutBody(t *testing.T) {
	for _, m := range modeled {
		bare := m.with(nil, wire.ErrorInfo{})
		for _, body := range []string{"", " \n", "null", "{}", `{"Message":null}`} {
			got, err := connect.GetFederationTokenErrorFromJSON(m.code, []byte(body))
			checkUnion(t, body, bare, got, err)
			_, err = connect.ParseGetFederationTokenHTTPResponse(answer(m.status, body, "X-Amzn-Errortype", m.code))
			got, _ = errors.AsType[union](err)
			checkUnion(t, body, m.with(nil, wire.ErrorInfo{Status: m.status}), got, nil)
		}
		for _, body := range []string{"", " ", "<Error/>"} {
			got, err := connect.GetFederationTokenErrorFromXML(m.code, []byte(body))
			checkUnion(t, body, bare, got, err)
		}
	}
}

// A response of a status alone need not be the service's, even if only one error has
// that status: it is unknown.
func TestErrorByStatus(t *testing.T) {
	tests := []struct {
		status int
		want   string
	}{
		{409, "*connect.UnknownOperationError unknown error with HTTP status 409"},
		{404, "*connect.UnknownOperationError unknown error with HTTP status 404"},
		{400, "*connect.UnknownOperationError unknown error with HTTP status 400"},
		{500, "*connect.UnknownOperationError unknown error with HTTP status 500"},
		{502, "*connect.UnknownOperationError unknown error with HTTP status 502"},
		{302, "*connect.UnknownOperationError unknown error with HTTP status 302"},
	}
	for _, tt := range tests {
		_, err := connect.ParseGetFederationTokenHTTPResponse(answer(tt.status, ""))
		if got := fmt.Sprintf("%T %[1]v", err); got != tt.want {
			t.Errorf("%d: got %s, want %s", tt.status, got, tt.want)
		}
		if api, ok := errors.AsType[union](err); !ok || api.ErrorStatus() != tt.status {
			t.Errorf("%d: got %#v", tt.status, err)
		}
	}
}

func TestUnknownError(t *testing.T) {
	long := `{"__type":"com.amazonaws.connect#LaterException:http://x","message":"no","pad":"` + strings.Repeat("x", 2*wire.MaxRawBody) + `"}`
	xml := `<ErrorResponse><Error><Code>x#LaterException</Code><Message>no</Message></Error><RequestId>r-2</RequestId></ErrorResponse>`
	type decode = func(code string, body []byte) (union, error)
	fromJSON, fromXML := connect.GetFederationTokenErrorFromJSON, connect.GetFederationTokenErrorFromXML
	tests := []struct {
		name       string
		decode     decode
		code, body string
		want       wire.UnknownError
	}{
		{"code given", fromJSON, "x#LaterException:http://y", `{"Message":"no","More":[1]}`, wire.UnknownError{Code: "LaterException", Message: "no"}},
		{"__type", fromJSON, "", `{"__type":"x#LaterException","message":"no"}`, wire.UnknownError{Code: "LaterException", Message: "no"}},
		{"code", fromJSON, "", `{"code":"LaterException","errorMessage":"no"}`, wire.UnknownError{Code: "LaterException", Message: "no"}},
		{"long", fromJSON, "", long, wire.UnknownError{Code: "LaterException", Message: "no"}},
		{"no code", fromJSON, "", `{"Message":"no"}`, wire.UnknownError{Message: "no"}},
		{"code of another type", fromJSON, "", `{"code":7,"message":{"a":"b"}}`, wire.UnknownError{}},
		{"truncated", fromJSON, "", `{"code":"LaterException","message":"no","Mo`, wire.UnknownError{Code: "LaterException", Message: "no"}},
		{"HTML", fromJSON, "", `<html><body>busy</body></html>`, wire.UnknownError{}},
		{"empty", fromJSON, "", ``, wire.UnknownError{}},
		{"null", fromJSON, "", `null`, wire.UnknownError{}},
		{"XML", fromXML, "", xml, wire.UnknownError{Code: "LaterException", Message: "no", RequestID: "r-2"}},
		{"XML, code given", fromXML, "LaterException", `<E><Message>no</Message></E>`, wire.UnknownError{Code: "LaterException", Message: "no"}},
		{"XML truncated", fromXML, "", `<Error><Code>LaterException</Code><Mess`, wire.UnknownError{Code: "LaterException"}},
		{"XML, HTML", fromXML, "", `<html><body>busy<br></body></html>`, wire.UnknownError{}},
		{"XML empty", fromXML, "", ``, wire.UnknownError{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.decode(tt.code, []byte(tt.body))
			e, ok := got.(*unknown)
			if err != nil || !ok {
				t.Fatalf("got %T, %v", got, err)
			}
			if want := tt.body[:min(len(tt.body), wire.MaxRawBody)]; string(e.Body) != want {
				t.Errorf("got a body of %d bytes, want %d", len(e.Body), len(want))
			}
			e.Body = nil
			if diff := cmp.Diff(tt.want, e.UnknownError); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

func TestUnknownErrorFromHTTP(t *testing.T) {
	body := `{"message":"slow down"}`
	_, err := connect.ParseGetFederationTokenHTTPResponse(answer(429, body, "X-Amzn-Errortype", "com.amazonaws.connect#ThrottlingException:", "X-Amzn-Requestid", "r-1"))
	err = fmt.Errorf("signing in: %w", err)
	e, ok := errors.AsType[*unknown](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	want := wire.UnknownError{Code: "ThrottlingException", Message: "slow down", Status: 429, RequestID: "r-1", ContentType: "application/json", Body: []byte(body)}
	if diff := cmp.Diff(want, e.UnknownError); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if found, ok := errors.AsType[union](err); !ok || found != union(e) || e.ErrorFault() != wire.FaultClient {
		t.Errorf("got %v, fault %v", found, e.ErrorFault())
	}
	checkText(t, err, "signing in: ThrottlingException: slow down (request id r-1)")
	html := strings.Repeat("<html>busy</html>", wire.MaxRawBody)
	_, err = connect.ParseGetFederationTokenHTTPResponse(answer(503, html, "Content-Type", "text/html", "X-Amz-Request-Id", "edge", "X-Amz-Id-2", "host"))
	e, ok = errors.AsType[*unknown](err)
	if !ok || e.Status != 503 || e.ContentType != "text/html" || e.RequestID != "edge" || e.HostID != "host" || e.ErrorFault() != wire.FaultServer ||
		!bytes.Equal(e.Body, []byte(html[:wire.MaxRawBody])) {
		t.Errorf("got %v", err)
	}
	checkText(t, err, "unknown error with HTTP status 503 (request id edge)")
}

// What claims to be one of the operation's errors and is not like it, is not
// guessed at.
func TestErrorMalformed(t *testing.T) {
	const code = "InvalidRequestException"
	tests := []struct {
		name, body, path string
		offset           int64
		text             string
	}{
		{"HTML", `<html>`, "", 0, ": at byte 0: expected an object, found '<'"},
		{"truncated", `{"Message":"n`, "Message", 13, ".Message: at byte 13: unterminated string"},
		{"a list", `["no"]`, "", 0, ": at byte 0: expected an object, found an array"},
		{"text", `"no"`, "", 0, ": at byte 0: expected an object, found a string"},
		{"wrong type", `{"Message":{"a":1}}`, "Message", 11, ".Message: at byte 11: expected a string, found an object"},
		{"no union", `{"Reason":"INVALID_FILE_SIZE"}`, "Reason", 10, ".Reason: at byte 10: expected an object, found a string"},
		{"no enum", `{"Reason":{"AttachedFileInvalidRequestExceptionReason":7}}`, "Reason.AttachedFileInvalidRequestExceptionReason", 55,
			".Reason.AttachedFileInvalidRequestExceptionReason: at byte 55: expected a string, found a number"},
		{"member twice", `{"Reason":{"AttachedFileInvalidRequestExceptionReason":"A","AttachedFileInvalidRequestExceptionReason":"B"}}`,
			"Reason.AttachedFileInvalidRequestExceptionReason", 103,
			".Reason.AttachedFileInvalidRequestExceptionReason: at byte 103: a union with more than one member set"},
		{"trailing bytes", `{}{}`, "", 2, ": at byte 2: unexpected data after the value, starting with an object"},
		{"too deep", `{"Reason":{"Later":` + strings.Repeat("[", 100_000), "Reason.Later", 531, ".Reason.Later: at byte 531: nested deeper than 512 levels"},
		{"long", `{"Message":1,"pad":"` + strings.Repeat("x", 2*wire.MaxRawBody) + `"}`, "Message", 11, ".Message: at byte 11: expected a string, found a number"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := "decoding " + code + tt.text
			got, err := connect.GetFederationTokenErrorFromJSON(code, []byte(tt.body))
			if got != nil {
				t.Errorf("got %v beside the failure", got)
			}
			checkDecodeError(t, err, code, tt.path, tt.offset, text, tt.body)
			_, err = connect.ParseGetFederationTokenHTTPResponse(answer(400, tt.body, "X-Amzn-Errortype", code))
			checkDecodeError(t, err, code, tt.path, tt.offset, text, tt.body)
			checkText(t, err, "GetFederationToken answered with HTTP status 400: "+text)
		})
	}
	for body, text := range map[string]string{
		`<html><body/></html>`: ": at byte 0: expected an error, found an HTML page",
		`<Error><Message>n`:    ": at byte 17: the body ends inside element <Message>",
		`{"Message":"no"}`:     `: at byte 0: expected an XML element, found '{'`,
	} {
		got, err := connect.GetFederationTokenErrorFromXML(code, []byte(body))
		if e, ok := errors.AsType[*wire.DecodeError](err); got != nil || !ok || string(e.Body) != body {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
		checkText(t, err, "decoding "+code+text)
	}
}

func TestErrorJSON(t *testing.T) {
	reason := &connect.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason{Value: "INVALID_FILE_TYPE"}
	tests := []struct {
		err  wire.APIError
		want string
	}{
		{&connect.InvalidRequestException{Message: new("no"), Reason: reason, ErrorInfo: wire.ErrorInfo{Status: 400}},
			`{"error":"InvalidRequestException","details":{"Message":"no","Reason":{"AttachedFileInvalidRequestExceptionReason":"INVALID_FILE_TYPE"}}}`},
		{&connect.UserNotFoundException{}, `{"error":"UserNotFoundException","details":{}}`},
		{&unknown{UnknownError: wire.UnknownError{Code: "Later", Message: "no", Body: []byte("x")}}, `{"error":"Later","details":"no"}`},
		{&unknown{UnknownError: wire.UnknownError{Code: "Later"}}, `{"error":"Later"}`},
	}
	for _, tt := range tests {
		got, err := wire.ErrorJSON(tt.err)
		if err != nil || string(got) != tt.want {
			t.Errorf("got %s, %v, want %s", got, err, tt.want)
		}
	}
}
