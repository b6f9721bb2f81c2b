package tidy

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func without(attributes []html.Attribute, key string) []html.Attribute {
	var kept []html.Attribute
	for _, a := range attributes {
		if a.Key != key {
			kept = append(kept, a)
		}
	}
	return kept
}

// trim takes white space and line breaks off the ends of a block.
func trim(n *html.Node) {
	for n.FirstChild != nil && hollow(n.FirstChild) {
		n.RemoveChild(n.FirstChild)
	}
	for n.LastChild != nil && hollow(n.LastChild) {
		n.RemoveChild(n.LastChild)
	}
	if first := n.FirstChild; first != nil && first.Type == html.TextNode {
		first.Data = strings.TrimLeft(first.Data, " \t\r\n\f")
	}
	if last := n.LastChild; last != nil && last.Type == html.TextNode {
		last.Data = strings.TrimRight(last.Data, " \t\r\n\f")
	}
}

func hollow(n *html.Node) bool {
	return n.Type == html.TextNode && blank(n.Data) || n.Type == html.ElementNode && n.Data == "br"
}

// blank reports whether nobody can see anything of a text.
func blank(s string) bool {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060'
	}) == ""
}

// filled reports whether there is anything to read, see or hear in a node.
func filled(n *html.Node) bool {
	switch {
	case n.Type == html.TextNode:
		return !blank(n.Data)
	case n.Type != html.ElementNode:
		return false
	case n.Namespace != "":
		return true
	}
	switch n.Data {
	case "img", "audio", "video", "hr", "br", "wbr", "area", "td", "th", "col", "source", "track", "rt", "rp", "input":
		return n.Data != "img" || has(n, "src")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if filled(child) && (child.Type != html.ElementNode || child.Data != "br") {
			return true
		}
	}
	return false
}

func has(n *html.Node, key string) bool {
	v, ok := value(n, key)
	return ok && v != ""
}

// empty takes out an element that holds nothing. The white space in it parts words, and an id in it may be a place that a
// link leads to.
func (c *cleaner) empty(n *html.Node) {
	if has(n, "id") {
		if n.Data != "a" && n.Data != "span" {
			n.Data, n.DataAtom = "span", atom.Span
		}
		n.Attr = []html.Attribute{{Key: "id", Val: id(n)}}
		return
	}
	if n.FirstChild != nil && !block(n) {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
	}
	n.Parent.RemoveChild(n)
}

func id(n *html.Node) string {
	v, _ := value(n, "id")
	return v
}

// unwrap puts what is in a node in the place of the node.
func unwrap(n *html.Node) {
	for n.FirstChild != nil {
		child := n.FirstChild
		n.RemoveChild(child)
		n.Parent.InsertBefore(child, n)
	}
	n.Parent.RemoveChild(n)
}

// unwrapKeepingID is unwrap for an element that a link may lead to: its first element takes the id.
func (c *cleaner) unwrapKeepingID(n *html.Node) {
	if name := id(n); name != "" {
		child := n.FirstChild
		for child != nil && child.Type != html.ElementNode {
			child = child.NextSibling
		}
		if child != nil && !has(child, "id") && child.Namespace == "" && child.Data != "br" {
			set(child, "id", name)
		} else {
			mark := &html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span, Attr: []html.Attribute{{Key: "id", Val: name}}}
			n.InsertBefore(mark, n.FirstChild)
		}
	}
	for _, key := range []string{"lang", "dir"} {
		if v, ok := value(n, key); ok {
			inherit(n, key, v)
		}
	}
	unwrap(n)
}

// inherit hands the language or the direction of a box on to what is in it.
func inherit(n *html.Node, key, v string) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if _, own := value(child, key); child.Type == html.ElementNode && !own {
			set(child, key, v)
		}
	}
}
