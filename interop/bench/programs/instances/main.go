//go:build bench

// Command instances is command get with a call of DescribeInstances, of a package
// that has all of EC2.
package main

import (
	"context"
	"net/http"
	"os"

	"github.com/smithygen/smithygen/interop/bench/testdata/whole/ec2"
)

func main() {
	req, err := ec2.NewDescribeInstancesHTTPRequest(context.Background(), os.Args[1], &ec2.DescribeInstancesRequest{})
	if err != nil {
		panic(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		panic(err)
	}
	out, err := ec2.ParseDescribeInstancesHTTPResponse(resp)
	if err != nil {
		panic(err)
	}
	println(len(out.Reservations))
}
