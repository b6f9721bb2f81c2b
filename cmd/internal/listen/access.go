package listen

import (
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// longestPath is how many bytes of a path are logged; the rest says nothing and would let anyone fill the disk.
const longestPath = 256

// Access logs one line for each request that next answered: method, path, status, bytes and duration.
//
// What somebody reads is nobody's business: neither the address of the reader, nor the browser, nor the query string
// (the words of a search) is logged, so that an operator cannot be made to hand over what was never written down. A
// proxy in front of Lontar can log addresses where a law asks for it.
func Access(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		seen := &observed{ResponseWriter: w}
		finished := false
		// Deferred, so that an answer that a panic cut off is logged as well, by net/http's rule as status 0.
		defer func() {
			if finished && seen.status == 0 {
				seen.status = http.StatusOK
			}
			log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", printable(r.Method)), slog.String("path", printable(r.URL.Path)),
				slog.Int("status", seen.status), slog.Int64("bytes", seen.bytes),
				slog.Duration("duration", time.Since(started).Round(time.Microsecond)))
		}()
		next.ServeHTTP(seen, r)
		finished = true
	})
}

// printable quotes what is not plain printable text, so that no path can begin a new line or drive a terminal whatever
// the log's handler does with it.
func printable(s string) string {
	if len(s) > longestPath {
		s = s[:longestPath] + "…"
	}
	quoted := strconv.QuoteToGraphic(s)
	return quoted[1 : len(quoted)-1]
}

// observed remembers what was answered. Unwrap gives http.ResponseController the writer beneath.
type observed struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the final status; informational ones (1xx) come before it and do not count.
func (o *observed) WriteHeader(status int) {
	if o.status == 0 && status >= http.StatusOK {
		o.status = status
	}
	o.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes of the body as they leave the handler.
func (o *observed) Write(p []byte) (int, error) {
	if o.status == 0 {
		o.status = http.StatusOK
	}
	n, err := o.ResponseWriter.Write(p)
	o.bytes += int64(n)
	return n, err
}

// Unwrap returns the writer beneath.
func (o *observed) Unwrap() http.ResponseWriter { return o.ResponseWriter }
