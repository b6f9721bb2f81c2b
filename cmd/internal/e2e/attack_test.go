package e2e_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// payloads are the attacks on which package sanitize is tested, too.
func payloads(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../../app/sanitize/testdata/attacks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no attacks: %v", err)
	}
	var all []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(strings.TrimSuffix(string(data), "\n"), "␀", "\x00")
		all = append(all, strings.Split(text, "\n%%\n")...)
	}
	if len(all) < 500 {
		t.Fatalf("%d payloads", len(all))
	}
	return all
}

// attackKit is what runs before every page of these tests.
func attackKit(t testing.TB) string {
	t.Helper()
	kit, err := os.ReadFile("testdata/attack.js")
	if err != nil {
		t.Fatal(err)
	}
	return string(kit)
}

// withoutApp keeps the app and its service worker away, as in a browser that
// has neither: the server's page stays as it is.
const withoutApp = `delete window.WebAssembly; delete window.caches;`

// watch is the network beyond this machine: a proxy that connects to nothing
// and notes who was asked for.
type watch struct {
	mu    sync.Mutex
	hosts []string
}

// newWatch sends the browsers that start after it through a watch.
func newWatch(t *testing.T) *watch {
	t.Helper()
	w := &watch{}
	proxy := httptest.NewServer(w)
	t.Cleanup(proxy.Close)
	for _, name := range []string{"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	for _, name := range []string{"no_proxy", "NO_PROXY"} {
		t.Setenv(name, "localhost,127.0.0.1")
	}
	return w
}

func (w *watch) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host := r.URL.Hostname()
	if r.Method == http.MethodConnect {
		host, _, _ = net.SplitHostPort(r.Host)
	}
	// Chromium calls its maker now and then; no payload does.
	if !strings.Contains(host, "google") && !strings.Contains(host, "gvt1") {
		w.mu.Lock()
		w.hosts = append(w.hosts, host)
		w.mu.Unlock()
	}
	rw.WriteHeader(http.StatusBadGateway)
}

// asked gives the hosts that were asked for, each once.
func (w *watch) asked() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	hosts := slices.Clone(w.hosts)
	slices.Sort(hosts)
	return slices.Compact(hosts)
}

// marked gives a payload with a host of its own for each number, so that a
// request names the payload it comes from.
func marked(payload string, i int) string {
	return hostile.ReplaceAllString(payload, fmt.Sprintf("p%04d.evil.example", i))
}

var hostile = regexp.MustCompile(`(?i)\bevil\.example`)

// library gives files of articles with these contents, all alike but for them,
// the first one newest. A harmless article stands before and after them.
func attackLibrary(t testing.TB, name string, bodies []string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{
		"media/x.webp": {Data: []byte("RIFF")}, "media/x.png": {Data: pixel},
	}
	day := time.Date(2024, 6, 25, 10, 0, 0, 0, time.UTC)
	const harmless = "<p>Nothing happens here.</p>"
	for i, body := range slices.Concat([]string{harmless, harmless}, bodies, []string{harmless}) {
		slug := fmt.Sprintf("%s-%04d", name, i)
		files["articles/"+slug+".json"] = attackArticle(t, map[string]any{
			"id": slug, "title": "An article", "language": "en", "content_html": body, "summary": "A summary.",
			"date_published": day.Add(-time.Duration(i) * time.Minute).Format(time.RFC3339),
		})
	}
	return files
}

// pixel is the smallest picture that Chromium takes.
var pixel = []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00!\xf9\x04\x01\n\x00\x01\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;")

func attackArticle(t testing.TB, fields map[string]any) *fstest.MapFile {
	t.Helper()
	data, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: data}
}

// attackSlug is the article of a number among the bodies of an attackLibrary.
func attackSlug(name string, i int) string { return fmt.Sprintf("%s-%04d", name, i+2) }

// decode gives what an expression comes to.
func (p *tab) decode(expression string, v any) {
	p.r.t.Helper()
	result, err := p.Eval("async () => JSON.stringify(await (" + expression + "))")
	if err != nil {
		p.r.t.Fatalf("%.300s: %v", expression, err)
	}
	if err := json.Unmarshal([]byte(result.Value.Str()), v); err != nil {
		p.r.t.Fatalf("%.300s: %v", expression, err)
	}
}

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// No payload does anything in an article, neither as the server writes it nor
// as the app does, nor where the app takes the server's page over.
func TestAttacksDoNothing(t *testing.T) {
	w := newWatch(t)
	attacks := payloads(t)
	bodies := make([]string, len(attacks))
	for i, payload := range attacks {
		bodies[i] = marked(payload, i)
	}
	s := newSite(t, withContent(attackLibrary(t, "attack", bodies)))
	s.between(func(next http.Handler) http.Handler { return framed(t, next) })
	t.Run("in the server's page", func(t *testing.T) {
		r := newReader(t)
		r.allow("404") // A payload may name media that the library does not hold.
		p := r.tab(attackKit(t), withoutApp).open(s.url + "articles/" + attackSlug("attack", -1))
		if faults := p.look(""); len(faults) > 0 {
			t.Fatalf("a harmless article: %q", faults)
		}
		shape := p.text("window.attackShape()")
		for batch := range slices.Chunk(numbers(len(attacks)), 32) {
			p.open(s.url + "frames")
			var addresses []string
			for _, i := range batch {
				addresses = append(addresses, "/articles/"+attackSlug("attack", i)+"?framed")
			}
			list, err := json.Marshal(addresses)
			if err != nil {
				t.Fatal(err)
			}
			var all [][]string
			p.decode("window.attackOpen("+string(list)+", 20000).then((frames) => Promise.all(frames.map((f) => f.contentWindow.attackLook("+quoted(shape)+"))))", &all)
			if len(all) != len(batch) {
				t.Fatalf("%d of %d pages", len(all), len(batch))
			}
			for at, faults := range all {
				if len(faults) > 0 {
					t.Errorf("payload %q: %q", attacks[batch[at]], faults)
				}
			}
		}
	})
	t.Run("in the app", func(t *testing.T) {
		r := newReader(t)
		r.allow("404")
		// Nothing is stored for offline meanwhile: that would take the time.
		p := r.tab(attackKit(t), `delete window.caches;`).open(s.url + "articles/" + attackSlug("attack", -2)).ready()
		// The first one that the app renders is harmless, and the measure.
		results := p.follow(1, "")
		if len(results) != 1 || len(results[0].Faults) > 0 {
			t.Fatalf("a harmless article: %q", results)
		}
		shape := p.text("window.attackShape()")
		for i := 0; i < len(attacks); {
			results := p.follow(min(50, len(attacks)-i), shape)
			if len(results) == 0 {
				t.Fatalf("no way on from %s", attackSlug("attack", i-1))
			}
			for _, result := range results {
				if result.Slug != attackSlug("attack", i) {
					t.Fatalf("came to %s, not to %s", result.Slug, attackSlug("attack", i))
				}
				if len(result.Faults) > 0 {
					t.Errorf("payload %q: %q", attacks[i], result.Faults)
				}
				i++
			}
		}
	})
	t.Run("taken over", func(t *testing.T) {
		r := newReader(t)
		r.allow("404")
		p := r.tab(attackKit(t)).open(s.url + "articles/" + attackSlug("attack", -1)).ready()
		shape := p.text("window.attackShape()")
		for i := 0; i < len(attacks); i += len(attacks)/16 + 1 {
			p.open(s.url + "articles/" + attackSlug("attack", i)).ready()
			if faults := p.look(shape); len(faults) > 0 {
				t.Errorf("payload %q: %q", attacks[i], faults)
			}
		}
	})
	time.Sleep(200 * time.Millisecond)
	if hosts := w.asked(); len(hosts) > 0 {
		t.Errorf("requests to %q", hosts)
	}
	t.Logf("%d payloads", len(attacks))
}

// numbers are those from 0 to before n.
func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// framed serves a bare page for frames, and lets those pages into them whose
// address asks for it. The rest of their policy stays as it is.
func framed(t testing.TB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/frames":
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(rw, framesPage)
		case r.URL.RawQuery == "framed":
			writeFramed(t, rw, r, next, r.URL.Path, func(page string) string { return page })
		default:
			next.ServeHTTP(rw, r)
		}
	})
}

// writeFramed writes the page of an address, changed, under the policy that it
// has, but that it may be in a frame.
func writeFramed(t testing.TB, rw http.ResponseWriter, r *http.Request, next http.Handler, path string, change func(string) string) {
	inner := r.Clone(r.Context())
	inner.URL.Path, inner.URL.RawQuery = path, ""
	inner.Header = http.Header{"Accept": r.Header["Accept"]}
	page := httptest.NewRecorder()
	next.ServeHTTP(page, inner)
	policy := page.Header().Get("Content-Security-Policy")
	open := strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors 'self'", 1)
	if page.Code != http.StatusOK || open == policy || !strings.Contains(policy, "script-src 'self'") {
		t.Errorf("the page of %s is not as expected: status %d, policy %q", path, page.Code, policy)
	}
	for name, values := range page.Header() {
		if name != "X-Frame-Options" && name != "Content-Length" && name != "Etag" {
			rw.Header()[name] = values
		}
	}
	rw.Header().Set("Content-Security-Policy", open)
	_, _ = io.WriteString(rw, change(page.Body.String()))
}

// look sets off the article in the page and says what is wrong with it.
func (p *tab) look(shape string) (faults []string) {
	p.r.t.Helper()
	p.decode("window.attackLook("+quoted(shape)+")", &faults)
	return faults
}

type followed struct {
	Slug   string   `json:"slug"`
	Faults []string `json:"faults"`
}

// follow goes on within the app and looks at each article.
func (p *tab) follow(count int, shape string) (results []followed) {
	p.r.t.Helper()
	p.decode(fmt.Sprintf("window.attackFollow(%d, %s)", count, quoted(shape)), &results)
	return results
}

// frames loads pages in frames of one bare page, many at a time, sets each off,
// and gives what was executed by address.
func (p *tab) frames(s string, addresses []string) map[string][]string {
	p.r.t.Helper()
	executed := map[string][]string{}
	for batch := range slices.Chunk(addresses, 64) {
		list, err := json.Marshal(batch)
		if err != nil {
			p.r.t.Fatal(err)
		}
		p.open(s + "frames")
		var lines []string
		p.decode(`(async () => {
			const frames = await window.attackOpen(`+string(list)+`, 1000);
			const wait = (ms) => new Promise((r) => setTimeout(r, ms));
			for (const f of frames) {
				try {
					const root = f.contentDocument.querySelector("[data-raw]");
					if (root) f.contentWindow.attackFire(root);
				} catch (e) {
					// The payload has led the frame elsewhere.
				}
			}
			await wait(300);
			return window.pwned;
		})()`, &lines)
		for _, line := range lines {
			address, what, _ := strings.Cut(line, ": ")
			executed[address] = append(executed[address], what)
		}
	}
	return executed
}

const framesPage = "<!doctype html><meta charset=utf-8><title>frames</title><body></body>"

// The controls: what this file looks for is there to be seen when nothing is
// done against it, and the policy of the pages alone already stops all of it.
func TestAttacksWithoutTheSanitizer(t *testing.T) {
	attacks := payloads(t)
	number := func(path string) (i int) {
		if _, err := fmt.Sscanf(path[strings.LastIndex(path, "/")+1:], "%d", &i); err != nil || i < 0 || i >= len(attacks) {
			return -1
		}
		return i
	}
	t.Run("on a bare page", func(t *testing.T) {
		w := newWatch(t)
		server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			i := number(r.URL.Path)
			switch {
			case r.URL.Path == "/frames":
				_, _ = io.WriteString(rw, framesPage)
			case i >= 0:
				_, _ = io.WriteString(rw, "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><main><article><div data-raw>"+marked(attacks[i], i)+"</div></article></main></body></html>")
			default:
				http.NotFound(rw, r)
			}
		}))
		defer server.Close()
		r := newReader(t)
		r.allow("") // Payloads that work say much.
		var addresses []string
		for i := range attacks {
			addresses = append(addresses, fmt.Sprintf("/raw/%d", i))
		}
		executed := r.tab(attackKit(t)).frames(server.URL+"/", addresses)
		hosts := w.asked()
		t.Logf("of %d payloads %d execute, %d sites are asked", len(attacks), len(executed), len(hosts))
		if len(executed) < 100 {
			t.Errorf("%d payloads execute: this test would not see it if one did", len(executed))
		}
		if len(hosts) < 50 {
			t.Errorf("%d sites are asked: this test would not see it if one were: %q", len(hosts), hosts)
		}
	})
	t.Run("under the policy of the pages", func(t *testing.T) {
		w := newWatch(t)
		s := newSite(t, withContent(attackLibrary(t, "attack", nil)))
		s.between(func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				i := number(r.URL.Path)
				switch {
				case strings.HasPrefix(r.URL.Path, "/raw/") && i >= 0:
					// Chromium may open a secure connection in advance, to a site that it
					// then does not ask for anything. Without TLS only requests are seen.
					writeFramed(t, rw, r, next, "/articles/"+attackSlug("attack", -1), inPlaceOfTheText(t, strings.ReplaceAll(marked(attacks[i], i), "https:", "http:")))
				default:
					framed(t, next).ServeHTTP(rw, r)
				}
			})
		})
		r := newReader(t)
		r.allow("") // Chromium reports each violation.
		var addresses []string
		for i := range attacks {
			addresses = append(addresses, fmt.Sprintf("/raw/%d", i))
		}
		executed := r.tab(attackKit(t), withoutApp).frames(s.url, addresses)
		for address, what := range executed {
			t.Errorf("payload %q: %q", attacks[number(address)], what)
		}
		for _, host := range w.asked() {
			// A policy has no word on where a page is led.
			i := -1
			_, _ = fmt.Sscanf(host, "p%04d.", &i)
			if i >= 0 && strings.Contains(strings.ToLower(attacks[i]), "refresh") {
				continue
			}
			if i >= 0 {
				t.Errorf("payload %q: a request to %s", attacks[i], host)
			} else {
				t.Errorf("a request to %s", host)
			}
		}
	})
}

// inPlaceOfTheText puts a payload where a page has the text of its article.
func inPlaceOfTheText(t testing.TB, payload string) func(page string) string {
	return func(page string) string {
		before, rest, ok := strings.Cut(page, "<div data-article-body")
		_, after, ok2 := strings.Cut(rest, "</div>")
		if !ok || !ok2 {
			t.Errorf("no text in %.500s", page)
		}
		return before + "<div data-raw data-article-body>" + payload + "</div>" + after
	}
}

// hostileValues are values for everything that an article file says beside its
// text.
func hostileValues(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/metadata.json")
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	if err := json.Unmarshal(data, &values); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, v := range values {
		if seen[v] {
			t.Errorf("%q stands there twice", v)
		}
		seen[v] = true
	}
	if len(values) < 110 {
		t.Fatalf("%d values", len(values))
	}
	return values
}

// hostileMetadata puts one value into every field that an article has.
func hostileMetadata(t testing.TB, slug, v string, date time.Time, language string) *fstest.MapFile {
	t.Helper()
	return attackArticle(t, map[string]any{
		"id": slug + v, "title": "T " + v, "language": language, "content_html": "<p>The text.</p>", "summary": "S " + v,
		"url": v, "external_url": v, "image": "/content/media/x.png", "banner_image": v,
		"date_published": date.Format(time.RFC3339),
		"authors":        []any{map[string]any{"name": "A " + v, "url": v, "avatar": v}, map[string]any{"name": v + " B", "url": v}},
		"tags":           []any{"X " + v, "plain"},
		"attachments":    []any{map[string]any{"url": v, "mime_type": v, "title": v, "size_in_bytes": 1}},
		"_" + v:          v,
		"_lontar": map[string]any{
			"section": "C " + v, "dateline": "D " + v, "caption": "E " + v, "credit": "F " + v, "signoff": "G " + v,
			"source": "H " + v, "rights": "I " + v, "_" + v: v,
		},
	})
}

// Nothing that an article file says beside its text becomes anything but text,
// wherever it is shown.
func TestHostileMetadata(t *testing.T) {
	w := newWatch(t)
	values := slices.Concat([]string{"harmless", "first", "harmless too"}, hostileValues(t), []string{"last"})
	files := fstest.MapFS{"media/x.png": {Data: pixel}}
	day := time.Date(2024, 6, 25, 10, 0, 0, 0, time.UTC)
	slug := func(i int) string { return fmt.Sprintf("meta-%04d", i) }
	for i, v := range values {
		date := day.Add(-time.Duration(i) * time.Minute)
		files["articles/"+slug(i)+".json"] = hostileMetadata(t, slug(i), v, date, "en")
		// A language or an image that is none makes a fault of the file or a
		// warning; neither may reach the page.
		files["articles/odd-"+slug(i)+".json"] = attackArticle(t, map[string]any{
			"id": "odd" + slug(i), "title": "Odd", "content_text": v + ".", "language": v, "image": v,
			"date_published": date.AddDate(-1, 0, 0).Format(time.RFC3339),
		})
	}
	s := newSite(t, withContent(files))
	stands := func(i int) bool { return get(t, s.url+"content/articles/"+slug(i)+".json").status == http.StatusOK }
	for i, v := range values {
		if !stands(i) {
			t.Errorf("%.100q costs its article", v)
		}
	}
	t.Run("in answers", func(t *testing.T) { hostileAnswers(t, s, values, slug) })
	t.Run("in the server's pages", func(t *testing.T) {
		r := newReader(t)
		r.allow("404")
		r.allow("from the Manifest")
		r.allow("Manifest: Line: 1, column: 1")
		p := r.tab(attackKit(t), withoutApp)
		p.open(s.url + "articles/" + slug(1))
		outline := p.text("window.attackOutline()")
		for i := 1; i < len(values)-1; i++ {
			p.open(s.url + "articles/" + slug(i))
			p.hostile(values[i], outline)
		}
		for i := range values {
			if address := s.url + "articles/odd-" + slug(i); get(t, address).status == http.StatusOK {
				p.open(address)
				if faults := p.look(""); len(faults) > 0 {
					t.Errorf("%.100q as a language or a picture: %q", values[i], faults)
				}
			}
		}
		pages := []string{"", "?page=2", "?page=3", "tags/plain", "about", "saved", "settings"}
		for i, v := range values {
			if len(v) >= 1000 {
				continue
			}
			// All of them are asked for above; a part is enough to look at.
			if tag := "X " + strings.Join(strings.Fields(v), " "); i%2 == 0 && !strings.ContainsAny(tag, "/\x00") {
				pages = append(pages, "tags/"+url.PathEscape(tag))
			}
			if i%4 == 0 {
				pages = append(pages, "search?q="+url.QueryEscape(v))
			}
		}
		for _, page := range pages {
			p.open(s.url + page)
			p.harmlessList(page)
		}
	})
	t.Run("in the app", func(t *testing.T) {
		r := newReader(t)
		r.allow("404")
		// The app asks for the pages of all tags, and no address holds a NUL.
		r.allow("tags/X")
		p := r.tab(attackKit(t)).open(s.url + "articles/" + slug(0)).ready()
		outline := ""
		for i := 1; i < len(values)-1; i++ {
			results := p.follow(1, "")
			if len(results) != 1 || results[0].Slug != slug(i) {
				t.Fatalf("after %s comes %q", slug(i-1), results)
			}
			if len(results[0].Faults) > 0 {
				t.Errorf("%.100q: %q", values[i], results[0].Faults)
			}
			if outline == "" {
				outline = p.text("window.attackOutline()")
			}
			if got := p.text("window.attackOutline()"); got != outline {
				t.Errorf("%.100q: the page is %s, not %s", values[i], differs(got, outline), differs(outline, got))
			}
		}
		p.open(s.url).ready().harmlessList("the library, taken over")
		p.open(s.url + "tags/plain").ready().harmlessList("a tag, taken over")
		p.open(s.url + "search?q=" + url.QueryEscape("script alert")).ready().harmlessList("search, taken over")
	})
	time.Sleep(200 * time.Millisecond)
	if hosts := w.asked(); len(hosts) > 0 {
		t.Errorf("requests to %q", hosts)
	}
	t.Logf("%d values", len(values)-4)
}

// differs gives the part of a text in which it differs from another.
func differs(s, other string) string {
	at := 0
	for at < len(s) && at < len(other) && s[at] == other[at] {
		at++
	}
	return "…" + s[max(0, at-80):min(len(s), at+160)] + "…"
}

// hostile looks at the page of an article with one value in all of its fields.
func (p *tab) hostile(v, outline string) {
	p.r.t.Helper()
	if faults := p.look(""); len(faults) > 0 {
		p.r.t.Errorf("%.100q: %q", v, faults)
	}
	var page struct {
		Outline, Heading, Headline, Title string
		Links                             []string
		Elements                          string
	}
	p.decode(`(() => ({
		outline: window.attackOutline(),
		heading: document.querySelector("h1").textContent,
		headline: JSON.parse(document.querySelector("script[type='application/ld+json']").textContent).headline,
		title: JSON.parse(document.getElementById("lontar-data").textContent).article.title,
		links: [...document.querySelectorAll("a, link, img, source, script[src]")].map((e) => e.href || e.src).filter((u) => u && !/^(https?|mailto):/.test(u)),
		elements: [...document.head.children].filter((e) => !["META", "TITLE", "LINK", "STYLE", "SCRIPT"].includes(e.tagName) || e.httpEquiv || [...e.attributes].some((a) => /^on/.test(a.name)) || e.rel === "stylesheet" && new URL(e.href).origin !== location.origin).map((e) => e.outerHTML).join(" "),
	}))()`, &page)
	if page.Outline != outline {
		p.r.t.Errorf("%.100q: the page is %s, not %s", v, differs(page.Outline, outline), differs(outline, page.Outline))
	}
	if page.Headline != page.Title || !strings.HasPrefix(page.Heading, "T") {
		p.r.t.Errorf("%.100q: headline %.100q, data %.100q, heading %.100q", v, page.Headline, page.Title, page.Heading)
	}
	if len(page.Links) > 0 || page.Elements != "" {
		p.r.t.Errorf("%.100q: links %q, elements %q", v, page.Links, page.Elements)
	}
}

// harmlessList checks a page that is no article.
func (p *tab) harmlessList(page string) {
	p.r.t.Helper()
	var faults []string
	p.decode(`(async () => {
		const faults = [];
		for (const e of document.body.querySelectorAll("*")) {
			if (!/^(a|article|bdi|button|details|summary|div|em|fieldset|figure|figcaption|footer|form|h1|h2|h3|header|img|input|kbd|label|legend|li|link|main|mark|meter|progress|nav|ol|output|p|script|search|section|select|option|span|strong|time|ul|dl|dt|dd|code|small|b|i|br|noscript)$/.test(e.localName)) faults.push("element " + e.localName);
			for (const a of e.attributes) if (/^(on|style$|srcdoc)/.test(a.name)) faults.push(e.localName + " has " + a.name);
			if (e.localName === "script" && e.id !== "lontar-data") faults.push(e.outerHTML);
			if (e.localName === "img" && new URL(e.src).origin !== location.origin) faults.push(e.src);
			if (e.localName === "a" && e.protocol !== "http:") faults.push(e.href);
		}
		JSON.parse(document.getElementById("lontar-data").textContent);
		// Lists are long, and tags and searches many: what they are made of is
		// checked above.
		if (!/tags|search/.test(location.pathname)) window.attackFire(document.querySelector("main"));
		await new Promise((r) => setTimeout(r, 2));
		return faults.concat(window.pwned.splice(0));
	})()`, &faults)
	if len(faults) > 0 {
		p.r.t.Errorf("%.200s: %.500q", page, faults)
	}
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

func get(t testing.TB, address string) answer {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: false}}
	defer client.CloseIdleConnections()
	response, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, body}
}

// hostileAnswers checks that what other programs read is well-formed, and that
// no value writes a header.
func hostileAnswers(t *testing.T, s *site, values []string, slug func(int) string) {
	var names []string
	check := func(path string) answer {
		a := get(t, s.url+path)
		for name := range a.header {
			if strings.Contains(name, "Inject") || name == "Set-Cookie" {
				t.Errorf("%.200s: a header %s", path, name)
			}
		}
		return a
	}
	for i := range values {
		a := check("articles/" + slug(i))
		var got []string
		for name := range a.header {
			got = append(got, name)
		}
		slices.Sort(got)
		if names == nil {
			names = got
		}
		if !slices.Equal(got, names) {
			t.Errorf("%.100q: headers %q, not %q", values[i], got, names)
		}
		check("tags/" + url.PathEscape("X "+values[i]))
		check("search?q=" + url.QueryEscape(values[i]))
		check(url.PathEscape(values[i]))
	}
	for _, path := range []string{"feed.json", "content/index.json", "manifest.webmanifest"} {
		var v any
		if err := json.Unmarshal(check(path).body, &v); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, path := range []string{"feed.xml", "sitemap.xml"} {
		a := check(path)
		decoder := xml.NewDecoder(strings.NewReader(string(a.body)))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %v", path, err)
				break
			}
			if start, ok := token.(xml.StartElement); ok && (start.Name.Local == "script" || start.Name.Local == "img") {
				t.Errorf("%s: element %s", path, start.Name.Local)
			}
		}
	}
	for _, line := range strings.Split(string(check("robots.txt").body), "\n") {
		if strings.Contains(line, "<") {
			t.Errorf("robots.txt: %s", line)
		}
	}
}
