package e2e_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/lontar-reader/lontar/content"
)

const (
	news     = "as-jepang-korsel-kecam-kerja-sama-militer-rusia-korut"
	longRead = "the-leaf-the-knife-and-the-lamp-black"
)

// slugs are those of every article that ships.
func slugs(t testing.TB) []string {
	t.Helper()
	files, err := fs.Glob(content.FS, "articles/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(strings.TrimPrefix(f, "articles/"), ".json")
	}
	return files
}

// articleReads checks that an article stands on the page, with its text.
func (p *tab) articleReads(slug string) {
	p.r.t.Helper()
	p.until(`document.querySelector("main article[data-slug='` + slug + `'] h1")`)
	if n := p.number(`document.querySelector("[data-article-body]").textContent.trim().length`); n < 40 {
		p.r.t.Errorf("%s: the text has %v characters", slug, n)
	}
	if n := p.number(`document.querySelectorAll("h1").length`); n != 1 {
		p.r.t.Errorf("%s: %v h1 elements", slug, n)
	}
}

// The main job: open once, and every article opens from a cold start without a
// network, by its address.
func TestEverythingReadsOfflineAfterOneVisit(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.tab().open(s.url).ready().stored()
	s.stop()
	r.allowNetworkErrors()
	r.restart()

	p := r.tab().open(s.url)
	p.until(`document.querySelectorAll("main [data-slug]").length >= 16`)
	p.ready().shot("offline-library")
	for _, slug := range slugs(t) {
		p := r.tab().open(s.url + "articles/" + slug)
		p.articleReads(slug)
		p.do(`await Promise.all([...document.querySelectorAll("main img")].map((img) => { img.loading = "eager"; return img.decode().catch(() => {}); }))`)
		if broken := p.text(`[...document.querySelectorAll("main img")].filter((img) => img.naturalWidth === 0).map((img) => img.src).join(" ")`); broken != "" {
			t.Errorf("%s: pictures that do not show offline: %s", slug, broken)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A cold start paints the text before the app runs.
func TestOfflineColdStartPaintsWithoutTheApp(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.tab().open(s.url).ready().stored()
	s.stop()
	r.allowNetworkErrors()
	r.restart()

	p := r.tab(`delete window.WebAssembly`).open(s.url + "articles/" + longRead)
	p.articleReads(longRead)
	if app := p.text(`document.documentElement.dataset.app`); app != "undefined" {
		t.Errorf("the app ran without WebAssembly: %s", app)
	}
}

func TestReloadAndEveryPageOffline(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.tab().open(s.url).ready().stored()
	s.stop()
	r.allowNetworkErrors()

	p := r.tab().open(s.url + "articles/" + news).ready()
	p.articleReads(news)
	if err := p.Reload(); err != nil {
		t.Fatal(err)
	}
	p.ready().articleReads(news)

	for path, heading := range map[string]string{
		"saved": "Saved", "settings": "Settings", "about": "About", "search": "Search", "tags/history": "history",
	} {
		p := r.tab().open(s.url + path).ready()
		if got := p.text(`document.querySelector("h1").textContent`); got != heading {
			t.Errorf("%s: heading %q, want %q", path, got, heading)
		}
	}
	p = r.tab().open(s.url + "search?q=palm+leaf").ready()
	p.until(`document.querySelector("main [data-slug='` + longRead + `']")`)
}

func TestWhatIsNotStoredSaysSo(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.tab().open(s.url).ready().stored()
	s.stop()
	r.allowNetworkErrors()

	p := r.tab().open(s.url + "articles/never-seen")
	p.until(`document.querySelector("h1").textContent === "Not stored on this device"`)
	p.ready()
	p.until(`document.querySelector("h1").textContent === "Not stored on this device"`)
	p.shot("not-stored")
}

// The server goes away in the middle of the first load, and comes back.
func TestServerStoppedInTheMiddleOfTheFirstLoad(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.allowNetworkErrors()
	r.allow("the app did not start")
	p := r.tab()
	if err := p.Navigate(s.url + "articles/" + longRead); err != nil {
		t.Fatal(err)
	}
	p.until(`document.querySelector("[data-article-body]")`)
	s.stop()
	p.articleReads(longRead)
	s.start()
	// Without a hand being laid on it, the page finishes what was cut off.
	p.ready().stored()
	s.stop()
	r.restart()
	r.tab().open(s.url + "articles/" + news).articleReads(news)
}

func TestTwoTabs(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	a := r.tab().open(s.url + "articles/" + longRead)
	b := r.tab().open(s.url + "articles/" + news)
	a.ready().stored()
	b.ready().stored()

	a.click(".save")
	b.click(".save")
	a.until(`document.querySelector(".save").textContent === "Saved"`)
	b.until(`document.querySelector(".save").textContent === "Saved"`)

	c := r.tab().open(s.url + "saved").ready()
	c.until(`document.querySelectorAll("main [data-slug]").length === 2`)
	s.stop()
	r.allowNetworkErrors()
	r.restart()
	c = r.tab().open(s.url + "saved").ready()
	c.until(`document.querySelectorAll("main [data-slug]").length === 2`)
}
