package conformance

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/smithygen/smithygen/templates/wire"
)

// checkResponse hands the response of a case to the operation and checks what
// that makes of it: an output, or the error that the case is on.
func (c *testCase) checkResponse(op *wire.Operation) (f findings) {
	resp, err := c.response()
	if err != nil {
		f.add("body of the case", "", err.Error())
		return f
	}
	out, err := op.ParseResponse(resp)
	if c.kind != "operation" {
		c.checkError(&f, err)
		return f
	}
	if err != nil {
		f.add("output", "", describe(err))
		return f
	}
	c.checkMembers(&f, op.Output, out)
	return f
}

func (c *testCase) response() (*http.Response, error) {
	body, err := c.body()
	if err != nil {
		return nil, err
	}
	resp := &http.Response{
		Status: strconv.Itoa(c.Code) + " " + http.StatusText(c.Code), StatusCode: c.Code,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		ContentLength: int64(len(body)), Body: io.NopCloser(bytes.NewReader(body)),
	}
	for name, value := range c.Headers {
		resp.Header.Set(name, value)
	}
	return resp, nil
}

// checkMembers compares a structure with the params of the case.
func (c *testCase) checkMembers(f *findings, s *wire.Schema, got wire.Value) {
	want, err := valueOf(s, c.params())
	if err != nil {
		f.add("params", "", err.Error())
		return
	}
	f.compare("", want, got)
}

// checkError checks that an error is the modeled one that the case is on.
func (c *testCase) checkError(f *findings, err error) {
	typed, ok := err.(wire.ModeledError) // not one that another error wraps
	if !ok || wire.SchemaOf(typed).ID != c.shape {
		f.add("error", c.shape, describe(err))
		return
	}
	code := wire.SchemaOf(typed).Name()
	if said, ok := c.VendorParams.Code.(string); ok {
		code = said
	}
	f.equal("ErrorCode", code, typed.ErrorCode())
	if typed.ErrorStatus() != c.Code {
		f.add("ErrorStatus", strconv.Itoa(c.Code), strconv.Itoa(typed.ErrorStatus()))
	}
	c.checkMembers(f, wire.SchemaOf(typed), typed.ToValue())
}

// describe says what an error is.
func describe(err error) string {
	if err == nil {
		return "no error"
	}
	return fmt.Sprintf("error %T: %v", err, err)
}
