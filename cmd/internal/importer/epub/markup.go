package epub

import (
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
)

// spot is an element of a file, by its id; the empty id is the file's start.
type spot struct {
	file *file
	id   string
}

// where says in which chapter each spot is, and under which id.
type where map[spot]anchor

type anchor struct {
	chapter *chapter
	id      string
}

// index finds every spot of the book. Where two files of a chapter use one id, the later gets another.
func (b *book) index(chapters []*chapter) where {
	out := where{}
	for _, c := range chapters {
		used := map[string]bool{}
		for _, p := range c.parts {
			if p.first {
				if _, known := out[spot{p.file, ""}]; !known {
					out[spot{p.file, ""}] = anchor{c, ""}
				}
			}
			for _, root := range p.nodes {
				out.add(c, p, root, used)
				for node := range root.Descendants() {
					out.add(c, p, node, used)
				}
			}
		}
	}
	return out
}

func (w where) add(c *chapter, p *part, node *html.Node, used map[string]bool) {
	for _, key := range []string{"id", "name"} {
		id := attribute(node, key)
		if id == "" {
			continue
		}
		if _, known := w[spot{p.file, id}]; known {
			continue
		}
		fresh := id
		for n := 2; used[fresh]; n++ {
			fresh = id + "-" + strconv.Itoa(n)
		}
		used[fresh] = true
		w[spot{p.file, id}] = anchor{c, fresh}
	}
}

// markup writes a chapter as HTML whose addresses hold wherever it stands.
func (b *book) markup(c *chapter, w where) string {
	var out strings.Builder
	for _, p := range c.parts {
		for _, root := range p.nodes {
			b.element(c, p, root, w)
			for node := range root.Descendants() {
				b.element(c, p, node, w)
			}
			if root.Type == html.CommentNode || root.DataAtom == atom.Script || root.DataAtom == atom.Style {
				continue
			}
			// Rendering fails only for trees that the parser does not make.
			_ = html.Render(&out, clean(root))
		}
	}
	return strings.TrimSpace(out.String())
}

// clean takes out the numbers of printed pages, and drawings that only wrap a picture.
func clean(root *html.Node) *html.Node {
	top := &html.Node{Type: html.DocumentNode}
	if root.Parent != nil {
		root.Parent.RemoveChild(root)
	}
	top.AppendChild(root)
	var breaks, drawings []*html.Node
	for node := range top.Descendants() {
		switch {
		case hasWord(attribute(node, "epub:type"), "pagebreak"), attribute(node, "role") == "doc-pagebreak":
			breaks = append(breaks, node)
		case node.Data == "svg" && node.Type == html.ElementNode:
			drawings = append(drawings, node)
		}
	}
	for _, node := range breaks {
		for node.FirstChild != nil {
			node.RemoveChild(node.FirstChild)
		}
	}
	for _, svg := range drawings {
		unwrap(svg)
	}
	return top
}

// unwrap puts a drawing's picture in the place of the drawing.
func unwrap(svg *html.Node) {
	for node := range svg.Descendants() {
		if !picture(node) {
			continue
		}
		img := &html.Node{Type: html.ElementNode, Data: "img", DataAtom: atom.Img, Attr: []html.Attribute{{Key: "src", Val: pictureSource(node)}}}
		for inner := range svg.Descendants() {
			if inner.Data == "title" || inner.Data == "desc" {
				img.Attr = append(img.Attr, html.Attribute{Key: "alt", Val: folded(inner)})
				break
			}
		}
		svg.Parent.InsertBefore(img, svg)
		svg.Parent.RemoveChild(svg)
		return
	}
}

func pictureSource(node *html.Node) string {
	for _, key := range []string{"src", "xlink:href", "href"} {
		if value := attribute(node, key); value != "" {
			return value
		}
	}
	return ""
}

// element gives the references of one element the addresses that they mean.
func (b *book) element(c *chapter, p *part, node *html.Node, w where) {
	for i := range node.Attr {
		attr := &node.Attr[i]
		switch {
		case attr.Key == "id", attr.Key == "name" && node.DataAtom == atom.A:
			if at, ok := w[spot{p.file, attr.Val}]; ok {
				attr.Val = at.id
			}
		case attr.Key == "href" && (node.DataAtom == atom.A || node.DataAtom == atom.Area):
			attr.Val = b.reference(c, p, attr.Val, w)
		case attr.Key == "src", attr.Key == "poster", attr.Key == "href", attr.Key == "xlink:href":
			if name, ok := resolve(folder(p.file.path), attr.Val); ok {
				attr.Val = beside.Address(name)
			}
		}
	}
}

// reference is where a link leads: into the same chapter, to another, or out of the book.
func (b *book) reference(c *chapter, p *part, href string, w where) string {
	name, fragment, ok := target(folder(p.file.path), href)
	if !ok {
		return href
	}
	to := p.file
	if name != "" {
		if to = b.byURL[b.known(name)]; to == nil {
			return beside.Address(name)
		}
	}
	at, ok := w[spot{to, fragment}]
	if !ok {
		at, ok = w[spot{to, ""}]
	}
	switch {
	case !ok:
		return beside.Address(to.path)
	case at.chapter == c && at.id != "":
		return "#" + at.id
	case at.id == "":
		return at.chapter.link()
	}
	return at.chapter.link() + "#" + at.id
}

func folder(name string) string { return path.Dir(name) }
