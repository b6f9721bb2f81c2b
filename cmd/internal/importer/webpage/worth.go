package webpage

import (
	"regexp"

	"golang.org/x/net/html"
)

// footnotes says whether an element holds the notes of an article.
func footnotes(n *html.Node) bool {
	if r := attr(n, "role"); r == "doc-endnotes" || r == "doc-footnote" || r == "doc-bibliography" {
		return true
	}
	return is(n, "section", "div", "ol", "aside", "footer") && hasToken(n, func(t string) bool { return t == "footnotes" || t == "endnotes" || t == "references" || t == "reflist" })
}

// worth says whether an element that readability lost, with all in it, is certainly part of the article.
func (r *restorer) worth(i int, strict bool) bool {
	n := r.marks[i]
	if !within(n, r.marks[0].Parent) {
		return false // the library has moved it
	}
	for j := i + 1; j < r.ends[i]; j++ {
		if r.kept[j] != nil {
			return false // something in it was kept: what else is in it is looked at by itself
		}
	}
	if footnotes(n) {
		return true
	}
	if unsure(n) {
		return false
	}
	chars, linked := measure(n)
	texty := float64(linked) <= 0.4*float64(chars)
	switch n.Data {
	case "pre", "math", "video", "audio":
		return true
	case "figure":
		return r.galleries && i > r.text && find(n, named("img", "picture", "video", "table", "pre")) != nil && !teaserFigure(n)
	case "img", "picture":
		return r.galleries && i > r.text && realPicture(n) && !teaserFigure(n)
	case "table":
		return linked*10 <= chars*7 && chars > 15 && dataTable(n) // results and lists of names have links in most rows
	}
	// What a box that was lost as a whole links to elsewhere is not of this article.
	if j := r.parent(i); j >= 0 && r.kept[j] == nil && linky(r.marks[j], 0.2) && textLength(r.marks[j]) < 1500 {
		return false
	}
	switch n.Data {
	case "dl", "details":
		return texty && chars > 20
	case "blockquote":
		return texty && chars > 20
	case "ul", "ol":
		return texty && chars > 40
	case "p":
		return texty && chars >= 25 && block(n) && !listed(n)
	case "h2", "h3", "h4", "h5", "h6":
		return chars > 1 && linked < chars && r.heads(i)
	case "time":
		return chars > 0 && r.kept[max(0, r.parent(i))] != nil
	case "div":
		// A line of text in a div of its own.
		return strict && texty && chars >= 40 && !hasBlock(n)
	}
	return false
}

// unsure says whether an element stands in one that may be beside the article, as an aside.
func unsure(n *html.Node) bool {
	for a := n; a != nil && !is(a, "body"); a = a.Parent {
		if is(a, "aside", "footer", "nav", "form", "header") && !footnotes(a) || hasToken(a, func(t string) bool { return weak(t) || discussion(t) }) && !is(a, "article", "main") && prose(a) < 4000 && a != n.Parent {
			return true
		}
	}
	return false
}

// listed says whether a paragraph stands in a list item or a link: a teaser.
func listed(n *html.Node) bool {
	for a := n.Parent; a != nil; a = a.Parent {
		if is(a, "a") {
			return true
		}
	}
	return false
}

// pictureLink finds a link to a picture by its ending.
var pictureLink = regexp.MustCompile(`(?i)\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)`)

// teaserFigure says whether a figure is the picture of a link to elsewhere.
func teaserFigure(n *html.Node) bool {
	for a := n; a != nil && !is(a, "body"); a = a.Parent {
		if is(a, "a") && attr(a, "href") != "" && !pictureLink.MatchString(attr(a, "href")) {
			return true
		}
	}
	inner := find(n, named("a"))
	return inner != nil && find(inner, named("img")) != nil && !pictureLink.MatchString(attr(inner, "href")) && find(n, named("figcaption")) == nil && attr(inner, "href") != ""
}

// realPicture says whether a picture is large enough to be of the article, as far as is known.
func realPicture(n *html.Node) bool {
	img := n
	if !is(n, "img") {
		if img = find(n, named("img")); img == nil {
			return false
		}
	}
	width, height := pixels(attr(img, "width")), pixels(attr(img, "height"))
	return !placeholder(attr(img, "src")) && (width == 0 || width >= 150) && (height == 0 || height >= 100) && !inAvatar(n) && !logoName.MatchString(attr(img, "src")) &&
		(width > 0 || inFigure(n) || hasAttr(img, "alt"))
}

// dataTable says whether a table holds data: it has no table in it, and heads or several columns.
func dataTable(n *html.Node) bool {
	if find(n, named("table", "form", "iframe")) != nil {
		return false
	}
	rows := findAll(n, named("tr"))
	return find(n, named("th", "caption", "thead")) != nil && len(rows) > 1 || len(rows) > 1 && len(findAll(rows[0], named("td"))) > 1
}

// heads says whether a heading is followed by something that was kept or will be.
func (r *restorer) heads(i int) bool {
	for next := neighbour(r.marks[i], true); next != nil && next.Type == html.ElementNode && !heading(next); next = neighbour(next, true) {
		j, ok := r.index[next]
		if !ok {
			return false
		}
		for k := j; k < r.ends[j]; k++ {
			if r.kept[k] != nil {
				return true
			}
		}
		if r.worth(j, false) {
			return true
		}
	}
	return false
}
