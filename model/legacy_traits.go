package model

import "github.com/tidwall/gjson"

// legacyFlags are the keys that are true, as traits without a value.
var legacyFlags = map[string]ShapeID{
	"sensitive": TraitSensitive, "box": TraitBox, "idempotencyToken": TraitIdempotencyToken, "xmlAttribute": TraitXMLAttribute,
	"hostLabel": TraitHostLabel, "eventpayload": TraitEventPayload, "eventheader": TraitEventHeader,
	"requiresLength": TraitRequiresLength, "streaming": TraitStreaming, "sparse": TraitSparse, "idempotent": "smithy.api#idempotent",
	"readonly": "smithy.api#readonly", "httpChecksumRequired": "smithy.api#httpChecksumRequired",
	"unsignedPayload": "aws.auth#unsignedPayload",
}

// legacyCopies are the keys whose value is the trait's.
var legacyCopies = map[string]ShapeID{
	"retryable": TraitRetryable, "endpoint": TraitEndpoint,
	"auth": "smithy.api#auth", "httpChecksum": "aws.protocols#httpChecksum", "requestcompression": "smithy.api#requestCompression",
	"contextParam": "smithy.rules#contextParam", "staticContextParams": "smithy.rules#staticContextParams",
	"operationContextParams": "smithy.rules#operationContextParams", "documentation": TraitDocumentation,
}

var timestampFormats = map[string]Node{"iso8601": `"date-time"`, "rfc822": `"http-date"`, "unixTimestamp": `"epoch-seconds"`}

// legacyTrait adds the trait a key stands for; what this program does not know
// is kept under a name of its own.
func legacyTrait(ts Traits, key string, v gjson.Result) Traits {
	value := Node(v.Raw)
	if id, ok := legacyFlags[key]; ok {
		if !v.Bool() {
			return ts
		}
		return append(ts, Trait{id, "{}"})
	}
	if id, ok := legacyCopies[key]; ok {
		if v.Raw == `""` || v.Type == gjson.Null {
			return ts
		}
		return append(ts, Trait{id, value})
	}
	switch key {
	case "deprecatedMessage", "deprecatedSince":
		return ts // beside "deprecated"
	case "timestampFormat":
		if format, ok := timestampFormats[v.String()]; ok {
			return append(ts, Trait{TraitTimestampFormat, format})
		}
	case "xmlNamespace":
		return append(ts, Trait{TraitXMLNamespace, namespaceOf(value)})
	case "jsonvalue":
		return append(ts, Trait{TraitMediaType, `"application/json"`})
	}
	return append(ts, Trait{legacyTraits + ShapeID(key), value})
}

// namespaceOf is a namespace as Smithy has it; this form may give the URI alone.
func namespaceOf(value Node) Node {
	if value.IsString() {
		return object("uri", value)
	}
	return value
}
