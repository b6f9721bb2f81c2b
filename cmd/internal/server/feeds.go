package server

import (
	"net/http"
	"time"

	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/cmd/internal/feed"
	"github.com/lontar-reader/lontar/cmd/internal/represent"
)

func (e *edition) feedSite() feed.Site {
	s := feed.Site{
		Title: e.site.title, Description: "Articles of " + e.site.title + ".",
		Language: e.snapshot.Catalogue.Language, URL: e.site.url,
	}
	for _, a := range e.snapshot.Articles {
		for _, t := range []time.Time{a.Published, a.Modified} {
			if t.After(s.Updated) {
				s.Updated = t
			}
		}
	}
	return s
}

func (e *edition) feedItems() []feed.Item {
	articles := e.snapshot.Articles[:min(feed.Newest, len(e.snapshot.Articles))]
	items := make([]feed.Item, 0, len(articles))
	for _, a := range articles {
		body, _ := e.deps.Body(a, e.snapshot.Catalogue)
		items = append(items, feed.Item{
			Article:     a,
			URL:         e.site.url + library.PagePath(a.Slug),
			ContentHTML: feed.Absolute(body.String(), e.site.url),
		})
	}
	return items
}

func (e *edition) makeJSONFeed() (*represent.Body, error) {
	data, err := feed.JSON(e.feedSite(), e.feedItems())
	return fixed("application/feed+json", data), err
}

func (e *edition) makeAtomFeed() (*represent.Body, error) {
	data, err := feed.Atom(e.feedSite(), e.feedItems())
	return fixed("application/atom+xml; charset=utf-8", data), err
}

func (e *edition) makeSitemap() (*represent.Body, error) {
	pages := []feed.Page{{URL: e.site.url, Modified: e.feedSite().Updated}, {URL: e.site.url + "about"}}
	for _, entry := range e.snapshot.Catalogue.Articles {
		modified := entry.Modified
		if modified.IsZero() {
			modified = entry.Date
		}
		pages = append(pages, feed.Page{URL: e.site.url + library.PagePath(entry.Slug), Modified: modified})
	}
	for _, tag := range library.Tags(e.snapshot.Catalogue) {
		pages = append(pages, feed.Page{URL: e.site.url + library.TagPath(tag)})
	}
	data, err := feed.Sitemap(e.feedSite(), pages)
	return fixed("application/xml; charset=utf-8", data), err
}

func (e *edition) makeRobots() (*represent.Body, error) {
	return fixed("text/plain; charset=utf-8", feed.Robots(e.feedSite())), nil
}

// fixed is a file for other programs, which any site may read.
func fixed(contentType string, data []byte) *represent.Body {
	return represent.New(contentType, data, represent.Options{
		CacheControl: "no-cache",
		Header:       http.Header{"Cross-Origin-Resource-Policy": {"cross-origin"}},
	})
}
