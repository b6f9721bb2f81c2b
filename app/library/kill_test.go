package library_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/lontar-reader/lontar/app/library"
)

// script is what happens at the n-th call of a source or a store.
type script struct {
	mu     sync.Mutex
	calls  int
	at     int
	happen func(call string) error
}

// next counts a call and tells whether it fails.
func (s *script) next(call string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	if s.calls == s.at {
		return s.happen(call)
	}
	return nil
}

// scriptedStore and scriptedSource ask the script before each call.
type scriptedStore struct {
	library.Store
	script *script
}

func (s scriptedStore) Held(ctx context.Context) (map[string]string, error) {
	if err := s.script.next("held"); err != nil {
		return nil, err
	}
	return s.Store.Held(ctx)
}

func (s scriptedStore) Get(ctx context.Context, path string) ([]byte, bool, error) {
	if err := s.script.next("get " + path); err != nil {
		return nil, false, err
	}
	return s.Store.Get(ctx, path)
}

func (s scriptedStore) Put(ctx context.Context, item library.Item) error {
	if err := s.script.next("put " + item.Path); err != nil {
		return err
	}
	return s.Store.Put(ctx, item)
}

func (s scriptedStore) Delete(ctx context.Context, path string) error {
	if err := s.script.next("delete " + path); err != nil {
		return err
	}
	return s.Store.Delete(ctx, path)
}

type scriptedSource struct {
	library.Source
	script *script
}

func (s scriptedSource) Fetch(ctx context.Context, path string) (library.Answer, error) {
	if err := s.script.next("fetch " + path); err != nil {
		return library.Answer{}, err
	}
	return s.Source.Fetch(ctx, path)
}

// TestEveryCallMayFail lets each single call to the source and to the store go
// wrong in turn, once with an error and once with the end of the program, over
// a device that holds an older state and an article that the reader saved.
func TestEveryCallMayFail(t *testing.T) {
	for _, way := range []string{"error", "end"} {
		for n := 1; ; n++ {
			s, memory := newServer("a", "b", "c", "kept"), library.NewMemory()
			sync1(t, open(s, memory, "kept"))
			s.items["a"], s.items["new"] = "changed", "new"
			delete(s.items, "b")
			delete(s.items, "kept")

			ctx, end := context.WithCancel(t.Context())
			at := ""
			sc := &script{at: n, happen: func(call string) error {
				at = call
				if way == "end" {
					end()
					return nil // The store and the source see it by themselves.
				}
				return errors.New("a stumble")
			}}
			l := open(scriptedSource{s, sc}, scriptedStore{memory, sc}, "kept")
			p, err := l.Sync(ctx, nil)
			end()
			if at == "" {
				if n < 20 {
					t.Fatalf("only %d calls were made", n)
				}
				break // The whole Sync was shorter than n calls.
			}
			what := fmt.Sprintf("%s at call %d (%s)", way, n, at)
			if err == nil && !p.Complete() {
				t.Errorf("%s: %+v without an error", what, p)
			}
			wholeDevice(t, what, s, memory)
			sync1(t, open(s, memory, "kept"))
			wholeDevice(t, what+", and the next Sync", s, memory)
			if _, ok, _ := memory.Get(t.Context(), library.ArticlePath("b")); ok {
				t.Errorf("%s: what the library dropped is never let go", what)
			}
		}
	}
}

// wholeDevice checks that whatever a device holds is what its stamp says, and
// that no article that the library has or the reader saved has lost its parts.
func wholeDevice(t *testing.T, what string, s *server, m *library.Memory) {
	t.Helper()
	held, err := m.Held(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for path, stamp := range held {
		data, _, _ := m.Get(t.Context(), path)
		switch {
		case path == library.CataloguePath:
		case strings.HasPrefix(path, "content/"):
			if digest(data) != stamp {
				t.Errorf("%s: %s is not what its stamp says", what, path)
			}
		case !bytes.Contains(data, []byte(library.StampAttribute(stamp))):
			t.Errorf("%s: the page %q is not what its stamp says", what, path)
		}
	}
	for _, slug := range []string{"a", "c", "kept"} {
		for _, path := range []string{library.ArticlePath(slug), library.PagePath(slug), library.MediaPath("media/" + slug + ".png")} {
			if _, ok := held[path]; !ok {
				t.Errorf("%s: %s is lost", what, path)
			}
		}
	}
	for _, path := range []string{library.CataloguePath, library.FrontPath} {
		if _, ok := held[path]; !ok {
			t.Errorf("%s: %q is lost", what, path)
		}
	}
}
