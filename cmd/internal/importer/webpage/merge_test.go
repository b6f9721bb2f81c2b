package webpage_test

import (
	"reflect"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

func TestMerge(t *testing.T) {
	published := time.Date(2024, 6, 25, 10, 1, 0, 0, time.FixedZone("WIB", 7*3600))
	page := draft.Draft{
		Format: draft.HTML, URL: "https://news.example.org/boat", Aliases: []string{"https://news.example.org/amp"}, Title: "From the page", Summary: "page", HTML: "<p>page</p>", Base: "https://news.example.org/boat",
		Published: published, Authors: []article.Author{{Name: "Ane Holm", URL: "https://news.example.org/ane"}}, Tags: []string{"page"}, Language: "id",
		Image: draft.Picture{URL: "/a.jpg", Caption: "page"}, News: article.News{Section: "Sea", Source: "Harbour News"}, Notes: []string{"from the page"},
	}
	export := draft.Draft{
		Format: draft.Pocket, Place: "line 3", ID: "pocket:7", URL: "https://news.example.org/boat?utm_source=x", Title: "From the export", Tags: []string{"saved"}, Authors: []article.Author{{Name: "ane holm"}},
		Fetch: true, Notes: []string{"from the export"}, News: article.News{Section: "World"},
	}
	got := webpage.Merge(export, page)
	want := page
	want.Format, want.Place, want.ID = draft.Pocket, "line 3", "pocket:7"
	want.Aliases = []string{"https://news.example.org/boat?utm_source=x", "https://news.example.org/amp"}
	want.Title, want.Tags = "From the export", []string{"saved"}
	want.Authors = []article.Author{{Name: "ane holm", URL: "https://news.example.org/ane"}}
	want.News = article.News{Section: "World", Source: "Harbour News"}
	want.Notes = []string{"from the export", "from the page"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("merged\n got %+v\nwant %+v", got, want)
	}
	if got := webpage.Merge(draft.Draft{Title: "https://news.example.org/boat", URL: "https://news.example.org/boat"}, page); got.Title != "From the page" {
		t.Errorf("an address for a title goes before a title: %q", got.Title)
	}
	if got := webpage.Merge(draft.Draft{Title: "x", HTML: "<p>feed</p>", Base: "https://feed.example.org/"}, draft.Draft{}); got.HTML != "<p>feed</p>" || got.Base != "https://feed.example.org/" {
		t.Errorf("the content of a feed is lost where the page has none: %+v", got)
	}
	if got := webpage.Merge(draft.Draft{Published: published.UTC()}, page); got.Published.Format(time.RFC3339) != "2024-06-25T10:01:00+07:00" {
		t.Errorf("the offset of the place is lost: %v", got.Published)
	}
}

func TestPagesOfOneArticle(t *testing.T) {
	rules, faults := siteconfig.LoadFolder(fstest.MapFS{"news.example.org.txt": {Data: []byte("next_page_link: //a[@rel='next']\nsingle_page_link: //a[@id='all']/@href\n")}})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	src := source.Source{Name: "p", URL: "https://news.example.org/boat", Data: []byte(`<body>` + prose + `<a rel="next" href="?page=2">2</a><a id="all" href="/boat/all">all</a>`), Now: now}
	single, next := webpage.Links(src, rules)
	if single != "https://news.example.org/boat/all" || next != "https://news.example.org/boat?page=2" {
		t.Errorf("the links are %q and %q", single, next)
	}
	if single, next := webpage.Links(src, nil); single != "" || next != "https://news.example.org/boat?page=2" {
		t.Errorf("without rules the links are %q and %q", single, next)
	}
	got := webpage.Append(draft.Draft{URL: "a", HTML: "<p>1</p>", Notes: []string{"n"}}, draft.Draft{URL: "b", HTML: "<p>2</p>", Notes: []string{"n", "m"}})
	want := draft.Draft{URL: "a", HTML: "<p>1</p>\n<p>2</p>", Aliases: []string{"b"}, Notes: []string{"n", "m"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("joined\n got %+v\nwant %+v", got, want)
	}
}

func TestRules(t *testing.T) {
	page := `<title>Wrong</title><body><h1>Right</h1><div class="story">` + prose + `<div class="poll-box">Vote now</div><td bgcolor="red"></td><img src="/pixel/a.gif" alt=""><img data-later="/b.jpg" alt="b"><a class="gloss">quay</a><p class="said">Words spoken</p></div><div class="other">` + prose + `</div>`
	rules := rulesOf(t, "news.example.org", "title: //h1\nbody: //div[@class='story']\nstrip_id_or_class: poll\nstrip_image_src: /pixel/\nsrc_lazy_load_attr: data-later\ndissolve: //a[@class='gloss']\nwrap_in(blockquote): //p[@class='said']\nreplace_string(Words): Things\n")
	var d draft.Draft
	if err := webpage.Read(source.Source{Name: "p", URL: "https://news.example.org/boat", Data: []byte(page), Now: now}, rules, func(got draft.Draft) error { d = got; return nil }); err != nil {
		t.Fatal(err)
	}
	if d.Title != "Right" {
		t.Errorf("the title is %q", d.Title)
	}
	for text, want := range map[string]bool{
		"counted twice": true, "Vote now": false, "pixel": false, "https://news.example.org/b.jpg": true, "<a>": false, "<blockquote><p>Things spoken</p></blockquote>": true, "bgcolor": false,
	} {
		if got := contains(d.HTML, text); got != want {
			t.Errorf("%q in the content: %v, want %v\n%s", text, got, want, d.HTML)
		}
	}
	if n := count(d.HTML, "counted twice"); n != 1 {
		t.Errorf("the story stands in the content %d times", n)
	}
}
