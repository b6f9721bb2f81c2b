package webpage

import (
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
	// text is the number of the first paragraph that was kept. A picture before it stands for the article, and is in the
	// draft as that.
	text int
}

func newRestorer(marks []*html.Node, ends []int, root *html.Node) *restorer {
	r := &restorer{marks: marks, ends: ends, root: root, kept: make([]*html.Node, len(marks)), first: len(marks), last: -1, text: len(marks)}
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
	if is(n, "p", "pre", "ul", "ol", "blockquote", "table") {
		r.text = min(r.text, i)
	}
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
	last = max(r.tail(first, last), r.notes(last))
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

// tail extends the end over tables, code and the like that follow at once in the element that holds what was kept: an
// article may end with them, and what readability leaves out there it takes for a list of links.
func (r *restorer) tail(first, last int) int {
	if first >= last {
		return last
	}
	child := r.marks[last-1]
	for child.Parent != nil && !within(r.marks[first], child.Parent) {
		child = child.Parent
	}
	for next := neighbour(child, true); next != nil && is(next, "table", "pre", "dl", "math", "figure"); next = neighbour(next, true) {
		i, ok := r.index[next]
		if !ok {
			break
		}
		last = max(last, r.ends[i])
	}
	return last
}

// parent gives the number of an element's parent, or -1.
func (r *restorer) parent(i int) int {
	if j, ok := r.index[r.marks[i].Parent]; ok {
		return j
	}
	return -1
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
