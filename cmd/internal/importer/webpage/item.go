package webpage

import (
	"strings"

	"golang.org/x/net/html"
)

// microdata makes a thing of an element with itemscope (HTML, section 5, "Microdata").
func microdata(root *html.Node) thing {
	return property{scope: "itemscope", kind: "itemtype", name: "itemprop"}.read(root, 0)
}

// rdfa makes a thing of an element with typeof (RDFa Lite, with schema.org or Dublin Core as vocabulary).
func rdfa(root *html.Node) thing {
	return property{scope: "typeof", kind: "typeof", name: "property"}.read(root, 0)
}

// property is one of the two syntaxes that say properties in attributes.
type property struct{ scope, kind, name string }

func (p property) read(root *html.Node, depth int) thing {
	t := thing{}
	for kind := range strings.FieldsSeq(attr(root, p.kind)) {
		t["@type"] = append(list(t["@type"]), kind)
	}
	if id := attr(root, "itemid"); id != "" {
		t["@id"] = id
	}
	if depth < maxThingDepth {
		p.members(t, root, depth)
	}
	return t
}

// members adds the properties that stand below an element, as far as they belong to no other thing.
func (p property) members(t thing, n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		names, scoped := attr(c, p.name), hasAttr(c, p.scope)
		for name := range strings.FieldsSeq(names) {
			name = name[strings.LastIndexByte(name, ':')+1:]
			var v any
			if scoped {
				v = p.read(c, depth+1)
			} else if name == "articleBody" || name == "text" || name == "reviewBody" {
				v = "" // the page has it, with its markup
			} else {
				v = valueOf(c, p.name == "property")
			}
			if len(list(t[name])) < 1000 && v != "" {
				t[name] = append(list(t[name]), v)
			}
		}
		// The entries of a thread and of a ticker are things of their own, and many: their parts are not the page's.
		if !scoped {
			p.members(t, c, depth)
		}
	}
}

// valueOf gives the value of an element with a property.
func valueOf(n *html.Node, rdfa bool) string {
	if content := attr(n, "content"); content != "" {
		return strings.TrimSpace(content)
	}
	switch n.Data {
	case "a", "area", "link":
		// Everybody writes <a itemprop="author">Name</a>, and means the name.
		if s := textOf(n); s != "" && !rdfa {
			return s
		}
		return attr(n, "href")
	case "img", "audio", "embed", "iframe", "source", "track", "video":
		return attr(n, "src")
	case "amp-img":
		return attr(n, "src")
	case "object":
		return attr(n, "data")
	case "data", "meter":
		return attr(n, "value")
	case "time":
		if t := attr(n, "datetime"); t != "" {
			return t
		}
	}
	return textOf(n)
}

// microformat makes a thing of an hAtom or h-entry element.
func microformat(root *html.Node) thing {
	t := thing{"@type": "BlogPosting"}
	put := func(name string, v any) {
		if s, ok := v.(string); ok && s == "" || t[name] != nil && name != "author" && name != "keywords" {
			return
		}
		t[name] = append(list(t[name]), v)
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || hasClass(c, "h-entry") || hasClass(c, "hentry") || hasClass(c, "h-cite") { // a reply has an author, too
				continue
			}
			inside := true
			for class := range strings.FieldsSeq(attr(c, "class")) {
				switch class {
				case "entry-title", "p-name":
					put("headline", textOf(c))
				case "entry-summary", "p-summary":
					put("description", textOf(c))
				case "published", "dt-published":
					put("datePublished", dateText(c))
				case "updated", "dt-updated":
					put("dateModified", dateText(c))
				case "p-category":
					put("keywords", textOf(c))
				case "u-url":
					put("url", attr(c, "href"))
				case "u-photo", "u-featured":
					put("image", attr(c, "src"))
				case "author", "p-author":
					put("author", card(c))
					inside = false
				case "entry-content", "e-content":
					inside = false
				}
			}
			if inside {
				walk(c)
			}
		}
	}
	walk(root)
	return t
}

// card makes a person of a vcard or h-card.
func card(n *html.Node) any {
	name, link := textOf(n), attr(n, "href")
	for c := range n.Descendants() {
		switch {
		case c.Type != html.ElementNode:
		case hasClass(c, "fn"), hasClass(c, "p-name"):
			name = textOf(c)
			if link == "" {
				link = attr(c, "href")
			}
		case link == "" && (hasClass(c, "url") || hasClass(c, "u-url")):
			link = attr(c, "href")
		}
	}
	return thing{"@type": "Person", "name": name, "url": link}
}

// dateText gives what an element says of a date: for machines, else for people.
func dateText(n *html.Node) string {
	for _, key := range []string{"datetime", "content", "title", "data-datetime", "data-timestamp"} {
		if s := strings.TrimSpace(attr(n, key)); s != "" && strings.ContainsAny(s, "0123456789") && (key != "title" || len(s) < 40) {
			return s
		}
	}
	if !is(n, "time") {
		if t := find(n, named("time")); t != nil && attr(t, "datetime") != "" {
			return strings.TrimSpace(attr(t, "datetime"))
		}
	}
	return textOf(n)
}
