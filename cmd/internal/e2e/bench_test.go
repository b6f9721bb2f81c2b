package e2e_test

import (
	"encoding/json"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"
	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/cmd/internal/bench"
	"github.com/lontar-reader/lontar/cmd/internal/represent"
)

// report notes a figure of which less is better.
func report(b *testing.B, name, unit string, ours, peer float64) {
	b.Helper()
	bench.Report(b, bench.Result{Name: name, Ours: ours, Peer: peer, Unit: unit, LowerIsBetter: true})
}

const rounds = 5

// lcp observes the largest contentful paint from the start.
const lcp = `
	window.lcp = 0;
	new PerformanceObserver((list) => { for (const e of list.getEntries()) { window.lcp = e.startTime; window.lcpOf = e.element ? e.element.tagName : ""; } })
		.observe({ type: "largest-contentful-paint", buffered: true });
`

// paint opens an address on a slow phone and returns its LCP in milliseconds.
func (r *reader) paint(url string, network bool) float64 {
	r.t.Helper()
	p := r.tab(lcp).size(412, 823, 1, true)
	defer func() { _ = p.Close() }() // The profile goes with it.
	// Chromium loads some sixty files of its own windows after its start; they
	// are nobody's page.
	time.Sleep(2 * time.Second)
	if err := (proto.EmulationSetCPUThrottlingRate{Rate: 4}).Call(p); err != nil {
		r.t.Fatal(err)
	}
	if network {
		const speed = 1.6e6 / 8
		if err := (proto.NetworkEnable{}).Call(p); err != nil {
			r.t.Fatal(err)
		}
		err := proto.NetworkEmulateNetworkConditions{Latency: 150, DownloadThroughput: speed, UploadThroughput: speed}.Call(p)
		if err != nil {
			r.t.Fatal(err)
		}
	}
	p.open(url)
	// The last candidate stands once nothing larger has come for a while.
	last, since := 0.0, time.Now()
	for time.Since(since) < 1500*time.Millisecond {
		time.Sleep(100 * time.Millisecond)
		if now := p.number("window.lcp"); now != last {
			last, since = now, time.Now()
		}
	}
	if last == 0 {
		r.t.Fatalf("%s painted nothing", url)
	}
	return last
}

// twin is the page as a bare static document: the same headline and text, with
// or without the same picture, no style but the browser's, no script.
func twin(tb testing.TB, address string, picture bool) string {
	tb.Helper()
	response, err := http.Get(address)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // It was only read.
	doc, err := html.Parse(response.Body)
	if err != nil {
		tb.Fatal(err)
	}
	var out strings.Builder
	out.WriteString("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>x</title>")
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		class := ""
		for _, a := range n.Attr {
			if a.Key == "class" {
				class = a.Val
			}
		}
		if n.Data == "h1" || class == "standfirst" || class == "prose" || picture && class == "lead-picture" {
			_ = html.Render(&out, n) // A strings.Builder takes everything.
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return out.String() + "<style>img{max-width:100%;height:auto}</style></html>"
}

// peer serves a static page, its pictures from the site, and the ten-line
// service worker that such a page would have.
func peer(tb testing.TB, s *site, page string) (url string, stop func()) {
	tb.Helper()
	const worker = `
self.addEventListener("install", (e) => e.waitUntil(caches.open("v1").then((c) => c.addAll(["/page"])).then(() => self.skipWaiting())));
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  if (e.request.mode !== "navigate") return;
  e.respondWith(caches.open("v1").then(async (c) => {
    const held = await c.match("/page");
    return held || fetch(e.request);
  }));
});`
	mux := http.NewServeMux()
	mux.Handle("/page", represent.New("text/html; charset=utf-8", []byte(page), represent.Options{Level: represent.Fast}))
	mux.Handle("/sw.js", represent.New("text/javascript", []byte(worker), represent.Options{}))
	mux.Handle("/enter", represent.New("text/html", []byte(`<!doctype html><script>navigator.serviceWorker.register("/sw.js"); navigator.serviceWorker.ready.then(() => document.documentElement.dataset.offline = "ready")</script>`), represent.Options{}))
	mux.Handle("/content/", s)
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(l) }() // It ends with stop.
	stop = func() { _ = server.Close() }
	tb.Cleanup(stop)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return "http://localhost:" + port + "/", stop
}

const textOnly = "seven-questions-for-a-librarian-of-one-shelf"

// BenchmarkFirstPaint is a first visit at 1.6 Mbit/s, 150 ms, with the
// processor slowed four times.
func BenchmarkFirstPaint(b *testing.B) {
	for _, c := range []struct {
		name, slug string
		picture    bool
	}{
		{"text", textOnly, false},
		{"long read with its picture", longRead, true},
		{"news with its picture", news, true},
		{"news against its text alone", news, false},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				s := newSite(b)
				address := s.url + "articles/" + c.slug
				static, _ := peer(b, s, twin(b, address, c.picture))
				var ours, theirs []float64
				for range rounds {
					r := newReader(b)
					ours = append(ours, r.paint(address, true))
					r.quit()
					r = newReader(b)
					theirs = append(theirs, r.paint(static+"page", true))
					r.quit()
				}
				report(b, "LCP cold, "+c.name, "ms", bench.Median(ours), bench.Median(theirs))
			}
		})
	}
}

// BenchmarkOfflineColdStart is a browser that starts without a network and
// opens a stored article, with the processor slowed four times.
func BenchmarkOfflineColdStart(b *testing.B) {
	for b.Loop() {
		s := newSite(b)
		address := s.url + "articles/" + longRead
		static, stop := peer(b, s, twin(b, address, false))
		r := newReader(b)
		r.allowNetworkErrors()
		r.tab().open(s.url).ready().stored()
		r.tab().open(static + "enter").stored()
		s.stop()
		stop()
		var ours, theirs []float64
		for range rounds {
			r.restart()
			ours = append(ours, r.paint(address, false))
			r.restart()
			theirs = append(theirs, r.paint(static+"page", false))
		}
		report(b, "LCP offline cold start, long read", "ms", bench.Median(ours), bench.Median(theirs))
	}
}

// large is about a megabyte of the kind of markup that articles have.
func large() string {
	const part = `<h2 id="s">A heading</h2><p>Take a pole, hang an <em>equal</em> load from each end, put the middle on your shoulder and <a
href="https://example.org/walk?a=1&amp;b=2">walk</a>. A pikul is as much as one can pikul: about sixty kilograms, on a good road.</p><ul><li>One</li>
<li>Two &amp; three</li></ul><table><tr><th scope="row">Kati</th><td>617.6 g</td></tr></table>`
	return strings.Repeat(part, 1<<20/len(part)+1)
}

// BenchmarkSanitize is one article of a megabyte: natively against bluemonday's
// own policy for user content, which neither balances a tree nor checks twice;
// and in the app, from the click to the text on the screen, against the browser
// opening the page that the server has sanitized.
func BenchmarkSanitize(b *testing.B) {
	text := large()
	b.Run("native", func(b *testing.B) {
		for b.Loop() {
			var ours, theirs []float64
			ugc := bluemonday.UGCPolicy()
			for range rounds {
				start := time.Now()
				sanitize.Body(text, sanitize.Options{})
				ours = append(ours, float64(time.Since(start).Milliseconds()))
				start = time.Now()
				ugc.Sanitize(text)
				theirs = append(theirs, float64(time.Since(start).Milliseconds()))
			}
			report(b, "sanitizing 1 MB natively, against bluemonday.UGCPolicy", "ms", bench.Median(ours), bench.Median(theirs))
		}
	})
	b.Run("wasm", func(b *testing.B) {
		for b.Loop() {
			item, err := json.Marshal(map[string]string{"id": "1", "title": "Large", "content_html": text})
			if err != nil {
				b.Fatal(err)
			}
			s := newSite(b, withContent(articles(map[string]string{
				"large": string(item), "small": `{"id": "2", "title": "Small", "content_html": "<p>Small.</p>"}`,
			})))
			var ours, theirs []float64
			for range 3 {
				r := newReader(b)
				p := r.tab().open(s.url + "articles/small").ready().stored()
				ours = append(ours, p.number(`await new Promise((resolve) => {
					const start = performance.now();
					new MutationObserver((_, o) => {
						if (document.querySelector("h1").textContent !== "Large" || document.querySelectorAll("table").length < 1000) return;
						o.disconnect();
						requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
					}).observe(document.body, { childList: true, subtree: true, characterData: true });
					document.querySelector(".neighbour").click();
				})`))
				p = r.tab().open(s.url + "articles/large")
				theirs = append(theirs, p.number(`performance.getEntriesByType("navigation")[0].loadEventEnd`))
				r.quit()
			}
			report(b, "opening 1 MB in the app, against the server's page", "ms", bench.Median(ours), bench.Median(theirs))
		}
	})
}

// BenchmarkBundle compares the bundle with the least that go-app and
// bluemonday come to: 1,461,000 bytes with brotli, as LIBRARIES.md has it.
func BenchmarkBundle(b *testing.B) {
	for b.Loop() {
		info, err := os.Stat("../../../web/app.wasm.br")
		if err != nil {
			b.Fatal(err)
		}
		report(b, "app.wasm with brotli, against go-app and bluemonday alone", "bytes", float64(info.Size()), 1_461_000)
	}
}
