package epub

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNotes bounds how many notes of one book are moved.
const maxNotes = 20_000

// bringNotes moves notes that stand in a file of their own to the end of the file whose text refers to them first: in a
// library of articles nobody turns to the back of the book. A file with nothing but a heading left in it is no chapter.
func (b *book) bringNotes() {
	moved, from := map[spot]spot{}, map[*file]bool{}
	for _, f := range b.spine {
		if f.body == nil || from[f] {
			continue
		}
		var links []*html.Node
		for node := range f.body.Descendants() {
			if node.DataAtom == atom.A && attribute(node, "href") != "" {
				links = append(links, node)
			}
		}
		for _, a := range links {
			name, fragment, ok := target(folder(f.path), attribute(a, "href"))
			other := b.byURL[b.known(name)]
			if !ok || fragment == "" || other == nil || other == f || other.body == nil || folder(other.path) != folder(f.path) || len(moved) >= maxNotes {
				continue
			}
			if to, ok := moved[spot{other, fragment}]; ok { // to the chapter before
				setHref(a, (&url.URL{Path: "./" + path.Base(to.file.path), Fragment: to.id}).String())
				continue
			}
			if note := noteOf(other, other.ids[fragment]); note != nil {
				from[other] = true
				moved[spot{other, fragment}] = spot{f, f.takeNote(other, note, a, fragment)}
			}
		}
	}
	for f := range from {
		if rest, pictures := measure(childrenOf(f.body)); !pictures && rest == headings(f.body) {
			f.body = nil
		}
	}
}

// noteOf gives the note that an element is or stands in. Only what is marked as one is, and items and asides of a file
// that is outside the reading order, or that says of itself that it holds notes.
func noteOf(f *file, at *html.Node) *html.Node {
	aside := !f.linear || strings.Contains(f.kind, "notes")
	for node := at; node != nil && node != f.body; node = node.Parent {
		for _, kind := range []string{"endnote", "footnote", "rearnote"} {
			if hasWord(attribute(node, "epub:type"), kind) || attribute(node, "role") == "doc-"+kind {
				return node
			}
		}
		if aside && (node.DataAtom == atom.Li || node.DataAtom == atom.Aside) {
			return node
		}
	}
	return nil
}

// takeNote moves a note to the end of a file, and lets the link that refers to it lead there. It gives the note's new id.
func (f *file) takeNote(other *file, note, link *html.Node, fragment string) (id string) {
	note.Parent.RemoveChild(note)
	if note.DataAtom == atom.Li { // Its number was that of the list.
		note.Data, note.DataAtom = "div", atom.Div
		note.InsertBefore(&html.Node{Type: html.TextNode, Data: strings.TrimSuffix(strings.Trim(folded(link), "[]()"), ".") + ". "}, note.FirstChild)
	}
	f.body.AppendChild(note)
	for _, node := range append([]*html.Node{note}, elements(note)...) {
		for i := range node.Attr {
			attr := &node.Attr[i]
			if attr.Key != "id" && attr.Key != "name" || attr.Val == "" || other.ids[attr.Val] != node {
				continue
			}
			delete(other.ids, attr.Val)
			fresh := attr.Val
			for n := 2; f.ids[fresh] != nil; n++ {
				fresh = attr.Val + "-" + strconv.Itoa(n)
			}
			if attr.Val == fragment {
				id = fresh
				setHref(link, (&url.URL{Fragment: fresh}).String())
			}
			attr.Val = fresh
			f.ids[fresh] = node
		}
	}
	return id
}

func elements(root *html.Node) []*html.Node {
	var out []*html.Node
	for node := range root.Descendants() {
		if node.Type == html.ElementNode {
			out = append(out, node)
		}
	}
	return out
}

func setHref(link *html.Node, href string) {
	for i := range link.Attr {
		if link.Attr[i].Key == "href" {
			link.Attr[i].Val = href
		}
	}
}

// headings is the text of all headings.
func headings(root *html.Node) string {
	var all []string
	for node := range root.Descendants() {
		if heading(node) {
			all = append(all, folded(node))
		}
	}
	return strings.Join(all, " ")
}
