package library

import (
	"context"
	"time"
)

// Source is where articles come from: a server seen through a browser's
// fetch, or the server's own shelf. It keeps the network out of this package.
type Source interface {
	// Fetch returns what stands at path, relative to the library's base
	// address: "content/index.json", "articles/x", "" for the first page.
	// The bytes are whole or there is an error: ErrNotFound where the library
	// has nothing at that path, ErrUnreachable where it cannot be asked or
	// answers nonsense. It may take as long as ctx allows and blocks its
	// goroutine meanwhile.
	Fetch(ctx context.Context, path string) (Answer, error)
}

// Answer is what a Source found.
type Answer struct {
	// Data is the whole body.
	Data []byte

	// ContentType is the media type as the source named it.
	ContentType string

	// Policy is the Content-Security-Policy under which it may be shown.
	Policy string

	// Version is that of the app that the source serves now; empty when it
	// serves none. It differs from the running one after an update.
	Version string
}

// Store is what this device holds. It keeps the browser out of this package.
// All methods block their goroutine and may be called from several. A store
// without room answers Put with an error and keeps what it had.
type Store interface {
	// Held returns the stamp of everything that is held whole, by path. A
	// path that is absent is not held.
	Held(ctx context.Context) (map[string]string, error)

	// Get returns what is held at path; false when nothing is.
	Get(ctx context.Context, path string) ([]byte, bool, error)

	// Put holds an item, in place of what was held at its path. Whoever reads
	// while it is being put, or after it was cut off, gets the whole old or
	// the whole new item.
	Put(ctx context.Context, item Item) error

	// Delete lets go of what is held at path, if anything is.
	Delete(ctx context.Context, path string) error
}

// Item is something to hold.
type Item struct {
	// Path is where it stands in the library.
	Path string

	// Stamp tells one state of it from another: the content hash, or the
	// page's stamp.
	Stamp string
	// Version is that of the app that the source served it with.
	Version string

	// ContentType is its media type.
	ContentType string

	// Policy is the Content-Security-Policy under which it may be shown.
	Policy string

	// Data is the whole of it.
	Data []byte
}

// Clock waits. It keeps tests from sleeping.
type Clock interface {
	// Wait blocks for d, or until ctx is done, and then returns ctx's error.
	Wait(ctx context.Context, d time.Duration) error
}

// nothing is the store of a device that holds nothing.
type nothing struct{}

func (nothing) Held(context.Context) (map[string]string, error)   { return nil, nil }
func (nothing) Get(context.Context, string) ([]byte, bool, error) { return nil, false, nil }
func (nothing) Put(context.Context, Item) error                   { return nil }
func (nothing) Delete(context.Context, string) error              { return nil }
