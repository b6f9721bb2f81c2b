package fetch_test

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/fetch"
)

// FuzzAddress gives any text as an address to a client whose names all lead to this machine: whatever it says, nothing is
// dialled, and the answer is an error with a remedy.
func FuzzAddress(f *testing.F) {
	for _, address := range loopback {
		f.Add(strings.ReplaceAll(address, "PORT", "80"))
	}
	for _, ip := range special {
		f.Add("http://[" + ip + "]/")
	}
	f.Fuzz(func(t *testing.T, address string) {
		c, _ := client(t, fetch.Options{Resolver: everywhere{}, Retries: -1})
		dialled := c.ConnectTo("127.0.0.1:1")
		_, err := c.Get(t.Context(), address, fetch.Want{})
		var fault *fetch.Error
		if !errors.As(err, &fault) || fault.Remedy == "" {
			t.Fatalf("%q: %v", address, err)
		}
		for _, to := range *dialled {
			// A public literal may be tried; it ends at a port that nobody listens on.
			if a := to.Addr(); a.IsLoopback() || a.IsPrivate() || a.IsUnspecified() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.Is4In6() {
				t.Fatalf("%q: %v was dialled", address, to)
			}
		}
	})
}

// FuzzRobots gives any text as a robots.txt: it must not break the client, and a page is either fetched or refused.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nCrawl-delay: 1e9\n")
	f.Add("User-agent: lontar\nDisallow: /%zz(((\n")
	f.Fuzz(func(t *testing.T, text string) {
		s := newSite(t, "", nil)
		s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				_, _ = w.Write([]byte(text))
			}
		})
		c, _ := local(t, fetch.Options{Retries: -1})
		if _, err := get(t, c, s.URL+"/a?b"); err != nil && !errors.Is(err, fetch.ErrRobots) {
			t.Fatal(err)
		}
	})
}

type everywhere struct{ fetch.Resolver }

func (everywhere) LookupNetIP(ctx context.Context, _, _ string) ([]netip.Addr, error) {
	return []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("::1")}, ctx.Err()
}

// FuzzJournal opens any bytes as a journal: it opens, believes no body that is not there, and works on.
func FuzzJournal(f *testing.F) {
	f.Add([]byte(`{"address":"http://a.example/","at":"2024-06-25T10:01:00Z","url":"http://a.example/","status":200,"etag":"x","body":"` + strings.Repeat("ab", 32) + `","size":-1}` + "\n"))
	f.Add([]byte("{\"finished\":true}\nnull\n{\"address\":\"x\""))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "j")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			j, err := fetch.OpenJournal(path, fetch.JournalOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if j.Done("http://a.example/") {
				t.Fatal("a body that is not there is believed")
			}
			if err := errors.Join(j.Finish(), j.Close()); err != nil {
				t.Fatal(err)
			}
		}
	})
}
