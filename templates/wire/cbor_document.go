package wire

// Documents in CBOR: what stands where no schema describes it. Smithy has no
// documents in CBOR, so that this is only how unknown union members are kept.

// Document reads any value.
func (d *CBORDecoder) Document() (Value, bool) { return d.document(0) }

func (d *CBORDecoder) document(depth int) (Value, bool) {
	if depth >= MaxDepth {
		d.fail(errTooDeep)
		return Value{}, false
	}
	c, _ := d.peek()
	switch c & 0xe0 {
	case cborUint, cborNeg:
		return d.documentInteger()
	case cborBytes:
		v, ok := d.Blob()
		return BlobValue(nil, v), ok
	case cborText:
		v, ok := d.String()
		return StringValue(nil, v), ok
	case cborArray:
		return d.documentList(depth)
	case cborMap:
		return d.documentMap(depth)
	case cborTag:
		return d.documentTagged(depth)
	}
	switch {
	case d.Null():
		return NullValue(), true
	case c == cborTrue || c == cborFalse:
		v, ok := d.Bool()
		return BoolValue(nil, v), ok
	}
	v, ok := d.number(64)
	return FloatValue(nil, v), ok
}

// documentInteger reads an integer as the narrowest kind that holds it.
func (d *CBORDecoder) documentInteger() (Value, bool) {
	v, ok := d.BigInt()
	switch {
	case !ok:
		return Value{}, false
	case v.IsInt64():
		return IntValue(nil, v.Int64()), true
	}
	return BigIntegerValue(nil, v), true
}

func (d *CBORDecoder) documentList(depth int) (Value, bool) {
	if !d.enter(cborArray, "") {
		return Value{}, false
	}
	var elems []Value
	for {
		if step := d.step(); step < 0 {
			return ListValue(nil, elems...), step == End
		}
		elem, ok := d.document(depth + 1)
		if !ok {
			return Value{}, false
		}
		elems = append(elems, elem)
	}
}

func (d *CBORDecoder) documentMap(depth int) (Value, bool) {
	if !d.enter(cborMap, "") {
		return Value{}, false
	}
	var entries []Field
	for {
		if step := d.step(); step < 0 {
			return MapValue(nil, lastOfEach(entries)...), step == End
		}
		name, ok := d.key()
		if !ok {
			return Value{}, false
		}
		value, ok := d.document(depth + 1)
		if !ok {
			return Value{}, false
		}
		entries = append(entries, Field{name, value})
	}
}

func (d *CBORDecoder) documentTagged(depth int) (Value, bool) {
	from := d.pos
	tag, ok := d.tag()
	if !ok {
		return Value{}, false
	}
	switch tag {
	case cborEpoch:
		v, ok := d.Time(nil)
		return TimeValue(nil, v), ok
	case cborPositive, cborNegative:
		d.pos = from
		return d.documentInteger()
	case cborDecimal:
		d.pos = from
		v, ok := d.BigDecimal()
		if !ok {
			return Value{}, false
		}
		return BigDecimalValue(nil, v), true
	}
	return d.document(depth + 1)
}
