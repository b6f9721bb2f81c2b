package library_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
	"github.com/lontar-reader/lontar/app/library/librarytest"
)

func TestMemory(t *testing.T) {
	librarytest.Store(t, func() library.Store { return library.NewMemory() })
}

const version = "v1"

// server is a source with a few articles, each with a picture.
type server struct {
	mu      sync.Mutex
	items   map[string]string // slug to text
	version string
	fetched []string
	spoil   func(path string, a library.Answer) (library.Answer, error)
}

func newServer(slugs ...string) *server {
	s := &server{items: map[string]string{}, version: version}
	for _, slug := range slugs {
		s.items[slug] = "Text of " + slug
	}
	return s
}

func picture(slug string) string { return "picture of " + slug }

func (s *server) article(slug string) []byte {
	data, err := json.Marshal(map[string]any{
		"id": slug, "title": slug, "content_html": "<p>" + s.items[slug] + `</p><img src="/content/media/` + url.PathEscape(slug) + `.png" alt="x">`,
		"date_published": "2026-01-02T03:04:05Z", "tags": []string{"tag of " + slug},
	})
	if err != nil {
		panic(err)
	}
	return data
}

func (s *server) catalogue() article.Catalogue {
	var entries []article.Entry
	for slug := range s.items {
		articles, faults := article.Decode(slug+".json", s.article(slug))
		if len(faults) > 0 {
			panic(faults[0])
		}
		e := articles[0].Entry()
		e.Media = []article.Media{{Path: "media/" + slug + ".png", Hash: hash(picture(slug)), Bytes: int64(len(picture(slug)))}}
		entries = append(entries, e)
	}
	return article.NewCatalogue("", "", entries)
}

// hash is that of an article whose file is these bytes.
func hash(data string) string { return digest([]byte(data)) }

func (s *server) Fetch(ctx context.Context, path string) (library.Answer, error) {
	if err := ctx.Err(); err != nil {
		return library.Answer{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fetched = append(s.fetched, path)
	a, err := s.answer(path)
	if err == nil && s.spoil != nil {
		return s.spoil(path, a)
	}
	return a, err
}

func (s *server) answer(path string) (library.Answer, error) {
	c := s.catalogue()
	page := func(stamp string) library.Answer {
		return library.Answer{Data: []byte("<html " + library.StampAttribute(stamp) + "></html>\n"), ContentType: "text/html; charset=utf-8", Version: s.version}
	}
	if path == library.CataloguePath {
		data, err := json.Marshal(c)
		return library.Answer{Data: data, ContentType: "application/json", Version: s.version}, err
	}
	if path == library.FrontPath || strings.HasPrefix(path, "tags/") {
		return page(library.ListStamp(s.version, path, c)), nil
	}
	for i, e := range c.Articles {
		switch path {
		case library.ArticlePath(e.Slug):
			return library.Answer{Data: s.article(e.Slug), ContentType: "application/json", Version: s.version}, nil
		case library.PagePath(e.Slug):
			newer, older := library.Neighbours(c, i)
			return page(library.PageStamp(s.version, e, newer, older)), nil
		case library.MediaPath("media/" + e.Slug + ".png"):
			return library.Answer{Data: []byte(picture(e.Slug)), ContentType: "image/png"}, nil
		}
	}
	return library.Answer{}, fmt.Errorf("%s: %w", path, library.ErrNotFound)
}

// clock never waits, and remembers how long it should have.
type clock struct {
	mu    sync.Mutex
	waits []time.Duration
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits = append(c.waits, d)
	return ctx.Err()
}

func open(s library.Source, m library.Store, keep ...string) *library.Library {
	return library.New(library.Config{Source: s, Store: m, Clock: &clock{}, Version: version, Keep: func(slug string) bool { return slices.Contains(keep, slug) }})
}

func sync1(t *testing.T, l *library.Library) library.Progress {
	t.Helper()
	p, err := l.Sync(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Complete() {
		t.Fatalf("not complete: %+v", p)
	}
	return p
}

func TestSyncHoldsEverything(t *testing.T) {
	s, m := newServer("a", "日本-b"), library.NewMemory()
	l := open(s, m)
	p := sync1(t, l)
	// Two articles with picture and page each, two tags, the front page; and the catalogue.
	if p.Total != 9 || len(m.Paths()) != 10 {
		t.Errorf("%+v, held %v", p, m.Paths())
	}
	s.spoil = func(string, library.Answer) (library.Answer, error) { return library.Answer{}, library.ErrUnreachable }
	if a, err := l.Article(t.Context(), "日本-b"); err != nil || a.Title != "日本-b" {
		t.Errorf("opening offline: %v", err)
	}
	if c, err := l.Catalogue(t.Context()); err != nil || len(c.Articles) != 2 {
		t.Errorf("listing offline: %v", err)
	}
	if held, err := l.Holds(t.Context()); err != nil || !held["日本-b"] {
		t.Errorf("holds %v, %v", held, err)
	}
}

func TestSyncOfNothingNewAsksForTheCatalogueAlone(t *testing.T) {
	s, m := newServer("a", "b"), library.NewMemory()
	l := open(s, m)
	sync1(t, l)
	s.fetched = nil
	if p := sync1(t, l); p.Changed != 0 || len(s.fetched) != 1 {
		t.Errorf("%+v, fetched %v", p, s.fetched)
	}
}

func TestSyncFollowsChanges(t *testing.T) {
	s, m := newServer("a", "b", "kept"), library.NewMemory()
	l := open(s, m, "kept")
	sync1(t, l)
	s.items["a"] = "changed"
	s.items["new"] = "new"
	delete(s.items, "b")
	delete(s.items, "kept")
	sync1(t, l)
	paths := m.Paths()
	for path, want := range map[string]bool{
		library.ArticlePath("new"): true, library.ArticlePath("b"): false, library.PagePath("b"): false, library.MediaPath("media/b.png"): false,
		library.ArticlePath("kept"): true, library.PagePath("kept"): true, library.MediaPath("media/kept.png"): true,
	} {
		if slices.Contains(paths, path) != want {
			t.Errorf("%s held: %v, want %v", path, !want, want)
		}
	}
	if a, err := l.Article(t.Context(), "a"); err != nil || !strings.Contains(a.ContentHTML, "changed") {
		t.Errorf("the changed article: %v %v", a.ContentHTML, err)
	}
}

// A server that was started over an empty or a wrong folder takes nothing from
// anyone.
func TestAnEmptiedLibraryTakesNothing(t *testing.T) {
	s, m := newServer("a", "b"), library.NewMemory()
	l := open(s, m)
	sync1(t, l)
	before := m.Paths()
	s.items = map[string]string{}
	if _, err := l.Sync(t.Context(), nil); !errors.Is(err, library.ErrEmptied) {
		t.Errorf("error %v, want ErrEmptied", err)
	}
	if !slices.Equal(m.Paths(), before) {
		t.Errorf("held %v, want %v", m.Paths(), before)
	}
	if c, err := l.Catalogue(t.Context()); err != nil || len(c.Articles) != 2 {
		t.Errorf("the catalogue has %d articles (%v), want 2", len(c.Articles), err)
	}
}

func TestDamagedAnswersAreNeverStored(t *testing.T) {
	for name, spoil := range map[string]func(library.Answer) library.Answer{
		"truncated": func(a library.Answer) library.Answer { a.Data = a.Data[:len(a.Data)/2]; return a },
		"captive portal": func(library.Answer) library.Answer {
			return library.Answer{Data: []byte("<html>Sign in</html>"), ContentType: "text/html"}
		},
		"empty": func(a library.Answer) library.Answer { a.Data = nil; return a },
	} {
		for _, target := range []string{library.ArticlePath("a"), library.PagePath("a"), library.MediaPath("media/a.png")} {
			t.Run(name+" "+target, func(t *testing.T) {
				s, m := newServer("a", "b"), library.NewMemory()
				s.spoil = func(path string, a library.Answer) (library.Answer, error) {
					if path == target {
						return spoil(a), nil
					}
					return a, nil
				}
				p, err := open(s, m).Sync(t.Context(), nil)
				if !errors.Is(err, library.ErrDamaged) || p.Failed != 1 || p.Complete() {
					t.Errorf("%+v, %v", p, err)
				}
				if slices.Contains(m.Paths(), target) {
					t.Error("it is stored")
				}
				if !slices.Contains(m.Paths(), library.ArticlePath("b")) {
					t.Error("another one is not")
				}
			})
		}
	}
}

func TestPagesOfAnotherVersionWait(t *testing.T) {
	s, m := newServer("a"), library.NewMemory()
	l := open(s, m)
	sync1(t, l)
	before := m.Paths()
	s.version = "v2"
	s.items["a"] = "changed"
	sync1(t, l)
	if !slices.Equal(m.Paths(), before) {
		t.Errorf("held %v, want %v", m.Paths(), before)
	}
	if a, err := l.Article(t.Context(), "a"); err != nil || !strings.Contains(a.ContentHTML, "changed") {
		t.Errorf("the article itself is not followed: %v", err)
	}
}

func TestRetriesWaitLongerEachTime(t *testing.T) {
	s, c := newServer("a"), &clock{}
	s.spoil = func(path string, a library.Answer) (library.Answer, error) {
		if path == library.ArticlePath("a") {
			return library.Answer{}, library.ErrUnreachable
		}
		return a, nil
	}
	l := library.New(library.Config{Source: s, Store: library.NewMemory(), Clock: c, Version: version})
	if _, err := l.Sync(t.Context(), nil); !errors.Is(err, library.ErrUnreachable) {
		t.Errorf("error %v", err)
	}
	if len(c.waits) < 2 || c.waits[1] != 2*c.waits[0] {
		t.Errorf("waits %v", c.waits)
	}
}

// mortal is a store that dies at a given call, before or after having done it.
type mortal struct {
	*library.Memory
	left  int
	after bool
	die   context.CancelFunc
	mu    sync.Mutex
}

var errFull = errors.New("no room")

func (m *mortal) Put(ctx context.Context, item library.Item) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.left--
	if m.left == 0 {
		if m.after {
			_ = m.Memory.Put(ctx, item)
		}
		m.die()
		return errFull
	}
	if m.left < 0 {
		return errFull
	}
	return m.Memory.Put(ctx, item)
}

// A sync that is killed anywhere loses nothing, stores nothing half, and is
// finished by the next.
func TestTwoHundredKills(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	losses := 0
	for n := range 200 {
		s, memory := newServer("a", "b", "c", "d", "e"), library.NewMemory()
		if n%2 == 0 {
			// Half of the times over an older state.
			sync1(t, open(s, memory))
			s.items["a"], s.items["f"] = "changed", "new"
			delete(s.items, "b")
		}
		held, _ := memory.Held(t.Context())
		ctx, cancel := context.WithCancel(t.Context())
		m := &mortal{Memory: memory, left: 1 + random.IntN(20), after: random.IntN(2) == 0, die: cancel}
		_, _ = open(s, m).Sync(ctx, nil) // It may have died, or been done before.
		cancel()

		now, _ := memory.Held(t.Context())
		for path := range held {
			slug, isArticle := library.SlugOf(path)
			if _, ok := now[path]; !ok && isArticle && slug != "b" {
				losses++
				t.Errorf("kill %d: %s is lost", n, path)
			}
		}
		for path, stamp := range now {
			data, _, _ := memory.Get(t.Context(), path)
			if strings.HasPrefix(path, "content/articles/") && digest(data) != stamp {
				t.Errorf("kill %d: %s is not what its stamp says", n, path)
			}
		}
		sync1(t, open(s, memory))
	}
	t.Logf("200 kills, %d losses", losses)
}

func TestProgressCounts(t *testing.T) {
	var mu sync.Mutex
	last := 0
	p, err := open(newServer("a", "b"), library.NewMemory()).Sync(t.Context(), func(p library.Progress) {
		mu.Lock()
		defer mu.Unlock()
		if p.Done+p.Failed != last+1 || p.Total != 9 {
			t.Errorf("progress %+v after %d", p, last)
		}
		last++
	})
	if err != nil || p.Done != 9 {
		t.Errorf("%+v, %v", p, err)
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
