package e2e_test

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/server"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/content"
	"github.com/lontar-reader/lontar/web"
)

// site is a server that can be stopped, started again at the same address, and
// changed.
type site struct {
	t       testing.TB
	addr    string
	url     string
	shelf   *shelf.Shelf
	mu      sync.Mutex
	handler http.Handler
	wrap    func(http.Handler) http.Handler
	running *http.Server
}

// option changes a site before it starts.
type option func(*site)

// withContent serves these files instead of the embedded library.
func withContent(fsys fs.FS) option {
	return func(s *site) {
		sh, err := shelf.Open(fsys, shelf.Options{Title: "Lontar", Language: "en"})
		if err != nil {
			s.t.Fatal(err)
		}
		s.shelf = sh
	}
}

// withBase serves behind a path prefix.
func withBase(base string) option {
	return func(s *site) { s.url += strings.TrimPrefix(base, "/") }
}

// newSite starts a server of the embedded library.
func newSite(t testing.TB, options ...option) *site {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, addr: listener.Addr().String()}
	_, port, _ := net.SplitHostPort(s.addr)
	s.url = "http://localhost:" + port + "/"
	for _, o := range options {
		o(s)
	}
	if s.shelf == nil {
		withContent(content.FS)(s)
	}
	s.serve(web.FS)
	s.listen(listener)
	t.Cleanup(s.stop)
	return s
}

// serve puts these assets in charge.
func (s *site) serve(assets fs.FS) {
	s.t.Helper()
	h, err := server.New(server.Config{Shelf: s.shelf, Assets: assets, BaseURL: s.url})
	if err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handler = h
}

// between puts a handler between the network and the server.
func (s *site) between(wrap func(http.Handler) http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrap = wrap
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	h := s.handler
	if s.wrap != nil {
		h = s.wrap(h)
	}
	s.mu.Unlock()
	h.ServeHTTP(w, r)
}

func (s *site) listen(l net.Listener) {
	s.running = &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	go func(running *http.Server) {
		if err := running.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.t.Error(err)
		}
	}(s.running)
}

// stop takes the server away, with every connection: the network as a reader
// in a tunnel has it.
func (s *site) stop() {
	if s.running != nil {
		_ = s.running.Close()
		s.running = nil
	}
}

// start brings the server back to where it was.
func (s *site) start() {
	s.t.Helper()
	var l net.Listener
	var err error
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	for l == nil {
		if l, err = net.Listen("tcp", s.addr); err != nil && ctx.Err() != nil {
			s.t.Fatal(err)
		}
	}
	s.listen(l)
}

// changedAssets is the web folder with something else in its styles: another
// version of the app.
func changedAssets(t testing.TB, mark string) fs.FS {
	t.Helper()
	return overlay{"css/print.css", fstest.MapFS{"css/print.css": {Data: []byte("." + mark + " { color: red; }\n")}}, web.FS}
}

// overlay is a file system with one file replaced.
type overlay struct {
	name string
	top  fs.FS
	base fs.FS
}

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return o.top.Open(name)
	}
	return o.base.Open(name)
}
