package generator

import (
	"bytes"
	"strings"
	"testing"
)

// A service of several protocols is generated for the first that is known, or for
// the one that is asked for.
func TestProtocolOfSeveral(t *testing.T) {
	const pigeon, several = `"aws.protocols#carrierPigeon": {}`, `"aws.protocols#carrierPigeon": {}, "aws.protocols#awsJson1_0": {}, "smithy.protocols#rpcv2Cbor": {}`
	const all = "speaks aws.protocols#carrierPigeon, aws.protocols#awsJson1_0, smithy.protocols#rpcv2Cbor, but "
	for _, c := range []struct{ offered, asked, want string }{
		{several, "", "wire.AWSJSON10."},
		{several, "rpcv2Cbor", "wire.RPCV2CBOR."},
		{several, "RPCV2CBOR", "wire.RPCV2CBOR."},
		{several, "smithy.protocols#rpcv2Cbor", "wire.RPCV2CBOR."},
		{several, "awsJson1_0", "wire.AWSJSON10."},
		{several, "restJson1", all + "restJson1 was asked for; ask for awsJson1_0 or rpcv2Cbor"},
		{several, "carrierPigeon", all + "carrierPigeon was asked for; ask for awsJson1_0 or rpcv2Cbor"},
		{pigeon, "", "x#S speaks aws.protocols#carrierPigeon; supported protocols are restJson1, restXml, awsJson1_0, awsJson1_1, awsQuery, ec2Query, rpcv2Cbor, rpcv2Json"},
		{`"alloy#simpleRestJson": {}`, "", "x#S speaks no protocol of AWS or Smithy; supported protocols are restJson1, restXml,"},
	} {
		m := loadText(t, strings.NewReplacer("PROTOCOLS", c.offered, "MEMBERS", "", "SHAPES", "").Replace(minimal))
		files, err := Generate(m, Options{Package: "p", Runtime: testRuntime, Protocol: c.asked})
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%q of %s:\n got %v\nwant %s", c.asked, c.offered, err, c.want)
			}
			continue
		}
		for _, f := range files {
			if f.Name == "operations.go" && bytes.Count(f.Content, []byte(c.want)) != 2 {
				t.Errorf("%q of %s: no %s in\n%s", c.asked, c.offered, c.want, f.Content)
			}
			if cbor := c.want == "wire.RPCV2CBOR."; f.Name == "operations.go" && bytes.Contains(f.Content, []byte("FromCBOR(code string, body []byte)")) != cbor {
				t.Errorf("%q of %s: errors are read from CBOR %t, want %t", c.asked, c.offered, !cbor, cbor)
			}
		}
	}
}

func TestEscapedURI(t *testing.T) {
	for pattern, want := range map[string]string{
		"/a/{Label}/b:c?x-id=Get&k": "/a/{Label}/b:c?x-id=Get&k", "/é/{x+}": "/%C3%A9/{x+}", "/a b/{x}": "/a%20b/{x}",
		"/{x}#f/{y}?k=é#": "/{x}%23f/{y}?k=%C3%A9%23", "/%20/{x}\n\"": "/%20/{x}%0A%22", "/": "/",
	} {
		if got := escapedURI(pattern); got != want {
			t.Errorf("%s: got %s, want %s", pattern, got, want)
		}
	}
}
