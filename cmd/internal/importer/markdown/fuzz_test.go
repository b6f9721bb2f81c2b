package markdown_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/markdown"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

func FuzzMarkdown(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range seeds {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, name)
	}
	f.Add([]byte("---\na: [b\n---\n{{< figure src='a' >}}[[a|b]]{% raw %}$a$"), "2024-01-02-a.md")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		src := source.Source{Name: name, Data: data, Path: name, Files: os.DirFS("testdata/plain"), Now: now}
		drafts := 0
		err := markdown.Read(src, func(draft.Draft) error { drafts++; return nil })
		if err == nil && drafts != 1 {
			t.Errorf("%d drafts", drafts)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/hugo/content/posts/river/index.md")
	if err != nil {
		b.Fatal(err)
	}
	src := source.Source{Name: "a.md", Data: data, Path: "content/posts/river/index.md", Files: os.DirFS("testdata/hugo"), Now: now}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := markdown.Read(src, func(draft.Draft) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
