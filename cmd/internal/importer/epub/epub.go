// Package epub reads books, EPUB 2 and 3: each chapter is an article in the series of its book.
//
// What a chapter is, the table of contents says: a file of the spine, several files in a row, or a part of a file. Books
// are often broken; what can be read is read, and notes say what could not.
package epub

import (
	"errors"
	"fmt"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// The bounds of a book: of one file, of all files together, and of their count. The longest novels have ten megabytes.
const (
	maxFile  = 16 << 20
	maxTotal = 64 << 20
	maxSpine = 5000
)

// What makes a book unreadable as a whole.
var (
	ErrProtected = errors.New("the book is protected (DRM) and cannot be read; import a copy without protection")
	ErrNoBook    = errors.New("no package document (.opf) in it, so it is no EPUB that can be read; write it anew with an EPUB editor such as Calibre")
	ErrEmpty     = errors.New("no chapter with text in it")
)

// Read reads a book and emits its chapters in order.
func Read(src source.Source, emit draft.Emit) error {
	if src.Files == nil {
		return fmt.Errorf("%s: %w", src.Name, ErrNoBook)
	}
	b, err := open(src)
	if err != nil {
		return fmt.Errorf("%s: %w", src.Name, err)
	}
	b.load()
	b.bringNotes()
	chapters := b.chapters(b.cut())
	if len(chapters) == 0 {
		return fmt.Errorf("%s: %w", src.Name, ErrEmpty)
	}
	where := b.index(chapters)
	for i, c := range chapters {
		d := b.draft(c, i)
		d.HTML = b.markup(c, where)
		if i == 0 {
			d.Image = draft.Picture{URL: b.coverAddress()}
			d.Summary = b.meta.description
			d.Notes = b.notes
		}
		if err := emit(d); err != nil {
			return err
		}
	}
	return nil
}

// draft fills in what the book says of a chapter.
func (b *book) draft(c *chapter, i int) draft.Draft {
	first := c.parts[c.main].file
	d := draft.Draft{
		Format: draft.EPUB, Place: c.address(), Title: c.title, Base: beside.Address(first.path), Beside: beside.In(b.files),
		Language: first.lang, Authors: b.meta.authors, Tags: b.meta.tags,
		News: article.News{Series: b.meta.title, Position: i + 1, Source: b.meta.publisher, Rights: b.meta.rights},
	}
	if d.Language == "" {
		d.Language = b.meta.language
	}
	if b.meta.id != "" {
		d.ID = b.meta.id + "#" + c.address()
	}
	if d.Title == "" {
		d.Title = strings.TrimSpace(fmt.Sprintf("%s %d", b.meta.title, i+1))
	}
	for _, part := range c.parts {
		if part == c.parts[c.main] {
			d.Aliases = append(d.Aliases, c.link())
			continue
		}
		if part.whole {
			d.Aliases = append(d.Aliases, beside.Address(part.file.path))
		}
	}
	hint := dates.Hint{Now: b.now}
	if b.meta.language != "" {
		hint.Languages = []string{b.meta.language}
	}
	var ok bool
	if d.Published, ok = dates.Parse(b.meta.published, hint); !ok && b.meta.published != "" && i == 0 {
		b.note("the book's date %q is no full date, and was left out", b.meta.published)
	}
	d.Modified, _ = dates.Parse(b.meta.modified, hint)
	return d
}
