package wire

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The official cases of malformed bodies are for servers of restJson1. They show
// what the specification calls malformed; a client refuses the same but for what
// docs/bad-input.md lists.

// officialMember maps the members of those cases to the like of everything.
var officialMember = map[string]string{
	"blob": "Data", "booleanInBody": "Flag", "byteInBody": "Tiny", "shortInBody": "Short", "integerInBody": "Count", "longInBody": "Total",
	"floatInBody": "Ratio", "doubleInBody": "Score", "bodyList": "Tags", "bodyMap": "Labels", "timestamp": "When", "union": "Choice",
	"int": "number", "string": "text",
}

// The cases of which a client reads a body at least.
var officialLeniency = regexp.MustCompile(`^(RestJsonBodyTimestamp[A-Za-z]+Rejects(HttpDate|DateTime|Epoch|EpochSeconds|StringifiedEpochSeconds|UTCOffsets|Different8601Formats)` +
	`|RestJsonBodyMalformed(ListNullItem|MapNullValue)|RestJsonMalformedUnion(KnownAndUnknownFieldsSet|NoFieldsSet|EmptyObjectNoFieldsSet|UnknownMember)` +
	`|RestJsonTechnicallyValidJsonBody)$`)

type malformedCase struct {
	ID         string
	Request    struct{ Body string }
	Parameters map[string][]string `json:"testParameters"`
}

func officialMalformed(t *testing.T) []malformedCase {
	dir := os.Getenv("SMITHYGEN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(dir, "protocol-tests", "rest-json-1.json"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("no official protocol tests: set SMITHYGEN_SHARED to the directory that has protocol-tests")
	}
	var model struct {
		Shapes map[string]struct {
			Traits map[string]json.RawMessage
		}
	}
	if err == nil {
		err = json.Unmarshal(text, &model)
	}
	var all []malformedCase
	for _, s := range model.Shapes {
		if cases := s.Traits["smithy.test#httpMalformedRequestTests"]; err == nil && cases != nil {
			var some []malformedCase
			err = json.Unmarshal(cases, &some)
			all = append(all, some...)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// bodies returns the bodies of a case, one for each value of its parameter.
func (c *malformedCase) bodies() []string {
	values := c.Parameters["value"]
	if !strings.Contains(c.Request.Body, "$value") {
		return []string{c.Request.Body}
	}
	var bodies []string
	for _, value := range values {
		quoted, _ := json.Marshal(value)
		bodies = append(bodies, strings.NewReplacer("$value:L", value, "$value:S", string(quoted)).Replace(c.Request.Body))
	}
	return bodies
}

var officialBody = regexp.MustCompile(`^(RestJsonBody|RestJsonMalformedUnion|RestJsonInvalidJsonBody|RestJsonTechnicallyValidJsonBody)`)

func TestOfficialMalformedBodies(t *testing.T) {
	refused, read := 0, 0
	for _, c := range officialMalformed(t) {
		if !officialBody.MatchString(c.ID) {
			continue // not about a body, or about its content type
		}
		before := read
		for _, body := range c.bodies() {
			for theirs, ours := range officialMember {
				body = strings.ReplaceAll(body, `"`+theirs+`"`, `"`+ours+`"`)
			}
			err := DecodeJSON([]byte(body), new(everything))
			_, ok := errors.AsType[*DecodeError](err)
			switch {
			case ok:
				refused++
			case err == nil && officialLeniency.MatchString(c.ID):
				read++
			default:
				t.Errorf("%s: %s was read: %v", c.ID, body, err)
			}
		}
		if officialLeniency.MatchString(c.ID) && read == before {
			t.Errorf("%s: all is refused, and docs/bad-input.md says something is read", c.ID)
		}
	}
	if refused < 100 {
		t.Errorf("only %d bodies were refused: are the cases still called so?", refused)
	}
}
