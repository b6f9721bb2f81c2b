package feed_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/feed"
)

var site = feed.Site{
	Title: "Kabar & <b>Daun</b>", Description: "Palm leaves", Language: "id", URL: "https://example.org/news/",
}

func items() []feed.Item {
	wib := time.FixedZone("WIB", 7*3600)
	full := article.Article{
		Slug: "full", ID: "urn:lontar:full", URL: "https://origin.example/full", Title: `</title><script>alert("1")</script> & ]]>` + "\x00\x0b\ufffe",
		Summary: "A summary\x1b", Published: time.Date(2026, 3, 1, 10, 30, 0, 0, wib), Modified: time.Date(2026, 3, 2, 0, 0, 0, 0, wib),
		Authors: []article.Author{{Name: "Ayu", URL: "https://example.org/ayu"}, {Name: "Budi"}}, Tags: []string{"daun & lontar", "b"},
		Language: "id", Image: "/content/media/x y.webp",
		Attachments: []article.Attachment{{URL: "media/a.mp3", MIMEType: "audio/mpeg", Size: 10, Duration: 2.5}, {URL: "javascript:alert(1)"}},
		News:        article.News{Section: "Budaya", Dateline: "DENPASAR", Rights: "CC BY"},
	}
	return []feed.Item{
		{Article: article.Article{Slug: "undated", ID: "7", Title: "Undated", ContentText: "just text"}, URL: site.URL + "articles/undated"},
		{Article: full, URL: site.URL + "articles/full", ContentHTML: "<p>a &amp; b ]]> \x0c</p>"},
		{Article: article.Article{Slug: "twin", ID: "urn:lontar:full", Title: "Twin", Published: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}, URL: site.URL + "articles/twin", ContentHTML: "<p>x</p>"},
	}
}

func TestJSON(t *testing.T) {
	data, err := feed.JSON(site, items())
	if err != nil {
		t.Fatal(err)
	}
	var f struct {
		Version, Title, Language string
		FeedURL                  string `json:"feed_url"`
		Items                    []struct {
			ID, URL, Title, Image string
			ContentHTML           string `json:"content_html"`
			ContentText           string `json:"content_text"`
			ExternalURL           string `json:"external_url"`
			Published             string `json:"date_published"`
			Attachments           []map[string]any
			Lontar                map[string]string `json:"_lontar"`
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	if f.Version != "https://jsonfeed.org/version/1.1" || f.FeedURL != "https://example.org/news/feed.json" || f.Language != "id" {
		t.Errorf("head is %+v", f)
	}
	first, last := f.Items[0], f.Items[2]
	if first.ID != "urn:lontar:full" || f.Items[1].ID != f.Items[1].URL || last.ID != last.URL {
		t.Errorf("ids are %q %q %q", first.ID, f.Items[1].ID, last.ID)
	}
	if first.Published != "2026-03-01T10:30:00+07:00" || first.Lontar["dateline"] != "DENPASAR" || len(first.Attachments) != 1 ||
		first.Image != "https://example.org/news/content/media/x%20y.webp" || first.ExternalURL != "https://origin.example/full" {
		t.Errorf("first is %+v", first)
	}
	if last.ContentText != "just text" || last.Published != "" || last.Lontar != nil {
		t.Errorf("last is %+v", last)
	}
}

func TestJSONIsReadByTheHouse(t *testing.T) {
	data, err := feed.JSON(site, items()[1:])
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"section": "Budaya"`) {
		t.Errorf("no _lontar in %s", data)
	}
	empty, err := feed.JSON(site, nil)
	if err != nil || !strings.Contains(string(empty), `"items": []`) {
		t.Errorf("an empty library gives %s, %v", empty, err)
	}
}

type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		Lang    string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Authors []struct {
			Name string `xml:"name"`
		} `xml:"author"`
		Categories []struct {
			Term string `xml:"term,attr"`
		} `xml:"category"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

func TestAtom(t *testing.T) {
	data, err := feed.Atom(site, items())
	if err != nil {
		t.Fatal(err)
	}
	var f atomFeed
	if err := xml.Unmarshal(data, &f); err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	if f.ID != site.URL || f.Lang != "id" || f.Updated != "2026-03-02T00:00:00+07:00" || f.Links[0].Rel != "self" || f.Links[0].Href != site.URL+"feed.xml" {
		t.Errorf("head is %+v", f)
	}
	seen := map[string]bool{}
	for _, e := range f.Entries {
		if u, err := url.Parse(e.ID); err != nil || !u.IsAbs() || seen[e.ID] {
			t.Errorf("id %q is no URI or not its own", e.ID)
		}
		seen[e.ID] = true
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			t.Error(err)
		}
	}
	e := f.Entries[0]
	if e.Title != `</title><script>alert("1")</script> & ]]>` || len(e.Authors) != 2 || e.Categories[0].Term != "daun & lontar" ||
		e.Lang != "id" || e.Content.Type != "html" || e.Content.Text != "<p>a &amp; b ]]> </p>" {
		t.Errorf("entry is %+v", e)
	}
	if last := f.Entries[2]; last.Content.Type != "text" || last.Content.Text != "just text" {
		t.Errorf("text is %+v", last)
	}
}

func TestAtomOfNothing(t *testing.T) {
	data, err := feed.Atom(site, nil)
	var f atomFeed
	if err != nil || xml.Unmarshal(data, &f) != nil || f.Updated == "" {
		t.Errorf("%s, %v", data, err)
	}
}

func TestFeedsHoldTheNewest(t *testing.T) {
	var many []feed.Item
	for i := range 120 {
		many = append(many, feed.Item{
			Article: article.Article{Slug: fmt.Sprint(i), Title: "t", Published: time.Date(2026, 1, 1, i, 0, 0, 0, time.UTC)},
			URL:     fmt.Sprintf("%sarticles/%d", site.URL, i), ContentHTML: "<p>x</p>",
		})
	}
	data, err := feed.Atom(site, many)
	var f atomFeed
	if err != nil || xml.Unmarshal(data, &f) != nil || len(f.Entries) != feed.Newest || f.Entries[0].ID != site.URL+"articles/119" {
		t.Errorf("%d entries, %v", len(f.Entries), err)
	}
	if many[0].Article.Slug != "0" {
		t.Error("the items are in another order")
	}
}

func TestSitemap(t *testing.T) {
	data, err := feed.Sitemap(site, []feed.Page{
		{URL: site.URL + "articles/a?x=1&y=2", Modified: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}, {URL: site.URL}, {URL: ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if strings.Count(string(data), "<loc>") != 2 || !strings.Contains(string(data), "x=1&amp;y=2</loc>") || !strings.Contains(string(data), "2026-01-02T03:04:05Z") {
		t.Errorf("%s", data)
	}
}

func TestRobots(t *testing.T) {
	got := string(feed.Robots(site))
	for _, line := range []string{"User-agent: *", "Disallow: /news/saved", "Sitemap: https://example.org/news/sitemap.xml"} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("%q is not in %s", line, got)
		}
	}
	if strings.Contains(string(feed.Robots(feed.Site{URL: "https://x/\nDisallow: /"})), "\nDisallow: /\n") {
		t.Error("an address can write a rule")
	}
}

func TestAbsolute(t *testing.T) {
	const base = "https://example.org/news/articles/x"
	for _, c := range []struct{ in, want string }{
		{`<a href="/news/saved">x</a>`, `<a href="https://example.org/news/saved">x</a>`},
		{`<a href="#a-fn">x</a>`, `<a href="https://example.org/news/articles/x#a-fn">x</a>`},
		{`<a href="mailto:a@b.c">x</a>`, `<a href="mailto:a@b.c">x</a>`},
		{
			`<img src="/c/x.webp" srcset="/c/x.webp 800w, /c/y%2Cz.webp 2x" alt=""/>`,
			`<img src="https://example.org/c/x.webp" srcset="https://example.org/c/x.webp 800w, https://example.org/c/y%2Cz.webp 2x" alt=""/>`,
		},
		{`<img src="data:image/png;base64,AAAA" alt="a"/>`, `<img src="data:image/png;base64,AAAA" alt="a"/>`},
		{`<video poster="/p.webp"><source src="/v.mp4"/></video>`, `<video poster="https://example.org/p.webp"><source src="https://example.org/v.mp4"/></video>`},
		{`text & <b>more`, `text &amp; <b>more</b>`},
	} {
		if got := feed.Absolute(c.in, base); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
	if feed.Absolute(`<a href="/x">x`, "/no-base") != `<a href="/x">x` {
		t.Error("a base that is none changes something")
	}
}

func FuzzAtom(f *testing.F) {
	f.Add("title", "id", "<p>x</p>")
	f.Add("\x00\xff]]>", "urn:\x01", "&\ufffe")
	f.Fuzz(func(t *testing.T, title, id, content string) {
		data, err := feed.Atom(site, []feed.Item{{Article: article.Article{Title: title, ID: id, Tags: []string{title}}, URL: site.URL + "a", ContentHTML: content}})
		if err != nil {
			t.Fatal(err)
		}
		var back atomFeed
		if err := xml.Unmarshal(data, &back); err != nil {
			t.Fatalf("%v in %q", err, data)
		}
	})
}
