package epub

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/lontar-reader/lontar/cmd/internal/importer/beside"
	"github.com/lontar-reader/lontar/cmd/internal/importer/xmltree"
)

// file is a content document of the spine.
type file struct {
	path, mediaType string
	linear, nav     bool
	// body is nil where the file could not be read.
	body *html.Node
	// lang and title are the document's own, kind its epub:type.
	lang, title, kind string
	ids               map[string]*html.Node
}

// load reads every file of the spine.
func (b *book) load() {
	for _, f := range b.spine {
		if strings.HasPrefix(f.mediaType, "image/") {
			f.take(page(f.path))
			continue
		}
		data, err := b.read(f.path)
		if err != nil {
			b.note("a chapter could not be read: %v", err)
			continue
		}
		doc, err := parse(data)
		if err != nil {
			b.note("a chapter could not be read: %s: %v", f.path, err)
			continue
		}
		f.take(doc)
		if f.body == nil {
			b.note("a chapter could not be read: %s has no body", f.path)
			continue
		}
		if kind := b.kinds[f.path]; kind != "" && f.kind == "" {
			f.kind = kind
		}
	}
}

// page makes a document of a picture: the pages of a comic may stand in the spine as they are.
func page(name string) *html.Node {
	img := &html.Node{Type: html.ElementNode, Data: "img", DataAtom: atom.Img, Attr: []html.Attribute{{Key: "src", Val: beside.Address(name)}}}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	doc := &html.Node{Type: html.DocumentNode}
	body.AppendChild(img)
	doc.AppendChild(body)
	return doc
}

func (f *file) take(doc *html.Node) {
	f.ids = map[string]*html.Node{}
	for node := range doc.Descendants() {
		switch node.DataAtom {
		case atom.Html, atom.Body:
			if lang := attribute(node, "lang"); lang != "" {
				f.lang = lang
			} else if lang := attribute(node, "xml:lang"); lang != "" {
				f.lang = lang
			}
			if node.DataAtom == atom.Body && f.body == nil {
				f.body = node
				f.kind = attribute(node, "epub:type")
			}
		case atom.Title:
			if f.title == "" && f.body == nil {
				f.title = folded(node)
			}
		}
		for _, key := range []string{"id", "name"} {
			if id := attribute(node, key); id != "" && f.ids[id] == nil {
				f.ids[id] = node
			}
		}
	}
	if f.body == nil {
		return
	}
	// A document of one section says there what it is.
	for node := f.body; f.kind == "" && node != nil; node = onlyChild(node) {
		f.kind = attribute(node, "epub:type")
	}
}

func onlyChild(node *html.Node) *html.Node {
	var only *html.Node
	for kid := range node.ChildNodes() {
		if kid.Type == html.ElementNode {
			if only != nil {
				return nil
			}
			only = kid
		}
	}
	return only
}

// selfClosed finds what XHTML closes in its start tag, which HTML leaves open.
var selfClosed = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9:]*)((?:[^<>"'/]|/[^>]|"[^"]*"|'[^']*')*)/>`)

// parse reads XHTML as XML, since it means other things when read as HTML: <title/> would take in all that follows. What
// is not well-formed is read as HTML.
func parse(data []byte) (*html.Node, error) {
	data = xmltree.UTF8(data)
	if root, err := xmltree.Parse(data, true); err == nil {
		doc := &html.Node{Type: html.DocumentNode}
		convert(doc, root, "")
		return doc, nil
	}
	data = selfClosed.ReplaceAllFunc(data, func(tag []byte) []byte {
		match := selfClosed.FindSubmatch(tag)
		switch strings.ToLower(string(match[1])) {
		case "br", "hr", "img", "image", "input", "link", "meta", "col", "area", "base", "wbr", "source", "track", "embed", "param":
			return tag
		}
		return []byte("<" + string(match[1]) + string(match[2]) + "></" + string(match[1]) + ">")
	})
	return html.Parse(bytes.NewReader(data))
}

// convert copies an XML element into an HTML tree.
func convert(parent *html.Node, from *xmltree.Node, space string) {
	if from.Name == "" {
		parent.AppendChild(&html.Node{Type: html.TextNode, Data: from.Text})
		return
	}
	name := from.Name
	switch name {
	case "math", "svg":
		space = name
	case "script", "style", "link", "template":
		return
	}
	node := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Namespace: space}
	for _, attr := range from.Attrs {
		key := attr.Name.Local
		switch {
		case attr.Name.Space == "xmlns" || key == "xmlns":
			continue
		case attr.Name.Space == "http://www.w3.org/XML/1998/namespace" || attr.Name.Space == "xml":
			if key != "lang" {
				continue
			}
		case strings.HasSuffix(attr.Name.Space, "2007/ops") || attr.Name.Space == "epub":
			key = "epub:" + key
		case strings.HasSuffix(attr.Name.Space, "xlink"):
			key = "xlink:" + key
		}
		if attribute(node, key) == "" {
			node.Attr = append(node.Attr, html.Attribute{Key: key, Val: attr.Value})
		}
	}
	parent.AppendChild(node)
	for _, kid := range from.Kids {
		convert(node, kid, space)
	}
}

func attribute(node *html.Node, key string) string {
	for _, attr := range node.Attr {
		if attr.Key == key || attr.Namespace != "" && attr.Namespace+":"+attr.Key == key {
			return attr.Val
		}
	}
	return ""
}

// folded is the text of a node with its white space folded.
func folded(root *html.Node) string {
	var b strings.Builder
	for node := range root.Descendants() {
		switch {
		case node.Type == html.TextNode && node.Parent.DataAtom != atom.Style && node.Parent.DataAtom != atom.Script:
			b.WriteString(node.Data)
		case node.DataAtom == atom.Br, node.DataAtom == atom.P, node.DataAtom == atom.Div, node.DataAtom == atom.Li:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
