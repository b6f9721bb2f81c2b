package shelf_test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// patience is how long a test waits for what should take milliseconds.
const patience = 10 * time.Second

// within fails the test when do does not return.
func within(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatalf("%s does not end", what)
	}
}

// To open a named pipe for reading means to wait until somebody writes to it.
func TestPipesArePassedOver(t *testing.T) {
	l := newLibrary(t, false)
	for _, name := range []string{"articles/pipe.json", "media/pipe.webp"} {
		if err := syscall.Mkfifo(filepath.Join(l.dir, name), 0o644); err != nil {
			t.Skip("no named pipes here:", err)
		}
	}
	within(t, "a scan of a folder with pipes", func() {
		if err := l.shelf.Scan(); err != nil {
			t.Error(err)
		}
	})
	if now := l.shelf.Snapshot(); len(now.Articles) != 1 || len(now.Faults) != 2 {
		t.Errorf("%d articles, want the one that is there; faults %v, want one for each pipe", len(now.Articles), now.Faults)
	}
}

// hooked is a file system that asks before it opens a file.
type hooked struct {
	fstest.MapFS
	open func(name string) error
}

func (h hooked) Open(name string) (fs.File, error) {
	if err := h.open(name); err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return h.MapFS.Open(name)
}

// Stat does not ask, as stat(2) needs no file descriptor.
func (h hooked) Stat(name string) (fs.FileInfo, error) { return h.MapFS.Stat(name) }

// A server that is out of file descriptors for a moment, or has rights that are
// mended later, leaves the file's size and time as they were.
func TestUnreadableFileIsTriedAgain(t *testing.T) {
	var broken atomic.Bool
	broken.Store(true)
	s, err := shelf.Open(hooked{
		MapFS: fstest.MapFS{"articles/a.json": file(item("1", "A")), "media/a.vtt": file("WEBVTT\n")},
		open: func(name string) error {
			if broken.Load() && (name == "articles/a.json" || name == "media/a.vtt") {
				return syscall.EMFILE
			}
			return nil
		},
	}, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if now := s.Snapshot(); len(now.Articles) != 0 || len(now.Faults) != 2 {
		t.Fatalf("%d articles, faults %v", len(now.Articles), now.Faults)
	}
	broken.Store(false)
	if err := s.Scan(); err != nil {
		t.Fatal(err)
	}
	now := s.Snapshot()
	if _, ok := now.Media("media/a.vtt"); !ok || !has("a", "A")(now) || len(now.Faults) != 0 {
		t.Errorf("what can be read again is not there; faults %v", now.Faults)
	}
}

// A scan can take minutes where a film is new; readers must not wait for it.
func TestMediaOpenWhileAScanRuns(t *testing.T) {
	files := fstest.MapFS{"articles/a.json": file(item("1", "A")), "media/a.vtt": file("WEBVTT\n")}
	entered, leave := make(chan struct{}), make(chan struct{})
	var first sync.Once
	s, err := shelf.Open(hooked{MapFS: files, open: func(name string) error {
		if name == "media/film.mp4" {
			first.Do(func() { close(entered) })
			<-leave
		}
		return nil
	}}, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files["media/film.mp4"] = file("film")
	scanned := make(chan error, 1)
	go func() { scanned <- s.Scan() }()
	<-entered
	within(t, "opening media while a scan runs", func() {
		f, err := s.OpenMedia("media/a.vtt")
		if err != nil {
			t.Error(err)
			return
		}
		if data, err := io.ReadAll(f); err != nil || string(data) != "WEBVTT\n" {
			t.Errorf("read %q, %v", data, err)
		}
		_ = f.Close()
	})
	close(leave)
	if err := <-scanned; err != nil {
		t.Error(err)
	}
}

// Two writes within one tick of the file system's clock leave one time.
func TestChangeWithoutANewTimeIsSeen(t *testing.T) {
	l := newLibrary(t, false)
	tick := time.Now()
	for _, text := range []string{"WEBVTT\n\none", "WEBVTT\n\ntwo"} {
		l.write("media/a.vtt", text)
		l.write("articles/first.json", item("1", text[len(text)-3:]))
		for _, name := range []string{"media/a.vtt", "articles/first.json"} {
			if err := os.Chtimes(filepath.Join(l.dir, name), tick, tick); err != nil {
				t.Fatal(err)
			}
		}
		before, _ := l.shelf.Snapshot().Media("media/a.vtt")
		if err := l.shelf.Scan(); err != nil {
			t.Fatal(err)
		}
		now := l.shelf.Snapshot()
		if after, _ := now.Media("media/a.vtt"); after.Hash == before.Hash {
			t.Errorf("the hash of the media file is the old one after %q", text)
		}
		if !has("first", text[len(text)-3:])(now) {
			t.Errorf("the article is the old one after %q", text)
		}
	}
}

// A long copy writes all the time; what is whole already must not wait for it.
func TestSteadyWritingDoesNotHoldChangesBack(t *testing.T) {
	l := newLibrary(t, true)
	l.write("articles/zero.json", item("0", "Zero"))
	l.until("the folder is watched", has("zero", "Zero"))
	time.Sleep(200 * time.Millisecond) // the quiet after which no scan is due
	film := filepath.Join(l.dir, "media/film.mp4")
	stop, stopped := make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for err == nil {
			select {
			case <-stop:
				stopped <- nil
				return
			case <-time.After(20 * time.Millisecond):
				err = os.WriteFile(film, []byte(time.Now().String()), 0o644)
			}
		}
		stopped <- err
	}()
	l.until("the writing is under way", func(*shelf.Snapshot) bool { _, err := os.Stat(film); return err == nil })
	l.write("articles/second.json", item("2", "Second"))
	l.until("an article is there beside a file that is being written", has("second", "Second"))
	close(stop)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}
