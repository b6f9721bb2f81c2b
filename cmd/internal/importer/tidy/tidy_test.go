package tidy_test

import (
	"strings"
	"testing"
	"time"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/tidy"
)

// known is a library of two articles.
func known(address string) (string, bool) {
	switch address {
	case "https://example.org/other", "file://book/ch2.xhtml":
		return "the-other", true
	case "file://book/ch3.xhtml#part-2":
		return "part-two", true
	}
	return "", false
}

func TestClean(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs stay":                 {`<p>One</p><p>Two <em>and</em> a half</p>`, "<p>One</p>\n<p>Two <em>and</em> a half</p>"},
		"loose text":                      {`One<br><br>Two<p>Three</p>four`, "<p>One</p>\n<p>Two</p>\n<p>Three</p>\n<p>four</p>"},
		"double breaks part":              {`<p>One<br> <br>Two<br>half<br><br><br>Three</p><p>Four</p>`, "<p>One</p>\n<p>Two<br/>half</p>\n<p>Three</p>\n<p>Four</p>"},
		"boxes come off":                  {`<div class="a"><div><p>One</p></div><div>Two</div><section><h3>H</h3>Three</section></div>`, "<p>One</p>\n<p>Two</p>\n<h2>H</h2>\n<p>Three</p>"},
		"empty elements":                  {`<p>One</p><p>&nbsp;</p><div></div><ul><li></li></ul><p><strong> </strong></p><figure><figcaption></figcaption></figure><h2></h2><p>a<b> </b>b</p>`, "<p>One</p>\n<p>a b</p>"},
		"spans and fonts":                 {`<p><span class="x">A</span> <font color="red">b</font> <span lang="id">c</span></p>`, `<p>A b <span lang="id">c</span></p>`},
		"white space":                     {"<p>\n  One\n\n  two\u00a0three </p><pre>a\n  b</pre>", "<p>One two\u00a0three</p>\n<pre>a\n  b</pre>"},
		"scripts, styles, forms":          {`<p onclick="x()" style="color:red" class="c" id="nowhere">One</p><script>x</script><style>p{}</style><form><input><p>Two</p></form><!-- c -->`, "<p>One</p>\n<p>Two</p>"},
		"a frame is a link":               {`<iframe src="//www.youtube.com/embed/abc" title="A film"></iframe>`, `<p><a href="https://www.youtube.com/watch?v=abc">A film</a></p>`},
		"a frame without a place":         {`<iframe srcdoc="x"></iframe><p>One</p>`, `<p>One</p>`},
		"addresses are made whole":        {`<p><a href="../b?utm_source=x&c=1">b</a> <a href="mailto:a@example.org">m</a></p>`, `<p><a href="https://example.org/b?c=1">b</a> <a href="mailto:a@example.org">m</a></p>`},
		"links that act":                  {`<p><a href="javascript:x()">b</a></p>`, `<p>b</p>`},
		"links into the library":          {`<p><a href="/other#s2">b</a></p>`, `<p><a href="/articles/the-other#s2">b</a></p>`},
		"links within":                    {`<p id="x"><a href="https://example.org/a/page#n1">1</a> <a href="#gone">2</a></p><p id="n1">note <a href="#x">back</a></p>`, "<p id=\"x\"><a href=\"#n1\">1</a> 2</p>\n<p id=\"n1\">note <a href=\"#x\">back</a></p>"},
		"an id moves":                     {`<p><a href="#n1">1</a></p><div id="n1"><p>note</p></div>`, "<p><a href=\"#n1\">1</a></p>\n<p id=\"n1\">note</p>"},
		"foreign pictures are made whole": {`<figure><img src="/p.jpg" srcset="/p2.jpg 2x" alt="P" class="c" loading="lazy"><figcaption>C</figcaption></figure>`, `<figure><img src="https://example.org/p.jpg" alt="P"/><figcaption>C</figcaption></figure>`},
		"own pictures stay":               {`<p><img src="/content/media/a.webp" srcset="/content/media/a-480.webp 480w" sizes="100vw" width="9" height="8" alt=""></p>`, `<p><img src="/content/media/a.webp" srcset="/content/media/a-480.webp 480w" sizes="100vw" width="9" height="8" alt=""/></p>`},
		"headings begin at two":           {`<h3>A</h3><p>x</p><h4>B</h4><p>y</p>`, "<h2>A</h2>\n<p>x</p>\n<h3>B</h3>\n<p>y</p>"},
		"a top heading moves all":         {`<p>x</p><h1>A</h1><h2>B</h2><p>y</p>`, "<p>x</p>\n<h2>A</h2>\n<h3>B</h3>\n<p>y</p>"},
		"the headline again":              {`<header><h1>The  Headline!</h1><p>By Rina Sari, Tuesday 25 June 2024 10:01 WIB</p></header><p>Text.</p>`, "<p>Text.</p>"},
		"a byline that is a sentence":     {`<p>Rina Sari sold 25 mangoes in June 2024.</p>`, `<p>Rina Sari sold 25 mangoes in June 2024.</p>`},
		"code keeps its language":         {`<pre class="x language-go"><code class="language-go hl">a</code></pre>`, `<pre class="language-go"><code class="language-go">a</code></pre>`},
		"cells and items":                 {`<ul><li><div>a</div></li><li><div>b</div><div>c</div></li></ul><table><tr><td></td><td><div>x</div></td></tr></table>`, "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>\n<table><tbody><tr><td></td><td>x</td></tr></tbody></table>"},
		"white space in a structure":      {"<ul>\n <li>a</li>\n <li>b</li>\n</ul><table>\n<tr>\n<td>x</td>\n</tr></table>", "<ul><li>a</li><li>b</li></ul>\n<table><tbody><tr><td>x</td></tr></tbody></table>"},
		"a line after a break":            {"<p>One<br>\n two <br>three</p>", "<p>One<br/>two <br/>three</p>"},
		"unknown elements":                {`<my-box><p>One</p></my-box><o:p>Two</o:p>`, "<p>One</p>\n<p>Two</p>"},
		"math":                            {`<p>a <math><mfrac><mi>a</mi><mn>2</mn></mfrac></math></p>`, `<p>a <math><mfrac><mi>a</mi><mn>2</mn></mfrac></math></p>`},
		"quotation marks":                 {`<p title="a">He said "it&#39;s &lt;b&gt; &amp; c".</p>`, `<p>He said "it's &lt;b&gt; &amp; c".</p>`},
		"a line before code":              {"<pre>\n\n a</pre>", "<pre>\n\n a</pre>"},
		"hidden":                          {`<p hidden>no</p><p>yes</p>`, `<p>yes</p>`},
	} {
		t.Run(name, func(t *testing.T) {
			d := draft.Draft{
				Title: "The headline", HTML: c.in, Base: "https://example.org/a/page",
				Published: time.Date(2024, 6, 25, 10, 1, 0, 0, time.FixedZone("", 7*3600)),
				Authors:   []article.Author{{Name: "Rina Sari"}},
			}
			tidy.Clean(&d, known)
			if d.HTML != c.want {
				t.Errorf("got\n%s\nwant\n%s", d.HTML, c.want)
			}
			again := d
			again.Base = ""
			tidy.Clean(&again, known)
			if again.HTML != d.HTML {
				t.Errorf("a second time makes\n%s\nof\n%s", again.HTML, d.HTML)
			}
		})
	}
}

func TestReceiptSaysWhatCameAndNothingIsLeft(t *testing.T) {
	d := draft.Draft{Title: "T", Base: "https://example.org/", HTML: `<script>x</script><p onclick="y">Text <a href="https://example.org/?fbclid=1">l</a></p><svg></svg>`}
	r := tidy.Clean(&d, nil)
	if r.Removed.Total() != 4 {
		t.Errorf("receipt %v", r.Removed)
	}
	if _, left := sanitize.Examine(d.HTML, sanitize.Options{}); left.Total() != 0 {
		t.Errorf("%v is left in %s", left, d.HTML)
	}
}

func TestLinksThatStayAreNotOnTheReceipt(t *testing.T) {
	for base, content := range map[string]string{
		"https://example.org/a/": `<p><a href="b">b</a> <a href="/c?d">c</a> <a href="#e">e</a> <a href="https://example.com/">f</a></p>`,
		"file://book/ch1.xhtml":  `<p><a href="ch2.xhtml#n">two</a> <a href="ch9.xhtml">nine</a> <a href="file:///etc/x">x</a></p>`,
	} {
		d := draft.Draft{Title: "T", Base: base, HTML: content}
		if r := tidy.Clean(&d, known); r.Removed.Total() > 0 {
			t.Errorf("%s: %v", base, r.Removed)
		}
	}
	d := draft.Draft{Title: "T", Base: "https://example.org/a/", HTML: `<p><a href="javascript:x">b</a> <a href="https://example.org/?utm_source=y">c</a></p>`}
	if r := tidy.Clean(&d, known); r.Removed.Total() != 2 {
		t.Errorf("%v", r.Removed)
	}
}

func TestLinksBetweenFiles(t *testing.T) {
	d := draft.Draft{Title: "T", Base: "file://book/ch1.xhtml", HTML: `<p><a href="ch2.xhtml#n">two</a> <a href="ch3.xhtml#part-2">three</a> <a href="ch9.xhtml">nine</a></p>`}
	r := tidy.Clean(&d, known)
	if want := `<p><a href="/articles/the-other#n">two</a> <a href="/articles/part-two#part-2">three</a> <a href="file://book/ch9.xhtml">nine</a></p>`; d.HTML != want || r.Waiting != 1 {
		t.Errorf("%d waiting, got %s", r.Waiting, d.HTML)
	}
	whole := draft.Draft{Title: "T", HTML: "<p>One</p><ul><li>a</li></ul>two"}
	tidy.Clean(&whole, nil)
	if got, lost := tidy.Links(whole.HTML, known); got != whole.HTML || lost != 0 {
		t.Errorf("without a link to change\n%s\nbecame\n%s", whole.HTML, got)
	}
	want := `<p><a href="/articles/the-other#n">two</a> <a href="/articles/part-two#part-2">three</a> nine</p>`
	if got, lost := tidy.Links(d.HTML, known); got != want || lost != 1 {
		t.Errorf("got %s", got)
	}
}

// What another part of a book may link to keeps its name; in a page of the web nobody else knows it.
func TestPlacesInTheFilesOfABook(t *testing.T) {
	for base, want := range map[string]string{
		"file://book/ch1.xhtml":   "<h2 id=\"s2\">Two</h2>\n<p>Text.</p>",
		"https://example.org/ch1": "<h2>Two</h2>\n<p>Text.</p>",
	} {
		d := draft.Draft{Title: "T", Base: base, HTML: `<h2 id="s2">Two</h2><p>Text.</p>`}
		if tidy.Clean(&d, nil); d.HTML != want {
			t.Errorf("%s: %s", base, d.HTML)
		}
	}
}

func TestDeepMarkupKeepsItsText(t *testing.T) {
	d := draft.Draft{Title: "T", HTML: strings.Repeat("<div>", 100_000) + "the text" + strings.Repeat("</div>", 100_000)}
	tidy.Clean(&d, nil)
	if !strings.Contains(d.HTML+d.Text, "the text") {
		t.Error("the text is lost")
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		`<p>a<br><br>b</p>`, `<div id=x><a href=#x>y</a></div>`, `<ul><li><div>a</div>`, `<table><td><p>`, `<h1>T</h1><h3>x`,
		`<a name=n></a><a href="#n">`, `<math><mi>a</math><svg><p>x</svg>`, `<pre>` + "\n\n a</pre>", `<picture><source srcset="a 1w"><img src=b></picture>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) > 20_000 {
			return
		}
		d := draft.Draft{Title: "T", HTML: content, Base: "https://example.org/a/"}
		tidy.Clean(&d, known)
		if _, left := sanitize.Examine(d.HTML, sanitize.Options{Media: article.LocalMedia}); left.Total() != 0 {
			t.Errorf("%v is left in %q", left, d.HTML)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	content := strings.Repeat(`<div class="x"><h2>A heading</h2><p style="a">Take a pole, <span>hang</span> an <em>equal</em> load <a href="/x?utm_source=y">from</a> each end.</p><p>&nbsp;</p></div>`, 100)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		d := draft.Draft{Title: "T", HTML: content, Base: "https://example.org/a/"}
		tidy.Clean(&d, known)
	}
}
