package syndication_test

import (
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
)

// long is a text that no summary is as long as.
var long = strings.Repeat("The pilot climbs the hill each morning and writes down the wind. ", 14)

func TestTeaser(t *testing.T) {
	for _, c := range []struct {
		description, content, summary string
		teaser                        bool
	}{
		{"A short description.", "", "A short description.", true},
		{long, "", "", false},
		{long + "…", "", "", true},
		{long + " [&#8230;]", "", "", true},
		{long + ` <a href="/x">Read more</a>`, "", "", true},
		{long + ` <a href="/x">Continue reading The pilot</a>`, "", "", true},
		{long + ` <a href="/x">Baca selengkapnya</a>`, "", "", true},
		{long + ` <a href="/x">Lire la suite</a>`, "", "", true},
		{long + ` <a href="/x">Weiterlesen »</a>`, "", "", true},
		{long + ` <a href="/x">Leer más</a>`, "", "", true},
		{long + ` <a href="/x">Читать далее</a>`, "", "", true},
		{long + ` <a href="/x">続きを読む</a>`, "", "", true},
		{long + ` <a href="/x">阅读全文</a>`, "", "", true},
		{long + ` <a href="/x">اقرأ المزيد</a>`, "", "", true},
		{long + " She said no more.", "", "", false},
		{long + " He went on to read.", "", "", false},
		{long + " and we read it more often.", "", "", false},
		{"A summary […]", "<p>Whole, if short.</p>", "A summary…", false},
		{"A summary", "<p>Cut off…</p>", "A summary", true},
		{"Whole, if short.", "<p>Whole, if short.</p>", "", false},
		{`<img src="/a.jpg">`, "", "", false},
		{"", "", "", true},
	} {
		data := `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>I</title>` +
			`<link>https://x.example.org/1</link><description><![CDATA[` + c.description + `]]></description>`
		if c.content != "" {
			data += `<content:encoded><![CDATA[` + c.content + `]]></content:encoded>`
		}
		drafts, err := read(t, data+`</item></channel></rss>`)
		if err != nil || len(drafts) != 1 {
			t.Fatal(err)
		}
		end := c.description[max(0, len(c.description)-40):]
		if got := syndication.Teaser(drafts[0]); got != c.teaser {
			t.Errorf("%q, %q: teaser is %v", end, c.content, got)
		}
		if c.summary != "" && drafts[0].Summary != c.summary || c.summary == "" && !c.teaser && drafts[0].Summary != "" {
			t.Errorf("%q, %q: summary is %q, want %q", end, c.content, drafts[0].Summary, c.summary)
		}
	}
}

// TestSameAsLibrary shows that nothing of a sound feed is lost by cutting it up: titles, addresses and contents are those
// that gofeed gives for the whole.
func TestSameAsLibrary(t *testing.T) {
	data := feedOf(200)
	feed, err := gofeed.NewParser().ParseString(data)
	if err != nil {
		t.Fatal(err)
	}
	drafts, err := read(t, data)
	if err != nil || len(drafts) != len(feed.Items) {
		t.Fatalf("%d drafts of %d items: %v", len(drafts), len(feed.Items), err)
	}
	for i, item := range feed.Items {
		if d := drafts[i]; d.Title != item.Title || d.URL != item.Link || d.HTML != item.Description {
			t.Errorf("item %d: got %q %q %q", i, d.Title, d.URL, d.HTML)
		}
	}
}

// BenchmarkLibrary is gofeed alone on the feed of BenchmarkRead.
func BenchmarkLibrary(b *testing.B) {
	const n = 1000
	data := feedOf(n)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := gofeed.NewParser().ParseString(data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "items/s")
}
