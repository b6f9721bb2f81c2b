package server_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/server"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
)

// pages are the addresses of every kind of page.
var pages = []string{
	"/", "/articles/first", "/articles/second", "/tags/tag%20x", "/saved", "/search", "/search?q=title", "/settings", "/about", "/offline", "/nowhere",
}

// Every kind of answer is guarded, and says nothing of the Host that anyone may
// forge.
func TestEveryKindOfAnswerIsGuarded(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/news/")
	tag := get(t, h, "/about").Header.Get("Etag")
	for _, c := range []struct {
		status       int
		method, path string
		header       [2]string
	}{
		{200, "GET", "/", [2]string{}},
		{200, "HEAD", "/articles/first", [2]string{}},
		{200, "GET", "/content/media/a.svg", [2]string{}},
		{200, "GET", "/feed.xml", [2]string{}},
		{200, "GET", "/robots.txt", [2]string{}},
		{200, "GET", "/sitemap.xml", [2]string{}},
		{206, "GET", "/content/media/a.wav", [2]string{"Range", "bytes=1-2"}},
		{304, "GET", "/about", [2]string{"If-None-Match", tag}},
		{308, "GET", "/news", [2]string{}},
		{308, "GET", "/about/", [2]string{}},
		{308, "GET", "//evil.example//about", [2]string{}},
		{400, "GET", "/content/%2e%2e/x", [2]string{}},
		{404, "GET", "/nowhere", [2]string{}},
		{404, "GET", "/assets/nothing.js", [2]string{}},
		{405, "POST", "/", [2]string{}},
		{405, "DELETE", "/content/index.json", [2]string{}},
		{416, "GET", "/content/media/a.wav", [2]string{"Range", "bytes=900-"}},
	} {
		r := httptest.NewRequest(c.method, c.path, nil)
		r.Host = "evil.test:99"
		r.Header.Set("X-Forwarded-Host", "evil.test")
		if c.header[0] != "" {
			r.Header.Set(c.header[0], c.header[1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		what := c.method + " " + c.path
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", what, w.Code, c.status)
		}
		policy := w.Header().Get("Content-Security-Policy")
		_, scripts, _ := strings.Cut(policy, "script-src")
		scripts, _, _ = strings.Cut(scripts, ";")
		if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(scripts, "unsafe-inline") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", what, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", what, name, got)
			}
		}
		if c.method == "HEAD" && w.Body.Len() > 0 {
			t.Errorf("%s has a body", what)
		}
		if strings.Contains(w.Body.String()+fmt.Sprint(w.Header()), "evil.test") {
			t.Errorf("%s: the request's Host stands in the answer", what)
		}
	}
}

// The one inline script and style of each page are the ones that its policy
// names, and nothing else may run.
func TestPolicyNamesWhatStandsInThePage(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	for _, path := range pages {
		r := get(t, h, path)
		policy := r.Header.Get("Content-Security-Policy")
		doc := parse(t, r.body)
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
				}
			}
			kind, typed := attr(n, "type")
			_, external := attr(n, "src")
			if n.Data != "style" && n.Data != "script" || external || typed && strings.HasSuffix(kind, "json") {
				continue
			}
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy does not name its <%s>: %s", path, n.Data, policy)
			}
		}
	}
}

// Every page has one heading, a title, a canonical address where it has one of
// its own, and the data that the app takes it over with.
func TestEveryPageIsWhole(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	for _, path := range pages {
		doc := parse(t, get(t, h, path).body)
		if n := len(find(doc, "h1", "")); n != 1 {
			t.Errorf("%s: %d h1", path, n)
		}
		titles := find(doc, "title", "")
		if len(titles) != 1 || !strings.Contains(titles[0].FirstChild.Data, "Lontar") {
			t.Errorf("%s: %d titles", path, len(titles))
		}
		if n := len(find(doc, "main", "")); n != 1 {
			t.Errorf("%s: %d main", path, n)
		}
		canonical, noindex := "", false
		for _, n := range find(doc, "link", "rel") {
			if rel, _ := attr(n, "rel"); rel == "canonical" {
				canonical, _ = attr(n, "href")
			}
		}
		for _, n := range find(doc, "meta", "name") {
			name, _ := attr(n, "name")
			content, _ := attr(n, "content")
			noindex = noindex || name == "robots" && content == "noindex"
		}
		if noindex == (canonical != "") {
			t.Errorf("%s: canonical %q, noindex %v", path, canonical, noindex)
		}
		if canonical != "" && canonical != "https://example.org"+path {
			t.Errorf("%s: canonical %q", path, canonical)
		}
		for _, n := range find(doc, "script", "type") {
			if !json.Valid([]byte(n.FirstChild.Data)) {
				t.Errorf("%s: data that is not JSON", path)
			}
		}
		seen := map[string]bool{}
		for _, n := range find(doc, "*", "id") {
			id, _ := attr(n, "id")
			if seen[id] {
				t.Errorf("%s: the id %q stands there twice", path, id)
			}
			seen[id] = true
		}
		for _, n := range find(doc, "img", "") {
			if _, ok := attr(n, "alt"); !ok {
				t.Errorf("%s: a picture without alt", path)
			}
		}
	}
}

func TestListIsNewestFirst(t *testing.T) {
	h := newServer(t, difficult(t), "https://example.org/")
	var slugs []string
	for _, n := range find(parse(t, get(t, h, "/").body), "*", "data-slug") {
		slug, _ := attr(n, "data-slug")
		slugs = append(slugs, slug)
	}
	if got := strings.Join(slugs, " "); got != "a_b-2 été कागज़ 日本-の-紙 first second" {
		t.Errorf("the list is %s", got)
	}
}

func TestWhatOtherProgramsRead(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/news/")
	doc := parse(t, get(t, h, "/articles/first").body)
	properties := map[string]string{}
	for _, n := range find(doc, "meta", "property") {
		name, _ := attr(n, "property")
		properties[name], _ = attr(n, "content")
	}
	for name, want := range map[string]string{
		"og:type": "article", "og:title": "Title x", "og:description": "Summary x", "og:site_name": "Lontar", "og:locale": "id",
		"og:url": "https://example.org/news/articles/first", "og:image": "https://example.org/news/content/media/a.svg",
		"article:published_time": "2024-06-25T10:01:00+07:00", "article:section": "Section x", "article:author": "Author x", "article:tag": "tag x",
	} {
		if properties[name] != want {
			t.Errorf("%s is %q, want %q", name, properties[name], want)
		}
	}
	var schema map[string]any
	for _, n := range find(doc, "script", "type") {
		if kind, _ := attr(n, "type"); kind == "application/ld+json" {
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &schema); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, want := range map[string]string{
		"@context": "https://schema.org", "headline": "Title x", "inLanguage": "id", "description": "Summary x", "articleSection": "Section x",
		"dateline": "JAKARTA x", "url": "https://example.org/news/articles/first", "keywords": "tag x", "copyrightNotice": "Rights x",
	} {
		if schema[name] != want {
			t.Errorf("schema.org %s is %v, want %q", name, schema[name], want)
		}
	}
	if robots := get(t, h, "/robots.txt").body; !strings.Contains(robots, "Sitemap: https://example.org/news/sitemap.xml") || !strings.Contains(robots, "Disallow: /news/saved") {
		t.Errorf("robots.txt: %s", robots)
	}
}

// Every address in the site map and in the feeds is one that answers.
func TestSitemapAndFeedsLeadSomewhere(t *testing.T) {
	h := newServer(t, difficult(t), "https://example.org/news/")
	var m struct {
		Locations []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal([]byte(get(t, h, "/sitemap.xml").body), &m); err != nil {
		t.Fatal(err)
	}
	var atom struct {
		Entries []struct {
			Links []struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(get(t, h, "/feed.xml").body), &atom); err != nil {
		t.Fatal(err)
	}
	if len(atom.Entries) != 6 || len(m.Locations) < 6+10 {
		t.Errorf("%d entries, %d locations", len(atom.Entries), len(m.Locations))
	}
	all := m.Locations
	for _, e := range atom.Entries {
		all = append(all, e.Links[0].Href)
	}
	for _, address := range all {
		path, ok := strings.CutPrefix(address, "https://example.org")
		if r := get(t, h, path); !ok || r.StatusCode != 200 {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}

// Every link of every page answers, behind a prefix, whatever the tags are and
// however long the list is.
func TestEveryLinkOfADifficultLibraryWorks(t *testing.T) {
	files := difficult(t)
	for i := range 130 {
		files[fmt.Sprintf("articles/many-%d.json", i)] = encode(t, map[string]any{
			"id": fmt.Sprint("many-", i), "title": fmt.Sprint("Many ", i), "content_text": "Text.", "date_published": "2020-01-01T00:00:00Z", "tags": []string{"many"},
		})
	}
	h := newServer(t, files, "https://example.org/news/")
	seen, queue := map[string]bool{}, []string{"/news/"}
	articles := 0
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		r := get(t, h, path)
		if r.StatusCode != 200 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
		if strings.HasPrefix(path, "/news/articles/") {
			articles++
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		here, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range append(find(parse(t, r.body), "a", "href"), find(parse(t, get(t, h, path).body), "img", "src")...) {
			v, ok := attr(n, "href")
			if !ok {
				v, _ = attr(n, "src")
			}
			// As a browser does, which takes "." and ".." out of an address.
			u, err := here.Parse(v)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			u.Fragment = ""
			if u.Host == "" && !seen[u.String()] {
				seen[u.String()] = true
				queue = append(queue, u.String())
			}
		}
	}
	if articles != 136 {
		t.Errorf("%d articles are reached by links, want 136", articles)
	}
}

func TestSearchWithoutAScript(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/news/")
	form := find(parse(t, get(t, h, "/search").body), "form", "action")
	if len(form) != 1 {
		t.Fatalf("%d forms", len(form))
	}
	action, _ := attr(form[0], "action")
	method, _ := attr(form[0], "method")
	field := find(form[0], "input", "name")
	if method != "get" || len(field) != 1 {
		t.Fatalf("method %q, %d fields", method, len(field))
	}
	name, _ := attr(field[0], "name")
	for query, want := range map[string]int{"older": 1, "TITLE": 1, "author x": 1, "nothing at all": 0, `"><script>`: 0, "\u202e": 0} {
		r := get(t, h, action+"?"+url.Values{name: {query}}.Encode())
		doc := parse(t, r.body)
		if n := len(find(doc, "*", "data-slug")); r.StatusCode != 200 || n != want {
			t.Errorf("%q: %d, %d results, want %d", query, r.StatusCode, n, want)
		}
		if v, _ := attr(find(doc, "input", "name")[0], "value"); v != strings.TrimSpace(query) {
			t.Errorf("the field holds %q, not %q", v, query)
		}
	}
}

// Every coding holds the same bytes, and each has its own strong entity tag.
func TestCodingsHoldTheSameBytes(t *testing.T) {
	decode := map[string]func(io.Reader) (io.Reader, error){
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"zstd": func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	}
	h := newServer(t, library(t, "x"), "https://example.org/")
	for _, path := range []string{"/", "/articles/first", "/content/index.json", "/content/articles/first.json", "/feed.json", "/sw.js", "/manifest.webmanifest"} {
		plain := get(t, h, path)
		want, tags := plain.body, map[string]bool{plain.Header.Get("Etag"): true}
		for coding, open := range decode {
			r := get(t, h, path, "Accept-Encoding", coding)
			if r.Header.Get("Content-Encoding") != coding || !strings.Contains(r.Header.Get("Vary"), "Accept-Encoding") {
				t.Errorf("%s in %s: %v", path, coding, r.Header)
				continue
			}
			decoded, err := open(strings.NewReader(r.body))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(decoded); err != nil || string(got) != want {
				t.Errorf("%s in %s is another: %v", path, coding, err)
			}
			tags[r.Header.Get("Etag")] = true
		}
		if len(tags) != 4 {
			t.Errorf("%s: entity tags %v", path, tags)
		}
	}
	wasm := ""
	for _, f := range shell(t, h) {
		if strings.HasPrefix(f, "assets/app.") {
			wasm = "/" + f
		}
	}
	for coding, want := range map[string]string{"br": "br", "zstd": "zst", "gzip": "gz", "identity": "\x00asm"} {
		r := get(t, h, wasm, "Accept-Encoding", coding)
		if got := r.body; got != want || r.Header.Get("Content-Type") != "application/wasm" {
			t.Errorf("the app in %s is %q of type %s", coding, got, r.Header.Get("Content-Type"))
		}
	}
}

// shell lists the files that the service worker is told of.
func shell(t *testing.T, h http.Handler) []string {
	t.Helper()
	_, config, _ := strings.Cut(get(t, h, "/sw.js").body, "JSON.parse('")
	config, _, _ = strings.Cut(config, "')")
	var c struct{ Files []struct{ Path string } }
	if err := json.Unmarshal([]byte(config), &c); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range c.Files {
		paths = append(paths, f.Path)
	}
	return paths
}

func TestPicturesOfTheManifest(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/news/")
	type picture struct {
		Src, Sizes, Type, Purpose string
		Form                      string `json:"form_factor"`
	}
	var m struct {
		Icons, Screenshots []picture
		Shortcuts          []struct {
			URL   string
			Icons []picture
		}
		Start string `json:"start_url"`
		Share struct {
			Action string
			Params map[string]string
		} `json:"share_target"`
	}
	if err := json.Unmarshal([]byte(get(t, h, "/manifest.webmanifest").body), &m); err != nil {
		t.Fatal(err)
	}
	all, forms, large := append(m.Icons, m.Screenshots...), "", false
	for _, s := range m.Shortcuts {
		all = append(all, s.Icons...)
		if r := get(t, h, s.URL); r.StatusCode != 200 {
			t.Errorf("shortcut %s: %d", s.URL, r.StatusCode)
		}
	}
	for _, p := range all {
		r := get(t, h, p.Src)
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != p.Type {
			t.Errorf("%s: %d, %s", p.Src, r.StatusCode, r.Header.Get("Content-Type"))
			continue
		}
		if p.Type != "image/png" {
			continue
		}
		config, err := png.DecodeConfig(strings.NewReader(r.body))
		if got := fmt.Sprintf("%dx%d", config.Width, config.Height); err != nil || got != p.Sizes {
			t.Errorf("%s is %s, not %s: %v", p.Src, got, p.Sizes, err)
		}
		if (p.Form == "wide") != (config.Width > config.Height) && p.Form != "" {
			t.Errorf("the %s screenshot is %s", p.Form, p.Sizes)
		}
		large = large || p.Sizes == "512x512" && p.Purpose == "maskable"
		forms += p.Form + " "
	}
	if !strings.Contains(forms, "narrow") || !strings.Contains(forms, "wide") || !large {
		t.Errorf("screenshots %q, a large maskable icon: %v", forms, large)
	}
	if r := get(t, h, m.Start); r.StatusCode != 200 || m.Share.Action != "/news/search" || m.Share.Params["text"] != "q" {
		t.Errorf("start %s: %d; share %+v", m.Start, r.StatusCode, m.Share)
	}
}

// disk is a server over a folder that changes.
func disk(t *testing.T) (http.Handler, *shelf.Shelf, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, library(t, "x")); err != nil {
		t.Fatal(err)
	}
	s, err := shelf.OpenDir(dir, shelf.Options{Title: "Lontar", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.New(server.Config{Shelf: s, Assets: assets(), BaseURL: "https://example.org/"})
	if err != nil {
		t.Fatal(err)
	}
	return h, s, dir
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestMediaThatChangesIsNeverServedInPart(t *testing.T) {
	h, s, dir := disk(t)
	for name, data := range map[string]string{"media/a.wav": "01234567890123456789", "media/a.svg": "<svg"} {
		write(t, dir, name, []byte(data))
		r := get(t, h, "/content/"+name)
		if body := r.body; r.StatusCode != 503 || r.Header.Get("Retry-After") == "" || strings.Contains(body, data) || r.Header.Get("Etag") != "" {
			t.Errorf("%s: %d %q, ETag %s", name, r.StatusCode, body, r.Header.Get("Etag"))
		}
	}
	if err := s.Scan(); err != nil {
		t.Fatal(err)
	}
	if r := get(t, h, "/content/media/a.wav"); r.StatusCode != 200 || r.body != "01234567890123456789" {
		t.Errorf("after the scan: %d", r.StatusCode)
	}
	if err := os.Remove(filepath.Join(dir, "media/a.wav")); err != nil {
		t.Fatal(err)
	}
	if r := get(t, h, "/content/media/a.wav"); r.StatusCode != 404 {
		t.Errorf("a file that is gone: %d", r.StatusCode)
	}
}

func TestPagesFollowTheShelf(t *testing.T) {
	h, s, dir := disk(t)
	follow := []string{"/", "/articles/second", "/content/index.json", "/content/articles/second.json", "/feed.json", "/feed.xml"}
	before := map[string]string{}
	for _, path := range follow {
		before[path] = get(t, h, path).Header.Get("Etag")
	}
	write(t, dir, "articles/second.json", encode(t, map[string]any{"id": "2", "title": "Renewed", "content_text": "New.", "date_published": "2024-01-01T00:00:00Z"}).Data)
	if err := s.Scan(); err != nil {
		t.Fatal(err)
	}
	for _, path := range follow {
		r := get(t, h, path, "If-None-Match", before[path])
		if r.StatusCode != 200 || r.Header.Get("Etag") == before[path] || !strings.Contains(r.body, "Renewed") {
			t.Errorf("%s: %d, not renewed", path, r.StatusCode)
		}
	}
	for _, name := range []string{"first", "second"} {
		if err := os.Remove(filepath.Join(dir, "articles", name+".json")); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Scan(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/": 200, "/articles/first": 404, "/content/articles/first.json": 404, "/feed.xml": 200, "/sitemap.xml": 200, "/healthz": 200} {
		if r := get(t, h, path); r.StatusCode != want {
			t.Errorf("%s of an empty library: %d, want %d", path, r.StatusCode, want)
		}
	}
}

// Two bursts of a hundred requests while the library changes: each answer is
// whole, and of one state.
func TestManyReadersWhileTheLibraryChanges(t *testing.T) {
	h, s, dir := disk(t)
	paths := []string{"/", "/articles/first", "/articles/second", "/content/index.json", "/feed.xml", "/search?q=title", "/content/media/a.svg", "/sw.js", "/nowhere", "/tags/tag%20x"}
	var readers sync.WaitGroup
	for burst := range 2 {
		for i := range 100 {
			readers.Go(func() {
				path := paths[i%len(paths)]
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				if want := path == "/nowhere"; (w.Code == 404) != want || !want && w.Code != 200 {
					t.Errorf("%s: %d", path, w.Code)
				}
				if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") && !strings.HasSuffix(w.Body.String(), "</html>\n") {
					t.Errorf("%s is not whole", path)
				}
			})
		}
		for i := range 5 {
			write(t, dir, "articles/third.json", encode(t, map[string]any{"id": "3", "title": fmt.Sprint("Third ", burst, i), "content_text": "x"}).Data)
			if err := s.Scan(); err != nil {
				t.Error(err)
			}
		}
	}
	readers.Wait()
}

// An article whose file has a warning is served like any other.
func TestArticleWithAWarningIsServed(t *testing.T) {
	files := fstest.MapFS{"articles/a.json": encode(t, map[string]any{"id": "1", "title": "Served", "content_text": "Text.", "url": "no address"})}
	if r := get(t, newServer(t, files, ""), "/articles/a"); r.StatusCode != 200 || !strings.Contains(r.body, "Served") {
		t.Errorf("status %d", r.StatusCode)
	}
}

// An address with a slash too many leads to the page meant, and stays behind
// the prefix.
func TestUncleanAddressesLeadToCleanOnes(t *testing.T) {
	h := newServer(t, difficult(t), "https://example.org/news/")
	for path, want := range map[string]string{
		"/news":                              "/news/",
		"/news/about/":                       "/news/about",
		"/about/":                            "/news/about",
		"/news//about":                       "/news/about",
		"/news//articles//%E6%97%A5":         "/news/articles/%E6%97%A5",
		"/news/./about":                      "/news/about",
		"/news/articles/first/":              "/news/articles/first",
		"/news/search/?q=a%20b":              "/news/search?q=a%20b",
		"/news//evil.example/":               "/news/evil.example",
		"/news//tags/a%2Fb":                  "/news/tags/a%2Fb",
		"/news/articles/%E6%97%A5%E6%9C%AC/": "/news/articles/%E6%97%A5%E6%9C%AC",
	} {
		r := get(t, h, path)
		if r.StatusCode != http.StatusPermanentRedirect || r.Header.Get("Location") != want {
			t.Errorf("%s: %d to %q, want %q", path, r.StatusCode, r.Header.Get("Location"), want)
		}
	}
	for _, path := range []string{"/%2Fevil.example/", "/news/%2F%2Fevil.example/", "/%5Cevil.example/"} {
		if location := get(t, h, path).Header.Get("Location"); strings.HasPrefix(location, "//") || strings.Contains(location, "\\") {
			t.Errorf("%s leads away, to %q", path, location)
		}
	}
}

// Traversal in any spelling never reads a file.
func TestTraversalInAnySpelling(t *testing.T) {
	h, _, dir := disk(t)
	write(t, dir, "secret.txt", []byte("never to be read"))
	for _, path := range []string{
		"/content/../secret.txt", "/content/media/../secret.txt", "/content/media/../../secret.txt", "/content/media/%2e%2e/secret.txt",
		"/content/media/..%2fsecret.txt", "/content/media/%2e%2e%2fsecret.txt", "/content/media/..%5csecret.txt", "/content/media/%252e%252e/secret.txt",
		"/content/media//../secret.txt", "/content/articles/..%2f..%2fsecret.txt", "/content/articles/..%2fsecret.json", "/content/secret.txt", "/secret.txt",
		"/content/media/", "/content/media", "/content/articles/", "/content/", "/content/media/a.svg/", "/content/media/a.svg%00", "/assets/../js/boot.js", "/assets/",
	} {
		r := get(t, h, path)
		for range 3 {
			if r.StatusCode/100 != 3 {
				break
			}
			r = get(t, h, r.Header.Get("Location"))
		}
		if body := r.body; strings.Contains(body, "never to be read") || strings.Contains(body, dir) || r.StatusCode == 200 && path != "/content/media/a.svg/" || r.StatusCode >= 500 {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

// A base URL that would have to be escaped in every address is refused by name.
func TestBaseURLsThatWouldNotWork(t *testing.T) {
	s, err := shelf.Open(library(t, "x"), shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{"https://example.org//news/", "https://example.org/my%20news/", "https://example.org/日本/", "https://example.org/a/../b/", "https://user:password@example.org/"} {
		if _, err := server.New(server.Config{Shelf: s, Assets: assets(), BaseURL: base}); err == nil {
			t.Errorf("%q is taken", base)
		}
	}
}

// slow is a file system whose one file takes as long to open as the test wants.
type slow struct {
	fs.FS
	name string
	// reached is closed when the file is opened, and wait when it may be.
	reached, wait chan struct{}
}

func (s slow) Open(name string) (fs.File, error) {
	if name == s.name {
		select {
		case <-s.reached:
		default:
			close(s.reached)
		}
		<-s.wait
	}
	return s.FS.Open(name)
}

// A large file that is copied into the library keeps nobody waiting.
func TestScanningKeepsNobodyWaiting(t *testing.T) {
	files := library(t, "x")
	slowly := slow{files, "media/large.mp4", make(chan struct{}), make(chan struct{})}
	s, err := shelf.Open(slowly, shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.New(server.Config{Shelf: s, Assets: assets()})
	if err != nil {
		t.Fatal(err)
	}
	files["media/large.mp4"] = &fstest.MapFile{Data: bytes.Repeat([]byte("x"), 100)}
	scanned, served := make(chan error, 1), make(chan int, 1)
	go func() { scanned <- s.Scan() }()
	<-slowly.reached
	go func() { served <- get(t, h, "/content/media/a.wav").StatusCode }()
	select {
	case status := <-served:
		if status != 200 {
			t.Errorf("status %d", status)
		}
	case <-time.After(10 * time.Second):
		t.Error("a reader waits until the scan is done")
	}
	close(slowly.wait)
	if err := <-scanned; err != nil {
		t.Error(err)
	}
}
