package importer_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
)

// What was had in full stays, whatever comes of it later: the feed's own teaser, or a list of addresses while the site is
// away.
func TestAPartNeverTakesThePlaceOfTheWhole(t *testing.T) {
	piece := importtest.Sample(14)
	base := ""
	var away atomic.Bool
	pages := importtest.Handler(func() string { return base }, piece)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/feed":
			_, _ = w.Write([]byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>` + base + `</link><item><title>` + piece.Title +
				`</title><link>` + piece.URL(base) + `</link><description>` + piece.Paragraphs[0][:60] + ` [...]</description></item></channel></rss>`))
		case away.Load():
			http.Error(w, "away", http.StatusGone)
		default:
			pages.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	base = server.URL + "/"
	j := &job{options: importer.Options{Dir: t.TempDir(), Full: true}}
	if err := j.run(t, base+"feed"); err != nil {
		t.Fatal(err)
	}
	file := j.one(t).File
	whole := read(t, j.options.Dir, file)
	if folded(whole.PlainText()) != folded(piece.Text()) {
		t.Fatalf("the text is %s", whole.PlainText())
	}
	away.Store(true)
	j.options.Full = false
	list := write(t, t.TempDir(), "b.html", []byte(strings.Replace(string(piece.Bookmarks(base)), "\n    </DL>", "\n        <DD>A description\n    </DL>", 1)))
	for _, source := range []string{base + "feed", list} {
		if err := j.run(t, source); err != nil {
			t.Errorf("%s: %v %+v", source, err, j.events)
			continue
		}
		if e := j.one(t); e.Outcome != keep.Unchanged || len(e.Notes) == 0 || read(t, j.options.Dir, file).Hash != whole.Hash {
			t.Errorf("%s: %+v", source, e)
		}
	}
}
