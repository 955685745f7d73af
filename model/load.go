package model

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// What is read from a model file is bounded: the largest real one (EC2) has 11
// MB and nests 12 deep.
const (
	MaxSize  = 256 << 20 // bytes of a file, unpacked or not
	maxDepth = 1000
)

// A Source is the text of one model file. Its companions are the texts of files
// that belong to a legacy model, by base name: docs-2.json, paginators-1.json
// and waiters-2.json. All may be gzipped.
type Source struct {
	Name       string
	Data       []byte
	Companions map[string][]byte
}

// companions are the files LoadFS looks for beside a legacy model.
var companions = []string{"docs-2.json", "paginators-1.json", "waiters-2.json"}

// Load reads one model, in whichever form its content is. Name is used in
// messages. An error is a *Diagnostic or Diagnostics.
func Load(name string, data []byte) (*Model, error) {
	return LoadSources(Source{Name: name, Data: data})
}

// LoadFS reads one model file, and for a legacy model its companions beside it.
func LoadFS(fsys fs.FS, name string) (*Model, error) {
	data, err := readFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; check that the path names a model file", name, err)
	}
	src := Source{Name: name, Data: data, Companions: map[string][]byte{}}
	for _, base := range companions {
		for _, ext := range []string{"", ".gz"} {
			data, err := readFile(fsys, path.Join(path.Dir(name), base+ext))
			if err == nil {
				src.Companions[base] = data
			} else if !errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("%s: reading %s beside it: %w", name, base, err)
			}
		}
	}
	return LoadSources(src)
}

// readFile reads a file unless it is larger than any model. A device or pipe
// tells no size: what is read of it is bounded as well.
func readFile(fsys fs.FS, name string) (data []byte, err error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("is a directory")
	}
	if err := checkSize(info.Size()); err != nil {
		return nil, err
	}
	text := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	_, err = text.ReadFrom(io.LimitReader(f, MaxSize+1))
	return text.Bytes(), errors.Join(err, checkSize(int64(text.Len())))
}

// LoadSources reads a model that is spread over several Smithy AST files, or a
// single file of either form. The shapes of all files make one model, called
// after the first file.
func LoadSources(sources ...Source) (*Model, error) {
	b := newBuilder()
	for _, s := range sources {
		src, root, err := open(s.Name, s.Data)
		if err != nil {
			return nil, err
		}
		top := members(root)
		format, err := recognise(src, root, top)
		if err != nil {
			return nil, err
		}
		if b.model.Format == FormatLegacy || b.model.Format != "" && format == FormatLegacy {
			return nil, &Diagnostic{Pos: FilePosition(s.Name), Problem: "a legacy model is complete in itself",
				Remedy: "load it without other files"}
		}
		if b.model.Source == "" {
			b.model.file = FilePosition(s.Name)
			b.model.Source, b.model.Format = path.Base(strings.ReplaceAll(s.Name, `\`, "/")), format
		}
		b.refs = slices.Grow(b.refs, len(src.text)/200) // about as many as there will be
		if format == FormatSmithy {
			err = b.readSmithy(src, top)
		} else {
			err = b.readLegacy(src, top, s.Companions)
		}
		if err != nil {
			return nil, err
		}
	}
	return b.finish()
}

// open turns the bytes of a file into checked JSON: unpacked, of bounded size
// and depth, syntactically sound. Everything after it may trust the syntax.
func open(name string, data []byte) (*source, gjson.Result, error) {
	fail := func(offset int, problem, remedy string) (*source, gjson.Result, error) {
		src := &source{name: name, text: string(data)}
		return nil, gjson.Result{}, &Diagnostic{Pos: src.at(offset), Problem: problem, Remedy: remedy}
	}
	data, err := gunzip(data)
	if err != nil {
		return fail(-1, "cannot be unpacked: "+err.Error(), "give a whole gzip file of at most 256 MB of JSON")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(data)) == 0 {
		return fail(-1, "is empty", "give a Smithy JSON AST or an AWS api-2.json or service-2.json")
	}
	if at := tooDeep(data); at >= 0 {
		return fail(at, fmt.Sprintf("nests deeper than %d levels", maxDepth), "give a model as AWS publishes it: none comes near that")
	}
	if !gjson.ValidBytes(data) {
		offset, problem := syntaxError(data)
		return fail(offset, "is not JSON: "+problem, "give a Smithy JSON AST or an AWS api-2.json or service-2.json")
	}
	src := &source{name: name, text: string(data)}
	return src, gjson.Parse(src.text), nil
}

func gunzip(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, checkSize(int64(len(data)))
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	data, err = io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return data, checkSize(int64(len(data)))
}

func checkSize(n int64) error {
	if n > MaxSize {
		return errors.New("too large")
	}
	return nil
}

// tooDeep returns the offset at which the text nests too deep, or -1. It comes
// before validation, which recurses.
func tooDeep(data []byte) int {
	depth := 0
	for i := 0; i < len(data); i++ {
		if !structural[data[i]] {
			continue
		}
		switch data[i] {
		case '"':
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
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
func recognise(src *source, root gjson.Result, keys map[string]gjson.Result) (Format, error) {
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
		return "", notAModel(src, root, "accompanies a model but is none", "name the api-2.json or service-2.json beside it")
	}
	return "", notAModel(src, root, "is JSON but no service model", "")
}

// members are the values of an object by key, none of anything else.
func members(v gjson.Result) map[string]gjson.Result {
	found := map[string]gjson.Result{}
	if v.IsObject() {
		v.ForEach(func(k, v gjson.Result) bool {
			found[k.String()] = v
			return true
		})
	}
	return found
}

func notAModel(src *source, root gjson.Result, problem, remedy string) error {
	if remedy == "" {
		remedy = "give a Smithy JSON AST or an AWS api-2.json or service-2.json"
	}
	return &Diagnostic{Pos: src.at(root.Index), Problem: problem, Remedy: remedy}
}
