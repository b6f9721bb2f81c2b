package webpage_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// TestLists says which pages lead to articles and are none.
func TestLists(t *testing.T) {
	times := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	teaser := `<div class="card"><h3><a href="/2024/06/boat-#">Boat number # comes in late again</a></h3><p>The keeper counted it twice, and wrote down what he saw of its mast.</p><span>25 June 2024</span></div>`
	feed := `<link rel="alternate" type="application/rss+xml" href="/comments/feed" title="Comments"><link rel="alternate" type="application/rss+xml" href="/feed.xml">`
	tests := []struct {
		name, address, page string
		list                bool
	}{
		{"a home page", "https://news.example.org/", `<title>The Harbour News</title>` + feed + `<body><h1>The Harbour News</h1><main>` + times(12, teaser) + `</main>`, true},
		{"a home page with a portrait of the outlet", "https://news.example.org/", `<title>The Harbour News</title>` + feed + `<body><main>` + times(12, teaser) + `</main><p>The Harbour News has been the paper of the coast since 1908, and belongs to those who write it.</p>`, true},
		{"cards that are links", "https://news.example.org/", `<title>The Harbour News</title>` + feed + `<body>` + times(8, `<a href="/2024/boat-#"><h2>Boat number # comes in late</h2><p>The keeper counted it twice.</p></a>`), true},
		{"a page of a topic", "https://news.example.org/tag/boats", `<title>Boats</title>` + feed + `<body><h1>Boats</h1>` + times(6, teaser), true},
		{"a section under a name of its own", "https://news.example.org/harbour", `<title>Harbour</title>` + feed + `<body><h1>Harbour</h1>` + times(10, teaser), true},
		{"a blog with its posts whole", "https://news.example.org/", `<title>Boats</title>` + feed + `<body>` + times(4, `<article><h2><a href="/boat-#">Boat number # comes</a></h2>`+prose+prose+`</article>`), true},
		{"links alone", "https://news.example.org/", `<title>Links</title>` + feed + `<body><table>` + times(30, `<tr><td>#.</td><td><a href="https://w#.example.net/a">Boat number # comes in late again</a> (w#.example.net)</td></tr>`) + `</table>`, true},

		{"an article with others below", "https://news.example.org/2024/boat", `<title>Boat late</title><body><article><h1>Boat late</h1>` + prose + prose + `</article><div>` + times(12, teaser) + `</div>`, false},
		{"a short article with others below", "https://news.example.org/2024/boat", `<title>Boat late</title><meta property="article:published_time" content="2024-06-25"><body><article><h1>Boat late</h1><p>It came.</p></article><div>` + times(12, teaser) + `</div>`, false},
		{"one that compares", "https://news.example.org/best-boats", `<title>The best boats</title><body><article><h1>The best boats</h1>` + prose + times(6, `<h2><a href="/boat/#">Boat number # of the yard</a></h2>`+prose+prose) + `</article>`, false},
		{"headings that lead to other sites", "https://news.example.org/", `<title>Links of the week</title><body><article><h1>Links of the week</h1>` + times(6, `<h2><a href="https://w#.example.net/a">Boat number # comes</a></h2><p>The keeper counted it twice, and wrote down what he saw of its mast, in a hand that nobody reads.</p>`) + `</article>`, false},
		{"a page at the root that is a text", "https://boat.example.org/", `<title>The boat</title><body><h1>The boat</h1>` + prose + `<h2>Its mast</h2>` + prose, false},
		{"a saved page", "", `<title>The boat</title><body><h1>The boat</h1>` + prose + times(4, teaser), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := source.Source{Name: "page.html", URL: test.address, Data: []byte(test.page), Now: now}
			err := webpage.Read(src, nil, func(draft.Draft) error { return nil })
			if errors.Is(err, webpage.ErrList) != test.list {
				t.Fatalf("the error is %v, want a list: %v", err, test.list)
			}
			if test.list && !strings.HasSuffix(err.Error(), "or of its feed: https://news.example.org/feed.xml") {
				t.Errorf("the error %q does not name the feed", err)
			}
		})
	}
}
