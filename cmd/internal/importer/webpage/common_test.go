package webpage_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/siteconfig"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
	"github.com/lontar-reader/lontar/cmd/internal/importer/webpage"
)

// prose is enough text for a page to have an article.
const prose = `<p>The lighthouse keeper counted the boats as they came in, and wrote each name into the book that his father had begun.</p>
<p>On the last day of the month he counted twice, because the harbour master had asked him to, and because one was missing.</p>
<p>It came in at dusk, without its mast, and with a passenger whom nobody on the quay had ever seen before that evening.</p>`

// rulesOf makes rules for one host.
func rulesOf(tb testing.TB, host, text string) *siteconfig.Rules {
	tb.Helper()
	rules, faults := siteconfig.LoadFolder(fstest.MapFS{host + ".txt": {Data: []byte(text)}})
	for _, f := range faults {
		tb.Error(f)
	}
	return rules
}

// read reads a page from https://news.example.org/2024/boat.
func read(tb testing.TB, page string) draft.Draft {
	tb.Helper()
	return readSource(tb, source.Source{Name: "page.html", URL: "https://news.example.org/2024/boat", Data: []byte(page), Now: now})
}

func readSource(tb testing.TB, src source.Source) draft.Draft {
	tb.Helper()
	var got draft.Draft
	if err := webpage.Read(src, nil, func(d draft.Draft) error { got = d; return nil }); err != nil {
		tb.Fatal(err)
	}
	return got
}

func contains(s, part string) bool { return strings.Contains(s, part) }

func count(s, part string) int { return strings.Count(s, part) }
