package model

import (
	"github.com/tidwall/gjson"
)

// A Trait is one trait as the model states it, understood or not.
type Trait struct {
	ID    ShapeID
	Value Node
}

// Traits are the traits of a shape or member, in model order.
type Traits []Trait

// Get returns the trait's value and whether the trait is there.
func (ts Traits) Get(id ShapeID) (Node, bool) {
	for _, t := range ts {
		if t.ID == id {
			return t.Value, true
		}
	}
	return "", false
}

// Has reports whether the trait is there.
func (ts Traits) Has(id ShapeID) bool {
	_, ok := ts.Get(id)
	return ok
}

// Text returns the value of a trait that is a string, "" if it is absent.
func (ts Traits) Text(id ShapeID) string {
	n, _ := ts.Get(id)
	return n.Text()
}

// A Node is a JSON value of a model, kept as its source text so that nothing is
// lost and nothing is parsed before somebody asks.
type Node string

// Text returns a string node's content, or the text of any other scalar.
func (n Node) Text() string { return gjson.Parse(string(n)).String() }

// Get returns the value of an object's key, "" if there is none.
func (n Node) Get(key string) Node {
	var found Node
	gjson.Parse(string(n)).ForEach(func(k, v gjson.Result) bool {
		if k.String() == key {
			found = Node(v.Raw)
			return false
		}
		return true
	})
	return found
}

// Int returns a number node's value, 0 if it is none.
func (n Node) Int() int64 { return gjson.Parse(string(n)).Int() }

// Bool reports whether the node is true.
func (n Node) Bool() bool { return gjson.Parse(string(n)).Bool() }

// Exists reports whether there is a node at all.
func (n Node) Exists() bool { return n != "" }
