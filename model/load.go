package model

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/tidwall/gjson"
)

// What is read from a model file is bounded: the largest real one (EC2) has 11
// MB and nests 12 deep.
const (
	MaxSize  = 256 << 20 // bytes of a file, unpacked or not
	maxDepth = 1000
)

// wantModel is the remedy for what is no model.
const wantModel = "give a Smithy JSON AST or an AWS api-2.json or service-2.json"

// A Source is the text of one model file. Its companions are the texts of files
// that belong to a legacy model, by base name: docs-2.json, paginators-1.json
// and waiters-2.json. All may be gzipped.
type Source struct {
	Name       string
	Data       []byte
	Companions map[string][]byte
}

// Load reads one model, in whichever form its content is. Name is used in
// messages. An error is a *Diagnostic or Diagnostics.
func Load(name string, data []byte) (*Model, error) {
	return LoadSources(Source{Name: name, Data: data})
}

// LoadFS reads one model file, and for a legacy model its companions beside it.
func LoadFS(fsys fs.FS, name string) (*Model, error) {
	text, err := readFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; check that the path names a model file", name, err)
	}
	return load(file{name, text, func(base string) (string, error) { return readBeside(fsys, name, base) }})
}

// readBeside reads a companion of a model file.
func readBeside(fsys fs.FS, name, base string) (string, error) {
	for _, ext := range []string{"", ".gz"} {
		at := path.Join(path.Dir(name), base+ext)
		text, err := readFile(fsys, at)
		if err == nil {
			return text, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("%s: %w; make it readable or take it away from %s", at, err, path.Base(name))
		}
	}
	return "", fs.ErrNotExist
}

// readFile reads a file unless it is larger than any model. A device or pipe
// tells no size: what is read of it is bounded as well.
func readFile(fsys fs.FS, name string) (text string, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		return "", errors.New("is a directory")
	}
	if err := checkSize(info.Size()); err != nil {
		return "", err
	}
	var all strings.Builder
	all.Grow(int(info.Size()))
	_, err = io.Copy(&all, io.LimitReader(f, MaxSize+1))
	return all.String(), errors.Join(err, checkSize(int64(all.Len())))
}

// LoadSources reads a model that is spread over several Smithy AST files, or a
// single file of either form. The shapes of all files make one model, called
// after the first file.
func LoadSources(sources ...Source) (*Model, error) {
	files := make([]file, len(sources))
	for i, s := range sources {
		files[i] = file{s.Name, string(s.Data), func(base string) (string, error) {
			if s.Companions[base] == nil {
				return "", fs.ErrNotExist
			}
			return string(s.Companions[base]), nil
		}}
	}
	return load(files...)
}

// A file is a Source whose texts nobody changes.
type file struct {
	name, text string
	companion  func(base string) (text string, err error) // fs.ErrNotExist if there is none
}

func load(files ...file) (*Model, error) {
	b := newBuilder()
	for _, f := range files {
		src, top, err := open(f.name, f.text)
		if err != nil {
			return nil, err
		}
		format, err := recognise(src, top)
		if err != nil {
			return nil, err
		}
		if b.model.Format == FormatLegacy || b.model.Format != "" && format == FormatLegacy {
			return nil, &Diagnostic{Pos: FilePosition(f.name), Problem: "a legacy model is complete in itself",
				Remedy: "load it without other files"}
		}
		if b.model.Source == "" {
			b.model.file = FilePosition(f.name)
			b.model.Source, b.model.Format = strings.TrimSuffix(path.Base(strings.ReplaceAll(f.name, `\`, "/")), ".gz"), format
		}
		b.refs = slices.Grow(b.refs, len(src.text)/200) // about as many as there will be
		if format == FormatSmithy {
			err = b.readSmithy(src, top)
		} else {
			err = b.readLegacy(src, top, f.companion)
		}
		if err != nil {
			return nil, err
		}
	}
	return b.finish()
}

// open turns the text of a file into checked JSON: unpacked, of bounded size
// and depth, syntactically sound. Everything after it may trust the syntax. It
// returns the values of the outermost object by key, none of what is no object.
func open(name, text string) (src *source, top map[string]gjson.Result, err error) {
	fail := func(offset int, problem, remedy string) (*source, map[string]gjson.Result, error) {
		src := &source{name: name, text: text}
		return nil, nil, &Diagnostic{Pos: src.at(offset), Problem: problem, Remedy: remedy}
	}
	unpacked, err := gunzip(text)
	if err != nil {
		if errors.Is(err, errTooLarge) {
			return fail(-1, err.Error(), "give a model of at most 256 MB of JSON")
		}
		return fail(-1, "cannot be unpacked: "+err.Error(), "give a whole gzip file")
	}
	text = strings.TrimPrefix(unpacked, "\xef\xbb\xbf")
	if strings.TrimSpace(text) == "" {
		return fail(-1, "is empty", wantModel)
	}
	if at := tooDeep(text); at >= 0 {
		return fail(at, fmt.Sprintf("nests deeper than %d levels", maxDepth), "give a model as AWS publishes it: none comes near that")
	}
	var find sync.WaitGroup // beside the check, for each is a pass over all of it: gjson reads anything
	find.Go(func() { top = members(gjson.Parse(text)) })
	valid := gjson.Valid(text)
	find.Wait()
	if !valid {
		offset, problem := syntaxError([]byte(text))
		return fail(offset, "is not JSON: "+problem, wantModel)
	}
	return &source{name: name, text: text}, top, nil
}

func gunzip(text string) (string, error) {
	if !strings.HasPrefix(text, "\x1f\x8b") {
		return text, checkSize(int64(len(text)))
	}
	r, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return "", err
	}
	return string(data), checkSize(int64(len(data)))
}

var errTooLarge = errors.New("too large")

func checkSize(n int64) error {
	if n > MaxSize {
		return errTooLarge
	}
	return nil
}

// tooDeep returns the offset at which the text nests too deep, or -1. It comes
// before validation, which recurses.
func tooDeep(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		if !structural[text[i]] {
			continue
		}
		switch text[i] {
		case '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			if depth++; depth > maxDepth {
				return i
			}
		default:
			depth--
		}
	}
	return -1
}

// structural are the bytes that tooDeep stops at; most bytes are blanks.
var structural = [256]bool{'"': true, '{': true, '[': true, '}': true, ']': true}

// syntaxError says where and why text that gjson refused is not JSON.
func syntaxError(data []byte) (offset int, problem string) {
	var raw json.RawMessage
	if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(data, &raw)); ok {
		return max(0, int(syntax.Offset)-1), syntax.Error()
	}
	return 0, "malformed"
}

// recognise tells the two forms apart by their content.
func recognise(src *source, keys map[string]gjson.Result) (Format, error) {
	_, smithy := keys["smithy"]
	_, shapes := keys["shapes"]
	_, operations := keys["operations"]
	_, pagination := keys["pagination"]
	_, waiters := keys["waiters"]
	switch {
	case smithy:
		return FormatSmithy, nil
	case keys["metadata"].IsObject() && (shapes || operations):
		return FormatLegacy, nil
	case keys["service"].Type == gjson.String || pagination || waiters:
		return "", notAModel(src, "accompanies a model but is none", "name the api-2.json or service-2.json beside it")
	}
	return "", notAModel(src, "is JSON but no service model", wantModel)
}

// members are the values of an object by key, none of anything else.
func members(v gjson.Result) map[string]gjson.Result {
	found := map[string]gjson.Result{}
	if v.IsObject() {
		for k, v := range v.ForEach {
			found[k.String()] = v
		}
	}
	return found
}

func notAModel(src *source, problem, remedy string) error {
	return &Diagnostic{Pos: src.at(gjson.Parse(src.text).Index), Problem: problem, Remedy: remedy}
}
