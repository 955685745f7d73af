package main

import (
	"errors"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		items := make([]int, 50)
		for i := range items {
			items[i] = i
		}
		var open, most atomic.Int64
		odd := errors.New("odd")
		var values []int
		for v, err := range inOrder(items, func(i int) (int, error) {
			if n := open.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(time.Duration(50-i) * time.Second) // the later, the sooner
			if i%2 == 1 {
				return i, odd
			}
			return i, nil
		}) {
			open.Add(-1)
			values = append(values, v)
			if (err != nil) != (v%2 == 1) {
				t.Errorf("item %d has the error %v", v, err)
			}
		}
		if !slices.Equal(values, items) {
			t.Errorf("yielded %v", values)
		}
		if limit := int64(runtime.GOMAXPROCS(0)); most.Load() > limit {
			t.Errorf("%d results were under way or waiting, allowed are %d", most.Load(), limit)
		}
	})
}

// Who stops early leaves no goroutine behind: synctest fails where one does.
func TestInOrderStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for v := range inOrder([]string{"1", "2", "3", "4", "5", "6", "7", "8"}, strconv.Atoi) {
			if v == 2 {
				break
			}
		}
	})
}
