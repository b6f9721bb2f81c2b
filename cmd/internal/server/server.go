// Package server answers readers: pages rendered with the components of app/ui,
// the library's files, feeds, and the app itself. Everything that it serves of
// a library is made from one snapshot of it, an edition, so that no answer is
// half old and half new.
package server

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync/atomic"

	"github.com/lontar-reader/lontar/cmd/internal/schema"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// Config is what a server is made of.
type Config struct {
	// Shelf holds the library.
	Shelf *shelf.Shelf

	// Assets is the web folder, with the built bundle in it.
	Assets fs.FS

	// BaseURL is the address of the first page as readers see it, such as
	// "https://example.org/news/". The request's Host header is never used for
	// addresses, for anyone can send any.
	BaseURL string

	// Title is the library's name; empty means "Lontar".
	Title string

	// Log takes what goes wrong; nil discards it.
	Log *slog.Logger
}

// Server is the handler of everything.
type Server struct {
	shelf   *shelf.Shelf
	site    site
	assets  *assets
	log     *slog.Logger
	edition atomic.Pointer[edition]
	mux     *http.ServeMux
}

// site is what does not change while the server runs.
type site struct {
	title string
	url   string // absolute, ends in "/"
	base  string // the url's path
}

// New returns a server of the shelf's library, which follows the shelf's
// changes.
func New(c Config) (http.Handler, error) {
	if c.BaseURL == "" {
		c.BaseURL = "http://localhost:8080/"
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.RawQuery != "" || base.Fragment != "" {
		return nil, fmt.Errorf("server: the base URL %q is not an address like https://example.org/news/", c.BaseURL)
	}
	if !strings.HasSuffix(base.Path, "/") {
		base.Path += "/"
	}
	// Every page, the app and its service worker compare addresses with this
	// path as it stands.
	if base.User != nil || base.EscapedPath() != base.Path || base.Path != "/" && path.Clean(base.Path)+"/" != base.Path {
		return nil, fmt.Errorf("server: the base URL %q may hold neither a user, nor characters that must be escaped, nor empty path elements", c.BaseURL)
	}
	if c.Title == "" {
		c.Title = "Lontar"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		shelf: c.Shelf,
		site:  site{title: c.Title, url: base.String(), base: base.EscapedPath()},
		log:   c.Log,
	}
	if s.assets, err = newAssets(c.Assets, s.site); err != nil {
		return nil, err
	}
	s.renew(c.Shelf.Snapshot())
	if err := s.addShellPages(c.Assets); err != nil {
		return nil, err
	}
	c.Shelf.OnChange(s.renew)
	s.mux = s.routes()
	return s, nil
}

func (s *Server) renew(snapshot *shelf.Snapshot) {
	s.edition.Store(newEdition(s.site, s.assets, snapshot))
}

// ServeHTTP implements http.Handler. A reverse proxy may hand the path over
// with the base URL's prefix or without it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	asked := r.URL.Path
	if strings.Contains(asked, "/../") || strings.HasSuffix(asked, "/..") || strings.Contains(asked, "\x00") {
		http.Error(w, "This address is malformed.", http.StatusBadRequest)
		return
	}
	prefix := strings.TrimSuffix(s.site.base, "/")
	if rest, ok := strings.CutPrefix(asked, prefix); ok && prefix != "" && (rest == "" || rest[0] == '/') {
		if rest == "" {
			http.Redirect(w, r, s.site.base, http.StatusPermanentRedirect)
			return
		}
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = rest, strings.TrimPrefix(r.URL.RawPath, prefix)
	}
	// The mux would do this, too, but lose the prefix and escape twice.
	if escaped := r.URL.EscapedPath(); strings.HasPrefix(escaped, "/") && path.Clean(escaped) != escaped {
		target := prefix + path.Clean(escaped)
		if r.URL.RawQuery != "" {
			target += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, target, http.StatusPermanentRedirect)
		return
	}
	s.mux.ServeHTTP(w, r)
}

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	get := func(path string, h http.HandlerFunc) { mux.HandleFunc("GET "+path, h) }
	get("/{$}", s.page)
	get("/articles/{slug}", s.page)
	get("/tags/{tag}", s.page)
	for _, path := range []string{"/saved", "/search", "/settings", "/about", "/offline"} {
		get(path, s.page)
	}
	get("/content/index.json", s.catalogue)
	get("/content/schema.json", fixed(schema.ContentType, schema.Text()).ServeHTTP)
	get("/content/articles/{file}", s.articleFile)
	get("/content/media/{path...}", s.media)
	get("/feed.json", s.feed(func(e *edition) feedFunc { return e.jsonFeed }))
	get("/feed.xml", s.feed(func(e *edition) feedFunc { return e.atomFeed }))
	get("/sitemap.xml", s.feed(func(e *edition) feedFunc { return e.sitemap }))
	get("/robots.txt", s.feed(func(e *edition) feedFunc { return e.robots }))
	get("/healthz", s.health)
	get("/sw.js", s.assets.serve("sw.js"))
	get("/manifest.webmanifest", s.assets.serve("manifest.webmanifest"))
	get("/assets/{path...}", s.asset)
	get("/favicon.ico", s.favicon)
	mux.HandleFunc("/", s.missing)
	return mux
}

// missing answers what no route answers: a page that helps, or, below the
// folders of files, a line.
func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This address answers GET and HEAD only.", http.StatusMethodNotAllowed)
		return
	}
	s.page(w, r)
}

// health tells whoever watches the server that it serves. It is ill when there
// is nothing to serve because every file is at fault.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	e := s.edition.Load()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if len(e.snapshot.Articles) == 0 && len(e.snapshot.Faults) > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = fmt.Fprintf(w, "%d articles, %d faults\n", len(e.snapshot.Articles), len(e.snapshot.Faults)) // Nobody left to tell.
}

// fail answers what the server could not do, without telling the reader how it
// is built.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, r.Context().Err()) && r.Context().Err() != nil {
		return
	}
	s.log.Error("answering failed", "path", r.URL.Path, "error", err)
	http.Error(w, "The server could not do this. Please try again.", http.StatusInternalServerError)
}
