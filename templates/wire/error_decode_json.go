package wire

// ErrorFromJSON returns the error that a JSON body describes: the typed one if
// the operation declares it, else the package's unknown error. code may be
// spelled in any of the ways services do ("Name", "namespace#Name",
// "Name:http://…"); if it is "", the body's "__type" or "code" is taken. A body
// that is empty or null is an error without members. The error returned beside
// is a *DecodeError, for a declared error whose body is not what its shape
// promises.
//
//go:noinline
func ErrorFromJSON(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, jsonErrors{}, errorReply{code: code, body: body})
}

// jsonErrors is the errorFormat of the JSON protocols.
type jsonErrors struct {
	bodyOnly bool // some members may be bound to headers
	typeOnly bool // only "__type" names the error
}

// errorHeadSchema lists the keys that identify an error, the stronger before the
// weaker of a kind.
var errorHeadSchema = Schema{Kind: Structure, Members: []Member{
	{Name: "__type"}, {Name: "code"}, {Name: "Code"},
	{Name: "message"}, {Name: "Message"}, {Name: "errorMessage"},
	{Name: "RequestId"}, {Name: "requestId"},
}}

func (f jsonErrors) head(body []byte) errorHead {
	return readErrorHead(NewJSONDecoder(body), f.typeOnly)
}

// atText reports whether a string stands next.
func (d *JSONDecoder) atText() bool { return d.peek() == '"' }

// readErrorHead reads as far as the body is well-formed: what stands before a
// malformed place counts.
func readErrorHead(d interface {
	Decoder
	atText() bool
}, typeOnly bool) errorHead {
	var found [8]string
	if !d.Struct(&errorHeadSchema) {
		return errorHead{}
	}
	for i := d.Next(&errorHeadSchema, -1); i >= 0; i = d.Next(&errorHeadSchema, i) {
		if !d.atText() { // some errors have a number there
			if !d.Skip() {
				break
			}
			continue
		}
		text, ok := d.String()
		if !ok {
			break
		}
		found[i] = first(found[i], text)
	}
	h := errorHead{code: found[0], message: first(found[3:6]...), requestID: first(found[6:8]...)}
	if !typeOnly {
		h.code = first(found[0:3]...)
	}
	return h
}

// code looks for a code no further than where most services have it.
func (jsonErrors) code(body []byte) string {
	d := jsonScanner{src: view(body)}
	code, _ := d.leadingType()
	return code
}

func (f jsonErrors) decode(body []byte, schema *Schema, v ModeledError) error {
	s := newScratch()
	defer s.free()
	r := ref{schema.goType(), placeOf(v)}
	err := s.decodeJSON(body, string(body), schema, r, f.bodyOnly)
	if err != nil {
		return err
	}
	info := v.info()
	info.RequestID = s.walk.requestID
	for i := range schema.Members {
		if info.RequestID == "" && isJSONRequestID(schema.Members[i].json()) {
			info.RequestID, _ = r.member(i).text()
		}
	}
	return nil
}

func (jsonErrors) byCode() bool { return false }
