package connect_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// A response decoded from its JSON.
func ExampleGetFederationTokenResponse() {
	body := []byte(`{"Credentials":{"AccessToken":"t0p","AccessTokenExpiration":1700000000},"UserId":"u-1"}`)

	var out connect.GetFederationTokenResponse
	if err := json.Unmarshal(body, &out); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("user:", *out.UserId)
	fmt.Println("expires:", out.Credentials.AccessTokenExpiration.Format(time.RFC3339))
	fmt.Println("sign-in URL given:", out.SignInUrl != nil)
	// Output:
	// user: u-1
	// expires: 2023-11-14T22:13:20Z
	// sign-in URL given: false
}

// explain tells what to do about an error of GetFederationToken.
func explain(err error) string {
	apiErr, ok := errors.AsType[connect.GetFederationTokenError](err)
	if !ok {
		return fmt.Sprintf("not what the service promises: %v", err)
	}
	switch e := apiErr.(type) {
	case *connect.UserNotFoundException:
		return "create the user first: " + e.ErrorMessage()
	case *connect.InvalidRequestException:
		return fmt.Sprintf("the request makes no sense: %v", e.ToValue().Member("Reason"))
	case *connect.UnknownOperationError:
		return fmt.Sprintf("%s is new to us, it said: %s", e.Code, e.Body)
	default:
		return fmt.Sprintf("the %v is to blame: %v", e.ErrorFault(), e)
	}
}

// What an operation may answer with is a closed set, so that a switch can deal
// with all of it; the unknown error is the case for what is newer than the model.
func ExampleGetFederationTokenErrorFromJSON() {
	for _, in := range [][2]string{
		{"", `{"__type":"com.amazonaws.connect#UserNotFoundException","Message":"no such user"}`},
		{"InvalidRequestException", `{"Reason":{"AttachedFileInvalidRequestExceptionReason":"INVALID_FILE_SIZE"}}`},
		{"InternalServiceException:http://internal/", `{"Message":"try again"}`},
		{"", `{"code":"QuotaException","quota":7}`},
		{"UserNotFoundException", `{"Message":7}`},
	} {
		apiErr, err := connect.GetFederationTokenErrorFromJSON(in[0], []byte(in[1]))
		if err == nil {
			err = apiErr
		}
		fmt.Println(explain(err))
	}
	// Output:
	// create the user first: no such user
	// the request makes no sense: InvalidRequestExceptionReason{AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_SIZE"}
	// the server is to blame: InternalServiceException: try again
	// QuotaException is new to us, it said: {"code":"QuotaException","quota":7}
	// not what the service promises: decoding UserNotFoundException.Message: at byte 11: expected a string, found a number
}

// A response taken apart, or the error it holds found by its type.
func ExampleParseGetFederationTokenHTTPResponse() {
	resp := &http.Response{
		StatusCode: 404,
		Header:     http.Header{"X-Amzn-Errortype": {"UserNotFoundException"}, "X-Amzn-Requestid": {"r-1"}},
		Body:       io.NopCloser(strings.NewReader(`{"Message":"no such user"}`)),
	}
	out, err := connect.ParseGetFederationTokenHTTPResponse(resp)
	if err == nil {
		fmt.Println(out)
	} else if e, ok := errors.AsType[*connect.UserNotFoundException](err); ok {
		fmt.Println("no user:", e.ErrorMessage())
	} else if e, ok := errors.AsType[connect.GetFederationTokenError](err); ok {
		fmt.Println("another answer of the service:", e.ErrorCode(), e.ErrorStatus())
	} else if e, ok := errors.AsType[*wire.DecodeError](err); ok {
		fmt.Println("no answer of the service:", e.Path, e.Offset)
	}
	fmt.Println(err)
	// Output:
	// no user: no such user
	// UserNotFoundException: no such user (request id r-1)
}

// Any value reflects itself as a tree: shapes by name, members in the model's
// order, what is sensitive marked.
func ExampleGetFederationTokenResponse_ToValue() {
	out := connect.GetFederationTokenResponse{
		Credentials: &connect.Credentials{AccessToken: new("t0p"), AccessTokenExpiration: new(time.Unix(1700000000, 0))},
		UserId:      new("u-1"),
	}
	var walk func(indent, name string, v wire.Value)
	walk = func(indent, name string, v wire.Value) {
		fmt.Printf("%s%s: %s %v, sensitive: %v\n", indent, name, v.Shape(), v.Kind(), v.Sensitive())
		for name, member := range v.Entries() {
			walk(indent+"  ", name, member)
		}
	}
	walk("", "out", out.ToValue())
	fmt.Println(out.ToValue().Member("Credentials").Member("AccessToken").Text())

	var back connect.GetFederationTokenResponse
	fmt.Println(back.FromValue(out.ToValue()), *back.UserId)
	// Output:
	// out: GetFederationTokenResponse Structure, sensitive: false
	//   Credentials: Credentials Structure, sensitive: true
	//     AccessToken: SecurityToken String, sensitive: true
	//     AccessTokenExpiration: Timestamp Timestamp, sensitive: false
	//   UserId: AgentResourceId String, sensitive: false
	// t0p
	// <nil> u-1
}

// Printing and logging leave out what the model calls sensitive; fields, trees
// and JSON have it.
func ExampleCredentials() {
	c := &connect.Credentials{AccessToken: new("t0p")}
	out := connect.GetFederationTokenResponse{Credentials: c, UserId: new("u-1")}
	fmt.Printf("%v\n%+v\n%s\n", out, []*connect.Credentials{c}, c.String())

	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("signed in", "out", out)

	body, err := json.Marshal(c)
	fmt.Println(*c.AccessToken, string(body), err)
	// Output:
	// GetFederationTokenResponse{Credentials: Credentials{[REDACTED]}, UserId: "u-1"}
	// [Credentials{[REDACTED]}]
	// Credentials{[REDACTED]}
	// level=INFO msg="signed in" out="GetFederationTokenResponse{Credentials: Credentials{[REDACTED]}, UserId: \"u-1\"}"
	// t0p {"AccessToken":"t0p"} <nil>
}

// signIn calls GetFederationToken by any HTTP client. Against the service the
// request has to be signed before it is sent, with Signature Version 4.
func signIn(ctx context.Context, client *http.Client, endpoint, instance string) (*connect.GetFederationTokenResponse, error) {
	in := &connect.GetFederationTokenRequest{InstanceId: &instance}
	if err := in.Validate(); err != nil {
		return nil, err
	}
	req, err := connect.NewGetFederationTokenHTTPRequest(ctx, endpoint, in)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	return connect.ParseGetFederationTokenHTTPResponse(resp)
}

// A request built, sent and its response read.
func ExampleNewGetFederationTokenHTTPRequest() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.Method, r.URL.EscapedPath())
		io.WriteString(w, `{"UserId":"u-1","SignInUrl":"https://example.awsapps.com/connect/federate"}`)
	}))
	defer server.Close()

	out, err := signIn(context.Background(), server.Client(), server.URL, "instances/1")
	fmt.Println(out, err)
	_, err = signIn(context.Background(), server.Client(), server.URL, "")
	fmt.Println(err)
	// Output:
	// GET /user/federate/instances%2F1
	// GetFederationTokenResponse{SignInUrl: "https://example.awsapps.com/connect/federate", UserId: "u-1"} <nil>
	// GetFederationTokenRequest.InstanceId has 0 characters, at least 1 needed
}

// An operation called by name, with values in and out.
func ExampleOperations() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"UserId":"u-1"}`)
	}))
	defer server.Close()

	for _, op := range connect.Operations() {
		fmt.Println(op.Name, op.Input.Name(), op.Output.Name(), len(op.Errors))
		in := wire.MapValue(nil, wire.Field{Name: "InstanceId", Value: wire.StringValue(nil, "i-1")})
		req, err := op.NewRequest(context.Background(), server.URL, in)
		if err != nil {
			fmt.Println(err)
			return
		}
		resp, err := server.Client().Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		out, err := op.ParseResponse(resp)
		fmt.Println(out, err)
	}
	// Output:
	// GetFederationToken GetFederationTokenRequest GetFederationTokenResponse 6
	// GetFederationTokenResponse{UserId: "u-1"} <nil>
}
