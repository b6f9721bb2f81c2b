package tidy

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// children cleans what is in a node, from the inside out.
func (c *cleaner) children(n *html.Node) {
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		c.node(child)
		child = next
	}
}

func (c *cleaner) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if structural(n.Parent) && blank(n.Data) {
			n.Parent.RemoveChild(n)
			return
		}
		if !preformatted(n) {
			n.Data = collapsed(n.Data)
			if before := n.PrevSibling; before != nil && before.Data == "br" && before.Type == html.ElementNode {
				n.Data = strings.TrimLeft(n.Data, " ")
			}
		}
		return
	case n.Type != html.ElementNode, gone(n):
		n.Parent.RemoveChild(n)
		return
	case n.Namespace == "math":
		return // the sanitizer knows which of it is safe, and none of it is dirt
	case n.Namespace != "":
		n.Parent.RemoveChild(n)
		return
	case n.Data == "iframe" || n.Data == "object" || n.Data == "embed":
		c.frame(n)
		return
	}
	c.children(n)
	rename(n)
	c.attributes(n)
	switch {
	case n.Data == "a" && !c.anchor(n):
		remove(n, "href")
		if _, id := value(n, "id"); !id {
			unwrap(n)
			return
		}
	case n.Data == "div" || n.Data == "section":
		c.container(n)
		return
	case meaningless(n):
		c.unwrapKeepingID(n)
		return
	}
	if !filled(n) {
		c.empty(n)
	}
}

// structural names the elements in which white space between the parts says nothing.
func structural(n *html.Node) bool {
	switch n.Data {
	case "table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "figure", "picture", "audio", "video":
		return true
	}
	return false
}

// preformatted reports whether white space counts where a text stands.
func preformatted(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "pre" || p.Data == "listing" || p.Data == "xmp" {
			return true
		}
	}
	return false
}

// collapsed is a text as a browser shows it: runs of white space are one space. A no-break space is none of them.
func collapsed(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			if !space {
				b.WriteByte(' ')
			}
			space = true
		default:
			if unicode.IsControl(r) {
				continue // nobody sees it, and a terminal obeys it
			}
			b.WriteRune(r)
			space = false
		}
	}
	return b.String()
}

// gone names the elements that go with all that is in them. What they are in readers' terms is on the receipt.
func gone(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "template", "noscript", "noembed", "noframes", "frame", "frameset", "title", "link", "meta", "base",
		"basefont", "svg", "canvas", "applet", "param", "bgsound", "dialog", "button", "input", "select", "textarea",
		"option", "optgroup", "datalist", "keygen", "progress", "meter", "output":
		return true
	}
	_, hidden := value(n, "hidden")
	return hidden
}

// rename gives elements of another age or place the name that they have here.
func rename(n *html.Node) {
	to := map[string]atom.Atom{
		"article": atom.Section, "header": atom.Div, "footer": atom.Div, "main": atom.Div, "hgroup": atom.Div, "search": atom.Div,
		"center": atom.Div, "fieldset": atom.Div, "form": atom.Div, "legend": atom.P, "address": atom.P,
		"strike": atom.S, "tt": atom.Code, "acronym": atom.Abbr, "dir": atom.Ul, "menu": atom.Ul, "listing": atom.Pre, "xmp": atom.Pre,
	}[n.Data]
	if to != 0 {
		n.Data, n.DataAtom = to.String(), to
	}
}

// meaningless reports whether an element says nothing about what is in it.
func meaningless(n *html.Node) bool {
	switch n.Data {
	case "font", "big", "nobr", "label", "body", "html", "head", "blink", "marquee":
		return true
	case "span":
		return len(n.Attr) == 0
	}
	return n.DataAtom == 0 // an element that some script would have given a meaning
}

// attributes keeps those that say something to readers. The sanitizer reads them again.
func (c *cleaner) attributes(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Namespace == "" && c.keeps(n, &a) {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
	switch n.Data {
	case "img", "source", "track", "audio", "video":
		c.media(n)
	case "blockquote", "q", "ins", "del":
		if ref, has := value(n, "cite"); has {
			if u, ok := c.at.whole(ref); ok {
				set(n, "cite", u.String())
			}
		}
	}
}

func (c *cleaner) keeps(n *html.Node, a *html.Attribute) bool {
	switch a.Key {
	case "lang", "dir":
		return strings.TrimSpace(a.Val) != ""
	case "id":
		a.Val = strings.TrimSpace(a.Val)
		return c.targets[a.Val]
	case "name":
		// The name of an anchor was the way to mark a place before ids were.
		if _, has := value(n, "id"); n.Data == "a" && !has && c.targets[a.Val] {
			a.Key = "id"
			return true
		}
		return n.Data == "map" && c.targets[a.Val]
	case "role":
		return strings.HasPrefix(a.Val, "doc-") || a.Val == "note"
	case "class":
		return code(n, a)
	case "href":
		return n.Data == "a" || n.Data == "area"
	case "title":
		return n.Data == "abbr" || n.Data == "dfn" || n.Data == "a" || n.Data == "img"
	case "aria-label":
		return n.Data == "a" || n.Data == "nav" || n.Data == "section" || n.Data == "aside"
	}
	return special(n.Data, a.Key)
}

// special lists the attributes that one kind of element has.
func special(name, key string) bool {
	switch name {
	case "img":
		return among(key, "src", "srcset", "sizes", "alt", "width", "height", "usemap")
	case "source":
		return among(key, "src", "srcset", "sizes", "media", "type", "width", "height")
	case "video":
		return among(key, "src", "poster", "controls", "width", "height")
	case "audio":
		return among(key, "src", "controls")
	case "track":
		return among(key, "src", "kind", "srclang", "label", "default")
	case "td", "th":
		return among(key, "colspan", "rowspan", "headers", "scope", "abbr")
	case "col", "colgroup":
		return key == "span"
	case "ol":
		return among(key, "start", "type", "reversed")
	case "li", "data":
		return key == "value"
	case "time":
		return key == "datetime"
	case "ins", "del":
		return among(key, "datetime", "cite")
	case "blockquote", "q":
		return key == "cite"
	case "details":
		return key == "open"
	case "area":
		return among(key, "shape", "coords", "alt")
	case "a":
		return key == "hreflang"
	}
	return false
}

func among(s string, list ...string) bool {
	for _, l := range list {
		if s == l {
			return true
		}
	}
	return false
}

// code keeps the one class that means something: the language of a program.
func code(n *html.Node, a *html.Attribute) bool {
	if !among(n.Data, "pre", "code", "samp", "kbd") {
		return false
	}
	for class := range strings.FieldsSeq(a.Val) {
		if strings.HasPrefix(class, "language-") || strings.HasPrefix(class, "lang-") {
			a.Val = class
			return true
		}
	}
	return false
}

// frame puts a link in the place of a page of another site. A reader can follow it; the page would have run by itself.
func (c *cleaner) frame(n *html.Node) {
	ref, _ := value(n, "src")
	if n.Data == "object" {
		ref, _ = value(n, "data")
	}
	u, ok := c.at.whole(ref)
	if ref == "" || !ok || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		n.Parent.RemoveChild(n)
		return
	}
	label, _ := value(n, "title")
	if label = line(label); label == "" {
		label = frameName(u)
	}
	a := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: watchable(u)}}}
	a.AppendChild(&html.Node{Type: html.TextNode, Data: label})
	n.Parent.InsertBefore(a, n)
	n.Parent.RemoveChild(n)
	if !c.anchor(a) {
		unwrap(a)
	}
}

func frameName(u *url.URL) string {
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") + strings.TrimRight(u.Path, "/")
}

// watchable is the page that shows to a person what a frame showed: players have addresses that are empty by themselves.
func watchable(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if id, ok := strings.CutPrefix(u.Path, "/embed/"); ok && (host == "youtube.com" || host == "youtube-nocookie.com") {
		return "https://www.youtube.com/watch?v=" + url.QueryEscape(id)
	}
	if id, ok := strings.CutPrefix(u.Path, "/video/"); ok && host == "player.vimeo.com" {
		return "https://vimeo.com/" + id
	}
	return u.String()
}
