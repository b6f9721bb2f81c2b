package importer_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
)

// A link to an article that could not be written leads where it led.
func TestALinkToAnArticleThatFailedStays(t *testing.T) {
	in := t.TempDir()
	feed := `{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[
	{"id":"https://example.org/a","url":"https://example.org/a","title":"A","content_html":"<button>Text in a button</button>"},
	{"id":"https://example.org/b","url":"https://example.org/b","title":"B","content_html":"<p>See <a href=\"https://example.org/a\">A</a>, which is elsewhere.</p>"}]}`
	file := write(t, in, "feed.json", []byte(feed))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	_ = j.run(t, file)
	for _, e := range j.of(importer.ArticleEvent) {
		a := read(t, j.options.Dir, e.File)
		if strings.Contains(a.ContentHTML, `href="/articles/a"`) {
			t.Errorf("a dead link: %s %+v", a.ContentHTML, j.events)
		}
	}
}
