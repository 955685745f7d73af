package wire

import "strings"

// Members by their names in JSON. A key is known by its first eight bytes, and the one
// expected is looked for first.

// A jsonName is a member's name as it stands in a text.
type jsonName struct {
	key        string // with quotes and a colon, as services write it
	head, mask uint64 // the first eight bytes of the key, and which of them there are
	skips      bool   // the member is not part of a body
	present    bool   // the member is always written
	unsaid     Flags  // Unsaid, if the member is that
}

// jsonNames returns the names of a schema's members.
func (s *Schema) jsonNames() []jsonName {
	if names := recall(&s.inJSON); names != nil {
		return *names
	}
	names := make([]jsonName, len(s.Members))
	for i := range s.Members {
		m := &s.Members[i]
		key := string(append(appendJSONString(nil, m.json()), ':'))
		head, mask := firstWord(key)
		names[i] = jsonName{key, head, mask, m.Flags&Streaming != 0, m.Flags&Present != 0, m.Flags & Unsaid}
	}
	remember(&s.inJSON, &names)
	return names
}

func jsonKey(s *Schema, i int) string { return s.jsonNames()[i].key }

// json returns the member's name in JSON.
func (m *Member) json() string {
	if m.JSON != "" {
		return m.JSON
	}
	return m.Name
}

// member consumes the key that stands next and returns the index of its member,
// looking from index start on. -1 leaves other spellings, and what ends the text, to
// key.
func (d *JSONDecoder) member(names []jsonName, start int) int {
	if d.pos+8 > len(d.src) {
		return -1
	}
	word, i := load(d.src, d.pos), start
	for range names {
		if i >= len(names) {
			i = 0
		}
		n := &names[i]
		if word&n.mask == n.head && (len(n.key) <= 8 || strings.HasPrefix(d.src[d.pos+8:], n.key[8:])) {
			if d.pos += len(n.key); d.peek() <= ' ' {
				d.space()
			}
			return i
		}
		i++
	}
	return -1
}

// jsonMember returns the index of the member with that name in JSON, or -1,
// looking from index start on. An error's message has any case: services do not
// agree with their models about it.
func (s *Schema) jsonMember(name string, start int) int {
	n := len(s.Members)
	for i := range n {
		if i += start; i >= n {
			i -= n
		}
		if s.Members[i].json() == name {
			return i
		}
	}
	if s.Error == nil || !isMessage(name) {
		return -1
	}
	return s.errorText()
}

// isMessage reports whether the name is that of an error's message.
func isMessage(name string) bool {
	return name == "message" || name == "Message" || len(name) == len("message") && strings.EqualFold(name, "message")
}
