package server_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// A phone need not fetch the picture that a wide screen gets, in an article or in a list; a variant that is not there is
// not offered.
func TestVariantsOfALeadPictureAreOffered(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 40))); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"articles/part.json": {Data: []byte(`{"id": "1", "title": "Part", "content_text": "x", "image": "/content/media/a.png",
			"_lontar": {"series": "The book", "position": 2,
			"srcset": "/content/media/a-16.png 16w, /content/media/gone.png 32w, /content/media/a.png 64w"}}`)},
		"articles/part-3.json": {Data: []byte(`{"id": "2", "title": "Part three", "content_text": "x", "_lontar": {"series": "The book", "position": 3}}`)},
		"media/a.png":          {Data: b.Bytes()}, "media/a-16.png": {Data: b.Bytes()},
	}
	h := newServer(t, files, "https://example.org/news/")
	const want = "/news/content/media/a-16.png 16w, /news/content/media/a.png 64w"
	for path, container := range map[string]string{"/articles/part": "figure", "/": "li"} {
		pictures := find(parse(t, get(t, h, path).body), "img", "srcset")
		if len(pictures) != 1 || pictures[0].Parent.Data != container {
			t.Fatalf("%s: %d pictures with variants", path, len(pictures))
		}
		if set, _ := attr(pictures[0], "srcset"); set != want {
			t.Errorf("%s: srcset %q, want %q", path, set, want)
		}
		if sizes, _ := attr(pictures[0], "sizes"); sizes == "" {
			t.Errorf("%s: the browser is not told how wide the picture is drawn", path)
		}
	}
	page := get(t, h, "/articles/part").body
	for _, want := range []string{"The book · 2", "Next part"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
}
