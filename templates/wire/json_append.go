package wire

import "strconv"

// The walk into JSON, as json_walk.go is the walk out of it: what the walk of
// encode.go does by telling an Encoder, with what is rare left to that. The text
// is handed from function to function.

// jsonStructure is structure for JSON.
func (w *encoding) jsonStructure(out []byte, s *Schema, r ref) []byte {
	if !w.enter() {
		return out
	}
	fields := r.t.members(s)
	if fields == nil && len(s.Members) > 0 {
		w.e.fail(errNoSuchField)
		return out
	}
	out = append(out, '{')
	partly := w.depth == 1 && (w.bodyOnly || w.inEvent)
	first := len(out)
	for i, name := range s.jsonNames() {
		field := ref{fields[i].t, r.field(&fields[i])}
		if !name.present && !field.says(name.unsaid) || name.skips || partly && w.elsewhere(&s.Members[i]) {
			continue
		}
		if len(out) > first {
			out = append(out, ',')
		}
		out = append(out, name.key...)
		out = w.jsonValue(out, &s.Members[i], field, name.present)
	}
	w.depth--
	return append(out, '}')
}

func (e *JSONEncoder) encodeStructure(w *encoding, s *Schema, r ref) {
	e.out = w.jsonStructure(e.out, s, r)
}

func (e *JSONEncoder) encodeValue(w *encoding, m *Member, r ref, present bool) {
	e.out = w.jsonValue(e.out, m, r, present)
}

func (e *JSONEncoder) json() *JSONEncoder { return e }

// json returns the encoder that the walk is led into. It is no field of an encoding,
// which all formats have: with its type the linker keeps its methods.
func (w *encoding) json() *JSONEncoder {
	return w.own.(interface{ json() *JSONEncoder }).json()
}

// jsonValue is value for JSON.
func (w *encoding) jsonValue(out []byte, m *Member, r ref, present bool) []byte {
	if r.t.form == formPointer {
		if r.isNil() {
			return append(out, "null"...)
		}
		r = ref{r.t.elem, r.deref()}
	}
	switch r.t.form {
	case formString:
		return appendJSONString(out, *at[string](r.place))
	case formBool:
		return strconv.AppendBool(out, *at[bool](r.place))
	case formInt32:
		return strconv.AppendInt(out, int64(*at[int32](r.place)), 10)
	case formInt64:
		return strconv.AppendInt(out, *at[int64](r.place), 10)
	case formStruct:
		return w.jsonStructure(out, m.Schema(), r)
	case formUnion:
		return w.jsonUnion(out, m, r)
	case formList:
		return w.jsonList(out, m.Schema(), r, present)
	case formMap:
		return w.jsonMap(out, m.Schema(), r, present)
	}
	e := w.json()
	e.out = out
	w.scalar(m, r, present)
	return e.out
}

// jsonUnion is union for JSON. What is no member that the model knows is left to
// that.
func (w *encoding) jsonUnion(out []byte, m *Member, r ref) []byte {
	u := recall(&r.t.union)
	if u == nil {
		u = r.t.unionOf(m.Schema())
	}
	s := u.schema
	i, wrapper := r.place.variant(u)
	if i < 0 || i >= len(s.Members) {
		e := w.json()
		e.out = out
		w.union(m, s, r)
		return e.out
	}
	if !w.enter() {
		return out
	}
	out = append(append(out, '{'), s.jsonNames()[i].key...)
	out = w.jsonValue(out, &s.Members[i], u.variants[i].held(wrapper), true)
	w.depth--
	return append(out, '}')
}

// jsonList is list for JSON.
func (w *encoding) jsonList(out []byte, s *Schema, r ref, present bool) []byte {
	if !present && r.isNil() {
		return append(out, "null"...)
	}
	if !w.enter() {
		return out
	}
	out = append(out, '[')
	elem, dense := &s.Members[0], s.Flags&Sparse == 0
	for i := range r.listLen() {
		if i > 0 {
			out = append(out, ',')
		}
		out = w.jsonValue(out, elem, r.elem(i), dense)
	}
	w.depth--
	return append(out, ']')
}

// jsonMap is mapping for JSON.
func (w *encoding) jsonMap(out []byte, s *Schema, r ref, present bool) []byte {
	if !present && r.isNil() {
		return append(out, "null"...)
	}
	if !w.enter() {
		return out
	}
	out = append(out, '{')
	if r.mapLen(r.t) <= fewTexts {
		if keys, values, ok := r.unions(r.t, w.keys, w.values); ok {
			out = w.jsonUnions(out, s, r, keys, values)
			w.depth--
			return append(out, '}')
		}
	}
	value, dense := &s.Members[1], s.Flags&Sparse == 0
	first := len(w.keys)
	w.keys = r.sortedKeys(w.keys)
	if last := len(w.keys); last > first {
		v, e := w.spare.take(r.t.elem), w.json()
		for i := first; i < last && e.err == nil; i++ {
			if i > first {
				out = append(out, ',')
			}
			key := w.keys[i]
			r.mapGet(r.t, key, v.place)
			out = append(appendJSONString(out, key), ':')
			out = w.jsonValue(out, value, v, dense)
		}
		w.spare.free(v)
	}
	w.keys = w.keys[:first]
	w.depth--
	return append(out, '}')
}

// jsonUnions writes the entries of a map of a few unions, whose keys and values stand
// behind those of the maps that are open.
func (w *encoding) jsonUnions(out []byte, s *Schema, r ref, keys []string, values []Shape) []byte {
	first, firstValue := len(w.keys), len(w.values)
	w.keys, w.values = keys, values
	keys, values = keys[first:], values[firstValue:]
	value, dense, e := &s.Members[1], s.Flags&Sparse == 0, w.json()
	order := orderOf(keys)
	for i, at := range order[:len(keys)] {
		if e.err != nil {
			break
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendJSONString(out, keys[at]), ':')
		out = w.jsonValue(out, value, unionAt(r.t.elem, &values[at]), dense)
	}
	w.keys, w.values = w.keys[:first], w.values[:firstValue]
	return out
}
