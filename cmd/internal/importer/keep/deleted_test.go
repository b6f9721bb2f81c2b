package keep_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

func TestATeaserOfAnArticleThatWasDeleted(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	r := once(t, dir, keep.Options{}, d)
	if err := os.Remove(filepath.Join(dir, r.File)); err != nil {
		t.Fatal(err)
	}
	d.Partial, d.HTML = true, "<p>A teaser.</p>"
	r = once(t, dir, keep.Options{}, d)
	if _, err := os.Stat(filepath.Join(dir, r.File)); err != nil {
		t.Errorf("%+v: %v", r, err)
	}
}
