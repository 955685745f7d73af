package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// Headers of messages: a name, the type of the value, the value. See
// https://smithy.io/2.0/aws/amazon-eventstream.html#headers-format

// The types of header values on the wire.
const (
	headerTrue byte = iota
	headerFalse
	headerByte
	headerShort
	headerInteger
	headerLong
	headerBlob
	headerString
	headerTimestamp
	headerUUID
)

const (
	maxHeaderName  = 1<<8 - 1
	maxHeaderValue = 1<<15 - 1 // bytes of a blob or string that is written
)

// uuidSchema marks the Blobs that are UUIDs in the headers of messages.
var uuidSchema = Schema{ID: "aws.eventstream#UUID", Kind: Blob}

// UUIDValue returns a Blob of 16 bytes that the headers of a Message write as a
// UUID.
func UUIDValue(id [16]byte) Value { return BlobValue(&uuidSchema, id[:]) }

var (
	errHeaderName    = fmt.Errorf("the name of a message's header has no bytes or more than %d", maxHeaderName)
	errHeaderTwice   = errors.New("a message has two headers of a name")
	errHeaderType    = errors.New("a message's header has a type that does not exist")
	errHeaderTooLong = fmt.Errorf("the value of a message's header is longer than %d bytes", maxHeaderValue)
)

// readHeaders fills the message's headers from their encoding. It returns where
// that is malformed.
func (m *Message) readHeaders(src []byte) (int, error) {
	names := map[string]bool{}
	for at := 0; at < len(src); {
		name, rest, err := takeBytes(src[at+1:], int(src[at]))
		switch {
		case err != nil:
			return at, err
		case len(name) == 0:
			return at, errHeaderName
		case names[string(name)]:
			return at, errHeaderTwice
		}
		at = len(src) - len(rest)
		if len(rest) == 0 {
			return at, io.ErrUnexpectedEOF
		}
		value, rest, err := readHeaderValue(rest[0], rest[1:])
		if err != nil {
			return at, err
		}
		at = len(src) - len(rest)
		names[string(name)] = true
		m.Headers = append(m.Headers, MessageHeader{string(name), value})
	}
	return 0, nil
}

func takeBytes(src []byte, n int) (taken, rest []byte, err error) {
	if n > len(src) {
		return nil, src, io.ErrUnexpectedEOF
	}
	return src[:n], src[n:], nil
}

// headerWidths are the lengths of the values of fixed length.
var headerWidths = [...]int{headerByte: 1, headerShort: 2, headerInteger: 4, headerLong: 8, headerTimestamp: 8, headerUUID: 16}

func readHeaderValue(typ byte, src []byte) (Value, []byte, error) {
	if int(typ) >= len(headerWidths) {
		return Value{}, src, errHeaderType
	}
	n := headerWidths[typ]
	if typ == headerBlob || typ == headerString {
		length, rest, err := takeBytes(src, 2)
		if err != nil {
			return Value{}, src, err
		}
		n, src = int(binary.BigEndian.Uint16(length)), rest
	}
	b, rest, err := takeBytes(src, n)
	if err != nil {
		return Value{}, src, err
	}
	switch typ {
	case headerTrue, headerFalse:
		return BoolValue(&BooleanSchema, typ == headerTrue), rest, nil
	case headerByte:
		return IntValue(&ByteSchema, int64(int8(b[0]))), rest, nil
	case headerShort:
		return IntValue(&ShortSchema, int64(int16(binary.BigEndian.Uint16(b)))), rest, nil
	case headerInteger:
		return IntValue(&IntegerSchema, int64(int32(binary.BigEndian.Uint32(b)))), rest, nil
	case headerLong:
		return IntValue(&LongSchema, int64(binary.BigEndian.Uint64(b))), rest, nil
	case headerBlob:
		return BlobValue(&BlobSchema, b), rest, nil
	case headerString:
		return StringValue(&StringSchema, string(b)), rest, nil
	case headerTimestamp:
		at := time.UnixMilli(int64(binary.BigEndian.Uint64(b)))
		return TimeValue(&TimestampSchema, at), rest, checkTime(at)
	}
	return UUIDValue([16]byte(b)), rest, nil
}

func appendHeaders(dst []byte, headers []MessageHeader) ([]byte, error) {
	names := map[string]bool{}
	for _, h := range headers {
		if len(h.Name) == 0 || len(h.Name) > maxHeaderName {
			return dst, errHeaderName
		}
		if names[h.Name] {
			return dst, fmt.Errorf("%w: %q", errHeaderTwice, h.Name)
		}
		names[h.Name] = true
		var err error
		dst = append(append(dst, byte(len(h.Name))), h.Name...)
		if dst, err = appendHeaderValue(dst, h.Value); err != nil {
			return dst, fmt.Errorf("%w: %q", err, h.Name)
		}
	}
	return dst, nil
}

func appendHeaderValue(dst []byte, v Value) ([]byte, error) {
	switch v.Kind() {
	case Boolean:
		if v.Bool() {
			return append(dst, headerTrue), nil
		}
		return append(dst, headerFalse), nil
	case Byte:
		return append(dst, headerByte, byte(v.Int())), nil
	case Short:
		return binary.BigEndian.AppendUint16(append(dst, headerShort), uint16(v.Int())), nil
	case Integer, IntEnum:
		return binary.BigEndian.AppendUint32(append(dst, headerInteger), uint32(v.Int())), nil
	case Long:
		return binary.BigEndian.AppendUint64(append(dst, headerLong), uint64(v.Int())), nil
	case Timestamp:
		return binary.BigEndian.AppendUint64(append(dst, headerTimestamp), uint64(v.Time().UnixMilli())), checkTime(v.Time())
	case String, Enum:
		return appendHeaderText(dst, headerString, v.Text())
	case Blob:
		if v.Schema() == &uuidSchema {
			return append(append(dst, headerUUID), v.text...), nil
		}
		return appendHeaderText(dst, headerBlob, v.text)
	}
	return dst, fmt.Errorf("a message's header can't be a %v", v.Kind())
}

func appendHeaderText(dst []byte, typ byte, text string) ([]byte, error) {
	if len(text) > maxHeaderValue {
		return dst, errHeaderTooLong
	}
	return append(binary.BigEndian.AppendUint16(append(dst, typ), uint16(len(text))), text...), nil
}
