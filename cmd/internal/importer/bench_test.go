package importer_test

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"

	"github.com/lontar-reader/lontar/cmd/internal/bench"
	"github.com/lontar-reader/lontar/cmd/internal/importer"
)

// pagesPerKind is how often each page of the fidelity suite stands in the folder, under another address each time.
const pagesPerKind = 10

// BenchmarkImportPages is a folder of pages, from the files to the articles in the library, against go-readability alone
// on the same bytes with as many at work, which neither reads metadata with care, nor cleans, nor writes anything.
func BenchmarkImportPages(b *testing.B) {
	fixtures, err := filepath.Glob("webpage/testdata/fidelity/*/page.html")
	if err != nil || len(fixtures) < 30 {
		b.Fatalf("%d pages, %v", len(fixtures), err)
	}
	in := b.TempDir()
	var pages [][]byte
	for i, path := range fixtures {
		page, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		for n := range pagesPerKind {
			// Each is another article: a word more in its body, and no canonical address in common.
			own := bytes.ReplaceAll(page, []byte("canonical"), fmt.Appendf(nil, "x-canonical-%d", n))
			own = bytes.Replace(own, []byte("</p>"), fmt.Appendf(nil, " (copy %d)</p>", n), 1)
			pages = append(pages, own)
			if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%03d-%d.html", i, n)), own, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		var ours, theirs []float64
		for range 3 {
			start := time.Now()
			s, err := importer.Run(b.Context(), importer.Options{Dir: b.TempDir(), Offline: true}, in)
			if err != nil || s.Articles != len(pages) {
				b.Fatalf("%v, %+v", err, s)
			}
			ours = append(ours, float64(len(pages))/time.Since(start).Seconds())
			start = time.Now()
			alone(b, pages)
			theirs = append(theirs, float64(len(pages))/time.Since(start).Seconds())
		}
		bench.Report(b, bench.Result{
			Name: "importing HTML pages, against go-readability alone", Unit: "pages/s", Ours: bench.Median(ours), Peer: bench.Median(theirs),
		})
	}
}

// alone extracts every page by go-readability, on all processors.
func alone(b *testing.B, pages [][]byte) {
	b.Helper()
	address, err := url.Parse("https://example.org/")
	if err != nil {
		b.Fatal(err)
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(pages) {
					return
				}
				a, err := readability.FromReader(bytes.NewReader(pages[i]), address)
				if err != nil {
					continue // it gives up on some pages, which costs it no time
				}
				_ = a.RenderText(new(bytes.Buffer)) // a buffer takes everything
			}
		})
	}
	workers.Wait()
}
