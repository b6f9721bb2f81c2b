package sanitize

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// builder writes a new tree of what may stay of a parsed one. It makes elements and attributes and never copies a node,
// so that nothing it does not know can come along.
type builder struct {
	o     Options
	tally tally // what goes, if somebody wants to know
	shift bool  // the content has headings of the first level, and all headings move down by one
}

// place says where in the new tree a node would stand.
type place struct {
	depth  int
	link   bool // in a link, where no other link may stand
	phrase bool // in a paragraph or an inline element, where no paragraph may stand
}

// in returns the place inside an element of the new tree.
func (at place) in(name string) place {
	at.depth++
	switch name {
	case "a":
		at.link, at.phrase = true, true
	case "div", "section", "aside", "nav", "blockquote", "figure", "li", "dd", "td", "th", "details", "figcaption":
		// Where a block may stand, the parser has already closed what may not be around it.
	default:
		at.phrase = true
	}
	return at
}

// fill writes what may stay of a node's children.
func (b *builder) fill(to, from *html.Node, at place) {
	for c := from.FirstChild; c != nil; c = c.NextSibling {
		b.node(to, c, at)
	}
}

// node writes what may stay of one node.
func (b *builder) node(to, n *html.Node, at place) {
	switch {
	case n.Type == html.TextNode:
		if s := readable(n.Data); s != "" {
			to.AppendChild(text(s))
		}
	case n.Type != html.ElementNode:
		// Comments have been a way to carry markup past a filter ever since there are both.
	case n.Namespace == "math":
		b.tally.noteAttributes(n.Attr)
		b.math(to, n, at)
	case n.Namespace != "" || droppedElement(n.Data):
		b.tally.note(removedAs(n.Data))
	case at.depth >= MaxDepth:
		b.tally.note(Excess)
		b.fill(to, n, at)
	default:
		b.element(to, n, at)
	}
}

// element writes what may stay of one HTML element.
func (b *builder) element(to, n *html.Node, at place) {
	b.tally.noteAttributes(n.Attr)
	switch n.Data {
	case "a":
		b.anchor(to, n, at)
		return
	case "area":
		b.area(to, n)
		return
	case "img":
		b.image(to, n, at)
		return
	case "picture":
		b.picture(to, n, at)
		return
	case "audio", "video":
		b.media(to, n, at)
		return
	case "iframe", "object", "embed":
		b.frame(to, n, at)
		return
	case "table":
		b.table(to, n, at)
		return
	}
	name := renamed(n.Data)
	switch {
	case !keptElement(name), name == "div" && ours(n):
		b.fill(to, n, at)
		return
	case b.shift && heading(name) && name != "h6":
		name = "h" + string(name[1]+1)
	}
	e := element(name, b.attributes(name, n)...)
	to.AppendChild(e)
	if !voidElement(name) {
		b.fill(e, n, at.in(name))
	}
}

// ours reports whether a div is one that this package puts around things. It is taken off and put on again, so that a
// body is the same however often it passes through.
func ours(n *html.Node) bool {
	if _, ok := lookup(n, "data-article-body"); ok {
		return true
	}
	return value(n, "class") == tableClass
}

// tableClass is the class of the box in which a wide table scrolls by itself.
const tableClass = "table-scroll"

// maxLabel is how long a label for screen readers may be, in characters.
const maxLabel = 200

// table writes a table into a box that scrolls and that the keyboard reaches, named by the table's caption.
func (b *builder) table(to, n *html.Node, at place) {
	box := element("div")
	to.AppendChild(box)
	t := element("table", b.attributes("table", n)...)
	box.AppendChild(t)
	b.fill(t, n, at.in("div").in("td"))
	label := "Table"
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "caption" {
			if s := shorten(textOf(c), maxLabel); s != "" {
				label = s
			}
			break
		}
	}
	box.Attr = []html.Attribute{
		{Key: "class", Val: tableClass},
		{Key: "role", Val: "region"},
		{Key: "tabindex", Val: "0"},
		{Key: "aria-label", Val: label},
	}
}

// holdsTopHeading reports whether a node is or holds a heading of the first level that stays.
func holdsTopHeading(n *html.Node) bool {
	if n.Type == html.ElementNode && n.Namespace == "" {
		if n.Data == "h1" {
			return true
		}
		if droppedElement(n.Data) {
			return false
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holdsTopHeading(c) {
			return true
		}
	}
	return false
}

// shorten returns at most so many characters of a text, with an ellipsis where some are missing.
func shorten(s string, most int) string {
	count := 0
	for i := range s {
		if count++; count > most {
			cut := strings.TrimSpace(s[:i])
			_, size := utf8.DecodeLastRuneInString(cut)
			return cut[:len(cut)-size] + "…"
		}
	}
	return s
}
