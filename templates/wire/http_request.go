package wire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A RequestError says why a request can't be made of an input; nothing has been
// sent.
type RequestError struct {
	Operation string // "GetFederationToken"
	Member    string // of the input, "" if no member is to blame
	Err       error
}

// Error formats operation, member and cause.
func (e *RequestError) Error() string {
	at := e.Operation
	if e.Member != "" {
		at += "." + e.Member
	}
	return fmt.Sprintf("%s: %v", at, e.Err)
}

// Unwrap returns the cause.
func (e *RequestError) Unwrap() error { return e.Err }

// requestError makes a RequestError of the operation out of any error.
func requestError(op *OperationSchema, err error) error {
	e, ok := errors.AsType[*RequestError](err)
	if !ok {
		e = &RequestError{Err: err}
	}
	e.Operation = op.Name
	return e
}

// An outgoing is a request under construction.
type outgoing struct {
	op     *OperationSchema
	in     Shape // never nil
	method string
	path   []byte // below the endpoint's, escaped
	query  []byte // escaped
	host   string // before the endpoint's
	header http.Header
	body   []byte
	stream io.Reader   // instead of body
	format bodyFormat  // of a protocol with HTTP bindings
	events eventFormat // nil if the protocol has none

	// length says how long the body is, where net/http can't see that; nil if no
	// part of the operation needs it.
	length func(*outgoing, *http.Request) error
}

// newBody returns memory for a body, enough for most.
func newBody() []byte { return make([]byte, 0, 512) }

var (
	errNilInput  = errors.New("the input is nil; pass a pointer to a structure")
	errOtherType = errors.New("it is of another type than the operation's")
)

// newOutgoing starts a request, whose input may be nil if the model has none, and
// writes what the operation says of it.
func newOutgoing(op *OperationSchema, v any, o outgoing) (*outgoing, error) {
	in := shapeOf(v)
	if isNil(in) && op.Flags&NoInput != 0 {
		in = newUnit()
	}
	if isNil(in) {
		return nil, requestError(op, errNilInput)
	}
	if op.Input.tell(); schemaOf(in) == nil {
		return nil, requestError(op, errOtherType)
	}
	o.op, o.in, o.header = op, in, http.Header{}
	for _, part := range op.Request {
		if err := part(&o); err != nil {
			return nil, requestError(op, err)
		}
	}
	return &o, nil
}

// bound writes the members that are bound to a place and not left out.
func (o *outgoing) bound(l Location, write func(*Member, ref) error) error {
	s, fields := schemaOf(o.in), refTo(o.in)
	for i := range s.Members {
		m, field := &s.Members[i], fields.member(i)
		if m.Location != l || !m.stands(field) {
			continue
		}
		if err := write(m, field); err != nil {
			return &RequestError{Member: m.Name, Err: err}
		}
	}
	return nil
}

// request completes the request to an endpoint, whose own path and query stay.
func (o *outgoing) request(ctx context.Context, endpoint string) (*http.Request, error) {
	r, err := o.build(ctx, endpoint)
	if err != nil {
		return nil, requestError(o.op, err)
	}
	return r, nil
}

func (o *outgoing) build(ctx context.Context, endpoint string) (*http.Request, error) {
	target, err := o.url(endpoint)
	if err != nil {
		return nil, err
	}
	for _, part := range []RequestPart{o.op.Compress, o.op.Checksum} {
		if part != nil {
			if err := part(o); err != nil {
				return nil, err
			}
		}
	}
	var body io.Reader
	if o.stream != nil {
		body = o.stream
	} else if o.body != nil {
		body = bytes.NewReader(o.body)
	}
	r, err := http.NewRequestWithContext(ctx, o.method, "", body) // target has been parsed
	if err != nil {
		return nil, err
	}
	r.URL, r.Host = target, target.Host
	r.Header = o.header
	if name := "Accept-Encoding"; o.op.streamsBytes() && r.Header.Get(name) == "" {
		r.Header.Set(name, "identity")
	}
	if o.length != nil {
		err = o.length(o, r)
	}
	return r, err
}

// streamsBytes reports whether a response is handed on unread. Package net/http would
// ask for compression by itself and undo that of what is stored so, like objects of S3,
// with their length and Content-Encoding.
func (op *OperationSchema) streamsBytes() bool {
	if op.Output == nil {
		return false
	}
	i := op.Output.payload()
	return i >= 0 && op.Output.Members[i].Flags&Streaming != 0
}

// url joins the endpoint with what the operation adds to it.
func (o *outgoing) url(endpoint string) (*url.URL, error) {
	u, err := url.Parse(endpoint)
	if err != nil {
		return nil, fmt.Errorf("the endpoint is not a URL: %w", err)
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("the endpoint %q has no scheme or no host; give it like https://connect.us-east-1.amazonaws.com", clip(endpoint))
	}
	u.Host = o.host + u.Host
	u.RawPath = strings.TrimSuffix(u.EscapedPath(), "/") + string(o.path)
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return nil, fmt.Errorf("%w: %w", errBadPattern, err)
	}
	if u.RawQuery != "" && len(o.query) > 0 {
		u.RawQuery += "&"
	}
	u.RawQuery += string(o.query)
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// saidLength takes what the input says in a header for the length.
func (o *outgoing) saidLength(r *http.Request) error {
	const name = "Content-Length"
	said := r.Header.Get(name)
	if said == "" { // of what has been compressed since
		if o.stream != nil {
			r.ContentLength = -1
		}
		return nil
	}
	n, err := strconv.ParseInt(said, 10, 64)
	if err != nil || n < 0 {
		return fmt.Errorf("%s is not a number of bytes", name) // it may be a secret
	}
	if r.Header.Del(name); o.stream != nil {
		r.ContentLength = n
		if n == 0 { // which package net/http takes for unknown
			r.Body = http.NoBody
		}
	}
	return nil
}

// streamLength finds out how long a stream is, where that can be known: a service
// may refuse one of unknown length.
func (o *outgoing) streamLength(r *http.Request) error {
	if r.ContentLength != 0 || r.Body == http.NoBody {
		return nil
	}
	r.ContentLength = -1
	if sized, ok := o.stream.(interface{ Len() int }); ok {
		r.ContentLength = int64(sized.Len())
	} else if seeker, ok := o.stream.(io.Seeker); ok {
		if n, err := remaining(seeker); err == nil {
			r.ContentLength = n
		}
	}
	if r.ContentLength == 0 {
		r.Body = http.NoBody
	}
	return nil
}

var errNoLength = errors.New("the service wants to know how long the stream is; pass one that has a method Len or Seek")

// sizedStream is streamLength where the length has to be known.
func (o *outgoing) sizedStream(r *http.Request) error {
	if err := o.streamLength(r); err != nil || r.ContentLength >= 0 {
		return err
	}
	return errNoLength
}

// remaining returns how many bytes a seeker has from where it stands.
func remaining(s io.Seeker) (int64, error) {
	start, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, err
	}
	end, err := s.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	_, err = s.Seek(start, io.SeekStart)
	return end - start, err
}
