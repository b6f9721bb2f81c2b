package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
)

// zeros writes n zero bytes through a compressor.
func zeros(n int64, wrap func(io.Writer) io.WriteCloser) []byte {
	var b bytes.Buffer
	w := wrap(&b)
	chunk := make([]byte, 64<<10)
	for ; n > 0; n -= int64(len(chunk)) {
		_, _ = w.Write(chunk)
	}
	_ = w.Close()
	return b.Bytes()
}

var encodings = map[string]func(io.Writer) io.WriteCloser{
	"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"br":      func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, 1) },
	"zstd":    func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z },
}

func TestCompressedAnswersAreUndone(t *testing.T) {
	bare := func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 5); return z }
	all := map[string]func(io.Writer) io.WriteCloser{"bare": bare}
	for name, wrap := range encodings {
		all[name] = wrap
	}
	for name, wrap := range all {
		s := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", strings.Replace(name, "bare", "deflate", 1))
			z := wrap(w)
			_, _ = z.Write([]byte("Daun lontar, daun lontar, daun lontar"))
			_ = z.Close()
		})
		c, _ := local(t, fetch.Options{})
		if a, err := get(t, c, s.URL); err != nil || string(a.Body) != "Daun lontar, daun lontar, daun lontar" {
			t.Errorf("%s: %q, %v", name, a.Body, err)
		}
	}
}

func TestBombsEndAtTheLimit(t *testing.T) {
	for name, wrap := range encodings {
		bomb := zeros(64<<20, wrap)
		s := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", name)
			_, _ = w.Write(bomb)
		})
		c, clock := local(t, fetch.Options{})
		_, err := c.Get(t.Context(), s.URL, fetch.Want{MaxBytes: 4 << 20})
		wantFault(t, err, fetch.ErrTooLarge, "larger than 4 MiB")
		if s.hits.Load() != 1 || len(clock.slept) > 1 {
			t.Errorf("%s: asked %d times", name, s.hits.Load())
		}
	}
}

func TestBrokenCompressionIsSaidSo(t *testing.T) {
	for encoding, body := range map[string]string{"gzip": "no gzip at all", "br": "\xff\xff\xff\xff\xff", "zstd": "no zstd here", "deflate": "\x78\x9cxxxxxxxx", "lzma": "x"} {
		s := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", encoding)
			_, _ = w.Write([]byte(body))
		})
		c, _ := local(t, fetch.Options{})
		_, err := get(t, c, s.URL)
		wantFault(t, err, fetch.ErrContent, encoding)
	}
}

func TestAGigabyteIsNotRead(t *testing.T) {
	var sent atomic.Int64
	for _, announced := range []bool{true, false} {
		sent.Store(0)
		s := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
			if announced {
				w.Header().Set("Content-Length", "1073741824")
			}
			chunk := make([]byte, 64<<10)
			for range (1 << 30) / len(chunk) {
				n, err := w.Write(chunk)
				sent.Add(int64(n))
				if err != nil {
					return
				}
			}
		})
		c, _ := local(t, fetch.Options{})
		_, err := c.Get(t.Context(), s.URL, fetch.Want{MaxBytes: 2 << 20})
		wantFault(t, err, fetch.ErrTooLarge, "larger than 2 MiB", "import the file")
		s.Close()
		if n := sent.Load(); n > 64<<20 {
			t.Errorf("announced %v: %d MiB were sent before the connection was closed", announced, n>>20)
		}
	}
}

func TestAnswersWithoutEnd(t *testing.T) {
	drip := func(header bool, pause time.Duration) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if header {
				w.WriteHeader(http.StatusOK)
			}
			for r.Context().Err() == nil {
				if header {
					_, _ = w.Write([]byte("x"))
					w.(http.Flusher).Flush()
				}
				time.Sleep(pause)
			}
		}
	}
	for name, handler := range map[string]http.HandlerFunc{
		"one byte now and then": drip(true, 20*time.Millisecond), "no header": drip(false, 10*time.Millisecond),
		"endless": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = w.Write(make([]byte, 100))
				time.Sleep(time.Millisecond)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, "", handler)
			c, _ := local(t, fetch.Options{Timeout: 150 * time.Millisecond, Retries: 1})
			begin := time.Now()
			_, err := get(t, c, s.URL)
			wantFault(t, err, fetch.ErrTimeout, "within 150ms")
			if took := time.Since(begin); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
			if s.hits.Load() != 2 {
				t.Errorf("asked %d times, want once more", s.hits.Load())
			}
		})
	}
}

func TestRedirectsAreBounded(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		var n int
		switch _, err := fmt.Sscanf(r.URL.Path, "/%d", &n); {
		case r.URL.Path == "/a":
			http.Redirect(w, r, "/b", http.StatusFound)
		case r.URL.Path == "/b":
			http.Redirect(w, r, "/a", http.StatusFound)
		case r.URL.Path == "/nowhere":
			w.Header().Set("Location", "http://[")
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/mail":
			w.Header().Set("Location", "mailto:a@example.org")
			w.WriteHeader(http.StatusFound)
		case err == nil && n > 0:
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusTemporaryRedirect)
		}
	})
	c, _ := local(t, fetch.Options{})
	_, err := get(t, c, s.URL+"/a")
	wantFault(t, err, fetch.ErrRedirects, "circle", s.URL+"/a → "+s.URL+"/b → "+s.URL+"/a")
	_, err = get(t, c, s.URL+"/11")
	wantFault(t, err, fetch.ErrRedirects, "more than 10")
	if a, err := get(t, c, s.URL+"/10"); err != nil || len(a.Redirects) != 10 || a.URL != s.URL+"/0" {
		t.Errorf("ten redirects: %v, %v", a.Redirects, err)
	}
	for _, path := range []string{"/nowhere", "/mail"} {
		_, err = get(t, c, s.URL+path)
		wantFault(t, err, fetch.ErrAddress)
	}
}

func TestStatusesHaveRemedies(t *testing.T) {
	for status, want := range map[int]struct {
		cause error
		word  string
		asked int64
	}{
		404: {fetch.ErrGone, "web archive", 1}, 410: {fetch.ErrGone, "gone", 1}, 401: {fetch.ErrDenied, "subscribers", 1},
		402: {fetch.ErrDenied, "signed in", 1}, 403: {fetch.ErrDenied, "save the page", 1}, 451: {fetch.ErrDenied, "import the file", 1},
		429: {fetch.ErrBusy, "again later", 4}, 503: {fetch.ErrBusy, "again later", 4}, 500: {fetch.ErrStatus, "server's", 4}, 502: {fetch.ErrStatus, "502", 4},
		418: {fetch.ErrStatus, "teapot", 1}, 304: {fetch.ErrStatus, "304", 1}, 300: {fetch.ErrStatus, "300", 1},
	} {
		s := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		c, _ := local(t, fetch.Options{})
		_, err := get(t, c, s.URL)
		wantFault(t, err, want.cause, want.word)
		if s.hits.Load() != want.asked {
			t.Errorf("%d: asked %d times, want %d", status, s.hits.Load(), want.asked)
		}
	}
}

func TestAskingAgainHelps(t *testing.T) {
	for name, fail := range map[string]func(http.ResponseWriter){
		"busy":      func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
		"reset":     func(w http.ResponseWriter) { panic(http.ErrAbortHandler) },
		"broke off": func(w http.ResponseWriter) { w.Header().Set("Content-Length", "100"); _, _ = w.Write([]byte("ab")) },
	} {
		t.Run(name, func(t *testing.T) {
			var s *site
			s = newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
				if s.hits.Load() < 3 {
					fail(w)
					return
				}
				_, _ = w.Write([]byte("at last"))
			})
			c, clock := local(t, fetch.Options{Delay: -1})
			a, err := get(t, c, s.URL)
			if err != nil || string(a.Body) != "at last" {
				t.Fatalf("%q, %v", a.Body, err)
			}
			if name == "reset" {
				return // net/http itself asks once more at once when a connection that was used before is gone
			}
			// 1 s and 2 s, give or take a quarter.
			if n := len(clock.slept); n != 2 || clock.slept[0] < 750*time.Millisecond || clock.slept[0] > 1250*time.Millisecond ||
				clock.slept[1] < 1500*time.Millisecond || clock.slept[1] > 2500*time.Millisecond {
				t.Errorf("waited %v", clock.slept)
			}
		})
	}
}

func TestRetryAfterIsObeyedAndBounded(t *testing.T) {
	for value, want := range map[string]struct {
		wait time.Duration
		asks int64
	}{"30": {30 * time.Second, 2}, "Tue, 25 Jun 2024 10:02:00 GMT": {58 * time.Second, 2}, "100000": {0, 1}, "-5": {0, 2}, "soon": {0, 2}} {
		var s *site
		s = newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
			if s.hits.Load() == 1 {
				w.Header().Set("Retry-After", value)
				w.WriteHeader(http.StatusTooManyRequests)
			}
		})
		c, clock := local(t, fetch.Options{Delay: -1})
		_, err := get(t, c, s.URL)
		if s.hits.Load() != want.asks || clock.total() < want.wait || clock.total() > want.wait+2*time.Second+1250*time.Millisecond {
			t.Errorf("Retry-After: %s: asked %d times, waited %v", value, s.hits.Load(), clock.slept)
		}
		if want.asks == 1 {
			wantFault(t, err, fetch.ErrBusy, "27h46m40s")
		}
	}
}

func TestAHostIsAskedOneThingAtATimeWithAPause(t *testing.T) {
	var now, most atomic.Int64
	s := newSite(t, "", func(http.ResponseWriter, *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
	})
	c, clock := local(t, fetch.Options{})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			if _, err := get(t, c, fmt.Sprintf("%s/%d", s.URL, i)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 || s.connections.Load() != 1 || s.robots.Load() != 1 {
		t.Errorf("%d at once, %d connections, robots.txt %d times", most.Load(), s.connections.Load(), s.robots.Load())
	}
	if clock.total() != 7*time.Second {
		t.Errorf("paused %v, want a second between each of eight", clock.total())
	}
}

func TestOtherHostsAreNotWaitedFor(t *testing.T) {
	held := make(chan struct{})
	slow := newSite(t, "", func(http.ResponseWriter, *http.Request) { <-held })
	fast := newSite(t, "", say("quick"))
	c, _ := local(t, fetch.Options{Resolver: resolving(names{"other.example": {{"127.0.0.1"}}})})
	done := make(chan error, 1)
	go func() { _, err := get(t, c, slow.URL); done <- err }()
	if _, err := get(t, c, "http://other.example:"+fast.port()+"/"); err != nil {
		t.Error(err)
	}
	close(held)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestTheCallerMayGiveUp(t *testing.T) {
	held := make(chan struct{})
	s := newSite(t, "", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-held:
		case <-r.Context().Done():
		}
	})
	defer close(held)
	c, _ := local(t, fetch.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	results := make(chan error, 2)
	for range 2 { // one in the request, one in the queue
		go func() { _, err := c.Get(ctx, s.URL, fetch.Want{}); results <- err }()
	}
	for range 2 {
		if err := <-results; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
}

func TestHeadersAreBounded(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, _ *http.Request) {
		for i := range 1000 {
			w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("x", 1000))
		}
	})
	c, _ := local(t, fetch.Options{Retries: -1})
	_, err := get(t, c, s.URL)
	wantFault(t, err, fetch.ErrNetwork, "headers")
}

func TestNoSuchHostAndNoServer(t *testing.T) {
	c, clock := local(t, fetch.Options{})
	_, err := get(t, c, "http://nobody.example/")
	wantFault(t, err, fetch.ErrNetwork, "http://nobody.example/: no such host: nobody.example")
	if len(clock.slept) != 0 {
		t.Errorf("waited %v for a name that is not there", clock.slept)
	}
	s := newSite(t, "", nil)
	s.Close()
	c, clock = local(t, fetch.Options{IgnoreRobots: true, Delay: -1})
	_, err = get(t, c, s.URL)
	wantFault(t, err, fetch.ErrNetwork, "no connections")
	if len(clock.slept) != 3 {
		t.Errorf("asked again %d times", len(clock.slept))
	}
}

func TestACertificateThatDoesNotHold(t *testing.T) {
	s := httptest.NewTLSServer(say("secret"))
	defer s.Close()
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	c, clock := local(t, fetch.Options{IgnoreRobots: true, Delay: -1})
	_, err := get(t, c, s.URL)
	wantFault(t, err, fetch.ErrNetwork, "certificate")
	if len(clock.slept) != 0 {
		t.Errorf("asked again after %v", clock.slept)
	}
}

func TestLimitsSayTheirUnit(t *testing.T) {
	s := newSite(t, "", say(strings.Repeat("x", 4000)))
	c, _ := local(t, fetch.Options{Delay: -1})
	for limit, word := range map[int64]string{100: "100 bytes", 3072: "3 KiB"} {
		_, err := c.Get(t.Context(), s.URL, fetch.Want{MaxBytes: limit})
		wantFault(t, err, fetch.ErrTooLarge, "larger than "+word)
	}
	if a, err := c.Get(t.Context(), s.URL, fetch.Want{MaxBytes: 4000}); err != nil || len(a.Body) != 4000 {
		t.Errorf("exactly the limit: %d bytes, %v", len(a.Body), err)
	}
}

func TestAServerThatFallsSilent(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("<p>The beginning"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	c, _ := local(t, fetch.Options{Retries: -1})
	c.SetIdle(50 * time.Millisecond)
	_, err := get(t, c, s.URL)
	wantFault(t, err, fetch.ErrTimeout, "stopped in the middle")
}
