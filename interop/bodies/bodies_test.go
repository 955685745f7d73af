package bodies

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"testing"
)

func TestBodies(t *testing.T) {
	const many = 1000
	for name, body := range map[string]struct {
		make     func() []byte
		min, max int // bytes, as they are said to have in docs/performance.md
	}{
		"FederationToken":        {FederationToken, 2_100, 2_300},
		"FederationTokenError":   {FederationTokenError, 100, 200},
		"SearchUsers":            {func() []byte { return SearchUsers(many) }, 650_000, 850_000},
		"Scan":                   {func() []byte { return Scan(many) }, 600_000, 900_000},
		"AssumeRole":             {AssumeRole, 1_400, 1_700},
		"AssumeRoleError":        {AssumeRoleError, 200, 400},
		"ListObjects":            {func() []byte { return ListObjects(many) }, 200_000, 300_000},
		"ListObjectsError":       {ListObjectsError, 200, 400},
		"DescribeInstances":      {func() []byte { return DescribeInstances(many) }, 3_000_000, 5_000_000},
		"DescribeInstancesError": {DescribeInstancesError, 200, 400},
	} {
		t.Run(name, func(t *testing.T) {
			got := body.make()
			if len(got) < body.min || len(got) > body.max {
				t.Errorf("%d bytes, want %d to %d", len(got), body.min, body.max)
			}
			if !bytes.Equal(got, body.make()) {
				t.Error("a second call gives other bytes")
			}
			if got[0] == '{' {
				if !json.Valid(got) {
					t.Error("this is no JSON")
				}
				return
			}
			for d := xml.NewDecoder(bytes.NewReader(got)); ; {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
