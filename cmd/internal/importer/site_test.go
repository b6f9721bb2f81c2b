package importer_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
)

func TestDraftsAndEmptyListsOfASiteArePassedOver(t *testing.T) {
	in := t.TempDir()
	write(t, in, "content/_index.md", []byte("---\ntitle: Posts\n---\n"))
	write(t, in, "content/unfinished.md", []byte("---\ntitle: Unfinished\ndraft: true\n---\nSome text.\n"))
	write(t, in, "content/2024-06-25-the-rain.md", []byte("---\ntitle: It rained, and then some\n---\nSome text about the rain.\n"))
	write(t, in, "content/named.md", []byte("---\ntitle: Any title\nslug: chosen-name\n---\nSome other text about the rain.\n"))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in); err != nil {
		t.Errorf("%v, %+v", err, j.events)
	}
	if skipped := j.of(importer.SkippedEvent); len(skipped) != 2 {
		t.Errorf("%+v", skipped)
	}
	for _, name := range []string{"the-rain", "chosen-name"} {
		if _, err := os.Stat(filepath.Join(j.options.Dir, "articles", name+".json")); err != nil {
			t.Error(err)
		}
	}
}

// A title that is made of the first words takes nothing out of the text.
func TestAMadeUpTitleCostsNoText(t *testing.T) {
	in := t.TempDir()
	write(t, in, "a.html", []byte(`<html lang="en"><body><p>The rain came early.</p><p>Nobody was ready for it, and so the market closed at noon.</p></body></html>`))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	a := read(t, j.options.Dir, j.one(t).File)
	if a.Title != "The rain came early" || !strings.HasPrefix(a.PlainText(), "The rain came early. Nobody") {
		t.Errorf("%q: %s", a.Title, a.PlainText())
	}
}

func TestAFolderWithoutASource(t *testing.T) {
	in := t.TempDir()
	write(t, in, "picture.png", []byte("x"))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in); !errors.Is(err, importer.ErrNothing) {
		t.Errorf("error %v", err)
	}
}
