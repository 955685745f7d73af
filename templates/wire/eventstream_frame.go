package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// Frames of application/vnd.amazon.eventstream: a message is a prelude of two
// lengths, their checksum, headers, a payload and a checksum of it all. See
// https://smithy.io/2.0/aws/amazon-eventstream.html
//
// Services bound headers at 128 KiB and payloads at 24 MiB, which clients must
// not check; the bounds here are those of what a client can be made to hold.

// MaxMessage bounds the length of a message of an event stream, all in all.
const MaxMessage = MaxBody

// maxMessageHeaders bounds the encoded headers of a message: each byte of them
// may become twenty.
const maxMessageHeaders = 1 << 20

const (
	preludeLength  = 12
	checksumLength = 4
	minMessage     = preludeLength + checksumLength
)

// A Message is one frame of an event stream.
type Message struct {
	Headers []MessageHeader // no two of a name
	Payload []byte
}

// A MessageHeader is a named value of kind Boolean, Byte, Short, Integer, Long,
// Blob, String or Timestamp (to the millisecond); see UUIDValue for the rest.
type MessageHeader struct {
	Name  string // 1 to 255 bytes
	Value Value
}

// Header returns the value of the header of that name, the zero Value if there
// is none.
func (m *Message) Header(name string) Value {
	for i := range m.Headers {
		if m.Headers[i].Name == name {
			return m.Headers[i].Value
		}
	}
	return Value{}
}

// add appends a header that is a text.
func (m *Message) add(name, text string) {
	m.Headers = append(m.Headers, MessageHeader{name, StringValue(&StringSchema, text)})
}

var (
	errPreludeChecksum = errors.New("the checksum of the message's prelude is wrong")
	errMessageChecksum = errors.New("the checksum of the message is wrong")
	errMessageLengths  = errors.New("the message's lengths contradict each other")
	errMessageTooLong  = fmt.Errorf("the message is longer than %d bytes, or its headers than %d", MaxMessage, maxMessageHeaders)
)

// ReadMessage reads one message, and not a byte beyond it. The error is io.EOF
// if there is none, a *DecodeError if it is malformed or ends early, and else
// what r returned. Memory is taken as the bytes arrive.
func ReadMessage(r io.Reader) (*Message, error) {
	var prelude [preludeLength]byte
	n, err := io.ReadFull(r, prelude[:])
	if err != nil {
		if n == 0 && errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		return nil, readFailure(n, err)
	}
	if crc32.ChecksumIEEE(prelude[:8]) != binary.BigEndian.Uint32(prelude[8:]) {
		return nil, messageError(8, errPreludeChecksum)
	}
	total, headers := binary.BigEndian.Uint32(prelude[:]), binary.BigEndian.Uint32(prelude[4:])
	switch {
	case total < minMessage || headers > total-minMessage:
		return nil, messageError(0, errMessageLengths)
	case total > MaxMessage || headers > maxMessageHeaders:
		return nil, messageError(0, errMessageTooLong)
	}
	rest, err := readExactly(r, int(total)-preludeLength)
	if err != nil {
		return nil, readFailure(preludeLength+len(rest), err)
	}
	end := len(rest) - checksumLength
	sum := crc32.Update(crc32.ChecksumIEEE(prelude[:]), crc32.IEEETable, rest[:end])
	if sum != binary.BigEndian.Uint32(rest[end:]) {
		return nil, messageError(preludeLength+end, errMessageChecksum)
	}
	m := &Message{Payload: rest[headers:end:end]}
	if at, err := m.readHeaders(rest[:headers]); err != nil {
		return nil, messageError(preludeLength+at, err)
	}
	return m, nil
}

func messageError(at int, err error) error {
	return &DecodeError{Shape: "Message", Offset: int64(at), Err: err}
}

// readFailure tells a stream that ends early from one that can't be read.
func readFailure(at int, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return messageError(at, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("reading a message of an event stream: %w", err)
}

// readExactly reads n bytes into room that grows with what has come.
func readExactly(r io.Reader, n int) ([]byte, error) {
	buf := make([]byte, 0, min(n, 64<<10))
	for len(buf) < n {
		buf = slices.Grow(buf, min(max(cap(buf)-len(buf), len(buf)), n-len(buf)))
		got, err := io.ReadFull(r, buf[len(buf):min(cap(buf), n)])
		if buf = buf[:len(buf)+got]; err != nil {
			return buf, err
		}
	}
	return buf, nil
}

// AppendMessage appends the frame of a message to dst. The error says what a
// frame can't hold.
func AppendMessage(dst []byte, m *Message) ([]byte, error) {
	start := len(dst)
	dst = append(dst, make([]byte, preludeLength)...)
	dst, err := appendHeaders(dst, m.Headers)
	if err != nil {
		return dst[:start], err
	}
	headers := len(dst) - start - preludeLength
	if headers > maxMessageHeaders || len(m.Payload) > MaxMessage-minMessage-headers {
		return dst[:start], errMessageTooLong
	}
	dst = append(dst, m.Payload...)
	frame := dst[start:]
	binary.BigEndian.PutUint32(frame, uint32(len(frame)+checksumLength))
	binary.BigEndian.PutUint32(frame[4:], uint32(headers))
	binary.BigEndian.PutUint32(frame[8:], crc32.ChecksumIEEE(frame[:8]))
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(frame)), nil
}
