package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"sync"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/app/ui"
	"github.com/lontar-reader/lontar/cmd/internal/markup"
	"github.com/lontar-reader/lontar/cmd/internal/represent"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// edition is everything that is served of one snapshot of the library. Each
// page is rendered when it is first asked for, and kept.
type edition struct {
	site     site
	assets   *assets
	snapshot *shelf.Snapshot
	deps     *ui.Deps
	places   map[string]int // of the articles in the catalogue

	mu     sync.Mutex
	bodies map[string]*represent.Body

	catalogue, jsonFeed, atomFeed, sitemap, robots feedFunc
}

// feedFunc makes something of the whole library, once.
type feedFunc func() (*represent.Body, error)

func newEdition(s site, a *assets, snapshot *shelf.Snapshot) *edition {
	e := &edition{site: s, assets: a, snapshot: snapshot, bodies: map[string]*represent.Body{}, places: map[string]int{}}
	e.deps = &ui.Deps{Library: library.New(library.Config{Source: source{snapshot}}), Base: s.base, Title: s.title, Version: a.version}
	for i, entry := range snapshot.Catalogue.Articles {
		e.places[entry.Slug] = i
	}
	e.catalogue = sync.OnceValues(e.makeCatalogue)
	e.jsonFeed = sync.OnceValues(e.makeJSONFeed)
	e.atomFeed = sync.OnceValues(e.makeAtomFeed)
	e.sitemap = sync.OnceValues(e.makeSitemap)
	e.robots = sync.OnceValues(e.makeRobots)
	return e
}

// source is a snapshot as the library's source.
type source struct{ snapshot *shelf.Snapshot }

// Fetch implements library.Source for what the server's own pages need: the
// catalogue and the articles.
func (s source) Fetch(_ context.Context, path string) (library.Answer, error) {
	if path == library.CataloguePath {
		data, err := json.Marshal(s.snapshot.Catalogue)
		return library.Answer{Data: data, ContentType: "application/json"}, err
	}
	slug, ok := library.SlugOf(path)
	if !ok {
		return library.Answer{}, fmt.Errorf("server: %s: %w", path, library.ErrNotFound)
	}
	a, ok := s.snapshot.Article(slug)
	if !ok {
		return library.Answer{}, fmt.Errorf("server: %s: %w", path, library.ErrNotFound)
	}
	return library.Answer{Data: a.Raw, ContentType: "application/json"}, nil
}

// page returns the page of an address below the base. Pages that depend on a
// query are not kept, for anyone can ask for any.
func (e *edition) page(ctx context.Context, u *url.URL) (*represent.Body, error) {
	keep := u.RawQuery == ""
	if keep {
		e.mu.Lock()
		body, ok := e.bodies[u.Path]
		e.mu.Unlock()
		if ok {
			return body, nil
		}
	}
	body, status, err := e.render(ctx, u)
	if err != nil {
		return nil, err
	}
	if keep && status == http.StatusOK {
		e.mu.Lock()
		e.bodies[u.Path] = body
		e.mu.Unlock()
	}
	return body, nil
}

func (e *edition) render(ctx context.Context, u *url.URL) (body *represent.Body, status int, err error) {
	v := e.deps.Load(ctx, &url.URL{Path: e.site.base + u.Path, RawQuery: u.RawQuery})
	if u.Path == "offline" {
		v = ui.View{Kind: ui.KindUnreachable, Path: "offline"}
	}
	status = v.Status()
	if u.Path == "offline" {
		status = http.StatusOK
	}
	d := &document{
		site: e.site, assets: e.assets, view: v,
		title: v.DocumentTitle(e.site.title), description: e.describe(v), path: v.Path, stamp: e.stamp(v),
		noindex: v.Status() != http.StatusOK || v.Kind == ui.KindSearch || v.Kind == ui.KindSaved || v.Kind == ui.KindSettings,
	}
	if v.Sheet > 1 {
		d.path += fmt.Sprintf("?page=%d", v.Sheet)
		d.stamp = ""
	}
	text := v.Body.String()
	v.Body = sanitize.Adopted()
	d.body, err = markup.Render(&ui.Page{Deps: e.deps, View: v}, map[string]string{v.Body.String(): text})
	if err != nil {
		return nil, 0, fmt.Errorf("server: rendering %q: %w", u.Path, err)
	}
	page, policy := d.html()
	header := http.Header{"Content-Security-Policy": {policy}, versionHeader: {e.assets.version}}
	if d.stamp != "" {
		header.Set(stampHeader, d.stamp)
	}
	return represent.New("text/html; charset=utf-8", []byte(page), represent.Options{
		Status: status, CacheControl: "no-cache", Header: header,
	}), status, nil
}

// Headers that the app and its service worker read; app/browser and web/js/sw.js
// have them, too.
const (
	versionHeader = "Lontar-Version"
	stampHeader   = "Lontar-Stamp"
)

// stamp is what tells the app whether the page that it holds is this one.
func (e *edition) stamp(v ui.View) string {
	switch v.Kind {
	case ui.KindArticle:
		i, ok := e.places[v.Article.Slug]
		if !ok {
			return ""
		}
		newer, older := library.Neighbours(e.snapshot.Catalogue, i)
		return library.PageStamp(e.assets.version, v.Article.Entry, newer, older)
	case ui.KindLibrary, ui.KindTag:
		return library.ListStamp(e.assets.version, v.Path, e.snapshot.Catalogue)
	default:
		return ""
	}
}

func (e *edition) describe(v ui.View) string {
	switch v.Kind {
	case ui.KindArticle:
		if v.Article.Summary != "" {
			return v.Article.Summary
		}
		if a, ok := e.snapshot.Article(v.Article.Slug); ok {
			return excerpt(a)
		}
		return ""
	case ui.KindTag:
		return fmt.Sprintf("Articles tagged %s in %s.", v.Tag, e.site.title)
	case ui.KindLibrary:
		return fmt.Sprintf("%s: %d articles that read without a network.", e.site.title, v.Count)
	default:
		return ""
	}
}

// excerpt is the beginning of a text, cut at a word.
func excerpt(a article.Article) string {
	const most = 160
	runes := []rune(oneLine(a.PlainText()))
	if len(runes) <= most {
		return string(runes)
	}
	cut := most
	for cut > most/2 && runes[cut] != ' ' {
		cut--
	}
	return string(runes[:cut]) + "…"
}

// mediaPath is where a media file stands below the base.
func mediaPath(file string) string { return library.MediaPath(file) }
