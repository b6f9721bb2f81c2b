package feed

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Absolute returns markup with every address in it made absolute, as seen from base: those of links, pictures, sounds,
// films and quotations. Markup or a base that cannot be read comes back as it is.
func Absolute(markup, base string) string {
	from, err := url.Parse(base)
	if err != nil || !from.IsAbs() {
		return markup
	}
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return markup
	}
	var b strings.Builder
	for _, n := range nodes {
		absoluteNode(n, from)
		for d := range n.Descendants() {
			absoluteNode(d, from)
		}
		if err := html.Render(&b, n); err != nil {
			return markup
		}
	}
	return b.String()
}

func absoluteNode(n *html.Node, from *url.URL) {
	if n.Type != html.ElementNode {
		return
	}
	for i, a := range n.Attr {
		switch a.Key {
		case "href", "src", "poster", "cite":
			n.Attr[i].Val = resolve(from, a.Val)
		case "srcset":
			n.Attr[i].Val = resolveSet(from, a.Val)
		}
	}
}

func resolve(from *url.URL, ref string) string {
	u, err := from.Parse(strings.TrimSpace(ref))
	if err != nil {
		return ref
	}
	return u.String()
}

// resolveSet does the same for a list of pictures. Sanitized addresses hold neither commas nor white space.
func resolveSet(from *url.URL, set string) string {
	parts := strings.Split(set, ",")
	for i, part := range parts {
		ref, descriptor, _ := strings.Cut(strings.TrimSpace(part), " ")
		parts[i] = strings.TrimSpace(resolve(from, ref) + " " + strings.TrimSpace(descriptor))
	}
	return strings.Join(parts, ", ")
}
