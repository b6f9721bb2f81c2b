package importer

import (
	"context"
	"fmt"
	"mime"
	"slices"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// page fetches the page that an article stands on. Where that fails, what the source has of the text is still the text.
func (im *Importer) page(ctx context.Context, d draft.Draft) (draft.Draft, error) {
	select {
	case im.asking <- struct{}{}:
		defer func() { <-im.asking }()
	case <-ctx.Done():
		return d, ctx.Err()
	}
	page, err := im.pageAt(ctx, d.URL)
	if err == nil {
		d.Notes = slices.DeleteFunc(d.Notes, func(note string) bool { return note == syndication.NoteTeaser || note == syndication.NoteNoText })
		return webpage.Merge(d, page), nil
	}
	if d.HTML == "" && d.Text == "" && d.Summary == "" || ctx.Err() != nil {
		return d, err
	}
	reason, _ := explain(err)
	d.Note("the page behind it could not be had, so it has only what the source gave: " + reason)
	d.Fetch, d.Partial = false, true
	return d, nil
}

// pageAt fetches and reads a page.
func (im *Importer) pageAt(ctx context.Context, address string) (draft.Draft, error) {
	src, err := im.fetch(ctx, address, fetch.Page)
	if err != nil {
		return draft.Draft{}, err
	}
	return im.whole(ctx, src)
}

// maxPages is how many pages one article may be cut into.
const maxPages = 20

// whole reads a fetched page with those that follow it, where the site's rules know how to find them: an article in
// several pages is one article. The processor is held only while it is used.
func (im *Importer) whole(ctx context.Context, src source.Source) (draft.Draft, error) {
	seen := map[string]bool{src.URL: true}
	single, next := webpage.Links(src, im.options.Rules)
	if single != "" && !seen[single] {
		seen[single] = true
		if all, err := im.fetch(ctx, single, fetch.Page); err == nil {
			src = all
			_, next = webpage.Links(src, im.options.Rules)
		}
	}
	page, err := im.readPage(src)
	for n := 1; err == nil && next != "" && !seen[next] && n < maxPages; n++ {
		seen[next] = true
		following, failed := im.fetch(ctx, next, fetch.Page)
		if failed == nil {
			var more draft.Draft
			if more, failed = im.readPage(following); failed == nil {
				page = webpage.Append(page, more)
				_, next = webpage.Links(following, im.options.Rules)
				continue
			}
		}
		reason, _ := explain(failed)
		page.Note(fmt.Sprintf("the article goes on after page %d, which could not be had: %s", n, reason))
		break
	}
	return page, err
}

// readPage reads one page.
func (im *Importer) readPage(src source.Source) (page draft.Draft, err error) {
	im.cpu <- struct{}{}
	defer func() { <-im.cpu }()
	if f := recognise(src); f != draft.HTML {
		kind, _, _ := mime.ParseMediaType(src.ContentType)
		return page, fmt.Errorf("%s is no page but %s", src.URL, orElse(kind, string(f)))
	}
	err = webpage.Read(src, im.options.Rules, func(d draft.Draft) error {
		page = d
		return nil
	})
	return page, err
}
