package wire

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const testEndpoint = "https://api.example.com"

// withTestToken makes idempotency tokens predictable.
func withTestToken(t *testing.T) {
	before := NewIdempotencyToken
	NewIdempotencyToken = func() string { return "token-1" }
	t.Cleanup(func() { NewIdempotencyToken = before })
}

func mustRequest(t *testing.T, op *OperationSchema, in Shape) *http.Request {
	t.Helper()
	r, err := RestJSON1.NewRequest(context.Background(), testEndpoint, op, in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func bodyOf(t *testing.T, r io.Reader) string {
	t.Helper()
	if r == nil {
		return ""
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestRequestBindings(t *testing.T) {
	withTestToken(t)
	when := time.Date(2019, 12, 16, 23, 48, 18, 0, time.UTC)
	in := &bindings{
		Id: new("a b/ü"), Key: new("../x/y z"), Page: new(int32(2)), Tags: []string{"p&q", ""},
		More: map[string][]string{"tag": {"lost"}, "other": {"1", "2"}, "fixed": {"lost"}, "none": {}},
		Name: new("n"), Names: []string{"b,c", `"def"`, "a", "", " s", `back\slash`},
		When: &when, Whens: []time.Time{when, when.Add(time.Hour)}, Numbers: []int32{1, -2}, Score: new(0.1),
		Flag: new(false), Color: new(color("RED")), Colors: []color{"RED", "PA,LE"}, Secret: new("true"),
		Meta: map[string]string{"abc": "1", "Def": ""}, Since: &when, Text: new("t"),
	}
	r := mustRequest(t, &bindOperation, in)
	if got, want := r.URL.String(), testEndpoint+"/things/a%20b%2F%C3%BC/../x/y%20z/end"+
		"?fixed=1&flag&page=2&tag=p%26q&tag=&since=2019-12-16T23%3A48%3A18Z&other=1&other=2"; got != want {
		t.Errorf("URL\n got %s\nwant %s", got, want)
	}
	want := http.Header{
		"X-Name": {"n"}, "X-Names": {`"b,c", "\"def\"", a, "", " s", back\slash`},
		"X-When": {"Mon, 16 Dec 2019 23:48:18 GMT"}, "X-Whens": {"Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 00:48:18 GMT"},
		"X-Numbers": {"1, -2"}, "X-Score": {"0.1"}, "X-Flag": {"false"}, "X-Color": {"RED"}, "X-Colors": {`RED, "PA,LE"`},
		"X-Json": {"dHJ1ZQ=="}, "X-Meta-Abc": {"1"}, "X-Meta-Def": {""}, "Content-Type": {"application/json"},
	}
	if diff := cmp.Diff(want, r.Header); diff != "" {
		t.Error(diff)
	}
	if got, want := bodyOf(t, r.Body), `{"Token":"token-1","Text":"t","Plain":0}`; got != want || r.ContentLength != int64(len(want)) {
		t.Errorf("body %s of length %d, want %s", got, r.ContentLength, want)
	}
	if in.Token != nil {
		t.Error("the caller's structure was changed")
	}
	if r.Method != "POST" || r.Host != "api.example.com" {
		t.Errorf("%s to %s", r.Method, r.Host)
	}
}

// An entry of a map may have an empty name, where the pattern has no literals too.
func TestRequestQueryWithoutName(t *testing.T) {
	op := bindOperation
	op.URI = "/things/{Id}/{Key+}"
	r := mustRequest(t, &op, &bindings{Id: new("i"), Key: new("k"), More: map[string][]string{"": {"v"}}})
	if got := r.URL.RequestURI(); got != "/things/i/k?=v" {
		t.Errorf("URI %s", got)
	}
}

func TestRequestOfLittle(t *testing.T) {
	in := &bindings{Id: new("i"), Key: new("k"), Names: []string{}, Name: new(""), Token: new("mine")}
	r := mustRequest(t, &bindOperation, in)
	if got := r.URL.RequestURI(); got != "/things/i/k/end?fixed=1&flag" {
		t.Errorf("URI %s", got)
	}
	if diff := cmp.Diff(http.Header{"X-Name": {""}, "X-Names": {""}, "Content-Type": {"application/json"}}, r.Header); diff != "" {
		t.Error(diff)
	}
	if got := bodyOf(t, r.Body); got != `{"Token":"mine","Plain":0}` {
		t.Errorf("body %s", got)
	}
}

func TestRequestWithoutInput(t *testing.T) {
	for _, in := range []Shape{nil, (*Unit)(nil), new(Unit)} {
		r := mustRequest(t, &pingOperation, in)
		if len(r.Header) != 0 || bodyOf(t, r.Body) != "" || r.ContentLength != 0 || r.URL.Path != "/ping" {
			t.Errorf("%#v: %v", in, r)
		}
	}
}

func TestRequestPayload(t *testing.T) {
	tests := []struct {
		name      string
		in        Shape
		body      string
		mediaType string
		length    int64
	}{
		{"blob", &payload[[]byte]{Body: []byte{0, 1}}, "\x00\x01", "application/octet-stream", 2},
		{"blob of a type of its own", &payload[[]byte]{Type: new("image/png"), Body: []byte("x")}, "x", "image/png", 1},
		{"empty blob", &payload[[]byte]{Body: []byte{}}, "", "application/octet-stream", 0},
		{"no blob", &payload[[]byte]{}, "", "", 0},
		{"text", &payload[*string]{Body: new("raw")}, "raw", "text/plain", 3},
		{"no text", &payload[*string]{}, "", "", 0},
		{"enum with a media type", &payload[*color]{Body: new(color("RED"))}, "RED", "text/x-color", 3},
		{"structure", &payload[*everything]{Body: &everything{Name: new("n")}}, `{"Name":"n","Plain":"","on_off":false,"Total":0,"Paint":""}`, "application/json", 59},
		{"no structure", &payload[*everything]{}, "{}", "application/json", 2},
		{"union", &payload[choice]{Body: &choiceText{"x"}}, `{"text":"x"}`, "application/json", 12},
		{"no union", &payload[choice]{}, "", "", 0},
		{"document", &payload[Value]{Body: StringValue(nil, "d")}, `"d"`, "application/json", 3},
		{"no document", &payload[Value]{}, "", "", 0},
		{"stream of known length", &payload[io.Reader]{Body: strings.NewReader("abc")}, "abc", "application/octet-stream", 3},
		{"stream of unknown length", &payload[io.Reader]{Body: io.MultiReader(strings.NewReader("abc"))}, "abc", "application/octet-stream", -1},
		{"stream that knows its length", &payload[io.Reader]{Body: lener{strings.NewReader("abc"), 3}}, "abc", "application/octet-stream", 3},
		{"empty stream", &payload[io.Reader]{Body: strings.NewReader("")}, "", "application/octet-stream", 0},
		{"stream to close", &payload[io.ReadCloser]{Body: io.NopCloser(strings.NewReader("abc"))}, "abc", "application/octet-stream", -1},
		{"no stream", &payload[io.Reader]{}, "", "", 0},
		{"no stream to close", &payload[io.ReadCloser]{}, "", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := mustRequest(t, &putOperation, tt.in)
			if got := bodyOf(t, r.Body); got != tt.body || r.Header.Get("Content-Type") != tt.mediaType || r.ContentLength != tt.length {
				t.Errorf("body %q, length %d, headers %v", got, r.ContentLength, r.Header)
			}
		})
	}
}

type lener struct {
	io.Reader
	n int
}

func (l lener) Len() int { return l.n }

func TestRequestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "body")
	if err := os.WriteFile(path, []byte("skipped and sent"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Seek(12, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	op := putOperation
	op.Checksum = ContentMD5
	r := mustRequest(t, &op, &payload[io.Reader]{Body: file})
	if got := bodyOf(t, r.Body); got != "sent" || r.ContentLength != 4 || r.Header.Get("Content-Md5") != "eJGDt+mGRsEdXwVEyPPEyQ==" {
		t.Errorf("body %q, length %d, headers %v", got, r.ContentLength, r.Header)
	}
}

// A zero-length file has no body: net/http would send a chunked one.
func TestRequestEmptyFile(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "empty"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if r := mustRequest(t, &putOperation, &payload[io.Reader]{Body: file}); r.ContentLength != 0 || r.Body != http.NoBody {
		t.Errorf("length %d, body %v", r.ContentLength, r.Body)
	}
}

// Who says that a stream has nothing in it gets no chunked body either.
func TestRequestSaidToBeEmpty(t *testing.T) {
	for said, want := range map[string]int64{"0": 0, "7": 7} {
		body := io.NopCloser(io.MultiReader(strings.NewReader("content")))
		r := &http.Request{Header: http.Header{"Content-Length": {said}}, Body: body, ContentLength: -1}
		o := outgoing{stream: body}
		if err := o.saidLength(r); err != nil || r.ContentLength != want || (r.Body == http.NoBody) != (want == 0) || len(r.Header) != 0 {
			t.Errorf("%s: length %d, body %v, headers %v: %v", said, r.ContentLength, r.Body, r.Header, err)
		}
	}
}

// The sum is the one of the official case RestJsonHttpChecksumRequired.
func TestRequestChecksum(t *testing.T) {
	op := putOperation
	op.Checksum = ContentMD5
	body := `{"foo":"base64 encoded md5 checksum"}`
	r := mustRequest(t, &op, &payload[*string]{Body: &body})
	if got := r.Header.Get("Content-Md5"); got != "iB0/3YSo7maijL0IGOgA9g==" {
		t.Errorf("got %s", got)
	}
	_, err := RestJSON1.NewRequest(context.Background(), testEndpoint, &op, &payload[io.Reader]{Body: io.MultiReader()})
	if !errors.Is(err, errChecksum) {
		t.Errorf("got %v", err)
	}
}

// A checksummed is the input of an operation whose model has aws.protocols#httpChecksum.
type checksummed struct {
	Algorithm *string
	SHA256    *string
	Type      *string
	Body      io.Reader
}

func (v *checksummed) ToValue() Value { return ToValue(&checksummedSchema, v) }

var checksummedSchema = Schema{ID: "test#Checksummed", Kind: Structure, Type: (*checksummed)(nil), Members: []Member{
	{Name: "Algorithm", Target: &StringSchema, Location: InHeader, Key: "x-amz-sdk-checksum-algorithm"},
	{Name: "SHA256", Target: &StringSchema, Location: InHeader, Key: "x-amz-checksum-sha256"},
	{Name: "Type", Target: &StringSchema, Location: InHeader, Key: "x-amz-checksum-type"},
	{Name: "Body", Target: &BlobSchema, Flags: Streaming, Location: InPayload},
}}

// The sums of CRCs are the check values of their catalogue, those of hashes the
// ones that sha1sum and sha256sum print.
func TestRequestChecksumByAlgorithm(t *testing.T) {
	const unknown = `Put.Algorithm: no checksum by "MD4" can be made here; set the member that is the sum`
	op := putOperation
	op.Input, op.ChecksumMember, op.Checksum = &checksummedSchema, "Algorithm", BodyChecksum
	op.Request = []RequestPart{SendStream, SendHeaders}
	body := func() io.Reader { return strings.NewReader("123456789") }
	for _, test := range []struct {
		in       checksummed
		required bool
		sum      string // as hex, behind the header that has it
		err      string
	}{
		{in: checksummed{Algorithm: new("CRC32")}, sum: "X-Amz-Checksum-Crc32 cbf43926"},
		{in: checksummed{Algorithm: new("CRC32C")}, sum: "X-Amz-Checksum-Crc32c e3069283"},
		{in: checksummed{Algorithm: new("CRC64NVME")}, sum: "X-Amz-Checksum-Crc64nvme ae8b14860a799888"},
		{in: checksummed{Algorithm: new("SHA1")}, required: true, sum: "X-Amz-Checksum-Sha1 f7c3bc1d808e04732adf679965ccc34ca7ae3441"},
		{in: checksummed{Algorithm: new("SHA256")}, sum: "X-Amz-Checksum-Sha256 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"},
		{in: checksummed{Algorithm: new("SHA1"), SHA256: new("/w==")}, sum: "X-Amz-Checksum-Sha256 ff"},
		{in: checksummed{SHA256: new("/w==")}, required: true, sum: "X-Amz-Checksum-Sha256 ff"},
		{in: checksummed{Type: new("COMPOSITE")}, required: true, sum: "Content-Md5 25f9e794323b453885f5181f1b624d0b"},
		{in: checksummed{}},
		{in: checksummed{Algorithm: new("MD4")}, err: unknown},
	} {
		op.Flags = 0
		if test.required {
			op.Flags = ChecksumRequired
		}
		test.in.Body = body()
		r, err := RestJSON1.NewRequest(t.Context(), testEndpoint, &op, &test.in)
		if err != nil || test.err != "" {
			if err == nil || err.Error() != test.err {
				t.Errorf("%v, want %s", err, test.err)
			}
			continue
		}
		var sums []string
		for name, values := range r.Header {
			if raw, err := base64.StdEncoding.DecodeString(values[0]); err == nil && (name == "Content-Md5" || strings.HasPrefix(name, checksumHeader) && name != checksumHeader+"Type") {
				sums = append(sums, fmt.Sprintf("%s %x", name, raw))
			}
		}
		if got := strings.Join(sums, ", "); got != test.sum || bodyOf(t, r.Body) != "123456789" {
			t.Errorf("got %s, want %s", got, test.sum)
		}
	}
}

// What a service has to know before it reads is an error if it can't be known.
func TestRequestOfSizedStream(t *testing.T) {
	op := putOperation
	op.Request = []RequestPart{SendSizedStream, SendHeaders}
	if r := mustRequest(t, &op, &payload[io.Reader]{Body: strings.NewReader("abc")}); r.ContentLength != 3 || bodyOf(t, r.Body) != "abc" {
		t.Errorf("length %d", r.ContentLength)
	}
	if r := mustRequest(t, &op, &payload[io.Reader]{}); r.ContentLength != 0 {
		t.Errorf("nothing: length %d", r.ContentLength)
	}
	_, err := RestJSON1.NewRequest(t.Context(), testEndpoint, &op, &payload[io.Reader]{Body: io.MultiReader(strings.NewReader("abc"))})
	if !errors.Is(err, errNoLength) {
		t.Errorf("got %v", err)
	}
}

// What is handed on unread is what is stored: package net/http is kept from asking for
// it in another form. Where a member is bound to the header, that decides.
func TestStreamsAreNotUnpacked(t *testing.T) {
	op := putOperation
	for _, test := range []struct {
		out  *Schema
		want string
	}{
		{payloadSchema("Stream", &BlobSchema, Streaming, ""), "identity"}, {payloadSchema("Blob", &BlobSchema, 0, ""), ""}, {&bindingsSchema, ""}, {nil, ""},
	} {
		op.Output = test.out
		if got := mustRequest(t, &op, &payload[*string]{Body: new("x")}).Header.Get("Accept-Encoding"); got != test.want {
			t.Errorf("%v: got %q, want %q", test.out, got, test.want)
		}
	}
	o := outgoing{op: &OperationSchema{Output: payloadSchema("Stream", &BlobSchema, Streaming, "")}, header: http.Header{"Accept-Encoding": {"gzip"}}}
	if r, err := o.build(t.Context(), testEndpoint); err != nil || r.Header.Get("Accept-Encoding") != "gzip" {
		t.Errorf("got %v, %v", r, err)
	}
}

func TestRequestCompression(t *testing.T) {
	op := putOperation
	op.Compress = Gzip
	small := mustRequest(t, &op, &payload[*string]{Body: new("small")})
	if got := small.Header.Get("Content-Encoding"); got != "" || bodyOf(t, small.Body) != "small" {
		t.Errorf("small: %q", got)
	}
	text := strings.Repeat("compress me ", 1000)
	large := mustRequest(t, &op, &payload[*string]{Body: &text})
	compressed := bodyOf(t, large.Body)
	if got := large.Header.Get("Content-Encoding"); got != "gzip" || large.ContentLength != int64(len(compressed)) || len(compressed) > 1000 {
		t.Errorf("large: %q of length %d", got, large.ContentLength)
	}
	if got := unzipped(t, compressed); got != text {
		t.Errorf("large: %d bytes", len(got))
	}
	o := outgoing{op: &op, body: bytes.Repeat([]byte("x"), 10240), header: http.Header{"Content-Encoding": {"custom"}}}
	if Gzip(&o); o.header.Get("Content-Encoding") != "custom, gzip" {
		t.Errorf("on top of another: %q", o.header.Get("Content-Encoding"))
	}
}

// The sum is one of what is sent.
func TestRequestCompressionAndChecksum(t *testing.T) {
	op := putOperation
	op.Compress = Gzip
	op.Checksum = ContentMD5
	text := strings.Repeat("compress me ", 1000)
	r := mustRequest(t, &op, &payload[*string]{Body: &text})
	sum := md5.Sum([]byte(bodyOf(t, r.Body)))
	if got, want := r.Header.Get("Content-Md5"), base64.StdEncoding.EncodeToString(sum[:]); got != want {
		t.Errorf("sum %s, want %s", got, want)
	}
}

// A stream is compressed whatever its size, and its length is not known then.
func TestStreamCompression(t *testing.T) {
	op := putOperation
	op.Compress = Gzip
	for _, text := range []string{"", "small", strings.Repeat("compress me ", 10000)} {
		r := mustRequest(t, &op, &payload[io.Reader]{Body: strings.NewReader(text)})
		if r.ContentLength != -1 || r.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("length %d, headers %v", r.ContentLength, r.Header)
		}
		if got := unzipped(t, bodyOf(t, iotest.OneByteReader(r.Body))); got != text {
			t.Errorf("%d bytes, want %d", len(got), len(text))
		}
	}
	r := mustRequest(t, &op, &payload[io.Reader]{Body: iotest.ErrReader(io.ErrClosedPipe)})
	if _, err := io.ReadAll(r.Body); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("broken: %v", err)
	}
	closed := &closing{Reader: strings.NewReader("x")}
	if r = mustRequest(t, &op, &payload[io.ReadCloser]{Body: closed}); r.Body.Close() != nil || !closed.closed {
		t.Error("the stream was not closed")
	}
	if r = mustRequest(t, &op, &payload[io.Reader]{}); len(r.Header) != 0 || r.Body != nil && r.Body != http.NoBody {
		t.Errorf("no stream: %v, %v", r.Header, r.Body)
	}
}

// A measured says how long its stream is.
type measured struct {
	Length *int64
	Body   io.Reader
}

func (v *measured) ToValue() Value { return ToValue(&measuredSchema, v) }

var measuredSchema = Schema{ID: "test#Measured", Kind: Structure, Type: (*measured)(nil), Members: []Member{
	{Name: "Length", Target: &LongSchema, Location: InHeader, Key: "Content-Length"},
	{Name: "Body", Target: &BlobSchema, Flags: Streaming, Location: InPayload},
}}

// What the input says is the length of a stream is not that of what it is compressed to.
func TestCompressionOfSaidLength(t *testing.T) {
	met(&measured{})
	for name, want := range map[string]int64{"plain": 7, "gzip": -1} {
		op := putOperation
		if name == "gzip" {
			op.Compress = Gzip
		}
		r := mustRequest(t, &op, &measured{new(int64(7)), iotest.OneByteReader(strings.NewReader("content"))})
		if r.ContentLength != want || r.Header.Get("Content-Length") != "" {
			t.Errorf("%s: length %d, want %d; headers %v", name, r.ContentLength, want, r.Header)
		}
	}
}

type closing struct {
	io.Reader
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

func TestMinCompress(t *testing.T) {
	before := MinCompress
	t.Cleanup(func() { MinCompress = before })
	op := putOperation
	op.Compress = Gzip
	for min, want := range map[int]string{0: "gzip", 5: "gzip", 6: "", -1: ""} {
		MinCompress = min
		r := mustRequest(t, &op, &payload[*string]{Body: new("small")})
		if got := r.Header.Get("Content-Encoding"); got != want {
			t.Errorf("from %d: %q, want %q", min, got, want)
		}
	}
	MinCompress = -1
	if r := mustRequest(t, &op, &payload[io.Reader]{Body: strings.NewReader("x")}); r.Header.Get("Content-Encoding") != "" {
		t.Error("a stream was compressed")
	}
}

func unzipped(t *testing.T, text string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return bodyOf(t, r)
}

func TestRequestEndpoint(t *testing.T) {
	tests := []struct{ endpoint, url, host string }{
		{"https://h", "https://bar.data-h/", "bar.data-h"},
		{"http://h:8080/", "http://bar.data-h:8080/", "bar.data-h:8080"},
		{"https://h/base", "https://bar.data-h/base/", "bar.data-h"},
		{"https://h/base%2Fpath/?x=y#frag", "https://bar.data-h/base%2Fpath/?x=y", "bar.data-h"},
	}
	for _, tt := range tests {
		r, err := RestJSON1.NewRequest(context.Background(), tt.endpoint, &hostedOperation, &hosted{new("bar")})
		if err != nil {
			t.Fatal(err)
		}
		if r.URL.String() != tt.url || r.Host != tt.host {
			t.Errorf("%s: got %s to %s", tt.endpoint, r.URL, r.Host)
		}
		if got := bodyOf(t, r.Body); got != `{"Account":"bar"}` {
			t.Errorf("body %s", got)
		}
	}
}

func TestRequestErrors(t *testing.T) {
	label := func(id, key *string) Shape { return &bindings{Id: id, Key: key} }
	pattern := func(uri string) *OperationSchema {
		op := bindOperation
		op.URI = uri
		return &op
	}
	i := new("i")
	tests := []struct {
		name     string
		op       *OperationSchema
		endpoint string
		in       Shape
		want     string
	}{
		{"no label", &bindOperation, testEndpoint, label(nil, i), "Bind.Id: it is part of the URI and must not be empty; set it"},
		{"empty label", &bindOperation, testEndpoint, label(new(""), i), "Bind.Id: it is part of the URI and must not be empty; set it"},
		{"empty greedy label", &bindOperation, testEndpoint, label(i, new("")), "Bind.Key: it is part of the URI and must not be empty; set it"},
		{"nil", &bindOperation, testEndpoint, nil, "Bind: the input is nil; pass a pointer to a structure"},
		{"nil pointer", &bindOperation, testEndpoint, (*bindings)(nil), "Bind: the input is nil; pass a pointer to a structure"},
		{"no scheme", &pingOperation, "api.example.com", nil, `Ping: the endpoint "api.example.com" has no scheme or no host; give it like https://connect.us-east-1.amazonaws.com`},
		{"another scheme", &pingOperation, "file:///etc", nil, `Ping: the endpoint "file:///etc" has no scheme or no host; give it like https://connect.us-east-1.amazonaws.com`},
		{"no URL", &pingOperation, "http://a b", nil, `Ping: the endpoint is not a URL: parse "http://a b": invalid character " " in host name`},
		{"no host label", &hostedOperation, testEndpoint, &hosted{}, "Host.Account: it is part of the URI and must not be empty; set it"},
		{"host label that leaves the host", &hostedOperation, testEndpoint, &hosted{new("evil.com/")}, "Host.Account: it is part of the host name and must be 1 to 63 letters, digits and hyphens, with no hyphen at either end"},
		{"host label that ends in a hyphen", &hostedOperation, testEndpoint, &hosted{new("a-")}, "Host.Account: it is part of the host name and must be 1 to 63 letters, digits and hyphens, with no hyphen at either end"},
		{"host label that begins with a hyphen", &hostedOperation, testEndpoint, &hosted{new("-a")}, "Host.Account: it is part of the host name and must be 1 to 63 letters, digits and hyphens, with no hyphen at either end"},
		{"delete in a header", &bindOperation, testEndpoint, &bindings{Id: i, Key: i, Name: new("a\x7f")}, "Bind.Name: a header can't carry control characters; remove them"},
		{"line end in a header", &bindOperation, testEndpoint, &bindings{Id: i, Key: i, Name: new("a\r\nX-Evil: 1")}, "Bind.Name: a header can't carry control characters; remove them"},
		{"line end in a header's name", &bindOperation, testEndpoint, &bindings{Id: i, Key: i, Meta: map[string]string{"a\r\nb": "c"}}, `Bind.Meta: "X-Meta-a\r\nb" can't be the name of a header`},
		{"pattern that is not closed", pattern("/{Id"), testEndpoint, label(i, i), `Bind: the model's pattern is malformed: "{Id" is not closed`},
		{"pattern with a label for nothing", pattern("/{Page}"), testEndpoint, label(i, i), `Bind: the model's pattern is malformed: no member is bound to the label "Page"`},
		{"pattern with an escape that is none", pattern("/%zz"), testEndpoint, label(i, i), `Bind: the model's pattern is malformed: invalid URL escape "%zz"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := RestJSON1.NewRequest(context.Background(), tt.endpoint, tt.op, tt.in)
			e, ok := errors.AsType[*RequestError](err)
			if !ok || r != nil {
				t.Fatalf("got %v, %v", r, err)
			}
			if e.Error() != tt.want || e.Operation != tt.op.Name {
				t.Errorf("\n got %s\nwant %s", e, tt.want)
			}
		})
	}
}

// What net/http puts on the wire is what was asked for: dot segments and escapes
// survive, and an empty body of a POST has a length.
func TestRequestOnTheWire(t *testing.T) {
	var uri, length string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		uri, length = r.RequestURI, r.Header.Get("Content-Length")
		if r.ContentLength == 0 {
			length = "0"
		}
	}))
	defer server.Close()
	send := func(op *OperationSchema, in Shape) {
		t.Helper()
		r, err := RestJSON1.NewRequest(context.Background(), server.URL+"/base", op, in)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	send(&bindOperation, &bindings{Id: new("a/b"), Key: new("../x//y"), Token: new("t")})
	if uri != "/base/things/a%2Fb/../x//y/end?fixed=1&flag" {
		t.Errorf("got %s", uri)
	}
	send(&pingOperation, nil)
	if uri != "/base/ping" || length != "0" {
		t.Errorf("got %s of length %s", uri, length)
	}
}

// A token is filled in wherever none was said: also into a plain field.
func TestTokenOfPlainField(t *testing.T) {
	withTestToken(t)
	for _, flags := range []Flags{Present, Unsaid} {
		tokenInputSchema.Members[0].Flags = Idempotency | flags
		for given, want := range map[string]string{"": `{"Token":"token-1"}`, "mine": `{"Token":"mine"}`} {
			r := mustRequest(t, &OperationSchema{Name: "Do", Service: &testService, Method: "POST", URI: "/", Input: &tokenInputSchema, Request: []RequestPart{SendToken, SendBody}},
				&tokenInput{given})
			if got := bodyOf(t, r.Body); got != want {
				t.Errorf("flags %d: got %s, want %s", flags, got, want)
			}
		}
	}
}

type tokenInput struct{ Token string }

func (v *tokenInput) ToValue() Value { return ToValue(&tokenInputSchema, v) }

var tokenInputSchema = Schema{ID: "test#TokenInput", Kind: Structure, Type: (*tokenInput)(nil), Members: []Member{{Name: "Token", Target: &StringSchema}}}

func TestIdempotencyToken(t *testing.T) {
	a, b := NewIdempotencyToken(), NewIdempotencyToken()
	for _, token := range []string{a, b} {
		if len(token) != 36 || token[14] != '4' || !strings.ContainsRune("89ab", rune(token[19])) || strings.Count(token, "-") != 4 {
			t.Errorf("%q is no UUID of version 4", token)
		}
	}
	if a == b {
		t.Errorf("twice %s", a)
	}
}
