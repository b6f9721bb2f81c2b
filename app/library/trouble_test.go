package library_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/library"
)

// fixed is a source that has the same answer for some paths, and for others
// nothing.
type fixed map[string]string

func (f fixed) Fetch(_ context.Context, path string) (library.Answer, error) {
	data, ok := f[path]
	if !ok {
		return library.Answer{}, fmt.Errorf("%s: %w", path, library.ErrNotFound)
	}
	return library.Answer{Data: []byte(data), ContentType: "application/json", Version: version}, nil
}

// An article file may have faults that are only warnings. The shelf serves it;
// it must open, too.
func TestArticleWithAWarningOpens(t *testing.T) {
	const file = `{"id":"1","title":"T","content_text":"Text","url":"not an address"}`
	articles, faults := article.Decode("a.json", []byte(file))
	if len(articles) != 1 || len(faults) != 1 || !faults[0].Warning {
		t.Fatalf("the file should have one warning: %v", faults)
	}
	for name, l := range map[string]*library.Library{
		"from the source": library.New(library.Config{Source: fixed{library.ArticlePath("a"): file}}),
		"from the store":  library.New(library.Config{Source: fixed{}, Store: holding(t, library.ArticlePath("a"), file)}),
	} {
		if a, err := l.Article(t.Context(), "a"); err != nil || a.Title != "T" {
			t.Errorf("%s: %q, %v", name, a.Title, err)
		}
	}
}

func encode(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func holding(t *testing.T, path, data string) library.Store {
	t.Helper()
	m := library.NewMemory()
	if err := m.Put(t.Context(), library.Item{Path: path, Stamp: digest([]byte(data)), Data: []byte(data)}); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestArticleFromStoreAndSource(t *testing.T) {
	file := func(title string) string { return `{"id":"1","title":"` + title + `","content_text":"Text"}` }
	path := library.ArticlePath("a")
	for _, c := range []struct {
		name   string
		stored string
		source library.Source
		title  string
		err    error
	}{
		{"the stored copy is preferred", file("stored"), fixed{path: file("source")}, "stored", nil},
		{"a damaged stored copy is not shown", `{"id":`, fixed{path: file("source")}, "source", nil},
		{"nothing anywhere", "", fixed{}, "", library.ErrNotFound},
		{"out of reach", "", unreachable{}, "", library.ErrUnreachable},
		{"a sign-in page in its place", "", fixed{path: "<html>Sign in</html>"}, "", library.ErrDamaged},
		{"another article in its place", "", fixed{path: `{"items":[` + file("x") + `]}`}, "", library.ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			var store library.Store = library.NewMemory()
			if c.stored != "" {
				store = holding(t, path, c.stored)
			}
			a, err := library.New(library.Config{Source: c.source, Store: store}).Article(t.Context(), "a")
			if a.Title != c.title || !errors.Is(err, c.err) {
				t.Errorf("%q, %v; want %q, %v", a.Title, err, c.title, c.err)
			}
		})
	}
	for _, slug := range []string{"", "..", "a/b", "A", "a.json", "\u202e"} {
		if _, err := library.New(library.Config{Source: unreachable{}}).Article(t.Context(), slug); !errors.Is(err, library.ErrNotFound) {
			t.Errorf("slug %q: %v", slug, err)
		}
	}
}

type unreachable struct{}

func (unreachable) Fetch(context.Context, string) (library.Answer, error) {
	return library.Answer{}, library.ErrUnreachable
}

// spoiled answers one path in another way.
func spoiled(target string, err error) func(string, library.Answer) (library.Answer, error) {
	return func(path string, a library.Answer) (library.Answer, error) {
		if path == target {
			return library.Answer{}, err
		}
		return a, nil
	}
}

// The picture of the old copy is dropped by the library in the same change in
// which the new copy fails to come: the old copy stays whole.
func TestOldMediaStayUntilTheNewArticleIsWhole(t *testing.T) {
	const old = `{"id":"1","title":"T","content_html":"<img src=\"/content/media/old.png\" alt=\"x\">"}`
	const changed = `{"id":"1","title":"T","content_html":"<img src=\"/content/media/new.png\" alt=\"x\">"}`
	answers := func(file, picture string) fixed {
		articles, _ := article.Decode("a.json", []byte(file))
		e := articles[0].Entry()
		e.Media = []article.Media{{Path: picture, Hash: digest([]byte(picture)), Bytes: 1}}
		return fixed{
			library.CataloguePath:      encode(t, article.NewCatalogue("", "", []article.Entry{e})),
			library.ArticlePath("a"):   file,
			library.MediaPath(picture): picture,
		}
	}
	m := library.NewMemory()
	// Without pages, which another version of the app would bring.
	sync := func(f fixed) (library.Progress, error) {
		return library.New(library.Config{Source: f, Store: m, Clock: &clock{}, Version: "other"}).Sync(t.Context(), nil)
	}
	if p, err := sync(answers(old, "media/old.png")); err != nil || !p.Complete() {
		t.Fatalf("%+v, %v", p, err)
	}
	cut := answers(changed, "media/new.png")
	cut[library.ArticlePath("a")] = changed[:20]
	if _, err := sync(cut); !errors.Is(err, library.ErrDamaged) {
		t.Errorf("error %v", err)
	}
	if data, _, _ := m.Get(t.Context(), library.ArticlePath("a")); string(data) != old {
		t.Errorf("the old copy is gone: %s", data)
	}
	if !slices.Contains(m.Paths(), library.MediaPath("media/old.png")) {
		t.Error("the old copy has lost its picture")
	}
	if p, err := sync(answers(changed, "media/new.png")); err != nil || !p.Complete() {
		t.Fatalf("%+v, %v", p, err)
	}
	if slices.Contains(m.Paths(), library.MediaPath("media/old.png")) {
		t.Error("the old picture is never let go")
	}
}

func TestOneThingThatIsNotThere(t *testing.T) {
	s, m, c := newServer("a", "b"), library.NewMemory(), &clock{}
	s.spoil = spoiled(library.MediaPath("media/a.png"), library.ErrNotFound)
	l := library.New(library.Config{Source: s, Store: m, Clock: c, Version: version})
	p, err := l.Sync(t.Context(), nil)
	if !errors.Is(err, library.ErrNotFound) || p.Failed != 1 || p.Done != p.Total-1 || p.Complete() {
		t.Errorf("%+v, %v", p, err)
	}
	if len(c.waits) != 0 {
		t.Errorf("what is not there is asked for again after %v", c.waits)
	}
	s.spoil, s.fetched = nil, nil
	sync1(t, l)
	if want := []string{library.CataloguePath, library.MediaPath("media/a.png")}; !slices.Equal(s.fetched, want) {
		t.Errorf("fetched %v, want %v", s.fetched, want)
	}
}

func TestUnreachableInTheMiddleIsResumed(t *testing.T) {
	s, m := newServer("a", "b", "c", "d"), library.NewMemory()
	left := 6
	s.spoil = func(_ string, a library.Answer) (library.Answer, error) {
		if left--; left < 0 {
			return library.Answer{}, library.ErrUnreachable
		}
		return a, nil
	}
	p, err := open(s, m).Sync(t.Context(), nil)
	if !errors.Is(err, library.ErrUnreachable) || p.Done != 5 {
		t.Errorf("%+v, %v", p, err)
	}
	before := m.Paths()
	s.spoil, s.fetched = nil, nil
	sync1(t, open(s, m))
	for _, path := range s.fetched {
		if path != library.CataloguePath && slices.Contains(before, path) {
			t.Errorf("%q is fetched twice", path)
		}
	}
}

func TestFullStoreKeepsWhatItHas(t *testing.T) {
	s, memory := newServer("a", "b", "c"), library.NewMemory()
	sync1(t, open(s, memory))
	before := memory.Paths()
	s.items["d"], s.items["a"] = "new", "changed"
	full := errors.New("no room")
	sc := &script{at: 4, happen: func(string) error { return full }}
	if _, err := open(s, onlyPuts{memory, sc}).Sync(t.Context(), nil); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	for _, path := range before {
		if !slices.Contains(memory.Paths(), path) {
			t.Errorf("%s is lost", path)
		}
	}
	sync1(t, open(s, memory))
}

// onlyPuts counts what is put, and nothing else.
type onlyPuts struct {
	*library.Memory
	script *script
}

func (o onlyPuts) Put(ctx context.Context, item library.Item) error {
	if err := o.script.next("put"); err != nil {
		return err
	}
	return o.Memory.Put(ctx, item)
}

// recorder remembers the order of what is put.
type recorder struct {
	*library.Memory
	mu    *sync.Mutex
	paths *[]string
}

func (r recorder) Put(ctx context.Context, item library.Item) error {
	r.mu.Lock()
	*r.paths = append(*r.paths, item.Path)
	r.mu.Unlock()
	return r.Memory.Put(ctx, item)
}

func TestCatalogueIsStoredLast(t *testing.T) {
	s, m := newServer("a"), recorder{library.NewMemory(), &sync.Mutex{}, &[]string{}}
	l := open(s, m)
	sync1(t, l)
	s.items["a"], s.items["b"] = "changed", "new"
	m.paths = &[]string{}
	l = open(s, m)
	sync1(t, l)
	if paths := *m.paths; slices.Index(paths, library.CataloguePath) != len(paths)-1 {
		t.Errorf("stored in the order %v", paths)
	}
}

func TestDamagedCatalogueChangesNothing(t *testing.T) {
	for name, data := range map[string]string{
		"a sign-in page":      "<!doctype html><title>Sign in</title>",
		"empty":               "",
		"half":                `{"version":"1","hash":"x","articles":[{"slug":"a"`,
		"another version":     `{"version":"2","hash":"x","articles":[]}`,
		"another thing":       `{"ok":true}`,
		"media outside":       `{"version":"1","hash":"x","articles":[{"slug":"a","title":"A","hash":"h","media":[{"path":"media/../../x","hash":"h"}]}]}`,
		"a slug that is none": `{"version":"1","hash":"x","articles":[{"slug":"../a","title":"A","hash":"h"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			s, m := newServer("a"), library.NewMemory()
			l := open(s, m)
			sync1(t, l)
			before := m.Paths()
			s.spoil = func(string, library.Answer) (library.Answer, error) {
				return library.Answer{Data: []byte(data), ContentType: "text/html", Version: version}, nil
			}
			if _, err := l.Sync(t.Context(), nil); !errors.Is(err, library.ErrDamaged) {
				t.Errorf("error %v", err)
			}
			if !slices.Equal(m.Paths(), before) {
				t.Errorf("held %v, before %v", m.Paths(), before)
			}
			if c, err := l.Catalogue(t.Context()); err != nil || len(c.Articles) != 1 {
				t.Errorf("the catalogue: %v", err)
			}
		})
	}
}

func TestAttempts(t *testing.T) {
	path := library.ArticlePath("a")
	for name, c := range map[string]struct {
		failures int
		clock    *clock
		waits    []time.Duration
		complete bool
	}{
		"mended at the second": {1, &clock{}, []time.Duration{500 * time.Millisecond}, true},
		"mended at the third":  {2, &clock{}, []time.Duration{500 * time.Millisecond, time.Second}, true},
		"never mended":         {99, &clock{}, []time.Duration{500 * time.Millisecond, time.Second}, false},
		"without a clock":      {1, nil, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			s, left := newServer("a"), c.failures
			s.spoil = func(p string, a library.Answer) (library.Answer, error) {
				if p == path && left > 0 {
					left--
					return library.Answer{Data: []byte("half")}, nil
				}
				return a, nil
			}
			config := library.Config{Source: s, Store: library.NewMemory(), Version: version}
			if c.clock != nil {
				config.Clock = c.clock
			}
			p, err := library.New(config).Sync(t.Context(), nil)
			if p.Complete() != c.complete || (err == nil) != c.complete {
				t.Errorf("%+v, %v", p, err)
			}
			if c.clock != nil && !slices.Equal(c.clock.waits, c.waits) {
				t.Errorf("waits %v, want %v", c.clock.waits, c.waits)
			}
		})
	}
}

func TestNoPageOfAnotherVersionIsAskedFor(t *testing.T) {
	s, m := newServer("a"), library.NewMemory()
	s.version = "v2"
	sync1(t, open(s, m))
	for _, path := range s.fetched {
		if !strings.HasPrefix(path, "content/") {
			t.Errorf("the page %q is asked for", path)
		}
	}
}

// An address that a browser would take for another page is never wanted, or
// the device would never be complete.
func TestTagsThatNoAddressCanName(t *testing.T) {
	c := article.Catalogue{Articles: []article.Entry{{Slug: "a", Tags: []string{"..", ".", "a/../b", "x/..", "./x", "...", "a..b", "a/b", "日本"}}}}
	if got, want := library.Tags(c), []string{"...", "a..b", "a/b", "日本"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPathsComeBack(t *testing.T) {
	for _, slug := range []string{"a", "kayfa-wasala", "日本-b", "कागज़", "é", "naïve_2"} {
		if back, ok := library.SlugOf(library.ArticlePath(slug)); !ok || back != slug {
			t.Errorf("%q came back as %q", slug, back)
		}
	}
	for _, path := range []string{"", "articles/a", "content/media/a.json", "content/articles/a", "content/articles/%zz.json"} {
		if slug, ok := library.SlugOf(path); ok {
			t.Errorf("%q is taken for the article %q", path, slug)
		}
	}
	for tag, want := range map[string]string{"a b": "tags/a%20b", "a/b": "tags/a%2Fb", "日": "tags/%E6%97%A5", "100%": "tags/100%25", "a?b#c": "tags/a%3Fb%23c"} {
		if got := library.TagPath(tag); got != want {
			t.Errorf("%q: %s, want %s", tag, got, want)
		}
	}
	for file, want := range map[string]string{"media/a b.png": "content/media/a%20b.png", "media/sub/日.png": "content/media/sub/%E6%97%A5.png", "media/a#?.png": "content/media/a%23%3F.png"} {
		if got := library.MediaPath(file); got != want {
			t.Errorf("%q: %s, want %s", file, got, want)
		}
	}
}
