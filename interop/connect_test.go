package interop

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"
	godiff "github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/generated/connect"
	"github.com/smithygen/smithygen/generated/wire"
)

// An answer is what the server on loopback says to both clients.
type answer struct {
	status int
	header map[string]string
	body   string
}

// A seen is what the server saw of a request.
type seen struct {
	Method, Path, Query, Body string
}

// serve starts a server that answers everything with a.
func serve(t *testing.T, a answer) (endpoint string, last func() seen) {
	var got seen
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = seen{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, string(body)}
		for name, value := range a.header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(a.status)
		_, _ = io.WriteString(w, a.body)
	}))
	t.Cleanup(server.Close)
	return server.URL, func() seen { return got }
}

func callOfficial(endpoint, instance string) (*official.GetFederationTokenOutput, error) {
	client := official.New(official.Options{
		BaseEndpoint:     aws.String(endpoint),
		Region:           "us-east-1",
		Credentials:      credentials.NewStaticCredentialsProvider("id", "secret", ""),
		RetryMaxAttempts: 1,
	})
	return client.GetFederationToken(context.Background(), &official.GetFederationTokenInput{InstanceId: &instance})
}

func callOurs(t *testing.T, endpoint, instance string) (*connect.GetFederationTokenResponse, error) {
	req, err := connect.NewGetFederationTokenHTTPRequest(t.Context(), endpoint, &connect.GetFederationTokenRequest{InstanceId: &instance})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return connect.ParseGetFederationTokenHTTPResponse(resp)
}

func TestRequestsAgree(t *testing.T) {
	for _, instance := range []string{"abc", "a b/c?d&e", "arn:aws:connect:us-east-1:1:instance/x", "é€😀", "..", "%2F", "~-._"} {
		endpoint, last := serve(t, answer{status: 200, body: "{}"})
		if _, err := callOfficial(endpoint, instance); err != nil {
			t.Fatal(err)
		}
		theirs := last()
		if _, err := callOurs(t, endpoint, instance); err != nil {
			t.Fatal(err)
		}
		if diff := godiff.Diff(theirs, last()); diff != "" {
			t.Errorf("%q: the official client's -, ours +:\n%s", instance, diff)
		}
	}
}

// flat is an output in terms that both clients' outputs can be put in.
type flat struct {
	AccessToken, RefreshToken, SignInUrl, UserArn, UserId string
	AccessExpires, RefreshExpires                         time.Time
	HasCredentials                                        bool
}

func flatten(signIn, arn, id *string) flat {
	return flat{SignInUrl: aws.ToString(signIn), UserArn: aws.ToString(arn), UserId: aws.ToString(id)}
}

func (f *flat) setCredentials(access, refresh *string, accessExpires, refreshExpires *time.Time) {
	f.HasCredentials = true
	f.AccessToken, f.RefreshToken = aws.ToString(access), aws.ToString(refresh)
	f.AccessExpires, f.RefreshExpires = aws.ToTime(accessExpires).UTC(), aws.ToTime(refreshExpires).UTC()
}

func flattenOfficial(out *official.GetFederationTokenOutput) flat {
	f := flatten(out.SignInUrl, out.UserArn, out.UserId)
	if c := out.Credentials; c != nil {
		f.setCredentials(c.AccessToken, c.RefreshToken, c.AccessTokenExpiration, c.RefreshTokenExpiration)
	}
	return f
}

func flattenOurs(out *connect.GetFederationTokenResponse) flat {
	f := flatten(out.SignInUrl, out.UserArn, out.UserId)
	if c := out.Credentials; c != nil {
		f.setCredentials(c.AccessToken, c.RefreshToken, c.AccessTokenExpiration, c.RefreshTokenExpiration)
	}
	return f
}

func TestOutputsAgree(t *testing.T) {
	bodies := []string{
		`{}`,
		``,
		`{"Credentials":{}}`,
		`{"Credentials":null,"UserId":null}`,
		`{"Credentials":{"AccessToken":"a\u00e9\n","AccessTokenExpiration":1.7E9,"RefreshToken":"r","RefreshTokenExpiration":1700000000.25},"SignInUrl":"https://x/?a=b&c","UserArn":"arn","UserId":"id"}`,
		`{"unknown":[{"a":1}],"UserId":"id","Credentials":{"more":true,"AccessToken":"` + strings.Repeat("x", 900) + `"}}`,
	}
	for _, body := range bodies {
		endpoint, _ := serve(t, answer{status: 200, body: body, header: map[string]string{"Content-Type": "application/json"}})
		theirs, err := callOfficial(endpoint, "i")
		if err != nil {
			t.Fatal(err)
		}
		ours, err := callOurs(t, endpoint, "i")
		if err != nil {
			t.Fatal(err)
		}
		if diff := godiff.Diff(flattenOfficial(theirs), flattenOurs(ours)); diff != "" {
			t.Errorf("%s\nthe official client's -, ours +:\n%s", body, diff)
		}
	}
}

func TestErrorsAgree(t *testing.T) {
	const reason = `{"Message":"m","Reason":{"AttachedFileInvalidRequestExceptionReason":"INVALID_FILE_SIZE"}}`
	answers := map[string]answer{
		"header":              {409, map[string]string{"X-Amzn-Errortype": "DuplicateResourceException"}, `{"Message":"m"}`},
		"header with URI":     {404, map[string]string{"X-Amzn-Errortype": "UserNotFoundException:http://internal.amazon.com/x/"}, `{"message":"m"}`},
		"type":                {400, nil, `{"__type":"com.amazonaws.connect#InvalidParameterException","Message":"m"}`},
		"type with URI":       {500, nil, `{"__type":"com.amazonaws.connect#InternalServiceException:http://x","message":"m"}`},
		"code":                {404, nil, `{"code":"ResourceNotFoundException","Message":"m"}`},
		"union":               {400, map[string]string{"X-Amzn-Errortype": "InvalidRequestException"}, reason},
		"of another":          {429, map[string]string{"X-Amzn-Errortype": "ThrottlingException"}, `{"message":"slow down"}`},
		"unknown":             {418, map[string]string{"X-Amzn-Errortype": "TeapotException"}, `{"message":"short and stout"}`},
		"without a message":   {409, map[string]string{"X-Amzn-Errortype": "DuplicateResourceException"}, `{}`},
		"with a request id":   {409, map[string]string{"X-Amzn-Errortype": "DuplicateResourceException", "X-Amzn-Requestid": "r-1"}, `{"Message":"m"}`},
		"server without body": {500, map[string]string{"X-Amzn-Errortype": "InternalServiceException"}, ``},
	}
	for name, a := range answers {
		t.Run(name, func(t *testing.T) {
			endpoint, _ := serve(t, a)
			_, err := callOfficial(endpoint, "i")
			theirs, ok := errors.AsType[smithy.APIError](err)
			if !ok {
				t.Fatalf("the official client: %v", err)
			}
			_, err = callOurs(t, endpoint, "i")
			ours, ok := errors.AsType[wire.APIError](err)
			if !ok {
				t.Fatalf("ours: %v", err)
			}
			if _, ok := errors.AsType[connect.GetFederationTokenError](err); !ok {
				t.Errorf("%T is no GetFederationTokenError", err)
			}
			want := []string{theirs.ErrorCode(), theirs.ErrorMessage()}
			if got := []string{ours.ErrorCode(), ours.ErrorMessage()}; !godiff.Equal(got, want) {
				t.Errorf("the official client has %q, ours %q", want, got)
			}
			if ours.ErrorStatus() != a.status {
				t.Errorf("status %d, want %d", ours.ErrorStatus(), a.status)
			}
			if id := a.header["X-Amzn-Requestid"]; ours.ErrorRequestID() != id {
				t.Errorf("request id %q, want %q", ours.ErrorRequestID(), id)
			}
		})
	}
}

func TestUnionsAgree(t *testing.T) {
	endpoint, _ := serve(t, answer{400, map[string]string{"X-Amzn-Errortype": "InvalidRequestException"},
		`{"Message":"m","Reason":{"AttachedFileInvalidRequestExceptionReason":"NEWER_THAN_THE_MODEL"}}`})
	_, err := callOfficial(endpoint, "i")
	theirs, ok := errors.AsType[*types.InvalidRequestException](err)
	if !ok {
		t.Fatal(err)
	}
	_, err = callOurs(t, endpoint, "i")
	ours, ok := errors.AsType[*connect.InvalidRequestException](err)
	if !ok {
		t.Fatal(err)
	}
	their := string(theirs.Reason.(*types.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason).Value)
	our := string(ours.Reason.(*connect.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason).Value)
	if their != our || our != "NEWER_THAN_THE_MODEL" {
		t.Errorf("the official client has %q, ours %q", their, our)
	}
}
