package syndication

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

// Outline is a feed that a list of feeds names.
type Outline struct {
	Title string
	// FeedURL is the address of the feed, PageURL that of its site, or empty.
	FeedURL, PageURL string
	// Tags are the folders that it stands in, outermost first, and its own categories.
	Tags []string
}

// Bounds of a list of feeds.
const (
	maxOutlines     = 20_000
	maxOutlineDepth = 50
)

// Outlines reads a list of feeds in OPML 1.0 or 2.0, each feed once. What comes before damage is read; it fails where
// nothing is.
func Outlines(src source.Source) ([]Outline, error) {
	data := decode(src.Data, src.ContentType)
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	o := outliner{base: src.URL, seen: map[string]bool{}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = o.take(token)
		}
		if err != nil {
			if len(o.list) > 0 {
				return o.list, nil
			}
			return nil, fmt.Errorf("byte %d of the list of feeds: %w; export it again", d.InputOffset(), err)
		}
	}
	if !o.opml {
		return nil, errors.New("this is no list of feeds: it has no <opml> element")
	}
	return o.list, nil
}

// outliner walks through the outlines.
type outliner struct {
	base string
	opml bool
	// folders are the names of the outlines that are open, empty for those that are feeds.
	folders []string
	list    []Outline
	seen    map[string]bool
}

var errTooMany = fmt.Errorf("more than %d feeds", maxOutlines)

// take takes the next token.
func (o *outliner) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		switch {
		case strings.EqualFold(t.Name.Local, "opml"):
			o.opml = true
		case strings.EqualFold(t.Name.Local, "outline"):
			return o.open(t)
		}
	case xml.EndElement:
		if strings.EqualFold(t.Name.Local, "outline") && len(o.folders) > 0 {
			o.folders = o.folders[:len(o.folders)-1]
		}
	}
	return nil
}

// open takes an outline: a feed, or a folder.
func (o *outliner) open(t xml.StartElement) error {
	attributes := map[string]string{}
	for _, a := range t.Attr {
		attributes[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	name := plain(first(attributes["title"], attributes["text"]))
	feed := resolve(o.base, strings.Replace(first(attributes["xmlurl"], attributes["url_feed"]), "feed://", "http://", 1))
	if feed == "" {
		o.folders = append(o.folders, name)
	} else {
		o.folders = append(o.folders, "")
	}
	if len(o.folders) > maxOutlineDepth {
		return errors.New("its folders are nested too deeply")
	}
	if feed == "" || o.seen[feed] {
		return nil
	}
	if len(o.list) == maxOutlines {
		return errTooMany
	}
	o.seen[feed] = true
	all := append([]string{}, o.folders...)
	for category := range strings.SplitSeq(attributes["category"], ",") {
		for part := range strings.SplitSeq(category, "/") {
			all = append(all, part)
		}
	}
	o.list = append(o.list, Outline{
		Title: name, FeedURL: feed, PageURL: resolve(o.base, attributes["htmlurl"]), Tags: tags(all...),
	})
	return nil
}
