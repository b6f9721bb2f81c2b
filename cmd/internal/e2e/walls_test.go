package e2e_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// otherSite is a site that an article has a picture on. It notes who asks.
type otherSite struct {
	*httptest.Server
	mu    sync.Mutex
	asked []*http.Request
}

func newOtherSite(t *testing.T) *otherSite {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	o := &otherSite{}
	o.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.mu.Lock()
		o.asked = append(o.asked, r)
		o.mu.Unlock()
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write(picture.Bytes()) // The browser may have gone.
	}))
	t.Cleanup(o.Close)
	return o
}

// requests returns what was asked since the last call.
func (o *otherSite) requests() []*http.Request {
	o.mu.Lock()
	defer o.mu.Unlock()
	asked := o.asked
	o.asked = nil
	return asked
}

func articles(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"media": {Mode: 0o755 | 1<<31}}
	for slug, text := range files {
		fsys["articles/"+slug+".json"] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// Nothing is fetched from another site until the reader asks, for once or for
// good, and what was allowed can be taken back.
func TestForeignPicturesWaitForTheReader(t *testing.T) {
	other := newOtherSite(t)
	host := strings.TrimPrefix(other.URL, "http://")
	s := newSite(t, withContent(articles(map[string]string{
		"pictured": `{"id": "1", "title": "Pictured", "image": "` + other.URL + `/lead.png", "content_html": "<p>Before.</p><img src='` + other.URL + `/a.png' alt='A tree' width=40 height=30><p>After.</p>"}`,
		"plain":    `{"id": "2", "title": "Plain", "content_html": "<p>Nothing but text.</p>"}`,
	})))
	r := newReader(t)
	p := r.tab().open(s.url + "articles/pictured").ready().stored()
	p.until(`navigator.serviceWorker.controller`)
	p.until(`document.querySelector("[data-article-body] .foreign-media").textContent === "A tree (127.0.0.1)"`)
	p.shot("foreign-asks")
	if n := len(other.requests()); n != 0 {
		t.Fatalf("%d requests before the reader asked", n)
	}

	p.click("[data-article-body] .foreign-media")
	p.until(`document.querySelector("[data-article-body] .revealed img")?.naturalWidth === 40`)
	p.until(`document.querySelector(".lead-picture .revealed img")?.naturalWidth === 40`)
	p.ready().shot("foreign-shown")
	asked := other.requests()
	if len(asked) != 2 {
		t.Errorf("%d requests for two pictures", len(asked))
	}
	for _, q := range asked {
		if q.Header.Get("Referer") != "" || q.Header.Get("Cookie") != "" {
			t.Errorf("the other site was told %q", q.Header)
		}
	}

	// Another article in the same page has nothing of it, and once was once.
	p.click(".neighbour")
	p.until(`document.querySelector("h1").textContent === "Plain"`)
	if p.text(`document.querySelectorAll(".revealed").length`) != "0" {
		t.Error("the picture stands in another article")
	}
	p = r.tab().open(s.url + "articles/pictured").ready()
	time.Sleep(500 * time.Millisecond) // What is not to come has this long to come.
	if n := len(other.requests()); n != 0 {
		t.Errorf("%d requests when the reader came back", n)
	}

	p.click("[data-article-body] .foreign-media")
	p.until(`document.querySelector("[data-article-body] .reveal-always")`)
	p.ready().click("[data-article-body] .reveal-always")
	p.until(`!document.querySelector(".reveal-always")`)
	other.requests()
	p = r.tab().open(s.url + "articles/pictured").ready()
	p.until(`document.querySelector("[data-article-body] .revealed img")?.naturalWidth === 40`)

	p = r.tab().open(s.url + "settings").ready()
	p.until(`document.querySelector(".hosts bdi")?.textContent === "` + host + `"`)
	p.shot("foreign-settings")
	p.click(".hosts button")
	p.until(`!document.querySelector(".hosts")`)
	other.requests()
	p = r.tab().open(s.url + "articles/pictured").ready()
	time.Sleep(500 * time.Millisecond)
	if n := len(other.requests()); n != 0 {
		t.Errorf("%d requests after the reader took it back", n)
	}
	p.until(`!document.querySelector("[data-article-body] .foreign-media").hidden`)
}

// The reader is told what an article lost, on the server's page and on the app's.
func TestArticlesSayWhatWasRemoved(t *testing.T) {
	s := newSite(t, withContent(articles(map[string]string{
		"acts":  `{"id": "1", "title": "Acts", "content_html": "<p onclick='a()'>x</p><script>a</script><script>b</script>"}`,
		"plain": `{"id": "2", "title": "Plain", "content_html": "<p>Nothing but text.</p>"}`,
	})))
	r := newReader(t)
	const told = `document.querySelector(".receipt")?.textContent`
	const want = `"3 things were removed from this article2 scripts: articles run no programs1 event handler: articles run no programs"`
	p := r.tab(`delete window.WebAssembly`).open(s.url + "articles/acts")
	p.until(told + " === " + want)
	p = r.tab().open(s.url + "articles/acts").ready()
	p.until(told + " === " + want)
	p.click(".neighbour")
	p.until(`document.querySelector("h1").textContent === "Plain"`)
	if p.text(told) != "undefined" {
		t.Error("a harmless article has a receipt")
	}
	p.click(".neighbour")
	p.until(`document.querySelector("h1").textContent === "Acts"`)
	p.until(told + " === " + want)
	p.do(`document.querySelector(".receipt").open = true; scrollTo(0, 9999)`)
	p.shot("receipt")
}

// Trusted Types stand behind the sanitizer: no markup that acts, no script of
// another's, whoever asks for it.
func TestTrustedTypes(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.allow("Content Security Policy")
	r.allow("TrustedScript")
	r.allow("TrustedString")
	p := r.tab().open(s.url + "articles/" + news).ready()
	for _, markup := range []string{
		`<img src=x onerror=window.pwned=1>`, `<p/onclick=window.pwned=1>x</p>`, `<a href="javascript:window.pwned=1">x</a>`,
		`<svg onload=window.pwned=1>`, `<iframe srcdoc="<p>x"></iframe>`, `<form><input></form>`, `<p style="position:fixed">x</p>`,
		`<IMG SRC=x OnError=window.pwned=1>`, `<p title="a>b" onclick=x>`, `<math><style><img src=x onerror=window.pwned=1>`,
	} {
		p.do(`window.markup = ` + strconv.Quote(markup))
		got := p.text(`(() => { const e = document.createElement("div"); e.innerHTML = window.markup; return e.innerHTML; })()`)
		if got != "<div></div>" {
			t.Errorf("%s became %s", markup, got)
		}
	}
	harmless := p.text(`(() => { const e = document.createElement("div"); e.innerHTML = '<p lang="en" title="1 > 0, onclick=x">a &lt;script> on = style="x"</p>'; return e.textContent; })()`)
	if harmless != `a <script> on = style="x"` {
		t.Errorf("harmless markup became %q", harmless)
	}
	for _, act := range []string{
		`eval("1")`, `new Function("1")`, `document.createElement("script").src = "https://evil.example/x.js"`,
		`document.createElement("script").src = "/assets/other.js"`, `navigator.serviceWorker.register("/other.js")`,
		`document.createElement("script").text = "1"`,
	} {
		got := p.text(`await new Promise((resolve) => setTimeout(async () => { try { await (` + act + `); resolve("done"); } catch (e) { resolve(e.name); } }))`)
		if got == "done" {
			t.Errorf("%s was let through", act)
		}
	}
}

// What the service worker answers with is guarded as the server's own answers are.
func TestStoredAnswersCarryTheHeaders(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().open(s.url).ready().stored()
	missing := p.text(`await (async () => {
		const names = ["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy",
			"Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"];
		const found = [];
		let count = 0;
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const held = await cache.match(request);
				const served = await fetch(request.url, { cache: "no-store" });
				count++;
				for (const n of names) {
					if (!held.headers.get(n) || held.headers.get(n) !== served.headers.get(n)) found.push(name + " " + request.url + " " + n + ": " + held.headers.get(n) + ", served: " + served.headers.get(n));
				}
				if (request.url.includes("/content/media/") && !held.headers.get("Content-Security-Policy").includes("sandbox")) found.push(request.url + " is not in a sandbox");
			}
		}
		if (count < 60) found.push("only " + count + " things are stored");
		return found.slice(0, 10).join("\n");
	})()`)
	if missing != "" {
		t.Errorf("not as the server's:\n%s", missing)
	}
}

// Whatever keeps the app from starting, the page reads and its links lead on.
func TestAppThatCannotStart(t *testing.T) {
	wasm := func(answer func(w http.ResponseWriter, r *http.Request, next http.Handler)) func(http.Handler) http.Handler {
		return func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, ".wasm") {
					answer(w, r, next)
					return
				}
				next.ServeHTTP(w, r)
			})
		}
	}
	whole := func(r *http.Request, next http.Handler) []byte {
		r = r.Clone(r.Context())
		r.Header.Del("Accept-Encoding")
		w := httptest.NewRecorder()
		next.ServeHTTP(w, r)
		return w.Body.Bytes()
	}
	for name, between := range map[string]func(http.Handler) http.Handler{
		"answered with 500": wasm(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
			w.WriteHeader(http.StatusInternalServerError)
		}),
		"of the wrong type": wasm(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write(whole(r, next))
		}),
		"cut in half": wasm(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			w.Header().Set("Content-Type", "application/wasm")
			data := whole(r, next)
			_, _ = w.Write(data[:len(data)/2])
		}),
		"aborted": wasm(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			w.Header().Set("Content-Type", "application/wasm")
			data := whole(r, next)
			_, _ = w.Write(data[:len(data)/2])
			panic(http.ErrAbortHandler)
		}),
		"another program": wasm(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
			w.Header().Set("Content-Type", "application/wasm")
			_, _ = w.Write([]byte("\x00asm\x01\x00\x00\x00"))
		}),
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.between(between)
			r := newReader(t)
			r.allowNetworkErrors()
			r.allow("the app ended")
			p := r.tab().open(s.url + "articles/" + news)
			p.until(`window.Go`)
			time.Sleep(time.Second)
			p.articleReads(news)
			if got := p.text(`document.documentElement.dataset.app`); got != "undefined" {
				t.Errorf("the app is %q", got)
			}
			p.click(".brand")
			p.until(`location.pathname === "/" && document.querySelector("main [data-slug]")`)
		})
	}
	for name, script := range map[string]string{
		"no WebAssembly":    `delete window.WebAssembly`,
		"no service worker": `delete Navigator.prototype.serviceWorker`,
		"no storage": `for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
			Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); }, configurable: true });
		}`,
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			r := newReader(t)
			p := r.tab(script).open(s.url + "articles/" + news)
			p.until(`document.documentElement.dataset.app === "ready" || !window.WebAssembly`)
			time.Sleep(500 * time.Millisecond)
			p.articleReads(news)
			p.click(".brand")
			p.until(`location.pathname === "/" && document.querySelector("main [data-slug]")`)
		})
	}
}
