package media

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// body brings in all that a content shows and plays.
func (j *job) body(root *html.Node) {
	j.extra = map[*html.Node][]*html.Node{}
	j.plain(root)
	j.noscript(root)
	for _, n := range all(root, "img", "video", "audio") {
		switch {
		case j.ctx.Err() != nil:
			return
		case within(n, "video", "audio"):
			// It is for browsers that play neither, and never shown.
		case n.Data == "img":
			j.image(n)
		default:
			j.recording(n)
		}
	}
}

// all lists the elements of some names in the order of the document.
func all(root *html.Node, names ...string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Namespace == "" && slices.Contains(names, n.Data) {
			found = append(found, n)
		}
	}
	return found
}

// plain turns what AMP and old pages write into the elements of HTML.
func (j *job) plain(root *html.Node) {
	for _, n := range all(root, "amp-img", "amp-anim", "amp-video", "amp-audio", "object") {
		switch n.Data {
		case "amp-img", "amp-anim":
			j.ampImage(n)
		case "amp-video", "amp-audio":
			rename(n, strings.TrimPrefix(n.Data, "amp-"))
			n.Attr = append(n.Attr, html.Attribute{Key: "controls"})
			j.changed = true
		case "object":
			if strings.HasPrefix(strings.ToLower(value(n, "type")), "image/") && value(n, "data") != "" {
				alt := strings.Join(strings.Fields(textOf(n)), " ")
				n.Attr = append([]html.Attribute{{Key: "src", Val: value(n, "data")}, {Key: "alt", Val: alt}}, kept(n)...)
				empty(n)
				rename(n, "img")
				j.changed = true
			}
		}
	}
}

// ampImage makes a picture of one of AMP. What stands in it, in place of the picture until it comes or when it does not,
// are candidates; all else has been swallowed because the element was not closed, and follows it.
func (j *job) ampImage(n *html.Node) {
	if n.Parent == nil || within(n, "amp-img", "amp-anim") {
		return
	}
	rename(n, "img")
	j.changed = true
	next := n.NextSibling
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		switch {
		case c.Type == html.ElementNode && (c.Data == "noscript" || c.Data == "img"):
			j.extra[n] = append(j.extra[n], append(all(c, "img"), self(c, "img")...)...)
		case c.Type == html.ElementNode && strings.HasPrefix(c.Data, "amp-") && (has(c, "placeholder") || has(c, "fallback")):
			if has(c, "fallback") {
				j.extra[n] = append(j.extra[n], c)
			}
		default:
			n.Parent.InsertBefore(c, next)
		}
	}
}

// noscript brings out the pictures that pages keep for browsers without scripts. One beside a picture is the same
// picture: it becomes a candidate of that. One alone comes out. Without pictures, the element says that scripts are needed.
func (j *job) noscript(root *html.Node) {
	for _, n := range all(root, "noscript") {
		if n.Parent == nil {
			continue
		}
		j.changed = true
		pictures := all(n, "img")
		if beside := j.neighbour(n); len(pictures) == 1 && beside != nil {
			j.extra[beside] = append(j.extra[beside], pictures[0])
		} else if len(pictures) > 0 || len(all(n, "video", "audio")) > 0 {
			for c := n.FirstChild; c != nil; c = n.FirstChild {
				n.RemoveChild(c)
				n.Parent.InsertBefore(c, n)
			}
		}
		n.Parent.RemoveChild(n)
	}
}

// neighbour gives the picture that stands next to a node, alone in whatever holds it.
func (j *job) neighbour(n *html.Node) *html.Node {
	for _, step := range []func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.PrevSibling },
		func(n *html.Node) *html.Node { return n.NextSibling },
	} {
		s := step(n)
		for s != nil && (s.Type == html.CommentNode || s.Type == html.TextNode && strings.TrimSpace(s.Data) == "") {
			s = step(s)
		}
		if s == nil || s.Type != html.ElementNode {
			continue
		}
		if pictures := append(self(s, "img"), all(s, "img")...); len(pictures) == 1 && strings.TrimSpace(textOf(s)) == "" {
			return pictures[0]
		}
	}
	return nil
}

// self is the node in a list, if it has the name.
func self(n *html.Node, name string) []*html.Node {
	if n.Type == html.ElementNode && n.Data == name {
		return []*html.Node{n}
	}
	return nil
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func within(n *html.Node, names ...string) bool {
	for p := range n.Ancestors() {
		if p.Type == html.ElementNode && slices.Contains(names, p.Data) {
			return true
		}
	}
	return false
}

func rename(n *html.Node, name string) { n.Data, n.DataAtom = name, atom.Lookup([]byte(name)) }

func empty(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}

// textOf is the text in a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// unwrap puts the children of a node in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}
