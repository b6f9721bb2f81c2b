package fetch_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
)

// clock is a clock that sleeping moves.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2024, 6, 25, 10, 1, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

func (c *clock) total() (d time.Duration) {
	for _, s := range c.slept {
		d += s
	}
	return d
}

// site is a server on loopback that counts what is asked of it, robots.txt apart.
type site struct {
	*httptest.Server
	hits, robots, connections atomic.Int64
}

func newSite(t *testing.T, robots string, handle http.HandlerFunc) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			s.robots.Add(1)
			if robots == "" {
				http.NotFound(w, r)
				return
			}
			_, _ = w.Write([]byte(robots))
			return
		}
		s.hits.Add(1)
		handle(w, r)
	}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.connections.Add(1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (s *site) port() string { return s.URL[strings.LastIndexByte(s.URL, ':')+1:] }

func say(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) }
}

// names is a resolver whose answers the test writes: a list for each call, the last one for all further calls.
type names map[string][][]string

type resolver struct {
	mu    sync.Mutex
	names names
	calls map[string]int
}

func (r *resolver) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	answers := r.names[host]
	if answers == nil {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	call := min(r.calls[host], len(answers)-1)
	r.calls[host]++
	var found []netip.Addr
	for _, a := range answers[call] {
		found = append(found, netip.MustParseAddr(a))
	}
	return found, nil
}

func resolving(n names) *resolver { return &resolver{names: n, calls: map[string]int{}} }

func client(t *testing.T, o fetch.Options) (*fetch.Client, *clock) {
	t.Helper()
	c := newClock()
	if o.Now == nil {
		o.Now = c.Now
	}
	if o.Sleep == nil {
		o.Sleep = c.Sleep
	}
	if o.Resolver == nil {
		o.Resolver = resolving(nil)
	}
	if o.UserAgent == "" {
		o.UserAgent = "Lontar/1.2.3 (+https://github.com/lontar-reader/lontar)"
	}
	made := fetch.New(o)
	t.Cleanup(made.Close)
	return made, c
}

func local(t *testing.T, o fetch.Options) (*fetch.Client, *clock) {
	o.AllowPrivate = true
	return client(t, o)
}

func get(t *testing.T, c *fetch.Client, address string) (fetch.Answer, error) {
	t.Helper()
	return c.Get(t.Context(), address, fetch.Want{})
}

// wantFault checks the cause and that the line is fit to be shown.
func wantFault(t *testing.T, err, cause error, words ...string) {
	t.Helper()
	var fault *fetch.Error
	if !errors.As(err, &fault) || !errors.Is(err, cause) {
		t.Fatalf("got error %v, want one of %v", err, cause)
	}
	for _, word := range append(words, fault.Address) {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
	if fault.Remedy == "" {
		t.Errorf("error %q has no remedy", err)
	}
}

func TestAnAnswerSaysWhereItCameFrom(t *testing.T) {
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new?x=1#part", http.StatusMovedPermanently)
		case "/new":
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			w.Header().Set("Last-Modified", "Tue, 25 Jun 2024 03:01:00 GMT")
			_, _ = w.Write([]byte("caf\xe9"))
		}
	})
	c, _ := local(t, fetch.Options{})
	a, err := get(t, c, s.URL+"/old#top")
	if err != nil {
		t.Fatal(err)
	}
	if a.URL != s.URL+"/new?x=1" || len(a.Redirects) != 1 || a.Redirects[0] != s.URL+"/old" || a.Status != 200 ||
		a.ContentType != "text/html; charset=iso-8859-1" || string(a.Body) != "caf\xe9" || a.ModTime.Unix() != 1719284460 || a.FromJournal {
		t.Errorf("got %+v", a)
	}
}

func TestOnlyWhatIsNeededIsSent(t *testing.T) {
	var seen []http.Header
	var auth []string
	s := newSite(t, "", func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Clone())
		user, _, _ := r.BasicAuth()
		auth = append(auth, user)
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.URL.Path == "/a" {
			http.Redirect(w, r, "http://someone:secret@"+r.Host+"/b", http.StatusFound)
		}
	})
	c, _ := local(t, fetch.Options{})
	if _, err := get(t, c, strings.Replace(s.URL, "http://", "http://me:pass@", 1)+"/a"); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 2 {
		t.Fatalf("%d requests", len(seen))
	}
	for i, h := range seen {
		if h.Get("User-Agent") != "Lontar/1.2.3 (+https://github.com/lontar-reader/lontar)" {
			t.Errorf("User-Agent %q", h.Get("User-Agent"))
		}
		for name := range h {
			switch name {
			case "User-Agent", "Accept", "Accept-Encoding":
			default:
				t.Errorf("request %d sends %s: %s", i, name, h.Get(name))
			}
		}
		if auth[i] != "" {
			t.Errorf("request %d sends the user name %q", i, auth[i])
		}
	}
}

func TestProxiesOfTheEnvironmentAreIgnored(t *testing.T) {
	proxy := newSite(t, "", say("from the proxy"))
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := newSite(t, "", say("from the site"))
	c, _ := client(t, fetch.Options{Resolver: resolving(names{"public.example": {{"93.184.215.14"}}})})
	c.ConnectTo(s.Listener.Addr().String())
	a, err := get(t, c, "http://public.example/")
	if err != nil || string(a.Body) != "from the site" {
		t.Errorf("got %q, %v", a.Body, err)
	}
}
