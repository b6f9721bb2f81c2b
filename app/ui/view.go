package ui

import (
	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
)

// Kind tells pages apart.
type Kind string

// The kinds of page.
const (
	KindLibrary     Kind = "library"
	KindArticle     Kind = "article"
	KindTag         Kind = "tag"
	KindSaved       Kind = "saved"
	KindSearch      Kind = "search"
	KindSettings    Kind = "settings"
	KindAbout       Kind = "about"
	KindMissing     Kind = "missing"
	KindUnreachable Kind = "unreachable"
)

// View is everything that a page shows, at the moment it is shown. The server
// writes it into the page as JSON, and the app takes it from there, so that
// taking a page over costs no second download. An article's body is not in the
// JSON, for it stands in the page already.
type View struct {
	// Kind is the kind of page.
	Kind Kind `json:"kind"`

	// Path is the page's address relative to the base, without a query.
	Path string `json:"path"`

	// Article is the one that the page shows.
	Article *Article `json:"article,omitempty"`

	// Body is the text of the article.
	Body sanitize.HTML `json:"-"`

	// Removed is what the text lost when it was sanitized.
	Removed sanitize.Receipt `json:"removed,omitempty"`

	// Newer and Older are the articles beside it.
	Newer *Neighbour `json:"newer,omitempty"`
	Older *Neighbour `json:"older,omitempty"`

	// Entries are the articles that the page lists.
	Entries []article.Entry `json:"entries,omitempty"`

	// Tags are the tags that the page offers.
	Tags []string `json:"tags,omitempty"`

	// Tag is the one that the page is about.
	Tag string `json:"tag,omitempty"`

	// Query is what the reader looks for.
	Query string `json:"query,omitempty"`

	// Sheet is which part of a long list this is, from 1, of Sheets.
	Sheet  int `json:"sheet,omitempty"`
	Sheets int `json:"sheets,omitempty"`

	// Count is how many articles the library has.
	Count int `json:"count,omitempty"`

	// State is the hash of the catalogue that a list was made from.
	State string `json:"state,omitempty"`

	// Adopted is true for the view that stood in the page when the app took it
	// over.
	Adopted bool `json:"-"`

	// Reason says why there is nothing to see.
	Reason string `json:"reason,omitempty"`
}

// Article is what a page tells about an article besides its body.
type Article struct {
	article.Entry
	News     article.News         `json:"news"`
	Bylines  []article.Author     `json:"bylines,omitempty"`
	Enclosed []article.Attachment `json:"enclosed,omitempty"`

	// Foreign is the article's picture when it is on another site.
	Foreign string `json:"foreign,omitempty"`
}

// Status is the page's HTTP status code.
func (v View) Status() int {
	switch v.Kind {
	case KindMissing:
		return 404
	case KindUnreachable:
		return 503
	default:
		return 200
	}
}

// Heading is the page's one h1, in plain text.
func (v View) Heading(title string) string {
	switch v.Kind {
	case KindArticle:
		return v.Article.Title
	case KindTag:
		return v.Tag
	case KindSaved:
		return "Saved"
	case KindSearch:
		return "Search"
	case KindSettings:
		return "Settings"
	case KindAbout:
		return "About"
	case KindMissing:
		return "There is no such page"
	case KindUnreachable:
		return "Not stored on this device"
	default:
		return title
	}
}

// DocumentTitle is what stands in the browser's tab.
func (v View) DocumentTitle(title string) string {
	h := v.Heading(title)
	if h == title {
		return title
	}
	return h + " · " + title
}

// Neighbour is as much of an article as a link to it shows.
type Neighbour struct {
	Slug     string `json:"slug"`
	Title    string `json:"title"`
	Language string `json:"language"`
	Dir      string `json:"dir"`
	Series   string `json:"series,omitempty"`
}

func neighbour(e *article.Entry) *Neighbour {
	if e == nil {
		return nil
	}
	return &Neighbour{Slug: e.Slug, Title: e.Title, Language: e.Language, Dir: e.Dir, Series: e.Series}
}
