package shelf_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/content"
)

func item(id, title string) string {
	return `{"id":"` + id + `","title":"` + title + `","content_text":"Text.","date_published":"2026-01-02T03:04:05Z"}`
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestOneBadFileCostsNoOther(t *testing.T) {
	bad := map[string]string{
		"malformed":     `{"id":"1",`,
		"wrong-type":    `{"id":"1","title":["a"],"content_text":"x"}`,
		"missing-title": `{"id":"1","content_text":"x"}`,
		"no-date":       `{"id":"1","title":"a","content_text":"x","date_published":"yesterday"}`,
		"not-utf8":      "{\"id\":\"1\",\"title\":\"\xff\",\"content_text\":\"x\"}",
		"too-large":     `{"id":"1","title":"a","content_text":"` + strings.Repeat("x", 20<<20) + `"}`,
		"Bad Slug":      item("1", "a"),
		"empty":         "",
	}
	for name, text := range bad {
		t.Run(name, func(t *testing.T) {
			path := "articles/" + name + ".json"
			s, err := shelf.Open(fstest.MapFS{"articles/good.json": file(item("good", "Good")), path: file(text)}, shelf.Options{})
			if err != nil {
				t.Fatal(err)
			}
			now := s.Snapshot()
			if _, ok := now.Article("good"); !ok || len(now.Articles) != 1 {
				t.Errorf("%d articles, want the good one", len(now.Articles))
			}
			if len(now.Faults) == 0 || now.Faults[0].File != path || now.Faults[0].Reason == "" {
				t.Errorf("faults %v, want one that names %s and a reason", now.Faults, path)
			}
		})
	}
}

func TestDuplicatesAreBothNamed(t *testing.T) {
	s, err := shelf.Open(fstest.MapFS{"articles/a.json": file(item("same", "A")), "articles/b.json": file(item("same", "B"))}, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := s.Snapshot()
	if len(now.Articles) != 1 || now.Articles[0].Slug != "a" {
		t.Errorf("the first by name should win: %d articles", len(now.Articles))
	}
	if len(now.Faults) != 1 || !strings.Contains(now.Faults[0].Error(), "articles/a.json") || !strings.Contains(now.Faults[0].Error(), "articles/b.json") {
		t.Errorf("faults %v, want one that names both files", now.Faults)
	}
}

// library is a folder on disk that is being watched.
type library struct {
	t     *testing.T
	dir   string
	shelf *shelf.Shelf
	log   *bytes.Buffer
}

func newLibrary(t *testing.T, watch bool) *library {
	t.Helper()
	l := &library{t: t, dir: filepath.Join(t.TempDir(), "library"), log: &bytes.Buffer{}}
	l.write("articles/first.json", item("1", "First"))
	l.write("media/a.vtt", "WEBVTT\n")
	s, err := shelf.OpenDir(l.dir, shelf.Options{Log: slog.New(slog.NewTextHandler(l.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	l.shelf = s
	if watch {
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- s.Watch(ctx) }()
		t.Cleanup(func() {
			stop()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
	return l
}

func (l *library) write(name, text string) {
	l.t.Helper()
	path := filepath.Join(l.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		l.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		l.t.Fatal(err)
	}
}

func (l *library) until(what string, is func(*shelf.Snapshot) bool) {
	l.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !is(l.shelf.Snapshot()) {
		if time.Now().After(deadline) {
			l.t.Fatalf("waited in vain until %s; faults: %v", what, l.shelf.Snapshot().Faults)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func has(slug, title string) func(*shelf.Snapshot) bool {
	return func(s *shelf.Snapshot) bool {
		a, ok := s.Article(slug)
		return ok && a.Title == title
	}
}

func TestWatchFollowsTheFolder(t *testing.T) {
	l := newLibrary(t, true)
	l.write("articles/second.json", item("2", "Second"))
	l.until("a new file is there", has("second", "Second"))
	l.write("articles/second.json", item("2", "Second, changed"))
	l.until("a change is there", has("second", "Second, changed"))
	if err := os.Rename(filepath.Join(l.dir, "articles/second.json"), filepath.Join(l.dir, "articles/third.json")); err != nil {
		t.Fatal(err)
	}
	l.until("a renamed file is there", has("third", "Second, changed"))
	if err := os.Remove(filepath.Join(l.dir, "articles/third.json")); err != nil {
		t.Fatal(err)
	}
	l.until("a removed file is gone", func(s *shelf.Snapshot) bool { return len(s.Articles) == 1 })
	l.write("media/sub/b.vtt", "WEBVTT\n")
	l.until("media in a new folder is there", func(s *shelf.Snapshot) bool { _, ok := s.Media("media/sub/b.vtt"); return ok })
}

func TestHalfWrittenFileKeepsTheLastGoodState(t *testing.T) {
	l := newLibrary(t, true)
	l.write("articles/first.json", item("1", "First, again")[:40])
	l.until("the fault is known", func(s *shelf.Snapshot) bool { return len(s.Faults) == 1 })
	if !has("first", "First")(l.shelf.Snapshot()) {
		t.Error("the last good state is gone")
	}
	l.write("articles/first.json", item("1", "First, again"))
	l.until("the whole file is there", has("first", "First, again"))
}

func TestFolderThatDisappears(t *testing.T) {
	l := newLibrary(t, true)
	if err := os.Rename(l.dir, l.dir+".away"); err != nil {
		t.Fatal(err)
	}
	if err := l.shelf.Scan(); err == nil {
		t.Error("a folder that is gone gives no error")
	}
	if !has("first", "First")(l.shelf.Snapshot()) {
		t.Error("the last state is gone")
	}
	l.write("articles/back.json", item("3", "Back"))
	l.until("the folder is read again", has("back", "Back"))
}

func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	l := newLibrary(t, false)
	secret := filepath.Join(t.TempDir(), "secret.json")
	if err := os.WriteFile(secret, []byte(item("s", "Secret")), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"articles/secret.json", "media/secret.txt"} {
		if err := os.Symlink(secret, filepath.Join(l.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.shelf.Scan(); err != nil {
		t.Fatal(err)
	}
	now := l.shelf.Snapshot()
	if _, ok := now.Article("secret"); ok {
		t.Error("an article outside the folder is served")
	}
	if _, err := l.shelf.OpenMedia("media/secret.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file outside the folder: %v", err)
	}
	if len(now.Faults) != 2 {
		t.Errorf("faults %v, want one for each link", now.Faults)
	}
}

func TestMediaThatIsBeingChangedIsNotServed(t *testing.T) {
	l := newLibrary(t, false)
	l.write("media/a.vtt", "WEBVTT\n\nmore")
	if _, err := l.shelf.OpenMedia("media/a.vtt"); !errors.Is(err, shelf.ErrChanging) {
		t.Errorf("error %v, want ErrChanging", err)
	}
	if err := l.shelf.Scan(); err != nil {
		t.Fatal(err)
	}
	f, err := l.shelf.OpenMedia("media/a.vtt")
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
}

func TestListenersHearOfChangesAlone(t *testing.T) {
	l := newLibrary(t, false)
	calls := 0
	l.shelf.OnChange(func(*shelf.Snapshot) { calls++ })
	for range 3 {
		if err := l.shelf.Scan(); err != nil {
			t.Fatal(err)
		}
	}
	if calls != 0 {
		t.Errorf("%d calls without a change", calls)
	}
	l.write("articles/bad.json", "{")
	for range 3 {
		if err := l.shelf.Scan(); err != nil {
			t.Fatal(err)
		}
	}
	if calls != 1 {
		t.Errorf("%d calls for one change", calls)
	}
	if n := strings.Count(l.log.String(), "articles/bad.json"); n != 1 {
		t.Errorf("the fault is logged %d times:\n%s", n, l.log)
	}
}

// Every file that ships is sound.
func TestEmbeddedLibrary(t *testing.T) {
	s, err := shelf.Open(content.FS, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := s.Snapshot()
	for _, f := range now.Faults {
		t.Error(f)
	}
	if len(now.Articles) < 16 {
		t.Errorf("%d articles", len(now.Articles))
	}
	longest := 0
	for _, a := range now.Articles {
		if words := len(strings.Fields(a.PlainText())); words > longest {
			longest = words
		}
		doc, err := html.Parse(strings.NewReader(a.ContentHTML))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, attr := range n.Attr {
				if target, ok := strings.CutPrefix(attr.Val, "/articles/"); ok && attr.Key == "href" {
					slug, _, _ := strings.Cut(target, "#")
					if _, ok := now.Article(slug); !ok {
						t.Errorf("%s links to %s, which is not there", a.Slug, slug)
					}
				}
			}
			if n.Data == "img" && attribute(n, "alt") == "" {
				t.Errorf("%s: a picture without a description: %s", a.Slug, attribute(n, "src"))
			}
		}
	}
	if longest < 5000 {
		t.Errorf("the longest article has %d words", longest)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
