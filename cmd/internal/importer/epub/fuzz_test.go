package epub_test

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/epub"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

func FuzzEPUB(f *testing.F) {
	seed := func(names ...string) {
		var parts [][]byte
		for _, name := range names {
			data, err := os.ReadFile("testdata/" + name)
			if err != nil {
				f.Fatal(err)
			}
			parts = append(parts, data)
		}
		f.Add(parts[0], parts[1], parts[2])
	}
	seed("novel/book/OEBPS/book.opf", "novel/book/OEBPS/nav.xhtml", "novel/book/OEBPS/text/ch1.xhtml")
	seed("essays/book/content.opf", "essays/book/toc.ncx", "essays/book/all.html")
	f.Fuzz(func(t *testing.T, opf, toc, chapter []byte) {
		files := fstest.MapFS{
			"book.opf": {Data: opf}, "nav.xhtml": {Data: toc}, "toc.ncx": {Data: toc}, "all.html": {Data: chapter},
			"text/ch1.xhtml": {Data: chapter}, "text/ch1b.xhtml": {Data: chapter}, "text/part1.xhtml": {Data: toc}, "cover.xhtml": {Data: chapter},
		}
		drafts, err := read(files)
		for i, d := range drafts {
			if d.News.Position != i+1 || len(d.Aliases) == 0 {
				t.Errorf("chapter %d: %+v", i, d)
			}
		}
		if err == nil && len(drafts) == 0 {
			t.Error("neither chapters nor an error")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	src := source.Source{Name: "a.epub", Files: os.DirFS("testdata/novel/book")}
	for b.Loop() {
		if err := epub.Read(src, func(draft.Draft) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
