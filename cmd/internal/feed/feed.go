// Package feed writes what other programs read of a library: a JSON Feed, an Atom feed, a site map and the rules for
// robots. It turns articles into bytes and does nothing else; who asks, and how the answer is kept, is the server's
// concern.
package feed

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// Newest is how many items a feed has at most. A program that reads feeds asks every few minutes; it wants the news and
// not the archive.
const Newest = 50

// Site is what a feed says of the library as a whole.
type Site struct {
	Title, Description string

	// Language is the BCP 47 tag of the library, or empty.
	Language string

	// URL is the absolute address of the library. It ends in "/".
	URL string

	// Icon is the absolute address of a square picture, or empty.
	Icon string

	// Updated is the date of a library without articles, which Atom asks for. Articles have dates of their own.
	Updated time.Time
}

// Item is one article of a feed.
type Item struct {
	Article article.Article

	// URL is the absolute address of the article's page.
	URL string

	// ContentHTML has been sanitized, and its addresses are absolute: see [Absolute]. Feed readers run on other sites.
	ContentHTML string
}

// Page is one page of a site map.
type Page struct {
	// URL is the page's absolute address.
	URL string

	// Modified is when the page last changed, or zero if that is not known.
	Modified time.Time
}

// updated returns when an article was last changed, or else published, or the zero time.
func (i Item) updated() time.Time {
	if i.Article.Modified.After(i.Article.Published) {
		return i.Article.Modified
	}
	return i.Article.Published
}

// newest returns the items of a feed: the newest first, those without a date last. The items given are left as they are.
func newest(items []Item) []Item {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b Item) int {
		return cmp.Or(b.Article.Published.Compare(a.Article.Published), cmp.Compare(a.Article.Slug, b.Article.Slug))
	})
	return sorted[:min(len(sorted), Newest)]
}

// ids returns an identifier for each item that is a URI and that no other item has: the article's own if it is one, and
// the address of its page otherwise.
func ids(items []Item) []string {
	taken := make(map[string]bool, len(items))
	result := make([]string, len(items))
	for n, i := range items {
		id := i.Article.ID
		if u, err := url.Parse(id); err != nil || !u.IsAbs() || len(u.Scheme) < 2 || strings.ContainsAny(id, " <>\"{}|\\^`") || legal(id) != id {
			id = i.URL
		}
		if taken[id] {
			id = i.URL
		}
		taken[id] = true
		result[n] = id
	}
	return result
}

// media returns the absolute address of what an article names as a picture or a file: a web address, or a file of the
// library.
func (s Site) media(ref string) string {
	if path, ok := article.LocalMedia(ref); ok {
		return s.URL + strings.TrimPrefix(article.MediaURL(path), "/")
	}
	if u, err := url.Parse(ref); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return u.String()
	}
	return ""
}

// legal returns a text without the characters that XML 1.0 has no way to write (section 2.2, "Characters"). One of them
// would make the whole feed unreadable.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r',
			r >= 0x20 && r <= 0xd7ff, r >= 0xe000 && r <= 0xfffd, r >= 0x10000 && r <= 0x10ffff:
			return r
		}
		return -1
	}, s)
}
