package wire

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// xmlCorpus returns bodies of the kinds that are measured: one structure; a list
// without white space, as S3 writes; nested lists, indented, as EC2 does.
func xmlCorpus() map[string][]byte {
	var list, indented strings.Builder
	const begin = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<Response xmlns="http://example.com/doc/2006-03-01/">`
	list.WriteString(begin + "<Items>")
	indented.WriteString(begin + "\n    <Items>\n")
	for i := range 1000 {
		fmt.Fprintf(&list, "<item><Name>photos/2024/%06d.jpg</Name><Plain>&quot;%032x&quot;</Plain><Total>%d</Total><When>2024-01-02T03:04:05.000Z</When></item>", i, i, i)
		fmt.Fprintf(&indented, "        <item>\n            <Name>i-%017x</Name>\n            <Plain>m5.large</Plain>\n            <Flag>true</Flag>\n            <Total>%d</Total>\n            <Labels>\n", i, i)
		for j := range 5 {
			fmt.Fprintf(&indented, "                <item>\n                    <key>key-%d</key>\n                    <value>host-%d</value>\n                </item>\n", j, i)
		}
		indented.WriteString("            </Labels>\n        </item>\n")
	}
	list.WriteString("</Items></Response>")
	indented.WriteString("    </Items>\n</Response>\n")
	return map[string][]byte{
		"small": []byte(begin + `<Items><item><Name>arn:aws:sts::123456789012:assumed-role/demo/Bob</Name><Plain>` + strings.Repeat("AQoDYXdzEJr", 80) +
			`</Plain><When>2024-01-02T03:04:05Z</When></item></Items></Response>`),
		"list":     []byte(list.String()),
		"indented": []byte(indented.String()),
	}
}

func BenchmarkXML(b *testing.B) {
	for name, body := range xmlCorpus() {
		for how, decode := range map[string]func() error{
			"ours": func() error { return DecodeXML(body, new(xmlItems)) },
			"scan": func() error {
				d := NewXMLDecoder(body)
				d.finish()
				return d.Err()
			},
			"standard": func() error { return xml.Unmarshal(body, new(xmlItems)) },
		} {
			b.Run(name+"/"+how, func(b *testing.B) {
				b.SetBytes(int64(len(body)))
				b.ReportAllocs()
				for b.Loop() {
					if err := decode(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkXMLError(b *testing.B) {
	body := []byte(`<ErrorResponse xmlns="https://example.com/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not authorized.</Message></Error><RequestId>42</RequestId></ErrorResponse>`)
	for b.Loop() {
		e := xmlErrors{}.open(body)
		if head := e.head(); head.code != "AccessDenied" {
			b.Fatal(head.code)
		}
		e.free()
	}
}

func BenchmarkXMLEncode(b *testing.B) {
	var v xmlItems
	if err := DecodeXML(xmlCorpus()["indented"], &v); err != nil {
		b.Fatal(err)
	}
	out, err := AppendXML(nil, &v)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(out)))
	b.ReportAllocs()
	for b.Loop() {
		out, _ = AppendXML(out[:0], &v)
	}
}
