package importer_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// A feed with a teaser, one with a title alone, and the pages behind them.
func TestThePageBehindATeaser(t *testing.T) {
	whole, bare := importtest.Sample(11), importtest.Sample(12)
	base := ""
	pages := importtest.Handler(func() string { return base }, whole, bare)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			pages.ServeHTTP(w, r)
			return
		}
		_, _ = w.Write([]byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>` + base + `</link>
<item><title>` + whole.Title + `</title><link>` + whole.URL(base) + `</link><description>` + whole.Paragraphs[0][:60] + `…</description></item>
<item><title>` + bare.Title + `</title><link>` + bare.URL(base) + `</link></item></channel></rss>`))
	}))
	t.Cleanup(server.Close)
	base = server.URL + "/"

	j := &job{options: importer.Options{Dir: t.TempDir()}}
	if err := j.run(t, base+"feed"); !errors.Is(err, importer.ErrSome) {
		t.Errorf("without --full: %v", err)
	}
	articles, failed := j.of(importer.ArticleEvent), j.of(importer.FailedEvent)
	if len(articles) != 1 || len(articles[0].Notes) == 0 || len(failed) != 1 || !strings.Contains(failed[0].Remedy, "--full") {
		t.Errorf("without --full: %+v", j.events)
	}
	if a := read(t, j.options.Dir, articles[0].File); a.Summary != "" {
		t.Errorf("the teaser stands above itself: %q", a.Summary)
	}

	j = &job{options: importer.Options{Dir: t.TempDir(), Full: true}}
	if err := j.run(t, base+"feed"); err != nil {
		t.Fatalf("with --full: %v %+v", err, j.events)
	}
	for i, p := range []importtest.Piece{whole, bare} {
		a := read(t, j.options.Dir, j.events[i].File)
		if a.Title != p.Title || folded(a.PlainText()) != folded(p.Text()) {
			t.Errorf("%+v\n%s", j.events[i], a.PlainText())
		}
		if len(j.events[i].Notes) > 0 {
			t.Errorf("notes %q", j.events[i].Notes)
		}
	}
}
