package e2e_test

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// publisher serves the pages of pieces on this machine.
func publisher(t testing.TB, pieces ...importtest.Piece) (base string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base = "http://" + l.Addr().String() + "/"
	server := &http.Server{Handler: importtest.Handler(func() string { return base }, pieces...), ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(l) }() // It ends with Close.
	t.Cleanup(func() { _ = server.Close() })
	return base
}

// From a source in any format to the text on the reader's screen, nothing is lost, changed or added.
func TestEveryFormatFromSourceToScreen(t *testing.T) {
	kinds := importtest.Kinds()
	pieces := make([]importtest.Piece, len(kinds))
	for i := range kinds {
		pieces[i] = importtest.Sample(i)
	}
	base := publisher(t, pieces...)
	in, dir := t.TempDir(), t.TempDir()
	slugs := map[string]importer.Event{}
	for i, kind := range kinds {
		file := filepath.Join(in, pieces[i].Name+kind.Ending)
		if err := os.WriteFile(file, kind.Write(pieces[i], base), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := importer.Run(t.Context(), importer.Options{
			Dir: dir, Fetch: fetch.Options{UserAgent: "Lontar/test", AllowPrivate: true, Delay: -1},
			Event: func(e importer.Event) {
				if e.Event != importer.ArticleEvent || e.Format != kind.Format {
					t.Errorf("%s: %+v", file, e)
				}
				slugs[kind.Ending] = e
			},
		}, file)
		if err != nil {
			t.Errorf("%s: %v", kind.Ending, err)
		}
	}

	s := newSite(t, withContent(os.DirFS(dir)))
	r := newReader(t)
	p := r.tab()
	for i, kind := range kinds {
		e, ok := slugs[kind.Ending]
		if !ok {
			continue
		}
		p.open(s.url + "articles/" + e.Slug).ready()
		if got := p.text(`document.querySelector("main h1").textContent`); got != pieces[i].Title {
			t.Errorf("%s: the headline is %q, want %q", kind.Ending, got, pieces[i].Title)
		}
		got := p.text(`[...document.querySelectorAll("[data-article-body] p")].filter((p) => !p.querySelector("img")).map((p) => p.textContent.trim()).join("\n")`)
		if want := pieces[i].Text(); got != want {
			t.Errorf("%s: the text on the screen is\n%s\nwant\n%s", kind.Ending, got, want)
		}
		all := p.text(`document.querySelector("[data-article-body]").textContent.replace(/[ \n]+/g, " ").trim()`)
		if want := strings.Join(strings.FieldsFunc(pieces[i].Text(), func(r rune) bool { return r == ' ' || r == '\n' }), " "); all != want {
			t.Errorf("%s: beside the paragraphs there is something else on the screen:\n%s", kind.Ending, all)
		}
		if kind.Ending == ".site.zip" || kind.Ending == ".singlefile.html" {
			p.until(`[...document.querySelectorAll("main img")].some((img) => img.naturalWidth === 400)`)
		}
		if kind.Ending == ".txt" {
			p.shot("imported-text")
		}
	}
}
