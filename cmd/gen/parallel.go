package main

import (
	"iter"
	"runtime"
)

// inOrder does work on every item, on as many at a time as there are cores, and
// yields the results in the items' order. No item is begun while that many
// results wait, so that memory does not grow with the number of items.
func inOrder[T, R any](items []T, work func(T) (R, error)) iter.Seq2[R, error] {
	type result struct {
		value R
		err   error
	}
	return func(yield func(R, error) bool) {
		places := make(chan struct{}, runtime.GOMAXPROCS(0))
		results := make([]chan result, len(items))
		for i := range results {
			results[i] = make(chan result, 1)
		}
		stop := make(chan struct{})
		defer close(stop)
		go func() {
			for i, item := range items {
				select {
				case places <- struct{}{}:
				case <-stop:
					return
				}
				go func() {
					value, err := work(item)
					results[i] <- result{value, err}
				}()
			}
		}()
		for _, next := range results {
			r := <-next
			if !yield(r.value, r.err) {
				return
			}
			<-places
		}
	}
}
