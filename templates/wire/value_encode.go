package wire

import (
	"math/big"
	"time"
)

// ToValue reflects a generated type, to which v is a pointer, as a Value; a nil
// pointer as a null. It is what the type's own method does.
//
//go:noinline
func ToValue(s *Schema, v any) Value {
	shape := shapeOf(v)
	if isNil(shape) {
		return newValue(s, Null)
	}
	var e valueEncoder
	if err := Encode(&e, shape); err != nil {
		return Value{} // only a value nested deeper than MaxDepth
	}
	return e.result
}

// A valueEncoder is the Encoder whose format is the Value tree.
type valueEncoder struct {
	stack  []frame // the aggregates that are open, outermost first
	result Value
	err    error
}

// A frame is an aggregate under construction.
type frame struct {
	value  Value
	fields []Field
	name   string // of the member or entry that comes next
}

func (e *valueEncoder) push(v Value, n int) {
	e.stack = append(e.stack, frame{value: v, fields: make([]Field, 0, n)})
}

func (e *valueEncoder) pop() {
	top := e.stack[len(e.stack)-1]
	e.stack = e.stack[:len(e.stack)-1]
	top.value.node = &node{fields: top.fields}
	e.add(nil, top.value)
}

func (e *valueEncoder) name(name string) { e.stack[len(e.stack)-1].name = name }

// add puts a finished value into the aggregate it belongs to.
func (e *valueEncoder) add(m *Member, v Value) {
	if m != nil && m.Flags&Sensitive != 0 {
		v.sensitive = true
	}
	if len(e.stack) == 0 {
		e.result = v
		return
	}
	top := &e.stack[len(e.stack)-1]
	top.fields = append(top.fields, Field{top.name, v})
}

func (e *valueEncoder) open(m *Member, s *Schema, k Kind, n int) {
	v := newValue(s, k)
	if m != nil && m.Flags&Sensitive != 0 {
		v.sensitive = true
	}
	e.push(v, n)
}

func (e *valueEncoder) Struct(m *Member, s *Schema) {
	n := len(s.Members)
	if s.Kind == Union {
		n = 1
	}
	e.open(m, s, s.Kind, n)
}
func (e *valueEncoder) Member(m *Member)            { e.name(m.Name) }
func (e *valueEncoder) EndStruct()                  { e.pop() }
func (e *valueEncoder) List(m *Member, n int)       { e.open(m, m.Schema(), List, n) }
func (e *valueEncoder) Elem(*Member)                {}
func (e *valueEncoder) EndList()                    { e.pop() }
func (e *valueEncoder) Map(m *Member, n int)        { e.open(m, m.Schema(), Map, n) }
func (e *valueEncoder) Key(_ *Member, key string)   { e.name(key) }
func (e *valueEncoder) EndMap()                     { e.pop() }
func (e *valueEncoder) Null(m *Member)              { e.add(m, NullValue()) }
func (e *valueEncoder) Bool(m *Member, v bool)      { e.add(m, BoolValue(m.Schema(), v)) }
func (e *valueEncoder) Int(m *Member, v int64)      { e.add(m, IntValue(m.Schema(), v)) }
func (e *valueEncoder) String(m *Member, v string)  { e.add(m, StringValue(m.Schema(), v)) }
func (e *valueEncoder) Blob(m *Member, v []byte)    { e.add(m, BlobValue(m.Schema(), v)) }
func (e *valueEncoder) Time(m *Member, v time.Time) { e.add(m, TimeValue(m.Schema(), v)) }
func (e *valueEncoder) BigInt(m *Member, v *big.Int) {
	e.add(m, BigIntegerValue(m.Schema(), v))
}
func (e *valueEncoder) BigDecimal(m *Member, v *Decimal) {
	e.add(m, BigDecimalValue(m.Schema(), v))
}
func (e *valueEncoder) Float(m *Member, v float64, _ int) {
	e.add(m, FloatValue(m.Schema(), v))
}

func (e *valueEncoder) document(m *Member, v Value) { e.add(m, v) }
func (e *valueEncoder) Err() error                  { return e.err }
func (e *valueEncoder) fail(err error)              { e.err = err }
