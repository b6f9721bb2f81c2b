package represent_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/cmd/internal/represent"
)

// none stands for a request without an Accept-Encoding header.
const none = "\x00"

func TestAcceptEncoding(t *testing.T) {
	body := represent.New("text/html; charset=utf-8", []byte(strings.Repeat("palm leaf ", 200)), represent.Options{})
	for _, c := range []struct {
		accept string
		coding string // "" for identity, "406" for none acceptable
	}{
		{none, ""},
		{"", ""},
		{"br", "br"},
		{"gzip", "gzip"},
		{"x-gzip", "gzip"},
		{"zstd", "zstd"},
		{"gzip, deflate, br, zstd", "br"},
		{"gzip, deflate, zstd", "zstd"},
		{"GZIP", "gzip"},
		{"br;q=0", ""},
		{"br;q=0, gzip", "gzip"},
		{"br;q=0.5, gzip;q=0.9", "gzip"},
		{"br; q=0.5 , gzip ;Q=0.5", "br"},
		{"*", "br"},
		{"*, br;q=0", "zstd"},
		{"*;q=0.1, gzip", "gzip"},
		{"gzip;q=0.5", "gzip"},
		{"gzip;q=0.5, identity;q=0.8", ""},
		{"gzip;q=0.5, identity;q=0.5", "gzip"},
		{"deflate", ""},
		{"identity", ""},
		{"identity;q=0", "406"},
		{"*;q=0", "406"},
		{"*;q=0, identity", ""},
		{"*;q=0, gzip", "gzip"},
		{"identity;q=0, gzip", "gzip"},
		{"identity;q=0, *", "br"},
		{"identity;q=0, deflate", "406"},
		{"br;q=nonsense", ""},
		{"br;q=NaN", ""},
		{"br;q=7", ""},
		{"br;q=1e0", ""},
		{"br;level=9", ""},
		{"br;q=0.000", ""},
		{"br;q=0.001", "br"},
		{",,, ;q=1, gzip", "gzip"},
		{strings.Repeat("br;q=0.1,", 1000) + "gzip", "gzip"},
	} {
		t.Run(strings.Trim(c.accept[:min(len(c.accept), 40)], none), func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			if c.accept != none {
				r.Header.Set("Accept-Encoding", c.accept)
			}
			w := httptest.NewRecorder()
			body.ServeHTTP(w, r)
			if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
				t.Errorf("Vary is %q", got)
			}
			if c.coding == "406" {
				if w.Code != http.StatusNotAcceptable {
					t.Errorf("status %d, want 406", w.Code)
				}
				return
			}
			if got := w.Header().Get("Content-Encoding"); w.Code != http.StatusOK || got != c.coding {
				t.Errorf("status %d, coding %q, want %q", w.Code, got, c.coding)
			}
		})
	}
}

func TestAcceptEncodingInTwoHeaders(t *testing.T) {
	body := represent.New("text/plain", []byte(strings.Repeat("palm leaf ", 200)), represent.Options{})
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header["Accept-Encoding"] = []string{"gzip;q=0.2", "zstd"}
	w := httptest.NewRecorder()
	body.ServeHTTP(w, r)
	if got := w.Header().Get("Content-Encoding"); got != "zstd" {
		t.Errorf("coding %q, want zstd", got)
	}
}

func FuzzAcceptEncoding(f *testing.F) {
	f.Add("gzip, br;q=0.5, *;q=0")
	f.Add("identity;q=0")
	body := represent.New("text/plain", []byte(strings.Repeat("palm leaf ", 50)), represent.Options{})
	f.Fuzz(func(t *testing.T, accept string) {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		body.ServeHTTP(w, r)
		if w.Code != http.StatusOK && w.Code != http.StatusNotAcceptable {
			t.Errorf("status %d for %q", w.Code, accept)
		}
	})
}
