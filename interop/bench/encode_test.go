//go:build bench

package bench

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"testing"

	sdkconnect "github.com/aws/aws-sdk-go-v2/service/connect"
	connecttypes "github.com/aws/aws-sdk-go-v2/service/connect/types"
	sdkdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamodbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	sdkec2 "github.com/aws/aws-sdk-go-v2/service/ec2"
	ec2types "github.com/aws/aws-sdk-go-v2/service/ec2/types"
	sdksts "github.com/aws/aws-sdk-go-v2/service/sts"
	ststypes "github.com/aws/aws-sdk-go-v2/service/sts/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/interop/bench/testdata/connect"
	"github.com/smithygen/smithygen/interop/bench/testdata/dynamodb"
	"github.com/smithygen/smithygen/interop/bench/testdata/ec2"
	"github.com/smithygen/smithygen/interop/bench/testdata/sts"
	"github.com/smithygen/smithygen/interop/bench/testdata/wire"
)

// A request is an input and the ways to write it:
//
//	ours           the encoder, into the caller's buffer
//	ours-request   New…HTTPRequest
//	sdk            the serializer of aws-sdk-go-v2, which makes a request too
type request struct {
	name string
	make func(testing.TB) []encoder
}

type encoder struct {
	name   string
	encode func() ([]byte, error) // the last result may be overwritten
}

var requests = []request{
	{"SearchUsers", func(tb testing.TB) []encoder {
		o := newOfficial()
		in := &connect.SearchUsersRequest{InstanceId: new(instance), MaxResults: new(int32(100)), NextToken: new(token),
			SearchFilter: &connect.UserSearchFilter{TagFilter: &connect.ControlPlaneTagFilter{
				TagCondition: &connect.TagCondition{TagKey: new("department"), TagValue: new("support \"first line\"")}}},
			SearchCriteria: &connect.UserSearchCriteria{OrConditions: []connect.UserSearchCriteria{
				{StringCondition: &connect.StringCondition{FieldName: new("username"), Value: new("zoë"), ComparisonType: new(connect.StringComparisonTypeStartsWith)}},
				{HierarchyGroupCondition: &connect.HierarchyGroupCondition{Value: new(instance), HierarchyGroupMatchType: new(connect.HierarchyGroupMatchTypeExact)}},
			}},
		}
		return append(ours(in, appendJSON, connect.NewSearchUsersHTTPRequest),
			serializer(tb, o, sdkconnect.NewFromConfig(o.config).SearchUsers, &sdkconnect.SearchUsersInput{InstanceId: new(instance), MaxResults: new(int32(100)), NextToken: new(token),
				SearchFilter: &connecttypes.UserSearchFilter{TagFilter: &connecttypes.ControlPlaneTagFilter{
					TagCondition: &connecttypes.TagCondition{TagKey: new("department"), TagValue: new("support \"first line\"")}}},
				SearchCriteria: &connecttypes.UserSearchCriteria{OrConditions: []connecttypes.UserSearchCriteria{
					{StringCondition: &connecttypes.StringCondition{FieldName: new("username"), Value: new("zoë"), ComparisonType: connecttypes.StringComparisonTypeStartsWith}},
					{HierarchyGroupCondition: &connecttypes.HierarchyGroupCondition{Value: new(instance), HierarchyGroupMatchType: connecttypes.HierarchyGroupMatchTypeExact}},
				}},
			}))
	}},
	{"PutItem", func(tb testing.TB) []encoder {
		type (
			av = dynamodb.AttributeValue
			s  = dynamodb.AttributeValueMemberS
			n  = dynamodb.AttributeValueMemberN
			SV = dynamodbtypes.AttributeValue
			S  = dynamodbtypes.AttributeValueMemberS
			N  = dynamodbtypes.AttributeValueMemberN
		)
		o := newOfficial()
		in := &dynamodb.PutItemInput{TableName: new("Orders"), ConditionExpression: new("attribute_not_exists(pk)"), Item: map[string]av{
			"pk": &s{Value: "order#000001"}, "sk": &s{Value: "meta"}, "total": &n{Value: "12.50"}, "paid": &dynamodb.AttributeValueMemberBOOL{Value: true},
			"note": &s{Value: "Fits the \"classic\" frame; see the manual.\n"}, "signature": &dynamodb.AttributeValueMemberB{Value: []byte(token)},
			"lines":   &dynamodb.AttributeValueMemberL{Value: []av{&dynamodb.AttributeValueMemberM{Value: map[string]av{"sku": &s{Value: "a1"}, "quantity": &n{Value: "3"}}}}},
			"labels":  &dynamodb.AttributeValueMemberSS{Value: []string{"express", "gift"}},
			"address": &dynamodb.AttributeValueMemberM{Value: map[string]av{"street": &s{Value: "1 Main Street"}, "city": &s{Value: "Seattle"}}},
		}}
		return append(ours(in, appendJSON, dynamodb.NewPutItemHTTPRequest),
			serializer(tb, o, sdkdynamodb.NewFromConfig(o.config).PutItem, &sdkdynamodb.PutItemInput{TableName: new("Orders"), ConditionExpression: new("attribute_not_exists(pk)"), Item: map[string]SV{
				"pk": &S{Value: "order#000001"}, "sk": &S{Value: "meta"}, "total": &N{Value: "12.50"}, "paid": &dynamodbtypes.AttributeValueMemberBOOL{Value: true},
				"note": &S{Value: "Fits the \"classic\" frame; see the manual.\n"}, "signature": &dynamodbtypes.AttributeValueMemberB{Value: []byte(token)},
				"lines":   &dynamodbtypes.AttributeValueMemberL{Value: []SV{&dynamodbtypes.AttributeValueMemberM{Value: map[string]SV{"sku": &S{Value: "a1"}, "quantity": &N{Value: "3"}}}}},
				"labels":  &dynamodbtypes.AttributeValueMemberSS{Value: []string{"express", "gift"}},
				"address": &dynamodbtypes.AttributeValueMemberM{Value: map[string]SV{"street": &S{Value: "1 Main Street"}, "city": &S{Value: "Seattle"}}},
			}}))
	}},
	{"AssumeRole", func(tb testing.TB) []encoder {
		o := newOfficial()
		in := &sts.AssumeRoleRequest{RoleArn: new("arn:aws:iam::123456789012:role/demo"), RoleSessionName: new("testAR"), DurationSeconds: new(int32(3600)),
			Policy: new(policy), PolicyArns: []sts.PolicyDescriptorType{{Arn: new("arn:aws:iam::aws:policy/ReadOnlyAccess")}, {Arn: new("arn:aws:iam::123456789012:policy/second")}},
			Tags: []sts.Tag{{Key: "Project", Value: "Pegasus"}, {Key: "Cost-Center", Value: "98765"}}, TransitiveTagKeys: []string{"Project", "Cost-Center"}}
		return append(ours(in, appendQuery, sts.NewAssumeRoleHTTPRequest),
			serializer(tb, o, sdksts.NewFromConfig(o.config).AssumeRole, &sdksts.AssumeRoleInput{RoleArn: new("arn:aws:iam::123456789012:role/demo"), RoleSessionName: new("testAR"), DurationSeconds: new(int32(3600)),
				Policy: new(policy), PolicyArns: []ststypes.PolicyDescriptorType{{Arn: new("arn:aws:iam::aws:policy/ReadOnlyAccess")}, {Arn: new("arn:aws:iam::123456789012:policy/second")}},
				Tags: []ststypes.Tag{{Key: new("Project"), Value: new("Pegasus")}, {Key: new("Cost-Center"), Value: new("98765")}}, TransitiveTagKeys: []string{"Project", "Cost-Center"}}))
	}},
	{"RunInstances", func(tb testing.TB) []encoder {
		o := newOfficial()
		in := &ec2.RunInstancesRequest{ImageId: new("ami-0bff488c74bc5a9b7"), InstanceType: new(ec2.InstanceTypeM5Large), MinCount: new(int32(1)), MaxCount: new(int32(4)), ClientToken: new(instance),
			SecurityGroupIds: []string{"sg-0d8a1ca1e322e1f07", "sg-0b4cdb0e78d43422f"}, SubnetId: new("subnet-0a3e40391c6bc448d"), EbsOptimized: new(true),
			BlockDeviceMappings: []ec2.BlockDeviceMapping{{DeviceName: new("/dev/xvda"), Ebs: &ec2.EbsBlockDevice{VolumeSize: new(int32(100)), DeleteOnTermination: new(true)}}},
			TagSpecifications:   []ec2.TagSpecification{{ResourceType: new(ec2.ResourceTypeInstance), Tags: []ec2.Tag{{Key: new("Name"), Value: new("web server")}, {Key: new("environment"), Value: new("production")}}}}}
		return append(ours(in, appendEC2Query, ec2.NewRunInstancesHTTPRequest),
			serializer(tb, o, sdkec2.NewFromConfig(o.config).RunInstances, &sdkec2.RunInstancesInput{ImageId: new("ami-0bff488c74bc5a9b7"), InstanceType: ec2types.InstanceTypeM5Large, MinCount: new(int32(1)), MaxCount: new(int32(4)), ClientToken: new(instance),
				SecurityGroupIds: []string{"sg-0d8a1ca1e322e1f07", "sg-0b4cdb0e78d43422f"}, SubnetId: new("subnet-0a3e40391c6bc448d"), EbsOptimized: new(true),
				BlockDeviceMappings: []ec2types.BlockDeviceMapping{{DeviceName: new("/dev/xvda"), Ebs: &ec2types.EbsBlockDevice{VolumeSize: new(int32(100)), DeleteOnTermination: new(true)}}},
				TagSpecifications:   []ec2types.TagSpecification{{ResourceType: ec2types.ResourceTypeInstance, Tags: []ec2types.Tag{{Key: new("Name"), Value: new("web server")}, {Key: new("environment"), Value: new("production")}}}}}))
	}},
}

const (
	instance = "aaaaaaaa-bbbb-cccc-dddd-eeeeffff0000"
	token    = "AQoDYXdzEPT4kV0cJ1lq8lW0mVnVnq2Rf9fmCm3XxEXAMPLE"
	policy   = `{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"s3:*","Resource":"*"}]}`
)

func appendJSON(dst []byte, v wire.Shape) ([]byte, error) { return wire.AppendJSON(dst, v) }

func appendQuery(dst []byte, v wire.Shape) ([]byte, error) {
	e := wire.NewQueryEncoder(dst)
	err := wire.Encode(e, v)
	return e.Bytes(), err
}

func appendEC2Query(dst []byte, v wire.Shape) ([]byte, error) {
	e := wire.NewEC2QueryEncoder(dst)
	err := wire.Encode(e, v)
	return e.Bytes(), err
}

func ours[In wire.Shape](in In, to func([]byte, wire.Shape) ([]byte, error), newRequest func(context.Context, string, In) (*http.Request, error)) []encoder {
	buffer := make([]byte, 0, 4096)
	return []encoder{
		{"ours", func() ([]byte, error) { return to(buffer, in) }},
		{"ours-request", func() ([]byte, error) {
			req, err := newRequest(context.Background(), "https://example.com", in)
			if err != nil {
				return nil, err
			}
			return read(req.Body)
		}},
	}
}

// serializer returns the serializer by itself.
func serializer[In, Out, Opt any](tb testing.TB, o *official, call func(context.Context, *In, ...Opt) (*Out, error), in *In) encoder {
	o.answer = respond(http.StatusOK, nil)
	_, _ = call(context.Background(), in) // captures; that the answer is empty is no matter
	if o.serialize == nil || o.input.Parameters == nil {
		tb.Fatal("the call did not get as far as its serializer")
	}
	var body io.Reader
	last := middleware.SerializeHandlerFunc(func(_ context.Context, in middleware.SerializeInput) (out middleware.SerializeOutput, _ middleware.Metadata, _ error) {
		body = in.Request.(*smithyhttp.Request).GetStream()
		return
	})
	return encoder{"sdk", func() ([]byte, error) {
		req := smithyhttp.NewStackRequest()
		_, _, err := o.serialize.HandleSerialize(o.context, middleware.SerializeInput{Parameters: o.input.Parameters, Request: req}, last)
		if err != nil {
			return nil, err
		}
		return read(body)
	}}
}

// measured is set where reading a body is not what is measured.
var measured bool

func read(body io.Reader) ([]byte, error) {
	if measured {
		return nil, nil
	}
	return io.ReadAll(body)
}

func TestEncodersAgree(t *testing.T) {
	for _, r := range requests {
		t.Run(r.name, func(t *testing.T) {
			all := r.make(t)
			var want any
			for _, e := range all {
				body, err := e.encode()
				if err != nil {
					t.Fatalf("%s: %v", e.name, err)
				}
				got := parsed(t, body)
				if want == nil {
					want = got
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s has -, %s +:\n%s", all[0].name, e.name, diff)
				}
			}
		})
	}
}

// parsed is what a body says, whatever the order it says it in. It leaves out
// what a protocol adds to the input and what is bound to the path.
func parsed(t *testing.T, body []byte) any {
	if body[0] != '{' {
		values, err := url.ParseQuery(string(body))
		if err != nil {
			t.Fatal(err)
		}
		delete(values, "Action")
		delete(values, "Version")
		return values
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func BenchmarkEncode(b *testing.B) {
	measured = true
	defer func() { measured = false }()
	for _, r := range requests {
		b.Run(r.name, func(b *testing.B) {
			for _, e := range r.make(b) {
				b.Run(e.name, func(b *testing.B) {
					measure(b, func() error { _, err := e.encode(); return err })
				})
			}
		})
	}
}
