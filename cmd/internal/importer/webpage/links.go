package webpage

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// resolve makes the addresses in a tree absolute. Links to places in the page itself keep only the place.
func (p *page) resolve(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for i := range n.Attr {
			a := &n.Attr[i]
			switch a.Key {
			case "href":
				if is(n, "a", "area") {
					a.Val = p.resolveLink(a.Val)
				}
			case "src", "poster":
				if is(n, "img", "source", "video", "audio", "track", "iframe", "embed") {
					a.Val = p.resolvePicture(a.Val)
				}
			case "srcset":
				a.Val = p.resolveSet(a.Val)
			case "cite":
				if u := p.absolute(a.Val); u != nil {
					a.Val = u.String()
				}
			}
		}
	}
}

func (p *page) resolveLink(ref string) string {
	ref = strings.TrimSpace(ref)
	if strings.HasPrefix(ref, "#") || ref == "" {
		return ref
	}
	if u, err := url.Parse(ref); err == nil && u.IsAbs() && u.Scheme != "http" && u.Scheme != "https" {
		if strings.EqualFold(u.Scheme, "javascript") || strings.EqualFold(u.Scheme, "data") {
			return ""
		}
		return ref
	}
	u := p.absolute(ref)
	if u == nil {
		if saved := p.besideURL(ref); saved != "" {
			return saved
		}
		return ref
	}
	if u.Fragment != "" && p.address != nil {
		page, here := *u, *p.address
		page.Fragment, page.RawFragment = "", ""
		if page.String() == here.String() {
			return "#" + u.EscapedFragment()
		}
	}
	return u.String()
}

func (p *page) resolveSet(set string) string {
	if set == "" {
		return ""
	}
	var b strings.Builder
	rest := set
	for _, c := range candidatesOf(rest) {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.resolvePicture(c.ref))
		if c.descriptor != "" {
			b.WriteString(" " + c.descriptor)
		}
	}
	return b.String()
}
