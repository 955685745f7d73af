// Command sdk is command get with a call of GetFederationToken by aws-sdk-go-v2.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/aws/aws-sdk-go-v2/service/connect"
)

func main() {
	client := connect.New(connect.Options{Region: "us-east-1", BaseEndpoint: &os.Args[1], HTTPClient: http.DefaultClient})
	out, err := client.GetFederationToken(context.Background(), &connect.GetFederationTokenInput{InstanceId: &os.Args[2]})
	if err != nil {
		panic(err)
	}
	println(*out.UserArn)
}
