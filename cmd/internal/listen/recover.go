package listen

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// Recover answers 500 when next panics and logs the reason with its stack; the reader learns nothing of either. When
// part of the answer has already left, the connection is cut instead, lest a torn page be taken for a whole one.
func Recover(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := &observed{ResponseWriter: w}
		defer func() {
			reason := recover()
			if reason == nil {
				return
			}
			if reason == http.ErrAbortHandler { //nolint:errorlint // net/http compares the panic's value itself.
				panic(reason)
			}
			log.LogAttrs(r.Context(), slog.LevelError, "a request failed",
				slog.String("path", printable(r.URL.Path)), slog.String("reason", fmt.Sprint(reason)),
				slog.String("stack", string(debug.Stack())))
			if seen.status != 0 {
				panic(http.ErrAbortHandler)
			}
			forget(w.Header())
			http.Error(w, "Something went wrong here. It has been noted; please try again.", http.StatusInternalServerError)
		}()
		next.ServeHTTP(seen, r)
	})
}

// forget drops the headers that described the answer that did not come about.
func forget(h http.Header) {
	for _, name := range []string{"Cache-Control", "Content-Encoding", "Content-Length", "Etag", "Last-Modified"} {
		h.Del(name)
	}
}
