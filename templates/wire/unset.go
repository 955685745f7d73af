package wire

import (
	"math/big"
	"time"
)

// unset takes back what stands behind a reference, for a null: an earlier member
// of the same name, or the value that encoding/json was given to read into. Lists
// and maps become empty. What cannot be absent stays as it is.
func unset(ref any) {
	switch r := ref.(type) {
	case **string:
		*r = nil
	case **bool:
		*r = nil
	case **int8:
		*r = nil
	case **int16:
		*r = nil
	case **int32:
		*r = nil
	case **int64:
		*r = nil
	case **float32:
		*r = nil
	case **float64:
		*r = nil
	case **time.Time:
		*r = nil
	case *[]byte:
		*r = nil
	case **big.Int:
		*r = nil
	case **Decimal:
		*r = nil
	case ListRef:
		if !r.IsNil() {
			r.Clear()
		}
	case mapRef:
		if !r.isNil() {
			r.clear()
		}
	case interface{ unset() }: // structures, unions and enums
		r.unset()
	}
}
