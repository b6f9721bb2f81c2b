// Package librarytest holds the contract of library.Store, as tests that every
// implementation runs.
package librarytest

import (
	"context"
	"maps"
	"testing"

	"github.com/lontar-reader/lontar/app/library"
)

// Store tests a store that open makes, empty each time.
func Store(t *testing.T, open func() library.Store) {
	t.Run("what was put is held whole", func(t *testing.T) {
		s := open()
		put(t, s, "content/articles/%E6%97%A5.json", "one", "data")
		put(t, s, "", "front", "page")
		data, ok, err := s.Get(t.Context(), "content/articles/%E6%97%A5.json")
		if err != nil || !ok || string(data) != "data" {
			t.Errorf("got %q, %v, %v", data, ok, err)
		}
		want := map[string]string{"content/articles/%E6%97%A5.json": "one", "": "front"}
		if held, err := s.Held(t.Context()); err != nil || !maps.Equal(held, want) {
			t.Errorf("held %v, %v, want %v", held, err, want)
		}
	})
	t.Run("a later item takes the place of an earlier", func(t *testing.T) {
		s := open()
		put(t, s, "a", "one", "first")
		put(t, s, "a", "two", "second")
		data, _, err := s.Get(t.Context(), "a")
		held, _ := s.Held(t.Context())
		if err != nil || string(data) != "second" || held["a"] != "two" {
			t.Errorf("got %q with stamp %q, %v", data, held["a"], err)
		}
	})
	t.Run("what is not held is not there", func(t *testing.T) {
		s := open()
		if data, ok, err := s.Get(t.Context(), "a"); ok || err != nil {
			t.Errorf("got %q, %v, %v", data, ok, err)
		}
		if err := s.Delete(t.Context(), "a"); err != nil {
			t.Errorf("deleting nothing: %v", err)
		}
		put(t, s, "a", "one", "x")
		if err := s.Delete(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		if held, err := s.Held(t.Context()); err != nil || len(held) != 0 {
			t.Errorf("held %v, %v", held, err)
		}
	})
	t.Run("bytes are copied", func(t *testing.T) {
		s := open()
		data := []byte("data")
		if err := s.Put(t.Context(), library.Item{Path: "a", Data: data}); err != nil {
			t.Fatal(err)
		}
		data[0] = 'X'
		if got, _, _ := s.Get(t.Context(), "a"); string(got) != "data" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("nothing is put when it is too late", func(t *testing.T) {
		s := open()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Put(ctx, library.Item{Path: "a"}); err == nil {
			t.Error("no error")
		}
	})
}

func put(t *testing.T, s library.Store, path, stamp, data string) {
	t.Helper()
	if err := s.Put(t.Context(), library.Item{Path: path, Stamp: stamp, Data: []byte(data)}); err != nil {
		t.Fatal(err)
	}
}
