//go:build purego

package wire

import (
	"reflect"
	"sync/atomic"
)

// This file does by package reflect what place_unsafe.go, in whose place it
// stands under the build tag purego, does by package unsafe. See there.

type place struct{ v reflect.Value }

func placeOf(v Shape) place { return place{reflect.ValueOf(v).Elem()} }

func at[T any](p place) *T {
	if v, ok := p.v.Addr().Interface().(*T); ok {
		return v
	}
	return p.v.Addr().Convert(reflect.TypeFor[*T]()).Interface().(*T)
}

func (p place) pointer(*goType) any             { return p.v.Addr().Interface() }
func (p place) field(f *field) place            { return place{p.v.Field(f.index)} }
func (p place) isNil() bool                     { return p.v.IsNil() }
func (p place) setZero(*goType)                 { p.v.SetZero() }
func (p place) set(_ *goType, from place)       { p.v.Set(from.v) }
func newPlace(t *goType) place                  { return place{reflect.New(t.rt).Elem()} }
func (p place) deref() place                    { return place{p.v.Elem()} }
func (p place) listLen() int                    { return p.v.Len() }
func (p place) listElem(_ *goType, i int) place { return place{p.v.Index(i)} }

type room struct{}

func (*room) take(t *goType) place { return newPlace(t) }

func (p place) point(to place) { p.v.Set(to.v.Addr()) }

func (p place) fresh(elem *goType) place {
	p.v.Set(reflect.New(elem.rt))
	return p.deref()
}

func point[T any](p place, v *T) { p.v.Set(reflect.ValueOf(v).Convert(p.v.Type())) }

func (p place) makeList(t *goType, n int) { p.v.Set(reflect.MakeSlice(t.rt, 0, n)) }

func (p place) reserve(_ *goType, more int) { p.v.Grow(more) }

func view(b []byte) string { return string(b) }

func (p place) grow(*goType) place {
	n := p.v.Len()
	p.v.Grow(1)
	p.v.SetLen(n + 1)
	return place{p.v.Index(n)}
}

type memo[T any] struct{ v atomic.Value }

func recall[T any](m *memo[T]) *T {
	v, _ := m.v.Load().(*T)
	return v
}

func remember[T any](m *memo[T], v *T) { m.v.Store(v) }

func settle[T any](m *memo[T], v *T) *T {
	m.v.CompareAndSwap(nil, v)
	return recall(m)
}

type words struct{}

func wordsOf(*goType) words { return words{} }

func (p place) makeMap(t *goType, n int) { p.v.Set(reflect.MakeMapWithSize(t.rt, n)) }
func (p place) mapLen(*goType) int       { return p.v.Len() }

func (p place) mapPut(_ *goType, key string, value place) { reflectMapPut(p.v, key, value.v) }
func (p place) mapDelete(_ *goType, key string)           { reflectMapPut(p.v, key, reflect.Value{}) }
func (p place) mapGet(_ *goType, key string, value place) { reflectMapGet(p.v, key, value.v) }
func (p place) mapHas(_ *goType, keys []string) bool {
	for _, key := range keys {
		if !reflectMapHas(p.v, key) {
			return false
		}
	}
	return true
}

func (p place) mapKeys(_ *goType, keys []string) []string { return reflectMapKeys(p.v, keys) }

func (place) unions(_ *goType, keys []string, values []Shape) ([]string, []Shape, bool) {
	return keys, values, false
}

func unionAt(t *goType, v *Shape) ref { return ref{t, place{reflect.ValueOf(v).Elem()}} }

type itab struct{}

func itabOf(reflect.Type, reflect.Type) itab { return itab{} }

func (p place) modeledError(*goType) ModeledError { return p.v.Addr().Interface().(ModeledError) }

func (p place) variant(u *union) (int, place) {
	if p.v.IsNil() || p.v.Elem().IsNil() {
		return -1, place{}
	}
	for n := range u.variants {
		if u.variants[n].ptr == p.v.Elem().Type() {
			return n, place{p.v.Elem().Elem()}
		}
	}
	return -1, place{}
}

func (p place) setVariant(_ *variant, wrapper place) { p.v.Set(wrapper.v.Addr()) }
