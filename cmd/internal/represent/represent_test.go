package represent_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/lontar-reader/lontar/cmd/internal/represent"
)

// text is long enough to be worth compressing.
var text = []byte(strings.Repeat("Lontar palm leaves were cut, boiled, dried and pressed. ", 100))

// get asks a body with headers given as name, value pairs.
func get(t *testing.T, b http.Handler, method string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, "/", nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w
}

// decode undoes a content coding with a decoder other than the encoder under test where there is one.
func decode(t *testing.T, coding string, data io.Reader) []byte {
	t.Helper()
	var err error
	switch coding {
	case "br":
		data = brotli.NewReader(data)
	case "gzip":
		data, err = gzip.NewReader(data)
	case "zstd":
		data, err = zstd.NewReader(data, zstd.WithDecoderMaxWindow(8<<20))
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(data)
	if err != nil {
		t.Fatalf("decoding %s: %v", coding, err)
	}
	return out
}

func TestEveryCodingDecodesToTheContent(t *testing.T) {
	for _, level := range []represent.Level{represent.Fast, represent.Best} {
		body := represent.New("text/html", text, represent.Options{Level: level})
		tags := map[string]bool{}
		for _, coding := range []string{"identity", "br", "zstd", "gzip"} {
			w := get(t, body, http.MethodGet, "Accept-Encoding", coding)
			length, _ := strconv.Atoi(w.Header().Get("Content-Length"))
			if length != w.Body.Len() {
				t.Errorf("%s: Content-Length %d, body %d", coding, length, w.Body.Len())
			}
			if coding != "identity" && length >= len(text) {
				t.Errorf("%s: %d bytes of %d", coding, length, len(text))
			}
			if got := decode(t, coding, w.Body); !bytes.Equal(got, text) {
				t.Errorf("%s: decoded to %d other bytes", coding, len(got))
			}
			tag := w.Header().Get("Etag")
			if tags[tag] || !strings.HasPrefix(tag, `"`) || len(tag) < 24 {
				t.Errorf("%s: tag %s is not strong and its own", coding, tag)
			}
			tags[tag] = true
		}
	}
}

func TestTagFollowsTheContent(t *testing.T) {
	a := represent.New("text/plain", []byte("a"), represent.Options{})
	b := represent.New("text/plain", []byte("b"), represent.Options{})
	again := represent.New("text/plain", []byte("a"), represent.Options{})
	if a.ETag(represent.Identity) == b.ETag(represent.Identity) || a.ETag(represent.Brotli) != again.ETag(represent.Brotli) {
		t.Error("the tag does not depend on the content alone")
	}
}

func TestWhatIsNotCompressed(t *testing.T) {
	noise := make([]byte, 4096)
	source := rand.NewChaCha8([32]byte{})
	_, _ = source.Read(noise)
	for _, c := range []struct {
		name, contentType string
		data              []byte
		vary              string
	}{
		{"a picture", "image/webp", text, ""},
		{"sound", "audio/wav", text, ""},
		{"a font", "font/woff2", text, ""},
		{"an unknown type", "", text, ""},
		{"a short text", "text/plain", []byte("short"), ""},
		{"noise that grows", "text/plain", noise, "Accept-Encoding"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(t, represent.New(c.contentType, c.data, represent.Options{}), http.MethodGet, "Accept-Encoding", "gzip, br, zstd")
			if w.Header().Get("Content-Encoding") != "" || !bytes.Equal(w.Body.Bytes(), c.data) {
				t.Error("it was coded")
			}
			if got := w.Header().Get("Vary"); got != c.vary {
				t.Errorf("Vary %q, want %q", got, c.vary)
			}
		})
	}
}

func TestVariantsMadeBeforehand(t *testing.T) {
	body := represent.New("application/wasm", text, represent.Options{Brotli: []byte("made before")})
	w := get(t, body, http.MethodGet, "Accept-Encoding", "br")
	if w.Body.String() != "made before" || w.Header().Get("Content-Encoding") != "br" {
		t.Errorf("got %q", w.Body)
	}
}

func TestConditions(t *testing.T) {
	changed := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	body := represent.New("text/html", text, represent.Options{ModTime: changed, CacheControl: "no-cache"})
	plain, br := body.ETag(represent.Identity), body.ETag(represent.Brotli)
	for _, c := range []struct {
		name, accept, header, value string
		status                      int
	}{
		{"its tag", "br", "If-None-Match", br, 304},
		{"its tag, weakened by a proxy", "br", "If-None-Match", "W/" + br, 304},
		{"a list with it", "br", "If-None-Match", `"x", W/"y" , ` + br, 304},
		{"a list with all codings", "gzip, br", "If-None-Match", plain + ", " + br, 304},
		{"any", "br", "If-None-Match", "*", 304},
		{"the tag of another coding", "br", "If-None-Match", plain, 200},
		{"a coded tag, identity asked", "identity", "If-None-Match", br, 200},
		{"the plain tag, identity asked", "identity", "If-None-Match", plain, 304},
		{"another tag", "br", "If-None-Match", `"x"`, 200},
		{"a tag without quotes", "br", "If-None-Match", strings.Trim(br, `"`), 200},
		{"an unclosed tag", "br", "If-None-Match", `"x`, 200},
		{"the same second", "br", "If-Modified-Since", changed.Format(http.TimeFormat), 304},
		{"a second before", "br", "If-Modified-Since", changed.Add(-time.Second).Format(http.TimeFormat), 200},
		{"no date", "br", "If-Modified-Since", "yesterday", 200},
		{"the tag must match and does", "br", "If-Match", br, 200},
		{"the tag must match and does not", "br", "If-Match", `"x"`, 412},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			t.Run(c.name+" "+method, func(t *testing.T) {
				w := get(t, body, method, "Accept-Encoding", c.accept, c.header, c.value)
				if w.Code != c.status {
					t.Fatalf("status %d, want %d", w.Code, c.status)
				}
				if (c.status != 200 || method == http.MethodHead) && w.Body.Len() > 0 {
					t.Errorf("%d bytes of body", w.Body.Len())
				}
				if c.status == 304 && (w.Header().Get("Etag") == "" || w.Header().Get("Cache-Control") == "" || w.Header().Get("Vary") == "") {
					t.Errorf("304 lacks headers: %v", w.Header())
				}
				if c.status != 200 && w.Header().Get("Content-Length") != "" {
					t.Error("it announces a length that does not follow")
				}
			})
		}
	}
}

func TestHeadSaysWhatGetWould(t *testing.T) {
	body := represent.New("text/html", text, represent.Options{})
	for _, coding := range []string{"identity", "br"} {
		g := get(t, body, http.MethodGet, "Accept-Encoding", coding)
		h := get(t, body, http.MethodHead, "Accept-Encoding", coding)
		if fmt.Sprint(g.Header()) != fmt.Sprint(h.Header()) || h.Body.Len() != 0 {
			t.Errorf("%s: GET %v, HEAD %v", coding, g.Header(), h.Header())
		}
	}
}

func TestRanges(t *testing.T) {
	sound := represent.New("audio/mpeg", []byte("0123456789"), represent.Options{})
	for _, c := range []struct {
		name, header string
		status       int
		body         string
	}{
		{"a part", "bytes=2-4", 206, "234"},
		{"to the end", "bytes=7-", 206, "789"},
		{"the last two", "bytes=-2", 206, "89"},
		{"past the end", "bytes=5-100", 206, "56789"},
		{"wholly past the end", "bytes=100-", 416, ""},
		{"backwards", "bytes=5-2", 416, ""},
		{"another unit", "items=1-2", 200, "0123456789"},
		{"no unit", "2-4", 200, "0123456789"},
		{"very many", "bytes=" + strings.Repeat("0-0,", 40) + "0-0", 200, "0123456789"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(t, sound, http.MethodGet, "Range", c.header)
			if w.Code != c.status || c.status != 416 && w.Body.String() != c.body {
				t.Errorf("status %d %q, want %d %q", w.Code, w.Body, c.status, c.body)
			}
			if c.name == "wholly past the end" && w.Header().Get("Content-Range") != "bytes */10" {
				t.Errorf("Content-Range %q", w.Header().Get("Content-Range"))
			}
		})
	}
	if w := get(t, sound, http.MethodGet, "Range", "bytes=2-4", "If-Range", `"old"`); w.Code != 200 {
		t.Errorf("a part of changed content was sent: %d", w.Code)
	}
}

func TestRangesOfCodedTextAreIgnored(t *testing.T) {
	body := represent.New("text/html", text, represent.Options{})
	for _, header := range []string{"bytes=0-3", "bytes=99999999-", "bytes=a-z", "=", "bytes"} {
		w := get(t, body, http.MethodGet, "Accept-Encoding", "br", "Range", header)
		if w.Code != http.StatusOK || !bytes.Equal(decode(t, "br", w.Body), text) {
			t.Errorf("%q: status %d", header, w.Code)
		}
		if w.Header().Get("Accept-Ranges") != "" {
			t.Errorf("%q: ranges are promised", header)
		}
	}
}

func TestErrorPage(t *testing.T) {
	body := represent.New("text/html", text, represent.Options{
		Status: http.StatusNotFound, Header: http.Header{"X-Robots-Tag": {"noindex"}},
	})
	tag := body.ETag(represent.Brotli)
	w := get(t, body, http.MethodGet, "Accept-Encoding", "br", "If-None-Match", tag, "Range", "bytes=0-3")
	if w.Code != 404 || w.Header().Get("Etag") != "" || w.Header().Get("X-Robots-Tag") != "noindex" {
		t.Errorf("status %d, headers %v", w.Code, w.Header())
	}
	if got := decode(t, "br", w.Body); !bytes.Equal(got, text) {
		t.Error("the page is not whole")
	}
	if w := get(t, body, http.MethodGet, "Accept-Encoding", "identity;q=0"); w.Code != 404 {
		t.Errorf("status %d instead of the error itself", w.Code)
	}
	if w := get(t, body, http.MethodHead); w.Code != 404 || w.Body.Len() != 0 {
		t.Errorf("HEAD: status %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestOtherMethods(t *testing.T) {
	w := get(t, represent.New("text/plain", text, represent.Options{}), http.MethodPost)
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("status %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
}

func TestHeadersOfOneAnswerDoNotReachTheNext(t *testing.T) {
	body := represent.New("text/plain", text, represent.Options{Header: http.Header{"Vary": {"Cookie"}}})
	for range 3 {
		w := get(t, body, http.MethodGet)
		if got := strings.Join(w.Header().Values("Vary"), ", "); got != "Cookie, Accept-Encoding" {
			t.Fatalf("Vary %q", got)
		}
	}
}

// TestOnTheWire sends requests as bytes and reads two answers from one connection: a wrong Content-Length would
// leave the second one unreadable.
func TestOnTheWire(t *testing.T) {
	body := represent.New("text/html", text, represent.Options{})
	s := httptest.NewServer(body)
	defer s.Close()
	for _, first := range []string{
		"Accept-Encoding: br",
		"Accept-Encoding: br\r\nIf-None-Match: " + body.ETag(represent.Brotli),
		"Accept-Encoding: br\r\nIf-Match: \"x\"",
		"Accept-Encoding: identity;q=0",
		"Range: bytes=0-9",
		"Range: bytes=999999-",
		"Range: pages=1",
		"If-None-Match: " + strings.Repeat(`"x",`, 2000) + body.ETag(represent.Identity),
	} {
		c, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: x\r\n%s\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", first)
		in := bufio.NewReader(c)
		for i := range 2 {
			answer, err := http.ReadResponse(in, nil)
			if err != nil {
				t.Fatalf("%s: answer %d: %v", first, i, err)
			}
			got, err := io.ReadAll(answer.Body)
			if err != nil || i == 1 && !bytes.Equal(got, text) {
				t.Errorf("%s: answer %d: %d bytes, %v", first, i, len(got), err)
			}
			_ = answer.Body.Close()
		}
		_ = c.Close()
	}
}

func BenchmarkPage(b *testing.B) {
	for b.Loop() {
		body := represent.New("text/html", text, represent.Options{})
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Encoding", "br")
		body.ServeHTTP(httptest.NewRecorder(), r)
	}
}
