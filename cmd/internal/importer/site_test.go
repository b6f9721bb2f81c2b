package importer_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer"
	"github.com/lontar-reader/lontar/cmd/internal/importer/keep"
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
	write(t, in, "a.html", []byte(`<html lang="en"><body><p>Dr. Sari knew it: the rain came early.</p><p>Nobody was ready for it, and so the market closed at noon.</p></body></html>`))
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	a := read(t, j.options.Dir, j.one(t).File)
	if a.Title != "Dr. Sari knew it: the rain came early" || !strings.HasPrefix(a.PlainText(), "Dr. Sari knew it: the rain came early. Nobody") {
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

// Whoever looks on is told how far it is, and how far it goes.
func TestProgressKnowsTheWhole(t *testing.T) {
	in := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "sub/c.txt", "sub/picture.png", ".hidden/d.txt"} {
		write(t, in, name, []byte("A title of "+name+"\n\nA text about "+name+", and nothing else.\n"))
	}
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	var steps [][2]int
	j.options.Progress = func(done, known int) { steps = append(steps, [2]int{done, known}) }
	if err := j.run(t, in); err != nil {
		t.Fatal(err)
	}
	if want := [][2]int{{1, 3}, {2, 3}, {3, 3}}; !slices.Equal(steps, want) {
		t.Errorf("%v", steps)
	}
}

// "Two hours ago" was said when the text was copied, not when it is imported.
func TestRelativeDatesCountFromTheFile(t *testing.T) {
	file := write(t, t.TempDir(), "a.txt", []byte("Warga Menahan Air\nRina Sari - Kabar Kita\n2 jam yang lalu\nAir sungai naik sejak pagi, kata lurah setempat kepada wartawan.\nWarga bekerja sampai malam di tepi sungai itu.\n"))
	copied := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(file, copied, copied); err != nil {
		t.Fatal(err)
	}
	j := &job{options: importer.Options{Dir: t.TempDir(), Offline: true}}
	for i := range 2 {
		if err := j.run(t, file); err != nil {
			t.Fatal(err)
		}
		a := read(t, j.options.Dir, j.one(t).File)
		if !a.Published.Equal(copied.Add(-2 * time.Hour)) {
			t.Errorf("published %s", a.Published)
		}
		if i == 1 && j.one(t).Outcome != keep.Unchanged {
			t.Errorf("%+v", j.events)
		}
	}
}
