package model

import (
	"slices"
	"strconv"
	"strings"

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
	for k, v := range gjson.Parse(string(n)).ForEach {
		if k.String() == key {
			return Node(v.Raw)
		}
	}
	return ""
}

// Int returns a number node's value, 0 if it is none.
func (n Node) Int() int64 { return gjson.Parse(string(n)).Int() }

// Bool reports whether the node is true.
func (n Node) Bool() bool { return gjson.Parse(string(n)).Bool() }

// Exists reports whether there is a node at all.
func (n Node) Exists() bool { return n != "" }

// IsString reports whether the node is a string.
func (n Node) IsString() bool { return strings.HasPrefix(string(n), `"`) }

func (n Node) isInt32() bool {
	_, err := strconv.ParseInt(string(n), 10, 32)
	return err == nil
}

// Null reports whether the node is null.
func (n Node) Null() bool { return n == "null" }

// Strings returns the strings of an array node.
func (n Node) Strings() []string {
	var all []string
	for _, item := range n.Items() {
		all = append(all, item.Text())
	}
	return all
}

// Fields returns the values of an object node by key, those that Get returns.
func (n Node) Fields() map[string]Node {
	fields := map[string]Node{}
	if o := gjson.Parse(string(n)); o.IsObject() {
		for k, v := range o.ForEach {
			if _, ok := fields[k.String()]; !ok {
				fields[k.String()] = Node(v.Raw)
			}
		}
	}
	return fields
}

// Items returns the elements of an array node.
func (n Node) Items() []Node {
	var items []Node
	if a := gjson.Parse(string(n)); a.IsArray() {
		for _, v := range a.ForEach {
			items = append(items, Node(v.Raw))
		}
	}
	return items
}

// merge returns the traits with others added; of a trait both have, the other's
// value counts.
func (ts Traits) merge(others Traits) Traits {
	for _, o := range others {
		ts = ts.with(o.ID, o.Value)
	}
	return ts
}

// settled returns the traits each once: where it stands first, with the value it has last.
func (ts Traits) settled() Traits {
	at := make(map[ShapeID]int, len(ts))
	all := ts[:0]
	for _, t := range ts {
		if i, ok := at[t.ID]; ok {
			all[i].Value = t.Value
			continue
		}
		at[t.ID] = len(all)
		all = append(all, t)
	}
	return all
}

// with returns the traits with one added or replaced.
func (ts Traits) with(id ShapeID, value Node) Traits {
	for i := range ts {
		if ts[i].ID == id {
			ts[i].Value = value
			return ts
		}
	}
	return append(ts, Trait{id, value})
}

// without returns the traits with one removed.
func (ts Traits) without(id ShapeID) Traits {
	return slices.DeleteFunc(ts, func(t Trait) bool { return t.ID == id })
}
