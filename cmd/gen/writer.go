package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A writer writes what models become and says on standard error how far it is:
// of one model each file, of several each package or, on a terminal, a bar, and
// a table at the end.
type writer struct {
	*app
	began time.Time
	files bool // each file is named
	bar   *progressbar.ProgressBar
	rows  []row
}

// A row of the table is a package, or a model that failed.
type row struct {
	service, protocol        string
	operations, files, lines int
	took                     time.Duration
	failed                   bool
}

func (w *writer) begin(models int) {
	w.files = models == 1
	if models > 1 && w.terminal() {
		w.bar = progressbar.NewOptions(models, progressbar.OptionSetWriter(w.stderr), progressbar.OptionSetDescription("generating"),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetRenderBlankState(true), progressbar.OptionThrottle(redraw))
	}
}

// redraw is how often the bar is drawn at most.
const redraw = 50 * time.Millisecond

// terminal reports whether somebody watches standard error.
func (a *app) terminal() bool {
	f, ok := a.stderr.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (w *writer) accept(dirs []*directory) error {
	plans, err := w.plans(dirs)
	if err != nil {
		return err
	}
	if err := w.apply(plans); err != nil {
		return err
	}
	for _, p := range plans {
		if w.bar == nil {
			p.report(w.stderr, w.files)
		}
	}
	return nil
}

// report says what has been done, of each file or in sum.
func (p *plan) report(w io.Writer, files bool) {
	written := 0
	for _, c := range p.changes {
		did := "removed"
		if c.new != nil {
			did = "wrote"
			written++
		}
		if files {
			fmt.Fprintf(w, "%s %s\n", did, c.path)
		}
	}
	fmt.Fprintf(w, "%s: %d written, %d unchanged, %d removed\n", p.dir, written, p.unchanged, len(p.changes)-written)
}

func (w *writer) end(p *product, err error) {
	if w.bar != nil {
		_ = w.bar.Add(1) // a bar that cannot be drawn is no reason to stop
	}
	if err != nil {
		w.rows = append(w.rows, row{service: p.model, failed: true})
		return
	}
	for _, d := range p.packages {
		r := row{service: d.owner, protocol: d.protocol.Name(), operations: len(d.slice.closure.Operations), files: len(d.files), took: d.took}
		for _, f := range d.files {
			r.lines += bytes.Count(f.Content, []byte("\n"))
		}
		w.rows = append(w.rows, r)
	}
}

// close prints the table, if there were several models.
func (w *writer) close() {
	if w.files || len(w.rows) == 0 {
		return
	}
	t := tabwriter.NewWriter(w.stderr, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "SERVICE\tPROTOCOL\tOPERATIONS\tFILES\tLINES\tTIME")
	var sum row
	failed := 0
	for _, r := range w.rows {
		if r.failed {
			failed++
			fmt.Fprintf(t, "%s\tfailed\t-\t-\t-\t-\n", r.service)
			continue
		}
		sum.operations, sum.files, sum.lines = sum.operations+r.operations, sum.files+r.files, sum.lines+r.lines
		r.print(t)
	}
	services := "services"
	if len(w.rows)-failed == 1 {
		services = "service"
	}
	sum.service, sum.took = fmt.Sprintf("%d %s, %d failed", len(w.rows)-failed, services, failed), time.Since(w.began)
	sum.print(t)
	_ = t.Flush() // as with every other message
}

func (r row) print(w io.Writer) {
	fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%.2fs\n", r.service, r.protocol, r.operations, r.files, r.lines, r.took.Seconds())
}
