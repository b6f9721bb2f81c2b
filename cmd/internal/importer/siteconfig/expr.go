package siteconfig

import (
	"errors"
	"fmt"
	"strings"

	"github.com/antchfx/xpath"
	"golang.org/x/net/html"
)

// maxExpr is how long an expression may be, and maxNodes how many nodes it finds at most.
const (
	maxExpr  = 4096
	maxNodes = 10_000
)

// Expr is an XPath 1.0 expression.
type Expr struct {
	// Text is the expression as it was written.
	Text string
	expr *xpath.Expr
}

// Compile reads an expression.
func Compile(text string) (e Expr, err error) {
	if len(text) > maxExpr {
		return Expr{}, fmt.Errorf("the expression is longer than %d bytes", maxExpr)
	}
	// The library panics at some malformed expressions.
	defer func() {
		if r := recover(); r != nil {
			e, err = Expr{}, fmt.Errorf("%v", r)
		}
	}()
	compiled, err := xpath.Compile(text)
	if err != nil {
		return Expr{}, err
	}
	if compiled == nil {
		return Expr{}, errors.New("the expression is empty")
	}
	return Expr{Text: text, expr: compiled}, nil
}

// Nodes gives the elements and texts that the expression finds, in the order in which it finds them, each once. An
// expression that fails, or that takes more steps than is sensible, finds nothing.
func (e Expr) Nodes(doc *html.Node) []*html.Node {
	var nodes []*html.Node
	seen := map[*html.Node]bool{}
	e.each(doc, func(nav *navigator) {
		if nav.attr < 0 && !seen[nav.node] {
			seen[nav.node] = true
			nodes = append(nodes, nav.node)
		}
	})
	return nodes
}

// Strings gives the texts of all that the expression finds: of elements and attributes, or the one text that an
// expression such as string(...) or concat(...) gives. White space is folded, and what is empty then left out.
func (e Expr) Strings(doc *html.Node) []string {
	var out []string
	keep := func(s string) {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			out = append(out, s)
		}
	}
	if !e.each(doc, func(nav *navigator) { keep(nav.Value()) }) {
		keep(e.scalar(doc))
	}
	return out
}

// Matches says whether the expression finds something, or is true.
func (e Expr) Matches(doc *html.Node) (found bool) {
	if e.each(doc, func(*navigator) { found = true }) {
		return found
	}
	s := e.scalar(doc)
	return s != "" && s != "false" && s != "0"
}

// RemoveAttributes removes the attributes that the expression finds.
func (e Expr) RemoveAttributes(doc *html.Node) {
	type place struct {
		node *html.Node
		key  string
	}
	var places []place
	e.each(doc, func(nav *navigator) {
		if nav.attr >= 0 {
			places = append(places, place{nav.node, nav.node.Attr[nav.attr].Key})
		}
	})
	for _, p := range places {
		for i, a := range p.node.Attr {
			if a.Key == p.key {
				p.node.Attr = append(p.node.Attr[:i], p.node.Attr[i+1:]...)
				break
			}
		}
	}
}

// addresses gives the addresses that the expression finds: attributes and texts as they are, of elements their href.
func (e Expr) addresses(doc *html.Node) []string {
	var out []string
	nodes := e.each(doc, func(nav *navigator) {
		switch {
		case nav.attr >= 0 || nav.node.Type == html.TextNode:
			out = append(out, nav.Value())
		default:
			for _, a := range nav.node.Attr {
				if a.Key == "href" {
					out = append(out, a.Val)
				}
			}
		}
	})
	if !nodes {
		out = append(out, e.scalar(doc))
	}
	return out
}

// each calls take for every node that is found, and reports whether the expression is one for nodes at all.
func (e Expr) each(doc *html.Node, take func(*navigator)) (nodes bool) {
	defer func() {
		if r := recover(); r != nil { // the library panics, and so does the navigator out of steps
			nodes = true
		}
	}()
	if e.expr == nil {
		return true
	}
	found, ok := e.expr.Evaluate(newNavigator(doc)).(*xpath.NodeIterator)
	if !ok {
		return false
	}
	for n := 0; n < maxNodes && found.MoveNext(); n++ {
		if nav, ok := found.Current().(*navigator); ok {
			take(nav)
		}
	}
	return true
}

// scalar gives the value of an expression that is not for nodes.
func (e Expr) scalar(doc *html.Node) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = ""
		}
	}()
	switch v := e.expr.Evaluate(newNavigator(doc)).(type) {
	case string:
		return strings.TrimSpace(v)
	case bool, float64:
		return fmt.Sprint(v)
	}
	return ""
}
