package connect_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

const endpoint = "https://connect.us-east-1.amazonaws.com"

func TestRequest(t *testing.T) {
	tests := []struct{ name, endpoint, id, want string }{
		{"plain", endpoint, "i-1", endpoint + "/user/federate/i-1"},
		{"slash at the end", endpoint + "/", "i-1", endpoint + "/user/federate/i-1"},
		{"path", "http://localhost:8080/stage/", "i-1", "http://localhost:8080/stage/user/federate/i-1"},
		{"escaped path", endpoint + "/a%2Fb", "i-1", endpoint + "/a%2Fb/user/federate/i-1"},
		{"query", endpoint + "?x=%20", "i-1", endpoint + "/user/federate/i-1?x=%20"},
		{"slash", endpoint, "a/b", endpoint + "/user/federate/a%2Fb"},
		{"everything", endpoint, "a b?c#d%e+f:g@é", endpoint + "/user/federate/a%20b%3Fc%23d%25e%2Bf%3Ag%40%C3%A9"},
		{"dots", endpoint, "..", endpoint + "/user/federate/.."},
		{"too long for the model", endpoint, strings.Repeat("i", 101), endpoint + "/user/federate/" + strings.Repeat("i", 101)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := connect.NewGetFederationTokenHTTPRequest(t.Context(), tt.endpoint, &request{InstanceId: &tt.id})
			if err != nil {
				t.Fatal(err)
			}
			if r.Method != http.MethodGet || r.URL.String() != tt.want || r.Context() != t.Context() {
				t.Errorf("got %s %s", r.Method, r.URL)
			}
			if r.Host != r.URL.Host || len(r.Header) != 0 || r.Body != nil || r.ContentLength != 0 {
				t.Errorf("got host %q, header %v, body %v of %d bytes", r.Host, r.Header, r.Body, r.ContentLength)
			}
		})
	}
}

func TestRequestErrors(t *testing.T) {
	id := &request{InstanceId: new("i")}
	tests := []struct {
		name, endpoint string
		in             *request
		member, text   string
	}{
		{"no label", endpoint, &request{}, "InstanceId", "GetFederationToken.InstanceId: it is part of the URI and must not be empty; set it"},
		{"empty label", endpoint, &request{InstanceId: new("")}, "InstanceId", "GetFederationToken.InstanceId: it is part of the URI and must not be empty; set it"},
		{"no input", endpoint, nil, "", "GetFederationToken: the input is nil; pass a pointer to a structure"},
		{"no endpoint", "", id, "", `GetFederationToken: the endpoint "" has no scheme or no host; give it like https://connect.us-east-1.amazonaws.com`},
		{"no scheme", "connect.us-east-1.amazonaws.com", id, "",
			`GetFederationToken: the endpoint "connect.us-east-1.amazonaws.com" has no scheme or no host; give it like https://connect.us-east-1.amazonaws.com`},
		{"another scheme", "ftp://h", id, "", `GetFederationToken: the endpoint "ftp://h" has no scheme or no host; give it like https://connect.us-east-1.amazonaws.com`},
		{"no URL", "https://h\x00", id, "", `GetFederationToken: the endpoint is not a URL: parse "https://h\x00": net/url: invalid control character in URL`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := connect.NewGetFederationTokenHTTPRequest(t.Context(), tt.endpoint, tt.in)
			checkText(t, err, tt.text)
			if e, ok := errors.AsType[*wire.RequestError](err); !ok || r != nil || e.Operation != "GetFederationToken" || e.Member != tt.member {
				t.Errorf("got %v and %#v", r, err)
			}
			if _, ok := errors.AsType[wire.APIError](err); ok {
				t.Error("it passes for a service's error")
			}
		})
	}
	var none context.Context
	if r, err := connect.NewGetFederationTokenHTTPRequest(none, endpoint, id); err == nil {
		t.Errorf("without a context: got %v", r)
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name string
		in   wire.Shape
		want string
	}{
		{"right", &request{InstanceId: new("i")}, ""},
		{"longest", &request{InstanceId: new(strings.Repeat("é", 100))}, ""},
		{"missing", &request{}, "GetFederationTokenRequest.InstanceId is required"},
		{"empty", &request{InstanceId: new("")}, "GetFederationTokenRequest.InstanceId has 0 characters, at least 1 needed"},
		{"too long", &request{InstanceId: new(strings.Repeat("é", 101))}, "GetFederationTokenRequest.InstanceId has 101 characters, at most 100 allowed"},
		{"response", full(), ""},
		{"empty user", user(""), "GetFederationTokenResponse.UserId has 0 characters, at least 1 needed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := wire.Validate(tt.in)
			checkText(t, err, tt.want)
			if _, ok := errors.AsType[*wire.ValidationError](err); ok != (tt.want != "") {
				t.Errorf("got %T", err)
			}
		})
	}
}

// A closer tells whether a body was closed.
type closer struct {
	io.Reader
	closed bool
}

func (c *closer) Close() error { c.closed = true; return nil }

func TestBodiesAreClosed(t *testing.T) {
	broken := errors.New("connection reset")
	for _, status := range []int{200, 204, 404, 500} {
		for _, body := range []io.Reader{strings.NewReader(fullJSON), strings.NewReader("<html>"), errReader{broken}} {
			c := &closer{Reader: body}
			_, err := connect.ParseGetFederationTokenHTTPResponse(&http.Response{StatusCode: status, Body: c, Header: http.Header{}})
			if !c.closed {
				t.Errorf("%d, %T: the body is left open", status, body)
			}
			if _, ok := body.(errReader); ok && !errors.Is(err, broken) {
				t.Errorf("%d: the reader's error is lost: %v", status, err)
			}
		}
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// serve starts a service of one user, and of errors for anybody else.
func serve(t testing.TB) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Amzn-Requestid", "r-1")
		switch r.Method + " " + r.URL.EscapedPath() {
		case "GET /user/federate/i%2F1":
			io.WriteString(w, fullJSON)
		case "GET /user/federate/late":
			w.Header().Set("X-Amzn-Errortype", "LaterException:http://internal/")
			w.WriteHeader(http.StatusTeapot)
			io.WriteString(w, `{"Message":"later"}`)
		case "GET /user/federate/broken":
			io.WriteString(w, `{"UserId":`)
		default:
			w.Header().Set("X-Amzn-Errortype", "com.amazonaws.connect#UserNotFoundException:http://internal/")
			w.WriteHeader(http.StatusNotFound)
			io.WriteString(w, `{"Message":"nobody"}`)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestCall(t *testing.T) {
	url := serve(t)
	call := func(id string) (*response, error) {
		r, err := connect.NewGetFederationTokenHTTPRequest(t.Context(), url, &request{InstanceId: &id})
		if err != nil {
			return nil, err
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil, err
		}
		return connect.ParseGetFederationTokenHTTPResponse(resp)
	}
	got, err := call("i/1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full(), got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	_, err = call("i-2")
	if e, ok := errors.AsType[*connect.UserNotFoundException](err); !ok || e.Status != 404 || e.RequestID != "r-1" {
		t.Errorf("got %#v", err)
	}
	_, err = call("late")
	if e, ok := errors.AsType[*unknown](err); !ok || e.Code != "LaterException" || e.Status != 418 || e.RequestID != "r-1" {
		t.Errorf("got %#v", err)
	}
	_, err = call("broken")
	checkText(t, err, decoding+".UserId: at byte 10: expected a string, found the end of the input")
}

// A program that knows nothing but names calls the operation with values.
func TestOperations(t *testing.T) {
	url := serve(t)
	var op *wire.Operation
	for _, o := range connect.Operations() {
		if o.Name == "GetFederationToken" {
			op = o
		}
	}
	if op == nil {
		t.Fatal("GetFederationToken is missing")
	}
	if op.Input.Name() != "GetFederationTokenRequest" || op.Output.Name() != "GetFederationTokenResponse" || op.Service.SigningName != "connect" {
		t.Errorf("got %s, %s, %s", op.Input.Name(), op.Output.Name(), op.Service.SigningName)
	}
	var names []string
	for _, e := range op.Errors {
		names = append(names, e.Name())
	}
	var want []string
	for _, m := range modeled {
		want = append(want, m.code)
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("errors: want -, got +:\n%s", diff)
	}
	call := func(in wire.Value) (wire.Value, error) {
		r, err := op.NewRequest(t.Context(), url, in)
		if err != nil {
			return wire.Value{}, err
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			return wire.Value{}, err
		}
		return op.ParseResponse(resp)
	}
	id := func(text string) wire.Field {
		return field("InstanceId", wire.StringValue(op.Input.Members[0].Schema(), text))
	}
	for _, in := range []wire.Value{
		wire.StructureValue(op.Input, id("i/1")), wire.MapValue(nil, field("InstanceId", wire.StringValue(nil, "i/1"))),
	} {
		if got, err := call(in); err != nil || !got.Equal(fullValue()) {
			t.Errorf("got %v, %v", got, err)
		}
	}
	_, err := call(wire.StructureValue(op.Input, id("i-2")))
	if e, ok := errors.AsType[union](err); !ok || e.ErrorCode() != "UserNotFoundException" {
		t.Errorf("got %v", err)
	}
	_, err = call(wire.MapValue(nil, field("InstanceId", wire.IntValue(nil, 1))))
	checkText(t, err, "decoding GetFederationTokenRequest.InstanceId: at byte 0: expected a value of kind String, found Long")
	_, err = call(wire.MapValue(nil, field("Instance", wire.StringValue(nil, "i"))))
	checkText(t, err, `decoding GetFederationTokenRequest: at byte 0: GetFederationTokenRequest has no member "Instance"`)
	_, err = call(wire.MapValue(nil))
	checkText(t, err, "GetFederationToken.InstanceId: it is part of the URI and must not be empty; set it")
}
