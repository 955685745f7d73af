package model

import "github.com/tidwall/gjson"

func (b *builder) readLegacy(src *source, root gjson.Result, companions map[string][]byte) error {
	return nil
}
