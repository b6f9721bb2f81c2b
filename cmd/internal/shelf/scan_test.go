package shelf_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

func snapshotOf(t *testing.T, fsys fs.FS) *shelf.Snapshot {
	t.Helper()
	s, err := shelf.Open(fsys, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s.Snapshot()
}

func TestFeedFileIsSplit(t *testing.T) {
	now := snapshotOf(t, fstest.MapFS{"articles/feed.json": file(`{"version":"https://jsonfeed.org/version/1.1","title":"F","language":"id","items":[` +
		item("1", "One") + `,{"id":"2"},` + item("3", "Three") + `]}`)})
	if len(now.Articles) != 2 || now.Articles[0].Language != "id" {
		t.Fatalf("%d articles", len(now.Articles))
	}
	if len(now.Faults) == 0 || now.Faults[0].File != "articles/feed.json" || !strings.Contains(now.Faults[0].Field, "items[1]") {
		t.Errorf("faults %v", now.Faults)
	}
	for _, e := range now.Catalogue.Articles {
		if a, ok := now.Article(e.Slug); !ok || a.Hash != e.Hash || !json.Valid(a.Raw) {
			t.Errorf("%s is not what the catalogue says", e.Slug)
		}
	}
}

func TestFaultsNameLineAndField(t *testing.T) {
	now := snapshotOf(t, fstest.MapFS{"articles/a.json": file("{\n  \"id\": \"1\",\n  \"title\": \"T\",\n  \"content_text\": \"x\",\n  \"date_published\": \"yesterday\"\n}")})
	if len(now.Faults) != 1 || now.Faults[0].Line != 5 || now.Faults[0].Field != "date_published" || now.Faults[0].Warning {
		t.Errorf("faults %+v", now.Faults)
	}
}

func TestMissingMediaIsAWarning(t *testing.T) {
	now := snapshotOf(t, fstest.MapFS{"articles/a.json": file(`{"id":"1","title":"T","content_text":"x","image":"/content/media/none.png"}`)})
	if len(now.Articles) != 1 || len(now.Faults) != 1 || !now.Faults[0].Warning || !strings.Contains(now.Faults[0].Reason, "media/none.png") {
		t.Errorf("%d articles, faults %v", len(now.Articles), now.Faults)
	}
	if e := now.Catalogue.Articles[0]; e.Image != nil || len(e.Media) != 0 {
		t.Errorf("the catalogue promises what is not there: %+v", e)
	}
}

func TestFilesAreReadOnce(t *testing.T) {
	files := fstest.MapFS{"articles/a.json": file(item("1", "A")), "articles/bad.json": file("{"), "media/a.wav": file("sound")}
	for name := range files {
		files[name].ModTime = time.Unix(1, 0) // long ago, so that a time says something
	}
	c := &counting{FS: files, opened: map[string]int{}}
	s, err := shelf.Open(c, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	clear(c.opened)
	for range 3 {
		if err := s.Scan(); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.opened) > 0 {
		t.Errorf("read again, though nothing changed: %v", c.opened)
	}
	files["articles/a.json"] = &fstest.MapFile{Data: []byte(item("1", "B")), ModTime: time.Unix(2, 0)}
	if err := s.Scan(); err != nil {
		t.Fatal(err)
	}
	if got := slices.Collect(maps.Keys(c.opened)); !slices.Equal(got, []string{"articles/a.json"}) {
		t.Errorf("read %v, want the one that changed", got)
	}
	if a, _ := s.Snapshot().Article("a"); a.Title != "B" {
		t.Errorf("the title is %q", a.Title)
	}
}

// counting counts which files are opened to be read. Asking for a file's size
// and listing a folder do not count.
type counting struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]int
}

// Open implements fs.FS.
func (c *counting) Open(name string) (fs.File, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if strings.Contains(name, "/") {
		c.opened[name]++
	}
	return c.FS.Open(name)
}

// Stat implements fs.StatFS.
func (c *counting) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

// ReadDir implements fs.ReadDirFS.
func (c *counting) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(c.FS, name) }

// A snapshot that a reader holds never changes, whatever happens to the folder.
func TestSnapshotsNeverChange(t *testing.T) {
	l := newLibrary(t, false)
	before := l.shelf.Snapshot()
	hash, n := before.Catalogue.Hash, len(before.Articles)
	l.write("articles/second.json", item("2", "Second"))
	l.write("media/b.vtt", "WEBVTT")
	if err := l.shelf.Scan(); err != nil {
		t.Fatal(err)
	}
	if before.Catalogue.Hash != hash || len(before.Articles) != n {
		t.Error("an old snapshot has changed")
	}
	if _, ok := before.Media("media/b.vtt"); ok {
		t.Error("an old snapshot knows a new file")
	}
	if now := l.shelf.Snapshot(); now.Catalogue.Hash == hash || len(now.Articles) != n+1 {
		t.Error("the new one has not changed")
	}
}
