package e2e_test

import (
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

func TestBackAndForwardKeepThePlace(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().size(412, 823, 1, true).open(s.url).ready()
	p.do(`window.same = true; scrollTo(0, 900)`)
	library := p.number("scrollY")
	p.do(`document.querySelector("[data-slug='` + longRead + `'] a").click()`)
	p.until(`document.querySelector("article[data-slug='` + longRead + `']")`)
	p.articleReads(longRead)
	if got := p.number("scrollY"); got != 0 {
		t.Errorf("a new page starts at %v, not at the top", got)
	}
	if got := p.text("document.title"); got != "The Leaf, the Knife and the Lamp-Black · Lontar" {
		t.Errorf("title %q", got)
	}
	if got := p.text(`document.activeElement === document.querySelector("h1")`); got != "true" {
		t.Error("the focus is not on the heading, so a screen reader does not say where it is")
	}
	p.do(`scrollTo(0, 2400)`)
	article := p.number("scrollY")

	p.do("history.back()")
	p.until(`location.pathname === "/" && document.querySelector(".library")`)
	p.until(`Math.abs(scrollY - ` + ftoa(library) + `) <= 2`)
	p.do("history.forward()")
	p.until(`document.querySelector("article[data-slug='` + longRead + `']")`)
	p.until(`Math.abs(scrollY - ` + ftoa(article) + `) <= 2`)
	if p.text("window.same") != "true" {
		t.Error("a document was loaded anew: this was no navigation within the app")
	}
}

func TestFootnotesLeadThereAndBackAgain(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().open(s.url + "articles/" + longRead).ready()
	p.do(`window.same = true`)
	for range 2 {
		p.do(`document.querySelector("sup a[href^='#']").click()`)
		p.until(`location.hash.length > 1 && scrollY > 1000`)
		p.do(`document.querySelector(location.hash + " a[href^='#']").click()`)
		p.until(`document.querySelector(location.hash).getBoundingClientRect().top < innerHeight && document.querySelector(location.hash).getBoundingClientRect().top >= 0`)
	}
	p.articleReads(longRead)
	if p.text("window.same") != "true" {
		t.Error("a footnote loaded the document anew")
	}
}

func TestSearchAnswersWhileTyping(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().open(s.url + "search").ready()
	p.click("#q")
	if err := p.InsertText("palm"); err != nil {
		t.Fatal(err)
	}
	p.until(`document.querySelector("main [data-slug='` + longRead + `']")`)
	p.until(`location.search === "?q=palm"`)
	p.do(`document.querySelector("main [data-slug='` + longRead + `'] a").click()`)
	p.articleReads(longRead)
	p.do("history.back()")
	p.until(`document.querySelector("#q") && document.querySelector("#q").value === "palm" && document.querySelector("main [data-slug]")`)
}

func TestSettingsApplyAtOnceAndStay(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	p := r.tab().open(s.url + "settings").ready()
	p.do(`document.querySelector("input[value=dark]").click()`)
	p.until(`getComputedStyle(document.body).backgroundColor === "rgb(22, 19, 15)"`)
	before := p.number(`parseFloat(getComputedStyle(document.documentElement).fontSize)`)
	p.do(`[...document.querySelectorAll("button")].find((b) => b.textContent === "Larger").click()`)
	p.until(`parseFloat(getComputedStyle(document.documentElement).fontSize) > ` + ftoa(before))

	// On the page before the first paint, app or not.
	p = r.tab(`delete window.WebAssembly`).open(s.url + "articles/" + news)
	if got := p.text(`document.documentElement.dataset.theme + document.documentElement.dataset.size`); got != "dark1" {
		t.Errorf("the next page has %q", got)
	}
}

// With JavaScript off every page reads and every link works.
func TestWithoutScript(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	// Going on before the browser has the icons makes it complain of them.
	r.allow("from the Manifest")
	r.allow("Manifest: Line: 1, column: 1")
	p := r.tab()
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(p); err != nil {
		t.Fatal(err)
	}
	open := func(url string) *tab {
		if err := p.Navigate(url); err != nil {
			t.Fatal(err)
		}
		return p
	}
	has := func(selector string) {
		t.Helper()
		if _, err := p.Page.Timeout(patience).Element(selector); err != nil {
			t.Fatalf("%s: %v", selector, err)
		}
	}
	open(s.url)
	has("main [data-slug='" + news + "'] a")
	for _, slug := range slugs(t) {
		open(s.url + "articles/" + slug)
		has("article[data-slug='" + slug + "'] [data-article-body]")
	}
	open(s.url + "search?q=palm")
	has("main [data-slug='" + longRead + "']")
	p.shot("no-script-search")
}

// The styles that stand in a page are all that it needs: the whole sheet, which
// the boot script brings, changes nothing in it.
func TestStylesInThePageAreEnough(t *testing.T) {
	s := newSite(t)
	r := newReader(t)
	r.allow("from the Manifest")
	r.allow("Manifest: Line: 1, column: 1")
	r.allow("404")
	p := r.tab().size(412, 823, 1, true)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(p); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{
		"", "tags/history", "saved", "search?q=palm", "settings", "about", "nowhere", "articles/" + news,
		"articles/type-specimen", "articles/kayfa-wasala-al-waraq-ila-baghdad", "articles/anatomy-of-a-batik-pattern",
	} {
		if err := p.Navigate(s.url + address); err != nil {
			t.Fatal(err)
		}
		p.until(`document.getElementById("lontar-data")`)
		changed := p.text(`(() => {
			// What is skipped while off the screen has another size then.
			document.querySelectorAll(".neighbours").forEach((e) => e.style.setProperty("content-visibility", "visible"));
			const looks = () => [...document.body.querySelectorAll("*")].flatMap((e) => [null, "::before", "::after", "::marker"].flatMap((pseudo) => {
				const c = getComputedStyle(e, pseudo);
				return [...c].map((k) => [k, c[k], e, pseudo]);
			}));
			const before = looks();
			const sheet = new XMLHttpRequest();
			sheet.open("GET", JSON.parse(document.getElementById("lontar-boot").textContent).styles, false);
			sheet.send();
			const whole = new CSSStyleSheet();
			whole.replaceSync(sheet.responseText);
			document.adoptedStyleSheets = [whole];
			document.querySelector("head > style").remove();
			if (whole.cssRules.length < 100) throw new Error("not the whole sheet");
			return looks().filter(([, v], i) => v !== before[i][1]).slice(0, 5).map(([k, v, e, pseudo]) => e.className + " " + e.localName + (pseudo || "") + " " + k + ": " + v).join("\n");
		})()`)
		if changed != "" {
			t.Errorf("/%s: the whole sheet changes\n%.2000s", address, changed)
		}
	}
}
