package tidy

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block names the elements that stand by themselves between paragraphs.
func block(n *html.Node) bool {
	if n.Type != html.ElementNode || n.Namespace != "" {
		return false
	}
	switch n.Data {
	case "p", "div", "section", "aside", "nav", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
		"pre", "figure", "figcaption", "details", "summary", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot",
		"tr", "td", "th", "hr", "map":
		return true
	}
	return false
}

func holdsBlock(n *html.Node) bool {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if block(child) || holdsBlock(child) {
			return true
		}
	}
	return false
}

// container takes a box off what is in it. One that holds no block is a paragraph, unless the box around it is one.
func (c *cleaner) container(n *html.Node) {
	if role, has := value(n, "role"); has && role != "" && filled(n) {
		return
	}
	switch {
	case !filled(n):
		c.empty(n)
	case holdsBlock(n):
		c.paragraphs(n)
		c.unwrapKeepingID(n)
	case alone(n):
		c.unwrapKeepingID(n)
	default:
		n.Data, n.DataAtom = "p", atom.P
		remove(n, "aria-label")
	}
}

// alone reports whether a node is all that an item, a cell or a caption holds: such a box needs no paragraph.
func alone(n *html.Node) bool {
	switch n.Parent.Data {
	case "li", "td", "th", "dd", "dt", "figcaption", "caption", "summary", "figure", "p":
	default:
		return false
	}
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s != n && (s.Type == html.ElementNode || s.Type == html.TextNode && !blank(s.Data)) {
			return false
		}
	}
	return true
}

// paragraphs puts loose text between the blocks of a node into paragraphs of its own, and parts paragraphs at double
// line breaks.
func (c *cleaner) paragraphs(n *html.Node) {
	var run []*html.Node
	flush := func(before *html.Node) {
		for _, part := range split(run) {
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			for _, child := range part {
				n.RemoveChild(child)
				p.AppendChild(child)
			}
			n.InsertBefore(p, before)
			trim(p)
			if !filled(p) {
				n.RemoveChild(p)
			}
		}
		run = nil
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case block(child):
			flush(child)
			c.inner(child)
		case len(run) == 0 && (standing(child) || child.Type == html.TextNode && blank(child.Data)):
			if child.Type == html.TextNode {
				n.RemoveChild(child)
			}
		default:
			run = append(run, child)
		}
		child = next
	}
	flush(nil)
}

// standing holds for what may stand between paragraphs as it is.
func standing(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.Data {
	case "img", "picture", "video", "audio":
		next := n.NextSibling
		for next != nil && next.Type == html.TextNode && blank(next.Data) {
			next = next.NextSibling
		}
		return next == nil || block(next) || standing(next)
	}
	return false
}

// inner tends to the text in a block.
func (c *cleaner) inner(n *html.Node) {
	switch n.Data {
	case "pre":
		return
	case "p":
		part(n)
	case "blockquote", "aside", "section", "details":
		if n.Data != "details" {
			c.paragraphs(n)
		} else {
			c.each(n)
		}
	case "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "caption":
		trim(n)
	case "li", "dd", "td", "th", "figcaption":
		if holdsBlock(n) {
			c.each(n)
		}
		trim(n)
	default:
		c.each(n)
	}
	if !filled(n) {
		c.empty(n)
	}
}

func (c *cleaner) each(n *html.Node) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if block(child) {
			c.inner(child)
		}
		child = next
	}
}

// part makes several paragraphs of one that has double line breaks in it.
func part(p *html.Node) {
	var children []*html.Node
	for child := p.FirstChild; child != nil; child = child.NextSibling {
		children = append(children, child)
	}
	parts, behind := split(children), p.NextSibling
	for _, nodes := range parts[min(1, len(parts)):] {
		next := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P, Attr: without(p.Attr, "id")}
		for _, child := range nodes {
			p.RemoveChild(child)
			next.AppendChild(child)
		}
		trim(next)
		if filled(next) {
			p.Parent.InsertBefore(next, behind)
		}
	}
	trim(p)
}

// split cuts a run of nodes where two line breaks follow each other. The breaks go to the part before them.
func split(nodes []*html.Node) [][]*html.Node {
	var parts [][]*html.Node
	var part []*html.Node
	breaks := 0
	for _, n := range nodes {
		switch {
		case n.Data == "br" && n.Type == html.ElementNode:
			breaks++
		case n.Type == html.TextNode && blank(n.Data):
		default:
			if breaks > 1 {
				parts, part = append(parts, part), nil
			}
			breaks = 0
		}
		part = append(part, n)
	}
	if part != nil {
		parts = append(parts, part)
	}
	return parts
}
