package main

import (
	"fmt"
	"strings"
)

// A goal is a row of the table: a figure or the ratio of two, and its limit.
type goal struct {
	what  string
	unit  string // "×" for ratios
	limit float64
	least bool // the limit is the least that is good, not the most
	// ours is the figure in question. It is compared with the least of peers,
	// if there are any.
	ours  string
	peers []string
}

// A measured is what a goal is held against, and the figures it is made of.
type measured struct {
	value float64
	of    string
}

func (g goal) text() string {
	if g.least {
		return "≥ " + g.format(g.limit)
	}
	return "≤ " + g.format(g.limit)
}

func (g goal) met(v float64) bool { return v == g.limit || (v > g.limit) == g.least }

func (g goal) format(v float64) string {
	switch {
	case g.unit == "×":
		return fmt.Sprintf("%.3g ×", v)
	case g.unit == "":
		return fmt.Sprintf("%.0f", v)
	}
	return quantity(v, g.unit)
}

// A scale is a unit that people read sizes of a kind in, and the least size.
type scale struct {
	name string
	size float64
}

var scales = map[string][]scale{
	"sec":   {{"s", 1}, {"ms", 1e-3}, {"µs", 1e-6}, {"ns", 1e-9}},
	"bytes": {{"MB", 1e6}, {"KB", 1e3}},
}

// quantity prints a figure in the unit that suits its size.
func quantity(v float64, unit string) string {
	kind, _, _ := strings.Cut(unit, "/")
	for i, s := range scales[kind] {
		if v >= s.size || i == len(scales[kind])-1 {
			return fmt.Sprintf("%.3g %s", v/s.size, s.name)
		}
	}
	return fmt.Sprintf("%.0f %s", v, unit)
}

func (g goal) measure(r *results) (m measured, ok bool) {
	ours, ok := r.Figures[g.ours]
	_, unit, _ := strings.Cut(g.ours, " ")
	m = measured{ours.Median, ""}
	if len(g.peers) == 0 || !ok {
		return m, ok
	}
	var best float64
	for i, name := range g.peers {
		peer, ok := r.Figures[name]
		if !ok {
			return m, false
		}
		if i == 0 || peer.Median < best {
			best = peer.Median
		}
	}
	m.of = quantity(ours.Median, unit) + " : " + quantity(best, unit)
	m.value = ours.Median / best
	if g.least {
		m.value = best / ours.Median
	}
	return m, true
}

// atMost says that a takes no more than limit times what the best of peers takes.
func atMost(what, unit, a string, limit float64, peers ...string) goal {
	return ratio(what, unit, a, limit, false, peers)
}

// faster says that every one of peers takes times as much as a.
func faster(what, a string, times float64, peers ...string) goal {
	return ratio(what, "sec/op", a, times, true, peers)
}

func ratio(what, unit, a string, limit float64, least bool, peers []string) goal {
	g := goal{what: what, unit: "×", limit: limit, least: least, ours: a + " " + unit}
	for _, p := range peers {
		g.peers = append(g.peers, p+" "+unit)
	}
	return g
}

// limit says that a is no more than a number of units.
func limit(what, unit, a string, most float64) goal {
	shown := unit
	if unit == "allocs/op" {
		shown = ""
	}
	return goal{what: what, unit: shown, limit: most, ours: a + " " + unit}
}

// goals are the goals of docs/performance.md, in its order.
var goals = func() (all []goal) {
	add := func(g ...goal) { all = append(all, g...) }

	const token, tokenError = "Decode/FederationToken/", "Decode/FederationTokenError/"
	add(
		atMost("JSON, FederationToken: sonic", "sec/op", token+"ours", 1, token+"sonic"),
		faster("JSON, FederationToken: SDK", token+"ours", 16, token+"sdk"),
		limit("JSON, FederationToken: allocations", "allocs/op", token+"ours", 8),
	)
	for _, long := range []struct {
		name  string
		times float64
	}{{"SearchUsers", 6}, {"Scan", 2}} {
		name, d := long.name, "Decode/"+long.name+"/"
		add(
			atMost("JSON, "+name+": faster of sonic and jx", "sec/op", d+"ours", 1, d+"sonic", d+"jx"),
			faster("JSON, "+name+": SDK", d+"ours", long.times, d+"sdk"),
			atMost("JSON, "+name+": allocations, jx", "allocs/op", d+"ours", 0.5, d+"jx"),
		)
	}
	add(
		atMost("JSON error: jx", "sec/op", tokenError+"ours", 1, tokenError+"jx"),
		faster("JSON error: SDK", tokenError+"ours", 20, tokenError+"sdk"),
	)
	for _, name := range []string{"AssumeRole", "ListObjects", "DescribeInstances", "AssumeRoleError", "ListObjectsError", "DescribeInstancesError"} {
		d := "Decode/" + name + "/"
		add(
			faster("XML, "+name+": SDK", d+"ours", 10, d+"sdk"),
			faster("XML, "+name+": encoding/xml", d+"ours", 10, d+"encodingxml"),
			atMost("XML, "+name+": scan", "sec/op", d+"ours", 3, d+"floor"),
		)
	}
	for _, name := range []string{"FederationToken", "SearchUsers", "Scan"} {
		f := "Formats/" + name + "/"
		add(atMost("CBOR, "+name+": JSON", "sec/op", f+"cbor", 0.8, f+"json"))
	}
	for _, name := range []string{"SearchUsers", "PutItem", "AssumeRole", "RunInstances"} {
		e := "Encode/" + name + "/"
		add(
			faster("encode "+name+": SDK", e+"ours", 3, e+"sdk"),
			limit("encode "+name+": allocations", "allocs/op", e+"ours", 1),
		)
	}
	const users = "Formats/SearchUsers/"
	add(
		atMost("ToValue, SearchUsers: JSON", "sec/op", users+"tovalue", 0.5, users+"json"),
		atMost("FromValue, SearchUsers: JSON", "sec/op", users+"fromvalue", 0.5, users+"json"),
		atMost("compile Connect: CPU, SDK", "sec", "Compile/connect/ours", 1./8, "Compile/connect/sdk"),
		atMost("compile Connect: memory, SDK", "bytes", "Compile/connect/ours", 1./5, "Compile/connect/sdk"),
		atMost("compile EC2: CPU, SDK", "sec", "Compile/ec2/ours", 1./10, "Compile/ec2/sdk"),
		atMost("compile EC2: memory, SDK", "bytes", "Compile/ec2/ours", 1./6, "Compile/ec2/sdk"),
		limit("compile GetFederationToken and runtime", "sec", "Compile/one/ours", 0.6),
		limit("binary, GetFederationToken", "bytes", "Size/token/ours", 120e3),
		atMost("binary, GetFederationToken: SDK", "bytes", "Size/token/ours", 1./12, "Size/token/sdk"),
		limit("binary, one operation of whole EC2", "bytes", "Size/ec2/ours", 200e3),
		limit("generate one operation of Connect", "sec", "Generate/one", 45e-3),
		limit("generate all of Connect", "sec", "Generate/connect", 0.3),
		limit("generate 44 models", "sec", "Generate/all", 2.5),
	)
	return all
}()
