package webpage

import (
	"strings"

	"golang.org/x/net/html"
)

// insetKey is the attribute of an aside that is part of the text. Readability removes every aside, so that it is a div
// while the article is looked for.
const insetKey = "data-lontar-inset"

// insets hides from readability that boxes between the paragraphs of a text are asides. A quotation pulled out of the text
// stands there twice, and goes.
func (p *page) insets(body *html.Node) {
	var text string
	quotations := 0
	for _, n := range findAll(body, named("aside")) {
		if !inset(n) {
			continue
		}
		if text == "" {
			text = fold(textOf(body))
		}
		quotations++
		if own := fold(textOf(n)); quotations <= 50 && len(own) > 20 && len(own) < 400 && strings.Count(text, own) > 1 {
			remove(n)
			continue
		}
		rename(n, "div")
		removeAttr(n, "class", "id", "role")
		setAttr(n, insetKey, "")
	}
}

// inset says whether an aside is running text with few links that stands behind a paragraph.
func inset(n *html.Node) bool {
	if linky(n, 0.2) || hasToken(n, func(t string) bool {
		return weak(t) || strong(t) || discussion(t) || elsewhere(t) || t == "author" || t == "infobox"
	}) || find(n, named("nav", "form", "iframe")) != nil {
		return false
	}
	if h := find(n, heading); h != nil && leadsAway(h, strings.ToLower(textOf(h))) || textLength(n) < 12 {
		return false
	}
	for before := neighbour(n, false); before != nil; before = neighbour(before, false) {
		if is(before, "p") && !linky(before, 0.5) && textLength(before) >= 25 {
			return true
		}
	}
	return false
}
