package shelf_test

import (
	"io/fs"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/content"
)

// Every reference in what ships resolves, every picture has its size and its
// description, and nothing ships in vain.
func TestEmbeddedReferencesResolve(t *testing.T) {
	now := snapshotOf(t, content.FS)
	used := map[string]bool{}
	for _, a := range now.Articles {
		for _, path := range article.MediaPaths(a) {
			used[path] = true
			m, ok := now.Media(path)
			if !ok || m.Bytes == 0 {
				t.Errorf("%s: %s is not there", a.Slug, path)
			} else if strings.HasPrefix(m.ContentType, "image/") && (m.Width == 0 || m.Height == 0) {
				t.Errorf("%s: the size of %s cannot be told", a.Slug, path)
			}
		}
		if a.Image != "" && a.News.Caption == "" {
			t.Errorf("%s: its picture has no caption", a.Slug)
		}
		doc, err := html.Parse(strings.NewReader(a.ContentHTML))
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for n := range doc.Descendants() {
			ids[attribute(n, "id")] = true
		}
		for n := range doc.Descendants() {
			for _, key := range []string{"src", "href"} {
				ref := attribute(n, key)
				local, isMedia := article.LocalMedia(ref)
				_, there := now.Media(local)
				fragment, isFragment := strings.CutPrefix(ref, "#")
				if isMedia && !there || strings.HasPrefix(ref, "/content/") && !isMedia || isFragment && !ids[fragment] {
					t.Errorf("%s: %s=%q leads nowhere", a.Slug, key, ref)
				}
			}
		}
	}
	err := fs.WalkDir(content.FS, "media", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !used[path] {
			t.Errorf("%s ships and no article uses it", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
