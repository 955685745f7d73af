package wire

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"io"
	"strings"
)

var errChecksum = errors.New("the service wants a checksum of the body, which needs one that can be read twice; pass an io.ReadSeeker")

// ContentMD5 adds the MD5 sum that an operation requires, unless the input says
// it. It is one of what is sent, so compression comes first. See https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait
func ContentMD5(o *outgoing) error { return o.sum("Content-Md5", md5.New()) }

// BodyChecksum adds the sum that the input asks for by the name of an algorithm, unless
// the input says one itself. If it does neither, a sum that is required is ContentMD5.
// See https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
func BodyChecksum(o *outgoing) error {
	if o.hasChecksum() {
		return nil
	}
	name, _ := memberOf(o.in, o.op.Input.MemberIndex(o.op.ChecksumMember)).text()
	if name == "" {
		if o.op.Flags&ChecksumRequired == 0 {
			return nil
		}
		return ContentMD5(o)
	}
	h := checksum(name)
	if h == nil {
		return &RequestError{Member: o.op.ChecksumMember, Err: fmt.Errorf("no checksum by %q can be made here; set the member that is the sum", clip(name))}
	}
	return o.sum(checksumHeader+name, h)
}

const checksumHeader = "X-Amz-Checksum-"

// checksum returns the sum that an algorithm makes, nil for one that is not known here.
func checksum(algorithm string) hash.Hash {
	const nvme = 0x9a6c9329ac4bc9b5 // CRC-64/NVME, its bits reversed
	switch algorithm {
	case "CRC32":
		return crc32.NewIEEE()
	case "CRC32C":
		return crc32.New(crc32.MakeTable(crc32.Castagnoli))
	case "CRC64NVME":
		return crc64.New(crc64.MakeTable(nvme))
	case "SHA1":
		return sha1.New()
	case "SHA256":
		return sha256.New()
	}
	return nil
}

// hasChecksum reports whether the input says a sum of the body in a header.
func (o *outgoing) hasChecksum() bool {
	for name := range o.header {
		if algorithm, ok := strings.CutPrefix(name, checksumHeader); ok && algorithm != "Type" && algorithm != "Algorithm" && algorithm != "Mode" {
			return true
		}
	}
	return false
}

// sum sets a header to a sum of the body in base64, unless the input has set it.
func (o *outgoing) sum(name string, h hash.Hash) error {
	if o.header.Get(name) != "" {
		return nil
	}
	if o.stream == nil {
		h.Write(o.body)
	} else if err := readTwice(h, o.stream); err != nil {
		return err
	}
	o.header.Set(name, base64.StdEncoding.EncodeToString(h.Sum(nil)))
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
