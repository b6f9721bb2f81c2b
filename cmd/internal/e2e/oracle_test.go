package e2e_test

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// soupElements are what the soup is made of: every kind of element that parsers
// treat in a way of its own, and some that they do not know.
var soupElements = strings.Fields(`a abbr address applet area article aside audio b base bdi bdo big blockquote body br
	button canvas caption center cite code col colgroup custom-x dd del details dfn dialog dir div dl dt em embed
	fieldset figcaption figure font footer form frame frameset h1 h2 h6 head header hgroup hr html i iframe image img
	input ins isindex kbd keygen label li link listing main map mark marquee menu meta nav nobr noembed noframes noscript
	object ol optgroup option p param picture plaintext pre q rb rp rt rtc ruby s samp script search section select
	small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title
	tr track tt u ul var video wbr xmp
	math mi mo mn ms mtext mrow mfrac msqrt msub mtable mtr mtd mglyph malignmark annotation annotation-xml semantics
	maction mstyle mpadded mspace merror none
	svg g desc title foreignObject path use animate set a image style script text`)

var soupAttributes = []string{
	`id=x`, `id="app-wasm-loader"`, `name=body`, `class="masthead"`, `class="language-go"`, `class=foreign-media`,
	`class=table-scroll`, `style="position:fixed"`, `onclick=alert(1)`, `onerror="alert(1)"`, `href="javascript:alert(1)"`,
	`href="https://e.example/"`, `href=#x`, `href="/articles/x"`, `href="java&#9;script:alert(1)"`, `src=x`,
	`src="/content/media/x.png"`, `src="https://evil.example/x"`, `srcset="/content/media/x.png 2x, //evil.example/x"`,
	`title="--><img src=x onerror=alert(1)>"`, `title="</style></title></textarea>"`, `alt='a "b" <c>'`, `alt`,
	`data-article-body`, `data-slug=x`, `dir=rtl`, `lang=id`, `role=alert`, `role=note`, `colspan=2`, `rowspan=9999`,
	`encoding="text/html"`, `encoding="application/xhtml+xml"`, `xlink:href="javascript:alert(1)"`, `xmlns="x"`, `type=hidden`,
	`shadowrootmode=open`, `is=x`, `open`, `start=3`, `datetime=2024-01-01`, `cite="https://e.example/"`, `"`, `'`, `=`, `<`, `a<b`,
	`color=red`, `definitionurl=x`, `viewbox="0 0 1 1"`, `aria-label="x"`, `headers="x y"`, `usemap=#x`, `kind=captions`, `srclang=en`,
}

var soupTexts = []string{
	"x", " ", "\n", "\n\n", "\t", "text ", "a & b", "&amp;", "&lt;b&gt;", "&lt;/div&gt;", "&#0;", "&#x80;", "&notin;", "&not", "&nbsp;",
	"&copy=1", "<", ">", "\"", "'", "`", "]]>", "-->", "--!>", "\x00", "\r", "\r\n", "\f", "\u2028", "\u202e", "é", "漢字", "😀",
	"\ufeff", "\ufffe", "\x1b", "<!-- c -->", "<!-->", "<!--->", "<!-- <b> --!>", "<!--", "<![CDATA[", "<![CDATA[<b>x</b>]]>", "]]", "<?x?>",
	"<!doctype html>", "<!x>", "</>", "</ x>", "<%x%>", "<3", "<a", "</p", "<svg><![CDATA[</svg>]]>",
	"<table><tr><td>", "</td></tr></table>", "<table><caption>", "<select><option>", "<template>", "</template>", "<noscript>", "</noscript>",
	"<svg><desc>", "<svg><foreignObject>", "<svg><title>", "<math><mtext>", "<math><mi>", "<math><annotation-xml encoding=text/html>",
	"<svg><style>", "<math><mtext><table><mglyph><style>", "<form><math><mtext></form><form><mglyph><style>", "</div></div>",
	"</article></main></body></html>", "<pre>\n", "<pre>\n\n", "<textarea>\n", "<listing>\n", "<p><b><i><u>", "<b><p></b>", "<a><b></a>", "<a><a>",
	"<ruby>x<rt>y<rp>", "<dl><dt><dd>", "<ul><li><ul>", "<h2><h3>", "<button><p>", "<nobr><nobr>",
}

// soup is markup as nobody would write it.
func soup(r *rand.Rand) string {
	var b strings.Builder
	var open []string
	for range 1 + r.IntN(24) {
		switch k := r.IntN(20); {
		case k < 9:
			name := soupElements[r.IntN(len(soupElements))]
			b.WriteString("<" + name)
			for range r.IntN(3) {
				b.WriteString([]string{" ", "\n", "/", "  "}[r.IntN(4)] + soupAttributes[r.IntN(len(soupAttributes))])
			}
			b.WriteString([]string{">", ">", ">", ">", "/>", " >"}[r.IntN(6)])
			open = append(open, name)
		case k < 12 && len(open) > 0:
			// The last one, or any: misnested.
			i := len(open) - 1
			if r.IntN(3) == 0 {
				i = r.IntN(len(open))
			}
			b.WriteString("</" + open[i] + ">")
			open = slices.Delete(open, i, i+1)
		case k < 13:
			b.WriteString("</" + soupElements[r.IntN(len(soupElements))] + ">")
		default:
			b.WriteString(soupTexts[r.IntN(len(soupTexts))])
		}
	}
	return b.String()
}

// canon writes a tree down in a form that both Go and the browser's script
// below make: each node on a line with its depth, namespace, attributes by name.
func canon(b *strings.Builder, n *html.Node, depth int) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(strings.Repeat(" ", depth) + "\"" + n.Data + "\n")
	case html.ElementNode:
		b.WriteString(strings.Repeat(" ", depth) + n.Namespace + ":" + n.Data)
		var attributes []string
		for _, a := range n.Attr {
			key := a.Key
			if a.Namespace != "" {
				key = a.Namespace + ":" + key
			}
			attributes = append(attributes, key+"="+a.Val)
		}
		slices.Sort(attributes)
		for _, a := range attributes {
			b.WriteString("\x1f" + a)
		}
		b.WriteString("\n")
		for c := range n.ChildNodes() {
			canon(b, c, depth+1)
		}
	default:
		b.WriteString(strings.Repeat(" ", depth) + "#comment\n")
	}
}

// oracle is the browser's side. For each text it parses it as the inside of a
// template, as innerHTML does, and in a page like the server's, and says what
// it sees.
const oracle = `
	const names = { "http://www.w3.org/1999/xhtml": "", "http://www.w3.org/1998/Math/MathML": "math", "http://www.w3.org/2000/svg": "svg" };
	const canon = (n, depth, out) => {
		const indent = " ".repeat(depth);
		if (n.nodeType === 3) out.push(indent + '"' + n.data + "\n");
		else if (n.nodeType === 1) {
			const attributes = [...n.attributes].map((a) => a.name + "=" + a.value);
			// By bytes, as Go sorts.
			const bytes = (s) => [...new TextEncoder().encode(s)];
			attributes.sort((a, b) => { const x = bytes(a), y = bytes(b); for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i] - y[i]; return x.length - y.length; });
			out.push(indent + names[n.namespaceURI] + ":" + n.localName + attributes.map((a) => "\x1f" + a).join("") + "\n");
			for (const c of (n.content || n).childNodes) canon(c, depth + 1, out);
		} else out.push(indent + "#comment\n");
		return out;
	};
	const forbidden = new Set("script style template noscript iframe object embed applet frame frameset svg canvas form input button select option textarea link meta base head html body title dialog slot portal marquee noembed noframes plaintext xmp keygen annotation annotation-xml maction semantics mglyph malignmark foreignObject h1 main article".split(" "));
	const bad = /^(on.*|style|srcdoc|formaction|action|ping|is|slot|part|contenteditable|popover.*|autofocus|accesskey|xlink:.*|data-slug)$/i;
	// The page as the server writes it. Documents made this way run nothing.
	const before = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>\n<body><div class="frame"><header class="masthead"><a href="/">L</a></header><main id="main"><div class="reading"><article data-slug="x"><header><h1>x</h1></header>';
	const after = '<footer class="colophon"><p>y</p></footer></article></div></main><footer class="footer"><p>z</p></footer></div>\n<script type="application/json" id="lontar-data">{}</scr' + 'ipt>\n</body></html>';
	const parser = new DOMParser();
	const around = (body) => { const d = parser.parseFromString(before + body + after, "text/html"); const e = d.querySelector("[data-article-body]"); return [d, e]; };
	const frameOf = (d, e) => { e.replaceWith(d.createElement("i")); return d.documentElement.outerHTML; };
	const shell = frameOf(...around("<div data-article-body></div>"));
	window.look = (s) => {
		const t = document.createElement("template");
		t.innerHTML = s;
		const faults = [];
		const root = t.content.firstChild;
		if (t.content.childNodes.length !== 1 || !root || root.localName !== "div") faults.push("roots");
		const tree = [...t.content.childNodes].flatMap((n) => canon(n, 0, [])).join("");
		for (const e of t.content.querySelectorAll("*")) {
			if (forbidden.has(e.localName) || e.namespaceURI === "http://www.w3.org/2000/svg") faults.push("element " + e.localName);
			for (const a of e.attributes) if (bad.test(a.name) || /^(href|src|cite|poster)$/.test(a.name) && /^\s*(javascript|vbscript|data:text)/i.test(a.value)) faults.push("attribute " + a.name);
		}
		const length = t.content.textContent.length;
		const [d, e] = around(s);
		// A browser writes the line break that begins a pre once, and reads it as
		// none; the HTML standard warns of it. Every other mutation is a fault.
		for (const pre of t.content.querySelectorAll("pre")) {
			const text = pre.firstChild;
			if (text && text.nodeType === 3 && text.data.startsWith("\n")) text.data = "\n" + text.data;
		}
		const again = document.createElement("template");
		again.innerHTML = t.innerHTML;
		if ([...again.content.childNodes].flatMap((n) => canon(n, 0, [])).join("") !== tree) faults.push("mutation");
		if (!e) faults.push("not in the page");
		else {
			if (canon(e, 0, []).join("") !== tree) faults.push("another tree in the page");
			if (frameOf(d, e) !== shell) faults.push("another page around it");
		}
		return { tree, length, faults };
	};
`

type sight struct {
	Tree   string   `json:"tree"`
	Length int      `json:"length"`
	Faults []string `json:"faults"`
}

// see gives what the browser makes of texts.
func (p *tab) see(texts []string) []sight {
	p.r.t.Helper()
	var sights []sight
	for batch := range slices.Chunk(texts, 500) {
		list, err := json.Marshal(batch)
		if err != nil {
			p.r.t.Fatal(err)
		}
		result, err := p.Eval("(list) => JSON.stringify(JSON.parse(list).map(window.look))", string(list))
		if err != nil {
			p.r.t.Fatal(err)
		}
		var seen []sight
		if err := json.Unmarshal([]byte(result.Value.Str()), &seen); err != nil {
			p.r.t.Fatal(err)
		}
		sights = append(sights, seen...)
	}
	return sights
}

// parsed is a text as Go's parser sees it: the tree, and the length of its text
// in the browser's count.
func parsed(t testing.TB, s string) (tree string, length int) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatalf("%v: %q", err, s)
	}
	var b strings.Builder
	for _, n := range nodes {
		canon(&b, n, 0)
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				length += len(utf16.Encode([]rune(d.Data)))
			}
		}
	}
	return b.String(), length
}

// The browser is the judge of what the sanitizer writes: it must see the tree
// that Go saw, wherever and however often it parses it.
func TestBrowserSeesWhatTheSanitizerSaw(t *testing.T) {
	const count = 20_000
	random := rand.New(rand.NewPCG(2024, 6))
	options := sanitize.Options{Lang: "en", Dir: "ltr", Media: func(ref string) (string, bool) {
		ref = strings.TrimPrefix(ref, "/content/")
		return ref, strings.HasPrefix(ref, "media/")
	}}
	sources, bodies := make([]string, count), make([]string, count)
	for i := range sources {
		sources[i] = soup(random)
		body := sanitize.Body(sources[i], options)
		bodies[i] = body.String()
		if twice := sanitize.Body(bodies[i], options); twice != body {
			t.Errorf("%q: twice is not once\nonce  %s\ntwice %s", sources[i], body, twice)
		}
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = rw.Write([]byte("<!doctype html><meta charset=utf-8><title>oracle</title>"))
	}))
	defer server.Close()
	r := newReader(t)
	r.allow("404")
	p := r.tab(oracle).open(server.URL)
	kept := 0
	for i, seen := range p.see(bodies) {
		tree, length := parsed(t, bodies[i])
		if seen.Tree != tree {
			seen.Faults = append(seen.Faults, "another tree than Go's")
		}
		if seen.Length != length {
			seen.Faults = append(seen.Faults, "another length than Go's")
		}
		if len(seen.Faults) > 0 {
			t.Errorf("%q becomes %s: %q\nbrowser %q\nGo      %q", sources[i], bodies[i], seen.Faults, seen.Tree, tree)
		}
		if length > 0 {
			kept++
		}
	}
	// What is not sanitized must be seen to fail, and the soup must not be so
	// wild that nothing is left of it.
	wild, kinds := 0, map[string]int{}
	unsanitized := make([]string, 2000)
	for i := range unsanitized {
		unsanitized[i] = `<div data-article-body class="prose">` + sources[i] + `</div>`
	}
	for i, seen := range p.see(unsanitized) {
		if tree, _ := parsed(t, unsanitized[i]); seen.Tree != tree {
			seen.Faults = append(seen.Faults, "another tree than Go's")
		}
		if len(seen.Faults) > 0 {
			wild++
		}
		for _, fault := range seen.Faults {
			kind, _, _ := strings.Cut(fault, " ")
			kinds[kind]++
		}
	}
	t.Logf("%d bodies, %d of them with text; of 2000 sources %d fail: %v", count, kept, wild, kinds)
	if kept < count/3 {
		t.Errorf("only %d of %d bodies have a text", kept, count)
	}
	if wild < 1500 || kinds["mutation"] < 20 || kinds["element"] < 500 || kinds["attribute"] < 200 {
		t.Errorf("of 2000 sources that nobody sanitized %d fail: %v", wild, kinds)
	}
}
