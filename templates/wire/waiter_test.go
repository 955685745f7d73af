package wire

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// An answer is an outcome of the operation that is waited on.
type answer struct {
	out *everything
	err error
}

// answers returns a call that gives each answer in turn, the last for ever, and
// the times at which it was called.
func answers(all ...answer) (call func(context.Context, *everything) (*everything, error), times *[]time.Time) {
	times = new([]time.Time)
	return func(ctx context.Context, _ *everything) (*everything, error) {
		a := all[min(len(*times), len(all)-1)]
		*times = append(*times, time.Now())
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return a.out, a.err
	}, times
}

func state(name string) answer { return answer{out: &everything{Name: &name}} }

var (
	gone      = answer{err: fmt.Errorf("sending: %w", &UnknownError{Code: "Gone", Status: 404})}
	forbidden = answer{err: &UnknownError{Code: "Forbidden", Status: 403}}
)

// One acceptor of every kind, tried on outcomes that it takes and others.
func TestAcceptors(t *testing.T) {
	full := answer{out: &everything{Name: new("up"), Flag: new(true), On: true, Color: new(color("red")), Child: &everything{Name: new("deep")},
		Tags: []string{"a", "a"}, Colors: []color{"red", "blue"}, Holes: []*string{new("a"), nil}, Kids: []everything{{Plain: "k"}, {Plain: "k"}}}}
	empty := answer{out: &everything{Tags: []string{}}}
	cases := []struct {
		name     string
		acceptor Acceptor
		matches  []answer
		not      []answer
	}{
		{"success", Acceptor{Match: MatchOutcome}, []answer{full, empty}, []answer{gone, forbidden}},
		{"no success", Acceptor{Match: MatchOutcome, Expected: "false"}, []answer{gone, {err: errors.New("any")}}, []answer{full}},
		{"error code", Acceptor{Match: MatchErrorType, Expected: "Gone"}, []answer{gone}, []answer{full, forbidden, {err: errors.New("Gone")}}},
		{"error shape", Acceptor{Match: MatchErrorType, Expected: "Lost"}, []answer{{err: &lost{ErrorInfo: ErrorInfo{Code: "Renamed"}}}}, []answer{gone}},
		{"error of another operation", Acceptor{Match: MatchErrorType, Expected: "Lost"},
			[]answer{{err: &UnknownError{Code: "Renamed", Err: &lost{ErrorInfo: ErrorInfo{Code: "Renamed"}}}}}, []answer{{err: &UnknownError{Code: "Renamed"}}}},
		{"status", Acceptor{Match: MatchStatus, Expected: "404"}, []answer{gone}, []answer{full, forbidden, {err: errors.New("404")}}},
		{"string", Acceptor{Match: MatchOutput, Path: "Name", Expected: "up"}, []answer{full}, []answer{empty, gone, state("upper")}},
		{"string of another type", Acceptor{Match: MatchOutput, Path: "Flag", Expected: "true"}, nil, []answer{full}},
		{"enum", Acceptor{Match: MatchOutput, Path: "Color", Expected: "red"}, []answer{full}, []answer{empty}},
		{"deep", Acceptor{Match: MatchOutput, Path: "Child.Name", Expected: "deep"}, []answer{full}, []answer{empty}},
		{"no such path", Acceptor{Match: MatchOutput, Path: "Child.Nothing.Name", Expected: ""}, nil, []answer{full, empty}},
		{"path through a list", Acceptor{Match: MatchOutput, Path: "Kids.Plain", Expected: "k"}, nil, []answer{full}},
		{"true", Acceptor{Match: MatchOutput, Path: "Flag", Expected: "true", Compare: BooleanEquals}, []answer{full}, []answer{empty}},
		{"false", Acceptor{Match: MatchOutput, Path: "On", Expected: "false", Compare: BooleanEquals}, []answer{empty}, []answer{full}},
		{"boolean of another type", Acceptor{Match: MatchOutput, Path: "Name", Expected: "false", Compare: BooleanEquals}, nil, []answer{full}},
		{"all", Acceptor{Match: MatchOutput, Path: "Tags", Expected: "a", Compare: AllStringEquals}, []answer{full}, []answer{empty, {out: &everything{Tags: []string{"a", "b"}}}, {out: &everything{}}}},
		{"all with a null", Acceptor{Match: MatchOutput, Path: "Holes", Expected: "a", Compare: AllStringEquals}, nil, []answer{full}},
		{"all of no list", Acceptor{Match: MatchOutput, Path: "Child", Expected: "deep", Compare: AllStringEquals}, nil, []answer{full}},
		{"any", Acceptor{Match: MatchOutput, Path: "Colors", Expected: "blue", Compare: AnyStringEquals}, []answer{full}, []answer{empty}},
		{"any with a null", Acceptor{Match: MatchOutput, Path: "Holes", Expected: "a", Compare: AnyStringEquals}, []answer{full}, []answer{empty}},
		{"expression", Acceptor{Match: MatchOutput, Path: "Kids[].Plain", Expected: "k", Compare: AllStringEquals, Eval: JMESPath}, []answer{full}, []answer{empty, gone}},
		{"expression that fails", Acceptor{Match: MatchOutput, Path: "keys(Name) == 'x'", Expected: "true", Compare: BooleanEquals, Eval: JMESPath}, nil, []answer{full}},
		{"pair", Acceptor{Match: MatchOutputPair, Path: "input.Name == 'asked' && length(output.Tags) == `2`", Expected: "true", Compare: BooleanEquals, Eval: JMESPath},
			[]answer{full}, []answer{empty, gone}},
	}
	for _, c := range cases {
		for i, a := range append(c.matches, c.not...) {
			w := Waiter{Acceptors: []Acceptor{{State: WaitFailure, Match: MatchErrorType, Expected: "never"}, c.acceptor}}
			w.Acceptors[1].State = WaitSuccess
			var out Shape
			if a.out != nil {
				out = a.out
			}
			if got, matched, _ := w.judge(&everything{Name: new("asked")}, out, a.err); matched != (i < len(c.matches)) || matched != (got == WaitSuccess) {
				t.Errorf("%s: answer %d: %v, matched %t", c.name, i, got, matched)
			}
		}
	}
}

// silent is an input that says nothing of what is false.
type silent struct{ Flag bool }

func (v *silent) ToValue() Value { return ToValue(&silentSchema, v) }

var silentSchema = Schema{ID: "test#Silent", Kind: Structure, Type: (*silent)(nil), Members: []Member{{Name: "Flag", Target: &BooleanSchema, Flags: Unsaid}}}

// A condition is about what an input holds, whether it is sent or not.
func TestJudgeUnsaid(t *testing.T) {
	w := Waiter{Acceptors: []Acceptor{{State: WaitSuccess, Match: MatchOutputPair, Path: "input.Flag == output.On", Expected: "true", Compare: BooleanEquals, Eval: JMESPath}}}
	if _, matched, _ := w.judge((*silent)(nil), &everything{}, nil); matched {
		t.Error("no input matches")
	}
	for _, in := range []bool{false, true} {
		for _, out := range []bool{false, true} {
			if _, matched, err := w.judge(&silent{in}, &everything{On: out}, nil); matched != (in == out) || err != nil {
				t.Errorf("%t and %t: matched %t, %v", in, out, matched, err)
			}
		}
	}
}

// lost is a modeled error.
type lost struct{ ErrorInfo }

func (*lost) Error() string         { return "lost" }
func (*lost) ErrorMessage() string  { return "" }
func (e *lost) ErrorCode() string   { return CodeOf(&lostSchema, e) }
func (*lost) ErrorFault() Fault     { return FaultClient }
func (*lost) ErrorRetryable() bool  { return false }
func (*lost) ErrorThrottling() bool { return false }
func (v *lost) ToValue() Value      { return ToValue(&lostSchema, v) }

var lostSchema = Schema{ID: "test#Lost", Kind: Structure}

var upWaiter = Waiter{Name: "ThingUp", MinDelay: 2, MaxDelay: 10, Acceptors: []Acceptor{
	{State: WaitSuccess, Match: MatchOutput, Path: "Name", Expected: "up"},
	{State: WaitFailure, Match: MatchOutput, Path: "Name", Expected: "broken"},
	{State: WaitRetry, Match: MatchErrorType, Expected: "Gone"},
}}

func TestWaitSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		call, times := answers(gone, state("starting"), state("starting"), state("starting"), state("starting"), state("up"))
		in := &everything{}
		out, err := Wait(t.Context(), &upWaiter, in, call, WaitOptions{MaxWait: time.Hour})
		if err != nil || out == nil || *out.Name != "up" || len(*times) != 6 {
			t.Fatalf("%v, %v after %d calls", out, err, len(*times))
		}
		for i, ceiling := range []time.Duration{2, 4, 8, 10, 10} {
			if d := (*times)[i+1].Sub((*times)[i]); d < 2*time.Second || d > ceiling*time.Second {
				t.Errorf("delay %d is %v, want between 2s and %ds", i, d, ceiling)
			}
		}
	})
}

// What was waited for may be an error: then there is no output.
func TestWaitForError(t *testing.T) {
	w := Waiter{Name: "ThingGone", Acceptors: []Acceptor{{State: WaitSuccess, Match: MatchErrorType, Expected: "Gone"}}}
	synctest.Test(t, func(t *testing.T) {
		call, times := answers(state("up"), gone)
		if out, err := Wait(t.Context(), &w, nil, call, WaitOptions{MaxWait: time.Hour}); out != nil || err != nil || len(*times) != 2 {
			t.Errorf("%v, %v after %d calls", out, err, len(*times))
		}
	})
}

func TestWaitFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		call, _ := answers(state("starting"), state("broken"))
		out, err := Wait(t.Context(), &upWaiter, nil, call, WaitOptions{MaxWait: time.Hour})
		failed, ok := errors.AsType[*WaitFailedError](err)
		if out != nil || !ok || failed.Err != nil || *failed.Response.(*everything).Name != "broken" ||
			err.Error() != "waiting until ThingUp: the last response says that it can't come true" {
			t.Errorf("%v, %v", out, err)
		}

		call, _ = answers(state("starting"), forbidden)
		_, err = Wait(t.Context(), &upWaiter, nil, call, WaitOptions{MaxWait: time.Hour})
		failed, ok = errors.AsType[*WaitFailedError](err)
		if !ok || !errors.Is(err, forbidden.err) || *failed.Response.(*everything).Name != "starting" || err.Error() != "waiting until ThingUp: Forbidden" {
			t.Errorf("%v", err)
		}

		call, _ = answers(answer{})
		if _, err = Wait(t.Context(), &upWaiter, nil, call, WaitOptions{MaxWait: time.Hour}); !errors.Is(err, errNoOutput) {
			t.Errorf("neither output nor error: %v", err)
		}
	})
}

func TestWaitTimeout(t *testing.T) {
	for name, c := range map[string]struct {
		opts    WaitOptions
		before  func(context.Context) (context.Context, context.CancelFunc)
		answers []answer
		reason  error
		least   time.Duration // before the last call
		most    time.Duration // until Wait returns
		text    string
	}{
		"option":            {WaitOptions{MaxWait: time.Minute}, nil, []answer{state("starting")}, context.DeadlineExceeded, 58 * time.Second, 58 * time.Second, ""},
		"context":           {WaitOptions{}, within(time.Minute), []answer{state("starting")}, context.DeadlineExceeded, 58 * time.Second, 58 * time.Second, ""},
		"the shorter":       {WaitOptions{MaxWait: time.Hour}, within(30 * time.Second), []answer{state("starting")}, context.DeadlineExceeded, 28 * time.Second, 28 * time.Second, ""},
		"own delays":        {WaitOptions{MaxWait: time.Minute, MinDelay: 20 * time.Second, MaxDelay: time.Second}, nil, []answer{state("starting")}, context.DeadlineExceeded, 40 * time.Second, 40 * time.Second, "after 3 calls"},
		"less than a delay": {WaitOptions{MaxWait: time.Second}, nil, []answer{state("starting")}, context.DeadlineExceeded, 0, 0, "after 1 calls"},
		"with an error":     {WaitOptions{MaxWait: time.Second}, nil, []answer{gone}, context.DeadlineExceeded, 0, 0, "after 1 calls: sending: Gone"},
		"cancelled":         {WaitOptions{MaxWait: time.Minute}, cancelledAfter(3 * time.Second), []answer{state("starting")}, context.Canceled, 0, 3 * time.Second, ""},
		"cancelled before":  {WaitOptions{MaxWait: time.Minute}, cancelledAfter(0), []answer{state("up")}, context.Canceled, 0, 0, "context canceled after 0 calls"},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx := t.Context()
			if c.before != nil {
				var cancel context.CancelFunc
				ctx, cancel = c.before(ctx)
				defer cancel()
			}
			start := time.Now()
			call, times := answers(c.answers...)
			_, err := Wait(ctx, &upWaiter, nil, call, c.opts)
			took := time.Since(start)
			stopped, ok := errors.AsType[*WaitTimeoutError](err)
			if !ok || !errors.Is(err, c.reason) || stopped.Attempts != len(*times) || !strings.Contains(err.Error(), c.text) {
				t.Fatalf("%s: %v after %d calls", name, err, len(*times))
			}
			if took > c.most || len(*times) > 0 && (*times)[len(*times)-1].Sub(start) < c.least {
				t.Errorf("%s: took %v, calls at %v", name, took, *times)
			}
			if c.answers[0].out != nil && stopped.Attempts > 0 && *stopped.Response.(*everything).Name != "starting" {
				t.Errorf("%s: the last response is lost", name)
			}
			if c.answers[0].err != nil && !errors.Is(err, c.answers[0].err) {
				t.Errorf("%s: the last error is lost", name)
			}
		})
	}
}

func within(d time.Duration) func(context.Context) (context.Context, context.CancelFunc) {
	return func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithTimeout(ctx, d) }
}

func cancelledAfter(d time.Duration) func(context.Context) (context.Context, context.CancelFunc) {
	return func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancel(ctx)
		if d == 0 {
			cancel()
		} else {
			time.AfterFunc(d, cancel)
		}
		return ctx, cancel
	}
}

// A call that takes longer than the time is ended by its context.
func TestWaitSlowCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := Wait(t.Context(), &upWaiter, nil, func(ctx context.Context, _ *everything) (*everything, error) {
			<-ctx.Done()
			return nil, fmt.Errorf("sending: %w", ctx.Err())
		}, WaitOptions{MaxWait: time.Minute})
		if _, ok := errors.AsType[*WaitTimeoutError](err); !ok || time.Since(start) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

// Why an output could not be judged is told at the end.
func TestWaitTrouble(t *testing.T) {
	w := Waiter{Name: "X", Acceptors: []Acceptor{{State: WaitSuccess, Match: MatchOutput, Path: "a b", Eval: JMESPath}}}
	synctest.Test(t, func(t *testing.T) {
		call, _ := answers(state("up"))
		_, err := Wait(t.Context(), &w, nil, call, WaitOptions{MaxWait: time.Second})
		if err == nil || !strings.Contains(err.Error(), `JMESPath "a b": at byte 2`) {
			t.Error(err)
		}
	})
}

func TestWaitUnbounded(t *testing.T) {
	call, times := answers(state("up"))
	for _, opts := range []WaitOptions{{}, {MaxWait: -1}} {
		_, err := Wait(t.Context(), &upWaiter, nil, call, opts)
		if !errors.Is(err, errUnboundedWait) || len(*times) != 0 {
			t.Errorf("%v after %d calls", err, len(*times))
		}
	}
}

func TestBackoff(t *testing.T) {
	long := (&Waiter{}).backoff(WaitOptions{})
	if long.least != 2*time.Second || long.most != 2*time.Minute {
		t.Errorf("defaults are %v", long)
	}
	spread := map[time.Duration]bool{}
	for range 200 {
		d, ok := long.after(1000, 24*time.Hour)
		if !ok || d < long.least || d > long.most {
			t.Fatal(d, ok)
		}
		spread[d] = true
	}
	if len(spread) < 100 {
		t.Errorf("%d different delays of 200", len(spread))
	}
	if d, ok := long.after(1, 3*time.Second); !ok || d != time.Second {
		t.Errorf("the last delay is %v, %t", d, ok)
	}
	if d, ok := long.after(1, 2*time.Second); ok {
		t.Errorf("another call after %v", d)
	}
}
