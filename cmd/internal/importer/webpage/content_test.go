package webpage_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestContent says what stays and what goes, a line of markup a case.
func TestContent(t *testing.T) {
	tests := []struct {
		name, page string
		want, gone []string
	}{
		{
			"share bars, advertisements, newsletter and cookie boxes, comments", `<body><article>` + prose + `<div class="share-buttons"><a href="#">Share me</a></div><div id="ad-slot-3" class="ads">Buy now</div>
			<div class="newsletter-signup"><p>Get our letter every morning in your box.</p></div></article><div id="comments"><p>What nonsense, the boat was never late, and I should know, as I stood on the quay all day.</p></div><div role="dialog">We use cookies</div>`,
			[]string{"counted twice"},
			[]string{"Share me", "Buy now", "our letter", "nonsense", "cookies"},
		},
		{
			"a section about cookies stays", `<title>Cookies at the quay</title><body><article>` + prose + `<section id="cookies"><h2>Cookies</h2><p>The keeper's wife baked cookies for the whole quay, and nobody went home before the tray was empty.</p></section><h2 id="share">Share</h2><p>He had a share in the boat, which is why he counted with such care on that last day of the month.</p></article>`,
			[]string{"baked cookies", ">Cookies</h2>", ">Share</h2>", "a share in the boat"},
			nil,
		},
		{
			"links to more, in many languages", `<body><article>` + prose + `<p>Baca juga: <a href="/1">Kapal lain</a></p><p><strong>Read more:</strong> <a href="/2">Other boats</a></p><p>À lire aussi : <a href="/3">Le bateau</a></p><p>اقرأ أيضا: <a href="/4">قارب</a></p><p>Read more about the boat in the book of names, which is kept in the tower and may be seen on Sundays.</p></article>`,
			[]string{"may be seen on Sundays"},
			[]string{"Kapal lain", "Other boats", "Le bateau", "قارب"},
		},
		{
			"words in links stay", `<body><article>` + prose + `<p>The <a class="popup" href="/g">mast</a> was of <span class="ad tooltip">spruce</span>, and the <a class="related" href="/k">keel</a> of oak that had grown on the island before the war.</p></article>`,
			[]string{"mast", "spruce", "keel"},
			nil,
		},
		{
			"code keeps its lines and its language", `<body><article>` + prose + "<div class=\"highlight-source-go\"><pre>func main() {\n\tcount()\n}</pre></div><pre class=\"brush: python\">a = 1<br>b = 2</pre></article>",
			[]string{`class="language-go"`, "{\n\tcount()\n}", `language-python`, "a = 1\nb = 2"},
			nil,
		},
		{
			"formulas that are hidden for those who see", `<body><article>` + prose + `<p>It is <span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">\x_tex</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span>drawn</span></span></span> fathoms deep at the quay, and more outside.</p></article>`,
			[]string{"<math", "<mi>x</mi>"},
			[]string{"x_tex", "drawn"},
		},
		{
			"tables, lists of terms, details", `<body><article>` + prose + `<table><tr><th>Boat</th><th>Hour</th></tr><tr><td>Ida</td><td>18:10</td></tr></table><dl><dt>Quay</dt><dd>where boats are tied up</dd></dl><details><summary>Why twice?</summary><p>Because the harbour master had asked him.</p></details></article>`,
			[]string{"<th>Boat</th>", "<dt>Quay</dt>", "<summary>Why twice?</summary>"},
			nil,
		},
		{
			"footnotes with their links", `<body><article>` + prose + `<p>So it is told.<sup id="r1"><a href="#n1">1</a></sup></p></article><section class="footnotes" role="doc-endnotes"><ol><li id="n1">By his son. <a href="#r1">back</a></li></ol></section>`,
			[]string{`href="#n1"`, `id="n1"`, `id="r1"`, "By his son."},
			nil,
		},
		{
			"links within the page, written whole", `<body><article>` + prose + `<p id="x">See <a href="https://news.example.org/2024/boat#x">there</a> and <a href="/other">elsewhere</a>.</p></article>`,
			[]string{`href="#x"`, `href="https://news.example.org/other"`},
			nil,
		},
		{
			"pictures that wait for a script", `<body><article>` + prose + `<p><img src="/blank.gif" data-src="/a.jpg" alt="a" width="800"></p><p><img class="lazy" alt="b" width="800" data-srcset="/b-400.jpg 400w, /b-1200.jpg 1200w"></p><p><span><img src="data:image/gif;base64,R0lGOD" alt="c"></span><noscript><img src="/c.jpg" alt="c" width="800"></noscript></p></article>`,
			[]string{`src="https://news.example.org/a.jpg"`, `src="https://news.example.org/b-1200.jpg"`, `src="https://news.example.org/c.jpg"`},
			[]string{"data-src", "blank.gif", "R0lGOD"},
		},
		{"pictures that count readers", `<body><article>` + prose + `<img src="https://count.example.net/p.gif" width="1" height="1"><noscript><img src="https://count.example.net/n.gif" height="1" width="1"></noscript></article>`, nil, []string{"count.example.net"}},
		{"the headline that stands above", `<title>The boat that came late</title><body><article><h1>The boat that came late</h1>` + prose + `</article>`, []string{"counted twice"}, []string{"<h1>", "<h2>"}},
		{"text for screen readers and hidden text", `<body><article>` + prose + `<span class="sr-only">Opens in a new window</span><p style="display:none">secret words</p><p hidden>more of them</p></article>`, nil, []string{"new window", "secret", "more of them"}},
		{"a body that is hidden until a script shows it", `<body><div itemprop="articleBody" style="display:none">` + prose + prose + `</div><p>Please switch on JavaScript to read this page, which does not work without.</p>`, []string{"counted twice"}, nil},
		{"a form around the page", `<body><form id="aspnetForm"><div>` + prose + `</div></form>`, []string{"counted twice"}, nil},
		{
			"boxes in the text, and quotations that stand in it as well", `<title>The boat</title><body><article>` + prose + `<aside class="box"><h3>Lights of the coast</h3><p>There are nine, and four of them are still kept by hand.</p></aside>` + prose + `<aside><p>with a passenger whom nobody on the quay had ever seen before</p></aside><aside class="related"><p>More about boats and what became of them.</p></aside></article><aside><h3>Most read</h3><p>The harbour is to be closed in May.</p></aside>`,
			[]string{"<aside><h3>Lights of the coast</h3>", "kept by hand"},
			[]string{"<p>with a passenger", "More about boats", "closed in May"},
		},
		{
			"lines above the text that the metadata has", `<title>The boat</title><meta property="og:site_name" content="Harbour News"><body><div><h1>The boat</h1><div>HARBOUR NEWS</div><p>by <a href="/k">Ida Holm</a></p><p>Posted on June 25, 2024 at 10:01 AM</p>` + prose + `<p>June 1908</p><p>By Ida Holm stood the keeper, and said nothing.</p></div>`,
			[]string{"June 1908", "stood the keeper"},
			[]string{"HARBOUR", "by <a", "Posted"},
		},
		{"no article to be told", `<body><main><p>Short.</p></main>`, []string{"Short."}, nil},
		{"text in no element", `<body>The boat came late.<br><br>Nobody knew why.`, []string{"came late", "Nobody knew"}, nil},
		{"scripts and handlers", `<body><article onclick="x()">` + prose + `<p onmouseover="y()">One more <a href="javascript:alert(1)">link</a> and then the end of the story is reached.</p><script>z()</script></article>`, []string{"One more"}, []string{"javascript:", "onclick", "onmouseover", "z()"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := read(t, test.page).HTML
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in\n%s", want, got)
				}
			}
			for _, gone := range test.gone {
				if strings.Contains(got, gone) {
					t.Errorf("%q is still in\n%s", gone, got)
				}
			}
		})
	}
}

func TestFallbackIsNoted(t *testing.T) {
	if d := read(t, `<body><div><a href="/a">One</a> <a href="/b">Two</a> three</div>`); len(d.Notes) == 0 {
		t.Errorf("a page that is no article has no note; its content is %s", d.HTML)
	}
}

// TestOwnHeading says that the heading in an article goes before a shorter title element, and that what stands in the
// metadata is not said again above the text.
func TestOwnHeading(t *testing.T) {
	d := read(t, `<html lang="fr"><title>La marée</title><body><article><h1>La marée d’équinoxe</h1><time datetime="2024-03-21T08:00:00+01:00">21 mars</time>`+prose+`</article>`)
	if d.Title != "La marée d’équinoxe" || contains(d.HTML, "équinoxe") || contains(d.HTML, "21 mars") {
		t.Errorf("the title is %q, the content %s", d.Title, d.HTML)
	}
}

// TestPostsThatSayNothing says that a conversation without microdata keeps the names, and that a list of articles is none.
func TestPostsThatSayNothing(t *testing.T) {
	post := func(name, head string) string {
		return `<div class="post">` + head + `<div class="author">` + name + `</div><div class="body"><p>I would take the tiles off first and look at the battens, since they rot before anything else does, said ` + name + ` then.</p></div></div>`
	}
	d := read(t, `<title>Leaking roof</title><body><h1>Leaking roof</h1>`+post("ida", "")+post("bo", "")+post("cy", "")+post("di", ""))
	for _, name := range []string{"ida", "bo", "cy", "di"} {
		if !contains(d.HTML, "<strong>"+name+"</strong>") {
			t.Errorf("%s is missing in %s", name, d.HTML)
		}
	}
}

// TestAttributesAreBounded says that an element with very many attributes does not make the content large.
func TestAttributesAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, " a%d=1", i)
	}
	if d := read(t, `<body><p`+b.String()+`>The boat came in at dusk, without its mast, and nobody knew why.</p>`); len(d.HTML) > 1000 || !contains(d.HTML, "dusk") {
		t.Errorf("the content has %d bytes", len(d.HTML))
	}
}

// TestTablesAtTheEnd says that an article may end with a table.
func TestTablesAtTheEnd(t *testing.T) {
	d := read(t, `<title>Boats</title><body><article><div>`+prose+`<pre>count</pre><table><tr><th>Boat</th><th>Hour</th></tr><tr><td>Ida</td><td>18:10</td></tr></table></div></article>`)
	if !contains(d.HTML, "<td>Ida</td>") {
		t.Errorf("the table is lost: %s", d.HTML)
	}
}
