// Waiters call an operation again and again until its outcome says that a
// resource is what the caller waits for, or never will be
// (https://smithy.io/2.0/additional-specs/waiters.html).

package wire

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"
)

// A Waiter says by which outcomes of an operation waiting ends.
type Waiter struct {
	Name      string // "BucketExists"
	MinDelay  int    // seconds between two calls; 0 for 2
	MaxDelay  int    // seconds; 0 for 120
	Acceptors []Acceptor
}

// A WaitState is what an outcome means to a waiter.
type WaitState uint8

// The states of waiters.
const (
	WaitRetry   WaitState = iota // call again
	WaitSuccess                  // the end that was waited for
	WaitFailure                  // it can't come any more
)

// A Matcher is the kind of outcome that an Acceptor looks for.
type Matcher uint8

// The matchers. All but the first and MatchOutputPair look at one of output and error.
const (
	MatchOutcome    Matcher = iota // any output, or any error if Expected is "false"
	MatchErrorType                 // an error whose shape or code is Expected
	MatchStatus                    // an error with the HTTP status Expected
	MatchOutput                    // an output in which Path gives what is Expected
	MatchOutputPair                // a structure of both, "input" and "output", likewise
)

// A Comparator says how what a path gives is held against Expected.
type Comparator uint8

// The comparators.
const (
	StringEquals Comparator = iota
	BooleanEquals
	AllStringEquals // of a list that has at least one element
	AnyStringEquals
)

// An Acceptor is a rule: an outcome that it matches gives a waiter its State.
type Acceptor struct {
	State    WaitState
	Match    Matcher
	Expected string
	Path     string // member names with dots between, or an expression if there is an Eval
	Compare  Comparator

	// Eval is JMESPath where Path is more than names. It is a function so that
	// nobody else links an evaluator.
	Eval func(expression string, v Value) (Value, error)
}

// WaitOptions bound how long and how often a waiter calls.
type WaitOptions struct {
	MaxWait  time.Duration // in all; 0 if the context has a deadline
	MinDelay time.Duration // between two calls; 0 for the waiter's
	MaxDelay time.Duration // likewise
}

// A WaitFailedError says that a resource will not be what was waited for: an
// acceptor said so, or the operation failed in a way that none of them knows.
type WaitFailedError struct {
	Waiter   string
	Response Shape // the last output, a pointer to the operation's structure; nil if there was none
	Err      error // the error of the last call, nil if it gave an output
}

// Error formats the waiter's name and the call's error.
func (e *WaitFailedError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("waiting until %s: %v", e.Waiter, e.Err)
	}
	return fmt.Sprintf("waiting until %s: the last response says that it can't come true", e.Waiter)
}

// Unwrap returns the error of the last call.
func (e *WaitFailedError) Unwrap() error { return e.Err }

// A WaitTimeoutError says that the time was over, or the context cancelled,
// before waiting came to an end.
type WaitTimeoutError struct {
	Waiter   string
	Attempts int   // how many calls there were
	Response Shape // the last output, nil if there was none
	Last     error // the error of the last call, or why its output could not be judged; may be nil
	Err      error // context.DeadlineExceeded or context.Canceled
}

// Error formats the waiter's name, the reason, and the last call's error.
func (e *WaitTimeoutError) Error() string {
	text := fmt.Sprintf("waiting until %s: %v after %d calls", e.Waiter, e.Err, e.Attempts)
	if e.Last != nil {
		text += ": " + e.Last.Error()
	}
	return text
}

// Unwrap returns the reason and the last call's error.
func (e *WaitTimeoutError) Unwrap() []error {
	if e.Last == nil {
		return []error{e.Err}
	}
	return []error{e.Err, e.Last}
}

var errUnboundedWait = errors.New("nothing bounds the time: set WaitOptions.MaxWait or give a context with a deadline")

// Wait calls until the waiter succeeds, and returns the output that it succeeded
// with, nil if that was an error it waited for. Its error is a *WaitFailedError or a
// *WaitTimeoutError, or says that nothing bounds the time. Delays grow from the least to the longest with jitter;
// when the time is nearly over there is one more call.
//
//go:noinline
func Wait[In, Out Shape](ctx context.Context, w *Waiter, in In, call func(context.Context, In) (Out, error), opts WaitOptions) (Out, error) {
	var out, none Out
	in = orEmpty(in)
	err := w.wait(ctx, shapeOf(in), opts, func(ctx context.Context) (_ Shape, err error) {
		if out, err = call(ctx, in); err != nil {
			out = none
			return nil, err
		}
		if any(out) == any(none) {
			return nil, errNoOutput
		}
		return shapeOf(out), nil
	})
	if err != nil {
		return none, err
	}
	return out, nil
}

func (w *Waiter) wait(ctx context.Context, in Shape, opts WaitOptions, poll func(context.Context) (Shape, error)) error {
	if _, bounded := ctx.Deadline(); !bounded && opts.MaxWait <= 0 {
		return fmt.Errorf("waiting until %s: %w", w.Name, errUnboundedWait)
	}
	if opts.MaxWait > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, opts.MaxWait)
		defer cancel()
	}
	stopped := WaitTimeoutError{Waiter: w.Name}
	delay := w.backoff(opts)
	for ctx.Err() == nil {
		out, err := poll(ctx)
		stopped.Attempts++
		stopped.Last = err
		if out != nil {
			stopped.Response = out
		}
		state, matched, trouble := w.judge(in, out, err)
		switch {
		case state == WaitSuccess:
			return nil
		case state == WaitFailure, !matched && err != nil && ctx.Err() == nil:
			return &WaitFailedError{w.Name, stopped.Response, err}
		case trouble != nil:
			stopped.Last = trouble
		}
		if !delay.pause(ctx, stopped.Attempts) {
			break
		}
	}
	if stopped.Err = ctx.Err(); stopped.Err == nil {
		stopped.Err = context.DeadlineExceeded
	}
	return &stopped
}

// judge returns the state of the first acceptor that matches, and why one could
// not tell.
func (w *Waiter) judge(in, out Shape, err error) (state WaitState, matched bool, trouble error) {
	o := outcome{in: in, out: out, err: err}
	for i := range w.Acceptors {
		a := &w.Acceptors[i]
		ok, failed := o.matches(a)
		if failed != nil {
			trouble = failed
		}
		if ok {
			return a.State, true, nil
		}
	}
	return WaitRetry, false, trouble
}

// An outcome is what a call gave, and what it was given.
type outcome struct {
	in, out Shape // out is nil if there is an error
	err     error
	tree    Value // out, once somebody asked
}

func (o *outcome) matches(a *Acceptor) (bool, error) {
	switch a.Match {
	case MatchOutcome:
		return (o.err == nil) == (a.Expected != "false"), nil
	case MatchErrorType:
		return isErrorType(o.err, a.Expected), nil
	case MatchStatus:
		apiErr, ok := errors.AsType[APIError](o.err)
		return ok && strconv.Itoa(apiErr.ErrorStatus()) == a.Expected, nil
	}
	if o.err != nil {
		return false, nil
	}
	found, err := o.find(a)
	return err == nil && a.compare(found), err
}

// isErrorType reports whether an error goes by the name, be it that of its shape. One that
// the operation does not declare stands behind an unknown error.
func isErrorType(err error, name string) bool {
	for apiErr, ok := errors.AsType[APIError](err); ok; apiErr, ok = errors.AsType[APIError](errors.Unwrap(apiErr)) {
		shape, modeled := apiErr.(Shape)
		if apiErr.ErrorCode() == name || modeled && SchemaOf(shape).Name() == name {
			return true
		}
	}
	return false
}

// find returns what stands at an acceptor's path.
func (o *outcome) find(a *Acceptor) (Value, error) {
	if a.Eval == nil {
		return valueAt(o.out, a.Path), nil
	}
	if !o.tree.IsValid() {
		o.tree = o.out.ToValue()
	}
	subject := o.tree
	if a.Match == MatchOutputPair {
		subject = StructureValue(nil, Field{"input", held(o.in)}, Field{"output", o.tree})
	}
	return a.Eval(a.Path, subject)
}

// held returns the tree of an input with what it leaves unsaid: conditions are about
// what its fields hold.
func held(in Shape) Value {
	tree, s := in.ToValue(), SchemaOf(in)
	var members []Field
	for name, value := range tree.Entries() {
		members = append(members, Field{name, value})
	}
	for i := range s.Members {
		if m := &s.Members[i]; m.Flags&Unsaid != 0 && !tree.Member(m.Name).IsValid() {
			members = append(members, Field{m.Name, valueOf(m, memberOf(in, i))})
		}
	}
	return StructureValue(s, members...)
}

func (a *Acceptor) compare(v Value) bool {
	switch a.Compare {
	case BooleanEquals:
		return v.Kind() == Boolean && v.Bool() == (a.Expected == "true")
	case AllStringEquals, AnyStringEquals:
		n := 0
		for _, elem := range v.values() {
			if v.Kind() == List && a.equals(elem) {
				n++
			}
		}
		return n > 0 && (a.Compare == AnyStringEquals || n == v.Len())
	}
	return a.equals(v)
}

func (a *Acceptor) equals(v Value) bool {
	return v.Kind().isText() && v.text == a.Expected
}

// A backoff makes the delays between calls, as the specification has it
// (https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries).
type backoff struct{ least, most time.Duration }

func (w *Waiter) backoff(opts WaitOptions) backoff {
	b := backoff{opts.MinDelay, opts.MaxDelay}
	if b.least <= 0 {
		b.least = seconds(w.MinDelay, 2)
	}
	if b.most <= 0 {
		b.most = seconds(w.MaxDelay, 120)
	}
	b.most = max(b.least, b.most)
	return b
}

func seconds(n, otherwise int) time.Duration {
	if n <= 0 {
		n = otherwise
	}
	return time.Duration(n) * time.Second
}

// after returns the delay after so many calls, with so much time left. If there
// is none for another call it returns false; the last delay ends the least one
// before the time does.
func (b backoff) after(calls int, left time.Duration) (time.Duration, bool) {
	if left <= b.least {
		return 0, false
	}
	ceiling := b.least
	for i := 1; i < calls && ceiling < b.most; i++ {
		ceiling += min(ceiling, b.most-ceiling)
	}
	delay := b.least + time.Duration(rand.Int64N(int64(ceiling-b.least)+1))
	if left-delay <= b.least {
		delay = left - b.least
	}
	return delay, true
}

// pause sleeps until the next call and reports whether there is to be one.
func (b backoff) pause(ctx context.Context, calls int) bool {
	deadline, _ := ctx.Deadline()
	delay, ok := b.after(calls, time.Until(deadline))
	if !ok {
		return false
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
