package webpage

import (
	"strings"

	"golang.org/x/net/html"
)

// applyStrips takes away, changes and wraps what the site's rules name.
func (p *page) applyStrips(body *html.Node) {
	c := p.rules
	if c == nil {
		return
	}
	for _, e := range c.NativeAd {
		if e.Matches(p.doc) {
			p.note("the page is paid content, as the rules for the site tell")
			break
		}
	}
	drop := func(n *html.Node) {
		if n != body && n.Type != html.DocumentNode && !is(n, "html", "head", "body") {
			remove(n)
		}
	}
	for _, e := range c.Strip {
		for _, n := range e.Nodes(p.doc) {
			drop(n)
		}
	}
	if len(c.StripIDOrClass) > 0 {
		for _, n := range findAll(body, func(n *html.Node) bool { return partOf(attr(n, "class")+" "+attr(n, "id"), c.StripIDOrClass) }) {
			drop(n)
		}
	}
	if len(c.StripImageSrc) > 0 {
		for _, n := range findAll(body, func(n *html.Node) bool { return is(n, "img") && partOf(attr(n, "src"), c.StripImageSrc) }) {
			drop(n)
		}
	}
	for _, e := range c.StripAttr {
		e.RemoveAttributes(p.doc)
	}
	for _, e := range c.Dissolve {
		for _, n := range e.Nodes(p.doc) {
			if n.Type == html.ElementNode && n.Parent != nil && within(n, body) && n != body {
				unwrap(n)
			}
		}
	}
	for _, w := range c.Wrap {
		for _, n := range w.Expr.Nodes(p.doc) {
			if n.Parent != nil && within(n, body) && n != body {
				wrapper := element(w.Tag)
				n.Parent.InsertBefore(wrapper, n)
				remove(n)
				wrapper.AppendChild(n)
			}
		}
	}
}

func partOf(text string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// ruledBody gives a copy of what the first expression for the body that finds something finds, or nil.
func (p *page) ruledBody() *html.Node {
	if p.rules == nil {
		return nil
	}
	for _, e := range p.rules.Body {
		nodes := e.Nodes(p.doc)
		root := element("div")
		for i, n := range nodes {
			if n.Type == html.DocumentNode || is(n, "html", "head") || i > 0 && containsAny(nodes[:i], n) {
				continue
			}
			root.AppendChild(clone(n))
		}
		if textLength(root) == 0 && find(root, named("img", "video", "audio")) == nil {
			continue
		}
		if p.rules.InsertImage && find(root, named("img", "picture")) == nil {
			if picture := p.leadPicture(nil); picture.URL != "" {
				img := element("img")
				img.Attr = []html.Attribute{{Key: "src", Val: picture.URL}, {Key: "alt", Val: picture.Alt}}
				root.InsertBefore(element("p", img), root.FirstChild)
			}
		}
		return root
	}
	return nil
}
