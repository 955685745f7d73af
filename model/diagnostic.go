package model

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
)

// A Diagnostic is one thing wrong with a model or with what was asked of it:
// where, which shape, what, and what to do about it.
type Diagnostic struct {
	Pos     Position
	Shape   ShapeID // the shape or member it is about; may be empty
	Problem string  // "targets com.x#W, which is not defined"
	Remedy  string  // "did you mean com.x#V?"; may be empty
}

// Error formats the diagnostic on one line, whatever the model calls things: position
// first, remedy last.
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
	return printable(b.String())
}

// printable writes what nobody would see, or would take for another line, as Go does.
func printable(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
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
