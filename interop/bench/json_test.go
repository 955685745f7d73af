//go:build bench

package bench

import (
	"encoding/json"
	"slices"
	"testing"

	sdkconnect "github.com/aws/aws-sdk-go-v2/service/connect"
	sdkdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/bytedance/sonic"
	"github.com/go-faster/jx"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/mailru/easyjson"

	"github.com/smithygen/smithygen/interop/bench/testdata/connect"
	"github.com/smithygen/smithygen/interop/bench/testdata/dynamodb"
	"github.com/smithygen/smithygen/interop/bodies"
	"github.com/smithygen/smithygen/interop/peers"
)

const many = 1000 // elements of the long bodies

var jsonTopics = []topic{
	{"FederationToken", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.FederationToken(), newOfficial()
		return body, slices.Concat(
			[]decoder{
				into("ours", func(b []byte, v *connect.GetFederationTokenResponse) error { return v.UnmarshalJSON(b) }),
				parse(200, connect.ParseGetFederationTokenHTTPResponse),
			},
			decoders(tb, o, sdkconnect.NewFromConfig(o.config).GetFederationToken, &sdkconnect.GetFederationTokenInput{InstanceId: new("i")}, 200, body),
			jsonPeers[peers.FederationToken](),
		)
	}},
	{"FederationTokenError", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.FederationTokenError(), newOfficial()
		return body, slices.Concat(
			[]decoder{
				parseError(connect.GetFederationTokenErrorFromJSON),
				parse(400, connect.ParseGetFederationTokenHTTPResponse),
			},
			decoders(tb, o, sdkconnect.NewFromConfig(o.config).GetFederationToken, &sdkconnect.GetFederationTokenInput{InstanceId: new("i")}, 400, body),
			jsonPeers[peers.Error](),
		)
	}},
	{"SearchUsers", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.SearchUsers(many), newOfficial()
		return body, slices.Concat(
			[]decoder{
				into("ours", func(b []byte, v *connect.SearchUsersResponse) error { return v.UnmarshalJSON(b) }),
				parse(200, connect.ParseSearchUsersHTTPResponse),
			},
			decoders(tb, o, sdkconnect.NewFromConfig(o.config).SearchUsers, &sdkconnect.SearchUsersInput{InstanceId: new("i")}, 200, body),
			jsonPeers[peers.SearchUsers](),
		)
	}},
	{"Scan", func(tb testing.TB) ([]byte, []decoder) {
		body, o := bodies.Scan(many), newOfficial()
		return body, slices.Concat(
			[]decoder{
				into("ours", func(b []byte, v *dynamodb.ScanOutput) error { return v.UnmarshalJSON(b) }),
				parse(200, dynamodb.ParseScanHTTPResponse),
			},
			decoders(tb, o, sdkdynamodb.NewFromConfig(o.config).Scan, &sdkdynamodb.ScanInput{TableName: new("Orders")}, 200, body),
			jsonPeers[peers.Scan](),
		)
	}},
}

// jsonPeers returns the other JSON decoders of a T.
func jsonPeers[T any, P interface {
	*T
	easyjson.Unmarshaler
	Decode(*jx.Decoder) error
}]() []decoder {
	by := func(name string, fill func([]byte, P) error) decoder {
		return decoder{name, func(body []byte) (any, error) {
			v := P(new(T))
			return v, fill(body, v)
		}}
	}
	return []decoder{
		by("sonic", func(b []byte, v P) error { return sonic.ConfigFastest.Unmarshal(b, v) }),
		by("jx", func(b []byte, v P) error {
			d := jx.GetDecoder()
			defer jx.PutDecoder(d)
			d.ResetBytes(b)
			return v.Decode(d)
		}),
		by("easyjson", func(b []byte, v P) error { return easyjson.Unmarshal(b, v) }),
		by("encodingjson", func(b []byte, v P) error { return json.Unmarshal(b, v) }),
		by("jsonv2", func(b []byte, v P) error { return jsonv2.Unmarshal(b, v) }),
		{"floor", func(b []byte) (any, error) { return nil, jx.DecodeBytes(b).Validate() }},
	}
}
