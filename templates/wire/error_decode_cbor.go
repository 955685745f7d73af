package wire

// ErrorFromCBOR is ErrorFromJSON for a CBOR body, whose "__type" names the error.
func ErrorFromCBOR(op *OperationSchema, code string, body []byte) (APIError, error) {
	return apiError(op, cborErrors{}, &errorReply{code: code, body: body})
}

// cborErrors is the errorFormat of RPC v2 in CBOR.
type cborErrors struct{ neverPlain }

func (cborErrors) open(body []byte) errorBody { return cborErrorBody(body) }

type cborErrorBody []byte

func (b cborErrorBody) byCode() bool { return false }

func (b cborErrorBody) code() string { return "" }

func (b cborErrorBody) head() errorHead { return readErrorHead(NewCBORDecoder(b), true) }

func (b cborErrorBody) decode(_ *Schema, v ModeledError, _ ref) error {
	return decodeCBOR(b, string(b), v)
}

func (b cborErrorBody) free() {}
