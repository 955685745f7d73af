// Package peers has what a user of another decoder would write: structures for
// the bodies of package bodies, and jx's decoders of them. easyjson's are
// generated from the same structures.
package peers

//go:generate go tool easyjson -no_std_marshalers json.go
