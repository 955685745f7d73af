package wire

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// xmlTree reads a document with encoding/xml into what Document makes of it.
// odd says that the document is one that the two may disagree about: it has
// declarations, content beside its root, names that are not of one form, or
// invalid UTF-8 where encoding/xml does not look.
func xmlTree(body string) (v Value, odd bool, err error) {
	odd = !utf8.ValidString(body)
	d := xml.NewDecoder(strings.NewReader(body))
	type level struct {
		xmlChildren
		name   string
		text   strings.Builder
		isNil  bool
		parent bool
	}
	stack := []*level{{}}
	for {
		token, err := d.RawToken()
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case nil:
			if errors.Is(err, io.EOF) && len(stack) == 1 && len(top.names) == 1 {
				root := top.values[0]
				return root[0], odd || len(root) > 1 || strings.TrimSpace(top.text.String()) != "", nil
			}
			return Value{}, odd, errors.Join(err, errNoDocument)
		case xml.Directive:
			odd = true
		case xml.StartElement:
			odd = odd || strings.Contains(token.Name.Local+token.Name.Space, ":")
			child := &level{name: token.Name.Local}
			for _, a := range token.Attr {
				odd = odd || strings.Contains(a.Name.Local+a.Name.Space, ":")
				if a.Name.Local == "nil" && a.Name.Space != "" && (a.Value == "true" || a.Value == "1") {
					child.isNil = true
				}
			}
			top.parent = true
			stack = append(stack, child)
		case xml.EndElement:
			if len(stack) == 1 {
				return Value{}, odd, errNoDocument
			}
			odd = odd || top.name != token.Name.Local // RawToken does not match tags
			value := StringValue(nil, top.text.String())
			if top.parent {
				value = top.value()
			}
			if top.isNil {
				value = NullValue()
			}
			stack = stack[:len(stack)-1]
			stack[len(stack)-1].add(top.name, value)
		case xml.CharData:
			top.text.Write(token)
		}
		if len(stack) > MaxDepth {
			odd = true
		}
	}
}

// sameAsStandard checks that a document that encoding/xml reads is read alike.
func sameAsStandard(t *testing.T, body string) {
	want, odd, err := xmlTree(body)
	strict := xml.NewDecoder(strings.NewReader(body))
	for err == nil {
		if _, err = strict.Token(); errors.Is(err, io.EOF) {
			err = nil
			break
		}
	}
	if err != nil || odd {
		return
	}
	d := NewXMLDecoder([]byte(body))
	got, ok := d.Document()
	if !ok || !d.finish() {
		t.Fatalf("%q: at byte %d: %v\nencoding/xml reads %v", body, d.Offset(), d.Err(), want.Any())
	}
	if !got.Equal(want) {
		t.Fatalf("%q\ngot  %v\nwant %v", body, got.Any(), want.Any())
	}
}

func TestXMLScannerOfficialBodies(t *testing.T) {
	cases := xmlCases(t)
	if len(cases) < 100 {
		t.Fatalf("only %d bodies found", len(cases))
	}
	for name, body := range cases {
		t.Run(name, func(t *testing.T) {
			sameAsStandard(t, body)
			if d := NewXMLDecoder([]byte(body)); !d.finish() {
				t.Errorf("at byte %d: %v", d.Offset(), d.Err())
			}
		})
	}
}

var xmlSeeds = []string{
	`<a><b c="d">e</b><!-- f --><g/></a>`,
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns:b=\"c\"><b:d b:nil='true'/> text <d>1</d><d>2</d></a>\n",
	"<a>\r\n&lt;&#65;&#x1F600;<![CDATA[<&]]>]]&gt;<?p q?></a>",
	"<a b='&quot;' c = \"'\" />", "<a></a ><!---->", "<a><b></a></b>", "<a>&b;</a>", "<!DOCTYPE a><a/>", "\uFEFF<é ü='1'>ß</é>",
	"<a:b:c/>", "<a><Labels><entry><key>a</key><value>b</value></entry></Labels></a>",
}

func FuzzXMLStandard(f *testing.F) {
	f.Add(`<?xml version="1.0" encoding?><a></a>`)
	for _, seed := range xmlSeeds {
		f.Add(seed)
	}
	f.Fuzz(sameAsStandard)
}

// FuzzXMLDecode reads anything into the richest of shapes, which must neither
// panic nor end in an error without a place, and reads the same again from what
// was read and written.
func FuzzXMLDecode(f *testing.F) {
	for _, seed := range xmlSeeds {
		f.Add([]byte(seed))
	}
	for _, body := range []string{
		`<x lang="&lt;" xsi:type='T'><ns:bare/><tags>1</tags><tags/><chunk id="i"><tags>2</tags></chunk><gaps xsi:nil="true"/></x>`,
		`<x><kvp><k>a</k><v>b</v></kvp><index><entry><v id="1"/><k>c</k></entry></index><holes><e><key>d</key></e></holes></x>`,
		`<x><choice><new><a>1</a><a>2</a><b/></new></choice><at>1.5</at><matrix><m>1</m></matrix><groups/></x>`,
		`<x><Flag>true</Flag><Tiny>1</Tiny><Score>NaN</Score><When>2024-01-02T03:04:05Z</When><Data>aGk=</Data><Big>1</Big><Exact>1e5</Exact></x>`,
		`<x><Child><Nested><entry><key>a</key><value><m><Choice><number>1</number></Choice></m></value></entry></Nested></Child></x>`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		xmlErrors{}.open(body).head()
		d := NewXMLDecoder(body)
		if _, ok := d.Document(); ok != (d.Err() == nil) {
			t.Fatalf("document read: %v, but error %v", ok, d.Err())
		}
		again(t, body, new(everything), new(everything))
		again(t, body, new(xmlThing), new(xmlThing))
	})
}

func again(t *testing.T, body []byte, first, second Shape) {
	if err := DecodeXML(body, first); err != nil {
		e, ok := errors.AsType[*DecodeError](err)
		if !ok || e.Err == nil || e.Offset < 0 || e.Offset > int64(len(body)) {
			t.Fatalf("error without a place: %#v", err)
		}
		return
	}
	out, err := AppendXML(nil, first)
	if err != nil {
		return // it holds what XML cannot
	}
	if err := DecodeXML(out, second); err != nil {
		t.Fatalf("%s\nwas written but is not read: %v", out, err)
	}
	rewritten, err := AppendXML(nil, second)
	if err != nil || string(rewritten) != string(out) {
		t.Fatalf("got  %s, %v\nwant %s", rewritten, err, out)
	}
}
