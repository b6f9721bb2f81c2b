package epub

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCuts bounds how often one file is parted: each cut moves all that is behind it.
const maxCuts = 1000

// chapter is what becomes an article: parts of one or more files.
type chapter struct {
	title string
	parts []*part
	// main is the place of the part that the chapter goes by: before it may stand the title of a part of the book.
	main int
	// entry is the chapter's line in the table of contents, or -1.
	entry int
	// heading says that there is nothing in it but the title of what follows.
	heading bool
}

// part is a file, or what stands in a file from one line of the table of contents to the next.
type part struct {
	file     *file
	fragment string
	// whole says that it is all of its file, and first that it begins with it.
	whole, first bool
	nodes        []*html.Node
}

// cut parts the files of the spine at the lines of the table of contents, and joins what belongs together.
func (b *book) cut() []*chapter {
	lines := b.lines()
	var out []*chapter
	for _, f := range b.spine {
		if f.body == nil {
			continue
		}
		cuts := b.cutsOf(f, lines[f])
		nodes := childrenOf(f.body)
		start := 0
		for i, c := range cuts {
			at := indexOf(nodes, c.node)
			if i == 0 && c.node != nil && at > 0 {
				out = b.addPart(out, &part{file: f, first: true, nodes: nodes[:at]}, -1)
			}
			end := len(nodes)
			if i+1 < len(cuts) {
				end = max(indexOf(nodes, cuts[i+1].node), at)
			}
			start = max(at, 0)
			p := &part{file: f, first: c.node == nil || at == 0, whole: len(cuts) == 1 && (c.node == nil || at == 0), nodes: nodes[start:end]}
			if !p.first {
				p.fragment = b.toc[c.entry].fragment
			}
			out = b.addPart(out, p, c.entry)
		}
		if len(cuts) == 0 {
			out = b.addPart(out, &part{file: f, whole: true, first: true, nodes: nodes}, -1)
		}
	}
	return out
}

// lines gives the lines of the table of contents by file. A table that names almost nothing of the book is no help.
func (b *book) lines() map[*file][]int {
	out := map[*file][]int{}
	for i, e := range b.toc {
		f := b.byURL[e.path]
		out[f] = append(out[f], i)
	}
	if len(b.spine) > 6 && len(out) < 2 && len(b.toc) < 2 {
		return nil
	}
	return out
}

// place is where a file is cut: before a child of its body, or at its start when node is nil.
type place struct {
	node  *html.Node
	entry int
}

// cutsOf finds where a file is cut. A line below another in the same file is a section of that chapter, unless the whole
// book is in a file or two.
func (b *book) cutsOf(f *file, lines []int) []place {
	var cuts []place
	few := len(b.spine) <= 3 && !b.fileByFile()
	for _, i := range lines {
		e := b.toc[i]
		above := e.parent
		for above >= 0 && b.toc[above].path != e.path {
			above = b.toc[above].parent
		}
		node := f.ids[e.fragment]
		if e.fragment == "" || node == nil || node == f.body || !contains(f.body, node) || !before(f.body, node) {
			switch {
			case len(cuts) == 0:
				cuts = append(cuts, place{nil, i})
			case len(cuts) == 1 && cuts[0].node == nil && e.depth > b.toc[cuts[0].entry].depth && above >= 0:
				// A part and its first chapter begin at one place: the chapter is the one to name it after.
				cuts[0].entry = i
			}
			continue
		}
		if above >= 0 && (!few || e.depth > 1) || len(cuts) >= maxCuts {
			continue
		}
		node = splitBefore(f.body, node)
		if len(cuts) > 0 && cuts[len(cuts)-1].node == node {
			continue
		}
		cuts = append(cuts, place{node, i})
	}
	return inOrder(f.body, cuts)
}

// fileByFile reports whether each of several lines at the top of the table of contents has a file of its own: then the
// files are the chapters, however few they are.
func (b *book) fileByFile() bool {
	top, files := 0, map[string]bool{}
	for _, e := range b.toc {
		if e.depth == 0 {
			top++
			files[e.path] = true
		}
	}
	return top > 1 && len(files) == top
}

// inOrder puts the cuts into the order of the document, whatever that of the table of contents is.
func inOrder(body *html.Node, cuts []place) []place {
	at := map[*html.Node]place{}
	var out []place
	for _, c := range cuts {
		if c.node == nil {
			out = append(out, c)
			continue
		}
		if _, known := at[c.node]; !known {
			at[c.node] = c
		}
	}
	for node := range body.ChildNodes() {
		if c, ok := at[node]; ok {
			out = append(out, c)
		}
	}
	return out
}

// before reports whether anything to read stands in the body before a node.
func before(body, node *html.Node) bool {
	for other := range body.Descendants() {
		if other == node {
			return false
		}
		if other.Type == html.TextNode && strings.TrimSpace(other.Data) != "" || other.DataAtom == atom.Img || other.Data == "image" {
			return !contains(other, node)
		}
	}
	return false
}

func contains(outer, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == outer {
			return true
		}
	}
	return false
}

// splitBefore parts the elements around a node, so that a child of the body begins with it, and gives that child.
func splitBefore(body, node *html.Node) *html.Node {
	// A mark in a heading or in a paragraph stands for all of it.
	for up := node; up != nil && up != body; up = up.Parent {
		switch up.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Table, atom.Ul, atom.Ol, atom.Dl, atom.Figure, atom.Pre, atom.Header:
			node = up
		}
	}
	for node.Parent != body {
		parent := node.Parent
		if !content(parent, node) {
			node = parent
			continue
		}
		rest := &html.Node{Type: html.ElementNode, Data: parent.Data, DataAtom: parent.DataAtom, Namespace: parent.Namespace}
		for _, attr := range parent.Attr {
			if attr.Key != "id" {
				rest.Attr = append(rest.Attr, attr)
			}
		}
		for node != nil {
			next := node.NextSibling
			parent.RemoveChild(node)
			rest.AppendChild(node)
			node = next
		}
		parent.Parent.InsertBefore(rest, parent.NextSibling)
		node = rest
	}
	return node
}

// content reports whether anything stands in an element before one of its children.
func content(parent, child *html.Node) bool {
	for kid := parent.FirstChild; kid != child; kid = kid.NextSibling {
		if kid.Type == html.ElementNode || strings.TrimSpace(kid.Data) != "" && kid.Type == html.TextNode {
			return true
		}
	}
	return false
}

func childrenOf(node *html.Node) []*html.Node {
	var out []*html.Node
	for kid := range node.ChildNodes() {
		out = append(out, kid)
	}
	return out
}

func indexOf(nodes []*html.Node, node *html.Node) int {
	for i, have := range nodes {
		if have == node {
			return i
		}
	}
	return 0
}
