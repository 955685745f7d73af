package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/module"
)

// inputFlags say what to read and what to take of it.
type inputFlags struct {
	Model     []string `json:"model" sep:"none" placeholder:"PATH" help:"Model: a file, a directory, a glob or - (repeatable). Default: the embedded Amazon Connect."`
	Service   string   `json:"service" placeholder:"NAME" help:"Service: its shape id, name or SDK id. Default: all that the models have."`
	Operation []string `json:"operation" sep:"none" placeholder:"NAME,…" help:"Operations to take, separated by commas (repeatable). Default: all, unless there is a --shape."`
	Shape     []string `json:"shape" sep:"none" placeholder:"NAME,…" help:"Data shapes to take with what they reach, separated by commas (repeatable)."`
}

// outputFlags say what to make of it and where.
type outputFlags struct {
	Out      string `json:"out" placeholder:"DIR" help:"Directory to write to. Default: generated/<package> below the module's root."`
	Package  string `json:"package" placeholder:"NAME" help:"Name of the package. Default: the service's."`
	Runtime  string `json:"runtime" placeholder:"PATH" help:"Import path of a runtime that is there already. Default: one is written beside the packages."`
	Protocol string `json:"protocol" placeholder:"NAME" help:"Protocol to speak, of those the service has. Default: the first that is supported."`
}

// configFlag names a file with settings.
type configFlag struct {
	Config string `placeholder:"FILE" help:"JSON file with these options and name overrides."`
}

// settings are everything a run can be told. Their JSON is that of --config.
type settings struct {
	inputFlags
	outputFlags
	Names map[string]string `json:"names"` // Go names, by id or bare name
}

// settings completes what the command line says with what its --config says.
func (a *app) settings(config configFlag, in inputFlags, out outputFlags) (settings, error) {
	var s settings
	if config.Config != "" {
		var err error
		if s, err = a.readConfig(config.Config); err != nil {
			return s, err
		}
	}
	if len(in.Model) > 0 {
		s.Model = in.Model
	}
	if len(in.Operation) > 0 {
		s.Operation = strings.Split(strings.Join(in.Operation, ","), ",")
	}
	if len(in.Shape) > 0 {
		s.Shape = strings.Split(strings.Join(in.Shape, ","), ",")
	}
	s.Service = cmp.Or(in.Service, s.Service)
	s.Out = cmp.Or(out.Out, s.Out)
	s.Package = cmp.Or(out.Package, s.Package)
	s.Runtime = cmp.Or(out.Runtime, s.Runtime)
	s.Protocol = cmp.Or(out.Protocol, s.Protocol)
	if problem := s.problem(); problem != "" {
		return s, misused("--%s", problem)
	}
	return s, nil
}

// problem says what no model could make sense of, "" if nothing, with the key first.
func (s *settings) problem() string {
	if s.Package != "" && (!token.IsIdentifier(s.Package) || slices.Contains([]string{"_", "init", "main"}, s.Package)) {
		return fmt.Sprintf("package %s: not a name that a package can be imported by", s.Package)
	}
	if s.Runtime != "" && module.CheckImportPath(s.Runtime) != nil {
		return fmt.Sprintf("runtime %s: not an import path", s.Runtime)
	}
	if slices.Contains(s.Model, "") {
		return "model names nothing"
	}
	if slices.Contains(s.Operation, "") {
		return "operation names nothing; leave it out for all operations"
	}
	if slices.Contains(s.Shape, "") {
		return "shape names nothing; leave it out for what the operations reach"
	}
	if first := slices.Index(s.Model, "-"); first >= 0 && slices.Contains(s.Model[first+1:], "-") {
		return "model -: standard input can be read only once"
	}
	return ""
}

// checkSeveral refuses what only one service can be given.
func (s *settings) checkSeveral() error {
	if s.Service == "" && len(s.Operation) > 0 {
		return misused("--operation takes from one service, but there are several: name it with --service")
	}
	if s.Service == "" && len(s.Shape) > 0 {
		return misused("--shape takes from one service, but there are several: name it with --service")
	}
	if s.Package != "" {
		return misused("--package names one package, but there are several")
	}
	return nil
}

// readConfig reads a configuration. The paths in it are relative to it.
func (a *app) readConfig(name string) (settings, error) {
	var s settings
	data, err := os.ReadFile(a.path(name))
	if err != nil {
		return s, fmt.Errorf("%s: %w; check the path after --config", name, bare(err))
	}
	if err := decodeConfig(name, data, &s); err != nil {
		return s, err
	}
	if problem := s.problem(); problem != "" {
		return s, fmt.Errorf("%s: %s", name, problem)
	}
	dir := filepath.Dir(name)
	for i, path := range s.Model {
		s.Model[i] = under(dir, path)
	}
	if s.Out != "" {
		s.Out = under(dir, s.Out)
	}
	return s, nil
}

func under(dir, path string) string {
	if path == "-" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

func decodeConfig(name string, data []byte, s *settings) error {
	known := configKeys()
	remedy := "give an object with any of the keys " + strings.Join(known, ", ")
	var keys map[string]json.RawMessage
	err := json.Unmarshal(data, &keys)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("%s:%s: is not JSON: %w; %s", name, lineAndColumn(data, syntax.Offset), syntax, remedy)
	} else if err != nil || keys == nil {
		return fmt.Errorf("%s: is JSON but no object; %s", name, remedy)
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !slices.Contains(known, key) {
			return fmt.Errorf("%s: has the unknown key %q; %s", name, key, remedy)
		}
	}
	err = json.Unmarshal(data, s)
	if mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		field := mismatch.Field[strings.LastIndexByte(mismatch.Field, '.')+1:]
		return fmt.Errorf("%s:%s: has %s in %q; write %s", name, lineAndColumn(data, mismatch.Offset), configValues[mismatch.Value], field, configTypes[mismatch.Type.String()])
	}
	return err
}

// lineAndColumn tells where in a text the last of so many bytes stands.
func lineAndColumn(text []byte, offset int64) string {
	before := text[:max(0, offset-1)]
	return fmt.Sprintf("%d:%d", 1+bytes.Count(before, []byte("\n")), len(before)-bytes.LastIndexByte(before, '\n'))
}

// configValues are what package json calls values, with an article.
var configValues = map[string]string{
	"array": "an array", "object": "an object", "string": "a string", "number": "a number", "bool": "a boolean",
}

// configTypes say in JSON's terms what the fields of settings are.
var configTypes = map[string]string{
	"string":            "a string there",
	"[]string":          "an array of strings",
	"map[string]string": "an object of strings",
}

// configKeys lists the keys that settings have in JSON.
func configKeys() []string {
	data, err := json.Marshal(settings{})
	var keys map[string]json.RawMessage
	if err != nil || json.Unmarshal(data, &keys) != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(keys))
}

// bare takes the operation and the path off an error of package os: the message
// it goes into has named them.
func bare(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	if linkError, ok := errors.AsType[*os.LinkError](err); ok {
		return linkError.Err
	}
	return err
}
