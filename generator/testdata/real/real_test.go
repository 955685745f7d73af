package real

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/generated/autoscaling"
	"example.com/generated/cloudwatch"
	"example.com/generated/dynamodb"
	"example.com/generated/ec2"
	"example.com/generated/iam"
	"example.com/generated/lambda"
	"example.com/generated/rds"
	"example.com/generated/s3"
	"example.com/generated/wire"
)

// A reply is what the server answers next: a status and a body.
type reply struct {
	status int
	body   string
}

// script is a server that gives one reply after the other and keeps what it was
// asked: URL and body.
func script(t *testing.T, replies ...reply) (endpoint string, asked *[]string) {
	asked = new([]string)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*asked = append(*asked, r.URL.String()+" "+string(body))
		if len(*asked) > len(replies) {
			w.WriteHeader(500)
			return
		}
		reply := replies[len(*asked)-1]
		w.WriteHeader(reply.status)
		fmt.Fprint(w, reply.body)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

func over[In, Out any](endpoint string, newRequest func(context.Context, string, In) (*http.Request, error), parse func(*http.Response) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (out Out, err error) {
		req, err := newRequest(ctx, endpoint, in)
		if err != nil {
			return out, err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return out, err
		}
		return parse(resp)
	}
}

func all[T any](t *testing.T, seq iter.Seq2[T, error]) (items []T) {
	t.Helper()
	for item, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item)
	}
	return items
}

func expect(t *testing.T, asked []string, parts ...string) {
	t.Helper()
	if len(asked) != len(parts) {
		t.Fatalf("asked %d times, want %d: %q", len(asked), len(parts), asked)
	}
	for i, part := range parts {
		if !strings.Contains(asked[i], part) {
			t.Errorf("request %d is %s, want %s", i, asked[i], part)
		}
	}
}

var soon = wire.WaitOptions{MaxWait: time.Minute, MinDelay: time.Millisecond, MaxDelay: time.Millisecond}

func TestS3(t *testing.T) {
	endpoint, asked := script(t,
		reply{200, `<ListBucketResult><Contents><Key>a</Key></Contents><Contents><Key>b</Key></Contents><NextContinuationToken>t/1</NextContinuationToken></ListBucketResult>`},
		reply{200, `<ListBucketResult><Contents><Key>c</Key></Contents></ListBucketResult>`})
	in := &s3.ListObjectsV2Request{Bucket: new("bucket")}
	n := 0
	for page, err := range s3.ListObjectsV2Pages(t.Context(), in, over(endpoint, s3.NewListObjectsV2HTTPRequest, s3.ParseListObjectsV2HTTPResponse)) {
		if err != nil {
			t.Fatal(err)
		}
		n += len(page.Contents)
	}
	if n != 3 || in.ContinuationToken != nil {
		t.Errorf("%d objects", n)
	}
	expect(t, *asked, "list-type=2", "continuation-token=t%2F1")

	endpoint, asked = script(t, reply{404, ""}, reply{404, ""}, reply{200, ""})
	if _, err := s3.WaitUntilBucketExists(t.Context(), &s3.HeadBucketRequest{Bucket: new("bucket")}, over(endpoint, s3.NewHeadBucketHTTPRequest, s3.ParseHeadBucketHTTPResponse), soon); err != nil {
		t.Error(err)
	}
	expect(t, *asked, "/bucket", "/bucket", "/bucket")
}

func TestDynamoDB(t *testing.T) {
	endpoint, asked := script(t,
		reply{200, `{"Items": [{"id": {"N": "1"}}, {"id": {"N": "2"}}], "LastEvaluatedKey": {"id": {"N": "2"}, "tag": {"S": "x"}}}`},
		reply{200, `{"Items": [{"id": {"N": "3"}}]}`})
	items := all(t, dynamodb.ScanItems(t.Context(), &dynamodb.ScanInput{TableName: new("things")}, over(endpoint, dynamodb.NewScanHTTPRequest, dynamodb.ParseScanHTTPResponse)))
	if len(items) != 3 || items[2]["id"].(*dynamodb.AttributeValueMemberN).Value != "3" {
		t.Error(items)
	}
	expect(t, *asked, `"TableName":"things"`, `"ExclusiveStartKey":{"id":{"N":"2"},"tag":{"S":"x"}}`)

	endpoint, _ = script(t, reply{400, `{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}`},
		reply{200, `{"Table": {"TableStatus": "CREATING"}}`}, reply{200, `{"Table": {"TableStatus": "ACTIVE"}}`})
	out, err := dynamodb.WaitUntilTableExists(t.Context(), &dynamodb.DescribeTableInput{TableName: new("things")}, over(endpoint, dynamodb.NewDescribeTableHTTPRequest, dynamodb.ParseDescribeTableHTTPResponse), soon)
	if err != nil || *out.Table.TableStatus != dynamodb.TableStatusActive {
		t.Error(out, err)
	}
}

func TestIAM(t *testing.T) {
	page := func(name, marker string) reply {
		return reply{200, "<ListUsersResponse><ListUsersResult><Users><member><UserName>" + name + "</UserName></member></Users>" + marker + "</ListUsersResult></ListUsersResponse>"}
	}
	endpoint, asked := script(t, page("ann", "<IsTruncated>true</IsTruncated><Marker>m1</Marker>"), page("bob", "<IsTruncated>false</IsTruncated>"))
	var names []string
	for _, u := range all(t, iam.ListUsersItems(t.Context(), &iam.ListUsersRequest{}, over(endpoint, iam.NewListUsersHTTPRequest, iam.ParseListUsersHTTPResponse))) {
		names = append(names, u.UserName)
	}
	if !slices.Equal(names, []string{"ann", "bob"}) {
		t.Error(names)
	}
	expect(t, *asked, "Action=ListUsers", "Marker=m1")
}

func TestRDS(t *testing.T) {
	page := func(states ...string) reply {
		body := "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>"
		for _, s := range states {
			body += "<DBInstance><DBInstanceStatus>" + s + "</DBInstanceStatus></DBInstance>"
		}
		return reply{200, body + "</DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>"}
	}
	endpoint, asked := script(t, page("creating", "available"), page("available", "available"))
	call := over(endpoint, rds.NewDescribeDBInstancesHTTPRequest, rds.ParseDescribeDBInstancesHTTPResponse)
	if out, err := rds.WaitUntilDBInstanceAvailable(t.Context(), nil, call, soon); err != nil || len(out.DBInstances) != 2 {
		t.Error(err)
	}
	expect(t, *asked, "DescribeDBInstances", "DescribeDBInstances")

	endpoint, _ = script(t, page("creating", "failed"))
	_, err := rds.WaitUntilDBInstanceAvailable(t.Context(), nil, over(endpoint, rds.NewDescribeDBInstancesHTTPRequest, rds.ParseDescribeDBInstancesHTTPResponse), soon)
	if failed, ok := errors.AsType[*wire.WaitFailedError](err); !ok || len(failed.Response.(*rds.DBInstanceMessage).DBInstances) != 2 {
		t.Error(err)
	}

	// The error that ends this one is known by its code, not by its shape's name.
	endpoint, _ = script(t, page("deleting"), reply{404, "<ErrorResponse><Error><Code>DBInstanceNotFound</Code></Error></ErrorResponse>"})
	if _, err = rds.WaitUntilDBInstanceDeleted(t.Context(), nil, over(endpoint, rds.NewDescribeDBInstancesHTTPRequest, rds.ParseDescribeDBInstancesHTTPResponse), soon); err != nil {
		t.Error(err)
	}
}

func TestCloudWatch(t *testing.T) {
	endpoint, _ := script(t, reply{200, "<DescribeAlarmsResponse><DescribeAlarmsResult></DescribeAlarmsResult></DescribeAlarmsResponse>"},
		reply{200, "<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms><member><AlarmName>a</AlarmName></member></MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>"})
	call := over(endpoint, cloudwatch.NewDescribeAlarmsHTTPRequest, cloudwatch.ParseDescribeAlarmsHTTPResponse)
	if out, err := cloudwatch.WaitUntilAlarmExists(t.Context(), &cloudwatch.DescribeAlarmsInput{}, call, soon); err != nil || len(out.MetricAlarms) != 1 {
		t.Error(err)
	}
}

// The longest expression that a model has: all groups have as many instances in
// service as they want at least.
func TestAutoScaling(t *testing.T) {
	groups := func(states ...string) reply {
		body := "<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups><member><MinSize>1</MinSize><Instances>"
		for _, s := range states {
			body += "<member><LifecycleState>" + s + "</LifecycleState></member>"
		}
		return reply{200, body + "</Instances></member></AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>"}
	}
	endpoint, asked := script(t, groups(), groups("Pending"), groups("Pending", "InService"))
	call := over(endpoint, autoscaling.NewDescribeAutoScalingGroupsHTTPRequest, autoscaling.ParseDescribeAutoScalingGroupsHTTPResponse)
	if _, err := autoscaling.WaitUntilGroupInService(t.Context(), nil, call, soon); err != nil {
		t.Error(err)
	}
	if len(*asked) != 3 {
		t.Errorf("asked %d times", len(*asked))
	}
}

func TestEC2(t *testing.T) {
	page := func(state, token string) reply {
		return reply{200, "<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceState><name>" + state +
			"</name></instanceState></item></instancesSet></item></reservationSet>" + token + "</DescribeInstancesResponse>"}
	}
	endpoint, asked := script(t, page("running", "<nextToken>n1</nextToken>"), page("stopped", "<nextToken/>"))
	reservations := all(t, ec2.DescribeInstancesItems(t.Context(), &ec2.DescribeInstancesRequest{}, over(endpoint, ec2.NewDescribeInstancesHTTPRequest, ec2.ParseDescribeInstancesHTTPResponse)))
	if len(reservations) != 2 || *reservations[1].Instances[0].State.Name != ec2.InstanceStateNameStopped {
		t.Error(reservations)
	}
	expect(t, *asked, "Action=DescribeInstances", "NextToken=n1")

	endpoint, _ = script(t, reply{400, "<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code></Error></Errors></Response>"}, page("pending", ""), page("running", ""))
	if _, err := ec2.WaitUntilInstanceRunning(t.Context(), nil, over(endpoint, ec2.NewDescribeInstancesHTTPRequest, ec2.ParseDescribeInstancesHTTPResponse), soon); err != nil {
		t.Error(err)
	}
}

// What waiters-2.json says of success: no error.
func TestLambda(t *testing.T) {
	endpoint, _ := script(t, reply{404, `{"__type": "ResourceNotFoundException"}`}, reply{200, `{}`})
	if _, err := lambda.WaitUntilFunctionExists(t.Context(), &lambda.GetFunctionRequest{FunctionName: new("f")}, over(endpoint, lambda.NewGetFunctionHTTPRequest, lambda.ParseGetFunctionHTTPResponse), soon); err != nil {
		t.Error(err)
	}
}
