// Package wire is the runtime of the packages smithygen generates: values and
// schemas, formats and protocols, and the walks that connect them to generated
// types. It imports the standard library only and is stamped beside the generated
// code, so that the result depends on nothing else.
//
// # For programs
//
// A [Value] is what generated types reflect themselves as, and an [Operation] is
// called with Values by whoever knows its name only. [Clone] copies a part that is to
// outlive the rest, [Redacted] prints without secrets, [ErrorJSON] makes an error JSON.
// [NewIdempotencyToken] and [MinCompress] may be set, [WaitOptions] bound a waiter.
//
// What a service answers instead of an output is an [APIError]: an error of its model,
// or an [UnknownError]. A [RequestError] is about an input that makes no request, a
// [ValidationError] about one that breaks the model's constraints, a [DecodeError]
// about what is not as the model promises. Pages may end in a [RepeatedTokenError],
// waiting in a [WaitFailedError] or a [WaitTimeoutError].
//
// # For generated code
//
// A generated type (a [Shape]) comes with a [Schema], which has a member for each of
// its fields, in their order; where these stand in memory is asked of package
// reflect once for each type (layout.go). An [OperationSchema] lists the parts that
// its messages have, such as [SendHeaders], and a [Protocol] puts them together.
//
// A format is an [Encoder] and a [Decoder]. The common walks lead any Shape into the
// one (encode.go) and fill it from the other (decode.go). What has to be fast walks by
// itself: JSON (json_append.go, json_walk.go), CBOR and XML as they are read
// (cbor_walk.go, xml_walk.go), Values (value_encode.go, value_walk.go), and what is
// printed (redact_text.go). Tests hold these walks to the common ones.
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
