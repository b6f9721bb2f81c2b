// Package office reads word processor documents: DOCX (Word, ISO 29500) and ODT (LibreOffice, ISO 26300).
//
// What a document is made of is kept: headings, lists, tables, pictures, notes, links, emphasis. How it looks is not. No
// library in Go keeps that structure, so that both are read from their XML. Macros and embedded objects are never opened.
package office

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/dates"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// maxPart is the longest XML part that is read: the text of some five thousand pages.
const maxPart = 48 << 20

// maxNesting bounds tables in tables, lists in lists, and boxes in boxes.
const maxNesting = 20

// What makes a document unreadable as a whole.
var (
	ErrProtected  = errors.New("the document is protected with a password; save it without one")
	ErrNoDocument = errors.New("neither a DOCX nor an ODT document; save it as one of the two")
)

// Read reads the one article in a document.
func Read(src source.Source, emit draft.Emit) error {
	if src.Files == nil {
		return fmt.Errorf("%s: %w", src.Name, ErrNoDocument)
	}
	d := draft.Draft{Beside: beside.In(src.Files)}
	var doc *document
	var err error
	if main, ok := wordPath(src.Files); ok {
		d.Format, d.Base = draft.DOCX, beside.Address(main)
		doc, err = readWord(src.Files, main)
	} else if _, ok := beside.Locate(src.Files, "content.xml"); ok {
		d.Format, d.Base = draft.ODT, beside.Address("content.xml")
		doc, err = readOpen(src.Files)
	} else {
		err = ErrNoDocument
	}
	if err != nil {
		return fmt.Errorf("%s: %w", src.Name, err)
	}
	doc.fill(&d, src)
	return emit(d)
}

// document is what was read, of either format.
type document struct {
	meta   metadata
	blocks []block
	foot   notes
	notes  []string
}

// metadata is what a document says of itself; its dates are as they were written.
type metadata struct {
	title, created, modified, language, description string
	authors, keywords                               []string
}

func (doc *document) fill(d *draft.Draft, src source.Source) {
	d.Notes = doc.notes
	d.Title = doc.takeTitle()
	d.HTML = render(doc.blocks) + doc.foot.html()
	d.Summary, d.Tags = doc.meta.description, doc.meta.keywords
	d.Language = strings.ReplaceAll(doc.meta.language, "_", "-")
	for _, name := range doc.meta.authors {
		d.Authors = append(d.Authors, article.Author{Name: name})
	}
	d.Published = date(d, doc.meta.created, src.Now)
	d.Modified = date(d, doc.meta.modified, src.Now)
	if d.Title == "" {
		name := path.Base(strings.ReplaceAll(firstOf(src.URL, src.Name), `\`, "/"))
		if d.Title = strings.TrimSuffix(name, path.Ext(name)); d.Title != "" {
			d.Note("it has no title, and is named after its file")
		}
	}
}

func date(d *draft.Draft, raw string, now time.Time) time.Time {
	if raw == "" {
		return time.Time{}
	}
	t, ok := dates.Parse(raw, dates.Hint{Now: now})
	if !ok {
		d.Note("the date " + raw + " in its properties cannot be read")
	}
	return t
}

// takeTitle takes the paragraph in the style of titles out of the text; where there is none, the title in the properties
// counts, and else the first heading is taken out.
func (doc *document) takeTitle() string {
	for i, b := range doc.blocks {
		if b.kind == titleLine && i < 20 {
			doc.blocks = append(doc.blocks[:i:i], doc.blocks[i+1:]...)
			return plain(b.html)
		}
	}
	if title := doc.meta.title; title != "" && !strings.HasPrefix(title, "Microsoft Word - ") {
		return title
	}
	for i, b := range doc.blocks {
		if b.kind == heading {
			doc.blocks = append(doc.blocks[:i:i], doc.blocks[i+1:]...)
			return plain(b.html)
		}
	}
	return ""
}

// tree reads a part of a document. What is broken is read as far as it goes.
func (doc *document) tree(files fs.FS, name string) *xmltree.Node {
	data, err := beside.ReadFile(files, name, maxPart)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var root *xmltree.Node
	if err == nil {
		root, err = xmltree.Parse(data, false)
	}
	if err != nil {
		doc.notes = append(doc.notes, fmt.Sprintf("%s is damaged, and was read as far as it goes: %v", name, err))
	}
	return root
}

func words(text string) []string {
	var out []string
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if word = strings.TrimSpace(word); word != "" && len(out) < 100 {
			out = append(out, word)
		}
	}
	return out
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
