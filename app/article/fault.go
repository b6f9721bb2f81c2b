package article

import (
	"strconv"
	"strings"
)

// Fault is something wrong in a content file, said so that whoever keeps the
// file can find the place and mend it.
type Fault struct {
	// File is the path as given to Decode.
	File string
	// Line and Column count from 1, Column in characters; both are 0 when the
	// fault has no one place in the file.
	Line, Column int
	// Field is the path of the JSON value, such as "authors[1].name", or empty.
	Field string
	// Reason says what is wrong. It is never empty.
	Reason string
	// Remedy says what to do about it, or is empty.
	Remedy string
	// Warning is true when the article is served in spite of the fault.
	Warning bool
}

// Error gives the fault in one line, in the form that editors and terminals
// turn into a link: file:line:column: field: reason; remedy.
func (f Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		b.WriteString(":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column))
	}
	b.WriteString(": ")
	if f.Field != "" {
		b.WriteString(f.Field + ": ")
	}
	b.WriteString(f.Reason)
	if f.Remedy != "" {
		b.WriteString("; " + f.Remedy)
	}
	return b.String()
}
