package wire

import (
	"encoding/xml"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAppendXML(t *testing.T) {
	noon := time.Date(2023, 11, 14, 12, 0, 0, 250e6, time.UTC)
	part := &xmlPart{Id: new("i"), Tags: []string{"a", "b"}}
	unknown := func(v Value) Shape { return &xmlThing{Choice: &choiceUnknown{UnknownMember{"new", v}}} }
	const empty = `<ns:bare xmlns:ns="urn:bare"></ns:bare>`
	const null = ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"`
	thing := func(s string) string { return "<Thing>" + empty + s + "</Thing>" }
	tests := []struct {
		name string
		v    Shape
		want string
	}{
		{"name and namespace of a shape", &xmlPart{}, `<Piece xmlns="urn:part"></Piece>`},
		{"attribute behind elements", part, `<Piece xmlns="urn:part" id="i"><tags>a</tags><tags>b</tags></Piece>`},
		{"attributes in order", &xmlThing{Title: new("t"), Lang: new("<\t\">"), Kind: new("k")},
			`<Thing lang="&lt;&#x9;&quot;&gt;" xsi:type="k"><title>t</title>` + empty + `</Thing>`},
		{"namespace of a member", &xmlThing{Part: part}, thing(`<part xmlns:m="urn:member" id="i"><tags>a</tags><tags>b</tags></part>`)},
		{"flattened lists", &xmlThing{Parts: []xmlPart{{}, *part}, Tags: []string{}}, thing(`<chunk></chunk><chunk id="i"><tags>a</tags><tags>b</tags></chunk>`)},
		{"named elements", &xmlThing{Items: []string{"a"}}, thing(`<items><item xmlns="urn:item">a</item></items>`)},
		{"empty list", &xmlThing{Items: []string{}}, thing(`<items></items>`)},
		{"sparse list", &xmlThing{Gaps: []*int32{nil, new(int32(1))}}, thing(`<gaps` + null + `></gaps><gaps>1</gaps>`)},
		{"flattened map", &xmlThing{Attrs: map[string]string{"b": "2", "a": "1"}}, thing(`<kvp><k xmlns="urn:key">a</k><v>1</v></kvp><kvp><k xmlns="urn:key">b</k><v>2</v></kvp>`)},
		{"map of structures", &xmlThing{Index: map[string]*xmlPart{"a": part}},
			thing(`<index><entry><k xmlns="urn:key">a</k><v id="i"><tags>a</tags><tags>b</tags></v></entry></index>`)},
		{"sparse map", &xmlThing{Holes: map[string]*string{"a": nil, "b": new("")}},
			thing(`<holes><entry><key>a</key><value` + null + `></value></entry><entry><key>b</key><value></value></entry></holes>`)},
		{"lists in lists", &xmlThing{Matrix: [][]int32{{1, 2}, {}}}, thing(`<matrix><member>1</member><member>2</member></matrix><matrix></matrix>`)},
		{"maps in lists", &xmlThing{Groups: []map[string]string{{"a": "b"}}}, thing(`<groups><entry><key>a</key><value>b</value></entry></groups>`)},
		{"time", &xmlThing{At: &noon}, thing(`<at>1699963200.25</at>`)},
		{"union", &xmlThing{Choice: &choiceNumber{-3}}, thing(`<choice><number>-3</number></choice>`)},
		{"unknown union member", unknown(MapValue(nil, Field{"a", ListValue(nil, IntValue(nil, 1), NullValue())}, Field{"b", MapValue(nil)}, Field{"c", ListValue(nil)})),
			thing(`<choice><new><a>1</a><a` + null + `></a><b></b><c></c></new></choice>`)},
		{"unknown list", unknown(ListValue(nil, BoolValue(nil, true), TimeValue(nil, noon), BlobValue(nil, []byte("hi")))),
			thing(`<choice><new><member>true</member><member>2023-11-14T12:00:00.25Z</member><member>aGk=</member></new></choice>`)},
		{"text", &xmlThing{Title: new("a<b>&\"'\t\r\n\u0085\u2028é😀\uFFFD")},
			`<Thing><title>a&lt;b&gt;&amp;&quot;'` + "\t" + `&#xD;&#xA;&#x85;&#x2028;é😀` + "\uFFFD" + `</title>` + empty + `</Thing>`},
		{"numbers", &everything{Flag: new(true), Ratio: new(float32(0.1)), Score: new(math.Inf(1)), Big: bigInt("12345678901234567890"), Exact: decimal("1.10"), Date: &noon},
			`<Everything><Plain></Plain><Flag>true</Flag><On>false</On><Total>0</Total><Ratio>0.1</Ratio><Score>Infinity</Score>` +
				`<Date>2023-11-14T12:00:00.25Z</Date><Paint></Paint><Big>12345678901234567890</Big><Exact>1.10</Exact></Everything>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := AppendXML([]byte("before"), tt.v)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff("before"+tt.want, string(got)); d != "" {
				t.Errorf("want -, got +\n%s", d)
			}
		})
	}
}

func TestXMLEncoderRoot(t *testing.T) {
	service := &Namespace{URI: "urn:a&b"}
	tests := []struct {
		name    string
		service *Namespace
		payload *Member
		v       Shape
		want    string
	}{
		{"namespace of the service", service, nil, &vault{}, `<Vault xmlns="urn:a&amp;b"></Vault>`},
		{"shape before service", service, nil, &xmlPart{}, `<Piece xmlns="urn:part"></Piece>`},
		{"payload by its shape", nil, &Member{Name: "body"}, &xmlPart{}, `<Piece xmlns="urn:part"></Piece>`},
		{"payload by its member", service, &Member{Name: "body", XML: "Hola", Traits: xmlTraits("urn:m", "p")}, &xmlPart{}, `<Hola xmlns:p="urn:m"></Hola>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := NewXMLEncoder(nil)
			e.Namespace = tt.service
			if tt.payload != nil {
				e.payload(tt.payload)
			}
			if err := Encode(e, tt.v); err != nil || string(e.Bytes()) != tt.want {
				t.Errorf("got  %s, %v\nwant %s", e.Bytes(), err, tt.want)
			}
		})
	}
}

func TestAppendXMLErrors(t *testing.T) {
	deep := StringValue(nil, "")
	for range MaxDepth + 1 {
		deep = MapValue(nil, Field{"a", deep})
	}
	unknown := func(tag string, v Value) Shape { return &xmlThing{Choice: &choiceUnknown{UnknownMember{tag, v}}} }
	tests := []struct {
		name string
		v    Shape
		want string
	}{
		{"control character", &vault{Pin: new("a\x01")}, "a string with the character U+0001, which XML cannot hold"},
		{"not a character", &vault{Pin: new("a\uFFFF")}, "a string with the character U+FFFF, which XML cannot hold"},
		{"invalid utf-8", &xmlThing{Lang: new("a\xff")}, "invalid UTF-8 in a string, which XML cannot hold"},
		{"map key", &xmlThing{Holes: map[string]*string{"\x00": nil}}, "a string with the character U+0000, which XML cannot hold"},
		{"tag of an unknown member", unknown("a><b", NullValue()), `"a><b" cannot be the name of an XML element`},
		{"key in an unknown member", unknown("a", MapValue(nil, Field{"1", NullValue()})), `"1" cannot be the name of an XML element`},
		{"no name", unknown("", NullValue()), `"" cannot be the name of an XML element`},
		{"too deep", unknown("a", deep), "nested deeper than 512 levels"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := AppendXML(nil, tt.v); err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// xmlText generates strings that XML can hold.
func xmlText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", " ", "\r\n", "]]>", "<!--", "&amp;", "a\tb", "\u0085\u2028", "<![CDATA[x]]>"}),
		rapid.StringMatching(`[^\x00-\x08\x0b\x0c\x0e-\x1f]{0,12}`).Filter(func(s string) bool {
			return !strings.ContainsAny(s, "\uFFFE\uFFFF")
		}),
	)
}

func genPart() *rapid.Generator[xmlPart] {
	return rapid.Custom(func(t *rapid.T) xmlPart {
		return xmlPart{
			Id:   rapid.Ptr(xmlText(), true).Draw(t, "id"),
			Tags: nilIfEmpty(rapid.SliceOfN(xmlText(), 0, 3).Draw(t, "tags")), // flattened: empty and absent are one
		}
	})
}

func nilIfEmpty[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}

// genTree generates what documents in XML keep: text, and elements of which
// some share their name.
func genTree(depth int) *rapid.Generator[Value] {
	text := rapid.Map(xmlText(), func(s string) Value { return StringValue(nil, s) })
	if depth == 0 {
		return text
	}
	return rapid.OneOf(text, rapid.Just(NullValue()), rapid.Custom(func(t *rapid.T) Value {
		var fields []Field
		for _, name := range rapid.SliceOfNDistinct(rapid.StringMatching(`[A-Za-z_é][\w.é-]{0,4}`), 1, 4, rapid.ID).Draw(t, "names") {
			values := rapid.SliceOfN(genTree(depth-1), 1, 3).Draw(t, "values")
			f := Field{name, values[0]}
			if len(values) > 1 {
				f.Value = ListValue(nil, values...)
			}
			fields = append(fields, f)
		}
		return MapValue(nil, fields...)
	}))
}

func genThing() *rapid.Generator[xmlThing] {
	return rapid.Custom(func(t *rapid.T) xmlThing {
		text, part := xmlText(), genPart()
		v := xmlThing{
			Lang:   rapid.Ptr(text, true).Draw(t, "lang"),
			Kind:   rapid.Ptr(text, true).Draw(t, "kind"),
			Title:  rapid.Ptr(text, true).Draw(t, "title"),
			Bare:   text.Draw(t, "bare"),
			Tags:   nilIfEmpty(rapid.SliceOfN(text, 0, 3).Draw(t, "tags")),
			Parts:  nilIfEmpty(rapid.SliceOfN(part, 0, 3).Draw(t, "parts")),
			Items:  rapid.SliceOfN(text, 0, 3).Draw(t, "items"),
			Gaps:   nilIfEmpty(rapid.SliceOfN(rapid.Ptr(rapid.Int32(), true), 0, 3).Draw(t, "gaps")),
			Index:  rapid.MapOfN(text, rapid.Ptr(part, false), 0, 3).Draw(t, "index"),
			Holes:  rapid.MapOfN(text, rapid.Ptr(text, true), 0, 3).Draw(t, "holes"),
			Part:   rapid.Ptr(part, true).Draw(t, "part"),
			Matrix: nilIfEmpty(rapid.SliceOfN(rapid.SliceOfN(rapid.Int32(), 0, 2), 0, 3).Draw(t, "matrix")),
			Groups: nilIfEmpty(rapid.SliceOfN(rapid.MapOfN(text, text, 0, 2), 0, 3).Draw(t, "groups")),
		}
		if attrs := rapid.MapOfN(text, text, 0, 3).Draw(t, "attrs"); len(attrs) > 0 {
			v.Attrs = attrs
		}
		if ms := rapid.Ptr(rapid.Int64Range(-1e13, 1e14), true).Draw(t, "at"); ms != nil {
			v.At = new(time.UnixMilli(*ms).UTC())
		}
		v.Choice = rapid.OneOf(
			rapid.Just[choice](nil),
			rapid.Map(text, func(s string) choice { return &choiceText{s} }),
			rapid.Map(genTree(3).Filter(func(v Value) bool { return v.Kind() != Null }), func(v Value) choice {
				return &choiceUnknown{UnknownMember{"new", v}}
			}),
		).Draw(t, "choice")
		return v
	})
}

// What is written reads back as it was, and encoding/xml finds it well-formed.
func TestXMLRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := genThing().Draw(t, "v")
		body, err := AppendXML(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var got xmlThing
		if err := DecodeXML(body, &got); err != nil {
			t.Fatalf("%s\n%v", body, err)
		}
		if d := cmp.Diff(v, got, equal); d != "" {
			t.Fatalf("%s\nwant -, got +\n%s", body, d)
		}
		if err := xml.Unmarshal(body, new(struct{})); err != nil {
			t.Fatalf("%s\nencoding/xml: %v", body, err)
		}
	})
}

func TestXMLRoundTripNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := everything{
			Flag:  rapid.Ptr(rapid.Bool(), true).Draw(t, "flag"),
			Tiny:  rapid.Ptr(rapid.Int8(), true).Draw(t, "tiny"),
			Short: rapid.Ptr(rapid.Int16(), true).Draw(t, "short"),
			Total: rapid.Int64().Draw(t, "total"),
			Ratio: rapid.Ptr(rapid.Float32(), true).Draw(t, "ratio"),
			Score: rapid.Ptr(rapid.Float64(), true).Draw(t, "score"),
			Data:  rapid.SliceOf(rapid.Byte()).Draw(t, "data"),
			Big:   bigInt(rapid.StringMatching(`-?[1-9]\d{0,40}`).Draw(t, "big")),
			Exact: decimal(rapid.StringMatching(`-?\d{1,20}\.\d{1,20}(e-?\d{1,3})?`).Draw(t, "exact")),
		}
		body, err := AppendXML(nil, &v)
		if err != nil {
			t.Fatal(err)
		}
		var got everything
		if err := DecodeXML(body, &got); err != nil {
			t.Fatalf("%s\n%v", body, err)
		}
		if d := cmp.Diff(v, got, equal); d != "" {
			t.Fatalf("%s\nwant -, got +\n%s", body, d)
		}
	})
}
