package ir

// A default is a bool, string, int64, float64, []byte or time.Time, or one of
// these literals of types that are not Go's own.
type (
	BigIntLiteral  string // in decimal
	DecimalLiteral struct {
		Unscaled BigIntLiteral
		Exponent int32
	}
	// A DocumentLiteral holds a bool, string, int64, float64, an empty []any or
	// an empty map[string]any.
	DocumentLiteral struct{ Value any }
	// OwnDefaults is what a field of a structure's type is set to whose own members
	// have defaults.
	OwnDefaults struct{}
)
