package webpage

import "golang.org/x/net/html"

// caption says whether an element is the caption of a picture by its class.
func caption(n *html.Node) bool {
	return is(n, "div", "p", "span", "small", "figcaption") && textLength(n) > 0 && hasToken(n, func(t string) bool { return t == "caption" || t == "takarir" || t == "keterangan" })
}

// maxFigure is how many elements one picture with its caption has at most.
const maxFigure = 40

// fewElements says whether a node has no more than a number of elements, and looks no further than that.
func fewElements(n *html.Node, most int) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			if most--; most < 0 {
				return false
			}
		}
	}
	return true
}

// figures makes a figure of an element that has one picture, its caption and nothing else, so that both stay together and
// the caption is no paragraph of the text.
func figures(body *html.Node) {
	for _, n := range findAll(body, func(n *html.Node) bool { return caption(n) && find(n, named("img", "video", "iframe")) == nil }) {
		box := n.Parent
		for range 2 {
			if box == nil || !is(box, "div", "section", "p") || find(box, named("img")) != nil {
				break
			}
			box = box.Parent
		}
		if !is(box, "div", "section") || !fewElements(box, maxFigure) || inFigure(n) || len(findAll(box, named("img"))) != 1 || textLength(box) != textLength(n) {
			continue
		}
		if hasBlock(n) && is(n, "span", "small") {
			continue
		}
		rename(box, "figure")
		rename(n, "figcaption")
		if n.Parent != box {
			remove(n)
			box.AppendChild(n)
		}
	}
}
