package keep_test

import (
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

func TestAnEditedNoteIsKnownAgainEachTime(t *testing.T) {
	dir := t.TempDir()
	d := draft.Draft{Format: draft.Markdown, Title: "Notes", HTML: long}
	r := once(t, dir, keep.Options{}, d)
	edit(t, dir, r.File, "nobody has", "NOBODY AT ALL has")
	for i := range 3 {
		if r = once(t, dir, keep.Options{}, d); r.Outcome == keep.Created {
			t.Errorf("%d: %+v", i, r)
		}
	}
}

// Two short notes that say the same have ids of their own, and no import makes more of them.
func TestShortNotesThatSayTheSame(t *testing.T) {
	dir := t.TempDir()
	d := draft.Draft{Format: draft.Text, Title: "Thank you", Text: "Thank you."}
	for range 3 {
		for _, from := range []string{"/a.txt\n", "/b.txt\n"} {
			origin(t, dir, keep.Options{}, d, from)
		}
	}
	ids := map[string]bool{}
	for _, f := range files(t, dir) {
		ids[load(t, dir, "articles/"+f).ID] = true
	}
	if len(files(t, dir)) != 2 || len(ids) != 2 {
		t.Errorf("%v, %v", files(t, dir), ids)
	}
}

func TestAnAddressIsNeverForgotten(t *testing.T) {
	dir := t.TempDir()
	d := sample()
	once(t, dir, keep.Options{}, d)
	at := func(url string) {
		d.URL = url
		once(t, dir, keep.Options{}, d)
	}
	at("https://other.example/palm")
	at("https://www.example.org/2024/palm")
	d.URL, d.HTML = "https://other.example/palm", "<p>Quite another text, for it was written anew.</p>"
	if r := once(t, dir, keep.Options{}, d); r.Outcome == keep.Created {
		t.Errorf("%+v", r)
	}
}
