package wire

// ErrorFromJSON returns the error that a JSON body describes: the typed one if
// the operation declares it, else the package's unknown error. code may be
// spelled in any of the ways services do ("Name", "namespace#Name",
// "Name:http://…"); if it is "", the body's "__type" or "code" is taken. A body
// that is empty or null is an error without members. The error returned beside
// is a *DecodeError, for a declared error whose body is not what its shape
// promises.
func ErrorFromJSON(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, jsonErrors{}, errorReply{code: code, body: body})
}

// jsonErrors is the errorFormat of the JSON protocols.
type jsonErrors struct {
	bodyOnly bool // some members may be bound to headers
}

// jsonHeadSchema lists the keys that identify an error, the stronger before the
// weaker of a kind.
var jsonHeadSchema = Schema{Kind: Structure, Members: []Member{
	{Name: "__type"}, {Name: "code"}, {Name: "Code"},
	{Name: "message"}, {Name: "Message"}, {Name: "errorMessage"},
	{Name: "RequestId"}, {Name: "requestId"},
}}

// head reads as far as the body is JSON: what stands before a malformed place counts.
func (jsonErrors) head(body []byte) errorHead {
	d := NewJSONDecoder(body)
	var found [8]string
	if d.peek() != '{' || !d.Struct(&jsonHeadSchema) {
		return errorHead{}
	}
	for i := d.Next(&jsonHeadSchema, -1); i >= 0; i = d.Next(&jsonHeadSchema, i) {
		if d.peek() != '"' { // some errors have a number there
			if !d.Skip() {
				break
			}
			continue
		}
		text, ok := d.String()
		if !ok {
			break
		}
		if found[i] == "" {
			found[i] = text
		}
	}
	return errorHead{
		code:      first(found[0:3]...),
		message:   first(found[3:6]...),
		requestID: first(found[6:8]...),
	}
}

func (f jsonErrors) decode(body []byte, v ModeledError) error { return decodeJSON(body, v, f.bodyOnly) }

func (jsonErrors) byCode() bool { return false }
