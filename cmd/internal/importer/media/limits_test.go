package media_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
)

// TestTallerThanWebP has a picture that the format does not hold: it is stored in another.
func TestTallerThanWebP(t *testing.T) {
	l, _ := library(t, nil)
	d, r := localise(t, l, draft.Draft{HTML: `<img src="a">`, Beside: beside{"https://news.example/2026/11/a": pngOf(t, photo(24, 17000, 1))}})
	if img := first(t, d.HTML, "img"); len(r.Failed) > 0 || filepath.Ext(img["src"]) != ".jpg" || img["height"] != "17000" {
		t.Errorf("%+v %s", r, d.HTML)
	}
}

func TestEndlessScansAreRefused(t *testing.T) {
	jpg := jpegOf(t, photo(16, 16, 1))
	at := bytes.Index(jpg, []byte{0xff, 0xda})
	scan := jpg[at : len(jpg)-2]
	many := append(bytes.Clone(jpg[:at]), bytes.Repeat(scan, 500)...)
	l, _ := library(t, nil)
	_, r := localise(t, l, draft.Draft{HTML: `<img src="a">`, Beside: beside{"https://news.example/2026/11/a": append(many, 0xff, 0xd9)}})
	if len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Reason, "damaged") {
		t.Errorf("%+v", r)
	}
}

func TestLeadWithoutContentIsNoAddress(t *testing.T) {
	l, _ := library(t, nil)
	d, r := localise(t, l, draft.Draft{Image: draft.Picture{URL: "data:image/png;base64,!!!"}})
	if d.Image.URL != "" || len(r.Failed) != 1 {
		t.Errorf("%+v %+v", d.Image, r)
	}
}
