package webpage

import (
	"strings"

	"golang.org/x/net/html"
)

// survey is what one walk over a page finds, in document order.
type survey struct {
	// meta holds the contents of meta elements by their name, property, itemprop or http-equiv, in lower case.
	meta  map[string][]string
	title string
	lang  string
	// crumb is the second step of the breadcrumbs.
	crumb string

	links, ld, h1, h2, times, licenses, authors, tags, categories, bylines, dated []*html.Node
	// items are the roots of microdata, typed those of RDFa, entries those of microformats.
	items, typed, entries []*html.Node
	// bodies say themselves that they are the body of the article.
	bodies []*html.Node
	// data are scripts that hold data.
	data []*html.Node
	// styles hold the pictures of SingleFile.
	styles   []*html.Node
	elements int
}

// maxFound bounds how many elements of a kind are kept. An article has one headline, a thread some hundred times.
const maxFound = 2000

func look(doc *html.Node) survey {
	s := survey{meta: map[string][]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			s.elements++
			if n.Namespace == "" {
				s.element(n)
			}
		}
	}
	return s
}

func keep(list *[]*html.Node, n *html.Node) {
	if len(*list) < maxFound {
		*list = append(*list, n)
	}
}

func (s *survey) element(n *html.Node) {
	switch n.Data {
	case "meta":
		s.addMeta(n)
		return
	case "link":
		keep(&s.links, n)
		return
	case "script":
		if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
			keep(&s.ld, n)
		} else if islandScript(n) {
			keep(&s.data, n)
		}
		return
	case "style":
		keep(&s.styles, n)
		return
	case "html":
		s.lang = strings.TrimSpace(attr(n, "lang"))
		if s.lang == "" {
			s.lang = strings.TrimSpace(attr(n, "xml:lang"))
		}
	case "title":
		if s.title == "" {
			s.title = textOf(n)
		}
		return
	case "h1":
		keep(&s.h1, n)
	case "h2", "h3":
		keep(&s.h2, n)
	case "time":
		keep(&s.times, n)
	case "a":
		s.anchor(n)
	}
	s.attributes(n)
}

func (s *survey) addMeta(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" || len(content) > 1<<16 {
		return
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "name", "property", "itemprop", "http-equiv":
			// Some pages write two names into one attribute, as in property="og:title twitter:title".
			for key := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if name, ok := strings.CutPrefix(key, "dc:"); ok {
					key = "dc." + name
				} else if name, ok := strings.CutPrefix(strings.Replace(key, "dcterm:", "dcterms:", 1), "dcterms:"); ok {
					key = "dcterms." + name
				}
				if len(s.meta[key]) < 100 && (a.Key != "itemprop" || !inItem(n)) {
					s.meta[key] = append(s.meta[key], content)
				}
			}
		}
	}
}

// inItem says whether an itemprop belongs to an item, and is no property of the page at large.
func inItem(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if hasAttr(p, "itemscope") {
			return true
		}
	}
	return false
}

func (s *survey) anchor(n *html.Node) {
	category := relHas(n, "category")
	for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
		switch rel {
		case "author":
			keep(&s.authors, n)
		case "tag":
			if !category {
				keep(&s.tags, n)
			}
		case "category":
			keep(&s.categories, n)
		case "license":
			keep(&s.licenses, n)
		}
	}
}

// attributes sorts elements by what their attributes say, whatever the elements are.
func (s *survey) attributes(n *html.Node) {
	for _, a := range n.Attr {
		switch a.Key {
		case "itemscope":
			if strings.Contains(attr(n, "itemtype"), "schema.org") {
				keep(&s.items, n)
			}
		case "typeof":
			keep(&s.typed, n)
		case "itemprop":
			if strings.EqualFold(strings.TrimSpace(a.Val), "articlebody") {
				keep(&s.bodies, n)
			}
		case "property":
			if p := strings.ToLower(a.Val); p == "articlebody" || p == "schema:articlebody" || p == "content:encoded" {
				keep(&s.bodies, n)
			}
		case "class":
			s.class(n, a.Val)
		}
	}
}

func (s *survey) class(n *html.Node, class string) {
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "hentry", "h-entry":
			if !inDiscussion(n) {
				keep(&s.entries, n)
			}
		case "e-content":
			keep(&s.bodies, n)
		}
	}
	if s.crumb == "" && strings.Contains(class, "breadcrumb") {
		if steps := findAll(n, named("a")); len(steps) > 1 {
			s.crumb = textOf(steps[1])
		}
	}
	byline, dated := false, false
	words(class, func(t string) bool {
		switch t {
		case "byline", "bylines", "author", "authors", "penulis", "auteur", "redaktur", "wartawan", "jurnalis", "reporter",
			"autor", "autora": //nolint:misspell // Spanish, Portuguese and German
			byline = true
		case "date", "time", "datetime", "published", "pubdate", "posted", "timestamp", "tanggal", "waktu", "datum", "fecha",
			"dateline", "publication", "publish", "jam", "info", "meta", "source":
			dated = true
		}
		return true
	})
	if (byline || dated) && inDiscussion(n) {
		return
	}
	if byline {
		keep(&s.bylines, n)
	}
	if dated || byline {
		keep(&s.dated, n)
	}
}

// inDiscussion says whether an element is part of what readers write below an article.
func inDiscussion(n *html.Node) bool {
	for a := n; a != nil && !is(a, "body"); a = a.Parent {
		if !is(a, "main", "article") && hasToken(a, discussion) {
			return true
		}
	}
	return false
}

// first gives the first content of the first of the names that the page has.
func (s *survey) first(names ...string) string {
	for _, name := range names {
		for _, content := range s.meta[name] {
			if content != "" {
				return content
			}
		}
	}
	return ""
}

// all gives all contents of the first of the names that the page has.
func (s *survey) all(names ...string) []string {
	for _, name := range names {
		if len(s.meta[name]) > 0 {
			return s.meta[name]
		}
	}
	return nil
}

// link gives the address of the first link element of a relation.
func (s *survey) link(rel string) string {
	for _, n := range s.links {
		if relHas(n, rel) && attr(n, "href") != "" {
			return strings.TrimSpace(attr(n, "href"))
		}
	}
	return ""
}
