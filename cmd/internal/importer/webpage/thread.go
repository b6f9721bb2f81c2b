package webpage

import (
	"strings"

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
	if p.facts.thread {
		entries = append(opener(body, entries), entries...)
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

// opener gives the post that the others answer, where it stands above them and not among them.
func opener(body *html.Node, entries []*html.Node) []*html.Node {
	var found []*html.Node
	for n := range body.Descendants() {
		if n == entries[0] {
			break
		}
		if is(n, "div", "article", "section", "table", "li") && hasToken(n, func(t string) bool {
			return entryWord(t) && t != "item" && t != "block" && t != "node" || t == "fatitem"
		}) && !within(entries[0], n) && prose(n) >= 40 && !linky(n, 0.5) && !inDiscussion(n) {
			found = append(found, n)
			break
		}
	}
	if len(found) == 0 || ancestor(found[0], "nav", "aside", "footer", "form") != nil {
		return nil
	}
	return found
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
	user := func(n *html.Node) bool { return hasToken(n, userWord) }
	author := func(n *html.Node) bool {
		return hasToken(n, func(t string) bool { return t == "author" }) && shortText(n, 80) && textOf(n) != ""
	}
	if find(body, user) == nil && len(p.survey.bylines) < 3 {
		return false
	}
	entries := p.repeated(body)
	named := 0
	for _, entry := range entries {
		// Articles in a list have authors and headings, posts have no headings.
		headless := !is(entry, "article") && find(entry, heading) == nil
		if (find(entry, user) != nil || headless && find(entry, author) != nil) && !inDiscussion(entry) {
			named++
		}
	}
	return named >= 3 && named*10 >= len(entries)*8 && proseOf(entries)*10 >= prose(body)*6
}

// userWord knows the words in classes for the name of somebody who takes part.
func userWord(t string) bool {
	switch t {
	case "username", "bigusername", "nickname", "nick", "poster", "userinfo", "postprofile", "usercard", "hnuser":
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
			return p.facts.thread && ownText(n) != nil
		}
		return strings.Contains(strings.ToLower(attr(n, "itemprop")), "liveblogupdate")
	})
	// Replies stand in what they answer.
	for i := 0; i < len(said) && len(said) < maxEntries; i++ {
		inner := findAll(said[i], func(n *html.Node) bool {
			t := microdataType(attr(n, "itemtype"))
			return hasAttr(n, "itemscope") && (t == "Comment" || t == "Answer")
		})
		said = append(said[:i+1], append(inner, said[i+1:]...)...)
	}
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
		"comtr", "block", "item", "live", "timeline", "node", "message2", "crayons":
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
