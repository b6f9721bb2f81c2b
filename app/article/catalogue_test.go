package article_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
)

// day gives a date in June 2024 in Jakarta.
func day(n int) time.Time {
	return time.Date(2024, 6, n, 10, 0, 0, 0, time.FixedZone("", 7*60*60))
}

// entry gives an entry that DecodeCatalogue accepts.
func entry(slug string, date time.Time) article.Entry {
	return article.Entry{Slug: slug, Title: slug, Language: "id", Dir: "ltr", Date: date, Minutes: 1, Hash: "00", Bytes: 2}
}

func TestNewCatalogueOrdersAndSeals(t *testing.T) {
	entries := []article.Entry{entry("undated", time.Time{}), entry("b", day(1)), entry("a", day(1)), entry("new", day(2))}
	before := slices.Clone(entries)
	c := article.NewCatalogue("Perpustakaan", "id", entries)
	var slugs []string
	for _, e := range c.Articles {
		slugs = append(slugs, e.Slug)
	}
	if got, want := strings.Join(slugs, " "), "new a b undated"; got != want {
		t.Errorf("order %q, want %q", got, want)
	}
	if !reflect.DeepEqual(entries, before) {
		t.Error("the slice that was given has changed")
	}
	slices.Reverse(entries)
	if again := article.NewCatalogue("Perpustakaan", "id", entries); again.Hash != c.Hash || len(c.Hash) != 64 {
		t.Errorf("hashes %q and %q of the same entries", c.Hash, again.Hash)
	}
	entries[0].Title = "changed"
	if changed := article.NewCatalogue("Perpustakaan", "id", entries); changed.Hash == c.Hash {
		t.Error("a changed entry leaves the hash as it was")
	}
	if changed := article.NewCatalogue("Library", "id", before); changed.Hash == c.Hash {
		t.Error("a changed title leaves the hash as it was")
	}
}

func TestCatalogueRoundTrip(t *testing.T) {
	full := entry("full", day(3))
	full.Modified, full.Tags, full.Authors = day(4), []string{"batik"}, []string{"Ani"}
	full.Image = &article.Picture{URL: "/content/media/x.webp", Width: 3, Height: 2, Alt: "<x>"}
	full.Media = []article.Media{{Path: "media/x.webp", Hash: "00", Bytes: 5}}
	for _, c := range []article.Catalogue{
		article.NewCatalogue("", "", nil),
		article.NewCatalogue("L", "id", []article.Entry{full, entry("undated", time.Time{})}),
	} {
		data, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		got, err := article.DecodeCatalogue(data)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(got)
		if string(again) != string(data) {
			t.Errorf("got  %s\nwant %s", again, data)
		}
		if sealed := article.NewCatalogue(got.Title, got.Language, got.Articles); sealed.Hash != c.Hash {
			t.Error("the hash does not survive the way over the network")
		}
	}
	if data, _ := json.Marshal(entry("undated", time.Time{})); strings.Contains(string(data), "0001") {
		t.Errorf("an undated entry is given a date: %s", data)
	}
}

func TestDecodeCatalogueRefuses(t *testing.T) {
	one := func(entry string) string { return `{"version":"1","hash":"00","articles":[` + entry + `]}` }
	tests := []struct{ name, data, want string }{
		{"nothing", "", "unexpected end"},
		{"null", "null", "version"},
		{"an array", "[]", "array"},
		{"half a file", `{"version":"1","articles":[{"slug":"a"`, "unexpected end"},
		{"another version", `{"version":"2","articles":[]}`, `version is "2"`},
		{"no articles", `{"version":"1"}`, "articles is missing"},
		{"articles of another type", `{"version":"1","articles":{}}`, "articles"},
		{"bytes of another type", one(`{"slug":"a","title":"t","hash":"00","bytes":"2"}`), "bytes"},
		{"no slug", one(`{"title":"t","hash":"00"}`), "slug is missing"},
		{"a slug that climbs", one(`{"slug":"../a","title":"t","hash":"00"}`), `slug "../a" is not valid`},
		{"no title", one(`{"slug":"a","hash":"00"}`), "title"},
		{"no hash", one(`{"slug":"a","title":"t"}`), "hash"},
		{"negative bytes", one(`{"slug":"a","title":"t","hash":"00","bytes":-1}`), "negative"},
		{"a slug twice", one(`{"slug":"a","title":"t","hash":"00"},{"slug":"a","title":"t","hash":"01"}`), "twice"},
		{"media that climbs", one(`{"slug":"a","title":"t","hash":"00","media":[{"path":"media/../../x","hash":"00"}]}`), "media path"},
		{"media without a hash", one(`{"slug":"a","title":"t","hash":"00","media":[{"path":"media/x"}]}`), "lacks"},
		{"no date", one(`{"slug":"a","title":"t","hash":"00","date":"yesterday"}`), "yesterday"},
		{"trailing data", `{"version":"1","articles":[]}{}`, "after top-level value"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := article.DecodeCatalogue([]byte(test.data))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "article: decoding the catalogue: ") {
				t.Errorf("got the error %v, want %q in it", err, test.want)
			}
		})
	}
	for _, page := range []string{"<!doctype html><title>Sign in</title>", "\ufeff\n <html>"} {
		if _, err := article.DecodeCatalogue([]byte(page)); !errors.Is(err, article.ErrWebPage) {
			t.Errorf("a captive portal gives %v", err)
		}
	}
}

func TestDecodeCatalogueIgnoresTheUnknown(t *testing.T) {
	data := `{"version":"1","hash":"00","future":1,"articles":[{"slug":"a","title":"t","hash":"00","future":[]}]}`
	if c, err := article.DecodeCatalogue([]byte(data)); err != nil || len(c.Articles) != 1 {
		t.Errorf("got %v, %v", c, err)
	}
}

func TestEntry(t *testing.T) {
	articles, faults := article.Decode("articles/a.json", []byte(`{"id":"1","title":"Judul","content_text":"teks","language":"id",
"banner_image":"media/a b.webp","authors":[{"name":"Ani"},{"url":"https://example.org/"}],"_lontar":{"section":"S","caption":"C"}}`))
	if len(articles) != 1 {
		t.Fatal(faults)
	}
	got, a := articles[0].Entry(), articles[0]
	want := article.Entry{
		Slug: "a", Title: "Judul", Section: "S", Language: "id", Dir: "ltr", Authors: []string{"Ani"}, Minutes: 1,
		Hash: a.Hash, Bytes: len(a.Raw), Image: &article.Picture{URL: "/content/media/a%20b.webp", Alt: "C"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDuplicates(t *testing.T) {
	at := func(file, slug, id string) article.Located {
		return article.Located{File: file, Article: article.Article{Slug: slug, ID: id, Title: "T"}}
	}
	articles := []article.Located{
		at("articles/a.json", "a", "1"), at("articles/b.json", "b", "1"), at("articles/feed.json", "a", "2"),
		at("articles/feed.json", "c", "3"), at("articles/feed.json", "d", "3"), at("articles/z.json", "z", "2"),
	}
	kept, faults := article.Distinct(articles)
	if len(kept) != 3 || kept[2].Article.Slug != "z" {
		t.Errorf("kept %v", kept)
	}
	want := [][]string{{"articles/b.json", "articles/a.json"}, {"articles/feed.json", "articles/a.json"}, {"articles/feed.json", "another item"}}
	if len(faults) != len(want) {
		t.Fatalf("got the faults %v", faults)
	}
	for i, f := range faults {
		for _, name := range want[i] {
			if !strings.Contains(f.Error(), name) {
				t.Errorf("%q does not name %q", f.Error(), name)
			}
		}
	}
	if got := article.Duplicates(articles); !reflect.DeepEqual(got, faults) {
		t.Errorf("Duplicates says %v", got)
	}
}

func FuzzDecodeCatalogue(f *testing.F) {
	f.Add([]byte(`{"version":"1","hash":"00","articles":[{"slug":"a","title":"t","hash":"00","date":"2024-06-01T10:00:00+07:00"}]}`))
	f.Add([]byte(`{"version":"1","articles":[{"slug":"a","media":[{"path":"media/x","hash":"0"}]}]}`))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := article.DecodeCatalogue(data)
		if err != nil {
			return
		}
		for _, e := range c.Articles {
			if !article.ValidSlug(e.Slug) || e.Hash == "" {
				t.Errorf("accepted the entry %+v", e)
			}
			for _, m := range e.Media {
				if !article.ValidMedia(m.Path) {
					t.Errorf("accepted the media path %q", m.Path)
				}
			}
		}
	})
}
