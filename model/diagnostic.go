package model

import (
	"errors"
	"strings"
)

// A Diagnostic is one thing wrong with a model or with what was asked of it:
// where, which shape, what, and what to do about it.
type Diagnostic struct {
	Pos     Position
	Shape   ShapeID // the shape or member it is about; may be empty
	Problem string  // "targets com.x#W, which is not defined"
	Remedy  string  // "did you mean com.x#V?"; may be empty
}

// Error formats the diagnostic on one line: position first, remedy last.
func (d *Diagnostic) Error() string {
	var b strings.Builder
	if d.Pos.File() != "" {
		b.WriteString(d.Pos.String() + ": ")
	}
	if d.Shape != "" {
		b.WriteString(string(d.Shape) + " ")
	}
	b.WriteString(d.Problem)
	if d.Remedy != "" {
		b.WriteString("; " + d.Remedy)
	}
	return b.String()
}

// Diagnostics are all that was found wrong, in order of position. They are one
// error that unwraps to each of its diagnostics.
type Diagnostics []*Diagnostic

// Error joins the diagnostics, one a line.
func (ds Diagnostics) Error() string { return errors.Join(ds.Unwrap()...).Error() }

// Unwrap returns each diagnostic as an error.
func (ds Diagnostics) Unwrap() []error {
	errs := make([]error, len(ds))
	for i, d := range ds {
		errs[i] = d
	}
	return errs
}

// Err returns the diagnostics as an error, nil if there are none.
func (ds Diagnostics) Err() error {
	if len(ds) == 0 {
		return nil
	}
	return ds
}
