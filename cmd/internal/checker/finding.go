package checker

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// Severity is how much a finding matters.
type Severity string

// The severities. An error costs readers an article or a part of it; a warning is worth mending; an info is worth
// knowing, and no fault.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// rank orders severities, the gravest first.
func (s Severity) rank() int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	}
	return 2
}

// Finding is one thing that was found, in the form that programs read.
type Finding struct {
	Rule     Rule     `json:"rule"`
	Severity Severity `json:"severity"`

	// File is relative to the library's folder.
	File string `json:"file"`

	// Line and Column count from 1, Column in characters; both are 0 where the finding has no one place.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`

	// Field is the path of the JSON value, such as "authors[1].name", or empty.
	Field  string `json:"field,omitempty"`
	Reason string `json:"reason"`
	Remedy string `json:"remedy,omitempty"`

	// Warning is true when Severity is Warning. It stands here for programs that were written before there were severities.
	Warning bool `json:"warning"`
}

// Removal is what readers do not get of an article, of one kind.
type Removal struct {
	Slug   string        `json:"slug"`
	Kind   sanitize.Kind `json:"kind"`
	Count  int           `json:"count"`
	Reason string        `json:"reason"`
}

// String gives the finding in one line, as compilers write it: file:line:column: severity: field: reason; remedy [rule].
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.Place() + ": " + string(f.Severity) + ": ")
	if f.Field != "" {
		b.WriteString(f.Field + ": ")
	}
	b.WriteString(f.Reason)
	if f.Remedy != "" {
		b.WriteString("; " + f.Remedy)
	}
	b.WriteString(" [" + string(f.Rule) + "]")
	return Printable(b.String())
}

// Printable writes out what a terminal would act on, or show as nothing: names and texts of files are anybody's.
func Printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\u200c' || r == '\u200d' || unicode.IsGraphic(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Trim(strconv.QuoteRuneToGraphic(r), "'"))
	}
	return b.String()
}

// Place gives file, line and column as editors understand them.
func (f Finding) Place() string {
	if f.Line == 0 {
		return f.File
	}
	return f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column)
}

// compare orders findings: by severity, then by file and place.
func (f Finding) compare(g Finding) int {
	return cmp.Or(
		cmp.Compare(f.Severity.rank(), g.Severity.rank()), cmp.Compare(f.File, g.File), cmp.Compare(f.Line, g.Line),
		cmp.Compare(f.Column, g.Column), cmp.Compare(f.Field, g.Field), cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Reason, g.Reason),
	)
}
