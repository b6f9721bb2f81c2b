package library

import (
	"net/url"

	"github.com/lontar-reader/lontar/app/article"
)

// The server's pages are held as the server rendered them, so that a cold
// start without a network paints text before any WebAssembly runs. Each page
// carries its stamp in <html data-page="…">.

// FrontPath is where the library's first page stands.
const FrontPath = ""

// PagePath is where an article's page stands.
func PagePath(slug string) string {
	return "articles/" + url.PathEscape(slug)
}

// TagPath is where the page of a tag stands.
func TagPath(tag string) string {
	return "tags/" + url.PathEscape(tag)
}

// PageStamp tells one state of an article's page from another. It changes with
// the app's version, for the version decides the markup, with the article, and
// with the neighbours that the page links to. Server and client compute it from
// the same catalogue, so that neither has to ask the other.
func PageStamp(version string, e article.Entry, newer, older *article.Entry) string {
	s := version + "\x00" + e.Hash
	for _, n := range []*article.Entry{newer, older} {
		s += "\x00"
		if n != nil {
			s += n.Slug + "\x00" + n.Title
		}
	}
	return short(s)
}

// ListStamp tells one state of a page that lists articles from another.
func ListStamp(version, path string, c article.Catalogue) string {
	return short(version + "\x00" + path + "\x00" + c.Hash)
}

// StampAttribute is how a page carries its stamp in its <html> tag.
func StampAttribute(stamp string) string {
	return `data-page="` + stamp + `"`
}

// short is a digest that is long enough to tell states of one page apart.
func short(s string) string {
	return digest([]byte(s))[:20]
}
