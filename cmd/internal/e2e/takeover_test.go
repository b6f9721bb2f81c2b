package e2e_test

import (
	"encoding/json"
	"testing"
)

// observe runs before the page: it counts what moves, and looks at every frame
// whether the text is there.
// The app waits until letGo is called.
const observe = `
	const streaming = WebAssembly.instantiateStreaming;
	const held = new Promise((resolve) => { window.letGo = resolve; });
	WebAssembly.instantiateStreaming = async (...a) => (await held, streaming.apply(WebAssembly, a));
	window.seen = { cls: 0, frames: 0, empty: 0, h1: 1, text: "" };
	new PerformanceObserver((list) => {
		for (const e of list.getEntries()) window.seen.cls += e.value;
	}).observe({ type: "layout-shift", buffered: true });
	let began = false;
	requestAnimationFrame(function frame() {
		const body = document.querySelector("[data-article-body]");
		began = began || Boolean(body);
		if (began) {
			window.seen.frames++;
			if (!body || body.textContent.trim().length < 100) window.seen.empty++;
			window.seen.h1 = Math.max(window.seen.h1, document.querySelectorAll("h1").length);
		}
		requestAnimationFrame(frame);
	});
`

type seen struct {
	CLS    float64 `json:"cls"`
	Frames int     `json:"frames"`
	Empty  int     `json:"empty"`
	H1     int     `json:"h1"`
}

func TestTakeoverMovesNothing(t *testing.T) {
	s := newSite(t)
	for _, slug := range slugs(t) {
		t.Run(slug, func(t *testing.T) {
			r := newReader(t)
			p := r.tab(observe).size(412, 823, 1, true).open(s.url + "articles/" + slug)
			p.do(`
				const body = document.querySelector("[data-article-body]");
				window.before = { body, first: body.firstElementChild, html: document.querySelector(".frame").outerHTML, scroll: 0 };
				const link = document.querySelector("main article a[href]") || document.querySelector(".brand");
				link.focus({ preventScroll: true });
				window.before.focus = document.activeElement;
				scrollTo(0, 700);
				window.before.scroll = scrollY;
				const range = document.createRange();
				range.selectNodeContents(body.firstElementChild);
				getSelection().addRange(range);
				window.before.selection = String(getSelection());
				window.letGo();
			`)
			p.ready()
			p.do(`await new Promise((r) => setTimeout(r, 200))`)
			var got seen
			if err := json.Unmarshal([]byte(p.text(`JSON.stringify(window.seen)`)), &got); err != nil {
				t.Fatal(err)
			}
			t.Logf("CLS %.4f, %d frames, %d without the text", got.CLS, got.Frames, got.Empty)
			if got.CLS >= 0.01 {
				t.Errorf("CLS = %.4f, want under 0.01", got.CLS)
			}
			if got.Frames == 0 || got.Empty != 0 {
				t.Errorf("%d of %d frames without the text", got.Empty, got.Frames)
			}
			if got.H1 != 1 {
				t.Errorf("%d h1 elements at once", got.H1)
			}
			if d := p.number(`Math.abs(scrollY - window.before.scroll)`); d > 2 {
				t.Errorf("scroll position moved by %v px", d)
			}
			for _, kept := range []string{
				`document.querySelector("[data-article-body]") === window.before.body`,
				`window.before.body.firstElementChild === window.before.first`,
				`document.activeElement === window.before.focus`,
				`String(getSelection()) === window.before.selection`,
			} {
				if p.text(kept) != "true" {
					t.Errorf("not kept: %s", kept)
				}
			}
		})
	}
}

// The page that the app would have made is the one that the server made.
func TestTakeoverAdoptsTheWholePage(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"", "articles/" + news, "tags/history", "saved", "search", "search?q=palm", "settings", "about", "nowhere"} {
		t.Run(path, func(t *testing.T) {
			r := newReader(t)
			if path == "nowhere" {
				r.allow("404")
			}
			p := r.tab(`
				let lontar;
				Object.defineProperty(window, "lontar", { get: () => lontar, set: (l) => { lontar = l; follow(); } });
				function follow() {
					const words = (list) => list.flatMap((m) => [...m.addedNodes, ...m.removedNodes]).map((n) => n.outerHTML || n.data);
					const observer = new MutationObserver(() => {});
					const { begin, end } = window.lontar.takeover;
					window.lontar.takeover.begin = () => (observer.observe(document.body, { childList: true, subtree: true }), begin());
					window.lontar.takeover.end = () => (window.added = window.added || words(observer.takeRecords()), end());
				}
			`).open(s.url + path).ready()
			if added := p.text(`window.added.join("\n")`); added != "" {
				t.Errorf("the takeover changed the page's elements:\n%s", added)
			}
		})
	}
}
