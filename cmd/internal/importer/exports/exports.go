// Package exports reads what other services give their users when they leave: Pocket, Instapaper, Omnivore, wallabag,
// Readeck, Karakeep, Linkwarden, the bookmarks of browsers, and plain lists of addresses.
//
// What an export holds of an article goes into the draft; where it holds no text, the draft says Fetch. The day on which
// somebody saved an article is not the day on which it was published, and goes nowhere. What Lontar has no place for, such
// as "archived" or a highlight, is told in the draft's notes.
package exports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// maxFaults is how many faults are told one by one: the thousandth broken row says nothing new.
const maxFaults = 100

// Faults are the rows of an export that could not be read, and those that are no articles (with Warning set). It is the
// error of Read when everything else was read: each row costs only itself.
type Faults struct {
	List []article.Fault
	// More is how many there are beyond List.
	More int
}

// Error gives the first fault and the number of the others.
func (f *Faults) Error() string {
	if n := len(f.List) + f.More; n > 1 {
		return fmt.Sprintf("%s (and %d more)", f.List[0].Error(), n-1)
	}
	return f.List[0].Error()
}

// Warnings says whether nothing but warnings is among them.
func (f *Faults) Warnings() bool {
	for _, fault := range f.List {
		if !fault.Warning {
			return false
		}
	}
	return f.More == 0
}

// Place says where in its source a fault is: the file in an archive, the entry, the line, as far as there are such.
func Place(f article.Fault) string {
	var parts []string
	if _, inside, ok := strings.Cut(f.File, "!/"); ok {
		parts = append(parts, inside)
	}
	if strings.HasPrefix(f.Field, "entry ") {
		parts = append(parts, f.Field)
	}
	if f.Line > 0 {
		parts = append(parts, "line "+strconv.Itoa(f.Line))
	}
	return strings.Join(parts, ", ")
}

// Read reads an export of a format that Sniff has found and emits a draft for each article. An error of emit ends it and
// is returned as it is. A *Faults says that some rows were left out.
func Read(src source.Source, format draft.Format, emit draft.Emit) error {
	r := &reader{src: src, format: format, emit: emit}
	var err error
	switch format {
	case draft.Pocket:
		err = r.pocket()
	case draft.Instapaper:
		err = r.table(decode(src.Data), src.Name, instapaperRow)
	case draft.Omnivore:
		err = r.omnivore()
	case draft.Wallabag:
		err = r.wallabag()
	case draft.Readeck:
		err = r.readeck()
	case draft.Karakeep:
		err = r.karakeep()
	case draft.Linkwarden:
		err = r.linkwarden()
	case draft.Bookmarks:
		err = r.bookmarks()
	case draft.URLs:
		err = r.addresses()
	default:
		return fmt.Errorf("%s: %q is no format of an export", src.Name, format)
	}
	if err != nil {
		return err
	}
	if len(r.faults.List) > 0 {
		return &r.faults
	}
	return nil
}

// reader reads one export.
type reader struct {
	src    source.Source
	format draft.Format
	emit   draft.Emit
	faults Faults
	// at gives the line of the entry of a JSON document that is being read, or of a piece of it. It is counted when a
	// fault asks for it.
	at    func(piece []byte) int
	piece []byte
}

// here stands for the line of the entry that is being read.
const here = -1

// send emits a draft with what holds for all of the export.
func (r *reader) send(d draft.Draft) error {
	d.Format = r.format
	return r.emit(d)
}

// fault tells of a row that could not be read; line is 0 where there are no lines.
func (r *reader) fault(file string, line int, field, reason, remedy string) {
	r.tell(article.Fault{File: file, Line: line, Field: field, Reason: reason, Remedy: remedy})
}

// skip tells of a row that is no article.
func (r *reader) skip(file string, line int, field, reason string) {
	r.tell(article.Fault{File: file, Line: line, Field: field, Reason: reason, Warning: true})
}

func (r *reader) tell(f article.Fault) {
	if f.Line == here && r.at != nil && len(r.faults.List) < maxFaults {
		f.Line = r.at(r.piece)
	}
	if f.Line = max(f.Line, 0); f.Line > 0 {
		f.Column = 1
	}
	if len(r.faults.List) >= maxFaults {
		r.faults.More++
		return
	}
	r.faults.List = append(r.faults.List, f)
}
