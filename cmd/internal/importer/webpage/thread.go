package webpage

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// maxEntries is how many posts or entries of a page are taken.
const maxEntries = 2000

// threadOf makes an article of a conversation, with the names of those who speak, or of a ticker, with its times. It is
// nil where the page is neither. Readability takes posts for comments and drops them, or takes the longest alone.
func (p *page) threadOf(body *html.Node) *html.Node {
	said := p.facts.thread || p.facts.live
	p.facts.thread = p.facts.thread || p.sounds(body, threadWord)
	p.facts.live = p.facts.live || p.sounds(body, liveWord)
	if !p.facts.thread && !p.facts.live {
		p.facts.thread = p.talk(body)
	}
	if !p.facts.thread && !p.facts.live {
		return nil
	}
	entries := p.entries(body)
	if len(entries) < 2 || !said && !p.convincing(entries) {
		p.facts.thread = false
		return nil
	}
	root := element("div")
	if p.facts.live && !p.facts.thread {
		p.intro(body, entries, root)
	}
	for _, entry := range entries[:min(len(entries), maxEntries)] {
		if hidden(entry) {
			continue
		}
		if p.facts.thread {
			if post := p.post(entry); post != nil {
				root.AppendChild(post)
			}
			continue
		}
		section := element("section")
		for c := entry.FirstChild; c != nil; c = c.NextSibling {
			section.AppendChild(clone(c))
		}
		root.AppendChild(section)
	}
	s := &sweep{prose: prose(root), thread: true}
	s.children(root)
	if textLength(root) < enough {
		p.facts.thread = false
		return nil
	}
	return root
}

// convincing says whether entries are those of a conversation, with names, or of a ticker, with times. Classes and
// addresses alone may be of a program that can do both, and of a page that is neither.
func (p *page) convincing(entries []*html.Node) bool {
	good := 0
	for _, entry := range entries {
		if p.facts.thread && postAuthor(entry, entry) != "" || p.facts.live && (find(entry, named("time")) != nil || clock.MatchString(textOf(entry)[:min(len(textOf(entry)), 80)])) {
			good++
		}
	}
	return good*10 >= len(entries)*7
}

// talk says whether most of the page is entries that each have the name of a user: a conversation that does not say so.
func (p *page) talk(body *html.Node) bool {
	if find(body, func(n *html.Node) bool { return hasToken(n, userWord) }) == nil {
		return false
	}
	entries := p.repeated(body)
	named := 0
	for _, entry := range entries {
		if find(entry, func(n *html.Node) bool { return hasToken(n, userWord) }) != nil && !inDiscussion(entry) {
			named++
		}
	}
	return named >= 3 && named*10 >= len(entries)*8 && proseOf(entries)*10 >= prose(body)*6
}

// userWord knows the words in classes for the name of somebody who takes part.
func userWord(t string) bool {
	switch t {
	case "username", "bigusername", "nickname", "nick", "poster", "userinfo", "postprofile", "usercard":
		return true
	}
	return false
}

// sounds says whether the page calls itself something: in the classes of html and body, in its address, in the name of
// the program that made it.
func (p *page) sounds(body *html.Node, word func(string) bool) bool {
	if hasToken(body, word) || body.Parent != nil && hasToken(body.Parent, word) {
		return true
	}
	for _, root := range p.survey.items {
		if t := microdataType(attr(root, "itemtype")); threadType(t) && word("thread") || t == "LiveBlogPosting" && word("liveblog") {
			return true
		}
	}
	generator, _, _ := strings.Cut(strings.ToLower(p.survey.first("generator")), " ")
	if word(generator) {
		return true
	}
	found := false
	if p.address != nil {
		words(p.address.Path, func(t string) bool {
			found = word(t) && t != "topic" && t != "live" && t != "discussion"
			return !found
		})
	}
	return found
}

func threadWord(t string) bool {
	switch t {
	case "forum", "thread", "viewtopic", "showthread", "topic", "discussion", "discourse", "phpbb", "vbulletin", "xenforo", "mybb", "smf", "flarum", "nodebb",
		"invision", "simplemachines", "questions":
		return true
	}
	return false
}

func liveWord(t string) bool {
	switch t {
	case "liveblog", "liveticker", "livereport", "livetext", "ticker", "minutebyminute":
		return true
	}
	return false
}

// entries gives the posts or entries of the page: those that say so in microdata, else the children of one element that
// have a class in common that is known for it.
func (p *page) entries(body *html.Node) []*html.Node {
	said := findAll(body, func(n *html.Node) bool {
		if !hasAttr(n, "itemscope") {
			return false
		}
		switch microdataType(attr(n, "itemtype")) {
		case "Comment", "Answer":
			return p.facts.thread
		case "Question", "DiscussionForumPosting":
			return p.facts.thread && find(n, func(c *html.Node) bool {
				t := microdataType(attr(c, "itemtype"))
				return t == "Comment" || t == "Answer" || t == "DiscussionForumPosting"
			}) == nil
		}
		return strings.Contains(strings.ToLower(attr(n, "itemprop")), "liveblogupdate")
	})
	repeated := p.repeated(body)
	if len(said) >= 2 && proseOf(said)*10 >= proseOf(repeated)*8 {
		return said
	}
	return repeated
}

func proseOf(nodes []*html.Node) (total int) {
	for _, n := range nodes {
		total += prose(n)
	}
	return total
}

func (p *page) repeated(body *html.Node) []*html.Node {
	var best []*html.Node
	most := 0
	consider := func(parent *html.Node) {
		groups := map[string][]*html.Node{}
		for c := parent.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && is(c, "div", "article", "li", "section", "table", "tr", "tbody") && (hasToken(c, entryWord) || is(c, "article")) {
				groups[c.Data] = append(groups[c.Data], c)
			}
		}
		for _, name := range []string{"article", "div", "section", "li", "table", "tbody", "tr"} {
			group := groups[name]
			if len(group) < 2 {
				continue
			}
			if total := proseOf(group); total > most && !linky(parent, 0.5) {
				best, most = group, total
			}
		}
	}
	consider(body)
	for n := range body.Descendants() {
		if n.Type == html.ElementNode && !is(n, "nav", "aside", "footer", "select") {
			consider(n)
		}
	}
	if most*10 < prose(body)*3 {
		return nil
	}
	return best
}

func entryWord(t string) bool {
	switch t {
	case "post", "posts", "message", "comment", "reply", "answer", "question", "update", "entry", "ticker", "event", "liveblog", "postbit", "postcontainer", "topic",
		"block", "item", "live", "timeline", "node", "message2", "crayons":
		return true
	}
	return false
}

// intro copies what stands above a ticker in the same main element.
func (p *page) intro(body *html.Node, entries []*html.Node, root *html.Node) {
	scope := entries[0].Parent
	for scope.Parent != nil && scope != body && !is(scope, "article", "main") {
		scope = scope.Parent
	}
	var walk func(*html.Node) bool
	walk = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c == entries[0]:
				return false
			case is(c, "p", "ul", "figure", "h2") && !within(entries[0], c):
				if chars, linked := measure(c); (chars >= 40 && linked*2 < chars || is(c, "figure")) && !inTeaser(c) && !hasToken(c, func(t string) bool { return strong(t) || weak(t) }) {
					root.AppendChild(clone(c))
				}
			case c.Type == html.ElementNode && !is(c, "nav", "aside", "header", "footer", "form") && !hasToken(c, strong):
				if !walk(c) {
					return false
				}
			}
		}
		return true
	}
	walk(scope)
}

// post makes a section of a post: who wrote it and when, then what.
func (p *page) post(entry *html.Node) *html.Node {
	content := postBody(entry)
	if content == nil {
		return nil
	}
	section, line := element("section"), element("p")
	if name := postAuthor(entry, content); name != "" {
		line.AppendChild(element("strong", textNode(name)))
	}
	if at := postTime(entry, content); at != nil {
		stamp := element("time", textNode(textOf(at)))
		if datetime := attr(at, "datetime"); datetime != "" {
			setAttr(stamp, "datetime", datetime)
		}
		if line.FirstChild != nil {
			line.AppendChild(textNode(" · "))
		}
		line.AppendChild(stamp)
	}
	if line.FirstChild != nil {
		section.AppendChild(line)
	}
	if content == entry {
		content = clone(entry)
		for _, n := range findAll(content, func(n *html.Node) bool {
			return is(n, "time", "dl", "header", "footer") || hasToken(n, func(t string) bool {
				return t == "author" || t == "username" || t == "profile" || t == "userinfo" || t == "postprofile" || t == "signature" || t == "avatar" || t == "poster" || t == "date"
			})
		}) {
			remove(n)
		}
	}
	for c := content.FirstChild; c != nil; c = c.NextSibling {
		section.AppendChild(clone(c))
	}
	// A text without paragraphs would run into that of the next post.
	if textLength(section) == textLength(line) && find(section, named("img", "video")) == nil {
		return nil
	}
	return section
}

// postTime gives the element that tells when a post was written, or nil.
func postTime(entry, content *html.Node) *html.Node {
	outside := func(n *html.Node) bool { return content == entry || !within(n, content) }
	if at := find(entry, func(n *html.Node) bool { return is(n, "time") && outside(n) && textOf(n) != "" }); at != nil {
		return at
	}
	return find(entry, func(n *html.Node) bool {
		return outside(n) && hasToken(n, func(t string) bool {
			return t == "date" || t == "time" || t == "postdate" || t == "posted" || t == "timestamp" || t == "smallfont" || t == "datetime"
		}) && shortText(n, 60) && !hasBlock(n) && strings.ContainsAny(textOf(n), "0123456789")
	})
}

// postBody gives the element of a post that holds what was said, or the post itself.
func postBody(entry *html.Node) *html.Node {
	if n := find(entry, func(n *html.Node) bool {
		prop := strings.ToLower(attr(n, "itemprop"))
		return (prop == "text" || prop == "articlebody") && !is(n, "meta")
	}); n != nil {
		return n
	}
	best, most := entry, 0
	for _, n := range findAll(entry, func(n *html.Node) bool {
		return is(n, "div", "td", "section", "blockquote", "article") && hasToken(n, contentWord)
	}) {
		for inner := find(n, contentDiv); inner != nil; inner = find(n, contentDiv) {
			if textLength(inner)*10 < textLength(n)*5 {
				break
			}
			n = inner
		}
		if size := textLength(n); size > most {
			best, most = n, size
		}
	}
	if textLength(entry) == 0 {
		return nil
	}
	return best
}

func contentDiv(n *html.Node) bool { return is(n, "div", "td", "section") && hasToken(n, contentWord) }

func contentWord(t string) bool {
	switch t {
	case "content", "body", "postbody", "cooked", "message", "text", "messagetext", "prose", "postmessage", "bbwrapper", "msg":
		return true
	}
	return false
}

// postAuthor gives the name of who wrote a post.
func postAuthor(entry, content *html.Node) string {
	outside := func(n *html.Node) bool { return content == entry || !within(n, content) }
	for _, want := range []func(*html.Node) bool{
		func(n *html.Node) bool {
			return strings.EqualFold(attr(n, "itemprop"), "author") || attr(n, "rel") == "author"
		},
		func(n *html.Node) bool {
			return hasToken(n, func(t string) bool {
				return t == "username" || t == "bigusername" || t == "nickname" || t == "nick" || t == "fn"
			})
		},
		func(n *html.Node) bool {
			return is(n, "a", "span", "strong", "b", "p", "h4", "h3", "div", "cite") && hasToken(n, func(t string) bool { return t == "author" || t == "poster" || t == "user" || t == "name" })
		},
	} {
		n := find(entry, func(n *html.Node) bool { return outside(n) && want(n) && !is(n, "img", "meta") && textOf(n) != "" })
		if n == nil {
			continue
		}
		if inner := find(n, func(c *html.Node) bool {
			return strings.EqualFold(attr(c, "itemprop"), "name") || hasToken(c, func(t string) bool { return t == "username" })
		}); inner != nil && textOf(inner) != "" {
			n = inner
		}
		name := cleanName(textOf(n))
		if name != "" && utf8.RuneCountInString(name) <= 60 {
			return name
		}
	}
	return ""
}
