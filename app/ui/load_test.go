package ui_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/ui"
)

// shelf is a library of so many articles, all of one tag.
type shelf struct {
	count int
	err   error
}

func (s shelf) Catalogue(context.Context) (article.Catalogue, error) {
	var entries []article.Entry
	for i := range s.count {
		slug := fmt.Sprintf("article-%03d", i)
		entries = append(entries, article.Entry{
			Slug: slug, Title: "Article " + slug, Tags: []string{"a b"}, Hash: slug,
			Date: time.Date(2026, 1, 1, i, 0, 0, 0, time.UTC),
		})
	}
	return article.NewCatalogue("", "", entries), s.err
}

func (s shelf) Article(_ context.Context, slug string) (article.Article, error) {
	if s.err != nil {
		return article.Article{}, s.err
	}
	if !strings.HasPrefix(slug, "article-") {
		return article.Article{}, library.ErrNotFound
	}
	return article.Article{Slug: slug, Title: "Article " + slug, ContentHTML: `<p>Text <a href="/articles/x">x</a></p>`}, nil
}

func at(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestLoad(t *testing.T) {
	for _, c := range []struct {
		address string
		kind    ui.Kind
		status  int
		entries int
	}{
		{"/news/", ui.KindLibrary, 200, 60},
		{"/news", ui.KindLibrary, 200, 60},
		{"/news/?page=3", ui.KindLibrary, 200, 10},
		{"/news/?page=99", ui.KindLibrary, 200, 10},
		{"/news/?page=x", ui.KindLibrary, 200, 60},
		{"/news/articles/article-001", ui.KindArticle, 200, 0},
		{"/news/articles/nothing", ui.KindMissing, 404, 0},
		{"/news/articles/a/b", ui.KindMissing, 404, 0},
		{"/news/tags/a%20b", ui.KindTag, 200, 60},
		{"/news/tags/none", ui.KindMissing, 404, 0},
		{"/news/search", ui.KindSearch, 200, 0},
		{"/news/search?q=article-007", ui.KindSearch, 200, 1},
		{"/news/saved", ui.KindSaved, 200, 0},
		{"/news/settings", ui.KindSettings, 200, 0},
		{"/news/about", ui.KindAbout, 200, 0},
		{"/news/nowhere", ui.KindMissing, 404, 0},
		{"/articles/article-001", ui.KindMissing, 404, 0},
	} {
		d := &ui.Deps{Library: shelf{count: 130}, Base: "/news/", Title: "Lontar"}
		v := d.Load(t.Context(), at(t, c.address))
		if v.Kind != c.kind || v.Status() != c.status || len(v.Entries) != c.entries {
			t.Errorf("%s: %s, %d, %d entries; want %+v", c.address, v.Kind, v.Status(), len(v.Entries), c)
		}
	}
}

func TestLoadOutOfReach(t *testing.T) {
	d := &ui.Deps{Library: shelf{err: library.ErrUnreachable}, Base: "/"}
	for _, address := range []string{"/", "/articles/article-001", "/tags/x", "/search?q=x"} {
		if v := d.Load(t.Context(), at(t, address)); v.Kind != ui.KindUnreachable || v.Status() != 503 {
			t.Errorf("%s: %s %d", address, v.Kind, v.Status())
		}
	}
}

func TestArticleKnowsItsNeighboursAndPrefix(t *testing.T) {
	d := &ui.Deps{Library: shelf{count: 3}, Base: "/news/"}
	v := d.Load(t.Context(), at(t, "/news/articles/article-001"))
	if v.Newer == nil || v.Newer.Slug != "article-002" || v.Older == nil || v.Older.Slug != "article-000" {
		t.Errorf("newer %v, older %v", v.Newer, v.Older)
	}
	if !strings.Contains(v.Body.String(), `href="/news/articles/x"`) {
		t.Errorf("body %s", v.Body)
	}
}

// What the server writes into the page is what the app reads out of it.
func TestViewTravelsAsJSON(t *testing.T) {
	d := &ui.Deps{Library: shelf{count: 3}, Base: "/"}
	for _, address := range []string{"/", "/articles/article-001", "/tags/a%20b", "/search?q=article"} {
		u := at(t, address)
		v := d.Load(t.Context(), u)
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "Text") {
			t.Errorf("%s: the body is in the data, too", address)
		}
		var back ui.View
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(data) {
			t.Errorf("%s: %s became %s", address, data, again)
		}
		if !d.Shows(back, u) {
			t.Errorf("%s: the view is not taken for its own address", address)
		}
	}
}

func TestStandInsAreKnown(t *testing.T) {
	d := &ui.Deps{Library: shelf{count: 130}, Base: "/"}
	for view, address := range map[string]string{"/search": "/search?q=x", "/": "/?page=2", "/articles/article-001": "/articles/article-002"} {
		if d.Shows(d.Load(t.Context(), at(t, view)), at(t, address)) {
			t.Errorf("the page of %s is taken for %s", view, address)
		}
	}
	if d.Shows(ui.View{Kind: ui.KindUnreachable, Path: "articles/x"}, at(t, "/articles/x")) {
		t.Error("the notice that something is not stored is taken for it")
	}
}

func TestTitles(t *testing.T) {
	d := &ui.Deps{Library: shelf{count: 1}, Base: "/"}
	for address, want := range map[string]string{"/": "L", "/saved": "Saved · L", "/articles/article-000": "Article article-000 · L", "/tags/a%20b": "a b · L"} {
		if got := d.Load(t.Context(), at(t, address)).DocumentTitle("L"); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
