package syndication_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/drafttest"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/syndication"
)

var update = flag.Bool("update", false, "rewrite the drafts that the feeds are expected to give")

// from makes a source of a feed.
func from(data string) source.Source {
	return source.Source{Name: "feed.xml", Data: []byte(data), Now: time.Date(2024, time.June, 25, 12, 0, 0, 0, time.UTC)}
}

// read gives the drafts of a feed.
func read(t testing.TB, data string) ([]draft.Draft, error) {
	t.Helper()
	var drafts []draft.Draft
	err := syndication.Read(from(data), func(d draft.Draft) error {
		drafts = append(drafts, d)
		return nil
	})
	return drafts, err
}

func TestFeeds(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/feed.*")
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 15 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, path := range cases {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			drafts, err := read(t, string(data))
			if cut := filepath.Base(filepath.Dir(path)) == "damaged"; errors.Is(err, syndication.ErrCut) != cut || err != nil && !cut {
				t.Fatal(err)
			}
			drafttest.Golden(t, filepath.Join(filepath.Dir(path), "drafts.json"), drafts, *update)
		})
	}
}

func TestNoFeed(t *testing.T) {
	for data, want := range map[string]error{
		"":                                     syndication.ErrEmpty,
		" \n\t":                                syndication.ErrEmpty,
		"<!DOCTYPE html><html><head></head>":   syndication.ErrWebPage,
		"<html><body><p>Not a feed</p></body>": syndication.ErrWebPage,
		"<!doctype html>\n<div><body>x":        syndication.ErrWebPage,
		"<opml version=\"2.0\"><body/></opml>": syndication.ErrOPML,
		"<svg><path/></svg>":                   syndication.ErrNotFeed,
		"plain text":                           syndication.ErrNotFeed,
		"{\"a\": 1}":                           syndication.ErrNotFeed,
	} {
		if _, err := read(t, data); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", data, err, want)
		}
	}
	for _, data := range []string{"{", "{\"items\": [", "[1", "<rss", "<rss><channel><item><title>x"} {
		drafts, err := read(t, data)
		if err == nil && len(drafts) == 0 {
			t.Errorf("%q: nothing read and no error", data)
		}
	}
}

// TestACutFeedFails has feeds that end in the middle of their seventh item: six are read, and the feed is a failure.
func TestACutFeedFails(t *testing.T) {
	for name, data := range map[string]string{"rss": feedOf(10), "json": jsonOf(10)} {
		drafts, err := read(t, data[:strings.Index(data, "Item 6")+4])
		if len(drafts) != 6 || !errors.Is(err, syndication.ErrCut) || !strings.Contains(err.Error(), "item 7") {
			t.Errorf("%s: %d drafts, %v", name, len(drafts), err)
		}
	}
}

// TestEmitFails shows that the error which ends an import comes back as it is.
func TestEmitFails(t *testing.T) {
	stop := errors.New("stop")
	for _, data := range []string{feedOf(100), jsonOf(100)} {
		n := 0
		err := syndication.Read(from(data), func(draft.Draft) error {
			if n++; n == 3 {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) || n != 3 {
			t.Errorf("got %v after %d drafts", err, n)
		}
	}
}

// feedOf makes an RSS feed of n items with some text.
func feedOf(n int) string { return feedWith(n, strings.Repeat("A word or two. ", 12)) }

// feedWith makes one whose items have a text.
func feedWith(n int, text string) string {
	var b strings.Builder
	b.WriteString("<rss version=\"2.0\"><channel><title>Long</title><link>https://long.example.org/</link><language>en</language>")
	for i := range n {
		fmt.Fprintf(&b, "<item><title>Item %d</title><link>https://long.example.org/%d</link><pubDate>Tue, 25 Jun 2024 10:30:00 +0700</pubDate>"+
			"<category>One</category><description>&lt;p&gt;Text of item %d. %s&lt;/p&gt;</description></item>\n", i, i, i, text)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// jsonOf makes a JSON Feed of n items.
func jsonOf(n int) string { return jsonWith(n, strings.Repeat("A word or two. ", 12)) }

// jsonWith makes one whose items have a text.
func jsonWith(n int, text string) string {
	var b strings.Builder
	b.WriteString(`{"version":"https://jsonfeed.org/version/1.1","title":"Long","items":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"https://long.example.org/%d","title":"Item %d","content_html":"<p>%s</p>"}`, i, i, text)
	}
	b.WriteString("]}")
	return b.String()
}

// TestLongFeeds shows that a feed of more than MaxItems items is read to that number, with a note, and that the memory
// taken beside the feed's own bytes does not grow with it.
func TestLongFeeds(t *testing.T) {
	for name, data := range map[string]string{"rss": feedWith(syndication.MaxItems+50, "A word."), "json": jsonWith(syndication.MaxItems+50, "A word.")} {
		t.Run(name, func(t *testing.T) {
			src := from(data)
			runtime.GC()
			var before, now runtime.MemStats
			runtime.ReadMemStats(&before)
			peak := uint64(0)
			n, notes := 0, []string(nil)
			start := time.Now()
			err := syndication.Read(src, func(d draft.Draft) error {
				n++
				notes = d.Notes
				if n%25_000 == 0 {
					runtime.GC()
					runtime.ReadMemStats(&now)
					peak = max(peak, now.HeapAlloc)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if n != syndication.MaxItems {
				t.Errorf("%d items", n)
			}
			if len(notes) == 0 || !strings.Contains(notes[len(notes)-1], "only the first") {
				t.Errorf("the last draft has no note of the limit: %q", notes)
			}
			grown := int64(peak) - int64(before.HeapAlloc)
			t.Logf("%d items, %d MB, in %v (%.0f a second), %d KiB live beside it", n, len(data)>>20, time.Since(start).Round(time.Millisecond),
				float64(n)/time.Since(start).Seconds(), grown>>10)
			if grown > int64(len(data))+(16<<20) {
				t.Errorf("the heap grew by %d MiB", grown>>20)
			}
		})
	}
}

// TestHostile bounds what a feed can cost.
func TestHostile(t *testing.T) {
	deep := strings.Repeat("<a>", 100_000)
	for name, data := range map[string]string{
		"deep head":     "<rss><channel>" + deep + "<item><title>T</title></item>",
		"deep item":     "<rss><channel><item><title>T</title>" + deep + strings.Repeat("</a>", 100_000) + "</item><item><title>U</title><link>https://x.example.org/</link></item></channel></rss>",
		"deep content":  "<rss><channel><item><title>T</title><description>" + strings.Repeat("&lt;div&gt;", 100_000) + "</description></item></channel></rss>",
		"deep JSON":     `{"items":` + strings.Repeat("[", 200_000),
		"deep in items": `{"items":[{"id":"1","content_text":"x"},` + strings.Repeat(`{"a":`, 200_000),
		"many quotes":   "<rss><channel>" + strings.Repeat("<item a='", 50_000),
		"many opens":    "<rss><channel>" + strings.Repeat("<item>", 100_000),
		"many CDATA":    "<rss><channel>" + strings.Repeat("<![CDATA[", 100_000),
		"many comments": "<rss><channel>" + strings.Repeat("<!--", 100_000),
		"large item":    "<rss><channel><item><description>" + strings.Repeat("x", 9<<20) + "</description></item><item><title>U</title></item></channel></rss>",
		"ampersands":    "<rss><channel><item><title>T</title><description>" + strings.Repeat("&", 500_000) + "</description></item></channel></rss>",
		"many tags":     "<rss><channel><item><title>T</title>" + strings.Repeat("<category>x</category>", 100_000) + "</item></channel></rss>",
		"many media":    "<rss><channel><item><title>T</title>" + strings.Repeat("<enclosure url='https://x.example.org/a'/>", 100_000) + "</item></channel></rss>",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			drafts, err := read(t, data)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("it took %v", d)
			}
			if err == nil && len(drafts) == 0 {
				t.Error("nothing read and no error")
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*/feed.*")
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, data string) {
		start := time.Now()
		drafts, _ := read(t, data)
		if d := time.Since(start); d > time.Second {
			t.Errorf("it took %v", d)
		}
		for _, d := range drafts {
			if d.URL != "" && !strings.HasPrefix(d.URL, "http") {
				t.Errorf("not a web address: %q", d.URL)
			}
		}
		_, _ = syndication.Outlines(from(data))
	})
}

func BenchmarkRead(b *testing.B) {
	const n = 1000
	src := from(feedOf(n))
	b.SetBytes(int64(len(src.Data)))
	for b.Loop() {
		if err := syndication.Read(src, func(draft.Draft) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "items/s")
}
