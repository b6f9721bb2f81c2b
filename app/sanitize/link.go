package sanitize

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// anchor writes a link, or what is in it where it may not lead.
func (b *builder) anchor(to, n *html.Node, at place) {
	attributes := b.attributes("a", n)
	if value(n, "id") == "" {
		// The name of an anchor was the way to mark a place before ids were.
		if id, ok := identifier(value(n, "name")); ok {
			attributes = append(attributes, html.Attribute{Key: "id", Val: id})
		}
	}
	target, ok := []html.Attribute(nil), false
	if href, has := lookup(n, "href"); has && !at.link {
		if target, ok = b.target(href); !ok && strings.Trim(href, " \t\n#") != "" {
			b.tally.note(Address)
		}
	}
	if !ok && len(attributes) == 0 {
		b.fill(to, n, at)
		return
	}
	if !ok {
		// The text stays where other places point to it; a span, since a second link may stand in it.
		e := element("span", without(attributes, "aria-label", "hreflang", "title", "role")...)
		to.AppendChild(e)
		b.fill(e, n, at.in("span"))
		return
	}
	e := element("a", append(target, attributes...)...)
	to.AppendChild(e)
	b.fill(e, n, at.in("a"))
	// A placeholder for a picture names its host itself.
	if value(e, "class") != classForeign {
		showHost(e)
	}
}

// area writes one link of a picture's map.
func (b *builder) area(to, n *html.Node) {
	if target, ok := b.target(value(n, "href")); ok {
		to.AppendChild(element("area", append(target, b.attributes("area", n)...)...))
	}
}

// target returns the attributes that make a link, or false where there is nowhere to go.
func (b *builder) target(href string) ([]html.Attribute, bool) {
	if b.o.Slug != nil {
		if slug, ok := b.o.Slug(strings.TrimSpace(href)); ok && slugLike(slug) {
			u, _ := address(href)
			return []html.Attribute{{Key: "href", Val: b.article(slug, u)}}, true
		}
	}
	u, ok := address(href)
	if !ok {
		return nil, false
	}
	if u.Scheme != "" {
		b.tally.noteTrackers(href)
		return outward(u.String()), true
	}
	if inside, ok := b.inside(u); ok {
		return []html.Attribute{{Key: "href", Val: inside}}, true
	}
	if path, ok := b.local(href); ok {
		return outward(path), true
	}
	return nil, false
}

// outward returns the attributes of a link that leaves the app. The target matters to mail and telephone links as well:
// go-app follows a link without one as if it were a page of the app.
func outward(href string) []html.Attribute {
	return []html.Attribute{
		{Key: "href", Val: href},
		{Key: "target", Val: "_blank"},
		{Key: "rel", Val: "noopener noreferrer"},
	}
}

// showHost notes on a link that leaves the site where it leads, for the style sheet to set behind it, unless its own
// text begins with just that.
func showHost(e *html.Node) {
	u, err := url.Parse(value(e, "href"))
	if err != nil || u.Host == "" {
		return
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	said := strings.ToLower(textOf(e))
	for _, prefix := range [...]string{"https://", "http://", "www."} {
		said = strings.TrimPrefix(said, prefix)
	}
	if rest, ok := strings.CutPrefix(said, host); ok && (rest == "" || strings.ContainsRune("/?#:", rune(rest[0]))) {
		return
	}
	if host == "" || len(host) > 253 || strings.ContainsAny(host, " \t\n\"'<>") {
		return
	}
	e.Attr = append(e.Attr, html.Attribute{Key: "data-host", Val: host})
	slices.SortFunc(e.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
}

// External returns an address on the web as it may stand in a page: http or https, with a host, without a user's name
// and without what tells one reader from another. Its host is what a reader is told.
func External(raw string) (address, host string, ok bool) {
	address, ok = external(raw)
	if !ok {
		return "", "", false
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", "", false
	}
	return address, u.Hostname(), true
}

// inside returns the address in the app of a link without a scheme.
func (b *builder) inside(u *url.URL) (string, bool) {
	path := b.withoutPrefix(u.Path)
	if path == "" {
		if u.RawQuery != "" || u.Fragment == "" {
			return "", false
		}
		return fragment(u), true
	}
	if slug, ok := slugIn(path); ok {
		return b.article(slug, u), true
	}
	switch {
	case path == "/", path == "/saved", path == "/search", path == "/settings", path == "/about":
	case strings.HasPrefix(path, "/tags/") && !strings.Contains(path, ".."):
	default:
		return "", false
	}
	page := url.URL{Path: b.o.Prefix + path[1:], RawQuery: u.RawQuery}
	return page.String() + fragment(u), true
}

// article returns the address of an article of the library, with the fragment of the link to it.
func (b *builder) article(slug string, u *url.URL) string {
	path := url.URL{Path: b.o.Prefix + "articles/" + slug}
	if u == nil {
		return path.String()
	}
	return path.String() + fragment(u)
}

// withoutPrefix returns a path as it would be in an app at the root of its site.
func (b *builder) withoutPrefix(path string) string {
	if rest, ok := strings.CutPrefix(path, b.o.Prefix); ok && b.o.Prefix != "/" {
		return "/" + rest
	}
	return path
}

// fragment returns the fragment of an address with the prefix that ids have.
func fragment(u *url.URL) string {
	id, ok := identifier(u.Fragment)
	if !ok {
		return ""
	}
	return (&url.URL{Fragment: id}).String()
}

// slugIn returns the slug of the article that a path leads to: "/articles/SLUG", "../articles/SLUG", the content file
// "/content/articles/SLUG.json", or "SLUG.json" beside it.
func slugIn(path string) (string, bool) {
	path = strings.TrimPrefix(path, "./")
	for strings.HasPrefix(path, "../") {
		path = path[len("../"):]
	}
	name, isFile := strings.CutSuffix(path, ".json")
	name = strings.TrimSuffix(name, "/")
	relative := strings.TrimPrefix(name, "/")
	slug, ok := strings.CutPrefix(strings.TrimPrefix(relative, "content/"), "articles/")
	if !ok {
		slug, ok = name, isFile
	}
	return slug, ok && slugLike(slug)
}

// slugLike reports whether a text can be a slug, which is a file's name without its end.
func slugLike(s string) bool {
	return s != "" && len(s) <= 255 && s[0] != '.' && !strings.ContainsAny(s, "/\\?#%:\"'<> ") && readable(s) == s
}

// without returns the attributes but those named.
func without(attributes []html.Attribute, names ...string) []html.Attribute {
	var kept []html.Attribute
	for _, a := range attributes {
		if _, drop := oneOf(a.Key, names...); !drop {
			kept = append(kept, a)
		}
	}
	return kept
}
