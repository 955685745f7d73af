//go:build bench

package bench

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/smithygen/smithygen/interop/peers"
)

// A topic is a body and the ways to read it. The ways are called
//
//	ours            the decoder: body to structure
//	ours-response   Parse…HTTPResponse
//	sdk             the deserializer of aws-sdk-go-v2, which starts at a response too
//	sdk-call        its whole call over a transport that answers at once
//
// and by the names of other decoders; floor reads the bytes and keeps nothing.
type topic struct {
	name string
	make func(testing.TB) (body []byte, all []decoder)
}

type decoder struct {
	name   string
	decode func(body []byte) (any, error)
}

// into returns a decoder that fills a new T.
func into[T any](name string, fill func([]byte, *T) error) decoder {
	return decoder{name, func(body []byte) (any, error) {
		v := new(T)
		return v, fill(body, v)
	}}
}

var topics = slices.Concat(jsonTopics, xmlTopics)

// Nobody is measured on wrong output: all decoders of a body agree on what it says.
func TestDecodersAgree(t *testing.T) {
	for _, topic := range topics {
		t.Run(topic.name, func(t *testing.T) {
			body, all := topic.make(t)
			var want any
			for _, d := range all {
				if d.name == "floor" {
					continue
				}
				for range 2 { // some keep things from one time to the next
					v, err := d.decode(body)
					if err != nil {
						t.Fatalf("%s: %v", d.name, err)
					}
					got := plain(v)
					if want == nil {
						want = got
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Fatalf("%s has -, %s +:\n%.4000s", all[0].name, d.name, diff)
					}
				}
			}
			if said := fmt.Sprint(want); len(said) < len(body)/8 {
				t.Errorf("of %d bytes only this was compared: %.200s", len(body), said)
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, topic := range topics {
		b.Run(topic.name, func(b *testing.B) {
			body, all := topic.make(b)
			for _, d := range all {
				b.Run(d.name, func(b *testing.B) {
					b.SetBytes(int64(len(body)))
					measure(b, func() error { _, err := d.decode(body); return err })
				})
			}
		})
	}
}

// measure does one thing for as long as a benchmark lasts, after it has done it for
// a while: who comes first would otherwise pay for the memory that all later ones use
// again, and for what the one before has left behind.
func measure(b *testing.B, do func() error) {
	try := func() {
		if err := do(); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	for began := time.Now(); time.Since(began) < warmUp; {
		try()
	}
	b.ReportAllocs()
	for b.Loop() {
		try()
	}
}

// warmUp is enough for several collections of garbage.
const warmUp = 50 * time.Millisecond

// plain turns any decoder's output into one form: maps by the names of members,
// with neither zero values nor types. The member of a union is known by the name
// of its wrapper, or is the only field of a structure that is set.
func plain(v any) any { return plainOf(reflect.ValueOf(v)) }

func plainOf(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	switch x := v.Interface().(type) {
	case time.Time:
		return float64(x.UnixMilli()) / 1e3
	case []byte:
		return base64.StdEncoding.EncodeToString(x)
	case coded:
		return map[string]any{"Code": x.ErrorCode(), "Message": x.ErrorMessage()}
	case *peers.Error:
		_, code, _ := strings.Cut(x.Type, "#")
		return map[string]any{"Code": code, "Message": x.Message}
	case *peers.AssumeRole:
		return plain(x.Result)
	}
	switch v.Kind() {
	case reflect.Interface:
		return plainOf(v.Elem())
	case reflect.Pointer:
		if _, member, ok := strings.Cut(v.Type().Elem().Name(), "Member"); ok {
			return map[string]any{member: plainOf(v.Elem().FieldByName("Value"))}
		}
		return plainOf(v.Elem())
	case reflect.Struct:
		return plainStruct(v)
	case reflect.Map:
		m := make(map[string]any)
		for key, value := range v.Seq2() {
			m[key.String()] = plainOf(value)
		}
		return m
	case reflect.Slice:
		var all []any
		for _, elem := range v.Seq2() {
			all = append(all, plainOf(elem))
		}
		return all
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	}
	return v.Convert(reflect.TypeFor[float64]()).Interface()
}

func plainStruct(v reflect.Value) any {
	m := make(map[string]any)
	_, union := v.Interface().(peers.AttributeValue)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() || field.Name == "ResultMetadata" || v.Field(i).IsZero() {
			continue
		}
		if x := plainOf(v.Field(i)); x != nil && (union || !reflect.ValueOf(x).IsZero()) {
			m[field.Name] = x
		}
	}
	return m
}
