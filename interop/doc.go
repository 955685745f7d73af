// Package interop holds generated code against the official SDK and against
// other decoders. It is a module of its own, so that the product's go.mod names
// none of them.
package interop
