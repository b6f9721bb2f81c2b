package webpage

import (
	"regexp"
	"strconv"

	"golang.org/x/net/html"
)

// markKey is the attribute that numbers the elements of the body, so that what readability has kept can be told.
const markKey = "data-lontar-n"

// mark numbers the elements below a node, and gives them by their numbers, with the number after that of the last element
// in each.
func mark(body *html.Node) (marks []*html.Node, ends []int) {
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			i := len(marks)
			c.Attr = append(c.Attr, html.Attribute{Key: markKey, Val: strconv.Itoa(i)})
			marks, ends = append(marks, c), append(ends, 0)
			walk(c)
			ends[i] = len(marks)
		}
	}
	walk(body)
	return marks, ends
}

// restorer puts back into what readability found what it lost. The library copies the page before it cuts, so that the
// page is still whole.
type restorer struct {
	marks []*html.Node
	ends  []int
	root  *html.Node
	// kept has, for each number, the element in the result, or nil.
	kept  []*html.Node
	index map[*html.Node]int
	// galleries says that figures may come back. A gallery with twice as many words as the article is one of the site.
	galleries   bool
	first, last int
}

func newRestorer(marks []*html.Node, ends []int, root *html.Node) *restorer {
	r := &restorer{marks: marks, ends: ends, root: root, kept: make([]*html.Node, len(marks)), first: len(marks), last: -1}
	r.index = make(map[*html.Node]int, len(marks))
	for i, n := range marks {
		r.index[n] = i
	}
	for n := range root.Descendants() {
		r.take(n)
	}
	r.take(root)
	return r
}

// take notes that an element of the result is one of the page.
func (r *restorer) take(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	i, err := strconv.Atoi(attr(n, markKey))
	if err != nil || i < 0 || i >= len(r.kept) {
		return
	}
	r.kept[i] = n
	if n != r.root && !is(n, "div", "section", "article", "main") {
		r.first, r.last = min(r.first, i), max(r.last, i)
	}
}

// trim takes away what stands behind the element that says that it is the body, when that has most of what was found:
// about the author, what else to read.
func (r *restorer) trim(bodies []*html.Node) {
	if len(bodies) == 0 || r.last < 0 {
		return
	}
	end, inside := 0, 0
	for _, b := range bodies {
		if i, ok := r.index[b]; ok {
			end = max(end, r.ends[i])
		}
		inside += prose(b)
	}
	if end == 0 || inside*10 < prose(r.root)*6 {
		return
	}
	for i := end; i < len(r.kept); i++ {
		if n := r.kept[i]; n != nil && n != r.root && n.Parent != nil && !is(n, "div", "section", "article", "main", "body") && !r.holdsBefore(n, end) {
			remove(n)
			r.kept[i] = nil
		}
	}
	r.last = min(r.last, end-1)
}

// holdsBefore says whether an element of the result holds one that comes before a number.
func (r *restorer) holdsBefore(n *html.Node, end int) bool {
	return find(n, func(c *html.Node) bool {
		i, err := strconv.Atoi(attr(c, markKey))
		return err == nil && i < end
	}) != nil
}

// restore puts back what stood between the first and the last that was kept, or in the bodies that the page names.
func (r *restorer) restore(bodies []*html.Node) {
	if r.last < 0 {
		return
	}
	first, last := r.first, r.last+1
	for _, b := range bodies {
		if i, ok := r.index[b]; ok {
			first, last = min(first, i), max(last, r.ends[i])
		}
	}
	last = max(last, r.notes(last))
	r.galleries = r.captions(first, last) <= 2*textLength(r.root)
	previous := r.root
	for i := 0; i < last; {
		if n := r.kept[i]; n != nil {
			if n.Parent != nil {
				previous = n
			}
			i++
			continue
		}
		if i < first || !r.worth(i, len(bodies) > 0) {
			i++
			continue
		}
		previous = r.put(i, previous)
		i = r.ends[i]
	}
}

// captions counts the letters of the figures that were lost between two numbers.
func (r *restorer) captions(first, last int) (chars int) {
	for i := first; i < last; i++ {
		if r.kept[i] == nil && is(r.marks[i], "figure") {
			chars += textLength(r.marks[i])
		}
	}
	return chars
}

// notes extends the end over the notes that stand behind the text.
func (r *restorer) notes(from int) int {
	for i := from; i < len(r.marks); i++ {
		if n := r.marks[i]; footnotes(n) && n.Parent != nil {
			return r.ends[i]
		}
	}
	return from
}

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
		return r.galleries && find(n, named("img", "picture", "video", "table", "pre")) != nil && !teaserFigure(n)
	case "img", "picture":
		return r.galleries && realPicture(n) && !teaserFigure(n)
	case "table":
		return texty && chars > 20 && dataTable(n)
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

// parent gives the number of an element's parent, or -1.
func (r *restorer) parent(i int) int {
	if j, ok := r.index[r.marks[i].Parent]; ok {
		return j
	}
	return -1
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

// put copies a lost element into the result, behind what was kept before it: as a child of the nearest of its ancestors
// that was kept.
func (r *restorer) put(i int, previous *html.Node) *html.Node {
	lost := clone(r.marks[i])
	ancestor := r.root
	for j := r.parent(i); j >= 0; j = r.parent(j) {
		if n := r.kept[j]; n != nil && within(n, r.root) {
			ancestor = n
			break
		}
	}
	before := previous
	for before != ancestor && before.Parent != nil && before.Parent != ancestor {
		before = before.Parent
	}
	switch {
	case before == ancestor: // what was kept before is the ancestor itself
		ancestor.InsertBefore(lost, ancestor.FirstChild)
	case before.Parent == ancestor:
		ancestor.InsertBefore(lost, before.NextSibling)
	case previous.Parent != nil:
		previous.Parent.InsertBefore(lost, previous.NextSibling)
	default:
		r.root.AppendChild(lost)
	}
	r.kept[i] = lost
	return lost
}
