package wire

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"io"
)

// What is done to a finished body before it is sent: compression first, since
// the checksum is one of what is sent.

// minCompress is the size from which on compressing a body is worth it, as in
// the official clients.
const minCompress = 10 << 10

// Gzip compresses a body; it is what OperationSchema.Compress holds.
func Gzip(body []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(body) // a bytes.Buffer never fails
	_ = w.Close()
	return out.Bytes()
}

// compress compresses the body of an operation that wants it. Streams are sent
// as they are. See
// https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
func (o *outgoing) compress() {
	if o.op.Compress == nil || len(o.body) < minCompress {
		return
	}
	o.body = o.op.Compress(o.body)
	const name = "Content-Encoding"
	if before := o.header.Get(name); before != "" {
		o.header.Set(name, before+", gzip")
		return
	}
	o.header.Set(name, "gzip")
}

var errChecksum = errors.New("the service wants a checksum of the body, which needs one that can be read twice; pass an io.ReadSeeker")

// checksum adds the MD5 sum that an operation requires, unless the input says
// it. See https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
func (o *outgoing) checksum() error {
	const name = "Content-Md5"
	if o.op.Flags&ChecksumRequired == 0 || o.header.Get(name) != "" {
		return nil
	}
	sum := md5.New()
	if o.stream == nil {
		sum.Write(o.body)
	} else if err := readTwice(sum, o.stream); err != nil {
		return err
	}
	o.header.Set(name, base64.StdEncoding.EncodeToString(sum.Sum(nil)))
	return nil
}

// readTwice copies what is left of a stream and goes back to where it stood.
func readTwice(w io.Writer, r io.Reader) error {
	s, ok := r.(io.ReadSeeker)
	if !ok {
		return errChecksum
	}
	start, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return errChecksum
	}
	if _, err = io.Copy(w, s); err != nil {
		return err
	}
	_, err = s.Seek(start, io.SeekStart)
	return err
}
