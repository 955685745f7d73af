package wire

import (
	"crypto/md5"
	"encoding/base64"
	"errors"
	"io"
)

var errChecksum = errors.New("the service wants a checksum of the body, which needs one that can be read twice; pass an io.ReadSeeker")

// ContentMD5 adds the MD5 sum that an operation requires, unless the input says
// it. It is one of what is sent, so compression comes first. See https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
func ContentMD5(o *outgoing) error {
	const name = "Content-Md5"
	if o.header.Get(name) != "" {
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
