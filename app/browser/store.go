package browser

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/lontar-reader/lontar/app/library"
)

// contentCache holds articles, media and pages. Its name has no version: no
// update of the app may take it away.
const contentCache = "lontar-content"

// StampHeader is how a stored response carries its stamp.
const StampHeader = "Lontar-Stamp"

// Store keeps content in Cache Storage, where the service worker finds it for
// a cold start. It implements library.Store. An entry and its stamp are one
// response, which the browser writes whole or not at all.
type Store struct {
	// Base is the path of the library's first page.
	Base string
}

// Supported reports whether this browser, at this address, can store anything.
// Cache Storage is for secure contexts only: https, or localhost.
func (Store) Supported() bool {
	caches, err := attempt(func() app.Value { return global("caches") })
	return err == nil && caches.Truthy()
}

func (s Store) open(ctx context.Context) (app.Value, error) {
	promise, err := attempt(func() app.Value { return global("caches").Call("open", contentCache) })
	if err != nil {
		return nil, err
	}
	return await(ctx, promise)
}

// Held implements library.Store.
func (s Store) Held(ctx context.Context) (map[string]string, error) {
	cache, err := s.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("browser: opening the store: %w", err)
	}
	keys, err := await(ctx, cache.Call("keys"))
	if err != nil {
		return nil, fmt.Errorf("browser: listing the store: %w", err)
	}
	held := make(map[string]string, keys.Length())
	for i := range keys.Length() {
		request := keys.Index(i)
		path, ok := s.path(request.Get("url").String())
		if !ok {
			continue
		}
		response, err := await(ctx, cache.Call("match", request))
		if err != nil {
			return nil, fmt.Errorf("browser: reading the store: %w", err)
		}
		if response.Truthy() {
			held[path] = header(response, StampHeader)
		}
	}
	return held, nil
}

// Get implements library.Store.
func (s Store) Get(ctx context.Context, path string) ([]byte, bool, error) {
	cache, err := s.open(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("browser: opening the store: %w", err)
	}
	response, err := await(ctx, cache.Call("match", s.Base+path))
	if err != nil {
		return nil, false, fmt.Errorf("browser: reading %q: %w", path, err)
	}
	if !response.Truthy() {
		return nil, false, nil
	}
	buffer, err := await(ctx, response.Call("arrayBuffer"))
	if err != nil {
		return nil, false, fmt.Errorf("browser: reading %q: %w", path, err)
	}
	return toGo(buffer), true, nil
}

// Put implements library.Store.
func (s Store) Put(ctx context.Context, item library.Item) error {
	cache, err := s.open(ctx)
	if err != nil {
		return fmt.Errorf("browser: opening the store: %w", err)
	}
	// A response that is made here has no headers but those given to it: it gets
	// those that the server guards all its answers with.
	response := app.Window().Get("Response").New(toJS(item.Data), map[string]any{
		"headers": map[string]any{
			"Content-Type":                 item.ContentType,
			"Content-Length":               len(item.Data),
			"Content-Security-Policy":      item.Policy,
			"X-Content-Type-Options":       "nosniff",
			"X-Frame-Options":              "DENY",
			"Referrer-Policy":              "no-referrer",
			"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
			StampHeader:                    item.Stamp,
			VersionHeader:                  item.Version,
		},
	})
	if _, err := await(ctx, cache.Call("put", s.Base+item.Path, response)); err != nil {
		if Full(err) {
			return fmt.Errorf("browser: storing %q: this device has no room left for it: %w", item.Path, err)
		}
		return fmt.Errorf("browser: storing %q: %w", item.Path, err)
	}
	return nil
}

// Delete implements library.Store.
func (s Store) Delete(ctx context.Context, path string) error {
	cache, err := s.open(ctx)
	if err != nil {
		return fmt.Errorf("browser: opening the store: %w", err)
	}
	if _, err := await(ctx, cache.Call("delete", s.Base+path)); err != nil {
		return fmt.Errorf("browser: deleting %q: %w", path, err)
	}
	return nil
}

// path is the way back from an entry's address to its path in the library.
func (s Store) path(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	// The escaped form is what the library's own paths are in.
	return strings.CutPrefix(u.EscapedPath(), s.Base)
}
