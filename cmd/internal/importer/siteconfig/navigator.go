package siteconfig

import (
	"errors"
	"strings"

	"github.com/antchfx/xpath"
	"golang.org/x/net/html"
)

// maxSteps is how many moves over the tree one expression may make. A million takes a fraction of a second, and expressions
// for pages of ordinary size need some ten thousand. Steps and not seconds, so that a page gives the same on every machine.
const maxSteps = 3_000_000

// errSteps ends an expression that is out of steps.
var errSteps = errors.New("siteconfig: the expression takes too many steps")

// navigator walks a parsed page for the XPath library. That of htmlquery does the same; this one counts its steps, and
// since the library offers no other way to stop an expression that is quadratic or worse, it panics when there are too
// many. Whoever evaluates an expression recovers.
type navigator struct {
	root, node *html.Node
	// attr is the index of the attribute that the navigator stands on, or -1.
	attr  int
	steps *int
}

func newNavigator(doc *html.Node) *navigator {
	return &navigator{root: doc, node: doc, attr: -1, steps: new(int)}
}

func (n *navigator) step(cost int) {
	if *n.steps += cost; *n.steps > maxSteps {
		panic(errSteps)
	}
}

// NodeType implements xpath.NodeNavigator, as all methods below do.
func (n *navigator) NodeType() xpath.NodeType {
	switch {
	case n.attr >= 0:
		return xpath.AttributeNode
	case n.node.Type == html.ElementNode:
		return xpath.ElementNode
	case n.node.Type == html.TextNode:
		return xpath.TextNode
	case n.node.Type == html.CommentNode:
		return xpath.CommentNode
	}
	return xpath.RootNode
}

func (n *navigator) LocalName() string {
	if n.attr >= 0 {
		return n.node.Attr[n.attr].Key
	}
	return n.node.Data
}

func (n *navigator) Prefix() string { return "" }

func (n *navigator) Value() string {
	if n.attr >= 0 {
		return n.node.Attr[n.attr].Val
	}
	if n.node.Type == html.TextNode || n.node.Type == html.CommentNode {
		return n.node.Data
	}
	var b strings.Builder
	for c := range n.node.Descendants() {
		n.step(1)
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	n.step(b.Len() / 256)
	return b.String()
}

func (n *navigator) Copy() xpath.NodeNavigator {
	n.step(1)
	c := *n
	return &c
}

func (n *navigator) MoveToRoot() { n.node, n.attr = n.root, -1 }

func (n *navigator) MoveToParent() bool {
	n.step(1)
	if n.attr >= 0 {
		n.attr = -1
		return true
	}
	return n.move(n.node.Parent)
}

func (n *navigator) MoveToNextAttribute() bool {
	n.step(1)
	if n.node.Type != html.ElementNode || n.attr >= len(n.node.Attr)-1 {
		return false
	}
	n.attr++
	return true
}

func (n *navigator) MoveToChild() bool {
	n.step(1)
	return n.attr < 0 && n.move(n.node.FirstChild)
}

func (n *navigator) MoveToFirst() bool {
	if n.attr >= 0 || n.node.PrevSibling == nil {
		return false
	}
	for n.node.PrevSibling != nil {
		n.step(1)
		n.node = n.node.PrevSibling
	}
	return true
}

func (n *navigator) MoveToNext() bool {
	n.step(1)
	return n.attr < 0 && n.move(n.node.NextSibling)
}

func (n *navigator) MoveToPrevious() bool {
	n.step(1)
	return n.attr < 0 && n.move(n.node.PrevSibling)
}

func (n *navigator) MoveTo(other xpath.NodeNavigator) bool {
	o, ok := other.(*navigator)
	if !ok || o.root != n.root {
		return false
	}
	n.node, n.attr = o.node, o.attr
	return true
}

func (n *navigator) move(to *html.Node) bool {
	if to == nil {
		return false
	}
	n.node = to
	return true
}
