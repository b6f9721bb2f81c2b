package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// A library can be brought into another: articles keep their names and take their media along.
func TestALibraryIsASource(t *testing.T) {
	in := t.TempDir()
	file := write(t, in, "articles/chosen-name.json", []byte(`{"id": "urn:x:1", "title": "Another title", "image": "/content/media/lead.png", "language": "en",
		"content_html": "<p>Text with a picture: <img src=\"/content/media/a.png\" alt=\"A\"> and <a href=\"/articles/other\">a link</a>.</p>",
		"_lontar": {"section": "News", "series": "The series", "position": 3}}`))
	write(t, in, "articles/other.json", []byte(`{"id": "urn:x:2", "title": "The other", "language": "en", "content_text": "A text."}`))
	write(t, in, "media/lead.png", importtest.Picture(300, 200, 1))
	write(t, in, "media/a.png", importtest.Picture(200, 300, 9))
	linked := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	for range 2 {
		if err := linked.run(t, in); err != nil {
			t.Fatal(err)
		}
		if content := read(t, linked.options.Dir, "articles/chosen-name.json").ContentHTML; !strings.Contains(content, `href="/articles/other"`) {
			t.Errorf("the link is lost: %s", content)
		}
	}
	for name, source := range map[string]string{"the folder": in, "one file": file} {
		j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
		if err := j.run(t, source); err != nil {
			t.Fatalf("%s: %v %+v", name, err, j.events)
		}
		a, e := read(t, j.options.Dir, "articles/chosen-name.json"), j.events[0]
		if a.Slug != "chosen-name" || a.News.Section != "News" || a.News.Position != 3 || !strings.HasPrefix(a.Image, "/content/media/") {
			t.Errorf("%s: %+v %+v", name, a, e.Media)
		}
		paths := article.MediaPaths(a)
		if len(paths) < 2 {
			t.Errorf("%s: media %q", name, paths)
		}
		for _, path := range paths {
			if _, err := os.Stat(filepath.Join(j.options.Dir, path)); err != nil {
				t.Error(err)
			}
		}
	}
}
