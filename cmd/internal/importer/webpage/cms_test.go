package webpage_test

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/readeck/go-readability/v2"

	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

var (
	wanted  = regexp.MustCompile(`«([^»]*)»`)
	address = regexp.MustCompile(`<!-- (\S+) -->`)
	tags    = regexp.MustCompile(`<[^>]+>`)
)

// kinds are the elements of which nothing may be lost. Those in wanted text are counted.
var kinds = []string{"<pre", "<math", "<figcaption", "<blockquote", "<th>", "<li"}

// TestSystems reads pages in the manner of systems for content. What a reader wants of them stands between « and ». The text
// has to be nearly all of it, and no worse than what readability alone finds.
func TestSystems(t *testing.T) {
	names, err := filepath.Glob("testdata/cms/*.html")
	if err != nil || len(names) < 30 {
		t.Fatalf("%d pages, want 30: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".html"), func(t *testing.T) {
			marked, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var want strings.Builder
			for _, m := range wanted.FindAllSubmatch(marked, -1) {
				want.Write(append(m[1], '\n'))
			}
			data := []byte(strings.NewReplacer("«", "", "»", "").Replace(string(marked)))
			at := string(address.FindSubmatch(marked)[1])
			d := readSource(t, source.Source{Name: name, URL: at, Data: data, Now: now})
			alone := ""
			u, err := url.Parse(at)
			if err != nil {
				t.Fatal(err)
			}
			if a, err := readability.FromReader(bytes.NewReader(data), u); err == nil && a.Node != nil {
				var b strings.Builder
				if err := a.RenderHTML(&b); err != nil {
					t.Fatal(err)
				}
				alone = b.String()
			}
			wantText := textOf(want.String())
			ours, theirs := similarity(textOf(d.HTML), wantText), similarity(textOf(alone), wantText)
			t.Logf("%.3f, readability alone %.3f", ours, theirs)
			least := 0.97
			if strings.HasSuffix(name, "stackoverflow-like.html") {
				least = 0.95 // names stand above the posts, and below them in the page
			}
			if ours < least || ours < theirs-0.001 {
				t.Errorf("%.3f of the article, readability alone %.3f:\n%s", ours, theirs, d.HTML)
			}
			for _, kind := range kinds {
				n := 0
				for _, piece := range strings.Split(string(marked), kind)[1:] {
					// The element is wanted when the next text in it is.
					if strings.HasPrefix(strings.TrimSpace(tags.ReplaceAllString(kind+piece[:min(len(piece), 400)], "")), "«") {
						n++
					}
				}
				if got := strings.Count(d.HTML, kind); got < n {
					t.Errorf("%d of %s, want %d:\n%s", got, kind, n, d.HTML)
				}
			}
		})
	}
}
