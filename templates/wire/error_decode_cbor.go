package wire

// ErrorFromCBOR is ErrorFromJSON for a CBOR body, whose "__type" names the error.
func ErrorFromCBOR(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, cborErrors{}, errorReply{code: code, body: body})
}

// cborErrors is the errorFormat of RPC v2 in CBOR.
type cborErrors struct{}

func (cborErrors) head(body []byte) errorHead { return readErrorHead(NewCBORDecoder(body), true) }

func (cborErrors) code([]byte) string { return "" }

func (cborErrors) decode(body []byte, _ *Schema, v ModeledError) error {
	return decodeCBOR(body, string(body), v)
}

func (cborErrors) byCode() bool { return false }
