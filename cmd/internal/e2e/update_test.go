package e2e_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

func ftoa(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

const contentKeys = `(await (await caches.open("lontar-content")).keys()).map((r) => r.url).sort().join("\n")`

// An update is offered, not forced, and takes nothing away.
func TestUpdateKeepsEverything(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().open(s.url + "articles/" + longRead).ready().stored()
	p.click(".save")
	p.until(`document.querySelector(".save").textContent === "Saved"`)
	p.do(`window.same = true; window.keys = ` + contentKeys + `; scrollTo(0, 1500)`)
	before := p.text("window.keys")
	version := p.text("lontar.version")

	s.serve(changedAssets(t, "second"))
	p.do(`await (await navigator.serviceWorker.getRegistration()).update()`)
	p.until(`document.querySelector(".notice-update button")`)
	p.shot("update-offered")
	if p.text(`window.same`) != "true" || p.number("scrollY") != 1500 {
		t.Error("the update interrupted reading")
	}

	p.click(".notice-update button")
	p.until(`!window.same && window.lontar && lontar.version !== "` + version + `"`)
	p.ready().articleReads(longRead)
	p.until(`document.querySelector(".save").textContent === "Saved"`)
	p.stored()
	p.do(`window.keys = ` + contentKeys)
	if after := p.text("window.keys"); after != before {
		t.Errorf("stored before the update:\n%s\nafter:\n%s", before, after)
	}
	p.do(`window.shells = (await caches.keys()).filter((n) => n.startsWith("lontar-shell-"))`)
	if n := p.number("window.shells.length"); n != 1 {
		t.Errorf("%v shells are stored after the update", n)
	}

	s.stop()
	r.allowNetworkErrors()
	r.restart()
	for _, slug := range []string{news, longRead} {
		r.tab().open(s.url + "articles/" + slug).ready().articleReads(slug)
	}
}

// An update of which one file cannot be had changes nothing.
func TestUpdateThatFailsLeavesTheOldVersion(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.allow("500")
	p := r.tab().open(s.url).ready().stored()
	version := p.text("lontar.version")

	s.serve(changedAssets(t, "broken"))
	s.between(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			if strings.HasPrefix(q.URL.Path, "/assets/site.") {
				http.Error(w, "no", http.StatusInternalServerError)
				return
			}
			next.ServeHTTP(w, q)
		})
	})
	p.do(`
		const registration = await navigator.serviceWorker.getRegistration();
		const found = new Promise((r) => registration.addEventListener("updatefound", () => r(registration.installing)));
		await registration.update();
		const worker = await found;
		if (worker.state === "installing") await new Promise((r) => worker.addEventListener("statechange", r, { once: true }));
		window.outcome = worker.state;
	`)
	if got := p.text("window.outcome"); got != "redundant" {
		t.Errorf("the broken worker is %s", got)
	}
	s.stop()
	r.allowNetworkErrors()
	r.restart()
	p = r.tab().open(s.url + "articles/" + news).ready()
	p.articleReads(news)
	if got := p.text("lontar.version"); got != version {
		t.Errorf("version %s serves, want %s", got, version)
	}
}

func TestInstallable(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().open(s.url).ready().stored()
	got, err := proto.PageGetInstallabilityErrors{}.Call(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range got.InstallabilityErrors {
		t.Errorf("not installable: %s %v", e.ErrorID, e.ErrorArguments)
	}
	manifest, err := proto.PageGetAppManifest{}.Call(p)
	if err != nil {
		t.Fatal(err)
	}
	if len(manifest.Errors) > 0 {
		t.Errorf("manifest: %+v", manifest.Errors)
	}
	// Chromium offers the installation; the page passes it on.
	p.until("lontar.state.installable")
	p.open(s.url + "settings").ready()
	p.until(`document.querySelector(".install")`)
	p.shot("install")

	s.stop()
	r.allowNetworkErrors()
	for _, path := range []string{"", "saved", "search"} { // start_url and the shortcuts
		r.tab().open(s.url + path).ready().until(`document.querySelector("h1")`)
	}
}

// A window of its own has no back button, so the page has one.
func TestStandaloneHasItsOwnWayBack(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab()
	visible := `getComputedStyle(document.querySelector(".back")).display !== "none"`
	p.open(s.url + "articles/" + news).ready()
	if p.text(visible) != "false" {
		t.Error("a second way back stands in a browser's tab")
	}
	// CDP does not emulate display-mode, so the rule itself is looked at.
	rule := p.text(`[...document.styleSheets].flatMap((s) => [...s.cssRules]).filter((r) => r.conditionText === "(display-mode: standalone)").map((r) => r.cssRules[0].cssText).join()`)
	if rule != ".back { display: block; }" {
		t.Errorf("in a window of its own: %q", rule)
	}
	p.do(`document.querySelector(".back").style.setProperty("display", "block")`)
	p.shot("standalone")
	p.click(".back")
	p.until(`location.pathname === "/" && document.querySelector(".library")`)
}

func TestBehindAPrefix(t *testing.T) {
	s := newSite(t, withBase("/news/"))
	r := newReader(t)
	p := r.tab().open(s.url).ready().stored()
	p.do(`document.querySelector("[data-slug='` + longRead + `'] a").click()`)
	p.until(`location.pathname === "/news/articles/` + longRead + `"`)
	p.articleReads(longRead)
	s.stop()
	r.allowNetworkErrors()
	r.restart()
	r.tab().open(s.url + "articles/" + news).ready().articleReads(news)
}
