package webpage

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// sweep takes away what is no part of any article. It errs on the side of keeping: what holds much of the page's prose
// stays, whatever it is called.
type sweep struct {
	// prose is how much of it the body holds, letters how many of them there are in all.
	prose, letters int
	// thread says that comments are the content.
	thread bool
	// wall says that a line was taken away that asks for a subscription in the place of the rest.
	wall bool
	// bodies are the elements that say that they are the article, dates those that hold nothing but its date.
	bodies, dates map[*html.Node]bool
}

// declutter sweeps the body of the page.
func (p *page) declutter(body *html.Node) {
	s := &sweep{prose: prose(body), letters: textLength(body), thread: p.facts.thread, bodies: map[*html.Node]bool{}}
	if !p.facts.thread && !p.facts.live {
		s.dates = p.dateLines()
	}
	for _, b := range p.survey.bodies {
		s.bodies[b] = true
	}
	p.menus(body)
	s.children(body)
	if s.wall && !p.paid() {
		p.note(notFree)
	}
}

func (s *sweep) children(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode:
			n.RemoveChild(c)
		case c.Type != html.ElementNode || c.Namespace != "":
		case s.junk(c):
			if c.Parent == n {
				n.RemoveChild(c)
			}
		case is(c, "pre", "code"): // prepared already, and "print" and "share" are words like others in code
		default:
			s.children(c)
		}
		c = next
	}
}

// junk says whether an element goes.
func (s *sweep) junk(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "template", "link", "meta", "noscript", "button", "input", "textarea", "select", "dialog", "svg", "canvas",
		"amp-ad", "amp-embed", "amp-sidebar", "amp-analytics", "amp-pixel", "amp-sticky-ad", "amp-social-share", "amp-consent",
		"amp-auto-ads", "amp-user-notification", "amp-install-serviceworker", "amp-geo", "amp-iframe", "ins-ad":
		return true
	case "math", "pre", "body", "main":
		return false
	case "img":
		return tinyPicture(n) || attr(n, "src") == "" && attr(n, "srcset") == ""
	case "nav":
		return !s.most(n)
	case "a":
		// The mark beside a heading that links to it.
		if n.Parent != nil && heading(n.Parent) && strings.HasPrefix(attr(n, "href"), "#") && strings.Trim(textOf(n), "#¶§🔗\u200b ") == "" && attr(n, "id") == "" {
			return true
		}
	case "form":
		if s.heavy(n) || prose(n) > 200 {
			rename(n, "div") // old systems wrap the whole page into a form
			return false
		}
		return true
	case "ins":
		return hasToken(n, strong)
	case "footer":
		if is(n.Parent, "body") {
			return !s.most(n)
		}
	}
	if s.dates[n] {
		return true
	}
	if s.bodies[n] {
		unhide(n)
		return false
	}
	if hidden(n) {
		if !s.heavy(n) || prose(n)*10 < s.prose*7 {
			return true
		}
		unhide(n) // the text behind "read more", or behind a wall
	}
	return s.byRole(n) || s.byName(n) || s.byText(n)
}

// byRole says whether an element goes for its role.
func (s *sweep) byRole(n *html.Node) bool {
	switch strings.ToLower(attr(n, "role")) {
	case "navigation", "search", "alert", "alertdialog", "dialog", "menu", "menubar", "toolbar", "banner", "contentinfo", "status", "tablist":
		return !s.heavy(n)
	}
	switch strings.ToLower(attr(n, "itemprop")) {
	case "comment", "interactionstatistic", "publisher", "aggregaterating":
		return !s.thread && !s.heavy(n)
	}
	return false
}

// byName says whether an element goes for the words of its class and id.
func (s *sweep) byName(n *html.Node) bool {
	if len(n.Attr) == 0 {
		return false
	}
	for class := range strings.FieldsSeq(attr(n, "class")) {
		switch class { // text for screen readers only
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "u-hidden-visually":
			return !s.heavy(n)
		}
	}
	if heading(n) || running(n) || n.Parent != nil && heading(n.Parent) {
		return hasToken(n, func(t string) bool {
			return t == "editsection" || t == "headerlink" || t == "headeranchor" || t == "noprint" && !heading(n)
		})
	}
	strongly, weakly, small := false, false, 0
	judge := func(t string) bool {
		switch {
		case strong(t), !s.thread && discussion(t):
			strongly = true
		case weak(t):
			weakly = true
		case t == "meta" || t == "author" || t == "byline" || t == "date" || t == "info":
			small++
		}
		return !strongly
	}
	if strings.Contains(attr(n, "class"), "table-of-contents") && prose(n) < 100 || strings.Contains(attr(n, "class"), "submission-history") && !s.heavy(n) {
		return true
	}
	classed := attr(n, "class") + " " + attr(n, "data-component") + " " + attr(n, "data-testid")
	words(classed, judge)
	switch {
	case strongly:
		limit := 400
		if is(n, "p", "li", "blockquote") {
			limit = 100
		}
		return !s.heavy(n) && (is(n, "div", "aside", "ul", "nav", "header", "footer", "ins", "iframe") || prose(n) < limit || linky(n, 0.4))
	case small > 0 && !s.thread && s.byline(n):
		return true
	}
	// The id of a section is made of its heading, which may be of sharing or of cookies.
	if id := attr(n, "id"); id != "" && countWords(id) <= 3 {
		words(id, judge)
	}
	if strongly {
		return !s.heavy(n) && !is(n, "section", "p") && (prose(n) < 200 || linky(n, 0.4))
	}
	if weakly && strings.EqualFold(attr(n, "itemprop"), "description") {
		return false // the paragraph above the text
	}
	return weakly && !s.heavy(n) && (prose(n) < 160 && !is(n, "p", "figure") && find(n, named("pre", "table", "blockquote", "figcaption", "math")) == nil || linky(n, 0.3))
}

func countWords(s string) (n int) {
	words(s, func(string) bool {
		n++
		return true
	})
	return n
}

// running says whether an element stands in the middle of a text, beside words that are in no element.
func running(n *html.Node) bool {
	if !is(n, "a", "span", "em", "b", "strong", "i", "abbr", "code", "small", "mark", "cite", "q", "time", "sub", "sup") {
		return false
	}
	for _, beside := range []*html.Node{n.PrevSibling, n.NextSibling} {
		if beside != nil && beside.Type == html.TextNode && strings.TrimSpace(beside.Data) != "" {
			return true
		}
	}
	return false
}

// byline says whether an element is a line with author, date and the like, all of which the metadata has.
func (s *sweep) byline(n *html.Node) bool {
	if is(n, "figcaption", "time", "li", "dd", "td", "article", "section", "h1", "h2", "h3", "h4") || inFigure(n) || !shortText(n, 160) {
		return false
	}
	if hasToken(n, func(t string) bool { return t == "dateline" }) {
		return false
	}
	return hasToken(n, func(t string) bool { return t == "byline" || t == "author" }) && !hasToken(n, func(t string) bool { return t == "quote" || t == "cite" || t == "blockquote" }) ||
		hasToken(n, func(t string) bool { return t == "meta" || t == "info" && is(n, "dl", "ul") }) && hasToken(n, func(t string) bool { return t == "post" || t == "entry" || t == "article" || t == "story" })
}

// heavy says whether an element holds so much of the page's prose that taking it away would take the article.
func (s *sweep) heavy(n *html.Node) bool {
	if s.prose == 0 {
		return true
	}
	own := prose(n)
	return own*10 >= s.prose*4 || own*10 >= s.prose*2 && find(n, func(c *html.Node) bool { return s.bodies[c] || is(c, "h1") }) != nil
}

// most says whether an element holds nearly all of the page's text: only then it stays in spite of what it is by its name.
func (s *sweep) most(n *html.Node) bool {
	return prose(n)*10 > s.prose*7 && textLength(n)*10 > s.letters*6
}

var (
	displayNone = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)`)
	hiddenStyle = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*\d+\w*|overflow\s*:\s*hidden|opacity\s*:\s*0)\s*(?:!important)?;?`)
)

// hidden says whether a reader does not see an element.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			if displayNone.MatchString(a.Val) {
				return true
			}
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") && !is(n, "img", "picture", "figure") && !strings.Contains(attr(n, "class"), "fallback-image") {
				return true
			}
		case "aria-modal":
			if a.Val == "true" {
				return true
			}
		}
	}
	return false
}

// unhide shows an element, and what it stands in.
func unhide(n *html.Node) {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		removeAttr(n, "hidden", "aria-hidden")
		if style := attr(n, "style"); style != "" {
			setAttr(n, "style", hiddenStyle.ReplaceAllString(style, ""))
		}
	}
}
