package fetch_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
)

func journal(t *testing.T, path string, o fetch.JournalOptions) *fetch.Journal {
	t.Helper()
	j, err := fetch.OpenJournal(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// changing answers with an ETag and tells a changed page from one that has not.
func changing(version *string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		etag := `"` + *version + `"`
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/page", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("version " + *version))
	}
}

func TestAnInterruptedImportGoesOn(t *testing.T) {
	version := "1"
	s := newSite(t, "", changing(&version))
	path := filepath.Join(t.TempDir(), ".lontar", "journal.jsonl")
	clock := newClock()
	open := func() (*fetch.Client, *fetch.Journal) {
		j := journal(t, path, fetch.JournalOptions{Now: clock.Now})
		c, _ := local(t, fetch.Options{Journal: j, Now: clock.Now, Sleep: clock.Sleep})
		return c, j
	}
	c, j := open()
	if j.Done(s.URL + "/moved") {
		t.Error("done before it began")
	}
	first, err := get(t, c, s.URL+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	// Not closed: the process has died. A torn line is what its last write left.
	appendTo(t, path, `{"address":"http://torn.example/","at":"2024-`)

	c, j = open()
	asked := s.hits.Load()
	if !j.Done(s.URL+"/moved") || !j.Done(s.URL+"/moved#part") || j.Done("http://torn.example/") || j.Done(s.URL+"/other") {
		t.Error("what is done is not known after a crash")
	}
	again, err := get(t, c, s.URL+"/moved")
	if err != nil || s.hits.Load() != asked || !again.FromJournal {
		t.Errorf("it was asked for again: %v, %+v", err, again)
	}
	again.FromJournal = false
	if fmt.Sprintf("%+v", again) != fmt.Sprintf("%+v", first) {
		t.Errorf("the journal gives\n%+v, the server gave\n%+v", again, first)
	}

	// Once the import is complete, the next asks, and the server says that nothing changed.
	if err := errors.Join(j.Finish(), j.Close()); err != nil {
		t.Fatal(err)
	}
	c, j = open()
	if j.Done(s.URL + "/moved") {
		t.Error("done in an import that has only begun")
	}
	same, err := get(t, c, s.URL+"/page")
	if err != nil || same.FromJournal || string(same.Body) != "version 1" {
		t.Errorf("an address of its own: %+v, %v", same, err)
	}
	_ = j.Finish()
	same, err = get(t, c, s.URL+"/page")
	if err != nil || !same.FromJournal || string(same.Body) != "version 1" || s.hits.Load() != asked+2 || same.ContentType != "text/html" {
		t.Errorf("unchanged: %+v, %v, %d hits", same, err, s.hits.Load()-asked)
	}
	version = "2"
	_ = j.Finish()
	if a, err := get(t, c, s.URL+"/page"); err != nil || a.FromJournal || string(a.Body) != "version 2" {
		t.Errorf("changed: %+v, %v", a, err)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAnOldJournalIsNotTrusted(t *testing.T) {
	s := newSite(t, "", say("page"))
	clock := newClock()
	j := journal(t, filepath.Join(t.TempDir(), "j"), fetch.JournalOptions{Now: clock.Now, MaxAge: time.Hour})
	c, _ := local(t, fetch.Options{Journal: j, Now: clock.Now, Sleep: clock.Sleep})
	for range 2 {
		_, _ = get(t, c, s.URL)
	}
	if s.hits.Load() != 1 {
		t.Fatalf("%d hits within the hour", s.hits.Load())
	}
	_ = clock.Sleep(t.Context(), 2*time.Hour)
	if a, err := get(t, c, s.URL); err != nil || a.FromJournal || s.hits.Load() != 2 || j.Done(s.URL+"/x") {
		t.Errorf("after two hours: %+v, %v, %d hits", a, err, s.hits.Load())
	}
}

func TestADamagedBodyIsFetchedAgain(t *testing.T) {
	s := newSite(t, "", say("a whole page"))
	dir := t.TempDir()
	j := journal(t, filepath.Join(dir, "j"), fetch.JournalOptions{})
	c, _ := local(t, fetch.Options{Journal: j, Now: time.Now})
	if _, err := get(t, c, s.URL); err != nil {
		t.Fatal(err)
	}
	bodies, _ := filepath.Glob(filepath.Join(dir, "bodies", "*", "*"))
	if len(bodies) != 1 {
		t.Fatalf("bodies %v", bodies)
	}
	if err := os.WriteFile(bodies[0], []byte("a wh"), 0o644); err != nil {
		t.Fatal(err)
	}
	if a, err := get(t, c, s.URL); err != nil || string(a.Body) != "a whole page" || s.hits.Load() != 2 {
		t.Errorf("%q, %v, %d hits", a.Body, err, s.hits.Load())
	}
}

func TestAJournalIsBounded(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(r.URL.Path + strings.Repeat("x", 1000)))
	})
	dir := t.TempDir()
	path := filepath.Join(dir, "j")
	o := fetch.JournalOptions{MaxEntries: 10, MaxBytes: 5500}
	j := journal(t, path, o)
	c, _ := local(t, fetch.Options{Journal: j, Now: time.Now, Delay: -1})
	for i := range 30 {
		if _, err := get(t, c, fmt.Sprintf("%s/%d", s.URL, i)); err != nil {
			t.Fatal(err)
		}
	}
	_ = j.Close()
	j = journal(t, path, o)
	done := 0
	for i := range 30 {
		if j.Done(fmt.Sprintf("%s/%d", s.URL, i)) {
			done++
		}
	}
	bodies, _ := filepath.Glob(filepath.Join(dir, "bodies", "*", "*"))
	if done != 5 || len(bodies) != 5 {
		t.Errorf("%d addresses and %d bodies are kept, want 5 of each", done, len(bodies))
	}
}

func TestAJournalFullOfRubbishOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	rubbish := "\x00\x01\n{}\nnull\n[1]\n{\"address\":\"http://x.example/\",\"body\":\"../../../etc/passwd\"}\n" +
		`{"address":"http://y.example/","body":"` + strings.Repeat("A", 64) + "\"}\n" + strings.Repeat("y", 2<<20) + "\nend"
	if err := os.WriteFile(path, []byte(rubbish), 0o644); err != nil {
		t.Fatal(err)
	}
	j := journal(t, path, fetch.JournalOptions{})
	if j.Done("http://x.example/") || j.Done("http://y.example/") {
		t.Error("rubbish is believed")
	}
	if text, _ := os.ReadFile(path); len(text) > 100 {
		t.Errorf("rubbish is kept: %d bytes", len(text))
	}
}

func TestManyWriteAtOnce(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.URL.Path)) })
	path := filepath.Join(t.TempDir(), "j")
	j := journal(t, path, fetch.JournalOptions{})
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			c, _ := local(t, fetch.Options{Journal: j, Now: time.Now, Delay: -1, IgnoreRobots: true})
			_, _ = get(t, c, fmt.Sprintf("%s/%d", s.URL, i/2))
		})
	}
	wg.Wait()
	_ = j.Close()
	j = journal(t, path, fetch.JournalOptions{})
	for i := range 10 {
		if !j.Done(fmt.Sprintf("%s/%d", s.URL, i)) {
			t.Errorf("%d is lost", i)
		}
	}
}

// What a complete import fetched is kept only where it lets the next one ask "has it changed?".
func TestACompleteImportLeavesLittleBehind(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/tagged" {
			w.Header().Set("ETag", `"1"`)
		}
		_, _ = w.Write([]byte(r.URL.Path))
	})
	dir := t.TempDir()
	j := journal(t, filepath.Join(dir, "j"), fetch.JournalOptions{})
	c, _ := local(t, fetch.Options{Journal: j, Now: time.Now, Delay: -1})
	for _, path := range []string{"/tagged", "/plain", "/other"} {
		if _, err := get(t, c, s.URL+path); err != nil {
			t.Fatal(err)
		}
	}
	count := func() int { bodies, _ := filepath.Glob(filepath.Join(dir, "bodies", "*", "*")); return len(bodies) }
	if count() != 3 {
		t.Fatalf("%d bodies before the end", count())
	}
	if err := j.Finish(); err != nil || count() != 1 {
		t.Errorf("%d bodies after the end, %v", count(), err)
	}
	// It goes on being a journal.
	if _, err := get(t, c, s.URL+"/plain"); err != nil || !j.Done(s.URL+"/plain") || j.Done(s.URL+"/tagged") {
		t.Errorf("after the end: %v", err)
	}
}
