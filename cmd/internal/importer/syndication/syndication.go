// Package syndication reads feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, and lists of feeds in OPML.
//
// The XML is cut into items first and then read a few items at a time by github.com/mmcdole/gofeed, which holds a whole
// feed in memory and gives up all of it for one broken item. So a feed of any length takes the memory of a few items
// beside its own bytes, and damage costs the item that it is in. The dates that gofeed parses are never used: it takes
// "10:30 WIB" for 10:30 UTC.
package syndication

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// MaxItems is how many items of one feed are read.
const MaxItems = 100_000

// What is wrong with a source as a whole. The items of a feed that is damaged further down are handed on all the same.
var (
	ErrWebPage = errors.New("this is a web page, not a feed; give the address of the feed itself, " +
		"which the page may name in <link rel=\"alternate\">")
	ErrNotFeed = errors.New("this is no feed; RSS, Atom and JSON Feed are read")
	ErrOPML    = errors.New("this is a list of feeds (OPML), not a feed; it is read as a list")
	ErrEmpty   = errors.New("it is empty; fetch the feed again")
	ErrCut     = errors.New("what comes before was imported; fetch the feed again")
)

// The notes by which Teaser knows a draft that lacks its text.
const (
	NoteTeaser = "the feed has only the beginning of the text; --full fetches the page behind it"
	NoteNoText = "the feed has no text; --full fetches the page behind it"
)

// Teaser says whether a feed gave only the beginning of an article, or nothing of its text: the page at its address has
// it, and the importer fetches that when it is asked to.
func Teaser(d draft.Draft) bool {
	return d.URL != "" && (slices.Contains(d.Notes, NoteTeaser) || slices.Contains(d.Notes, NoteNoText))
}

// Read hands on a draft for every item of a feed, in the order of the feed. It fails when there is no item to be had, and
// with ErrCut, after all that were, when the feed ends in the middle; what else is wrong stands in the notes of the draft
// behind the damage, or of the last one.
func Read(src source.Source, emit draft.Emit) error {
	data := decode(src.Data, src.ContentType)
	start := bytes.TrimLeft(data, " \t\r\n\f\v\x00")
	out := &outlet{emit: emit}
	var err error
	switch {
	case len(start) == 0:
		return ErrEmpty
	case start[0] == '{' || start[0] == '[':
		err = readJSON(src, start, out)
	case bytes.IndexByte(start[:min(len(start), 1024)], '<') >= 0:
		err = readXML(src, data, out)
	default:
		return ErrNotFeed
	}
	if err != nil && out.failed == nil && out.count() > 0 {
		out.cut, err = err.Error(), nil
	}
	if out.failed != nil {
		return out.failed
	}
	if err != nil {
		return err
	}
	return out.close()
}

// outlet hands drafts on, one behind, so that what goes wrong after the last of them can be noted on it.
type outlet struct {
	emit    draft.Emit
	held    *draft.Draft
	sent    int
	pending []string
	// cut says where the feed ends in the middle.
	cut string
	// failed is the error of emit, which ends the reading.
	failed error
}

// put takes a draft.
func (o *outlet) put(d draft.Draft) error {
	if o.failed != nil {
		return o.failed
	}
	d.Notes = append(d.Notes, o.pending...)
	o.pending = nil
	if o.held != nil {
		if o.failed = o.emit(*o.held); o.failed != nil {
			return o.failed
		}
		o.sent++
	}
	o.held = &d
	return nil
}

// note says something about what comes between the last draft and the next.
func (o *outlet) note(text string) {
	if len(o.pending) < 20 && !slices.Contains(o.pending, text) { // a feed of broken items must not fill the report
		o.pending = append(o.pending, text)
	}
}

// count is how many drafts there were.
func (o *outlet) count() int {
	if o.held != nil {
		return o.sent + 1
	}
	return o.sent
}

// close hands on the last draft, and says whether it is that of the feed.
func (o *outlet) close() error {
	switch {
	case o.held == nil && len(o.pending) > 0:
		return fmt.Errorf("no item of the feed could be read: %s", o.pending[0])
	case o.held == nil && o.cut != "":
		return fmt.Errorf("no item of the feed could be read: %s", o.cut)
	case o.held == nil:
		return nil
	}
	o.held.Notes = append(o.held.Notes, o.pending...)
	if err := o.emit(*o.held); err != nil {
		return err
	}
	if o.cut != "" {
		return fmt.Errorf("the feed is damaged: %s; %w", o.cut, ErrCut)
	}
	return nil
}
