package webpage

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// ErrList means that a page leads to articles and is none, as the first page of an outlet.
var ErrList = errors.New("this is a list of articles, not one; give the address of an article")

// How many linked headlines make a page a list: anywhere, and where its address says so. A headline's block has less than
// teaserProse letters unless the list gives its articles whole.
const (
	listedHeadlines = 5
	listedAtRoot    = 3
	teaserProse     = 700
	// maxHeadlines is how many are looked at.
	maxHeadlines = 200
)

// listed gives an error with the address of the feed where the page is a list of articles.
func (p *page) listed(body *html.Node) error {
	if p.saysArticle() || p.facts.live || p.facts.thread {
		return nil
	}
	index := p.indexAddress()
	blocks, unlinked := p.teasers(body)
	total, inside := prose(body), 0
	short := 0
	for _, b := range blocks {
		own := prose(b)
		inside += own
		if own < teaserProse {
			short++
		}
	}
	outside := total - inside
	switch {
	case index && len(blocks) >= listedAtRoot && outside*3 <= total && unlinked*2 <= len(blocks):
	case len(blocks) >= listedHeadlines && short*10 >= len(blocks)*8 && unlinked*3 <= len(blocks) && (outside < enough || outside < 2*enough && p.topHeading() == ""):
	case index && p.links(body):
	default:
		return nil
	}
	if feed := p.feed(); feed != "" {
		return fmt.Errorf("%w or of its feed: %s", ErrList, feed)
	}
	return ErrList
}

// teasers gives the blocks around the headlines that link to other pages of the site, and the number of the other headings.
func (p *page) teasers(body *html.Node) (blocks []*html.Node, unlinked int) {
	linked := map[*html.Node]bool{}
	seen := map[string]bool{}
	for _, h := range findAll(body, heading) {
		if beside := ancestor(h, "nav", "aside", "footer", "form", "dialog"); beside != nil {
			continue
		}
		a := find(h, named("a"))
		if a == nil {
			a = ancestor(h, "a")
		}
		switch {
		case a == nil || !p.leadsOn(attr(a, "href")) || len(strings.Fields(textOf(h))) < 2 && len(textOf(h)) < 12:
			if len(textOf(h)) > 2 && !p.siteName(textOf(h)) {
				unlinked++
			}
		case !seen[attr(a, "href")] && len(seen) < maxHeadlines:
			seen[attr(a, "href")] = true
			linked[h] = true
		}
	}
	for h := range linked {
		// The block of a headline is the largest element that holds no other.
		block := h
		for block.Parent != nil && block.Parent != body && len(findAll(block.Parent, func(n *html.Node) bool { return linked[n] })) == 1 {
			block = block.Parent
		}
		blocks = append(blocks, block)
	}
	return blocks, unlinked
}

// ancestor gives the nearest element of a name that a node stands in, or nil.
func ancestor(n *html.Node, names ...string) *html.Node {
	for a := n.Parent; a != nil; a = a.Parent {
		if is(a, names...) {
			return a
		}
	}
	return nil
}

// leadsOn says whether a reference leads to another page of the same site.
func (p *page) leadsOn(ref string) bool {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || u.Path == "" && u.RawQuery == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if p.address == nil {
		return true
	}
	u = p.address.ResolveReference(u)
	return site(u) == site(p.address) && (strings.Trim(u.Path, "/") != strings.Trim(p.address.Path, "/") || u.RawQuery != p.address.RawQuery)
}

// links says whether the page is made of links: of titles alone, as those of sites that gather them.
func (p *page) links(body *html.Node) bool {
	return prose(body) < 2*enough && linky(body, 0.5) && len(findAll(body, func(n *html.Node) bool { return is(n, "a") && len(textOf(n)) > 20 })) >= 10
}

// indexAddress says whether the address is that of a whole site, or of all articles of a topic.
func (p *page) indexAddress() bool {
	if p.address == nil {
		return false
	}
	path := strings.ToLower(strings.Trim(p.address.Path, "/"))
	switch path {
	case "", "index.html", "index.php", "home", "news", "blog", "en", "id", "de", "fr", "es":
		return p.address.RawQuery == ""
	}
	first, rest, _ := strings.Cut(path, "/")
	switch first {
	case "tag", "tags", "category", "categories", "kategori", "topic", "topics", "topik", "author", "authors", "page", "indeks", "index", "archive", "archives", "search", "section":
		return strings.Count(rest, "/") < 3
	}
	return false
}

// feed gives the address of the page's feed, not that of its comments.
func (p *page) feed() string {
	for _, n := range p.survey.links {
		kind := strings.ToLower(attr(n, "type"))
		if !relHas(n, "alternate") || kind != "application/rss+xml" && kind != "application/atom+xml" && kind != "application/feed+json" ||
			strings.Contains(strings.ToLower(attr(n, "title")+attr(n, "href")), "comment") {
			continue
		}
		if u := p.absolute(attr(n, "href")); u != nil {
			return u.String()
		}
	}
	return ""
}
