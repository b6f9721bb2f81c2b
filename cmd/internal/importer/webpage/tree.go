package webpage

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// attr gives the value of an attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func setAttr(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func removeAttr(n *html.Node, keys ...string) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		drop := false
		for _, key := range keys {
			drop = drop || a.Key == key
		}
		if !drop {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

func is(n *html.Node, names ...string) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, name := range names {
		if n.Data == name {
			return true
		}
	}
	return false
}

// textOf gives the text in a node with its white space folded, without that of scripts and styles.
func textOf(n *html.Node) string {
	var b strings.Builder
	addText(&b, n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func addText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case is(n, "script", "style", "noscript", "template"):
	default:
		if block(n) {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			addText(b, c)
		}
		if block(n) || is(n, "br") {
			b.WriteByte(' ')
		}
	}
}

// measure counts the letters and digits in a node, and those of them that are in links.
func measure(n *html.Node) (chars, linked int) {
	return measureIn(n, false)
}

func measureIn(n *html.Node, link bool) (chars, linked int) {
	if n.Type == html.TextNode {
		for _, r := range n.Data {
			if r > ' ' && (r < 128 || !unicode.IsSpace(r)) {
				chars++
			}
		}
		if link {
			linked = chars
		}
		return chars, linked
	}
	if is(n, "script", "style", "noscript", "template") {
		return 0, 0
	}
	// A link within the page, as to a footnote, is text of the article.
	link = link || is(n, "a") && !strings.HasPrefix(attr(n, "href"), "#")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t, l := measureIn(c, link)
		chars += t
		linked += l
	}
	return chars, linked
}

// linky says whether more than the given part of a node's text is in links.
func linky(n *html.Node, part float64) bool {
	chars, linked := measure(n)
	return float64(linked) > part*float64(chars)
}

// block reports whether an element stands on lines of its own.
func block(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.Data {
	case "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
		"main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul":
		return true
	}
	return false
}

// hasBlock says whether a block stands anywhere in a node.
func hasBlock(n *html.Node) bool {
	for c := range n.Descendants() {
		if block(c) {
			return true
		}
	}
	return false
}

func heading(n *html.Node) bool {
	return n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

// find gives the first element below n that is wanted, in document order.
func find(n *html.Node, want func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && want(c) {
			return c
		}
	}
	return nil
}

// findAll gives all elements below n that are wanted, but none in another that is wanted.
func findAll(n *html.Node, want func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				if want(c) {
					found = append(found, c)
				} else {
					walk(c)
				}
			}
		}
	}
	walk(n)
	return found
}

func named(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool { return is(n, names...) }
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// unwrap puts the children of a node into its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

// rename makes an element one of another name.
func rename(n *html.Node, name string) {
	n.Data, n.DataAtom = name, lookup(name)
}

// clone copies a node with all in it.
func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.AppendChild(clone(child))
	}
	return c
}

func element(name string, children ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: lookup(name)}
	for _, c := range children {
		n.AppendChild(c)
	}
	return n
}

func textNode(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// within says whether n is a, or stands in it.
func within(n, a *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == a {
			return true
		}
	}
	return false
}

// tokens calls take for every word of the element's class and id, in lower case: split at white space, hyphens and
// underscores, and where a small letter is followed by a capital one. It ends when take is false.
func tokens(n *html.Node, take func(string) bool) {
	for _, a := range n.Attr {
		if (a.Key == "class" || a.Key == "id" || a.Key == "data-component" || a.Key == "data-testid") && a.Val != "" {
			if !words(a.Val, take) {
				return
			}
		}
	}
}

func words(s string, take func(string) bool) bool {
	start := 0
	for i := 0; i <= len(s); i++ {
		cut := i == len(s) || s[i] <= ' ' || s[i] == '-' || s[i] == '_' || s[i] == ':' || s[i] == '.' || s[i] == '/'
		camel := !cut && i > start && s[i] >= 'A' && s[i] <= 'Z' && s[i-1] >= 'a' && s[i-1] <= 'z'
		if !cut && !camel {
			continue
		}
		if i > start && !take(strings.ToLower(s[start:i])) {
			return false
		}
		if start = i + 1; camel {
			start = i
		}
	}
	return true
}

// hasToken says whether one of the words of an element's class and id is wanted.
func hasToken(n *html.Node, want func(string) bool) (found bool) {
	tokens(n, func(t string) bool {
		found = want(t)
		return !found
	})
	return found
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}
