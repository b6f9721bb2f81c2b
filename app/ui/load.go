package ui

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/app/search"
)

// sheetSize is how many entries a page lists at a time: a screenful on a wall,
// and not more HTML than an article.
const sheetSize = 60

// Load builds the view of an address. It asks the library and may block; it
// never fails, for an error is a view, too.
func (d *Deps) Load(ctx context.Context, u *url.URL) View {
	path, ok := strings.CutPrefix(u.Path, d.Base)
	if !ok {
		if u.Path+"/" != d.Base {
			return missing(u.Path)
		}
		path = ""
	}
	room, rest, _ := strings.Cut(path, "/")
	switch {
	case path == "":
		return d.loadLibrary(ctx, u.Query())
	case room == "articles" && rest != "" && !strings.Contains(rest, "/"):
		return d.loadArticle(ctx, rest)
	case room == "tags" && rest != "":
		return d.loadTag(ctx, rest, u.Query())
	case path == "search":
		return d.loadSearch(ctx, u.Query().Get("q"))
	case path == "saved", path == "settings", path == "about":
		return View{Kind: Kind(path), Path: path}
	default:
		return missing(path)
	}
}

func missing(path string) View {
	return View{Kind: KindMissing, Path: strings.TrimPrefix(path, "/")}
}

// Shows reports whether a view is that of an address. The service worker may
// answer with a page that stands in for another: with the search page without
// its results, or with the notice that something is not stored.
func (d *Deps) Shows(v View, u *url.URL) bool {
	if v.Kind == KindMissing {
		return true
	}
	query := u.Query()
	sheet := query.Get("page")
	return d.Base+v.Path == u.EscapedPath() && v.Kind != KindUnreachable &&
		v.Query == strings.TrimSpace(query.Get("q")) &&
		(sheet == "" || v.Sheets == 0 || sheet == strconv.Itoa(v.Sheet))
}

// failed is the view of something that could not be had.
func failed(path string, err error) View {
	if errors.Is(err, library.ErrNotFound) {
		return missing(path)
	}
	v := View{Kind: KindUnreachable, Path: path}
	if errors.Is(err, library.ErrDamaged) {
		v.Reason = "What the library sent is damaged."
	}
	return v
}

func (d *Deps) loadLibrary(ctx context.Context, q url.Values) View {
	c, err := d.Library.Catalogue(ctx)
	if err != nil {
		return failed("", err)
	}
	v := View{Kind: KindLibrary, Tags: library.Tags(c), Count: len(c.Articles), State: c.Hash}
	return v.withSheet(c.Articles, q)
}

func (d *Deps) loadTag(ctx context.Context, tag string, q url.Values) View {
	path := library.TagPath(tag)
	c, err := d.Library.Catalogue(ctx)
	if err != nil {
		return failed(path, err)
	}
	var entries []article.Entry
	for _, e := range c.Articles {
		if slices.Contains(e.Tags, tag) {
			entries = append(entries, e)
		}
	}
	if len(entries) == 0 {
		return missing(path)
	}
	v := View{Kind: KindTag, Path: path, Tag: tag, Count: len(entries), State: c.Hash}
	return v.withSheet(entries, q)
}

// withSheet puts the part of a list into the view that the query asks for.
func (v View) withSheet(entries []article.Entry, q url.Values) View {
	sheets := max(1, (len(entries)+sheetSize-1)/sheetSize)
	sheet, err := strconv.Atoi(q.Get("page"))
	if err != nil {
		sheet = 1
	}
	sheet = min(max(sheet, 1), sheets)
	v.Entries = entries[(sheet-1)*sheetSize : min(sheet*sheetSize, len(entries))]
	if sheets > 1 {
		v.Sheet, v.Sheets = sheet, sheets
	}
	return v
}

func (d *Deps) loadSearch(ctx context.Context, query string) View {
	v := View{Kind: KindSearch, Path: "search", Query: strings.TrimSpace(query)}
	if v.Query == "" {
		return v
	}
	found, err := d.find(ctx, v.Query)
	if err != nil {
		return failed("search", err)
	}
	v.Count = len(found)
	v.Entries = found[:min(len(found), sheetSize)]
	return v
}

// find looks a query up in the catalogue.
func (d *Deps) find(ctx context.Context, query string) ([]article.Entry, error) {
	c, err := d.Library.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	return search.Find(c.Articles, query), nil
}

func (d *Deps) loadArticle(ctx context.Context, slug string) View {
	path := library.PagePath(slug)
	a, err := d.Library.Article(ctx, slug)
	if err != nil {
		return failed(path, err)
	}
	v := View{Kind: KindArticle, Path: path}
	shown := Article{Entry: a.Entry(), News: a.News, Bylines: a.Authors, Enclosed: a.Attachments}
	if _, ok := a.Picture(); !ok {
		shown.Foreign, _, _ = sanitize.External(a.Image)
	}
	// Only the catalogue knows the size of the picture, the neighbours, and what
	// else is in the library. An article that the library dropped, and the reader
	// saved, has none of it.
	c, err := d.Library.Catalogue(ctx)
	v.Body, v.Removed = d.Body(a, c)
	if err == nil {
		for i, e := range c.Articles {
			if e.Slug == slug {
				shown.Entry = e
				newer, older := library.Neighbours(c, i)
				v.Newer, v.Older = neighbour(newer), neighbour(older)
			}
		}
	}
	v.Article = &shown
	return v
}

// Body sanitizes the text of an article of a library, and says what it lost.
func (d *Deps) Body(a article.Article, c article.Catalogue) (sanitize.HTML, sanitize.Receipt) {
	o := sanitize.Options{
		Prefix: d.Base, Lang: a.Lang(), Dir: a.Dir(), Media: article.LocalMedia,
		Slug: func(href string) (string, bool) { return slugAt(c, href) },
	}
	if a.ContentHTML != "" {
		return sanitize.Examine(a.ContentHTML, o)
	}
	return sanitize.Plain(a.ContentText, o), nil
}

// slugAt finds the article of the library that was published at an address: a
// link to it leads into the library, and works offline.
func slugAt(c article.Catalogue, href string) (string, bool) {
	href, ok := bare(href)
	if !ok {
		return "", false
	}
	for _, e := range c.Articles {
		if here, ok := bare(e.URL); ok && here == href {
			return e.Slug, true
		}
	}
	return "", false
}

// bare is a web address without what does not matter when two are compared.
func bare(address string) (string, bool) {
	_, rest, ok := strings.Cut(address, "://")
	if !ok || !strings.HasPrefix(address, "http") {
		return "", false
	}
	rest, _, _ = strings.Cut(rest, "#")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/"), rest != ""
}
