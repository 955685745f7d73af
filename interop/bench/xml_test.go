//go:build bench

package bench

import (
	"bytes"
	"encoding/xml"
	"slices"
	"testing"

	sdkec2 "github.com/aws/aws-sdk-go-v2/service/ec2"
	sdks3 "github.com/aws/aws-sdk-go-v2/service/s3"
	sdksts "github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/smithygen/smithygen/interop/bench/testdata/ec2"
	"github.com/smithygen/smithygen/interop/bench/testdata/s3"
	"github.com/smithygen/smithygen/interop/bench/testdata/sts"
	"github.com/smithygen/smithygen/interop/bench/testdata/wire"
	"github.com/smithygen/smithygen/interop/bodies"
	"github.com/smithygen/smithygen/interop/peers"
)

var xmlTopics = []topic{
	{"AssumeRole", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.AssumeRole(), newOfficial()
		return body, slices.Concat(
			[]decoder{
				into("ours", func(b []byte, v *sts.AssumeRoleResponse) error { return wire.DecodeXML(result(b), v) }),
				parse(200, sts.ParseAssumeRoleHTTPResponse),
			},
			decoders(tb, o, sdksts.NewFromConfig(o.config).AssumeRole, &sdksts.AssumeRoleInput{RoleArn: new("arn:aws:iam::123456789012:role/demo"), RoleSessionName: new("TestAR")}, 200, body),
			xmlPeers[peers.AssumeRole](),
		)
	}},
	{"AssumeRoleError", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.AssumeRoleError(), newOfficial()
		return body, slices.Concat(
			[]decoder{
				parseError(sts.AssumeRoleErrorFromXML),
				parse(403, sts.ParseAssumeRoleHTTPResponse),
			},
			decoders(tb, o, sdksts.NewFromConfig(o.config).AssumeRole, &sdksts.AssumeRoleInput{RoleArn: new("arn:aws:iam::123456789012:role/demo"), RoleSessionName: new("TestAR")}, 403, body),
			xmlPeers[peers.QueryError](),
		)
	}},
	{"ListObjects", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.ListObjects(many), newOfficial()
		return body, slices.Concat(
			[]decoder{
				into("ours", func(b []byte, v *s3.ListObjectsV2Output) error { return wire.DecodeXML(b, v) }),
				parse(200, s3.ParseListObjectsV2HTTPResponse),
			},
			decoders(tb, o, sdks3.NewFromConfig(o.config).ListObjectsV2, &sdks3.ListObjectsV2Input{Bucket: new("photos")}, 200, body),
			xmlPeers[peers.ListObjects](),
		)
	}},
	{"ListObjectsError", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.ListObjectsError(), newOfficial()
		return body, slices.Concat(
			[]decoder{
				parseError(s3.ListObjectsV2ErrorFromXML),
				parse(404, s3.ParseListObjectsV2HTTPResponse),
			},
			decoders(tb, o, sdks3.NewFromConfig(o.config).ListObjectsV2, &sdks3.ListObjectsV2Input{Bucket: new("photos")}, 404, body),
			xmlPeers[peers.S3Error](),
		)
	}},
	{"DescribeInstances", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.DescribeInstances(many), newOfficial()
		return body, slices.Concat(
			[]decoder{
				into("ours", func(b []byte, v *ec2.DescribeInstancesResult) error { return wire.DecodeXML(b, v) }),
				parse(200, ec2.ParseDescribeInstancesHTTPResponse),
			},
			decoders(tb, o, sdkec2.NewFromConfig(o.config).DescribeInstances, &sdkec2.DescribeInstancesInput{}, 200, body),
			xmlPeers[peers.DescribeInstances](),
		)
	}},
	{"DescribeInstancesError", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.DescribeInstancesError(), newOfficial()
		return body, slices.Concat(
			[]decoder{
				parseError(ec2.DescribeInstancesErrorFromXML),
				parse(400, ec2.ParseDescribeInstancesHTTPResponse),
			},
			decoders(tb, o, sdkec2.NewFromConfig(o.config).DescribeInstances, &sdkec2.DescribeInstancesInput{}, 400, body),
			xmlPeers[peers.EC2Error](),
		)
	}},
}

// result returns the element of a query protocol's body that is the output.
func result(body []byte) []byte {
	const end = "</AssumeRoleResult>"
	from, to := bytes.Index(body, []byte("<AssumeRoleResult>")), bytes.Index(body, []byte(end))
	return body[from : to+len(end)]
}

// xmlPeers returns encoding/xml's decoder of a T, and the scan of our own decoder:
// it reads a structure that has none of the body's members, and so skips them all.
func xmlPeers[T any]() []decoder {
	return []decoder{
		into("encodingxml", func(body []byte, v *T) error { return xml.Unmarshal(body, v) }),
		{"floor", func(body []byte) (any, error) { return nil, wire.DecodeXML(body, new(sts.PolicyDescriptorType)) }},
	}
}
