package importtest

import (
	"net/http"
	"strings"
)

// Handler serves the pages and feeds of pieces, as the site of their publisher. The base is where it is reached.
func Handler(base func() string, pieces ...Piece) http.Handler {
	pages := map[string]func() []byte{}
	for _, p := range pieces {
		pages["/articles/"+p.Name+".html"] = func() []byte { return p.Page(base()) }
		pages["/feeds/"+p.Name+".xml"] = func() []byte { return p.RSS(base()) }
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(r.URL.Path, ".xml") {
			kind = "application/rss+xml"
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(page()) // A client that has gone away is no matter here.
	})
}
