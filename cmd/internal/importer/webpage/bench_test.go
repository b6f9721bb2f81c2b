package webpage_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"codeberg.org/readeck/go-readability/v2"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// corpus is the pages of testdata, each made as long as pages are: its paragraphs come forty times, and as much of a
// page's frame stands around them.
func corpus(b *testing.B) []source.Source {
	b.Helper()
	frame := strings.Repeat(`<div class="card"><a href="/x"><img src="/t.jpg" alt=""></a><h3><a href="/x">Another story that stands beside this one</a></h3></div>`, 150)
	var out []source.Source
	for _, c := range cases(b) {
		if strings.HasSuffix(c.File, ".mhtml") || c.name == "japanese" {
			continue
		}
		page := string(c.data)
		if i := strings.LastIndex(page, "</p>"); i > 0 {
			start := max(0, strings.LastIndex(page[:i], "<p"))
			page = page[:i+4] + strings.Repeat(page[start:i+4], 40) + page[i+4:]
		}
		page = strings.Replace(page, "</body>", "<div class=\"sidebar\">"+frame+"</div></body>", 1)
		out = append(out, source.Source{Name: c.name, URL: "https://news.example.org/a", ContentType: "text/html; charset=utf-8", Data: []byte(page), Now: now})
	}
	return out
}

// BenchmarkRead and BenchmarkReadability take the same bytes, parsing included.
func BenchmarkRead(b *testing.B) {
	pages := corpus(b)
	for b.Loop() {
		for _, src := range pages {
			if err := webpage.Read(src, nil, func(draft.Draft) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkReadability(b *testing.B) {
	pages := corpus(b)
	address, err := url.Parse("https://news.example.org/a")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, src := range pages {
			found, err := readability.FromReader(bytes.NewReader(src.Data), address)
			if err != nil {
				b.Fatal(err)
			}
			if found.Node != nil {
				if err := found.RenderHTML(new(bytes.Buffer)); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}
