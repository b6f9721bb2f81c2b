package webpage

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

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
	dated := func(n *html.Node) bool {
		return outside(n) && hasToken(n, func(t string) bool {
			return t == "date" || t == "time" || t == "postdate" || t == "posted" || t == "timestamp" || t == "smallfont" || t == "datetime" || t == "age" || t == "relativetime"
		}) && shortText(n, 60) && !hasBlock(n) && strings.ContainsAny(textOf(n), "0123456789")
	}
	at := find(entry, dated)
	for at != nil {
		inner := find(at, dated)
		if inner == nil {
			break
		}
		at = inner
	}
	return at
}

// postBody gives the element of a post that holds what was said, or the post itself.
func postBody(entry *html.Node) *html.Node {
	if n := ownText(entry); n != nil {
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
	case "content", "body", "postbody", "cooked", "message", "text", "messagetext", "prose", "postmessage", "bbwrapper", "msg", "commtext", "toptext", "usertext":
		return true
	}
	return false
}

// userPath finds links to the page of somebody who takes part.
var userPath = regexp.MustCompile(`(?i)(?:^|/)(?:u|users?|members?|profiles?)[/.?]`)

// postAuthor gives the name of who wrote a post.
func postAuthor(entry, content *html.Node) string {
	outside := func(n *html.Node) bool { return content == entry || !within(n, content) }
	for _, want := range []func(*html.Node) bool{
		func(n *html.Node) bool {
			return strings.EqualFold(attr(n, "itemprop"), "author") || attr(n, "rel") == "author"
		},
		func(n *html.Node) bool {
			return hasToken(n, func(t string) bool {
				return t == "username" || t == "bigusername" || t == "nickname" || t == "nick" || t == "fn" || t == "hnuser"
			})
		},
		func(n *html.Node) bool { return is(n, "a") && userPath.MatchString(attr(n, "href")) },
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

// ownText gives the element with the text of an item, and not that of an answer in it, or nil.
func ownText(item *html.Node) *html.Node {
	return find(item, func(n *html.Node) bool {
		prop := strings.ToLower(attr(n, "itemprop"))
		if prop != "text" && prop != "articlebody" || is(n, "meta") {
			return false
		}
		for a := n.Parent; a != nil && a != item; a = a.Parent {
			if hasAttr(a, "itemscope") {
				return false
			}
		}
		return true
	})
}
