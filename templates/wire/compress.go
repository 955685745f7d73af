package wire

import (
	"bytes"
	"compress/gzip"
	"io"
)

// MinCompress is the size in bytes from which on the bodies of operations that
// want it (smithy.api#requestCompression) are compressed; streams of bytes are
// whatever their size. Set it, before the first request is made, to have another;
// a negative one compresses nothing.
var MinCompress = 10 << 10

// Gzip compresses the body of an operation that wants it. Streams of events are
// sent as they are: an event is not to wait for others. See
// https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
func Gzip(o *outgoing) error {
	if MinCompress < 0 {
		return nil
	}
	if _, events := o.stream.(*EventBody); events || o.stream == nil && (o.body == nil || len(o.body) < MinCompress) {
		return nil
	}
	if o.stream != nil {
		c := &compressed{from: o.stream}
		c.to = gzip.NewWriter(&c.out)
		o.stream = c
	} else {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		_, _ = w.Write(o.body) // a bytes.Buffer never fails
		_ = w.Close()
		o.body = out.Bytes()
	}
	o.header.Del("Content-Length") // what the input says is the length before
	const name = "Content-Encoding"
	if before := o.header.Get(name); before != "" {
		o.header.Set(name, before+", gzip")
	} else {
		o.header.Set(name, "gzip")
	}
	return nil
}

// A compressed stream is compressed while it is read.
type compressed struct {
	from io.Reader
	to   io.WriteCloser // into out; nil once from has come to its end
	out  bytes.Buffer
}

// Read returns what is compressed, and reads more of the stream if that is nothing.
func (c *compressed) Read(p []byte) (int, error) {
	var chunk [8 << 10]byte
	for c.out.Len() == 0 && c.to != nil {
		n, err := c.from.Read(chunk[:])
		_, _ = c.to.Write(chunk[:n]) // a bytes.Buffer never fails
		if err == io.EOF {
			_ = c.to.Close()
			c.to = nil
		} else if err != nil {
			return 0, err
		}
	}
	return c.out.Read(p)
}

// Close closes the stream.
func (c *compressed) Close() error {
	if closer, ok := c.from.(io.Closer); ok {
		return closer.Close()
	}
	return nil
}
