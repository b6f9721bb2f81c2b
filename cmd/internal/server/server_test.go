package server_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/cmd/internal/server"
	"github.com/lontar-reader/lontar/cmd/internal/shelf"
	"github.com/lontar-reader/lontar/web"
)

// bundle is the web folder with a stand-in for what is built.
type bundle struct{ built fstest.MapFS }

// Open implements fs.FS.
func (b bundle) Open(name string) (fs.File, error) {
	if _, ok := b.built[name]; ok {
		return b.built.Open(name)
	}
	return web.FS.Open(name)
}

func assets() fs.FS {
	f := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return bundle{fstest.MapFS{
		"app.wasm": f("\x00asm"), "app.wasm.br": f("br"), "app.wasm.zst": f("zst"), "app.wasm.gz": f("gz"), "wasm_exec.js": f("exec"),
	}}
}

// encode writes an article file.
func encode(t *testing.T, fields map[string]any) *fstest.MapFile {
	t.Helper()
	data, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: data}
}

func article(t *testing.T, word string) *fstest.MapFile {
	return encode(t, map[string]any{
		"id": "urn:x:" + word, "title": "Title " + word, "summary": "Summary " + word, "language": "id",
		"content_html":   `<h2>Part</h2><p>Text. <a href="/articles/second">second</a></p><img src="/content/media/a.svg" alt="` + "leaf" + `">`,
		"image":          "/content/media/a.svg",
		"date_published": "2024-06-25T10:01:00+07:00", "authors": []map[string]any{{"name": "Author " + word}}, "tags": []string{"tag " + word},
		"_lontar": map[string]any{"section": "Section " + word, "dateline": "JAKARTA " + word, "caption": "Caption " + word, "credit": "Credit " + word, "signoff": word, "source": "Source " + word, "rights": "Rights " + word},
	})
}

func library(t *testing.T, word string) fstest.MapFS {
	return fstest.MapFS{
		"articles/first.json":  article(t, word),
		"articles/second.json": encode(t, map[string]any{"id": "2", "title": "Older", "content_text": "One.\n\nTwo.", "date_published": "2024-01-01T00:00:00Z"}),
		"media/a.svg":          {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`)},
		"media/a.wav":          {Data: []byte("0123456789")},
	}
}

func newServer(t *testing.T, files fs.FS, base string) http.Handler {
	t.Helper()
	s, err := shelf.Open(files, shelf.Options{Title: "Lontar", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	h, err := server.New(server.Config{Shelf: s, Assets: assets(), BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// answer is what a request came to.
type answer struct {
	StatusCode int
	Header     http.Header
	body       string
}

func get(t *testing.T, h http.Handler, path string, headers ...string) answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// find returns the elements of that tag that have the attribute.
func find(doc *html.Node, tag, attribute string) []*html.Node {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (tag == "*" || n.Data == tag) {
			if _, ok := attr(n, attribute); ok || attribute == "" {
				found = append(found, n)
			}
		}
	}
	return found
}

func TestAddresses(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	for path, contentType := range map[string]string{
		"/": "text/html", "/articles/first": "text/html", "/articles/second": "text/html", "/tags/tag%20x": "text/html",
		"/saved": "text/html", "/search?q=title": "text/html", "/settings": "text/html", "/about": "text/html",
		"/content/articles/first.json": "application/json", "/content/index.json": "application/json", "/content/media/a.svg": "image/svg+xml",
		"/feed.json": "application/feed+json", "/feed.xml": "application/atom+xml", "/sitemap.xml": "application/xml", "/robots.txt": "text/plain",
		"/manifest.webmanifest": "application/manifest+json", "/sw.js": "text/javascript", "/healthz": "text/plain",
	} {
		r := get(t, h, path)
		if r.StatusCode != 200 || !strings.HasPrefix(r.Header.Get("Content-Type"), contentType) {
			t.Errorf("%s: %d, %s", path, r.StatusCode, r.Header.Get("Content-Type"))
		}
		for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} {
			if r.Header.Get(name) == "" {
				t.Errorf("%s: no %s", path, name)
			}
		}
		if strings.Contains(r.Header.Get("Content-Security-Policy"), "script-src 'self' 'unsafe-inline'") {
			t.Errorf("%s: inline scripts are allowed", path)
		}
		if strings.Contains(r.body, "example.com") {
			t.Errorf("%s: the request's Host stands in the answer", path)
		}
	}
	if got := get(t, h, "/content/articles/first.json").body; got != string(article(t, "x").Data) {
		t.Error("the content file is not as it stands on disk")
	}
}

func TestArticlePage(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	page := get(t, h, "/articles/first").body
	doc := parse(t, page)
	if n := len(find(doc, "h1", "")); n != 1 {
		t.Errorf("%d h1", n)
	}
	body := find(doc, "*", "data-article-body")
	if len(body) != 1 {
		t.Fatalf("%d bodies", len(body))
	}
	if lang, _ := attr(body[0], "lang"); lang != "id" {
		t.Errorf("lang %q", lang)
	}
	if dir, _ := attr(body[0], "dir"); dir != "ltr" {
		t.Errorf("dir %q", dir)
	}
	times := find(doc, "time", "datetime")
	if len(times) == 0 {
		t.Fatal("no time")
	}
	if at, _ := attr(times[0], "datetime"); at != "2024-06-25T10:01:00+07:00" {
		t.Errorf("datetime %q", at)
	}
	for _, want := range []string{"10:01 WIB", "JAKARTA x, Source x", "Caption x", "Credit x", "(x)", "Section x", `rel="canonical" href="https://example.org/articles/first"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	var schema map[string]any
	if err := json.Unmarshal([]byte(find(doc, "script", "type")[0].FirstChild.Data), &schema); err != nil {
		t.Fatal(err)
	}
	if schema["@type"] != "NewsArticle" || schema["headline"] != "Title x" || schema["datePublished"] != "2024-06-25T10:01:00+07:00" {
		t.Errorf("schema.org: %v", schema)
	}
}

func TestInlineScriptAndStyleAreTheOnesOfThePolicy(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	r := get(t, h, "/")
	policy, page := r.Header.Get("Content-Security-Policy"), r.body
	if n := len(regexp.MustCompile(`'sha256-[^']+'`).FindAllString(policy, -1)); n != 2 {
		t.Errorf("%d hashes in %s", n, policy)
	}
	if n := strings.Count(page, "<script>"); n != 1 {
		t.Errorf("%d inline scripts", n)
	}
	if regexp.MustCompile(`<[^>]* (style|on[a-z]+)=`).MatchString(strings.ReplaceAll(page, "&#34;", "")) {
		t.Error("a style or a handler in an attribute")
	}
}

// Hostile words come out as words: the page has the same elements and
// attributes as with harmless ones.
func TestHostileMetadataChangesNoPage(t *testing.T) {
	shape := func(word string) map[string]string {
		h := newServer(t, library(t, word), "https://example.org/")
		shapes := map[string]string{}
		tag := ""
		for _, a := range find(parse(t, get(t, h, "/articles/first").body), "a", "rel") {
			if rel, _ := attr(a, "rel"); rel == "tag" {
				tag, _ = attr(a, "href")
			}
		}
		for _, path := range []string{"/", "/articles/first", "/articles/second", tag, "/search?q=" + url.QueryEscape(word)} {
			r := get(t, h, path)
			var b strings.Builder
			for n := range parse(t, r.body).Descendants() {
				if n.Type == html.ElementNode {
					b.WriteString("<" + n.Data)
					for _, a := range n.Attr {
						b.WriteString(" " + a.Key)
					}
				}
			}
			kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
			kind, _, _ = strings.Cut(kind, "?")
			if path == "/articles/second" {
				kind = "second"
			}
			if kind != "search" {
				shapes[kind] = b.String()
			}
			if r.StatusCode != 200 {
				t.Errorf("%q: %s: %d", word, path, r.StatusCode)
			}
		}
		return shapes
	}
	want := shape("harmless")
	for _, word := range []string{`"onload="alert(1)`, `\" onmouseover=x y="`, `<script>alert(1)</script>`, `</script><img src=x onerror=1>`, `</title></style>`, "a\u00a0b\u202ec", `{{config}}`, `'-->]]>`, `back\slash\`} {
		for path, got := range shape(word) {
			if got != want[path] {
				t.Errorf("%q changes the page %q", word, path)
			}
		}
	}
}

func TestConditionsAndCodings(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	for _, path := range []string{"/", "/articles/first", "/content/index.json", "/content/media/a.wav", "/feed.xml"} {
		first := get(t, h, path, "Accept-Encoding", "br")
		tag := first.Header.Get("Etag")
		if tag == "" || strings.HasPrefix(tag, "W/") {
			t.Errorf("%s: ETag %q is not strong", path, tag)
		}
		if r := get(t, h, path, "Accept-Encoding", "br", "If-None-Match", tag); r.StatusCode != 304 {
			t.Errorf("%s: %d where nothing changed", path, r.StatusCode)
		}
		if again := get(t, h, path, "Accept-Encoding", "br"); again.body != first.body {
			t.Errorf("%s: two answers differ", path)
		}
	}
	if a, b := get(t, h, "/articles/first"), get(t, newServer(t, library(t, "y"), "https://example.org/"), "/articles/first"); a.Header.Get("Etag") == b.Header.Get("Etag") {
		t.Error("another article has the same ETag")
	}
	for coding := range map[string]bool{"br": true, "zstd": true, "gzip": true} {
		if got := get(t, h, "/", "Accept-Encoding", coding); got.Header.Get("Content-Encoding") != coding || got.Header.Get("Vary") == "" {
			t.Errorf("asked for %s, got %q", coding, got.Header.Get("Content-Encoding"))
		}
	}
}

func TestWrongRequests(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	for path, want := range map[string]int{
		"/nowhere": 404, "/articles/nothing": 404, "/content/articles/nothing.json": 404, "/content/media/nothing.png": 404, "/tags/nothing": 404,
		"/content/../../etc/passwd": 400, "/content/media/../../../etc/passwd": 400, "/content/%2e%2e/%2e%2e/etc/passwd": 400,
		"/content/media/..%2f..%2fetc%2fpasswd": 400, "/articles/..%5c..": 404,
	} {
		r := get(t, h, path)
		body := r.body
		if r.StatusCode != want || strings.Contains(body, "root:x:") {
			t.Errorf("%s: %d, want %d", path, r.StatusCode, want)
		}
		if path == "/nowhere" && (!strings.Contains(body, "There is no such page") || !strings.Contains(body, `href="/search"`)) {
			t.Error("the page of an unknown address does not help")
		}
	}
	for header, want := range map[string]int{"bytes=2-4": 206, "bytes=900-": 416, "bytes=nonsense": 200, "potatoes=1-2": 200} {
		if r := get(t, h, "/content/media/a.wav", "Range", header); r.StatusCode != want && (want != 200 || r.StatusCode != 416) {
			t.Errorf("Range %s: %d, want %d", header, r.StatusCode, want)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader("x")))
	if w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

// A raw path, as no client of net/http would send it.
func TestRawTraversal(t *testing.T) {
	s := httptest.NewServer(newServer(t, library(t, "x"), "https://example.org/"))
	defer s.Close()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.WriteString(c, "GET /content/../../etc/passwd HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode < 400 || r.StatusCode > 499 || strings.Contains(string(body), "evil.example") {
		t.Errorf("%d %s", r.StatusCode, body)
	}
}

func TestBehindAPrefixEveryAddressHasIt(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/news/")
	for _, path := range []string{"/news/", "/", "/news/articles/first", "/articles/first", "/news/saved", "/nowhere"} {
		doc := parse(t, get(t, h, path).body)
		for _, name := range []string{"href", "src"} {
			for _, n := range find(doc, "*", name) {
				v, _ := attr(n, name)
				if !strings.HasPrefix(v, "/news/") && !strings.HasPrefix(v, "https://") && !strings.HasPrefix(v, "#") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, name, v)
				}
			}
		}
	}
	if r := get(t, h, "/news"); r.StatusCode != http.StatusPermanentRedirect {
		t.Errorf("/news: %d", r.StatusCode)
	}
}

// Every link of every page leads somewhere, without a script.
func TestEveryLinkWorks(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		r := get(t, h, path)
		if r.StatusCode != 200 {
			t.Errorf("%s: %d", path, r.StatusCode)
			continue
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		doc := parse(t, r.body)
		for _, n := range append(append(find(doc, "a", "href"), find(doc, "link", "href")...), append(find(doc, "img", "src"), find(doc, "script", "src")...)...) {
			v, ok := attr(n, "href")
			if !ok {
				v, _ = attr(n, "src")
			}
			v, _, _ = strings.Cut(v, "#")
			if strings.HasPrefix(v, "/") && !seen[v] {
				seen[v] = true
				queue = append(queue, v)
			}
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d addresses found", len(seen))
	}
}

func TestWorkerNamesTheWholeShell(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	worker := get(t, h, "/sw.js").body
	config := regexp.MustCompile(`JSON\.parse\('(.*)'\)`).FindStringSubmatch(worker)
	if config == nil {
		t.Fatal("no configuration in the worker")
	}
	var shell struct {
		Version string
		Files   []struct{ Path, Hash string }
	}
	if err := json.Unmarshal([]byte(config[1]), &shell); err != nil {
		t.Fatal(err)
	}
	if len(shell.Files) < 10 || shell.Version == "" {
		t.Errorf("shell %+v", shell)
	}
	for _, f := range shell.Files {
		r := get(t, h, "/"+f.Path)
		sum := sha256.Sum256([]byte(r.body))
		if r.StatusCode != 200 || hex.EncodeToString(sum[:]) != f.Hash {
			t.Errorf("%s: %d, or another hash than stated", f.Path, r.StatusCode)
		}
		if strings.HasPrefix(f.Path, "assets/") && !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: not immutable", f.Path)
		}
	}
}

func TestManifest(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	var m struct {
		ID, Lang, Dir, Scope string
		StartURL             string `json:"start_url"`
		Categories           []string
		Icons, Screenshots   []struct{ Src, Sizes, Purpose, FormFactor string }
		Shortcuts            []struct{ URL string }
		ShareTarget          struct{ Action string } `json:"share_target"`
	}
	if err := json.Unmarshal([]byte(get(t, h, "/manifest.webmanifest").body), &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "/" || m.Lang != "en" || m.Dir != "ltr" || len(m.Categories) == 0 || len(m.Shortcuts) != 2 || m.ShareTarget.Action != "/search" || len(m.Screenshots) != 2 {
		t.Errorf("%+v", m)
	}
	maskable := 0
	for _, i := range append(m.Icons, m.Screenshots...) {
		if r := get(t, h, i.Src); r.StatusCode != 200 {
			t.Errorf("%s: %d", i.Src, r.StatusCode)
		}
		if i.Purpose == "maskable" {
			maskable++
		}
	}
	if maskable == 0 {
		t.Error("no maskable icon")
	}
}

func TestFeeds(t *testing.T) {
	h := newServer(t, library(t, "x"), "https://example.org/")
	var feed struct {
		Version string
		Items   []struct{ URL, Title string }
	}
	if err := json.Unmarshal([]byte(get(t, h, "/feed.json").body), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Version != "https://jsonfeed.org/version/1.1" || len(feed.Items) != 2 || feed.Items[0].URL != "https://example.org/articles/first" {
		t.Errorf("JSON Feed: %+v", feed)
	}
	for _, path := range []string{"/feed.xml", "/sitemap.xml"} {
		body := get(t, h, path).body
		if err := xml.Unmarshal([]byte(body), new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if !strings.Contains(body, "https://example.org/articles/second") {
			t.Errorf("%s lacks an article", path)
		}
	}
}

// Editors fetch the schema, at the address that article files name.
func TestSchema(t *testing.T) {
	for base, path := range map[string]string{"": "/content/schema.json", "https://example.org/news/": "/news/content/schema.json"} {
		h := newServer(t, library(t, "x"), base)
		r := get(t, h, path)
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != "application/schema+json" || r.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
			t.Errorf("%s: %d, %v", path, r.StatusCode, r.Header)
		}
		var schema struct {
			Schema string `json:"$schema"`
			ID     string `json:"$id"`
		}
		if err := json.Unmarshal([]byte(r.body), &schema); err != nil || schema.Schema != "https://json-schema.org/draft/2020-12/schema" || schema.ID != "schema.json" {
			t.Errorf("%s: %v, %+v", path, err, schema)
		}
		tag := r.Header.Get("Etag")
		if again := get(t, h, path, "If-None-Match", tag); tag == "" || again.StatusCode != 304 {
			t.Errorf("%s: asked again with %s: %d", path, tag, again.StatusCode)
		}
	}
}

func TestBaseURLsThatAreNone(t *testing.T) {
	s, err := shelf.Open(library(t, "x"), shelf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{"example.org", "ftp://example.org/", "https:///x", "https://example.org/?a"} {
		if _, err := server.New(server.Config{Shelf: s, Assets: assets(), BaseURL: base}); err == nil || !strings.Contains(err.Error(), base) {
			t.Errorf("%q: %v", base, err)
		}
	}
	if _, err := server.New(server.Config{Shelf: s, Assets: fstest.MapFS{}}); err == nil {
		t.Error("a program without the app in it says nothing")
	}
}
