package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer/clipping"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/epub"
	"github.com/lontar-reader/lontar/cmd/internal/importer/exports"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
	"github.com/lontar-reader/lontar/cmd/internal/importer/markdown"
	"github.com/lontar-reader/lontar/cmd/internal/importer/office"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// errUnknown is the cause for what is in none of the formats.
var errUnknown = errors.New("its format is not one that is read: a page, a feed, Markdown, plain text, EPUB, DOCX, ODT, or an export of a read-later service")

// errEmpty is the cause for a source without content.
var errEmpty = errors.New("it is empty")

// open reads a source that has been opened, in whatever format it is.
func (p *pass) open(u unit, src source.Source) error {
	if len(src.Data) == 0 && src.Data != nil {
		return errEmpty
	}
	format := recognise(src)
	if format == draft.OPML {
		return p.outlines(src)
	}
	switch {
	case format == draft.HTML && src.URL != "" && p.im.client != nil:
		return p.fetchedPage(u, src)
	case u.listed && format == draft.Text && !readable(nameOf(src)):
		return p.event(Event{Event: SkippedEvent, Source: u.name, Reason: "it is text, and its name does not say that it is there to be read", Remedy: "name the file itself to import it"})
	case u.listed && format == draft.Unknown && !damaged(src):
		return p.event(Event{Event: SkippedEvent, Source: u.name, Reason: errUnknown.Error()})
	}
	return p.articles(u, src, format)
}

// fetchedPage reads a page that was asked for by its address, with the pages that follow it.
func (p *pass) fetchedPage(u unit, src source.Source) error {
	page, err := p.im.whole(p.ctx, src)
	if err != nil {
		return err
	}
	p.im.cpu <- struct{}{} // which emit gives away for a while
	defer func() { <-p.im.cpu }()
	return p.emit(u, src)(page)
}

// damaged reports whether a source whose format is not recognised calls itself something that is read: it is no
// companion of the others, but broken.
func damaged(src source.Source) bool {
	switch strings.ToLower(path.Ext(nameOf(src))) {
	case ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".rss", ".atom", ".opml", ".md", ".txt", ".epub", ".docx", ".odt", ".zip", ".csv", ".json", ".xml":
		return true
	}
	return false
}

// articles reads a source that holds articles itself.
func (p *pass) articles(u unit, src source.Source, format draft.Format) error {
	found := 0
	var rows *exports.Faults
	emit := p.emit(u, src)
	p.im.cpu <- struct{}{}
	err := p.reader(src, format, func(d draft.Draft) error {
		found++
		return emit(d)
	})
	<-p.im.cpu
	switch {
	case p.ctx.Err() != nil:
		return nil
	case errors.As(err, &rows):
		p.rows(u, format, rows)
	case err != nil:
		p.fail(u.name, format, err)
	case found == 0:
		return p.event(Event{Event: SkippedEvent, Source: u.name, Format: format, Reason: "no article is in it"})
	}
	return nil
}

// rows tells of the rows of an export that could not be read. Those that are no articles are passed over.
func (p *pass) rows(u unit, format draft.Format, faults *exports.Faults) {
	for _, f := range faults.List {
		e := Event{Event: FailedEvent, Source: u.name, Format: format, Place: exports.Place(f), Reason: f.Reason, Remedy: f.Remedy}
		if f.Warning {
			e.Event = SkippedEvent
		}
		_ = p.event(e) // it fails when all is over
	}
	if faults.More > 0 {
		_ = p.event(Event{Event: NoteEvent, Source: u.name, Format: format, Reason: fmt.Sprintf("%d more rows could not be read", faults.More)})
	}
}

// reader hands a source to the room that reads its format.
func (p *pass) reader(src source.Source, format draft.Format, emit draft.Emit) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = p.im.stumbled(src.Name, "", "the reader of "+string(format), r)
		}
	}()
	switch format {
	case draft.HTML:
		return webpage.Read(src, p.im.options.Rules, emit)
	case draft.MHTML:
		return webpage.ReadMHTML(src, p.im.options.Rules, emit)
	case draft.RSS, draft.Atom, draft.JSONFeed:
		return syndication.Read(src, emit)
	case draft.Markdown:
		return markdown.Read(src, emit)
	case draft.Text:
		if !src.ModTime.IsZero() && src.ModTime.Before(src.Now) {
			src.Now = src.ModTime // "two hours ago" was said when the text was copied
		}
		return clipping.Read(src, emit)
	case draft.EPUB:
		return epub.Read(src, emit)
	case draft.DOCX, draft.ODT:
		return office.Read(src, emit)
	case draft.Pocket, draft.Instapaper, draft.Omnivore, draft.Wallabag, draft.Readeck, draft.Karakeep, draft.Linkwarden,
		draft.Bookmarks, draft.URLs:
		return exports.Read(src, format, emit)
	}
	return unknown(src)
}

// unknown says what a source is that is in none of the formats, as far as that can be seen.
func unknown(src source.Source) error {
	start := strings.TrimLeft(decodedHead(src.Data), "\ufeff \t\r\n")
	if strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		var any json.RawMessage
		var syntax *json.SyntaxError
		if err := json.Unmarshal(bytes.TrimPrefix(src.Data, []byte("\ufeff")), &any); errors.As(err, &syntax) {
			line := 1 + bytes.Count(src.Data[:min(int(syntax.Offset), len(src.Data))], []byte("\n"))
			return fmt.Errorf("its JSON is damaged in line %d: %w. Export or download it again", line, err)
		}
		return errors.New("it is JSON, but neither a feed nor an export of a service that is known here")
	}
	return errUnknown
}

// outlines reads the feeds that a list of feeds names.
func (p *pass) outlines(src source.Source) error {
	list, err := syndication.Outlines(src)
	if err != nil {
		return err
	}
	for _, o := range list {
		u := unit{name: o.FeedURL, origin: o.FeedURL, tags: o.Tags}
		feed, err := p.im.fetch(p.ctx, o.FeedURL, fetch.Feed)
		if err == nil {
			err = p.articles(u, feed, recognise(feed))
		}
		if p.ctx.Err() != nil {
			return nil
		}
		if err != nil {
			p.fail(u.name, draft.OPML, err)
		}
	}
	return nil
}

// explainFor is explain for what is said behind a source's name, which need not stand there twice.
func explainFor(name string, err error) (reason, remedy string) {
	reason, remedy = explain(err)
	for _, known := range []string{name, path.Base(name)} {
		before, after, found := strings.Cut(reason, known+": ")
		if room := strings.TrimSuffix(before, ": "); found && !strings.ContainsAny(room, " ") {
			return after, remedy // "webpage: PAGE: it is empty"
		}
	}
	return reason, remedy
}

// explain parts an error into what is wrong and what to do about it.
func explain(err error) (reason, remedy string) {
	var asked *fetch.Error
	var fault article.Fault
	var path *fs.PathError
	var write *keep.WriteError
	switch {
	case errors.As(err, &write):
		return err.Error(), ""
	case errors.As(err, &asked):
		reason, remedy = asked.Reason, asked.Remedy
		if asked.Address != "" {
			reason = asked.Address + ": " + reason
		}
		return reason, remedy
	case errors.As(err, &fault):
		return fault.Error(), ""
	case errors.As(err, &path):
		return fmt.Sprintf("it cannot be read: %s", path.Err), "make it readable for the user that runs lontar"
	}
	return err.Error(), ""
}
