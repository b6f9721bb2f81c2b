package importer

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
	"github.com/lontar-reader/lontar/cmd/internal/importer/tidy"
)

// waiting is an article that links to files of its source which are no article yet: they may come later in it.
type waiting struct {
	completed
	id      keep.Identity
	removed tidy.Result
}

// maxWaiting is how many bytes of such articles are kept in memory.
const maxWaiting = 256 << 20

// sum names a text by a number.
func sum(s string) uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, s) // It never fails.
	return h.Sum64()
}

// commit finds out which article a draft is, cleans its markup and writes it.
func (im *Importer) commit(c completed) error {
	titled := c.draft
	entitle(&titled, c.source)
	id := im.library.Identify(&titled, origin(c.unit, c.draft))
	// The title is made up after the text is clean: a title taken from the text is not repeated in it.
	cleaned := tidy.Clean(&c.draft, im.linkFrom(id))
	entitle(&c.draft, c.source)
	w := waiting{completed: c, id: id, removed: cleaned}
	if cleaned.Waiting > 0 && im.laterBytes < maxWaiting {
		im.later = append(im.later, w)
		im.laterBytes += len(c.draft.HTML)
		return nil
	}
	if cleaned.Waiting > 0 {
		im.relink(&w)
	}
	return im.put(w)
}

// relink makes the links of an article that waited for others lead to those that are there now.
func (im *Importer) relink(w *waiting) {
	lost := 0
	if w.draft.HTML, lost = tidy.Links(w.draft.HTML, im.linkFrom(w.id)); lost > 0 {
		w.draft.Note(fmt.Sprintf("links to files that did not come along: %d; their text stays", lost))
	}
}

// linkFrom gives the articles that links of one article lead to. A link to itself stays what it is.
func (im *Importer) linkFrom(id keep.Identity) func(string) (string, bool) {
	return func(address string) (string, bool) {
		slug, ok := im.library.Slug(address)
		return slug, ok && slug != id.Slug
	}
}

// origin names where a draft came from, so that an article without id and address is known again.
func origin(u unit, d draft.Draft) string {
	if u.origin == "" || d.ID != "" || d.URL != "" {
		return ""
	}
	return u.origin + "\n" + d.Place
}

// put writes an article and tells of it.
func (im *Importer) put(w waiting) error {
	d := &w.draft
	e := Event{
		Event: ArticleEvent, Source: w.unit.name, Place: d.Place, Format: d.Format,
		Slug: w.id.Slug, Title: d.Title, By: w.id.By, Removed: w.removed.Removed, Media: mediaOf(w.media), Notes: d.Notes,
	}
	if d.HTML == "" && d.Text == "" {
		e.Event, e.Reason = FailedEvent, errNoText.Error()
		im.library.Forget(w.id)
		im.tell(e)
		return nil
	}
	r, err := im.library.Put(w.id, d)
	e.Notes = d.Notes
	e.Outcome, e.File, e.Conflicts, e.Diff = r.Outcome, r.File, r.Conflicts, r.Diff
	var write *keep.WriteError
	switch {
	case errors.As(err, &write):
		im.untold = nil // nobody knows which of them are on the disk
		return err
	case err != nil:
		im.library.Forget(w.id)
		e.Event, e.Outcome = FailedEvent, ""
		e.Reason, e.Remedy = explain(err)
		im.tell(e)
		return nil
	}
	im.tell(e)
	if links := outward(d.HTML); len(links) > 0 && !im.options.DryRun {
		im.links[w.id.Slug] = links
	}
	return nil
}

// maxLinks is how many links of an article are remembered until the end, when they may lead to articles that came later.
const maxLinks = 200

// outward lists the web addresses that a content links to.
func outward(content string) []string {
	var found []string
	z := html.NewTokenizer(strings.NewReader(content))
	for len(found) < maxLinks {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken:
			name, more := z.TagName()
			if len(name) != 1 || name[0] != 'a' {
				continue
			}
			for more {
				var key, v []byte
				key, v, more = z.TagAttr()
				if string(key) != "href" {
					continue
				}
				if u, err := url.Parse(string(v)); err == nil && u.Host != "" && !slices.Contains(found, string(v)) {
					found = append(found, string(v))
				}
			}
		}
	}
	return found
}

// finish writes what waited for other articles, and makes the links to those that came later lead to them.
func (im *Importer) finish() error {
	for i := range im.later {
		w := im.later[i]
		im.later[i] = waiting{}
		im.relink(&w)
		if err := im.put(w); err != nil {
			return err
		}
	}
	slugs := make([]string, 0, len(im.links))
	for slug := range im.links {
		slugs = append(slugs, slug)
	}
	slices.Sort(slugs)
	for _, slug := range slugs {
		link := im.linkFrom(keep.Identity{Slug: slug})
		leads := slices.ContainsFunc(im.links[slug], func(address string) bool {
			_, ok := link(address)
			return ok
		})
		if !leads {
			continue
		}
		if err := im.library.Relink(slug, func(content string) string {
			linked, _ := tidy.Links(content, link)
			return linked
		}); err != nil {
			return err
		}
	}
	return nil
}
