package webpage

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// finish takes out of the article what was there to find it, to style it or to run it, and the headline, which stands
// above the article anyway.
func (p *page) finish(root *html.Node) *html.Node {
	targets := map[string]bool{}
	for n := range root.Descendants() {
		if is(n, "a") {
			if id, ok := strings.CutPrefix(attr(n, "href"), "#"); ok {
				targets[id] = true
			}
		}
	}
	for _, n := range findAll(root, func(n *html.Node) bool {
		return n.Namespace == "" && is(n, "style", "script", "noscript", "template", "link", "meta")
	}) {
		remove(n)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			if hasAttr(n, insetKey) {
				rename(n, "aside")
			}
			finishAttributes(n, targets)
			if n.Data == "h1" {
				rename(n, "h2")
			}
			if strings.Contains(n.Data, "-") && n.Namespace == "" {
				rename(n, plainName(n)) // a custom element
			}
		}
	}
	finishAttributes(root, targets)
	p.dropHeadline(root)
	p.dropAbove(root)
	return root
}

func plainName(n *html.Node) string {
	if hasBlock(n) {
		return "div"
	}
	return "span"
}

// maxAttributes is how many attributes of an element are looked at. Tidy knows some forty.
const maxAttributes = 100

func finishAttributes(n *html.Node, targets map[string]bool) {
	if n.Namespace != "" {
		removeAttr(n, markKey, "style", "class")
		return
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr[:min(len(n.Attr), maxAttributes)] {
		switch {
		case a.Key == "class":
			if a.Val = languageOnly(a.Val); a.Val == "" {
				continue
			}
		case a.Key == "id":
			if !targets[a.Val] {
				continue
			}
		case a.Key == "name" && n.Data == "a":
			if !targets[a.Val] {
				continue
			}
			a.Key = "id"
		case a.Key == "srcset" && a.Val == "" || a.Key == "href" && a.Val == "":
			continue
		case a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "data-") || strings.HasPrefix(a.Key, "item") ||
			strings.HasPrefix(a.Key, "aria-") && a.Key != "aria-label" && a.Key != "aria-labelledby" && a.Key != "aria-describedby" ||
			a.Key == "tabindex" || a.Key == "loading" || a.Key == "decoding" || a.Key == "fetchpriority" || a.Key == "property" || a.Key == "typeof" ||
			a.Key == "vocab" || a.Key == "target" || a.Key == "layout" || a.Key == "integrity" || a.Key == "crossorigin" || a.Key == "nonce":
			continue
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// languageOnly keeps of classes those that tell the language of code.
func languageOnly(class string) string {
	var kept []string
	for c := range strings.FieldsSeq(class) {
		if strings.HasPrefix(c, "language-") {
			kept = append(kept, c)
		}
	}
	return strings.Join(kept, " ")
}

// dropHeadline removes the heading that repeats the title, if it stands before the text.
func (p *page) dropHeadline(root *html.Node) {
	title := fold(p.facts.title)
	if title == "" {
		return
	}
	seen := 0
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			seen += utf8.RuneCountInString(strings.TrimSpace(n.Data))
			if seen > 600 {
				return
			}
			continue
		}
		if !heading(n) && !is(n, "p", "div", "strong") || !shortText(n, 2*len(title)+40) {
			continue
		}
		text := fold(textOf(n))
		if text == title || heading(n) && text != "" && (strings.HasPrefix(title, text) && len(text)*3 > len(title)*2 || strings.HasPrefix(text, title) && len(title)*3 > len(text)*2) {
			if find(n, named("img", "figure", "video")) == nil {
				remove(n)
				return
			}
		}
	}
}
