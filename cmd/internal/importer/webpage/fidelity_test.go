package webpage_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	xhtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// fidelityBars are the averages that the suite may not fall below: the figures reached on 24 November 2026 with 55 pages,
// rounded down.
var fidelityBars = map[string]float64{
	"words":     .99,
	"order":     .99,
	"clutter":   .96, // the share of clutter strings that stay out
	"title":     1,
	"authors":   .97,
	"published": .95,
	"modified":  1,
	"language":  1,
	"image":     1,
	"pictures":  1,
	"section":   1,
	"source":    1,
	"canonical": 1,
}

// slack is how far ours may be below the library on one page before it counts as worse.
const slack = .001

// fidelityPage is a page in the manner of a kind of site, and what a reader wants of it. The expectation was written from
// the page by hand, without a look at what any extractor makes of it.
type fidelityPage struct {
	name string
	data []byte

	// Charset is the true coding of page.html where it is not UTF-8. The reader is not told.
	Charset string `json:"charset"`

	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Authors   []string `json:"authors"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified"`
	Language  string   `json:"language"`
	Image     string   `json:"image"`
	Section   string   `json:"section"`
	Source    string   `json:"source"`
	Canonical string   `json:"canonical"`

	// Images are pictures that have to be in the content.
	Images []string `json:"images"`
	// Text is the blocks of text that a reader wants, in order.
	Text []string `json:"text"`
	// May is blocks that are neither wanted nor clutter, since the page shows them and a reader gets them elsewhere, too:
	// the headline, the byline, the standfirst, the caption of the lead picture. An extractor loses nothing by either.
	May []string `json:"may"`
	// Not is strings of clutter.
	Not []string `json:"not"`
}

func fidelityPages(tb testing.TB) []fidelityPage {
	tb.Helper()
	folders, err := filepath.Glob("testdata/fidelity/*")
	if err != nil || len(folders) == 0 {
		tb.Fatal("no pages in testdata/fidelity: ", err)
	}
	var out []fidelityPage
	for _, folder := range folders {
		p := fidelityPage{name: filepath.Base(folder), data: readFile(tb, filepath.Join(folder, "page.html"))}
		decoder := json.NewDecoder(bytes.NewReader(readFile(tb, filepath.Join(folder, "want.json"))))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&p); err != nil {
			tb.Fatalf("%s: %v", folder, err)
		}
		out = append(out, p)
	}
	return out
}

// reading is what an extractor made of a page.
type reading struct {
	html, title         string
	authors             []string
	published, modified time.Time
	language, image     string
	section, source     string
	canonical           string
}

// ours reads a page as the importer does: the bytes and the address, and no help from a header.
func (p fidelityPage) ours(tb testing.TB) reading {
	tb.Helper()
	var got []draft.Draft
	src := source.Source{Name: p.name + ".html", URL: p.URL, Data: p.data, Now: now}
	if err := webpage.Read(src, nil, func(d draft.Draft) error { got = append(got, d); return nil }); err != nil {
		tb.Fatalf("%s: %v", p.name, err)
	}
	if len(got) != 1 {
		tb.Fatalf("%s: %d drafts, want 1", p.name, len(got))
	}
	d := got[0]
	r := reading{
		html: d.HTML, title: d.Title, published: d.Published, modified: d.Modified, language: d.Language,
		image: absolute(d.Base, d.Image.URL), section: d.News.Section, source: d.News.Source, canonical: d.URL,
	}
	if d.HTML == "" {
		r.html = html.EscapeString(d.Text)
	}
	for _, a := range d.Authors {
		r.authors = append(r.authors, a.Name)
	}
	return r
}

// theirs reads a page with go-readability alone, which finds neither a section nor a canonical address.
func (p fidelityPage) theirs(tb testing.TB) reading {
	tb.Helper()
	address, err := url.Parse(p.URL)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := readability.FromReader(bytes.NewReader(p.data), address)
	if err != nil {
		tb.Logf("%s: go-readability: %v", p.name, err)
		return reading{}
	}
	r := reading{
		title: a.Title(), authors: names(a.Byline()), language: a.Language(),
		image: absolute(p.URL, a.ImageURL()), source: a.SiteName(),
	}
	// A missing date is an error there, and the zero time says the same.
	r.published, _ = a.PublishedTime()
	r.modified, _ = a.ModifiedTime()
	if a.Node != nil {
		var out bytes.Buffer
		if err := a.RenderHTML(&out); err != nil {
			tb.Fatalf("%s: go-readability: %v", p.name, err)
		}
		r.html = out.String()
	}
	return r
}

// TestFidelityToPages holds what is read from each page against what a reader wants of it, and against go-readability
// alone on the same bytes. It fails where ours is worse on any page or field, and where the averages are below the bars.
func TestFidelityToPages(t *testing.T) {
	var table strings.Builder
	fmt.Fprintf(&table, "\n%-26s %-13s %-13s %-9s %-11s %s\n", "page (ours/library)", "words", "order", "clutter", "metadata", "wrong in ours")
	us, them := newTotals(), newTotals()
	for _, p := range fidelityPages(t) {
		a, b := p.ours(t), p.theirs(t)
		x, y := p.score(a, true), p.score(b, false)
		us.add(x)
		them.add(y)
		right, lib := 0, 0
		var wrong []string
		for _, f := range fidelityFields {
			want, asked := x.fields[f]
			switch {
			case !asked:
				continue
			case want:
				right++
			default:
				wrong = append(wrong, f+"="+p.said(a, f))
			}
			if y.fields[f] {
				lib++
				if !want {
					t.Errorf("%s: %s is %s; the library has it right", p.name, f, p.said(a, f))
				}
			}
		}
		fmt.Fprintf(&table, "%-26s %.3f/%.3f   %.3f/%.3f   %d/%d of %-2d %2d/%-2d of %-2d %s\n",
			p.name, x.words, y.words, x.order, y.order, len(x.clutter), len(y.clutter), len(p.Not), right, lib, len(x.fields), strings.Join(wrong, "; "))
		p.compare(t, x, y)
	}
	table.WriteString(us.table(them))
	t.Log(table.String())
	us.hold(t)
}

// compare fails where the text of ours is worse than the library's, and shows what the difference is made of.
func (p fidelityPage) compare(t *testing.T, ours, theirs score) {
	t.Helper()
	if ours.words < theirs.words-slack || ours.order < theirs.order-slack {
		t.Errorf("%s: text is worse than the library's: words %.4f < %.4f or order %.4f < %.4f\n  missing: %s\n  extra: %s",
			p.name, ours.words, theirs.words, ours.order, theirs.order, ours.missing, ours.extra)
	} else if ours.missing != "" || ours.extra != "" {
		t.Logf("%s: missing: %s | extra: %s", p.name, ours.missing, ours.extra)
	}
	if len(ours.clutter) > len(theirs.clutter) && theirs.words > .5 {
		t.Errorf("%s: clutter stays that the library keeps out: %q, the library has %q", p.name, ours.clutter, theirs.clutter)
	}
}

// TestFidelityPagesAreSound finds slips in the fixtures: what is wanted has to be on the page, and so has the clutter.
func TestFidelityPagesAreSound(t *testing.T) {
	pages := fidelityPages(t)
	if len(pages) < 32 {
		t.Errorf("%d pages, want 32", len(pages))
	}
	for _, p := range pages {
		data := string(p.data)
		if p.Charset != "" {
			coding, err := htmlindex.Get(p.Charset)
			if err != nil {
				t.Fatal(err)
			}
			if data, err = coding.NewDecoder().String(data); err != nil {
				t.Fatalf("%s: %v", p.name, err)
			}
		}
		// JSON-LD is text of the page as well, where its articleBody is all that a paywall leaves.
		text := squeeze(plainText(data) + html.UnescapeString(data))
		for _, block := range append(append(p.Text, p.May...), p.Not...) {
			if !strings.Contains(text, squeeze(block)) {
				t.Errorf("%s: %q is not on the page", p.name, block)
			}
		}
		for _, clutter := range found(p.Not, strings.Join(p.Text, "\n")) {
			t.Errorf("%s: %q is wanted and clutter at once", p.name, clutter)
		}
		if len(p.Text) < 3 || p.Title == "" || p.URL == "" || len(p.Not) == 0 {
			t.Errorf("%s: text, title, url and not have to be there", p.name)
		}
	}
}

// BenchmarkExtract reads the same pages with the importer's reader and with go-readability alone: from bytes, as the
// reader gets them, and from a document that net/html has parsed, which leaves out the library's search for a charset.
func BenchmarkExtract(b *testing.B) {
	pages := fidelityPages(b)
	every := func(name string, read func(fidelityPage) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for _, p := range pages {
					if err := read(p); err != nil {
						b.Fatalf("%s: %v", p.name, err)
					}
				}
			}
			b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
		})
	}
	every("ours", func(p fidelityPage) error {
		src := source.Source{Name: p.name, URL: p.URL, Data: p.data, Now: now}
		return webpage.Read(src, nil, func(draft.Draft) error { return nil })
	})
	every("readability", func(p fidelityPage) error {
		address, err := url.Parse(p.URL)
		if err != nil {
			return err
		}
		return rendered(readability.FromReader(bytes.NewReader(p.data), address))
	})
	every("readability-parsed", func(p fidelityPage) error {
		address, err := url.Parse(p.URL)
		if err != nil {
			return err
		}
		doc, err := xhtml.Parse(bytes.NewReader(p.data))
		if err != nil {
			return err
		}
		return rendered(readability.FromDocument(doc, address))
	})
}

// rendered renders an article, as a draft has its content as text.
func rendered(a readability.Article, err error) error {
	if err != nil || a.Node == nil {
		return err
	}
	return a.RenderHTML(new(bytes.Buffer))
}

// absolute resolves an address, and is empty for none.
func absolute(base, ref string) string {
	if ref == "" {
		return ""
	}
	b, err := url.Parse(base)
	if err != nil {
		return ref
	}
	r, err := b.Parse(ref)
	if err != nil {
		return ref
	}
	return r.String()
}
