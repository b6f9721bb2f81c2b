package sanitize_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/app/sanitize"
)

// forbidden are elements that no body may hold, written down without a look at the package's own lists.
var forbidden = strings.Fields(`script style template noscript iframe object embed applet frame frameset svg canvas form
	input button select option textarea link meta base head html body title dialog slot portal marquee noembed noframes
	plaintext xmp keygen annotation annotation-xml maction semantics mglyph malignmark foreignobject math-field h1 main article`)

// check fails unless a body keeps what this package promises of every one.
func check(t testing.TB, h sanitize.HTML) {
	t.Helper()
	roots := fragment(t, h.String())
	if len(roots) != 1 || roots[0].Data != "div" {
		t.Fatalf("%d roots in %.300q", len(roots), h)
	}
	if _, ok := attribute(roots[0], "data-article-body"); !ok {
		t.Fatalf("the root is not the body's in %.300q", h)
	}
	var again strings.Builder
	for c := range roots[0].ChildNodes() {
		if err := html.Render(&again, c); err != nil {
			t.Fatal(err)
		}
	}
	if got := inside(t, h); again.String() != got {
		t.Fatalf("parsing changes it\nfrom %q\n  to %q", got, again.String())
	}
	for n := range roots[0].Descendants() {
		checkNode(t, n)
	}
	if t.Failed() {
		t.Logf("in %.2000q", h)
	}
}

func checkNode(t testing.TB, n *html.Node) {
	t.Helper()
	switch {
	case n.Type == html.TextNode:
		if strings.ContainsAny(n.Data, "\x00\x01\x08\x0b\x0c\x1b\x7f") {
			t.Errorf("control character in %q", n.Data)
		}
		return
	case n.Type != html.ElementNode:
		t.Errorf("node of type %v: %q", n.Type, n.Data)
		return
	case n.Namespace != "" && n.Namespace != "math", slices.Contains(forbidden, strings.ToLower(n.Data)):
		t.Errorf("element %s:%s", n.Namespace, n.Data)
	case n.Namespace == "math":
		for d := range n.ChildNodes() {
			if d.Type == html.ElementNode && d.Namespace != "math" {
				t.Errorf("%s in a formula", d.Data)
			}
		}
	}
	seen := map[string]bool{}
	for _, a := range n.Attr {
		if seen[a.Key] || a.Namespace != "" {
			t.Errorf("attribute %s:%s twice or foreign", a.Namespace, a.Key)
		}
		seen[a.Key] = true
		checkAttribute(t, n, a.Key, a.Val)
	}
	if n.Data == "img" {
		if _, ok := attribute(n, "alt"); !ok {
			t.Error("a picture without alt")
		}
	}
}

// known are all attributes that may leave, but for those of formulas.
var known = strings.Fields(`id lang dir class role aria-label aria-labelledby aria-describedby title href hreflang target
	rel start value reversed type open colspan rowspan span headers scope abbr datetime cite name shape coords alt usemap
	src srcset sizes media width height loading decoding controls preload poster kind srclang label default tabindex
	data-media data-size data-src data-host`)

func checkAttribute(t testing.TB, n *html.Node, key, v string) {
	t.Helper()
	if n.Namespace != "math" && !slices.Contains(known, key) || strings.HasPrefix(key, "on") || key == "style" {
		t.Errorf("attribute %s on %s", key, n.Data)
	}
	bare := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, v))
	switch key {
	case "id", "name":
		if !strings.HasPrefix(v, "a-") {
			t.Errorf("%s is %q", key, v)
		}
	case "class":
		if v != "foreign-media" && v != "table-scroll" && !strings.HasPrefix(v, "language-") {
			t.Errorf("class is %q", v)
		}
	case "tabindex":
		if class, _ := attribute(n, "class"); v != "0" || class != "table-scroll" {
			t.Errorf("tabindex is %q", v)
		}
	case "src", "poster":
		data := n.Data == "img" && strings.HasPrefix(bare, "data:image/") && !strings.Contains(bare, "svg")
		if !data && !strings.HasPrefix(v, "/news/content/") && !strings.HasPrefix(v, "/content/") {
			t.Errorf("%s is %.100q", key, v)
		}
	case "srcset":
		for _, c := range strings.Split(v, ",") {
			if c = strings.TrimSpace(c); !strings.HasPrefix(c, "/news/content/") && !strings.HasPrefix(c, "/content/") {
				t.Errorf("srcset is %q", v)
			}
		}
	case "data-media":
		if !slices.Contains([]string{"image", "audio", "video"}, v) {
			t.Errorf("data-media is %q", v)
		}
	case "data-src":
		if !strings.HasPrefix(v, "https://") && !strings.HasPrefix(v, "http://") || n.Data != "span" {
			t.Errorf("data-src is %q", v)
		}
	case "href", "cite":
		checkAddress(t, n, v, bare)
	}
}

func checkAddress(t testing.TB, n *html.Node, v, bare string) {
	t.Helper()
	scheme, _, found := strings.Cut(bare, ":")
	switch {
	case strings.HasPrefix(v, "#a-"), strings.HasPrefix(v, "/") && !strings.HasPrefix(v, "//") && !strings.HasPrefix(v, `/\`):
	case found && slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme):
		if n.Data == "a" || n.Data == "area" {
			target, _ := attribute(n, "target")
			rel, _ := attribute(n, "rel")
			if target != "_blank" || rel != "noopener noreferrer" {
				t.Errorf("%q has target %q and rel %q", v, target, rel)
			}
		}
	default:
		t.Errorf("address %q", v)
	}
}

func fragment(t testing.TB, s string) []*html.Node {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
