// Package library is what Lontar does with articles: list them, open one, and
// keep them on the device. It knows neither browser nor server; what it needs
// from either is declared here as Source, Store and Clock.
package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
)

// Errors that callers tell apart.
var (
	// ErrNotFound means that neither the library nor this device has the
	// article.
	ErrNotFound = errors.New("there is no such article")

	// ErrUnreachable means that the library cannot be asked now, and that this
	// device does not hold what was asked for.
	ErrUnreachable = errors.New("the library cannot be reached")

	// ErrDamaged means that what arrived is not what the catalogue promised.
	ErrDamaged = errors.New("what arrived is not what was promised")

	// ErrEmptied means that the library lists no article any more while the
	// device holds some: a server over a wrong or empty folder, more likely than
	// a library that was given up. Nothing that is held goes.
	ErrEmptied = errors.New("the library lists no article any more; what is stored stays")
)

// Library answers what a page needs, from the device where it can and from
// the source where it must. Its methods may be called from many goroutines.
type Library struct {
	source  Source
	store   Store
	clock   Clock
	version string
	keep    func(slug string) bool
}

// Config is what a Library is made of.
type Config struct {
	// Source is where articles come from.
	Source Source

	// Store is what this device holds; nil means that it holds nothing, as on
	// the server.
	Store Store

	// Clock waits; nil means that Sync never tries anything again.
	Clock Clock

	// Version is the running app's; see PageStamp.
	Version string

	// Keep tells which articles stay on the device when the library drops
	// them, because the reader saved them. Nil keeps none.
	Keep func(slug string) bool
}

// New returns a library.
func New(c Config) *Library {
	l := &Library{source: c.Source, store: c.Store, clock: c.Clock, version: c.Version, keep: c.Keep}
	if l.store == nil {
		l.store = nothing{}
	}
	if l.keep == nil {
		l.keep = func(string) bool { return false }
	}
	return l
}

// Catalogue returns what the library has: as this device last stored it, else
// as the source tells.
func (l *Library) Catalogue(ctx context.Context) (article.Catalogue, error) {
	if data, ok, err := l.store.Get(ctx, CataloguePath); err == nil && ok {
		if c, err := article.DecodeCatalogue(data); err == nil {
			return c, nil
		}
	}
	answer, err := l.source.Fetch(ctx, CataloguePath)
	if err != nil {
		return article.Catalogue{}, fmt.Errorf("library: asking for the catalogue: %w", err)
	}
	c, err := article.DecodeCatalogue(answer.Data)
	if err != nil {
		return article.Catalogue{}, fmt.Errorf("library: %w: %w", ErrDamaged, err)
	}
	return c, nil
}

// Article opens one article: the stored copy if there is one, else the
// source's. The error is ErrNotFound or ErrUnreachable, wrapped.
func (l *Library) Article(ctx context.Context, slug string) (article.Article, error) {
	if !article.ValidSlug(slug) {
		return article.Article{}, fmt.Errorf("library: %q: %w", slug, ErrNotFound)
	}
	path := ArticlePath(slug)
	if data, ok, err := l.store.Get(ctx, path); err == nil && ok {
		if a, err := decode(slug, data); err == nil {
			return a, nil
		}
	}
	answer, err := l.source.Fetch(ctx, path)
	if err != nil {
		return article.Article{}, fmt.Errorf("library: opening %s: %w", slug, err)
	}
	return decode(slug, answer.Data)
}

// Holds reports which of the articles are whole on this device.
func (l *Library) Holds(ctx context.Context) (map[string]bool, error) {
	held, err := l.store.Held(ctx)
	if err != nil {
		return nil, fmt.Errorf("library: listing what is held: %w", err)
	}
	slugs := make(map[string]bool, len(held))
	for path := range held {
		if slug, ok := SlugOf(path); ok {
			slugs[slug] = true
		}
	}
	return slugs, nil
}

// decode reads one article file that was asked for by its slug.
func decode(slug string, data []byte) (article.Article, error) {
	articles, faults := article.Decode("articles/"+slug+".json", data)
	for _, a := range articles {
		if a.Slug == slug {
			return a, nil // What is at fault beside it is a warning, or another's.
		}
	}
	if len(faults) > 0 {
		return article.Article{}, fmt.Errorf("library: %w: %w", ErrDamaged, faults[0])
	}
	return article.Article{}, fmt.Errorf("library: %w: the file of %s holds no such article", ErrDamaged, slug)
}

// CataloguePath is where the catalogue stands, relative to the library's base
// address as all paths in this package.
const CataloguePath = "content/index.json"

// ArticlePath is where an article's file stands. Paths are escaped as in an
// address, so that they come back from a browser as they went in.
func ArticlePath(slug string) string {
	return "content/articles/" + url.PathEscape(slug) + ".json"
}

// mediaRoom is what every MediaPath begins with.
const mediaRoom = "content/media/"

// MediaPath is where a media file stands, given its path in the content folder.
func MediaPath(file string) string {
	return "content/" + (&url.URL{Path: file}).EscapedPath()
}

// SlugOf is the way back from ArticlePath.
func SlugOf(path string) (string, bool) {
	slug, ok := strings.CutPrefix(path, "content/articles/")
	if !ok {
		return "", false
	}
	slug, ok = strings.CutSuffix(slug, ".json")
	if !ok {
		return "", false
	}
	slug, err := url.PathUnescape(slug)
	return slug, err == nil
}

// digest is the hash that catalogues use: lower-case hexadecimal SHA-256.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
