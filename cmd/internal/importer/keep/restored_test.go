package keep_test

import (
	"os"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// Whoever puts an earlier version back has edited the article.
func TestAnEarlierVersionThatIsPutBackStays(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	once(t, dir, keep.Options{}, d)
	d.Title = "The worse title"
	r := once(t, dir, keep.Options{}, d)
	edit(t, dir, r.File, "The worse title", "The palm")
	d.Summary = "More."
	r = once(t, dir, keep.Options{}, d)
	if a := load(t, dir, r.File); a.Title != "The palm" {
		t.Errorf("%+v %s", r, a.Title)
	}
}

// A program that is ended after an article was put and linked, and before it was written, leaves no edit behind.
func TestAnEndAfterPutAndRelink(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	d.HTML = `<p>See <a href="https://example.org/b">b</a>.</p>`
	r := once(t, dir, keep.Options{}, d)
	l, err := keep.Open(dir, keep.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.HTML = `<p>See also <a href="https://example.org/b">b</a>.</p>`
	if _, err := l.Put(l.Identify(&d, ""), &d); err != nil {
		t.Fatal(err)
	}
	if err := l.Relink("the-palm", func(s string) string { return strings.ReplaceAll(s, "https://example.org/b", "/articles/b") }); err != nil {
		t.Fatal(err)
	}
	after := t.TempDir()
	if err := os.CopyFS(after, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if r = once(t, after, keep.Options{}, d); r.Outcome != keep.Updated || len(r.Conflicts) > 0 {
		t.Errorf("%+v", r)
	}
}
