package jsontree

import (
	"slices"
	"unicode/utf8"
)

// Places turns offsets in a text into lines and columns.
type Places struct {
	text  []byte
	lines []int // where each line begins
}

// NewPlaces returns the places of a text.
func NewPlaces(text []byte) *Places {
	p := &Places{text: text, lines: []int{0}}
	for i, c := range text {
		if c == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

// At returns the line and column of an offset. Both count from 1, the column in characters.
func (p *Places) At(offset int) (line, column int) {
	i, exact := slices.BinarySearch(p.lines, offset)
	if !exact {
		i--
	}
	return i + 1, utf8.RuneCount(p.text[p.lines[i]:offset]) + 1
}
