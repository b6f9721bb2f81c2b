package webpage

import (
	"strings"

	"golang.org/x/net/html"
)

func inFigure(n *html.Node) bool {
	for a := n; a != nil; a = a.Parent {
		if is(a, "figure", "blockquote", "table", "figcaption") {
			return true
		}
	}
	return false
}

// prose counts the letters of a node's text that stand in runs of some length and in no link: what an article is made of.
func prose(n *html.Node) int {
	if n.Type == html.TextNode {
		if text := strings.TrimSpace(n.Data); len(text) >= 40 {
			return len(text)
		}
		return 0
	}
	if is(n, "script", "style", "a", "noscript", "template", "button", "select", "nav") {
		return 0
	}
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		total += prose(c)
	}
	return total
}

// shortText says whether the text of a node is no longer than a number of bytes, and looks no further than that.
func shortText(n *html.Node, limit int) bool { return shortIn(n, limit) >= 0 }

func shortIn(n *html.Node, left int) int {
	if n.Type == html.TextNode {
		return left - len(strings.TrimSpace(n.Data))
	}
	for c := n.FirstChild; c != nil && left >= 0; c = c.NextSibling {
		left = shortIn(c, left)
	}
	return left
}

func textLength(n *html.Node) int {
	chars, _ := measure(n)
	return chars
}

func inAvatar(n *html.Node) bool {
	for range 4 {
		if n == nil {
			return false
		}
		if hasToken(n, func(t string) bool { return t == "avatar" || t == "gravatar" || t == "author" || t == "bio" }) {
			return true
		}
		n = n.Parent
	}
	return false
}
