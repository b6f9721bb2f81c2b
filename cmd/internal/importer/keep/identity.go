package keep

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/lang"
)

// Identity is which article of the library a draft is.
type Identity struct {
	// Slug and ID are those that the library has, or gives it.
	Slug, ID string
	// Known is true when the library had the article before, and By says how it was known again: "id", "address", "text",
	// "headline" or "file".
	Known bool
	By    string

	holding *holding
}

// Identify finds the article that a draft is, or makes room for a new one. From then on links lead to it. The origin
// names the file or the part of it that the draft came from, and is empty for what has no lasting place.
func (l *Library) Identify(d *draft.Draft, origin string) Identity {
	keys := keysOf(append([]string{d.URL, d.ID}, d.Aliases...)...)
	like := article.Article{Title: d.Title, Published: d.Published, ContentHTML: d.HTML, ContentText: d.Text}
	origin = originPrint(origin)
	h, by := l.find(d, web(keys), origin, like)
	known := h != nil
	if !known {
		id := newID(d, like)
		switch other := l.byID[id]; {
		case other == nil:
		case origin == "" || other.origin == "" || origin == other.origin:
			h, by, known = other, "text", true // nothing tells them apart
		default:
			id += "-" + origin // two files say the same few words
		}
		if !known {
			h = &holding{slug: l.free(wish(d)), id: id}
		}
	}
	if !known {
		h.unwritten = &like
		l.note(h, like)
	}
	if origin != "" {
		h.origin = origin
	}
	h.came = printOf(like)
	l.claimKeys(h, keys)
	return Identity{Slug: h.slug, ID: h.id, Known: known, By: by, holding: h}
}

// Forget gives up an article that is new and cannot be written: links must not lead to it.
func (l *Library) Forget(id Identity) {
	if id.Known || id.holding.file != "" {
		return
	}
	for _, names := range []map[string]*holding{l.bySlug, l.byID, l.byKey, l.byText, l.byHead, l.byOrigin} {
		maps.DeleteFunc(names, func(_ string, h *holding) bool { return h == id.holding })
	}
}

// find looks for a draft's article by its id, then its addresses, its text, and, where it has neither id nor address, by
// its headline and by the file that it came from.
func (l *Library) find(d *draft.Draft, keys []string, origin string, like article.Article) (h *holding, by string) {
	if h = l.byID[d.ID]; h != nil && d.ID != "" {
		return h, "id"
	}
	for _, key := range keys {
		if h = l.byKey[key]; h != nil {
			return h, "address"
		}
	}
	named := d.URL != "" || d.ID != ""
	// A text at two addresses is one article that was passed on, if it is called the same; else it is what a site says in
	// place of its articles.
	if h = l.byText[printOf(like)]; h != nil && !apart(d, h) && (!named || h.title == lang.Letters(d.Title)) {
		return h, "text"
	}
	if named {
		return nil, "" // and nobody of that name is here
	}
	// A column has the same headline each day, and a file may be given another article: the text decides.
	if h = l.byHead[headline(like)]; h != nil && (l.akin(h, like, twoThirds) || origin != "" && h.origin == origin && l.akin(h, like, oneThird)) {
		return h, "headline"
	}
	if h = l.byOrigin[origin]; h != nil && l.akin(h, like, oneThird) {
		return h, "file"
	}
	return nil, ""
}

// How much of a text must stand in another for the two to be versions of one article. Where they come from one file, less
// is enough.
const (
	oneThird  = 1.0 / 3
	twoThirds = 2.0 / 3
)

// akin reports whether an article is an earlier version of a draft. One whose file is damaged may be.
func (l *Library) akin(h *holding, like article.Article, least float64) bool {
	a, ok := l.reread(h)
	return !ok || shared(a, like) >= least
}

// reread gives what the library has of an article; false when its file is damaged.
func (l *Library) reread(h *holding) (article.Article, bool) {
	if h.unwritten != nil {
		return *h.unwritten, true
	}
	data, err := l.file(h.file)
	if err != nil {
		return article.Article{}, false
	}
	a, err := decoded(h.slug, data)
	return a, err == nil
}

// apart reports whether a draft with the text of an article is nevertheless another: the chapters of two editions of a
// book have ids of their own.
func apart(d *draft.Draft, h *holding) bool {
	return d.ID != "" && h.id != "" && d.URL == "" && d.ID != h.id && Key(h.id) == ""
}

// newID is the id of an article that is new. An article without a name of its own is called after its first text; it
// keeps that id when the text changes.
func newID(d *draft.Draft, like article.Article) string {
	switch {
	case d.ID != "":
		return d.ID
	case d.URL != "":
		return d.URL
	}
	sum := sha256.Sum256([]byte(headline(like) + "\n" + lang.Letters(d.Title) + "\n" + lang.Letters(like.PlainText())))
	return "urn:lontar:" + hex.EncodeToString(sum[:16])
}
