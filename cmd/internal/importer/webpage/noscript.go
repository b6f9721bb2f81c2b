package webpage

import (
	"strings"

	"golang.org/x/net/html"
)

// fromNoscript puts the pictures of a noscript into the place of what stood for them. The parser leaves its content as text.
func (p *page) fromNoscript(n *html.Node) {
	text := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			text += c.Data
		}
	}
	if n.Parent == nil || len(text) > 1<<16 || !strings.Contains(text, "<img") && !strings.Contains(text, "<picture") {
		return
	}
	body := fragment(text)
	if body == nil || textLength(body) > 300 {
		return
	}
	img := find(body, named("img"))
	if img == nil || tinyPicture(img) || placeholder(attr(img, "src")) && attr(img, "srcset") == "" && attr(img, "data-src") == "" {
		return
	}
	// The place is held by an img, or an element with nothing in it but one, before the noscript or after it.
	for _, other := range []*html.Node{neighbour(n, false), neighbour(n, true)} {
		if holder := holderOf(other); holder != nil {
			takeOver(holder, img)
			remove(n)
			return
		}
	}
	for c := body.FirstChild; c != nil; c = body.FirstChild {
		body.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

func neighbour(n *html.Node, after bool) *html.Node {
	for {
		if after {
			n = n.NextSibling
		} else {
			n = n.PrevSibling
		}
		if n == nil || n.Type == html.ElementNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return n
		}
	}
}

// holderOf gives the img that keeps the place of another in a node, or nil.
func holderOf(n *html.Node) *html.Node {
	if n == nil || n.Type != html.ElementNode || textLength(n) > 0 {
		return nil
	}
	img := n
	if !is(n, "img") {
		img = find(n, named("img"))
	}
	if img == nil {
		return nil
	}
	lazy := placeholder(attr(img, "src")) || strings.Contains(strings.ToLower(attr(img, "class")), "lazy")
	for _, a := range img.Attr {
		lazy = lazy || lazySource(a.Key) || lazySet(a.Key)
	}
	if !lazy {
		return nil
	}
	return img
}

// takeOver gives an img the attributes of another that it lacks, and those of the picture itself.
func takeOver(img, from *html.Node) {
	for _, a := range from.Attr {
		switch a.Key {
		case "src", "srcset":
			setAttr(img, a.Key, a.Val)
		case "alt", "width", "height", "title":
			if attr(img, a.Key) == "" {
				setAttr(img, a.Key, a.Val)
			}
		}
	}
	for _, a := range append([]html.Attribute(nil), img.Attr...) {
		if (lazySource(a.Key) || lazySet(a.Key)) && attr(from, "src") != "" {
			removeAttr(img, a.Key)
		}
	}
}
