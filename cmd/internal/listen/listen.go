// Package listen runs an HTTP handler on a listener under limits that keep a small machine up: slow, idle, oversized
// and too many connections end by themselves, and a stop lets what is under way finish. It also holds the two
// middlewares that every request passes, the access log and the recovery from panics.
package listen

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// The limits of one server. They are constants, since a setting that nobody has a reason to change is a burden.
const (
	// MaxConnections is how many connections are open at once; more of them wait in the system's queue. Each costs
	// some 20 KB, so that all of them fit into a machine of 64 MB.
	MaxConnections = 1024
	// MaxHeaderBytes is about how much the headers of a request may hold; more is answered with 431.
	MaxHeaderBytes = 64 << 10
	// MaxBodyBytes is how much the body of a request may hold. Readers send nothing but small forms.
	MaxBodyBytes = 1 << 20

	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	// writeTimeout lets a phone at 15 KB/s fetch the bundle of 1.5 MB, and still ends.
	writeTimeout = 2 * time.Minute
	idleTimeout  = time.Minute
	// grace is what a stop gives the requests under way. Docker kills after ten seconds, systemd after ninety.
	grace = 10 * time.Second
)

// Run serves h on ln until ctx ends, then stops accepting, gives requests under way ten seconds and returns nil. When
// they take longer their connections are cut and Run returns an error, as it does when the listener fails. Run closes
// ln. Complaints of net/http go to log as warnings.
func Run(ctx context.Context, ln net.Listener, h http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           limitBody(h),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    MaxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(ln, MaxConnections)) }()
	select {
	case err := <-failed:
		return fmt.Errorf("listen: serving %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	log.Info("stopping", "grace", grace)
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil {
		return fmt.Errorf("listen: requests under way were cut: %w", errors.Join(err, server.Close()))
	}
	return nil
}

// limitBody refuses bodies that say they are too large and cuts off those that turn out to be.
func limitBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > MaxBodyBytes {
			w.Header().Set("Connection", "close") // Else the server would read on to find the next request.
			http.Error(w, "The body of the request is too large.", http.StatusRequestEntityTooLarge)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, MaxBodyBytes)
		next.ServeHTTP(w, r)
	})
}
