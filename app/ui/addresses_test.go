package ui_test

import (
	"context"
	"encoding/json"
	"net/url"
	"reflect"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/ui"
)

// one is a library of one article with everything in it, under a name and tags
// that are hard to address.
type one struct{ damaged bool }

const hardSlug = "日本-の-紙"

var hardTags = []string{"a/b", "100%", "why?", "#1", "日本", `back\slash`, "slash/", "quote'\"", "</script>"}

func (one) article() article.Article {
	return article.Article{
		Slug: hardSlug, ID: "1", Title: "</script><b>\u202e", Summary: "S", URL: "https://example.org/x", ContentText: "Unique body",
		Published: time.Date(2024, 6, 25, 10, 1, 0, 0, time.FixedZone("", 7*3600)), Modified: time.Date(2024, 6, 26, 0, 0, 0, 0, time.UTC),
		Authors: []article.Author{{Name: "A", URL: "https://example.org/a"}}, Tags: hardTags, Language: "ja",
		Attachments: []article.Attachment{{URL: "/content/media/a.wav", MIMEType: "audio/wav", Duration: 1.5}},
		News:        article.News{Section: "Sec", Dateline: "D", Caption: "C", Credit: "Cr", Signoff: "x/y", Source: "So", Rights: "R"},
	}
}

func (o one) Catalogue(context.Context) (article.Catalogue, error) {
	return article.NewCatalogue("", "", []article.Entry{o.article().Entry()}), nil
}

func (o one) Article(_ context.Context, slug string) (article.Article, error) {
	switch {
	case o.damaged:
		return article.Article{}, library.ErrDamaged
	case slug != hardSlug:
		return article.Article{}, library.ErrNotFound
	}
	return o.article(), nil
}

// Every address that the app makes for a thing leads back to that thing, and
// the view knows that it is that address's.
func TestAddressesLeadBack(t *testing.T) {
	for _, base := range []string{"/", "/news/", "/a/b/"} {
		d := &ui.Deps{Library: one{}, Base: base}
		u := at(t, base+library.PagePath(hardSlug))
		if v := d.Load(t.Context(), u); v.Kind != ui.KindArticle || v.Article.Slug != hardSlug || !d.Shows(v, u) {
			t.Errorf("%s: %s", u, v.Kind)
		}
		for _, tag := range hardTags {
			u := at(t, base+library.TagPath(tag))
			if v := d.Load(t.Context(), u); v.Kind != ui.KindTag || v.Tag != tag || !d.Shows(v, u) {
				t.Errorf("%s: %s %q", u, v.Kind, v.Tag)
			}
		}
		for _, query := range []string{"", "sec", "  日本 ", `"&=+%`} {
			u := at(t, base+"search?"+url.Values{"q": {query}}.Encode())
			if v := d.Load(t.Context(), u); v.Kind != ui.KindSearch || !d.Shows(v, u) {
				t.Errorf("%s: %s %q", u, v.Kind, v.Query)
			}
		}
		for _, address := range []string{"articles/", "articles", "tags/", "tags", "saved/", "settings/x", "Saved", "content/index.json", "articles/%2e%2e", "articles/a%2Fb"} {
			if v := d.Load(t.Context(), at(t, base+address)); v.Kind != ui.KindMissing {
				t.Errorf("%s%s: %s", base, address, v.Kind)
			}
		}
	}
}

// Nothing of a view but its body is lost on its way through the page.
func TestNothingOfAnArticleIsLostInThePage(t *testing.T) {
	v := (&ui.Deps{Library: one{}, Base: "/"}).Load(t.Context(), at(t, "/"+library.PagePath(hardSlug)))
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var back ui.View
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !back.Article.Date.Equal(v.Article.Date) || !back.Article.Modified.Equal(v.Article.Modified) {
		t.Errorf("dates %v and %v", back.Article.Date, back.Article.Modified)
	}
	if _, offset := back.Article.Date.Zone(); offset != 7*3600 {
		t.Errorf("the date has the offset %d", offset)
	}
	// Times that are equal may differ in how they hold their zone.
	for _, a := range []*ui.Article{v.Article, back.Article} {
		a.Date, a.Modified = time.Time{}, time.Time{}
	}
	if !reflect.DeepEqual(back.Article, v.Article) {
		t.Errorf("%+v became %+v", v.Article, back.Article)
	}
}

func TestDamagedArticleIsSaidToBe(t *testing.T) {
	v := (&ui.Deps{Library: one{damaged: true}, Base: "/"}).Load(t.Context(), at(t, "/articles/a"))
	if v.Kind != ui.KindUnreachable || v.Reason == "" || v.Status() != 503 {
		t.Errorf("%s, %q", v.Kind, v.Reason)
	}
}
