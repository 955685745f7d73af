package model

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A Position is a place in a model file. It is kept as a byte offset, because a
// model has a hundred thousand places and a message shows one of them. The zero
// Position is nowhere.
type Position struct {
	src    *source
	offset int // -1: the file as a whole
}

// FilePosition returns the position that means a file as a whole.
func FilePosition(name string) Position { return Position{&source{name: name}, -1} }

// File returns the name of the file as it was given to Load, "" for the zero Position.
func (p Position) File() string {
	if p.src == nil {
		return ""
	}
	return p.src.name
}

// String formats the position as file:line:column; without a line, the file alone.
func (p Position) String() string {
	line, column := p.lineColumn()
	if line == 0 {
		return p.File()
	}
	return fmt.Sprintf("%s:%d:%d", p.File(), line, column)
}

// Compare orders positions by file and then by place in it.
func (p Position) Compare(q Position) int {
	if p.src != q.src {
		if c := strings.Compare(p.File(), q.File()); c != 0 {
			return c
		}
	}
	return p.offset - q.offset
}

// lineColumn returns the line, counted from 1 as editors do, and the column in bytes,
// likewise; both are 0 for the whole file.
func (p Position) lineColumn() (line, column int) {
	if p.src == nil || p.offset < 0 {
		return 0, 0
	}
	p.src.once.Do(p.src.indexLines)
	line, found := slices.BinarySearch(p.src.lines, p.offset)
	if found {
		line++
	}
	return line, p.offset - p.src.lines[line-1] + 1
}

// A source is the text of one model file and, once somebody asked for a line,
// the offsets its lines start at.
type source struct {
	name  string
	text  string
	once  sync.Once
	lines []int
}

func (s *source) at(offset int) Position { return Position{s, offset} }

func (s *source) indexLines() {
	s.lines = []int{0}
	for i := 0; i < len(s.text); i++ {
		if s.text[i] == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
}
