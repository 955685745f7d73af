// Package wire is the runtime of the packages smithygen generates: values and
// schemas, the formats (JSON, XML, …) and the two walks that connect them to
// generated types. It imports the standard library only and is stamped beside
// the generated code, so that the result depends on nothing else.
//
// A generated type (Shape) comes with a Schema, which has a member for each of
// its fields, in their order; where these stand in memory is asked of package
// reflect once for each type (layout.go). The walk in encode.go leads any Shape
// into an Encoder, the walk in decode.go fills one from a Decoder; a format is one
// Encoder and one Decoder, and a Value tree is a format like the others.
//
// Functions that generated code calls once per type are marked go:noinline: the
// compiler would otherwise write their bodies into every one of them.
package wire

// Generation1 is named by every package that was generated for this runtime. It gets
// another number when such a package would not do with the runtime any more: then it
// does not compile, and this is the first thing that the compiler says.
const Generation1 = true

// MaxDepth bounds how deeply structures, lists and maps may nest in what is
// read: no real response comes near it, and no hostile one gets past it.
const MaxDepth = 512
