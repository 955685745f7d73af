package wire

// An eventFormat is how a protocol writes structures and unions in the payloads
// of messages.
type eventFormat interface {
	mediaType() string
	errors() errorFormat
	encoder(op *OperationSchema, payload *Member) eventEncoder // payload is nil for an event itself
	decoder(payload []byte) Decoder
	end(Decoder) error // checks that nothing follows
}

type eventEncoder interface {
	Encoder
	Bytes() []byte
}

// The formats of the protocols that have events.
type (
	jsonEvents      struct{} // restJson1, awsJson1_0, awsJson1_1
	rpcv2JSONEvents struct{ jsonEvents }
	cborEvents      struct{} // rpcv2Cbor
	xmlEvents       struct{} // restXml
)

func (jsonEvents) mediaType() string   { return "application/json" }
func (jsonEvents) errors() errorFormat { return jsonErrors{} }
func (jsonEvents) encoder(*OperationSchema, *Member) eventEncoder {
	return NewJSONEncoder(nil)
}
func (jsonEvents) decoder(payload []byte) Decoder { return NewJSONDecoder(payload) }
func (jsonEvents) end(d Decoder) error            { return d.(*JSONDecoder).end() }

func (rpcv2JSONEvents) encoder(*OperationSchema, *Member) eventEncoder {
	return rpcv2Encoder{NewJSONEncoder(nil)}
}

func (cborEvents) mediaType() string   { return "application/cbor" }
func (cborEvents) errors() errorFormat { return cborErrors{} }
func (cborEvents) encoder(*OperationSchema, *Member) eventEncoder {
	return NewCBOREncoder(nil)
}
func (cborEvents) decoder(payload []byte) Decoder { return NewCBORDecoder(payload) }
func (cborEvents) end(d Decoder) error {
	if c := d.(*CBORDecoder); c.pos < len(c.src) {
		return errCBORMore
	}
	return nil
}

func (xmlEvents) mediaType() string   { return "application/xml" }
func (xmlEvents) errors() errorFormat { return xmlErrors{} }
func (xmlEvents) encoder(op *OperationSchema, payload *Member) eventEncoder {
	e := NewXMLEncoder(nil)
	e.Namespace = op.Service.Namespace
	if payload != nil {
		e.payload(payload)
	}
	return e
}
func (xmlEvents) decoder(payload []byte) Decoder { return NewXMLDecoder(payload) }
func (xmlEvents) end(d Decoder) error {
	d.(*XMLDecoder).finish()
	return d.Err()
}
