package conformance

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"mime"
	"slices"
	"strings"
)

// Two bodies are the same if they mean the same. Each media type has a normal
// form, a text in which two bodies of one meaning are equal and two of different
// meanings differ where they do.

// A normalizer returns the normal form of a body.
type normalizer func(body []byte) (string, error)

// formOf returns the normalizer for a media type. unordered says which elements of
// one name may stand in any order, because a map decides which comes first.
func formOf(mediaType string, unordered map[string]bool) normalizer {
	name, _, err := mime.ParseMediaType(mediaType)
	switch {
	case err != nil:
	case name == "application/json", strings.HasSuffix(name, "+json"):
		return normalJSON
	case name == "application/xml", name == "text/xml", strings.HasSuffix(name, "+xml"):
		return func(body []byte) (string, error) { return normalXML(body, unordered) }
	case name == "application/x-www-form-urlencoded":
		return normalForm
	case name == "application/cbor":
		return normalCBOR
	}
	return func(body []byte) (string, error) { return show(string(body)), nil }
}

// body returns the bytes of the body that the case has. Those of binary formats
// are in base64.
func (c *testCase) body() ([]byte, error) {
	switch {
	case c.Body == nil:
		return nil, nil
	case c.BodyMediaType == "application/cbor":
		return base64.StdEncoding.DecodeString(*c.Body)
	}
	return []byte(*c.Body), nil
}

// normalJSON sorts the keys of objects and writes numbers of one value alike.
func normalJSON(body []byte) (string, error) {
	var v any
	if err := decode(body, &v); err != nil {
		return "", err
	}
	return show(normalNumbers(v)), nil
}

func normalNumbers(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = normalNumbers(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = normalNumbers(v[key])
		}
	case json.Number:
		return json.Number(normalNumber(v.String()))
	}
	return v
}

// normalNumber writes a number without an exponent and without zeros that mean
// nothing, and loses none of its digits. One with a huge exponent stays as it is.
func normalNumber(text string) string {
	if _, exponent, _ := strings.Cut(strings.ToLower(text), "e"); len(exponent) > 4 {
		return text
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	digits, _ := r.FloatPrec()
	return r.FloatString(digits)
}

// normalForm puts the parameters of a form in order, one a line. The cases write
// them over several lines.
func normalForm(body []byte) (string, error) {
	var pairs []string
	for pair := range strings.SplitSeq(strings.TrimSpace(string(body)), "&") {
		name, value, found := strings.Cut(strings.TrimSpace(pair), "=")
		if !found {
			return "", fmt.Errorf("%q is no parameter of a form", pair)
		}
		pairs = append(pairs, name+"="+value)
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "\n"), nil
}
