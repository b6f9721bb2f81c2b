package tidy

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"github.com/lontar-reader/lontar/app/article"
	"github.com/lontar-reader/lontar/app/sanitize"
)

// address is where a content stands.
type address struct{ base *url.URL }

func (c *cleaner) base(s string) {
	if u, err := url.Parse(s); err == nil && u.Scheme != "" {
		c.at.base = u
	}
}

// whole resolves a reference. It is false for what leads nowhere: no address, a scheme that acts, a relative one without
// a base.
func (a address) whole(ref string) (*url.URL, bool) {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return nil, false
	}
	if a.base != nil {
		u = a.base.ResolveReference(u)
	}
	return u, u.Scheme != ""
}

// aim notes which ids of a content links lead to: no other id is of use to anyone, and no other link within it leads
// anywhere.
func (c *cleaner) aim(root *html.Node) {
	there := map[string]bool{}
	wanted := map[string]bool{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for _, a := range n.Attr {
			switch a.Key {
			case "id", "name":
				there[strings.TrimSpace(a.Val)] = true
			case "href":
				if id, ok := c.fragment(a.Val); ok {
					wanted[id] = true
				}
			case "headers":
				for id := range strings.FieldsSeq(a.Val) {
					wanted[id] = true
				}
			case "usemap":
				wanted[strings.TrimPrefix(a.Val, "#")] = true
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(root)
	// The parts of a book or of a folder link into each other, and the others are not known here.
	parts := c.at.base != nil && c.at.base.Scheme == "file"
	for id := range there {
		if id != "" && (wanted[id] || parts) {
			c.targets[id] = true
		}
	}
}

// fragment gives the id that a link within the content leads to.
func (c *cleaner) fragment(ref string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || u.Fragment == "" {
		return "", false
	}
	if u.Scheme == "" && u.Host == "" && u.Path == "" && u.RawQuery == "" {
		return u.Fragment, true
	}
	if c.at.base == nil {
		return "", false
	}
	id := u.Fragment
	u = c.at.base.ResolveReference(u)
	here := *c.at.base
	u.Fragment, u.RawFragment, here.Fragment, here.RawFragment = "", "", "", ""
	return id, u.String() == here.String()
}

// anchor makes a link's address whole, and one of the library's own where it leads to an article. It is false when the
// link leads nowhere.
func (c *cleaner) anchor(n *html.Node) bool {
	ref, has := value(n, "href")
	if !has {
		return false
	}
	if id, ok := c.fragment(ref); ok {
		set(n, "href", (&url.URL{Fragment: id}).String())
		return c.final || c.targets[id]
	}
	if path, ok := article.LocalMedia(ref); ok && strings.HasPrefix(ref, "/content/") {
		set(n, "href", article.MediaURL(path))
		return true
	}
	if strings.HasPrefix(ref, "/articles/") && c.at.base == nil {
		return true
	}
	u, ok := c.at.whole(ref)
	if !ok {
		return false
	}
	if slug, ok := c.slug(u); ok {
		inside := url.URL{Path: "/articles/" + slug, Fragment: u.Fragment}
		set(n, "href", inside.String())
		return true
	}
	switch u.Scheme {
	case "file":
		c.waiting++
		set(n, "href", u.String())
		return !c.final
	case "mailto", "tel":
		return true
	}
	outside, _, ok := sanitize.External(u.String())
	set(n, "href", outside)
	return ok
}

// leads tells the sanitizer, which knows neither where a content stands nor what comes along with it, that a link leads
// somewhere. The slug that it gives is of no use but for the receipt.
func (c *cleaner) leads(ref string) (slug string, ok bool) {
	u, ok := c.at.whole(ref)
	if !ok || c.at.base == nil {
		return "", false
	}
	if parsed, err := url.Parse(strings.TrimSpace(ref)); err != nil || parsed.Scheme != "" && u.Scheme != "file" {
		return "", false // a whole address is judged as it is
	}
	return "x", u.Scheme == "file" || u.Scheme == "http" || u.Scheme == "https"
}

// slug asks for the article behind an address: with its fragment first, for the chapters of a book may share a file.
func (c *cleaner) slug(u *url.URL) (string, bool) {
	if c.link == nil {
		return "", false
	}
	if u.Fragment != "" {
		if slug, ok := c.link(u.String()); ok {
			return slug, true
		}
	}
	bare := *u
	bare.Fragment, bare.RawFragment = "", ""
	return c.link(bare.String())
}

// media makes the addresses of pictures and recordings whole that are not in the library.
func (c *cleaner) media(n *html.Node) {
	for _, key := range []string{"src", "poster"} {
		ref, has := value(n, key)
		if !has || strings.HasPrefix(ref, "data:") {
			continue
		}
		if _, local := article.LocalMedia(ref); local && strings.HasPrefix(ref, "/content/") {
			continue
		}
		if u, ok := c.at.whole(ref); ok && (u.Scheme == "http" || u.Scheme == "https") {
			set(n, key, u.String())
		} else {
			remove(n, key)
		}
	}
	if set, has := value(n, "srcset"); has && !strings.Contains(set, "/content/media/") {
		remove(n, "srcset") // what was not brought into the library is shown in one size, when the reader asks for it
		remove(n, "sizes")
	}
}

func value(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func set(n *html.Node, key, v string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			n.Attr[i].Val = v
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: v})
}

func remove(n *html.Node, key string) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key != key {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}
