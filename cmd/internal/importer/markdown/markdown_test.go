package markdown_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/lontar-reader/lontar/cmd/internal/importer/draft"
	"github.com/lontar-reader/lontar/cmd/internal/importer/drafttest"
	"github.com/lontar-reader/lontar/cmd/internal/importer/markdown"
	"github.com/lontar-reader/lontar/cmd/internal/importer/source"
)

var update = flag.Bool("update", false, "write the expected drafts anew")

var now = time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)

// read reads one file of a folder of files.
func read(t testing.TB, files fs.FS, name string) draft.Draft {
	t.Helper()
	data, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	return readSource(t, source.Source{Name: name, Data: data, Files: files, Path: name, Now: now})
}

func readSource(t testing.TB, src source.Source) draft.Draft {
	t.Helper()
	var out []draft.Draft
	err := markdown.Read(src, func(d draft.Draft) error { out = append(out, d); return nil })
	if err != nil || len(out) != 1 {
		t.Fatalf("%s: %d drafts, %v", src.Name, len(out), err)
	}
	return out[0]
}

func text(t testing.TB, body string) draft.Draft {
	t.Helper()
	return readSource(t, source.Source{Name: "-", Data: []byte(body), Now: now})
}

// TestSites reads each file of each site in testdata; expected.json holds the drafts in the order of their paths.
func TestSites(t *testing.T) {
	sites, err := filepath.Glob("testdata/*/expected.json")
	if err != nil || len(sites) < 8 && !*update {
		t.Fatalf("%d sites, %v", len(sites), err)
	}
	folders, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if folder.Name() == "fuzz" {
			continue
		}
		t.Run(folder.Name(), func(t *testing.T) {
			files := os.DirFS(filepath.Join("testdata", folder.Name()))
			var drafts []draft.Draft
			err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
				if path.Ext(name) == ".md" {
					drafts = append(drafts, read(t, files, name))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			drafttest.Golden(t, filepath.Join("testdata", folder.Name(), "expected.json"), drafts, *update)
		})
	}
}

// TestPicturesOpen opens each picture that a draft of a site names in its files.
func TestPicturesOpen(t *testing.T) {
	files := os.DirFS("testdata/hugo")
	d := read(t, files, "content/posts/river/index.md")
	for _, ref := range []string{d.Image.URL, "file:///content/posts/river/bank.png", "file:///static/images/map.png"} {
		if !strings.Contains(d.HTML, ref) && ref != d.Image.URL {
			t.Errorf("%s is not in %s", ref, d.HTML)
		}
		content, mediaType, err := d.Beside.Open(ref)
		if err != nil {
			t.Errorf("%s: %v", ref, err)
			continue
		}
		data, err := io.ReadAll(content)
		_ = content.Close()
		if err != nil || len(data) == 0 || mediaType != "image/png" {
			t.Errorf("%s: %d bytes of %s, %v", ref, len(data), mediaType, err)
		}
	}
}

// TestAllTextIsKept holds the words of texts against those of their drafts.
func TestAllTextIsKept(t *testing.T) {
	for name, body := range map[string]string{
		"marks":      "# Title\n\nOne *two* **three** `four` ~~five~~ [six](x) <b>seven</b>\n\n> eight\n\n1. nine\n   - ten\n\n| a | b |\n|---|---|\n| eleven | twelve |\n",
		"math":       "# Title\n\nThe price $a_1 + b_1$ is $5 and $6, and $$x_i^2 * y_i^2 * z$$ and \\(a_b_c\\).",
		"math block": "# Title\n\n$$\na_1 + b_1 < c\n= d_1 * e * f\n$$\n\nbehind",
		"braces":     "# Title\n\nIn CSS {a:b}, in TeX \\frac{{a}}{{b}}, in Go {{1}, {2}}.",
		"paired":     "# Title\n\n{{< tabs >}}\n{{< tab \"x\" >}}\nkept one\n{{< /tab >}}\n{{% unknown %}}\n\nkept *two*\n\n{{% /unknown %}}\n{{< /tabs >}}",
		"details":    "# Title\n\n<details><summary>one</summary>\n\ntwo\n\n</details>",
		"quotes":     "# Title\n\n\"Straight\" -- and... 'single' stay.",
		"open fence": "# Title\n\n```go\none\n\ntwo {{< three >}}",
	} {
		d := text(t, body)
		for _, word := range strings.Fields("one two three four five six seven eight nine ten eleven twelve a_1 b_1 z$$ \\(a_b_c\\) behind " +
			"\\frac{{a}}{{b}} {{1}, {2}}. \"Straight\" ... 'single'") {
			if strings.Contains(body, word) && !strings.Contains(drafttest.Text(t, d.HTML), word) {
				t.Errorf("%s: %q is lost in %q", name, word, d.HTML)
			}
		}
		if d.Title != "Title" {
			t.Errorf("%s: title %q", name, d.Title)
		}
	}
}

func TestPieces(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"figure": {
			`{{< figure src="a.png" alt="A" caption="Of *b*" attr="C" attrlink="https://example.org/" >}}`,
			`<figure><img src="a.png" alt="A"/><figcaption>Of <em>b</em> <small><a href="https://example.org/">C</a></small></figcaption></figure>`,
		},
		"youtube":      {`{{< youtube dQabc_d >}}`, `<p><a href="https://www.youtube.com/watch?v=dQabc_d">https://www.youtube.com/watch?v=dQabc_d</a></p>`},
		"zola youtube": {`{{ youtube(id="dQabc") }}`, `<p><a href="https://www.youtube.com/watch?v=dQabc">https://www.youtube.com/watch?v=dQabc</a></p>`},
		"highlight":    {"{{< highlight go \"linenos=table\" >}}\na := `b`\n\n*c*\n{{< /highlight >}}", "<pre><code class=\"language-go\">a := `b`\n\n*c*\n</code></pre>"},
		"liquid code":  {"{% highlight ruby linenos %}\n{{ a }} *b*\n{% endhighlight %}", "<pre><code class=\"language-ruby\">{{ a }} *b*\n</code></pre>"},
		"raw":          {"{% raw %}\n{{ a }}\n{% endraw %}", "<p>{{ a }}</p>"},
		"comment":      {"a\n\n{% comment %}\nb\n{% endcomment %}", "<p>a</p>"},
		"base address": {`[a]({{ site.baseurl }}/b/) and [c]({{ "/d/" | relative_url }})`, `<p><a href="/b/">a</a> and <a href="/d/">c</a></p>`},
		"ref":          {`[a]({{< ref "b.md#c" >}})`, `<p><a href="file:///%5B%5Bb%5D%5D#c">a</a></p>`},
		"post_url":     {`[a]({% post_url 2024-06-25-b %})`, `<p><a href="file:///2024/06/25/b.html">a</a></p>`},
		"zola link":    {`[a](@/posts/b.md#c)`, `<p><a href="/content/posts/b.md#c">a</a></p>`},
		"wiki":         {`[[B c]], [[D#E f|g]]`, `<p><a href="file:///%5B%5Bb%20c%5D%5D">B c</a>, <a href="file:///%5B%5Bd%5D%5D#e-f">g</a></p>`},
		"wiki in code": {"`[[a]]` and ``{{< b >}}``", "<p><code>[[a]]</code> and <code>{{&lt; b &gt;}}</code></p>"},
		"shown":        {"```\n{{</* figure src=\"a\" */>}}\n```", "<pre><code>{{&lt; figure src=&#34;a&#34; &gt;}}\n</code></pre>"},
		"callout":      {"> [!WARNING]\n> Hot.", "<blockquote>\n<p><strong>Warning</strong></p>\n<p>Hot.</p>\n</blockquote>"},
		"folded":       {"> [!faq]- Why?\n> So.", "<blockquote>\n<p><strong>Why?</strong></p>\n<p>So.</p>\n</blockquote>"},
		"colons":       {":::tip[Do]\nThis *is*.\n:::", "<blockquote>\n<p><strong>Do</strong></p>\n<p>This <em>is</em>.</p>\n</blockquote>"},
		"bangs":        {"!!! note \"Do\"\n    This *is*.\n\nEnd", "<blockquote>\n<p><strong>Do</strong></p>\n<p>This <em>is</em>.</p>\n</blockquote>\n<p>End</p>"},
		"marks":        {"==a== %%b%% [[c]] d ^e1", `<p><mark>a</mark>  <a href="file:///%5B%5Bc%5D%5D">c</a> d</p>`},
		"equals":       {"if a == b and c == d", "<p>if a == b and c == d</p>"},
		"kramdown":     {"a\n{: .wide}\n\n* TOC\n{:toc}\n\n## B {#c}", "<p>a</p>\n<h2 id=\"c\">B</h2>"},
		"tasks":        {"- [ ] a\n- [x] b", "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>"},
		"footnote": {"a[^1]\n\n[^1]: b", `<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1" role="doc-noteref">1</a></sup></p>
<div class="footnotes" role="doc-endnotes">
<hr/>
<ol>
<li id="fn:1">
<p>b` + "\u00a0" + `<a class="footnote-backref" href="#fnref:1" role="doc-backlink">↩︎</a></p>
</li>
</ol>
</div>`},
		"definitions": {"a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"},
		"autolink":    {"https://example.org/a", `<p><a href="https://example.org/a">https://example.org/a</a></p>`},
	} {
		if d := text(t, "---\ntitle: T\n---\n"+c.in); d.HTML != c.want {
			t.Errorf("%s:\n got %q\nwant %q\n%q", name, d.HTML, c.want, d.Notes)
		}
	}
}

func TestLeftOutIsCounted(t *testing.T) {
	d := text(t, "# T\n\n{{< chart a=1 >}} {{< chart >}} {{% map %}} {% if x %}y{% endif %} {% include nav.html %} {{ page.nothing }} ![[Other note]]")
	want := []string{
		"left out 1 embedded note: Other note", "left out 1 include: nav.html", "left out 3 shortcodes: chart (2), map",
		"left out 1 template tag: if", "left out 1 template variable: page.nothing",
	}
	if strings.Join(d.Notes, "\n") != strings.Join(want, "\n") {
		t.Errorf("notes %q", d.Notes)
	}
	if got := drafttest.Text(t, d.HTML); got != "y Other note" {
		t.Errorf("text %q", got)
	}
}

func TestTooLong(t *testing.T) {
	err := markdown.Read(source.Source{Name: "a.md", Data: make([]byte, markdown.MaxBytes+1)}, nil)
	if !errors.Is(err, markdown.ErrTooLong) || !strings.HasPrefix(err.Error(), "a.md: ") {
		t.Errorf("gives %v", err)
	}
}

func TestEmitError(t *testing.T) {
	stop := errors.New("stop")
	if err := markdown.Read(source.Source{}, func(draft.Draft) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("gives %v", err)
	}
}

// TestHostile takes no time worth the name over texts that are made to take much.
func TestHostile(t *testing.T) {
	for name, body := range map[string]string{
		"quotes":     strings.Repeat(">", 20_000) + "a",
		"lists":      strings.Repeat("- ", 5_000) + "a",
		"brackets":   strings.Repeat("[", 50_000),
		"pictures":   strings.Repeat("![[", 20_000),
		"braces":     strings.Repeat("{{< a ", 20_000),
		"tags":       strings.Repeat("{% highlight x %}\n", 3_000),
		"stars":      strings.Repeat("*a **b ", 20_000),
		"ticks":      strings.Repeat("` `` ", 10_000),
		"elements":   strings.Repeat("<div>", 20_000),
		"percents":   "[[a]]" + strings.Repeat("%%", 1) + strings.Repeat("% %", 20_000),
		"dollars":    strings.Repeat("$a ", 50_000),
		"flow":       "---\na: " + strings.Repeat("[", 50_000) + "\n---\n",
		"bomb":       "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e]\n---\n",
		"loop":       "---\na: &a [*a]\n---\n",
		"indent":     "---\n" + strings.Repeat(" ", 10_000) + "- a: b\n---\n",
		"definition": strings.Repeat("a\n: ", 5_000),
		"footnotes":  strings.Repeat("[^1]", 10_000) + "\n\n[^1]: a",
	} {
		start := time.Now()
		text(t, body)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s takes %v", name, took)
		} else if took > 300*time.Millisecond {
			t.Logf("%s takes %v", name, took)
		}
	}
}

// TestManyMissingPictures looks for thousands of pictures that are not there, among thousands of files.
func TestManyMissingPictures(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 1200 {
		files[fmt.Sprintf("d%d/e/f%d.png", i%30, i)] = &fstest.MapFile{}
	}
	var body strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&body, "![[missing %d.png]]\n", i)
	}
	src := source.Source{Name: "a.md", Path: "d1/e/a.md", Files: files, Data: []byte(body.String() + "![[f7.png]]"), Now: now}
	start := time.Now()
	readSource(t, src)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("takes %v", took)
	}
	src.Data = []byte("![[F7.PNG]]")
	if d := readSource(t, src); !strings.Contains(d.HTML, "file:///d7/e/f7.png") {
		t.Errorf("a picture is not found by its name: %s", d.HTML)
	}
}

func TestTitlesMayNameElements(t *testing.T) {
	for title, want := range map[string]string{
		"The <details> element":          "The <details> element",
		"A <em>new</em> *form* of `<T>`": "A new form of <T>",
		"List<String> and </div>":        "List<String> and </div>",
		"1 < 2":                          "1 < 2",
	} {
		if d := text(t, "---\ntitle: '"+title+"'\n---\nText."); d.Title != want {
			t.Errorf("%q is %q, want %q", title, d.Title, want)
		}
	}
}
