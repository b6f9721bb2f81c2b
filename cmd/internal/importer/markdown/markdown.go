// Package markdown reads Markdown files with front matter, as Hugo, Jekyll, Zola, Eleventy, Pelican, Hexo, Obsidian and Ghost
// write and export them.
//
// Markdown is turned into HTML by goldmark: GitHub's dialect, footnotes, definition lists, raw HTML as it stands. What the
// site's engine would have filled in (shortcodes, Liquid, wiki links) is turned into plain HTML where it has a plain
// meaning; the rest is left out, and a note counts it.
package markdown

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// MaxBytes is the longest file that is read: some ten thousand printed pages.
const MaxBytes = 8 << 20

// DraftNote is the note of a draft whose front matter says that it is not published.
const DraftNote = "its front matter says that it is a draft, not published"

// ErrTooLong means that a file is longer than MaxBytes.
var ErrTooLong = errors.New("markdown: longer than 8 MB")

// Read reads the one article in a Markdown file.
func Read(src source.Source, emit draft.Emit) error {
	if len(src.Data) > MaxBytes {
		return fmt.Errorf("%s: %w; split it into articles", src.Name, ErrTooLong)
	}
	text := string(xmltree.UTF8(src.Data))
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(text)
	d := draft.Draft{Format: draft.Markdown, Base: base(src), Beside: beside.In(src.Files)}
	front, body, notes := splitFront(text)
	d.Notes = append(d.Notes, notes...)

	f := fileName(src.Path, src.Name)
	p := page{fields: front, site: siteOf(src.Files, src.Path), source: src, file: f}
	p.fill(&d)
	expanded := expand(body, &p)
	d.Notes = append(d.Notes, p.left.notes()...)
	if err := p.render(expanded, &d); err != nil {
		d.Note("its HTML is nested deeper than is read, and stays as it is: " + err.Error())
	}
	if d.Title == "" {
		if d.Title = f.title(); d.Title != "" {
			d.Note("it has no title, and is named after its file")
		}
	}
	if d.HTML == "" {
		d.Note("there is no text in it")
	}
	return emit(d)
}

// page is one file on its way to a draft.
type page struct {
	fields fields
	site   site
	source source.Source
	file   file
	left   leftOut

	// found, pictures and vault remember what was looked for in the files: a name, each picture by its name alone, and
	// where Obsidian keeps attachments.
	found, pictures map[string]string
	vault           *string
}

func base(src source.Source) string {
	switch {
	case src.URL != "":
		return src.URL
	case src.Path != "":
		return beside.Address(src.Path)
	}
	return ""
}

// dir is the folder that the file stands in, "." for the top.
func (p *page) dir() string { return path.Dir(p.source.Path) }
