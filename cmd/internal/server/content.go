package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"github.com/lontar-reader/lontar/cmd/internal/represent"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// page answers with a page, and be it the one that helps.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	body, err := s.edition.Load().page(r.Context(), &url.URL{Path: strings.TrimPrefix(r.URL.Path, "/"), RawQuery: r.URL.RawQuery})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body.ServeHTTP(w, r)
}

// catalogue answers with the catalogue for sync.
func (s *Server) catalogue(w http.ResponseWriter, r *http.Request) {
	s.feed(func(e *edition) feedFunc { return e.catalogue })(w, r)
}

func (e *edition) makeCatalogue() (*represent.Body, error) {
	data, err := json.Marshal(e.snapshot.Catalogue)
	if err != nil {
		return nil, err
	}
	return e.json(data), nil
}

func (e *edition) json(data []byte) *represent.Body {
	return represent.New("application/json", data, represent.Options{
		CacheControl: "no-cache", Header: http.Header{versionHeader: {e.assets.version}},
	})
}

// articleFile answers with an article's file as it stands on disk.
func (s *Server) articleFile(w http.ResponseWriter, r *http.Request) {
	e := s.edition.Load()
	slug, ok := strings.CutSuffix(r.PathValue("file"), ".json")
	a, found := e.snapshot.Article(slug)
	if !ok || !found {
		http.Error(w, "There is no such article.", http.StatusNotFound)
		return
	}
	key := "\x00file " + slug
	e.mu.Lock()
	body, ok := e.bodies[key]
	if !ok {
		body = e.json(a.Raw)
		e.bodies[key] = body
	}
	e.mu.Unlock()
	body.ServeHTTP(w, r)
}

// mediaInMemory is the size up to which a media file that compresses is kept in
// memory with its codings.
const mediaInMemory = 1 << 20

// media answers with a media file. A file that is being changed is not served:
// half a picture would be stored as a whole one.
func (s *Server) media(w http.ResponseWriter, r *http.Request) {
	path := "media/" + r.PathValue("path")
	e := s.edition.Load()
	m, ok := e.snapshot.Media(path)
	if !ok {
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	file, err := s.shelf.OpenMedia(path)
	switch {
	case errors.Is(err, shelf.ErrChanging):
		w.Header().Set("Retry-After", "1")
		http.Error(w, "This file is being changed. Please try again.", http.StatusServiceUnavailable)
		return
	case errors.Is(err, fs.ErrNotExist):
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	case err != nil:
		s.fail(w, r, err)
		return
	}
	defer func() { _ = file.Close() }() // It was only read.
	if textual(m.ContentType) && m.Bytes < mediaInMemory {
		data, err := io.ReadAll(file)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		represent.New(m.ContentType, data, represent.Options{CacheControl: "no-cache"}).ServeHTTP(w, r)
		return
	}
	seeker, ok := file.(io.ReadSeeker)
	if !ok {
		s.fail(w, r, errors.New("server: a media file that cannot be sought in"))
		return
	}
	w.Header().Set("Content-Type", m.ContentType)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Etag", `"`+m.Hash[:22]+`"`)
	http.ServeContent(w, r, "", m.ModTime, seeker)
}

func textual(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") || strings.Contains(contentType, "xml") || strings.Contains(contentType, "json")
}

// feed answers with something that is made of the whole library.
func (s *Server) feed(which func(*edition) feedFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := which(s.edition.Load())()
		if err != nil {
			s.fail(w, r, err)
			return
		}
		body.ServeHTTP(w, r)
	}
}

// shellPages are the pages that are the same whatever the library holds. They
// belong to the shell, so that they open offline with the app.
var shellPages = []string{"saved", "search", "settings", "about", "offline"}

// addShellPages adds them, and then the service worker, which must know all of
// the shell.
func (s *Server) addShellPages(web fs.FS) error {
	e := s.edition.Load()
	for _, path := range shellPages {
		body, err := e.page(context.Background(), &url.URL{Path: path})
		if err != nil {
			return err
		}
		s.assets.files = append(s.assets.files, shellFile{Path: path, Hash: hashOf(body.Bytes())})
	}
	return s.assets.addWorker(web, s.site.base)
}
