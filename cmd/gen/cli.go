package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	exitFine        = 0
	exitDiagnostics = 1
	exitUsage       = 2
)

// A cli is the command line: its commands and, in them, their flags.
type cli struct {
	Generate    generateCmd    `cmd:"" default:"withargs" help:"Write Go packages from service models (what gen does when no command is named)."`
	Check       checkCmd       `cmd:"" help:"Write nothing; print how generated code differs from what its models say."`
	List        listCmd        `cmd:"" help:"Print services and operations, with protocols and how many shapes each reaches."`
	Conformance conformanceCmd `cmd:"" help:"Generate from models with protocol tests and run them."`
	Version     versionCmd     `cmd:"" help:"Print the version of this program."`
}

// An app is one run of the command: where it runs and what it talks to.
type app struct {
	dir            string // relative paths start here
	stdin          io.Reader
	stdout, stderr io.Writer
	disk           disk
}

// A usageError is a mistake in the command line, not in what it names.
type usageError struct{ problem string }

func (e *usageError) Error() string { return "gen: " + e.problem + "; see gen --help" }

func misused(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// errStale is the finding of gen check. What is stale has been printed.
var errStale = errors.New("generated code is stale; run gen with the same flags to renew it")

// run is the whole program: args without the program's name, dir the working
// directory. It returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, dir string) int {
	a := &app{dir: dir, stdin: stdin, stdout: stdout, stderr: stderr, disk: hostDisk{}}
	err := a.execute(args)
	if err == nil {
		return exitFine
	}
	fmt.Fprintln(stderr, err)
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage
	}
	return exitDiagnostics
}

func (a *app) execute(args []string) error {
	var commands cli
	helped := false
	parser, err := kong.New(&commands, kong.Name("gen"), kong.Description(description),
		kong.Writers(a.stdout, a.stderr), kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true, WrapUpperBound: 100}))
	if err != nil {
		return err
	}
	ctx, err := parser.Parse(args)
	switch {
	case helped:
		return nil
	case err != nil:
		return misused("%s", err)
	}
	return ctx.Run(a)
}

// path makes a path of the command line or a configuration one the process can open.
func (a *app) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.dir, name)
}

// shown is the reverse of path: the shorter form of an absolute path, for messages.
func (a *app) shown(path string) string {
	abs, err := filepath.Abs(a.dir)
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(abs, path); err == nil {
		return rel
	}
	return path
}
