package office_test

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/office"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

func FuzzDocument(f *testing.F) {
	for _, names := range [][2]string{
		{"word_full/document/word/document.xml", "word_full/document/word/styles.xml"},
		{"open_full/document/content.xml", "open_full/document/styles.xml"},
	} {
		main, err := os.ReadFile("testdata/" + names[0])
		if err != nil {
			f.Fatal(err)
		}
		styles, err := os.ReadFile("testdata/" + names[1])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(main, styles)
	}
	f.Fuzz(func(_ *testing.T, main, styles []byte) {
		_, _ = read(fstest.MapFS{
			"word/document.xml": {Data: main}, "word/styles.xml": {Data: styles}, "word/numbering.xml": {Data: styles}, "word/footnotes.xml": {Data: main},
		})
		_, _ = read(fstest.MapFS{"content.xml": {Data: main}, "styles.xml": {Data: styles}, "meta.xml": {Data: styles}})
	})
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"word_full", "open_full"} {
		b.Run(name, func(b *testing.B) {
			src := source.Source{Name: "a", Files: os.DirFS("testdata/" + name + "/document")}
			for b.Loop() {
				if err := office.Read(src, func(draft.Draft) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
