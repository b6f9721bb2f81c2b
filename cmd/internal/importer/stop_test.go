package importer_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/importtest"
)

// An import that is stopped leaves whole articles, says nothing false of the others, and goes on where it stopped: no page
// is asked for twice.
func TestAStoppedImportGoesOn(t *testing.T) {
	const n = 12
	all := pieces(n)
	base := ""
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var asked atomic.Int64
	pages := importtest.Handler(func() string { return base }, all...)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/articles/") && asked.Add(1) == 7 {
			stop()
		}
		pages.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	base = server.URL + "/"
	var list strings.Builder
	for _, p := range all {
		list.WriteString(p.URL(base) + "\n")
	}
	dir := t.TempDir()
	source := write(t, t.TempDir(), "list.txt", []byte(list.String()))

	told := 0
	options := importer.Options{Dir: dir, Fetch: fetch.Options{UserAgent: "Lontar/test", AllowPrivate: true, Delay: -1, Retries: -1}}
	options.Event = func(e importer.Event) {
		if e.Event != importer.ArticleEvent {
			t.Errorf("%+v", e)
		}
		told++
	}
	if _, err := importer.Run(ctx, options, source); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	files, err := os.ReadDir(filepath.Join(dir, "articles"))
	if err != nil && !errors.Is(err, os.ErrNotExist) || len(files) != told || told == n {
		t.Fatalf("%d files for %d articles, %v", len(files), told, err)
	}
	for _, f := range files {
		read(t, dir, "articles/"+f.Name())
	}

	options.Event = nil
	s, err := importer.Run(t.Context(), options, source)
	if err != nil || s.Articles != n || s.Created != n-told {
		t.Errorf("%v, %+v", err, s)
	}
	if got := asked.Load(); got > n+int64(1) {
		t.Errorf("%d pages were asked for, there are %d", got, n)
	}
}

// Whatever is told of an article, it is on the disk by then.
func TestNothingIsToldBeforeItIsDone(t *testing.T) {
	in := t.TempDir()
	if _, err := importtest.Mixed(in, "https://example.org/", 8); err != nil {
		t.Fatal(err)
	}
	for i := range 150 {
		write(t, in, fmt.Sprintf("x%03d.txt", i), importtest.Sample(200+i).Clipping())
	}
	dir := t.TempDir()
	told := 0
	_, err := importer.Run(t.Context(), importer.Options{Dir: dir, Offline: true, Event: func(e importer.Event) {
		told++
		if _, err := os.Stat(filepath.Join(dir, e.File)); err != nil || e.Event != importer.ArticleEvent {
			t.Errorf("%+v: %v", e, err)
		}
	}}, in)
	if err != nil || told != 158 {
		t.Errorf("%d told, %v", told, err)
	}
}
