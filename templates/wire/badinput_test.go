package wire

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
)

// docs/bad-input.md says what is done about bad input. Its rows and columns are
// held against these cases: each cell that decides something has a case at
// least, and each case has a cell that says the same.

// A badCase is one body in one format with something wrong in it.
type badCase struct {
	row, format string
	member      string // the one of everything, or bindings, that value stands for; "" if value is the whole body
	value       string
	at          int    // where in value the error is
	path        string // from the member on, "[1]"
	want        string // the cause of the DecodeError; "" if value is accepted
	holds       Shape  // what an accepted one is read as; nil for nothing
}

const tooMuch = "structures that take far more memory than the body that they are in"

// crowd is a list of structures with nothing in them, far too many for the body that
// they are in, of which each but the first takes so many bytes.
func crowd(format, open, each, closing string) badCase {
	const n = 1 << 16
	c := badCase{row: "crowd", format: format, member: "Kids", value: open + strings.Repeat(each, n) + closing, want: tooMuch}
	body, _ := c.body()
	size := int(unsafe.Sizeof(everything{}))
	first := (1<<20+64*len(body))/size - 1 // the one that is too much: all is in a structure itself
	c.at, c.path = len(open)+first*len(each), fmt.Sprintf("[%d]", first)
	return c
}

// body returns the whole body, and where in it the value begins.
func (c *badCase) body() (string, int) {
	before, behind := "", ""
	if c.member != "" {
		switch c.format {
		case "JSON":
			before, behind = `{"`+c.member+`":`, "}"
		case "XML":
			before, behind = "<R><"+c.member+">", "</"+c.member+"></R>"
		case "CBOR":
			before = "\xa1" + string(rune(0x60+len(c.member))) + c.member
		}
	}
	return before + c.value + behind, len(before)
}

func (c *badCase) decode() (Shape, string, int, error) {
	body, from := c.body()
	out := new(everything)
	switch c.format {
	case "JSON":
		return out, body, from, DecodeJSON([]byte(body), out)
	case "XML":
		return out, body, from, DecodeXML([]byte(body), out)
	case "CBOR":
		return out, body, from, DecodeCBOR([]byte(body), out)
	}
	bound := new(bindings)
	headers := []string{}
	for value := range strings.SplitSeq(c.value, "\n") {
		headers = append(headers, SchemaOf(bound).Members[SchemaOf(bound).MemberIndex(c.member)].Key, value)
	}
	resp, _ := reply(200, "{}", headers...)
	err := RestJSON1.ParseResponse(resp, &bindOperation, bound)
	bound.Status, bound.Meta = nil, nil // there with every response
	return bound, "{}", -1, err
}

func TestBadInput(t *testing.T) {
	for _, cases := range [][]badCase{badJSON, badXML, badCBOR, badHeaders} {
		for _, c := range cases {
			if c.row == "crowd" && strconv.IntSize < 64 {
				continue // structures are half as large
			}
			out, body, from, err := c.decode()
			checkBad(t, &c, out, err)
			e, ok := errors.AsType[*DecodeError](err)
			if c.want == "" || !ok {
				continue
			}
			offset := int64(max(from+c.at, 0))
			if from < 0 {
				offset = 0
			}
			if e.Offset != offset {
				t.Errorf("%s %s %.60q: at byte %d, want %d", c.row, c.format, body, e.Offset, offset)
			}
			if string(e.Body) != body[:min(len(body), MaxRawBody)] {
				t.Errorf("%s %s: the body is lost: %.60q", c.row, c.format, e.Body)
			}
		}
	}
}

// checkBad checks all of a case's outcome but where the error is.
func checkBad(t *testing.T, c *badCase, out Shape, err error) {
	t.Helper()
	if c.want == "" {
		if err != nil {
			t.Errorf("%s %s %.60q: %v", c.row, c.format, c.value, err)
			return
		}
		want := c.holds
		if _, ok := out.(*bindings); ok && want == nil {
			want = new(bindings)
		} else if want == nil {
			want = new(everything)
		}
		if diff := cmp.Diff(want, out, equal); diff != "" {
			t.Errorf("%s %s %.60q: want -, got +:\n%s", c.row, c.format, c.value, diff)
		}
		return
	}
	e, ok := errors.AsType[*DecodeError](err)
	if !ok {
		t.Errorf("%s %s %.60q: got %v instead of a DecodeError", c.row, c.format, c.value, err)
		return
	}
	if e.Shape != SchemaOf(out).Name() || e.Path != c.member+c.path || e.Err.Error() != c.want {
		t.Errorf("%s %s %.60q:\n got %s, %q: %v\nwant %q: %s", c.row, c.format, c.value, e.Shape, e.Path, e.Err, c.member+c.path, c.want)
	}
}

// A decision is what a cell of the document, or a case, says.
type decision map[[2]string]string

func (d decision) add(t *testing.T, row, format, says string) {
	t.Helper()
	key := [2]string{row, format}
	if before, ok := d[key]; ok && before != says {
		says = "both" // a cell may say where the line is
	}
	d[key] = says
}

var badRow = regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|(.*)\\|$")

// readDecisions reads the tables of the document: below a head whose first two
// cells are "row" and "input", a row for each decision.
func readDecisions(t *testing.T) decision {
	text, err := os.ReadFile("../../docs/bad-input.md")
	if err != nil {
		t.Fatal(err)
	}
	found := decision{}
	var formats []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "| row | input |"); ok {
			formats = cells(head)
		}
		m := badRow.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		row := cells(m[2])[1:]
		if len(row) != len(formats) {
			t.Fatalf("%s: %d cells for %v", m[1], len(row), formats)
		}
		for i, cell := range row {
			if cell == "–" {
				continue
			}
			says := "accepted"
			if strings.HasPrefix(cell, "refused") {
				says = "refused"
			}
			if strings.Contains(cell, "; refused") {
				says = "both"
			}
			if _, ok := found[[2]string{m[1], formats[i]}]; ok {
				t.Errorf("row %s is there twice", m[1])
			}
			found.add(t, m[1], formats[i], says)
		}
	}
	return found
}

func cells(line string) []string {
	all := strings.Split(strings.Trim(line, "|"), "|")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

func saysOf(want string) string {
	if want != "" {
		return "refused"
	}
	return "accepted"
}

func TestBadInputDocument(t *testing.T) {
	tested := decision{}
	for _, cases := range [][]badCase{badJSON, badXML, badCBOR, badHeaders} {
		for _, c := range cases {
			tested.add(t, c.row, c.format, saysOf(c.want))
		}
	}
	for _, c := range badValues {
		tested.add(t, c.row, "Value", saysOf(c.want))
	}
	for _, c := range badResponses {
		tested.add(t, c.row, c.protocol, saysOf(c.want))
	}
	documented := readDecisions(t)
	for key, says := range documented {
		if got := tested[key]; got != says {
			t.Errorf("row %s, %s: the document says %s, the cases %q", key[0], key[1], says, got)
		}
	}
	for key, says := range tested {
		if documented[key] == "" {
			t.Errorf("row %s, %s: %s by the cases, and not in the document", key[0], key[1], says)
		}
	}
}

// A holder is a structure that holds another by value.
type holder struct{ Kid everything }

func (v *holder) ToValue() Value { return ToValue(&holderSchema, v) }

var holderSchema = Schema{ID: "test#Holder", Kind: Structure, Members: []Member{{Name: "Kid", Target: &everythingSchema, Flags: Present}}}

func TestDuplicatePlainStructure(t *testing.T) {
	var got holder
	err := DecodeJSON([]byte(`{"Kid":{"Name":"a","Plain":"b"},"Kid":{"Plain":"c"},"Kid":null}`), &got)
	if diff := cmp.Diff(holder{everything{Name: new("a"), Plain: "c"}}, got, equal); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}
