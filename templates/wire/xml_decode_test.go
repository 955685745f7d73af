package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeXML(t *testing.T) {
	noon := time.Date(2023, 11, 14, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name, in string
		want     everything
	}{
		{"empty element", `<x/>`, everything{}},
		{"declaration and misc", "\uFEFF<?xml version='1.0' encoding=\"utf-8\"?><!-- a - b --><?pi?>\n<x>\n<Plain>p</Plain></x>\n<!---->", everything{Plain: "p"}},
		{"leading space", "\n  <x><Plain>p</Plain></x>", everything{Plain: "p"}},
		{"scalars", `<x><Name>n</Name><Flag>true</Flag><On> 0 </On><Tiny>-128</Tiny><Short>+7</Short><Count>
			-7 </Count><Total>9223372036854775807</Total></x>`,
			everything{Name: new("n"), Flag: new(true), Tiny: new(int8(-128)), Short: new(int16(7)), Count: new(int32(-7)), Total: math.MaxInt64}},
		{"floats", `<x><Ratio>1.5</Ratio><Score>-1E300</Score></x>`, everything{Ratio: new(float32(1.5)), Score: new(-1e300)}},
		{"no numbers", `<x><Ratio>NaN</Ratio><Score>-Infinity</Score></x>`, everything{Ratio: new(float32(math.NaN())), Score: new(math.Inf(-1))}},
		{"date-time", `<x><When>2023-11-14T12:00:00Z</When><Date> 2023-11-14T13:00:00+01:00 </Date></x>`, everything{When: &noon, Date: &noon}},
		{"epoch and http-date", `<x><When>1699963200.0</When><Date>Tue, 14 Nov 2023 12:00:00 GMT</Date></x>`, everything{When: &noon, Date: &noon}},
		{"blob", "<x><Data> aG\n\tk= </Data></x>", everything{Data: []byte("hi")}},
		{"empty blob", "<x><Data/></x>", everything{Data: []byte{}}},
		{"enums", `<x><Color>RED</Color><Paint>MAUVE</Paint><Size>9</Size></x>`, everything{Color: new(color("RED")), Paint: "MAUVE", Size: new(size(9))}},
		{"big numbers", `<x><Big>123456789012345678901234567890</Big><Exact>1.10</Exact></x>`, everything{Big: bigInt("123456789012345678901234567890"), Exact: decimal("1.10")}},
		{"strings keep white space", "<x><Plain> \n a\tb </Plain><Name/></x>", everything{Plain: " \n a\tb ", Name: new("")}},
		{"references", `<x><Plain>&lt;&amp;&gt;&quot;&apos;&#65;&#x1F600;&#xd;&#10;&#x1;</Plain></x>`, everything{Plain: "<&>\"'A😀\r\n\x01"}},
		{"cdata and comments", "<x><Plain>a<![CDATA[<&amp;]]]]><!-- no --><?pi x?>b&amp;<![CDATA[>]]></Plain></x>", everything{Plain: "a<&amp;]]b&>"}},
		{"line ends", "<x><Plain>a\r\nb\rc<![CDATA[\r\n]]></Plain></x>", everything{Plain: "a\nb\nc\n"}},
		{"xsi:nil", `<x xmlns:i="w3"><Name i:nil="true"/><Plain i:nil="false">p</Plain><Child i:nil='1'><Plain>x</Plain></Child></x>`, everything{Plain: "p"}},
		{"nil root", `<x xsi:nil="true"/>`, everything{}},
		{"namespaces", `<a:x xmlns:a="u"><a:Plain>p</a:Plain><b:Child><Plain>q</Plain></b:Child></a:x>`, everything{Plain: "p", Child: &everything{Plain: "q"}}},
		{"lists", `<x><Tags><member>a</member><other>b</other></Tags><Grid><member><member>1</member></member><member/></Grid></x>`,
			everything{Tags: []string{"a", "b"}, Grid: [][]int32{{1}, {}}}},
		{"empty lists and maps", "<x><Tags/><Holes>\n</Holes><Labels></Labels></x>", everything{Tags: []string{}, Holes: []*string{}, Labels: map[string]string{}}},
		{"nulls", `<x><Tags><m/><m xsi:nil="true"/></Tags><Holes><m xsi:nil="true"/><m/></Holes></x>`, everything{Tags: []string{""}, Holes: []*string{nil, new("")}}},
		{"maps", `<x><Labels><entry><key>a</key><value>1</value></entry><e><value>2</value><junk/><key>b</key><junk/></e></Labels></x>`,
			everything{Labels: map[string]string{"a": "1", "b": "2"}}},
		{"entries without values", `<x><Labels><entry><key>a</key></entry></Labels><Gaps><entry><key>a</key></entry></Gaps></x>`,
			everything{Labels: map[string]string{}, Gaps: map[color]*string{"a": nil}}},
		{"map of lists", `<x><Nested><entry><key>a</key><value><member><Plain>p</Plain></member><member/></value></entry></Nested></x>`,
			everything{Nested: map[string][]everything{"a": {{Plain: "p"}, {}}}}},
		{"duplicate members", `<x><Plain>a</Plain><Tags><m>1</m></Tags><Plain>b</Plain><Tags><m>2</m></Tags></x>`, everything{Plain: "b", Tags: []string{"2"}}},
		{"unknown members", `<x a="b"><y><z>&lt;</z><!-- --><w/>t</y><Plain>p</Plain>text</x>`, everything{Plain: "p"}},
		{"any order", `<x><Plain>p</Plain><Name>n</Name></x>`, everything{Plain: "p", Name: new("n")}},
		{"union", `<x><Choice><number>3</number></Choice></x>`, everything{Choice: &choiceNumber{3}}},
		{"union of unit", `<x><Choice><nothing/></Choice></x>`, everything{Choice: &choiceNothing{}}},
		{"empty union", `<x><Choice/></x>`, everything{}},
		{"unknown union member", `<x><Choice><a:new at="1"><b>1</b>text<c/><b><d>2</d></b><n xsi:nil="true"/></a:new></Choice></x>`,
			everything{Choice: &choiceUnknown{UnknownMember{"new", MapValue(nil,
				Field{"b", ListValue(nil, StringValue(nil, "1"), MapValue(nil, Field{"d", StringValue(nil, "2")}))},
				Field{"c", StringValue(nil, "")}, Field{"n", NullValue()})}}}},
		{"unknown member before a known one", `<x><Choice><new>1</new><text>t</text></Choice></x>`, everything{Choice: &choiceText{"t"}}},
		{"document", `<x><Doc> a </Doc></x>`, everything{Doc: StringValue(nil, " a ")}},
		{"null document", `<x><Doc xsi:nil="true"/></x>`, everything{Doc: NullValue()}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got everything
			if err := DecodeXML([]byte(tt.in), &got); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got, equal); d != "" {
				t.Errorf("want -, got +\n%s", d)
			}
		})
	}
}

func TestDecodeXMLTraits(t *testing.T) {
	tests := []struct {
		name, in string
		want     xmlThing
	}{
		{"attributes", `<x lang = 'a&amp;"b' xmlns:kind="u" xsi:type="T"  ><title>t</title></x>`, xmlThing{Lang: new(`a&"b`), Kind: new("T"), Title: new("t")}},
		{"attributes of an empty element", `<x><part id="&#x41;"/></x>`, xmlThing{Part: &xmlPart{Id: new("A")}}},
		{"attributes are no elements", `<x><lang>a</lang><part/></x>`, xmlThing{Part: &xmlPart{}}},
		{"another prefix", `<x><bare>a</bare></x>`, xmlThing{Bare: "a"}},
		{"flattened lists", `<x><tags>a</tags><chunk id="1"><tags>x</tags><tags>y</tags></chunk><tags/><chunk/></x>`,
			xmlThing{Tags: []string{"a", ""}, Parts: []xmlPart{{Id: new("1"), Tags: []string{"x", "y"}}, {}}}},
		{"flattened sparse list", `<x><gaps>1</gaps><gaps xsi:nil="true"/><gaps>2</gaps></x>`, xmlThing{Gaps: []*int32{new(int32(1)), nil, new(int32(2))}}},
		{"flattened list of lists", `<x><matrix><m>1</m><m>2</m></matrix><matrix/></x>`, xmlThing{Matrix: [][]int32{{1, 2}, {}}}},
		{"flattened list of maps", `<x><groups><entry><key>a</key><value>b</value></entry></groups><groups/></x>`,
			xmlThing{Groups: []map[string]string{{"a": "b"}, {}}}},
		{"flattened map", `<x><kvp><k>a</k><v>1</v></kvp><title>t</title><kvp><v>2</v><k>b</k></kvp></x>`, xmlThing{Title: new("t"), Attrs: map[string]string{"a": "1", "b": "2"}}},
		{"named keys and values", `<x><index><entry><v id="i"><tags>t</tags></v><k>a</k></entry><entry><k>b</k><v/></entry></index></x>`,
			xmlThing{Index: map[string]*xmlPart{"a": {Id: new("i"), Tags: []string{"t"}}, "b": {}}}},
		{"sparse map", `<x><holes><entry><key>a</key><value xsi:nil="true"/></entry><entry><key>b</key><value/></entry></holes></x>`,
			xmlThing{Holes: map[string]*string{"a": nil, "b": new("")}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got xmlThing
			if err := DecodeXML([]byte(tt.in), &got); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got, equal); d != "" {
				t.Errorf("want -, got +\n%s", d)
			}
		})
	}
}

func TestDecodeXMLErrors(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", `decoding Everything: at byte 0: an empty body: expected an XML document`},
		{"only white space", " \n", `decoding Everything: at byte 2: an empty body: expected an XML document`},
		{"only a comment", "<!-- -->", `decoding Everything: at byte 8: an empty body: expected an XML document`},
		{"json", `{"a":1}`, `decoding Everything: at byte 0: expected an XML element, found '{'`},
		{"doctype", `<!DOCTYPE x [<!ENTITY a "b">]><x/>`, `decoding Everything: at byte 0: a document type declaration, which is refused: entities are not expanded`},
		{"html", "\n<!doctype html><html/>", `decoding Everything: at byte 1: a document type declaration, which is refused: entities are not expanded`},
		{"encoding", `<?xml version="1.0" encoding='ISO-8859-1'?><x/>`, `decoding Everything: at byte 0: encoding "ISO-8859-1": only UTF-8 is read`},
		{"utf-16", "\xff\xfe<\x00x\x00/\x00>\x00", `decoding Everything: at byte 0: invalid UTF-8`},
		{"invalid utf-8", "<x><Plain>é\xe9</Plain></x>", `decoding Everything: at byte 12: invalid UTF-8`},
		{"no name", "<x>< y/></x>", `decoding Everything: at byte 3: malformed tag`},
		{"name with a digit", "<1/>", `decoding Everything: at byte 0: malformed tag`},
		{"slash", "<x/ >", `decoding Everything: at byte 0: malformed tag`},
		{"attribute without value", "<x a>", `decoding Everything: at byte 3: malformed attribute: expected name="value"`},
		{"attribute without quotes", "<x a=b/>", `decoding Everything: at byte 3: malformed attribute: expected name="value"`},
		{"tag in an attribute", `<x a="<"/>`, `decoding Everything: at byte 3: malformed attribute: expected name="value"`},
		{"mismatch", "<x><Plain>p</Plan></x>", `decoding Everything.Plain: at byte 11: element <Plain> closed by </Plan>`},
		{"mismatch in skipped", "<x><y><z></y></z></x>", `decoding Everything: at byte 9: element <z> closed by </y>`},
		{"end tag with attribute", "<x></x a='b'>", `decoding Everything: at byte 3: malformed tag`},
		{"truncated", "<x><Child><Plain>p", `decoding Everything.Child.Plain: at byte 18: the body ends inside element <Plain>`},
		{"truncated behind an element", "<x><Plain>p</Plain>", `decoding Everything: at byte 19: the body ends inside element <x>`},
		{"truncated tag", "<x><Pla", `decoding Everything: at byte 7: the body ends inside element <x>`},
		{"truncated root", "<x a='", `decoding Everything: at byte 6: the body ends inside the first tag`},
		{"truncated cdata", "<x><Plain><![CDATA[a</Plain></x>", `decoding Everything.Plain: at byte 32: the body ends inside element <Plain>`},
		{"comment", "<x><!-- a -- b --></x>", `decoding Everything: at byte 3: malformed comment`},
		{"cdata outside", "<![CDATA[a]]><x/>", `decoding Everything: at byte 0: malformed markup: no comment, CDATA section or processing instruction`},
		{"two roots", "<x/>\n<y/>", `decoding Everything: at byte 5: unexpected content after the root element`},
		{"text behind the root", "<x></x> a", `decoding Everything: at byte 8: unexpected content after the root element`},
		{"unknown entity", "<x><Plain>a&nbsp;</Plain></x>", `decoding Everything.Plain: at byte 11: "&nbsp;" is no reference that XML knows`},
		{"reference to nothing", "<x><Plain>&#x110000;</Plain></x>", `decoding Everything.Plain: at byte 10: "&#x110000;" is no reference that XML knows`},
		{"reference to a surrogate", "<x><Plain>&#xD800;</Plain></x>", `decoding Everything.Plain: at byte 10: "&#xD800;" is no reference that XML knows`},
		{"reference to nul", "<x><Plain>&#0;</Plain></x>", `decoding Everything.Plain: at byte 10: "&#0;" is no reference that XML knows`},
		{"bare ampersand", "<x><Plain>a & b</Plain></x>", `decoding Everything.Plain: at byte 12: '&' without ';'`},
		{"element for text", "<x><Plain>a<b/></Plain></x>", `decoding Everything.Plain: at byte 11: expected text, found element <b>`},
		{"boolean", "<x><Flag>yes</Flag></x>", `decoding Everything.Flag: at byte 9: expected a boolean, found "yes"`},
		{"integer", "<x><Count>abc</Count></x>", `decoding Everything.Count: at byte 10: expected an integer, found "abc"`},
		{"empty integer", "<x><Count/></x>", `decoding Everything.Count: at byte 11: expected an integer, found ""`},
		{"range", "<x><Tiny>128</Tiny></x>", `decoding Everything.Tiny: at byte 9: number out of range`},
		{"float", "<x><Ratio>0x1p-2</Ratio></x>", `decoding Everything.Ratio: at byte 10: expected a number, found "0x1p-2"`},
		{"float range", "<x><Ratio>1e39</Ratio></x>", `decoding Everything.Ratio: at byte 10: number out of range`},
		{"blob", "<x><Data>a</Data></x>", `decoding Everything.Data: at byte 9: not base64: illegal base64 data at input byte 0`},
		{"time", "<x><When>noon</When></x>", `decoding Everything.When: at byte 9: not a timestamp: expected epoch seconds, a date-time or an http-date`},
		{"big integer", "<x><Big>1.5</Big></x>", `decoding Everything.Big: at byte 8: expected an integer, found "1.5"`},
		{"big decimal", "<x><Exact>1,5</Exact></x>", `decoding Everything.Exact: at byte 10: expected a number, found "1,5"`},
		{"too many digits", "<x><Big>" + strings.Repeat("1", maxDigits+1) + "</Big></x>", `decoding Everything.Big: at byte 8: a number of more than 16384 digits`},
		{"element of a list", "<x><Grid><member><member>1</member><member>x</member></member></Grid></x>", `decoding Everything.Grid[0][1]: at byte 43: expected an integer, found "x"`},
		{"value of a map", "<x><Nested><entry><key>a</key><value><m><Flag>2</Flag></m></value></entry></Nested></x>", `decoding Everything.Nested["a"][0].Flag: at byte 46: expected a boolean, found "2"`},
		{"entry without a key", "<x><Labels><entry><value>1</value></entry></Labels></x>", `decoding Everything.Labels: at byte 42: a map entry without a key`},
		{"two union members", "<x><Choice><text>a</text><number>1</number></Choice></x>", `decoding Everything.Choice.number: at byte 33: a union with more than one member set`},
		{"too deep in skipped", "<x>" + strings.Repeat("<y>", MaxDepth), `decoding Everything: at byte 1536: nested deeper than 512 levels`},
		{"too deep in a document", "<x><Doc>" + strings.Repeat("<y>", MaxDepth), `decoding Everything.Doc: at byte 1538: nested deeper than 512 levels`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := DecodeXML([]byte(tt.in), new(everything))
			decodeErr, ok := errors.AsType[*DecodeError](err)
			if !ok {
				t.Fatalf("got %v, want a *DecodeError", err)
			}
			if err.Error() != tt.want {
				t.Errorf("got\n%s\nwant\n%s", err, tt.want)
			}
			if string(decodeErr.Body) != tt.in {
				t.Errorf("kept body %q", decodeErr.Body)
			}
		})
	}
}

// Members bound to other parts of a message are skipped, be they attributes,
// elements or pieces.
func TestDecodeXMLBodyOnly(t *testing.T) {
	v := new(xmlBound)
	d := openXML(`<x id="i"><tags>a</tags><name>n</name><tags/><more><m>b</m><m>c</m></more></x>`)
	err := decodeBody(d, d, met(v))
	want := &xmlBound{More: []string{"b", "c"}}
	if err != nil || !reflect.DeepEqual(v, want) {
		t.Errorf("got %+v, %v", v, err)
	}
}

type xmlBound struct {
	Tags     []string
	Id, Name *string
	More     []string
}

func (v *xmlBound) ToValue() Value { return ToValue(&xmlBoundSchema, v) }

var xmlBoundSchema = Schema{ID: "test#Bound", Kind: Structure, Type: (*xmlBound)(nil), Members: []Member{
	{Name: "tags", Target: xmlTagsSchema, Flags: Flattened, Location: InHeader},
	{Name: "id", Target: &StringSchema, Flags: Attribute, Location: InHeader},
	{Name: "name", Target: &StringSchema, Location: InStatusCode},
	{Name: "more", Target: xmlTagsSchema},
}}

func TestXMLMessageOfAnyCase(t *testing.T) {
	members := []Member{{Name: "Code", Target: &StringSchema}, {Name: "Message", Target: &StringSchema, Flags: ErrorText}}
	failure := Schema{Kind: Structure, Error: &ErrorTraits{}, Members: members}
	plain := Schema{Kind: Structure, Members: members}
	for _, body := range []string{`<x><Message/></x>`, `<x><message/></x>`, `<x><MESSAGE/></x>`} {
		if got := NewXMLDecoder([]byte(body)).Next(&failure, -1); got != 1 {
			t.Errorf("%s: got member %d of an error, want 1", body, got)
		}
	}
	if got := NewXMLDecoder([]byte(`<x><message/></x>`)).Next(&plain, -1); got != End {
		t.Errorf("got member %d of a structure, want none", got)
	}
}

// Many names, among them one that comes again behind all others.
func TestXMLDocumentNames(t *testing.T) {
	var body strings.Builder
	var want []Field
	for i := range 40 {
		name := fmt.Sprintf("n%d", i)
		body.WriteString("<" + name + ">" + name + "</" + name + ">")
		want = append(want, Field{name, StringValue(nil, name)})
	}
	want[3].Value = ListValue(nil, StringValue(nil, "n3"), StringValue(nil, "again"))
	d := NewXMLDecoder([]byte("<x>" + body.String() + "<n3>again</n3></x>"))
	if got, ok := d.Document(); !ok || !got.Equal(MapValue(nil, want...)) {
		t.Errorf("got %v, %v", got.Any(), d.Err())
	}
}

func TestDecodeXMLDepth(t *testing.T) {
	nested := func(n int) []byte {
		return []byte("<x>" + strings.Repeat("<Child>", n) + strings.Repeat("</Child>", n) + "</x>")
	}
	if err := DecodeXML(nested(MaxDepth-1), new(everything)); err != nil {
		t.Errorf("%d levels: %v", MaxDepth, err)
	}
	err := DecodeXML(nested(MaxDepth), new(everything))
	decodeErr, ok := errors.AsType[*DecodeError](err)
	if !ok || decodeErr.Err != errTooDeep || decodeErr.Offset != int64(len("<x>")+len("<Child>")*(MaxDepth-1)) {
		t.Errorf("%d levels: got %v", MaxDepth+1, err)
	}
}

// A structure for an attribute is a broken schema; it must not derail the walk.
func TestDecodeXMLStructureAttribute(t *testing.T) {
	for _, kind := range []*Schema{&xmlPartSchema, xmlTagsSchema, kvSchema(&StringSchema)} {
		d := NewXMLDecoder([]byte(`<x a="b"><c/></x>`))
		s := &Schema{Kind: Structure, Members: []Member{{Name: "a", Target: kind, Flags: Attribute}}}
		if !d.Struct(s) || d.Next(s, -1) != 0 {
			t.Fatal(d.Err())
		}
		if d.Struct(kind) || d.List(&s.Members[0]) || d.Map(&s.Members[0]) || !errors.Is(d.Err(), errAttributeKind) {
			t.Errorf("%v: got error %v", kind.Kind, d.Err())
		}
	}
}

func TestXMLErrorBody(t *testing.T) {
	type head struct{ Code, Message, RequestID, Members string }
	tests := []struct {
		name, in string
		want     head
	}{
		{"ErrorResponse", "<ErrorResponse xmlns='u'>\n<Error><Type>Sender</Type><Code>C</Code><Message>m &amp; n</Message></Error>\n<RequestId>r</RequestId></ErrorResponse>",
			head{"C", "m & n", "r", "Type Code Message"}},
		{"ErrorResponse with metadata", `<ErrorResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata><Error><Code>C</Code><message>m</message></Error></ErrorResponse>`,
			head{"C", "m", "r", "Code message"}},
		{"ErrorResponse without Error", `<ErrorResponse><Code>C</Code><Message>m</Message><RequestId>r</RequestId></ErrorResponse>`,
			head{"C", "m", "r", "Code Message RequestId"}},
		{"Response", `<Response><Errors><Error><Code>C</Code><Message>m</Message></Error><Error><Code>D</Code></Error></Errors><RequestID>r</RequestID></Response>`,
			head{"C", "m", "r", "Code Message"}},
		{"Error", `<Error><Code> C </Code><Message>m</Message><RequestId>r</RequestId><HostId>h</HostId></Error>`,
			head{"C", "m", "r", "Code Message RequestId HostId"}},
		{"structure", `<DuplicateResourceException><Message>m</Message></DuplicateResourceException>`,
			head{"DuplicateResourceException", "m", "", "Message"}},
		{"structure with code", `<n:Fault><Code>C</Code></n:Fault>`, head{"C", "", "", "Code"}},
		{"code with elements", `<Error><Code><a>1</a></Code><Code>C</Code></Error>`, head{"C", "", "", "Code Code"}},
		{"empty", `<Error/>`, head{}},
		{"html", `<html><head><title>502</title></head></html>`, head{"", "", "", "head"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got head
			b := xmlErrors{}.open([]byte(tt.in)).(*xmlErrorBody)
			found := b.head()
			var names []string
			for _, p := range b.members[:b.n] {
				names = append(names, localName(b.xml.of(p.name)))
			}
			got = head{found.code, found.message, found.requestID, strings.Join(names, " ")}
			if got != tt.want || b.xml.err != nil {
				t.Errorf("got  %+v, %v\nwant %+v", got, b.xml.err, tt.want)
			}
		})
	}
}

func TestXMLErrorBodyMalformed(t *testing.T) {
	const body = `<ErrorResponse><RequestId>r</RequestId><Error><Code>C</Code><Message>m</Mess`
	b := xmlErrors{}.open([]byte(body))
	if head := b.head(); head != (errorHead{code: "C", requestID: "r"}) {
		t.Errorf("got %+v", head)
	}
	want := fmt.Sprintf("decoding MissingException: at byte %d: the body ends inside element <Message>", len(body))
	v, to := missingSchema.newError()
	if err := b.decode(&missingSchema, v, to); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if err := (xmlErrors{}).open(nil).decode(&missingSchema, v, to); !errors.Is(err, errNoDocument) {
		t.Errorf("no body: got %v", err)
	}
}

func TestXMLUnwrap(t *testing.T) {
	const body = `<n:GetResponse><Meta/><GetResult><Plain>p</Plain></GetResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></n:GetResponse>`
	d := NewXMLDecoder([]byte(body))
	if d.rootName() != "GetResponse" || !d.result("GetResult") {
		t.Fatal(d.rootName(), d.Err())
	}
	var got everything
	if err := Decode(d, &got); err != nil || got.Plain != "p" {
		t.Errorf("got %q, %v", got.Plain, err)
	}
	if !d.result("ResponseMetadata") || !d.result("RequestId") {
		t.Fatal("no request id", d.Err())
	}
	if id, ok := d.String(); id != "r" || !ok || !d.finish() {
		t.Errorf("got %q, %v", id, d.Err())
	}
	d = NewXMLDecoder([]byte(body))
	if d.result("Nothing") || d.Err() == nil || d.Err().Error() != "expected element <Nothing>, found <Meta>" || d.finish() {
		t.Errorf("no such result: %v", d.Err())
	}
	d = NewXMLDecoder([]byte(body[:60]))
	if d.result("GetResult") && d.finish() {
		t.Error("truncated body finished")
	}
}

// xmlCases returns the XML bodies of the official protocol tests.
func xmlCases(t testing.TB) map[string]string {
	dir := os.Getenv("SMITHYGEN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	bodies := map[string]string{}
	for _, name := range []string{"rest-xml", "rest-xml-s3", "rest-xml-namespace", "aws-query", "ec2-query"} {
		data, err := os.ReadFile(filepath.Join(dir, "protocol-tests", name+".json"))
		if errors.Is(err, os.ErrNotExist) {
			t.Skip("no official protocol tests: set SMITHYGEN_SHARED to the directory that has protocol-tests")
		}
		var model struct {
			Shapes map[string]struct{ Traits map[string]json.RawMessage }
		}
		if err == nil {
			err = json.Unmarshal(data, &model)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, shape := range model.Shapes {
			for _, trait := range []string{"smithy.test#httpRequestTests", "smithy.test#httpResponseTests"} {
				var cases []struct{ ID, Body string }
				if raw := shape.Traits[trait]; raw != nil {
					if err := json.Unmarshal(raw, &cases); err != nil {
						t.Fatal(err)
					}
				}
				for _, c := range cases {
					if strings.HasPrefix(strings.TrimSpace(c.Body), "<") {
						bodies[name+"/"+c.ID+"/"+trait[len("smithy.test#"):]] = c.Body
					}
				}
			}
		}
	}
	return bodies
}

// A hall has structures so large that an element without content is too little for one.
type (
	hall struct{ Rows []row }
	row  struct{ Left, Middle, Right, Last everything }
)

func (v *hall) ToValue() Value { return ToValue(&hallSchema, v) }
func (v *row) ToValue() Value  { return ToValue(&rowSchema, v) }

var (
	rowSchema = Schema{ID: "test#Row", Kind: Structure, Type: (*row)(nil), Members: []Member{
		{Name: "Left", Target: &everythingSchema}, {Name: "Middle", Target: &everythingSchema},
		{Name: "Right", Target: &everythingSchema}, {Name: "Last", Target: &everythingSchema},
	}}
	hallSchema = Schema{ID: "test#Hall", Kind: Structure, Type: (*hall)(nil), Members: []Member{{Name: "Rows", Target: listSchema("test#Rows", &rowSchema, 0)}}}
)

func TestXMLCrowd(t *testing.T) {
	rows := func(n int) []byte { return []byte("<R><Rows>" + strings.Repeat("<member/>", n) + "</Rows></R>") }
	var v hall
	if err := DecodeXML(rows(500), &v); err != nil || len(v.Rows) != 500 {
		t.Errorf("some: %v", err)
	}
	if err := DecodeXML(rows(1<<14), new(hall)); !errors.Is(err, errTooMuch) {
		t.Errorf("too many: %v", err)
	}
}
