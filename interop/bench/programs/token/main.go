//go:build bench

// Command token is command get with a call of GetFederationToken.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/smithygen/smithygen/interop/bench/testdata/one/connect"
)

func main() {
	req, err := connect.NewGetFederationTokenHTTPRequest(context.Background(), os.Args[1], &connect.GetFederationTokenRequest{InstanceId: &os.Args[2]})
	if err != nil {
		panic(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		panic(err)
	}
	out, err := connect.ParseGetFederationTokenHTTPResponse(resp)
	if err != nil {
		panic(err)
	}
	println(*out.UserArn)
}
