package server_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	keeping "github.com/lontar-reader/lontar/app/library"
)

// device is the server as a reader's device sees it.
type device struct {
	server http.Handler
	base   string
}

// Fetch implements the library's Source.
func (d device) Fetch(ctx context.Context, path string) (keeping.Answer, error) {
	w := httptest.NewRecorder()
	d.server.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, d.base+path, nil))
	if w.Code != http.StatusOK {
		return keeping.Answer{}, fmt.Errorf("%s: status %d: %w", path, w.Code, keeping.ErrNotFound)
	}
	data, err := io.ReadAll(w.Body)
	return keeping.Answer{
		Data: data, ContentType: w.Header().Get("Content-Type"),
		Policy: w.Header().Get("Content-Security-Policy"), Version: w.Header().Get("Lontar-Version"),
	}, err
}

// difficult is a library of everything that is hard to address.
func difficult(t *testing.T) fstest.MapFS {
	files := library(t, "x")
	for i, slug := range []string{"日本-の-紙", "कागज़", "été", "a_b-2"} {
		files["articles/"+slug+".json"] = encode(t, map[string]any{
			"id": slug, "title": "Title of " + slug, "date_published": fmt.Sprintf("2025-01-0%dT00:00:00Z", i+1),
			"content_html": `<p><a href="/articles/été">é</a></p><img src="/content/media/a%20b/%E6%97%A5.svg" alt="x">`,
			"tags":         []string{"日本", "a/b", "100%", "why?", "#1", "back\\slash", "slash/", "semi;colon", "plus+and&amp", `quote"'`, "  wide   space "},
			"url":          "this is a warning",
		})
	}
	files["media/a b/日.svg"] = files["media/a.svg"]
	return files
}

// What the server serves is what a device wants: every hash, every stamp of
// every page, and every address agree, with and without a prefix.
func TestDeviceHoldsEverythingThatIsServed(t *testing.T) {
	for base, root := range map[string]string{"https://example.org/": "/", "https://example.org/news/": "/news/"} {
		t.Run(base, func(t *testing.T) {
			files := difficult(t)
			files["articles/dots.json"] = encode(t, map[string]any{"id": "dots", "title": "Dots", "content_text": "x", "tags": []string{"..", ".", "a/../b"}})
			source := device{newServer(t, files, base), root}
			catalogue, err := source.Fetch(t.Context(), keeping.CataloguePath)
			if err != nil {
				t.Fatal(err)
			}
			store := keeping.NewMemory()
			p, err := keeping.New(keeping.Config{Source: source, Store: store, Version: catalogue.Version}).Sync(t.Context(), nil)
			if err != nil || !p.Complete() || p.Total < 20 {
				t.Fatalf("%+v, %v", p, err)
			}
			offline := keeping.New(keeping.Config{Source: nowhere{}, Store: store})
			c, err := offline.Catalogue(t.Context())
			if err != nil || len(c.Articles) != 7 {
				t.Fatalf("%d articles, %v", len(c.Articles), err)
			}
			for _, e := range c.Articles {
				if _, err := offline.Article(t.Context(), e.Slug); err != nil {
					t.Error(err)
				}
				if _, ok, _ := store.Get(t.Context(), keeping.PagePath(e.Slug)); !ok {
					t.Errorf("the page of %s is not held", e.Slug)
				}
			}
		})
	}
}

type nowhere struct{}

func (nowhere) Fetch(context.Context, string) (keeping.Answer, error) {
	return keeping.Answer{}, keeping.ErrUnreachable
}
