// Package connect embeds the model the generator uses when it is given none:
// the slice of Amazon Connect that GetFederationToken reaches, in both forms,
// documented in our own words. Both forms load to the same shapes.
package connect

import "embed"

// The names of the two forms in FS.
const (
	SmithyFile = "connect.json"
	LegacyFile = "service-2.json"
)

// FS holds the two forms of the model.
//
//go:embed connect.json service-2.json
var FS embed.FS
