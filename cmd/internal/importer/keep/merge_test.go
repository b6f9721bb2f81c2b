package keep_test

import (
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// An operator's text stays, also where the source has markup now and had none before.
func TestAnEditedTextStaysWhereTheSourceHasMarkupNow(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	d.HTML, d.Text = "", strings.Repeat("The palm stands where the river turns, and nobody has ever asked it to move. ", 5)
	r := once(t, dir, keep.Options{}, d)
	edit(t, dir, r.File, "The palm stands", "MINE stands")
	d.HTML, d.Text = long, ""
	r = once(t, dir, keep.Options{}, d)
	if a := load(t, dir, r.File); !strings.Contains(a.PlainText(), "MINE") || len(r.Conflicts) == 0 {
		t.Errorf("%+v\n%s", r, a.Raw)
	}
}

// The sizes of a picture are those of that picture: an operator's is not shown as the source's.
func TestThePictureOfAnOperatorHasNoSizesOfAnother(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	d.Image.Srcset = ""
	r := once(t, dir, keep.Options{}, d)
	edit(t, dir, r.File, "/content/media/p.webp", "/content/media/mine.webp")
	d.Image.URL, d.Image.Srcset = "/content/media/q.webp", "/content/media/q-480.webp 480w"
	r = once(t, dir, keep.Options{}, d)
	if a := load(t, dir, r.File); a.Image != "/content/media/mine.webp" || a.Srcset != "" {
		t.Errorf("%+v\n%s", r, a.Raw)
	}
}
