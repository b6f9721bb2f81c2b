package syndication_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
)

const opml = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="Berita"><outline text="Jawa &amp; Bali" title="Jawa &amp;amp; Bali">
<outline type="rss" text="Kabar" xmlUrl="https://kabar.example.org/feed" htmlUrl="https://kabar.example.org/" category="/Pesisir/Utara,berita"/>
</outline><outline type="rss" text="Twice" xmlUrl="https://kabar.example.org/feed"/></outline>
<outline type="rss" title="Caf` + "\xe9" + `" xmlurl="feed://cafe.example.fr/rss"><outline type="rss" text="Inner" xmlUrl="/relative"/></outline>
<outline text="no address" type="rss" xmlUrl="ftp://x.example.org/"/><outline text="a link" type="link" url="https://link.example.org/"/>
</body></opml>`

func TestOutlines(t *testing.T) {
	want := []syndication.Outline{
		{Title: "Kabar", FeedURL: "https://kabar.example.org/feed", PageURL: "https://kabar.example.org/", Tags: []string{"Berita", "Jawa & Bali", "Pesisir", "Utara"}},
		{Title: "Café", FeedURL: "http://cafe.example.fr/rss"},
	}
	got, err := syndication.Outlines(from(opml))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestOutlinesDamaged(t *testing.T) {
	cut := opml[:strings.Index(opml, "<outline type=\"rss\" title")]
	if got, err := syndication.Outlines(from(cut)); err != nil || len(got) != 1 {
		t.Errorf("cut off: got %d, %v", len(got), err)
	}
	for _, data := range []string{"", "plain", "<rss></rss>", "<opml><body>" + strings.Repeat("<outline text='x'>", 100_000)} {
		if got, err := syndication.Outlines(from(data)); err == nil {
			t.Errorf("%.40q: got %d feeds and no error", data, len(got))
		}
	}
}
