package fetch_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
)

func TestRobotsAreHonoured(t *testing.T) {
	for name, test := range map[string]struct {
		robots  string
		allowed []string
		refused []string
	}{
		"everybody":            {"User-agent: *\nDisallow: /private/\n", []string{"/", "/public"}, []string{"/private/x"}},
		"by name":              {"User-agent: *\nDisallow:\n\nUser-agent: lontar\nDisallow: /\n", nil, []string{"/", "/x"}},
		"by name and version":  {"User-agent: Lontar/1.0\nDisallow: /x\n", []string{"/y"}, []string{"/x"}},
		"others only":          {"User-agent: GPTBot\nDisallow: /\n", []string{"/x"}, nil},
		"name over star":       {"User-agent: Lontar\nAllow: /\n\nUser-agent: *\nDisallow: /\n", []string{"/x"}, nil},
		"longest wins":         {"User-agent: *\nDisallow: /news\nAllow: /news/open\n", []string{"/news/open/1"}, []string{"/news/closed"}},
		"the order is nothing": {"User-agent: *\nAllow: /news/open\nDisallow: /news\n", []string{"/news/open/1"}, []string{"/news/closed"}},
		"allow on a tie":       {"User-agent: *\nDisallow: /news\nAllow: /news\n", []string{"/news/1"}, nil},
		"longer by a star":     {"User-agent: *\nAllow: /page\nDisallow: /*.html\n", []string{"/page.htm"}, []string{"/page.html"}},
		"two groups of one":    {"User-agent: lontar\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n\nUser-agent: LONTAR\nDisallow: /y\n", []string{"/z"}, []string{"/x", "/y"}},
		"one group for two":    {"User-agent: GPTBot\nUser-agent: Lontar\nDisallow: /x\n", []string{"/y"}, []string{"/x"}},
		"a pause for all":      {"User-agent: *\nCrawl-delay: 1\nUser-agent: GPTBot\nDisallow: /\n", []string{"/x"}, nil},
		"part of a name":       {"User-agent: Lon\nDisallow: /\n", []string{"/x"}, nil},
		"escapes":              {"User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /雨\n", []string{"/cafe"}, []string{"/café", "/caf%C3%A9", "/%e9%9b%a8/1"}},
		"refuses nothing":      {"User-agent: *\nDisallow:\nDisallow\n", []string{"/x"}, nil},
		"pattern":              {"User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=\n", []string{"/a.pdfx", "/a"}, []string{"/a.pdf", "/a?print=1"}},
		"mark and CR":          {"\xef\xbb\xbfUser-agent: *\rDisallow: /x\r", []string{"/y"}, []string{"/x"}},
		"a broken line":        {"hello\nUser-agent: *\nCrawl-delay: soon\nNonsense: 1\nDisallow: /x\n<html>\n", []string{"/y"}, []string{"/x"}},
		"a page instead":       {"<!doctype html><title>Not found</title><p>Sorry", []string{"/x"}, nil},
		"empty":                {"\n", []string{"/x"}, nil},
		"cut at the size":      {"User-agent: *\nDisallow: /x\n" + strings.Repeat("# filling up the file\n", 40_000) + "Disallow: /y\n", []string{"/y"}, []string{"/x"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, test.robots, say("ok"))
			c, _ := local(t, fetch.Options{})
			for _, path := range test.allowed {
				if _, err := get(t, c, s.URL+path); err != nil {
					t.Errorf("%s: %v", path, err)
				}
			}
			asked := s.hits.Load()
			for _, path := range test.refused {
				_, err := get(t, c, s.URL+path)
				wantFault(t, err, fetch.ErrRobots, "robots.txt", "--ignore-robots")
			}
			if s.hits.Load() != asked || s.robots.Load() != 1 {
				t.Errorf("%d refused pages were asked for, robots.txt %d times", s.hits.Load()-asked, s.robots.Load())
			}
			ignoring, _ := local(t, fetch.Options{IgnoreRobots: true})
			for _, path := range test.refused {
				if _, err := get(t, ignoring, s.URL+path); err != nil {
					t.Errorf("ignoring robots.txt, %s: %v", path, err)
				}
			}
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	for robots, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 5\n": 5 * time.Second, "User-agent: *\nCrawl-delay: 86400\n": fetch.MaxCrawlDelay,
		"User-agent: *\nCrawl-delay: 0.1\n": time.Second,
	} {
		s := newSite(t, robots, say("ok"))
		c, clock := local(t, fetch.Options{})
		for _, path := range []string{"/1", "/2"} {
			if _, err := get(t, c, s.URL+path); err != nil {
				t.Fatal(err)
			}
		}
		if clock.total() != want {
			t.Errorf("%q: paused %v, want %v", robots, clock.total(), want)
		}
	}
}

func TestWhatTheRobotsStatusMeans(t *testing.T) {
	for status, allowed := range map[int]bool{404: true, 410: true, 401: true, 403: true, 500: false, 503: false, 429: false} {
		s := newSite(t, "", say("ok"))
		s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				s.robots.Add(1)
				w.WriteHeader(status)
				return
			}
			s.hits.Add(1)
		})
		c, _ := local(t, fetch.Options{Retries: 2})
		for range 3 {
			_, err := get(t, c, s.URL+"/x")
			switch {
			case allowed && err != nil:
				t.Errorf("%d: %v", status, err)
			case !allowed:
				wantFault(t, err, fetch.ErrRobots, "robots.txt cannot be read", "later")
			}
		}
		want := int64(1)
		if !allowed {
			want = 3 // once, and twice again; then the site is left alone
		}
		if s.robots.Load() != want || allowed != (s.hits.Load() == 3) {
			t.Errorf("%d: robots.txt %d times, page %d times", status, s.robots.Load(), s.hits.Load())
		}
	}
}

func TestRobotsBehindRedirects(t *testing.T) {
	s := newSite(t, "", nil)
	loops := 0
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.Redirect(w, r, "/real.txt", http.StatusMovedPermanently)
		case "/real.txt":
			_, _ = w.Write([]byte("User-agent: *\nDisallow: /x"))
		}
	})
	c, _ := local(t, fetch.Options{})
	_, err := get(t, c, s.URL+"/x")
	wantFault(t, err, fetch.ErrRobots)

	loop := newSite(t, "", nil)
	loop.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			loops++
			http.Redirect(w, r, "/robots.txt", http.StatusFound)
		}
	})
	if _, err := get(t, c, loop.URL+"/x"); err != nil || loops > 6 {
		t.Errorf("a robots.txt in a circle: %v after %d requests", err, loops)
	}
}

func TestRobotsAreReadAnewAfterADay(t *testing.T) {
	s := newSite(t, "User-agent: *\nDisallow: /x", say("ok"))
	c, clock := local(t, fetch.Options{})
	for range 3 {
		_, _ = get(t, c, s.URL+"/")
		_ = clock.Sleep(t.Context(), 13*time.Hour)
	}
	if s.robots.Load() != 2 {
		t.Errorf("robots.txt was read %d times in 26 hours", s.robots.Load())
	}
}

// TestWhatAPageShowsIsAskedForSooner has a page with pictures on one host, without and with a pause in its robots.txt.
func TestWhatAPageShowsIsAskedForSooner(t *testing.T) {
	for robots, want := range map[string]time.Duration{
		"":                                     2*100*time.Millisecond + time.Second,
		"User-agent: *\nCrawl-delay: 0.5\n":    2*500*time.Millisecond + time.Second,
		"User-agent: Other\nCrawl-delay: 10\n": 2*100*time.Millisecond + time.Second,
	} {
		s := newSite(t, robots, say("ok"))
		c, clock := local(t, fetch.Options{})
		for i, kind := range []fetch.Kind{fetch.Page, fetch.Picture, fetch.Media, fetch.Feed} {
			if _, err := c.Get(t.Context(), s.URL+"/"+string(rune('a'+i)), fetch.Want{Kind: kind}); err != nil {
				t.Fatal(err)
			}
		}
		if clock.total() != want {
			t.Errorf("%q: paused %v, want %v", robots, clock.total(), want)
		}
	}
}
