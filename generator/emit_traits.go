package generator

import (
	"github.com/dave/jennifer/jen"

	"github.com/smithygen/smithygen/generator/ir"
)

// The parts of schemas that few of them have.

func (e *emitter) errorTraits(t *ir.ErrorTraits) jen.Code {
	if t == nil {
		return nil
	}
	var f fields
	f.text("Code", t.Code)
	f.code("Fault", e.runtime(t.Fault))
	f.number("Status", t.Status)
	f.truth("Retryable", t.Retryable)
	f.truth("Throttling", t.Throttling)
	f.code("Response", e.messageParts("ResponsePart", t.Response))
	return jen.Op("&").Add(e.runtime("ErrorTraits")).Add(f.line())
}

func (e *emitter) constraints(c *ir.Constraints) jen.Code {
	if c == nil {
		return nil
	}
	var f fields
	if c.Length != nil {
		f.code("Length", jen.Op("&").Add(e.runtime("Length")).Values(
			jen.Id("Min").Op(":").Lit(int(c.Length.Min)), jen.Id("Max").Op(":").Lit(int(c.Length.Max))))
	}
	if c.Range != nil {
		var limits fields
		limits.text("Min", c.Range.Min)
		limits.text("Max", c.Range.Max)
		f.code("Range", jen.Op("&").Add(e.runtime("Range")).Add(limits.line()))
	}
	f.text("Pattern", c.Pattern)
	f.truth("Unique", c.Unique)
	return jen.Op("&").Add(e.runtime("Constraints")).Add(f.line())
}

func (e *emitter) namespace(ns *ir.Namespace) jen.Code {
	if ns == nil {
		return nil
	}
	var f fields
	f.text("URI", ns.URI)
	f.text("Prefix", ns.Prefix)
	return jen.Op("&").Add(e.runtime("Namespace")).Add(f.line())
}
