package wire

import (
	"encoding/base64"
	"errors"
	"math/big"
	"strconv"
	"time"
)

// A QueryEncoder is the Encoder of form bodies as the awsQuery and ec2Query
// protocols read them: one parameter per scalar, named by the way to it
// ("Filter.1.Values.member.2"). See
// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#query-key-resolution and
// https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#query-key-resolution
type QueryEncoder struct {
	out  []byte
	err  error
	ec2  bool
	name []byte // of the parameter that follows, escaped
	open []queryFrame

	value []byte // for values that are put together before they are escaped

	nameRoom  [64]byte      // where name begins, so that most inputs need no other
	openRoom  [6]queryFrame // likewise
	valueRoom [32]byte      // likewise
}

// A queryFrame is an aggregate that is being written.
type queryFrame struct {
	base  int    // length of its own name
	count int    // elements or entries so far
	key   string // of a map: what its keys are called
}

// NewQueryEncoder returns an encoder for awsQuery that appends to dst.
func NewQueryEncoder(dst []byte) *QueryEncoder {
	e := &QueryEncoder{out: dst}
	e.name, e.open, e.value = e.nameRoom[:0], e.openRoom[:0], e.valueRoom[:0]
	return e
}

// NewEC2QueryEncoder returns an encoder for ec2Query, which has other names and
// numbers lists without a level between, that appends to dst.
func NewEC2QueryEncoder(dst []byte) *QueryEncoder {
	e := NewQueryEncoder(dst)
	e.ec2 = true
	return e
}

// Bytes returns what has been written.
func (e *QueryEncoder) Bytes() []byte { return e.out }

// Err returns what could not be written, nil if everything could.
func (e *QueryEncoder) Err() error { return e.err }

func (e *QueryEncoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// param writes the parameter's name; its value follows, escaped.
func (e *QueryEncoder) param() {
	if len(e.out) > 0 {
		e.out = append(e.out, '&')
	}
	e.out = append(append(e.out, e.name...), '=')
}

// text writes a parameter whose value may need escaping.
func (e *QueryEncoder) text(v string) {
	e.param()
	e.out = appendEscaped(e.out, v)
}

// escape is text for what was put together in value, whose memory it keeps.
func (e *QueryEncoder) escape(v []byte) {
	e.param()
	e.out, e.value = appendEscaped(e.out, v), v[:0]
}

func (e *QueryEncoder) push(key string) {
	e.open = append(e.open, queryFrame{base: len(e.name), key: key})
}

func (e *QueryEncoder) pop() {
	last := len(e.open) - 1
	e.name, e.open = e.name[:e.open[last].base], e.open[:last]
}

// enter adds a level to the name.
func (e *QueryEncoder) enter(name string) {
	if len(e.name) > 0 {
		e.name = append(e.name, '.')
	}
	e.name = appendEscaped(e.name, name)
}

// number makes the name that of the innermost aggregate's next piece.
func (e *QueryEncoder) number() {
	f := &e.open[len(e.open)-1]
	f.count++
	e.name = append(e.name[:f.base], '.')
	e.name = strconv.AppendInt(e.name, int64(f.count), 10)
}

// enterMember adds a member to the name. EC2 begins the names of members with a
// capital letter, unless they have another for it.
func (e *QueryEncoder) enterMember(m *Member) {
	if e.ec2 && m.EC2 != "" {
		e.enter(m.EC2)
		return
	}
	start := len(e.name)
	e.enter(m.xml())
	if start > 0 {
		start++ // the dot
	}
	if e.ec2 && start < len(e.name) && e.name[start]-'a' < 26 {
		e.name[start] -= 'a' - 'A'
	}
}

// Struct enters a structure or union.
func (e *QueryEncoder) Struct(*Member, *Schema) { e.push("") }

// Member names the parameters of the member that follows.
func (e *QueryEncoder) Member(m *Member) {
	e.name = e.name[:e.open[len(e.open)-1].base]
	e.enterMember(m)
}

// EndStruct leaves a structure or union.
func (e *QueryEncoder) EndStruct() { e.pop() }

// List enters a list. An empty one is a parameter without a value, and nothing
// for EC2.
func (e *QueryEncoder) List(m *Member, n int) {
	switch {
	case e.ec2:
	case n == 0:
		e.param()
	case m.Flags&Flattened == 0:
		e.enter(m.Schema().Members[0].xml())
	}
	e.push("")
}

// Elem numbers the element that follows.
func (e *QueryEncoder) Elem(*Member) { e.number() }

// EndList leaves a list.
func (e *QueryEncoder) EndList() { e.pop() }

// Map enters a map. An empty one is nothing.
func (e *QueryEncoder) Map(m *Member, _ int) {
	if m.Flags&Flattened == 0 {
		e.enter("entry")
	}
	e.push(m.Schema().Members[0].xml())
}

// Key writes the key of the entry whose value follows.
func (e *QueryEncoder) Key(m *Member, key string) {
	e.number()
	entry := len(e.name)
	e.enter(e.open[len(e.open)-1].key)
	e.text(key)
	e.name = e.name[:entry]
	e.enter(m.xml())
}

// EndMap leaves a map.
func (e *QueryEncoder) EndMap() { e.pop() }

// Null writes nothing: a form has no nulls.
func (e *QueryEncoder) Null(*Member) {}

// Bool writes true or false.
func (e *QueryEncoder) Bool(_ *Member, v bool) {
	e.param()
	e.out = strconv.AppendBool(e.out, v)
}

// Int writes a number.
func (e *QueryEncoder) Int(_ *Member, v int64) {
	e.param()
	e.out = strconv.AppendInt(e.out, v, 10)
}

// Float writes a number, or the name of a value that is none.
func (e *QueryEncoder) Float(_ *Member, v float64, bits int) { e.text(formatFloat(v, bits)) }

// String writes text.
func (e *QueryEncoder) String(_ *Member, v string) { e.text(v) }

// Blob writes base64.
func (e *QueryEncoder) Blob(_ *Member, v []byte) {
	e.escape(base64.StdEncoding.AppendEncode(e.value, v))
}

// Time writes a date-time, or what the member's format is.
func (e *QueryEncoder) Time(m *Member, v time.Time) {
	if err := checkTime(v); err != nil {
		e.fail(err)
	}
	e.escape(appendTime(e.value, v, m.format(DateTime)))
}

// BigInt writes a number of any size.
func (e *QueryEncoder) BigInt(_ *Member, v *big.Int) { e.escape(v.Append(e.value, 10)) }

// BigDecimal writes a number of any size and precision.
func (e *QueryEncoder) BigDecimal(_ *Member, v *Decimal) { e.text(v.String()) }

var errQueryDocument = errors.New("query protocols have no documents")

func (e *QueryEncoder) document(*Member, Value) { e.fail(errQueryDocument) }
