package library

import (
	"context"
	"maps"
	"slices"
	"sync"
)

// Memory is a Store that lasts as long as the program: for tests, and for a
// browser that refuses to store anything.
type Memory struct {
	mu    sync.Mutex
	items map[string]Item
}

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{items: map[string]Item{}}
}

// Held implements Store.
func (m *Memory) Held(ctx context.Context) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	held := make(map[string]string, len(m.items))
	for path, item := range m.items {
		held[path] = item.Stamp
	}
	return held, ctx.Err()
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, path string) ([]byte, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	item, ok := m.items[path]
	return slices.Clone(item.Data), ok, ctx.Err()
}

// Put implements Store.
func (m *Memory) Put(ctx context.Context, item Item) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	item.Data = slices.Clone(item.Data)
	m.items[item.Path] = item
	return nil
}

// Delete implements Store.
func (m *Memory) Delete(ctx context.Context, path string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.items, path)
	return ctx.Err()
}

// Paths returns the paths that are held, in order.
func (m *Memory) Paths() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.items))
}
