package wire

// neverPlain is for formats whose errors are all read in one way.
type neverPlain struct{}

func (neverPlain) plain(*OperationSchema, string, []byte) (*Schema, ModeledError) { return nil, nil }

// plain reads an object whose members are texts, the error's type before them if no
// header names it. That needs none of the memory that reading anything else takes.
func (f jsonErrors) plain(op *OperationSchema, code string, body []byte) (*Schema, ModeledError) {
	d := JSONDecoder{jsonScanner: jsonScanner{src: view(body)}}
	inside := false
	if code == "" {
		code, inside = d.leadingType()
	} else if d.space(); d.peek() == '{' {
		inside = d.open('{', "an object")
	}
	s := errorFor(op.Errors, code, false)
	if !inside || s == nil || s.errorText() < 0 || s.jsonMember("__type", 0) >= 0 {
		return nil, nil
	}
	d.src, d.pos = string(body[d.pos:]), 0 // what is kept
	v, to := s.newError()
	if !d.plainMembers(s, to, f.bodyOnly) || d.end() != nil {
		return nil, nil
	}
	v.info().RequestID = requestIDIn(s, to)
	return s, v
}

// plainMembers fills a structure from the rest of an object. False is for what is
// malformed or no text, whatever it is.
func (d *JSONDecoder) plainMembers(s *Schema, to ref, bodyOnly bool) bool {
	fields, names := to.t.members(s), s.jsonNames()
	if to.t.defaults || len(fields) != len(names) {
		return false
	}
	for next := 0; ; {
		if step := d.step('}'); step < 0 {
			return step == End
		}
		i := d.member(names, next)
		if i < 0 {
			name, ok := d.key()
			if i = s.jsonMember(name, next); !ok || i < 0 && (isJSONRequestID(name) || !d.Skip()) {
				return false
			}
			if i < 0 {
				continue
			}
		}
		if names[i].skips || bodyOnly && !s.Members[i].Location.inResponseBody() || d.peek() != '"' {
			return false
		}
		text, ok := d.text()
		if field := to.field(&fields[i]); !ok || !setPlain(ref{fields[i].t, field}, text) {
			return false
		}
		next = i + 1
	}
}

// setPlain sets a variable that holds a string or points to one.
func setPlain(r ref, text string) bool {
	switch {
	case r.t.form == formString:
		*at[string](r.place) = text
	case r.t.form == formPointer && r.t.elem.isText:
		p := new(string)
		*p = text
		*at[*string](r.place) = p
	default:
		return false
	}
	return true
}
